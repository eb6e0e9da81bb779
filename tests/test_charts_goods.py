"""What is named when."""

import pandas as pd

from tradetalks.charts.goods import Row, describe_marks, draw_by_date, mark_days, tabulate_marks

ARTICLES = pd.DataFrame({"article_id": ["a", "b", "c"], "text_group": ["a", "a", "c"]})
PLACED = pd.DataFrame(
    [("g1", "a", "lng", "2025-05-06"), ("g2", "b", "lng", "2025-05-06"), ("g3", "c", "lng", None), ("g4", "c", "aircraft", "2025-05-24")],
    columns=["good_id", "article_id", "good", "date_start"], dtype=object,
)  # fmt: skip
ROWS = [Row("lng", "LNG", "Fuel"), Row("aircraft", "Aircraft", "Machines")]


def test_marks_count_texts_and_keep_unknown_days_apart():
    marks = mark_days(PLACED, ARTICLES, "good", ids="good_id").set_index(["row", "date"])
    assert marks.loc[("lng", "2025-05-06"), "n"] == 1
    assert marks.loc[("lng", "2025-05-06"), "ids"] == ["g1", "g2"]
    assert list(marks.loc["lng"].index.isna()) == [False, True]


def test_chart_has_a_mark_with_evidence_for_each():
    marks = mark_days(PLACED, ARTICLES, "good", ids="good_id")
    axes = draw_by_date(marks, ROWS).axes[0]
    urls = [line.get_url() for line in axes.lines if line.get_url()]
    assert sorted(urls) == ["ev:g1,g2", "ev:g3", "ev:g4"]
    assert [text.get_text() for text in axes.texts] == ["day not told", "Fuel", "Machines", "LNG", "Aircraft"]
    assert describe_marks(marks, ROWS, lambda value: value or "no day") == "LNG: 2025-05-06, no day; Aircraft: 2025-05-24"


def test_empty_chart_says_so():
    axes = draw_by_date(mark_days(PLACED[:0], ARTICLES, "good", ids="good_id"), ROWS).axes[0]
    assert axes.texts[0].get_text() == "Nothing to show in these articles."


def test_the_data_are_the_marks_in_the_order_of_the_rows():
    marks = mark_days(PLACED, ARTICLES, "good", ids="good_id")
    table = tabulate_marks(marks, ROWS, "Good")
    assert list(table.columns) == ["Group", "Good", "Day of the meeting", "Texts"]
    assert table["Good"].tolist() == ["LNG", "LNG", "Aircraft"] and len(table) == len(marks)
    assert tabulate_marks(marks.iloc[:0], [], "Good").columns.tolist() == ["Good", "Day of the meeting", "Texts"]
