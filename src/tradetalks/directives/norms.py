"""Instructions without a verb of instructing: task lists, and what a body must do or is to have done by a day."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Document
from ..speech import Cue, Line, Ref
from .deadlines import within
from .model import DOMESTIC, INSTRUCT, Deadline, Task
from .spans import WILL, list_names, trim, widen
from .verbs import ASKED_SOMETHING, LINKS, find_told


def is_heading(doc: Document, line: Line) -> bool:
    """Whether the sentence announces tasks: a short heading, or words before a colon."""
    ends = doc.text[line.sentence.end - 1]
    if ends in ".?!" or ends != ":" and line.sentence.end - line.sentence.start >= 60:
        return False
    return any("headings" in cue.kinds for cue in line.cues)


def opens_with_body(doc: Document, line: Line) -> bool:
    """Whether the sentence begins with a body or group of ours that just does something: no past, no future, no saying."""
    first = line.refs[0] if line.refs else None
    if not first or first.side != "vn" or first.kind not in DOMESTIC or not first.name:
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


def take_whole(doc: Document, line: Line, issuer: str, rule: str) -> Task:
    """The whole sentence as one task of whom it names first."""
    start = _ITEM_MARK.match(doc.text, line.sentence.start).end()
    told: list[Ref] = []
    for ref in line.refs:
        pattern = LINKS[doc.language] if told else _LEAD
        if ref.side != "vn" or ref.kind == "country" or not pattern.fullmatch(doc.lower, told[-1].end if told else start, ref.start):
            break
        told.append(ref)
    return Task(start, trim(doc, start, line.sentence.end), issuer, list_names(told), rule)


_LEAD = re.compile(r"(?:(?:the|các|riêng|còn|both|all|relevant|cụ thể|theo đó|trong đó|specifically|in particular),?\s)*")


def read_norms(doc: Document, line: Line, issuer: str, chain: int, due: Sequence[Deadline]) -> list[Task]:
    """A sentence in which a body must do something, in the words of someone in authority or right behind an instruction.

    A thing that must be done by a given day counts there too, though no body is named.
    """
    sentence = line.sentence
    dated = bool(within(due, sentence.start, sentence.end))
    if dated and (both := _read_both(doc, line)):
        return both
    holder = line.holder if line.holder and line.holder.side == "vn" and line.holder.role != "envoy" else None
    voices = [speaker for speaker in line.speakers if speaker.side == "vn"]
    who = voices[0].name if voices else issuer if chain else holder.name if holder else ""
    if dated and doc.language == "vi" and opens_with_body(doc, line):
        return [take_whole(doc, line, issuer if chain else holder.name if holder else "", "norm")]
    if line.speakers and not voices:
        return []
    if chain and opens_with_body(doc, line) and (doc.language == "vi" or any("tasks" in cue.kinds for cue in line.cues)):
        return [take_whole(doc, line, issuer, "next")]
    for cue in line.cues:
        if "tasks" not in cue.kinds:
            continue
        told = _find_obliged(doc, line, cue)
        if told and (who or dated):
            start = widen(doc, told[0].start, sentence.start)
            if dated:
                start = sentence.start if not line.reports else _dated_start(doc, line, start, due)
            named = _find_orderer(line, cue) or who
            return [Task(start, trim(doc, start, sentence.end), named, list_names(told), "norm")]
        if dated and not told and (who or not _names_others(line)) and (chain or not _names_countries(line, cue)):
            return [Task(sentence.start, trim(doc, sentence.start, sentence.end), who, (), "norm")]
    wanted = dated and bool(who) and bool(_WANTED_BY[doc.language].search(doc.lower, sentence.start, sentence.end))
    if dated and (wanted or (chain or who) and _is_done_by(doc, line) or _sets_deadline(doc, line, chain)):
        told = list_names([ref for ref in line.refs if ref.kind in DOMESTIC and ref.side == "vn" and ref.name != who])
        who = who or next((ref.name for ref in line.refs if ref.kind == "person"), "")
        return [take_whole(doc, line, who, "norm")._replace(told=told)]
    if dated and (told := _told_by_day(doc, line, who, due)) is not None:
        return [take_whole(doc, line, who, "norm")._replace(told=told)]
    return []


def _told_by_day(doc: Document, line: Line, who: str, due: Sequence[Deadline]) -> tuple[str, ...] | None:
    """Whom a sentence sets a day that has no verb of ours: "he put the ministry in charge of reporting back by April 10".

    So it does where a body of ours stands before the day in the words of someone in authority, or where somebody "has
    been told to" do it; None where it does not.
    """
    sentence = line.sentence
    if _names_others(line) or WILL[doc.language].search(doc.lower, sentence.start, sentence.end):
        return None
    first = within(due, sentence.start, sentence.end)[0].start
    bodies = [ref for ref in line.refs if ref.kind in DOMESTIC and ref.side == "vn" and ref.end < first]
    if who and bodies or any(report.passive and report.cue.end < first and not ASKED_SOMETHING.match(doc.text, report.cue.end) for report in line.reports):
        return list_names(bodies)
    return None


def _read_both(doc: Document, line: Line) -> list[Task]:
    """What one side asks of both by a given day: it is asked of ours too."""
    for report in line.reports:
        if report.subject and not report.passive and report.cue.kinds & INSTRUCT:
            told = find_told(doc, line, report)
            if told and any(ref.name == "both sides" for ref in told):
                start = widen(doc, min(report.subject.start, report.cue.start), line.sentence.start)
                return [Task(start, trim(doc, start, line.sentence.end), report.subject.name, list_names(told), "verb")]
    return []


def _is_done_by(doc: Document, line: Line) -> bool:
    """Whether it is a body of ours that does something "to be completed before" a day."""
    first = next((ref for ref in line.refs if ref.kind != "country"), None)
    if first is None or first.side != "vn" or first.kind not in DOMESTIC:
        return False
    return bool(_DONE_BY[doc.language].search(doc.lower, line.sentence.start, line.sentence.end))


def _sets_deadline(doc: Document, line: Line, chain: int) -> bool:
    """Whether the sentence has a word such as "deadline", for people of ours alone or right behind an instruction."""
    if not _FIRM_WORD[doc.language].search(doc.lower, line.sentence.start, line.sentence.end):
        return False
    if WILL[doc.language].search(doc.lower, line.sentence.start, line.sentence.end) or _names_others(line):
        return False
    return bool(chain) or any(ref.side == "vn" and ref.kind != "country" for ref in line.refs)


_DONE_BY = {
    "en": re.compile(r"(?:,|;|\band) (?:to be )?(?:completed|finished|completing|finishing|reporting|submitted|reported|(?:report|submit|complete|finish)(?: [\w']+){0,6}?) (?:it |them )?(?:before|by|no later)\b"),
    "vi": re.compile(r"(?:hoàn thành|hoàn tất|làm xong|xong|báo cáo) (?:trước|chậm nhất)\b"),
}
#: What somebody in authority wants to see done by a day.
_WANTED_BY = {
    "en": re.compile(r"\bwant(?:s|ed)? [^.;]{0,60}?\b(?:signed|completed|finished|concluded) (?:in|by|within)\b"),
    "vi": re.compile(r"\bmuốn [^.;]{0,60}?\bđược (?:ký|ký kết|hoàn tất|hoàn thành) (?:ngay )?trong\b"),
}
_FIRM_WORD = {"en": re.compile(r"\bdeadline\b|\bdue\b|\bno later than\b"), "vi": re.compile(r"\bhạn\b|\bchậm nhất\b|\bmuộn nhất\b")}


def _dated_start(doc: Document, line: Line, start: int, due: Sequence[Deadline]) -> int:
    """The beginning of the task's own clause, with a deadline that stands before its body."""
    for deadline in within(due, line.sentence.start, start):
        if start - deadline.end < 8:
            return widen(doc, doc.lower.rfind(" ", 0, deadline.start - 1) + 1, line.sentence.start)
    return start


def _find_obliged(doc: Document, line: Line, cue: Cue) -> list[Ref]:
    """The bodies of ours that are the subject of "must", "phải"."""
    told: list[Ref] = []
    for ref in reversed([r for r in line.refs if r.end <= cue.start]):
        pattern = LINKS[doc.language] if told else _BEFORE_MUST
        if ref.kind not in DOMESTIC or ref.side != "vn" or not pattern.fullmatch(doc.lower, ref.end, told[0].start if told else cue.start):
            break
        told.insert(0, ref)
    return told if told and not _hangs(doc, told[0]) else []


_BEFORE_MUST = re.compile(r"(?:\s(?:concerned|involved|also|then|now|therefore|liên quan|cũng|đều|thì))*(?:,[^,;]{1,40},)?\s*")
_HANGS = re.compile(r"\b(?:of|at|for|from|with|by|to|in|của|với|cho|tại|từ)\s(?:the\s|các\s)?\Z")


def _hangs(doc: Document, ref: Ref) -> bool:
    return bool(_HANGS.search(doc.lower, max(0, ref.start - 14), ref.start))


def _names_others(line: Line) -> bool:
    """Whether the sentence names the other side, or a third country."""
    return any(ref.side in ("us", "other") for ref in line.refs)


def _names_countries(line: Line, cue: Cue) -> bool:
    """Whether it is a country or a side that must: a stake of the talks, nobody's task."""
    before = [ref for ref in line.refs if ref.end <= cue.start]
    return bool(before) and (before[-1].kind == "country" or before[-1].side in ("us", "other", "")) and before[-1].kind != "person"


def _find_orderer(line: Line, cue: Cue) -> str:
    """The person whom "under an order of the Prime Minister" names before the verb."""
    return next((ref.name for ref in line.refs if ref.kind == "person" and ref.side == "vn" and ref.end <= cue.start and ref.name), "")
