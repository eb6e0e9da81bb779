"""Which articles are on the Việt Nam-US trade talks, and which only sound like it."""

import pytest
from sample_articles import ENGLISH, VIETNAMESE, read_text

from tradetalks.topic import Topic


@pytest.mark.parametrize("text", [ENGLISH, VIETNAMESE, ENGLISH.replace("Vietnam", "Viet Nam"), VIETNAMESE.replace("Mỹ", "Hoa Kỳ")])
def test_articles_on_the_talks(text):
    assert read_text(text).topic.on_topic


NEAR = {
    "India's talks": ENGLISH.replace("Vietnam", "India").replace("Hanoi", "New Delhi").replace("HANOI (VNA)", "NEW DELHI").replace("Pham Minh Chinh", "Narendra Modi").replace("Nguyen Hong Dien", "Piyush Goyal").replace("Minister of Industry and Trade", "Commerce Minister"),
    "another partner": ENGLISH.replace("the United States", "Japan").replace("the US duties", "Japanese duties").replace("US Trade Representative Jamieson Greer", "Minister Ryosei Akazawa").replace("the US", "Japan").replace("Washington D.C.", "Tokyo"),
    "another subject": "The Prime Minister on May 3, 2025 chaired the third meeting of the year on railways in Hanoi. He asked ministries to harmonise interests and share risks with builders of the railway. The US is one of many countries whose firms build railways in Vietnam. Work on the railway starts in May.",
    "defence": "Vietnam and the US held defence talks in Hanoi on May 3, 2025. The US and Vietnam will search for the missing in action. Dioxin and war legacies were discussed by the military of Vietnam and the US army, in mutual trust. Trade was not.",
    "public-private partnership": "Nghị quyết 68 nêu nguyên tắc hài hòa lợi ích, chia sẻ rủi ro trong đối tác công tư. Nhà nước và doanh nghiệp Việt Nam cùng đầu tư, cùng chia sẻ. Thủ tướng chủ trì cuộc họp ngày 3/5/2025.",
    "Indonesia, in Vietnamese": "Indonesia và Mỹ kết thúc vòng đàm phán thứ hai về thuế ngày 3/5/2025. Bộ trưởng Indonesia gặp Trưởng đại diện Thương mại Mỹ Jamieson Greer. Indonesia mua thêm máy bay Mỹ. Indonesia và Mỹ sẽ hài hòa lợi ích.",
    "talks of earlier decades": "Vietnam and the US signed their trade agreement in July 2000. The first round of trade talks between Vietnam and the US opened in September 1996. The US tariffs on goods of Vietnam fell in December 2001. Vietnam joined the trade organisation in January 2007, and the US is its largest market.",
    "names alone": "Phạm Minh Chính, Jamieson Greer, Donald Trump, Nguyễn Hồng Diên.",
}  # fmt: skip


@pytest.mark.parametrize("text", NEAR.values(), ids=NEAR)
def test_near_misses_have_no_rows_at_all(text):
    reading = read_text(text)
    assert not reading.topic.on_topic
    assert not (reading.events or reading.codings or reading.goods or reading.directives)


@pytest.mark.parametrize(
    ("change", "on_topic"),
    [
        ({}, True),
        ({"vietnam": 0}, False),
        ({"states": 1}, False),
        ({"rival": 3}, False),
        ({"rival": 2}, True),
        ({"vietnam": 1, "rival": 1}, False),
        ({"vietnam": 1, "rival": 1, "met": 1}, True),
        ({"joint": 0}, False),
        ({"trade": 1}, False),
        ({"elsewhere": 9}, False),
        ({"sentences": 37}, False),
    ],
)
def test_all_three_must_come_together(change, on_topic):
    counts = {"vietnam": 5, "states": 3, "rival": 0, "joint": 2, "trade": 9, "elsewhere": 0, "sentences": 10}
    assert Topic(**counts | change).on_topic is on_topic
