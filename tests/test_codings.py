"""Sentences into codings: spans, merging, guards, other countries, and the explanation."""

import pytest
from test_codebook import BOOK, document, spans

from tradetalks import codings


def found(text, language="en"):
    doc = document(text, language)
    return [(c.code, doc.text[c.start : c.end]) for c in codings.code(doc, BOOK)]


def test_formula_is_two_codings():
    assert found("The spirit is harmonising interests, sharing risks.") == [
        ("harmonise-interests", "harmonising interests"),
        ("share-risks", "sharing risks"),
    ]


def test_overlapping_hits_are_one_coding():
    assert spans("harmonise-interests", "They are harmonising and balancing interests.", "en") == ["harmonising and balancing interests"]


def test_separate_places_are_separate_codings():
    text = "It balances interests, looks far ahead in all that it sets out to do, and is a way of harmonising interests."
    assert spans("harmonise-interests", text, "en") == ["balances interests", "harmonising interests"]


def test_codings_stand_in_their_sentence_and_in_order():
    doc = document("Core interests come first. Risks are shared. They talked frankly, with patience.")
    coded = codings.code(doc, BOOK)
    assert [c.start for c in coded] == sorted(c.start for c in coded)
    assert all(c.sentence.start <= c.start < c.end <= c.sentence.end for c in coded)
    assert {c.code for c in coded} == {"core-interests", "share-risks", "constructive-dialogue", "calm-flexible"}


@pytest.mark.parametrize(
    "text, language, wording",
    [
        ("He spoke of Harmonizing the two sides' interests.", "en", "harmonise interests"),
        ("Benefits must be harmonised, he said.", "en", "benefits harmonise"),
        ("A harmony of interests is sought.", "en", "harmony of interests"),
        ("Tinh thần là hài hoà lợi ích.", "vi", "hài hòa lợi ích"),
    ],
)
def test_wording_is_the_normalised_variant(text, language, wording):
    doc = document(text, language)
    assert [c.wording for c in codings.code(doc, BOOK) if c.code == "harmonise-interests"] == [wording]


def test_another_country_is_not_coded_nor_what_goes_on_about_it():
    assert found("India wants its core interests protected. It will stay calm.") == []
    assert ("calm-flexible", "calm") in found("India wants a deal. Vietnam will stay calm.")


def test_tags_and_links_are_not_coded():
    assert found("Vietnam met the US side in Hanoi today.\nTags: mutual benefit, core interests") == []


def test_capitals_tell_the_country_from_the_pronoun():
    assert "buy-us-goods" in dict(found("Firms will import more goods from the US."))
    assert "party-direction" not in dict(found("The other party gave a direction."))


def test_explain_names_the_guard_that_stopped_a_hit():
    doc = document("The timetable is flexible. They stay flexible.")
    traces = [t for t in codings.explain(doc, BOOK) if t.code == "calm-flexible"]
    assert [t.coded for t in traces] == [False, True]
    assert traces[0].why.startswith("not after")
    assert traces[1].phrase in traces[1].why


def test_explain_and_code_agree():
    doc = document("They balance interests, share risks and talk frankly; national security advisers met.")
    coded = {(t.code, t.rule) for t in codings.explain(doc, BOOK) if t.coded}
    assert {(c.code, c.rule) for c in codings.code(doc, BOOK)} <= coded


def test_rule_is_a_pattern_of_its_code():
    rules = {pattern.rule: pattern.code for pattern in BOOK.patterns}
    doc = document("They seek mutual benefit, diversify markets and cut red tape.")
    coded = codings.code(doc, BOOK)
    assert len(coded) >= 3
    assert all(rules[c.rule] == c.code for c in coded)
