"""Vietnamese calendar days: 22/4, 10-4, "tối ngày 7 tháng 4 năm 2025", 09-12/06."""

from __future__ import annotations

import re

from ..grammar import DASH, DAY, DAY_NUMBER, GAP, LEADING_COMPOUND, NUMBER, Found, number_year, word_before
from ..model import Reference, one_day
from ..resolve import make_calendar, make_days, make_range
from ..words import list_words
from .grammar import BEFORE_FRACTION, MONTH, PART, SEP, YEAR_TAIL, name_part, number_month

_HEAD = rf"(?:({PART}){GAP})?((?:(?i:hôm){GAP})?(?:(?i:ngày){GAP})?(?:(?i:mùng|mồng){GAP})?)"
_TO = (
    rf"(?:[^\S\n]?{DASH}[^\S\n]?|{GAP}(?i:đến|tới|cho{GAP}đến){GAP}(?:(?i:hết){GAP})?)"
    rf"(?:(?i:ngày){GAP})?(?:(?i:mùng|mồng){GAP})?"
)
_RANGE_MONTHS = re.compile(rf"{_HEAD}({DAY})({SEP})({MONTH}){YEAR_TAIL}?({_TO})({DAY})({SEP})({MONTH}){YEAR_TAIL}?")
_RANGE = re.compile(rf"{_HEAD}({DAY})({_TO})({DAY})({SEP})({MONTH}){YEAR_TAIL}?")
_LIST = re.compile(
    rf"{_HEAD}({DAY})((?:,{GAP}{DAY}){{0,4}}(?:,|{GAP}(?i:và)){GAP}(?:(?i:ngày){GAP})?)({DAY})({SEP})({MONTH}){YEAR_TAIL}?"
)
_DAY_MONTH = re.compile(rf"{_HEAD}({NUMBER})({SEP})([0-9]{{1,2}}(?![0-9])|{MONTH}){YEAR_TAIL}?")
_END_NUMBER = re.compile(r"(?![0-9%]|[-–./,:][0-9]|/\w)")
_FRACTION_AFTER = re.compile(
    r"\s?(?:%|(?:số|tổng|dân|diện|thời|của|đại|chặng|quãng|giá|lượng|ngày|tuần|tháng|năm|giờ|phút"
    r"|lần|người|tỷ|tỉ|triệu|nghìn|ngàn|km|kg|tấn|đồng|USD|điểm|nước|doanh|thành|phiếu|m|ha|cuộc|kim|sản|ngân|vốn)\b)",
    re.IGNORECASE,
)
_BEFORE_DATE = list_words("vietnamese", "before_date")


def _is_date(text: str, number: int, end: int, separator: str, headed: bool, year: bool) -> bool:
    """Whether digits like 22/4, 10-4 or 15.11 are a date here, not a fraction, score or decimal.

    `number` is where the digits begin; `headed` tells that "ngày" or a time of day opens them.
    """
    if not _END_NUMBER.match(text, end):
        return False
    if headed:
        return True
    if "háng" in separator.lower():
        return not _FRACTION_AFTER.match(text, end)
    if LEADING_COMPOUND.search(text, max(0, number - 2), number):
        return False
    if year:
        return True
    before = word_before(text, number)
    if text[number - 1 : number] == "(" or before in _BEFORE_DATE:
        return not _FRACTION_AFTER.match(text, end) or text[number - 1 : number] == "("
    digits = text[number:end]
    if digits == "24/7" or before in BEFORE_FRACTION or _FRACTION_AFTER.match(text, end):
        return False
    if separator == ".":
        return len(digits) == 5 and not text[end : end + 2].strip()[:1].isalnum()
    return True


def read_day(text: str, start: int, reference: Reference | None) -> Found | None:
    """A day, a list of days or a range."""
    found = _read_range(text, start, reference)
    if found:
        return found
    listed = _LIST.match(text, start)
    if listed and listed[2]:
        return _read_list(text, listed, reference)
    match = _DAY_MONTH.match(text, start)
    if not match:
        return None
    part, word, digits, separator, month, *years = match.groups()
    year, end, headed = years[0] or years[1], match.end(), bool(part or word)
    if not _is_date(text, match.start(3), end, separator, headed, bool(year)):
        return None
    parts = one_day(number_year(year), number_month(month), int(digits))
    if headed:
        return end, make_calendar(text, start, end, "day", parts, reference, name_part(part))
    places = [*_place_days_before(text, start, int(digits)), (start, end, int(digits))]
    return end, make_days(text, places, parts.year, parts.month, reference)


def _read_range(text: str, start: int, reference: Reference | None) -> Found | None:
    """Two days of one month or two: 09-12/06, "từ 30/5 đến 2/6"."""
    found = _RANGE_MONTHS.match(text, start)
    # "10-4-11-4" has no reading; a range needs another sign than the dates it joins.
    if found and not (found[8].strip() == found[4] and found[4] != "/"):
        year, end = found[12] or found[13], found.end()
        headed = bool(found[1] or found[2]) or found[8][:1].isspace()
        if _is_date(text, found.start(3), end, found[4], headed, bool(year)):
            opening = (found[6] or found[7], number_month(found[5]), int(found[3]))
            closing = (year, number_month(found[11]), int(found[9]))
            return end, make_range(text, start, end, opening, closing, reference, name_part(found[1]))
    found = _RANGE.match(text, start)
    if found and found[4].strip() != found[6].strip():
        year, end = found[8] or found[9], found.end()
        if _is_date(text, found.start(3), end, found[6], bool(found[1] or found[2]), bool(year)):
            month = number_month(found[7])
            opening, closing = (None, month, int(found[3])), (year, month, int(found[5]))
            return end, make_range(text, start, end, opening, closing, reference, name_part(found[1]))
    return None


_DAYS_BEFORE = re.compile(rf"(?<![0-9.,/-])[0-9]{{1,2}}(?:,{GAP}[0-9]{{1,2}}){{0,4}}(?:,|{GAP}và){GAP}\Z")


def _place_days_before(text: str, start: int, day: int) -> list[tuple[int, int, int]]:
    """The bare numbers before a day that lead up to it one by one: the 27 and 28 of "27, 28 và 29/8"."""
    left = max(0, start - 24)
    found = _DAYS_BEFORE.search(text[left:start])
    if not found:
        return []
    places = [(*match.span(), int(match[0])) for match in DAY_NUMBER.finditer(text, left + found.start(), start)]
    return places if [place[2] for place in places] == list(range(day - len(places), day)) else []


def _read_list(text: str, found: re.Match[str], reference: Reference | None) -> Found:
    """ "ngày 9, 10 và 11/6": one span for each day."""
    places = [(found.start(), found.end(3), int(found[3]))]
    places += [(*match.span(), int(match[0])) for match in DAY_NUMBER.finditer(text, *found.span(4))]
    places.append((found.start(5), found.end(), int(found[5])))
    year, month = number_year(found[8] or found[9]), number_month(found[7])
    return found.end(), make_days(text, places, year, month, reference)
