"""The tables, captions and sentences of the chapters on how the articles were read, and of the concordance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from tradetalks import codebook, inferred, principles, prose, showcase, trust
from tradetalks.concordance_page import rank_variant
from tradetalks.corpus import read_sources
from tradetalks.display import literal
from tradetalks.document import Document, Sentence
from tradetalks.evidence import may_republish
from tradetalks.evidence_pages import label_good
from tradetalks.pipeline import Reading
from tradetalks.project import Project
from tradetalks.reconcile import NUMBERED
from tradetalks.showcase import cite

#: What stands in place of the words of a sentence that is not quoted.
UNQUOTED = "(nothing was found in it, so it is not quoted)"


# ---- articles and sentences


def tell_articles(articles: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """How many articles, texts, sentences and words there are, and of how many the day is known."""
    dated = articles.dropna(subset=["published"])
    languages = prose.join_list(showcase.LANGUAGES.get(name, name) for name in sorted(articles["language"].unique()))
    told = cite(prose.count("article", len(articles)), articles["article_id"])
    known = cite(showcase.share(len(dated), len(articles), "article"), dated["article_id"])
    return (
        f"**The collection holds {told} from {showcase.tell_outlets(articles)}, in {languages}: "
        f"{prose.count('distinct text', articles['text_group'].nunique())} with {prose.count('sentence', len(sentences))} and "
        f"{prose.count('word', articles['n_words'].sum())}.** {showcase.tell_topic(articles)} A day of publication is known for {known}."
    )


def list_found(reading: Reading) -> list[tuple[int, int]]:
    """The spans of an article in which something was found."""
    rows = [*reading.codings, *reading.goods, *reading.directives]
    spans = [(row.start, row.end) for row in rows]
    return spans + [(event.scene.sentence.start, event.scene.sentence.end) for event in reading.events]


def is_quoted(start: int, end: int, found: Iterable[tuple[int, int]], licence: str | None) -> bool:
    """May the words between these offsets be shown? Where something was found in them, or the licence allows the whole."""
    return may_republish(licence) or any(first < end and start < last for first, last in found)


def find_licence(book: Project, article_id: str) -> str | None:
    """The licence of an article by `sources.csv`; None where it is not known."""
    source = read_sources(book.seeds, warn=[].append).get(article_id)
    return source.licence if source else None


def choose_stretch(reading: Reading, licence: str | None, width: int = 280) -> tuple[int, int]:
    """The first stretch of the file that may be shown: from the first sentence that may be quoted, to its end or `width`."""
    found = list_found(reading)
    for sentence in reading.document.sentences:
        start, end, _ = reading.document.quote(sentence.start, sentence.end)
        if is_quoted(start, end, found, licence):
            return start, min(end, start + width)
    return 0, 0


def quote_sentence(reading: Reading, sentence: Sentence, licence: str | None, words: str, ids: Iterable[str] = (), line: str = "") -> str:
    """A sentence as a block quotation with its evidence under `words`, or `line` in its place; only where it may be quoted."""
    document = reading.document
    start, end, quote = document.quote(sentence.start, sentence.end)
    if not is_quoted(start, end, list_found(reading), licence):
        return f"> {UNQUOTED}"
    source = f"\n>\n> {cite(words, [document.sentence_id(sentence), *ids])}" if words else ""
    return f"> {literal(line or quote)}{source}"


def make_sentence_table(cut: pd.DataFrame, reading: Reading, licence: str | None) -> pd.DataFrame:
    """The first sentences of an article with their places; `sentence` is Markdown. Words only where they may be quoted."""
    begins, found = cut.head(showcase.MOST_ROWS), list_found(reading)
    words = [
        showcase.crop(row.text) if is_quoted(row.start, row.end, found, licence) else UNQUOTED for row in begins.itertuples(index=False)
    ]
    return pd.DataFrame(
        {
            "sentence": [cite(f"{number}", [name]) for number, name in enumerate(begins["sentence_id"], 1)],
            "start": begins["start"],
            "end": begins["end"],
            "role": begins["role"],
            "text": words,
        }
    )


def make_article_table(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles; `article` is Markdown."""
    return pd.DataFrame(
        {
            "article": [showcase.link_article(one) for one in articles.to_dict("records")],
            "day": [prose.day(value, short=True) if value else None for value in articles["published"]],
            "language": articles["language"].map(showcase.LANGUAGES),
            "topic": articles["on_topic"],
            "sentences": articles["n_sentences"],
            "words": articles["n_words"],
        }
    )


def caption_articles(articles: pd.DataFrame) -> str:
    """How many articles and texts there are, and how many are on the talks."""
    n, texts = prose.count("article", len(articles)), prose.count("distinct text", articles["text_group"].nunique())
    return f"{prose.start_sentence(n)}, {texts}, {showcase.none(int(articles['on_topic'].astype(bool).sum()))} on the talks."


def tell_held(held: Iterable[bool]) -> str:
    """How many sentences are what the file holds between their offsets."""
    found = list(held)
    if not found:
        return "The article has no sentence to try it on."
    right = sum(found)
    return f"{prose.start_sentence(showcase.share(right, len(found), 'sentence'))} {showcase.verb(right, 'is', 'are')} letter by letter what the file holds there."


# ---- event mentions


def tell_months(months: Mapping[tuple[int, int], int]) -> str:
    """The months that articles state with their year, the earliest first, and in how many articles."""
    if not months:
        return "No article states a month with its year."
    told = [f"{prose.day(f'{year:04d}-{month:02d}')} in {prose.count('article', n)}" for (year, month), n in sorted(months.items())]
    return f"Stated with their year are: {prose.join_list(told)}." if len(told) > 1 else f"Stated with its year is {told[0]}."


def tell_mentions(rows: pd.DataFrame, articles: pd.DataFrame) -> str:
    """How many events the articles tell of, of which kinds, and how the years of their days are known."""
    if rows.empty:
        return "**None of the articles tells of a meeting, session, round or contact in these talks.** The stages are shown all the same."
    kinds = prose.join_list(
        cite(prose.count(prose.kind_noun(kind), len(part)), part["event_mention_id"]) for kind, part in rows.groupby("kind", sort=False)
    )
    tellers, numbered = rows["article_id"].unique(), rows.dropna(subset=["ordinal"])
    lead = prose.start_sentence(cite(showcase.share(len(tellers), len(articles), "article"), tellers))
    return (
        f"**{lead} {showcase.verb(len(tellers), 'tells', 'tell')} of events, in {cite(prose.count('mention', len(rows)), rows['event_mention_id'])}: "
        f"{kinds}.** A mention is one event in one article, however often the article returns to it. An ordinal of its own kind "
        f"stands with {cite(showcase.none(len(numbered)), numbered['event_mention_id'])} of them. {_tell_bases(rows)}"
    )


def _tell_bases(rows: pd.DataFrame) -> str:
    known = rows[rows["date_basis"].notna()]
    bases = prose.join_list(
        f"with {cite(prose.count('date', len(part)), part['event_mention_id'])} {prose.basis_phrase(basis)}"
        for basis, part in known.groupby("date_basis", sort=False)
    )
    return f"As for the years of their dates, {bases}." if bases else ""


def pick_mention(rows: pd.DataFrame, document: Document, event) -> pd.DataFrame:
    """The row of the event mention that is shown as the example; an article without events has none."""
    mine = rows[rows["article_id"] == document.article_id]
    if event is None:
        return mine
    return mine[(mine["sentence_id"] == document.sentence_id(event.scene.sentence)) & (mine["kind"] == event.kind)]


#: What a mention is, column by column, as a reader meets it.
MENTION_FIELDS = {
    "quote": "The words that tell of it", "kind": "Kind (inferred by the rule)", "date_quote": "Date as printed",
    "date_start": "First day", "date_end": "Last day", "date_basis": "Year known from", "ordinal_quote": "Ordinal as printed",
    "ordinal": "Ordinal", "place": "Place", "mode": "Mode", "lead_vn": "Led for Việt Nam", "lead_us": "Led for the US",
    "status": "Status", "reason": "Rule",
}  # fmt: skip


def make_year_table(rows: pd.DataFrame) -> pd.DataFrame:
    """How the years of dates are known, a row a rule; `n` is Markdown."""
    shares = rows.assign(date_basis=rows["date_basis"].replace("", None)).groupby("date_basis", dropna=False, sort=False)
    table = [
        (
            prose.start_sentence(prose.basis_phrase(basis)) if isinstance(basis, str) else "No day is known",
            cite(str(len(part)), part["event_mention_id"]),
            "; ".join(sorted({showcase.crop(words, 30) for words in part["date_quote"] if words})[:4]) or None,
        )
        for basis, part in shares
    ]
    return pd.DataFrame(table, columns=["basis", "n", "examples"])


def make_mention_table(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """All event mentions in the order of their days; `days` and `article` are Markdown."""
    listed = rows.sort_values(["date_start", "event_mention_id"], na_position="last")
    homes = articles.set_index("article_id", drop=False).reindex(listed["article_id"])
    days = []
    for one in listed.itertuples():
        told = prose.days(one.date_start, one.date_end, short=True)
        days.append(cite(literal(told if one.date_basis == "stated" else inferred.bracket(told)), [one.event_mention_id]))
    return pd.DataFrame(
        {
            "days": days,
            "kind": [prose.kind_label(kind) for kind in listed["kind"]],
            "ordinal": listed["ordinal"].astype("Int64"),
            "place": listed["place"].replace("", None),
            "status": listed["status"],
            "article": [showcase.link_article(one) for one in homes.to_dict("records")],
        }
    )


def tell_brackets(rows: pd.DataFrame) -> str:
    """What a year in square brackets means, where mentions have one; empty where they have none."""
    years = rows.dropna(subset=["date_start"])
    if not (years["date_basis"] != "stated").any():
        return ""
    return "A year in square brackets is inferred ({ref}`event-mentions-year`)."


def tell_mention_limits(rows: pd.DataFrame) -> str:
    """What the mentions do not show, and what would change them."""
    if rows.empty:
        return "Articles that tell of no meeting say nothing about whether one took place."
    dated, led = rows.dropna(subset=["date_start"]), rows[rows["lead_vn"].notna() | rows["lead_us"].notna()]
    who, when = (cite(showcase.share(len(part), len(rows), "mention"), part["event_mention_id"]) for part in (led, dated))
    return (
        f"A mention holds what one article tells, not what took place: who led is told with {who}, and a day is known for {when}. Meetings that "
        "no article dates or numbers are not counted at all. An article that prints its dates in full would replace a year that is "
        "inferred here by one that is told."
    )


# ---- reconciliation


def tell_events(events: pd.DataFrame, mentions: pd.DataFrame, conflicts: pd.DataFrame) -> str:
    """How many events the mentions make, how many have a number, and on how many values articles or the sequence disagree."""
    if events.empty:
        return "**The articles tell of no event, so there is nothing to reconcile.**"
    n, several = len(events), events[events["n_texts"] > 1]
    reported, guessed = (events[events["ordinal_basis"] == basis] for basis in ("reported", "inferred"))
    open_ones = events[events["ordinal"].isna() & events["kind"].isin(NUMBERED)]
    made = prose.start_sentence(prose.count("event mention", len(mentions)))
    texts = prose.start_sentence(cite(showcase.share(len(several), n, "event"), several["event_id"]))
    disagree = "nowhere contradict each other"
    if len(conflicts):
        disagree = f"disagree on {cite(prose.count('value', len(conflicts)), conflicts['event_id'])}"
    return (
        f"**{made} {prose.agree(len(mentions), 'makes', 'make')} {cite(prose.count('event', n), events['event_id'])}: {prose.count_kinds(events)}.** "
        f"{texts} {showcase.verb(len(several), 'is', 'are')} told by more than one distinct text. An ordinal is printed for "
        f"{cite(showcase.share(len(reported), n, 'event'), reported['event_id'])} and inferred for "
        f"{cite(showcase.share(len(guessed), n, 'event'), guessed['event_id'])}; for {cite(prose.count('event', len(open_ones)), open_ones['event_id'])} "
        f"of numbered kinds it stays unknown. The articles and the sequence {disagree}."
    )


def caption_events(events: pd.DataFrame) -> str:
    """How many events there are, and how many several texts tell."""
    several = int((events["n_texts"] > 1).sum())
    return f"{prose.start_sentence(prose.count('event', len(events)))}, in the order of the days; {showcase.none(several)} told by more than one text."


def tell_event_limits(events: pd.DataFrame) -> str:
    """What reconciliation cannot show, and what would change it."""
    alone = events[events["n_texts"] == 1]
    last = "Reconciliation can join what articles tell; it cannot find a meeting that none of them tells."
    if alone.empty:
        return last
    told = prose.start_sentence(cite(showcase.share(len(alone), len(events), "event"), alone["event_id"]))
    return (
        f"{told} {showcase.verb(len(alone), 'rests', 'rest')} on a single text: there nobody could contradict it, and the absence of a conflict "
        f"says little. {last} An article on any of these events with another day, place or number would add a conflict here, and one that "
        "prints a missing ordinal would settle it."
    )


def make_told_table(told: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """What each mention tells of one event; `mention` is Markdown."""
    outlets = articles.set_index("article_id")["publisher"]
    side = told.head(showcase.MOST_ROWS)
    return pd.DataFrame(
        {
            "mention": [cite(literal(outlets[one.article_id] or one.article_id), [one.event_mention_id]) for one in side.itertuples()],
            "days": [
                (str if one.date_basis == "stated" else inferred.bracket)(prose.days(one.date_start, one.date_end, short=True))
                for one in side.itertuples()
            ],
            "ordinal": side["ordinal"],
            "place": side["place"],
            "leads": [prose.join_list([*prose.split_names(one.lead_vn), *prose.split_names(one.lead_us)]) or None for one in side.itertuples()],
            "quote": [showcase.crop(quote, 70) for quote in side["quote"]],
        }
    )


def make_event_table(events: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """All events in the order of their days; `event` is Markdown."""
    listed = events.sort_values(["date_start", "event_id"], na_position="last")
    called, years = prose.event_names(events, article=""), inferred.list_inferred(mentions)
    return pd.DataFrame(
        {
            "event": [cite(prose.start_sentence(literal(inferred.mark(called[name], name, years))), [name]) for name in listed["event_id"]],
            "ordinal": [showcase.tell_ordinal(one) for one in listed.to_dict("records")],
            "place": listed["place"],
            "mentions": listed["n_mentions"],
            "texts": listed["n_texts"],
            "outlets": listed["n_outlets"],
        }
    )


def make_conflict_table(conflicts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Where articles, or ordinals and days, disagree; `event` is Markdown."""
    called = prose.event_names(events, article="")
    return pd.DataFrame(
        {
            "event": [cite(prose.start_sentence(literal(called[name])), [name]) for name in conflicts["event_id"]],
            "value": [f"{field.replace('_', ' ')}: {value}" for field, value in zip(conflicts["field"], conflicts["value"], strict=True)],
            "reason": conflicts["reason"],
        }
    )


def list_inferences(events: pd.DataFrame) -> str:
    """The ordinals that were inferred, with the reason, and what lies before the first printed one and after the last."""
    rows = events[events["ordinal_basis"] == "inferred"].to_dict("records")
    lines = [
        f"- {prose.start_sentence(prose.link_event(one))} is number {cite(str(int(one['ordinal'])), [one['event_id']])} (inferred): {literal(one['ordinal_reason'])}."
        for one in rows
    ]
    return "\n".join([*(lines or ["Nothing could be inferred in this way from these articles."]), "", *showcase.tell_edges(events)])


# ---- codings


def tell_codings(coded: pd.DataFrame, codes: pd.DataFrame, goods: pd.DataFrame, book: Project, articles: pd.DataFrame) -> str:
    """How many spans carry a code, of which family, how often goods are named, and in whose words the spans stand."""
    if coded.empty:
        return "**No sentence of these articles carries a code.** The stage is shown all the same."
    families = coded.merge(codes[["code", "family"]], on="code")
    said, used, once = coded.dropna(subset=["attributed_to"]), coded["code"].nunique(), count_goods(goods)
    parts = prose.join_list(cite(f"{prose.number(len(part))} with a {family}", part["coding_id"]) for family, part in families.groupby("family", sort=True))
    view = ""
    if used == len(codes):
        view = f", which says little: the codebook was written with {trust.tell_view(book, articles['article_id'])} in view"
    named = f"{cite(prose.times(once), goods['good_id'])}, counted once a sentence" if once else "nowhere"
    rest = "; the rest the outlets say themselves" if len(said) < len(coded) else ""
    return (
        f"**{prose.start_sentence(cite(prose.count('span', len(coded)), coded['coding_id']))} in "
        f"{prose.count('sentence', coded['sentence_id'].nunique())} {prose.agree(len(coded), 'carries', 'carry')} a code, and a good to be "
        f"bought is named {named}.** Of the spans there are {parts}. {prose.start_sentence(showcase.share(used, len(codes), 'code'))} of the codebook "
        f"{showcase.verb(used, 'occurs', 'occur')}{view}. {prose.start_sentence(cite(showcase.share(len(said), len(coded), 'span'), said['coding_id']))} "
        f"{showcase.verb(len(said), 'stands', 'stand')} in words that are reported as somebody's{rest}."
    )


def count_goods(goods: pd.DataFrame) -> int:
    """How often goods are named, a good counted once a sentence."""
    return len(goods.drop_duplicates(["sentence_id", "good"]))


def make_hit_table(hits: pd.DataFrame) -> pd.DataFrame:
    """Hits of rules in a sentence: the words, their code, the phrase of the codebook, and whether they were coded."""
    phrases = [showcase.crop(phrase.replace("|", " | "), 70) for phrase in hits["phrase"]]
    return pd.DataFrame(
        {"words": hits["words"], "code": _label_codes(hits["code"]), "phrase": [f"{rule}: {phrase}" for rule, phrase in zip(hits["rule"], phrases, strict=True)], "coded": hits["coded"]}
    )


def _label_codes(names: Iterable[str]) -> list[str]:
    """Codes by what a reader calls them."""
    codes = codebook.load().codes
    return [codes[name].label if name in codes else name for name in names]


def make_stopped_table(stopped: pd.DataFrame) -> pd.DataFrame:
    """The hits that guards stopped, the most frequent, as a reader meets them."""
    shown = stopped.head(showcase.MOST_ROWS)
    return shown.assign(code=_label_codes(shown["code"]), why=[showcase.crop(why, 100) for why in shown["why"]])


def caption_stopped(stopped: pd.DataFrame) -> str:
    """How many hits a guard stopped."""
    n = int(stopped["n"].sum())
    return f"{prose.start_sentence(prose.count('hit', n))} that a guard stopped, by code and guard."


#: Verbs that show best how a sentence is somebody's.
_PLAIN_VERB = re.compile(r"\b(?:said|stress|emphasi[sz]|direct|request|noted|affirm|praise|urge|appreciat|nhấn mạnh|yêu cầu|khẳng định|chỉ đạo|cho biết|đánh giá)\w*", re.IGNORECASE)
#: How a sentence is read as somebody's, by `speech.Speaker.how`.
_HOWS = {
    "verb": "by a verb",
    "according": "by naming a source",
    "title": "by the name at the end of a headline",
    "continued": "by going on from the sentence before",
}


def tell_speaking(reading: Reading, licence: str | None) -> str:
    """In how many sentences of an article somebody is read as speaking, and how; with one that has a plain verb."""
    speakers = list(reading.speakers or ())
    if not speakers:
        return "In the article followed, no sentence is read as somebody's."
    counted = Counter(one.how for one in speakers)
    listed = prose.join_list(f"{prose.number(n)} {_HOWS.get(how, how)}" for how, n in counted.most_common())
    whole = len(reading.document.sentences)
    spoken = len({one.sentence for one in speakers})
    told = (
        f"In the article followed, {showcase.share(spoken, whole, 'sentence')} {showcase.verb(spoken, 'is', 'are')} attributed to "
        f"{prose.join_list(map(literal, dict.fromkeys(one.name for one in speakers)))}: {listed}."
    )
    found = list_found(reading)
    for one in speakers:
        sentence = reading.document.sentences[one.sentence]
        start, end, quote = reading.document.quote(sentence.start, sentence.end)
        if one.how == "verb" and _PLAIN_VERB.search(quote) and is_quoted(start, end, found, licence):
            shown = quote_sentence(reading, sentence, licence, "the sentence in its article")
            return f"{told} This one is attributed to {literal(one.name)}:\n\n{shown}"
    return told


def make_speaker_table(coded: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """In whose words coded spans stand; `n` is Markdown."""
    counted = principles.count_by(coded, articles, "attributed_to")
    return pd.DataFrame(
        {
            "who": ["the outlet itself" if pd.isna(name) else name for name in counted["attributed_to"]],
            "n": [cite(str(row.n_spans), row.ids) for row in counted.itertuples()],
            "sentences": counted["n_sentences"],
            "texts": counted["n_texts"],
        }
    )


def make_goods_table(goods: pd.DataFrame) -> pd.DataFrame:
    """Goods that are named for purchase, in how many sentences; `n` is Markdown."""
    rows = [
        (label_good(good), cite(str(part["sentence_id"].nunique()), part["good_id"]), part["article_id"].nunique(), ", ".join(_list_words(part["quote"])))
        for good, part in goods.groupby("good", sort=True)
    ]
    return pd.DataFrame(rows, columns=["good", "n", "articles", "words"])


def _list_words(words: Iterable[str]) -> list[str]:
    """The words as first printed, each once but for capitals, in the order of the alphabet."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return [found[name] for name in sorted(found)]


def caption_goods(goods: pd.DataFrame) -> str:
    """How many kinds of goods are named, and how often."""
    return f"Goods named for purchase: {prose.count('kind', goods['good'].nunique())}, named {prose.times(count_goods(goods))}, a good counted once a sentence."


def make_code_table(codes: pd.DataFrame, coded: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Every code and how often it occurs, principles first; `n` is Markdown."""
    known = codes[["code", "family", "label"]].merge(principles.count_by(coded, articles, "code"), on="code", how="left")
    known = known.sort_values(["family", "n_sentences", "code"], ascending=[False, False, True], na_position="last")
    counts = known[["n_spans", "n_sentences", "n_texts"]].astype("Int64").fillna(0)
    return pd.DataFrame(
        {
            "code": known["code"],
            "label": [f"{label} ({family})" for label, family in zip(known["label"], known["family"], strict=True)],
            "n": [cite(str(n), ids) if n else "0" for n, ids in zip(counts["n_spans"], known["ids"], strict=True)],
            "sentences": counts["n_sentences"],
            "texts": counts["n_texts"],
        }
    )


def caption_codes(codes: pd.DataFrame, coded: pd.DataFrame) -> str:
    """How many codes there are, and how many of them are found."""
    used = coded["code"].nunique()
    rest = "; a code that is not found was not reported, which is not the same as not said" if used < len(codes) else ""
    return f"{prose.start_sentence(prose.count('code', len(codes)))}, {showcase.none(used)} of them found{rest}."


# ---- the concordance


def make_line_table(shown: pd.DataFrame) -> pd.DataFrame:
    """The lines of the concordance as its table has them; `keyword` is Markdown."""
    columns = {name: shown[name] for name in ("right", "code", "meeting", "outlet", "speaker", "wording")}
    keywords = [cite(literal(row.keyword), [row.coding_id]) for row in shown.itertuples()]
    return pd.DataFrame({"left": shown["left"], "keyword": keywords, **columns})


def make_variant_table(wordings: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """The wordings of each code with their number; `spans` is Markdown."""
    ids: Mapping[str, list[str]] = codings.groupby("code")["coding_id"].agg(list)
    return pd.DataFrame(
        {
            "code": wordings["label"],
            "spans": [cite(str(row.n_mentions), ids[row.code]) for row in wordings.itertuples()],
            "wordings": wordings["n_wordings"],
            "examples": wordings["examples"],
        }
    )


def tell_lines(lines: pd.DataFrame, variants: Iterable, wordings: pd.DataFrame, codings: pd.DataFrame) -> str:
    """How many spans are worded in how many ways, which wording recurs most, and which codes are always worded alike."""
    most = max(variants, key=rank_variant, default=None)
    if most is None:
        return "**No span is coded in these articles, so there is nothing to look up.**"
    same = codings[(codings["code"] == most.code) & (codings["wording"] == most.wording)]
    steady = wordings[(wordings["n_wordings"] == 1) & (wordings["n_mentions"] > 1)]
    outlets = f" of {prose.count('known outlet', most.n_outlets)}" if most.n_outlets else ""
    alike = f"Always worded alike, though named more than once: {prose.join_list(map(literal, steady['label']))}." if len(steady) else ""
    return (
        f"**{prose.start_sentence(prose.count('coded span', len(lines)))} {prose.agree(len(lines), 'is', 'are')} worded in "
        f"{prose.count('way', len(list(variants)))}.** The wording that recurs most is {prose.quote(most.wording)}, found "
        f"{cite(prose.times(most.n_mentions), same['coding_id'])} in {prose.count('distinct text', most.n_texts)}{outlets}. {alike}"
    )
