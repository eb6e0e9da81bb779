"""The data package: `datapackage.json` beside the tables, which says what they hold, and by which a folder is known as ours."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from .errors import InputError, os_error
from .replacing import replace_file, replace_folder
from .tables import Column, Row, Table, read_declaration, tables

PACKAGE_FILE = "datapackage.json"


def write_package(folder: str | os.PathLike[str], about: Row | None = None, counts: Mapping[str, int] | None = None) -> dict[str, Any]:
    """Write `datapackage.json` for the tables that stand in a folder, and return it; see `describe_package`."""
    package = describe_package(folder, about, counts)
    with replace_file(Path(folder) / PACKAGE_FILE) as path:
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
        **read_declaration()["package"],
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


# ---- the folder that a build writes


def replace_tables(target: str | os.PathLike[str]) -> AbstractContextManager[Path]:
    """A new folder of tables in place of `target`, whole or not at all; see `replace_folder`.

    What a build does not write (`data/gold/`, a reader's notes) is kept.
    """
    return replace_folder(target, owned=is_table_file, recognise=holds_tables)


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
            return json.loads(package.read_text(encoding="utf-8"))["name"] == read_declaration()["package"]["name"]
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
