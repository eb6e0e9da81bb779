"""Cues of rounds of negotiation, numbered or not, and of technical talks."""

from __future__ import annotations

import re

from ..scene import Scene
from .counting import COUNTED_ELSEWHERE, OWN_COUNT
from .foreign import is_foreign
from .model import Context, Cue
from .patterns import HELD, PLANNED, find_rules, round_patterns


def read_rounds(scene: Scene, language: str, context: Context, hints: int) -> list[Cue]:
    """The rounds that a sentence tells of, one cue a number where several are counted together."""
    line = scene.line
    cues: list[Cue] = []
    taken: list[tuple[int, int]] = []
    numbered = False
    for rule, match in find_rules(round_patterns(language), line, hints):
        start, end = match.span()
        if rule == "elliptic round" and not (context.counted or cues or "rounds" in line):
            continue
        if any(start < b and end > a for a, b in taken) or is_foreign(scene, start, end):
            continue
        if rule == "talks on days" and not (any(i.tag == "DATE" and i.value.precision == "range" for left, _, i in scene.places if end < left < end + 60) or _TWO_DAYS.search(line, end, end + 60)):
            continue  # on a single day the talks may be a session
        numbers = [i for left, right, i in scene.places if i.tag == "ORD" and left >= start and right <= end]
        if rule in ("numbered round", "numbered talks", "elliptic round"):
            numbers = numbers[-1:] if language == "vi" else numbers[:1]
        if rule == "pair of rounds":
            numbers = numbers[:2]
        if rule == "elliptic round" and line.startswith(" session", end) and not any(number.value - 1 in context.rounds for number in numbers):
            continue  # "the ninth session is due to close": of parliament, unless the eighth was a round
        if _counts_other(line, start, end, language) or rule != "round" and COUNTED_ELSEWHERE.match(line, end) and "round" not in match.group() and "vòng" not in match.group():
            continue
        if "bộ trưởng" in match.group() and "vòng" not in match.group():
            continue
        before = line[max(0, start - 40) : start]
        if rule == "round" and _BETWEEN.search(before) or numbers and _IF_ANY.search(before) and not scene.items("DATE", "ANCHOR"):
            continue
        if numbers and OWN_COUNT.search(line[max(0, start - 30) : start]):
            continue
        if rule == "delegations' talks" and _SET_UP.search(line, max(0, start - 45), start):
            continue
        if rule == "numbered talks" and numbers and numbers[0].value == 1 and (
            re.search(r"in-person|face-to-face|direct|trực tiếp", match.group()) or match.group().endswith(("talks", "negotiations")) and not scene.items("DATE", "ANCHOR")
        ):
            continue
        if rule == "elliptic round" and not (numbered or _goes_on_counting(scene, start, end, language, context)):
            continue
        taken.append((start, end))
        numbered = numbered or rule == "numbered round" and bool(HELD[language].search(line, max(0, start - 25), end + 40))
        if not numbers:
            cues.append(Cue("negotiation-round", scene, (start, end), rule, weak=rule in ("delegations' talks", "technical talks", "round", "talks on days")))
        kind = "negotiation-round"
        if rule == "elliptic round":
            kind = cues[-1].kind if cues else context.counted or kind
        for number in numbers:
            spot = next((left, right) for left, right, i in scene.places if i is number)
            at = (start, end) if len(numbers) == 1 else (spot if number is not numbers[-1] else (spot[0], end))
            cues.append(Cue(kind, scene, at, rule, number.value, number))
    return cues


_TWO_DAYS = re.compile(r"\bDATE (?:to|through|until|till|-|–|đến|tới)(?: ngày)? DATE")
#: A delegation that is set up on a day has not met on it.
_SET_UP = re.compile(r"\b(?:set up|sets up|setting up|form|formed|establish\w*|thành lập|lập)\b[^;.]{0,30}\Z")
#: "Between the two rounds" places another event; "whether there would be a sixth round" tells of none.
_BETWEEN = re.compile(r"\b(?:between (?:the )?(?:two )?|giữa (?:hai |các )?)$")
_IF_ANY = re.compile(r"\b(?:whether|if) (?:there|a|an|any)\b[^;,.]{0,25}$|\bliệu (?:có|sẽ)\b[^;,.]{0,25}$")


def _goes_on_counting(scene: Scene, start: int, end: int, language: str, context: Context) -> bool:
    """Whether a bare ordinal ("the second is due on May 15") goes on with the events counted before."""
    if not scene.items("DATE") and not re.search(r"round|vòng", scene.line):
        return False
    near = scene.line[max(0, start - 10) : end + 40]
    return context.fresh or bool(PLANNED[language].search(near) or HELD[language].search(near))


_OTHER_COUNT = {
    "en": re.compile(r"\b(?:year|quarter|largest|requirement|reason|point|thing|priority|APEC|ELSE|decree|resolution|package|pillar|consecutive)\b"),
    "vi": re.compile(r"kỳ họp|nghị quyết|hội nghị|ELSE|vòng (?:quanh|loại|tay|bảng|xoay)|quý "),
}
#: Sessions of the stock exchange are numbered, too.
_TRADED = re.compile(r"(?:mua ròng|bán ròng|giao dịch|tăng|giảm|đóng cửa|chứng khoán|cổ phiếu|vn-index)[^;.]{0,12}\Z")


def _counts_other(line: str, start: int, end: int, language: str) -> bool:
    return bool(_OTHER_COUNT[language].search(line[start:end]) or line.startswith("phiên", start) and _TRADED.search(line, max(0, start - 30), start))
