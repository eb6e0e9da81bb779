"""Pieces of the English patterns, and the numbers of months and weekdays."""

from __future__ import annotations

from ..grammar import DASH, GAP, YEAR

MONTH_NAMES = "January February March April May June July August September October November December".split()
MONTH_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
_MONTHS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
MONTH = (
    r"(?:(?ai:january|february|april|june|july|august|september|october|november|december)"
    r"|March|MARCH|May|MAY|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)(?!\w)"
)
TH = r"(?:st|nd|rd|th|ST|ND|RD|TH)"
TO = rf"(?:[^\S\n]?{DASH}[^\S\n]?|{GAP}(?:to|until|till|through|thru){GAP}(?:the{GAP})?)"
AND = rf"{GAP}and{GAP}(?:the{GAP})?"
# What follows a number that counts things: "May 5 people" is no day.
NOT_COUNT = (
    r"(?![0-9%$€£]|:[0-9])(?![.,][0-9]{3}(?![0-9]))(?!\.[0-9])(?!-(?:year|month|week|day|hour|minute|point))"
    r"(?!\s?(?:%|percent\b|per\scent\b|million\b|billion\b|trillion\b|thousand\b|people\b|a\.m|p\.m"
    r"|am\b|pm\b|o'clock|(?:day|week|month|year)s?\b))"
)
WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_WEEKDAYS = {name[:3].lower(): number for number, name in enumerate(WEEKDAY_NAMES)}
WEEKDAY = r"(?ai:mon|tues|wednes|thurs|fri|satur|sun)(?ai:day)(?!\w)"
PART = r"(?:morning|noon|afternoon|evening|night)(?!\w)"
#: A year and a time of day after a date.
YEAR_TAIL = rf"(?:,?{GAP}(?:of{GAP}|in{GAP})?|[,/])({YEAR})"
PART_TAIL = rf"(?:{GAP}(?:in{GAP}the{GAP})?({PART}))?"


def number_month(word: str) -> int | None:
    """1-12 for an English month name or abbreviation."""
    return _MONTHS.get(word[:3].lower())


def number_weekday(word: str) -> int | None:
    """0-6 for an English weekday name or abbreviation."""
    return _WEEKDAYS.get(word[:3].lower())
