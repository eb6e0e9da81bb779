"""Whether words on talks are about those of other countries."""

from __future__ import annotations

import re

from ..scene import Scene
from .model import tags_in

#: Those of the other side whom a meeting of the government alone would not have in it.
COUNTERPARTS = {"USMIN", "USTOP", "USENVOY"}


def is_foreign(scene: Scene, start: int, end: int) -> bool:
    """Whether another country stands between or right beside the telling words and ours does not."""
    ours = {"VN", "VNMIN", "PM", "DPM", "VNTOP", "VNOFF", "GOV"}
    all_tags = {item.tag for _, _, item in scene.places}
    if "OTHER" in all_tags and not all_tags & ours and _OTHER_TALKS.search(scene.line):
        return True
    if "OTHER" in all_tags and not all_tags & COUNTERPARTS and _FREE_TRADE.search(scene.line):
        return True
    tags = tags_in(scene, max(0, start - 25), min(len(scene.line), end + 45))
    return "OTHER" in tags and not tags & ours


#: What Việt Nam negotiates with others; with the United States it is a reciprocal agreement.
_FREE_TRADE = re.compile(r"\bfree[- ]trade\b|thương mại tự do")


#: Another country talks with the United States in this sentence, it is not only the place or the setting.
_OTHER_TALKS = re.compile(r"\b(?:between|with|giữa|với|cử|to|of|'s)\b[^;.]{0,40}\bOTHER\b|\bOTHER\b(?:'s)?[^;.]{0,60}\b(?:negotiator|minister|envoy|round|talks|delegation|đàm phán|bộ trưởng|vòng)")
