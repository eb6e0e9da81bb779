"""What a date expression is: the span of a text, its days and its calendar parts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

PRECISIONS = (
    "day",
    "range",  # two stated days, "May 19-22"
    "weekend",
    "week",
    "month-part",  # "early June"
    "month",
    "quarter",
    "half-year",
    "year",
    "years",  # two stated years, "2021-2025"
    "decade",
)

Language = Literal["en", "vi"]


class Partial(NamedTuple):
    """A reference known only as a month (`month` 1-12) or, with `month` None, as a year."""

    year: int
    month: int | None = None


Reference = date | Partial


class Parts(NamedTuple):
    """Calendar parts of a first and a last day; None where an expression does not tell.

    A missing `month` or `day` opens the span (January, day 1), a missing `last_month` or `last_day`
    closes it (December, last day of the month). A missing `year` makes both ends unknown.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None


class DateSpan(NamedTuple):
    """One date expression of a text; `text` is what the source has from `start` to `end`.

    `first` and `last` are the days it covers, both None when they cannot be known. `precision` is
    one of `PRECISIONS`. `basis` is "stated" (the year stands in the expression), "reference"
    (worked out from the reference) or "" (unknown). `kind` is "absolute" (a calendar date),
    "weekday" or "relative" ("today", "last week"). The parts from `year` to `last_day` follow
    `Parts`. `weekday` is the printed day of the week (0 Monday ... 6 Sunday), `part` the time of
    day if one is said: morning, noon, afternoon, evening or night.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: str
    basis: str
    year: int | None
    month: int | None
    day: int | None
    last_year: int | None
    last_month: int | None
    last_day: int | None
    kind: str
    weekday: int | None = None
    part: str | None = None

    @property
    def parts(self) -> Parts:
        """The calendar parts as one value."""
        return Parts(*self[7:13])

    def with_year(self, year: int, basis: str = "reference") -> DateSpan:
        """The same expression in `year`, resting on `basis`.

        Returns the span as it is where the year is stated, where there is no month to put into a
        year (a bare weekday, "today"), or where the day does not exist in that year (29 February).
        """
        if self.basis == "stated" or self.kind != "absolute" or self.month is None:
            return self
        parts = put_in_year(self.parts, year)
        bounds = bound(parts)
        if bounds is None:
            return self
        return self._replace(first=bounds[0], last=bounds[1], basis=basis, year=year, last_year=parts.last_year)


def one_day(year: int | None, month: int | None, day: int | None) -> Parts:
    """The parts of a single day."""
    return Parts(year, month, day, year, month, day)


def one_month(year: int | None, month: int | None) -> Parts:
    """The parts of a whole month, or, without a month, of a whole year."""
    return Parts(year, month, None, year, month, None)


def bound(parts: Parts) -> tuple[date, date] | None:
    """First and last day of parts whose year is known; None if they are no calendar days."""
    year, month, day, last_year, last_month, last_day = parts
    if year is None:
        return None
    last_year = year if last_year is None else last_year
    last_month = 12 if last_month is None else last_month
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        if last_day is None:
            last_day = monthrange(last_year, last_month)[1]
        last = date(last_year, last_month, last_day)
    except (ValueError, IndexError):
        return None
    return (first, last) if first <= last else None


def put_in_year(parts: Parts, year: int) -> Parts:
    """Parts beginning in `year`; a last day earlier in the calendar falls in the year after."""
    opening = (parts.month or 1, parts.day or 1)
    closing = (parts.last_month or 12, parts.last_day or 31)
    return Parts(year, parts.month, parts.day, year + (closing < opening), parts.last_month, parts.last_day)
