"""How far a reading of the articles agrees with labels, or two coders' labels with each other.

Both sides are first brought to the same form, a `Reading` of each article; then every question that can be answered
yes or no (does this article have this code?) or with a value (which ordinal has this meeting?) is a `Cell` with one
answer of each side. All figures are counts over cells. What either side calls optional makes no cell.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..tables import read_rows
from .cells import Cell, compare_readings
from .labels import Label, firm_up, read_gold
from .readings import TABLES, Rows, find_sentences, read_label, read_tables
from .scores import Score, count_confusions, measure_alpha, score_cells

__all__ = [
    "Cell", "Label", "Score", "compare_coders", "compare_with_gold", "count_confusions", "find_sentences", "load_tables", "measure_alpha",
    "read_gold", "read_label", "score_cells",
]  # fmt: skip


def compare_with_gold(tables: Mapping[str, Rows], gold: Sequence[Label]) -> list[Cell]:
    """Every question that the labels answer, with the tables' answer beside it."""
    tables = {name: list(rows) for name, rows in tables.items()}
    sentences = find_sentences(tables.get("sentences", ()), {label["id"] for label in gold})
    readings = [read_label(label, sentences.get(label["id"])) for label in gold]
    return compare_readings(readings, read_tables(tables, sentences.keys() | {label["id"] for label in gold}), sentences)


def compare_coders(gold_a: Sequence[Label], gold_b: Sequence[Label], sentences: Rows = (), *, strict: bool = False) -> list[Cell]:
    """Every question that both coders answer, the first one's answer as `gold`.

    With the rows of the table of sentences their spans are compared too, sentence by sentence. What a coder calls
    optional makes no cell, which flatters both where one is sure and the other is not; `strict` takes it as coded.
    """
    if strict:
        gold_a, gold_b = [firm_up(label) for label in gold_a], [firm_up(label) for label in gold_b]
    by_article = find_sentences(sentences, {label["id"] for label in gold_a})
    one = [read_label(label, by_article.get(label["id"])) for label in gold_a]
    two = {label["id"]: read_label(label, by_article.get(label["id"])) for label in gold_b}
    return compare_readings(one, two, by_article)


def load_tables(data: str | Path) -> dict[str, list[dict[str, str]]]:
    """The tables of a built folder that are compared with labels. Raises InputError."""
    return {name: list(read_rows(data, name)) for name in TABLES}
