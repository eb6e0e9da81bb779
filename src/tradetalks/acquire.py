"""`tradetalks add`: a text file, a saved page or an address becomes a new article of the collection.

An article is its text in `<id>.txt` and a line in `sources.csv`. Either both are there afterwards or neither; nothing
that is there already is changed.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import http.client
import io
import re
import secrets
import shutil
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from . import __version__
from .errors import InputError, one_line, os_error
from .language import recognise
from .text import fold
from .values import FORMULA_CHARACTERS

SOURCES = "sources.csv"
COLUMNS = ("article_id", "title", "publisher", "agency", "url", "published", "accessed", "language", "licence")
#: More than any article or page of one; what is larger is something else.
LARGEST = 20_000_000
TIMEOUT = 30  # seconds that a server may be silent
PATIENCE = 120  # seconds that a page may take
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
#: How files begin that are text to a program and no text to a reader: web archives, mails, rich text, PDF.
_CONTAINER = re.compile(r"\s*\{\\rtf|%PDF-|(?:[A-Z][\w-]*:? .*\n|\s+\S.*\n){0,20}MIME-Version:", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass
class Found:
    """What a source gave: the article's text, what is known about it, and a name to make the file's name of."""

    text: str
    name: str
    known: dict[str, str] = field(default_factory=dict)


# ---- from a source to a text


def acquire(source: str, today: date) -> Found:
    """The article in a file or at an address. Raises InputError."""
    if _ADDRESS.match(source):
        return _acquire_address(source, today)
    content = _read_file(Path(source))
    if Path(source).suffix.lower() in _HTML_SUFFIXES or _HTML_START.match(content[:4000].decode("latin-1")):
        return extract_page(content, source, "")
    return Found(clean_text(content, source), Path(source).stem)


def _read_file(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise InputError(path, "not a file", "name a text file, a saved page or an address")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise os_error(path, error, "name a text file, a saved page or an address") from error
    if len(content) > LARGEST:
        raise InputError(path, f"larger than {LARGEST:,} bytes, which is no article", "save only its text")
    return content


def clean_text(content: bytes, source: str) -> str:
    """A text file's content with plain line ends and without a byte-order mark. Raises InputError."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(source, f"not UTF-8 at byte {error.start:,}", "save the article as UTF-8 text") from error
    if found := _CONTROL.search(text):
        what = f"holds the control character U+{ord(found.group()):04X}, so it is no text"
        raise InputError(source, what, "save the article as UTF-8 text")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _CONTAINER.match(text):
        raise InputError(source, "is a web archive, a mail or a document, not plain text", "save the page as HTML only, or its text")
    if not _LETTER.search(text):
        raise InputError(source, "holds no text", "name a file with the article in it")
    return text


def extract_page(content: bytes, source: str, url: str) -> Found:
    """The article and its metadata in an HTML page. Raises InputError where there is none."""
    import trafilatura  # takes most of the command's time to load

    page = None
    if content.strip() and b"\0" not in content[:4000]:
        page = trafilatura.bare_extraction(
            content,
            url=url or None,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    text = re.sub(r"\n{2,}", "\n", (page.text or "").strip()) if page is not None else ""
    if not _LETTER.search(text):
        raise InputError(source, "no article was found in the page", "save the article's text as a .txt file and add that")
    known = {"title": page.title, "publisher": page.sitename, "url": url or page.url, "published": page.date}
    name = page.title or Path(urlsplit(source).path).stem
    return Found(clean_text(f"{text}\n".encode(), source), name, {key: plain(value) for key, value in known.items() if value})


def plain(value: str) -> str:
    """Metadata of a page as text of one line that no spreadsheet takes for a formula."""
    return one_line(value).lstrip(f"{FORMULA_CHARACTERS} ")


def _acquire_address(url: str, today: date) -> Found:
    content, kind, landed = fetch(url)
    if kind == "text/plain":
        found = Found(clean_text(content, url), Path(unquote(urlsplit(landed).path)).stem or urlsplit(landed).netloc)
    elif kind in ("text/html", "application/xhtml+xml", ""):
        found = extract_page(content, url, landed)
    else:
        raise InputError(url, f"is {kind}, not a page", "save the article's text as a .txt file and add that")
    found.known |= {"url": url, "accessed": today.isoformat()}
    return found


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to the web only, not to a file or another service."""

    def redirect_request(self, request, file, code, message, headers, url):
        _require_web(url)
        return super().redirect_request(request, file, code, message, headers, url)


def _require_web(url: str) -> None:
    try:
        parts = urlsplit(url)
        fit = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fit = False
    if not fit:
        raise InputError(url, "not an address of the web", "give one that begins with http:// or https://")


def fetch(url: str) -> tuple[bytes, str, str]:
    """The content at an address, its media type, and the address it was found at in the end. Raises InputError."""
    _require_web(url)
    agent = {"User-Agent": f"tradetalks/{__version__}", "Accept": "text/html,application/xhtml+xml,text/plain"}
    opener = urllib.request.build_opener(_WebOnly)
    by_hand = "try again, or save the page and add the file"
    try:
        with opener.open(urllib.request.Request(url, headers=agent), timeout=TIMEOUT) as answer:
            content = _read_answer(answer)
            kind = answer.headers.get_content_type() if answer.headers.get("Content-Type") else ""
            landed = answer.geturl()
    except urllib.error.HTTPError as error:
        raise InputError(url, f"the server answers {error.code} {error.reason}", by_hand) from error
    except urllib.error.URLError as error:
        raise InputError(url, f"cannot be reached ({error.reason})", by_hand) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise InputError(url, f"cannot be read ({error or type(error).__name__})", by_hand) from error
    if len(content) > LARGEST:
        raise InputError(url, f"larger than {LARGEST:,} bytes, which is no article", "save only its text and add the file")
    return content, kind, landed


def _read_answer(answer: http.client.HTTPResponse) -> bytes:
    """The whole content, up to one byte more than is allowed, of a server that does not dawdle."""
    announced = answer.length or 0
    content, deadline = bytearray(), time.monotonic() + PATIENCE
    while len(content) <= LARGEST and (piece := answer.read(min(1 << 16, LARGEST + 1 - len(content)))):
        content += piece
        if time.monotonic() > deadline:
            raise TimeoutError(f"took more than {PATIENCE} seconds")
    if len(content) < min(announced, LARGEST):
        raise ConnectionError("it ended early")
    return bytes(content)


# ---- the collection that it joins


@dataclass
class Collection:
    """The articles that are there: their ids, what makes a text and an address known, and `sources.csv` as it is."""

    folder: Path
    ids: set[str]
    texts: dict[str, str]
    urls: dict[str, str]
    sources: bytes
    columns: tuple[str, ...]


def read_collection(folder: Path) -> Collection:
    """What a folder of articles holds. Raises InputError where the folder or its `sources.csv` cannot be read."""
    texts: dict[str, str] = {}
    try:
        for path in sorted(folder.iterdir()):
            if path.suffix == ".txt" and path.is_file() and path.stat().st_size <= LARGEST:
                texts.setdefault(print_text(path.read_bytes().decode("utf-8", "replace")), path.stem)
        names = {path.stem for path in folder.iterdir() if path.suffix == ".txt"}
        sources = (folder / SOURCES).read_bytes() if (folder / SOURCES).exists() else b""
    except OSError as error:
        raise os_error(error.filename or folder, error, "name the folder of articles with --seeds") from error
    columns, rows = _read_sources(folder / SOURCES, sources)
    ids = names | {row["article_id"] for row in rows}
    urls = {same_address(row["url"]): row["article_id"] for row in rows if row.get("url")}
    return Collection(folder, ids, texts, urls, sources, columns)


def _read_sources(path: Path, content: bytes) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    if not content.strip():
        return COLUMNS, []
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise InputError(path, "not UTF-8", "save it as UTF-8") from error
    except csv.Error as error:
        raise InputError(path, f"cannot be read ({error})", "mend its quotation marks") from error
    header = tuple(lines[0])
    if "article_id" not in header or len(set(header)) < len(header):
        raise InputError(path, "needs a first line that names each column once, article_id among them", "mend that line")
    return header, [dict(zip(header, cells, strict=False)) for cells in lines[1:] if cells and len(cells) > header.index("article_id")]


def print_text(text: str) -> str:
    """The fingerprint of a text: the same however its lines are broken and ended."""
    return hashlib.sha256(" ".join(text.lstrip("\ufeff").split()).encode()).hexdigest()


def same_address(url: str) -> str:
    """An address without what may differ between two links to one page."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    query = "&".join(part for part in parts.query.split("&") if part and not part.startswith(("utm_", "fbclid=", "gclid=")))
    host = (parts.netloc or "").lower().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}"


def choose_id(name: str, taken: set[str]) -> str:
    """An id that is not taken: letters a-z, digits and hyphens, of the name where it has any."""
    wanted = re.sub(r"[^a-z0-9]+", "-", fold(name).lower()).strip("-")[:60].strip("-") or "article"
    number, chosen = 1, wanted
    while chosen in taken:
        number += 1
        chosen = f"{wanted}-{number}"
    return chosen


def add(source: str, folder: Path, stated: Mapping[str, str], today: date) -> tuple[str, list[str]]:
    """Take in one source; return the new id and the columns whose value `sources.csv` has no place for.

    `stated` is what the caller knows better than the page. Raises InputError, and has then changed nothing.
    """
    collection = read_collection(folder)
    if (known := collection.urls.get(same_address(source))) and _ADDRESS.match(source):
        raise InputError(source, f"is in the collection already, as {known}", "nothing to do")
    found = acquire(source, today)
    row = {**found.known, **stated}
    if known := collection.texts.get(print_text(found.text)):
        raise InputError(source, f"its text is in the collection already, as {known}", "nothing to do")
    if row.get("url") and (known := collection.urls.get(same_address(row["url"]))):
        raise InputError(source, f"its address is in the collection already, as {known}", "nothing to do")
    row["article_id"] = choose_id(found.name, collection.ids)
    row.setdefault("language", recognise(found.text))
    _store(collection, row, found.text)
    return row["article_id"], sorted(name for name, value in row.items() if value and name not in collection.columns)


def _store(collection: Collection, row: Mapping[str, str], text: str) -> None:
    """Write the article and then its line; take the article back where the line cannot be written."""
    sources, article = collection.folder / SOURCES, collection.folder / f"{row['article_id']}.txt"
    new = sources.with_name(f".{SOURCES}.new-{secrets.token_hex(4)}")
    try:
        new.write_bytes(append_row(collection.sources, collection.columns, row))
        if sources.exists():
            shutil.copymode(sources, new)
        with article.open("xb") as file:  # never over a file that has come in the meantime
            try:
                file.write(text.encode("utf-8"))
                file.flush()
                new.replace(sources)
            except BaseException:
                article.unlink()
                raise
    except OSError as error:
        raise os_error(collection.folder, error, "nothing was added; make room, or make the folder writable") from error
    finally:
        new.unlink(missing_ok=True)


def append_row(content: bytes, columns: tuple[str, ...], row: Mapping[str, str]) -> bytes:
    """`sources.csv` with one line more; every byte that is there stays, and so do its line ends."""
    end = "\r\n" if b"\r\n" in content else "\n"
    line = io.StringIO()
    writer = csv.writer(line, lineterminator=end)
    if not content.strip():
        content = b""
        writer.writerow(columns)
    elif not content.endswith((b"\n", b"\r")):
        line.write(end)
    writer.writerow([row.get(name, "") for name in columns])
    return content + line.getvalue().encode("utf-8")


# ---- the command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sources", metavar="SOURCE", nargs="+", help="a text file, a saved HTML page, or an address that begins with http:// or https://")
    parser.add_argument("--seeds", metavar="DIR", default="seeds", help="the folder of articles (default: seeds)")
    for name in COLUMNS[1:]:
        if name != "accessed":
            parser.add_argument(f"--{name}", metavar="TEXT", help=f"the article's {name}, where you know it better; for one SOURCE")


def run(args: argparse.Namespace) -> int:
    stated = {name: value for name in COLUMNS[1:] if (value := getattr(args, name, None)) is not None}
    _check_stated(stated, args.sources)
    failed = False
    for source in args.sources:
        try:
            article_id, homeless = add(source, Path(args.seeds), stated, date.today())
        except InputError as error:
            failed = True
            print(f"tradetalks add: {error}", file=sys.stderr)
            continue
        print(one_line(f"{source}: added as {article_id}"))
        if homeless:
            print(one_line(f"{Path(args.seeds) / SOURCES}: has no column {', '.join(homeless)}; not kept for {article_id}"), file=sys.stderr)
    return int(failed)


def _check_stated(stated: Mapping[str, str], sources: list[str]) -> None:
    if stated and len(sources) > 1:
        raise InputError(f"--{next(iter(stated))}", "cannot hold for several sources", "add them one by one")
    if published := stated.get("published"):
        try:
            fit = date.fromisoformat(published).isoformat() == published
        except ValueError:
            fit = False
        if not fit:
            raise InputError("--published", f"{published!r} is no day", "write it as 2025-05-24")
    if stated.get("language", "en") not in ("en", "vi"):
        raise InputError("--language", f"{stated['language']!r} is not known", "write en or vi")
