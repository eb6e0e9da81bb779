"""Who was at the head of a delegation, where a sentence says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..scene import Scene
from .model import EventMention


class Head(NamedTuple):
    """A sentence that says who was at the head of a delegation."""

    sentence: int
    side: str
    names: tuple[str, ...]


_HEADS = {
    "en": re.compile(
        r"\b(?P<one>(?:VNMIN|VNOFF|DPM|USMIN|USOFF)(?:(?:, | and | và )(?:USMIN|USOFF|VNMIN))*)\b(?:, [^,;]{0,60},)?[^;,.]{0,25}? (?:led|leads|leading|heads|headed|heading|(?:was|is|stood) at the head of|in charge of)\b[^;.]{0,40}?\b(?:side|delegation|team|negotiators)"
        r"|\b(?:led|headed) by (?:the )?(?P<two>(?:VNMIN|VNOFF|DPM|USMIN|USOFF)(?: and (?:USMIN|USOFF))?)\b|\bwith (?:minister |mr\.? |the )?(?P<three>VNMIN|VNOFF|USMIN|USOFF) at the (?:head|VNMIN)"
    ),
    "vi": re.compile(
        r"(?:dẫn đầu|đứng đầu|do)(?: [\w'-]+){0,5}? (?:là )?(?:đồng chí |ông )?(?P<one>VNMIN|VNOFF|DPM|USMIN)\b|(?P<two>VNMIN|VNOFF|DPM|USMIN)\b[^;.]{0,25}?(?:dẫn đầu|làm trưởng đoàn|đứng đầu|trưởng đoàn|dẫn đoàn)"
        r"|(?:bên kia bàn|phía bên kia|phía US)(?: [\w'-]+){0,4}? (?:là |có )(?P<three>USMIN(?:(?: và|,)(?: đại sứ)? USMIN)*)"
    ),
}


#: Those who are at the head of a delegation, one of whom every pattern names.
_LEADERS = frozenset({"VNMIN", "VNOFF", "DPM", "USMIN", "USOFF"})


def read_heads(scene: Scene, language: str) -> list[Head]:
    """Who led a delegation, where the sentence says so."""
    heads: list[Head] = []
    if _LEADERS.isdisjoint([item.tag for *_, item in scene.places]):
        return heads
    for match in _HEADS[language].finditer(scene.line):
        start, end = match.span(match.lastgroup)
        people = [i for left, right, i in scene.places if left >= start and right <= end and i.value and i.tag[:2] in ("VN", "US", "DP")]
        for side in ("vn", "us"):
            names = tuple(i.value for i in people if (i.tag[:2] == "US") == (side == "us"))
            if names:
                heads.append(Head(scene.sentence.number, side, names))
    return heads


def name_heads(mentions: Sequence[EventMention], heads: Sequence[Head]) -> None:
    """Give rounds the heads of delegation that their own or one of the two following sentences name."""
    for head in heads:
        rounds = [(head.sentence - m.scene.sentence.number, m) for m in mentions if m.kind == "negotiation-round"]
        near = [(gap, m) for gap, m in rounds if 0 <= gap <= 2]
        if not near:
            near = [(-gap, m) for gap, m in rounds if -2 <= gap < 0]
        if near:
            mention = min(near, key=lambda item: item[0])[1]
            if head.side == "vn" and not mention.lead_vn:
                mention.lead_vn = head.names
            elif head.side == "us" and not mention.lead_us:
                mention.lead_us = tuple(sorted(head.names))
