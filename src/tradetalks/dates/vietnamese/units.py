"""Vietnamese years, quarters and weeks: "năm 2025", "quý III", "tuần tới"."""

from __future__ import annotations

import re

from ..grammar import DASH, GAP, Found, number_year
from ..model import Parts, Reference
from ..portions import divide
from ..resolve import make_calendar, make_relative
from ..shifts import shift_unit
from .grammar import NUMBER_BEFORE, SHIFTS, YEAR_TAIL

_UNIT = re.compile(
    rf"(?:(?i:(cuối)){GAP})?(?i:(tuần|năm|quý){GAP}(này|nay|ngoái|trước|rồi|tới|sau))(?!\w)(?!{GAP}(?i:đó|khi|ấy)\b)"
)
_YEAR_TOLD = re.compile(
    rf"(?i:năm){GAP}((?:1[0-9]|20)[0-9]{{2}})(?:\s?{DASH}\s?((?:19|20)[0-9]{{2}}))?(?![\w%]|[.,][0-9])"
)
_QUARTER = re.compile(
    rf"(?i:quý){GAP}(?:(III|II|IV|I)|([1-4]))(?!\w)(?:{YEAR_TAIL}|/([0-9]{{4}}))?"
)
_YEAR_SHIFTS = {"nay": 0, "này": 0, "ngoái": -1, "tới": 1}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def read_unit(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "tuần tới", "năm ngoái", "cuối tuần này", "năm 2025", "quý III"."""
    found = _YEAR_TOLD.match(text, start)
    if found:
        end = found.end()
        parts = Parts(int(found[1]), None, None, int(found[2] or found[1]), None, None)
        return end, make_calendar(text, start, end, "years" if found[2] else "year", parts, reference)
    found = _QUARTER.match(text, start)
    if found:
        end = found.end()
        nth = _ROMAN[found[1]] if found[1] else int(found[2])
        parts = divide(number_year(found[3] or found[4] or found[5]), None, nth, "quarter")
        return end, make_calendar(text, start, end, "quarter", parts, reference)
    found = _UNIT.match(text, start)
    if not found or (not found[1] and NUMBER_BEFORE.search(text, max(0, start - 8), start)):
        return None
    unit, word = found[2].lower(), found[3].lower()
    if unit == "năm":
        # "Năm trước", "năm sau" are told from another year.
        if word not in _YEAR_SHIFTS:
            return None
        shift, name = _YEAR_SHIFTS[word], "year"
    else:
        if word in ("nay", "ngoái"):
            return None
        shift = SHIFTS[word]
        name = "quarter" if unit == "quý" else "week"
        if found[1] and name == "week":
            name = "weekend"
    precision, bounds = shift_unit(reference, name, shift)
    return found.end(), make_relative(text, start, found.end(), precision, bounds)
