"""Pieces of the Vietnamese patterns, and what the words for months and times of day stand for."""

from __future__ import annotations

import re

from ..grammar import DASH, GAP
from ..words import list_words

_MONTH_WORDS = {
    name: number
    for number, names in enumerate(
        ["giêng một", "hai", "ba", "tư", "năm", "sáu", "bảy bẩy", "tám", "chín", "mười"], 1
    )
    for name in names.split()
} | {"mười một": 11, "mười hai": 12, "chạp": 12}
MONTH = (
    r"(?:(?:1[0-2]|0?[1-9])(?![0-9])|(?i:giêng|một|hai|ba|tư|năm(?!\s[0-9])|sáu|bảy|bẩy|tám|chín"
    r"|mười\smột|mười\shai|mười|chạp)(?!\w))"
)
PART = r"(?i:rạng\ssáng|sáng|trưa|chiều|tối|đêm|khuya)"
_PARTS = {
    "rạng sáng": "morning",
    "sáng": "morning",
    "trưa": "noon",
    "chiều": "afternoon",
    "tối": "evening",
    "đêm": "night",
    "khuya": "night",
}
SEP = rf"(?:[/.]|{DASH}|{GAP}(?i:tháng){GAP})"
YEAR_TAIL = rf"(?:(?:[/.]|{DASH})((?:19|20)[0-9]{{2}})(?![0-9])|{GAP}?(?:,{GAP})?(?i:năm){GAP}((?:19|20)[0-9]{{2}})(?![0-9]))"
#: Numbers like 22/4 are no date after these.
BEFORE_FRACTION = list_words("vietnamese", "before_fraction")
#: Units between the one named and that of the day of writing.
SHIFTS = {"này": 0, "nay": 0, "trước": -1, "qua": -1, "rồi": -1, "tới": 1, "sau": 1}
#: "Hai tháng trước" is a length of time.
NUMBER_BEFORE = re.compile(r"[0-9]\s\Z|\b(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|nhiều|những|các)\s\Z")


def number_month(word: str) -> int | None:
    """1-12 for a Vietnamese month, in digits or words."""
    if word.isdigit():
        return int(word)
    return _MONTH_WORDS.get(" ".join(word.lower().split()))


def name_part(word: str | None) -> str | None:
    return _PARTS.get(" ".join(word.lower().split())) if word else None
