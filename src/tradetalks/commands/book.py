"""`tradetalks book --seeds DIR --out DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..pipeline import build, describe_report
from ..publish import build_book


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", required=True, metavar="DIR", help="the folder of articles, one UTF-8 .txt file each")
    parser.add_argument("--out", required=True, metavar="DIR", help="where the pages go; replaced as a whole")


def run(args: argparse.Namespace) -> int:
    """Build the tables, run the notebooks and make the pages; the checkout is not touched."""
    build_book(Path(args.seeds), Path(args.out), build_tables=lambda seeds, data: print(describe_report(build(seeds, data))))
    print(f"The book is at {Path(args.out) / 'index.html'}")
    return 0
