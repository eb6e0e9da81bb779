"""Spans of one day made one, and the readings of two languages."""

from __future__ import annotations

import re

from .model import DateSpan

#: What may stand between a weekday and its date.
LINK = re.compile(r"\s?,?\s{0,2}([(\[])?(?:(?:on|the)\s)?")
_CLOSING = {"(": ")", "[": "]"}


def _join_pair(text: str, one: DateSpan, two: DateSpan) -> DateSpan | None:
    """One span for a weekday or "today" and the date beside it: "Tuesday, May 6", "hôm nay (22/4)"."""
    if one.precision != "day" or two.precision != "day" or two.start - one.end > 6:
        return None
    if (one.kind == "absolute") == (two.kind == "absolute"):
        return None
    link = LINK.fullmatch(text, one.end, two.start)
    if not link or not link[0]:
        return None
    end = two.end
    if link[1]:
        if text[end : end + 1] != _CLOSING[link[1]]:
            return None
        end += 1
    # "May 6, Monday" may begin a new thought; only brackets tie a weekday to the date before it.
    elif one.kind == "absolute":
        return None
    day, other = (one, two) if one.kind == "absolute" else (two, one)
    whole = text[one.start : end]
    return day._replace(start=one.start, end=end, text=whole, weekday=other.weekday, part=day.part or other.part)


def join(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """Spans with neighbours that name the same day made one; weekdays left over by it stay."""
    joined: list[DateSpan] = []
    for span in spans:
        pair = _join_pair(text, joined[-1], span) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(span)
    return joined


def merge(one: list[DateSpan], two: list[DateSpan]) -> list[DateSpan]:
    """Two readings of a text made one: of spans that overlap, the longest, else the earlier."""
    if not one or not two:
        return one or two
    kept: list[DateSpan] = []
    for span in sorted(one + two, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
        elif span.end - span.start > kept[-1].end - kept[-1].start:
            kept[-1] = span
    return kept
