"""The steps in order: seeds -> articles -> sentences -> mentions -> events and tables.

Articles are read a few at a time and their rows written as they come. Only what must wait for the whole collection is
kept back: event mentions and deadlines for a year that other articles know, and which texts are the same.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from . import actors, codings, corpus, dates, directives, events, goods, reconcile, speech, syndication, topic, years
from .codebook import Codebook, load
from .datapackage import replace_tables, write_package
from .document import Document
from .errors import InputError
from .scene import Scene, draw_scenes, find_items
from .tables import RowWriter

#: The tables in the order in which they are made.
TABLES = ("articles", "sentences", "event_mentions", "events", "event_conflicts", "codebook", "codings", "goods", "directives")


@dataclass
class Reading:
    """All that is read out of one article."""

    document: Document
    scenes: list[Scene]
    dates: list[dates.DateSpan]
    topic: topic.Topic
    events: list[events.EventMention] = field(default_factory=list)
    codings: list[codings.Coding] = field(default_factory=list)
    speakers: Any = None
    goods: list[goods.Good] = field(default_factory=list)
    directives: list[directives.Directive] = field(default_factory=list)


@dataclass
class Report:
    """What a run read and what it left out."""

    articles: int = 0
    on_topic: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


#: How many articles are taken through the stages together, and how many characters they have at the most.
TOGETHER = 64
TOGETHER_LONG = 400_000


def read(document: Document, codebook: Codebook) -> Reading:
    """Everything that one article tells, as far as it tells it by itself."""
    return read_together([document], codebook)[0]


def read_together(documents: Sequence[Document], codebook: Codebook) -> list[Reading]:
    """Everything that each of some articles tells, as far as it tells it by itself.

    All of them go through one stage before the next: so the words and patterns of a stage stay in the processor's
    cache, and a collection is read in a fifth less time than article by article.
    """
    mentions = [actors.find_mentions(document) for document in documents]
    spans = [find_dates(document) for document in documents]
    items = [find_items(*found) for found in zip(documents, mentions, spans, strict=True)]
    scenes = [draw_scenes(*found) for found in zip(documents, items, strict=True)]
    topics = [topic.weigh(drawn, document.language) for document, drawn in zip(documents, scenes, strict=True)]
    readings = [Reading(*found) for found in zip(documents, scenes, spans, topics, strict=True)]
    on_topic = [(reading, named) for reading, named in zip(readings, mentions, strict=True) if reading.topic.on_topic]
    for reading, _ in on_topic:
        reading.events = events.find_events(reading.document, reading.scenes)
    for reading, _ in on_topic:
        reading.codings = codings.code(reading.document, codebook)
    for reading, _ in on_topic:
        reading.goods = goods.find(reading.document, codebook, reading.codings)
    lines = [speech.read(reading.document, named) for reading, named in on_topic]
    for (reading, named), read_lines in zip(on_topic, lines, strict=True):
        reading.speakers = [speaker for line in read_lines for speaker in line.speakers]
        reading.directives = directives.find(reading.document, named, reading.dates, read_lines)
    return readings


def gather(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Articles in lots to be read together, in their order; few at a time where they are long, to keep memory flat."""
    lot: list[Document] = []
    size = 0
    for document in documents:
        lot.append(document)
        size += len(document.raw)
        if len(lot) == TOGETHER or size >= TOGETHER_LONG:
            yield lot
            lot, size = [], 0
    if lot:
        yield lot


def find_dates(document: Document) -> list[dates.DateSpan]:
    """The date expressions of an article, read against the day, the month or the dateline that it states."""
    reference = corpus.month_reference(document)
    spans = dates.find(document.text, reference, document.language)
    if reference is None and document.dateline:
        known = years.find_article_year(spans, topic.first_day())
        day = corpus.place_dateline(document, known.year if known and known.sure else None)
        if day is not None:
            spans = dates.find(document.text, day, document.language)
    return years.heed_headings(document.text, spans)


# ---------------------------------------------------------------------------------------------
# Rows


def describe_article(reading: Reading, group: str = "") -> dict[str, Any]:
    """The row of an article."""
    doc = reading.document
    note = f"the page prints {doc.misprinted.isoformat()}; the days in the text show day and month swapped" if doc.misprinted else ""
    return {
        "article_id": doc.article_id,
        "key": doc.source.key or doc.article_id,
        "language": doc.language,
        "on_topic": reading.topic.on_topic,
        "title": doc.title,
        "publisher": doc.publisher,
        "agency": doc.agency,
        "url": doc.source.url,
        "published": doc.published,
        "published_basis": doc.published_basis,
        "sha256": doc.sha256,
        "n_sentences": len(doc.sentences),
        "n_words": corpus.count_words(doc.text),
        "text_group": group or doc.article_id,
        "note": note,
    }


def describe_sentences(doc: Document) -> Iterator[dict[str, Any]]:
    """The rows of an article's sentences."""
    for sentence in doc.sentences:
        start, end, text = doc.quote(sentence.start, sentence.end)
        yield {
            "sentence_id": doc.sentence_id(sentence),
            "article_id": doc.article_id,
            "start": start,
            "end": end,
            "text": text,
            "line": sentence.line,
            "role": sentence.role,
        }


def describe_codings(reading: Reading) -> Iterator[dict[str, Any]]:
    """The rows of an article's codings, each with who is reported as saying it."""
    doc = reading.document
    for number, coding in enumerate(reading.codings, 1):
        start, end, quote = doc.quote(coding.start, coding.end)
        speaker = speech.speaker_at(doc, reading.speakers, coding.sentence, coding.start, coding.end)
        yield {
            "coding_id": f"{doc.article_id}.c{number:03d}",
            "code": coding.code,
            "article_id": doc.article_id,
            "sentence_id": doc.sentence_id(coding.sentence),
            "start": start,
            "end": end,
            "quote": quote,
            "wording": coding.wording,
            "attributed_to": speaker.name if speaker else "",
            "attribution_basis": speaker.how if speaker and speaker.name else "",
            "rule": coding.rule,
            "language": doc.language,
        }


def describe_goods(reading: Reading) -> Iterator[dict[str, Any]]:
    """The rows of the goods that an article names for purchase."""
    doc = reading.document
    for number, good in enumerate(reading.goods, 1):
        start, end, quote = doc.quote(good.start, good.end)
        yield {
            "good_id": f"{doc.article_id}.g{number:03d}",
            "good": good.good,
            "article_id": doc.article_id,
            "sentence_id": doc.sentence_id(good.sentence),
            "start": start,
            "end": end,
            "quote": quote,
        }


@dataclass
class Held:
    """What of an article waits for the rest of the collection: its mentions and directives, its own explicit year."""

    article_id: str
    publisher: str
    article_year: years.ArticleYear | None
    published: date | None
    mentions: list[dict[str, Any]]
    directives: list[dict[str, Any]]


def hold(reading: Reading) -> Held:
    """The rows of an article that a later year may complete, with the date expressions they rest on."""
    doc = reading.document
    year = years.find_article_year(reading.dates, topic.first_day())
    mentions = []
    for number, event in enumerate(reading.events, 1):
        start, end, quote = doc.quote(event.start, event.end)
        when = event.when
        mentions.append(
            {
                "event_mention_id": f"{doc.article_id}.e{number:02d}",
                "article_id": doc.article_id,
                "sentence_id": doc.sentence_id(event.scene.sentence),
                "start": start,
                "end": end,
                "quote": quote,
                "kind": event.kind,
                "ordinal": event.ordinal,
                "ordinal_quote": _words(doc, event.ordinal_item),
                "date_quote": _words(doc, when.item) if when else "",
                "place": event.place,
                "mode": event.mode,
                "mode_basis": "" if not event.mode else "stated" if event.mode_told else "place",
                "lead_vn": ";".join(event.lead_vn),
                "lead_us": ";".join(sorted(event.lead_us)),
                "status": event.status,
                "reason": event.rule,
                "when": (when.span, when.first, when.last, when.open_ended) if when else None,
                "again": _read_again(doc, event) if when else None,
            }
        )
    told = []
    for number, directive in enumerate(reading.directives, 1):
        start, end, quote = doc.quote(directive.start, directive.end)
        told.append(
            {
                "directive_id": f"{doc.article_id}.d{number:02d}",
                "article_id": doc.article_id,
                "sentence_id": doc.sentence_id(directive.sentence),
                "start": start,
                "end": end,
                "quote": quote,
                "issued_by": directive.issued_by,
                "addressee": directive.addressee,
                "deadline": directive.deadline,
            }
        )
    return Held(doc.article_id, doc.publisher, year, doc.published, mentions, told)


def _read_again(doc: Document, event: events.EventMention) -> tuple[str, tuple[int, int], str, tuple[int, int]] | None:
    """What it takes to read a weekday again once the corpus tells the year of the article's dateline."""
    span = event.when.span
    if doc.dateline is None or span is None or span.first is not None or span.kind == "absolute":
        return None
    sentence = next(s for s in doc.sentences if s.start <= event.when.item.start < s.end)
    said = event.when.item.start - sentence.start, max(span.end, event.when.item.end) - sentence.start
    return doc.sentence_text(sentence), said, doc.language, doc.dateline


def _words(doc: Document, item: Any) -> str:
    return doc.quote(item.start, item.end)[2] if item is not None else ""


def settle_mentions(held: Held, votes: Counter[tuple[int, int]]) -> list[tuple[dict[str, Any], reconcile.Told]]:
    """The event mentions of an article with their days and the rule that gave the year, and what each says.

    Events older than the talks are no events of theirs and are dropped.
    """
    settled = []
    for held_row in held.mentions:
        row = dict(held_row)
        when, again = row.pop("when"), row.pop("again")
        days = years.Days(None, None, "")
        doubts: tuple[tuple[str, str, str], ...] = ()
        if again is not None:
            days = _settle_again(again, votes)
        elif when is not None:
            span, first, last, open_ended = when
            days, doubts = _heed_weekday(years.settle(span, first, last, held.article_year, votes), span, held.published)
            if open_ended and days.first and days.first == days.last:
                days = days._replace(last=None)
        if days.first and days.first < topic.first_day():
            continue
        row |= {"date_start": days.first, "date_end": days.last, "date_basis": days.basis}
        apart = "" if days.first or row["ordinal"] else row["event_mention_id"]
        told = reconcile.Told(
            row["kind"], days.first, days.last, row["ordinal"], row["place"], row["mode"], row["lead_vn"], row["lead_us"],
            row["status"], doubts, apart,
        )
        settled.append((row, told))
    return settled


def _settle_again(again: tuple[str, tuple[int, int], str, tuple[int, int]], votes: Counter[tuple[int, int]]) -> years.Days:
    """A weekday, "Monday to Thursday" or "yesterday" read against the dateline, whose year the rest of the corpus gives."""
    sentence, (start, end), language, (month, day) = again
    year = years.vote_year(month, votes)
    if year is None:
        return years.Days(None, None, "")
    found = [span for span in dates.find(sentence, date(year, month, day), language) if span.start < end and span.end > start]
    if not found or any(span.precision not in ("day", "range") for span in found) or found[0].first > found[-1].last:
        return years.Days(None, None, "")
    return years.Days(found[0].first, found[-1].last, years.CORPUS)


def _heed_weekday(days: years.Days, span: Any, published: date | None) -> tuple[years.Days, tuple[tuple[str, str, str], ...]]:
    """Weekday and article's date win over a printed day that contradicts them; the contradiction is recorded."""
    if days.first is None or span is None or span.precision != "day":
        return days, ()
    meant = years.correct_weekday(days.first, span.weekday, published)
    if meant is None:
        return days, ()
    doubts = (
        ("date_start", days.first.isoformat(), "the printed day contradicts its own weekday and the article's date"),
        ("date_start", meant.isoformat(), "the weekday and the article's date"),
    )
    return years.Days(meant, meant, days.basis), doubts


def settle_deadlines(held: Held, votes: Counter[tuple[int, int]]) -> None:
    """Fill the deadlines of an article's directives in place: `YYYY-MM-DD`, `YYYY-MM` or empty."""
    for row in held.directives:
        deadline: directives.Deadline | None = row["deadline"]
        if deadline is not None and deadline.year is None:
            year, basis = years.choose_year(deadline.month, held.article_year, votes)
            if year is not None:
                deadline = deadline.with_year(year, basis)
        row["deadline"] = deadline.value if deadline is not None else ""


def link_directives(held: Held, meetings: list[tuple[dict[str, Any], str]]) -> None:
    """Name the government meeting at which an article's instructions were given: its latest one that was held.

    `meetings` are the article's settled mentions with their event ids.
    """
    meetings = [(row, name) for row, name in meetings if row["kind"] == "government-meeting"]
    gone = [(row, name) for row, name in meetings if row["status"] == "held"]
    latest = max(gone or meetings, key=lambda item: (str(item[0]["date_start"] or ""), item[0]["event_mention_id"]), default=None)
    for row in held.directives:
        row["event_id"] = latest[1] if latest else ""


def describe_codebook(codebook: Codebook) -> Iterator[dict[str, Any]]:
    """The rows of the codebook, in the order of their ids."""
    for name in sorted(codebook.codes):
        code = codebook.codes[name]
        yield {
            "code": name,
            "family": code.family,
            "label": code.label,
            "label_vi": code.label_vi,
            "definition": code.definition,
            "include": "; ".join(example.text for example in code.include),
            "exclude": "; ".join(example.text for example in code.exclude),
        }


# ---------------------------------------------------------------------------------------------
# The run


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
    """Let the garbage collector look seldom, and not at what was there before: articles leave next to no cycles behind."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


#: Things that are made, and not given up again, before the garbage collector looks at them: some lots of articles.
_ALLOCATIONS = 100_000


def _write(seeds: Path, folder: Path, codebook: Codebook, report: Report, tell: Callable[[str], None]) -> None:
    """Read the collection once and write what stands by itself; then, from the spools, what waits for the whole of it."""
    signatures: dict[str, bytes] = {}
    outlets: dict[str, str] = {}
    votes: Counter[tuple[int, int]] = Counter()
    with Spool() as articles, Spool() as held:
        with ExitStack() as stack:
            sentences, coded, named = (
                stack.enter_context(RowWriter(folder / f"{name}.csv", name)) for name in ("sentences", "codings", "goods")
            )
            for lot in gather(corpus.read_articles(seeds, tell)):
                readings = read_together(lot, codebook)
                on_topic = [reading for reading in readings if reading.topic.on_topic]
                report.articles += len(readings)
                report.on_topic += len(on_topic)
                signatures |= {reading.document.article_id: syndication.sign(reading.document.text) for reading in readings}
                sentences.add_all(row for reading in readings for row in describe_sentences(reading.document))
                coded.add_all(row for reading in on_topic for row in describe_codings(reading))
                named.add_all(row for reading in on_topic for row in describe_goods(reading))
                for reading in readings:
                    articles.add(describe_article(reading))
                for reading in on_topic:
                    votes.update(set(years.list_months(reading.document, reading.dates, topic.first_day())))
                    outlets[reading.document.article_id] = sys.intern(reading.document.publisher)
                    held.add(hold(reading))
        if not report.articles:
            raise InputError(seeds, "no article could be read", "put articles there as UTF-8 .txt files, one each")
        report.counts = {writer.table.name: writer.count for writer in (sentences, coded, named)}
        groups = syndication.group_signatures(signatures)
        del signatures
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


class Spool:
    """Things set aside on disk, in order, to be gone through again: so that a collection need not be held in memory."""

    #: Things that are written together: what they have in common (names of fields above all) is then written once.
    TOGETHER = 64

    def __enter__(self) -> Spool:
        self._file = tempfile.TemporaryFile()
        self._waiting: list[Any] = []
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, thing: Any) -> None:
        self._waiting.append(thing)
        if len(self._waiting) >= self.TOGETHER:
            self._flush()

    def _flush(self) -> None:
        pickle.dump(self._waiting, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._waiting.clear()

    def __iter__(self) -> Iterator[Any]:
        if self._waiting:
            self._flush()
        self._file.seek(0)
        while True:
            try:
                yield from pickle.load(self._file)
            except EOFError:
                return


def _write_rows(folder: Path, name: str, rows: Iterable[dict[str, Any]], report: Report) -> None:
    with RowWriter(folder / f"{name}.csv", name) as writer:
        writer.add_all(rows)
    report.counts[name] = writer.count


def describe_report(report: Report) -> str:
    """What was read and what was left out, in two lines for the terminal."""
    counts = ", ".join(f"{report.counts[name]} {name.replace('_', ' ')}" for name in TABLES if name in report.counts and name not in ("articles", "codebook"))
    return f"read {report.articles} articles, {report.on_topic} on the talks; {corpus.describe_left_out(report.warnings)}\nwrote {counts}"
