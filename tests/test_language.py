"""Which language an article is in."""

import pytest
from sample_articles import ENGLISH, VIETNAMESE, table

from tradetalks.language import recognise
from tradetalks.text import fold

CASES = table("""
The delegation said that the talks with the US went on. | en
Đoàn đàm phán cho biết các phiên họp với Mỹ đã diễn ra. | vi
Doan dam phan da lam viec voi phia My ve cac van de thue va hang hoa | vi
Prime Minister Phạm Minh Chính and Minister Nguyễn Hồng Diên met in Hà Nội. | en
Ông Greer và ông Lutnick đã gặp Bộ trưởng trong tuần này tại Washington, D.C. | vi
Nguyễn Hồng Diên, Hồ Đức Phớc, Phạm Minh Chính | vi
Jamieson Greer, Howard Lutnick | en
LNG | en
2025-05-24 | en
""")


@pytest.mark.parametrize(("text", "language"), CASES)
def test_by_function_words(text, language):
    assert recognise(text) == language


@pytest.mark.parametrize(("text", "language"), [(ENGLISH, "en"), (VIETNAMESE, "vi"), (fold(VIETNAMESE), "vi"), (ENGLISH.upper(), "en"), (VIETNAMESE.upper(), "vi")])
def test_whole_articles(text, language):
    assert recognise(text) == language


def test_a_mixed_text_has_the_language_of_its_larger_part():
    assert recognise(ENGLISH + VIETNAMESE[:200]) == "en"
    assert recognise(VIETNAMESE + ENGLISH[:200]) == "vi"


@pytest.mark.parametrize("text", ["", " \n", "…", "123", "\x00"])
def test_nothing_to_go_by_is_english(text):
    assert recognise(text) == "en"
