"""Where an event took place, and whether the sides met in person, online or by telephone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..actors import load_gazetteer
from ..scene import Item
from .model import Cue, gap_between
from .patterns import talk_words

_IN = {
    "en": re.compile(r"(?:\bin|\bat|\bto|\bfor|\bnear|\bvisit|\bfrom|\binto)(?: the)?(?: [\w'-]+){0,3},? $"),
    "vi": re.compile(r"(?:tại|ở|đến|tới|sang|thăm|từ|thành phố|thủ đô|đảo|trên đảo)(?: [\w'-]+){0,3},? $"),
}


def find_place(cue: Cue, rivals: Sequence[Cue], language: str) -> str:
    """The nearest place named with "in" or "at" beside the telling words, unless it stands nearer to another event's.

    A dateline gives its place only to a government meeting, and only where it is the government's seat. "The US" is a
    place only for the two sides' events, and only where nothing closer is named.
    """
    if cue.mode in ("phone", "online"):
        return ""
    best, cost = "", 160.0 if cue.kind == "government-meeting" else 110.0
    for left, right, item in cue.scene.places:
        if item.tag not in ("PLACE", "US"):
            continue
        price = _price_place(cue, left, right, item, language)
        if price < cost and all(price <= _price_place(rival, left, right, item, language) for rival in rivals if rival is not cue):
            best, cost = (item.value if item.tag == "PLACE" else "US"), price
    return best


def _price_place(cue: Cue, left: int, right: int, item: Item, language: str) -> float:
    """How far a place stands from the telling words or their date, in characters; 1,000 where it cannot be theirs."""
    line = cue.scene.line
    start, end = cue.at
    before = line[max(0, left - 30) : left]
    if left == 0 and _DATELINE.match(line, right):
        here = _HERE.search(line, max(0, start - 40), min(len(line), end + 60))
        own = load_gazetteer().places[item.value]["country"] == "us" if cue.kind in ("ministerial-session", "negotiation-round") else item.value == "Hà Nội" and cue.kind == "government-meeting"
        return 20.0 if here else 105.0 if own else 1_000.0
    listed = re.search(r"\b(?:round|vòng) (?:\d+|ORD), $|, $", before) and (line[right : right + 1] in ("", ",", ".", ")") or line[right : right + 2] == " (")
    if not (_IN[language].search(before) or listed and item.tag == "PLACE"):
        return 1_000.0
    gaps = [gap_between(left, right, start, end)]
    spot = next(((l, r) for l, r, i in cue.scene.places if cue.when and i is cue.when.item), None)
    if spot:
        gaps.append(gap_between(left, right, *spot) + 2)
    between = line[min(end, left) : max(start, right)] if left >= end or right <= start else ""
    price = min(gaps) + 60.0 * between.count(";") + (30 if re.search(r"\b(?:for|from|từ)(?: the)? $", before) else 0)
    if item.tag == "US":
        if cue.kind == "government-meeting" or not re.search(r"\b(?:in|to|for|sang|tại|ở|đến|tới)(?: the)? $", before) or re.search(r"^(?:'s)? [\w-]+", line[right:]) and not re.match(r" (?:on|from|in|for|this|to|and|where|,|DATE|vào|từ|để|trong)\b", line[right:]):
            return 1_000.0
        price += 40
    return price


_HERE = re.compile(r"\bhere\b|\bin the same city\b|tại đây|ở đây")
_DATELINE = re.compile(r"[,:]? ?(?:DATE)?,? ?(?:\([^)]*\))? ?[—–:-]")
_MODES = ("online", "phone", "in_person")


def find_mode(cue: Cue, language: str) -> str:
    """How the sides met, where a word beside the telling words says it."""
    if cue.mode:
        return cue.mode
    line = cue.scene.line
    start, end = cue.at
    spot = next(((l, r) for l, r, i in cue.scene.places if cue.when and i is cue.when.item), None)
    if spot and gap_between(*spot, start, end) < 90 and line[min(start, spot[0]) : max(end, spot[1])].count(";") == 0:
        start, end = min(start, spot[0]), max(end, spot[1])
    window = line[max(0, start - 25) : min(len(line), end + 40)]
    for name in _MODES:
        if cue.kind == "government-meeting" and name != "online":
            continue
        if name == "phone" and cue.kind == "negotiation-round":
            continue
        if talk_words(language, name).search(window):
            return name.replace("_", "-")
    return ""
