"""Date expressions of English and Vietnamese news text -> days, with what they rest on.

`find` is the only entry point. It reads one text once: a single compiled pattern stops at the few
words and digits that can open a date expression, and one anchored rule is tried there. Nothing is
guessed: an impossible date ("31 June") yields no span, and a date whose year neither the text nor
the reference tells has `first` and `last` empty and its month and day filled.

Reading conventions
    * Numeric dates are day first, as Vietnamese outlets print them: 05/04/2025 is 5 April. Month
      first is read only where day first is impossible (10/20/2000).
    * A date without a year takes the year that puts it nearest to the reference, the earlier of
      two equally near. Where two years are about equally near (within 90 days: "March" read in
      September) the tense of the clause decides, if it has one; and a day more than 90 days ahead is
      the year before's, unless the clause looks ahead: the press announces days a few months ahead
      at most, and recalls those of the whole year. With a reference of a bare year it takes that
      year.
    * A bare weekday is the latest one up to and including the reference day, unless the clause
      speaks of the future ("will", "is to", "scheduled for", "sẽ", "dự kiến"); then it is the
      first one from the reference day on. "Last Friday" lies before the reference day, "next
      Friday" in the calendar week (Monday to Sunday) after the reference's.
    * "Early", "mid" and "late" (đầu, giữa, cuối) of a month are its days 1-10, 11-20 and 21-end.
      "First week of June" is 1-7 June, and so on; "last week of June" its last seven days.
    * English names of months and days count with a capital letter only ("may", "march", "sun").
    * Expressions that hang on another event ("two weeks later", "the same day", "the next day",
      "hôm sau") are none of this module's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

PRECISIONS = (
    "day",
    "range",  # two stated days, "May 19-22"
    "weekend",
    "week",
    "month-part",  # "early June"
    "month",
    "quarter",
    "half-year",
    "year",
    "years",  # two stated years, "2021-2025"
    "decade",
)

Language = Literal["en", "vi"]


class Partial(NamedTuple):
    """A reference known only as a month (`month` 1-12) or, with `month` None, as a year."""

    year: int
    month: int | None = None


Reference = date | Partial


class Parts(NamedTuple):
    """Calendar parts of a first and a last day; None where an expression does not tell.

    A missing `month` or `day` opens the span (January, day 1), a missing `last_month` or `last_day`
    closes it (December, last day of the month). A missing `year` makes both ends unknown.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_year: int | None = None
    last_month: int | None = None
    last_day: int | None = None


class DateSpan(NamedTuple):
    """One date expression of a text; `text` is what the source has from `start` to `end`.

    `first` and `last` are the days it covers, both None when they cannot be known. `precision` is
    one of `PRECISIONS`. `basis` is "stated" (the year stands in the expression), "reference"
    (worked out from the reference) or "" (unknown). `kind` is "absolute" (a calendar date),
    "weekday" or "relative" ("today", "last week"). The parts from `year` to `last_day` follow
    `Parts`. `weekday` is the printed day of the week (0 Monday ... 6 Sunday), `part` the time of
    day if one is said: morning, noon, afternoon, evening or night.
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: str
    basis: str
    year: int | None
    month: int | None
    day: int | None
    last_year: int | None
    last_month: int | None
    last_day: int | None
    kind: str
    weekday: int | None = None
    part: str | None = None

    @property
    def parts(self) -> Parts:
        """The calendar parts as one value."""
        return Parts(*self[7:13])

    def with_year(self, year: int, basis: str = "reference") -> DateSpan:
        """The same expression in `year`, resting on `basis`.

        Returns the span as it is where the year is stated, where there is no month to put into a
        year (a bare weekday, "today"), or where the day does not exist in that year (29 February).
        """
        if self.basis == "stated" or self.kind != "absolute" or self.month is None:
            return self
        parts = _put_in_year(self.parts, year)
        bounds = _bound(parts)
        if bounds is None:
            return self
        return self._replace(first=bounds[0], last=bounds[1], basis=basis, year=year, last_year=parts.last_year)


# ---------------------------------------------------------------------------------------------
# Calendar arithmetic


def _bound(parts: Parts) -> tuple[date, date] | None:
    """First and last day of parts whose year is known; None if they are no calendar days."""
    year, month, day, last_year, last_month, last_day = parts
    if year is None:
        return None
    last_year = year if last_year is None else last_year
    last_month = 12 if last_month is None else last_month
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        if last_day is None:
            last_day = monthrange(last_year, last_month)[1]
        last = date(last_year, last_month, last_day)
    except (ValueError, IndexError):
        return None
    return (first, last) if first <= last else None


def _put_in_year(parts: Parts, year: int) -> Parts:
    """Parts beginning in `year`; a last day earlier in the calendar falls in the year after."""
    opening = (parts.month or 1, parts.day or 1)
    closing = (parts.last_month or 12, parts.last_day or 31)
    return Parts(year, parts.month, parts.day, year + (closing < opening), parts.last_month, parts.last_day)


def _bound_reference(reference: Reference) -> tuple[date, date] | None:
    """The days a reference covers; None if it is no calendar month."""
    if isinstance(reference, date):
        return reference, reference
    year, month = reference
    return _bound(Parts(year, month, None, year, month, None))


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
        bounds = _bound(_put_in_year(parts, candidate))
        if bounds is None:
            continue
        gap = max((bounds[0] - known[1]).days, (known[0] - bounds[1]).days, 0)
        if gap <= _SURELY_NEAREST and parts.day is not None and candidate == year:
            return candidate
        gaps.append((gap, candidate))
    gaps.sort()
    if len(gaps) > 1 and gaps[1][0] - gaps[0][0] <= _TIE and gaps[0][0]:
        behind, ahead = sorted((gaps[0][1], gaps[1][1]))
        tense = _read_tense(text, start, end)
        if tense:
            return ahead if tense == "future" else behind
    if not gaps:
        return None
    gap, nearest = gaps[0]
    if reach == 1 and nearest >= year and gap > _SURELY_NEAREST and _is_ahead(parts, nearest, known[1]) and _read_tense(text, start, end) != "future":
        # The press announces days a few months ahead at most, and recalls those of the whole year.
        return max((candidate for _, candidate in gaps if candidate < nearest), default=nearest)
    return nearest


def _is_ahead(parts: Parts, year: int, day: date) -> bool:
    """Whether yearless parts lie after a day when put into a year."""
    bounds = _bound(_put_in_year(parts, year))
    return bounds is not None and bounds[0] > day


def _is_calendar(parts: Parts) -> bool:
    """Whether yearless parts exist in some year."""
    return any(_bound(_put_in_year(parts, year)) for year in (2024, 2023))


def _read_calendar(
    text: str,
    start: int,
    end: int,
    precision: str,
    parts: Parts,
    reference: Reference | None,
    part: str | None = None,
) -> list[DateSpan]:
    """The span of an absolute expression, or nothing if its day does not exist."""
    basis = "stated"
    if parts.year is None:
        year = _choose_year(parts, reference, text, start, end)
        basis = "" if year is None else "reference"
        if year is not None:
            parts = _put_in_year(parts, year)
        elif not _is_calendar(parts):
            return []
    bounds = _bound(parts)
    if bounds is None and parts.year is not None:
        return []
    first, last = bounds or (None, None)
    return [DateSpan(start, end, text[start:end], first, last, precision, basis, *parts, "absolute", None, part)]


def _read_relative(
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


def _shift_days(reference: Reference | None, days: int, length: int = 1) -> tuple[date, date] | None:
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
    return _shift_days(reference, 7 * weeks - reference.weekday(), 7)


def _shift_months(reference: Reference | None, months: int, length: int = 1) -> tuple[date, date] | None:
    """`length` calendar months from `months` after the reference's."""
    if reference is None or reference.month is None:
        return None
    index = reference.year * 12 + reference.month - 1 + months
    last = index + length - 1
    return _bound(Parts(index // 12, index % 12 + 1, None, last // 12, last % 12 + 1, None))


def _shift_years(reference: Reference | None, years: int, length: int = 1) -> tuple[date, date] | None:
    """`length` calendar years from `years` after the reference's."""
    if reference is None:
        return None
    year = reference.year + years
    return _bound(Parts(year, None, None, year + length - 1, None, None))


def _shift_unit(reference: Reference | None, unit: str, count: int) -> tuple[str, tuple[date, date] | None]:
    """Precision and days of the `unit` that lies `count` units from the reference's."""
    if unit == "day":
        return "day", _shift_days(reference, count)
    if unit == "week":
        return "week", _shift_weeks(reference, count)
    if unit == "weekend":
        week = _shift_weeks(reference, count)
        return "weekend", week and (week[0] + timedelta(5), week[1])
    if unit == "month":
        return "month", _shift_months(reference, count)
    if unit == "quarter":
        behind = (reference.month - 1) % 3 if reference and reference.month else 0
        return "quarter", _shift_months(reference, 3 * count - behind, 3)
    if unit == "decade":
        behind = reference.year % 10 if reference else 0
        return "decade", _shift_years(reference, 10 * count - behind, 10)
    return "year", _shift_years(reference, count)


def _place_weekday(reference: Reference | None, weekday: int, manner: str) -> tuple[date, date] | None:
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
    return _shift_days(reference, days)


# ---------------------------------------------------------------------------------------------
# Pieces of the patterns. Every repetition is bounded, so that matching at one place costs a
# constant and reading a text is linear in its length.

# One gap between words: spaces, at most one line break (a paragraph break ends an expression).
_S = r"(?:[^\S\n]{1,3}\n?|\n)[^\S\n]{0,4}"
_DASH = r"[-‐‑‒–—−~]"
_D = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
_DD = r"[0-9]{1,2}(?![0-9])"
_Y = r"(?:1[0-9]|20|21)[0-9]{2}(?![0-9%]|[.,:][0-9]|/[0-9])"

_MONTH_KEYS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS_EN = {key: number for number, key in enumerate(_MONTH_KEYS, 1)}
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_MONTH_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
_M = (
    r"(?:(?ai:january|february|april|june|july|august|september|october|november|december)"
    r"|March|MARCH|May|MAY|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    r"|(?:JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)(?!\w)"
)
_TH = r"(?:st|nd|rd|th|ST|ND|RD|TH)"
_TO = rf"(?:[^\S\n]?{_DASH}[^\S\n]?|{_S}(?:to|until|till|through|thru){_S}(?:the{_S})?)"
_AND = rf"{_S}and{_S}(?:the{_S})?"
# What follows a number that counts things: "May 5 people" is no day.
_NOT_COUNT = (
    r"(?![0-9%$€£]|:[0-9])(?![.,][0-9]{3}(?![0-9]))(?!\.[0-9])(?!-(?:year|month|week|day|hour|minute|point))"
    r"(?!\s?(?:%|percent\b|per\scent\b|million\b|billion\b|trillion\b|thousand\b|people\b|a\.m|p\.m"
    r"|am\b|pm\b|o'clock|(?:day|week|month|year)s?\b))"
)

_WEEKDAY_KEYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS_EN = {key: number for number, key in enumerate(_WEEKDAY_KEYS)}
_WEEKDAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_W = r"(?ai:mon|tues|wednes|thurs|fri|satur|sun)(?ai:day)(?!\w)"
_PART_EN = r"(?:morning|noon|afternoon|evening|night)(?!\w)"


def _number_month(word: str) -> int | None:
    """1-12 for an English month name or abbreviation."""
    return _MONTHS_EN.get(word[:3].lower())


def _number_weekday(word: str) -> int | None:
    """0-6 for an English weekday name or abbreviation."""
    return _WEEKDAYS_EN.get(word[:3].lower())


def _number_year(digits: str | None) -> int | None:
    return int(digits) if digits else None


# ---------------------------------------------------------------------------------------------
# Rules. Each is tried at one position and returns where to read on and the spans it found, or
# None if no expression of its kind opens there.

Rule = Callable[[str, int, "Reference | None"], "tuple[int, list[DateSpan]] | None"]
Found = tuple[int, list[DateSpan]]

_WORD_BEFORE = re.compile(r"([^\W_]{1,24})['’.]?[^\w.;!?]{1,3}\Z")


def _word_before(text: str, start: int) -> str:
    """The word before a position, lower case; empty at the head of a sentence."""
    found = _WORD_BEFORE.search(text, max(0, start - 28), start)
    return found[1].lower() if found else ""


# --- English: calendar dates

_ISO = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9]|[-/.][0-9])")
_ISO_MONTH = re.compile(r"((?:19|20)[0-9]{2})-(0[1-9]|1[0-2])(?![\w/]|[-.,:][0-9])")
_NUMERIC = re.compile(rf"({_DD})([-/.])({_DD})\2((?:1[89]|20)[0-9]{{2}})(?![\w/%]|[-.,][0-9])")


def _read_numeric(text: str, start: int, reference: Reference | None) -> Found | None:
    """2025-04-05, 2025-04, 05/04/2025."""
    found = _ISO.match(text, start)
    if found:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    else:
        found = _NUMERIC.match(text, start)
        if not found:
            found = _ISO_MONTH.match(text, start)
            if not found:
                return None
            year, month = int(found[1]), int(found[2])
            parts = Parts(year, month, None, year, month, None)
            return found.end(), _read_calendar(text, start, found.end(), "month", parts, reference)
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if month > 12:
            day, month = month, day
    parts = Parts(year, month, day, year, month, day)
    return found.end(), _read_calendar(text, start, found.end(), "day", parts, reference)


_YEAR_TAIL = rf"(?:,?{_S}(?:of{_S}|in{_S})?|[,/])({_Y})"
_PART_TAIL = rf"(?:{_S}(?:in{_S}the{_S})?({_PART_EN}))?"
# "May 19", "May 19-22, 2025", "May 30 to June 2", "May 5, 6 and 7"
_MONTH_DAY = re.compile(
    rf"({_M}){_S}(?:the{_S})?({_DD}){_TH}?(?!\w){_NOT_COUNT}(?:,?{_S}({_Y}))?"
    rf"(?:({_TO}|{_AND})(?:({_M}){_S}(?:the{_S})?)?({_DD}){_TH}?(?!\w|/){_NOT_COUNT})?"
    rf"(?:{_YEAR_TAIL})?{_PART_TAIL}"
)
# "22 April", "the 24th of May", "12th-14th November 2025", "30 May - 2 June"
_DAY_MONTH = re.compile(
    rf"({_DD}){_TH}?(?:{_S}(?:of{_S})?({_M})(?:,?{_S}({_Y}))?)?"
    rf"(?:({_TO}|{_AND})({_DD}){_TH}?)?{_S}(?:of{_S})?({_M})(?:{_YEAR_TAIL})?{_PART_TAIL}"
)
_DAYS_MONTH = re.compile(
    rf"{_DD}{_TH}?(?:,{_S}{_DD}{_TH}?){{1,4}},?{_S}and{_S}{_DD}{_TH}?{_S}(?:of{_S})?({_M})(?:{_YEAR_TAIL})?"
)
_DAY_MONTH_ONE = re.compile(
    rf"({_DD}){_TH}?(?:{_S}(?:day{_S})?of{_S}|{_S}|-)({_M})(?:{_YEAR_TAIL}|-({_Y}))?{_PART_TAIL}"
)
# Further days of a list: ", 6 and 7" in "May 5, 6 and 7"; a preposition or a stop must follow, for
# "May 5 and 6 people" is none.
_MORE_DAYS = re.compile(
    rf"((?:,{_S}{_DD}){{0,4}}),?{_S}(?:and|or|&){_S}({_DD}){_TH}?(?!\w|[-/:%][0-9]){_NOT_COUNT}"
    rf"(?=\s?(?:[.;,)\]:—–]|\Z)|{_S}(?:in|at|to|for|with|by|on|of|between|before|after|when|as|and)\b)"
    rf"(?:,{_S}({_Y}))?"
)
_MONTH_YEAR = re.compile(rf"({_M})(?:{_TO}({_M}))?(?:,?{_S}(?:of{_S}|in{_S})?({_Y})|[-/]({_Y}))")
_MONTH_ONLY = re.compile(rf"({_M})(?:{_TO}({_M}))?")
_DIGITS = re.compile(_DD)

# "May", "March" and abbreviations are months by themselves only after such a word.
_BEFORE_MONTH = frozenset(
    "in of by since until till from to during for through before after between late early mid "
    "last next this around and".split()
)
_ABBREVIATED = re.compile(r"(?ai:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)")
_WORD_FOLLOWS = re.compile(r"[-\s][^\W0-9_]")
_MONTH_FOLLOWS = re.compile(rf"(?:,|{_S}(?:and|or)){_S}{_M}(?!{_S}[0-9])")
_NAME_FOLLOWS = re.compile(r"\s[A-ZĐ][a-zà-ỹ]")


def _read_month_day(text: str, start: int, reference: Reference | None) -> Found | None:
    """An expression opening with an English month name."""
    found = _MONTH_DAY.match(text, start)
    if found:
        month, day = _number_month(found[1]), int(found[2])
        inner, link, month2, day2, outer = found[3], found[4], found[5], found[6], found[7]
        end = found.end()
        if link is None:
            year = _number_year(outer or inner)
            parts = Parts(year, month, day, year, month, day)
            spans = _read_calendar(text, start, end, "day", parts, reference, found[8])
            if outer is None and inner is None and found[8] is None:
                return _add_days(text, end, spans, reference)
            return end, spans
        if link.strip()[:3].lower() == "and" and _word_before(text, start) != "between":
            # Two days, not a range: read the first, leave a second month to its own turn.
            end = found.end(3) if inner else found.start(4)
            year = _number_year(inner)
            if not inner and month2 is None:
                year = _number_year(outer)
            elif not inner:
                year = _number_year(outer)
            parts = Parts(year, month, day, year, month, day)
            spans = _read_calendar(text, start, end, "day", parts, reference)
            return (end, spans) if month2 else _add_days(text, end, spans, reference)
        last_month = _number_month(month2) if month2 else month
        return end, _read_range(
            text, start, end, (inner, month, day), (outer, last_month, int(day2)), reference, found[8]
        )
    found = _MONTH_YEAR.match(text, start)
    if found:
        year = int(found[3] or found[4])
        month = _number_month(found[1])
        last = _number_month(found[2]) if found[2] else month
        first_year = year - 1 if month and last and last < month else year
        parts = Parts(first_year, month, None, year, last, None)
        if found[2]:
            return found.end(), _read_calendar(text, start, found.end(), "range", parts, reference)
        spans = _read_calendar(text, start, found.end(), "month", parts, reference)
        return found.end(), [part for span in spans for part in _narrow(text, span, reference)]
    return _read_month_only(text, start, reference)


def _read_month_only(text: str, start: int, reference: Reference | None) -> Found | None:
    """A month without day and year: "in May", "April to June"."""
    found = _MONTH_ONLY.match(text, start)
    if not found:
        return None
    name = found[1].rstrip(".")
    plain = len(name) > 3 and name.lower() != "march"
    # "Mar-a-Lago", "Mar del Plata": an abbreviation without its full stop is too little.
    if _ABBREVIATED.fullmatch(found[0]) and _WORD_FOLLOWS.match(text, found.end()):
        return None
    before = _word_before(text, start)
    named = not plain or not name[0].isupper() or _NAME_FOLLOWS.match(text, found.end())
    # "And" leads on from another month, or from one person's name to the next.
    told = before in _BEFORE_MONTH and not (before == "and" and plain and named)
    if named and not told and not found[2] and not _MONTH_FOLLOWS.match(text, found.end()):
        return None
    month = _number_month(found[1])
    last = _number_month(found[2]) if found[2] else month
    end = found.end() if not found[0].endswith(".") else found.end() - 1
    parts = Parts(None, month, None, None, last, None)
    if found[2]:
        return found.end(), _read_calendar(text, start, end, "range", parts, reference)
    spans = _read_calendar(text, start, end, "month", parts, reference)
    return found.end(), [part for span in spans for part in _narrow(text, span, reference)]


def _read_range(
    text: str,
    start: int,
    end: int,
    opening: tuple[str | None, int | None, int | None],
    closing: tuple[str | None, int | None, int | None],
    reference: Reference | None,
    part: str | None = None,
) -> list[DateSpan]:
    """A stated first and last (year, month, day); a year said once serves both ends."""
    first_year, last_year = _number_year(opening[0]), _number_year(closing[0])
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
    return _read_calendar(text, start, end, "range", parts, reference, part)


def _add_days(text: str, end: int, spans: list[DateSpan], reference: Reference | None) -> Found:
    """The further days of "May 5, 6 and 7", one span for each number."""
    found = _MORE_DAYS.match(text, end)
    if not found or not spans:
        return end, spans
    year = _number_year(found[3])
    head = spans[0]
    places = [(m.start(), m.end()) for m in _DIGITS.finditer(text, end, found.end(1))]
    places.append(found.span(2))
    days = [int(text[a:b]) for a, b in places]
    if sorted({head.day or 0, *days}) != [head.day, *days]:
        return end, spans
    first = Parts(year, head.month, head.day, year, head.month, head.day)
    spans = _read_calendar(text, head.start, head.end, "day", first, reference)
    for (a, b), day in zip(places, days, strict=True):
        parts = Parts(year, head.month, day, year, head.month, day)
        b = found.end() if (a, b) == found.span(2) else b
        spans += _read_calendar(text, a, b, "day", parts, reference)
    return found.end(), spans


def _read_day_month(text: str, start: int, reference: Reference | None) -> Found | None:
    """An expression opening with a day of the month: "22 April", "12th-14th November"."""
    found = _DAY_MONTH.match(text, start)
    if found and found[4]:
        month1, day1, day2 = found[2], int(found[1]), int(found[5])
        last_month = _number_month(found[6])
        month = _number_month(month1) if month1 else last_month
        inner, outer = found[3], found[7]
        if found[4].strip()[:3].lower() != "and" or _word_before(text, start) == "between":
            return found.end(), _read_range(
                text,
                start,
                found.end(),
                (inner, month, day1),
                (outer, last_month, day2),
                reference,
                found[8],
            )
        if month1 is None and day1 < day2:
            year = _number_year(outer)
            head = Parts(year, month, day1, year, month, day1)
            tail = Parts(year, month, day2, year, month, day2)
            return found.end(), _read_calendar(text, start, found.end(1), "day", head, reference) + _read_calendar(
                text, found.start(5), found.end(), "day", tail, reference
            )
    found = _DAYS_MONTH.match(text, start)
    if found:
        month, year = _number_month(found[1]), _number_year(found[2])
        places = [m.span() for m in _DIGITS.finditer(text, start, found.start(1))]
        places[-1] = (places[-1][0], found.end())
        spans: list[DateSpan] = []
        for a, b in places:
            day = int(re.sub(r"[^0-9].*", "", text[a:b], flags=re.DOTALL))
            parts = Parts(year, month, day, year, month, day)
            spans += _read_calendar(text, a, b, "day", parts, reference)
        return found.end(), spans
    found = _DAY_MONTH_ONE.match(text, start)
    if not found:
        return None
    year = _number_year(found[3] or found[4])
    month, day = _number_month(found[2]), int(found[1])
    parts = Parts(year, month, day, year, month, day)
    return found.end(), _read_calendar(text, start, found.end(), "day", parts, reference, found[5])


# --- years

_YEAR = re.compile(rf"({_Y})(?:s(?!\w)|\s?{_DASH}\s?((?:1[89]|20)?[0-9]{{2}})(?![\w%/]|[-.,:][0-9]))?")
_BEFORE_YEAR = frozenset(
    "in of since by from to until till through during before after for late early mid and the "
    "year fiscal between this last next within around circa spring summer autumn fall winter than as "
    "đầu cuối giữa đoạn kỳ từ đến trong hết".split()
)
_COUNTED = re.compile(
    rf"{_S}(?!(?:was|is|has|as|this|its|his|across|series|budgets|elections|plans|targets)\b)"
    r"(?:[a-z]{1,20}s|people|percent|per|million|billion|dollars?|tons?|km|metres?|meters?|miles?"
    r"|người|đồng|tỷ|tỉ|triệu|doanh|đại)\b"
)


def _read_year(text: str, start: int, reference: Reference | None) -> Found | None:
    """A year, a decade ("1990s") or a run of years ("2021-2025")."""
    found = _YEAR.match(text, start)
    if not found or text[found.end() : found.end() + 1].isalnum():
        return None
    year, end = int(found[1]), found.end()
    if found[0].endswith("s"):
        if year % 10:
            return None
        parts = Parts(year, None, None, year + 9, None, None)
        return end, _read_calendar(text, start, end, "decade", parts, reference)
    last = found[2]
    if last:
        last_year = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        parts = Parts(year, None, None, last_year, None, None)
        return end, _read_calendar(text, start, end, "years", parts, reference)
    after = text[end : end + 1]
    if after in ("%", "-", "/", "$") or _COUNTED.match(text, end):
        return None
    enclosed = text[start - 1 : start] == "(" and after in (")", ",", ";")
    if not enclosed and _word_before(text, start) not in _BEFORE_YEAR:
        return None
    parts = Parts(year, None, None, year, None, None)
    spans = _read_calendar(text, start, end, "year", parts, reference)
    return end, [part for span in spans for part in _narrow(text, span, reference)]


# --- English: numbers without a month's name

_SLASHED = re.compile(rf"({_DD})([/-])({_DD})(?![\w/%]|[-.,:][0-9])")
_BEFORE_SLASHED = frozenset("on since until till dated date by before after of".split())
_DAY_WORD = re.compile(
    r"(?:\b(?ai:today|yesterday|tomorrow|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
    r"|morning|afternoon|evening|night),?\s\(?\Z"
)


_OF_FOLLOWS = re.compile(rf"{_S}of\b")


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
        if _word_before(text, start) not in _BEFORE_SLASHED or (day, month) == (24, 7):
            return None
    if month > 12:
        day, month = month, day
    parts = Parts(None, month, day, None, month, day)
    return found.end(), _read_calendar(text, start, found.end(), "day", parts, reference)


_SLASHED_RANGE = re.compile(
    rf"({_DD})(?:\s?{_DASH}\s?|{_S}(?:to|and|until|through){_S})({_DD})/({_DD})(?:/((?:19|20)[0-9]{{2}}))?(?![\w/%]|[-.,:][0-9])"
)
_BEFORE_RANGE = frozenset("from on between dates days".split())


def _read_slashed_range(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "from 19 to 22/5", "7-9/6/2025" in translations: the day before the month, as in the language they come from."""
    found = _SLASHED_RANGE.match(text, start)
    if not found or not (int(found[2]) > 12 or found[4] or _word_before(text, start) in _BEFORE_RANGE):
        return None
    day, last, month = int(found[1]), int(found[2]), int(found[3])
    if month > 12 or day >= last:
        return None
    return found.end(), _read_range(text, start, found.end(), (None, month, day), (found[4], month, last), reference)


# What stands at and after a number that can open a date; most numbers are sorted out by it.
_OPENS_EN = re.compile(
    r"[12][0-9]{3}|[0-9]{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)?(?:[-/.,‐‑‒–—−~]|\s{1,8}(?:[JFMASOND‐‑‒–—−~-]|[aoutdjfmsn]))"
)
_LEADING_COMPOUND = re.compile(r"[^\W_][-‐‑‒–—.,:/]\Z|[$€£#+−%_]\Z")
_MID = re.compile(r"\b(?ai:mid|early|late|pre|post)-\Z")


def _read_number_en(text: str, start: int, reference: Reference | None) -> Found | None:
    """Whatever expression of an English text opens with a digit."""
    if not _OPENS_EN.match(text, start):
        return None
    # "F-16 May", "3.5", "10:30": the number belongs to what stands before it.
    if _LEADING_COMPOUND.search(text, max(0, start - 2), start):
        if _MID.search(text, max(0, start - 6), start):
            return _read_year(text, start, reference)
        return None
    for rule in (_read_slashed_range, _read_numeric, _read_day_month, _read_slashed, _read_year):
        found = rule(text, start, reference)
        if found:
            return found
    return None


# --- English: parts of months and years

# What may stand before a month or a year. It is looked for backwards from there: "early", "first"
# and their like are too frequent to stop at each.
_MODIFIER = re.compile(
    rf"(?<![\w-])(?:(?ai:(early|mid|late))(?:{_DASH}|{_S}(?:in{_S})?(?:the{_S}month{_S}of{_S})?)"
    rf"|(?ai:(beginning|start|middle|end)){_S}of{_S}(?:the{_S})?"
    rf"|(?ai:(first|second|third|fourth|last){_S}(week|quarter|half)){_S}(?:of|in){_S}(?:the{_S})?)\Z"
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
_ORDINALS_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 5}
_FOLLOWED_BY_DAY = re.compile(rf"{_S}[0-9]{{1,2}}(?![0-9])")


def _narrow(text: str, span: DateSpan, reference: Reference | None) -> list[DateSpan]:
    """A month or year with the part of it that the words before name: "early June", "the first
    week of June", "the second quarter of 2025". A part of a year other than a quarter or half
    ("late 2025") stays the year."""
    found = _MODIFIER.search(text, max(0, span.start - _MODIFIER_REACH), span.start)
    if not found:
        return [span]
    start, end, year, month = found.start(), span.end, span.year, span.month
    # A relative month or year without a reference has no parts: it is named, and stays unknown.
    whole = span.precision
    if found[3]:
        nth, unit = _ORDINALS_EN[found[3].lower()], found[4].lower()
        name = "month-part" if whole == "month" and unit == "half" else unit
        name = "half-year" if name == "half" else name
        if span.kind == "relative" and span.first is None:
            return [span._replace(start=start, text=text[start:end], precision=name)]
        parts = _divide(year, month if whole == "month" else None, nth, unit)
    else:
        if whole == "year":
            return [span._replace(start=start, text=text[start:end])]
        name = "month-part"
        first_day, last_day = _MONTH_THIRDS[(found[1] or found[2]).lower()]
        if span.kind == "relative" and span.first is None:
            return [span._replace(start=start, text=text[start:end], precision=name)]
        parts = Parts(year, month, first_day, year, month, last_day)
    if parts is None:
        return [span]
    if year is not None:
        bounds = _bound(parts)
        if bounds is None:
            return [span]
        return [DateSpan(start, end, text[start:end], *bounds, name, span.basis, *parts, span.kind)]
    return _read_calendar(text, start, end, name, parts, reference)


def _divide(year: int | None, month: int | None, nth: int, unit: str) -> Parts | None:
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


_QUARTER_CODE = re.compile(rf"Q([1-4])(?:{_S}(?:of{_S})?|[/-])({_Y})")


def _read_quarter_code(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "Q2 2025"."""
    found = _QUARTER_CODE.match(text, start)
    if not found:
        return None
    parts = _divide(int(found[2]), None, int(found[1]), "quarter")
    if parts is None:
        return None
    return found.end(), _read_calendar(text, start, found.end(), "quarter", parts, reference)


# --- Tense: which side of the reference a weekday, or a day half a year off, lies on

_FUTURE_WORDS = frozenset(
    "will shall would won't won’t wouldn't wouldn’t scheduled slated due upcoming until deadline starting sẽ sắp".split()
)
_PAST_WORDS = frozenset(
    "said told was were had did met went came took gave made held began left won lost sent found got kept led put read "
    "spoke wrote saw seen been fell rose grew hit cut broke struck ran stood brought bought sold paid shot became flew "
    "drove died after since has have đã vừa".split()
)
_BEING = frozenset("is are was were be".split())
_INTENDING = frozenset(
    "set expected planned plans planning hopes hoping intends expects going agreed about supposed wants vowed".split()
)
# Of the future only right before the date: "the deadline is Friday", "the round opens Monday".
_SCHEDULING = frozenset("by is are begins starts opens meets resumes arrives expires ends leaves".split())
_SENTENCE_END = re.compile(r"[.!?;][\"”’']?\s|\n\s{0,4}\n")
_REACH_BACK, _REACH_AHEAD = 110, 90


def _judge_word(words: list[str], at: int) -> str | None:
    """ "future" or "past" if the word is a cue of that tense among its neighbours, else None."""
    word = words[at]
    before = words[at - 1] if at else ""
    if word in _FUTURE_WORDS or word.endswith(("'ll", "’ll")) or (before, word) in (("dự", "kiến"), ("chuẩn", "bị")):
        return "future"
    if word in ("to", "for") and (before in _INTENDING or (word == "to" and before in _BEING)):
        return "future"
    if word in _BEING:
        following = words[at + 1] if at + 1 < len(words) else ""
        if following in ("to", "due", "scheduled", "expected", "set"):
            return "future"
    # "Will be released": the auxiliaries before the participle tell.
    if word.endswith("ed") and len(word) > 3:
        if before.endswith("ly") and at > 1:
            before = words[at - 2]
        return None if before in ("be", "is", "are") else "past"
    return "past" if word in _PAST_WORDS else None


def _split_words(text: str, start: int, end: int) -> list[str]:
    return [word.strip('.,:"“”()[]') for word in text[start:end].split()]


def _read_tense(text: str, start: int, end: int) -> str | None:
    """ "future" or "past" by the nearest cue before a date in its sentence, else the first after it; or None."""
    head = max(0, start - _REACH_BACK)
    for stop in _SENTENCE_END.finditer(text, head, start):
        head = stop.end()
    words = _split_words(text, head, start)
    while words and words[-1] in ("on", "early", "late"):
        words.pop()
    if words and words[-1] in _SCHEDULING:
        return "future"
    for at in range(len(words) - 1, -1, -1):
        tense = _judge_word(words, at)
        if tense:
            return tense
    close = _SENTENCE_END.search(text, end, end + _REACH_AHEAD)
    words = _split_words(text, end, close.start() if close else end + _REACH_AHEAD)
    for at in range(len(words)):
        tense = _judge_word(words, at)
        if tense:
            return tense
    return None


# --- English: weekdays and relative expressions

_WEEKDAY = re.compile(rf"({_W})(?:{_S}(?:(?:early|late){_S})?({_PART_EN}))?")
_TO_WEEKDAY = re.compile(rf"{_TO}({_W})")
_OF_WEEK = re.compile(rf",?{_S}(?:of{_S})?(last|this|next){_S}week(?!\w)")
_WEEKDAY_SHORT = re.compile(r"(?:Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun)\b\.?")
_NO_DAY_BEFORE = frozenset(
    "every each alternate black bloody super ash good easter palm holy the a any most following previous that first second third fourth".split()
)
_NO_DAY_AFTER = re.compile(
    r"(?:\s(?:Times|Telegraph|Herald|Express|Mail|Mirror|Post|Night|Morning|School|Club|Nation|and"
    r"\sSunday)\b)"
)


def _read_weekday_en(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "Tuesday", "Friday night", "Monday of last week"."""
    found = _WEEKDAY.match(text, start)
    if not found:
        return None
    if _NO_DAY_AFTER.match(text, found.end(1)) or _word_before(text, start) in _NO_DAY_BEFORE:
        return found.end(), []
    weekday, end = _number_weekday(found[1]), found.end()
    if weekday is None:
        return None
    week = _OF_WEEK.match(text, end)
    if week:
        end = week.end()
        manner = {"last": "-1", "this": "0", "next": "1"}[week[1]]
    elif _word_before(text, start) == "coming":
        manner = "coming"
    elif isinstance(reference, date) and _read_tense(text, start, end) == "future":
        manner = "future"
    else:
        manner = "past"
    bounds = _place_weekday(reference, weekday, manner)
    spans = _read_relative(text, start, end, "day", bounds, "weekday", weekday, found[2])
    to = _TO_WEEKDAY.match(text, end)
    if to:
        # "Monday to Wednesday": the second day follows the first.
        until = _number_weekday(to[1])
        closing = to.end()
        week = _OF_WEEK.match(text, closing)
        if week and end == found.end():
            # "Monday to Thursday of last week": the week is that of both days.
            closing = week.end()
            bounds = _place_weekday(reference, weekday, {"last": "-1", "this": "0", "next": "1"}[week[1]])
            spans = _read_relative(text, start, end, "day", bounds, "weekday", weekday, found[2])
        bounds = bounds and _shift_days(bounds[0], ((until or 0) - weekday) % 7)
        spans += _read_relative(text, to.start(1), closing, "day", bounds, "weekday", until)
        end = closing
    return end, spans


def _read_weekday_short(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "Tue, May 6": an abbreviated weekday counts only beside a date, whose span it joins."""
    found = _WEEKDAY_SHORT.match(text, start)
    if not found:
        return None
    link = _LINK.match(text, found.end())
    if not link:
        return None
    at = link.end()
    rule = _read_number_en if text[at : at + 1].isdigit() else _read_month_day
    beside = rule(text, at, reference)
    if not beside or not beside[1] or beside[1][0].precision != "day":
        return None
    day = _read_relative(text, start, found.end(), "day", None, "weekday", _number_weekday(found[0]))
    return beside[0], day + beside[1]


_NEAR_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_NEAR = re.compile(rf"(?ai:(today|tonight|yesterday|tomorrow))(?!\w)(?:{_S}({_PART_EN}))?")
_DAY_BEFORE = re.compile(rf"\b(?ai:day{_S}(before|after)){_S}\Z")
_RELATIVE = re.compile(
    rf"(?ai:(last|next|this){_S}(?:(past|coming){_S})?)"
    rf"(?:(week|weekend|month|quarter|year|decade)(?!\w)|({_W})|({_M})|({_PART_EN}))(?:{_S}({_PART_EN}))?"
)
# "The last week of June" is read from "June"; "the last week of talks" is no week of its own.
_OF = re.compile(rf"{_S}(?:of|in){_S}")
_COUNTS_EN = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "fifteen": 15, "twenty": 20, "thirty": 30}
_AGO = re.compile(
    r"\b(?ai:(a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty"
    r"|thirty)|([0-9]{1,3}))\s(?ai:(day|week|month|year|decade)s?)\s\Z"
)
_AGO_REACH = 24


def _read_near_en(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "today", "tonight", "yesterday morning", "the day before yesterday"."""
    found = _NEAR.match(text, start)
    if not found:
        return None
    word, end = found[1].lower(), found.end()
    part = found[2] or ("evening" if word == "tonight" else None)
    days = _NEAR_DAYS[word]
    more = _DAY_BEFORE.search(text, max(0, start - 16), start)
    if more and (word, more[1].lower()) in (("yesterday", "before"), ("tomorrow", "after")):
        days, start = 2 * days, more.start()
    bounds = _shift_days(reference, days)
    return end, _read_relative(text, start, end, "day", bounds, part=part)


def _read_relative_en(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "last Friday", "next month", "this morning", "last night", "this past week"."""
    found = _RELATIVE.match(text, start)
    if not found:
        return None
    word, end = found[1].lower(), found.end()
    if found[2]:
        word = {"past": "last", "coming": "next"}[found[2].lower()]
    count = {"last": -1, "this": 0, "next": 1}[word]
    unit, weekday_name, month_name, part = found[3], found[4], found[5], found[6]
    # "The last week", "the next day": lengths of time, or days told from another event.
    if _word_before(text, start) in ("the", "a", "his", "her", "their", "its"):
        if unit or part:
            return None
    if unit:
        if found[2] or _OF.match(text, end):
            return None
        precision, bounds = _shift_unit(reference, unit.lower(), count)
        spans = _read_relative(text, start, end, precision, bounds)
        if precision in ("month", "year"):
            spans = _narrow(text, spans[0], reference)
        return end, spans
    if weekday_name:
        if _OF.match(text, end):
            return end, []  # "the last Friday of June"
        weekday = _number_weekday(weekday_name)
        if weekday is None:
            return None
        manner = {-1: "last", 0: "future", 1: "coming"}[count]
        if count == 1 and word == "next" and not found[2]:
            manner = "1"
        if count == 0 and _read_tense(text, start, end) != "future":
            manner = "0"
        bounds = _place_weekday(reference, weekday, manner)
        return end, _read_relative(text, start, end, "day", bounds, "weekday", weekday, found[7])
    if month_name:
        if _FOLLOWED_BY_DAY.match(text, end) or month_name[0].islower():
            return None
        return end, _read_relative(text, start, end, "month", _place_month(reference, _number_month(month_name), count))
    if count == -1 and part == "night":
        return end, _read_relative(text, start, end, "day", _shift_days(reference, -1), part=part)
    if count == 0:
        return end, _read_relative(text, start, end, "day", _shift_days(reference, 0), part=part)
    return None


def _place_month(reference: Reference | None, month: int | None, count: int) -> tuple[date, date] | None:
    """The month named after "last" (-1), "this" (0: of the same year) or "next" (1)."""
    if reference is None or reference.month is None or month is None:
        return None
    year = reference.year
    if count == -1 and month >= reference.month:
        year -= 1
    if count == 1 and month <= reference.month:
        year += 1
    return _bound(Parts(year, month, None, year, month, None))


def _read_ago(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "two days ago"; the rule is tried at "ago" and looks back."""
    found = _AGO.search(text, max(0, start - _AGO_REACH), start)
    if not found:
        return None
    count = int(found[2]) if found[2] else _COUNTS_EN[found[1].lower()]
    end = start + 3
    precision, bounds = _shift_unit(reference, found[3].lower(), -count)
    return end, _read_relative(text, found.start(), end, precision, bounds)


_PART_OF = re.compile(rf"\b({_PART_EN}){_S}(?:of|on){_S}(?:the{_S})?\Z")
_PART_REACH = 24


def _add_part(text: str, span: DateSpan) -> DateSpan:
    """A day with the time of day before it: "evening of April 4"."""
    found = _PART_OF.search(text, max(0, span.start - _PART_REACH), span.start)
    if not found:
        return span
    start = found.start()
    return span._replace(start=start, text=text[start : span.end], part=found[1])


_HOLIDAY = re.compile(
    rf"(?:(Christmas)(?:{_S}(Day|Eve))?|New{_S}Year['’]s{_S}(Day|Eve)|(?:the{_S})?Fourth{_S}of{_S}July"
    rf"|July{_S}Fourth)(?!\w)"
)


def _read_holiday(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "Christmas Eve", "New Year's Day", "Fourth of July"."""
    found = _HOLIDAY.match(text, start)
    if not found:
        return None
    if found[1]:
        month, day = 12, 24 if found[2] == "Eve" else 25
        if not found[2] and _word_before(text, start) not in ("on", "since", "until", "before"):
            return None
    elif found[3]:
        month, day = (12, 31) if found[3] == "Eve" else (1, 1)
    else:
        month, day = 7, 4
    parts = Parts(None, month, day, None, month, day)
    return found.end(), _read_calendar(text, start, found.end(), "day", parts, reference)


# ---------------------------------------------------------------------------------------------
# Vietnamese

_MONTH_WORDS_VI = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}
_MV = (
    r"(?:(?:1[0-2]|0?[1-9])(?![0-9])|(?i:giêng|một|hai|ba|tư|năm(?!\s[0-9])|sáu|bảy|bẩy|tám|chín"
    r"|mười\smột|mười\shai|mười|chạp)(?!\w))"
)
_PART_VI = r"(?i:rạng\ssáng|sáng|trưa|chiều|tối|đêm|khuya)"
_PARTS_VI = {
    "rạng sáng": "morning",
    "sáng": "morning",
    "trưa": "noon",
    "chiều": "afternoon",
    "tối": "evening",
    "đêm": "night",
    "khuya": "night",
}
_SEP = rf"(?:[/.]|{_DASH}|{_S}(?i:tháng){_S})"
_YV = rf"(?:(?:[/.]|{_DASH})((?:19|20)[0-9]{{2}})(?![0-9])|{_S}?(?:,{_S})?(?i:năm){_S}((?:19|20)[0-9]{{2}})(?![0-9]))"
_HEAD_VI = rf"(?:({_PART_VI}){_S})?((?:(?i:hôm){_S})?(?:(?i:ngày){_S})?(?:(?i:mùng|mồng){_S})?)"
_TO_VI = (
    rf"(?:[^\S\n]?{_DASH}[^\S\n]?|{_S}(?i:đến|tới|cho{_S}đến){_S}(?:(?i:hết){_S})?)"
    rf"(?:(?i:ngày){_S}(?:(?i:mùng|mồng){_S})?)?"
)
_RANGE_MONTHS_VI = re.compile(rf"{_HEAD_VI}({_D})({_SEP})({_MV}){_YV}?({_TO_VI})({_D})({_SEP})({_MV}){_YV}?")
_RANGE_VI = re.compile(rf"{_HEAD_VI}({_D})({_TO_VI})({_D})({_SEP})({_MV}){_YV}?")
_LIST_VI = re.compile(
    rf"{_HEAD_VI}({_D})((?:,{_S}{_D}){{0,4}}(?:,|{_S}(?i:và)){_S}(?:(?i:ngày){_S})?)({_D})({_SEP})({_MV}){_YV}?"
)
_DAY_VI = re.compile(rf"{_HEAD_VI}({_DD})({_SEP})([0-9]{{1,2}}(?![0-9])|{_MV}){_YV}?")
_END_NUMBER = re.compile(r"(?![0-9%]|[-–./,:][0-9]|/\w)")
_FRACTION_BEFORE = frozenset(
    "hơn khoảng gần chiếm bằng đạt quá giảm tăng số thắng thua hòa hoà dẫn tỷ tỉ trên dưới mất "
    "chừng tròn tháng quyết định thị luật lệnh tư thông nghị điều khoản trận lệ đội đường".split()
)
_FRACTION_AFTER = re.compile(
    r"\s?(?:%|(?:số|tổng|dân|diện|thời|của|đại|chặng|quãng|giá|lượng|ngày|tuần|tháng|năm|giờ|phút"
    r"|lần|người|tỷ|tỉ|triệu|nghìn|ngàn|km|kg|tấn|đồng|USD|điểm|nước|doanh|thành|phiếu|m|ha|cuộc|kim|sản|ngân|vốn)\b)",
    re.IGNORECASE,
)
_DATE_BEFORE_VI = frozenset(
    "ngày hôm sáng trưa chiều tối đêm khuya từ đến tới trước sau vào và hết kể nay qua mai nhật "
    "hai ba tư năm sáu bảy đợt trong lúc".split()
)


def _number_month_vi(word: str) -> int | None:
    """1-12 for a Vietnamese month, in digits or words."""
    if word.isdigit():
        return int(word)
    return _MONTH_WORDS_VI.get(" ".join(word.lower().split()))


def _name_part_vi(word: str | None) -> str | None:
    return _PARTS_VI.get(" ".join(word.lower().split())) if word else None


def _is_date_vi(text: str, number: int, end: int, separator: str, headed: bool, year: bool) -> bool:
    """Whether digits like 22/4, 10-4 or 15.11 are a date here, not a fraction, score or decimal.

    `number` is where the digits begin; `headed` tells that "ngày" or a time of day opens them.
    """
    if not _END_NUMBER.match(text, end):
        return False
    if headed:
        return True
    if "háng" in separator.lower():
        return not _FRACTION_AFTER.match(text, end)
    if _LEADING_COMPOUND.search(text, max(0, number - 2), number):
        return False
    if year:
        return True
    before = _word_before(text, number)
    if text[number - 1 : number] == "(" or before in _DATE_BEFORE_VI:
        return not _FRACTION_AFTER.match(text, end) or text[number - 1 : number] == "("
    digits = text[number:end]
    if digits == "24/7" or before in _FRACTION_BEFORE or _FRACTION_AFTER.match(text, end):
        return False
    if separator == ".":
        return len(digits) == 5 and not text[end : end + 2].strip()[:1].isalnum()
    return True


def _read_day_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """A Vietnamese calendar day or range: 22/4, "tối ngày 7 tháng 4 năm 2025", 09-12/06."""
    found = _RANGE_MONTHS_VI.match(text, start)
    # "10-4-11-4" has no reading; a range needs another sign than the dates it joins.
    if found and not (found[8].strip() == found[4] and found[4] != "/"):
        end = found.end()
        headed = bool(found[1] or found[2])
        year = found[12] or found[13]
        if _is_date_vi(text, found.start(3), end, found[4], headed or found[8][:1].isspace(), bool(year)):
            opening = (found[6] or found[7], _number_month_vi(found[5]), int(found[3]))
            closing = (year, _number_month_vi(found[11]), int(found[9]))
            return end, _read_range(text, start, end, opening, closing, reference, _name_part_vi(found[1]))
    found = _RANGE_VI.match(text, start)
    if found and found[4].strip() != found[6].strip():
        end = found.end()
        headed = bool(found[1] or found[2])
        year = found[8] or found[9]
        if _is_date_vi(text, found.start(3), end, found[6], headed, bool(year)):
            month = _number_month_vi(found[7])
            return end, _read_range(
                text,
                start,
                end,
                (None, month, int(found[3])),
                (year, month, int(found[5])),
                reference,
                _name_part_vi(found[1]),
            )
    found = _LIST_VI.match(text, start)
    if found and found[2]:
        return _read_list_vi(text, found, reference)
    found = _DAY_VI.match(text, start)
    if not found:
        return None
    end, year = found.end(), found[6] or found[7]
    headed = bool(found[1] or found[2])
    if not _is_date_vi(text, found.start(3), end, found[4], headed, bool(year)):
        return None
    month, day, known = _number_month_vi(found[5]), int(found[3]), _number_year(year)
    parts = Parts(known, month, day, known, month, day)
    spans = _read_calendar(text, start, end, "day", parts, reference, _name_part_vi(found[1]))
    return end, spans if headed else _read_days_before_vi(text, start, day, parts, reference) + spans


_DAYS_BEFORE_VI = re.compile(rf"(?<![0-9.,/-])[0-9]{{1,2}}(?:,{_S}[0-9]{{1,2}}){{0,4}}(?:,|{_S}và){_S}\Z")


def _read_days_before_vi(text: str, start: int, day: int, parts: Parts, reference: Reference | None) -> list[DateSpan]:
    """The bare numbers before a day that lead up to it one by one: the 27 and 28 of "27, 28 và 29/8"."""
    left = max(0, start - 24)
    found = _DAYS_BEFORE_VI.search(text[left:start])
    if not found:
        return []
    places = [match.span() for match in _DIGITS.finditer(text, left + found.start(), start)]
    if [int(text[a:b]) for a, b in places] != list(range(day - len(places), day)):
        return []
    spans: list[DateSpan] = []
    for a, b in places:
        number = int(text[a:b])
        spans += _read_calendar(text, a, b, "day", parts._replace(day=number, last_day=number), reference)
    return spans


def _read_list_vi(text: str, found: re.Match[str], reference: Reference | None) -> Found:
    """ "ngày 9, 10 và 11/6": one span for each day."""
    year = _number_year(found[8] or found[9])
    month = _number_month_vi(found[7])
    places = [(found.start(), found.end(3))]
    places += [m.span() for m in _DIGITS.finditer(text, found.start(4), found.end(4))]
    places.append((found.start(5), found.end()))
    numbers = [found[3], *(text[a:b] for a, b in places[1:-1]), found[5]]
    spans: list[DateSpan] = []
    for (start, end), digits in zip(places, numbers, strict=True):
        parts = Parts(year, month, int(digits), year, month, int(digits))
        spans += _read_calendar(text, start, end, "day", parts, reference)
    return found.end(), spans


_MONTH_VI = re.compile(
    rf"(?:((?i:nửa{_S}đầu|nửa{_S}cuối|đầu|giữa|cuối)){_S})?(?i:tháng){_S}"
    rf"(?:({_MV})(?:(?:\s?{_DASH}\s?|{_S}đến{_S})(?:(?i:tháng){_S})?({_MV}))?"
    rf"(?!(?:[/.]|{_DASH})[0-9]{{1,2}}(?![0-9])){_YV}?(?![\w%])"
    rf"|(?i:(này|trước|tới|sau|nay))(?!\w)(?!{_S}(?i:đó|khi|ấy|kia)\b))"
)
_MONTH_PARTS_VI: dict[str, tuple[int, int | None]] = {
    "đầu": (1, 10),
    "nửa đầu": (1, 15),
    "giữa": (11, 20),
    "nửa cuối": (16, None),
    "cuối": (21, None),
}
_SHIFTS_VI = {"này": 0, "nay": 0, "trước": -1, "qua": -1, "rồi": -1, "tới": 1, "sau": 1}
_NUMBER_BEFORE = re.compile(r"[0-9]\s\Z|\b(?i:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|nhiều|những|các)\s\Z")


def _read_month_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "tháng 5", "đầu tháng 6", "tháng 5/2025", "tháng trước"."""
    found = _MONTH_VI.match(text, start)
    if not found or (not found[1] and _NUMBER_BEFORE.search(text, max(0, start - 8), start)):
        return None
    end = found.end()
    thirds = _MONTH_PARTS_VI.get(" ".join(found[1].lower().split())) if found[1] else None
    if found[6]:
        bounds = _shift_months(reference, _SHIFTS_VI[found[6].lower()])
        if thirds is None or bounds is None:
            precision = "month-part" if thirds else "month"
            return end, _read_relative(text, start, end, precision, bounds)
        last = thirds[1] or bounds[1].day
        bounds = (bounds[0].replace(day=thirds[0]), bounds[1].replace(day=last))
        return end, _read_relative(text, start, end, "month-part", bounds)
    month, year = _number_month_vi(found[2]), _number_year(found[4] or found[5])
    if found[3]:
        last_month = _number_month_vi(found[3])
        opening, closing = (None, month, None), (found[4] or found[5], last_month, None)
        return end, _read_range(text, start, end, opening, closing, reference)
    first_day, last_day = thirds or (None, None)
    parts = Parts(year, month, first_day, year, month, last_day)
    return end, _read_calendar(text, start, end, "month-part" if thirds else "month", parts, reference)


_MONTH_YEAR_VI = re.compile(r"(1[0-2]|0?[1-9])[/-]((?:19|20)[0-9]{2})(?![\w%/]|[-.,][0-9])")


def _read_month_year_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """5/2025 as a month."""
    found = _MONTH_YEAR_VI.match(text, start)
    if not found or _word_before(text, start) in _FRACTION_BEFORE:
        return None
    year, month = int(found[2]), int(found[1])
    parts = Parts(year, month, None, year, month, None)
    return found.end(), _read_calendar(text, start, found.end(), "month", parts, reference)


_AGO_VI = re.compile(
    rf"([0-9]{{1,3}}){_S}(?i:(ngày|tuần|tháng|năm)){_S}(?i:trước)(?!\w)(?!{_S}(?i:đó|khi|ấy|ngày|thời)\b)"
)
_UNITS_VI = {"ngày": "day", "tuần": "week", "tháng": "month", "năm": "year"}


def _read_ago_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "3 ngày trước"."""
    found = _AGO_VI.match(text, start)
    if not found:
        return None
    precision, bounds = _shift_unit(reference, _UNITS_VI[found[2].lower()], -int(found[1]))
    return found.end(), _read_relative(text, start, found.end(), precision, bounds)


_OPENS_VI = re.compile(r"[12][0-9]{3}|[0-9]{1,3}(?:[-/.,‐‑‒–—−~]|\s{1,8}[^\W0-9]|\s{1,8}[‐‑‒–—−~-])")


def _read_number_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """Whatever expression of a Vietnamese text opens with a digit."""
    if not _OPENS_VI.match(text, start):
        return None
    if _LEADING_COMPOUND.search(text, max(0, start - 2), start):
        return None
    for rule in (_read_numeric, _read_day_vi, _read_month_year_vi, _read_ago_vi, _read_year):
        found = rule(text, start, reference)
        if found:
            return found
    return None


_NEAR_VI = re.compile(
    rf"(?:({_PART_VI}){_S})?(?:(?i:ngày){_S})?(?i:hôm{_S}(nay|qua|kia|kìa)|ngày{_S}(mai|kia|mốt))(?!\w)"
    rf"|({_PART_VI}){_S}(?i:(nay|qua|mai))(?!\w)"
)
_NEAR_DAYS_VI = {"nay": 0, "qua": -1, "kia": -2, "kìa": -3, "mai": 1}


def _read_near_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "hôm nay", "tối qua", "sáng mai", "ngày mai"."""
    found = _NEAR_VI.match(text, start)
    if not found:
        return None
    end = found.end()
    ahead = found[3]
    if ahead:
        days = 1 if ahead.lower() == "mai" else 2
    else:
        days = _NEAR_DAYS_VI[(found[2] or found[5]).lower()]
    bounds = _shift_days(reference, days)
    part = _name_part_vi(found[1] or found[4])
    return end, _read_relative(text, start, end, "day", bounds, part=part)


_WEEKDAY_VI = re.compile(
    rf"(?:({_PART_VI}){_S})?(?:(?i:thứ){_S}((?i:hai|ba|tư|năm|sáu|bảy|bẩy)|[2-7])|(?i:chủ{_S}nhật))(?!\w)"
    rf"(?:{_S}(?i:(?:(tuần){_S})?(này|tới|sau|trước|vừa{_S}qua|rồi))(?!\w))?"
)
_WEEKDAYS_VI = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5}
# An ordinal follows what it numbers: "lần thứ hai", "phiên họp thứ 2", "vòng thứ Ba".
_NUMBERED_VI = frozenset(
    "lần vòng phiên họp kỳ khóa khoá hạng đứng cuộc nước bên người số đoàn đợt đối tác thế năm "
    "thẩm cấp phán nghị điểm vấn đề đàm cái gói trận ngôi vị bậc phần quý bộ nhóm lớn là tại "
    "ngày tháng tuần trường việt nguyên phẩm ba tế".split()
)
_DAY_CONTEXT_VI = frozenset("sáng trưa chiều tối đêm hôm vào từ đến tới trước sau hết".split())
_DATE_FOLLOWS_VI = re.compile(rf"\s?,?\s?\(?(?:(?i:ngày){_S})?[0-9]{{1,2}}(?:[/.-]|{_S}(?i:tháng))[0-9\w]")


def _is_weekday_vi(text: str, found: re.Match[str]) -> bool:
    """Whether "thứ ..." names a day of the week, not a rank."""
    number = found[2]
    if number is None:
        return True
    name = found.start(2)
    before = _word_before(text, found.start())
    if found[1] or before in _DAY_CONTEXT_VI:
        return True
    if _DATE_FOLLOWS_VI.match(text, found.end()):
        return before not in ("lần", "vòng", "phiên", "họp", "kỳ")
    if before in _NUMBERED_VI:
        return False
    if number.isdigit():
        return bool(found[3])
    return text[name].isupper() or bool(found[3] or found[4])


def _read_weekday_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "thứ Ba", "sáng thứ Hai tuần tới", "chủ nhật"."""
    found = _WEEKDAY_VI.match(text, start)
    if not found:
        return None
    end = found.end()
    if not _is_weekday_vi(text, found):
        return end, []
    word = found[2]
    if word is None:
        weekday = 6
    else:
        weekday = int(word) - 2 if word.isdigit() else _WEEKDAYS_VI.get(word.lower(), 0)
    shift = " ".join(found[4].lower().split()) if found[4] else ""
    if found[3]:
        manner = str(_SHIFTS_VI.get(shift, -1))
    elif shift in ("tới", "sau"):
        manner = "coming"
    elif shift in ("trước", "rồi"):
        manner = "last"
    elif isinstance(reference, date) and shift != "vừa qua" and (_read_tense(text, start, end) == "future"):
        manner = "future"
    else:
        manner = "past"
    bounds = _place_weekday(reference, weekday, manner)
    part = _name_part_vi(found[1])
    return end, _read_relative(text, start, end, "day", bounds, "weekday", weekday, part)


_UNIT_VI = re.compile(
    rf"(?:(?i:(cuối)){_S})?(?i:(tuần|năm|quý){_S}(này|nay|ngoái|trước|rồi|tới|sau))(?!\w)(?!{_S}(?i:đó|khi|ấy)\b)"
)
_YEAR_VI = re.compile(
    rf"(?i:năm){_S}((?:1[0-9]|20)[0-9]{{2}})(?:\s?{_DASH}\s?((?:19|20)[0-9]{{2}}))?(?![\w%]|[.,][0-9])"
)
_QUARTER_VI = re.compile(
    rf"(?i:quý){_S}(?:(III|II|IV|I)|([1-4]))(?!\w)(?:{_YV}|/([0-9]{{4}})|{_S}(?i:năm{_S}(nay|ngoái|tới)))?"
)
_YEAR_SHIFTS_VI = {"nay": 0, "này": 0, "ngoái": -1, "tới": 1}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def _read_unit_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """ "tuần tới", "năm ngoái", "cuối tuần này", "năm 2025", "quý III"."""
    found = _YEAR_VI.match(text, start)
    if found:
        year, end = int(found[1]), found.end()
        parts = Parts(year, None, None, _number_year(found[2]) or year, None, None)
        return end, _read_calendar(text, start, end, "years" if found[2] else "year", parts, reference)
    found = _QUARTER_VI.match(text, start)
    if found:
        end = found.end()
        nth = _ROMAN[found[1]] if found[1] else int(found[2])
        known = _number_year(found[3] or found[4] or found[5])
        if found[6]:
            shift = _YEAR_SHIFTS_VI[found[6].lower()]
            that = reference.year + shift if reference else None
            parts = Parts(that, nth * 3 - 2, None, that, nth * 3, None)
            spans = _read_calendar(text, start, end, "quarter", parts, None)
            return end, [span._replace(basis="reference" if reference else "") for span in spans]
        parts = Parts(known, nth * 3 - 2, None, known, nth * 3, None)
        return end, _read_calendar(text, start, end, "quarter", parts, reference)
    found = _UNIT_VI.match(text, start)
    if not found or (not found[1] and _NUMBER_BEFORE.search(text, max(0, start - 8), start)):
        return None
    unit, word = found[2].lower(), found[3].lower()
    if unit == "năm":
        # "Năm trước", "năm sau" are told from another year.
        if word not in _YEAR_SHIFTS_VI:
            return None
        shift, name = _YEAR_SHIFTS_VI[word], "year"
    else:
        if word in ("nay", "ngoái"):
            return None
        shift = _SHIFTS_VI[word]
        name = "quarter" if unit == "quý" else "week"
        if found[1] and name == "week":
            name = "weekend"
    precision, bounds = _shift_unit(reference, name, shift)
    return found.end(), _read_relative(text, start, found.end(), precision, bounds)


def _read_worded_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """An expression opening with a word that several Vietnamese kinds share: "sáng", "ngày"."""
    for rule in (_read_near_vi, _read_weekday_vi, _read_day_vi):
        found = rule(text, start, reference)
        if found:
            return found
    return None


def _read_portion_vi(text: str, start: int, reference: Reference | None) -> Found | None:
    """An expression opening with "đầu", "giữa", "cuối"."""
    return _read_month_vi(text, start, reference) or _read_unit_vi(text, start, reference)


# ---------------------------------------------------------------------------------------------
# The scan


def _compile_triggers(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all opening words and for numbers, by first letter.

    Every branch opens with one literal character and nothing stands before it, so that `re` skips
    by a set of first characters: some five times faster than with a word boundary in front.
    Whether the word begins there, `_scan` looks up.
    """
    tails: dict[str, set[str]] = {}
    for word in words:
        tails.setdefault(word[0], set()).add(word[1:])
    branches = [f"{digit}[0-9]*" for digit in "0123456789"]
    for letter, rests in sorted(tails.items()):
        options = "|".join(sorted(rests, key=lambda rest: (-len(rest), rest)))
        branches.append(rf"{letter}(?:{options})\b")
    return re.compile("|".join(branches))


def _index_rules(table: dict[str, Rule]) -> dict[str, Rule]:
    """Rules by opening word, one entry for each word of the table's space-separated keys, as it
    stands, with a capital and in capitals."""
    return {
        form: rule
        for words, rule in table.items()
        for word in words.split()
        for form in (word, word[0].upper() + word[1:], word.upper())
    }


# Names are listed with their capital: nearly every word of an English text would have to be looked
# at for "may", "sun" or "mon" otherwise, and most of those are no dates.
_RULES_EN = _index_rules(
    {
        " ".join([*_MONTH_NAMES, *_MONTH_SHORT]): _read_month_day,
        " ".join(_WEEKDAY_NAMES): _read_weekday_en,
        "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun": _read_weekday_short,
        "today tonight yesterday tomorrow": _read_near_en,
        "last next this": _read_relative_en,
        "ago": _read_ago,
        "Christmas New Fourth": _read_holiday,
        "Q1 Q2 Q3 Q4": _read_quarter_code,
    }
)
_TRIGGERS_EN = _compile_triggers(_RULES_EN)

_RULES_VI = _index_rules(
    {
        "ngày mùng mồng hôm sáng trưa chiều tối đêm": _read_worded_vi,
        "tháng": _read_month_vi,
        "đầu giữa cuối nửa": _read_portion_vi,
        "năm tuần quý": _read_unit_vi,
        "thứ chủ": _read_weekday_vi,
    }
)
_TRIGGERS_VI = _compile_triggers(_RULES_VI)


def _scan(
    text: str,
    triggers: re.Pattern[str],
    rules: dict[str, Rule],
    read_number: Rule,
    reference: Reference | None,
) -> list[DateSpan]:
    """All spans of one language, in order; each rule is tried where its word stands."""
    spans: list[DateSpan] = []
    at = closed = 0
    search = triggers.search
    while found := search(text, at):
        start, at = found.span()
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        read = rules.get(found[0], read_number)(text, start, reference)
        if not read:
            continue
        at = max(at, read[0])
        # A rule that looks back ("two days ago") must not reach into what has been read.
        for span in read[1]:
            if span.start >= closed:
                spans.append(span)
                closed = span.end
    return spans


_LINK = re.compile(r"\s?,?\s{0,2}([(\[])?(?:(?:on|the)\s)?")
_CLOSING = {"(": ")", "[": "]"}


def _join_pair(text: str, one: DateSpan, two: DateSpan) -> DateSpan | None:
    """One span for a weekday or "today" and the date beside it: "Tuesday, May 6", "hôm nay (22/4)"."""
    if one.precision != "day" or two.precision != "day" or two.start - one.end > 6:
        return None
    if (one.kind == "absolute") == (two.kind == "absolute"):
        return None
    link = _LINK.fullmatch(text, one.end, two.start)
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
    return day._replace(
        start=one.start,
        end=end,
        text=text[one.start : end],
        weekday=other.weekday,
        part=day.part or other.part,
    )


def _join(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """Spans with neighbours that name the same day made one; weekdays left over by it stay."""
    joined: list[DateSpan] = []
    for span in spans:
        pair = _join_pair(text, joined[-1], span) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(span)
    return joined


def _merge(one: list[DateSpan], two: list[DateSpan]) -> list[DateSpan]:
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


def _read_english(text: str, reference: Reference | None) -> list[DateSpan]:
    """The English scan, each day with the time of day that stands before it."""
    spans: list[DateSpan] = []
    for span in _scan(text, _TRIGGERS_EN, _RULES_EN, _read_number_en, reference):
        timed = _add_part(text, span) if span.precision == "day" else span
        # "Friday night of May 5": the night is Friday's.
        spans.append(span if spans and timed.start < spans[-1].end else timed)
    return spans


_ACCENTED = re.compile(r"[À-ỹ]")
_LETTER = re.compile(r"[A-Za-z]")


def find(text: str, reference: Reference | None = None, language: Language | None = None) -> list[DateSpan]:
    """The date expressions of a text, in order, none overlapping.

    `reference` is the day (or month, or year) the text was written; without it relative expressions and
    missing years stay unknown. `language` None reads English and, unless the text is of plain letters,
    Vietnamese as well; tell it where it is known, for "10-4" is a vote in one and a day in the other.
    Offsets count characters of `text`, which is read as it is (NFC expected for Vietnamese).
    """
    english: list[DateSpan] = []
    vietnamese: list[DateSpan] = []
    if language != "vi":
        english = _read_english(text, reference)
    if language == "vi" or (language is None and (_ACCENTED.search(text) or not _LETTER.search(text))):
        vietnamese = _scan(text, _TRIGGERS_VI, _RULES_VI, _read_number_vi, reference)
    return _join(text, _merge(english, vietnamese))
