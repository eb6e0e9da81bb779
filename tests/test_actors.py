"""Names in texts: people, offices, bodies, countries, places."""

import unicodedata

import pytest
from sample_articles import document, mentions, table

from tradetalks.actors import find_mentions, load_gazetteer

PEOPLE = table("""
en | Prime Minister Pham Minh Chinh spoke. | Phạm Minh Chính
en | PM Chính and PM Chinh are one. | Phạm Minh Chính; Phạm Minh Chính
en | PHẠM MINH CHÍNH GREETED JAMIESON GREER | Phạm Minh Chính; Jamieson Greer
en | Nguyen Hong Dien spoke. Dien left with Greer. | Nguyễn Hồng Diên; Nguyễn Hồng Diên; Jamieson Greer
en | Dien left. |
en | Nguyen Hong Dien spoke at Dien Bien. | Nguyễn Hồng Diên
en | Nguyen Hong Dien and Vo Thi Dien spoke. | Nguyễn Hồng Diên
en | Deputy Prime Minister Ho Duc Phoc left; Deputy PM Phoc is back. | Hồ Đức Phớc; Hồ Đức Phớc
en | Deputy PM Dung stayed. | Nguyễn Chí Dũng
en | A xPham Minh Chinh, a Pham Minh Chinhs. |
en | pham minh chinh |
en | Secretary Howard W. Lutnick and Scott Bessent came. | Howard Lutnick; Scott Bessent
en | J.D. Vance, JD Vance, J. D. Vance | JD Vance; JD Vance; JD Vance
vi | Thủ tướng Phạm Minh Chính và Bộ trưởng Công Thương Diên | Phạm Minh Chính; Nguyễn Hồng Diên
vi | Thủ tướng Chính phủ họp; chính sách; Bộ Tài chính; ông Chính. |
vi | Phó Thủ tướng Phớc, Phó Thủ tướng Sơn | Hồ Đức Phớc; Bùi Thanh Sơn
vi | Nui cao, song Ha, Diên Khánh |
vi | Tổng Bí thư Tô Lâm điện đàm với Tổng thống Donald Trump | Tô Lâm; Donald Trump
""".replace("chinh |\n", "chinh | \n"))  # fmt: skip


@pytest.mark.parametrize(("language", "text", "people"), PEOPLE)
def test_people_by_their_canonical_names(language, text, people):
    assert "; ".join(m.value for m in mentions(text, language) if m.tag == "person") == people


OTHERS = table("""
en | They tell us that the US helps U.S. firms. | country us; country us
en | Việt Nam, Vietnam and Vietnamese makers | country vn; country vn; country vn
en | Washingtonians, Indianapolis, Vietnamize, Jejuism |
en | talks in Washington D.C., in Washington | place Washington, D.C.; place Washington, D.C.
en | Hanoi and HCM City | place Hà Nội; place Hồ Chí Minh City
en | India, Japanese makers, the EU | country India; country Japan; country European Union
en | the National Assembly and APEC | body elsewhere; body elsewhere
en | permanent members of the Government | body government
en | Deputy Prime Minister, Prime Minister | office deputy-head; office head-of-government
en | deputy minister of industry and trade | office vn-official
en | Deputy US Trade Representative, US Trade Representative | office us-official; office ustr
vi | nước Mỹ, mỹ thuật, Hoa Kỳ | country us; country us
vi | Phó Thủ tướng, Thủ tướng Chính phủ | office deputy-head; office head-of-government
vi | Bộ trưởng Tài chính Mỹ, Bộ trưởng Tài chính | office us-treasury; office vn-minister
vi | người Nga ngại, nga ngố | country Russia
vi | Thường trực Chính phủ, Quốc hội | body government; body elsewhere
""")


@pytest.mark.parametrize(("language", "text", "found"), OTHERS)
def test_offices_bodies_countries_places(language, text, found):
    named = [f"{m.tag} {m.role if m.tag == 'country' and m.value == 'other' else m.value}" for m in mentions(text, language)]
    assert "; ".join(named) == found


def test_a_short_name_with_a_title_goes_to_the_holder_whom_the_article_names():
    text = "Deputy PM Nguyen Hoa Binh was there. Deputy PM Binh spoke."
    assert [m.value for m in mentions(text, "en") if m.tag == "person"] == ["Nguyễn Hòa Bình"] * 2


@pytest.mark.parametrize("spoil", [str, lambda s: unicodedata.normalize("NFD", s), lambda s: s.replace("Minh", "Mi\u200bnh"), lambda s: s.replace(" ", "\u00a0")])
def test_the_way_a_name_is_typed_does_not_matter(spoil):
    doc = document(spoil("Ông Phạm Minh Chính và ông Nguyễn Hồng Diên."), "vi")
    names = [m for m in find_mentions(doc) if m.tag == "person"]
    assert [m.value for m in names] == ["Phạm Minh Chính", "Nguyễn Hồng Diên"]
    assert doc.quote(names[0].start, names[0].end)[2] == spoil("Phạm Minh Chính")


def test_mentions_are_in_order_and_apart():
    found = mentions("US Trade Representative Jamieson Greer, US Commerce Secretary Howard Lutnick and PM Pham Minh Chinh in Washington D.C.", "en")
    assert len(found) == 7
    assert all(one.end <= two.start for one, two in zip(found, found[1:], strict=False))


def test_the_gazetteer_is_consistent():
    gazetteer = load_gazetteer()
    offices = set(gazetteer.offices) | {p.get("office") for p in gazetteer.people.values()}
    for name, person in gazetteer.people.items():
        assert person["side"] in ("vn", "us") and person["role"] in ("head-of-government", "deputy-head", "top", "minister", "envoy", "official"), name
        assert person.get("office") in offices
        assert unicodedata.is_normalized("NFC", name)
    assert all(unicodedata.is_normalized("NFC", name) for name in gazetteer.places)


def test_a_name_that_holds_another_names_nobody():
    for text, language in (
        ("Prime Minister Pham Minh Chinh received Eric Trump of the Trump Organization.", "en"),
        ("Thủ tướng Phạm Minh Chính tiếp lãnh đạo Tập đoàn Trump, ông Eric Trump.", "vi"),
    ):
        found = find_mentions(document(text, language))
        assert "Donald Trump" not in [mention.value for mention in found]
