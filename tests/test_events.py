"""Events that an article tells: their kind, days, number, place, mode, people and status."""

from datetime import date

import pytest
from sample_articles import document, table

from tradetalks import actors, events, scene
from tradetalks.events import patterns
from tradetalks.pipeline import find_dates

SHORT = {"government-meeting": "meeting", "ministerial-session": "session", "negotiation-round": "round", "leader-contact": "leaders"}


def brief(mention: events.EventMention) -> str:
    """A mention in one line: `round 9/6-12/6 #3 Washington, D.C. in-person Diên+Greer planned`; what is unknown is left out."""
    when, days = mention.when, ""
    if when and when.span:
        span = when.span
        if span.month and span.day:
            days = f"{span.day}/{span.month}"
            if when.edge == "open":
                days += "-"
            elif when.edge == "close":
                days = f"-{days}"
            elif (span.last_day, span.last_month) != (span.day, span.month):
                days += f"-{span.last_day}/{span.last_month}"
        elif span.precision == "month":
            days = f"month {span.month}"
        else:
            days = span.precision
    people = "+".join(name.split()[-1] for name in (*mention.lead_vn, *sorted(mention.lead_us)))
    parts = (SHORT[mention.kind], days, f"#{mention.ordinal}" if mention.ordinal else "", mention.place, mention.mode, people, mention.status)
    return " ".join(part for part in parts if part)


def find(text: str, language: str, published: date | None = None) -> list[str]:
    doc = document(text, language)
    doc.published = published
    drawn = scene.draw_scenes(doc, scene.find_items(doc, actors.find_mentions(doc), find_dates(doc)))
    return [brief(mention) for mention in events.find_events(doc, drawn)]


ENGLISH = table("""
On August 4, Prime Minister Pham Minh Chinh chaired the ninth meeting of the Government on the US tariffs in Hanoi. | meeting 4/8 #9 Hà Nội Chính held
Deputy Prime Minister Bui Thanh Son on August 5 led a meeting of the task force on US tariffs. | meeting 5/8 Sơn held
A meeting of permanent Cabinet members was chaired by Prime Minister Pham Minh Chinh on August 5. | meeting 5/8 Chính held
Chairing a Government meeting on August 5, PM Chinh asked for calm. | meeting 5/8 Chính held
A Government meeting on the tariffs was chaired by PM Chinh on August 5. It was the tenth on the subject. | meeting 5/8 #10 Chính held
The third round of negotiations will open in Washington D.C. on June 9. | round 9/6- #3 Washington, D.C. in-person planned
The third round of talks took place in Washington D.C. from June 9 to 12. | round 9/6-12/6 #3 Washington, D.C. in-person held
The third round ran from June 9 to 12, with Minister Nguyen Hong Dien at the head of the Vietnamese delegation. | round 9/6-12/6 #3 Diên held
The fourth and fifth rounds were held on July 1 and August 2. | round 1/7 #4 held; round 2/8 #5 held
Technical talks ran from May 21 to 23 in Hanoi. | round 21/5-23/5 Hà Nội in-person held
In June, the two sides held the third round. | round month 6 #3 held
Minister of Industry and Trade Nguyen Hong Dien met US Trade Representative Jamieson Greer on the phone on July 3. | session 3/7 phone Diên+Greer held
Nguyen Hong Dien held talks with Trade Representative Jamieson Greer and Commerce Secretary Howard Lutnick on June 4 in Paris. | session 4/6 Paris in-person Diên+Lutnick+Greer held
Nguyen Hong Dien met Commerce Secretary Howard Lutnick on June 3 and Trade Representative Jamieson Greer on June 4. | session 3/6 Diên+Lutnick held; session 4/6 Diên+Greer held
The third round ran from June 9 to 12 in Washington. The previous round was held on May 19 in Paris. | round 9/6-12/6 #3 Washington, D.C. in-person held; round 19/5 Paris in-person held
In Hanoi on July 3, Minister Nguyen Hong Dien spoke by phone with US Trade Representative Jamieson Greer. | session 3/7 phone Diên+Greer held
The second ministerial session was held online on April 23. | session 23/4 #2 online held
Treasury Secretary Scott Bessent and Commerce Secretary Howard Lutnick each received Deputy PM Ho Duc Phoc on April 10. | session 10/4 Phớc+Lutnick held; session 10/4 Phớc+Bessent held
Deputy PM Ho Duc Phoc met Treasury Secretary Scott Bessent and Commerce Secretary Howard Lutnick on April 10. Meeting Scott Bessent, the Deputy PM hailed the talks. At his meeting with Howard Lutnick, the Deputy PM spoke of trade. | session 10/4 Phớc+Lutnick held; session 10/4 Phớc+Bessent held
Minister Nguyen Hong Dien held talks with both Secretary Howard Lutnick and Ambassador Jamieson Greer on June 12. It was the first time that a ministerial discussion in this format was held. | session 12/6 Diên+Lutnick+Greer held
On June 19, more talks of the two sides took place online, with US Trade Representative Jamieson Greer and Commerce Secretary Howard Lutnick in attendance. | session 19/6 online Lutnick+Greer held
Minister Nguyen Hong Dien met Trade Representative Jamieson Greer on November 10, before technical talks scheduled from November 12 to 14. | session 10/11 Diên+Greer held; round 12/11-14/11 planned
In Washington on February 19, at a meeting with Trade Representative Jamieson Greer, General Secretary To Lam hailed the talks. | leaders 19/2 Washington, D.C. in-person Lâm+Greer held
The second round of negotiations opened in Washington on May 19. Minister Nguyen Hong Dien leads the talks, which are to last until May 22. | round 19/5-22/5 #2 Washington, D.C. in-person held
PM Pham Minh Chinh gave the order at a meeting of ministries on the US tariffs. A view of the meeting at which PM Pham Minh Chinh spoke, April 29. | meeting 29/4 Chính held
On February 3, on the sidelines of the sixth round of negotiations, the minister met firms. | round #6 held
The PM told ministries to set up a negotiating delegation on April 11 for talks with the US. | 
He recalled what General Secretary To Lam and President Donald Trump had discussed on April 4. | leaders 4/4 Lâm+Trump held
He had no part in the first tariff negotiations. | 
They try to get round the tariffs on April 6. | 
Minister Nguyen Hong Dien had an exchange with US Trade Representative Jamieson Greer on October 26. | session 26/10 Diên+Greer held
On May 24, Prime Minister Pham Minh Chinh urged ministries to go on. Addressing a government conference, PM Chinh spoke of the talks with the US. | meeting 24/5 Chính held
General Secretary To Lam talked by phone with President Donald Trump on July 2. | leaders 2/7 phone Lâm+Trump held
Prime Minister Pham Minh Chinh on August 5 asked ministries to be ready. He was speaking at a meeting of the Government's standing members on the US tariffs. | meeting 5/8 held
By August 5 he was chairing his ninth meeting on the tariffs, PM Pham Minh Chinh said. | meeting 5/8 #9 Chính held
The third round of negotiations with the US concluded on June 12. | round -12/6 #3 held
The two teams met for the second round from May 19 to 22 and for the third from June 9 to 12. | round 19/5-22/5 #2 held; round 9/6-12/6 #3 held
Minister Nguyen Hong Dien met Trade Representative Jamieson Greer on July 3. The session follows an online meeting of the two heads of delegation on June 4. | session 3/7 Diên+Greer held; session 4/6 online Diên+Greer held
Minister Nguyen Hong Dien met Trade Representative Jamieson Greer on July 3. The two had earlier worked online, on June 4. | session 3/7 Diên+Greer held; session 4/6 online Diên+Greer held
Deputy PM Ho Duc Phoc flew to Washington. On April 9 he and Trade Representative Jamieson Greer agreed to start negotiating. | session 9/4 Phớc+Greer held
The third round ended in Washington D.C. on June 12. During the four-day round, which began on June 9, the two sides spoke of what was asked after the second round. | round 9/6-12/6 #3 Washington, D.C. in-person held; round #2 held
The fifth round closed in Washington D.C. on November 14. Over three days from November 12, the two delegations dealt with trade. | round 12/11-14/11 #5 Washington, D.C. in-person held
The meeting, held on April 7, was the third that the PM has chaired on the tariffs. | meeting 7/4 #3 held
The PM wants the plan for the third session by May 30, to be sent to members of the Government. |
PM Pham Minh Chinh chaired his third meeting on the tariffs on April 7, coming after those of April 3 and April 5. | meeting 7/4 #3 Chính held; meeting 3/4 Chính held; meeting 5/4 Chính held
Technical talks between the two delegations will be held in Washington on June 26 and 27. | round 26/6-27/6 Washington, D.C. in-person planned
The two chief negotiators met in Paris on June 4. | session 4/6 Paris in-person held
To Lam sent greetings to President Trump, with whom he had spoken by telephone on July 2. | leaders 2/7 phone Lâm+Trump held
The task force on US tariffs came together for the third time on April 18, with Deputy Prime Minister Bui Thanh Son in the chair. | meeting 18/4 Sơn held
The second round was held on May 19. The ministry said on June 2 that the third round was being prepared. | round 19/5 #2 held; round #3 planned
Negotiators of Vietnam and the US closed a third round of tariff talks on June 12. The round, which opened on June 9, ended with a joint appearance. | round 9/6-12/6 #3 held
The Prime Minister has gathered his Cabinet on US tariffs again; the seventh of these meetings, on May 6, took place the day before the first round of talks opened. | round 7/5 #1 held; meeting 6/5 #7 held
May 16 – Nguyen Hong Dien and Jamieson Greer meet in Jeju, the first in-person session at ministerial level. May 19-22 – Second round of US talks, Washington D.C. | session 16/5 Jeju in-person Diên+Greer held; round 19/5-22/5 #2 Washington, D.C. in-person held
Since then Vietnam and the US have held two more rounds, the latest from June 9 to 12. | round 9/6-12/6 held
The four EFTA states held their 18th round of free trade negotiations with Vietnam in Geneva in June. | 
Minister Nguyen Hong Dien talked with US Trade Representative Jamieson Greer by telephone on April 23. Nine days later, Dien and Greer sat down in Jeju for talks. | session 23/4 phone Diên+Greer held; session 2/5 Jeju in-person Diên+Greer held
The fifth round, which finished in Washington on November 14 after three days, made big strides. | round 12/11-14/11 #5 Washington, D.C. in-person held
Minister Nguyen Hong Dien held talks with Secretary of Commerce Howard Lutnick on June 12, at the close of the third round of negotiations. The round opened on June 9. | session 12/6 Diên+Lutnick held; round 9/6-12/6 #3 held
It was the ninth time that PM Pham Minh Chinh had convened such a meeting on the US tariffs since Washington made its list public on April 2. | meeting #9 Chính held
Prime Minister Pham Minh Chinh spoke of the US tariffs at a forum. On June 28, he chaired a meeting on them in Hanoi. | meeting 28/6 Hà Nội Chính held
Minister Nguyen Hong Dien had a working session with US Under Secretary of State Jacob Helberg on February 3. | 
Opened on May 19, the second round of talks with the US closed in Washington on May 22. | round 19/5-22/5 #2 Washington, D.C. in-person held
Between the two rounds Minister Nguyen Hong Dien met US Trade Representative Jamieson Greer on May 16. | session 16/5 Diên+Greer held
Asked whether there would be a sixth round, he said no. | 
The fourth round of talks was held over four days from May 30. | round 30/5-2/6 #4 held
The fourth round opened in Washington on June 3, and ran for three days. | round 3/6-5/6 #4 Washington, D.C. in-person held
PM Pham Minh Chinh received US Trade Representative Jamieson Greer in Hanoi on July 2. | leaders 2/7 Hà Nội in-person Chính+Greer held
""")

VIETNAMESE = table("""
Ngày 10/4, Phó Thủ tướng Hồ Đức Phớc đã có cuộc gặp với Bộ trưởng Tài chính Mỹ Scott Bessent và với Bộ trưởng Thương mại Howard Lutnick. | session 10/4 Phớc+Lutnick held; session 10/4 Phớc+Bessent held
Sáng 12/11, Phó Trưởng đoàn đàm phán Nguyễn Sinh Nhật Tân đã gặp Phó Đại diện Thương mại Hoa Kỳ Rick Switzer. |
Tại cuộc gặp ông Jamieson Greer ngày 19/2, Tổng Bí thư Tô Lâm hoan nghênh tiến trình đàm phán với Mỹ. | leaders 19/2 Lâm+Greer held
Ngày 10/11, Bộ trưởng Nguyễn Hồng Diên đã họp với Trưởng đại diện Thương mại Hoa Kỳ Jamieson Greer. Đây là lần thứ 8 hai nước có phiên đàm phán trực tiếp cấp Bộ trưởng. | session 10/11 #8 in-person Diên+Greer held
Chiều 5/8, Thủ tướng Phạm Minh Chính chủ trì cuộc họp Chính phủ lần thứ chín về thuế đối ứng. | meeting 5/8 #9 Chính held
Phó Thủ tướng Bùi Thanh Sơn họp Tổ công tác về thuế quan ngày 10-4. | meeting 10/4 Sơn held
Vòng đàm phán thứ ba sẽ diễn ra tại Washington từ 9-12/6. | round 9/6-12/6 #3 Washington, D.C. in-person planned
Vòng đàm phán thứ hai khai mạc ngày 19/5 tại Washington. | round 19/5- #2 Washington, D.C. in-person held
Ngày 16.5, tại Jeju, Bộ trưởng Nguyễn Hồng Diên gặp trực tiếp Trưởng đại diện Thương mại Mỹ Jamieson Greer. | session 16/5 Jeju in-person Diên+Greer held
Phiên đàm phán thứ hai cấp Bộ trưởng diễn ra trực tuyến ngày 23/4. | session 23/4 #2 online held
Từ vòng đầu tiên ngày 7-5 đến vòng thứ ba kết thúc ngày 12-6, hai đoàn đã thu hẹp khác biệt. | round 7/5 #1 held; round -12/6 #3 held
Chiều 10-4, Thủ tướng Phạm Minh Chính chủ trì họp Chính phủ về thuế của Mỹ. Đây là cuộc họp thứ tư về vấn đề này; các cuộc trước diễn ra vào ngày 3-4, 5-4 và 7-4. | meeting 10/4 #4 Chính held; meeting 3/4 held; meeting 5/4 held; meeting 7/4 held
Giá vàng giảm phiên thứ ba liên tiếp, chứng khoán Mỹ tăng. |
Phiên đàm phán thứ tư tại Hà Nội kết thúc sau ba ngày làm việc 27, 28 và 29/8. | round 27/8-29/8 #4 Hà Nội in-person held
Tại cuộc họp ngày thứ Bảy vừa rồi (17/5) về thuế đối ứng, Thủ tướng Phạm Minh Chính giao việc. | meeting 17/5 Chính held
Chiều 30/5, Phó Thủ tướng Bùi Thanh Sơn, Tổ trưởng Tổ công tác về tăng cường hợp tác, chủ động thích ứng với điều chỉnh chính sách kinh tế, thương mại của Hoa Kỳ, chủ trì cuộc họp của Tổ. | meeting 30/5 Sơn held
Bộ trưởng Thương mại của Việt Nam và Bộ trưởng Thương mại Mỹ Howard Lutnick đã họp trực tuyến hôm 19/6. | session 19/6 online Lutnick held
Đây là cuộc họp thứ tư do Thủ tướng Phạm Minh Chính chủ trì về thuế của Hoa Kỳ, sau các cuộc họp ngày 3, 5 và 7/4. | meeting #4 Chính held; meeting 3/4 Chính held; meeting 5/4 Chính held; meeting 7/4 Chính held
Tổng Bí thư Tô Lâm điện đàm với Tổng thống Mỹ Donald Trump lần đầu vào tối 4/4, lần sau lúc 20 giờ ngày 2/7. | leaders 4/4 phone Lâm+Trump held; leaders 2/7 phone Lâm+Trump held
Từ ngày mùng 1 đến mùng 3 tháng 10, đoàn Việt Nam và đoàn Hoa Kỳ có đợt làm việc trực tiếp cấp kỹ thuật tại Hà Nội. | round 1/10-3/10 Hà Nội in-person held
Tối 4/4, Tổng Bí thư Tô Lâm điện đàm với Tổng thống Mỹ Donald Trump. | leaders 4/4 phone Lâm+Trump held
Vòng đàm phán thứ tư diễn ra trong bốn ngày, từ 30/5 tại Hà Nội. | round 30/5-2/6 #4 Hà Nội in-person held
Vòng đàm phán thứ tư bắt đầu ngày 3/6 và kéo dài ba ngày. | round 3/6-5/6 #4 held
""")


@pytest.mark.parametrize(("text", "told"), ENGLISH)
def test_english(text, told):
    assert "; ".join(find(text, "en")) == told


@pytest.mark.parametrize(("text", "told"), VIETNAMESE)
def test_vietnamese(text, told):
    assert "; ".join(find(text, "vi")) == told


NONE = [
    ("en", "The 9th Session of the National Assembly opened on May 5. The 31st APEC meeting ended on May 16."),
    ("en", "The next round will be held soon. The delegations will meet in the coming days."),
    ("en", "Minister Nguyen Hong Dien met the Vietnamese delegation on May 5."),
    ("en", "India and the US held the second round of talks on May 5 in Washington."),
    ("en", "Resolution 66 was issued on May 5. Vietnam has signed 17 free trade agreements."),
    ("en", "The PM received voters on May 5. The regular Government press briefing was on May 6."),
    ("en", "The tariff took effect on August 7 and was signed on July 31."),
    ("en", "The PM told ministries to finish the plans by April 30."),
    ("vi", "Kỳ họp thứ 9 Quốc hội khai mạc ngày 5/5; Hội nghị APEC lần thứ 31 bế mạc ngày 16/5."),
    ("vi", "Hai bên sẽ sớm gặp lại. Vòng tới chưa định ngày."),
    ("vi", "Bộ trưởng Nguyễn Hồng Diên chủ trì cuộc họp của Đoàn đàm phán ngày 5/5."),
    ("vi", "Ấn Độ và Mỹ kết thúc vòng đàm phán thứ hai ngày 5/5 tại Washington."),
    ("vi", "Thủ tướng tiếp xúc cử tri ngày 5/5. Họp báo Chính phủ thường kỳ ngày 6/5."),
]


@pytest.mark.parametrize(("language", "text"), NONE)
def test_no_event_of_the_talks(language, text):
    assert find(text, language) == []


TOLD_TWICE = [
    ("en", "PM chairs tenth meeting on US tariffs\nPrime Minister Pham Minh Chinh chaired a Government meeting on August 5 on the US tariffs.\nThis was the tenth meeting on the subject."),
    ("en", "Prime Minister Pham Minh Chinh chaired a Government meeting on August 5. It was the tenth meeting on the tariffs.\nPM Pham Minh Chinh at the meeting of the Government on August 5 (Photo: VNA)"),
    ("vi", "Thủ tướng họp lần thứ mười về thuế của Mỹ\nSáng 5/8, Thủ tướng Phạm Minh Chính chủ trì cuộc họp Chính phủ về thuế đối ứng.\nThủ tướng phát biểu tại cuộc họp ngày 5/8. Ảnh: VGP"),
]


@pytest.mark.parametrize(("language", "text"), TOLD_TWICE)
def test_an_event_told_twice_is_one(language, text):
    assert find(text, language) == ["meeting 5/8 #10 Chính held"]


STATUS = [
    ("en", "The third round will be held on June 9.", None, "planned"),
    ("en", "The third round was held on June 9.", None, "held"),
    ("en", "The third round is on June 9.", date(2025, 6, 1), "planned"),
    ("en", "The third round is on June 9.", date(2025, 6, 20), "held"),
    ("vi", "Vòng đàm phán thứ ba dự kiến diễn ra ngày 9/6.", None, "planned"),
    ("vi", "Vòng đàm phán thứ ba đã diễn ra ngày 9/6.", None, "held"),
]


@pytest.mark.parametrize(("language", "text", "published", "status"), STATUS)
def test_held_or_planned(language, text, published, status):
    doc = document(text, language)
    doc.published = published
    [mention] = events.find_events(doc, scene.draw_scenes(doc, scene.find_items(doc, actors.find_mentions(doc), find_dates(doc))))
    assert mention.status == status


def test_an_ordinal_of_in_person_sessions_is_not_one_of_the_sessions():
    for words in ("in-person session", "direct talks"):
        [told] = find(f"It was the first {words} at ministerial level, held in Jeju on May 16.", "en")
        assert told == "session 16/5 Jeju in-person held"


def test_telling_words_stand_in_their_sentence():
    text = "It rained. On August 4, Prime Minister Pham Minh Chinh chaired the ninth meeting of the Government on tariffs."
    doc = document(text, "en")
    [mention] = events.find_events(doc, scene.draw_scenes(doc, scene.find_items(doc, actors.find_mentions(doc), find_dates(doc))))
    assert mention.scene.sentence.number == 2
    words = text[mention.start : mention.end]
    assert words.startswith("August 4, Prime Minister") and "meeting" in words


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_pattern_has_its_hints(language):
    for rules in (patterns.government_patterns, patterns.round_patterns, patterns.session_patterns):
        assert {name for name, _ in rules(language)} <= set(patterns._HINTS)


CAPTIONS = """In pictures: talks of Vietnam and the US

3. Jeju, May 16. Nguyen Hong Dien and Jamieson Greer shake hands before their session. Photo: VNA

4. Hanoi, May 6. Prime Minister Pham Minh Chinh chairs his seventh meeting on the tariffs of the US. Photo: VNA
"""


def test_a_day_that_heads_a_caption_dates_what_it_shows():
    assert find(CAPTIONS, "en") == ["session 16/5 Jeju in-person Diên+Greer held", "meeting 6/5 #7 Hà Nội Chính held"]


def test_a_dateline_is_no_heading():
    assert find("HANOI, June 20. Nguyen Hong Dien met Jamieson Greer again for talks on the US tariffs.", "en") == []


BESIDE = [
    ("en", "On June 26 in Kuala Lumpur, Prime Minister Pham Minh Chinh met US President Donald Trump on trade. Also on this day, Minister Nguyen Hong Dien had a bilateral meeting with US Trade Representative Jamieson Greer.",
     "session 26/6 Diên+Greer held"),
    ("en", "Vietnam and the US will open trade negotiations, it was decided at a bilateral meeting in Washington on June 10. Those who met were Deputy Prime Minister Ho Duc Phoc and US Trade Representative Jamieson Greer.",
     "session 10/6 Phớc+Greer held"),
    ("en", "The duties were announced on June 3. Only a day afterwards General Secretary To Lam talked by telephone with US President Donald Trump on trade.", "leaders 4/6 phone Lâm+Trump held"),
    ("en", "In the afternoon of June 4, Deputy Prime Minister Ho Duc Phoc and leaders of the ministries concerned met with business associations on the tariffs of the US.", "meeting 4/6 Phớc held"),
    ("en", "Prime Minister Pham Minh Chinh presides over the discussions on the tariff talks with the US, Hanoi, May 6.", "meeting 6/5 Hà Nội Chính held"),
    ("en", "Prime Minister Pham Minh Chinh chaired a meeting on US tariffs on May 6. This was the third meeting of the Government on trade with the US since President Donald Trump made his policy public.",
     "meeting 6/5 #3 Chính held"),
    ("en", "Vietnam and the United States met virtually at high level on June 19. The meeting opened at 9:00 PM and was joined by Minister Nguyen Hong Dien, US Commerce Secretary Howard Lutnick and US Trade Representative Jamieson Greer.",
     "session 19/6 Diên+Lutnick+Greer held"),
    ("vi", "Tối 23/4, cuộc điện đàm giữa Bộ trưởng Công thương Việt Nam với Trưởng đại diện thương mại Mỹ mở màn đàm phán thương mại song phương.", "session 23/4 phone held"),
    ("vi", "Đáng chú ý là buổi làm việc sau cùng, chiều 12/6. Bộ trưởng Nguyễn Hồng Diên đàm phán cùng một lúc với Bộ trưởng Thương mại Hoa Kỳ Howard Lutnick và Trưởng đại diện Thương mại Jamieson Greer về thuế đối ứng.",
     "session 12/6 Diên+Lutnick+Greer held"),
]


@pytest.mark.parametrize(("language", "text", "told"), BESIDE)
def test_days_and_numbers_told_beside(language, text, told):
    assert told in find(text, language)


def test_ministers_in_a_round_are_no_session_and_its_number_is_not_that_of_the_next():
    text = "Vòng đàm phán thứ hai giữa Việt Nam và Hoa Kỳ diễn ra từ ngày 19-22/5. Vòng đàm phán kế tiếp dự kiến vào đầu tháng 6.\n\nBộ trưởng Nguyễn Hồng Diên và Trưởng đại diện Thương mại Hoa Kỳ Jamieson Greer trong vòng đàm phán thứ hai. Ảnh: TTXVN"
    assert [told for told in find(text, "vi") if "session" in told or "#2" in told] == ["round 19/5-22/5 #2 held"]
