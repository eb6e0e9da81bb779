"""The year of a date that does not print one.

The rule of the codebook, in this order: the expression itself, the article's stated date, another explicit year in the
article, the rest of the corpus; and which of them it was. A year that none of them gives stays unknown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from .dates import DateSpan
from .document import Document

#: Names of the rules, in their order.
STATED, ARTICLE_DATE, ARTICLE_YEAR, CORPUS = "stated", "article-date", "article-year", "corpus"

#: Months of the corpus further away than this tell nothing of a month's year.
NEAR = 4


class Days(NamedTuple):
    """First and last day, and the rule that gave the year; None and "" where unknown."""

    first: date | None
    last: date | None
    basis: str


class ArticleYear(NamedTuple):
    """The year that an article's explicit dates give its other dates; `sure` where one of them names a month."""

    year: int
    sure: bool


def find_article_year(dates: Iterable[DateSpan], since: date) -> ArticleYear | None:
    """The year named most often, full dates before bare years; of equals the latest.

    Targets set for later decades ("by 2030") do not count. Years before the talks began do not either, unless a day of
    such a year is all that the article dates in full: then its other days are of that year, and none of the talks.
    """
    votes: Counter[int] = Counter()
    old: Counter[int] = Counter()
    for span in dates:
        if span.basis != STATED or not span.year:
            continue
        if since.year <= span.year <= since.year + 4:
            votes[span.year] += 10 if span.month else 1
        elif span.year < since.year and span.precision in ("day", "range"):
            old[span.year] += 1
    if votes:
        year = max(votes, key=lambda year: (votes[year], year))
        return ArticleYear(year, votes[year] >= 10)
    return ArticleYear(max(old, key=lambda year: (old[year], year)), True) if old else None


#: A line that is a year and nothing else: the heading of that year's entries in a timeline.
_YEAR_HEADING = re.compile(r"^[ \t]*(?:năm |year )?(20\d\d)[ \t]*:?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_BULLET = re.compile(r"[ \t]*(?:[-–—•*·][ \t]*)?(?:ngày )?", re.IGNORECASE)


def heed_headings(text: str, spans: Sequence[DateSpan]) -> list[DateSpan]:
    """The date expressions with the year of the heading above, where each begins the line of a timeline's entry."""
    headings = [(match.end(), int(match.group(1))) for match in _YEAR_HEADING.finditer(text)]
    if not headings:
        return list(spans)
    starts = [start for start, _ in headings]
    heeded = []
    for span in spans:
        above = bisect_right(starts, span.start) - 1
        line = text.rfind("\n", 0, span.start) + 1
        if above >= 0 and _BULLET.fullmatch(text, line, span.start):
            span = span.with_year(headings[above][1], ARTICLE_YEAR)
        heeded.append(span)
    return heeded


def choose_year(month: int, article: ArticleYear | None, votes: Counter[tuple[int, int]]) -> tuple[int | None, str]:
    """The year of a day in a month, and the rule that gave it.

    A bare year in the article ("the summit of 2027") gives way to the corpus where that knows better.
    """
    corpus = vote_year(month, votes) if votes and (article is None or not article.sure) else None
    if article is not None and (corpus is None or corpus == article.year):
        return article.year, ARTICLE_YEAR
    return (corpus, CORPUS) if corpus is not None else (None, "")


def list_months(doc: Document, dates: Iterable[DateSpan], since: date) -> list[tuple[int, int]]:
    """The months (year, month) that one article states in full, for the corpus to vote with."""
    months = [(s.year, s.month) for s in dates if s.basis == STATED and s.year and s.month]
    if doc.published:
        months.append((doc.published.year, doc.published.month))
    if doc.month:
        months.append(doc.month)
    return [m for m in months if (since.year, since.month) <= m <= (since.year + 4, 12)]


def vote_year(month: int, votes: Counter[tuple[int, int]]) -> int | None:
    """The year of a month by the rest of the corpus: that in which most articles date something within four months.

    Each month away counts half as much as the one before it. None where no article states anything near.
    """
    near: Counter[int] = Counter()
    for (year, other), count in votes.items():
        for candidate in (year - 1, year, year + 1):
            gap = abs((year - candidate) * 12 + other - month)
            if gap <= NEAR:
                near[candidate] += count * 2 ** (NEAR - gap)
    return max(near, key=lambda year: (near[year], year)) if near else None


def settle(span: DateSpan | None, first: date | None, last: date | None, article: ArticleYear | None, votes: Counter[tuple[int, int]]) -> Days:
    """The days of an event's date expression with the rule that gave their year.

    `first`, `last` are the days as read so far (an event on "the same day" has them without an expression of its own).
    """
    if first is not None:
        basis = span.basis if span is not None and span.basis in (STATED, ARTICLE_YEAR) else ARTICLE_DATE
        return Days(first, last, basis)
    if span is None or span.month is None or span.precision not in ("day", "range"):
        return Days(None, None, "")
    year, basis = choose_year(span.month, article, votes)
    placed = span.with_year(year) if year is not None else span
    return Days(placed.first, placed.last, basis) if placed.first is not None else Days(None, None, "")


def correct_weekday(first: date, weekday: int | None, published: date | None) -> date | None:
    """The day meant where a printed date contradicts its own weekday: that weekday nearest to it, or the same day of the
    month in another month, if the article's date allows it, or else the last such weekday before the article; None where
    nothing contradicts or nothing better is known.

    Codebook: weekday and article's date win over the printed day.
    """
    if weekday is None or published is None or first.weekday() == weekday:
        return None
    candidates = [date.fromordinal(first.toordinal() + step) for step in (-3, -2, -1, 1, 2, 3)]
    around = [date.fromordinal(published.toordinal() + step) for step in range(-6, 7)]
    candidates += [day for day in around if day.day == first.day and day.month != first.month]
    fitting = [day for day in candidates if day.weekday() == weekday and abs((day - published).days) <= 6]
    if not fitting and 6 < (published - first).days <= 14:
        # The printed day is out of reach of its weekday: the last such weekday before the article ("Thursday (9/6)" on 20 June).
        fitting = [date.fromordinal(published.toordinal() - (published.weekday() - weekday) % 7)]
    return fitting[0] if len(fitting) == 1 else None


