"""By what coded words are somebody's, and sentences that an article says twice."""

import pandas as pd

from tradetalks import attribution, repeats

COLUMNS = ["coding_id", "sentence_id", "attributed_to", "attribution_basis"]


def make(*rows):
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def test_a_sentence_counts_once_by_its_strongest_way():
    rows = make(("c1", "s1", "A", "continued"), ("c2", "s1", "A", "verb"), ("c3", "s2", "A", "continued"), ("c4", "s3", None, None), ("c5", "s4", "B", "according"), ("c6", "s5", "A", "title"))
    counted = attribution.count_ways(rows)
    assert counted[["who", "way", "n_sentences", "n_spans"]].values.tolist() == [
        ["A", attribution.SAID, 2, 3], ["A", attribution.CARRIED, 1, 1], ["B", attribution.SAID, 1, 1],
        [None, attribution.NOBODY, 1, 1],
    ]  # fmt: skip
    assert counted["ids"][0] == ["c1", "c2", "c6"]


def test_nothing_is_nobodys():
    assert attribution.count_ways(make()).empty
    assert attribution.count_ways(make(("c1", "s1", None, None)))["who"].tolist() == [None]
    assert attribution.name_way(None) == attribution.NOBODY


LEAD = "The Minister asked for urgent signing of contracts to buy aircraft from the United States."


def test_a_lead_that_its_body_repeats_counts_once():
    texts = pd.DataFrame(
        [("a.s1", "a", LEAD), ("a.s2", "a", LEAD.replace("signing", "signing in May 2025")), ("a.s3", "a", "Short words."), ("a.s4", "a", "Short words."), ("b.s1", "b", LEAD)],
        columns=["sentence_id", "article_id", "text"],
    ).assign(role="body")
    assert repeats.find_repeats(texts) == {"a.s1": "a.s2"}
    folded = repeats.fold(make(("c1", "a.s1", None, None), ("c2", "a.s2", None, None), ("c3", "b.s1", None, None)), texts)
    assert folded["sentence_id"].tolist() == ["a.s2", "a.s2", "b.s1"] and folded["coding_id"].tolist() == ["c1", "c2", "c3"]
    assert repeats.find_repeats(texts.iloc[:0]) == {}


def test_a_sentence_printed_three_times_counts_once():
    texts = pd.DataFrame([(f"a.s{at}", "a", LEAD) for at in (1, 2, 3)], columns=["sentence_id", "article_id", "text"])
    assert set(repeats.find_repeats(texts).values()) == {"a.s3"}


def test_headlines_and_captions_are_counted_apart_and_credits_nowhere():
    roles = ("title", "caption", "body", "body", "margin")
    texts = pd.DataFrame([(f"a.s{at}", "a", LEAD, role) for at, role in enumerate(roles, 1)], columns=["sentence_id", "article_id", "text", "role"])
    found = repeats.divide(make(*((f"c{at}", f"a.s{at}", None, None) for at in range(1, 6))), texts)
    assert found.body[["coding_id", "sentence_id"]].values.tolist() == [["c3", "a.s4"], ["c4", "a.s4"]]
    assert found.apart[["coding_id", "sentence_id", "role"]].values.tolist() == [["c1", "a.s1", "title"], ["c2", "a.s2", "caption"]]
    assert repeats.tell_places(found) == "one sentence, one headline and one caption"
    nothing = repeats.divide(make(), texts.iloc[:0])
    assert nothing.body.empty and nothing.apart.empty and repeats.tell_places(nothing) == "no sentences"
