"""`tradetalks build --seeds DIR --data DIR`."""

from __future__ import annotations

import argparse

from ..pipeline import build, describe_report


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seeds", required=True, metavar="DIR", help="the folder of articles, one UTF-8 .txt file each")
    parser.add_argument("--data", required=True, metavar="DIR", help="where the tables go; replaced as a whole")


def run(args: argparse.Namespace) -> int:
    """Build the tables and print what was read and left out."""
    print(describe_report(build(args.seeds, args.data)))
    return 0
