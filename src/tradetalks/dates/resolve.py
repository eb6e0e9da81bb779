"""Calendar parts -> spans: the year of a date without one, the basis, and no day that does not exist."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from .grammar import GAP, number_year
from .model import DateSpan, Partial, Parts, Reference, bound, one_day, one_month, put_in_year
from .tense import read_tense

# A year told from that of writing: "14 June last year", "ngày 14/6 năm ngoái".
_YEAR_TOLD = re.compile(
    rf",?{GAP}(?:of{GAP})?(last|this|next){GAP}year(?!['’\w])|{GAP}(?i:năm){GAP}(?i:(ngoái|nay|tới))(?!\w)"
)
_YEAR_SHIFTS = {"last": -1, "this": 0, "next": 1, "ngoái": -1, "nay": 0, "tới": 1}
# A date within this many days of the reference is nearer in that year than in any other.
_SURELY_NEAREST = 90
# Two years count as equally near when they differ by no more than this many days.
_TIE = 90


def _choose_year(parts: Parts, reference: Reference | None, text: str, start: int, end: int) -> int | None:
    """The year that puts yearless parts nearest to the reference; the module's head tells how."""
    known = None if reference is None else _bound_reference(reference)
    if reference is None or known is None:
        return None
    if isinstance(reference, Partial) and reference.month is None:
        return known[0].year
    year = known[0].year
    # 29 February may be up to eight years away.
    reach = 8 if (parts.month, parts.day) == (2, 29) else 1
    gaps: list[tuple[int, int]] = []
    candidates: list[int] = sorted(range(year - reach, year + reach + 1), key=lambda other: abs(other - year))
    for candidate in candidates:
        bounds = bound(put_in_year(parts, candidate))
        if bounds is None:
            continue
        gap = max((bounds[0] - known[1]).days, (known[0] - bounds[1]).days, 0)
        if gap <= _SURELY_NEAREST and parts.day is not None and candidate == year:
            return candidate
        gaps.append((gap, candidate))
    gaps.sort()
    if len(gaps) > 1 and gaps[1][0] - gaps[0][0] <= _TIE and gaps[0][0]:
        behind, ahead = sorted((gaps[0][1], gaps[1][1]))
        tense = read_tense(text, start, end)
        if tense:
            return ahead if tense == "future" else behind
    if not gaps:
        return None
    gap, nearest = gaps[0]
    far_ahead = reach == 1 and nearest >= year and gap > _SURELY_NEAREST and _is_ahead(parts, nearest, known[1])
    if far_ahead and read_tense(text, start, end) != "future":
        # The press announces days a few months ahead at most, and recalls those of the whole year.
        return max((candidate for _, candidate in gaps if candidate < nearest), default=nearest)
    return nearest


def _bound_reference(reference: Reference) -> tuple[date, date] | None:
    """The days a reference covers; None if it is no calendar month."""
    if isinstance(reference, date):
        return reference, reference
    year, month = reference
    return bound(one_month(year, month))


def _is_ahead(parts: Parts, year: int, day: date) -> bool:
    """Whether yearless parts lie after a day when put into a year."""
    bounds = bound(put_in_year(parts, year))
    return bounds is not None and bounds[0] > day


def _is_calendar(parts: Parts) -> bool:
    """Whether yearless parts exist in some year."""
    return any(bound(put_in_year(parts, year)) for year in (2024, 2023))


def make_calendar(
    text: str,
    start: int,
    end: int,
    precision: str,
    parts: Parts,
    reference: Reference | None,
    part: str | None = None,
) -> list[DateSpan]:
    """The span of an absolute expression, or nothing if its day does not exist."""
    basis, kind = "stated", "absolute"
    if parts.year is None:
        told = _YEAR_TOLD.match(text, end)
        if told:
            end = told.end()
            year = _count_year(told, reference)
            # No other rule may give it a year when the text told one.
            kind = kind if year else "relative"
        else:
            year = _choose_year(parts, reference, text, start, end)
        basis = "" if year is None else "reference"
        if year is not None:
            parts = put_in_year(parts, year)
        elif not _is_calendar(parts):
            return []
    bounds = bound(parts)
    if bounds is None and parts.year is not None:
        return []
    first, last = bounds or (None, None)
    return [DateSpan(start, end, text[start:end], first, last, precision, basis, *parts, kind, None, part)]


def _count_year(told: re.Match[str], reference: Reference | None) -> int | None:
    """The year that a year told from that of writing means."""
    return None if reference is None else reference.year + _YEAR_SHIFTS[(told[1] or told[2]).lower()]


def make_relative(
    text: str,
    start: int,
    end: int,
    precision: str,
    bounds: tuple[date, date] | None,
    kind: str = "relative",
    weekday: int | None = None,
    part: str | None = None,
) -> list[DateSpan]:
    """The span of an expression whose days the reference gave, or left unknown (`bounds` None)."""
    if bounds is None:
        parts = Parts()
        basis = ""
        first = last = None
    else:
        first, last = bounds
        parts = Parts(first.year, first.month, first.day, last.year, last.month, last.day)
        basis = "reference"
    return [DateSpan(start, end, text[start:end], first, last, precision, basis, *parts, kind, weekday, part)]


def make_range(
    text: str,
    start: int,
    end: int,
    opening: tuple[str | None, int | None, int | None],
    closing: tuple[str | None, int | None, int | None],
    reference: Reference | None,
    part: str | None = None,
) -> list[DateSpan]:
    """A stated first and last (year, month, day); a year said once serves both ends."""
    first_year, last_year = number_year(opening[0]), number_year(closing[0])
    month, day = opening[1:]
    last_month, last_day = closing[1:]
    turns = (last_month or 0, last_day or 0) < (month or 0, day or 0)
    if month == last_month and turns and (first_year is None or last_year is None):
        return []  # "May 22-19" is no range over a year's end but a slip or no date
    if first_year is None and last_year is not None:
        first_year = last_year - turns
    elif last_year is None and first_year is not None:
        last_year = first_year + turns
    parts = Parts(first_year, month, day, last_year, last_month, last_day)
    return make_calendar(text, start, end, "range", parts, reference, part)


def make_days(
    text: str,
    places: Sequence[tuple[int, int, int]],
    year: int | None,
    month: int | None,
    reference: Reference | None,
) -> list[DateSpan]:
    """The spans of several days of one month, one for each place (start, end, day)."""
    spans = [
        span
        for start, end, day in places
        for span in make_calendar(text, start, end, "day", one_day(year, month, day), reference)
    ]
    # The year told after the last day is that of all.
    told = spans[-1].year if spans and spans[-1].end > places[-1][1] else None
    return [span.with_year(told) for span in spans] if told else spans
