"""The tables, captions and sentences of the chapter on principles.

Tables in; out come Markdown sentences with their evidence, and tables for `display.show_table` whose cells are
Markdown where a docstring says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from tradetalks import formula_words, placing, principles, prose, showcase
from tradetalks.charts import matrix
from tradetalks.display import literal
from tradetalks.placing import ACROSS
from tradetalks.principles import INTERESTS, NEVER, RISKS, WHOLE
from tradetalks.project import Project
from tradetalks.rows import gather_ids
from tradetalks.showcase import cite

#: Who says what nobody else is reported as saying.
OUTLET = "the outlet itself"


class Chapter(NamedTuple):
    """What the chapter is made of.

    `codings` and `sayings` are placed at the meeting that their article mainly reports; `reported` are these meetings
    in the order of their days; `counted` are the principles with their counts, `said` those that are named at all;
    `formula` tells how the formula is said at each reported meeting; `names` name the events.
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


def read_chapter(book: Project) -> Chapter:
    """What the chapter is made of, from the tables of the book."""
    articles, events = book.table("articles"), book.table("events")
    meetings = placing.assign_meetings(articles, book.table("event_mentions"), book.table("directives"))
    codings = placing.place(book.table("codings"), meetings, events)
    sayings = placing.place(principles.find_formula(book.table("codings"), book.table("sentences")), meetings, events)
    reported = placing.list_meetings(meetings, events)
    counted = principles.count_codes(codings, articles, book.table("codebook"))
    said = counted[counted["n_sentences"] > 0]
    formula = principles.tell_formula(sayings, reported)
    return Chapter(articles, events, meetings, codings, sayings, reported, counted, said, formula, prose.event_names(events))


def tell_answer(chapter: Chapter) -> str:
    """The answer of the chapter: where the formula is whole, and as what it is printed."""
    if chapter.sayings.empty:
        return "**None of these articles says the formula, whole or by half.**"
    return f"{formula_words.tell_finding(chapter.formula, chapter.events, chapter.names)} {formula_words.tell_printed(chapter.sayings)}"


def tell_spread(chapter: Chapter) -> str:
    """How many principles are named, which at most meetings, and how many in one sentence only."""
    said, counted, reported = chapter.said, chapter.counted, chapter.reported
    if said.empty or not reported:
        return "No principle is named at any meeting that these articles report."
    widest = said[said["n_meetings"] == said["n_meetings"].max()]
    once = principles.list_once(counted)
    share = cite(prose.share(len(said), len(counted), "principle"), gather_ids(said["ids"]))
    named = prose.join_list(cite(literal(row.label), row.ids) for row in widest.itertuples())
    view = ", which says little where the codebook was written with the same articles in view" if len(said) == len(counted) else ""
    return (
        f"{prose.start_sentence(share)} of the codebook {prose.agree(len(said), 'is', 'are')} named, at "
        f"{prose.count('meeting', len(reported))} that the articles mainly report{view}. The most widespread "
        f"{prose.agree(len(widest), 'is', 'are')} {named}, named at {prose.share(widest['n_meetings'].iloc[0], len(reported), 'meeting')}. "
        f"{prose.start_sentence(prose.count('principle', len(once)))} {prose.agree(len(once), 'is', 'are')} named in a single sentence."
    )


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
    told = "A number counts the sentences that name a principle in the articles on a meeting; a dot says that they report none. A sentence can hold several coded spans, which a dossier of a meeting counts."
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
            "meeting": [prose.link_name(chapter.names, name) for name in told["event_id"]],
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
    """The caption of the table of audiences: whether the whole formula is reported before the other side."""
    across = counted[counted["audience"] == ACROSS]
    whole = int(across[WHOLE].sum())
    if across.empty:
        return "Sentences with the formula by the meeting reported: in none on a meeting with the other side."
    if whole:
        return f"Sentences with the formula by the meeting reported: of meetings with the other side it is reported whole {prose.times(whole)}."
    half = prose.count("sentence", int(across[[INTERESTS, RISKS]].to_numpy().sum()))
    return f"Sentences with the formula by the meeting reported: of meetings with the other side it is reported by half only, in {half}."


def make_wording_table(chapter: Chapter) -> pd.DataFrame:
    """The wordings of the formula; `n` is Markdown. `of` says of whom, where others than the two countries are named."""
    worded = principles.count_wordings(chapter.sayings, chapter.articles)
    partners = {name: row.partners for row in chapter.sayings.itertuples() for name in row.ids}
    of = [list(dict.fromkeys(one for name in ids for one in partners[name])) for ids in worded["ids"]]
    return pd.DataFrame(
        {
            "printed": ["; ".join(showcase.crop(quote, 70) for quote in quotes) for quotes in worded["quotes"]],
            "form": worded["form"],
            "of": [f"{prose.join_list(found)}, by the words before it" if found else "the two countries" for found in of],
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
    """Who is reported as saying the formula, in how many sentences; cells but the first are Markdown."""
    speakers = principles.count_forms(sayings, "attributed_to")
    speakers = speakers.assign(attributed_to=speakers["attributed_to"].fillna(OUTLET))
    return show_forms(speakers, "attributed_to")


def caption_speakers(sayings: pd.DataFrame) -> str:
    """In how many sentences the formula is said, and in whose words most often."""
    n = prose.count("sentence", sayings["sentence_id"].nunique())
    named = sayings["attributed_to"].dropna()
    if named.empty:
        return f"Who is reported as saying the formula, in {n}: nobody is named."
    most = sayings.dropna(subset=["attributed_to"]).groupby("attributed_to")["sentence_id"].nunique().sort_values(kind="stable")
    if sayings["attributed_to"].isna().sum() == 0 and len(most) == 1:
        return f"Who is reported as saying the formula, in {n}: {literal(most.index[-1])} alone."
    return f"Who is reported as saying the formula, in {n}: {literal(most.index[-1])} in {prose.number(most.iloc[-1])}."


def caption_once(once: pd.DataFrame) -> str:
    """How many principles a single sentence names."""
    n = len(once)
    return f"{prose.start_sentence(prose.count('principle', n))} {prose.agree(n, 'is', 'are')} named in a single sentence."


def tell_mouths(chapter: Chapter) -> str:
    """Who is reported as naming principles, in how many sentences."""
    mine = chapter.codings[chapter.codings["code"].isin(chapter.said["code"])]
    mouths = placing.count_by(mine, chapter.articles, "attributed_to")
    if mouths.empty:
        return "Nobody is reported as naming a principle."
    named, own = mouths.dropna(subset=["attributed_to"]).head(4), mouths[mouths["attributed_to"].isna()]
    listed = [f"{literal(row.attributed_to)} in {cite(prose.count('sentence', row.n_sentences), row.ids)}" for row in named.itertuples()]
    told = f"Principles are attributed to {prose.join_list(listed)}" if listed else "Nobody is reported as naming a principle"
    rest = "the outlets themselves name none"
    if len(own):
        rest = f"the outlets themselves name some in {cite(prose.count('sentence', own['n_sentences'].iloc[0]), own['ids'].iloc[0])}"
    return f"{told}; {rest}. {_tell_one_sided(mouths)}"


def _tell_one_sided(mouths: pd.DataFrame) -> str:
    """A sentence on how much of what is said comes from the one who is quoted most; empty where nobody is."""
    named = mouths.dropna(subset=["attributed_to"])
    if named.empty:
        return ""
    first, total = named.iloc[0], int(named["n_sentences"].sum())
    if len(named) == 1:
        return "Nobody else is reported as naming a principle."
    return f"Of {prose.count('sentence', total)} attributed to somebody, {literal(first['attributed_to'])} has {prose.number(first['n_sentences'])}."


def make_once_table(once: pd.DataFrame, chapter: Chapter) -> pd.DataFrame:
    """Principles that one sentence names, in its words; `quote` and `meeting` are Markdown."""
    rows = chapter.codings.set_index("coding_id")
    homes = [rows.at[ids[0], "event_id"] for ids in once["ids"]]
    return pd.DataFrame(
        {
            "principle": once["label"],
            "quote": [cite(literal(rows.at[ids[0], "quote"]), ids) for ids in once["ids"]],
            "meeting": [literal(chapter.names.get(event_id, "no meeting known")) for event_id in homes],
        }
    )


def tell_change(chapter: Chapter) -> str:
    """What would change the answer."""
    reported = chapter.reported
    if not reported:
        return "An article that names a principle, on a meeting that it reports, would be the first."
    texts = chapter.articles.set_index("article_id")["text_group"]
    known = chapter.meetings.assign(text=chapter.meetings["article_id"].map(texts)).groupby("event_id")["text"].nunique()
    single = [name for name in reported if known.get(name) == 1]
    lead = f"{prose.start_sentence(cite(showcase.share(len(single), len(reported), 'meeting'), single))} {showcase.verb(len(single), 'is', 'are')}"
    half = (chapter.formula["form"].isin([WHOLE, NEVER])).all()
    more = "" if half else f" A further text on {'it' if len(reported) == 1 else 'any meeting'} that prints the missing half would turn a half formula into a whole one; none could turn a whole one into a half."
    return (
        f"{lead} known here from a single text.{more} Counting sentences by the meeting that they tell of, not articles by the one "
        "that they mainly report, would move what an article recalls of an earlier meeting to that meeting; counting printings "
        "instead of texts would give more weight to what an agency sent out."
    )
