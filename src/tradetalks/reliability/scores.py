"""The figures over cells: precision, recall, F1 and Krippendorff's alpha of each item, and which codes are confused."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import krippendorff

from ..errors import os_error
from .cells import Cell
from .readings import EVENT_FIELDS

#: Aspects whose cells include what both sides left out, without which agreement beyond chance has no meaning.
_WITH_NEGATIVES = frozenset(("code", "good", "formula", "attributed_to", "on_topic", "language", *EVENT_FIELDS))


class Score(NamedTuple):
    """The figures of one item: None where undefined, never 0 for want of cases.

    `item` is a code, good or kind, `micro` for all cells of the aspect together, or `macro` for the mean over the
    items. `language` is `all` for all articles together.
    """

    aspect: str
    item: str
    unit: str
    language: str
    n_gold: int | None
    n_predicted: int | None
    tp: int | None
    fp: int | None
    fn: int | None
    precision: float | None
    recall: float | None
    f1: float | None
    alpha: float | None


class Confusion(NamedTuple):
    """A code that the one side has and the other has not, and what the other has in its place in the same unit.

    `gold` is empty for a code that only the tables have, `predicted` for one that only the labels have. `units` are
    the articles or sentences, `n` is their number.
    """

    unit: str
    gold: str
    predicted: str
    n: int
    units: tuple[str, ...]


def score_cells(cells: Iterable[Cell]) -> list[Score]:
    """The figures of each item, and of each aspect over all items, by language and for all languages together."""
    groups: dict[tuple[str, str, str], dict[str, list[Cell]]] = {}
    for cell in cells:
        for language in (cell.language, "all"):
            groups.setdefault((cell.aspect, cell.unit, language), {}).setdefault(cell.item, []).append(cell)
    scores = []
    for (aspect, unit, language), items in groups.items():
        each = [score_item(aspect, item, unit, language, items[item]) for item in sorted(items) if item]
        scores += each
        scores.append(score_item(aspect, "micro", unit, language, [cell for some in items.values() for cell in some]))
        if len(each) > 1:
            scores.append(_average(aspect, unit, language, each))
    return scores


def score_item(aspect: str, item: str, unit: str, language: str, cells: Sequence[Cell]) -> Score:
    """The figures over some cells. A differing value is both a wrong one and a missed one."""
    tp = sum(bool(cell.gold) and cell.gold == cell.predicted for cell in cells)
    n_gold = sum(bool(cell.gold) for cell in cells)
    n_predicted = sum(bool(cell.predicted) for cell in cells)
    fp, fn = n_predicted - tp, n_gold - tp
    return Score(
        aspect, item, unit, language, n_gold, n_predicted, tp, fp, fn,
        precision=_ratio(tp, n_predicted),
        recall=_ratio(tp, n_gold),
        f1=_ratio(2 * tp, n_gold + n_predicted),
        alpha=measure_alpha([(cell.gold, cell.predicted) for cell in cells]) if aspect in _WITH_NEGATIVES else None,
    )  # fmt: skip


def measure_alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha of two coders for nominal values; None where all values are the same."""
    values = {value: code for code, value in enumerate(sorted({value for pair in pairs for value in pair}))}
    if len(values) < 2:
        return None
    data = [[values[pair[side]] for pair in pairs] for side in (0, 1)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def _average(aspect: str, unit: str, language: str, scores: Sequence[Score]) -> Score:
    means = (_mean(getattr(score, name) for score in scores) for name in ("precision", "recall", "f1", "alpha"))
    return Score(aspect, "macro", unit, language, None, None, None, None, None, *means)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def count_confusions(cells: Iterable[Cell]) -> list[Confusion]:
    """Which codes the sides differ on, most frequent first: by sentence and, for all articles, by article."""
    missed: dict[tuple[str, str], set[str]] = defaultdict(set)
    wrong: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cell in cells:
        if cell.aspect == "code" and cell.gold != cell.predicted:
            (missed if cell.gold else wrong)[cell.unit, cell.where].add(cell.item)
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for unit, where in sorted(missed.keys() | wrong.keys()):
        for gold in sorted(missed.get((unit, where), {""})):
            for predicted in sorted(wrong.get((unit, where), {""})):
                found[unit, gold, predicted].append(where)
    confusions = [Confusion(*key, len(units), tuple(units)) for key, units in found.items()]
    return sorted(confusions, key=lambda one: (one.unit, -one.n, one.gold, one.predicted))


def write_scores(path: str | Path, scores: Iterable[Score]) -> None:
    """All figures as CSV; an undefined one is an empty cell. Raises InputError."""
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(Score._fields)
            rows.writerows([f"{value:.4f}" if isinstance(value, float) else value for value in score] for score in scores)
    except OSError as error:
        raise os_error(path, error, "name another file") from error
