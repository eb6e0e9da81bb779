"""What of an article waits for the rest of the collection, above all for a year, and how it is settled then."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from .. import dates, directives, events, reconcile, topic, years
from ..document import Document
from .reading import Reading


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
                "when": (when.span, when.first, when.last, when.edge) if when else None,
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
                "issued_basis": directive.issued_basis,
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
            span, first, last, edge = when
            days, doubts = _heed_weekday(years.settle(span, first, last, held.article_year, votes), span, held.published)
            if edge and days.first and days.first == days.last:
                days = days._replace(last=None) if edge == "open" else days._replace(first=None)
        if (days.first or days.last) and (days.first or days.last) < topic.first_day():
            continue
        row |= {"date_start": days.first, "date_end": days.last, "date_basis": days.basis}
        apart = "" if days.first or days.last or row["ordinal"] else row["event_mention_id"]
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
