"""Cues of meetings of the government under the Prime Minister or a deputy."""

from __future__ import annotations

import re

from ..scene import Scene
from .counting import find_ordinal
from .foreign import COUNTERPARTS
from .model import Context, Cue, place_of, tags_in
from .patterns import could_sit, find_rules, government_patterns


def read_government(scene: Scene, language: str, others: list[Cue], hints: int, context: Context) -> list[Cue]:
    """The meetings of the government that a sentence tells of; `others` are its cues of other kinds, whose words are no such meeting."""
    line = scene.line
    cues: list[Cue] = []
    if not could_sit(hints):
        return cues
    for rule, match in find_rules(government_patterns(language), line, hints):
        start, end = match.span()
        if rule == "numbered meeting of the PM" and _SESSION.search(match.group()) and any(i.tag == "ORD" and i.value in context.rounds for _, _, i in scene.places):
            continue  # "the plan for the second session": of the rounds told before
        if rule == "numbered meeting of the PM" and _PLAN_FOR.search(line, max(0, start - 40), end):
            continue
        if any(start < c.at[1] and end > c.at[0] for c in cues) or _AFTER_OTHERS.search(match.group()):
            continue
        if rule == "numbered meeting of the PM" and any(c.ordinal_item and place_of(scene, c.ordinal_item)[0] in range(start, end) for c in others):
            continue
        if not _blocked_meeting(scene, start, end, rule, language, others):
            ordinal = find_ordinal("government-meeting", scene, start, end, language)
            lead = _chair(scene, start, end)
            weak = rule == "speaking at a meeting" and not re.search(r"\b(?:at|in|tại|during|for|addressing) (?:a|an|an urgent|the DATE|cuộc họp|phiên họp)\b", match.group())
            cues.append(Cue("government-meeting", scene, (start, end), rule, ordinal.value if ordinal else None, ordinal, lead_vn=tuple(n for n in lead if n), weak=weak))
    if not cues and context.chair and scene.items("DATE", "ANCHOR") and (match := _HE_CHAIRS[language].search(line)) and not _blocked_meeting(scene, *match.span(), "he chairs", language, others):
        cues.append(Cue("government-meeting", scene, match.span(), "he chairs a meeting", lead_vn=context.chair))
    return cues


#: A meeting under the Prime Minister or a deputy whom the sentence before names.
_HE_CHAIRS = {
    "en": re.compile(r"\bhe (?:\w+ ){0,2}(?:chaired|presided over|convened|called) [^;,.]{0,30}?\b(?:meeting|session|sitting|conference)\b"),
    "vi": re.compile(r"\bông (?:\w+ ){0,2}(?:chủ trì|triệu tập)[^;,.]{0,30}?(?:cuộc họp|phiên họp|buổi họp)"),
}


#: The meetings that this one came after.
_AFTER_OTHERS = re.compile(r", (?:sau|after|following) (?:các|những|the|those)\b")
#: What is prepared is a session of the negotiations.
_PLAN_FOR = re.compile(r"\b(?:plans?|proposals?|scenarios?|positions?|prepar\w+) (?:\w+ ){0,2}?for (?:the )?ORD (?:negotiation |negotiating )?session\b")
_SESSION = re.compile(r"\bORD (?:negotiation |negotiating )?session\b|\bphiên (?:đàm phán )?ORD")
_NOT_GOVERNMENT = {
    "en": re.compile(r"press|briefing|regular monthly|steering|(?:US|american|foreign) (?:businesses|firms|companies|investors|enterprises)|business council|business group|business lobby|chamber of commerce|investors|entrepreneur|businesses and|business community|voters|anniversary|monthly (?:cabinet|government)|regular (?:cabinet|government|GOV)|workshop|seminar|forum|summit"),
    "vi": re.compile(r"họp báo|thường kỳ|doanh nghiệp (?:US|mỹ|hoa kỳ|nước ngoài)|ban chỉ đạo|tiếp xúc cử tri|hội thảo|tọa đàm|diễn đàn|cấp cao|thượng đỉnh|kỳ họp|kỷ niệm|doanh nhân"),
}


def _blocked_meeting(scene: Scene, start: int, end: int, rule: str, language: str, others: list[Cue]) -> bool:
    """Whether the words tell of another kind of meeting: with foreigners, of another body, of the delegation."""
    line = scene.line
    near = line[start : min(len(line), end + 45)]
    if _WITH_THEM.match(line, end):
        return True
    if rule in ("numbered meeting of the PM", "the government met") and "ELSE" in near:
        return True
    tags = tags_in(scene, start, min(len(line), end + 12))
    if tags & COUNTERPARTS and rule not in ("numbered meeting of the PM", "task force"):
        return True
    if _ELSE_OWN.search(near) or _NOT_GOVERNMENT[language].search(line[max(0, start - 15) : min(len(line), end + 45)]):
        return True
    # Words that another kind of event already claims are not a government meeting.
    return any(c.kind != "leader-contact" and start < c.at[1] and end > c.at[0] and c.rule not in ("round", "elliptic round", "technical talks", "delegations' talks") and _claims(c, line[start:end]) for c in others)


_WITH_THEM = re.compile(r"[^;,.]{0,30}\b(?:with|between|với|giữa)\b(?:(?! (?:since|after|before|when|sau|từ|trước)\b)[^;,.]){0,20}(?:USMIN|USTOP|USENVOY|USOFF)")
_ELSE_OWN = re.compile(r"\b(?:meeting|session|sitting|conference|họp|phiên họp|hội nghị)\b(?: (?:of|with|at|by|của|với))?(?: (?:the|a))?(?: [\w'-]+){0,2} ELSE\b|\bELSE(?:'s)?(?: [\w'-]+){0,3} (?:meeting|session|sitting|conference|briefing)\b|\bELSE họp")


def _claims(cue: Cue, words: str) -> bool:
    return cue.scene.line[cue.at[0] : cue.at[1]] in words and not re.search(r"\b(?:PM|DPM)\b[^;]*\b(?:chair|presid|conven|chủ trì|triệu tập)", words)


def _chair(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Who chaired: the Prime Minister or a deputy inside the telling words, else the first one of the sentence."""
    for low, high in ((start, end), (0, len(scene.line))):
        for tag in ("PM", "DPM"):
            names = [item.value for left, right, item in scene.places if item.tag == tag and left < high and right > low]
            if names:
                return (names[0],) if names[0] else ()
    return ()
