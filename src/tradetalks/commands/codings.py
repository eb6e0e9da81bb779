"""`tradetalks codings [--explain] ARTICLE`: what is coded in one article, and by which rule."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .. import corpus
from ..codebook import load
from ..codings import Coding, Trace, code, explain
from ..document import Document
from ..errors import InputError
from ..pipeline import read


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="the article's text file")
    parser.add_argument("--explain", action="store_true", help="name the phrase that coded each span, and the near hits that a guard stopped")


def run(args: argparse.Namespace) -> int:
    """Print the codings of one article, sentence by sentence. Raises InputError for a file that is no article."""
    path = Path(args.article)
    problems: list[str] = []
    if not path.exists():
        raise InputError(path, "there is no such file", "name the article's .txt file")
    source = corpus.read_sources(path.parent, problems.append).get(path.stem, corpus.Source())
    document = corpus.read_article(path, source, problems.append)
    if document is None:
        raise InputError("", problems[-1])
    codebook = load()
    if not read(document, codebook).topic.on_topic:
        print(f"{path}: not on the Việt Nam-US trade talks, so none of the following is coded in the tables", file=sys.stderr)
    lines = explain_lines(document, explain(document, codebook)) if args.explain else coding_lines(document, code(document, codebook))
    print("\n".join(lines) or "nothing coded")
    return 0


def coding_lines(document: Document, codings: list[Coding]) -> list[str]:
    """One line a coding: where it stands, the code, the words."""
    return [f"s{c.sentence.number:03d}  {c.code:24s} {document.quote(c.start, c.end)[2]}" for c in codings]


def explain_lines(document: Document, traces: list[Trace]) -> list[str]:
    """Each hit under its sentence: coded or stopped, the words, the phrase of the codebook, and why."""
    lines: list[str] = []
    number = 0
    for trace in sorted(traces, key=lambda t: (t.sentence.number, t.start, t.code)):
        if trace.sentence.number != number:
            number = trace.sentence.number
            lines += ["" if lines else None, f"s{number:03d}  {document.sentence_text(trace.sentence)}"]
        mark = "coded  " if trace.coded else "stopped"
        lines.append(f"      {mark} {trace.code:24s} “{document.quote(trace.start, trace.end)[2]}”  {trace.rule}: {trace.phrase}  ({trace.why})")
    return [line for line in lines if line is not None]
