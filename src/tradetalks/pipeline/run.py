"""A whole collection read and its tables written."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import corpus, reconcile, syndication, topic, years
from ..codebook import Codebook, load
from ..datapackage import replace_tables, write_package
from ..errors import InputError
from ..tables import RowWriter
from .held import Held, hold, link_directives, settle_deadlines, settle_mentions
from .reading import gather, read_together
from .rows import describe_article, describe_codebook, describe_codings, describe_goods, describe_sentences
from .spool import Spool

#: The tables in the order in which they are made.
TABLES = ("articles", "sentences", "event_mentions", "events", "event_conflicts", "codebook", "codings", "goods", "directives")


@dataclass
class Report:
    """What a run read and what it left out."""

    articles: int = 0
    on_topic: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def build(seeds: str | os.PathLike[str], data: str | os.PathLike[str], warn: Callable[[str], None] | None = None) -> Report:
    """Read every article under `seeds` and write all tables to `data`, as a whole or not at all.

    Raises InputError for a folder without a readable article, or one that cannot be written.
    """
    report = Report()

    def tell(line: str) -> None:
        report.warnings.append(line)
        (warn or (lambda text: print(text, file=sys.stderr)))(line)

    codebook = load()
    with replace_tables(data) as folder, collect_rarely():
        _write(Path(seeds), Path(folder), codebook, report, tell)
    return report


@contextmanager
def collect_rarely() -> Iterator[None]:
    """Let the garbage collector look seldom: articles leave next to no cycles behind."""
    before = gc.get_threshold()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


#: Things that are made, and not given up again, before the garbage collector looks at them: some lots of articles.
_ALLOCATIONS = 100_000


def _write(seeds: Path, folder: Path, codebook: Codebook, report: Report, tell: Callable[[str], None]) -> None:
    """Read the collection once and write what stands by itself; then, from the spools, what waits for the whole of it."""
    outlets: dict[str, str] = {}
    votes: Counter[tuple[int, int]] = Counter()
    with Spool() as articles, Spool() as held:
        with syndication.Signatures() as signatures, ExitStack() as stack:
            sentences, coded, named = (
                stack.enter_context(RowWriter(folder / f"{name}.csv", name)) for name in ("sentences", "codings", "goods")
            )
            for lot in gather(corpus.read_articles(seeds, tell)):
                readings = read_together(lot, codebook)
                on_topic = [reading for reading in readings if reading.topic.on_topic]
                report.articles += len(readings)
                report.on_topic += len(on_topic)
                sentences.add_all(row for reading in readings for row in describe_sentences(reading.document))
                coded.add_all(row for reading in on_topic for row in describe_codings(reading))
                named.add_all(row for reading in on_topic for row in describe_goods(reading))
                for reading in readings:
                    articles.add(describe_article(reading))
                    signatures.add(reading.document.article_id, syndication.sign(reading.document.text))
                for reading in on_topic:
                    votes.update(set(years.list_months(reading.document, reading.dates, topic.first_day())))
                    outlets[reading.document.article_id] = sys.intern(reading.document.publisher)
                    held.add(hold(reading))
            groups = signatures.group()
        if not report.articles:
            raise InputError(seeds, "no article could be read", "put articles there as UTF-8 .txt files, one each")
        report.counts = {writer.table.name: writer.count for writer in (sentences, coded, named)}
        _write_rows(folder, "articles", ({**row, "text_group": groups[row["article_id"]]} for row in articles), report)
        _write_rows(folder, "codebook", describe_codebook(codebook), report)
        carriers = reconcile.Carriers(list(outlets), list(outlets.values()), groups)
        _write_events(folder, held, votes, carriers, report)
    write_package(folder, counts=report.counts)


def _write_events(folder: Path, held: Iterable[Held], votes: Counter[tuple[int, int]], carriers: reconcile.Carriers, report: Report) -> None:
    """Write what the articles that are on the talks tell of events; `held` gives them again each time it is gone through."""
    mentions = reconcile.collect((index, told) for index, article in enumerate(held) for _, told in settle_mentions(article, votes))
    found = reconcile.reconcile(mentions.values())
    names = reconcile.name_events(found, carriers.ids)
    event_of = {mention.told: names[position] for position, event in enumerate(found) for mention in event.mentions}
    rows = (reconcile.describe_event(event, names[position], carriers) for position, event in enumerate(found))
    _write_rows(folder, "events", sorted(rows, key=lambda row: row["event_id"]), report)
    _write_rows(folder, "event_conflicts", reconcile.find_conflicts(found, names, carriers.ids), report)
    with RowWriter(folder / "event_mentions.csv", "event_mentions") as mentioned, RowWriter(folder / "directives.csv", "directives") as directed:
        for article in held:
            settled = [(row, event_of[told]) for row, told in settle_mentions(article, votes)]
            mentioned.add_all({**row, "event_id": name} for row, name in settled)
            settle_deadlines(article, votes)
            link_directives(article, settled)
            directed.add_all(article.directives)
    report.counts |= {"event_mentions": mentioned.count, "directives": directed.count}


def _write_rows(folder: Path, name: str, rows: Iterable[dict[str, Any]], report: Report) -> None:
    with RowWriter(folder / f"{name}.csv", name) as writer:
        writer.add_all(rows)
    report.counts[name] = writer.count


def describe_report(report: Report) -> str:
    """What was read and what was left out, in two lines for the terminal."""
    counts = ", ".join(f"{report.counts[name]} {name.replace('_', ' ')}" for name in TABLES if name in report.counts and name not in ("articles", "codebook"))
    return f"read {report.articles} articles, {report.on_topic} on the talks; {corpus.describe_left_out(report.warnings)}\nwrote {counts}"
