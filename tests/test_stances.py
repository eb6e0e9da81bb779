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
        ("high-tech-access", "He urged a decree on [[strategic trade control]] to facilitate the import of hi-tech products from the US.", "offer"),
        ("high-tech-access", "He urged a decree on [[strategic trade control]] to protect firms.", "home"),
        ("buy-us-goods", "Firms signed for the [[import of hi-tech products from the US]].", "offer"),
        ("sovereignty", "Any outcome must ensure [[sovereignty]].", "condition"),
        ("international-commitments", "Noting expectations from the US, he said outcomes must fit [[international commitments]].", "condition"),
        ("amend-law", "Ministries are to [[amend the law]] so that trade with partners, first of all in goods and later in services as well, is easier for the US.", "home"),
        ("core-interests", "[[Core interests]] come first.", "condition"),
    ],
)
def test_stance_follows_from_code_and_words_beside_it(code, sentence, stance):
    before, words, after = re.split(r"\[\[|\]\]", sentence)
    rule = stances.judge(code, before + words + after, len(before), len(before + words))
    assert rule.stance == stance


def test_code_without_a_stance_has_none():
    assert stances.judge("calm-flexible", "The US is calm.", 10, 14) is None


def test_a_call_on_the_united_states_is_no_condition_and_an_easier_import_no_purchase():
    called = "He suggested that the US remove limits, in the spirit of supporting an [[independent]] Vietnam."
    eased = "He urged a decree to facilitate the [[import of hi-tech products from the US]]."
    for code, sentence in (("sovereignty", called), ("buy-us-goods", eased)):
        before, words, after = re.split(r"\[\[|\]\]", sentence)
        assert stances.judge(code, before + words + after, len(before), len(before + words)) is None


def test_what_nobody_asks_for_is_no_ask():
    assert stances.judge("market-economy-status", "A market economy grows.", 2, 16) is None
    assert stances.judge("high-tech-access", "Technology transfer grows.", 0, 19) is None


def test_every_measure_has_a_stance_and_every_rule_a_code():
    known = codebook.load().codes
    rules = stances.load()
    assert set(rules.codes) <= set(known)
    assert {name for name, code in known.items() if code.family == "measure"} <= set(rules.codes)


TEXTS = {"a.s1": "Buy from the US.", "b.s1": "Buy.", "c.s1": "He issued a decree to cut taxes for the US, and firms grow.", "d.s1": "He issued a decree."}


def make(rows):
    """Codings of (id, sentence, code, words), each of the article that its sentence begins with."""
    table = [(name, sentence[0], sentence, code, words, TEXTS[sentence].lower().index(words.lower())) for name, sentence, code, words in rows]
    codings = pd.DataFrame(table, columns=["coding_id", "article_id", "sentence_id", "code", "quote", "start"], dtype=object)
    codings = codings.assign(end=codings["start"] + codings["quote"].str.len())
    sentences = pd.DataFrame({"sentence_id": list(TEXTS), "article_id": [name[0] for name in TEXTS], "text": list(TEXTS.values()), "start": 0}, dtype=object)
    book = pd.DataFrame({"code": ["buy-us-goods", "diversify", "cut-tariffs", "amend-law"], "label": ["Buying", "Diversifying", "Cutting", "Amending"]}, dtype=object)
    return stances.classify(codings, sentences), book


def test_tally_quotes_each_clause():
    found, book = make([("a.c1", "a.s1", "buy-us-goods", "Buy"), ("b.c1", "b.s1", "buy-us-goods", "buy"), ("b.c2", "b.s1", "calm-flexible", "buy")])
    (row,) = stances.tally(found, book).to_dict(orient="records")
    assert (row["stance"], row["n_articles"], row["n_codings"]) == ("offer", 2, 2)
    assert row["clauses"] == [("Buy from the US.", [(0, 3)], ["a.c1"]), ("Buy.", [(0, 3)], ["b.c1"])]
    assert stances.show_clauses(row["clauses"], most=1) == r"[“**Buy** from the US\.”](ev:a.c1); [and one further clause](ev:b.c1)"
    assert stances.list_unmet(book, found) == ["Amending", "Cutting", "Diversifying"]


def test_a_decree_to_cut_taxes_is_one_matter():
    found, book = make([("c.c1", "c.s1", "amend-law", "issued a decree"), ("c.c2", "c.s1", "cut-tariffs", "cut taxes"), ("d.c1", "d.s1", "amend-law", "issued a decree")])
    rows = stances.tally(found, book)
    assert rows[["stance", "code", "n_codings"]].values.tolist() == [["offer", "cut-tariffs", 2], ["home", "amend-law", 1]]
    assert rows["clauses"][0] == [("He issued a decree to cut taxes for the US…", [(3, 18), (22, 31)], ["c.c1", "c.c2"])]


def test_nothing_coded_is_an_empty_table():
    found, book = make([])
    assert stances.tally(found, book).empty
    assert {"stance", "matter", "clause"} <= set(found.columns)


def test_fault_in_the_file_names_the_code(tmp_path):
    path = tmp_path / "stances.yml"
    path.write_text("stances:\n  offer: {label: a, heading: b}\nbeside: {before: 1, after: 1}\ncodes:\n  x: {stance: gift, why: d}\n", encoding="utf-8")
    with pytest.raises(codebook.CodebookError, match="code x"):
        stances.load(path)


def test_things_are_listed_with_their_evidence():
    found, book = make([("a.c1", "a.s1", "buy-us-goods", "Buy"), ("b.c1", "b.s1", "diversify", "buy")])
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
