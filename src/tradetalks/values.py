"""How a value becomes the cell of a CSV file, and a cell its text again.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula. There is one set of files for people
and programs alike, so it has to be harmless as it is. Where the cell is a quotation with offsets, an apostrophe before
it would break `text[start:end] == quote`, so the span is made to begin after such a character. Every other text cell
gets an apostrophe in front, which is taken off where tables are read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

LIST_SEPARATOR = ";"

#: What makes a spreadsheet calculate, full-width forms included.
FORMULA_CHARACTERS = "=+-@\t\r＝＋－＠"
_SUSPECT = f"'{FORMULA_CHARACTERS}"

#: In the texts of a row, each behind a NUL: one that may have to be written otherwise.
FORMULA_IN_ROW = re.compile(rf"\0[{re.escape(_SUSPECT)}]")
_FORMULA = re.compile(rf"'*[{re.escape(FORMULA_CHARACTERS)}]")
_ESCAPED = re.compile(rf"''*[{re.escape(FORMULA_CHARACTERS)}]")
_LEADING = re.compile(rf"[{re.escape(FORMULA_CHARACTERS)}\s]+(?=\S)")


def _write_text(value: Any) -> str | None:
    if isinstance(value, str):
        return escape_formula(value) if value and value[0] in _SUSPECT else value
    return None if _is_missing(value) else escape_formula(str(value))


def write_span(value: Any) -> str | None:
    """The cell of a quotation with offsets, which stays as it is; see `settle_span`."""
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
WRITE: dict[str, Callable[[Any], int | str | None]] = {
    "string": _write_text,
    "integer": _write_integer,
    "boolean": _write_boolean,
    "date": _write_date,
    "list": _write_list,
}

#: The class of a value that is written as it is, by the type of its column; a text only where it is no formula.
PLAIN = {"string": str, "date": str, "list": str, "integer": int}


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


def settle_span(row: Mapping[str, Any], span: str) -> Mapping[str, Any]:
    """The row with its span beginning after any character that a spreadsheet would take for a formula."""
    text = row.get(span)
    if not text or text[0] not in FORMULA_CHARACTERS or not (match := _LEADING.match(text)):
        return row
    return {**row, "start": int(row["start"]) + match.end(), span: text[match.end() :]}
