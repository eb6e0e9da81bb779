"""Years in digits, read alike in both languages."""

from __future__ import annotations

import re

from .grammar import DASH, GAP, YEAR, Found, word_before
from .model import Parts, Reference, one_month
from .portions import narrow
from .resolve import make_calendar
from .words import list_words

_YEARS = re.compile(rf"({YEAR})(?:s(?!\w)|\s?{DASH}\s?((?:1[89]|20)?[0-9]{{2}})(?![\w%/]|[-.,:][0-9]))?")
_BEFORE_YEAR = list_words("year", "before")
_COUNTED = re.compile(
    rf"{GAP}(?!(?:was|is|has|as|this|its|his|across|series|budgets|elections|plans|targets)\b)"
    r"(?:[a-z]{1,20}s|people|percent|per|million|billion|dollars?|tons?|km|metres?|meters?|miles?"
    r"|người|đồng|tỷ|tỉ|triệu|doanh|đại)\b"
)


def read_year(text: str, start: int, reference: Reference | None) -> Found | None:
    """A year, a decade ("1990s") or a run of years ("2021-2025")."""
    found = _YEARS.match(text, start)
    if not found or text[found.end() : found.end() + 1].isalnum():
        return None
    year, end = int(found[1]), found.end()
    if found[0].endswith("s"):
        if year % 10:
            return None
        parts = Parts(year, None, None, year + 9, None, None)
        return end, make_calendar(text, start, end, "decade", parts, reference)
    last = found[2]
    if last:
        last_year = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        parts = Parts(year, None, None, last_year, None, None)
        return end, make_calendar(text, start, end, "years", parts, reference)
    after = text[end : end + 1]
    if after in ("%", "-", "/", "$") or _COUNTED.match(text, end):
        return None
    enclosed = text[start - 1 : start] == "(" and after in (")", ",", ";")
    if not enclosed and word_before(text, start) not in _BEFORE_YEAR:
        return None
    spans = make_calendar(text, start, end, "year", one_month(year, None), reference)
    return end, narrow(text, spans, reference)
