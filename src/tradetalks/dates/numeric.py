"""Dates with a year in digits alone, read alike in both languages."""

from __future__ import annotations

import re

from .grammar import NUMBER, Found
from .model import Reference, one_day, one_month
from .resolve import make_calendar

_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9]|[-/.][0-9])")
_ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?![\w/]|[-.,:][0-9])")
_NUMERIC = re.compile(rf"({NUMBER})([-/.])({NUMBER})\2((?:1[89]|20)[0-9]{{2}})(?![\w/%]|[-.,][0-9])")


def read_numeric(text: str, start: int, reference: Reference | None) -> Found | None:
    """2025-04-05, 2025-04, 05/04/2025."""
    found = _ISO.match(text, start)
    if found:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    elif found := _NUMERIC.match(text, start):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if month > 12:
            day, month = month, day
    elif found := _ISO_MONTH.match(text, start):
        parts = one_month(int(found[1]), int(found[2]))
        return found.end(), make_calendar(text, start, found.end(), "month", parts, reference)
    else:
        return None
    return found.end(), make_calendar(text, start, found.end(), "day", one_day(year, month, day), reference)
