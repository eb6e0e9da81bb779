"""How the book and its parts are cited: CSL-JSON, BibTeX, RIS, and references in the styles of APA and Chicago.

Everything comes from one description of the book (`_config.yml` and the edition) and one of the part. What is not
known, be it title, date, publisher or address, is left out. The references are made by a CSL processor from the style
files in `styles/`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urljoin

from tradetalks.edition import Edition

#: The styles in which references are given: name for the reader, file in `styles/`.
STYLES = {"APA": "apa.csl", "Chicago": "chicago-author-date.csl"}

_TYPES = {"book": "book", "section": "chapter", "figure": "chapter", "table": "chapter", "data": "dataset"}
_BIBTEX = {"book": "book", "chapter": "incollection", "dataset": "misc"}
_RIS = {"book": "BOOK", "chapter": "CHAP", "dataset": "DATA"}


@dataclass(frozen=True)
class Book:
    """What is known of the book. Any text may be empty; `address` ends with a slash, `released` is a day or a year."""

    title: str
    authors: tuple[str, ...]
    edition: str
    released: str = ""
    publisher: str = ""
    address: str = ""
    licence: str = ""
    description: str = ""
    language: str = "en-GB"


@dataclass(frozen=True)
class Part:
    """What is cited: its permanent name, what it is (book, section, figure, table, data), title, and place on the site."""

    label: str
    kind: str
    title: str
    place: str = ""


def read_book(config: Mapping[str, Any], edition: Edition) -> Book:
    """The book that `_config.yml` describes, in this edition. Several authors are separated by semicolons."""
    html_config = config.get("html") or {}
    more = (config.get("sphinx") or {}).get("config") or {}
    address = str(html_config.get("baseurl") or "")
    return Book(
        title=_clean(config.get("title")),
        authors=tuple(name for name in map(_clean, str(config.get("author") or "").split(";")) if name),
        edition=edition.name,
        released=_clean(more.get("book_released")),
        publisher=_clean(more.get("book_publisher")),
        address=f"{address.rstrip('/')}/" if address else "",
        licence=_clean(more.get("book_licence")),
        description=_clean(more.get("book_description")),
        language=str(more.get("language") or "en").replace("_", "-"),
    )


def _clean(value: Any) -> str:
    return " ".join(str(value or "").split())


def find_address(book: Book, part: Part) -> str:
    """The permanent address of a part, and of the book that of the site; empty as long as the site has none."""
    if part.kind == "book":
        return book.address
    return urljoin(book.address, part.place) if book.address else ""


# ---- CSL-JSON


def to_csl(book: Book, part: Part) -> dict[str, Any]:
    """The part as an item of CSL-JSON, without what is not known."""
    whole = part.kind == "book"
    item = {
        "id": name_entry(part),
        "type": _TYPES[part.kind],
        "title": book.title if whole else _clean(part.title),
        "container-title": "" if whole else book.title,
        "author": [split_name(name) for name in book.authors],
        "issued": {"date-parts": [[int(number) for number in book.released.split("-")]]} if book.released else {},
        "edition": book.edition,
        "publisher": book.publisher,
        "URL": find_address(book, part),
        "language": book.language,
    }
    return {name: value for name, value in item.items() if value}


def split_name(name: str) -> dict[str, str]:
    """`Family, Given` as a person, a name without a comma as an organisation."""
    family, comma, given = (text.strip() for text in name.partition(","))
    return {"family": family, "given": given} if comma and given else {"literal": family}


def name_entry(part: Part) -> str:
    """The name of a part in a bibliography."""
    return f"tradetalks-{part.label}"


def write_csl(book: Book, part: Part) -> str:
    """A CSL-JSON file with the one item."""
    return json.dumps([to_csl(book, part)], ensure_ascii=False, indent=1) + "\n"


# ---- BibTeX and RIS


def write_bibtex(book: Book, part: Part) -> str:
    """A BibTeX entry, as UTF-8."""
    item = to_csl(book, part)
    dates = item.get("issued", {}).get("date-parts", [[]])[0]
    fields = {
        "author": " and ".join(_tex_name(name) for name in item.get("author", ())),
        "title": f"{{{escape_tex(item['title'])}}}" if "title" in item else "",  # the braces keep its capitals
        "booktitle" if item["type"] == "chapter" else "howpublished": (
            f"{{{escape_tex(item['container-title'])}}}" if "container-title" in item else ""
        ),
        "edition": escape_tex(item["edition"]),
        "publisher": escape_tex(item.get("publisher", "")),
        "year": str(dates[0]) if dates else "",
        "month": str(dates[1]) if len(dates) > 1 else "",
        "url": _escape_url(item.get("URL", "")),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{_BIBTEX[item['type']]}{{{item['id']},\n{lines}}}\n"


def _tex_name(name: Mapping[str, str]) -> str:
    if "literal" in name:
        return f"{{{escape_tex(name['literal'])}}}"
    return f"{escape_tex(name['family'])}, {escape_tex(name['given'])}"


#: What means something to TeX. A brace or backslash of the text is written by name, for it would end its field.
_TEX = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%$#_"},
        "\\": r"{\textbackslash}",
        "{": r"{\lbrace}",
        "}": r"{\rbrace}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)


def escape_tex(text: str) -> str:
    """The text as TeX reads it; letters stay as they are, marks that mean something to TeX do not."""
    return text.translate(_TEX)


def _escape_url(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def write_ris(book: Book, part: Part) -> str:
    """An RIS record, as UTF-8."""
    item = to_csl(book, part)
    dates = item.get("issued", {}).get("date-parts", [[]])[0]
    lines = [
        ("TY", _RIS[item["type"]]),
        ("ID", item["id"]),
        *(("AU", name.get("literal") or f"{name['family']}, {name['given']}") for name in item.get("author", ())),
        ("TI", item.get("title", "")),
        ("T2", item.get("container-title", "")),
        ("ET", item["edition"]),
        ("PB", item.get("publisher", "")),
        ("PY", str(dates[0]) if dates else ""),
        ("DA", "/".join(f"{number:02d}" for number in dates) if len(dates) > 1 else ""),
        ("LA", item.get("language", "")),
        ("UR", item.get("URL", "")),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"


# ---- references in a style

#: What would be markup to the processor, while it is at work.
_HIDDEN = {"&": "\ue010", "<": "\ue011", ">": "\ue012", "*": "\ue013", "_": "\ue014", "'": "\ue015", '"': "\ue016"}
_SHOWN = {hidden: char for char, hidden in _HIDDEN.items()}
_PROBE = "qalpha qbeta"  # stands for a title, and shows what the style does to capitals
_PROBE_URL = "https://example.org/probe"
_TAG = re.compile(r"</?[a-z]+[^>]*>")


def write_reference(book: Book, part: Part, style: str) -> str:
    """The reference in a style of `STYLES`, as HTML: text, and `<i>` where the style sets italics."""
    item = to_csl(book, part)
    item["edition"] = f"edition {item['edition']}"
    if not item.get("author") and item.get("title"):  # the title then leads, once
        item["author"] = [{"literal": item.pop("title")}]
    item = {name: _hide(value) for name, value in item.items()}
    title = item.get("title", "")
    # the style's work is the same for all parts that lack the same, so it is done once, with a probe as the title;
    # the last mark of a title stays, because what follows depends on it
    end = title[-1:] if title[-1:] in tuple(".?!,:;…") else ""
    probe = {**item, "id": "probe"}
    if title and part.kind != "book":
        probe["title"] = _PROBE + end
    if "URL" in item:
        probe["URL"] = _PROBE_URL
    made = _settle_stops(_render(json.dumps(probe, sort_keys=True, ensure_ascii=False), style))
    if title and part.kind != "book":
        made = _fill_title(made, title[: len(title) - len(end)])
    # without a date the processor begins to say when it was retrieved, and then has no day to give
    made = made.replace(f"Retrieved {_PROBE_URL}", _PROBE_URL).replace(_PROBE_URL, item.get("URL", ""))
    return _unhide(made)


def _settle_stops(made: str) -> str:
    """What the processor leaves undone: no full stop after another mark, stops and commas inside quotation marks."""
    made = re.sub(r"([.?!…]”?)\.(?=[\s<]|$)", r"\1", made)
    return re.sub(r"”([.,])", r"\1”", made)


def to_text(reference: str) -> str:
    """A reference without its italics, as text."""
    return html.unescape(_TAG.sub("", reference))


def _fill_title(made: str, title: str) -> str:
    for probe, cased in ((_PROBE.title(), _capitalise(title)), (_PROBE.capitalize(), title[:1].upper() + title[1:]), (_PROBE, title)):
        if probe in made:
            quoted = re.search(rf"[“]{probe}", made)
            inner = cased.translate(str.maketrans("“”", "‘’")) if quoted else cased
            return made.replace(probe, inner)
    raise ValueError(f"the style did away with the title: {made}")


def _capitalise(title: str) -> str:
    """The title in headline capitals, by the processor's own rule."""
    from citeproc.model import TextCased
    from citeproc.string import String

    class Headline(TextCased):
        def get(self, name: str) -> str:
            return "title"

    return str(Headline().case(String(title), "en"))


@cache
def _style(name: str) -> Any:
    from citeproc import CitationStylesStyle

    path = resources.files(__package__).joinpath("styles", STYLES[name])
    with resources.as_file(path) as file:
        return CitationStylesStyle(str(file), locale="en-US", validate=False)


@cache
def _render(item: str, style: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    known = json.loads(item)
    bibliography = CitationStylesBibliography(_style(style), CiteProcJSON([known]), formatter.html)
    bibliography.register(Citation([CitationItem(known["id"])]))
    return str(bibliography.bibliography()[0])


def _hide(value: Any) -> Any:
    """A value with the marks hidden that the processor, or HTML, would take for markup."""
    if isinstance(value, str):
        return value.translate(str.maketrans(_HIDDEN))
    if isinstance(value, Mapping):
        return {name: _hide(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_hide(one) for one in value]
    return value


def _unhide(made: str) -> str:
    return made.translate({ord(hidden): html.escape(char) for hidden, char in _SHOWN.items()})


# ---- tags for a page


def list_tags(book: Book, part: Part, *, description: str = "", picture: str = "") -> list[tuple[str, str, str]]:
    """The meta tags of a page that shows a part: attribute, name and content of each; none is empty."""
    title = part.title or book.title
    address = find_address(book, part)
    inside = part.kind != "book"
    tags = [
        ("name", "description", description or book.description),
        ("name", "citation_title", title),
        *(("name", "citation_author", name) for name in book.authors),
        ("name", "citation_book_title", book.title if inside else ""),
        ("name", "citation_publisher", book.publisher),
        ("name", "citation_publication_date", book.released.replace("-", "/")),
        ("name", "citation_language", book.language),
        ("name", "citation_public_url", address),
        ("name", "citation_edition", book.edition),
        ("property", "og:type", "book" if part.kind == "book" else "article"),
        ("property", "og:title", title),
        ("property", "og:site_name", book.title),
        ("property", "og:description", description or book.description),
        ("property", "og:url", address),
        ("property", "og:image", urljoin(book.address, picture) if book.address and picture else ""),
        ("property", "og:image:alt", book.title if book.address and picture else ""),
        ("name", "twitter:card", "summary_large_image" if book.address and picture else "summary"),
    ]
    return [tag for tag in tags if tag[2]]


def write_tags(tags: Iterable[tuple[str, str, str]]) -> str:
    """Meta tags as HTML."""
    return "".join(
        f'<meta {attribute}="{name}" content="{html.escape(content)}" />\n' for attribute, name, content in tags
    )


def to_json_ld(book: Book, part: Part, *, description: str = "") -> dict[str, Any]:
    """The part in the vocabulary of schema.org: the book, a chapter of it, or its data."""
    whole = {
        "@type": "Book",
        "name": book.title,
        "author": [_to_agent(name) for name in book.authors],
        "bookEdition": book.edition,
        "datePublished": book.released,
        "publisher": {"@type": "Organization", "name": book.publisher} if book.publisher else {},
        "license": _link_licence(book.licence),
        "inLanguage": book.language,
        "url": book.address,
    }
    if part.kind == "book":
        known = {**whole, "description": book.description}
    else:
        known = {
            "@type": "Dataset" if part.kind == "data" else "Chapter",
            "name": part.title,
            "author": whole["author"],
            "description": description or book.description,
            "inLanguage": book.language,
            "license": whole["license"],
            "url": find_address(book, part),
            "version": book.edition,
            "isPartOf": _drop_empty(whole),
        }
    return {"@context": "https://schema.org", **_drop_empty(known)}


def _to_agent(name: str) -> dict[str, str]:
    parts = split_name(name)
    if "literal" in parts:
        return {"@type": "Organization", "name": parts["literal"]}
    return {"@type": "Person", "name": f"{parts['given']} {parts['family']}", **{"familyName": parts["family"], "givenName": parts["given"]}}


def _link_licence(licence: str) -> str:
    return f"https://spdx.org/licenses/{licence}.html" if licence else ""


def _drop_empty(known: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in known.items() if value}


def write_json_ld(known: Mapping[str, Any]) -> str:
    """The script element that holds JSON-LD; nothing in it can end the script."""
    text = json.dumps(known, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>\n'
