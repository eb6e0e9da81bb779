"""seeds/ -> articles: the only reader of the folder of articles.

A file that cannot be read is left out with one warning that names it; the others are still read. Text is decoded and
otherwise left as it is: line ends, byte-order mark and all.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from itertools import islice
from pathlib import Path

from . import dates
from .document import Document, Source
from .errors import InputError, one_line
from .language import recognise
from .sentences import find_sentences
from .text import HOUR, Normal, normalise

#: No article is this long; a file that is holds something else.
LONGEST = 20_000_000
SOURCES = "sources.csv"
#: What tells of something left out: called with one printable line.
Warn = Callable[[str], None]

_COLUMNS = ("article_id", *(f.name for f in fields(Source)))
_LETTER = re.compile(r"[^\W\d_]")


def list_articles(folder: str | os.PathLike[str]) -> list[Path]:
    """The `.txt` files of a folder, sorted by name. Raises InputError for a folder that is missing or unreadable."""
    folder = Path(folder)
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".txt"))
    except FileNotFoundError as error:
        raise InputError(folder, "there is no such folder", "name the folder that holds the articles") from error
    except NotADirectoryError as error:
        raise InputError(folder, "not a folder", "name the folder that holds the articles") from error
    except OSError as error:
        raise InputError(folder, (error.strerror or str(error)).lower(), "make the folder readable") from error
    return [folder / name for name in sorted(names, key=lambda name: name[:-4])]


def in_one_line(warn: Warn) -> Warn:
    """The same, with whatever a file's name or a cell holds made printable and put on one line."""
    return lambda text: warn(one_line(text))


def read_sources(folder: str | os.PathLike[str], warn: Warn) -> dict[str, Source]:
    """What `sources.csv` knows, by article_id; nothing where the file is missing.

    A row without an id, a second row for an id, an unknown column and an impossible date are each warned of and left
    out; the rest of the file counts.
    """
    path, warn = Path(folder) / SOURCES, in_one_line(warn)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        warn(f"{path}: not UTF-8; save it as UTF-8; read without it")
        return {}
    except OSError as error:
        warn(f"{path}: {(error.strerror or str(error)).lower()}; make it readable; read without it")
        return {}
    csv.field_size_limit(LONGEST)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        warn(f"{path}: {error}; mend its quotation marks; read without it")
        return {}
    if not rows or "article_id" not in rows[0]:
        warn(f"{path}: no column article_id; name the columns in the first line; read without it")
        return {}
    header = rows[0]
    for name in header:
        if name not in _COLUMNS:
            warn(f"{path}: unknown column {one_line(name)!r} is left out; the columns are {', '.join(_COLUMNS)}")
    for name in sorted({name for name in header if header.count(name) > 1}):
        warn(f"{path}: column {name!r} stands there twice; the last one counts; keep one")
    sources: dict[str, Source] = {}
    for number, cells in enumerate(rows[1:], 2):
        if not any(cells):
            continue
        if len(cells) > len(header):
            warn(f"{path}: line {number} has {len(cells)} cells under {len(header)} headings; put texts with a comma in quotation marks")
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name in _COLUMNS}
        article_id = row.pop("article_id", "")
        if not article_id:
            warn(f"{path}: line {number} has no article_id and is left out; give it the stem of its file")
        elif article_id in sources:
            warn(f"{path}: line {number} names {article_id} a second time and is left out; keep one line an article")
        else:
            sources[article_id] = _check_dates(Source(**row), path, number, warn)
    return sources


def _check_dates(source: Source, path: Path, number: int, warn: Warn) -> Source:
    for name in ("published", "accessed"):
        value = getattr(source, name)
        if value and _read_day(value) is None:
            warn(f"{path}: line {number}, {name}: {one_line(value)!r} is no day; write it as 2025-05-24; left empty")
            source = Source(**{**vars(source), name: ""})
    return source


def _read_day(text: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def read_articles(folder: str | os.PathLike[str], warn: Warn) -> Iterator[Document]:
    """The articles of a folder, one at a time in the order of their ids.

    Files that are no article (not UTF-8, empty, without a sentence, larger than 20 MB, no plain file) are warned of and
    left out, as are rows of `sources.csv` without a file. Raises InputError for the folder itself.
    """
    paths, warn = list_articles(folder), in_one_line(warn)
    sources = read_sources(folder, warn)
    for article_id in sorted(set(sources) - {path.stem for path in paths}):
        warn(f"{Path(folder) / SOURCES}: {one_line(article_id)} has no file {one_line(article_id)}.txt; add the file or take out the line")
    for path in paths:
        document = read_article(path, sources.get(path.name[:-4], Source()), warn)
        if document is not None:
            yield document


def read_article(path: Path, source: Source, warn: Warn) -> Document | None:
    """One article, or None with a warning where the file holds none."""
    warn = in_one_line(warn)
    try:
        if not path.is_file():
            warn(f"{path}: no plain file; left out; put the article's text there")
            return None
        if path.stat().st_size > LONGEST:
            warn(f"{path}: {path.stat().st_size:,} bytes is no article; left out; save only its text")
            return None
        content = path.read_bytes()
    except OSError as error:
        warn(f"{path}: {(error.strerror or str(error)).lower()}; left out; make it readable")
        return None
    if not content.strip():
        warn(f"{path}: empty; left out; put the article's text there or remove the file")
        return None
    try:
        raw = content.decode("utf-8")
    except UnicodeDecodeError as error:
        warn(f"{path}: not UTF-8 at byte {error.start:,}; left out; save it as UTF-8")
        return None
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        warn(f"{one_line(str(path))}: its name is not UTF-8; left out; rename the file")
        return None
    if path.name == ".txt":
        warn(f"{path}: a file without a name has no article_id; left out; name it")
        return None
    if ";" in path.name:
        warn(f"{path}: a semicolon in its name would split lists of articles; left out; rename the file")
        return None
    document = make_document(path.name[:-4], raw, hashlib.sha256(content).hexdigest(), source)
    if not document.sentences:
        warn(f"{path}: holds no sentence; left out; put the article's text there or remove the file")
        return None
    return document


def make_document(article_id: str, raw: str, sha256: str = "", source: Source | None = None) -> Document:
    """An article from its text: language, sentences, title, and the day it states of itself."""
    source = source or Source()
    normal = join_wrapped(normalise(raw))
    language = recognise(normal.text)
    document = Document(article_id, raw, normal, sha256, language, source)
    document.sentences = find_sentences(normal.text, language)
    titles = [s for s in document.sentences if s.role == "title"]
    document.title = source.title or (" ".join(document.sentence_text(s) for s in titles) if titles else "")
    document.publisher = source.publisher
    document.agency = source.agency or find_agency(normal.text)
    find_published(document)
    return document


def join_wrapped(normal: Normal) -> Normal:
    """A text broken into short lines, with spaces for the breaks inside its paragraphs; any other text as it is.

    It is taken to be broken so when most of at least six lines are of 30 to 100 characters and end no sentence.
    Paragraphs then stand apart by an empty line.
    """
    lines = [line for line in normal.text.splitlines() if line.strip()]
    cut = sum(30 <= len(line.strip()) <= 100 and line.rstrip()[-1] not in ".!?:;\"')|" for line in lines)
    if len(lines) < 6 or cut * 2 < len(lines):
        return normal
    return normal._replace(text=_BREAK.sub(lambda match: " " * len(match.group()), normal.text))


#: The end of a short line, but not before one that holds a day alone.
_BREAK = re.compile(r"(?<=\S)[ \t]*(?:\r\n|\n|\r)[ \t]*(?=[^\s])(?!\d{1,2}[/.-]\d{1,2}[/.-]20\d\d\b[^\n]{0,25}(?:\n|$))")
_AGENCIES = re.compile(
    r"(?:^|[\n(—–|-]\s*|[.!?\"'/]\s+)(VNA/VNS|VNS/VNA|VNA|VNS|VOV|VGP|TTXVN|Reuters|Bloomberg|AFP|Bernama|Xinhua|Kyodo|Yonhap|AP)\)?[\s./|]*$"
)
_DATELINE_AGENCY = re.compile(r"^\s*(?:date \S+ )?[^\n]{0,60}?\((VNA|VNS|VNS/VNA|TTXVN|VOV|Reuters|AFP|AP|Xinhua|Bernama|Kyodo|Yonhap)\)\s?[-—–]")


def find_agency(text: str) -> str:
    """The agency that the text is credited to, in its dateline or its last words; else empty."""
    if match := _DATELINE_AGENCY.match(text):
        return match.group(1)
    match = _AGENCIES.search(text[-40:].rstrip())
    return match.group(1) if match else ""


#: The page's date as it was copied: before the text or, where a headline was copied first, at the head of a line after it.
_PREFIX = re.compile(r"\s*(?:[^\n]{1,200}\n\s*){0,2}?date (\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
#: A line that gives the page's date may also name its hour, its section, its author or its place, but tells nothing.
_BYLINE_WORDS = re.compile(
    r"\b(?:published|posted|updated|last|date|on|at|by|in|thứ|hai|ba|tư|năm|sáu|bảy|chủ nhật|ngày|cập nhật|đăng|lúc|gmt|am|pm|ict|utc|time|reading|min|read|giờ|phút|của|bởi|theo|and|và|số|ra|issue|of|edition)\b",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"\b[^\W\d_a-zà-ỹ][\w.'’-]*")


def find_published(document: Document) -> None:
    """Set the day that the article states of itself, or that `sources.csv` gives, and where it stands.

    The leading ` date 2025-05-17` of a page comes first, then a line that holds nothing but a full date (a byline). A
    month alone is kept as a month. A page date whose day and month are the wrong way round, as the days in the text
    show, is read the right way and remembered in `misprinted`.
    """
    text = document.text
    if match := _PREFIX.match(text):
        year, month, day = (int(part) if part else None for part in match.groups())
        if day is None:
            document.month = (year, month) if 1 <= month <= 12 else None
        else:
            stated = _make_day(year, month, day)
            if stated is not None:
                _set_published(document, stated, match.end())
                return
    elif (stated := _find_byline(document)) is not None:
        document.published, document.published_basis = stated, "stated"
        return
    elif (span := _find_dateline(document)) is not None:
        if span.basis == "stated":
            document.published, document.published_basis = span.first, "stated"
            return
        document.dateline = (span.month, span.day)
    elif "[" in (head := text[:3000]) and (match := _TODAY.search(head)) and (spans := dates.find(match.group(1), None, document.language)) and spans[0].precision == "day":
        document.dateline = (spans[0].month, spans[0].day)
    if document.source.published:
        document.published, document.published_basis = date.fromisoformat(document.source.published), "sources"


#: "today [July 2]", "Tuesday's meeting [April 22]": an editor tells what day the article speaks on.
_TODAY = re.compile(r"\b(?:[Tt]o(?:day|night)|[Tt]his (?:morning|afternoon)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[^\n\[.]{0,25}\[([^\]\n]{4,24})\]")
_PLACED = re.compile(r"(?:[^\n.:;—–]|(?<=\b[A-Z])\.){2,45}(?:, | \((?:[A-ZĐ]{2,8}[ ,]*)?)")
_DATELINE = re.compile(r"\)?\s*(?:\([^)\n]{2,20}\))?\s*(?:[-—–]|:)\s*\S")


def _find_dateline(document: Document) -> dates.DateSpan | None:
    """The day in a dateline such as "HANOI, June 20 (Reuters) -", at the head of the text or of its second line."""
    starts = [s.start for s in document.sentences if s.role in ("body", "title")][:3]
    for start in starts:
        head = document.text[start : start + 90]
        if not head[0].isupper() or not _PLACED.match(head):
            continue
        for span in dates.find(head, None, document.language):
            placed = _PLACED.fullmatch(head, 0, span.start)
            if span.precision == "day" and span.month and span.day and placed and _DATELINE.match(head, span.end):
                return span
    return None


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


#: Before the day of a page, wherever in its byline: "By Le Quynh. Posted 2 December 2025".
_POSTED = re.compile(r"\b(?:posted|published|updated|article is from|đăng|cập nhật)(?: on| at| lúc| ngày| vào)*[: ]*\Z", re.IGNORECASE)
_PRINTED = re.compile(r"[^\n\r]*\S[^\n\r]*")
_YEAR = re.compile(r"\d{4}")
#: Where a page has run the name of its source and its day together: "Báo Lạng Sơn08/04/2025".
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d{1,2}[/.-]\d{1,2}[/.-]20\d\d(?!\d))|(?<=[/.-]20\d\d)(?=[^\W\d_])")
#: An hour right before a day: "17:29 | 05/02/2026".
_AT = re.compile(r"\b\d{1,2}[:h]\d\d ?[-–|,] ?\Z")
#: An hour anywhere: only a page's own line has one, further down.
_TIME = re.compile(r"\b\d{1,2}[:h]\d\d\b")
#: Between the name of a source, whatever its letters, and the day that ends the line: "Báo Phụ nữ Việt Nam - 10/02/2025".
_BEHIND_NAME = re.compile(r"\w ?[-–—|•] ?\Z")
#: Before the last part of a masthead: "Weekly newsletter | No. 25 | 20 June 2025".
_BEHIND_BAR = re.compile(r"\w ?[|•] ?\Z")
#: A line so short that it says nothing but who published, where and when.
_SHORT = 40
_PICTURED = re.compile(r"\b(?:photos?|ảnh)(?: ?:|\b[^\n]{0,20}$)", re.IGNORECASE)


def _find_byline(document: Document) -> date | None:
    """A full date in a line of its own among the first eight or the last three, with its hour further down below a menu."""
    text = document.text
    ends = [m.span() for place, m in enumerate(islice(_PRINTED.finditer(text, 0, 3000), 25)) if place < 8 or _TIME.search(m[0])]
    ends += [m.span() for m in _PRINTED.finditer(text, max(0, len(text) - 1000))][-3:]
    for start, end in ends:
        if end - start > 300 or not _YEAR.search(text, start, end):
            continue
        line = _GLUED.sub(" ", text[start:end])
        found = dates.find(line, None, document.language)
        timed = [span.first for span in found if span.precision == "day" and span.basis == "stated" and _AT.search(line, 0, span.start)]
        if timed:
            return max(timed)  # a page names the day of its list before its own
        for span in found:
            headed = not line[: span.start].strip(" [(") or len(line) < _SHORT
            if span.precision == "day" and span.basis == "stated" and (_POSTED.search(line, 0, span.start) or headed and HOUR.match(line, span.end)):
                return span.first
            if span.precision == "day" and span.basis == "stated" and not line[span.end :].strip() and (_BEHIND_NAME if len(line) < _SHORT else _BEHIND_BAR).search(line, 0, span.start):
                return span.first
            if end - start > 120 or _PICTURED.search(line):
                continue
            if span.precision == "day" and span.basis == "stated" and len(line) < _SHORT and len(line) > end - start and not line[span.end :].strip():
                return span.first
            rest = _CAPITALISED.sub("", _BYLINE_WORDS.sub("", line[: span.start] + line[span.end :]))
            if span.precision == "day" and span.basis == "stated" and not _LETTER.search(rest) and not line.rstrip().endswith("."):
                return span.first
    return None


def _set_published(document: Document, stated: date, after: int) -> None:
    document.published, document.published_basis = stated, "stated"
    turned = _make_day(stated.year, stated.day, stated.month)
    if turned is None or turned == stated:
        return
    told = [
        span
        for span in dates.find(document.text[after : after + 6000], None, document.language)
        if span.precision in ("day", "range") and span.month and span.day and span.year in (None, stated.year)
    ]
    if told and all(_gap(span, stated) > 45 for span in told) and any(_gap(span, turned) <= 10 for span in told):
        document.published, document.misprinted = turned, stated


def _gap(span: dates.DateSpan, day: date) -> int:
    placed = span if span.first else span.with_year(day.year)
    return abs((placed.last - day).days) if placed.last else 10_000


def month_reference(document: Document) -> date | dates.Partial | None:
    """What relative and yearless dates of the article are read against: its day, or the month it states."""
    if document.published:
        return document.published
    return dates.Partial(*document.month) if document.month else None


def place_dateline(document: Document, year: int | None) -> date | None:
    """The day of the dateline in a year found elsewhere; None without either."""
    if document.dateline is None or year is None:
        return None
    return _make_day(year, *document.dateline)


_WORDS = re.compile(r"\w[\w'.-]*+")


def count_words(text: str) -> int:
    """Words as a reader would count them: runs of letters, digits and marks inside them."""
    pieces = text.split()
    marked = [piece for piece in pieces if not piece.isalnum()]  # the others are one word each
    return len(pieces) - len(marked) + len(_WORDS.findall(" ".join(marked)))


def describe_left_out(warnings: Sequence[str]) -> str:
    """One line on how many things were left out."""
    return f"{len(warnings)} warning{'s' if len(warnings) != 1 else ''}" if warnings else "nothing left out"
