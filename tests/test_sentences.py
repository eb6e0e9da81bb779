"""Sentences with offsets, and which part of the page they stand in."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sample_articles import ENGLISH, VIETNAMESE, document

from tradetalks.sentences import find_sentences, lines
from tradetalks.text import normalise

SPLITS = [
    ("en", ["He met Mr. Greer in Washington D.C. on Monday.", "They spoke."]),
    ("en", ["The U.S. side agreed.", "The talks go on."]),
    ("en", ["Talks went on... and on.", "Then they stopped."]),
    ("en", ["J. D. Vance called.", "He left on Apr. 4 for home."]),
    ("en", ["See Resolution No. 66 of it.", "No. 5 was last."]),
    ("en", ['He said "We go. We win."', "Then he left."]),
    ("en", ["Is it so?", "It is!", "Good."]),
    ("vi", ["Họ họp ở TP. Hồ Chí Minh ngày 22.4.", "Hai bên vui."]),
    ("vi", ["Trang VOV.VN cho biết.", "Ông nói."]),
    ("vi", ["Một là bình tĩnh; hai là kiên trì!", "Rồi sao?", "Thế thôi."]),
]


@pytest.mark.parametrize(("language", "sentences"), SPLITS)
@pytest.mark.parametrize("between", [" ", "\n", "\r\n", "\r", "  \n\n "])
def test_boundaries(language, sentences, between):
    doc = document(between.join(sentences), language)
    assert [doc.sentence_text(s) for s in doc.sentences] == sentences


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Mr."), ("en", "Ms."), ("en", "Dr."), ("en", "Prof."), ("en", "Gen."), ("en", "Sen."), ("en", "Rep."), ("en", "Amb."), ("vi", "TP."), ("vi", "TS."), ("vi", "GS."), ("vi", "PGS.TS."), ("vi", "ThS.")],
)
def test_a_title_before_a_name_ends_no_sentence(language, title):
    doc = document(f"It was {title} An who spoke. So it was.", language)
    assert [doc.sentence_text(s) for s in doc.sentences] == [f"It was {title} An who spoke.", "So it was."]


ROLES = [
    ("en", "title", "PM steers reply to the US duties"),
    ("en", "body", "The Prime Minister steered the reply."),
    ("en", "caption", "PM Pham Minh Chinh at the meeting (Photo: VNA)"),
    ("en", "caption", "Minister Dien (L) and Ambassador Greer (R) before the talks"),
    ("en", "caption", "The two delegations. VNA/VNS Photo"),
    ("en", "margin", "Tags: tariffs, United States"),
    ("en", "margin", "Source: VNA"),
    ("en", "margin", "Read more"),
    ("vi", "caption", "Quang cảnh cuộc họp sáng 22/4 (Ảnh: VGP)"),
    ("vi", "caption", "Thủ tướng phát biểu. Ảnh: TTXVN"),
    ("vi", "margin", "Theo TTXVN"),
    ("vi", "margin", "Từ khóa: thuế đối ứng, Hoa Kỳ"),
    ("vi", "title", "Thủ tướng bàn cách ứng phó thuế đối ứng"),
]


@pytest.mark.parametrize(("language", "role", "line"), ROLES)
def test_first_line_has_its_role(language, role, line):
    assert document(f"{line}\n\nAnd so it was, and that was all of it.", language).sentences[0].role == role


@pytest.mark.parametrize(("language", "role", "line"), [case for case in ROLES if case[1] != "title"])
def test_a_later_line_has_its_role(language, role, line):
    doc = document(f"It was so, and that was all of it.\n\n{line}", language)
    assert doc.sentences[1].role == role


def test_only_the_first_line_is_a_headline():
    roles = [s.role for s in document("One headline\nAnother line without a stop\nThe body.", "en").sentences]
    assert roles == ["title", "body", "body"]


def test_the_page_date_is_no_part_of_the_first_sentence():
    doc = document(" date 2025-05-17 Ministers met in Jeju. They talked.", "en")
    assert [doc.sentence_text(s) for s in doc.sentences] == ["Ministers met in Jeju.", "They talked."]


def test_a_line_broken_in_mid_sentence_goes_on():
    text = "A line that the printer broke in the very middle of its one sentence\ngoes on here. Next."
    doc = document(text, "en")
    assert [s.line for s in doc.sentences] == [0, 0] and "sentence\ngoes" in doc.sentence_text(doc.sentences[0])


@pytest.mark.parametrize("text", ["", " \n\r\n", "...", "---\n***\n", "1. 2. 3.", "\x00\x01", "22/4/2025"])
def test_without_a_letter_there_is_no_sentence(text):
    assert document(text, "en").sentences == ()


def test_numbers_count_through_and_lines_from_zero():
    doc = document("Title line\nOne. Two.\n\n...\nThree.", "en")
    assert [(s.number, s.line) for s in doc.sentences] == [(1, 0), (2, 1), (3, 1), (4, 2)]


PIECES = st.lists(st.sampled_from([*"aB.?!…\"”’) \n\r\t-1/;:ộ\x00\u200b", "Mr. ", "TP. ", "U.S. ", "e\u0301"]), max_size=80).map("".join)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(PIECES, st.sampled_from(["en", "vi"]))
@example(ENGLISH, "en")
@example(VIETNAMESE, "vi")
@example("a..\n.b", "vi")
def test_sentences_are_in_order_apart_and_miss_no_letter(raw, language):
    text = normalise(raw).text
    found = find_sentences(text, language)
    at = 0
    for sentence in found:
        assert at <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start].strip() and text[sentence.end - 1].strip()
        assert not any(char.isalpha() for char in text[at : sentence.start])
        at = sentence.end
    assert not any(char.isalpha() for char in text[at:])
    assert [s.number for s in found] == list(range(1, len(found) + 1))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\u2028"])
def test_any_line_end_ends_a_line(end):
    text = normalise(f"One here{end}Two here").text
    assert [text[left:right] for left, right in lines(text)] == ["One here", "Two here"]
