"""Who was told to do what by when.

An instruction is coded where someone in authority on the Vietnamese side is reported to have requested, directed,
tasked, urged ... a Vietnamese body to do something; where a body "was told to" or "has until Monday to"; where a task
list that such words opened goes on; and where, in the words of such a person or right behind an instruction, a body
must do something. What the other side is asked, and what the other side asks, is no instruction.

A deadline is the day or the month by which the thing is to be done. A day counts behind a word such as "by", "no later
than", "trước", "chậm nhất"; a month behind these or behind "in", "within", "trong", unless an event takes place in it.
Years, quarters and durations are none. The words are data: `codebook/speech.yml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import NamedTuple

from . import dates as dating
from .actors import Mention
from .dates import DateSpan
from .document import Document, Sentence
from .speech import Cue, Line, Ref, Report, is_item, load_words, read

#: How many days before the article's own day a deadline may lie; an earlier one belongs to the year after.
STALE = 120


class Deadline(NamedTuple):
    """The day or month by which something is to be done: where it stands, and its parts.

    `day` is None for a month. `year` is None where the text does not tell it; `basis` says what the year rests on:
    `stated`, `reference` (the article's own date) or empty. `value` is what the table holds.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    basis: str = ""

    @property
    def value(self) -> str:
        """`YYYY-MM-DD`, `YYYY-MM`, or nothing while the year is unknown."""
        if self.year is None:
            return ""
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def with_year(self, year: int, basis: str) -> Deadline:
        """The same deadline in a year found elsewhere; as it is where its own year is stated or lacks that day."""
        if self.basis == "stated":
            return self
        if self.day:
            try:
                date(year, self.month, self.day)
            except ValueError:
                return self
        return self._replace(year=year, basis=basis)


class Directive(NamedTuple):
    """One instruction: `doc.text[start:end]` in one sentence, who gave it, to whom, and by when it is to be done.

    `addressee` joins readable names with `;` in the order of the text. `rule` says how it was recognised: `verb`,
    `passive`, `list` (an item of a task list), `next` (goes on behind an instruction) or `norm` (a body must).
    """

    sentence: Sentence
    start: int
    end: int
    issued_by: str
    addressee: str
    deadline: Deadline | None
    rule: str


class _Task(NamedTuple):
    """An instruction before its deadline is looked for."""

    start: int
    end: int
    issuer: str
    told: tuple[str, ...]
    rule: str


_INSTRUCT = frozenset({"instruct", "ask", "ask someone"})
_DOMESTIC = frozenset({"group", "body"})


def find(doc: Document, mentions: Sequence[Mention], dates: Sequence[DateSpan], lines: Sequence[Line] | None = None) -> list[Directive]:
    """The instructions of one article in text order. `lines` are those of `speech.read`, if they are known already."""
    lines = read(doc, mentions) if lines is None else lines
    due = find_deadlines(doc, dates)
    found: list[Directive] = []
    issuer = ""
    chain = 0
    listing = False
    before: Line | None = None
    for line in lines:
        sentence = line.sentence
        if sentence.role in ("caption", "margin") or sentence.end - sentence.start < 4:
            continue
        tasks = list(_read_verbs(doc, line, issuer if chain else "", before))
        opens = bool(tasks) and doc.text[sentence.end - 1] == ":" or _is_heading(doc, line)
        before = line
        if opens:
            issuer = tasks[0].issuer if tasks else line.holder.name if line.holder else issuer
            listing, chain = True, 2
            if tasks and doc.text[sentence.end - 1] == ":":
                continue
        elif listing and not tasks:
            if is_item(doc, sentence) or _opens_with_body(doc, line):
                tasks = [_whole(doc, line, issuer, "list")]
            else:
                listing = False
        if not tasks:
            tasks = _read_norms(doc, line, issuer, chain, due)
        for task in tasks:
            found.extend(_date_tasks(doc, line, task, due))
        if tasks:
            issuer, chain = tasks[-1].issuer or issuer, 2
        else:
            chain = max(0, chain - 1)
    return found


# ---------------------------------------------------------------------------------------------
# Verbs of instructing


def _read_verbs(doc: Document, line: Line, issuer: str, before: Line | None) -> Iterator[_Task]:
    """The instructions that the sentence's own verbs give."""
    given = [r for r in line.reports if r.cue.kinds & _INSTRUCT or "passive" in r.cue.kinds]
    tasks: list[_Task] = []
    for report in given:
        if tasks and report.subject and report.cue.kinds <= {"instruct"} and report.subject.name not in (tasks[-1].issuer, "") and not report.passive:
            continue  # told to direct something by the instruction before it
        told = _find_told(doc, line, report)
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
            tasks[-1] = tasks[-1]._replace(end=_trim(doc, tasks[-1].start, min(task.start, tasks[-1].end)))
        tasks.append(task)
    for task in tasks:
        yield from _split(doc, line, task)


def _cut(doc: Document, task: _Task, end: int) -> int:
    """The end of a task before a request to the other side that shares its sentence, at the last stop between them."""
    stop = max(doc.text.rfind(mark, task.start, end) for mark in (";", ","))
    return _trim(doc, task.start, stop) if stop > task.start + 20 else task.end


def _find_told(doc: Document, line: Line, report: Report) -> list[Ref] | None:
    """Who is told: bodies behind the verb, or before a passive one; None where the other side is asked."""
    gap, link = _GAPS[doc.language], _LINKS[doc.language]
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
_LINKS = {
    "en": re.compile(rf"(?:\s(?:concerned|involved|in charge))?(?:\s*[,;]?\s*(?:and|or|as well as|along with|especially|particularly|including|together with)?)(?:\s*{_FILL_EN})*\s*"),
    "vi": re.compile(rf"(?:\s(?:liên quan|chức năng))?\s*(?:,|và|cùng(?: với)?|nhất là|đặc biệt là|phối hợp(?: với)?|hoặc|;)?(?:\s*{_FILL_VI})*\s*"),
}
_BEFORE_PASSIVE = {
    "en": re.compile(r"(?:\s(?:concerned|involved|in charge|also|themselves))*(?:,[^,;]{1,40},)?\s*"),
    "vi": re.compile(r"(?:\s(?:liên quan|chức năng|cũng|còn|đã|sẽ))*\s*"),
}


def _read_task(doc: Document, line: Line, report: Report, told: list[Ref], issuer: str, before: Line | None) -> _Task | None:
    """The instruction of one verb, unless it has no authority behind it or is a request to somebody else."""
    subject, cue = report.subject, report.cue
    sentence = line.sentence
    domestic = [ref for ref in told if ref.side == "vn"]
    if report.passive:
        who = subject.name if subject else "" if "orders" in cue.word else issuer or (line.holder.name if line.holder and line.holder.side == "vn" else "")
        if subject and subject.side != "vn" or not domestic:
            return None
        return _Task(domestic[0].start, _trim(doc, domestic[0].start, sentence.end), who, _names(domestic), "passive")
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
    start = _widen(doc, start, sentence.start)
    return _Task(start, _trim(doc, start, sentence.end), subject.name, _names(domestic), "verb")


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


def _split(doc: Document, line: Line, task: _Task) -> Iterator[_Task]:
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
        yield task._replace(start=start, end=_trim(doc, start, match.start()), told=told)
        start, told, first = match.end(), (ref.name,), False
    yield task._replace(start=start, end=task.end, told=told)


_NEW_TASK = {"en": re.compile(r"(?:[,;] (?:and |while )?|\band )(?:the )?\Z"), "vi": re.compile(r"; (?:đồng thời |giao |còn )?(?:các )?\Z")}
_TASK_VERB = {"en": re.compile(r" (?:to|must|should|has to|have to|is to|are to)\b"), "vi": re.compile(r" (?!và\b|,)\w")}


# ---------------------------------------------------------------------------------------------
# Task lists and norms


def _is_heading(doc: Document, line: Line) -> bool:
    """Whether the sentence announces tasks: a short heading, or words before a colon."""
    ends = doc.text[line.sentence.end - 1]
    if ends in ".?!" or ends != ":" and line.sentence.end - line.sentence.start >= 60:
        return False
    return any("headings" in cue.kinds for cue in line.cues)


def _opens_with_body(doc: Document, line: Line) -> bool:
    """Whether the sentence begins with a body or group of ours that just does something: no past, no future, no saying."""
    first = line.refs[0] if line.refs else None
    if not first or first.side != "vn" or first.kind not in _DOMESTIC or not first.name:
        return False
    start = _ITEM_MARK.match(doc.lower, line.sentence.start).end()
    if not _LEAD.fullmatch(doc.lower, start, first.start) or _PLAIN[doc.language].search(doc.lower, first.end, min(line.sentence.end, first.end + 60)):
        return False
    # "..., and report the outcome by 10 June" is a task like the verb before it: only what comes first is said.
    return not any(report.subject == first and report.cue.start < first.end + _VERB_NEXT for report in line.reports)


#: How many characters behind a body its own verb may begin: "the ministry also said".
_VERB_NEXT = 12
_ITEM_MARK = re.compile(r"[-–—*•+▪\s]*(?:\d{1,2}[.)]\s*)?")
_PLAIN = {
    "en": re.compile(r"\b(?:will|would|was|were|had|said|has (?!to)|have (?!to|until))"),
    "vi": re.compile(r"\b(?:sẽ|đã|vừa|đang|dự kiến|xin|cho biết|cho hay|cũng sẽ|được)\b"),
}


def _whole(doc: Document, line: Line, issuer: str, rule: str) -> _Task:
    """The whole sentence as one task of whom it names first."""
    start = _ITEM_MARK.match(doc.text, line.sentence.start).end()
    told: list[Ref] = []
    for ref in line.refs:
        pattern = _LINKS[doc.language] if told else _LEAD
        if ref.side != "vn" or ref.kind == "country" or not pattern.fullmatch(doc.lower, told[-1].end if told else start, ref.start):
            break
        told.append(ref)
    return _Task(start, _trim(doc, start, line.sentence.end), issuer, _names(told), rule)


_LEAD = re.compile(r"(?:(?:the|các|riêng|còn|both|all|relevant|cụ thể|theo đó|trong đó|specifically|in particular),?\s)*")


def _read_norms(doc: Document, line: Line, issuer: str, chain: int, due: Sequence[Deadline]) -> list[_Task]:
    """A sentence in which a body must do something, in the words of someone in authority or right behind an instruction.

    A thing that must be done by a given day counts there too, though no body is named.
    """
    sentence = line.sentence
    dated = bool(_within(due, sentence.start, sentence.end))
    if dated and (both := _read_both(doc, line)):
        return both
    holder = line.holder if line.holder and line.holder.side == "vn" and line.holder.role != "envoy" else None
    voices = [speaker for speaker in line.speakers if speaker.side == "vn"]
    who = voices[0].name if voices else issuer if chain else holder.name if holder else ""
    if dated and doc.language == "vi" and _opens_with_body(doc, line):
        return [_whole(doc, line, issuer if chain else holder.name if holder else "", "norm")]
    if line.speakers and not voices:
        return []
    if chain and _opens_with_body(doc, line) and (doc.language == "vi" or any("tasks" in cue.kinds for cue in line.cues)):
        return [_whole(doc, line, issuer, "next")]
    for cue in line.cues:
        if "tasks" not in cue.kinds:
            continue
        told = _find_obliged(doc, line, cue)
        if told and (who or dated):
            start = _widen(doc, told[0].start, sentence.start)
            if dated:
                start = sentence.start if not line.reports else _dated_start(doc, line, start, due)
            named = _find_orderer(line, cue) or who
            return [_Task(start, _trim(doc, start, sentence.end), named, _names(told), "norm")]
        if dated and not told and (who or not any(ref.side in ("us", "other") for ref in line.refs)):
            if chain or not _names_countries(line, cue):
                return [_Task(sentence.start, _trim(doc, sentence.start, sentence.end), who, (), "norm")]
    if dated and ((chain or who) and _is_done_by(doc, line) or _sets_deadline(doc, line, chain)):
        told = _names([ref for ref in line.refs if ref.kind in _DOMESTIC and ref.side == "vn" and ref.name != who])
        who = who or next((ref.name for ref in line.refs if ref.kind == "person"), "")
        return [_whole(doc, line, who, "norm")._replace(told=told)]
    if dated and (told := _told_by_day(doc, line, who, due)) is not None:
        return [_whole(doc, line, who, "norm")._replace(told=told)]
    return []


def _told_by_day(doc: Document, line: Line, who: str, due: Sequence[Deadline]) -> tuple[str, ...] | None:
    """Whom a sentence sets a day that has no verb of ours: "he put the ministry in charge of reporting back by April 10".

    So it does where a body of ours stands before the day in the words of someone in authority, or where somebody "has
    been told to" do it; None where it does not.
    """
    sentence = line.sentence
    if any(ref.side in ("us", "other") for ref in line.refs) or _WILL[doc.language].search(doc.lower, sentence.start, sentence.end):
        return None
    first = _within(due, sentence.start, sentence.end)[0].start
    bodies = [ref for ref in line.refs if ref.kind in _DOMESTIC and ref.side == "vn" and ref.end < first]
    if who and bodies or any(report.passive and report.cue.end < first for report in line.reports):
        return _names(bodies)
    return None


def _read_both(doc: Document, line: Line) -> list[_Task]:
    """What one side asks of both by a given day: it is asked of ours too."""
    for report in line.reports:
        if report.subject and not report.passive and report.cue.kinds & _INSTRUCT:
            told = _find_told(doc, line, report)
            if told and any(ref.name == "both sides" for ref in told):
                start = _widen(doc, min(report.subject.start, report.cue.start), line.sentence.start)
                return [_Task(start, _trim(doc, start, line.sentence.end), report.subject.name, _names(told), "verb")]
    return []


def _is_done_by(doc: Document, line: Line) -> bool:
    """Whether it is a body of ours that does something "to be completed before" a day."""
    first = next((ref for ref in line.refs if ref.kind != "country"), None)
    if first is None or first.side != "vn" or first.kind not in _DOMESTIC:
        return False
    return bool(_DONE_BY[doc.language].search(doc.lower, line.sentence.start, line.sentence.end))


def _sets_deadline(doc: Document, line: Line, chain: int) -> bool:
    """Whether the sentence has a word such as "deadline", for people of ours alone or right behind an instruction."""
    if not _FIRM_WORD[doc.language].search(doc.lower, line.sentence.start, line.sentence.end):
        return False
    if _WILL[doc.language].search(doc.lower, line.sentence.start, line.sentence.end) or any(ref.side in ("us", "other") for ref in line.refs):
        return False
    return bool(chain) or any(ref.side == "vn" and ref.kind != "country" for ref in line.refs)


_DONE_BY = {
    "en": re.compile(r"(?:,|;|\band) (?:to be )?(?:completed|finished|completing|finishing|reporting|submitted|reported) (?:it |them )?(?:before|by|no later)\b"),
    "vi": re.compile(r"(?:hoàn thành|hoàn tất|làm xong|xong|báo cáo) (?:trước|chậm nhất)\b"),
}
_FIRM_WORD = {"en": re.compile(r"\bdeadline\b|\bdue\b|\bno later than\b"), "vi": re.compile(r"\bhạn\b|\bchậm nhất\b|\bmuộn nhất\b")}


def _dated_start(doc: Document, line: Line, start: int, due: Sequence[Deadline]) -> int:
    """The beginning of the task's own clause, with a deadline that stands before its body."""
    for deadline in _within(due, line.sentence.start, start):
        if start - deadline.end < 8:
            return _widen(doc, doc.lower.rfind(" ", 0, deadline.start - 1) + 1, line.sentence.start)
    return start


def _find_obliged(doc: Document, line: Line, cue: Cue) -> list[Ref]:
    """The bodies of ours that are the subject of "must", "phải"."""
    told: list[Ref] = []
    for ref in reversed([r for r in line.refs if r.end <= cue.start]):
        pattern = _LINKS[doc.language] if told else _BEFORE_MUST
        if ref.kind not in _DOMESTIC or ref.side != "vn" or not pattern.fullmatch(doc.lower, ref.end, told[0].start if told else cue.start):
            break
        told.insert(0, ref)
    return told if told and not _hangs(doc, told[0]) else []


_BEFORE_MUST = re.compile(r"(?:\s(?:concerned|involved|also|then|now|therefore|liên quan|cũng|đều|thì))*(?:,[^,;]{1,40},)?\s*")
_HANGS = re.compile(r"\b(?:of|at|for|from|with|by|to|in|của|với|cho|tại|từ)\s(?:the\s|các\s)?\Z")


def _hangs(doc: Document, ref: Ref) -> bool:
    return bool(_HANGS.search(doc.lower, max(0, ref.start - 14), ref.start))


def _names_countries(line: Line, cue: Cue) -> bool:
    """Whether it is a country or a side that must: a stake of the talks, nobody's task."""
    before = [ref for ref in line.refs if ref.end <= cue.start]
    return bool(before) and (before[-1].kind == "country" or before[-1].side in ("us", "other", "")) and before[-1].kind != "person"


def _find_orderer(line: Line, cue: Cue) -> str:
    """The person whom "under an order of the Prime Minister" names before the verb."""
    return next((ref.name for ref in line.refs if ref.kind == "person" and ref.side == "vn" and ref.end <= cue.start and ref.name), "")


# ---------------------------------------------------------------------------------------------
# Spans


def _names(refs: Sequence[Ref]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref.name for ref in refs if ref.name))


_WILL = {"en": re.compile(r"\b(?:will|would)\b"), "vi": re.compile(r"\b(?:sẽ|dự kiến)\b")}
_EDGE = " \t\n\r.,;:–—-/\"'"
_TAIL = re.compile(r"(?:[,;]|\s[-–—])\s*(?:and|but|while|đồng thời|và|song)?\s*\Z")


def _trim(doc: Document, start: int, end: int) -> int:
    """The end of a quotation without the stops and joining words behind it, or a last clause of what will happen."""
    semicolon = doc.text.rfind(";", start + 20, end)
    if semicolon > 0 and _WILL[doc.language].search(doc.lower, semicolon, end):
        end = semicolon
    if match := _TAIL.search(doc.lower, max(start, end - 20), end):
        end = match.start()
    while end > start and doc.text[end - 1] in _EDGE:
        end -= 1
    return end


def _widen(doc: Document, start: int, least: int) -> int:
    """The start of a quotation with the article before its first noun."""
    for word in ("the ", "các "):
        if start - len(word) >= least and doc.lower.startswith(word, start - len(word)):
            return start - len(word)
    return max(start, least)


# ---------------------------------------------------------------------------------------------
# Deadlines


@cache
def _firm(language: str) -> tuple[re.Pattern, re.Pattern, re.Pattern, re.Pattern]:
    """Patterns for what stands before a deadline (a day or month; a month only), behind it, and before a bare day."""
    words = load_words(language)["deadlines"]
    extra = r"(?:\s*(?:noon on|midday on|the end of|the|end of|early|late|ngày|là|vào|đến|\d{1,2}(?:[.:h]\d{0,2})?(?: (?:am|pm|giờ))?(?: on| ngày)?))*\s*[:(]?\s*\Z"

    def before(forms: Sequence[str]) -> str:
        return r"(?<!\w)(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")"

    firm, month = before(words["firm"]), before(words["month"])
    after = re.compile(r"\s*,?\s*" + before(words["firm after"]) + r"(?!\w)")
    # The digits stand first, so that `re` skips to them.
    day = r"(\d\d?)(?:(?<=\sthe \d)|(?<=\sthe \d\d))(?:st|nd|rd|th)(?=[,.;)]|\s(?:to|of (?:this|the|next) month|and|at)\b|\s*$)" if language == "en" else r"(\d\d?)(?:(?<=\sngày \d)|(?<=\sngày \d\d))(?=[,.;)]|\stháng (?:này|sau|tới)|\stới|\s*$)"
    firm_for = rf"(?<!\w)(?:deadline|hạn chót|hạn cuối|thời hạn)(?: (?:for|to|cho|để) [^,;.\n]{{1,30}})? (?:is|was|là){extra}"
    return re.compile(f"{firm}{extra}|{firm_for}"), re.compile(month + r"\s*\Z"), after, re.compile(day)


def find_deadlines(doc: Document, dates: Sequence[DateSpan]) -> list[Deadline]:
    """The days and months of a text that stand where a deadline may: behind "by", "no later than", "trước", "trong"."""
    firm, month, after, bare = _firm(doc.language)
    lower = doc.lower
    found: list[Deadline] = []
    for span in dates:
        if span.precision not in ("day", "month", "month-part"):
            continue
        left = max(0, span.start - 42)
        left = lower.rfind("\n", left, span.start) + 1 or left
        if not firm.search(lower, left, span.start) and not after.match(lower, span.end):
            if span.precision == "day" or not month.search(lower, left, span.start) and not _is_this_month(doc, span):
                continue
            if _happens(doc, left, span.start) or _PLAIN_BEFORE[doc.language].search(lower, max(0, span.start - 90), span.start):
                continue
        if deadline := _read_deadline(doc, span):
            found.append(deadline)
    taken = [span.start for span in dates]
    swallowed = set()  # the "this month" of "the 15th of this month"
    for match in bare.finditer(lower):
        index = bisect_right(taken, match.start())
        if index and dates[index - 1].end > match.start() or not firm.search(lower, max(0, match.start() - 42), match.start()):
            continue
        if deadline := _read_bare(doc, match, dates[:index][-20:]):
            found.append(deadline)
            swallowed.update(taken[index : index + 1] if taken[index : index + 1] and taken[index] - match.end() < 12 else ())
    return sorted((deadline for deadline in found if deadline.start not in swallowed), key=itemgetter(0))


def _within(due: Sequence[Deadline], start: int, end: int) -> Sequence[Deadline]:
    """The deadlines that begin in a span of the text."""
    return due[bisect_left(due, (start,)) : bisect_left(due, (end,))]


def _is_this_month(doc: Document, span: DateSpan) -> bool:
    return span.precision == "month" and doc.lower.startswith("this ", span.start)


@cache
def _happenings(language: str) -> re.Pattern:
    words = "|".join(map(re.escape, load_words(language)["happenings"]))
    return re.compile(rf"\b(?:{words})\b(?:\s\S+){{0,3}}\s*\S*\s*\Z")


_PLAIN_BEFORE = {"en": re.compile(r"\b(?:will|would|planned|scheduled|slated|expected)\b(?:(?!\sand\s)[^,;:.])*\Z|\b(?:was|were|had been) (?!told|asked|ordered|instructed|urged|directed|tasked|assigned|given|due|to)\w+(?: (?!to\b)\w+){0,4}\s*\Z"), "vi": re.compile(r"\b(?:sẽ|dự kiến|đã|vừa)\b[^,;:.]*\Z")}


def _happens(doc: Document, start: int, end: int) -> bool:
    """Whether the words just before a month name an event or a figure of that month."""
    piece = re.split(r"[,;:]", doc.lower[start:end])[-1]
    return bool(_happenings(doc.language).search(piece))


def _read_deadline(doc: Document, span: DateSpan) -> Deadline | None:
    """The deadline of a date expression; None where neither day nor month can be known."""
    month, day = span.month, span.day if span.precision == "day" else None
    if month is None and span.precision == "month":
        inner = dating.find(span.text.partition(" ")[2], None, doc.language)
        month = inner[0].month if inner else None
    if month is None:
        return None
    if span.year is not None and span.basis != "stated" and doc.published and span.last and (doc.published - span.last).days > STALE:
        return Deadline(span.start, span.end, span.year + 1, month, day, span.basis)
    return Deadline(span.start, span.end, span.year, month, day, span.basis)


def _read_bare(doc: Document, match: re.Match, dates: Sequence[DateSpan]) -> Deadline | None:
    """The deadline "by the 25th": the first such day from the article's own on, else of the month named last before (`dates`)."""
    day = int(match[1])
    if not 1 <= day <= 31:
        return None
    shift = bool(re.match(r"\S*\s(?:of next month|tháng (?:sau|tới))", doc.lower[match.end(1) : match.end(1) + 16]))
    if doc.published:
        later = day < doc.published.day or shift
        month = doc.published.month % 12 + 1 if later else doc.published.month
        year = doc.published.year + (later and month == 1)
        return Deadline(match.start(1), match.end(1), year, month, day, "reference")
    known = [span for span in dates if span.month]
    if not known or shift:
        return None
    return Deadline(match.start(1), match.end(1), known[-1].year, known[-1].month, day, known[-1].basis)


def _date_tasks(doc: Document, line: Line, task: _Task, due: Sequence[Deadline]) -> Iterator[Directive]:
    """The rows of one task: one for each of its deadlines, cut between them, or one without."""
    sentence = line.sentence
    deadlines = _within(due, task.start, _reach(task, sentence))
    told = ";".join(task.told)
    if not deadlines:
        yield Directive(sentence, task.start, task.end, task.issuer, told, None, task.rule)
        return
    start = task.start
    for index, deadline in enumerate(deadlines):
        end = max(task.end, deadline.end)
        if index + 1 < len(deadlines):
            cut = max(doc.text.rfind(mark, deadline.end, deadlines[index + 1].start) for mark in ",;")
            end = cut if cut > 0 else deadlines[index + 1].start
        yield Directive(sentence, start, _trim(doc, start, end), task.issuer, told, deadline, task.rule)
        start = end + len(doc.text[end:]) - len(doc.text[end:].lstrip(" ,;")) if index + 1 < len(deadlines) else end


def _reach(task: _Task, sentence: Sentence) -> int:
    """How far a task's deadline may stand: to the sentence's end where the task ends there but for its stops."""
    return sentence.end if sentence.end - task.end < 4 else task.end
