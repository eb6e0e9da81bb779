"""English days with a month's name: "May 19-22, 2025", "the 24th of May"."""

from __future__ import annotations

import re

from ..grammar import DAY_NUMBER, GAP, NUMBER, YEAR, Found, number_year, word_before
from ..model import DateSpan, Reference, one_day
from ..resolve import make_calendar, make_days, make_range
from .grammar import AND, MONTH, NOT_COUNT, PART_TAIL, TH, TO, YEAR_TAIL, number_month
from .months import read_month

# "May 19", "May 19-22, 2025", "May 30 to June 2", "May 5, 6 and 7"
_MONTH_DAY = re.compile(
    rf"({MONTH})(?:{GAP}(?:the{GAP})?|\.)({NUMBER}){TH}?(?!\w){NOT_COUNT}(?:,?{GAP}({YEAR}))?"
    rf"(?:({TO}|{AND})(?:({MONTH}){GAP}(?:the{GAP})?)?({NUMBER}){TH}?(?!\w|/){NOT_COUNT})?"
    rf"(?:{YEAR_TAIL})?{PART_TAIL}"
)
# "22 April", "the 24th of May", "12th-14th November 2025", "30 May - 2 June"
_DAY_MONTH = re.compile(
    rf"({NUMBER}){TH}?(?:{GAP}(?:of{GAP})?({MONTH})(?:,?{GAP}({YEAR}))?)?"
    rf"(?:({TO}|{AND})({NUMBER}){TH}?)?{GAP}(?:of{GAP})?({MONTH})(?:{YEAR_TAIL})?{PART_TAIL}"
)
_DAYS_MONTH = re.compile(
    rf"{NUMBER}{TH}?(?:,{GAP}{NUMBER}{TH}?){{1,4}},?{GAP}and{GAP}{NUMBER}{TH}?{GAP}(?:of{GAP})?({MONTH})(?:{YEAR_TAIL})?"
)
_DAY_MONTH_ONE = re.compile(
    rf"({NUMBER}){TH}?(?:{GAP}(?:day{GAP})?of{GAP}|{GAP}|-)({MONTH})(?:{YEAR_TAIL}|-({YEAR}))?{PART_TAIL}"
)
# Further days of a list: ", 6 and 7" in "May 5, 6 and 7"; a preposition or a stop must follow, for
# "May 5 and 6 people" is none.
_MORE_DAYS = re.compile(
    rf"((?:,{GAP}{NUMBER}{TH}?){{0,4}}),?{GAP}(?:and|or|&){GAP}({NUMBER}){TH}?(?!\w|[-/:%][0-9]){NOT_COUNT}"
    rf"(?=\s?(?:[.;,)\]:—–]|\Z)|{GAP}(?:in|at|to|for|with|by|on|of|between|before|after|when|as|and)\b)"
    rf"(?:,{GAP}({YEAR}))?"
)


def read_month_day(text: str, start: int, reference: Reference | None) -> Found | None:
    """An expression opening with an English month name."""
    found = _MONTH_DAY.match(text, start)
    if not found:
        return read_month(text, start, reference)
    month, day, end = number_month(found[1]), int(found[2]), found.end()
    inner, link, month2, day2, outer, part = found.group(3, 4, 5, 6, 7, 8)
    if link is None:
        parts = one_day(number_year(outer or inner), month, day)
        spans = make_calendar(text, start, end, "day", parts, reference, part)
        return (end, spans) if outer or inner or part else _add_days(text, end, spans, reference)
    if _is_and(link, text, start):
        # Two days, not a range: read the first, leave a second month to its own turn.
        end = found.end(3) if inner else found.start(4)
        spans = make_calendar(text, start, end, "day", one_day(number_year(inner or outer), month, day), reference)
        return (end, spans) if month2 else _add_days(text, end, spans, reference)
    closing = (outer, number_month(month2) if month2 else month, int(day2))
    return end, make_range(text, start, end, (inner, month, day), closing, reference, part)


def _is_and(link: str, text: str, start: int) -> bool:
    """Whether a link makes two days of two numbers; after "between" it makes a range."""
    return link.strip()[:3].lower() == "and" and word_before(text, start) != "between"


def _add_days(text: str, end: int, spans: list[DateSpan], reference: Reference | None) -> Found:
    """The further days of "May 5, 6 and 7", one span for each number."""
    found = _MORE_DAYS.match(text, end)
    if not found or not spans:
        return end, spans
    head = spans[0]
    places = [(*match.span(), int(match[0])) for match in DAY_NUMBER.finditer(text, end, found.end(1))]
    places.append((found.start(2), found.end(), int(found[2])))
    days = [day for _, _, day in places]
    if sorted({head.day or 0, *days}) != [head.day, *days]:
        return end, spans
    places.insert(0, (head.start, head.end, head.day or 0))
    return found.end(), make_days(text, places, number_year(found[3]), head.month, reference)


def read_day_month(text: str, start: int, reference: Reference | None) -> Found | None:
    """An expression opening with a day of the month: "22 April", "12th-14th November"."""
    found = _DAY_MONTH.match(text, start)
    if found and found[4]:
        day1, month1, inner, link, day2, month2, outer, part = found.groups()
        end, last_month = found.end(), number_month(month2)
        if not _is_and(link, text, start):
            opening = (inner, number_month(month1) if month1 else last_month, int(day1))
            return end, make_range(text, start, end, opening, (outer, last_month, int(day2)), reference, part)
        if month1 is None and int(day1) < int(day2):
            places = [(start, found.end(1), int(day1)), (found.start(5), end, int(day2))]
            return end, make_days(text, places, number_year(outer), last_month, reference)
    found = _DAYS_MONTH.match(text, start)
    if found:
        places = [(*match.span(), int(match[0])) for match in DAY_NUMBER.finditer(text, start, found.start(1))]
        places[-1] = (places[-1][0], found.end(), places[-1][2])
        return found.end(), make_days(text, places, number_year(found[2]), number_month(found[1]), reference)
    found = _DAY_MONTH_ONE.match(text, start)
    if not found:
        return None
    parts = one_day(number_year(found[3] or found[4]), number_month(found[2]), int(found[1]))
    return found.end(), make_calendar(text, start, found.end(), "day", parts, reference, found[5])
