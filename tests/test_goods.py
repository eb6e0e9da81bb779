"""Goods named for purchase or import from the US."""

import pytest
from test_codebook import BOOK, document

from tradetalks import codings, goods


def named(text, language="en"):
    doc = document(text, language)
    return [(g.good, doc.text[g.start : g.end]) for g in goods.find(doc, BOOK, codings.code(doc, BOOK))]


def test_list_of_goods():
    text = "Viet Nam will buy LNG, aircraft, medicine, medical supplies and agricultural products from the United States."
    assert {good for good, _ in named(text)} == {"lng", "aircraft", "medicine", "medical-supplies", "agriculture"}


def test_list_that_goes_on_in_the_next_sentence():
    assert ("vehicles", "cars") in named("Hanoi is to import more goods from the US. Among them are cars and chips.")


@pytest.mark.parametrize(
    "text",
    [
        "The US buys shrimp and shoes from Viet Nam.",
        "Goods and equipment are to be bought from the US.",
        "The Ministry of Agriculture is to report on imports from the US.",
        "Firms import machinery from China.",
        "The delegation took a plane to Washington.",
    ],
)
def test_what_is_no_purchase(text):
    assert named(text) == []


def test_semicolon_ends_the_stretch():
    assert named("More goods will be bought from the US; cars are also exported.") == []


def test_languages_keep_their_own_words():
    """`than` is coal in Vietnamese and no good at all in English."""
    assert named("They bought more American cotton than ever.") == [("agriculture", "cotton")]
    assert ("energy", "than") in named("Việt Nam mua thêm than của Hoa Kỳ.", "vi")


def test_offsets_are_those_of_the_text():
    doc = document("Hà Nội: Vietnam Airlines will buy Boeing aircraft from the US.")
    for good in goods.find(doc, BOOK, codings.code(doc, BOOK)):
        assert good.sentence.start <= good.start < good.end <= good.sentence.end
