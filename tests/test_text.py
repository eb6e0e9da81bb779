"""One spelling to read, and the way back to the untouched file."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tradetalks.text import fold, lower, normalise

STEADY = settings(derandomize=True, deadline=None, max_examples=300)

SPELLINGS = [
    ("hoà thuận, thoả thuận, tuỳ", "hòa thuận, thỏa thuận, tùy"),
    ("HOÀ, THOẢ, TUỲ", "HÒA, THỎA, TÙY"),
    ("quý, quỹ, Quỳnh", "quý, quỹ, Quỳnh"),  # u belongs to q: no tone moves
    ("hoàn, loại, toán", "hoàn, loại, toán"),  # a closed syllable keeps its tone
    ("“core” ‘interests’ «x»", "\"core\" 'interests' \"x\""),
    ("9‑12 − 3", "9-12 - 3"),
    ("May\u00a024\u202f2025\u3000x", "May 24 2025 x"),
    ("a\u2028b\u2029c", "a\nb\nc"),
    ("a\x85b", "a\nb"),
    ("a\x00b\x07c\ufffdd", "a b c d"),
    ("Ðà Nẵng", "Đà Nẵng"),
    ("Vi\u200bệt\ufeff N\u202eam", "Việt Nam"),
    ("re\u00adciprocal", "reciprocal"),
]


@pytest.mark.parametrize(("raw", "text"), SPELLINGS)
def test_one_spelling(raw, text):
    assert normalise(raw).text == text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("word", ["Việt Nam", "hài hoà", "thuế đối ứng", "Nguyễn Hồng Diên", "Ủy ban"])
def test_composed_and_decomposed_letters_read_the_same(form, word):
    raw = f"x {unicodedata.normalize(form, word)}, y"
    normal = normalise(raw)
    assert normal.text == normalise(f"x {word}, y").text
    start = normal.text.index(" ") + 1
    first, last = normal.raw(start, normal.text.index(","))
    assert raw[first:last] == unicodedata.normalize(form, word)


@pytest.mark.parametrize(
    ("raw", "start", "end", "quote"),
    [
        ("Việt Nam", 0, 4, "Việt"),
        ("\ufeffPM met", 0, 2, "PM"),
        ("Ji\u200beju today", 0, 5, "Ji\u200beju"),
        ("e\u0301t e\u0301t", 3, 5, "e\u0301t"),
        ("a\u0300", 0, 1, "a\u0300"),
    ],
)
def test_the_way_back(raw, start, end, quote):
    first, last = normalise(raw).raw(start, end)
    assert raw[first:last] == quote


def test_plain_text_carries_no_map():
    normal = normalise("Thủ tướng said “no”.\r\n")
    assert normal.origin is None and normal.raw(3, 7) == (3, 7)


def test_a_pile_of_marks_is_cut_not_composed_forever():
    normal = normalise("a" + "\u0301" * 100_000 + "b")
    assert normal.raw(50, 51)[0] >= 40  # each mark beyond the eighth or so stands for itself
    assert normal.text[-1] == "b" and normal.raw(len(normal.text) - 1, len(normal.text)) == (100_001, 100_002)


@STEADY
@given(st.text(max_size=200))
@example("\u0344")  # a mark that decomposes into two, and never composes
@example("\u1100\u1161")  # Hangul parts, which compose although neither is a mark
@example("\ud800 lone half of a pair")
@example("\u0958\u0958")
@example("\ufb2c x")
@example("\U0001d15e a")
def test_every_span_finds_its_way_home(raw):
    normal = normalise(raw)
    spots = [normal.raw(i, i + 1) for i in range(len(normal.text))]
    assert all(0 <= first <= last <= len(raw) for first, last in spots)
    assert [first for first, _ in spots] == sorted(first for first, _ in spots)
    assert normal.raw(0, len(normal.text))[1] == len(raw)


@STEADY
@given(st.text(max_size=100))
@example("İstanbul")
@example("ŉ ǰ ΐ ẞ ﬁ")
def test_lower_and_fold_keep_the_length(text):
    assert len(lower(text)) == len(text) and len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Phạm Minh Chính", "Pham Minh Chinh"), ("Đỗ Đức Duy", "Do Duc Duy"), ("nguyễn hồng diên", "nguyen hong dien"), ("22/4 – x", "22/4 – x")],
)
def test_fold_takes_the_marks_off(text, folded):
    assert fold(text) == folded


def test_lower_knows_vietnamese_capitals():
    assert lower("THỦ TƯỚNG ĐƯỢC") == "thủ tướng được"
