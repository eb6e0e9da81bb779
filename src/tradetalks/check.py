"""`tradetalks check`: built tables against their schemas, keys, data package and articles."""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from .datapackage import PACKAGE_FILE, describe_package
from .errors import InputError, one_line, os_error
from .tables import Column, Table, read_rows, sort_key, tables
from .values import FORMULA_CHARACTERS, split

Row = Mapping[str, str]

#: Findings that are printed of one table; what is wrong in one row is often wrong in all.
_SHOWN = 20
_BOOLEANS = ("true", "false")
_WHOLE = re.compile(r"\d+")


class Finding(NamedTuple):
    """One thing that is wrong: in which file, in which row (its primary key, empty for the file as a whole)."""

    file: str
    row: str
    what: str

    def __str__(self) -> str:
        return one_line(f"{self.file}{f' {self.row}' if self.row else ''}: {self.what}")


def check_folder(data: Path, seeds: Path | None = None) -> Iterator[Finding]:
    """Everything that is wrong with the tables of a folder, and with their quotations where the articles are given."""
    known: dict[str, dict[str, Row]] = {}
    broken = False
    for table in tables().values():
        rows: list[Row] = []
        try:
            rows = list(read_rows(data, table.name))
        except InputError as error:
            broken = True
            yield Finding(table.file, "", "; ".join(part for part in (error.what, error.what_to_do) if part))
        for finding in check_table(table, rows):
            broken = True
            yield finding
        known[table.name] = {_name(table, row): row for row in rows}
    if broken:
        return  # what follows would only say the same of the rows that refer to these
    for table in tables().values():
        yield from check_references(table, known)
    yield from check_spans(known, seeds)
    yield from check_events(known)
    yield from check_package(data)


def _name(table: Table, row: Row) -> str:
    return " ".join(row.get(column, "") for column in table.primary_key)


# ---- one table


def check_table(table: Table, rows: list[Row]) -> Iterator[Finding]:
    """Columns, values, doubled keys and order of one table."""
    if not rows:
        return
    missing = [name for name in table.header if name not in rows[0]]
    for name in missing:
        yield Finding(table.file, "", f"the column {name} is missing")
    for name in rows[0]:
        if name not in table.header:
            yield Finding(table.file, "", f"the column {name} is not declared in tables.yml")
    if missing:
        return
    previous = None
    seen: set[tuple] = set()
    for row in rows:
        for column in table.columns:
            if what := find_fault(row[column.name], column):
                yield Finding(table.file, _name(table, row), f"{column.name}: {what}")
        key = sort_key(table.name, row)
        if key in seen:
            yield Finding(table.file, _name(table, row), "the primary key stands twice")
        elif previous is not None and key < previous:
            yield Finding(table.file, _name(table, row), "not in the order of the primary key")
        seen.add(key)
        previous = key


def find_fault(value: str, column: Column) -> str:
    """What is wrong with a value of a column; empty where nothing is."""
    if not value:
        return "is empty" if column.required else ""
    if column.type == "integer" and not _WHOLE.fullmatch(value):
        return f"{value!r} is no whole number"
    if column.type == "boolean" and value not in _BOOLEANS:
        return f"{value!r} is neither true nor false"
    if column.type == "date" and not _is_day(value):
        return f"{value!r} is no day"
    if column.enum and value not in column.enum:
        return f"{value!r} is none of {', '.join(column.enum)}"
    if column.pattern and not re.fullmatch(column.pattern, value):
        return f"{value!r} does not match {column.pattern}"
    if column.span and value[0] in FORMULA_CHARACTERS and value.strip(FORMULA_CHARACTERS):
        return "begins with a character that a spreadsheet takes for a formula"
    return ""


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


# ---- between tables


def check_references(table: Table, known: Mapping[str, Mapping[str, Row]]) -> Iterator[Finding]:
    """Rows that refer to a row that is not there, or to another article's sentence."""
    lists = [column.name for column in table.columns if column.name == "article_ids"]
    for name, row in known[table.name].items():
        for key in table.foreign_keys:
            value = row[key.column]
            if value and value not in known[key.table]:
                yield Finding(table.file, name, f"{key.column}: there is no {value!r} in {key.table}")
        for column in lists:
            for value in split(row[column]):
                if value not in known["articles"]:
                    yield Finding(table.file, name, f"{column}: there is no {value!r} in articles")


def check_spans(known: Mapping[str, Mapping[str, Row]], seeds: Path | None) -> Iterator[Finding]:
    """Quotations against their offsets, their sentences, and the text of the articles."""
    texts: dict[str, str | None] = {}
    if seeds is not None:
        for article_id, row in known["articles"].items():
            texts[article_id], what = read_text(seeds, article_id, row["sha256"])
            if what:
                yield Finding("articles.csv", article_id, what)
    for table in tables().values():
        if not table.span_column:
            continue
        for name, row in known[table.name].items():
            sentence = known["sentences"].get(row["sentence_id"])
            if what := find_span_fault(row, table.span_column, texts.get(row["article_id"]), sentence):
                yield Finding(table.file, name, what)


def read_text(seeds: Path, article_id: str, sha256: str) -> tuple[str | None, str]:
    """The article's text, or None with the reason why quotations cannot be held against it."""
    path = seeds / f"{article_id}.txt"
    try:
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != sha256:
            return None, f"sha256: {path} is not the file that the tables were built from"
        return content.decode("utf-8"), ""
    except FileNotFoundError:
        return None, f"there is no {path}"
    except OSError as error:
        return None, f"{path}: {(error.strerror or str(error)).lower()}"
    except UnicodeDecodeError:
        return None, f"{path}: not UTF-8"


def find_span_fault(row: Row, column: str, text: str | None, sentence: Row | None) -> str:
    """What is wrong with a quotation and its offsets; empty where nothing is."""
    start, end, quote = int(row["start"]), int(row["end"]), row[column]
    if end - start != len(quote):
        return f"{column} has {len(quote)} characters, start and end are {end - start} apart"
    if text is not None and text[start:end] != quote:
        return f"the article says {text[start:end]!r} there, not {quote!r}"
    if sentence is None or sentence is row:
        return ""
    if sentence["article_id"] != row["article_id"]:
        return f"sentence_id: {sentence['sentence_id']} is a sentence of another article"
    if start < int(sentence["start"]) or start >= int(sentence["end"]):
        return f"does not begin in the sentence {sentence['sentence_id']}"
    return ""


def check_events(known: Mapping[str, Mapping[str, Row]]) -> Iterator[Finding]:
    """The counts of the events against their mentions."""
    mentions = list(known["event_mentions"].values())
    counted = Counter(row["event_id"] for row in mentions)
    articles: dict[str, set[str]] = {}
    for row in mentions:
        articles.setdefault(row["event_id"], set()).add(row["article_id"])
    for event_id, row in known["events"].items():
        if int(row["n_mentions"]) != counted[event_id]:
            yield Finding("events.csv", event_id, f"n_mentions is {row['n_mentions']}, there are {counted[event_id]}")
        if set(split(row["article_ids"])) != articles.get(event_id, set()):
            yield Finding("events.csv", event_id, "article_ids are not the articles of its mentions")
        if int(row["n_articles"]) != len(split(row["article_ids"])):
            yield Finding("events.csv", event_id, f"n_articles is {row['n_articles']}, article_ids are not so many")


# ---- the data package


def check_package(data: Path) -> Iterator[Finding]:
    """The data package: does it describe the tables as they are, and does Frictionless accept it?"""
    path = data / PACKAGE_FILE
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        resources = {resource["name"]: resource for resource in stored["resources"]}
    except FileNotFoundError:
        yield Finding(PACKAGE_FILE, "", "there is none; run `tradetalks build` again")
        return
    except OSError as error:
        raise os_error(path, error, "make it readable") from error
    except (ValueError, TypeError, KeyError):
        yield Finding(PACKAGE_FILE, "", "is no data package; run `tradetalks build` again")
        return
    fresh = {resource["name"]: resource for resource in describe_package(data)["resources"]}
    stale = sorted(name for name in fresh.keys() | resources.keys() if fresh.get(name) != resources.get(name))
    for name in stale:
        yield Finding(PACKAGE_FILE, name, "does not describe the table as it is; run `tradetalks build` again")
    if not stale:
        yield from _ask_frictionless(path)


def _ask_frictionless(path: Path) -> Iterator[Finding]:
    import frictionless  # takes most of the command's time to load

    report = frictionless.validate(str(path))
    for error in report.errors:
        yield Finding(PACKAGE_FILE, "", error.message)
    for task in report.tasks:
        for error in task.errors:
            yield Finding(PACKAGE_FILE, task.name, error.message)


# ---- the command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", metavar="DIR", required=True, help="the folder of tables")
    parser.add_argument("--seeds", metavar="DIR", help="the articles; by default the folder `seeds` beside the tables, if there is one")


def run(args: argparse.Namespace) -> int:
    data = Path(args.data)
    if not data.is_dir():
        raise InputError(data, "there is no such folder", "name a folder that `tradetalks build` has written")
    seeds = find_seeds(data, args.seeds)
    findings = list(check_folder(data, seeds))
    print(describe(findings, seeds))
    if findings:
        raise InputError(data, f"{len(findings)} finding{'s' * (len(findings) > 1)}", "see above, and build the tables again")
    return 0


def find_seeds(data: Path, given: str | None) -> Path | None:
    """The folder of articles: the one that is given, or the one beside the tables. Raises InputError."""
    if given is None:
        beside = data.resolve().parent / "seeds"
        return beside if beside.is_dir() else None
    if not Path(given).is_dir():
        raise InputError(given, "there is no such folder", "name the folder of articles that the tables were built from")
    return Path(given)


def describe(findings: list[Finding], seeds: Path | None) -> str:
    """The findings as lines to read, not more than a screen for each file."""
    against = "" if seeds is not None else " (without the articles: name them with --seeds)"
    if not findings:
        return f"Tables, keys, offsets and data package are in order{against}."
    lines, count = [], Counter(finding.file for finding in findings)
    shown: Counter[str] = Counter()
    for finding in findings:
        shown[finding.file] += 1
        if shown[finding.file] <= _SHOWN:
            lines.append(str(finding))
        elif shown[finding.file] == count[finding.file]:
            lines.append(f"{finding.file}: and {count[finding.file] - _SHOWN} more")
    return "\n".join(lines)
