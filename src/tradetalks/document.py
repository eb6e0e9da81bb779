"""The article as the parser's stages see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from .text import Normal, fold, lower


class Sentence(NamedTuple):
    """One sentence of the normalised text.

    `start`, `end` are offsets into `Document.text`; `number` counts from 1; `line` is the index of the printed line or
    paragraph; `role` is `title` (a headline), `caption` (of a picture), `body`, or `margin` (credit, tags, source line).
    """

    start: int
    end: int
    number: int
    line: int
    role: str


class Warning_(NamedTuple):
    """Something that was left out or read with doubt: the file, what is wrong, and what to do."""

    where: str
    what: str


@dataclass(frozen=True)
class Source:
    """What `sources.csv` knows of an article. Every field may be empty."""

    key: str = ""
    title: str = ""
    publisher: str = ""
    agency: str = ""
    url: str = ""
    published: str = ""
    accessed: str = ""
    language: str = ""
    licence: str = ""


@dataclass
class Document:
    """One article: the file's text, its normalised spelling, and what is known of it.

    `raw` is the decoded file; `text` is what patterns read; a span of `text` is brought home by `quote`.
    `published` is the day the article states of itself (or `sources.csv` for it), `month` a (year, month) where only
    that much is stated.
    """

    article_id: str
    raw: str
    normal: Normal
    sha256: str
    language: str
    source: Source = field(default_factory=Source)
    title: str = ""
    agency: str = ""
    publisher: str = ""
    published: date | None = None
    published_basis: str = ""
    month: tuple[int, int] | None = None
    #: Month and day of the dateline ("HANOI, June 20 (Reuters) -") where the page states no day in full.
    dateline: tuple[int, int] | None = None
    sentences: tuple[Sentence, ...] = ()
    #: The page's date as printed, where the body shows that day and month stand in it the wrong way round.
    misprinted: date | None = None

    @cached_property
    def text(self) -> str:
        """The normalised text."""
        return self.normal.text

    @cached_property
    def lower(self) -> str:
        """The normalised text in lower case, of the same length."""
        return lower(self.normal.text)

    @cached_property
    def folded(self) -> str:
        """The normalised text in lower case without diacritics, of the same length."""
        return fold(self.lower)

    def quote(self, start: int, end: int) -> tuple[int, int, str]:
        """Start, end and words in the untouched file of a span of the normalised text."""
        if self.normal.origin is not None:
            start, end = self.normal.raw(start, end)
        return start, end, self.raw[start:end]

    def sentence_id(self, sentence: Sentence) -> str:
        return f"{self.article_id}.s{sentence.number:03d}"

    def sentence_text(self, sentence: Sentence) -> str:
        return self.normal.text[sentence.start : sentence.end]
