"""What Việt Nam offers, asks and sets as conditions."""

import re

import pandas as pd
import pytest

from tradetalks import codebook, stances


@pytest.mark.parametrize(
    ("code", "sentence", "stance"),
    [
        ("buy-us-goods", "Hanoi [[buys]] more.", "offer"),
        ("cut-tariffs", "The Government issued a decree to [[cut taxes]] for the US; trade between the two sides grows.", "offer"),
        ("cut-tariffs", "Both sides can [[reduce taxes]] on each other's goods.", "exchange"),
        ("cut-tariffs", "He asked the United States to [[postpone the tariff]].", "ask"),
        ("cut-tariffs", "Đề nghị phía Hoa Kỳ [[tạm hoãn áp thuế]].", "ask"),
        ("cut-tariffs", "Việt Nam [[giảm thuế]] cho hàng Mỹ.", "offer"),
        ("cut-procedures", "Ministries [[reduce administrative procedures]].", "home"),
        ("cut-procedures", "Ministries [[simplify procedures]] that affect US businesses.", "offer"),
        ("amend-law", "It helps us all to [[amend the law]].", "home"),  # the pronoun is not the country
        ("amend-law", "The US was at the meeting; the ministers are to [[amend the law]].", "home"),
        ("market-economy-status", "The US is to [[recognise it]].", "ask"),
        ("high-tech-access", "He suggested that the US soon recognise its market, which has grown for years and years, and [[remove restrictions on high-tech]].", "ask"),
        ("high-tech-access", "He urged a decree on [[strategic trade control]] to facilitate the import of hi-tech products from the US.", "home"),
        ("buy-us-goods", "He urged a decree on strategic trade control to facilitate the [[import of hi-tech products from the US]].", "offer"),
        ("core-interests", "[[Core interests]] come first.", "condition"),
    ],
)
def test_stance_follows_from_code_and_words_beside_it(code, sentence, stance):
    before, words, after = re.split(r"\[\[|\]\]", sentence)
    rule = stances.judge(code, before + words + after, len(before), len(before + words))
    assert rule.stance == stance


def test_code_without_a_stance_has_none():
    assert stances.judge("calm-flexible", "The US is calm.", 10, 14) is None


def test_what_nobody_asks_for_is_no_ask():
    assert stances.judge("market-economy-status", "A market economy grows.", 2, 16) is None
    assert stances.judge("high-tech-access", "Technology transfer grows.", 0, 19) is None


def test_every_measure_has_a_stance_and_every_rule_a_code():
    known = codebook.load().codes
    rules = stances.load()
    assert set(rules.codes) <= set(known)
    assert {name for name, code in known.items() if code.family == "measure"} <= set(rules.codes)


def make(rows):
    codings = pd.DataFrame(rows, columns=["coding_id", "article_id", "sentence_id", "code", "quote"], dtype=object)
    codings = codings.assign(start=0, end=3)
    sentences = pd.DataFrame({"sentence_id": ["a.s1", "b.s1"], "text": ["Buy from the US.", "Buy."], "start": [0, 0]}, dtype=object)
    book = pd.DataFrame({"code": ["buy-us-goods", "diversify"], "label": ["Buying", "Diversifying"]}, dtype=object)
    return stances.classify(codings, sentences), book


def test_tally_joins_the_same_words():
    found, book = make(
        [
            ("a.c1", "a", "a.s1", "buy-us-goods", "Buy"),
            ("b.c1", "b", "b.s1", "buy-us-goods", "buy"),
            ("b.c2", "b", "b.s1", "calm-flexible", "calm"),
        ]
    )
    (row,) = stances.tally(found, book).to_dict(orient="records")
    assert (row["stance"], row["n_articles"], row["n_codings"]) == ("offer", 2, 2)
    assert row["quotes"] == [("Buy", ["a.c1", "b.c1"])]
    assert stances.list_unmet(book, found) == ["Diversifying"]


def test_nothing_coded_is_an_empty_table():
    found, book = make([])
    assert stances.tally(found, book).empty
    assert list(found.columns)[-2:] == ["stance", "why"]


def test_fault_in_the_file_names_the_code(tmp_path):
    path = tmp_path / "stances.yml"
    path.write_text("stances:\n  offer: {label: a, heading: b}\nbeside: {before: 1, after: 1}\ncodes:\n  x: {stance: gift, why: d}\n", encoding="utf-8")
    with pytest.raises(codebook.CodebookError, match="code x"):
        stances.load(path)


def test_things_are_listed_with_their_evidence():
    found, book = make([("a.c1", "a", "a.s1", "buy-us-goods", "Buy"), ("b.c1", "b", "b.s1", "diversify", "new *markets*")])
    tallied = stances.tally(found, book)
    assert stances.list_things(tallied, "offer") == "buying ([one article](ev:a.c1))"
    assert stances.list_things(tallied, "ask") == ""
    assert stances.list_things(pd.concat([tallied.assign(stance="offer")] * 2), "offer", most=2).endswith(" and [two more](ev:a.c1,b.c1)")
    assert "more" not in stances.list_things(pd.concat([tallied.assign(stance="offer")] * 2), "offer", most=3)
    assert stances.show_quotes([("x", ["1"]), ("y*", ["2", "3"])], most=1) == "[“x”](ev:1); [and one further wording](ev:2,3)"
    assert stances.name_thing("US goods") == "US goods"


def test_goods_are_tallied_the_most_widespread_first():
    placed = pd.DataFrame(
        [("g1", "a", "lng", "LNG", None), ("g2", "a", "aircraft", "Boeing", "2025-05-06"), ("g3", "b", "aircraft", "boeing", "2025-04-22")],
        columns=["good_id", "article_id", "good", "quote", "date_start"], dtype=object,
    )  # fmt: skip
    rows = stances.tally_goods(placed, {"aircraft": "Aircraft"}).to_dict(orient="records")
    assert [(row["label"], row["n_articles"], row["first"]) for row in rows] == [("Aircraft", 2, "2025-04-22"), ("lng", 1, None)]
    assert rows[0]["quotes"] == [("Boeing", ["g2", "g3"])]
    assert stances.tally_goods(placed[:0], {}).empty
