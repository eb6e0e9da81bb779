"""Date expressions: values, offsets, guards, years, and a small news corpus of its own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from importlib import import_module
from pkgutil import walk_packages

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tradetalks import dates
from tradetalks.dates import PRECISIONS, DateSpan, Partial, find
from tradetalks.dates.scan import _compile_triggers

SATURDAY = date(2025, 5, 24)


def brief(span: DateSpan) -> str:
    """A span as `first` or `first/last`, "?" if unknown, with its precision unless that is a day."""
    days = "?" if span.first is None else span.first.isoformat()
    if span.last != span.first:
        days += f"/{span.last}"
    return days if span.precision == "day" else f"{days} {span.precision}"


def read(text: str, reference: dates.Reference | None = SATURDAY, language: str | None = None) -> list[str]:
    return [f"{span.text} = {brief(span)}" for span in find(text, reference, language)]


ENGLISH = """
April 22 | April 22 = 2025-04-22
22 April 2025 | 22 April 2025 = 2025-04-22
dated Apr 15 and | Apr 15 = 2025-04-15
Apr. 15th, 2025 | Apr. 15th, 2025 = 2025-04-15
on the 24th of May | 24th of May = 2025-05-24
7-Aug-1998 | 7-Aug-1998 = 1998-08-07
from May 19 - 22, PM | May 19 - 22 = 2025-05-19/2025-05-22 range
May 19–22, 2025 | May 19–22, 2025 = 2025-05-19/2025-05-22 range
from May 19 to 22 | May 19 to 22 = 2025-05-19/2025-05-22 range
from May 19 to May 22 | May 19 to May 22 = 2025-05-19/2025-05-22 range
between June 9 and 12 | June 9 and 12 = 2025-06-09/2025-06-12 range
May 30 to June 2 | May 30 to June 2 = 2025-05-30/2025-06-02 range
30 May–2 June | 30 May–2 June = 2025-05-30/2025-06-02 range
12th-14th November 2025 | 12th-14th November 2025 = 2025-11-12/2025-11-14 range
expected from 19 to 22/5 | 19 to 22/5 = 2025-05-19/2025-05-22 range
round of 9-12/6/2025 | 9-12/6/2025 = 2025-06-09/2025-06-12 range
from Monday to Thursday of last week | Monday = 2025-05-12 | Thursday of last week = 2025-05-15
May 15-16 | May 15-16 = 2025-05-15/2025-05-16 range
MAY 15—16 | MAY 15—16 = 2025-05-15/2025-05-16 range
Dec 30 - Jan 2, 2026 | Dec 30 - Jan 2, 2026 = 2025-12-30/2026-01-02 range
Dec. 30, 2024 - Jan. 2, 2025 | Dec. 30, 2024 - Jan. 2, 2025 = 2024-12-30/2025-01-02 range
on May 5 and 6 | May 5 = 2025-05-05 | 6 = 2025-05-06
May 5, 6 and 7, 2024 | May 5 = 2024-05-05 | 6 = 2024-05-06 | 7, 2024 = 2024-05-07
7, 8 and 9 June | 7 = 2025-06-07 | 8 = 2025-06-08 | 9 June = 2025-06-09
2025-04-05 | 2025-04-05 = 2025-04-05
2025-07 | 2025-07 = 2025-07-01/2025-07-31 month
05/04/2025 | 05/04/2025 = 2025-04-05
10/20/2000 20:02 | 10/20/2000 = 2000-10-20
on 4/22 | 4/22 = 2025-04-22
today (22/4) | today (22/4) = 2025-04-22
Tuesday, May 6 | Tuesday, May 6 = 2025-05-06
Tuesday (May 6) | Tuesday (May 6) = 2025-05-06
Tue, 6 May 2025 | Tue, 6 May 2025 = 2025-05-06
May 6, 2025 (Tuesday) | May 6, 2025 (Tuesday) = 2025-05-06
today [May 2], a | today [May 2] = 2025-05-02
tonight (April 5) | tonight (April 5) = 2025-04-05
in the evening of April 4 | evening of April 4 = 2025-04-04
today | today = 2025-05-24
Yesterday morning | Yesterday morning = 2025-05-23
tomorrow | tomorrow = 2025-05-25
the day before yesterday | day before yesterday = 2025-05-22
last night | last night = 2025-05-23
on Tuesday | Tuesday = 2025-05-20
Saturday | Saturday = 2025-05-24
last Saturday | last Saturday = 2025-05-17
next Monday | next Monday = 2025-05-26
this coming Saturday | this coming Saturday = 2025-05-31
Friday night of May 23 | Friday night = 2025-05-23 | May 23 = 2025-05-23
on 4/22 days ago | 4/22 = 2025-04-22
Tuesday next week | Tuesday next week = 2025-05-27
Monday of last week | Monday of last week = 2025-05-12
they met from Monday to Wednesday | Monday = 2025-05-19 | Wednesday = 2025-05-21
two days ago | two days ago = 2025-05-22
three weeks ago | three weeks ago = 2025-04-28/2025-05-04 week
a month ago | a month ago = 2025-04-01/2025-04-30 month
last week | last week = 2025-05-12/2025-05-18 week
next weekend | next weekend = 2025-05-31/2025-06-01 weekend
this month | this month = 2025-05-01/2025-05-31 month
next month | next month = 2025-06-01/2025-06-30 month
late last month | late last month = 2025-04-21/2025-04-30 month-part
in May 2025 of | May 2025 = 2025-05-01/2025-05-31 month
in May | May = 2025-05-01/2025-05-31 month
June 2025 | June 2025 = 2025-06-01/2025-06-30 month
next June | next June = 2025-06-01/2025-06-30 month
April to June | April to June = 2025-04-01/2025-06-30 range
early June | early June = 2025-06-01/2025-06-10 month-part
mid-April | mid-April = 2025-04-11/2025-04-20 month-part
late February 2024 | late February 2024 = 2024-02-21/2024-02-29 month-part
the beginning of April | beginning of April = 2025-04-01/2025-04-10 month-part
the end of June | end of June = 2025-06-21/2025-06-30 month-part
the first week of June | first week of June = 2025-06-01/2025-06-07 week
the last week of June | last week of June = 2025-06-24/2025-06-30 week
second quarter of 2025 | second quarter of 2025 = 2025-04-01/2025-06-30 quarter
Q3 2025 | Q3 2025 = 2025-07-01/2025-09-30 quarter
first half of this year | first half of this year = 2025-01-01/2025-06-30 half-year
in 2025 | 2025 = 2025-01-01/2025-12-31 year
mid-2025 | mid-2025 = 2025-01-01/2025-12-31 year
this year | this year = 2025-01-01/2025-12-31 year
from 2021-2025 | 2021-2025 = 2021-01-01/2025-12-31 years
the 1990s | 1990s = 1990-01-01/1999-12-31 decade
New Year's Eve | New Year's Eve = 2024-12-31
Fourth of July | Fourth of July = 2025-07-04
shops shut on Thanksgiving, then | Thanksgiving = 2024-11-28
before Thanksgiving Day | Thanksgiving Day = 2024-11-28
on Halloween | Halloween = 2024-10-31
a Valentine’s Day gift | Valentine’s Day = 2025-02-14
on Aug.7 in | Aug.7 = 2025-08-07
on May 2nd, 3rd and 4th | May 2nd = 2025-05-02 | 3 = 2025-05-03 | 4th = 2025-05-04
open Saturday and Sunday | Saturday = 2025-05-24 | Sunday = 2025-05-18
the Friday ruling, a Monday statement | Friday = 2025-05-23 | Monday = 2025-05-19
a week ago Tuesday | a week ago Tuesday = 2025-05-13
three weeks ago today | three weeks ago today = 2025-05-03
14 June last year | 14 June last year = 2024-06-14
on May 2 of this year. | May 2 of this year = 2025-05-02
June 3 next year | June 3 next year = 2026-06-03
Saturday, June 15, last year | Saturday, June 15, last year = 2024-06-15
in early July last year | early July last year = 2024-07-01/2024-07-10 month-part
from May 5 to 7 last year | May 5 to 7 last year = 2024-05-05/2024-05-07 range
4, 5 and 6 March last year | 4 = 2024-03-04 | 5 = 2024-03-05 | 6 March last year = 2024-03-06
on May 5 last year's winners | May 5 = 2025-05-05 | last year = 2024-01-01/2024-12-31 year
last March 3 | last March 3 = 2025-03-03
last June 3 | last June 3 = 2024-06-03
next June 3 | next June 3 = 2025-06-03
next March 3 | next March 3 = 2026-03-03
"""

VIETNAMESE = """
22/4 | 22/4 = 2025-04-22
10-4 | 10-4 = 2025-04-10
5-4 | 5-4 = 2025-04-05
15.11 | 15.11 = 2024-11-15
ngày 7 tháng 4 | ngày 7 tháng 4 = 2025-04-07
Ngày 7 tháng 4 năm 2025, | Ngày 7 tháng 4 năm 2025 = 2025-04-07
NGÀY 7 THÁNG TƯ | NGÀY 7 THÁNG TƯ = 2025-04-07
ngày\u00a07\u00a0tháng\u00a04 | ngày\u00a07\u00a0tháng\u00a04 = 2025-04-07
Từ ngày 09-12/06, | ngày 09-12/06 = 2025-06-09/2025-06-12 range
19–22/5/2025 | 19–22/5/2025 = 2025-05-19/2025-05-22 range
12-14/11 | 12-14/11 = 2024-11-12/2024-11-14 range
từ ngày 19 đến 22 tháng 5 | ngày 19 đến 22 tháng 5 = 2025-05-19/2025-05-22 range
từ ngày 12 đến 14-11. | ngày 12 đến 14-11 = 2024-11-12/2024-11-14 range
từ ngày 19 đến hết ngày 22/5 | ngày 19 đến hết ngày 22/5 = 2025-05-19/2025-05-22 range
từ 9/6 đến 12/6 | 9/6 đến 12/6 = 2025-06-09/2025-06-12 range
từ 30/5-2/6/2025 | 30/5-2/6/2025 = 2025-05-30/2025-06-02 range
ngày 9, 10 và 11/6 | ngày 9 = 2025-06-09 | 10 = 2025-06-10 | 11/6 = 2025-06-11
ngày 22, 23/4 | ngày 22 = 2025-04-22 | 23/4 = 2025-04-23
tháng 5-2025 | tháng 5-2025 = 2025-05-01/2025-05-31 month
ngày 22-4 | ngày 22-4 = 2025-04-22
ngày 22—4 | ngày 22—4 = 2025-04-22
10-4-2025 | 10-4-2025 = 2025-04-10
ngày mồng 2 tháng 5 | ngày mồng 2 tháng 5 = 2025-05-02
mùng 2/5 | mùng 2/5 = 2025-05-02
sáng 22/4 | sáng 22/4 = 2025-04-22
Tối ngày 7 tháng 4 | Tối ngày 7 tháng 4 = 2025-04-07
chiều 8/10 | chiều 8/10 = 2024-10-08
hôm nay (22/4) | hôm nay (22/4) = 2025-04-22
hôm nay | hôm nay = 2025-05-24
HÔM NAY | HÔM NAY = 2025-05-24
hôm qua | hôm qua = 2025-05-23
hôm kia | hôm kia = 2025-05-22
ngày mai | ngày mai = 2025-05-25
tối qua | tối qua = 2025-05-23
3 ngày trước | 3 ngày trước = 2025-05-21
tuần trước | tuần trước = 2025-05-12/2025-05-18 week
tuần này | tuần này = 2025-05-19/2025-05-25 week
tuần tới | tuần tới = 2025-05-26/2025-06-01 week
cuối tuần này | cuối tuần này = 2025-05-24/2025-05-25 weekend
tháng trước | tháng trước = 2025-04-01/2025-04-30 month
tháng này | tháng này = 2025-05-01/2025-05-31 month
tháng sau | tháng sau = 2025-06-01/2025-06-30 month
tháng 5 | tháng 5 = 2025-05-01/2025-05-31 month
tháng 5/2025 | tháng 5/2025 = 2025-05-01/2025-05-31 month
tháng 5 năm 2025 | tháng 5 năm 2025 = 2025-05-01/2025-05-31 month
tháng 4 - 6/2025 | tháng 4 - 6/2025 = 2025-04-01/2025-06-30 range
đầu tháng 6 | đầu tháng 6 = 2025-06-01/2025-06-10 month-part
giữa tháng này | giữa tháng này = 2025-05-11/2025-05-20 month-part
cuối tháng 5 | cuối tháng 5 = 2025-05-21/2025-05-31 month-part
quý III | quý III = 2025-07-01/2025-09-30 quarter
quý II/2024 | quý II/2024 = 2024-04-01/2024-06-30 quarter
năm 2025 | năm 2025 = 2025-01-01/2025-12-31 year
năm nay | năm nay = 2025-01-01/2025-12-31 year
năm ngoái | năm ngoái = 2024-01-01/2024-12-31 year
giai đoạn 2021-2030 | 2021-2030 = 2021-01-01/2030-12-31 years
vào thứ hai | thứ hai = 2025-05-19
sáng thứ Hai | sáng thứ Hai = 2025-05-19
thứ Ba tuần tới | thứ Ba tuần tới = 2025-05-27
chủ nhật | chủ nhật = 2025-05-18
thứ Ba (6/5) | thứ Ba (6/5) = 2025-05-06
Thứ Ba 6/5 | Thứ Ba 6/5 = 2025-05-06
Thứ Năm, ngày 5/6 | Thứ Năm, ngày 5/6 = 2025-06-05
ba ngày làm việc 19, 20 và 21/5 | 19 = 2025-05-19 | 20 = 2025-05-20 | 21/5 = 2025-05-21
khoản 5, 6 và 21/5 | 21/5 = 2025-05-21
ngày 14/6 năm ngoái | ngày 14/6 năm ngoái = 2024-06-14
ngày 7 tháng 9 năm nay | ngày 7 tháng 9 năm nay = 2025-09-07
hồi đầu tháng 7 năm ngoái | đầu tháng 7 năm ngoái = 2024-07-01/2024-07-10 month-part
các ngày 9, 10 và 11/6 năm ngoái | ngày 9 = 2024-06-09 | 10 = 2024-06-10 | 11/6 năm ngoái = 2024-06-11
quý III năm ngoái | quý III năm ngoái = 2024-07-01/2024-09-30 quarter
"""


def rows(table: str) -> list[tuple[str, list[str]]]:
    cells = [line.split(" | ") for line in table.strip("\n").split("\n")]
    return [(first, rest) for first, *rest in cells]


@pytest.mark.parametrize(("text", "expected"), rows(ENGLISH))
def test_reads_english(text: str, expected: list[str]) -> None:
    assert read(text, language="en") == expected


@pytest.mark.parametrize(("text", "expected"), rows(VIETNAMESE))
def test_reads_vietnamese(text: str, expected: list[str]) -> None:
    assert read(text, language="vi") == expected


@pytest.mark.parametrize(("text", "expected"), rows(VIETNAMESE)[4:8] + rows(ENGLISH)[:12])
def test_reads_either_language_untold(text: str, expected: list[str]) -> None:
    assert read(text) == expected


# Nothing in these is a date.
NO_DATE_EN = """
it may 5 times
In the march of time, the second sun sat
He sat down; a mon ami; we wed
Mon Dieu, Sun Group and Sat Nam
May I go? March on. April Jones and June Smith
March 5,000 miles
tariffs of 46%, or 46 percent, 17 agreements
a 10-4 vote, won 6-4, 6-3
24/7 service, 1/2 of it, 32/50
at 18:30 or 6 p.m.
Route 66, Boeing 737-800, F-16, COVID-19, version 4.22
worth $2025 and 2000 people
every Monday, Black Monday, the Sunday Times
every Monday and Thursday, each Saturday or Sunday
Monday and Tuesday nights; Monday, Wednesday and Friday mornings
on a Friday night in town, the Sunday after it
Christmas shopping, a Halloween mask, Thanksgiving dinner
two weeks later, the same day, the next day, the last week
APW19980807.0261
31 June, 30 February, Feb 30, September 31
2025-13-40 and 31/04/2025
April 31-May 2
May 22-19, May 22, 2025 - May 19, 2025
the 2025-2020 plan
the decade of 1995s
May 5 million
Resolution 66 of the Government
the last Friday of talks, the first Friday of the talks
in Mar-a-Lago, in Mar del Plata
22/4, 10-4, 15.11
"""
NO_DATE_VI = """
lần thứ hai
vòng thứ hai, vòng đàm phán thứ ba
vòng đàm phán thứ Ba, phiên họp thứ Tư
phiên họp thứ 2, cuộc họp thứ 4, kỳ họp thứ 9
Thứ trưởng, chủ tịch, nước thứ ba
1/3 số đại biểu, chiếm 2/3
Nghị quyết 66/NQ-CP, Nghị định 94/2025/NĐ-CP, số 12/4
24/7, 32/50
tăng 5-7%, từ 2-3 tỷ USD, 5-7 ngày, thắng 2-1
trị giá 13.8 tỷ USD, giá 15.11 USD
ngày 31/4, ngày 30 tháng 2, ngày 10/13, ngày 32/5
45 ngày, 3 tháng, sau 3 tháng 5 ngày
tuần trước đó, tháng sau đó, năm trước, hôm sau
6 tháng đầu năm
may mặc, công ty May 10
"""


@pytest.mark.parametrize("text", NO_DATE_EN.strip("\n").split("\n"))
def test_leaves_english_alone(text: str) -> None:
    assert read(text, language="en") == []


@pytest.mark.parametrize("text", NO_DATE_VI.strip("\n").split("\n"))
def test_leaves_vietnamese_alone(text: str) -> None:
    assert read(text, language="vi") == []


def test_reads_english_only_where_no_letter_is_vietnamese() -> None:
    assert read("a 10-4 vote on May 6") == ["May 6 = 2025-05-06"]
    assert read("10-4") == ["10-4 = 2025-04-10"]
    assert read("họp 10-4") == ["10-4 = 2025-04-10"]


def test_tells_parts_weekday_and_time_of_day() -> None:
    (span,) = find("Tuesday evening (May 6, 2025)", None, "en")
    assert (span.weekday, span.part, span.basis, span.kind) == (1, "evening", "stated", "absolute")
    (span,) = find("Họp chiều thứ Tư (6/5)", None, "vi")
    # The printed weekday is kept although it is wrong, for the caller to compare.
    assert (span.weekday, span.part, span.month, span.day) == (2, "afternoon", 5, 6)
    assert (span.first, span.year, span.basis) == (None, None, "")


@pytest.mark.parametrize(
    ("text", "basis"),
    [("May 6, 2025", "stated"), ("May 6", "reference"), ("Tuesday", "reference"), ("tháng 5/2025", "stated")],
)
def test_tells_what_a_date_rests_on(text: str, basis: str) -> None:
    (span,) = find(text, SATURDAY)
    assert span.basis == basis


# --- years, months and leap years


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("December 30", date(2025, 1, 3), "2024-12-30"),
        ("January 3", date(2025, 12, 30), "2026-01-03"),
        ("on April 22", date(2025, 5, 24), "2025-04-22"),
        # 182 days behind, 183 ahead; then 183 and 182; then a tie of 183, which the past wins.
        ("July 1", date(2025, 12, 30), "2025-07-01"),
        # six months ahead and nearer, but the press recalls the year and announces the season
        ("July 1", date(2025, 12, 31), "2025-07-01"),
        ("They will meet on July 1", date(2025, 12, 31), "2026-07-01"),
        ("May 7: start of round 1", date(2025, 12, 22), "2025-05-07"),
        ("March 20: next round", date(2025, 12, 22), "2026-03-20"),
        ("July 1", date(2023, 12, 31), "2023-07-01"),
        ("they had met on January 29", date(2025, 9, 1), "2025-01-29"),
        ("they will meet on January 29", date(2025, 9, 1), "2026-01-29"),
        ("sẽ họp ngày 2/1", date(2025, 6, 15), "2026-01-02"),
        ("February 29", date(2025, 5, 24), "2024-02-29"),
        ("February 29", date(2027, 5, 24), "2028-02-29"),
        ("May 6", Partial(2025, 7), "2025-05-06"),
        ("December 30", Partial(2025, 1), "2024-12-30"),
        ("December 30", Partial(2025), "2025-12-30"),
        ("this month", Partial(2025, 7), "2025-07-01/2025-07-31 month"),
        ("last month", Partial(2025, 1), "2024-12-01/2024-12-31 month"),
        ("last year", Partial(2025), "2024-01-01/2024-12-31 year"),
        ("last month", date(2024, 3, 31), "2024-02-01/2024-02-29 month"),
        ("next month", date(2024, 12, 31), "2025-01-01/2025-01-31 month"),
        ("yesterday", date(2024, 3, 1), "2024-02-29"),
        ("tomorrow", date(2024, 12, 31), "2025-01-01"),
        ("next week", date(2024, 12, 31), "2025-01-06/2025-01-12 week"),
        ("February", date(2024, 2, 1), "2024-02-01/2024-02-29 month"),
        ("Dec. 31-Jan. 1", date(2025, 1, 3), "2024-12-31/2025-01-01 range"),
    ],
)
def test_infers_year_and_month(text: str, reference: dates.Reference, expected: str) -> None:
    assert [brief(span) for span in find(text, reference)] == [expected]


@pytest.mark.parametrize("text", ["today", "Tuesday", "last week", "hôm nay", "two days ago"])
@pytest.mark.parametrize("reference", [None, Partial(2025, 5), Partial(2025)])
def test_leaves_relative_days_unknown(text: str, reference: Partial | None) -> None:
    (span,) = find(text, reference)
    assert (span.first, span.last, span.basis, span.year) == (None, None, "", None)


@pytest.mark.parametrize("reference", [date.min, date.max, Partial(1, 1), Partial(9999, 12), Partial(2025, 13)])
def test_survives_the_ends_of_the_calendar(reference: dates.Reference) -> None:
    text = "on Thanksgiving, May 5 next year, last May 5, a week ago Monday, Monday, next Friday, last week, next month, ten years ago, May 5, Feb 29, last decade, tuần tới"
    for span in find(text, reference):
        assert span.first is None or span.last is None or span.first <= span.last


def test_leaves_a_year_told_from_an_unknown_one() -> None:
    """No year found elsewhere may fill it: that is not the year told."""
    (span,) = find("14 June last year")
    assert (span.first, span.month, span.day, span.basis) == (None, 6, 14, "")
    assert span.with_year(2025) == span
    (span,) = find("14 June last year", Partial(2025))
    assert (span.first, span.basis) == (date(2024, 6, 14), "reference")


def test_fills_a_year_later() -> None:
    (span,) = find("May 19 - 22", None, "en")
    assert (span.first, span.month, span.day, span.last_month, span.last_day) == (None, 5, 19, 5, 22)
    filled = span.with_year(2025, "corpus")
    assert (filled.first, filled.last, filled.basis) == (date(2025, 5, 19), date(2025, 5, 22), "corpus")
    assert (filled.year, filled.last_year) == (2025, 2025)
    assert filled[:3] == span[:3]


def test_fills_a_year_over_its_end() -> None:
    (span,) = find("December 30 to January 2")
    filled = span.with_year(2025)
    assert (filled.first, filled.last) == (date(2025, 12, 30), date(2026, 1, 2))


@pytest.mark.parametrize("text", ["May 6, 2024", "Tuesday", "today", "February 29", "in 2024"])
def test_fills_no_year_that_does_not_fit(text: str) -> None:
    (span,) = find(text)
    assert span.with_year(2025) == span


def test_replaces_an_inferred_year() -> None:
    (span,) = find("May 6", date(2024, 5, 1))
    assert span.with_year(2025).first == date(2025, 5, 6)


# --- tense


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bombs exploded Friday.", ["1998-08-07"]),
        ("The panel will vote Friday.", ["1998-08-14"]),
        ("On Friday, the panel will vote.", ["1998-08-14"]),
        ("Officials said Monday that they will leave Friday.", ["1998-08-10", "1998-08-14"]),
        ("A hearing is scheduled for Thursday.", ["1998-08-13"]),
        ("He was expected to return Wednesday.", ["1998-08-12"]),
        ("The deadline is Friday.", ["1998-08-14"]),
        ("The text will be formally signed on Wednesday.", ["1998-08-12"]),
        ("They have until Thursday.", ["1998-08-13"]),
        ("They have until 5 p.m. Thursday.", ["1998-08-13"]),
        ("He could fly to the U.S. as early as Wednesday.", ["1998-08-12"]),
        ("It will be decided by Gen. Hart and Mr. Low on Friday.", ["1998-08-14"]),
        ("The rain might hit the coast Friday.", ["1998-08-14"]),
        ("She could not sleep Sunday.", ["1998-08-09"]),
        ("Police were out in force ahead of Friday's game.", ["1998-08-14"]),
        ("The two sides resume Thursday.", ["1998-08-13"]),
        (
            "The firm sold its mills, with owners of nearly all the shares of the three regional companies in the "
            "north and the west answering by the Monday deadline.",
            ["1998-08-10"],
        ),
        ("It will end. The police found it Sunday.", ["1998-08-09"]),
        ("Hai bên sẽ họp vào thứ Sáu.", ["1998-08-14"]),
        ("Hai bên đã họp vào thứ Sáu.", ["1998-08-07"]),
    ],
)
def test_places_a_weekday_by_tense(text: str, expected: list[str]) -> None:
    assert [brief(span) for span in find(text, date(1998, 8, 11))] == expected


# --- a corpus of short news paragraphs, written for this test

PARAGRAPHS = """
1998-08-11 | NAIROBI, Kenya _ Rescuers digging through the rubble heard no voices [Monday|1998-08-10], three days after the [Aug. 7|1998-08-07] blast that tore through downtown. Officials said [Tuesday|1998-08-11] that some 5,000 people had been hurt, 70 of them gravely. The airport will reopen [Thursday|1998-08-13].
1998-09-03 | MOSCOW (AP) _ The two presidents signed the papers [Wednesday|1998-09-02] and were to fly home [today|1998-09-03]. Shares, which had lost 17 percent on [Aug. 27|1998-08-27], rose 2.5 percent [yesterday|1998-09-02].
1999-12-28 | HAVANA _ The court is scheduled to rule by [Jan. 10|2000-01-10], the lawyers said. A ruling of [Dec. 1|1999-12-01] went the other way, and on [Monday|1999-12-27] a crowd of 2,000 stood outside.
1998-11-17 | BAGHDAD _ Inspectors left [last Wednesday|1998-11-11] and came back [Tuesday morning|1998-11-17]. Their chief wrote to the council on [Nov. 14|1998-11-14], 1 page in all, and again on [15 November|1998-11-15].
1998-06-09 | BEIJING, [June 9|1998-06-09] (Xinhua) -- Trade in the first five months came to 120.5 billion dollars. A delegation is to visit from [June 14 to 18|1998-06-14/1998-06-18], the ministry announced here [today|1998-06-09].
1999-03-05 | HANOI, [March 5|1999-03-05] -- The minister arrived here [this morning|1999-03-05] for a three-day stay. He leaves on [March 8|1999-03-08]. It may be his last trip; he made his first on [July 12, 1995|1995-07-12].
1998-02-20 | LONDON _ The talks broke up [late Thursday|1998-02-19] without a deal, and no one expects one before [next Tuesday|1998-02-24]. They began on [Sept. 15, 1997|1997-09-15].
1998-08-08 | DAR ES SALAAM _ "I was 10 feet from the gate," said the guard, 34, who was on duty [Friday|1998-08-07]. A memorial is planned for [Sunday|1998-08-09], and the embassy will stay shut until [Aug. 17|1998-08-17].
2000-03-24 | TAIPEI _ The president-elect, who won on [March 18|2000-03-18] with 39 percent, said [Friday|2000-03-24] he would travel after [May 20|2000-05-20]. The envoy met him [Thursday night|2000-03-23].
1998-12-21 | WASHINGTON _ The House voted 228-206 [Saturday|1998-12-19]. Senators return [Jan. 6|1999-01-06] and could take the matter up at once. The march to the Capitol drew few; the second one drew fewer.
1999-06-15 | PRISTINA _ Troops entered the town [yesterday|1999-06-14], two days after the [June 12|1999-06-12] accord. NATO said [today|1999-06-15] that 19,000 soldiers were in place; 24/7 patrols will begin [tomorrow|1999-06-16].
1998-05-29 | ISLAMABAD _ Pakistan carried out five tests on [Thursday|1998-05-28], 17 days after India's on [May 11 and|1998-05-11] [13|1998-05-13]. Prices of 10-year bonds fell 3-4 points.
1996-01-05 | The company said its chairman will retire [March 31|1996-03-31]. Sales for the quarter ended [Dec. 31, 1995|1995-12-31], rose 4 percent to $1995 million. The stock closed [Friday|1996-01-05] at 18 1/2.
1998-07-27 | SRINAGAR _ Gunmen killed 16 villagers before dawn [today|1998-07-27], the police said. A similar raid on [June 19|1998-06-19] left 25 dead. Leaders of the two countries meet [Wednesday|1998-07-29 miss] in Colombo.
2025-04-30 | Prime Minister Pham Minh Chinh on [April 29|2025-04-29] chaired the 6th meeting. Ministries must finish the plans by [April 30|2025-04-30]; the first round opens on [May 7|2025-05-07], the second is planned for [May 15-16|2025-05-15/2025-05-16].
2025-05-26 | HÀ NỘI — The second round, held from [May 19 - 22|2025-05-19/2025-05-22] in Washington, was reviewed on [Saturday (May 24)|2025-05-24]. Exports rose 17.5% against 46% in tariffs. The third will take place in June.
2025-06-14 | The ministers spoke on the phone [last night|2025-06-13] and [on Thursday|2025-06-12 part]. The pause, announced [April 9|2025-04-09], runs out on [July 8|2025-07-08].
2025-07-03 | HANOI (VNA) - The call took place on [the evening of July 2|2025-07-02 part]. "We agreed in principle," he wrote [Wednesday|2025-07-02], 90 days after [April 2|2025-04-02].
2025-11-14 | The fifth round ran [between November 12 and 14|2025-11-12/2025-11-14 part]; an online meeting is due [next Monday|2025-11-17]. In the fourth, on [17 October|2025-10-17], 20 of 30 chapters were closed.
1998-10-23 | WYE MILLS, Md. _ After nine days the leaders signed [this evening|1998-10-23]. The text must be approved by [Oct. 30|1998-10-30]; the first pullback follows on [Nov. 16, 1998|1998-11-16]. The prime minister went home [Saturday|1998-10-24 miss].
2025-04-05 vi | Chiều [5/4|2025-04-05 part], Thủ tướng chủ trì cuộc họp thứ hai. [Tối 4/4|2025-04-04], Tổng Bí thư đã điện đàm; mức thuế 46% được công bố [ngày 2/4|2025-04-02] và dự kiến áp dụng từ [9/4|2025-04-09].
2025-04-23 vi | [Sáng 22/4|2025-04-22], tại phiên họp lần thứ năm, 2/3 số ý kiến đồng tình. [Hôm nay (23/4)|2025-04-23], hai bộ trưởng điện đàm. Nghị quyết 66/NQ-CP ban hành [ngày 26 tháng 3 năm 2025|2025-03-26].
2025-05-25 vi | Vòng thứ hai diễn ra [từ ngày 19 đến 22 tháng 5|2025-05-19/2025-05-22 part] ở Washington. [Hôm qua|2025-05-24], Thủ tướng nghe báo cáo. Vòng ba dự kiến mở vào đầu tháng 6, trước [9-7|2025-07-09].
2025-06-16 vi | [Từ ngày 09-12/06|2025-06-09/2025-06-12 part], hai bên họp 24/7. Xuất khẩu tăng 5-7%, đạt 13.8 tỷ USD. [Thứ Hai (16/6)|2025-06-16], đoàn về nước; vòng sau họp vào [thứ Sáu tuần tới|2025-06-27].
2025-11-15 vi | [Ngày 15-11|2025-11-15], Bộ Công thương cho biết vòng thứ 5 họp [từ ngày 12 đến 14-11|2025-11-12/2025-11-14 part]. [Ngày mai|2025-11-16], 1/3 số đại biểu ở lại; kỳ họp thứ 10 bế mạc [ngày 11/12|2025-12-11].
"""
_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def unmark(line: str) -> tuple[str, date, str, list[tuple[int, int, str]]]:
    """Text, reference, language and the marked (start, end, days) of one paragraph.

    "part" after the days says that the mark has a preposition or time of day that the span may leave
    out; "miss" that only a reader of the whole text can tell, and `find` need not.
    """
    head, marked = line.split(" | ", 1)
    day, _, language = head.partition(" ")
    text, expected, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        expected.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return text + marked[at:], date.fromisoformat(day), language or "en", expected


def test_reads_the_corpus() -> None:
    lines = PARAGRAPHS.strip("\n").split("\n")
    assert len(lines) == 25
    hits = wanted = found = 0
    wrong: list[str] = []
    for line in lines:
        text, reference, language, expected = unmark(line)
        days = {
            (span.start, span.end): brief(span).split()[0]
            for span in find(text, reference, language)
            if span.precision in ("day", "range")
        }
        found += len(days)
        wanted += len(expected)
        for start, end, value in expected:
            inside = [v for (a, b), v in days.items() if start <= b and a < end]
            if value.split()[0] in inside:
                hits += 1
            elif not value.endswith("miss"):
                wrong.append(f"{text[start:end]!r} is {value}, read as {inside}")
    assert not wrong
    assert hits / wanted >= 0.97
    assert hits / found >= 0.97


# --- properties

MONTHS = "January February March April May June July August September October November December".split()
FORMATS = {
    "en": [
        lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
        lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"the {d.day}th of {MONTHS[d.month - 1]}, {d.year}",
        lambda d: f"{MONTHS[d.month - 1][:3]}{'' if d.month == 5 else '.'} {d.day}, {d.year}",
        lambda d: f"{MONTHS[d.month - 1].upper()} {d.day}, {d.year}",
        lambda d: d.isoformat(),
        lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    ],
    "vi": [
        lambda d: f"ngày {d.day} tháng {d.month} năm {d.year}",
        lambda d: f"ngày {d.day}/{d.month}/{d.year}",
        lambda d: f"{d.day}-{d.month}-{d.year}",
        lambda d: f"sáng {d.day:02}.{d.month:02}.{d.year}",
        lambda d: d.isoformat(),
    ],
}
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(day=DAYS, around=st.sampled_from([("", ""), ("on ", "."), ("(", ")"), ("Hà Nội, ", ", họp"), ("\n", "\n\n12 ")]))
@pytest.mark.parametrize(
    ("language", "form"), [(lang, i) for lang, forms in FORMATS.items() for i in range(len(forms))]
)
def test_reads_every_formatted_day(language: str, form: int, day: date, around: tuple[str, str]) -> None:
    printed = FORMATS[language][form](day)
    text = around[0] + printed + around[1]
    (span,) = find(text, None, language)
    assert (span.first, span.last, span.precision, span.basis) == (day, day, "day", "stated")
    assert printed.removeprefix("the ") in span.text


@given(reference=DAYS, days=st.integers(-89, 89))
def test_reads_a_day_near_the_reference_without_its_year(reference: date, days: int) -> None:
    day = reference + timedelta(days)
    for text, language in ((f"{MONTHS[day.month - 1]} {day.day}", "en"), (f"ngày {day.day}/{day.month}", "vi")):
        (span,) = find(text, reference, language)
        if (day.month, day.day) != (2, 29):
            assert span.first == day


@given(first=DAYS, length=st.integers(1, 40))
def test_reads_every_range(first: date, length: int) -> None:
    last = first + timedelta(length)
    english = f"{MONTHS[first.month - 1]} {first.day} to {MONTHS[last.month - 1]} {last.day}, {last.year}"
    vietnamese = f"từ {first.day}/{first.month} đến {last.day}/{last.month}/{last.year}"
    for text, language in ((english, "en"), (vietnamese, "vi")):
        (span,) = find(text, None, language)
        assert (span.first, span.last, span.precision) == (first, last, "range")


@given(reference=DAYS, weekday=st.integers(0, 6))
def test_places_bare_weekdays_in_the_last_seven_days(reference: date, weekday: int) -> None:
    name = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()[weekday]
    (span,) = find(name, reference)
    assert span.first is not None and span.first.weekday() == weekday
    assert timedelta(0) <= reference - span.first < timedelta(7)


PIECES = st.sampled_from(
    "May march Sat Sun Mon Tuesday 5 05 22 31 2025 1990s / - – . , : ( ) [ ] th st of and to the from last next this week "
    "weekend month year ago two day before yesterday today tonight night early mid end first quarter ngày tháng năm thứ "
    "hai Ba hôm nay qua đầu cuối tuần tới trước quý III chủ nhật lần sáng đến và 12-14/11 10-4 Sept. ſept Kı İ ²".split()
)
SEPARATORS = st.sampled_from([" ", "", "\n", "\u00a0", "  ", "\n\n", "\u2009"])
ODD = st.lists(st.tuples(PIECES, SEPARATORS), max_size=30).map(lambda pairs: "".join(a + b for a, b in pairs))
REFERENCES = st.one_of(
    st.none(),
    st.dates(),
    st.builds(Partial, st.integers(1, 9999), st.one_of(st.none(), st.integers(1, 12))),
)


@settings(max_examples=600)
@given(text=st.one_of(st.text(), ODD), reference=REFERENCES, language=st.sampled_from(["en", "vi", None]))
@example(text="last week of May 5 days ago", reference=SATURDAY, language="en")
@example(text="Monday a day ago", reference=SATURDAY, language="en")
@example(text="May 30 to ſept 2, 5 ſept", reference=None, language="en")
def test_keeps_its_promises_on_any_text(text: str, reference: dates.Reference | None, language: str | None) -> None:
    spans = find(text, reference, language)
    closed = 0
    for span in spans:
        assert closed <= span.start < span.end <= len(text)
        closed = span.end
        assert text[span.start : span.end] == span.text
        assert span.precision in PRECISIONS
        assert span.kind in ("absolute", "relative", "weekday")
        assert (span.first is None) == (span.last is None) == (span.basis == "") == (span.year is None)
        if span.first is not None and span.last is not None:
            assert span.first <= span.last
            assert span.precision != "day" or span.first == span.last
            assert span.first.year == span.year
        filled = span.with_year(2024)
        assert filled.first is None or filled.last is None or filled.first <= filled.last


def test_reads_in_linear_time() -> None:
    """Every repetition of every pattern is bounded or ranges over one character class at its end."""
    from re import _constants as codes  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

    def unbounded(tree: object) -> int:
        count = 0
        for op, value in tree:  # type: ignore[attr-defined]
            if op in (codes.MAX_REPEAT, codes.MIN_REPEAT):
                low, high, inner = value
                count += (high is codes.MAXREPEAT) + unbounded(inner)
            elif op is codes.BRANCH:
                count += max(unbounded(branch) for branch in value[1])
            elif op is codes.SUBPATTERN:
                count += unbounded(value[3])
            elif op in (codes.ASSERT, codes.ASSERT_NOT):
                count += unbounded(value[1])
        return count

    modules = [import_module(module.name) for module in walk_packages(dates.__path__, "tradetalks.dates.")]
    patterns = {
        (module.__name__, name): value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }
    assert len(patterns) > 50
    for name, pattern in patterns.items():
        assert unbounded(parser.parse(pattern.pattern, pattern.flags)) == 0, name
    # A single one is digits of a number, over which the scan goes on; two could multiply.
    triggers = _compile_triggers(["May", "ngày"])
    assert unbounded(parser.parse(triggers.pattern, triggers.flags)) == 1


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        " ",
        "\n",
        "1 ",
        "May ",
        "5, ",
        "May 5, ",
        "the last ",
        "ngày ",
        "1/2",
        "1-",
        "thứ ",
        "Monday, ",
        "a day ago ",
        "(",
    ],
)
def test_ends_on_long_runs_of_anything(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    for span in find(text, SATURDAY)[:100]:
        assert text[span.start : span.end] == span.text


def test_a_weekday_below_a_headline_is_not_counted_by_its_last_word():
    text = "Đàm phán với Hoa Kỳ\n\nThứ Bảy, 08/11/2025"
    assert [span.text for span in find(text, None, "vi")] == ["Thứ Bảy, 08/11/2025"]


def test_a_capitalised_weekday_of_another_week_is_no_rank():
    (span,) = find("tại cuộc họp thứ Bảy tuần trước với các bộ", date(2025, 5, 26), "vi")
    assert (span.text, span.first) == ("thứ Bảy tuần trước", date(2025, 5, 24))


@pytest.mark.parametrize(("text", "told"), [("the third round in Washington (9-12/6) ended", ["9-12/6"]), ("scored (1-2/3) of", []), ("to be signed within May.", ["May"]), ("faster than can be done today.", []), ("The two met today, sooner than planned.", ["today"])])
def test_days_and_months_of_translated_texts(text, told):
    assert [span.text for span in find(text, None, "en")] == told
