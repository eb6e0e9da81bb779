"""The commands: `tradetalks build | book | add | codings | evaluate | check | diff`.

Exit status 0 when done, 1 when the input is at fault (one line on standard error), 2 for wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from . import __version__
from .errors import CodebookError, InputError, one_line

#: Command -> (module that carries it out, what it does). Each module offers add_arguments(parser) and run(args).
COMMANDS = {
    "build": ("tradetalks.commands.build", "read every article of a folder and write the tables"),
    "book": ("tradetalks.commands.book", "make the whole book, notebooks executed, from a folder of articles"),
    "add": ("tradetalks.acquire", "take in a text file, a saved page or an address as a new article"),
    "codings": ("tradetalks.commands.codings", "show the codings of one article, and with --explain which rule made them and why"),
    "evaluate": ("tradetalks.commands.evaluate", "compare the codings with labels"),
    "check": ("tradetalks.check", "check tables against their schemas, keys and articles"),
    "diff": ("tradetalks.compare", "what changed between two built data folders"),
}


def make_parser(command: str | None = None) -> argparse.ArgumentParser:
    """The command line; only the module of the command that is called is loaded."""
    parser = argparse.ArgumentParser(prog="tradetalks", description="Press articles on the Việt Nam-US trade talks, read into tidy tables and a book of evidence.")
    parser.add_argument("--version", action="version", version=f"tradetalks {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (module, help_text) in COMMANDS.items():
        sub = commands.add_parser(name, help=help_text, description=help_text[0].upper() + help_text[1:] + ".")
        if name == command:
            import_module(module).add_arguments(sub)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Carry out one command and return its exit status."""
    argv = sys.argv[1:] if argv is None else argv
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no Vietnamese still gets its answer
    command = next((word for word in argv if word in COMMANDS), None)
    args = make_parser(command).parse_args(argv)
    try:
        status = import_module(COMMANDS[args.command][0]).run(args) or 0
    except (InputError, CodebookError) as error:
        print(f"tradetalks {args.command}: {one_line(str(error))}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        where = error.filename or ("the temporary folder" if _can_print() else "standard output")
        return _tell(args.command, str(where), error)
    try:
        sys.stdout.flush()
    except OSError as error:
        _leave_stdout()
        return 0 if isinstance(error, BrokenPipeError) else _tell(args.command, "standard output", error)
    return status


def _can_print() -> bool:
    """Whether standard output takes a line: what it refused once it has forgotten."""
    try:
        print(flush=True)
    except OSError:
        _leave_stdout()
        return False
    return True


def _leave_stdout() -> None:
    """Turn away from a standard output that takes nothing, so that leaving does not try again."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")


def _tell(command: str, where: str, error: OSError) -> int:
    print(f"tradetalks {command}: {one_line(where)}: {(error.strerror or str(error)).lower()}; make room there or make it writable", file=sys.stderr)
    return 1
