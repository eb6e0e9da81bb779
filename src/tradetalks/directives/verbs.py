"""Instructions by a verb: somebody in authority tells a body of ours to do something."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Sentence
from ..speech import Cue, Line, Ref, Report
from .model import INSTRUCT, Task
from .spans import list_names, trim, widen


def read_verbs(doc: Document, line: Line, issuer: str, before: Line | None) -> Iterator[Task]:
    """The instructions that the sentence's own verbs give."""
    given = [r for r in line.reports if r.cue.kinds & INSTRUCT or "passive" in r.cue.kinds]
    tasks: list[Task] = []
    for report in given:
        if tasks and report.subject and report.cue.kinds <= {"instruct"} and report.subject.name not in (tasks[-1].issuer, "") and not report.passive:
            continue  # told to direct something by the instruction before it
        told = find_told(doc, line, report)
        if told is None:
            if tasks:
                cut = min(report.cue.start, report.subject.start if report.subject else report.cue.start)
                tasks[-1] = tasks[-1]._replace(end=_cut(doc, tasks[-1], cut))
            continue
        task = _read_task(doc, line, report, told, issuer, before)
        if task and tasks and task.start <= tasks[-1].start < report.cue.start:
            task = task._replace(start=report.cue.start)  # one subject, two verbs
        if task is None or tasks and task.start < tasks[-1].end and task.issuer in tasks[-1].told:
            continue
        if tasks:
            tasks[-1] = tasks[-1]._replace(end=trim(doc, tasks[-1].start, min(task.start, tasks[-1].end)))
        tasks.append(task)
    for task in tasks:
        yield from _split(doc, line, task)


def _cut(doc: Document, task: Task, end: int) -> int:
    """The end of a task before a request to the other side that shares its sentence, at the last stop between them."""
    stop = max(doc.text.rfind(mark, task.start, end) for mark in (";", ","))
    return trim(doc, task.start, stop) if stop > task.start + 20 else task.end


def find_told(doc: Document, line: Line, report: Report) -> list[Ref] | None:
    """Who is told: bodies behind the verb, or before a passive one; None where the other side is asked."""
    gap, link = _GAPS[doc.language], LINKS[doc.language]
    if report.passive:
        told: list[Ref] = []
        edge = _passive_edge(doc, report.cue)
        for ref in reversed(line.refs):
            if ref.end > edge or ref.kind == "country":
                continue
            pattern = link if told else _BEFORE_PASSIVE[doc.language]
            if not pattern.fullmatch(doc.lower, ref.end, told[0].start if told else edge):
                break
            told.insert(0, ref)
        return told if all(ref.side != "us" for ref in told) else None
    told = []
    at = report.cue.end
    if report.subject and at <= report.subject.start < at + 12:
        at = report.subject.end
    for ref in line.refs:
        if ref.start < at:
            continue
        if not (link if told else gap).fullmatch(doc.lower, at, ref.start):
            break
        if ref.side in ("us", "other") or ref.name == "Vietnamese side":
            return None if not told else told
        told.append(ref)
        at = ref.end
    return told


def _passive_edge(doc: Document, cue: Cue) -> int:
    """Where the words before a passive verb end: before "was", "were", "được"."""
    if doc.language == "vi" or "passive" in cue.kinds:
        return cue.start
    before = doc.lower[max(0, cue.start - 30) : cue.start]
    match = _BE_BEFORE.search(before)
    return cue.start - len(before) + match.start() if match else cue.start


_BE_BEFORE = re.compile(r"\s(?:(?:have|has|had|is|are|was|were|been|be|being|also|then|will)\s|\w+ly\s)+\Z")
_FILL_EN = r"(?:the|all|each|every|relevant|related|concerned|competent|other|local|vietnamese|domestic|such|his|its|both|leaders of|heads of|several|a number of|members of|government|the government's|government's|on|upon|for|that|national|state|involved|said|line|central)"
_FILL_VI = r"(?:các|những|cho|đối với|với|từng|mọi|toàn bộ|lãnh đạo|tới|rằng|một số|bộ trưởng|liên quan|là|thêm|rõ|người đứng đầu|thủ trưởng|trung ương|việt nam|trong nước|ngay)"
_GAPS = {
    "en": re.compile(rf"(?:[\s,]+{_FILL_EN})*\s*"),
    "vi": re.compile(rf"(?:[\s,]+{_FILL_VI})*[\s:]*"),
}
LINKS = {
    "en": re.compile(rf"(?:\s(?:concerned|involved|in charge))?(?:\s*[,;]?\s*(?:and|or|as well as|along with|especially|particularly|including|together with)?)(?:\s*{_FILL_EN})*\s*"),
    "vi": re.compile(rf"(?:\s(?:liên quan|chức năng))?\s*(?:,|và|cùng(?: với)?|nhất là|đặc biệt là|phối hợp(?: với)?|hoặc|;)?(?:\s*{_FILL_VI})*\s*"),
}
_BEFORE_PASSIVE = {
    "en": re.compile(r"(?:\s(?:concerned|involved|in charge|also|themselves))*(?:,[^,;]{1,40},)?\s*"),
    "vi": re.compile(r"(?:\s(?:liên quan|chức năng|cũng|còn|đã|sẽ))*\s*"),
}


def _read_task(doc: Document, line: Line, report: Report, told: list[Ref], issuer: str, before: Line | None) -> Task | None:
    """The instruction of one verb, unless it has no authority behind it or is a request to somebody else."""
    subject, cue = report.subject, report.cue
    sentence = line.sentence
    domestic = [ref for ref in told if ref.side == "vn"]
    if report.passive:
        who = subject.name if subject else "" if "orders" in cue.word else issuer or (line.holder.name if line.holder and line.holder.side == "vn" else "")
        if subject and subject.side != "vn" or not domestic or ASKED_SOMETHING.match(doc.text, cue.end):
            return None
        return Task(domestic[0].start, trim(doc, domestic[0].start, sentence.end), who, list_names(domestic), "passive")
    if subject is None or subject.kind == "country" or subject.side not in ("vn", "") or subject.side == "" and subject.name != "both sides":
        return None
    if subject.name == "Vietnamese side" or subject.role == "envoy":
        return None
    orders = "instruct" in cue.kinds
    if not domestic:
        if "ask someone" in cue.kinds and not orders and "ask" not in cue.kinds:
            return None
        if not orders and (subject.role not in ("head-of-government", "deputy-head", "minister", "body") or _asks_abroad(doc, line, cue, before)):
            return None
    elif not orders and "ask" not in cue.kinds and not _tells_to(doc, cue, domestic[-1], sentence):
        return None
    trailing = report.trailing or subject.start - sentence.start > 40 and sentence.end - max(cue.end, domestic[-1].end if domestic else 0) < 25
    start = sentence.start if trailing else min(subject.start, cue.start) if subject.start - cue.start < 30 and _near(subject, cue) else cue.start
    start = widen(doc, start, sentence.start)
    return Task(start, trim(doc, start, sentence.end), subject.name, list_names(domestic), "verb")


#: "He had been asked about it everywhere": a question, no request.
ASKED_SOMETHING = re.compile(r"\s(?:in|at|about|whether|why|how|what|when|if|again)\b")


def _near(subject: Ref, cue: Cue) -> bool:
    """Whether subject and verb stand together, so that the quotation may begin with the subject."""
    return subject.start < cue.start and cue.start - subject.end < 120


def _asks_abroad(doc: Document, line: Line, cue: Cue, before: Line | None) -> bool:
    """Whether a request without a named addressee is one to the other side ("called for an early US recognition").

    So it is, too, where the sentence or the one before has one of the other side's people in the room.
    """
    for near in (line, before):
        if near and any(ref.kind == "person" and ref.side == "us" for ref in near.refs):
            return True
    for ref in line.refs:
        if cue.end <= ref.start < cue.end + 60 and (ref.side in ("us", "other")):
            words = doc.lower[max(0, ref.start - 16) : ref.start].split()
            if not words or words[-1] not in _TOWARDS and not (len(words) > 1 and words[-2] in _TOWARDS):
                return True
    return False


_TOWARDS = frozenset("with from to towards of against on in for với từ tới đến của về sang cùng cho".split())


def _tells_to(doc: Document, cue: Cue, told: Ref, sentence: Sentence) -> bool:
    """Whether something is to be done: "told the ministries to", "that ... must", "called on firms to"; Vietnamese bodies just do it."""
    if doc.language == "vi":
        return True
    return bool(_TO.match(doc.lower, told.end, min(sentence.end, told.end + 110))) or bool(_OBLIGED.search(doc.lower, sentence.start, sentence.end)) or cue.word.split()[0] in ("suggested", "proposed", "recommended")


_TO = re.compile(r"(?!\s(?:that|:))[^.;:]*?\s(?:to|against)\b")
_OBLIGED = re.compile(r"\b(?:must|should|ha(?:s|ve) to|need(?:ed|s)?)\b")


def _split(doc: Document, line: Line, task: Task) -> Iterator[Task]:
    """One instruction as many as it has tasks for bodies of their own ("..., and the Ministry of X to ...")."""
    start = task.start
    first = True
    told = task.told
    for ref in line.refs:
        if not task.start < ref.start < task.end or ref.side != "vn" or ref.name == task.issuer or ref.kind == "country":
            continue
        if first and ref.name in told:
            continue
        match = _NEW_TASK[doc.language].search(doc.lower, max(start + 20, ref.start - 30), ref.start)
        if not match or not _TASK_VERB[doc.language].match(doc.lower, ref.end):
            continue
        yield task._replace(start=start, end=trim(doc, start, match.start()), told=told)
        start, told, first = match.end(), (ref.name,), False
    yield task._replace(start=start, end=task.end, told=told)


_NEW_TASK = {"en": re.compile(r"(?:[,;] (?:and |while )?|\band )(?:the )?\Z"), "vi": re.compile(r"; (?:đồng thời |giao |còn )?(?:các )?\Z")}
_TASK_VERB = {"en": re.compile(r" (?:to|must|should|has to|have to|is to|are to)\b"), "vi": re.compile(r" (?!và\b|,)\w")}
