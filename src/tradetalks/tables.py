"""Tables at the edge: what each column means, and rows to and from files.

`tables.yml` declares every table. From it come the header of each CSV, the way a value is written, the data package
beside the tables (`datapackage`), and what `tradetalks check` holds them against.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from .errors import InputError, os_error
from .replacing import replace_file
from .shipped import load_yaml
from .values import FORMULA_IN_ROW, PLAIN, WRITE, settle_span, unescape_formula, write_span

Row = Mapping[str, Any]
_CHILD_ID = re.compile(r"(.*)\.([a-z]+)(\d+)", re.DOTALL)


@dataclass(frozen=True)
class Column:
    """One column: what a value of it means and which values there are."""

    name: str
    type: str
    description: str
    required: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    unit: str = ""
    span: bool = False


@dataclass(frozen=True)
class ForeignKey:
    """The values of `column` are found in column `to` of `table`."""

    column: str
    table: str
    to: str


@dataclass(frozen=True)
class Table:
    """One table: what a row of it is, its columns in order, and its keys."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def span_column(self) -> str:
        """The column whose cell is the article's text from `start` to `end`; empty where the table has no spans."""
        return next((column.name for column in self.columns if column.span), "")


# ---- what the tables are


@cache
def read_declaration() -> dict[str, Any]:
    """What `tables.yml` says of the package and of its tables."""
    return load_yaml("tables.yml")


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in the order in which they are declared."""
    return {name: _read_table(name, declared) for name, declared in read_declaration()["tables"].items()}


def _read_table(name: str, declared: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**{**column, "enum": tuple(column.get("enum", ()))}) for column in declared["columns"])
    foreign = tuple(
        ForeignKey(key["fields"][0], key["table"], key["to"][0]) for key in declared.get("foreign_keys", ())
    )
    return Table(name, declared["title"], declared["description"], columns, tuple(declared["primary_key"]), foreign)


def sort_key(name: str, row: Row) -> tuple:
    """What the rows of a table are sorted by: its primary key, numbered rows of an article in their order.

    `a.s1000` comes after `a.s999`, and all of article `a` before all of `a-1`, as in the table of articles.
    """
    table = tables()[name]
    values = tuple(str(row[column]) for column in table.primary_key)
    if name != "articles" and (match := _CHILD_ID.fullmatch(values[0])):
        return match[1], match[2], int(match[3]), *values[1:]
    return values


# ---- rows to and from files


#: Rows that wait to be written together: a call for each would cost more than the writing.
_AT_ONCE = 200


class RowWriter:
    """A table written row by row, so that none has to be held in memory. `count` is the number of rows so far.

    The caller sees to the order (`sort_key`). Raises InputError where the disk does not take them and ValueError for
    a column that is not declared.
    """

    def __init__(self, path: str | os.PathLike[str], name: str) -> None:
        self.path, self.table, self.count = Path(path), tables()[name], 0
        self._columns = frozenset(self.table.header)
        self._span = self.table.span_column
        self._write = [(column.name, write_span if column.span else WRITE[column.type]) for column in self.table.columns]
        #: What a row is made of in which nothing is left to write: the values, their classes, the texts among them.
        self._values = itemgetter(*self.table.header)
        self._plain = [PLAIN.get(column.type) for column in self.table.columns]
        self._texts = itemgetter(*(column.name for column in self.table.columns if PLAIN.get(column.type) is str))
        self._waiting: list[Sequence[Any]] = []

    def __enter__(self) -> RowWriter:
        try:
            self._file = self.path.open("w", encoding="utf-8", newline="")
        except OSError as error:
            raise self._explain(error) from error
        self._lines: list[str] = []
        # csv quotes a lone carriage return only when it belongs to the line end; a reader would end the row there
        self._csv = csv.writer(_Lines(self._lines.append), lineterminator="\r\n")
        self._waiting.append(self.table.header)
        return self

    def add_all(self, rows: Iterable[Row]) -> None:
        """Add the rows of an article, or of the whole table, and keep none waiting: one sentence may be a whole file."""
        for row in rows:
            self.add(row)
        self._flush()

    def add(self, row: Row) -> None:
        if not self._columns.issuperset(row):
            raise ValueError(f"{self.table.name} has no column {sorted(set(row) - self._columns)}")
        # Nearly every row has nothing to be written otherwise; looking at each of its cells would be most of the cost.
        if len(row) == len(self._plain):
            cells = self._values(row)
            plain = list(map(type, cells)) == self._plain and not FORMULA_IN_ROW.search("\0".join(("", *self._texts(row))))
        else:
            plain = False
        if not plain:
            if self._span:
                row = settle_span(row, self._span)
            cells = [None if (value := row.get(name)) is None else write(value) for name, write in self._write]
        self._waiting.append(cells)
        self.count += 1
        if len(self._waiting) >= _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        """Put the rows that wait into the file, with plain line ends."""
        try:
            self._csv.writerows(self._waiting)
            self._file.write("".join([line[:-2] + "\n" for line in self._lines]))
        except (OSError, UnicodeEncodeError) as error:
            raise self._explain(error) from error
        self._waiting.clear()
        self._lines.clear()

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                self._flush()
        finally:
            self._close()

    def _close(self) -> None:
        try:
            self._file.close()
        except OSError as error:
            raise self._explain(error) from error

    def _explain(self, error: OSError | UnicodeEncodeError) -> InputError:
        if isinstance(error, OSError):
            return os_error(self.path, error, "make room for the table, or name another folder")
        bad = error.object[max(0, error.start - 20) : error.end + 20]
        return InputError(self.path, f"{bad!r} cannot be written as UTF-8", "rename the article's file")


class _Lines(NamedTuple):
    """Where csv puts its rows, one a call."""

    write: Callable[[str], None]


def write_rows(path: str | os.PathLike[str], name: str, rows: Iterable[Row]) -> int:
    """Write table `name` to the file `path` as the rows come, and return their number; see `RowWriter`."""
    with RowWriter(path, name) as writer:
        writer.add_all(rows)
    return writer.count


def save_table(folder: str | os.PathLike[str], name: str, rows: Iterable[Row]) -> int:
    """Put one table into a folder, sorted, whole or not at all; return the number of its rows. Raises InputError."""
    target = Path(folder) / tables()[name].file
    ordered = sorted(rows, key=lambda row: sort_key(name, row))
    with replace_file(target) as path:
        return write_rows(path, name, ordered)


def read_rows(folder: str | os.PathLike[str], name: str) -> Iterator[dict[str, str]]:
    """The rows of a table as text, one after the other. Raises InputError for a table that cannot be read."""
    table = tables()[name]
    path = Path(folder) / table.file
    spans = {column.name for column in table.columns if column.span}
    rebuild = "run `tradetalks build` again"
    csv.field_size_limit(sys.maxsize)  # a sentence may be a whole file
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = next(lines, None)
            if header is None:
                raise InputError(path, "the table is empty, without a header", rebuild)
            if len(set(header)) < len(header):
                raise InputError(path, "two columns have the same name", rebuild)
            for cells in lines:
                if len(cells) != len(header):
                    what = f"line {lines.line_num} has {len(cells)} cells under {len(header)} headings"
                    raise InputError(path, what, rebuild)
                yield {
                    heading: cell if heading in spans else unescape_formula(cell)
                    for heading, cell in zip(header, cells, strict=True)
                }
    except FileNotFoundError as error:
        raise InputError(path, "there is no such table", "name a folder that `tradetalks build` has written") from error
    except OSError as error:
        raise os_error(path, error, "make it readable, or build the tables again") from error
    except UnicodeDecodeError as error:
        raise InputError(path, "not UTF-8", rebuild) from error
    except csv.Error as error:
        raise InputError(path, f"line {lines.line_num}: {error}", rebuild) from error
