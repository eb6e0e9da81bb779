"""Who is reported as saying what."""

from __future__ import annotations

import pytest

from tradetalks import actors, speech
from tradetalks.document import Document
from tradetalks.language import recognise
from tradetalks.sentences import find_sentences
from tradetalks.text import normalise

PM, DIEN, GREER = "Phạm Minh Chính", "Nguyễn Hồng Diên", "Jamieson Greer"


def make(text: str) -> Document:
    normal = normalise(text)
    language = recognise(normal.text)
    return Document("a", text, normal, "", language, sentences=find_sentences(normal.text, language))


def voices(text: str) -> list[str]:
    """The names of whom the article's sentences are attributed to, one entry a sentence, `+` between two."""
    doc = make(text)
    return ["+".join(s.name for s in line.speakers) for line in speech.read(doc, actors.find_mentions(doc))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prime Minister Pham Minh Chinh stressed that the interests of the two sides must be balanced.", PM),
        ("The talks must go on calmly, the Prime Minister noted.", PM),
        ("The government leader underscored that commitments are to be kept, adding that time is short.", PM),
        ("No deal is possible without both giving ground, said PM Chinh.", PM),
        ("According to the Ministry of Finance, duties have been cut on the goods.", "Ministry of Finance"),
        ("US Trade Representative Jamieson Greer appreciated the goodwill of the Vietnamese team.", GREER),
        ("Minister Nguyen Hong Dien, who heads the delegation, told reporters that the round was frank.", DIEN),
        ("Agencies were directed by the Prime Minister to keep a close watch on the market.", PM),
        ("The US side affirmed that it takes note of the efforts of Vietnam.", "US side"),
        ("Noting the importance of the talks, the government leader said the schedule is flexible.", PM),
        ("Deputy Minister Tran Van Moi said that the talks of the two sides were candid.", "Tran Van Moi"),
        ("Thủ tướng Phạm Minh Chính nhấn mạnh đàm phán phải hài hòa lợi ích của các bên.", PM),
        ("Theo Thủ tướng, kết quả đàm phán phải cân bằng lợi ích của hai nước.", PM),
        ("Người đứng đầu Chính phủ cho biết Việt Nam đã làm hết sức trong những năm qua.", PM),
        ("Khung chung coi như có, song từng dòng thuế thì còn phải bàn, Thủ tướng lưu ý.", PM),
        ("Bộ Công Thương cho biết vòng đàm phán đã kết thúc với những kết quả tốt.", "Ministry of Industry and Trade"),
    ],
)
def test_verbs_of_saying_name_the_speaker(text: str, name: str) -> None:
    assert voices(text)[-1] == name


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Pham Minh Chinh chaired a meeting on balanced and sustainable trade with the US.",
        "The work followed the directives of the Politburo and was prepared as directed by the Prime Minister.",
        "The US has proposed a schedule for the talks with the team.",
        "Hanoi wants the duty cut, and Washington would like to see the gap in trade narrow.",
        "The meeting was held after the US declared new tariffs on the goods of many countries.",
        "Thủ tướng Phạm Minh Chính chủ trì cuộc họp với các bộ, ngành về đàm phán.",
        "Tổng Bí thư và Tổng thống đã nói chuyện với nhau về các vấn đề của hai nước.",
    ],
)
def test_narration_is_the_outlets(text: str) -> None:
    assert voices(text) == [""]


def test_pronouns_are_traced_to_the_last_speaker() -> None:
    text = "Jamieson Greer appreciated the efforts of Vietnam. He expressed his hope that the talks will yield results."
    assert voices(text) == [GREER, GREER]


def test_a_pronoun_is_not_a_person_merely_named_in_the_sentence_before() -> None:
    text = (
        "PM Pham Minh Chinh called for calm in the talks. "
        "Those taking part were told to follow the Politburo and General Secretary To Lam. "
        "What is done, he said, must be effective and of use to the country."
    )
    assert voices(text) == [PM, PM, PM]


def test_vietnamese_pronouns() -> None:
    text = "Bộ trưởng Nguyễn Hồng Diên nêu rõ thiện chí của Việt Nam. Ông đề nghị các bộ tiếp tục phối hợp với phía đối tác."
    assert voices(text) == [DIEN, DIEN]


def test_norms_and_imperatives_go_on_but_facts_do_not() -> None:
    text = (
        "The Prime Minister emphasised the need to continue negotiations. Strengthen dialogue, avoid stress. "
        "It is necessary to harmonise the interests of both. Exports of garments rose in the first quarter."
    )
    assert voices(text) == [PM, PM, PM, ""]


def test_words_do_not_go_on_for_ever() -> None:
    filler = "Exports of garments rose in the quarter. " * (speech.REACH + 1)
    assert voices(f"The Prime Minister noted the progress. {filler}Interests must be harmonised.")[-1] == ""


def test_list_items_are_of_whoever_opened_the_list() -> None:
    text = "The Prime Minister requested:\n- Ministry of Finance: cut the duties on cars.\n- Ministry of Health: buy vaccines from the US."
    assert voices(text) == [PM, PM, PM]


def test_headlines() -> None:
    assert voices("Trade talks with the US must ensure mutual benefit: PM\nThe talks were held in Hanoi.")[0] == PM
    assert voices("Thủ tướng: Lợi ích của hai bên phải hài hòa\nCuộc họp đã được tổ chức tại Hà Nội.")[0] == PM


def test_two_speakers_share_a_sentence() -> None:
    text = "PM Pham Minh Chinh said that trade must be balanced, while US Trade Representative Jamieson Greer praised the goodwill of Vietnam."
    doc = make(text)
    found = speech.speakers(doc, actors.find_mentions(doc))
    sentence = doc.sentences[0]

    def who(words: str) -> str:
        speaker = speech.speaker_at(doc, found, sentence, text.index(words), text.index(words) + len(words))
        return speaker.name if speaker else ""

    assert who("balanced") == PM
    assert who("goodwill") == GREER


def test_the_outer_speaker_owns_what_he_quotes() -> None:
    assert voices("PM Pham Minh Chinh informed that General Secretary To Lam told the US President that duties can go.") == [PM]


def test_an_office_without_a_name_keeps_its_title() -> None:
    assert voices("The Deputy Prime Minister stressed that the ministries must report.") == ["Deputy Prime Minister"]


def test_papers_speak_for_their_issuer() -> None:
    text = "An order has gone out from the Ministry of Finance. The directive says that fraud is on the rise in the market."
    assert voices(text)[-1] == "Ministry of Finance"


def test_verbs_are_inflected() -> None:
    assert set(speech.inflect("tell/told")) == {"tell", "tells", "told", "telling"}
    assert {"emphasised", "emphasized"} <= set(speech.inflect("emphasise"))
    assert "called for" in speech.inflect("call for")


def test_overlong_sentences_are_nobodys() -> None:
    assert voices("The Prime Minister said " + "that the and " * speech.LONGEST) == [""]


PASSAGE = [
    ("Concluding the meeting, the Prime Minister said that much has been done, which the US side took note of.", PM),
    ("Ministries have kept in close touch with the delegation.", PM),
    ("The situation in the world brings chances as well.", PM),
]


def test_a_speech_that_is_announced_goes_on() -> None:
    assert [voice.split("+")[0] for voice in voices(" ".join(text for text, _ in PASSAGE))] == [name for _, name in PASSAGE]


@pytest.mark.parametrize(
    "text",
    [
        "Also attending were leaders of ministries and branches.",
        "The meeting took place in the Government Office.",
        "The United States has sent its draft to the delegation.",
    ],
)
def test_a_speech_ends_where_the_setting_is_told(text: str) -> None:
    said = voices(f"{PASSAGE[0][0]} {PASSAGE[1][0]} {text} Exports have grown for three months.")
    assert said[1:] == [PM, "", ""]


def test_a_speech_goes_on_in_vietnamese() -> None:
    text = "Kết luận cuộc họp, Thủ tướng Phạm Minh Chính cho biết nhiều việc đã làm được. Các bộ đã chủ động vào cuộc. Cùng dự họp có lãnh đạo các bộ."
    assert voices(text) == [PM, PM, ""]


def test_what_belongs_to_a_country_does_not_speak() -> None:
    assert voices("The delegation works according to US proposals. According to the US side, all went well.") == ["", "US side"]
