"""English months and quarters: "in May", "April to June", "March 2025", "Q2 2025"."""

from __future__ import annotations

import re

from ..grammar import GAP, YEAR, Found, word_before
from ..model import Parts, Reference, one_month
from ..portions import divide, narrow
from ..resolve import make_calendar
from ..words import list_words
from .grammar import MONTH, TO, number_month

_MONTH_YEAR = re.compile(rf"({MONTH})(?:{TO}({MONTH}))?(?:,?{GAP}(?:of{GAP}|in{GAP})?({YEAR})|[-/]({YEAR}))")
_MONTH_ONLY = re.compile(rf"({MONTH})(?:{TO}({MONTH}))?")
_BEFORE_MONTH = list_words("english", "before_month")
_ABBREVIATED = re.compile(r"(?ai:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)")
_WORD_FOLLOWS = re.compile(r"[-\s][^\W0-9_]")
_MONTH_FOLLOWS = re.compile(rf"(?:,|{GAP}(?:and|or)){GAP}{MONTH}(?!{GAP}[0-9])")
_NAME_FOLLOWS = re.compile(r"\s[A-ZĐ][a-zà-ỹ]")


def read_month(text: str, start: int, reference: Reference | None) -> Found | None:
    """A month without a day."""
    found = _MONTH_YEAR.match(text, start)
    if not found:
        return _read_month_only(text, start, reference)
    year, month, end = int(found[3] or found[4]), number_month(found[1]), found.end()
    if found[2]:
        last = number_month(found[2])
        first_year = year - 1 if month and last and last < month else year
        parts = Parts(first_year, month, None, year, last, None)
        return end, make_calendar(text, start, end, "range", parts, reference)
    spans = make_calendar(text, start, end, "month", one_month(year, month), reference)
    return end, narrow(text, spans, reference)


def _read_month_only(text: str, start: int, reference: Reference | None) -> Found | None:
    """A month without day and year: "in May", "April to June"."""
    found = _MONTH_ONLY.match(text, start)
    if not found:
        return None
    name = found[1].rstrip(".")
    plain = len(name) > 3 and name.lower() != "march"
    # "Mar-a-Lago", "Mar del Plata": an abbreviation without its full stop is too little.
    if _ABBREVIATED.fullmatch(found[0]) and _WORD_FOLLOWS.match(text, found.end()):
        return None
    before = word_before(text, start)
    named = not plain or not name[0].isupper() or _NAME_FOLLOWS.match(text, found.end())
    # "And" leads on from another month, or from one person's name to the next.
    told = before in _BEFORE_MONTH and not (before == "and" and plain and named)
    if named and not told and not found[2] and not _MONTH_FOLLOWS.match(text, found.end()):
        return None
    month = number_month(found[1])
    # The stop after an abbreviation may be the sentence's.
    end = found.end() - found[0].endswith(".")
    if found[2]:
        parts = Parts(None, month, None, None, number_month(found[2]), None)
        return found.end(), make_calendar(text, start, end, "range", parts, reference)
    spans = make_calendar(text, start, end, "month", one_month(None, month), reference)
    return found.end(), narrow(text, spans, reference)


_QUARTER_CODE = re.compile(rf"Q([1-4])(?:{GAP}(?:of{GAP})?|[/-])({YEAR})")


def read_quarter_code(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "Q2 2025"."""
    found = _QUARTER_CODE.match(text, start)
    if not found:
        return None
    parts = divide(int(found[2]), None, int(found[1]), "quarter")
    if parts is None:
        return None
    return found.end(), make_calendar(text, start, found.end(), "quarter", parts, reference)
