"""How far a figure could lie off: 95 % intervals.

For F1 and alpha articles are drawn anew with replacement (bootstrap), for what is found in one article hangs together;
where only counts are kept there is no such interval. That of a recall is Wilson's, which takes every answer as
independent and is therefore rather too narrow. An F1 is no share of independent answers, so it has none of that kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np

from .cells import Cell

DRAWS = 2000
#: The start of the random draws: the same figures in every build.
SEED = 2025
#: The standard normal deviate that leaves 2.5 % on either side.
_DEVIATE = 1.959963984540054


class Interval(NamedTuple):
    """The lower and upper end of a 95 % interval."""

    low: float
    high: float


def find_wilson(part: int, whole: int) -> Interval | None:
    """Wilson's interval of a share; None of nothing."""
    if not whole:
        return None
    square = _DEVIATE**2
    centre = (part + square / 2) / (whole + square)
    reach = _DEVIATE / (whole + square) * (part * (whole - part) / whole + square / 4) ** 0.5
    return Interval(max(0.0, centre - reach), min(1.0, centre + reach))


def find_f1(counts: Sequence[tuple[int, int, int]]) -> Interval | None:
    """The interval of an F1 from the `tp, fp, fn` of each article, articles without any answer included."""

    def measure(sums: np.ndarray) -> np.ndarray:
        tp, fp, fn = sums.T
        return 2 * tp / (2 * tp + fp + fn)

    return _draw(np.array(counts, dtype=float).reshape(-1, 3), measure)


def find_alpha(cells: Iterable[Cell]) -> Interval | None:
    """The interval of Krippendorff's alpha (nominal, both sides answering everything), articles drawn anew."""
    cells = list(cells)
    values = sorted({answer for cell in cells for answer in (cell.gold, cell.predicted)})
    articles = sorted({find_article(cell) for cell in cells})
    row, column = {name: i for i, name in enumerate(articles)}, {value: i for i, value in enumerate(values)}
    counts = np.zeros((len(articles), len(values) + 1))  # how often each value is given, then how often the sides differ
    for cell in cells:
        counts[row[find_article(cell)], column[cell.gold]] += 1
        counts[row[find_article(cell)], column[cell.predicted]] += 1
        counts[row[find_article(cell)], -1] += cell.gold != cell.predicted
    return _draw(counts, measure_alphas)


def measure_alphas(sums: np.ndarray) -> np.ndarray:
    """Alpha of every row of counts: how often each value is given by either side, then how often the sides differ."""
    given, differing = sums[:, :-1], sums[:, -1]
    total = given.sum(axis=1)
    return 1 - (total - 1) * 2 * differing / (total**2 - (given**2).sum(axis=1))


def find_article(cell: Cell) -> str:
    """The article of a cell, from the id of its unit: that of an article, of a sentence in it, or of an event in it."""
    return cell.where.split(" ")[0].rpartition(".s")[0] or cell.where.split(" ")[0]


def _draw(counts: np.ndarray, measure: Callable[[np.ndarray], np.ndarray]) -> Interval | None:
    """The interval of a measure of the sums of `counts` (a row an article) over articles drawn with replacement."""
    if len(counts) < 2 or not counts.any():
        return None
    with np.errstate(divide="ignore", invalid="ignore"):
        found = measure(_draw_articles(len(counts)) @ counts)
    found = found[np.isfinite(found)]
    return Interval(*(float(end) for end in np.percentile(found, (2.5, 97.5)))) if len(found) else None


@cache
def _draw_articles(n: int) -> np.ndarray:
    """How often each of `n` articles is drawn, a row a draw: the same for every measure over as many articles."""
    chosen = np.random.default_rng(SEED).integers(n, size=(DRAWS, n))
    places = chosen + n * np.arange(DRAWS)[:, None]  # each draw counts in a stretch of its own
    return np.bincount(places.ravel(), minlength=DRAWS * n).reshape(DRAWS, n).astype(float)
