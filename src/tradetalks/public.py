"""What of the data may be passed on, and how: tables, a page that explains them, a codebook for other tools.

The articles belong to their publishers. A sentence in which nothing was found keeps its place, its length and a hash of
its words, so that whoever has the article can compare, but not the words; unless the article's licence allows it. The
same goes for the articles that go with a notebook to be run again: the letters of such sentences are hidden one by one,
so that every offset still leads to the words that were quoted.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import tempfile
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tradetalks import citation, corpus, datapackage, edition, prose, public_labels, quotable, tables
from tradetalks.citation import Book, Part
from tradetalks.display import literal
from tradetalks.evidence import may_republish
from tradetalks.project import Project
from tradetalks.shipped import load_yaml
from tradetalks.staging import CONFIG, Page, lists_page, read_yaml

#: The staged folder of what may be passed on, the page that explains it, and the part of it that is computed.
STAGED = "public"
DATA_PAGE = "data"
COLUMNS_PAGE = "data-tables.md"

#: The name of the archive of all tables, and of the codebook for other tools.
ARCHIVE = "tradetalks-data.zip"
CODEBOOK = "codebook.qdc"

HIDDEN = "·"

_LONGEST_EXAMPLE = 90
_LETTER = re.compile(r"\w")
_NAMES = uuid.UUID("9d1c0f3a-51c5-5d0c-9f43-5a1d0c7e2b11")  # from which the codes' permanent ids are derived
_README = """Tables of "{title}", edition {edition}.

{citation}

What each table and column means stands in datapackage.json (a Frictionless Data Package). The tables are licensed
under {licence}; the quotations in them remain their publishers'. Sentences in which nothing was found, of articles that
may not be republished, are given by place, length and hash of their words only.
"""


def make_data(place: Project) -> list[Page]:
    """What may be passed on, staged, and what the page of it shows; nothing for a book without that page."""
    if not lists_page(place, DATA_PAGE):
        return []
    package = make_package(place)
    files = [Page(f"{STAGED}/{name}", content.decode("utf-8")) for name, content in package.items()]
    files += [Page(f"{STAGED}/seeds/{name}.txt", text) for name, text in hide_articles(place).items()]
    labels = public_labels.make_labels(place)
    files += [Page(f"{STAGED}/{name}", text) for name, text in labels.items()]
    columns = write_columns(json.loads(package[datapackage.PACKAGE_FILE]), package)
    return [*files, Page(COLUMNS_PAGE, f"{columns}\n{public_labels.write_section(place, labels)}")]


# ---- the package


def make_package(place: Project) -> dict[str, bytes]:
    """The files of the public data package by name, the same for the same tables."""
    found = edition.find_edition(place)
    book = find_book(place, found)
    quoted, free = list_quoted(place), list_free(place)
    with tempfile.TemporaryDirectory() as folder:
        for name in tables.tables():
            if (place.data / tables.tables()[name].file).is_file():
                rows = tables.read_rows(place.data, name)
                tables.write_rows(Path(folder, f"{name}.csv"), name, hide_rows(rows, quoted, free) if name == "sentences" else rows)
        _add_hashes(Path(folder, "sentences.csv"), place.data)
        package = datapackage.describe_package(folder, describe_about(book, found))
        content = {path.name: path.read_bytes() for path in sorted(Path(folder).glob("*.csv"))}
    for resource in package["resources"]:
        if resource["name"] == "sentences":
            _describe_hidden(resource)
    content[datapackage.PACKAGE_FILE] = (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()
    if "codebook.csv" in content:
        content[CODEBOOK] = write_qdc(tables.read_rows(place.data, "codebook"), found.version).encode()
    whole = citation.to_text(citation.write_reference(book, data_part(), "APA"))
    content["README.txt"] = _README.format(title=book.title, edition=found.name, citation=whole, licence=book.licence).encode()
    return content


def data_part() -> Part:
    """The data as a part of the book that is cited."""
    return Part("data", "data", "The data", f"{DATA_PAGE}.html")


def find_book(place: Project, found: edition.Edition) -> Book:
    """The book that the checkout around a project describes."""
    path = place.book.parent / CONFIG
    return citation.read_book(read_yaml(path) if path.is_file() else {}, found)


def describe_about(book: Book, found: edition.Edition) -> dict[str, Any]:
    """What the package says of itself beside its tables."""
    about = {
        "version": found.name,
        "homepage": book.address,
        "contributors": [{"title": name, "role": "author"} for name in book.authors],
    }
    return {name: value for name, value in about.items() if value}


def list_quoted(place: Project) -> dict[str, list[tuple[int, int]]]:
    """By article, the spans in which something was found."""
    found = {name: place.table(name) for name in ("articles", "sentences", "events", *quotable.FOUND)}
    beside = quotable.list_beside(found)
    sentences = found["sentences"]
    spans: dict[str, list[tuple[int, int]]] = {}
    for table in (*(found[name] for name in quotable.FOUND), sentences[sentences["sentence_id"].isin(beside)]):
        for row in table.itertuples(index=False):
            spans.setdefault(row.article_id, []).append((int(row.start), int(row.end)))
    return spans


def list_free(place: Project) -> set[str]:
    """The articles whose licence allows the whole text to be shown."""
    sources = corpus.read_sources(place.seeds, warn=lambda line: None)
    return {article_id for article_id, source in sources.items() if may_republish(source.licence)}


def hide_rows(rows: Iterable[Mapping[str, str]], quoted: Mapping[str, list[tuple[int, int]]], free: set[str]) -> Iterable[dict]:
    """Sentences without the words of those that may not be passed on."""
    for row in rows:
        shown = row["article_id"] in free or is_quoted(row, quoted)
        yield dict(row) if shown else {**row, "text": None}


def is_quoted(row: Mapping[str, str], quoted: Mapping[str, list[tuple[int, int]]]) -> bool:
    """Was something found in this sentence?"""
    start, end = int(row["start"]), int(row["end"])
    return any(first < end and start < last for first, last in quoted.get(row["article_id"], ()))


def _add_hashes(path: Path, data: Path) -> None:
    """Add to the public sentences a column with the SHA-256 of the words of each."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    words = [row["text"] for row in tables.read_rows(data, "sentences")]
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow([*header, "text_sha256"])
    lines.writerows([*row, hashlib.sha256(text.encode()).hexdigest()] for row, text in zip(rows, words, strict=True))
    path.write_text(written.getvalue(), encoding="utf-8", newline="")


def _describe_hidden(resource: dict[str, Any]) -> None:
    for field in resource["schema"]["fields"]:
        if field["name"] == "text":
            field.get("constraints", {}).pop("required", None)
            field["description"] += " Empty where nothing was found in it and the article may not be republished."
    resource["schema"]["fields"].append(
        {
            "name": "text_sha256",
            "type": "string",
            "description": "SHA-256 of the sentence's words, as UTF-8.",
            "constraints": {"required": True, "pattern": "[0-9a-f]{64}"},
        }
    )


def hide_articles(place: Project) -> dict[str, str]:
    """The articles, letter by letter, with the letters of sentences hidden in which nothing was found."""
    quoted, free = list_quoted(place), list_free(place)
    shown: dict[str, list[tuple[int, int]]] = {}
    for row in tables.read_rows(place.data, "sentences"):
        if is_quoted(row, quoted):
            shown.setdefault(row["article_id"], []).append((int(row["start"]), int(row["end"])))
    texts = {}
    for row in tables.read_rows(place.data, "articles"):
        name = row["article_id"]
        path = place.seeds / f"{name}.txt"
        if path.is_file():
            text = path.read_bytes().decode("utf-8")
            texts[name] = text if name in free else hide_text(text, shown.get(name, ()))
    return texts


def hide_text(text: str, shown: Iterable[tuple[int, int]]) -> str:
    """The text with every letter and digit outside the spans hidden; its length stays."""
    parts, at = [], 0
    for start, end in sorted(shown):
        parts += [_LETTER.sub(HIDDEN, text[at : max(at, start)]), text[max(at, start) : max(at, end)]]
        at = max(at, end)
    return "".join([*parts, _LETTER.sub(HIDDEN, text[at:])])


# ---- the codebook for other tools


def write_qdc(codes: Iterable[Mapping[str, str]], version: str) -> str:
    """The codebook as REFI-QDA (.qdc), which programs for qualitative data analysis read."""
    families: dict[str, list[str]] = {"principle": [], "measure": []}
    for row in codes:
        families[row["family"]].append(_write_code(row["code"], row["label"], describe_code(row)))
    declared = load_yaml("codebook", "goods.yml")
    goods = [_write_code(f"good:{name}", good["label"], good.get("label_vi", "")) for name, good in declared["goods"].items()]
    groups = [("Principles", families["principle"]), ("Measures", families["measure"]), ("Goods named for purchase or import", goods)]
    written = "".join(
        f'  <Code guid="{_guid(name)}" name={quoteattr(name)} isCodable="false">\n{"".join(some)}  </Code>\n'
        for name, some in groups
        if some
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin={quoteattr(f"tradetalks {version}")}>\n'
        f" <Codes>\n{written} </Codes>\n</CodeBook>\n"
    )


def describe_code(row: Mapping[str, str]) -> str:
    """Label in Vietnamese, definition, what is in and what is out, as a description of a code."""
    parts = [
        row["label_vi"],
        row["definition"],
        f"Coded: {row['include']}" if row["include"] else "",
        f"Not coded: {row['exclude']}" if row["exclude"] else "",
    ]
    return "\n".join(part for part in parts if part)


def _write_code(code: str, label: str, description: str) -> str:
    told = f"    <Description>{escape(description)}</Description>\n" if description else ""
    return f'   <Code guid="{_guid(code)}" name={quoteattr(label)} isCodable="true">\n{told}   </Code>\n'


def _guid(name: str) -> str:
    return str(uuid.uuid5(_NAMES, name))


# ---- the page


def write_columns(package: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    """For each table a section: what a row is, where to get it, and its columns with the values of its first row."""
    return "\n".join(_write_table(resource, files[resource["path"]]) for resource in package["resources"])


def _write_table(resource: Mapping[str, Any], content: bytes) -> str:
    name = resource["name"]
    label = f"data-{name.replace('_', '-')}"
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    example = dict(zip(header, rows[0], strict=True)) if rows else {}
    lines = [
        f"| {literal(field['name'])} | {literal(field['type'])} | {literal(field['description'])} "
        f"| {literal(_shorten(example.get(field['name'], ''))) or '–'} |"
        for field in resource["schema"]["fields"]
    ]
    keys = ", ".join(resource["schema"]["primaryKey"])
    links = f'<a href="data/{name}.csv" download>CSV</a> · <a href="data/{name}.parquet" download>Parquet</a>'
    return "\n".join(
        [
            f"({label})=",
            f"## {literal(resource['title'])}",
            "",
            f"{literal(resource['description'])} {prose.start_sentence(prose.count('row', len(rows)))}; "
            f"the key is {literal(keys)}. {links}",
            "",
            f":::{{table}} The columns of {literal(name)}, with the values of its first row.",
            f":name: tab-{label}",
            "",
            "| Column | Type | Meaning | Example |",
            "|---|---|---|---|",
            *lines,
            ":::",
            "",
        ]
    )


def _shorten(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= _LONGEST_EXAMPLE else f"{value[:_LONGEST_EXAMPLE].rstrip()}…"
