"""Sentences as scene lines: who, when and which ordinal, in either language."""

import pytest
from sample_articles import document, scenes, table

from tradetalks.scene import find_anchors, find_ordinals, span_in_document

LINES = table("""
en | On April 29, Prime Minister Pham Minh Chinh chaired the 6th meeting. | on DATE, PM chaired the ORD meeting.
en | Minister Nguyen Hong Dien met US Trade Representative Jamieson Greer in Jeju. | minister VNMIN met USMIN in PLACE.
en | Nguyen Hong Dien, Minister of Industry and Trade, left. | VNMIN, left.
en | The Trade Minister spoke. | the VNMIN spoke.
en | Deputy PM Ho Duc Phoc called Scott Bessent. | DPM called USMIN.
en | General Secretary To Lam rang President Donald Trump. | VNTOP rang USTOP.
en | Prime Minister Narendra Modi met Donald Trump. | OTHER met USTOP.
en | Prime Minister Nguyen Van An spoke. | PM spoke.
en | Vietnam and the US, India too. | VN and the US, OTHER too.
en | The National Assembly sat; the cabinet sat. | the ELSE sat; GOV sat.
en | Ambassador Marc Knapper came on the same day. | ambassador USENVOY came ANCHOR.
vi | Sáng 22/4, Thủ tướng Phạm Minh Chính chủ trì cuộc họp lần thứ ba. | DATE, PM chủ trì cuộc họp ORD.
vi | Bộ trưởng Công Thương Nguyễn Hồng Diên gặp ông Jamieson Greer. | VNMIN gặp ông USMIN.
vi | Vòng đàm phán thứ hai giữa Việt Nam và Mỹ. | vòng đàm phán ORD giữa VN và US.
vi | Tổng Bí thư Tô Lâm điện đàm với Tổng thống Mỹ Donald Trump. | VNTOP điện đàm với USTOP.
vi | Cùng ngày, Phó Thủ tướng Hồ Đức Phớc tới Oa-sinh-tơn. | ANCHOR, DPM tới PLACE.
""")


@pytest.mark.parametrize(("language", "text", "line"), LINES)
def test_a_sentence_is_told_in_roles(language, text, line):
    assert [scene.line for scene in scenes(text, language)] == [line]


ORDINALS = table("""
en | the first, second and twentieth meeting | 1 2 20
en | the 6th, 21st and 100th meeting | 6 21 100
en | round four, round 5, round IV, round No. 3 | 4 5 4 3
en | the 300th and the 250th |
en | the second-largest buyer, the first half, in third place, first of all |
en | the first quarter, the third year, second to last |
en | four rounds, six meetings, 5 sessions |
vi | lần thứ ba, lần thứ 4, lần 5, lần ba | 3 4 5 3
vi | vòng thứ hai, vòng 2, vòng đàm phán 4, vòng III | 2 2 4 3
vi | lần thứ mười một | 11
vi | vòng đàm phán đầu tiên, vòng đầu | 1 1
vi | lần đầu tiên hai bên gặp |
vi | đứng thứ nhất nhì; thứ ba từ trái; người thứ hai từ phải | 1
vi | thứ trưởng; lần này; 5 lần |
""".replace("|\n", "| \n"))  # fmt: skip


@pytest.mark.parametrize(("language", "text", "values"), ORDINALS)
def test_ordinals(language, text, values):
    assert [item.value for item in find_ordinals(document(f"X {text}.", language))] == [int(v) for v in values.split()]


def test_a_weekday_is_a_date_and_no_ordinal():
    [scene] = scenes("Thứ ba, ngày 6/5/2025, hai bên họp.", "vi")
    assert [item.tag for _, _, item in scene.places] == ["DATE"]


ANCHORS = [
    ("en", "On the same day, the two met.", [0]),
    ("en", "The following day and the day before they met.", [1, -1]),
    ("en", "On the last working day they signed.", ["last"]),
    ("en", "They met on the 19th in Rome.", ["19"]),
    ("en", "On the 19th floor they met, on the 2nd round.", []),
    ("vi", "Cùng ngày, hôm sau, hôm trước.", [0, 1, -1]),
    ("vi", "Ngày làm việc cuối cùng đã qua.", ["last"]),
]


@pytest.mark.parametrize(("language", "text", "values"), ANCHORS)
def test_days_told_from_another(language, text, values):
    assert [item.value for item in find_anchors(document(text, language))] == values


@pytest.mark.parametrize(("language", "text", "line"), LINES)
def test_every_item_finds_its_words(language, text, line):
    [scene] = scenes(text, language)
    doc = document(text, language)
    for left, right, item in scene.places:
        assert scene.line[left:right] == item.tag
        assert span_in_document(scene, left, right) == (item.start, item.end)
    assert span_in_document(scene, 0, len(scene.line)) == (doc.sentences[0].start, doc.sentences[0].end)


@pytest.mark.parametrize("words", ["chaired the", "on DATE, PM", "meeting."])
def test_a_piece_of_the_line_finds_its_words(words):
    text = "On April 29, Prime Minister Pham Minh Chinh chaired the 6th meeting."
    [scene] = scenes(text, "en")
    start = scene.line.index(words)
    left, right = span_in_document(scene, start, start + len(words))
    assert text[left:right] == {"on DATE, PM": "On April 29, Prime Minister Pham Minh Chinh"}.get(words, words)


def test_a_title_alone_stands_for_the_only_holder_that_the_article_names():
    text = "Minister of Industry and Trade Nguyen Hong Dien left. The Minister of Industry and Trade was in Rome."
    _, scene = scenes(text, "en")
    assert [item.value for item in scene.items("VNMIN")] == ["Nguyễn Hồng Diên"]
    [scene] = scenes("The Minister of Industry and Trade was in Rome.", "en")
    assert [item.value for item in scene.items("VNMIN")] == [""]
