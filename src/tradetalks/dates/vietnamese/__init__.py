"""Dates of Vietnamese text."""

from __future__ import annotations

import re

from ..grammar import LEADING_COMPOUND, Found
from ..model import Reference
from ..numeric import read_numeric
from ..scan import make_scan, try_each
from ..years import read_year
from .days import read_day
from .months import read_month, read_month_year
from .relative import read_ago, read_near
from .units import read_unit
from .weekdays import read_weekday

_OPENS = re.compile(r"[12][0-9]{3}|[0-9]{1,3}(?:[-/.,‐‑‒–—−~]|\s{1,8}[^\W0-9]|\s{1,8}[‐‑‒–—−~-])")
_read_digits = try_each(read_numeric, read_day, read_month_year, read_ago, read_year)


def _read_number(text: str, start: int, reference: Reference | None) -> Found | None:
    """Whatever expression of a Vietnamese text opens with a digit."""
    if not _OPENS.match(text, start) or LEADING_COMPOUND.search(text, max(0, start - 2), start):
        return None
    return _read_digits(text, start, reference)


#: The spans of a text.
read = make_scan(
    {
        "ngày mùng mồng hôm sáng trưa chiều tối đêm": try_each(read_near, read_weekday, read_day),
        "tháng": read_month,
        "đầu giữa cuối nửa": try_each(read_month, read_unit),
        "năm tuần quý": read_unit,
        "thứ chủ": read_weekday,
    },
    _read_number,
)
