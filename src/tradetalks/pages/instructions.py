"""The tables, captions and sentences of the chapter on instructions."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from tradetalks import coders, inferred, instruction_labels, instructions
from tradetalks.clauses import find_clause
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.instruction_labels import Instructed
from tradetalks.project import Project
from tradetalks.prose import agree, count, crop, day, is_missing, join_first, join_list, number, quote, share, split_names, start_sentence

#: Rows of a table, and deadlines of the chart, that the page shows.
MOST_ROWS, MOST_DRAWN = 25, 12

#: Words that ask for haste without a day.
HASTE = r"as soon as possible|urgent|immediate|prompt|quick|khẩn trương|sớm|ngay"


class Chapter(NamedTuple):
    """What the chapter is made of.

    `directives` are all instructions, `passages` those of one article for each text, `told` the distinct ones with the
    time they leave; `dated` have a deadline; `deadlines` are these by day given and deadline, `known` those of a known
    meeting; `meetings` are the events at which instructions were given; `left_out` are passages that the labels of the
    articles leave open and that no row here has (`sentence_id`, `words`), `labelled` is what coders and labels have.
    """

    articles: pd.DataFrame
    mentions: pd.DataFrame
    directives: pd.DataFrame
    passages: pd.DataFrame
    told: pd.DataFrame
    dated: pd.DataFrame
    deadlines: pd.DataFrame
    known: pd.DataFrame
    meetings: list[str]
    left_out: pd.DataFrame
    labelled: Instructed | None


def read_chapter(book: Project) -> Chapter:
    """What the chapter is made of, from the tables of the book."""
    articles, events, directives = (book.table(name) for name in ("articles", "events", "directives"))
    passages = instructions.add_time(instructions.keep_texts(directives, articles), events)
    told = instructions.keep_distinct(passages)
    deadlines = instructions.group_deadlines(told)
    dated, known = told[told["deadline"].notna()], deadlines[deadlines["days"].notna()]
    meetings = list(told["event_id"].dropna().unique())
    tables = coders.Tables(articles, book.table("sentences"), book.table("codings"))
    labels = coders.find_coders(book, tables)
    left_out = instructions.find_left_out(coders.list_open_directives(labels, tables), directives)
    left_out = left_out.assign(quotable=left_out["sentence_id"].isin([*tables.codings["sentence_id"], *directives["sentence_id"]]))
    return Chapter(
        articles, book.table("event_mentions"), directives, passages, told, dated, deadlines, known, meetings, left_out,
        coders.compare_instructions(labels, tables, directives),
    )


def tell_answer(chapter: Chapter) -> str:
    """The answer of the chapter: how many instructions, how many with a deadline, how long they were given."""
    told, dated, known = chapter.told, chapter.dated, chapter.known
    if told.empty:
        return "**These articles report no instruction.**"
    parts = [f"{_tell_deadlines(chapter)} {_tell_number(chapter)}"]
    if len(known):
        spans = [_tell_span(row) for row in (known.iloc[0], known.iloc[-1])]
        parts.append(f"The shortest time to act was {spans[0]}, the longest {spans[1]}." if len(known) > 1 else f"The time to act was {spans[0]}.")
    if len(dated):
        parts.append(_tell_due(dated))
    unnamed = told[told["addressee"].isna()]
    if len(unnamed) and len(told) > 1:
        nobody = start_sentence(cite(share(len(unnamed), len(told), "instruction"), unnamed["directive_id"]))
        parts.append(f"{nobody} {agree(len(unnamed), 'names', 'name')} nobody to carry {agree(len(unnamed), 'it', 'them')} out.")
    if len(dated) and known.empty:
        parts.append("For none of them is the day of the meeting known, so the time given is not known either.")
    return " ".join(parts)


def _tell_deadlines(chapter: Chapter) -> str:
    told, dated = chapter.told, chapter.dated
    if len(told) == 1:
        return f"**The only instruction that these articles report has {'a' if len(dated) else 'no'} deadline.**"
    if dated.empty:
        return f"**None of the {count('instruction', len(told))} that these articles report has a deadline.**"
    n = count("instruction", len(told))
    if len(dated) < len(told):
        some = f"{number(len(dated))} of the {n}"
    else:
        some = "both instructions" if len(told) == 2 else f"all {n}"
    linked = start_sentence(cite(some, dated["directive_id"]))
    return f"**{linked} that these articles report {agree(len(dated), 'has', 'have')} a deadline.**"


def _tell_due(dated: pd.DataFrame) -> str:
    """Who is to do what by when, of the instructions with a deadline, the earliest first."""
    first = dated.sort_values(["due", "directive_id"]).itertuples()
    listed = [
        f"{cite(quote(crop(instructions.tell_gist(instructions.trim(row.quote)), 110)), [row.directive_id])} ({literal(join_list(split_names(row.addressee)) or 'nobody named')})"
        for row in first
    ]
    return f"The {number(len(dated))} with a deadline: {join_first(listed, 2, 'further instruction')}."


def _tell_number(chapter: Chapter) -> str:
    told, passages, meetings = chapter.told, chapter.passages, chapter.meetings
    where = f"given at {cite(count('meeting', len(meetings)), meetings)}" if meetings else "given at meetings that the articles do not name"
    again = len(passages) - len(told)
    repeated = f", {number(again)} of which {agree(again, 'repeats another', 'repeat others')}" if again else ""
    which, was = ("It", "was") if len(told) == 1 else (f"The {number(len(told))}", "were")
    stand = f"{which} {agree(len(told), 'stands', 'stand')} in {cite(count('passage', len(passages)), passages['directive_id'])}{repeated}, and {was}" if again else f"{which} {was}"
    return f"{stand} {where}."


def _tell_span(row) -> str:
    return f"{'at most ' if len(row['deadline']) == 7 else ''}{cite(count('day', row['days']), row['ids'])}"


def caption_deadlines(chapter: Chapter) -> str:
    """The caption of the chart: the tightest deadline."""
    known = chapter.known
    if known.empty:
        return "No deadline can be set against the day of its meeting."
    first = known.iloc[0]
    who = join_list(map(literal, first["addressees"])) or "nobody named"
    rest = len(known) - MOST_DRAWN
    more = f"; {count('further deadline', rest)} with more time {agree(rest, 'is', 'are')} not drawn" if rest > 0 else ""
    month = ", hollow and dashed where only its month is told" if (known["deadline"].str.len() == 7).any() else ""
    return (
        f"The tightest deadline leaves {cite(count('day', first['days']), first['ids'])} ({who}){more}. "
        f"A dot is the meeting, a diamond the deadline{month}; above them stands who was told what."
    )


def describe_deadlines(chapter: Chapter) -> str:
    """The chart in words."""
    drawn = chapter.known.head(MOST_DRAWN)
    said = [
        f"{join_list(row.addressees) or 'nobody named'}, given {day(row.given)}, due {day(row.deadline)}, {count('day', row.days)}"
        for row in drawn.itertuples()
    ]
    return f"Deadlines from the meeting on: {'; '.join(said) or 'none'}."


def tell_haste(chapter: Chapter) -> str:
    """Which instructions ask for haste without a day, and for which deadlines the time is unknown."""
    undated = chapter.told[chapter.told["deadline"].isna()]
    vague = undated[undated["quote"].str.contains(HASTE, case=False, regex=True)]
    late = chapter.dated[chapter.dated["days"].isna()]
    parts = []
    if len(vague):
        parts.append(
            f"Of the instructions without a deadline, {cite(number(len(vague)), vague['directive_id'])} "
            f"{agree(len(vague), 'asks', 'ask')} for haste without a day (“urgent”, “promptly”, “as soon as possible” and the like)."
        )
    if len(late) and len(chapter.known):
        parts.append(f"For {cite(count('deadline', len(late)), late['directive_id'])} the day of the meeting is not known, so the time given is not known either.")
    return " ".join(parts) or "No further instruction asks for haste in so many words."


def tell_left_out(chapter: Chapter) -> str:
    """How many instructions the labels leave open, which of the passages that they leave open are instructions here, and which are none; empty without labels."""
    found = chapter.left_out
    firm = instruction_labels.tell_loose(chapter.labelled) if chapter.labelled else ""
    parts = [f"{start_sentence(firm)} ({{ref}}`what the labels are <trust-first>`)." if firm else "", _tell_loose(chapter)]
    if len(found):
        hasty = found["words"].str.contains(HASTE, case=False, regex=True)
        shown = found[found["quotable"]].assign(later=~hasty).sort_values("later", kind="stable")
        n = len(found)
        quoted = [cite(quote(crop(_show_haste(row.words), 100)), [row.sentence_id]) for row in shown.head(3).itertuples()]
        listed = join_list([*quoted, *([f"{number(n - len(quoted))} more"] if n > len(quoted) else [])]) if quoted else ""
        which = f"{number(n)}" if parts[1] else f"{count('passage', n)} that the labels leave open"
        told = f"Left out {agree(n, 'is', 'are')} {which}: needs that are stressed, what outcomes must be, and orders with neither a verb of telling nor a named body that must act"
        parts.append(f"{told}{f', such as {listed}' if listed else ''}.")
        if hasty.any():
            parts.append(f"{start_sentence(number(hasty.sum()))} of them {agree(hasty.sum(), 'asks', 'ask')} for haste.")
    return " ".join(filter(None, parts))


def _tell_loose(chapter: Chapter) -> str:
    """Of the passages that the labels leave open, which are instructions here or stand in one; empty where none does."""
    labelled = chapter.labelled
    if labelled is None or not labelled.n_open:
        return ""
    loose = chapter.directives[chapter.directives["directive_id"].isin(labelled.loose)]
    within = labelled.n_open - len(chapter.left_out) - len(loose)
    quoted = join_first((cite(quote(crop(row.quote, 60)), [row.directive_id]) for row in loose.itertuples()), 3)
    parts = [f"{number(len(loose))} {agree(len(loose), 'is an instruction', 'are instructions')} here ({quoted})"] if len(loose) else []
    if within > 0:
        parts.append(f"{number(within)} {agree(within, 'is', 'are')} part of another")
    return f"Of {count('passage', labelled.n_open)} that the labels leave open, {join_list(parts)}." if parts else ""


def _show_haste(words: str) -> str:
    """The clause of a passage that asks for haste; all of it where none does."""
    found = re.search(HASTE, words, re.IGNORECASE)
    if not found:
        return words
    left, right = find_clause(words, found.start(), found.end())
    return words[left:right]


def make_addressee_table(chapter: Chapter) -> pd.DataFrame:
    """Who is told, in how many instructions and with how many deadlines; `n`, `n_dated` are Markdown."""
    bodies, dated = instructions.count_addressees(chapter.told), chapter.dated
    due = [dated.loc[dated["directive_id"].isin(row.ids), "directive_id"] for row in bodies.itertuples()]
    return pd.DataFrame(
        {
            "addressee": bodies["addressee"].fillna("nobody named"),
            "n": [cite(str(row.n), row.ids) for row in bodies.itertuples()],
            "n_dated": [cite(str(row.n_dated), ids) for row, ids in zip(bodies.itertuples(), due, strict=True)],
        }
    ).head(MOST_ROWS)


def caption_addressees(chapter: Chapter) -> str:
    """Who is told most often."""
    bodies = instructions.count_addressees(chapter.told)
    named = bodies[bodies["addressee"].notna()]
    if named.empty:
        return "Who is told: no body is named."
    first, rest = named.iloc[0], len(bodies) - MOST_ROWS
    told = cite(count("instruction", first["n"]), first["ids"])
    more = f"; {count('further body', rest)} in the data" if rest > 0 else ""
    often = " most often" if len(named) > 1 and named["n"].iloc[1] < first["n"] else ""
    return f"Who is told: {literal(first['addressee'])}{often}, in {told}{more}."


def make_instruction_table(chapter: Chapter) -> pd.DataFrame:
    """Every instruction, or of many those with a deadline and the earliest; all cells are Markdown.

    Those who were told stand with the day before the words, who told them only where it is not always the same.
    """
    told = chapter.told
    if len(told) > MOST_ROWS:
        told = told.assign(has=told["deadline"].isna()).sort_values(["has", "given", "directive_id"], na_position="last").head(MOST_ROWS)
    years = inferred.list_inferred(chapter.mentions)
    several = chapter.told["issued_by"].nunique(dropna=False) > 1
    return pd.DataFrame(
        {
            "to": [f"{literal(_tell_addressee(row, several))}, {_tell_meeting(row, years)}" for row in told.itertuples()],
            "what": [cite(quote(instructions.trim(row.quote)), row.ids) for row in told.itertuples()],
            "due": [instructions.tell_deadline(row.deadline, row.days, row.directive_id, row.quote) for row in told.itertuples()],
        },
        dtype=object,
    )


def _tell_meeting(row, years: set[str]) -> str:
    if is_missing(row.event_id):
        return "meeting not known"
    told = inferred.mark(day(row.given), row.event_id, years)
    return cite(literal(told), [row.event_id])


def _tell_addressee(row, several: bool) -> str:
    bodies = join_list(split_names(row.addressee)) or "nobody named"
    by = "nobody named" if is_missing(row.issued_by) else instructions.name_giver(row.issued_by, row.issued_basis)
    return f"{bodies} (by {by})" if several else bodies


def caption_instructions(chapter: Chapter) -> str:
    """How many instructions the table holds, in how many passages."""
    told, passages = chapter.told, chapter.passages
    if told.empty:
        return "No instruction is reported."
    left = len(told) - MOST_ROWS
    if left > 0:
        return f"The {count('instruction', MOST_ROWS)} with a deadline or the earliest; {count('other', left)} in the data."
    if len(passages) > len(told):
        return f"{start_sentence(count('passage', len(passages)))}, {count('distinct instruction', len(told))}, in the order of the meetings."
    return f"{start_sentence(count('instruction', len(told)))}{', in the order of the meetings' if len(told) > 1 else ''}."


def _tell_carried(told: pd.DataFrame) -> str:
    """How many instructions name nobody, so that their giver is carried over from a sentence before."""
    carried = told[told["issued_basis"] == instructions.CONTINUED]
    n = len(carried)
    return f" {start_sentence(cite(number(n), carried['directive_id']))} of them {agree(n, 'names', 'name')} nobody: who gave {agree(n, 'it', 'them')} is carried over from a sentence before [inferred]." if n else ""


def tell_givers(chapter: Chapter) -> str:
    """In whose words the instructions are reported, and which passages and printings repeat one."""
    told, passages = chapter.told, chapter.passages
    if told.empty:
        return "There is nothing to list."
    givers = list(told["issued_by"].dropna().unique())
    again, copies = len(passages) - len(told), len(chapter.directives) - len(passages)
    parts = []
    if len(givers) == 1 and len(told) > 1:
        mine = told[told["issued_by"].notna()]
        who = "All are" if len(mine) == len(told) else f"{start_sentence(number(len(mine)))} {agree(len(mine), 'is', 'are')}"
        parts.append(f"{who} attributed, in the outlet's paraphrase, to one person, {cite(literal(givers[0]), mine['directive_id'])}.{_tell_carried(mine)}")
    elif len(givers) > 1:
        parts.append(f"They are attributed, in the outlets' paraphrase, to {count('person', len(givers))}.")
    if again:
        repeated = [name for ids in told["ids"] for name in ids[1:]]
        parts.append(
            f"{start_sentence(cite(count('passage', again), repeated))} {agree(again, 'repeats', 'repeat')} an instruction of the same "
            f"article in nearly the same words and {agree(again, 'is', 'are')} listed with it."
        )
    if copies:
        parts.append(f"{start_sentence(count('instruction', copies))} that other outlets print in the same text {agree(copies, 'is', 'are')} not repeated here.")
    return " ".join(parts)
