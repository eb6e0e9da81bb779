"""The tables, captions and sentences of the chapter on principles.

Tables in; out come Markdown sentences with their evidence, and tables for `display.show_table` whose cells are
Markdown where a docstring says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from tradetalks import attribution, coders, formula_words, inferred, placing, principles, prose, repeats, showcase, speaker_labels
from tradetalks.charts import matrix
from tradetalks.display import literal
from tradetalks.placing import ACROSS
from tradetalks.principles import INTERESTS, RISKS, WHOLE
from tradetalks.project import Project
from tradetalks.rows import gather_ids, keep_on_topic
from tradetalks.showcase import cite

#: Printed forms of a code that a sentence quotes.
MOST_FORMS = 5
#: Who says what nobody else is reported as saying.
OUTLET = "the outlet itself"


class Chapter(NamedTuple):
    """What the chapter is made of.

    `codings` and `sayings` are placed at the meeting that their article mainly reports; `reported` are these meetings
    in the order of their days; `headlines` are the codings of headlines and captions, which count nowhere here, `n_titled` the articles whose file has its headline, and a
    sentence that an article says twice counts once; `speakers` is what two coders made of who speaks, `naming` in how
    many sentences tables and coders have the most quoted speaker name a principle; `counted` are the principles with their counts, `said` those that are named at all;
    `formula` tells how the formula is said at each reported meeting; `names` name the events, `cells` do in tables, with what is inferred in brackets.
    """

    articles: pd.DataFrame
    events: pd.DataFrame
    meetings: pd.DataFrame
    codings: pd.DataFrame
    sayings: pd.DataFrame
    reported: list[str]
    counted: pd.DataFrame
    said: pd.DataFrame
    formula: pd.DataFrame
    names: Mapping[str, str]
    cells: Mapping[str, str]
    headlines: pd.DataFrame
    n_titled: int
    speakers: coders.Speakers | None
    naming: speaker_labels.Naming | None
    open: pd.DataFrame


def read_chapter(book: Project) -> Chapter:
    """What the chapter is made of, from the tables of the book."""
    articles, events, sentences, codes = (book.table(name) for name in ("articles", "events", "sentences", "codebook"))
    meetings = placing.assign_meetings(articles, book.table("event_mentions"), book.table("directives"))
    everything = book.table("codings")
    divided = repeats.divide(everything, sentences)
    codings = placing.place(divided.body, meetings, events)
    sayings = placing.place(principles.list_sayings(everything, sentences), meetings, events)
    reported = placing.list_meetings(meetings, events)
    counted = principles.count_codes(codings, articles, codes)
    said = counted[counted["n_sentences"] > 0]
    tables = coders.Tables(articles, sentences, everything)
    labels = coders.find_coders(book, tables)
    mine = codings[codings["code"].isin(said["code"])]
    return Chapter(
        articles, events, meetings, codings, sayings, reported, counted, said, principles.tell_formula(sayings, reported), prose.event_names(events), inferred.name_events(events, book.table("event_mentions")),
        placing.place(divided.apart[divided.apart["code"].isin(counted["code"])], meetings, events),
        sentences.loc[(sentences["role"] == "title") & sentences["article_id"].isin(keep_on_topic(articles)["article_id"]), "article_id"].nunique(),
        coders.compare_speakers(labels, tables) if labels else None,
        speaker_labels.count_naming(coders.name_sides(labels), tables.as_rows(), counted["code"]) if labels else None,
        coders.list_open(labels, coders.Tables(articles, sentences, mine)),
    )  # fmt: skip


def tell_answer(chapter: Chapter) -> str:
    """The answer of the chapter: where the formula is whole, as what it is printed, and who says it."""
    if chapter.sayings.empty or chapter.formula.empty:
        return "**None of these articles has the formula, in whole or in part, in the report of a meeting.**"
    parts = [
        formula_words.tell_finding(chapter.formula, chapter.events, chapter.names),
        formula_words.tell_word(chapter.sayings, chapter.names),
        formula_words.tell_printed(chapter.sayings),
        formula_words.tell_sayers(chapter.sayings),
    ]
    return " ".join(filter(None, parts))


def tell_spread(chapter: Chapter) -> str:
    """How many principles are named, which at most meetings, and how many in one sentence only."""
    said, counted, reported = chapter.said, chapter.counted, chapter.reported
    if said.empty or not reported:
        return "No principle is named at any meeting that these articles report."
    widest = said[said["n_meetings"] == said["n_meetings"].max()]
    once = principles.list_once(counted)
    share = cite(prose.share(len(said), len(counted), "principle"), gather_ids(said["ids"]))
    named = prose.join_list(cite(literal(row.label), row.ids) for row in widest.itertuples())
    return (
        f"{prose.start_sentence(share)} of the codebook {prose.agree(len(said), 'is', 'are')} named, in the reports of "
        f"{prose.count('meeting', len(reported))} that the articles mainly report. The most widespread "
        f"{prose.agree(len(widest), 'is', 'are')} {named}, named in the reports of {prose.share(widest['n_meetings'].iloc[0], len(reported), 'meeting')}. {_tell_forms(chapter, widest.iloc[0])}"
        f"{prose.start_sentence(prose.count('principle', len(once)))} {prose.agree(len(once), 'is', 'are')} named in a single sentence."
    )


def _tell_forms(chapter: Chapter, code: pd.Series) -> str:
    """`A code stands for several wordings: Mutual benefit for “a”, “b” and six further ones. `: one of each meeting first; empty for one."""
    mine = chapter.codings[chapter.codings["code"] == code["code"]].dropna(subset=["event_id"])
    forms: dict[str, list[str]] = {}
    for row in pd.concat([mine.drop_duplicates("event_id"), mine]).itertuples(index=False):
        forms.setdefault(" ".join(row.quote.split()), []).append(row.coding_id)
    if len(forms) < 2:
        return ""
    listed = prose.join_first((cite(prose.quote(form), dict.fromkeys(ids)) for form, ids in forms.items()), MOST_FORMS, "further one")
    return f"A code stands for more than one wording, and not for each word of its name: {literal(code['label'])} for {listed}. "


class Matrix(NamedTuple):
    """What the matrix of principles by meeting is drawn from: see `charts.matrix.draw_matrix`."""

    rows: dict[str, str]
    columns: pd.DataFrame
    cells: pd.DataFrame
    forms: pd.DataFrame
    grouping: str
    said: pd.DataFrame


def lay_out_matrix(chapter: Chapter) -> Matrix:
    """The principles that are named by the meetings that are reported, or by month or year where these are many."""
    columns = matrix.group_meetings(chapter.events[chapter.events["event_id"].isin(chapter.reported)])
    column_of = columns.set_index("event_id")["column"]
    heads = columns.drop_duplicates("column")
    placed = chapter.codings.assign(column=chapter.codings["event_id"].map(column_of))
    cells = principles.cross(placed, chapter.said["code"], heads["column"], by="column")
    sayings = chapter.sayings.assign(event_id=chapter.sayings["event_id"].map(column_of))
    forms = principles.tell_formula(sayings, heads["column"]).rename(columns={"event_id": "column"})
    rows = dict(zip(chapter.said["code"], chapter.said["label"], strict=True))
    cells = cells.rename(columns={"code": "row", "n_sentences": "n"})
    return Matrix(rows, heads, cells, forms, matrix.tell_grouping(columns), chapter.said)


def draw_matrix(laid: Matrix):
    """The matrix as a figure."""
    nothing = "No principle is named at any meeting of these articles."
    return matrix.draw_matrix(laid.rows, laid.columns, laid.cells, forms=laid.forms, nothing=nothing)


def tabulate_matrix(laid: Matrix) -> pd.DataFrame:
    """What the matrix draws, for the reader to take away."""
    return matrix.tabulate_matrix(laid.rows, laid.columns, laid.cells, thing="Principle", count="sentences", forms=laid.forms)


def caption_matrix(chapter: Chapter, laid: Matrix) -> str:
    """The caption of the matrix: the finding, then what a number and a dot say."""
    if not laid.rows or laid.columns.empty:
        return formula_words.caption_formula(chapter.formula)
    told = "A number counts the sentences that name a principle in the articles on a meeting, headlines left out, on a paler ground where it is one; a dot says that they report none."
    return f"{formula_words.caption_formula(chapter.formula)} {told} {laid.grouping}"


def describe_matrix(laid: Matrix) -> str:
    """What the matrix shows, for one who does not see it: column by column the form of the formula and the principles."""
    if laid.said.empty or laid.columns.empty:
        return "An empty chart: no principle is named at any meeting of these articles."
    form_of = dict(zip(laid.forms["column"], laid.forms["form"], strict=True))
    parts = []
    for column in laid.columns.itertuples(index=False):
        found = laid.cells[laid.cells["column"] == column.column].sort_values("n", ascending=False, kind="stable")
        told = ", ".join(f"{laid.rows[row.row]} {row.n}" for row in found.itertuples())
        kind = f" ({prose.kind_label(column.kind).lower()})" if column.kind else ""
        parts.append(f"{' '.join(column.heading.split())}{kind}: formula {form_of[column.column]}; {told or 'no principle'}")
    return f"A matrix of {prose.count('principle', len(laid.said))} by {prose.count('column', len(laid.columns))} in the order of time. {'. '.join(parts)}."


def make_count_table(said: pd.DataFrame) -> pd.DataFrame:
    """The principles with their counts; `sentences` is Markdown."""
    return pd.DataFrame(
        {
            "principle": said["label"],
            "meetings": said["n_meetings"],
            "sentences": [cite(str(row.n_sentences), row.ids) for row in said.itertuples()],
            "texts": said["n_texts"],
        }
    )


def make_meeting_table(chapter: Chapter) -> pd.DataFrame:
    """The meeting that each article mainly reports, in the order of their days; `article` and `meeting` are Markdown."""
    told = chapter.meetings[chapter.meetings["event_id"].notna()].merge(chapter.events, on="event_id")
    told = told.sort_values(["date_start", "article_id"], na_position="last")
    rows = chapter.articles.set_index("article_id", drop=False)
    return pd.DataFrame(
        {
            "article": [showcase.link_article(rows.loc[name]) for name in told["article_id"]],
            "meeting": [prose.link_name(chapter.cells, name) for name in told["event_id"]],
            "rule": told["rule"],
        }
    )


def tell_unplaced(meetings: pd.DataFrame) -> str:
    """Markdown: how many articles on the talks mainly report no event that was held; empty where all do."""
    without = meetings[meetings["event_id"].isna()]
    if without.empty:
        return ""
    told = cite(prose.start_sentence(prose.count("article", len(without))), without["article_id"])
    return f"{told} on the talks {prose.agree(len(without), 'reports', 'report')} no event that was held."


def show_forms(counted: pd.DataFrame, by: str) -> pd.DataFrame:
    """A table of `principles.count_forms` as a reader meets it: Markdown counts with their evidence, nought without."""
    columns = {"whole": WHOLE, "interests": INTERESTS, "risks": RISKS}
    return pd.DataFrame(
        {
            by: list(counted[by]),
            **{
                name: [cite(str(n), ids) if n else "0" for n, ids in zip(counted[form], counted[f"ids_{form}"], strict=True)]
                for name, form in columns.items()
            },
        }
    )


def caption_audience(counted: pd.DataFrame) -> str:
    """The caption of the table of audiences: whether the whole formula is reported of a meeting with the other side."""
    across = counted[counted["audience"] == ACROSS]
    whole = int(across[WHOLE].sum())
    if across.empty:
        return "Sentences with the formula by the meeting reported: none on a meeting with the other side."
    if whole:
        return f"Sentences with the formula by the meeting reported: on meetings with the other side it stands whole {prose.times(whole)}."
    part = prose.count("sentence", int(across[[INTERESTS, RISKS]].to_numpy().sum()))
    return f"Sentences with the formula by the meeting reported: on meetings with the other side it stands in part, in {part}, and nowhere whole."


#: Of whom the formula is said where the words before it name no other country.
NO_OTHERS = "no other country named"


def make_wording_table(chapter: Chapter) -> pd.DataFrame:
    """The wordings of the formula; `n` is Markdown. `of` says of whom, where others than the two countries are named."""
    worded = principles.count_wordings(chapter.sayings, chapter.articles)
    partners = {name: row.partners for row in chapter.sayings.itertuples() for name in row.ids}
    of = [list(dict.fromkeys(one for name in ids for one in partners[name])) for ids in worded["ids"]]
    return pd.DataFrame(
        {
            "printed": ["; ".join(showcase.crop(quote, 70) for quote in quotes) for quotes in worded["quotes"]],
            "form": worded["form"],
            "of": [f"{prose.join_list(found)}, by the words before it" if found else NO_OTHERS for found in of],
            "n": [cite(str(row.n_sentences), row.ids) for row in worded.itertuples()],
            "texts": worded["n_texts"],
        }
    )


def tell_partners(sayings: pd.DataFrame) -> str:
    """Markdown: which sayings of the formula are said of others than the two countries, by the words before them; empty for none."""
    of_others = sayings[sayings["partners"].map(len) > 0]
    if of_others.empty:
        return ""
    told = (f"{cite(prose.quote(row.quote), row.ids)} (of {prose.join_list(map(literal, row.partners))})" for row in of_others.itertuples())
    listed, n = prose.join_first(told, 4, "further one"), len(of_others)
    return (
        f"By the words before {prose.agree(n, 'it', 'them')}, {prose.count('saying', n)} {prose.agree(n, 'is', 'are')} not, or not only, of the "
        f"two countries: {listed}. The codebook has one code for both, so "
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


def make_speaker_table(sayings: pd.DataFrame) -> pd.DataFrame:
    """Who is reported as saying the formula and by what, in how many sentences of each form; the counts are Markdown."""
    known = attribution.settle_ways(sayings)
    known = known.assign(speaker=[OUTLET if pd.isna(row.attributed_to) else f"{row.attributed_to}, {row.way}" for row in known.itertuples()])
    return show_forms(principles.count_forms(known, "speaker"), "speaker")


def caption_speakers(sayings: pd.DataFrame) -> str:
    """In how many sentences the formula is said, and in how many the sentence itself says by whom."""
    n = sayings["sentence_id"].nunique()
    ways = attribution.settle_ways(sayings)
    said = ways.loc[ways["way"] == attribution.SAID, "sentence_id"].nunique()
    return f"Who is named as saying the formula, whole or in part: {prose.none(said)} of {prose.count('sentence', n)} {prose.agree(said, 'says', 'say')} so {prose.agree(said, 'itself', 'themselves')}."


def caption_wordings(sayings: pd.DataFrame) -> str:
    """In how many wordings and printed forms the formula stands, whole or in part."""
    if sayings.empty:
        return "The formula is not printed."
    per_wording = sayings.groupby(["form", "wording"])["sentence_id"].nunique().sum()
    again = int(per_wording - sayings["sentence_id"].nunique())
    twice = f" {prose.start_sentence(prose.count('sentence', again))} {prose.agree(again, 'has', 'have')} two, so that the column adds up to more." if again > 0 else ""
    return f"The wordings of the formula, whole or in part: {formula_words.count_forms(sayings)}.{twice}"


def caption_once(once: pd.DataFrame) -> str:
    """How many principles a single sentence names."""
    n = len(once)
    return f"{prose.start_sentence(prose.count('principle', n))} {prose.agree(n, 'is', 'are')} named in a single sentence."


def tell_mouths(chapter: Chapter) -> str:
    """Who is named as naming principles, in how many sentences by the sentence itself and in how many by carrying over."""
    mine = chapter.codings[chapter.codings["code"].isin(chapter.said["code"])]
    counted = attribution.count_ways(mine)
    if counted.empty:
        return "Nobody is reported as naming a principle."
    said, carried, own = (counted[counted["way"] == way] for way in (attribution.SAID, attribution.CARRIED, attribution.NOBODY))
    listed = [f"{literal(row.who)} in {cite(prose.count('sentence', row.n_sentences), row.ids)}" for row in said.head(4).itertuples()]
    told = f"By a verb or as a named source, principles are given to {prose.join_list(listed)}" if listed else "No sentence says by a verb who names a principle"
    parts = [f"**{told}.**"]
    if len(carried):
        more = [f"{literal(row.who)} in {cite(prose.number(row.n_sentences), row.ids)}" for row in carried.head(4).itertuples()]
        parts.append(f"Only by carrying a speaker over from an earlier sentence, which is inferred, they are given to {prose.join_list(more)} more.")
    if len(own):
        parts.append(f"In {cite(prose.count('sentence', own['n_sentences'].iloc[0]), own['ids'].iloc[0])} one is named in the outlet's own words.")
    if chapter.naming:
        have = coders.tell_two(chapter.naming.one, chapter.naming.two)
        parts.append(f"Two coders, separate runs of a language model that did not see these tables, give {literal(chapter.naming.who)} {have} with a principle, counted in the same way ({{ref}}`trust-speakers`).")
    return " ".join(parts)


def tell_headlines(chapter: Chapter) -> str:
    """Which principles a headline alone names of a meeting: an editor's words, and not counted; empty for none."""
    found = chapter.headlines.dropna(subset=["event_id"])
    known = set(zip(chapter.codings["code"], chapter.codings["event_id"], strict=True))
    labels = dict(zip(chapter.counted["code"], chapter.counted["label"], strict=True))
    fresh = [pair not in known for pair in zip(found["code"], found["event_id"], strict=True)]
    only = found[pd.Series(fresh, index=found.index, dtype=bool)]
    listed = [
        f"{cite(literal(labels[code].lower()), part['coding_id'])} ({literal(chapter.names[event_id])})"
        for (code, event_id), part in only.groupby(["code", "event_id"], sort=True)
    ]
    if not listed:
        return ""
    n = len(listed)
    where = "caption" if set(only["role"]) == {"caption"} else "headline" if set(only["role"]) == {"title"} else "headline or a caption"
    return f"Only {'the' if where != 'headline or a caption' else 'a'} {where} names {prose.join_first(listed, 4)}: an editor chose its words, whoever is said to speak, so {prose.agree(n, 'it is', 'they are')} not counted for {prose.agree(n, 'that meeting', 'those meetings')}. {_tell_titled(chapter)}".strip()


def _tell_titled(chapter: Chapter) -> str:
    """Of how many articles the headline is in the file, without which it cannot be coded; empty where it is in all."""
    n, all_ = chapter.n_titled, len(keep_on_topic(chapter.articles))
    return "" if n >= all_ else f"The headline is in the file of {prose.share(n, all_, 'article')}; of the others none can be coded."


def tell_words(chapter: Chapter) -> str:
    """Where a principle rests on a single word, such as an adjective: at which meetings, in which words; empty for none."""
    rows = []
    for (code, event_id), part in chapter.codings[chapter.codings["code"].isin(chapter.said["code"])].groupby(["code", "event_id"], sort=True):
        words = {quote.casefold() for quote in part["quote"]}
        if len(words) == 1 and " " not in next(iter(words)):
            rows.append((code, event_id, part["quote"].iloc[0], list(part["coding_id"])))
    if not rows:
        return ""
    labels = dict(zip(chapter.counted["code"], chapter.counted["label"], strict=True))
    listed = prose.join_first((f"{cite(prose.quote(words), ids)} for {literal(labels[code].lower())} ({literal(chapter.names[event_id])})" for code, event_id, words, ids in rows), 5)
    return f"Some of these rest on a single word, which may be said of something else than a principle: {listed}."


def tell_open(chapter: Chapter) -> str:
    """What the counts of principles are without what the coders left open; empty where nothing is, or nothing is known of it."""
    loose = set(chapter.open["coding_id"])
    firm = chapter.codings[~chapter.codings["coding_id"].isin(loose)].groupby("code")["sentence_id"].nunique()
    parts = [
        f"{literal(row.label.lower())} from {prose.count('sentence', row.n_sentences)} to {prose.none(firm.get(row.code, 0))}"
        for row in chapter.said.itertuples()
        if firm.get(row.code, 0) < row.n_sentences
    ]
    return f"Without the cases that the coders left open counts fall: {prose.join_list(parts)}." if parts else ""


def make_once_table(once: pd.DataFrame, chapter: Chapter) -> pd.DataFrame:
    """Principles that one sentence names, in its words; `quote` and `meeting` are Markdown."""
    rows = chapter.codings.set_index("coding_id")
    homes = [rows.at[ids[0], "event_id"] for ids in once["ids"]]
    return pd.DataFrame(
        {
            "principle": once["label"],
            "quote": [cite(literal(rows.at[ids[0], "quote"]), ids) for ids in once["ids"]],
            "meeting": [literal(chapter.cells.get(event_id, "no meeting known")) for event_id in homes],
        }
    )


def tell_change(chapter: Chapter) -> str:
    """What would change the answer: which finding would turn into what."""
    if not chapter.reported:
        return "An article that names a principle, on a meeting that it reports, would be the first."
    part = chapter.formula[~chapter.formula["form"].isin([WHOLE])]
    parts = []
    if len(part):
        listed = prose.join_first((cite(literal(chapter.names[row.event_id]), row.ids or [row.event_id]) for row in part.itertuples()), 4)
        parts.append(f"A further text on {listed} could add what is missing there; none could take away what is printed elsewhere.")
    parts.append(
        "Counting what an article recalls of an earlier meeting at that earlier meeting, and not at the one that the article mainly reports, would move "
        "principles between meetings."
    )
    if told := _tell_firm_speakers(chapter):
        parts.append(told)
    return " ".join(parts)


def _tell_firm_speakers(chapter: Chapter) -> str:
    """What is left of the speakers of principles without what is carried over; empty where nothing is."""
    counted = attribution.count_ways(chapter.codings[chapter.codings["code"].isin(chapter.said["code"])])
    if counted.empty or not (counted["way"] == attribution.CARRIED).any():
        return ""
    said = counted[counted["way"] == attribution.SAID]
    n = int(said["n_sentences"].sum())
    if not n:
        return "Without what is carried over, no sentence would name who names a principle."
    whole = int(counted["n_sentences"].sum())
    return f"Without what is carried over, {cite(prose.share(n, whole, 'sentence'), gather_ids(said['ids']))} with a principle would have a speaker; the counts by meeting do not depend on speakers."
