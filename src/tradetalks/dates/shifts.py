"""Days, weeks, months and years counted from a reference."""

from __future__ import annotations

from datetime import date, timedelta

from .model import Parts, Reference, bound, one_month


def shift_days(reference: Reference | None, days: int, length: int = 1) -> tuple[date, date] | None:
    """`length` days from `days` after the reference day; None without a reference day."""
    if not isinstance(reference, date):
        return None
    try:
        first = reference + timedelta(days)
        return first, first + timedelta(length - 1)
    except OverflowError:
        return None


def _shift_weeks(reference: Reference | None, weeks: int) -> tuple[date, date] | None:
    """The calendar week, Monday to Sunday, so many weeks after the reference's."""
    if not isinstance(reference, date):
        return None
    return shift_days(reference, 7 * weeks - reference.weekday(), 7)


def shift_months(reference: Reference | None, months: int, length: int = 1) -> tuple[date, date] | None:
    """`length` calendar months from `months` after the reference's."""
    if reference is None or reference.month is None:
        return None
    index = reference.year * 12 + reference.month - 1 + months
    last = index + length - 1
    return bound(Parts(index // 12, index % 12 + 1, None, last // 12, last % 12 + 1, None))


def _shift_years(reference: Reference | None, years: int, length: int = 1) -> tuple[date, date] | None:
    """`length` calendar years from `years` after the reference's."""
    if reference is None:
        return None
    year = reference.year + years
    return bound(Parts(year, None, None, year + length - 1, None, None))


def shift_unit(reference: Reference | None, unit: str, count: int) -> tuple[str, tuple[date, date] | None]:
    """Precision and days of the `unit` that lies `count` units from the reference's."""
    if unit == "day":
        return "day", shift_days(reference, count)
    if unit == "week":
        return "week", _shift_weeks(reference, count)
    if unit == "weekend":
        week = _shift_weeks(reference, count)
        return "weekend", week and (week[0] + timedelta(5), week[1])
    if unit == "month":
        return "month", shift_months(reference, count)
    if unit == "quarter":
        behind = (reference.month - 1) % 3 if reference and reference.month else 0
        return "quarter", shift_months(reference, 3 * count - behind, 3)
    if unit == "decade":
        behind = reference.year % 10 if reference else 0
        return "decade", _shift_years(reference, 10 * count - behind, 10)
    return "year", _shift_years(reference, count)


def place_weekday(reference: Reference | None, weekday: int, manner: str) -> tuple[date, date] | None:
    """The day a weekday means. `manner`: past, future, last, coming, or a week: -1, 0, 1."""
    if not isinstance(reference, date):
        return None
    back = (reference.weekday() - weekday) % 7
    ahead = (weekday - reference.weekday()) % 7
    days = {
        "past": -back,
        "future": ahead,
        "last": -(back or 7),
        "coming": ahead or 7,
    }.get(manner)
    if days is None:
        days = 7 * int(manner) + weekday - reference.weekday()
    return shift_days(reference, days)


def place_month(reference: Reference | None, month: int | None, count: int) -> tuple[date, date] | None:
    """The month named after "last" (-1), "this" (0: of the same year) or "next" (1)."""
    if reference is None or reference.month is None or month is None:
        return None
    year = reference.year
    if count == -1 and month >= reference.month:
        year -= 1
    if count == 1 and month <= reference.month:
        year += 1
    return bound(one_month(year, month))
