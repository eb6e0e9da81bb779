"""The year of a date that prints none, and by which rule."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetalks import dates, years
from tradetalks.topic import first_day

SINCE = date(2025, 4, 1)


def spans(text, reference=None):
    return dates.find(text, reference, "en")


def settle(text, reference=None, article_year=None, votes=None, sure=True):
    [span] = spans(text, reference)
    article = years.ArticleYear(article_year, sure) if article_year else None
    return years.settle(span, span.first, span.last, article, votes)


ORDER = [
    # expression, article's day, year in the article, corpus -> first day, rule
    ("May 6, 2025", date(2026, 1, 5), 2024, {(2026, 5): 9}, "2025-05-06", "stated"),
    ("May 6", date(2025, 5, 7), 2024, {(2026, 5): 9}, "2025-05-06", "article-date"),
    ("May 6", None, 2025, {(2026, 5): 9}, "2025-05-06", "article-year"),
    ("May 6", None, None, {(2026, 5): 9}, "2026-05-06", "corpus"),
    ("May 6", None, None, {}, None, ""),
    ("yesterday", date(2025, 5, 7), None, {}, "2025-05-06", "article-date"),
    ("yesterday", None, 2025, {(2025, 5): 9}, None, ""),
    ("in May", None, 2025, {(2025, 5): 9}, None, ""),
    ("February 29", None, 2025, {}, None, ""),
    ("February 29", None, 2024, {}, "2024-02-29", "article-year"),
]


@pytest.mark.parametrize(("text", "day", "article_year", "votes", "first", "basis"), ORDER)
def test_the_rules_in_their_order(text, day, article_year, votes, first, basis):
    found = settle(text, day, article_year, Counter(votes))
    assert (found.first and found.first.isoformat(), found.basis) == (first, basis)


def test_a_range_over_the_turn_of_the_year():
    found = settle("Dec 30 - Jan 2", article_year=2025)
    assert (found.first, found.last) == (date(2025, 12, 30), date(2026, 1, 2))


ARTICLE_YEARS = [
    ("On May 6, 2025 they met; 2026 will tell.", 2025),
    ("Growth in 2025 and 2026; talks in 2026.", 2026),
    ("The 2023 partnership, a war in 1975, and 2045 as a goal.", None),
    ("By 2030, net zero by 2050.", None),
    ("April 5, 2025 and May 6, 2026.", 2026),
    ("They met on May 6.", None),
]


@pytest.mark.parametrize(("text", "year"), ARTICLE_YEARS)
def test_the_year_that_an_article_gives_its_dates(text, year):
    found = years.find_article_year(spans(text), SINCE)
    assert (found and found.year) == year


@pytest.mark.parametrize(("sure", "votes", "year", "basis"), [(True, {(2026, 5): 9}, 2025, "article-year"), (False, {(2026, 5): 9}, 2026, "corpus"), (False, {(2025, 5): 9}, 2025, "article-year"), (False, {}, 2025, "article-year")])
def test_a_bare_year_gives_way_to_a_collection_that_knows_better(sure, votes, year, basis):
    found = settle("May 6", article_year=2025, votes=Counter(votes), sure=sure)
    assert (found.first, found.basis) == (date(year, 5, 6), basis)


@pytest.mark.parametrize(("text", "sure"), [("They met on May 6, 2025.", True), ("In May 2025 they met.", True), ("The summit of 2027 is far.", False)])
def test_a_year_is_sure_where_a_month_stands_beside_it(text, sure):
    assert years.find_article_year(spans(text), SINCE).sure is sure


VOTES = [
    (5, {(2025, 5): 1}, 2025),
    (5, {(2025, 9): 1}, 2025),  # four months off still tells
    (5, {(2025, 10): 1}, None),
    (1, {(2025, 12): 1}, 2026),
    (12, {(2026, 1): 1}, 2025),
    (5, {(2025, 5): 2, (2026, 5): 3}, 2026),
    (4, {(2025, 4): 3, (2026, 2): 8}, 2025),  # the month itself says more than one two months off
    (5, {(2025, 5): 2, (2026, 5): 2}, 2026),
    (5, {}, None),
]


@pytest.mark.parametrize(("month", "votes", "year"), VOTES)
def test_the_corpus_votes(month, votes, year):
    assert years.vote_year(month, Counter(votes)) == year


@settings(derandomize=True, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(2025, 2029), st.integers(1, 12)), st.integers(1, 5), max_size=5), st.integers(1, 12))
def test_the_order_of_the_articles_does_not_matter(votes, month):
    backwards = Counter(dict(reversed(list(votes.items()))))
    assert years.vote_year(month, Counter(votes)) == years.vote_year(month, backwards)


WEEKDAYS = [
    # printed day, weekday printed, article's day -> day meant
    (date(2025, 5, 6), "Tuesday", date(2025, 5, 7), None),  # nothing contradicts
    (date(2025, 5, 6), "Monday", date(2025, 5, 6), date(2025, 5, 5)),
    (date(2025, 5, 6), "Wednesday", date(2025, 5, 7), date(2025, 5, 7)),
    (date(2025, 5, 6), "Monday", None, None),
    (date(2025, 5, 6), "Monday", date(2025, 7, 1), None),  # told long after: nobody knows
    (date(2025, 5, 6), None, date(2025, 5, 7), None),
    (date(2025, 5, 24), "Tuesday", date(2025, 6, 25), date(2025, 6, 24)),  # the day is right, the month is not
]


@pytest.mark.parametrize(("printed", "weekday", "published", "meant"), WEEKDAYS)
def test_a_day_that_contradicts_its_weekday(printed, weekday, published, meant):
    number = None if weekday is None else ["Monday", "Tuesday", "Wednesday"].index(weekday)
    assert years.correct_weekday(printed, number, published) == meant


def test_no_event_is_older_than_the_talks():
    assert first_day() == SINCE


TIMELINE = """How it went, told in February 2026

2025

May 7 – First round.
- May 16: the ministers meet. On May 6 they had written.

Năm 2026:
Ngày 2/2: vòng thứ sáu.
"""


def test_entries_of_a_timeline_have_the_year_of_the_heading_above():
    told = {span.text: span for span in years.heed_headings(TIMELINE, spans(TIMELINE))}
    assert {words: span.first for words, span in told.items() if span.basis == years.ARTICLE_YEAR} == {
        "May 7": date(2025, 5, 7),
        "May 16": date(2025, 5, 16),
    }
    assert told["May 6"].first is None, "what stands further on in the line is not the entry's own day"
    vietnamese = years.heed_headings(TIMELINE, dates.find(TIMELINE, None, "vi"))
    assert [span.first for span in vietnamese if span.start > TIMELINE.index("Năm")] == [date(2026, 2, 2)]


def test_a_year_in_a_sentence_is_no_heading():
    text = "The deal of\n2025 was signed.\nMay 7 – First round."
    assert years.heed_headings(text, spans(text)) == spans(text)


def test_a_day_out_of_reach_of_its_weekday_is_the_last_such_weekday():
    assert years.correct_weekday(date(2025, 6, 9), 3, date(2025, 6, 20)) == date(2025, 6, 19)
