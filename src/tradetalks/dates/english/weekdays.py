"""English days of the week: "Tuesday", "Friday night", "Monday to Wednesday"."""

from __future__ import annotations

import re
from datetime import date

from ..grammar import DASH, GAP, Found, word_before
from ..join import LINK
from ..model import Reference
from ..resolve import make_relative
from ..shifts import place_weekday, shift_days
from ..tense import read_tense
from ..words import list_words
from .days import read_month_day
from .grammar import PART, TO, WEEKDAY, number_weekday
from .numbers import read_number

_WEEKDAY_TOLD = re.compile(rf"({WEEKDAY})(?:{GAP}(?:(?:early|late){GAP})?({PART}))?")
_TO_WEEKDAY = re.compile(rf"{TO}({WEEKDAY})")
_OF_WEEK = re.compile(rf",?{GAP}(?:of{GAP})?(last|this|next){GAP}week(?!\w)")
_WEEKS = {"last": "-1", "this": "0", "next": "1"}
_WEEKDAY_SHORT = re.compile(r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?")
_NO_DAY_BEFORE = list_words("english", "no_day_after")
# Further weekdays in a row; "mornings" and their like after the last tell that they recur.
_ROW = re.compile(
    rf"(?:(?:,|,?{GAP}(?:and|or|to|through)|{DASH}){{1,2}}{GAP}?{WEEKDAY}){{0,6}}"
    rf"({GAP}(?:mornings|afternoons|evenings|nights)(?!\w))?"
)
_RECURRING = frozenset(["every", "each", "alternate"])
# "A Friday deadline" is of this week, as "on a Friday in May" and "on a Friday night" are not.
_NOUN_FOLLOWS = re.compile(rf"{GAP}([a-z]{{3,20}})\b")
_NO_NOUN = list_words("english", "no_noun_after_weekday")
_NO_DAY_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Herald|Express|Mail|Mirror|Post|Night|Morning|School|Club|Nation)\b"
)


def read_weekday(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "Tuesday", "Friday night", "Monday of last week"."""
    found = _WEEKDAY_TOLD.match(text, start)
    if not found:
        return None
    before = word_before(text, start)
    row = _ROW.match(text, found.end(1))
    if row and (row[1] or before in _RECURRING):
        return row.end(), []
    if _NO_DAY_AFTER.match(text, found.end(1)):
        return found.end(), []
    if before in _NO_DAY_BEFORE:
        noun = _NOUN_FOLLOWS.match(text, found.end()) if before in ("a", "the") else None
        if not noun or noun[1] in _NO_NOUN:
            return found.end(), []
    weekday, end = number_weekday(found[1]), found.end()
    if weekday is None:
        return None
    week = _OF_WEEK.match(text, end)
    if week:
        end = week.end()
        manner = _WEEKS[week[1]]
    elif before == "coming":
        manner = "coming"
    elif isinstance(reference, date) and read_tense(text, start, end) == "future":
        manner = "future"
    else:
        manner = "past"
    bounds = place_weekday(reference, weekday, manner)
    spans = make_relative(text, start, end, "day", bounds, "weekday", weekday, found[2])
    to = _TO_WEEKDAY.match(text, end)
    if to:
        # "Monday to Wednesday": the second day follows the first.
        until = number_weekday(to[1])
        closing = to.end()
        week = _OF_WEEK.match(text, closing)
        if week and end == found.end():
            # "Monday to Thursday of last week": the week is that of both days.
            closing = week.end()
            bounds = place_weekday(reference, weekday, _WEEKS[week[1]])
            spans = make_relative(text, start, end, "day", bounds, "weekday", weekday, found[2])
        bounds = bounds and shift_days(bounds[0], ((until or 0) - weekday) % 7)
        spans += make_relative(text, to.start(1), closing, "day", bounds, "weekday", until)
        end = closing
    return end, spans


def read_weekday_short(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "Tue, May 6": an abbreviated weekday counts only beside a date, whose span it joins."""
    found = _WEEKDAY_SHORT.match(text, start)
    if not found:
        return None
    link = LINK.match(text, found.end())
    if not link:
        return None
    at = link.end()
    rule = read_number if text[at : at + 1].isdigit() else read_month_day
    beside = rule(text, at, reference)
    if not beside or not beside[1] or beside[1][0].precision != "day":
        return None
    day = make_relative(text, start, found.end(), "day", None, "weekday", number_weekday(found[0]))
    return beside[0], day + beside[1]
