"""The steps of `make book`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tradetalks import project
from tradetalks.errors import InputError
from tradetalks.publish.build import build_html
from tradetalks.publish.execute import execute_book


def main(arguments: list[str] | None = None) -> int:
    """One step of `make book` in the checkout; exit status 1 and one message when it fails."""
    parser = argparse.ArgumentParser(prog="python -m tradetalks.publish", description=main.__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("execute", help="execute the notebooks that need it")
    html = steps.add_parser("html", help="build the pages from the stored outputs")
    html.add_argument("--out", type=Path, help="where to put them (default: _build/html)")
    html.add_argument("--state", type=Path, help="where to keep the work between builds (default: _build)")
    chosen = parser.parse_args(arguments)
    try:
        _take_step(chosen)
    except InputError as error:
        if error.__cause__:
            print(error.__cause__, file=sys.stderr)
        print(error, file=sys.stderr)
        return 1
    return 0


def _take_step(chosen: argparse.Namespace) -> None:
    root = project.find_root()
    place = project.find(root)
    if chosen.step == "execute":
        executed = execute_book(root, place, root / "_build" / "executed.json")
        print(f"executed: {', '.join(path.stem for path in executed) or 'nothing, all outputs are up to date'}")
    else:
        out = chosen.out or root / "_build" / "html"
        new = build_html(root, place, out, state=chosen.state or root / "_build")
        print(f"built: {out / 'index.html'}" if new else "built: nothing, the pages are up to date")


if __name__ == "__main__":
    sys.exit(main())
