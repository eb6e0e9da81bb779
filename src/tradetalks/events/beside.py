"""Days told in the sentence beside: before "the meeting ...", behind "It took place on ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..scene import Scene
from .days import CLOSED, OPENING, list_dates, list_free_days
from .model import Cue, When
from .timing import join_edges


def borrow_date(group: list[Cue], cues: Sequence[Cue], scenes: Sequence[Scene], language: str) -> list[Cue]:
    """The day of an event that is told beside its telling: "The PM yesterday set his ministers to work. The meeting was
    the eleventh ...", "The two sat down in Jeju. It was on May 16."

    Only a day that no other event takes counts: in the sentence before where the same people act in it, in the sentence
    after where that goes on with "it" or "the meeting".
    """
    if any(c.when for c in group):
        return group
    taken = {id(c.when.item) for c in cues if c.when}
    for place, cue in enumerate(group):
        if cue.ordinal is None and cue.weak:
            continue
        for step, reach, fits in ((-1, 1, _acts_before), (1, 2, _goes_on_after)):
            for beside in _list_beside(scenes, cue, step, reach):
                free = list_free_days(beside, taken, language, _last_told(cue.scene, language) if step > 0 else None)
                if len(free) == 1 and fits(cue, beside, language):
                    return [*group[:place], replace(cue, when=free[0]), *group[place + 1 :]]
    return group


def _last_told(scene: Scene, language: str) -> When | None:
    return next((when for _, _, when in reversed(list_dates(scene, language, None)) if when.exact), None)


def stands_alone(cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a cue tells an event in full words and nothing near it dates or numbers one of the kind."""
    if cue.weak or cue.when or cue.ordinal or cue.kind == "negotiation-round" or cue.scene.sentence.role != "body":
        return False
    return not any(c.kind == cue.kind and (c.when or c.ordinal) and abs(c.sentence_number - cue.sentence_number) <= 2 for c in cues)


def complete_round(group: list[Cue], cues: Sequence[Cue], scenes: Sequence[Scene], language: str) -> list[Cue]:
    """The other end of a round of which one day is told: "... was brought to a close on Friday. It had begun on Monday." """
    ends = [c for c in group if c.edge]
    if len(ends) != 1 or group[0].kind != "negotiation-round":
        return group
    taken = {id(c.when.item) for c in cues if c.when}
    wanted, pattern = ("open", OPENING) if ends[0].edge == "close" else ("close", CLOSED)
    for beside in _list_beside(scenes, ends[0], 1, 3):
        until = wanted == "close" and bool(_UNTIL[language].search(beside.line))
        free = [when for _, _, when in list_dates(beside, language, ends[0].when)] if until else list_free_days(beside, taken, language)
        if len(free) == 1 and (until or _DEFINITE[language].search(beside.line) and (pattern[language].search(beside.line[:70]) or wanted == "open" and _DAYS_FROM.match(beside.line))):
            other = replace(ends[0], scene=beside, when=free[0], edge=wanted, at=(0, 0), core=None, ordinal=None, ordinal_item=None)
            if join_edges(ends[0], other):
                return [*group, other]
    return group


#: "Over three days from November 12, the two delegations ..."
_DAYS_FROM = re.compile(r"(?:over|in|during) \w+ days from\b|trong \w+ ngày,? từ\b")
#: "He leads the talks, which are to last until Thursday".
_UNTIL = {
    "en": re.compile(r"\b(?:talks|negotiations|round)\b[^;.]{0,30}\b(?:last|lasts|run|runs|continue|go on)\b[^;.]{0,12}\b(?:until|till|to|through) DATE"),
    "vi": re.compile(r"(?:đàm phán|vòng)[^;.]{0,30}kéo dài (?:đến|tới)(?: hết)?(?: ngày)? DATE"),
}


def _list_beside(scenes: Sequence[Scene], cue: Cue, step: int, reach: int) -> list[Scene]:
    """The sentences of the body next to a cue's, captions passed over."""
    found: list[Scene] = []
    index = cue.sentence_number - 1 + step
    while 0 <= index < len(scenes) and len(found) < reach:
        if scenes[index].sentence.role in ("body", "title"):
            found.append(scenes[index])
        index += step
    return found


_DEFINITE = {
    "en": re.compile(r"^(?:(?:during|in|over|throughout) )?(?:the|this|it)\b|^(?:over|in|during) \w+ days from\b"),
    "vi": re.compile(r"^(?:trong \w+ ngày,? từ\b|cuộc họp|phiên họp|phiên|vòng|đây|buổi|cuộc|lần họp)(?: (?:này|nói trên|đó))?"),
}
#: A meeting announced with its day, before the sentence that says who met.
_MEETING = {
    "en": re.compile(r"\b(?:meeting|encounter|call|conversation|session)\b(?: \w+){0,9} DATE|DATE[^;.]{0,30}\b(?:meeting|encounter|call|conversation)\b|\b(?:VN and (?:the )?US|(?:the )?two (?:sides|countries)) met\b(?: [\w-]+){0,7} DATE"),
    "vi": re.compile(r"(?:cuộc (?:gặp|họp|điện đàm|trao đổi|hội đàm)|buổi (?:gặp|họp|làm việc|trao đổi))(?:,? [^\W\d]+){0,9},? DATE"),
}
_SPOKE_AT = re.compile(
    r"(?:he|she|PM|DPM|the (?:PM|DPM|government leader|head of government)) (?:was speaking|spoke|was addressing|(?:made|gave|issued|delivered) (?:the|this|these|his) [\w ]{3,30}?|said this|said so) (?:at|during|in|to|while)\b"
    r"|(?:ông|PM|DPM) (?:phát biểu|nói|nêu|đưa ra|yêu cầu|chỉ đạo)[^;,.]{0,30} (?:tại|trong) (?:cuộc họp|phiên họp|buổi họp)"
)
_ACTORS = {
    "government-meeting": {"PM", "DPM"},
    "ministerial-session": {"VNMIN", "USMIN", "DPM"},
    "leader-contact": {"VNTOP", "USTOP"},
    "negotiation-round": {"VNMIN", "VNOFF"},
}


def _acts_before(cue: Cue, before: Scene, language: str) -> bool:
    """Whether "the meeting" takes up the sentence before, in which the same people do something on a day."""
    if cue.kind == "government-meeting" and before.items("PM", "DPM") and (cue.rule == "speaking at a meeting" and cue.at[0] < 5 or _SPOKE_AT.match(cue.scene.line)):
        return True  # "The PM on May 24 urged ... Addressing a government conference, he said", "He was speaking at ..."
    people = {item.value for _, _, item in before.places if item.tag in _ACTORS[cue.kind]}
    if cue.lead_vn and cue.lead_us and set(cue.lead_vn) <= people and (set(cue.lead_us) <= people or "counterpart" in before.line):
        return True
    if cue.lead_vn and cue.lead_us and _MEETING[language].search(before.line):
        return True
    opens = _DEFINITE[language].search(cue.scene.line) and cue.at[0] < 40
    return bool(opens) and (bool(cue.lead_us) and bool(_MEETING[language].search(before.line)) or any(item.tag in _ACTORS[cue.kind] for _, _, item in before.places))


def _goes_on_after(cue: Cue, after: Scene, language: str) -> bool:
    """Whether the sentence after goes on with the event ("It took place on ...")."""
    held = re.compile(r"took place|was held|were held|held|lasted|began|opened|diễn ra|được tổ chức|kéo dài|bắt đầu")
    return bool(_DEFINITE[language].search(after.line)) and bool(held.search(after.line[:80]))
