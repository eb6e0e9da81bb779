"""English expressions told from the day of writing: "yesterday", "last Friday", "next month", "two days ago"."""

from __future__ import annotations

import re
from datetime import date

from ..grammar import GAP, Found, word_before
from ..model import Reference
from ..portions import narrow
from ..resolve import make_relative
from ..shifts import place_month, place_weekday, shift_days, shift_unit
from ..tense import read_tense
from .days import read_month_day
from .grammar import MONTH, PART, WEEKDAY, number_month, number_weekday

_NEAR_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NEAR = re.compile(rf"(?ai:(today|tonight|yesterday|tomorrow))(?!\w)(?:{GAP}({PART}))?")
# "Faster than can be done today" is nowadays.
_THAN = re.compile(r"\bthan\b[^.;:,\n]{0,40}\s\Z")
_DAY_BEFORE = re.compile(rf"\b(?ai:day{GAP}(before|after)){GAP}\Z")
_RELATIVE = re.compile(
    rf"(?ai:(last|next|this){GAP}(?:(past|coming){GAP})?)"
    rf"(?:(week|weekend|month|quarter|year|decade)(?!\w)|({WEEKDAY})|({MONTH})|({PART}))(?:{GAP}({PART}))?"
)
# "The last week of June" is read from "June"; "the last week of talks" is no week of its own.
_OF = re.compile(rf"{GAP}(?:of|in){GAP}")
_FOLLOWED_BY_DAY = re.compile(rf"{GAP}[0-9]{{1,2}}(?![0-9])")
_COUNTS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30}
_AGO = re.compile(
    rf"\b(?ai:({'|'.join(_COUNTS)})|([0-9]{{1,3}}))\s(?ai:(day|week|month|year|decade)s?)\s\Z"
)
_AGO_REACH = 24
# "A week ago Tuesday" is a day, counted from the latest one so named.
_FROM_DAY = re.compile(rf"{GAP}(?:(?ai:(today|yesterday))(?!\w)|({WEEKDAY}))")


def read_near(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "today", "tonight", "yesterday morning", "the day before yesterday"."""
    found = _NEAR.match(text, start)
    if not found:
        return None
    word, end = found[1].lower(), found.end()
    if word == "today" and not found[2] and _THAN.search(text, max(0, start - 48), start):
        return end, []
    part = found[2] or ("evening" if word == "tonight" else None)
    days = _NEAR_DAYS[word]
    more = _DAY_BEFORE.search(text, max(0, start - 16), start)
    if more and (word, more[1].lower()) in (("yesterday", "before"), ("tomorrow", "after")):
        days, start = 2 * days, more.start()
    bounds = shift_days(reference, days)
    return end, make_relative(text, start, end, "day", bounds, part=part)


def read_turned(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "last Friday", "next month", "this morning", "last night", "this past week"."""
    found = _RELATIVE.match(text, start)
    if not found:
        return None
    word, end = found[1].lower(), found.end()
    if found[2]:
        word = {"past": "last", "coming": "next"}[found[2].lower()]
    count = {"last": -1, "this": 0, "next": 1}[word]
    unit, weekday_name, month_name, part = found[3], found[4], found[5], found[6]
    # "The last week", "the next day": lengths of time, or days told from another event.
    if (unit or part) and word_before(text, start) in ("the", "a", "his", "her", "their", "its"):
        return None
    if unit:
        if found[2] or _OF.match(text, end):
            return None
        precision, bounds = shift_unit(reference, unit.lower(), count)
        spans = make_relative(text, start, end, precision, bounds)
        if precision in ("month", "year"):
            spans = narrow(text, spans, reference)
        return end, spans
    if weekday_name:
        if _OF.match(text, end):
            return end, []  # "the last Friday of June"
        weekday = number_weekday(weekday_name)
        if weekday is None:
            return None
        manner = {-1: "last", 0: "future", 1: "coming"}[count]
        if count == 1 and word == "next" and not found[2]:
            manner = "1"
        if count == 0 and read_tense(text, start, end) != "future":
            manner = "0"
        bounds = place_weekday(reference, weekday, manner)
        return end, make_relative(text, start, end, "day", bounds, "weekday", weekday, found[7])
    if month_name:
        if month_name[0].islower():
            return None
        if _FOLLOWED_BY_DAY.match(text, end):
            return _turn_day(text, start, found.start(5), count, reference)
        return end, make_relative(text, start, end, "month", place_month(reference, number_month(month_name), count))
    if count == 0 or (count == -1 and part == "night"):
        return end, make_relative(text, start, end, "day", shift_days(reference, count), part=part)
    return None


def _turn_day(text: str, start: int, at: int, count: int, reference: Reference | None) -> Found | None:
    """The day named after "last" (-1), "this" (0) or "next" (1): "last July 4"."""
    found = read_month_day(text, at, reference)
    if not found or len(found[1]) != 1 or not isinstance(reference, date):
        return None
    end, (day,) = found
    here = day.with_year(reference.year).first
    if day.precision != "day" or day.basis != "reference" or here is None:
        return None
    turns = here >= reference if count < 0 else here <= reference
    day = day.with_year(reference.year + (count if turns else 0))
    return end, [day._replace(start=start, text=text[start : day.end])]


def read_ago(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "two days ago"; the rule is tried at "ago" and looks back."""
    found = _AGO.search(text, max(0, start - _AGO_REACH), start)
    if not found:
        return None
    count = int(found[2]) if found[2] else _COUNTS[found[1].lower()]
    end, unit = start + 3, found[3].lower()
    day = _FROM_DAY.match(text, end) if unit == "week" else None
    if day:
        weekday = number_weekday(day[2]) if day[2] else None
        near = shift_days(reference, _NEAR_DAYS[day[1].lower()]) if weekday is None else place_weekday(reference, weekday, "past")
        bounds = near and shift_days(near[0], -7 * count)
        return day.end(), make_relative(text, found.start(), day.end(), "day", bounds, weekday=weekday)
    precision, bounds = shift_unit(reference, unit, -count)
    return end, make_relative(text, found.start(), end, precision, bounds)
