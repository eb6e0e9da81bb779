"""Dates of English text."""

from __future__ import annotations

import re

from ..grammar import GAP
from ..model import DateSpan, Reference
from ..scan import make_scan
from .days import read_month_day
from .grammar import MONTH_NAMES, MONTH_SHORT, PART, WEEKDAY_NAMES
from .holidays import read_holiday
from .months import read_quarter_code
from .numbers import read_number
from .relative import read_ago, read_near, read_turned
from .weekdays import read_weekday, read_weekday_short

_PART_OF = re.compile(rf"\b({PART}){GAP}(?:of|on){GAP}(?:the{GAP})?\Z")
_PART_REACH = 24


def _add_part(text: str, span: DateSpan) -> DateSpan:
    """A day with the time of day before it: "evening of April 4"."""
    found = _PART_OF.search(text, max(0, span.start - _PART_REACH), span.start)
    if not found:
        return span
    start = found.start()
    return span._replace(start=start, text=text[start : span.end], part=found[1])


# Names are listed with their capital: nearly every word of an English text would have to be looked
# at for "may", "sun" or "mon" otherwise, and most of those are no dates.
_scan = make_scan(
    {
        " ".join([*MONTH_NAMES, *MONTH_SHORT]): read_month_day,
        " ".join(WEEKDAY_NAMES): read_weekday,
        "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun": read_weekday_short,
        "today tonight yesterday tomorrow": read_near,
        "last next this": read_turned,
        "ago": read_ago,
        "Christmas New Fourth Valentine Halloween Thanksgiving": read_holiday,
        "Q1 Q2 Q3 Q4": read_quarter_code,
    },
    read_number,
)


def read(text: str, reference: Reference | None) -> list[DateSpan]:
    """The English scan, each day with the time of day that stands before it."""
    spans: list[DateSpan] = []
    for span in _scan(text, reference):
        timed = _add_part(text, span) if span.precision == "day" else span
        # "Friday night of May 5": the night is Friday's.
        spans.append(span if spans and timed.start < spans[-1].end else timed)
    return spans
