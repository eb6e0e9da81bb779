"""English dates in digits, and the rule for whatever opens with a digit."""

from __future__ import annotations

import re

from ..grammar import DASH, GAP, LEADING_COMPOUND, NUMBER, Found, word_before
from ..model import Reference, one_day
from ..numeric import read_numeric
from ..resolve import make_calendar, make_range
from ..scan import try_each
from ..words import list_words
from ..years import read_year
from .days import read_day_month

_SLASHED = re.compile(rf"({NUMBER})([/-])({NUMBER})(?![\w/%]|[-.,:][0-9])")
_BEFORE_SLASHED = list_words("english", "before_slashed")
_DAY_WORD = re.compile(
    r"(?:\b(?ai:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|morning|afternoon|evening|night),?\s\(?\Z"
)
_OF_FOLLOWS = re.compile(rf"{GAP}of\b")


def _read_slashed(text: str, start: int, reference: Reference | None) -> Found | None:
    """4/22, 22/4 in English, after "on" and the like, "today" or a weekday; day first unless impossible."""
    found = _SLASHED.match(text, start)
    if not found:
        return None
    day, month = int(found[1]), int(found[3])
    beside_day = _DAY_WORD.search(text, max(0, start - 14), start)
    if not beside_day:
        if found[2] == "-" or _OF_FOLLOWS.match(text, found.end()):
            return None
        if word_before(text, start) not in _BEFORE_SLASHED or (day, month) == (24, 7):
            return None
    if month > 12:
        day, month = month, day
    return found.end(), make_calendar(text, start, found.end(), "day", one_day(None, month, day), reference)


_DOTTED = re.compile(rf"({NUMBER})\.({NUMBER})(?=\.?\s{0,4}(?:\Z|\n)|[,;)]|\.\s|{GAP}(?:in|at|with|between|by|and)\b)(?!\.[0-9])")
_BEFORE_DOTTED = re.compile(r"\b(?:on|(?:morning|afternoon|evening|noon|night|day) of)\s\Z")


def _read_dotted(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "on 7.5", "in the morning of 4.4" in translations: the day before the month; a number with a unit is none."""
    found = _DOTTED.match(text, start)
    if not found or not _BEFORE_DOTTED.search(text, max(0, start - 14), start):
        return None
    return found.end(), make_calendar(text, start, found.end(), "day", one_day(None, int(found[2]), int(found[1])), reference)


_SLASHED_RANGE = re.compile(
    rf"({NUMBER})(?:\s?{DASH}\s?|{GAP}(?:to|and|until|through){GAP})({NUMBER})/({NUMBER})"
    r"(?:/((?:19|20)[0-9]{2}))?(?![\w/%]|[-.,:][0-9])"
)
#: "The third round in Washington D.C. (9-12/6)".
_TALKS_BRACKET = re.compile(r"\b(?:rounds?|sessions?|talks|meetings?|negotiations?)\b[^;()]{0,40}\(\Z")
_BEFORE_RANGE = list_words("english", "before_slashed_range")


def _read_slashed_range(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "from 19 to 22/5", "7-9/6/2025" in translations: the day before the month, as in the language they come from."""
    found = _SLASHED_RANGE.match(text, start)
    if not found or not (int(found[2]) > 12 or found[4] or word_before(text, start) in _BEFORE_RANGE or text[found.end() : found.end() + 1] == ")" and _TALKS_BRACKET.search(text, max(0, start - 60), start)):
        return None
    day, last, month = int(found[1]), int(found[2]), int(found[3])
    if month > 12 or day >= last:
        return None
    return found.end(), make_range(text, start, found.end(), (None, month, day), (found[4], month, last), reference)


# What stands at and after a number that can open a date; most numbers are sorted out by it.
_OPENS = re.compile(
    r"[12][0-9]{3}|[0-9]{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)?(?:[-/.,‐‑‒–—−~]|\s{1,8}(?:[JFMASOND‐‑‒–—−~-]|[aoutdjfmsn]))"
)
_MID = re.compile(r"\b(?ai:mid|early|late|pre|post)-\Z")
_read_digits = try_each(_read_slashed_range, read_numeric, read_day_month, _read_slashed, _read_dotted, read_year)


def read_number(text: str, start: int, reference: Reference | None) -> Found | None:
    """Whatever expression of an English text opens with a digit."""
    if not _OPENS.match(text, start):
        return None
    if LEADING_COMPOUND.search(text, max(0, start - 2), start):
        if _MID.search(text, max(0, start - 6), start):
            return read_year(text, start, reference)
        return None
    return _read_digits(text, start, reference)
