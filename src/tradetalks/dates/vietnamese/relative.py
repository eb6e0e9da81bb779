"""Vietnamese days told from the day of writing: "hôm nay", "sáng mai", "3 ngày trước"."""

from __future__ import annotations

import re

from ..grammar import GAP, Found
from ..model import Reference
from ..resolve import make_relative
from ..shifts import shift_days, shift_unit
from .grammar import PART, name_part

_AGO = re.compile(
    rf"([0-9]{{1,3}}){GAP}(?i:(ngày|tuần|tháng|năm)){GAP}(?i:trước)(?!\w)(?!{GAP}(?i:đó|khi|ấy|ngày|thời)\b)"
)
_UNITS = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}


def read_ago(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "3 ngày trước"."""
    found = _AGO.match(text, start)
    if not found:
        return None
    precision, bounds = shift_unit(reference, _UNITS[found[2].lower()], -int(found[1]))
    return found.end(), make_relative(text, start, found.end(), precision, bounds)

_NEAR = re.compile(
    rf"(?:({PART}){GAP})?(?:(?i:ngày){GAP})?(?i:hôm{GAP}(nay|qua|kia|kìa)|ngày{GAP}(mai|kia|mốt))(?!\w)"
    rf"|({PART}){GAP}(?i:(nay|qua|mai))(?!\w)"
)
_NEAR_DAYS = {"nay": 0, "qua": -1, "kia": -2, "kìa": -3, "mai": 1}
_AHEAD_DAYS = {"mai": 1, "kia": 2, "mốt": 2}


def read_near(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "hôm nay", "tối qua", "sáng mai", "ngày mai"."""
    found = _NEAR.match(text, start)
    if not found:
        return None
    end = found.end()
    days = _AHEAD_DAYS[found[3].lower()] if found[3] else _NEAR_DAYS[(found[2] or found[5]).lower()]
    part = name_part(found[1] or found[4])
    return end, make_relative(text, start, end, "day", shift_days(reference, days), part=part)
