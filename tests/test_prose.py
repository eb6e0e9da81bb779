"""Words for numbers, days, names: for none, one and many."""

import pandas as pd
import pytest

from tradetalks import prose

EVENT = {"event_id": "e", "kind": "government-meeting", "date_start": "2025-05-24", "date_end": "2025-05-24", "ordinal": None, "status": "held"}


@pytest.mark.parametrize(
    ("n", "told"),
    [(0, "no meetings"), (1, "one meeting"), (2, "two meetings"), (12, "twelve meetings"), (23, "23 meetings"), (1200, "1,200 meetings")],
)
def test_count(n, told):
    assert prose.count("meeting", n) == told


def test_count_takes_the_right_word_of_a_phrase():
    assert prose.count("day of talks", 3) == "three days of talks"
    assert prose.count("leader contact", 2) == "two leader contacts"


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2025-05-24", "2025-05-24", "24 May 2025"),
        ("2025-05-19", "2025-05-22", "19–22 May 2025"),
        ("2025-05-30", "2025-06-02", "30 May – 2 June 2025"),
        ("2025-12-30", "2026-01-02", "30 December 2025 – 2 January 2026"),
        ("2025-05-19", None, "from 19 May 2025"),
        (None, "2025-05-22", "until 22 May 2025"),
        (pd.NA, None, "a day not told"),
    ],
)
def test_days(start, end, told):
    assert prose.days(start, end) == told


def test_on_days():
    assert prose.on_days("2025-05-24", "2025-05-24") == "on 24 May 2025"
    assert prose.on_days("2025-05-24") == "from 24 May 2025"
    assert prose.on_days(None) == "on a day not told"


def test_day_short_and_month():
    assert prose.day("2025-04-22", year=False, short=True) == "22 Apr"
    assert prose.day("2025-06-02", year=False, short=True) == "2 June"
    assert prose.day("2025-05") == "May 2025"
    assert prose.weekday("2025-05-24") == "Saturday"
    assert prose.weekday(None) == ""


def test_ordinal():
    assert prose.ordinal(7) == "seventh"
    assert prose.ordinal(7, words=False) == "7th"
    assert prose.ordinal(22) == "22nd"


@pytest.mark.parametrize(
    ("part", "whole", "told"),
    [
        (0, 0, "no articles"),
        (0, 1, "no article"),
        (1, 1, "the only article"),
        (0, 2, "neither of the two articles"),
        (2, 2, "both articles"),
        (1, 5, "one of the five articles"),
        (0, 5, "none of the five articles"),
        (5, 5, "all five articles"),
    ],
)
def test_share(part, whole, told):
    assert prose.share(part, whole, "article") == told


def test_join_list():
    assert [prose.join_list("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_join_first_says_how_many_more():
    assert [prose.join_first("abc"[:n], 2) for n in range(4)] == ["", "a", "a and b", "a, b and one more"]
    assert prose.join_first("abcd", 2, "further form") == "a, b and two further forms"


def test_quote_shows_every_letter_and_turns_inner_marks():
    assert prose.quote('he "saw" <b>*x*') == r"“he ‘saw’ \<b\>\*x\*”"


def test_start_sentence_looks_into_a_link():
    assert prose.start_sentence("[four](ev:a)") == "[Four](ev:a)"
    assert prose.start_sentence("“no”") == "“No”"


def test_event_name():
    assert prose.event_name(EVENT) == "the government meeting of 24 May 2025"
    assert prose.event_name({**EVENT, "ordinal": 7}) == "the government meeting of 24 May 2025"
    second = {**EVENT, "kind": "negotiation-round", "ordinal": 2, "date_start": "2025-05-19", "date_end": "2025-05-22"}
    assert prose.event_name(second) == "the second round (19–22 May 2025)"
    assert prose.event_name({**second, "date_start": None, "date_end": None}) == "the second round (day not told)"
    assert prose.event_name({**EVENT, "date_start": None, "date_end": None}) == "a government meeting on a day not told"
    assert prose.event_name({**EVENT, "ordinal": 4, "date_start": None, "date_end": None}) == "the fourth government meeting (day not told)"
    assert prose.event_name({**second, "date_start": None}) == "the second round (until 22 May 2025)"
    assert prose.event_name({**EVENT, "status": "planned"}) == "the planned government meeting of 24 May 2025"


def test_event_names_are_unique():
    session = {**EVENT, "kind": "ministerial-session"}
    events = pd.DataFrame(
        [
            {**session, "event_id": "a", "lead_us": "Scott Bessent"},
            {**session, "event_id": "b", "lead_us": "Howard Lutnick"},
            {**EVENT, "event_id": "c"},
            {**EVENT, "event_id": "d"},
        ]
    )
    names = prose.event_names(events)
    assert names["a"] == "the ministerial session of 24 May 2025 with Scott Bessent"
    assert len(set(names.values())) == 4


def test_count_kinds_in_the_order_of_the_book():
    events = pd.DataFrame({"kind": ["negotiation-round", "government-meeting", "negotiation-round"]})
    assert prose.count_kinds(events) == "one government meeting and two rounds"
    assert prose.count_kinds(events.iloc[:0]) == "no events"


def test_link_event_cites_it():
    assert prose.link_event(EVENT) == "[the government meeting of 24 May 2025](ev:e)"


@pytest.mark.parametrize(("words", "stop"), [("They met", "."), ("They met.", ""), ("“They met.”", ""), ("Did they?", ""), ("They met and…", "")])
def test_a_quotation_that_ends_with_a_stop_gets_no_second(words, stop):
    assert prose.stop_after(words) == stop
