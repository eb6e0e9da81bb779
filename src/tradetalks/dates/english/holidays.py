"""Days that go by a name of their own: "Christmas Eve", "New Year's Day", "Thanksgiving"."""

from __future__ import annotations

import re
from datetime import date

from ..grammar import GAP, Found, word_before
from ..model import Reference, one_day
from ..resolve import make_calendar, make_relative

_DAYS = {
    "Christmas Day": (12, 25),
    "Christmas Eve": (12, 24),
    "Christmas": (12, 25),
    "New Year's Day": (1, 1),
    "New Year's Eve": (12, 31),
    "Fourth of July": (7, 4),
    "Valentine's Day": (2, 14),
    "Halloween": (10, 31),
}
_NAMES = "|".join(["Thanksgiving Day", "Thanksgiving", *_DAYS]).replace("'", "['’]").replace(" ", GAP)
_HOLIDAY = re.compile(rf"(?:{_NAMES})(?!\w)")
# Without "Day" or "Eve" they are as often a season: "Christmas shopping".
_SEASONS = frozenset(["Christmas", "Halloween", "Thanksgiving"])
_BEFORE_DAY = frozenset(["on", "since", "until", "before"])


def read_holiday(text: str, start: int, reference: Reference | None) -> Found | None:
    found = _HOLIDAY.match(text, start)
    if not found:
        return None
    name, end = " ".join(found[0].split()).replace("’", "'"), found.end()
    if name in _SEASONS and word_before(text, start) not in _BEFORE_DAY:
        return None
    if name not in _DAYS:
        return end, make_relative(text, start, end, "day", _place_thanksgiving(reference))
    return end, make_calendar(text, start, end, "day", one_day(None, *_DAYS[name]), reference)


def _place_thanksgiving(reference: Reference | None) -> tuple[date, date] | None:
    """The fourth Thursday of November nearest to the reference day."""
    if not isinstance(reference, date):
        return None
    years = range(max(date.min.year, reference.year - 1), min(date.max.year, reference.year + 1) + 1)
    firsts = (date(year, 11, 1) for year in years)
    days = [first.replace(day=22 + (3 - first.weekday()) % 7) for first in firsts]
    nearest = min(days, key=lambda day: abs((day - reference).days))
    return nearest, nearest
