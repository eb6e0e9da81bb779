"""One sentence -> its cues: places where it tells of an event, between the right people."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..scene import Scene
from .counting import COUNTED_ELSEWHERE, ordinal_at
from .foreign import is_foreign
from .government import read_government
from .leaders import read_leaders
from .model import LONGEST_SENTENCE, PASSING, Context, Cue
from .patterns import could_tell, mark_hints
from .rounds import read_rounds
from .sessions import read_sessions


def read_cues(scene: Scene, language: str, context: Context) -> list[Cue]:
    """All cues of one sentence, each with its own ordinal, still without dates."""
    line = scene.line
    if scene.sentence.role == "margin" or len(line) > LONGEST_SENTENCE or not could_tell(hints := mark_hints(line), language):
        return []
    cues = read_leaders(scene, language, context) + read_sessions(scene, language, context, hints) + read_rounds(scene, language, context, hints)
    cues += read_government(scene, language, cues, hints, context)
    cues = _drop_foreign(_drop_counted(cues))
    cues += _counted_again(scene, language, cues, context)
    return cues + _passing_cues(scene, language, cues, context)


_COUNTED_AGAIN = {
    "en": re.compile(r"\bthe ORD (?:meeting|sitting|one),? (?:held |which took place |convened |called |that took place )?(?:on |of )?DATE"),
    "vi": re.compile(r"(?:cuộc họp|phiên họp|buổi họp|lần họp) ORD,?(?: (?:diễn ra|được tổ chức|tổ chức|họp|hôm|vào|ngày|hồi)){0,3} DATE"),
}


def _counted_again(scene: Scene, language: str, cues: Sequence[Cue], context: Context) -> list[Cue]:
    """Another of the government's numbered meetings, named by its number and day once they are what the article counts."""
    match = _COUNTED_AGAIN[language].search(scene.line) if context.counted == "government-meeting" else None
    if not match or any(c.at[0] < match.end() and match.start() < c.at[1] for c in cues) or COUNTED_ELSEWHERE.match(scene.line, match.end()):
        return []
    number = ordinal_at(scene, match)
    return [Cue("government-meeting", scene, match.span(), "counted again", number.value, number)] if number else []


_PASSING = {
    "en": re.compile(r"\bin the ORD(?: one| call| meeting)?,? (?:on )?DATE|\b(?:after|following|since|followed|follows) (?:one|an earlier one|the first(?: one)?|a first(?: one)?|the one|the previous one|that|those|the (?:meetings|sessions|talks|ones))\b(?: (?:in|on|at|of|held|the|south|north|[\w'-]+|PLACE|OTHER),?){0,9}? DATE"
                      r"|\bthe (?:previous|earlier|others?|preceding)(?: two| three| four| five| six| ones| meetings| sessions){0,2} (?:(?:had )?(?:been )?held |were (?:held )?|took place |came )(?:on )?DATE"),
    "vi": re.compile(r"sau (?:các |những |hai |ba |bốn )?(?:cuộc|phiên|lần)(?: (?:điện đàm|gặp|họp|trước|đầu|ở|tại|PLACE|\((?:PLACE|OTHER)\)|hôm|vào)){0,5} DATE"
                      r"|các (?:cuộc|phiên|lần)(?: họp)? (?:trước|trước đó|trước đây)(?: (?:đã|được|diễn ra|tổ chức|lần lượt|là|vào|ngày|các ngày|hôm)){1,6} DATE"),
}


def _passing_cues(scene: Scene, language: str, cues: Sequence[Cue], context: Context) -> list[Cue]:
    """A further event of the kind at hand, told in passing: "their second meeting, after one in Jeju on May 16"."""
    match = _PASSING[language].search(scene.line) if "DATE" in scene.line else None
    before = [c for c in cues if match and c.at[0] < match.start()] or cues
    kind = before[-1].kind if before else context.kind
    if not match or not kind or any(c.at[0] < match.end() and match.start() < c.at[1] for c in cues):
        return []
    people = next((c for c in cues if c.kind == kind), None)
    return [Cue(kind, scene, match.span(), PASSING, lead_vn=people.lead_vn if people else context.lead_vn if kind == "ministerial-session" else (),
                lead_us=people.lead_us if people else context.lead_us if kind == "ministerial-session" else ())]


def _drop_counted(cues: list[Cue]) -> list[Cue]:
    """Without rounds read from a bare number that counts another event of the sentence ("the ministers' eighth, on ...")."""
    counted = {id(c.ordinal_item) for c in cues if c.ordinal_item and c.rule != "elliptic round"}
    return [c for c in cues if c.rule != "elliptic round" or id(c.ordinal_item) not in counted]


def _drop_foreign(cues: list[Cue]) -> list[Cue]:
    return [c for c in cues if c.kind == "government-meeting" or not is_foreign(c.scene, *c.at)]
