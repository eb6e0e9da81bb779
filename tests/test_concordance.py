"""Keywords in context and the wordings of a code."""

import pytest
from sample_tables import make_rows

from tradetalks import concordance_page
from tradetalks.concordance import concord, cut_left, cut_right, list_variants

ROWS = make_rows()


def test_a_line_shows_the_words_in_their_sentence():
    first, second, third = concord(ROWS["codings"], ROWS["sentences"])
    assert (first.left, first.keyword, first.right) == ("“", "Harmonising interests", ", sharing risks” is the principle, he said on May 6.")
    assert second.left == "“Harmonising interests, " and second.speaker == "Phạm Minh Chính"
    assert third.left + third.keyword + third.right == ROWS["sentences"][3]["text"] and third.speaker == ""


def test_context_is_cut_at_a_word():
    assert cut_left("the principle of ", 14) == "…principle of "
    assert cut_left("the principle of ", 13) == "…of "
    assert cut_right(" is the principle", 9) == " is the…"
    assert cut_right(" is", 9) == " is"
    assert all(len(cut(text, 20)) <= 20 for cut in (cut_left, cut_right) for text in ("word " * 9, "w" * 99))


def test_line_breaks_do_not_break_a_line():
    sentence = {"sentence_id": "s", "start": "10", "text": "one\n two three"}
    coding = {"sentence_id": "s", "start": "15", "end": "18", "quote": "two", "code": "c", "article_id": "a", "attributed_to": "", "wording": "two"}
    [line] = concord([coding], [sentence])
    assert (line.left, line.keyword, line.right) == ("one ", "two", " three")


def test_a_coding_without_its_sentence_is_no_line():
    with pytest.raises(KeyError):
        list(concord(ROWS["codings"], []))


def test_a_wording_counts_mentions_texts_and_known_outlets():
    articles = [
        {"article_id": "a", "text_group": "a", "publisher": "VNS"},
        {"article_id": "b", "text_group": "a", "publisher": "VOV"},
        {"article_id": "c", "text_group": "c", "publisher": ""},
    ]
    rows = [{"code": "x", "wording": "win-win", "language": "en", "article_id": name} for name in "aabc"]
    rows.append({"code": "x", "wording": "mutual benefit", "language": "en", "article_id": "a"})
    first, second = list_variants(rows, articles)
    assert first == ("x", "win-win", "en", 4, 2, 2, ("a", "b", "c"))
    assert second.wording == "mutual benefit" and second.n_mentions == 1


@pytest.mark.parametrize(
    ("speaker", "basis", "shown"),
    [("A", "verb", "A"), ("A", "according", "A"), ("A", "continued", "[A]"), ("A", "title", "A, by the headline"), (None, None, "the outlet itself")],
)
def test_a_speaker_who_is_carried_over_stands_in_brackets(speaker, basis, shown):
    assert concordance_page.name_speaker(speaker, basis) == shown
