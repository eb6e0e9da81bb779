"""What the rules made of test articles at their first run on them, before they were changed with these in view.

Every set of test articles is read once by rules that were written without it. The first set's figures are kept in
`heldout-first.csv`, the counts of later sets in `fresh-first.csv`, and what was found or missed in each article in
`first-answers.csv`, for every set of which that is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tradetalks.errors import InputError
from tradetalks.reliability import Cell, Score, measure_alpha
from tradetalks.reliability.intervals import Interval, find_f1

FIRST, UNSEEN, ANSWERS = "heldout-first.csv", "fresh-first.csv", "first-answers.csv"
#: The letter of the first set, whose articles are those of `tests/heldout`.
HELDOUT = "h"
#: How the name of a set ends whose articles reword press reports.
REWORDED = "reworded press"
#: What the second half of a set's name says of its articles.
STYLES = {
    "ordinary": "plain reports",
    "hard": "reports that make it hard to tell one event from another",
    "mixed": "outlets, languages, translations and near misses of many kinds",
    "close to the press": "invented reports, worded as close to the press as possible",
    "free": "written freely after the facts and the manner of real reports",
    REWORDED: "press reports reworded sentence by sentence, some pieced together from several",
}
#: What has to be known of a set beside its counts; `{}` is what it is called.
REMARKS = {
    "u": "{} was written to be as close to the practice articles as possible.",
    "z": "Of {} the English half was read first, and the rules were changed for it before the Vietnamese half was read.",
    "l": "Some articles of {} go on from reports that the rules were written with.",
    "m": "A few closing sentences of {} are the writer's own.",
    "i": "Of {} one quarter was read first, and one rule on foreign titles was added for it before the rest was read; it changes nothing in the rest.",
    "c": "Two coders labelled {} apart from each other; where they differ, a label is optional.",
    "d": "Two coders labelled {}, too.",
    "e": "So did two with {}, which takes subjects and outlets further from the centre of the talks.",
    "n": "The articles of {} were chosen for odd kinds of text, such as round-ups, tickers and newsletters, and parts of them are invented.",
}
#: The sets of which F1 alone was kept; their counts were worked out from it, from the labels and from the rules of the time.
WORKED_OUT = ("r", "q")
COLUMNS = ("set", "name", "articles", "english", "off_topic", "aspect", "tp", "fp", "fn", "alpha", "decisions", "decisions_on_topic")
MEASURED = ("event", "ordinal", "code", "good", "deadline")


class Figure(NamedTuple):
    """Precision, recall and F1 of some answers, with their counts and the interval of the F1; None where undefined.

    Where only counts are known the F1 has no interval.

    `n` is how many labels there are.
    """

    n: int
    tp: int
    fp: int
    fn: int
    precision: float | None
    recall: float | None
    f1: float | None
    interval: Interval | None


def read_first(folder: Path | None) -> pd.DataFrame:
    """The figures kept from the first run on the first set, one row a `Score`; empty where there are none."""
    path = folder / FIRST if folder else None
    kept = _read(path, Score._fields) if path is not None and path.is_file() else pd.DataFrame(columns=list(Score._fields))
    for name in ("precision", "recall", "f1", "alpha"):
        kept[name] = pd.to_numeric(kept[name], errors="coerce")
    return kept


def read_answers(folder: Path | None) -> pd.DataFrame:
    """What labels and rules say of each article at its first run: one row an answer that either gives.

    Columns: `set`, `article`, `language`, `aspect`, `item` (code, good or kind), `gold`, `predicted`. One row of every
    article has the aspect `on_topic`, with `true` or `false`.
    """
    columns = ("set", "article", "language", "aspect", "item", "gold", "predicted")
    path = folder / ANSWERS if folder else None
    return _read(path, columns).fillna("") if path is not None and path.is_file() else pd.DataFrame(columns=list(columns))


def read_unseen(folder: Path | None) -> pd.DataFrame:
    """The first counts on every set, one row a set and aspect, the columns `COLUMNS` with `n` and `f1`."""
    path = folder / UNSEEN if folder else None
    later = _read(path, COLUMNS) if path is not None and path.is_file() else pd.DataFrame(columns=list(COLUMNS))
    table = pd.DataFrame([*_sum_up_first(folder), *later.itertuples(index=False, name=None)], columns=list(COLUMNS))
    counts = table[["tp", "fp", "fn"]].apply(pd.to_numeric)
    f1 = 2 * counts["tp"] / (2 * counts["tp"] + counts["fp"] + counts["fn"])
    return table.assign(n=counts["tp"] + counts["fn"], f1=f1, alpha=pd.to_numeric(table["alpha"]))


def _sum_up_first(folder: Path | None) -> list[tuple]:
    """The rows of `read_unseen` of the first set."""
    kept, answers = read_first(folder), read_answers(folder)
    mine = answers[(answers["set"] == HELDOUT) & (answers["aspect"] == "on_topic")]
    about = (HELDOUT, "first set", len(mine), int((mine["language"] == "en").sum()), int((mine["gold"] == "false").sum()))
    rows = []
    for aspect in MEASURED:
        found = kept[(kept["aspect"] == aspect) & (kept["item"] == "micro") & (kept["language"] == "all") & (kept["unit"] != "sentence")]
        for one in found.itertuples(index=False):
            rows.append((*about, aspect, one.tp, one.fp, one.fn, one.alpha if aspect == "code" else None, None, None))
    return rows


def _read(path: Path, columns: Iterable[str]) -> pd.DataFrame:
    kept = pd.read_csv(path)
    if missing := set(columns) - set(kept.columns):
        raise InputError(path, f"has no column {', '.join(sorted(missing))}", "put it back from the repository")
    return kept[list(columns)]


def name_sets(unseen: pd.DataFrame) -> dict[str, str]:
    """What each set is called."""
    return {row.set: str(row.name).capitalize() for row in unseen.drop_duplicates("set").itertuples(index=False)}


def list_reworded(unseen: pd.DataFrame) -> list[str]:
    """The sets whose articles reword press reports sentence by sentence, the nearest to what the rules are for."""
    return [name for name, called in name_sets(unseen).items() if called.endswith(REWORDED)]


def choose(answers: pd.DataFrame, *, sets: Iterable[str] | None = None, language: str = "all", on_topic: bool = False) -> pd.DataFrame:
    """The answers of some sets or of one language; `on_topic` leaves out articles labelled as off the topic."""
    chosen = answers
    if sets is not None:
        chosen = chosen[chosen["set"].isin(list(sets))]
    if language != "all":
        chosen = chosen[chosen["language"] == language]
    if on_topic:
        off = chosen.loc[(chosen["aspect"] == "on_topic") & (chosen["gold"] == "false"), "article"]
        chosen = chosen[~chosen["article"].isin(off)]
    return chosen


def measure(answers: pd.DataFrame, aspect: str, item: str | None = None) -> Figure:
    """Precision, recall and F1 of an aspect, or of one code, good or kind, over the articles of `answers`."""
    counts = {name: [0, 0, 0] for name in answers["article"]}
    mine = answers[answers["aspect"] == aspect]
    for row in (mine if item is None else mine[mine["item"] == item]).itertuples(index=False):
        counts[row.article][0 if row.gold == row.predicted else 1 if row.predicted else 2] += 1
    tp, fp, fn = (sum(one[i] for one in counts.values()) for i in range(3))
    return count_up(tp, fp, fn, find_f1([tuple(one) for one in counts.values()]))


def count_up(tp: int, fp: int, fn: int, interval: Interval | None = None) -> Figure:
    """The figures of some counts."""
    tp, fp, fn = int(tp), int(fp), int(fn)
    precision, recall = (tp / whole if whole else None for whole in (tp + fp, tp + fn))
    f1 = 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else None
    return Figure(tp + fn, tp, fp, fn, precision, recall, f1, interval)


def add_up(unseen: pd.DataFrame, aspect: str) -> Figure:
    """The figures of an aspect from the counts of all sets, each read by the rules as they stood then."""
    return count_up(*unseen.loc[unseen["aspect"] == aspect, ["tp", "fp", "fn"]].astype(int).sum())


def measure_code_alpha(answers: pd.DataFrame, decisions: int) -> float | None:
    """Alpha of the rules against the labels on codes: `decisions` are all, with those that both sides deny."""
    mine = answers[answers["aspect"] == "code"]
    pairs = list(zip(mine["gold"], mine["predicted"], strict=True))
    return measure_alpha([*pairs, *[("", "")] * (decisions - len(pairs))]) if decisions else None


def to_cells(answers: pd.DataFrame) -> list[Cell]:
    """The answers as cells, of which codes can be counted that are missed or wrongly found."""
    return [Cell(row.aspect, row.item, "event" if row.aspect == "event" else "article", row.language, row.article, row.gold, row.predicted) for row in answers.itertuples(index=False)]


def count_articles(answers: pd.DataFrame) -> Counter:
    """How many articles of each set have their answers kept."""
    return Counter(answers.loc[answers["aspect"] == "on_topic", "set"])
