"""Vietnamese months: "tháng 5", "đầu tháng 6", 5/2025."""

from __future__ import annotations

import re

from ..grammar import DASH, GAP, Found, number_year, word_before
from ..model import Parts, Reference, one_month
from ..resolve import make_calendar, make_range, make_relative
from ..shifts import shift_months
from .grammar import BEFORE_FRACTION, MONTH, NUMBER_BEFORE, SHIFTS, YEAR_TAIL, number_month

_MONTH_TOLD = re.compile(
    rf"(?:((?i:nửa{GAP}đầu|nửa{GAP}cuối|đầu|giữa|cuối)){GAP})?(?i:tháng){GAP}"
    rf"(?:({MONTH})(?:(?:\s?{DASH}\s?|{GAP}đến{GAP})(?:(?i:tháng){GAP})?({MONTH}))?"
    rf"(?!(?:[/.]|{DASH})[0-9]{{1,2}}(?![0-9])){YEAR_TAIL}?(?![\w%])"
    rf"|(?i:(này|trước|tới|sau|nay))(?!\w)(?!{GAP}(?i:đó|khi|ấy|kia)\b))"
)
_MONTH_PARTS: dict[str, tuple[int, int | None]] = {
    "đầu": (1, 10),
    "nửa đầu": (1, 15),
    "giữa": (11, 20),
    "nửa cuối": (16, None),
    "cuối": (21, None),
}


def read_month(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "tháng 5", "đầu tháng 6", "tháng 5/2025", "tháng trước"."""
    found = _MONTH_TOLD.match(text, start)
    if not found or (not found[1] and NUMBER_BEFORE.search(text, max(0, start - 8), start)):
        return None
    end = found.end()
    thirds = _MONTH_PARTS.get(" ".join(found[1].lower().split())) if found[1] else None
    if found[6]:
        bounds = shift_months(reference, SHIFTS[found[6].lower()])
        if thirds is None or bounds is None:
            precision = "month-part" if thirds else "month"
            return end, make_relative(text, start, end, precision, bounds)
        last = thirds[1] or bounds[1].day
        bounds = (bounds[0].replace(day=thirds[0]), bounds[1].replace(day=last))
        return end, make_relative(text, start, end, "month-part", bounds)
    month, year = number_month(found[2]), number_year(found[4] or found[5])
    if found[3]:
        last_month = number_month(found[3])
        opening, closing = (None, month, None), (found[4] or found[5], last_month, None)
        return end, make_range(text, start, end, opening, closing, reference)
    first_day, last_day = thirds or (None, None)
    parts = Parts(year, month, first_day, year, month, last_day)
    return end, make_calendar(text, start, end, "month-part" if thirds else "month", parts, reference)

_MONTH_YEAR = re.compile(r"(1[0-2]|0?[1-9])[/-]((?:19|20)[0-9]{2})(?![\w%/]|[-.,][0-9])")


def read_month_year(text: str, start: int, reference: Reference | None) -> Found | None:
    """5/2025 as a month."""
    found = _MONTH_YEAR.match(text, start)
    if not found or word_before(text, start) in BEFORE_FRACTION:
        return None
    parts = one_month(int(found[2]), int(found[1]))
    return found.end(), make_calendar(text, start, found.end(), "month", parts, reference)
