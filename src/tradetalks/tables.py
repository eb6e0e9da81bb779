"""Tables at the edge: what each column means, and rows to and from files.

`tables.yml` declares every table. From it come the header of each CSV, the way a value is written, the data package
beside the tables, and what `tradetalks check` holds them against.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. There is one set of files for people
and programs alike, so it has to be harmless as it is. Where the cell is a quotation with offsets, an apostrophe before
it would break `text[start:end] == quote`, so the span is made to begin after such a character. Every other text cell
gets an apostrophe in front, and `read_rows` takes it off.
"""

from __future__ import annotations

import csv
import errno
import hashlib
import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from .errors import InputError, os_error
from .shipped import load_yaml

PACKAGE_FILE = "datapackage.json"
LIST_SEPARATOR = ";"
Row = Mapping[str, Any]

#: What makes a spreadsheet calculate, full-width forms included.
FORMULA_CHARACTERS = "=+-@\t\r＝＋－＠"
_SUSPECT = f"'{FORMULA_CHARACTERS}"
#: In the texts of a row, each behind a NUL: one that may have to be written otherwise.
_FORMULA_IN_ROW = re.compile(rf"\0[{re.escape(_SUSPECT)}]")
_FORMULA = re.compile(rf"'*[{re.escape(FORMULA_CHARACTERS)}]")
_ESCAPED = re.compile(rf"''*[{re.escape(FORMULA_CHARACTERS)}]")
_LEADING = re.compile(rf"[{re.escape(FORMULA_CHARACTERS)}\s]+(?=\S)")
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
def _declared() -> dict[str, Any]:
    return load_yaml("tables.yml")


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in the order in which they are declared."""
    return {name: _read_table(name, declared) for name, declared in _declared()["tables"].items()}


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


# ---- how a value is written


def _write_text(value: Any) -> str | None:
    if isinstance(value, str):
        return escape_formula(value) if value and value[0] in _SUSPECT else value
    return None if _is_missing(value) else escape_formula(str(value))


def _write_span(value: Any) -> str | None:
    return None if _is_missing(value) else value


def _write_integer(value: Any) -> int | str | None:
    return None if _is_missing(value) else value if isinstance(value, int | str) else int(value)


def _write_boolean(value: Any) -> str | None:
    return None if _is_missing(value) else value if isinstance(value, str) else "true" if value else "false"


def _write_date(value: Any) -> str | None:
    return None if _is_missing(value) else value if isinstance(value, str) else value.isoformat()[:10]


def _write_list(value: Any) -> str | None:
    return _write_text(_join(value) if isinstance(value, list | tuple) else value)


def _is_missing(value: Any) -> bool:
    """Is this None, NaN, NaT or NA? Whatever a data frame may hold for an empty cell is written as one."""
    return value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value)


#: The cell of a value, by the type of its column. None is an empty cell.
_WRITE: dict[str, Callable[[Any], int | str | None]] = {
    "string": _write_text,
    "integer": _write_integer,
    "boolean": _write_boolean,
    "date": _write_date,
    "list": _write_list,
}
#: The class of a value that is written as it is, by the type of its column; a text only where it is no formula.
_PLAIN = {"string": str, "date": str, "list": str, "integer": int}
#: Rows that wait to be written together: a call for each would cost more than the writing.
_AT_ONCE = 200


def _join(items: Iterable[str]) -> str:
    items = list(items)
    if any(LIST_SEPARATOR in item for item in items):
        raise ValueError(f"a list cannot hold an item with {LIST_SEPARATOR!r} in it: {items}")
    return LIST_SEPARATOR.join(items)


def split(cell: str) -> list[str]:
    """The items of a list cell; none of an empty one."""
    return cell.split(LIST_SEPARATOR) if cell else []


def escape_formula(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would calculate it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(cell: str) -> str:
    """What `escape_formula` was given."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def settle_span(row: Row, span: str) -> Row:
    """The row with its span beginning after any character that a spreadsheet would take for a formula."""
    text = row.get(span)
    if not text or text[0] not in FORMULA_CHARACTERS or not (match := _LEADING.match(text)):
        return row
    return {**row, "start": int(row["start"]) + match.end(), span: text[match.end() :]}


# ---- rows to and from files


class RowWriter:
    """A table written row by row, so that none has to be held in memory. `count` is the number of rows so far.

    The caller sees to the order (`sort_key`). Raises InputError where the disk does not take them and ValueError for
    a column that is not declared.
    """

    def __init__(self, path: str | os.PathLike[str], name: str) -> None:
        self.path, self.table, self.count = Path(path), tables()[name], 0
        self._columns = frozenset(self.table.header)
        self._span = self.table.span_column
        self._write = [(column.name, _write_span if column.span else _WRITE[column.type]) for column in self.table.columns]
        #: What a row is made of in which nothing is left to write: the values, their classes, the texts among them.
        self._values = itemgetter(*self.table.header)
        self._plain = [_PLAIN.get(column.type) for column in self.table.columns]
        self._texts = itemgetter(*(column.name for column in self.table.columns if _PLAIN.get(column.type) is str))
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
            plain = list(map(type, cells)) == self._plain and not _FORMULA_IN_ROW.search("\0".join(("", *self._texts(row))))
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
    with _replace_file(target) as path:
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


# ---- the data package


def write_package(folder: str | os.PathLike[str], about: Row | None = None, counts: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Write `datapackage.json` for the tables that stand in a folder, and return it; see `describe_package`."""
    package = describe_package(folder, about, counts)
    with _replace_file(Path(folder) / PACKAGE_FILE) as path:
        path.write_text(json.dumps(package, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="")
    return package


def describe_package(folder: str | os.PathLike[str], about: Row | None = None, counts: Mapping[str, int] | None = None) -> dict[str, Any]:
    """The data package of the tables that stand in a folder.

    `about` adds to what the package says of itself (version, id, homepage, contributors, sources). `counts` are the rows
    of tables that have just been written; those of others are counted. There is no time in it: the same tables give the
    same package. Raises InputError for a table that cannot be read.
    """
    folder = Path(folder)
    present = [table for table in tables().values() if (folder / table.file).exists()]
    names = {table.name for table in present}
    return {
        "profile": "tabular-data-package",
        **_declared()["package"],
        **(about or {}),
        "resources": [_describe(folder, table, names, (counts or {}).get(table.name)) for table in present],
    }


def _count_rows(path: Path) -> int:
    """Rows below the header. Raises InputError for a table that cannot be read."""
    csv.field_size_limit(sys.maxsize)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return max(sum(1 for _ in csv.reader(file)) - 1, 0)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(path, f"cannot be read ({error})", "build the tables again") from error


def _describe(folder: Path, table: Table, present: set[str], rows: int | None) -> dict[str, Any]:
    path = folder / table.file
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        size = path.stat().st_size
    except OSError as error:
        raise os_error(path, error, "build the tables again") from error
    return {
        "name": table.name,
        "path": table.file,
        "profile": "tabular-data-resource",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "rows": _count_rows(path) if rows is None else rows,
        "schema": _describe_schema(table, present),
    }


def _describe_schema(table: Table, present: set[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_describe_column(column, table) for column in table.columns],
        "primaryKey": list(table.primary_key),
        "missingValues": [""],
    }
    keys = [key for key in table.foreign_keys if key.table in present]
    if keys:
        schema["foreignKeys"] = [
            # Table Schema refers to the table itself by an empty name
            {
                "fields": [key.column],
                "reference": {"resource": "" if key.table == table.name else key.table, "fields": [key.to]},
            }
            for key in keys
        ]
    return schema


def _describe_column(column: Column, table: Table) -> dict[str, Any]:
    # no version of Table Schema that other tools read knows lists in a cell
    field: dict[str, Any] = {"name": column.name, "type": "string" if column.type == "list" else column.type}
    field["description"] = column.description + (' Items are separated by ";".' if column.type == "list" else "")
    if column.unit:
        field["unit"] = column.unit
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if table.primary_key == (column.name,):
        constraints["unique"] = True
    if column.enum:
        constraints["enum"] = list(column.enum)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if constraints:
        field["constraints"] = constraints
    return field


# ---- folders and files, whole or not at all


def is_table_file(name: str) -> bool:
    """Is a file of this name one that a build writes?"""
    return name == PACKAGE_FILE or any(name == table.file for table in tables().values())


def holds_tables(folder: Path) -> bool:
    """Is this folder one that a build has written, or one that it may write to without harm?

    It is when its data package is ours. Without a package, nothing may stand in it but tables with our first column,
    labels (`gold`) and hidden files.
    """
    package = folder / PACKAGE_FILE
    if package.exists():
        try:
            return json.loads(package.read_text(encoding="utf-8"))["name"] == _declared()["package"]["name"]
        except (ValueError, KeyError, TypeError):
            return False
    ours = {table.file: table.header[0] for table in tables().values()}
    for entry in sorted(folder.iterdir()):
        if entry.name == "gold" or entry.name.startswith("."):
            continue
        if entry.name not in ours or not _begins(entry, f"{ours[entry.name]},"):
            return False
    return True


def _begins(path: Path, start: str) -> bool:
    with path.open("rb") as file:
        return file.read(len(start)) == start.encode()


@contextmanager
def replace_folder(
    target: str | os.PathLike[str],
    *,
    owned: Callable[[str], bool] = is_table_file,
    recognise: Callable[[Path], bool] = holds_tables,
) -> Iterator[Path]:
    """A new folder to write into, which takes the place of `target` when the block ends well, and else disappears.

    What stands in `target` under a name that is not `owned` (`data/gold/`, a reader's notes) is kept: it is in the new
    folder as it was in the old one. A folder that is not empty and that `recognise` does not know is refused. Raises
    InputError naming `target` for that, and where it cannot be written; `target` is then as it was.
    """
    target = Path(os.path.realpath(target))
    new = _sibling(target, "new")
    try:
        if target.exists() and not target.is_dir():
            raise InputError(target, "is a file, not a folder", "name another folder")
        if target.exists() and any(target.iterdir()) and not recognise(target):
            what = "holds files that are not from here, and would be replaced"
            raise InputError(target, what, "name an empty or a new folder")
        new.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
    except OSError as error:
        raise os_error(target, error, "name a folder that can be written") from error
    try:
        yield new
        if target.exists():
            _keep_foreign(target, new, owned)
        _swap(new, target)
    except OSError as error:
        if not _is_about(error, (new, target)):
            raise
        raise os_error(target, error, "it is as it was; make room, or name another folder") from error
    except InputError as error:
        if not Path(error.path).is_relative_to(new):
            raise
        place = target / Path(error.path).relative_to(new)
        raise InputError(place, error.what, error.what_to_do) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _sibling(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name}.{purpose}-{secrets.token_hex(4)}")


def _keep_foreign(old: Path, new: Path, owned: Callable[[str], bool]) -> None:
    shutil.copymode(old, new)
    for entry in old.iterdir():
        kept = new / entry.name
        if owned(entry.name) or kept.exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, kept, symlinks=True, copy_function=_link_or_copy)
        else:
            _link_or_copy(entry, kept)


def _link_or_copy(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    old = _sibling(target, "old")
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_about(error: OSError, folders: tuple[Path, ...]) -> bool:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
        return True
    return isinstance(error.filename, str) and any(Path(error.filename).is_relative_to(folder) for folder in folders)


@contextmanager
def _replace_file(target: Path) -> Iterator[Path]:
    """A new file to write, which takes the place of `target` when the block ends well, and else disappears."""
    new = _sibling(target, "new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield new
        new.replace(target)
    except InputError as error:
        if error.path != str(new):
            raise
        raise InputError(target, error.what, error.what_to_do) from error
    except OSError as error:
        raise os_error(target, error, "it is as it was; make room, or name another folder") from error
    finally:
        new.unlink(missing_ok=True)
