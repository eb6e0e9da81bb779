"""How long those who were told to do something had for it."""

from datetime import date

import pandas as pd
import pytest

from tradetalks import instructions
from tradetalks.charts import deadlines

EVENTS = pd.DataFrame(
    {"event_id": ["m1", "m2"], "date_start": ["2025-04-29", None], "date_end": ["2025-04-29", None]}, dtype=object
)
COLUMNS = ["directive_id", "article_id", "addressee", "deadline", "event_id"]


def make(*rows):
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


@pytest.mark.parametrize(("deadline", "day"), [("2025-04-30", date(2025, 4, 30)), ("2025-05", date(2025, 5, 31)), ("2024-02", date(2024, 2, 29))])
def test_month_ends_on_its_last_day(deadline, day):
    assert instructions.last_day(deadline) == day


def test_days_are_counted_from_the_meeting_and_unknown_where_it_is():
    told = instructions.add_time(
        make(("d1", "a", "x", "2025-04-30", "m1"), ("d2", "a", "x", "2025-05", "m1"), ("d3", "a", "x", None, "m1"), ("d4", "a", "x", "2025-05-01", "m2"), ("d5", "a", None, "2025-05-01", None)),
        EVENTS,
    )
    days = dict(zip(told["directive_id"], told["days"].astype(object), strict=True))
    assert (days["d1"], days["d2"]) == (1, 32)
    assert all(pd.isna(days[name]) for name in ("d3", "d4", "d5"))


def test_addressees_are_counted_each_and_nobody_comes_last():
    counted = instructions.count_addressees(make(("d1", "a", "Ministries;agencies", None, None), ("d2", "a", "ministries", "2025-05", None), ("d3", "a", None, None, None)))
    assert list(counted["addressee"]) == ["ministries", "agencies", None]
    assert list(counted["n"]) == [2, 1, 1]
    assert list(counted["n_dated"]) == [1, 0, 0]


def test_the_same_text_counts_once():
    articles = pd.DataFrame({"article_id": ["a", "b"], "text_group": ["a", "a"]})
    assert list(instructions.keep_texts(make(("d1", "a", "x", None, None), ("d2", "b", "x", None, None)), articles)["directive_id"]) == ["d1"]


def test_deadlines_are_grouped_and_drawn():
    told = instructions.add_time(make(("d1", "a", "x", "2025-05", "m1"), ("d2", "a", "y", "2025-05", "m1"), ("d3", "a", "x", "2025-04-30", "m1")), EVENTS)
    grouped = instructions.group_deadlines(told)
    assert list(grouped["days"]) == [1, 32]
    assert grouped["addressees"][1] == ["x", "y"]
    words = [text.get_text() for text in deadlines.draw_deadlines(grouped).axes[0].texts]
    assert words == ["1 day: by 30 Apr 2025", "x", "32 days at most: in May 2025", "x, y"]


@pytest.mark.parametrize(
    ("words", "gist"),
    [
        ("Ministry of Industry and Trade to collect plans by April 30", "collect plans by April 30"),
        ("The PM requested urgent negotiations and signing", "urgent negotiations and signing"),
        ("The PM directed ministries to be proactive", "be proactive"),
        ("Thủ tướng yêu cầu rà soát", "rà soát"),
        ("Plans are needed", "Plans are needed"),
    ],
)
def test_the_gist_is_what_is_to_be_done(words, gist):
    assert instructions.tell_gist(words) == gist


def test_a_chart_names_who_has_to_do_what_and_gives_its_data():
    told = instructions.add_time(make(("d1", "a", "x", "2025-04-30", "m1")), EVENTS).assign(quote="ministries to do " + "very much " * 30)
    grouped = instructions.group_deadlines(told)
    [name] = [text.get_text() for text in deadlines.draw_deadlines(grouped).axes[0].texts if text.get_text().startswith("x: ")]
    assert name.startswith("x: do very much") and name.endswith("…")
    assert deadlines.tabulate_deadlines(grouped).values.tolist()[0][:4] == ["2025-04-29", "2025-04-30", 1, "x"]


def test_nothing_is_drawn_of_nothing():
    told = instructions.add_time(make(), EVENTS)
    grouped = instructions.group_deadlines(told)
    assert grouped.empty
    assert "No deadline" in deadlines.draw_deadlines(grouped).axes[0].texts[0].get_text()


def test_deadline_is_told_with_the_time_it_leaves():
    assert instructions.tell_deadline("2025-04-30", 1, "d1") == "[30 April 2025](ev:d1) (one day)"
    assert instructions.tell_deadline("2025-05", 32, "d1") == "[in May 2025](ev:d1) (32 days at most)"
    assert instructions.tell_deadline("2025-05", pd.NA, "d1") == "[in May 2025](ev:d1)"
    assert instructions.tell_deadline("2025-04-30", 1, "d1", "by April 30") == "[30 April \\[2025\\]](ev:d1) (one day)"
    assert instructions.tell_deadline("2025-05", 32, "d1", "in May 2025") == "[in May 2025](ev:d1) (32 days at most)"
    assert instructions.tell_deadline(None, pd.NA, "d1") == "none"


def test_an_instruction_told_twice_counts_once_with_its_deadline():
    def row(name, article, words, addressee=None, deadline=None):
        return {"directive_id": name, "article_id": article, "quote": words, "addressee": addressee, "deadline": deadline}

    told = pd.DataFrame(
        [
            row("d1", "a", "He requested urgent signing of contracts", "ministries"),
            row("d2", "a", "He requested urgent signing in May of contracts", None, "2025-05"),
            row("d3", "a", "He requested urgent signing of contracts", None, "2025-06"),
            row("d4", "b", "He requested urgent signing of contracts"),
            row("d5", "b", "Ministry of Health to send plans", "Ministry of Health"),
            row("d6", "b", "Ministry of Trade to send plans", "Ministry of Trade"),
        ]
    )
    distinct = instructions.keep_distinct(told)
    assert list(distinct["directive_id"]) == ["d2", "d3", "d4", "d5", "d6"]
    assert distinct["ids"][0] == ["d2", "d1"] and distinct["addressee"][0] == "ministries"
    assert instructions.keep_distinct(told[:0]).empty


@pytest.mark.parametrize(("name", "body"), [("each ministry", "ministries"), ("Relevant sector", "sectors"), ("Ministries", "ministries"), ("Ministry of Health", "Ministry of Health")])
def test_one_kind_of_body_has_one_name(name, body):
    assert instructions.name_body(name) == body


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Ministries must report; at the same time", "Ministries must report"),
        ("Bộ phải báo cáo, đồng thời", "Bộ phải báo cáo"),
        ("Report, and act at the same time", "Report, and act at the same time"),
    ],
)
def test_what_begins_the_next_clause_is_no_part_of_an_instruction(words, kept):
    assert instructions.trim(words) == kept


def test_what_the_labels_leave_open_and_no_row_has_is_left_out():
    rows = pd.DataFrame([("a.s1", "He told ministries to report at once"), ("a.s2", "He asked for plans")], columns=["sentence_id", "quote"])
    left = instructions.find_left_out([("a.s1", "ministries to report at once"), ("a.s1", "Continue to review rules"), ("a.s3", "He asked for plans")], rows)
    assert left.values.tolist() == [["a.s1", "Continue to review rules"], ["a.s3", "He asked for plans"]]
    assert instructions.find_left_out([], rows).empty
