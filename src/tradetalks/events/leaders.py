"""Cues of contacts of the leaders, or of one of them with the other side's envoy."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..scene import Scene
from .model import Context, Cue, people_in
from .patterns import JOINTLY, talk_words


def read_leaders(scene: Scene, language: str, context: Context) -> list[Cue]:
    """The contact of leaders that a sentence tells of, at most one."""
    line = scene.line
    ours = [(l, r, i) for l, r, i in scene.places if i.tag in ("VNTOP", "PM")]
    theirs = [(l, r, i) for l, r, i in scene.places if i.tag == "USTOP"]
    ministers = [(l, r, i) for l, r, i in scene.places if i.tag in ("USMIN", "USENVOY")]
    envoys = [(l, r, i) for l, r, i in scene.places if i.tag in ("DPM", "VNMIN")]
    pairs = [(a, b, "leaders talk", "talk") for a in ours for b in theirs]
    pairs += [(a, b, "leader receives an envoy", "receive") for a in ours for b in ministers]
    pairs += [(b, a, "leader receives an envoy", "receive") for a in theirs for b in envoys]
    for wanted in ("leaders talk", "leader receives an envoy"):
        cue = _join_leaders(scene, [pair for pair in pairs if pair[2] == wanted], language)
        if cue:
            return [cue]
    if scene.items("DATE") and (match := _TWO_LEADERS[language].search(line)):
        return [Cue("leader-contact", scene, match.span(), "the two leaders talk", lead_vn=people_in(scene, ("VNTOP", "PM"))[:1], lead_us=people_in(scene, ("USTOP",))[:1])]
    if scene.items("DATE") and not theirs and (match := _CALL_TO_US[language].search(line)) and ours:
        return [Cue("leader-contact", scene, match.span(), "a leader calls", lead_vn=people_in(scene, ("VNTOP", "PM"))[:1])]
    return _one_leader_calls(scene, language, context)


def _one_leader_calls(scene: Scene, language: str, context: Context) -> list[Cue]:
    """A call of which only the one at the other end is named: "the President, with whom he had spoken on July 2"."""
    match = _CALLS[language].search(scene.line) if scene.items("DATE", "ANCHOR") else None
    if not match:
        return []
    left, right = match.span(match.lastgroup)
    who = next(item for start, end, item in scene.places if start == left and end == right)
    there, known = (("VNTOP", "PM"), context.top_vn) if who.tag == "USTOP" else (("USTOP",), context.top_us)
    other = people_in(scene, there)[-1:] or known
    if not other:
        return []
    ours, theirs = (other, (who.value,)) if who.tag == "USTOP" else ((who.value,), other)
    return [Cue("leader-contact", scene, match.span(), "a leader calls", lead_vn=ours, lead_us=theirs)]


_CALLS = {
    "en": re.compile(
        r"\b(?:spoke|spoken|talked|call|calls|conversation|conversations|telephoned|phoned)\b(?: (?:by|on|over) the? ?(?:phone|telephone))?[^;.,]{0,30}?\b(?:with|to) (?:the |his |her )?(?P<who>USTOP|VNTOP)\b"
        r"|\b(?:telephoned|phoned|called|rang) (?:the )?(?P<whom>USTOP|VNTOP)\b"
        r"|\bhe (?:briefly |also |had )?(?:met|meets|received|held talks)(?: with)? (?:the )?(?P<other>USTOP)\b"
        r"|(?P<named>USTOP|VNTOP), (?:with|to) whom he (?:had |has )?(?:spoken|spoke|talked)\b"
    ),
    "vi": re.compile(r"(?:điện đàm|cuộc gọi|gọi điện|nói chuyện|điện thoại)[^;,.]{0,30}?(?:với|cho) (?:[^\W\d]+ ){0,3}?(?P<who>USTOP|VNTOP)\b"),
}


#: A call of which the other end is named by its house alone.
_CALL_TO_US = {
    "en": re.compile(r"\b(?:phone |telephone )?(?:call|conversation) (?:from|by|of) (?:the )?(?:VNTOP|PM) (?:to|with) (?:the )?(?:US|PLACE)\b"),
    "vi": re.compile(r"(?:cuộc gọi|cuộc điện đàm|cuộc điện thoại) (?:của )?(?:VNTOP|PM) (?:tới|với|cho|đến) (?:US|PLACE)(?!\w)"),
}
_TWO_LEADERS = {
    "en": re.compile(r"\bVNTOP and (?:the )?USTOP (?:had |have )?(?:discussed|agreed|spoken|exchanged)\b|\b(?:phone|telephone) (?:call|talks|conversation)\b[^;.]{0,25}\b(?:the two|both) leaders\b|\b(?:the two|both) (?:leaders|presidents)\b[^;.]{0,40}?\b(?:spoke|talked|met|speak|talk|meet|conferred|held (?:a|their|talks))\b"),
    "vi": re.compile(r"hai (?:nhà )?(?:lãnh đạo|nguyên thủ)(?: [\w'-]+){0,5}? (?:điện đàm|gặp|hội đàm|nói chuyện|trao đổi qua)"),
}


def _join_leaders(scene: Scene, pairs: Sequence[tuple], language: str) -> Cue | None:
    """The pair of people whom a word of talking or receiving joins most closely."""
    line = scene.line
    best: Cue | None = None
    price = 1_000
    for a, b, rule, words in pairs:
        low, high = min(a[0], b[0]), max(a[1], b[1])
        if high - low > 170:
            continue
        for match in talk_words(language, words).finditer(line, max(0, low - 60), min(len(line), high + 60)):
            if match.group() in _NO_CONTACT or match.group().startswith("call") and _CALLED_FOR.match(line, match.end()):
                continue
            # "at his meeting with X, the General Secretary said": the word of meeting governs the one who stands first
            governs = match.end() <= low and bool(_GOVERNED.fullmatch(line, match.end(), low))
            outside = not (governs or low <= match.start() <= high)
            jointly = bool(JOINTLY.fullmatch(line[min(a[1], b[1]) : max(a[0], b[0])]))
            if outside and match.start() >= high and not jointly:
                continue
            if outside and re.search(r"\b(?:PM|GOV|DPM|VNMIN|USMIN|BODY)\b", line[min(match.end(), high) : max(match.start(), low)]):
                continue
            cost = (high - low) + (min(abs(match.start() - high), abs(low - match.end())) + 15 if outside else 0)
            if _SET_UP_BY.search(line, 0, b[0]):
                continue
            if rule != "leaders talk" and re.search(r"\b(?:DPM|VNMIN|VNENVOY)\b", line[min(a[1], b[1]) : max(a[0], b[0])]):
                continue
            if rule != "leaders talk" and (outside and not jointly or cost > 90 or _ENVOY_OF.search(line[max(0, a[0] - 30) : a[0]])):
                continue
            if cost < price:
                vn, us = a[2], b[2]
                best = Cue("leader-contact", scene, (min(low, match.start()), max(high, match.end())), rule, lead_vn=(vn.value,) if vn.value else (), lead_us=(us.value,) if us.value else (), core=match.span() if not outside else None)
                price = cost
    return best


#: "A meeting of the board set up by the President": he is not who is met.
_SET_UP_BY = re.compile(r"\b(?:set up|created|founded|launched|announced|imposed|chaired|unveiled|proposed) by (?:the )?\Z")
_CALLED_FOR = re.compile(r" (?:for|on|upon)\b")
_GOVERNED = re.compile(r"(?: with| với)?(?: the| us| mr\.?| ambassador| ông| bà| đại sứ){0,3} ?")
_NO_CONTACT = frozenset("negotiation negotiations hold held joined discussions reviewed phiên họp buổi".split()) | {"đàm phán", "cuộc họp", "làm việc", "gone through", "went through", "go through"}
#: "The special envoy of the General Secretary met ...": not the General Secretary.
_ENVOY_OF = re.compile(r"(?:envoy of|envoy for|đặc phái viên(?: của)?)(?: the)?(?: party)? $")
