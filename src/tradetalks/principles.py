"""Which principle is named at which meeting, by whom and in which words, and whether the formula is said whole.

The formula of the talks has two halves, harmonised interests and shared risks. A saying of it is whole where both
halves stand in one sentence, else it is half a formula. Tables in, tables out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping

import pandas as pd

from tradetalks import prose
from tradetalks.actors import load_gazetteer
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.text import lower

#: The codes of the two halves of the formula, in its order.
HALVES = ("harmonise-interests", "share-risks")
WHOLE, INTERESTS, RISKS, APART, NEVER = "whole", "interests only", "risks only", "halves apart", "not said"
FORMS = (WHOLE, INTERESTS, RISKS, APART, NEVER)

INSIDE, ACROSS, UNPLACED = "inside government", "with the other side", "no meeting known"
AUDIENCES = (INSIDE, ACROSS, UNPLACED)
#: Who hears what is said at an event of each kind.
AUDIENCE = {
    "government-meeting": INSIDE,
    "ministerial-session": ACROSS,
    "negotiation-round": ACROSS,
    "leader-contact": ACROSS,
}

#: Groups of countries that the list of actors has among its bodies, and a word that makes a partner of who is named behind it.
_BLOCS = frozenset({"asean", "brics", "g7", "g20", "cptpp", "rcep"})
_WITH = re.compile(r"\b(?:with|between|among|với|cùng|giữa)\s+(?:the\s+|các nước\s+)?$", re.IGNORECASE)


def assign_meetings(articles: pd.DataFrame, mentions: pd.DataFrame, directives: pd.DataFrame) -> pd.DataFrame:
    """The meeting that each article on the talks mainly reports, one row an article: `event_id` and the `rule`.

    The rule is the first that gives one: the meeting at which the article's instructions were given; the held event
    that is told first among those with a day; the held event that is told first. What an article merely announces is
    not what it reports, so an article without a held event has none (`event_id` is None, `rule` empty).
    """
    told = mentions[mentions["status"] == "held"].sort_values(["article_id", "start", "event_mention_id"])
    rules = (
        ("its instructions were given there", directives.dropna(subset=["event_id"]).sort_values("directive_id")),
        ("the first event with a day that it tells", told.dropna(subset=["date_start"])),
        ("the first event that it tells", told),
    )
    found: dict[str, tuple[str, str]] = {}
    for rule, rows in rules:
        for article_id, event_id in zip(rows["article_id"], rows["event_id"], strict=True):
            found.setdefault(article_id, (event_id, rule))
    on_topic = articles.loc[articles["on_topic"].astype(bool), "article_id"]
    rows = [(article_id, *found.get(article_id, (None, ""))) for article_id in on_topic]
    return pd.DataFrame(rows, columns=["article_id", "event_id", "rule"], dtype=object)


def place(rows: pd.DataFrame, meetings: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Rows of articles (codings, sayings) with the meeting that their article mainly reports and who heard it.

    Adds `event_id`, `kind`, `date_start` and `audience`; `meetings` is what `assign_meetings` gives.
    """
    placed = rows.merge(meetings[["article_id", "event_id"]], on="article_id", how="left")
    placed = placed.merge(events[["event_id", "kind", "date_start"]], on="event_id", how="left")
    return placed.assign(audience=placed["kind"].map(AUDIENCE).fillna(UNPLACED).astype(object))


def list_meetings(placed: pd.DataFrame, events: pd.DataFrame) -> list[str]:
    """The events that placed rows belong to, in the order of their days, undated ones last."""
    known = events[events["event_id"].isin(placed["event_id"].dropna())]
    return list(known.sort_values(["date_start", "event_id"], na_position="last")["event_id"])


def count_by(rows: pd.DataFrame, articles: pd.DataFrame, by: str | list[str], *, ids: str = "coding_id") -> pd.DataFrame:
    """How often rows of each value of `by` are found: spans, sentences, distinct texts, known outlets, and `ids` behind them.

    `n_spans` counts rows, `n_sentences` the sentences that hold them: to say a thing twice in one sentence is to say it
    once. A text counts once however many outlets print it; articles of unknown outlets add no outlet. A missing value
    of `by` is a value of its own. The most frequent come first.
    """
    by = [by] if isinstance(by, str) else by
    known = rows.merge(articles[["article_id", "text_group", "publisher"]], on="article_id", how="left")
    groups = [
        (
            *(key if isinstance(key, tuple) else (key,)),
            len(group),
            group["sentence_id"].nunique(),
            group["text_group"].nunique(),
            group["publisher"].nunique(),
            sorted(group[ids]),
        )
        for key, group in known.groupby(by, dropna=False, sort=False)
    ]
    counted = pd.DataFrame(groups, columns=[*by, "n_spans", "n_sentences", "n_texts", "n_outlets", "ids"])
    order = ["n_sentences", "n_texts", *by]
    return counted.sort_values(order, ascending=[False, False, *[True] * len(by)], ignore_index=True)


def count_codes(placed: pd.DataFrame, articles: pd.DataFrame, codebook: pd.DataFrame, family: str = "principle") -> pd.DataFrame:
    """Every code of a family with its counts, those of codes that nobody says being zero.

    Columns: `code`, `label`, `n_meetings`, `n_sentences`, `n_texts`, `n_outlets`, `ids`; the most widespread come first.
    """
    codes = codebook.loc[codebook["family"] == family, ["code", "label"]]
    meetings = placed.groupby("code")["event_id"].nunique().rename("n_meetings").reset_index()
    counted = codes.merge(meetings, on="code", how="left").merge(count_by(placed, articles, "code"), on="code", how="left")
    numbers = ["n_meetings", "n_sentences", "n_texts", "n_outlets"]
    counted[numbers] = counted[numbers].apply(pd.to_numeric).fillna(0).astype(int)
    counted["ids"] = [found if isinstance(found, list) else [] for found in counted["ids"]]
    return counted.sort_values([*numbers, "code"], ascending=[False] * 4 + [True], ignore_index=True)[["code", "label", *numbers, "ids"]]


def cross(placed: pd.DataFrame, codes: Iterable[str], columns: Iterable[Hashable], by: str = "event_id") -> pd.DataFrame:
    """In how many sentences each code is named in each value of `by`: one row a pair that occurs, with the `ids` behind it."""
    wanted = placed[placed["code"].isin(list(codes)) & placed[by].isin(list(columns))]
    rows = [
        (code, column, group["sentence_id"].nunique(), sorted(group["coding_id"]))
        for (code, column), group in wanted.groupby(["code", by])
    ]
    return pd.DataFrame(rows, columns=["code", by, "n_sentences", "ids"])


def find_formula(codings: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sayings of the formula, whole or by half, in the order of the articles; one row a saying.

    In each sentence every half is paired with the nearest other half that is still alone; the pair is a whole. Columns:
    `saying_id` (of its first coding), `article_id`, `sentence_id`, `form`, `wording` (normalised), `quote` (as
    printed), `attributed_to`, `language`, `partners` (others than the two countries with whom, by the words before it
    in its sentence, something is done: the saying may be of them), `ids`.
    """
    halves = codings[codings["code"].isin(HALVES)].sort_values(["article_id", "start"])
    texts = sentences.set_index("sentence_id")
    rows = []
    for sentence_id, said in halves.groupby("sentence_id", sort=False):
        spans = list(said.itertuples(index=False))
        for saying in sorted(_pair(spans), key=lambda pair: pair[0].start):
            first, last = saying[0], saying[-1]
            begin = texts.at[sentence_id, "start"]
            rows.append(
                (
                    first.coding_id,
                    first.article_id,
                    sentence_id,
                    WHOLE if len(saying) > 1 else INTERESTS if first.code == HALVES[0] else RISKS,
                    ", ".join(span.wording for span in saying),
                    texts.at[sentence_id, "text"][first.start - begin : max(first.end, last.end) - begin],
                    first.attributed_to,
                    first.language,
                    find_partners(texts.at[sentence_id, "text"][: first.start - begin], first.language),
                    [span.coding_id for span in saying],
                )
            )
    columns = ["saying_id", "article_id", "sentence_id", "form", "wording", "quote", "attributed_to", "language", "partners", "ids"]
    return pd.DataFrame(rows, columns=columns)


def find_partners(text: str, language: str) -> list[str]:
    """Who other than the two countries is named behind a word such as `with`: `ASEAN`, `Japan`; each once."""
    words, _ = load_gazetteer().finders[language]
    found = []
    for start, end, term in words.find(lower(text)):
        other = term.role if term.tag == "country" and term.value == "other" else text[start:end] if term.text in _BLOCS else ""
        if other and text[start].isupper() and _WITH.search(text, 0, start):
            found.append(other[:1].upper() + other[1:])
    return list(dict.fromkeys(found))


def _pair(spans: list) -> list[tuple]:
    """The halves of one sentence as wholes (two spans in the order of the text) and single halves."""
    gaps = sorted(
        (max(one.start, other.start) - min(one.end, other.end), at, to)
        for at, one in enumerate(spans)
        for to, other in enumerate(spans)
        if one.code == HALVES[0] and other.code == HALVES[1]
    )
    taken: set[int] = set()
    pairs = []
    for _, at, to in gaps:
        if not {at, to} & taken:
            taken |= {at, to}
            pairs.append(tuple(sorted((spans[at], spans[to]), key=lambda span: span.start)))
    return pairs + [(span,) for index, span in enumerate(spans) if index not in taken]


def sum_up_forms(forms: Iterable[str]) -> str:
    """What the sayings of one meeting come to: whole if any is, else which half, both apart, or not said."""
    said = set(forms)
    if WHOLE in said:
        return WHOLE
    if said >= {INTERESTS, RISKS}:
        return APART
    return next(iter(said), NEVER)


def tell_formula(sayings: pd.DataFrame, meetings: Iterable[str]) -> pd.DataFrame:
    """How the formula is said at each meeting: one row a meeting, with the `ids` of the codings behind it.

    `sayings` are placed; `form` is one of FORMS, `n_whole` and `n_half` count sayings, `n_sentences` the sentences that hold them.
    """
    rows = []
    for event_id in meetings:
        said = sayings[sayings["event_id"] == event_id]
        whole = int((said["form"] == WHOLE).sum())
        ids = [coding_id for found in said["ids"] for coding_id in found]
        rows.append((event_id, sum_up_forms(said["form"]), whole, len(said) - whole, said["sentence_id"].nunique(), ids))
    return pd.DataFrame(rows, columns=["event_id", "form", "n_whole", "n_half", "n_sentences", "ids"])


def count_forms(sayings: pd.DataFrame, by: str) -> pd.DataFrame:
    """Sentences that say the formula, by `by` (audience, speaker) and form: one row a value, a column of counts for each form.

    `ids_<form>` hold the codings behind each count.
    """
    forms = (WHOLE, INTERESTS, RISKS)
    rows = []
    for value, group in sayings.groupby(by, dropna=False, sort=True):
        row = {by: None if pd.isna(value) else value}
        for form in forms:
            said = group[group["form"] == form]
            row[form] = said["sentence_id"].nunique()
            row[f"ids_{form}"] = [coding_id for found in said["ids"] for coding_id in found]
        rows.append(row)
    return pd.DataFrame(rows, columns=[by, *(name for form in forms for name in (form, f"ids_{form}"))])


def list_once(counted: pd.DataFrame) -> pd.DataFrame:
    """The codes that a single sentence carries, of a table of `count_codes`."""
    return counted[counted["n_sentences"] == 1].reset_index(drop=True)


# ---- in words


def count_wordings(sayings: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The wordings of the formula: `wording`, `form`, `quotes` (as printed), counts, and the `ids` of the codings."""
    counted = count_by(sayings, articles, ["wording", "form"], ids="saying_id")
    found = sayings.groupby(["wording", "form"])
    pairs = list(zip(counted["wording"], counted["form"], strict=True))
    groups = [found.get_group(pair) for pair in pairs]
    return counted.assign(
        quotes=[sorted({" ".join(quote.split()) for quote in group["quote"]}) for group in groups],
        ids=[[coding_id for ids in group["ids"] for coding_id in ids] for group in groups],
    )


def tell_finding(formula: pd.DataFrame, events: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Markdown: at which meetings the formula is said whole, at which by half, and before whom.

    `formula` is what `tell_formula` gives, of at least one meeting at which it is said; `names` names the events.
    """
    kinds = events.set_index("event_id")["kind"]
    placed = formula.assign(audience=[AUDIENCE.get(kinds.get(name), UNPLACED) for name in formula["event_id"]])
    parts = [_tell_where_whole(placed)]
    for audience, where, noun, nouns, with_whom in (
        (INSIDE, "Inside government", "reported government meeting", "reported government meetings", ""),
        (ACROSS, "Before the other side", "session, round or contact", "reported sessions, rounds and contacts", " with the other side"),
    ):
        heard = placed[placed["audience"] == audience]
        if heard.empty:
            parts.append(f"{where}, the articles report no meeting.")
            continue
        if len(heard) == 1 and audience == ACROSS:
            parts.append(tell_across(heard.iloc[0], events, names))
            continue
        if audience == INSIDE and (heard["form"] == WHOLE).any():  # the first sentence has said how many
            parts += _tell_others(heard[heard["form"] != WHOLE])
            continue
        if len(heard) == 1:
            [(how, group)] = _by_form(heard) or [("not at all", heard)]
            ids = _ids(group) or list(group["event_id"])
            parts.append(f"At the one {noun}{with_whom}, it is reported {cite(how, ids)}.")
            continue
        told = [f"{how} at {cite(_part(len(group), len(heard)), _ids(group))}" for how, group in _by_form(heard)]
        silent = heard[heard["form"] == NEVER]
        if len(silent):
            told.append(f"not at all at {cite(_part(len(silent), len(heard)), silent['event_id'])}")
        parts.append(f"Of the {prose.number(len(heard))} {nouns}{with_whom}, it is reported {prose.join_list(told)}.")
    listed = [f"{label}: {_list_meetings(group, names)}" for label, group in _by_form(placed)]
    return f"**{parts[0]}** {' '.join(parts[1:])} {prose.start_sentence('; '.join(listed))}."


def _tell_others(rest: pd.DataFrame) -> list[str]:
    """A sentence on the meetings at which the formula is not whole, none where there are none."""
    told = [(how, len(group), _ids(group)) for how, group in _by_form(rest)]
    silent = rest[rest["form"] == NEVER]
    if len(silent):
        told.append(("not at all", len(silent), list(silent["event_id"])))
    if len(rest) == 1:
        return [f"At the other, it is reported {cite(told[0][0], told[0][2])}."]
    return [f"At the others, it is reported {prose.join_list(f'{how} at {cite(_part(n, len(rest)), ids)}' for how, n, ids in told)}."] if told else []


def tell_across(heard: Mapping, events: pd.DataFrame, names: Mapping[str, str], *, subject: str = "the formula", brief: bool = False) -> str:
    """Markdown: what is said of the formula where one event with the other side is reported, and which others are not.

    `heard` is the row of `tell_formula` for that event; `subject` names the formula; `brief` leaves the others out.
    """
    name = cite(literal(names[heard["event_id"]]), list(heard["ids"]) or [heard["event_id"]])
    how = {
        WHOLE: f"{subject} is whole",
        INTERESTS: "the text speaks only of interests",
        RISKS: "the text speaks only of risks",
        APART: "the text speaks of interests and of risks, but apart",
        NEVER: "the text speaks of neither half of the formula",
    }[heard["form"]]
    if brief:
        return f"Only one event with the other side is itself reported, {name}: there {how}."
    sentences = int(heard["n_sentences"])
    pattern = "one sentence cannot show a pattern" if sentences == 1 else "one meeting cannot show a pattern"
    within = f", in {prose.count('sentence', sentences)}" if sentences else ""
    text = f"Only one event with the other side is itself reported, {name}: there {how}{within}; {pattern}."
    held = events[(events["status"] == "held") & (events["kind"].map(AUDIENCE) == ACROSS)]
    others = list_meetings(held[held["event_id"] != heard["event_id"]], events)
    if not others:
        return text
    listed = cite(literal(names[others[0]]), others) if len(others) == 1 else cite(f"the other {prose.number(len(others))}", others)
    return f"{text} No article is mainly a report of {listed}, so little of what was said there is told."


def tell_printed(sayings: pd.DataFrame, most: int = 4) -> str:
    """Markdown: the forms in which articles print the whole formula, with how many more there are; empty where none does."""
    whole = sayings[sayings["form"] == WHOLE]
    forms: dict[str, list[str]] = {}
    for row in whole.itertuples(index=False):
        forms.setdefault(" ".join(row.quote.split()), []).extend(row.ids)
    if not forms:
        return ""
    listed = [cite(prose.quote(form), ids) for form, ids in list(forms.items())[:most]]
    more = [prose.count("further form", len(forms) - most)] if len(forms) > most else []
    return f"Where the formula is whole, it is printed as {prose.join_list([*listed, *more])}."


def _tell_where_whole(placed: pd.DataFrame) -> str:
    whole = {audience for audience in AUDIENCES if ((placed["audience"] == audience) & (placed["form"] == WHOLE)).any()}
    several = {audience for audience in AUDIENCES if (placed["audience"] == audience).sum() > 1}
    if not whole & {INSIDE, ACROSS}:
        return "Nowhere is the formula reported whole: each time one half of it stands alone."
    inside = placed[placed["audience"] == INSIDE]
    share = prose.share(int((inside["form"] == WHOLE).sum()), len(inside), "reported government meeting")
    if {INSIDE, ACROSS} <= whole:
        return f"The formula is reported whole at {share}, and before the other side too."
    if INSIDE in whole:
        tail = "; in no report of an event with the other side is it whole" if ACROSS in several else ""
        return f"The formula is reported whole at {share}{tail}."
    tail = "; in no report of a government meeting is it whole" if INSIDE in several else ""
    return f"The formula is reported whole before the other side{tail}."


def _ids(rows: pd.DataFrame) -> list[str]:
    return [coding_id for ids in rows["ids"] for coding_id in ids]


def _list_meetings(rows: pd.DataFrame, names: Mapping[str, str], most: int = 6) -> str:
    """The names of meetings with their evidence; of very many the first, and how many more."""
    links = [cite(literal(names[row.event_id]), row.ids) for row in rows.head(most).itertuples()]
    more = [f"{prose.number(len(rows) - most)} more"] if len(rows) > most else []
    return prose.join_list([*links, *more])


def _part(n: int, whole: int) -> str:
    """`both`, `all three`, `two`: how many of them."""
    return _number(n) if n < whole else "both" if n == 2 else f"all {prose.number(n)}"


def _number(n: int) -> str:
    return prose.number(n) if n else "none"


def _by_form(formula: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    names = {WHOLE: "whole", INTERESTS: "by its first half (interests) alone", RISKS: "by its second half (risks) alone", APART: "in both halves, but apart"}
    return [(label, formula[formula["form"] == form]) for form, label in names.items() if (formula["form"] == form).any()]


def caption_formula(formula: pd.DataFrame) -> str:
    """The caption of the matrix, plain text: at how many of the reported meetings the formula is whole and half."""
    if formula.empty:
        return "The articles report no meeting at which a principle could be named."
    whole = int((formula["form"] == WHOLE).sum())
    half = int(formula["form"].isin([INTERESTS, RISKS, APART]).sum())
    if len(formula) == 1:
        return f"At the only meeting that the articles mainly report, the formula is {_said(formula['form'].iloc[0])}."
    return (
        f"Of {prose.count('meeting', len(formula))} that the articles mainly report, the formula is reported whole at "
        f"{_number(whole)} and by half only at {_number(half)}."
    )


def _said(form: str) -> str:
    return "reported whole" if form == WHOLE else "not reported" if form == NEVER else "reported by half only"


def caption_audience(counted: pd.DataFrame) -> str:
    """The caption of the table of audiences: whether the whole formula is reported before the other side."""
    across = counted[counted["audience"] == ACROSS]
    whole = int(across[WHOLE].sum())
    if across.empty:
        return "Sentences with the formula by the meeting reported: in none on a meeting with the other side."
    if whole:
        return f"Sentences with the formula by the meeting reported: of meetings with the other side it is reported whole {prose.times(whole)}."
    half = prose.count("sentence", int(across[[INTERESTS, RISKS]].to_numpy().sum()))
    return f"Sentences with the formula by the meeting reported: of meetings with the other side it is reported by half only, in {half}."


def describe_matrix(cells: pd.DataFrame, forms: pd.DataFrame, heads: pd.DataFrame, said: pd.DataFrame) -> str:
    """What the matrix shows, for one who does not see it: column by column the form of the formula and the principles."""
    if said.empty or heads.empty:
        return "An empty chart: no principle is named at any meeting of these articles."
    labels = dict(zip(said["code"], said["label"], strict=True))
    form_of = dict(zip(forms["column"], forms["form"], strict=True))
    parts = []
    for column in heads.itertuples(index=False):
        found = cells[cells["column"] == column.column].sort_values("n_sentences", ascending=False, kind="stable")
        told = ", ".join(f"{labels[row.code]} {row.n_sentences}" for row in found.itertuples())
        kind = f" ({prose.kind_label(column.kind).lower()})" if column.kind else ""
        parts.append(f"{' '.join(column.heading.split())}{kind}: formula {form_of[column.column]}; {told or 'no principle'}")
    return f"A matrix of {prose.count('principle', len(said))} by {prose.count('column', len(heads))} in the order of time. {'. '.join(parts)}."


def show_forms(counted: pd.DataFrame, by: str, link: Callable[[str, list[str]], str]) -> pd.DataFrame:
    """A table of `count_forms` as a reader meets it: Markdown counts with their evidence, nought without."""
    columns = {"whole": WHOLE, "interests": INTERESTS, "risks": RISKS}
    return pd.DataFrame(
        {
            by: list(counted[by]),
            **{
                name: [link(str(n), ids) if n else "0" for n, ids in zip(counted[form], counted[f"ids_{form}"], strict=True)]
                for name, form in columns.items()
            },
        }
    )


def tell_partners(sayings: pd.DataFrame) -> str:
    """Markdown: which sayings of the formula are said of others than the two countries, by the words before them; empty for none."""
    of_others = sayings[sayings["partners"].map(len) > 0]
    if of_others.empty:
        return ""
    listed = [
        f"{cite(prose.quote(row.quote), row.ids)} (of {prose.join_list(map(literal, row.partners))})" for row in of_others.head(4).itertuples()
    ]
    more = [prose.count("further one", len(of_others) - 4)] if len(of_others) > 4 else []
    n = len(of_others)
    return (
        f"By the words before {prose.agree(n, 'it', 'them')}, {prose.count('saying', n)} {prose.agree(n, 'is', 'are')} not, or not only, of the "
        f"two countries: {prose.join_list([*listed, *more])}. The codebook has one code for both, so "
        f"{prose.agree(n, 'it is', 'they are')} counted here with the others; without {prose.agree(n, 'it', 'them')} "
        f"{_tell_without(sayings)}."
    )


def _tell_without(sayings: pd.DataFrame) -> str:
    """`two sentences with interests only remain`: what is left of each form without sayings of others."""
    rest = sayings[sayings["partners"].map(len) == 0]
    parts = []
    for form in dict.fromkeys(sayings.loc[sayings["partners"].map(len) > 0, "form"]):
        n = rest.loc[rest["form"] == form, "sentence_id"].nunique()
        parts.append(f"{prose.count('sentence', n)} {'would be whole' if form == WHOLE else f'would have {form}'}")
    return prose.join_list(parts)


def tell_unplaced(meetings: pd.DataFrame) -> str:
    """Markdown: how many articles on the talks mainly report no event that was held; empty where all do."""
    without = meetings[meetings["event_id"].isna()]
    if without.empty:
        return ""
    told = cite(prose.start_sentence(prose.count("article", len(without))), without["article_id"])
    return f"{told} on the talks {prose.agree(len(without), 'reports', 'report')} no event that was held."


def tell_one_sided(mouths: pd.DataFrame) -> str:
    """A sentence on how much of what is said comes from the one who is quoted most; empty where nobody is."""
    named = mouths.dropna(subset=["attributed_to"])
    if named.empty:
        return ""
    first, total = named.iloc[0], int(named["n_sentences"].sum())
    if len(named) == 1:
        return "Nobody else is reported as naming a principle."
    return f"Of {prose.count('sentence', total)} attributed to somebody, {literal(first['attributed_to'])} has {prose.number(first['n_sentences'])}."
