"""What a page shows of the article that it follows: its words only where something was found, or where its licence allows it."""

from __future__ import annotations

from collections.abc import Iterable

from tradetalks.corpus import read_sources
from tradetalks.display import literal
from tradetalks.document import Sentence
from tradetalks.evidence import may_republish
from tradetalks.pipeline import Reading
from tradetalks.project import Project
from tradetalks.showcase import cite

#: What stands in place of the words of a sentence that is not quoted.
UNQUOTED = "(nothing was found in it, so it is not quoted)"


def list_found(reading: Reading) -> list[tuple[int, int]]:
    """The spans of an article in which something was found."""
    rows = [*reading.codings, *reading.goods, *reading.directives]
    spans = [(row.start, row.end) for row in rows]
    return spans + [(event.scene.sentence.start, event.scene.sentence.end) for event in reading.events]


def is_quoted(start: int, end: int, found: Iterable[tuple[int, int]], licence: str | None) -> bool:
    """May the words between these offsets be shown? Where something was found in them, or the licence allows the whole."""
    return may_republish(licence) or any(first < end and start < last for first, last in found)


def find_licence(book: Project, article_id: str) -> str | None:
    """The licence of an article by `sources.csv`; None where it is not known."""
    source = read_sources(book.seeds, warn=[].append).get(article_id)
    return source.licence if source else None


def choose_stretch(reading: Reading, licence: str | None, width: int = 280) -> tuple[int, int]:
    """The first stretch of the file that may be shown: from the first sentence that may be quoted, to its end or `width`."""
    found = list_found(reading)
    for sentence in reading.document.sentences:
        start, end, _ = reading.document.quote(sentence.start, sentence.end)
        if is_quoted(start, end, found, licence):
            return start, min(end, start + width)
    return 0, 0


def quote_sentence(reading: Reading, sentence: Sentence, licence: str | None, words: str, ids: Iterable[str] = (), line: str = "") -> str:
    """A sentence as a block quotation with its evidence under `words`, or `line` in its place; only where it may be quoted."""
    document = reading.document
    start, end, quote = document.quote(sentence.start, sentence.end)
    if not is_quoted(start, end, list_found(reading), licence):
        return f"> {UNQUOTED}"
    source = f"\n>\n> {cite(words, [document.sentence_id(sentence), *ids])}" if words else ""
    return f"> {literal(line or quote)}{source}"
