"""Who is reported as saying coded words: labels of two coders, the settled labels and the tables against each other.

A decision is one code in one sentence that both sides have, headlines and sentences that an article says twice among
them, what labels leave open taken as coded; its answer is who says it, empty for the outlet itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from tradetalks import attribution, reliability, repeats
from tradetalks.reliability import Cell, Label, measure_alpha
from tradetalks.reliability.intervals import Interval, find_alpha
from tradetalks.reliability.labels import firm_up

Sides = Mapping[str, list[Label]]


class Pair(NamedTuple):
    """How far two sides agree on who says it: in how many decisions, of how many, and their alpha."""

    one: str
    two: str
    n: int
    same: int
    alpha: float | None
    interval: Interval | None


class Overruling(NamedTuple):
    """In how many of `n` decisions both coders name nobody and the settlement names a person, and whom (no name twice)."""

    n: int
    overruled: int
    people: tuple[str, ...]


class Basis(NamedTuple):
    """Of the `n` decisions of the table that rest on one basis: in how many each coder gives the same answer."""

    basis: str
    n: int
    one: int
    two: int


CODERS = ("coder A", "coder B", "settled labels")


def keep_articles(labels: Any, ids: Iterable[str]) -> dict[str, list[Label]]:
    """The two codings and the settled labels of some articles, by `CODERS`; empty where there is none of them.

    `labels` has the three as `one`, `two` and `settled`.
    """
    wanted = set(ids)
    sides = {name: [label for label in side if label["id"] in wanted] for name, side in zip(CODERS, (labels.one, labels.two, labels.settled), strict=True)}
    return sides if all(sides.values()) else {}


def compare_pairs(sides: Sides, tables: Mapping[str, list]) -> list[Pair]:
    """Every pair of coders and settled labels, then each of them with the table."""
    names = list(sides)
    found = [measure_pair(one, two, list_labelled(sides, one, two, tables)) for i, one in enumerate(names) for two in names[i + 1 :]]
    return found + [measure_pair(one, "table", list_found(sides[one], tables)) for one in names]


def list_labelled(sides: Sides, one: str, two: str, tables: Mapping[str, list]) -> list[Cell]:
    """The decisions of two sides of labels, what is optional taken as coded."""
    return _keep(reliability.compare_coders(sides[one], sides[two], tables["sentences"], strict=True))


def list_found(labels: Iterable[Label], tables: Mapping[str, list]) -> list[Cell]:
    """The decisions of labels, what is optional taken as coded, and of the table."""
    return _keep(reliability.compare_with_gold(tables, [firm_up(label) for label in labels]))


def _keep(cells: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.aspect == "attributed_to"]


def measure_pair(one: str, two: str, cells: list[Cell]) -> Pair:
    """The agreement of two sides over their decisions."""
    same = sum(cell.gold == cell.predicted for cell in cells)
    alpha = measure_alpha([(cell.gold, cell.predicted) for cell in cells])
    return Pair(one, two, len(cells), same, alpha, find_alpha(cells) if alpha is not None else None)


def count_overruled(sides: Sides, tables: Mapping[str, list]) -> Overruling:
    """How often the settlement names somebody where neither coder does."""
    one, two, settled = sides
    coders = {(cell.where, cell.item): (cell.gold, cell.predicted) for cell in list_labelled(sides, one, two, tables)}
    decided = {(cell.where, cell.item): cell.predicted for cell in list_labelled(sides, one, settled, tables)}
    common = coders.keys() & decided.keys()
    named = [decided[key] for key in common if coders[key] == ("", "") and decided[key]]
    return Overruling(len(common), len(named), tuple(sorted(set(named))))


def compare_bases(sides: Sides, tables: Mapping[str, list]) -> list[Basis]:
    """How far each coder agrees with the table, by what the table's attribution rests on."""
    one, two, _ = sides
    basis: dict[tuple[str, str], str] = {}
    for row in tables["codings"]:
        basis.setdefault((row["sentence_id"], row["code"]), row["attribution_basis"])
    first, second = ({(cell.where, cell.item): cell for cell in list_found(sides[name], tables)} for name in (one, two))
    counts: dict[str, list[int]] = {}
    for key in sorted(first.keys() & second.keys()):
        counted = counts.setdefault(basis.get(key, ""), [0, 0, 0])
        counted[0] += 1
        for place, cell in ((1, first[key]), (2, second[key])):
            counted[place] += cell.gold == cell.predicted
    return [Basis(name, *counts[name]) for name in ("verb", "according", "title", "continued", "") if name in counts]


class Naming(NamedTuple):
    """In how many sentences `who` is reported as naming one of some codes: by the tables, `named` in the sentence itself
    and `carried` over from an earlier one, and by either coder.

    Sentences are those of the body, one that its article says twice is one, and what labels leave open is taken as coded.
    """

    who: str
    named: int
    carried: int
    one: int
    two: int


def count_naming(sides: Sides, tables: Mapping[str, list], codes: Iterable[str]) -> Naming | None:
    """The counts of the speaker to whom the tables give most sentences with one of `codes`; None where they name nobody."""
    wanted, ids = set(codes), {label["id"] for side in sides.values() for label in side}
    sentences = pd.DataFrame(tables["sentences"])
    rows = [row for row in tables["codings"] if row["code"] in wanted and row["article_id"] in ids and row["attributed_to"]]
    if not rows or sentences.empty:
        return None
    found = repeats.divide(pd.DataFrame(rows), sentences).body
    if found.empty:
        return None
    every = found.groupby("attributed_to")["sentence_id"].nunique()
    who = min(every.index, key=lambda name: (-every[name], name))
    mine = found[found["attributed_to"] == who]
    said = mine[mine["attribution_basis"].map(attribution.name_way) == attribution.SAID]["sentence_id"].nunique()
    one, two = (_count_labelled(sides[name], tables, sentences, wanted, who) for name in CODERS[:2])
    return Naming(who, said, int(every[who]) - said, one, two)


def _count_labelled(labels: Iterable[Label], tables: Mapping[str, list], sentences: pd.DataFrame, codes: set[str], who: str) -> int:
    """In how many sentences labels have `who` say one of `codes`; see `Naming`."""
    firm = [firm_up(label) for label in labels]
    by_article = reliability.find_sentences(tables["sentences"], {label["id"] for label in firm})
    found = []
    for label in firm:
        reading = reliability.read_label(label, by_article.get(label["id"]))
        for sentence, items in (reading.code_spans.items if reading.code_spans else {}).items():
            if any(code in codes and who in speakers for code, speakers in items.items()):
                found.append(sentence)
    return repeats.divide(pd.DataFrame({"sentence_id": found}, dtype=object), sentences).body["sentence_id"].nunique()
