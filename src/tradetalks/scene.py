"""A sentence as a scene: its words in lower case, with names, dates and ordinals replaced by what they are.

"On April 29, Prime Minister Pham Minh Chinh chaired a meeting" becomes "on DATE, PM chaired a meeting". Rules about
events read this line, so that they speak of roles and not of people, in either language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import ahocorasick_rs

from .actors import Mention, load_gazetteer
from .dates import DateSpan
from .document import Document, Sentence
from .text import fold


class Item(NamedTuple):
    """Something named in a sentence: its span in the document, its class in the scene line, and its value.

    `value` is a canonical name for people and places ("" where only the office is named), a `DateSpan` for `DATE`,
    a whole number for `ORD`. For `ANCHOR`, a day told from the dates named before: a number of days (the same day 0, the
    next day 1), "last" for their last day, "earlier 1" for the day before them ("on Friday, a day after he saw ..."), or a
    day of their month as digits ("on the 19th").
    """

    start: int
    end: int
    tag: str
    value: Any


class Scene(NamedTuple):
    """One sentence as the event rules read it. `places` pairs each item with its span in `line`."""

    sentence: Sentence
    line: str
    places: tuple[tuple[int, int, Item], ...]

    def items(self, *tags: str) -> list[Item]:
        return [item for _, _, item in self.places if item.tag in tags]


_ROLE_TAGS = {
    ("vn", "head-of-government"): "PM",
    ("vn", "deputy-head"): "DPM",
    ("vn", "top"): "VNTOP",
    ("us", "top"): "USTOP",
    ("vn", "minister"): "VNMIN",
    ("us", "minister"): "USMIN",
    ("vn", "envoy"): "VNENVOY",
    ("us", "envoy"): "USENVOY",
    ("vn", "official"): "VNOFF",
    ("us", "official"): "USOFF",
}
#: "Under Secretary of State" is no minister.
_DEPUTY = re.compile(r"\b(?:under|deputy|assistant|vice)[ -]\Z|thứ trưởng \Z")
_DEPUTISED = {"USMIN": "USOFF", "VNMIN": "VNOFF"}
#: Whose holder a title of the other side is once our country is named as its own.
_OUR_OFFICE = {"USTOP": "VNTOP", "USMIN": "VNMIN", "USENVOY": "VNENVOY", "USOFF": "VNOFF"}
_BODY_TAGS = {"government": "GOV", "ministries": "BODY", "elsewhere": "ELSE"}
_COUNTRY_TAGS = {"vn": "VN", "us": "US", "other": "OTHER"}

_NUMBERS_EN = {w: n for n, w in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(), 1)}
_CARDINALS_EN = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split(), 1)}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_NUMBERS_VI = {"nhất": 1, "một": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13}

_VI_WORDS = "mười một|mười hai|mười ba|nhất|một|hai|nhì|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười"
#: Without a word boundary in front, so that `re` skips to the digits; what stands before them is looked at afterwards.
_DIGITS_EN = re.compile(r"(\d\d?\d?)(?:st|nd|rd|th)\b")
_ROUND_EN = re.compile(rf"(?<=\bround )(?:number |no\. ?|#)?(\d{{1,2}}|{'|'.join(_CARDINALS_EN)}|[ivx]{{1,4}})\b")
_ORDINALS_VI = re.compile(
    # "Ngày thứ Bảy", "sáng thứ ba" are days of the week, "ngày thứ ba" the third day of something.
    rf"(?<!ngày )(?<!sáng )(?<!chiều )(?<!tối )(?<!hôm )\b(?:(?:(?:lần )?thứ (?P<word>{_VI_WORDS}|\d{{1,3}})|lần (?P<time>\d{{1,2}}|{_VI_WORDS})|(?<=vòng )(?:số )?(?P<after>\d{{1,2}}|{_VI_WORDS}|[ivx]{{1,4}})|(?<=phiên )(?:số )?(?P<session>\d{{1,2}})|(?<=vòng đàm phán )(?P<talks>\d{{1,2}}|hai|ba|bốn|năm|sáu|bảy))(?!\w)(?! (?:nhất|trưởng|từ trái|từ phải|bậc|hạng|nghìn|triệu|tỷ|ngày|tháng|nước|bên|năm|giờ|lượt|tuần|quý))|(?P<first>(?<!lần )đầu tiên|(?<=vòng )đầu(?! tiên)|(?<=vòng đàm phán )đầu(?! tiên))(?!\w))"
)


#: "In second place", "second-largest", "first-class", "first quarter", "the first time", "first of all" count nothing.
_NOT_ORDINAL = re.compile(r"[- ](?:largest|biggest|highest|most|half|quarter|class|hand|to last|place|thing|of all|and foremost|year|month|week|day|ladies|lady|term|from (?:left|right)|least)\b")
_ANCHORS = {
    "en": re.compile(r"\b(?:(?P<same>(?:on |later |earlier )?(?:the|that) (?:same|very) (?:day|afternoon|evening|morning|date)|(?<=on )(?:that|this) day|also (?:that|this) day|earlier (?:that|in the) day)|(?P<next>(?:the )?(?:following|next) (?:day|morning|afternoon)|the day after|a day later|one day later|(?:a|one) day afterwards)|(?P<later>(?P<days>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}) days later)|(?P<before>the day before|the previous day|a day earlier|one day earlier|on the eve)|(?P<earlier>(?P<count>a|one|two|three|four|five) days? after(?! that|wards))|(?P<soon>(?:shortly|minutes|moments|hours|just hours|a few hours) (?:after|before))|(?P<last>(?:on )?the (?:last|final|closing)(?: working)? (?:day|afternoon|morning))|on the (?P<number>\d{1,2})(?:st|nd|rd|th)(?! (?:of|round|meeting|session|day|anniversary|floor|time|such|occasion)))\b"),
    "vi": re.compile(r"\b(?:(?P<same>(?:cũng )?(?:trong )?cùng ngày|cũng trong ngày|trước đó trong ngày|trong ngày này|ngày hôm đó|hôm đó)|(?P<next>hôm sau|ngày hôm sau|một ngày sau|ngày kế tiếp|sau đó một ngày)|(?P<later>(?:sau đó (?P<days>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2}) ngày|(?P<days2>hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|\d{1,2}) ngày sau(?! (?:khi|cuộc|phiên|lúc|vòng|đó là))))|(?P<before>hôm trước|ngày hôm trước|trước đó một ngày|một ngày trước)|(?P<earlier>(?:chỉ )?(?P<count>một|hai|ba|bốn|năm) ngày sau (?=khi|cuộc|phiên|lúc|vòng))|(?P<soon>(?:vài|ít|mấy) giờ sau khi)|(?P<last>ngày (?:làm việc )?cuối(?: cùng)?))(?!\w)"),
}
#: A line without any of these words tells no day from another.
_ANCHOR_HINTS = {
    "en": (
        *(f"{word} {day}" for word in ("same", "that", "very", "following", "next", "last", "final", "closing") for day in ("day", "afternoon", "evening", "morning", "date", "working")),
        "day after", "days after", "shortly", "minutes", "moments", "hours", "day later", "days later", "day afterwards", "day before", "previous day", "day earlier", "earlier that day", "earlier in the day", "the eve", "on this day", "also this day", *(f"on the {digit}" for digit in range(1, 10)),
    ),
    "vi": ("cùng ngày", "ngày sau", "sau đó", "giờ sau", "ngày này", "hôm đó", "hôm sau", "hôm trước", "một ngày", "ngày kế", "ngày cuối", "ngày làm việc", "cũng trong ngày", "trước đó trong"),
}


@cache
def _spotter(language: str) -> tuple[ahocorasick_rs.AhoCorasick, int]:
    """Finds the ordinal words of a text and what hints at days told from another; how many of its words are the first."""
    ordinals = list(_NUMBERS_EN) if language == "en" else []
    return ahocorasick_rs.AhoCorasick([*ordinals, *_ANCHOR_HINTS[language]], implementation=ahocorasick_rs.Implementation.DFA), len(ordinals)


def _spot(doc: Document) -> tuple[list[tuple[int, int, int]], list[int]]:
    """Where ordinal words stand (start, end, number), and where what hints at a day told from another."""
    text = doc.lower
    automaton, ordinals = _spotter(doc.language)
    numbers, hints = [], []
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if index >= ordinals:
            hints.append(start)
        elif not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            numbers.append((start, end, index + 1))
    return numbers, hints


_ANCHOR_DAYS = {"same": 0, "next": 1, "before": -1, "last": "last", "soon": 0}

#: Family names by which an unknown holder of an office is known to be Vietnamese.
_FAMILIES = frozenset("nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly to luong dinh mai cao trinh doan ha lam dao truong thai".split())
#: Titles of honour that open a name elsewhere.
_HONOURS = frozenset("tengku datuk dato' dato tan tun tunku datin haji sir dame shri smt dr khun sheikh".split())
_NAME = re.compile(r" ((?:[^\W\d_a-z][\w'-]*\.?)(?: [^\W\d_a-z][\w'-]*\.?){1,3})")
_WIDE = {"day", "range", "week", "weekend", "month-part", "month"}


def _read_number(word: str, table: dict[str, int]) -> int | None:
    return int(word) if word.isdigit() else table.get(word) or _ROMAN.get(word)


def _ends_word(text: str, at: int) -> bool:
    """Whether a word goes on up to a place."""
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_")


def find_ordinals(doc: Document) -> list[Item]:
    """Ordinal numbers of the text, whatever they count."""
    found: list[tuple[int, int, int | None]] = []
    if doc.language == "vi":
        for match in _ORDINALS_VI.finditer(doc.lower):
            word = match.group(match.lastgroup)
            found.append((*match.span(), 1 if match.lastgroup == "first" else _read_number(word, _NUMBERS_VI)))
    else:
        found += _spot(doc)[0]
        found += [(*match.span(), int(match.group(1))) for match in _DIGITS_EN.finditer(doc.lower) if not _ends_word(doc.lower, match.start())]
        if "round " in doc.lower:
            found += [(*match.span(), _read_number(match.group(1), _CARDINALS_EN)) for match in _ROUND_EN.finditer(doc.lower)]
    return [
        Item(start, end, "ORD", value)
        for start, end, value in found
        if value and value < 200 and not _NOT_ORDINAL.match(doc.lower, end)
    ]


def find_anchors(doc: Document) -> list[Item]:
    """Days told from another: "the same day", "the following day", "the last working day"."""
    text, end = doc.lower, 0
    items = []
    for hint in _spot(doc)[1]:
        if hint < end:
            continue
        # None goes on beyond its printed line; only lines with a hint are read.
        start = text.rfind("\n", 0, hint) + 1
        end = (text.find("\n", hint) + 1 or len(text) + 1) - 1
        items += [Item(*match.span(), "ANCHOR", _read_anchor(match)) for match in _ANCHORS[doc.language].finditer(text, start, end)]
    return items


_COUNTS = {"a": 1, **_CARDINALS_EN, **{word: number for word, number in _NUMBERS_VI.items() if number <= 10}}


def _read_anchor(match: re.Match) -> int | str:
    groups = {name: words for name, words in match.groupdict().items() if words}
    if "count" in groups:
        return f"earlier {_COUNTS[groups['count']]}"
    if "later" in groups:
        days = groups.get("days") or groups["days2"]
        return int(days) if days.isdigit() else _COUNTS[days]
    name = next(iter(groups))
    return groups[name] if name == "number" else _ANCHOR_DAYS[name]


def find_items(doc: Document, mentions: Sequence[Mention], dates: Iterable[DateSpan]) -> list[Item]:
    """Everything named in the article, in text order and without overlap: dates first, then people, then ordinals."""
    found = [Item(d.start, d.end, "DATE", d) for d in dates if d.precision in _WIDE]
    found += find_anchors(doc)
    found += find_people(doc, mentions)
    found += find_ordinals(doc)
    taken: list[Item] = []
    rank = {"DATE": 0, "ANCHOR": 1, "ORD": 3}
    for item in sorted(found, key=lambda i: (i.start, rank.get(i.tag, 2), -i.end)):
        if taken and item.start < taken[-1].end:
            if rank.get(item.tag, 2) < rank.get(taken[-1].tag, 2):
                taken[-1] = item
            continue
        taken.append(item)
    return taken


def find_people(doc: Document, mentions: Sequence[Mention]) -> list[Item]:
    """Names as scene items: a title and the name behind or before it become one person.

    The holder of an office whom actors.yml does not know is taken over as written where the name is Vietnamese; a
    foreign name behind a title of ours makes the person another country's.
    """
    items: list[Item] = []
    skip = -1
    text = doc.text
    people = load_gazetteer().people
    holders = _list_holders(mentions, people)
    for index, mention in enumerate(mentions):
        if index <= skip:
            continue
        if mention.tag == "place":
            items.append(Item(mention.start, mention.end, "PLACE", mention.value))
        elif mention.tag == "country":
            items.append(Item(mention.start, mention.end, _COUNTRY_TAGS[mention.value], mention.role or mention.value))
        elif mention.tag == "body":
            items.append(Item(mention.start, mention.end, _BODY_TAGS[mention.value], mention.value))
        elif mention.tag == "person":
            tag = _ROLE_TAGS[mention.side, mention.role]
            end = mention.end
            following = mentions[index + 1] if index + 1 < len(mentions) else None
            if following and following.tag == "office" and text[end : following.start] in (", ", ", the ", ", Vietnam's ", ", Việt Nam's ") and following.side == mention.side:
                end, skip = following.end, index + 1
            items.append(Item(mention.start, end, tag, mention.value))
        else:
            following = mentions[index + 1] if index + 1 < len(mentions) else None
            before = mentions[index - 1] if index else None
            tag = _ROLE_TAGS[mention.side, mention.role]
            if tag in _DEPUTISED and _DEPUTY.search(doc.lower, max(0, mention.start - 12), mention.start):
                items.append(Item(mention.start, mention.end, _DEPUTISED[tag], ""))
                continue
            if _is_abroad(before) and text[before.end : mention.start] in (" ", "'s ", " trade ", "'s trade ", " state "):
                items.append(Item(mention.start, mention.end, "OTHER", before.role or before.value))
                continue
            if mention.side == "us" and following and following.tag == "country" and following.value == "vn" and text[mention.end : following.start] in (" of ", " của "):
                items.append(Item(mention.start, mention.end, _OUR_OFFICE[tag], ""))  # "the commerce minister of Việt Nam"
                continue
            if _is_abroad(following) and text[mention.end : following.start] in (" ", " of ", " của ", " nước "):
                items.append(Item(mention.start, mention.end, "OTHER", following.role or following.value))
                continue
            gap = text[mention.end : following.start] if following else "?"
            if following and following.tag == "person" and gap in (" ", " Mr ", " Mr. ", " ông ", " Ông ", ", ", " đồng chí "):
                person = people[following.value]
                known = _ROLE_TAGS[person["side"], person["role"]]
                if person["side"] == mention.side or gap != ", ":
                    # A list of deputies ("fellow deputies A, B and C") keeps the known role of each.
                    items.append(Item(mention.start, following.end, known, following.value))
                    skip = index + 1
                    continue
            if not (following and following.tag == "country" and gap == " ") and (match := _NAME.match(text, mention.end)):
                if _is_vietnamese(match.group(1)):
                    if mention.side == "vn":
                        items.append(Item(mention.start, match.end(), tag, match.group(1)))
                        continue
                elif (mention.side == "vn" or mention.value == "us-president" or doc.language == "vi" and not _names_us(doc.lower, mention)) and not _is_capitalised_phrase(match.group(1)):
                    items.append(Item(mention.start, match.end(), "OTHER", match.group(1)))
                    continue
            items.append(Item(mention.start, mention.end, tag, _holder(mention, holders)))
    return items


def _is_abroad(mention: Mention | None) -> bool:
    """Whether a name is that of a third country, or of a place in one."""
    if mention is None:
        return False
    return mention.tag == "country" and mention.value == "other" or mention.tag == "place" and mention.side not in ("vn", "us", "")


def _names_us(text: str, mention: Mention) -> bool:
    """Whether a title itself says that it is of the United States."""
    return bool(re.search(r"hoa kỳ|mỹ\b|\bus\b", text[mention.start : mention.end]))


def _is_vietnamese(name: str) -> bool:
    first = name.split()[0].lower()
    return fold(first) in _FAMILIES and first != "đảng"  # the Party is no family, Đặng is one


def _is_capitalised_phrase(name: str) -> bool:
    """Whether the capitalised words are no name but a heading's ("Prime Minister Orders Task Force")."""
    return name.split()[0].lower() not in _HONOURS and (len(name.split()) > 3 or any(len(word) < 2 for word in name.split()))


def _list_holders(mentions: Sequence[Mention], people: dict[str, dict[str, Any]]) -> dict[tuple[str, str], set[str]]:
    """The people of the article by side and office; the Prime Minister also by role."""
    holders: dict[tuple[str, str], set[str]] = {}
    for mention in mentions:
        if mention.tag == "person":
            offices = {people[mention.value].get("office"), "head-of-government" if mention.role == "head-of-government" else None}
            for office in offices - {None}:
                holders.setdefault((mention.side, office), set()).add(mention.value)
    return holders


def _holder(mention: Mention, holders: dict[tuple[str, str], set[str]]) -> str:
    """The person meant by a bare title: the only person of the article who holds that office."""
    names = holders.get((mention.side, mention.value), set())
    return next(iter(names)) if len(names) == 1 else ""


def draw_scenes(doc: Document, items: Sequence[Item]) -> list[Scene]:
    """One scene for each sentence, in order."""
    scenes = []
    lower = doc.lower
    index, count = 0, len(items)
    for sentence in doc.sentences:
        at, stop = sentence.start, sentence.end
        while index < count and items[index].start < at:
            index += 1
        line: list[str] = []
        spots = []
        length = 0
        while index < count and items[index].end <= stop:
            start, end, tag, _ = item = items[index]
            line += (lower[at:start], tag)
            left = length + start - at
            length = left + len(tag)
            spots.append((left, length, item))
            at = end
            index += 1
        line.append(lower[at:stop])
        scenes.append(Scene(sentence, "".join(line), tuple(spots)))
    return scenes


def span_in_document(scene: Scene, start: int, end: int) -> tuple[int, int]:
    """The document span of a piece of the scene line."""
    left = right = None
    shift = scene.sentence.start
    for begin, stop, item in scene.places:
        if left is None and start < stop:
            left = item.start if start >= begin else start + shift
        if right is None and end <= stop:
            right = item.end if end > begin else end + shift
        shift = item.end - stop
    left = start + shift if left is None else left
    right = end + shift if right is None else right
    return left, right
