"""`tradetalks evaluate (--seeds DIR | --data DIR) --gold FILE…`: the tables against labels, as figures to read."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from .. import reliability
from ..errors import InputError
from ..reliability.cells import Cell
from ..reliability.scores import Confusion, Score, write_scores


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gold", metavar="FILE", nargs="+", required=True, help="labels, one JSON object a line")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--seeds", metavar="DIR", help="the articles that the labels describe")
    source.add_argument("--data", metavar="DIR", help="tables that are built already, instead of --seeds")
    parser.add_argument("--out", metavar="FILE", help="write all figures to FILE as CSV")


def run(args: argparse.Namespace) -> int:
    """Print the figures and the codes that differ. Raises InputError, above all where labels and tables share no article."""
    gold = reliability.read_gold(*args.gold)
    if args.data:
        cells = reliability.compare_with_gold(reliability.load_tables(args.data), gold)
        _require_overlap(cells, args.gold, args.data)
    else:
        from ..pipeline import build  # the parser is needed for this way only

        with tempfile.TemporaryDirectory() as folder:
            build(Path(args.seeds), Path(folder) / "data")
            cells = reliability.compare_with_gold(reliability.load_tables(Path(folder) / "data"), gold)
        _require_overlap(cells, args.gold, args.seeds)
    scores = reliability.score_cells(cells)
    print(format_scores(scores))
    print(format_confusions(reliability.count_confusions(cells)))
    if args.out:
        write_scores(args.out, scores)
    return 0


def _require_overlap(cells: Iterable[Cell], gold: Sequence[str], place: str) -> None:
    if not any(cell.predicted for cell in cells if cell.aspect == "article"):
        raise InputError(" ".join(gold), f"none of its articles is in {place}", "name the articles that it describes")


def format_scores(scores: Sequence[Score]) -> str:
    """The figures as a table to read; a language is left out where it is the only one."""
    languages = {score.language for score in scores} - {"all"}
    shown = [score for score in scores if len(languages) > 1 or score.language == "all"]
    head = f"{'aspect':18} {'unit':9} {'item':26} {'lang':4} {'gold':>5} {'found':>5} {'tp':>5} {'fp':>5} {'fn':>5} {'P':>6} {'R':>6} {'F1':>6} {'alpha':>6}"
    lines = [head, "-" * len(head)]
    for score in shown:
        counts = " ".join(f"{_show(getattr(score, name)):>5}" for name in ("n_gold", "n_predicted", "tp", "fp", "fn"))
        figures = " ".join(f"{_show(getattr(score, name)):>6}" for name in ("precision", "recall", "f1", "alpha"))
        lines.append(f"{score.aspect:18} {score.unit:9} {score.item:26} {score.language:4} {counts} {figures}")
    return "\n".join(lines)


def format_confusions(found: Sequence[Confusion]) -> str:
    """The differences in codes as lines to read, each with the places."""
    if not found:
        return "No code differs."
    lines = ["Codes that differ (labelled → found):"]
    for one in found:
        lines.append(f"  {one.n:3} {one.unit:8} {one.gold or '–':26} → {one.predicted or '–':26} {' '.join(one.units)}")
    return "\n".join(lines)


def _show(value: float | int | None) -> str:
    return "–" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"
