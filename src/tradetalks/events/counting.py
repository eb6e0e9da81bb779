"""Which ordinal of a sentence counts the event that its words tell."""

from __future__ import annotations

import re

from ..scene import Item, Scene
from .model import gap_between
from .patterns import ORDINAL_OF


def find_ordinal(kind: str, scene: Scene, start: int, end: int, language: str) -> Item | None:
    """The ordinal that counts events of this kind, in or right beside the telling words."""
    if not scene.items("ORD"):
        return None
    pattern = ORDINAL_OF.get((kind, language))
    # "For the fourth time since ..., the ministers were summoned": the number opens the sentence.
    opens = kind == "government-meeting" and _FOR_THE_TIME.match(scene.line)
    window = 0 if opens else max(0, start - 40), min(len(scene.line), end + (150 if kind == "government-meeting" else 60))
    matches = sorted(pattern.finditer(scene.line, *window), key=lambda m: gap_between(*m.span(), start, end)) if pattern else ()
    for match in matches:
        if COUNTED_ELSEWHERE.match(scene.line, match.end()) or _TEAMS_OWN.search(scene.line[max(0, match.start() - 25) : match.start()]):
            continue
        if kind == "government-meeting" and _FORCE_BEFORE.search(scene.line[: match.start()]):
            continue
        words = match.group()
        if re.search(r"\bELSE\b|steering|APEC|regular|kỳ họp|resolution|in-person|face-to-face|trực tiếp", words):
            item = ordinal_at(scene, match)
            if not item or item.value == 1 or "ELSE" in words or "steering" in words or "regular" in words:
                continue
        item = ordinal_at(scene, match)
        if item:
            return item
    return None


_FOR_THE_TIME = re.compile(r"(?:[\w .–—-]{0,20}[–—-] )?for the ORD time\b")
COUNTED_ELSEWHERE = re.compile(r"[^;,.]{0,30}(?:ELSE|task force|working group|tổ công tác|của tổ\b|steering|của vòng|of (?:the|this) round)")
#: A task force that comes together for the third time counts its own meetings.
_FORCE_BEFORE = re.compile(r"(?:task force|tổ công tác)(?:(?!\bPM\b)[^;.]){0,110}$")
_TEAMS_OWN = re.compile(r"\b(?:team|delegation|own|đoàn)\b[^;.]{0,18}$")
#: "For whom it was the first round in charge": counts a person's rounds.
OWN_COUNT = re.compile(r"\b(?:for whom it|his|her)\b[^;.]{0,12}$")


def ordinal_at(scene: Scene, match: re.Match) -> Item | None:
    for left, right, item in scene.places:
        if item.tag == "ORD" and left >= match.start() and right <= match.end():
            return item
    return None
