"""Pieces of the patterns that both languages share, and what a rule is.

Every repetition is bounded, so that matching at one place costs a constant and reading a text is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from .model import DateSpan, Reference

#: What a rule found: where to read on, and the spans.
Found = tuple[int, list[DateSpan]]
#: A rule is tried at one position of a text; None says that no expression of its kind opens there.
Rule = Callable[[str, int, Reference | None], Found | None]

#: One gap between words: spaces, at most one line break (a paragraph break ends an expression).
GAP = r"(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,4}"
DASH = r"[-‐‑‒–—−~]"
#: A day of the month; any one or two digits; a year.
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
NUMBER = r"[0-9]{1,2}(?![0-9])"
YEAR = r"(?:1[0-9]|20|21)[0-9]{2}(?![0-9%]|[.,:][0-9]|/[0-9])"

#: The days in a list of days.
DAY_NUMBER = re.compile(DAY)
#: "F-16 May", "3.5", "10:30": the number after it belongs to what stands before.
LEADING_COMPOUND = re.compile(r"[^\W_][-‐‑‒–—.,:/]\Z|[$€£#+−%_]\Z")

_WORD_BEFORE = re.compile(r"([^\W_]{1,24})['’.]?(?:[^\w.;!?\n]{1,3}|[^\w.;!?\n]?\n[^\w.;!?\n]?)\Z")


def word_before(text: str, start: int) -> str:
    """The word before a position, lower case; empty at the head of a sentence."""
    found = _WORD_BEFORE.search(text, max(0, start - 28), start)
    return found[1].lower() if found else ""


def number_year(digits: str | None) -> int | None:
    return int(digits) if digits else None
