"""Cues and the days of their sentence: which day belongs to which event, and whether it lies ahead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from ..scene import Scene
from .days import CLOSED, OPENING, calendar_key, count_days, is_other_day, list_dates, span_days
from .model import PASSING, TOGETHER, Cue, When, gap_between
from .patterns import HELD, PLANNED, talk_words

_BREAK = re.compile(r";|: |\. |\b(?:which|who|that|after|following|before|since|while|when|and|but|ahead of|as|where|sau khi|trước đó|trong khi|khi|và|còn|nhưng|rằng|tại)\b|, ")


def assign_dates(cues: list[Cue], language: str, anchor: When | None) -> list[Cue]:
    """Give each date of the sentence to the cue that it stands nearest to, and each cue at most one.

    Two days joined by "and" that one cue tells are two events of its kind.
    """
    if not cues:
        return cues
    scene = cues[0].scene
    dates = [d for d in list_dates(scene, language, anchor) if not is_other_day(scene, d[0], d[1], language)]
    if len(cues) == len(dates) > 1 and len({cue.rule for cue in cues}) == 1 and cues[0].rule == "pair of rounds":
        # "The fourth and fifth rounds were held on July 1 and August 2": told in the same order.
        return [_take(cue, *told, language) for cue, told in zip(cues, dates, strict=True)]
    if any(cue.kind == "negotiation-round" for cue in cues):
        dates = _join_days(dates, scene.line, language)
    bids = []
    for c, cue in enumerate(cues):
        for d, (left, right, when) in enumerate(dates):
            bids.append((_distance(scene, cue, left, right, when, language), d, c))
    taken: dict[int, int] = {}
    used: dict[int, int] = {}
    for cost, d, c in sorted(bids):
        alone = len(dates) == 1 and (dates[d][0] < 30 and not cues[c].weak or len(cues) == 1 and cues[c].kind == "negotiation-round" and _is_stretch(dates[d][2]))
        if c in taken or cost > (400 if alone else 260) or d in used and not (_shares(cues[used[d]], cues[c]) or len(dates) == 1 and _in_turn(cues[used[d]], cues[c])):
            continue
        taken[c] = d
        used.setdefault(d, c)
    taken = {c: _widest(d, dates) if cues[c].kind == "negotiation-round" else d for c, d in taken.items()}
    found = [_take(cue, *dates[taken[c]], language) if c in taken else cue for c, cue in enumerate(cues)]
    for c, cue in enumerate(cues):
        follow = taken.get(c, -2) + 1
        while 0 < follow < len(dates) and follow not in used and _tells_again(cue, scene.line[dates[follow - 1][1] : dates[follow][0]], language):
            found.append(replace(cue, when=dates[follow][2], ordinal=None, ordinal_item=None))
            used[follow] = c
            follow += 1
    return found


def _is_stretch(when: When) -> bool:
    return when.span is not None and when.span.precision == "range"


def _join_days(dates: Sequence[tuple[int, int, When]], line: str, language: str) -> list[tuple[int, int, When]]:
    """The days of a round that are listed one by one made one stretch: "on June 26 and 27", "27, 28 và 29/8"."""
    joined: list[tuple[int, int, When]] = []
    for told in dates:
        if joined and _follows(joined[-1], told, line, language) and (stretch := span_days(joined[-1][2], told[2])):
            joined[-1] = (joined[-1][0], told[1], stretch)
        else:
            joined.append(told)
    return joined


def _widest(chosen: int, dates: Sequence[tuple[int, int, When]]) -> int:
    """The stretch of the sentence that holds the chosen day, if there is one: "today, 29/8, ... after three days, 27–29/8"."""
    day = calendar_key(dates[chosen][2])
    for index, (_, _, when) in enumerate(dates):
        key = calendar_key(when)
        if day and key and key[0] < key[1] and key[0] <= day[0] and day[1] <= key[1] and day != key:
            return index
    return chosen


def _follows(one: tuple[int, int, When], two: tuple[int, int, When], line: str, language: str) -> bool:
    """Whether a day is listed right behind the one before it in the calendar."""
    if two[2].item.tag != "DATE" or not (one[2].exact and two[2].exact and _LISTED[language].fullmatch(line[one[1] : two[0]])):
        return False
    a, b = calendar_key(one[2]), calendar_key(two[2])
    return bool(a and b) and count_days(a[1], b[0]) == 1


_LISTED = {"en": re.compile(r",?(?: and(?: on)?)? "), "vi": re.compile(r",?(?: và)?(?: ngày)? ")}
_ALSO = {
    "en": re.compile(r",? (?:and|and again|and then|then)(?: again)?(?: (?:in|at) PLACE)?(?: on)? "),
    "vi": re.compile(r",? (?:và|rồi|và cả|và sau đó là|lần (?:sau|hai|thứ hai)(?: là)?)(?: (?:ở|tại) PLACE)?(?: lúc [\w ]{1,8})?(?: vào)?(?: ngày)? "),
}
_LIST_OF_DAYS = re.compile(r"(?:,|;)?(?: (?:and|và|in|at|on|tại|ở|ngày|of))*(?: PLACE)?(?: \((?:PLACE|OTHER)\))?(?: (?:on|ngày|hôm))? ")


def _tells_again(cue: Cue, gap: str, language: str) -> bool:
    """Whether a further day is a further event of the same people ("spoke on 23 April and sat down in Jeju on 16 May")."""
    if _ALSO[language].fullmatch(gap) or cue.rule == PASSING and _LIST_OF_DAYS.fullmatch(gap):
        return True
    if cue.kind != "ministerial-session" or not _AND[language].match(gap) or ";" in gap or len(gap) > 70:
        return False
    return bool(_ONCE_MORE.search(gap)) or bool(talk_words(language).search(gap)) and not re.search(r"VNMIN|USMIN|DPM|PM|USTOP", gap)


_AND = {"en": re.compile(r",? (?:and|then)\b"), "vi": re.compile(r",? (?:và|rồi)\b")}
_ONCE_MORE = re.compile(r"\b(?:again|once more|lần nữa)\b")


def _take(cue: Cue, left: int, right: int, when: When, language: str) -> Cue:
    """The cue with its day. A round of which only the opening day is told has no last day, one of which only the closing day is told no first."""
    if cue.kind != "negotiation-round" or when.span is None or when.span.precision != "day":
        return replace(cue, when=when)
    if (days := _count_told(cue.scene.line, left, right, language)) and (stretch := _count_on(when, days)):
        return replace(cue, when=stretch)
    if _OPENS_ON[language].search(cue.scene.line, max(0, left - 30), left):
        return replace(cue, when=when._replace(edge="open"), edge="open")
    low, high = min(left, cue.at[0]), max(right, cue.at[1])
    window = cue.scene.line[max(0, low - 18) : high] + _NEXT_ONE.split(cue.scene.line[high : high + 22])[0]
    opened, ended = OPENING[language].search(window), _ENDED[language].search(window)
    if opened and not ended:
        return replace(cue, when=when._replace(edge="open"), edge="open")
    if not (ended and CLOSED[language].search(window)):
        return replace(cue, when=when, edge="")
    lasted = _LASTED[language].search(cue.scene.line)
    stretch = _count_back(when, _DAYS[lasted.group("days")]) if lasted else None
    return replace(cue, when=stretch) if stretch else replace(cue, when=when._replace(edge="close"), edge="close")


#: Where the words on the next round begin: "from the first round on May 7 to the third, which closed on ...".
_NEXT_ONE = re.compile(r"\b(?:to|đến|tới|and|và) (?:the |vòng )?(?:round\b|vòng\b|ORD\b)|\bvòng ORD")
_DAYS = {word: number for number, words in enumerate((("two", "hai"), ("three", "ba"), ("four", "bốn"), ("five", "năm")), 2) for word in (*words, str(number))}
#: How long a round went on before the day on which it ended.
_LASTED = {
    "en": re.compile(r"\b(?:after|lasting|following) (?:the )?(?P<days>two|three|four|five|[2-5]) (?:full |working |straight |long )?days\b"),
    "vi": re.compile(r"(?:sau|kéo dài|qua) (?P<days>hai|ba|bốn|năm|[2-5]) ngày(?! (?:sau|nữa))"),
}
#: How long a round goes on from the day on which it begins, told before that day or behind it.
_FROM_THEN = {
    "en": (
        re.compile(r"\b(?P<days>two|three|four|five|[2-5])(?: (?:full |working |straight )?days|-day (?:round|session)s?)(?: of (?:\w+ ){0,2}\w+)?,? (?:from|starting|beginning)(?: on)? \Z"),
        re.compile(r",? (?:and |which |that )?(?:(?:ran|runs|lasted|lasts|will last|went on|goes on|continued)(?: for)?|for) (?P<days>two|three|four|five|[2-5]) (?:full |working |straight )?days\b"),
    ),
    "vi": (
        re.compile(r"(?:trong|kéo dài|suốt)(?: vòng)? (?P<days>hai|ba|bốn|năm|[2-5]) ngày,? (?:tính |kể |bắt đầu )?từ (?:ngày )?\Z"),
        re.compile(r",? (?:và )?(?:kéo dài|diễn ra)(?: trong)?(?: vòng)? (?P<days>hai|ba|bốn|năm|[2-5]) ngày(?! (?:sau|nữa))"),
    ),
}


def _count_told(line: str, left: int, right: int, language: str) -> int | None:
    """For how many days an event goes on from the day at this place, where that is told beside it: "for four days from"."""
    before, behind = _FROM_THEN[language]
    found = before.search(line, max(0, left - 60), left) or behind.match(line, right)
    return _DAYS[found.group("days")] if found else None


def _count_back(when: When, days: int) -> When | None:
    """The stretch of so many days of which the last is told; None where its year or month is not known."""
    span = when.span
    last = when.last or (date(2025, span.month, span.day) if span.month and span.day else None)
    return _make_stretch(when, last - timedelta(days=days - 1), last) if last else None


def _count_on(when: When, days: int) -> When | None:
    """The stretch of so many days of which the first is told; None where its year or month is not known."""
    span = when.span
    first = when.first or (date(2025, span.month, span.day) if span.month and span.day else None)
    return _make_stretch(when, first, first + timedelta(days=days - 1)) if first else None


def _make_stretch(when: When, first: date, last: date) -> When:
    """The days from `first` to `last`, in years that are known only where that of `when` is."""
    span, known = when.span, when.last is not None
    stretch = span._replace(
        first=first if known else None, last=last if known else None, precision="range", weekday=None, kind="absolute",
        year=first.year if known else None, month=first.month, day=first.day,
        last_year=last.year if known else None, last_month=last.month, last_day=last.day,
    )
    return When(stretch.first, stretch.last, stretch, when.item)


#: The day of opening, whatever the rest of the sentence says of the end.
_OPENS_ON = {
    "en": re.compile(r"\b(?:opened|opens|started|starts|began|begins|kicked off|kicks off)(?: on)? \Z"),
    "vi": re.compile(r"(?:khai mạc|bắt đầu|mở màn)(?: từ| vào)?(?: ngày)? \Z"),
}
_ENDED = {
    "en": re.compile(r"\b(?:clos\w+|end\w*|conclud\w+|wrap\w*|finish\w*|took place|held)\b"),
    "vi": re.compile(r"kết thúc|bế mạc|khép lại|diễn ra"),
}


def _shares(one: Cue, two: Cue) -> bool:
    """Whether two cues of a sentence can both have the same date: an unnumbered retelling of a round, a round that it closes."""
    if two.kind == "negotiation-round" and _AT_CLOSE.search(two.scene.line, max(0, two.at[0] - 40), two.at[0]):
        return one.kind != "negotiation-round"
    return one.kind == two.kind == "negotiation-round" and one.ordinal is None


def _in_turn(one: Cue, two: Cue) -> bool:
    """Whether one man met two of the other side on the one day of the sentence: "met X, then Y"."""
    return one.kind == two.kind == "ministerial-session" and one.rule == two.rule and one.lead_vn == two.lead_vn and bool(one.lead_us and two.lead_us) and not set(one.lead_us) & set(two.lead_us)


#: "... met on June 12, at the close of the third round": the day is the round's last as well.
_AT_CLOSE = re.compile(r"\bat the (?:close|end|conclusion) of (?:the|a) \Z|(?:khi|lúc) kết thúc \Z")


def _distance(scene: Scene, cue: Cue, left: int, right: int, when: When, language: str) -> float:
    start, end = cue.core or cue.at
    if left >= end:
        between = scene.line[end:left]
    elif right <= start:
        between = scene.line[right:start]
    else:
        between = ""
    cost = len(between) * 0.8 + 9 * len(_BREAK.findall(between)) + 90 * between.count(";")
    if right <= start and left > 25:
        cost += 25  # a date before the words belongs to them mostly when it opens the sentence
    if is_report(scene.line, left, right, language):
        cost += 40 if cue.kind == "government-meeting" else 150 if cue.kind == "leader-contact" else 1_000
    elif right <= start and _REPORTED[language].search(scene.line[right : right + 60]):
        cost += 40 if cue.kind == "government-meeting" else 150
        if _CONFIRMED.search(scene.line[right : right + 60]):
            cost += 150  # "on July 3 the ministry confirmed that the two had spoken"
    if calendar_key(when) is None:
        cost += 40  # a bare weekday or "today" yields to a day of the calendar
    ranged = when.last is not None and when.first != when.last or when.span is not None and when.span.precision != "day"
    if ranged and cue.kind != "negotiation-round":
        cost += 70
    if ranged and cue.kind == "ministerial-session" and _NEXT_EVENT.search(between):
        cost += 120  # "the ministers met ahead of technical talks from November 12 to 14"
    if _OTHERS.search(between) and cue.rule != PASSING:
        cost += 300  # "after those of April 3 and April 5": the days of others
    if cue.weak:
        cost += 150
    if cue.kind == "negotiation-round" and right <= start and _AFTER_IT.search(scene.line, max(0, start - 25), start):
        cost += 200  # "the talks began on June 9, on the requests made after the second round"
    if cue.kind == "negotiation-round" and not ranged and _BESIDE_IT.search(scene.line, max(0, cue.at[0] - 25), cue.at[0]):
        cost += 500  # "on February 3, on the sidelines of the sixth round": the day of something beside it
    if cue.kind == "negotiation-round" and when.span is not None and when.span.precision == "range":
        cost -= 15
    return cost


_AFTER_IT = re.compile(r"\b(?:after|since|following) (?:the |that )?\Z|(?:sau|kể từ)(?: khi)? \Z")
_BESIDE_IT = re.compile(r"\b(?:sidelines|margins) of (?:the |this )?\Z|bên lề \Z")
_NEXT_EVENT = re.compile(r"\b(?:before|ahead of|prior to|followed by|preceding)\b|trước (?:khi|phiên|vòng|thềm)|tiếp theo là")
_OTHERS = re.compile(
    r"\b(?:those|the ones)(?: (?:of|on|held|in))* (?:DATE[, and]*)*$"
    r"|\bafter (?:the )?(?:earlier |previous |two |three )*(?:meetings|sessions|rounds|talks)\b|\bsau (?:các|những|hai|ba) (?:cuộc|phiên|lần)\b|; ?(?:các|những) (?:cuộc|phiên|lần)(?: họp)? trước\b|; ?the (?:previous|earlier|preceding|others)\b"
)


def is_report(line: str, left: int, right: int, language: str) -> bool:
    """Whether a day is that of the report: "said on Friday", "the ministry on Friday announced"."""
    said = _SAID_ON[language].search(line, max(0, left - 24), left)
    return bool(said and not _TOLD_THEN[language].match(line, right) or _ON_SAID[language].match(line, right))


#: Behind a day that opens what is said: "cho biết ngày 9/4 tại Washington, Phó Thủ tướng đã làm việc ...".
_TOLD_THEN = {
    "en": re.compile(r",? (?:in|at) PLACE,? (?:the )?(?:DPM|PM|VNMIN|VNTOP|two)\b"),
    "vi": re.compile(r"(?: (?:tại|ở) PLACE)?, (?:DPM|PM|VNMIN|VNTOP|hai (?:bên|đoàn|bộ trưởng)|đoàn)\b"),
}


_SAID_ON = {
    "en": re.compile(r"\b(?:said|announced|told|reported|confirmed|informed|disclosed|revealed)(?: reporters| the press)? (?:on |late |early )*\Z"),
    "vi": re.compile(r"(?:cho biết|thông tin|thông báo|công bố|cho hay|xác nhận|phát đi) (?:ngày |hôm |vào |sáng |chiều |tối )*\Z"),
}
_ON_SAID = {
    "en": re.compile(r" (?:\w+ )?(?:said|announced|reported|confirmed|informed|disclosed|revealed)\b"),
    "vi": re.compile(r" (?:đã )?(?:cho biết|thông tin|thông báo|công bố|cho hay|xác nhận|phát đi)(?!\w)"),
}


_REPORTED = {
    "en": re.compile(r"\b(?:said|announced|told|reported|according to|confirmed|informed|disclosed|revealed|issued|released)\b(?: on)?"),
    "vi": re.compile(r"(?:cho biết|thông tin|thông báo|công bố|cho hay|xác nhận|phát đi|trả lời)"),
}
_CONFIRMED = re.compile(r"\bconfirmed\b|xác nhận")


def assign_status(cue: Cue, language: str, reference: date | None) -> str:
    """`planned` where the clause looks ahead, or the day lies after the article's; else `held`."""
    when = cue.when
    if cue.rule == PASSING:
        return "held"  # what the event at hand comes after
    if when and when.first and reference and when.span is not None:
        if when.first > reference + timedelta(days=1):
            return "planned"
        if when.last and when.last < reference:
            return "held"
    if cue.rule == TOGETHER and not (when and when.first and reference and when.first > reference):
        return "held"  # "he and the Secretary agreed to start": what they agreed on lies ahead, not their agreeing
    line = cue.scene.line
    start, end = cue.at
    if when:
        spot = next(((l, r) for l, r, i in cue.scene.places if i is when.item), (start, end))
        start, end = min(start, spot[0]), max(end, spot[1])
    ahead = _nearest(PLANNED[language], line, start, end)
    return "planned" if ahead < 30 and ahead < _nearest(HELD[language], line, start, end) else "held"


def _nearest(pattern: re.Pattern, line: str, start: int, end: int) -> int:
    """Characters from a span to the nearest match; 0 inside it, 1,000 where there is none near."""
    gaps = (gap_between(*m.span(), start, end) for m in pattern.finditer(line, max(0, start - 40), min(len(line), end + 40)))
    return min(gaps, default=1_000)


def join_edges(one: Cue, two: Cue) -> When | None:
    """The stretch from an opening day to a closing day that two cues tell; None where they do not."""
    for first, last in ((one, two), (two, one)):
        if first.edge == "open" and last.edge == "close":
            stretch = span_days(first.when, last.when)
            if stretch and (stretch.first is None or (stretch.last - stretch.first).days < 15):
                return stretch
    return None
