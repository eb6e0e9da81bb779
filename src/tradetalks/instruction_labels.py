"""Instructions in the labels and in the table: as passages, and as instructions, of which one that is told twice is one.

A passage that labels leave open (`optional`) is taken as none by the labels; where the table has it, it is loose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from tradetalks import instructions, reliability
from tradetalks.prose import agree, count, is_missing, none, number
from tradetalks.reliability import Label


class Tally(NamedTuple):
    """How many passages give an instruction, and how many instructions these are, one told twice counted once."""

    passages: int
    distinct: int


class Instructed(NamedTuple):
    """What two coders, the labels settled from theirs and the table have.

    `loose` are the passages of the table that nothing but a passage left open answers to, `firm` is the table without
    them; `n_open` counts the passages that the settled labels leave open.
    """

    one: Tally
    two: Tally
    settled: Tally
    table: Tally
    firm: Tally
    loose: tuple[str, ...]
    n_open: int


def compare_instructions(sides: Iterable[list[Label]], tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> Instructed:
    """The instructions of both coders, of the settled labels and of the table, of the articles that have labels.

    `tables` hold rows of `articles`, `sentences` and `directives`.
    """
    one, two, settled = sides
    ids = {label["id"] for label in settled}
    first = {row["article_id"] for row in tables["articles"] if row["article_id"] == row["text_group"]}
    rows = [row for row in tables["directives"] if row["article_id"] in ids & first]
    placed = reliability.find_sentences([row for row in tables["sentences"] if row["article_id"] in ids], ids)
    spans = {name: reliability.read_label(label, placed.get(name)).directives or [] for label in settled for name in [label["id"]]}
    loose = tuple(row["directive_id"] for row in rows if _is_loose(row, spans[row["article_id"]]))
    tallies = [_tally(_list_firm(side, first)) for side in (one, two, settled)]
    firm = [row for row in rows if row["directive_id"] not in loose]
    n_open = sum(bool(item.get("optional")) for label in settled for item in label.get("directives", ()))
    return Instructed(*tallies, _tally(rows), _tally(firm), loose, n_open)


def _is_loose(row: Mapping[str, Any], labelled: Iterable[Mapping[str, Any]]) -> bool:
    """Does a passage share words with passages left open, and with none that are not?"""
    shared = [item for item in labelled if item["span"][0] < int(row["end"]) and int(row["start"]) < item["span"][1]]
    return bool(shared) and all(item["optional"] for item in shared)


def _list_firm(labels: Iterable[Label], wanted: set[str]) -> list[dict[str, Any]]:
    """The passages of labels that are not left open, as rows of the table of instructions have them."""
    found = [(label["id"], item) for label in labels if label["id"] in wanted for item in label.get("directives", ()) if not item.get("optional")]
    return [
        {"directive_id": f"{name}.{at:03d}", "article_id": name, "quote": item["quote"], "addressee": item.get("addressee"), "deadline": item.get("deadline")}
        for at, (name, item) in enumerate(found)
    ]


def _tally(rows: Iterable[Mapping[str, Any]]) -> Tally:
    columns = ["directive_id", "article_id", "quote", "addressee", "deadline"]
    table = pd.DataFrame([{name: None if is_missing(row[name]) or row[name] == "" else row[name] for name in columns} for row in rows], columns=columns, dtype=object)
    return Tally(len(table), len(instructions.keep_distinct(table)))


def tell_tally(tally: Tally, behind: str = "") -> str:
    """`twelve (eleven distinct)`: passages, and how many instructions they are where these are fewer; `behind` stands after the number."""
    return f"{none(tally.passages)}{behind}{'' if tally.passages == tally.distinct else f' ({number(tally.distinct)} distinct)'}"


def tell_loose(found: Instructed) -> str:
    """How many instructions of the table rest on passages that labels leave open, and what is left without them; empty for none."""
    n, whole = found.table.distinct - found.firm.distinct, found.table.distinct
    if not n:
        return ""
    which = "it" if whole == 1 else "both" if n == whole == 2 else f"all {number(n)}" if n == whole else f"{number(n)} of the {number(whole)}"
    left = f"the labels leave open whether {which} {agree(n, 'is one', 'are instructions')}"
    if not found.firm.distinct:
        return left
    rest = f"{count('instruction', found.firm.distinct)} {agree(found.firm.distinct, 'remains', 'remain')}, in {count('passage', found.firm.passages)}"
    labels = ", as in the labels" if found.firm == found.settled else f"; the labels have {none(found.settled.distinct)} in {count('passage', found.settled.passages)}"
    return f"{left}; without {agree(n, 'it', 'these')} {rest}{labels}"
