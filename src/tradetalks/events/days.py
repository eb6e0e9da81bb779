"""The days that a sentence tells: in order, joined to stretches, counted from another day, or free for another sentence's event."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ..dates import DateSpan
from ..scene import Item, Scene
from ..text import HOUR
from .model import When

#: Days beside an event that are not its own: deadlines, days of signing, of coming into force.
OTHER_DAY = {
    "en": re.compile(r"(?:\bsigned(?: on)?|\bdecision (?:of|on|dated)|\bdecree (?:of|dated)|\bin (?:force|effect) (?:since|from)|\bannounced(?: on)?|\bimposed(?: on)?|\bby|\buntil|\bbefore|no later than|\bdeadline of|\bas of|\bsince|effective|\bsince (?:(?!round|meeting|session|talks|call)[^,;.]){1,60}|in force from|take effect (?:on|from)?|dated|starting|ahead of|prior to)(?: the end of| the| early| late| mid)? ?$"),
    "vi": re.compile(r"(?:ký(?: ban hành)?|quyết định|nghị định|trước|đến hết|chậm nhất(?: là)?|hạn chót(?: là)?|muộn nhất(?: là)?|kể từ|tính đến|hiệu lực từ|(?:từ|kể từ) khi (?:(?!vòng|phiên|họp|đàm)[^,;.]){1,60}|có hiệu lực|kể từ ngày|từ nay đến)(?: ngày)? ?$"),
}
_TO = {
    "en": re.compile(r",? ?(?:to|through|until|till|-|–|—|and will (?:end|close|last until|run until|wrap up|finish)(?: on)?) ?"),
    "vi": re.compile(r" ?(?:đến|tới|-|–|—|đến hết|cho đến)(?: ngày)? ?"),
}
_CLOSING = {
    "en": re.compile(r"(?!.*\bORD\b.*\bORD\b)[^;.]{0,110}\b(?:clos\w+|end\w*|conclud\w+|wrap\w* up|finish\w*|until|lasting to)(?: (?:in|at) PLACE)?(?: on)? "),
    "vi": re.compile(r"(?!.*\bORD\b.*\bORD\b)[^;.]{0,110}(?:kết thúc|bế mạc|khép lại|kéo dài (?:đến|tới)(?: hết)?)(?: (?:tại|ở) PLACE)?(?: vào)?(?: ngày)? "),
}
#: The day in a dateline ("HANOI, June 20 (Reuters) -") is the report's, not an event's.
_HEADED = re.compile(r"(?:\([^)]*\) ?[-—–]? ?)?(?:PLACE|[\w. ]{3,25})(?:/(?:PLACE|[\w. ]{3,25}))?(?:, d\.c\.)?(?:,| \(\w{2,8},?) ")
_DATELINE_END = re.compile(r"\)? ?(?:\([^)]*\))? ?[-—–:]")
#: What "the day before" is followed by where it tells of another event's day and not of its own.
_BEFORE_IT = (" the ORD", " ORD", " the talks", " the round", " khi ", " vòng ", " phiên ")
CLOSED = {
    "en": re.compile(r"\b(?:clos\w+|end\w*|conclud\w+|wrap\w*|finish\w*)\b"),
    "vi": re.compile(r"kết thúc|bế mạc|khép lại"),
}
OPENING = {
    "en": re.compile(r"\b(?:open|opens|opened|opening|start|starts|started|starting|began|begin|begins|begun|beginning|kick|kicks|kicked|commence|commences|commenced|get under way|gets under way|got under way|get going|under way|start of)\b"),
    "vi": re.compile(r"(?:bắt đầu|khai mạc|mở màn|khởi động|mở|khai cuộc)(?!\w)"),
}


def list_dates(scene: Scene, language: str, anchor: When | None) -> list[tuple[int, int, When]]:
    """The days that a sentence tells, in order, with their places in the line; a first and a last day become a stretch."""
    found: list[tuple[int, int, When]] = []
    for left, right, item in scene.places:
        if item.tag not in ("DATE", "ANCHOR") or _HEADED.fullmatch(scene.line[:left]) and _DATELINE_END.match(scene.line, right) or left == 0 and HOUR.match(scene.line, right):
            continue
        near = found[-1][2] if found and item.tag == "ANCHOR" else anchor
        if isinstance(item.value, str) and item.value.startswith("earlier") and not found:
            later = next((i for l, _, i in scene.places if l > left and i.tag == "DATE"), None)
            near = read_when(later, None) if later else anchor
        if item.tag == "ANCHOR" and item.value == -1 and found and scene.line.startswith(_BEFORE_IT, right):
            item = item._replace(value=1)  # "on May 6, the day before the first round opened"
        when = read_when(item, near)
        if when is None:
            continue
        if found and when.exact and found[-1][2].exact and when.span is not None and found[-1][2].span is not None:
            gap = scene.line[found[-1][1] : left]
            stretch = None
            if _TO[language].fullmatch(gap) or _CLOSING[language].fullmatch(gap) and OPENING[language].search(scene.line[max(0, found[-1][0] - 40) : found[-1][0]]):
                stretch = span_days(found[-1][2], when)
            if stretch:
                found[-1] = (found[-1][0], right, stretch)
                continue
        found.append((left, right, when))
    return found


def is_other_day(scene: Scene, left: int, right: int, language: str) -> bool:
    """Whether a day is one beside the events: a deadline, the day of a decree. "By May 6 he was chairing ..." is none."""
    before = OTHER_DAY[language].search(scene.line, max(0, left - 80), left)
    return bool(before) and not (before.group().startswith("by") and _HAD_BY.match(scene.line, right))


#: After "by May 6": what had come about by then.
_HAD_BY = re.compile(r",? (?:he|she|they|the (?:two|pair|minister|PM|government)|PM|VNMIN|GOV) (?:was|were|had|would be)\b")


def list_free_days(scene: Scene, taken: set[int], language: str, anchor: When | None = None) -> list[When]:
    """The days of a sentence that no event takes yet; "the evening before" is counted from `anchor`."""
    free = [
        when for left, right, when in list_dates(scene, language, anchor)
        if when.span is not None and when.span.precision == "day" and id(when.item) not in taken
        and not is_other_day(scene, left, right, language)
    ]
    # "On April 10, hours after ...": one day, told twice.
    return [when for place, when in enumerate(free) if when.item.tag == "DATE" or calendar_key(when) not in map(calendar_key, free[:place])]


def span_days(one: When, two: When) -> When | None:
    """From one day to another as one expression; None where they run backwards or say too little."""
    a, b = one.span, two.span
    if a.precision not in ("day", "range") or b.precision != "day":
        return None
    if one.first and two.last:
        if not 0 < (two.last - one.first).days < 45:
            return None
    elif a.weekday is not None and b.weekday is not None and a.month is None and b.month is None:
        # "From Monday to Thursday" where the article's day is not known: to be read again when it is.
        return When(None, None, a._replace(end=b.end, precision="range"), one.item)
    elif a.month is None or b.month is None:
        return None
    span = a._replace(
        end=b.end, last=two.last if one.first else None, precision="range", weekday=None,
        last_year=b.year, last_month=b.month, last_day=b.day,
        first=one.first if two.last else None, basis=a.basis if one.first and two.last else "",
    )
    return When(span.first, span.last, span, one.item)


def read_when(item: Item, anchor: When | None) -> When | None:
    """The days that a date of the sentence tells; a day told from another is counted from `anchor`."""
    if item.tag == "DATE":
        span: DateSpan = item.value
        if span.precision in ("day", "range"):
            return When(span.first, span.last, span, item)
        return When(None, None, span, item)
    if anchor is None or not anchor.exact:
        return None
    span = anchor.span
    if span is None or span.first is None and (span.month is None or span.day is None):
        return When(None, None, span, item) if item.value == 0 else None
    # Days without a year are counted in a year that is not a leap year.
    year = span.year or (span.first.year if span.first else 2025)
    known = span.first is not None
    first = span.first or date(2025, span.month, span.day)
    last = span.last or date(2025, span.last_month or span.month, span.last_day or span.day)
    if item.value == "last":
        day = last
    elif isinstance(item.value, str) and item.value.isdigit():
        day = _day_of_month(last, int(item.value))
    elif isinstance(item.value, str):
        day = first - timedelta(days=int(item.value.split()[1]))
    else:
        day = (last if item.value > 0 else first) + timedelta(days=item.value)
    if day is None:
        return None
    told = span._replace(
        first=day if known else None, last=day if known else None, precision="day", weekday=None, kind="absolute",
        year=year if known else None, month=day.month, day=day.day,
        last_year=year if known else None, last_month=day.month, last_day=day.day,
    )
    return When(told.first, told.last, told, item)


def _day_of_month(near: date, day: int) -> date | None:
    """The day with this number in the month of a date, or in the next one where that lies behind."""
    try:
        found = near.replace(day=day)
        if found < near - timedelta(days=15):
            found = (near.replace(day=1) + timedelta(days=32)).replace(day=day)
    except ValueError:
        return None
    return found


def calendar_key(when: When) -> tuple | None:
    """Month and day where the year is unknown, days where it is known."""
    span = when.span
    if when.first is not None and when.last is not None:
        return (when.first.month, when.first.day), (when.last.month, when.last.day)
    if span is not None and span.precision in ("day", "range") and span.month and span.day:
        return (span.month, span.day), (span.last_month or span.month, span.last_day or span.day)
    return None


def count_days(one: tuple[int, int], two: tuple[int, int]) -> int:
    """Days from one day of the calendar (month, day) to another; the year is not told, so any that has all days."""
    return (date(2024, *two) - date(2024, *one)).days
