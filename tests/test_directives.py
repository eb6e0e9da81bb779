"""Who was told to do what by when."""

from __future__ import annotations

from datetime import date

import pytest

from tradetalks import actors, dates, directives
from tradetalks.directives import Directive
from tradetalks.document import Document
from tradetalks.language import recognise
from tradetalks.sentences import find_sentences
from tradetalks.text import normalise

PM = "Phạm Minh Chính"
JUNE = date(2025, 6, 3)


def find(text: str, published: date | None = JUNE) -> tuple[Document, list[Directive]]:
    normal = normalise(text)
    language = recognise(normal.text)
    doc = Document("a", text, normal, "", language, published=published, sentences=find_sentences(normal.text, language))
    return doc, directives.find(doc, actors.find_mentions(doc), dates.find(doc.text, published, language))


def deadlines(text: str, published: date | None = JUNE) -> list[str]:
    return [row.deadline.value for row in find(text, published)[1] if row.deadline]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The Prime Minister asked the Ministry of Finance to submit the decree before June 20.", "2025-06-20"),
        ("The Prime Minister requested urgent signing in May 2025 of contracts for goods of the US.", "2025-05"),
        ("The Prime Minister demanded that the Ministry of Justice finish its review within this month.", "2025-06"),
        ("The Ministry of Finance was told to finalise the decree by the end of July.", "2025-07"),
        ("The Ministry of Justice was given until the 25th to pick out the circulars.", "2025-06-25"),
        ("Ministries have until noon on June 21 to let the Government Office know.", "2025-06-21"),
        ("The PM said the Ministry of Finance has to lay down, no later than the 15th of this month, how it is done.", "2025-06-15"),
        ("The PM set June 30 as the deadline for the ministries to cut procedures.", "2025-06-30"),
        ("Thủ tướng yêu cầu Bộ Tài chính trình nghị định của mình trước ngày 20/6.", "2025-06-20"),
        ("Bộ Tài chính được giao hoàn thiện nghị định, thời hạn chậm nhất là ngày 15/6.", "2025-06-15"),
        ("Thủ tướng yêu cầu hoàn thành việc ký kết các hợp đồng trong tháng 7/2025.", "2025-07"),
        ("Thủ tướng lưu ý các bộ phải hoàn thành báo cáo trước ngày 25 tháng này.", "2025-06-25"),
    ],
)
def test_deadlines(text: str, value: str) -> None:
    assert deadlines(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The Prime Minister asked the delegation to prepare well for the third round of talks in June.",
        "The Prime Minister told ministries to keep the growth target of 8 percent in 2025.",
        "The Prime Minister asked agencies to seek a delay of at least 45 days.",
        "The Prime Minister asked the US to remove Vietnam from the list by July.",
        "Minister Nguyen Hong Dien urged the US side to issue its decision before June 10.",
        "Vietnam must reach a deal before July 9 or face a duty of 46 percent.",
        "The Prime Minister asked customs to begin checks. The pause of the tariffs ends on July 9.",
        "He told Greer that the contracts of the airlines would be signed by June 30.",
        "The third round will be held in June, and the report will be sent before June 10.",
        "Phó Thủ tướng yêu cầu các bộ chuẩn bị tốt cho vòng đàm phán thứ ba trong tháng 6.",
        "Thủ tướng đề nghị phía Mỹ hoãn áp thuế với hàng của Việt Nam trước ngày 9/7.",
        "Bộ Công Thương sẽ gửi bản chào của mình trước ngày 10/6 và họp trong tháng 7.",
    ],
)
def test_no_deadline(text: str) -> None:
    assert deadlines(text) == []


def test_row_has_issuer_addressees_and_quote() -> None:
    doc, rows = find("In Hanoi, PM Pham Minh Chinh directed ministries and relevant agencies to prepare for the talks.")
    assert [(row.issued_by, row.addressee, row.rule) for row in rows] == [(PM, "ministries;agencies", "verb")]
    assert doc.text[rows[0].start : rows[0].end] == "PM Pham Minh Chinh directed ministries and relevant agencies to prepare for the talks"


def test_two_tasks_are_two_rows() -> None:
    text = (
        "Prime Minister Pham Minh Chinh requested each relevant ministry and sector to develop plans, "
        "and the Ministry of Industry and Trade to complete the negotiation plans by April 30."
    )
    doc, rows = find(text, date(2025, 4, 29))
    assert [row.addressee for row in rows] == ["each ministry;sector", "Ministry of Industry and Trade"]
    assert [row.deadline and row.deadline.value for row in rows] == [None, "2025-04-30"]
    assert doc.text[rows[1].start : rows[1].end].endswith("by April 30")


def test_one_subject_two_verbs() -> None:
    _, rows = find("The PM ordered that all files be ready by June 15 and tasked the Ministry of Health with a review by June 30.")
    assert [row.deadline.value for row in rows if row.deadline] == ["2025-06-15", "2025-06-30"]
    assert rows[1].addressee == "Ministry of Health"


def test_passive_instruction_takes_the_speaker_before() -> None:
    _, rows = find("The Prime Minister noted the progress of the talks. Exporters were told to find new markets.")
    assert [(row.issued_by, row.addressee, row.rule) for row in rows] == [(PM, "businesses", "passive")]


@pytest.mark.parametrize(
    "text",
    [
        "The Prime Minister asked the US to recognise Vietnam as a market economy.",
        "US Trade Representative Jamieson Greer urged Vietnamese agencies to fight fraud in the trade.",
        "Thủ tướng đề nghị phía Hoa Kỳ sớm trao quy chế của nền kinh tế thị trường.",
        "The PM told the ministers that rivalry in trade is getting harsher.",
        "The Prime Minister chaired a meeting with ministries and agencies on the talks.",
    ],
)
def test_no_instruction(text: str) -> None:
    assert find(text)[1] == []


def test_task_list() -> None:
    text = (
        "Trên cơ sở đó, Thủ tướng Phạm Minh Chính yêu cầu:\n\n"
        "1. Bộ Tài chính trình nghị định, xong trước ngày 15 tháng 9.\n\n"
        "2. Bộ Y tế tổng hợp nhu cầu của các bệnh viện.\n\n"
        "Vòng đàm phán sau được hai bên tính vào tuần đầu của tháng 9."
    )
    _, rows = find(text, date(2025, 8, 25))
    assert [(row.issued_by, row.addressee, row.rule) for row in rows] == [
        (PM, "Ministry of Finance", "list"),
        (PM, "Ministry of Health", "list"),
    ]
    assert [row.deadline and row.deadline.value for row in rows] == ["2025-09-15", None]


def test_instructions_go_on_in_the_next_sentence() -> None:
    text = "Thủ tướng giao Bộ Tài chính giải quyết các kiến nghị. Bộ Tư pháp rà lại những thông tư, đề xuất bãi bỏ chậm nhất trong tháng 7."
    _, rows = find(text)
    assert [(row.issued_by, row.addressee) for row in rows] == [(PM, "Ministry of Finance"), (PM, "Ministry of Justice")]
    assert rows[1].deadline and rows[1].deadline.value == "2025-07"


def test_a_deadline_without_a_year_waits_for_one() -> None:
    _, rows = find("The Prime Minister asked the Ministry of Finance to report by April 30.", None)
    deadline = rows[0].deadline
    assert deadline is not None and deadline.value == ""
    assert (deadline.year, deadline.month, deadline.day) == (None, 4, 30)
    assert deadline.with_year(2025, "corpus").value == "2025-04-30"


def test_a_stated_year_stays() -> None:
    _, rows = find("The Prime Minister asked the Ministry of Finance to report by 30 April 2026.", None)
    assert rows[0].deadline is not None
    assert rows[0].deadline.with_year(2025, "corpus").value == "2026-04-30"


def test_the_leap_day_is_not_moved_to_another_year() -> None:
    _, rows = find("The Prime Minister asked the Ministry of Finance to report by February 29.", None)
    assert rows[0].deadline is not None
    assert rows[0].deadline.with_year(2025, "corpus").value == ""


def test_a_deadline_long_past_is_one_of_the_coming_year() -> None:
    assert deadlines("The Prime Minister asked the Ministry of Finance to report by January 20.", date(2025, 12, 22)) == ["2026-01-20"]


def test_the_cost_grows_with_the_text() -> None:
    """A text ten times as long has ten times the rows; broken input ends."""
    text = "The Prime Minister asked the Ministry of Finance to report by the 25th.\n"
    assert len(find(text * 300)[1]) == 300
    assert find("by the 25th " * 5000)[1] == []


def test_what_one_side_asks_of_both_is_asked_of_ours() -> None:
    _, found = find("Ambassador Jamieson Greer asked both sides to send their comments by June 6.")
    assert [(d.issued_by, d.addressee, d.deadline.value) for d in found] == [("Jamieson Greer", "both sides", "2025-06-06")]


def test_what_a_body_does_to_be_completed_by_a_day_is_its_task() -> None:
    text = "Prime Minister Pham Minh Chinh stressed that the work must go on. The Ministry of Finance drafts the decree on refunds, to be completed before May 20."
    assert [(d.addressee, d.deadline.value) for d in find(text, date(2025, 5, 12))[1] if d.deadline] == [("Ministry of Finance", "2025-05-20")]
