"""Vietnamese days of the week, told from ordinals: "thứ Ba", "chủ nhật tuần tới"."""

from __future__ import annotations

import re
from datetime import date

from ..grammar import GAP, Found, word_before
from ..model import Reference
from ..resolve import make_relative
from ..shifts import place_weekday
from ..tense import read_tense
from ..words import list_words
from .grammar import PART, SHIFTS, name_part

_WEEKDAY_TOLD = re.compile(
    rf"(?:({PART}){GAP})?(?:(?i:thứ){GAP}((?i:hai|ba|tư|năm|sáu|bảy|bẩy)|[2-7])|(?i:chủ{GAP}nhật))(?!\w)"
    rf"(?:{GAP}(?i:(?:(tuần){GAP})?(này|tới|sau|trước|vừa{GAP}qua|rồi))(?!\w))?"
)
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5} | {str(day + 2): day for day in range(6)}
_BEFORE_ORDINAL = list_words("vietnamese", "before_ordinal")
_BEFORE_WEEKDAY = list_words("vietnamese", "before_weekday")
_OF_SOMETHING = re.compile(r"\s(?i:của|liên|trong|kể)")
_DATE_FOLLOWS = re.compile(rf"\s?,?\s?\(?(?:(?i:ngày){GAP})?[0-9]{{1,2}}(?:[/.-]|{GAP}(?i:tháng))[0-9\w]")


def _is_weekday(text: str, found: re.Match[str]) -> bool:
    """Whether "thứ ..." names a day of the week, not a rank."""
    number = found[2]
    if number is None:
        return True
    before = word_before(text, found.start())
    if found[1] or before in _BEFORE_WEEKDAY:
        return True
    if _DATE_FOLLOWS.match(text, found.end()):
        return before not in ("lần", "vòng", "phiên", "họp", "kỳ")
    if before in _BEFORE_ORDINAL:
        # "Cuộc họp thứ Bảy tuần trước", "cuối ngày thứ Năm": capital letters are those of days.
        return number[0].isupper() and (bool(found[3]) or before == "ngày" and not _OF_SOMETHING.match(text, found.end()))
    if number.isdigit():
        return bool(found[3])
    return number[0].isupper() or bool(found[3] or found[4])


def read_weekday(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "thứ Ba", "sáng thứ Hai tuần tới", "chủ nhật"."""
    found = _WEEKDAY_TOLD.match(text, start)
    if not found:
        return None
    end = found.end()
    if not _is_weekday(text, found):
        return end, []
    weekday = _WEEKDAYS[found[2].lower()] if found[2] else 6
    shift = " ".join(found[4].lower().split()) if found[4] else ""
    if found[3]:
        manner = str(SHIFTS.get(shift, -1))
    elif shift in ("tới", "sau"):
        manner = "coming"
    elif shift in ("trước", "rồi"):
        manner = "last"
    elif isinstance(reference, date) and shift != "vừa qua" and read_tense(text, start, end) == "future":
        manner = "future"
    else:
        manner = "past"
    bounds = place_weekday(reference, weekday, manner)
    return end, make_relative(text, start, end, "day", bounds, "weekday", weekday, name_part(found[1]))
