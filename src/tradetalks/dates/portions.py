"""The part of a month or a year that the words before it name: "early June", "the second quarter of 2025"."""

from __future__ import annotations

import re
from calendar import monthrange

from .grammar import DASH, GAP
from .model import DateSpan, Parts, Reference, bound
from .resolve import make_calendar

# What may stand before a month or a year. It is looked for backwards from there: "early", "first"
# and their like are too frequent to stop at each.
_MODIFIER = re.compile(
    rf"(?<![\w-])(?:(?ai:(early|mid|late))(?:{DASH}|{GAP}(?:in{GAP})?(?:the{GAP}month{GAP}of{GAP})?)"
    rf"|(?ai:(beginning|start|middle|end)){GAP}of{GAP}(?:the{GAP})?"
    rf"|(?ai:(first|second|third|fourth|last){GAP}(week|quarter|half)){GAP}(?:of|in){GAP}(?:the{GAP})?)\Z"
)
_MODIFIER_REACH = 32
_MONTH_THIRDS: dict[str, tuple[int, int | None]] = {
    "early": (1, 10),
    "beginning": (1, 10),
    "start": (1, 10),
    "mid": (11, 20),
    "middle": (11, 20),
    "late": (21, None),
    "end": (21, None),
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5}


def narrow(text: str, spans: list[DateSpan], reference: Reference | None) -> list[DateSpan]:
    """Months or years with the part of them that the words before name."""
    return [part for span in spans for part in _narrow_one(text, span, reference)]


def _narrow_one(text: str, span: DateSpan, reference: Reference | None) -> list[DateSpan]:
    """A part of a year other than a quarter or half ("late 2025") stays the year."""
    found = _MODIFIER.search(text, max(0, span.start - _MODIFIER_REACH), span.start)
    if not found:
        return [span]
    start, end, year, month, whole = found.start(), span.end, span.year, span.month, span.precision
    portion, nth, unit = (found[1] or found[2] or "").lower(), (found[3] or "").lower(), (found[4] or "").lower()
    name = "month-part" if portion or (whole, unit) == ("month", "half") else {"half": "half-year"}.get(unit, unit)
    if portion and whole == "year":
        return [span._replace(start=start, text=text[start:end])]
    if span.kind == "relative" and span.first is None:
        # A relative month or year without a reference has no parts: it is named, and stays unknown.
        return [span._replace(start=start, text=text[start:end], precision=name)]
    if portion:
        first_day, last_day = _MONTH_THIRDS[portion]
        parts: Parts | None = Parts(year, month, first_day, year, month, last_day)
    else:
        parts = divide(year, month if whole == "month" else None, _ORDINALS[nth], unit)
    if parts is None:
        return [span]
    if year is None:
        return make_calendar(text, start, end, name, parts, reference)
    bounds = bound(parts)
    return [DateSpan(start, end, text[start:end], *bounds, name, span.basis, *parts, span.kind)] if bounds else [span]


def divide(year: int | None, month: int | None, nth: int, unit: str) -> Parts | None:
    """The `nth` week or half of a month, or quarter or half of a year (5: the last)."""
    if month is not None:
        if unit == "week" and nth == 5:
            longest = monthrange(year or 2023, month)[1]
            return Parts(year, month, longest - 6, year, month, None)
        if unit == "week":
            return Parts(year, month, 7 * nth - 6, year, month, 7 * nth)
        if unit == "half" and nth in (1, 2):
            return Parts(year, month, 16 * nth - 15 - (nth == 2), year, month, 15 if nth == 1 else None)
        return None
    months = {"quarter": 3, "half": 6}.get(unit)
    if months is None:
        return None
    nth = 12 // months if nth == 5 else nth
    if nth * months > 12:
        return None
    return Parts(year, nth * months - months + 1, None, year, nth * months, None)
