"""What texts on one event tell and leave out, and in which words."""

import pandas as pd

from tradetalks import outlets as o

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "text_group": ["a", "a", "c", "d"],
        "publisher": ["One", "Two", "Three", None],
        "language": ["en", "en", "vi", "en"],
        "on_topic": [True, True, True, False],
    }
)
COLUMNS = ["event_mention_id", "event_id", "article_id", "kind", "date_start", "ordinal", "place", "mode", "lead_vn", "lead_us"]
MENTIONS = pd.DataFrame(
    [
        ("a.e01", "s1", "a", "ministerial-session", "2025-05-16", None, "Jeju", None, "X", None),
        ("b.e01", "s1", "b", "ministerial-session", "2025-05-16", None, "Jeju", None, "X", None),
        ("c.e01", "s1", "c", "ministerial-session", "2025-05-17", None, None, None, None, "Y"),
        ("c.e02", "m1", "c", "government-meeting", None, None, None, None, None, None),
    ],
    columns=COLUMNS,
)
CODINGS = pd.DataFrame(
    [("a.c001", "x", "a", "some words"), ("b.c001", "x", "b", "some words"), ("c.c001", "x", "c", "vài từ"), ("c.c002", "y", "c", "khác")],
    columns=["coding_id", "code", "article_id", "wording"],
).assign(language=["en", "en", "vi", "vi"], event_id="s1")
MEETINGS = pd.DataFrame({"article_id": ["a", "b", "c"], "event_id": ["s1", "s1", "s1"]})


def test_copies_of_a_text_are_one_text():
    fields = o.read_fields(MENTIONS, ARTICLES)
    assert set(fields.loc[fields["event_id"] == "s1", "text_group"]) == {"a", "c"}
    assert o.count_copies(ARTICLES)["article_ids"].tolist() == [["a", "b"]]


def test_a_government_meeting_has_no_mode_and_no_us_lead():
    fields = o.read_fields(MENTIONS, ARTICLES)
    assert not set(fields.loc[fields["event_id"] == "m1", "field"]) & {"mode", "lead_us"}


def test_what_one_text_leaves_out_is_what_another_tells():
    missing = o.find_left_out(o.read_fields(MENTIONS, ARTICLES))
    assert set(zip(missing["text_group"], missing["field"])) == {("c", "place"), ("c", "lead_vn"), ("a", "lead_us")}
    assert missing.set_index("field").at["place", "told"] == ["Jeju"]


def test_values_that_differ_are_listed_each_with_its_texts():
    differing = o.find_differing(o.read_fields(MENTIONS, ARTICLES))
    assert differing[["field", "value"]].values.tolist() == [["date_start", "2025-05-16"], ["date_start", "2025-05-17"]]
    assert differing["texts"].tolist() == [["a"], ["c"]]


def test_codes_are_compared_text_by_text():
    shared = o.list_shared(MEETINGS, ARTICLES)
    assert shared[["event_id", "n_articles", "n_outlets"]].values.tolist() == [["s1", 3, 3]]
    compared = o.compare_codes(CODINGS, shared, ARTICLES).set_index("text_group")
    assert compared.at["a", "left_out"] == ["y"] and compared.at["c", "alone"] == ["y"] and compared.at["a", "common"] == ["x"]


def test_names_are_counted_where_they_stand_and_us_is_no_pronoun():
    sentences = pd.DataFrame(
        [
            ("a.s001", "a", 0, "Việt Nam told us that the US and the U.S. agree; Vietnam too."),
            ("c.s001", "c", 0, "Thủ tướng Phạm Minh Chính bàn về chính sách với Mỹ."),
            ("d.s001", "d", 0, "Viet Nam"),
        ],
        columns=["sentence_id", "article_id", "start", "text"],
    )
    counted = o.count_names(sentences, ARTICLES).set_index(["thing", "name", "article_id"])["n_times"]
    assert counted["the other country", "US", "a"] == 2 and counted["the other country", "Mỹ", "c"] == 1
    assert counted["the head of government", "Chính", "c"] == 1
    assert "d" not in counted.index.get_level_values("article_id")
    assert set(o.sum_names(o.count_names(sentences, ARTICLES))["thing"]) == {"the country", "the other country"}


def test_completeness_says_what_each_article_tells_of_its_meeting():
    told = o.tell_completeness(MEETINGS, o.read_fields(MENTIONS, ARTICLES), {"a deadline": ["b"]}, ARTICLES)
    rows = told.set_index(["article_id", "item"])["told"]
    assert rows["b", "a deadline"] and not rows["a", "a deadline"] and not rows["c", "its place"] and rows["b", "its place"]
    assert o.spread_told(told).set_index("article_id").at["b", "silent"] == "its number, how they met and who led for the US"
    assert "its day" in o.caption_told(told)


def test_of_a_session_no_instructions_are_looked_for():
    further = {o.INSTRUCTIONS: ["b"], o.FORMULA: ["b"]}
    told = o.tell_completeness(MEETINGS, o.read_fields(MENTIONS, ARTICLES), further, ARTICLES, {"s1": "ministerial-session"})
    assert o.FORMULA in set(told["item"]) and o.INSTRUCTIONS not in set(told["item"])
    assert o.INSTRUCTIONS in set(o.tell_completeness(MEETINGS, o.read_fields(MENTIONS, ARTICLES), further, ARTICLES, {"s1": "government-meeting"})["item"])


def test_the_formula_in_part_is_no_formula_whole():
    told = pd.DataFrame([("a", "x", o.FORMULA, True), ("b", "y", o.FORMULA, False)], columns=["article_id", "event_id", "item", "told"])
    assert ". In one other report the formula stands in part." in o.caption_told(told, ["b", "z"])
    assert "in part" not in o.caption_told(told) and "1 of 2. In one other report the formula stands in part" in o.describe_told(told, ["b"])


def test_benefits_are_no_interests_and_the_american_country_is_one():
    sentences = pd.DataFrame(
        [("a.s1", "a", 0, "The spirit of harmonising benefits; harmonising and balancing interests with the American country and the US.")],
        columns=["sentence_id", "article_id", "start", "text"],
    )
    counted = o.count_names(sentences, ARTICLES).set_index(["thing", "name"])["n_times"]
    assert counted["what is harmonised or balanced", "benefits"] == 1 and counted["what is harmonised or balanced", "interests"] == 1
    assert counted["the other country", "the American country"] == 1


def test_outlets_are_described_by_words_and_coded_sentences():
    coded = pd.DataFrame([("a", "a.s1"), ("a", "a.s1"), ("b", "b.s1")], columns=["article_id", "sentence_id"])
    rows = o.describe_outlets(ARTICLES.assign(n_words=10), coded).set_index("publisher")
    assert rows.loc["One", ["n_words", "n_coded"]].tolist() == [10, 1]


def test_caption_says_for_how_many_reports_an_item_applies():
    rows = [("a", "x", "its day", True), ("b", "y", "its day", True), ("b", "y", "how they met", True), ("a", "x", "a deadline", False), ("b", "y", "a deadline", True)]
    told = pd.DataFrame(rows, columns=["article_id", "event_id", "item", "told"])
    assert o.caption_told(told) == "Of the meeting reported, both reports tell its day; least often told is a deadline: by one of the two reports."
    assert o.caption_told(told[told["article_id"] == "a"]) == "Of the meeting reported, the only report tells its day; least often told is a deadline: by no report."


def test_many_articles_are_taken_together_by_outlet_or_as_one():
    told = o.tell_completeness(MEETINGS, o.read_fields(MENTIONS, ARTICLES), {}, ARTICLES)
    events = pd.DataFrame({"event_id": ["s1"], "kind": ["ministerial-session"], "date_start": ["2025-05-16"]})
    assert o.group_articles(told, ARTICLES, events, most=9)["heading"].tolist() == ["16\nMay"] * 3
    assert o.group_articles(told, ARTICLES, events, most=2)["column"].nunique() == 1
    assert o.count_told(told, o.group_articles(told, ARTICLES, events, most=2)).set_index("row").at["its day", "n"] == 3


def test_nothing_in_nothing_out():
    fields = o.read_fields(MENTIONS.head(0), ARTICLES)
    assert o.find_left_out(fields).empty and o.find_differing(fields).empty
    assert o.list_shared(MEETINGS.head(0), ARTICLES).empty
    assert o.tell_completeness(MEETINGS.head(0), fields, {"x": []}, ARTICLES).empty
