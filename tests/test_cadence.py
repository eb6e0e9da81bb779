"""Intervals, neighbours, relations, and what ordinals allow."""

import pandas as pd
import pytest
from sample_events import EMPTY, FIVE, make_events

from tradetalks import cadence


def test_intervals_with_what_lies_between():
    intervals = cadence.measure_intervals(FIVE)
    assert list(intervals["days"]) == [7, 7, 18]
    assert list(intervals["between"]) == [[], [], ["s2", "r2"]]


def test_an_announced_event_is_no_link_and_the_day_of_a_meeting_is_not_between():
    events = make_events(
        ("m1", "government-meeting", "2025-04-22", "2025-04-22", None),
        ("s1", "ministerial-session", "2025-04-22", "2025-04-22", None),
        ("p", "government-meeting", "2025-04-25", "2025-04-25", None, "planned"),
        ("r1", "negotiation-round", "2025-04-28", None, None),
        ("m2", "government-meeting", "2025-04-29", "2025-04-29", None),
    )
    intervals = cadence.measure_intervals(events)
    assert list(intervals["to_id"]) == ["m2"]
    assert intervals.at[0, "between"] == ["r1"]


def test_neighbours():
    found = cadence.find_neighbours(FIVE).set_index("event_id")
    assert found.at["m1", "previous_id"] == "s1" and found.at["m1", "days_since"] == 10
    assert found.at["m4", "next_id"] is None and pd.isna(found.at["m4", "days_until"])


@pytest.mark.parametrize(
    "function", [cadence.measure_intervals, cadence.find_neighbours, cadence.bound_ordinals, cadence.find_untold, cadence.audit_kinds]
)
def test_no_events_give_no_rows(function):
    assert function(EMPTY).empty


def test_bounds():
    bounds = cadence.bound_ordinals(FIVE).set_index("event_id")
    assert (bounds.at["m1", "low"], bounds.at["m1", "high"], bounds.at["m1", "high_id"]) == (1, 5, "m2")
    assert bounds.at["m4", "low"] == 8 and pd.isna(bounds.at["m4", "high"]) and bounds.at["m4", "low_id"] == "m3"
    assert (bounds.at["m2", "low"], bounds.at["m2", "high"]) == (6, 6)
    assert bounds.at["s2", "low"] == 1 and pd.isna(bounds.at["s2", "high"])  # no session has a printed number


def test_numbers_that_fall_bound_nothing():
    falling = FIVE.assign(ordinal=pd.array([None, None, 8, 7, None, 2, None], dtype="Int64"))
    bounds = cadence.bound_ordinals(falling).set_index("event_id")
    assert not bounds.at["m1", "sound"]
    assert "government-meeting" not in set(cadence.find_untold(falling)["kind"])
    assert pd.isna(cadence.audit_kinds(falling).set_index("kind").at["government-meeting", "untold"])


def test_more_meetings_than_numbers_leave_no_number():
    events = make_events(
        ("m1", "government-meeting", "2025-04-01", "2025-04-01", 1),
        ("m2", "government-meeting", "2025-04-02", "2025-04-02", None),
        ("m3", "government-meeting", "2025-04-03", "2025-04-03", 2),
    )
    assert not cadence.bound_ordinals(events).set_index("event_id").at["m2", "sound"]


def test_untold():
    untold = cadence.find_untold(FIVE).set_index("before_id")
    assert untold.at["m2", "implied"] == 5 and untold.at["m2", "told"] == ["m1"] and untold.at["m2", "untold"] == 4
    assert untold.at["m3", "untold"] == 0
    assert untold.at["r2", "untold"] == 1


def test_an_undated_event_with_a_number_is_told():
    events = pd.concat([FIVE, make_events(("m0", "government-meeting", None, None, 4))], ignore_index=True)
    assert cadence.find_untold(events).set_index("before_id").at["m2", "untold"] == 3


def make_report(*texts: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sentences of one article, and mentions of meeting m4 in the first and of round r2 where "second round" stands."""
    sentences, start = [], 0
    for number, text in enumerate(texts, 1):
        sentences.append((f"a.s{number}", "a", start, start + len(text), text))
        start += len(text) + 1
    mentions = [("a.e1", "m4", "a", "a.s1", 0, 10)]
    for sentence_id, _, begin, _, text in sentences:
        at = text.find("second round")
        if at >= 0:
            mentions.append(("a.e2", "r2", "a", sentence_id, begin + at, begin + at + 12))
    return (
        pd.DataFrame(mentions, columns=["event_mention_id", "event_id", "article_id", "sentence_id", "start", "end"]),
        pd.DataFrame(sentences, columns=["sentence_id", "article_id", "start", "end", "text"]),
    )


@pytest.mark.parametrize(
    ("text", "relation", "named"),
    [
        ("Reviewing the outcomes of the second round, he praised those preparing for the talks.", "reviewed", "r2"),
        ("It met to review preparations for trade negotiations.", "prepared", None),
        ("He directed ministries to focus on tariffs and prepare thoroughly for negotiations.", "told to prepare", None),
        ("Cuộc họp chuẩn bị cho đàm phán với Hoa Kỳ.", "prepared", None),
        ("Thủ tướng nghe báo cáo kết quả vòng đàm phán.", "reviewed", None),
        ("He praised the preparation for the talks.", None, None),
        ("Việt Nam is prepared to start negotiations.", None, None),
        ("He met farmers.", None, None),
    ],
)
def test_relations(text, relation, named):
    mentions, sentences = make_report("The PM chaired a meeting.", text)
    found = cadence.find_relations(mentions, sentences, FIVE)
    assert list(found["relation"]) == ([relation] if relation else [])
    if relation:
        assert found.at[0, "event_id"] == "m4" and found.at[0, "object_id"] == named
    told = cadence.tell_relations(found, FIVE).set_index("event_id")
    assert told.at["m4", "last_id"] == "r2" and told.at["m4", "next_id"] is None
