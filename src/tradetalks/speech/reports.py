"""Verbs of speech and their subjects: who says, praises, asks or instructs, and who was told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ..document import Document, Sentence
from .model import Cue, Ref, Report
from .named import ARTICLES, is_governed
from .people import Names
from .words import REPORTING, list_bases, list_wishes


def read_reports(doc: Document, sentence: Sentence, cues: Sequence[Cue], refs: Sequence[Ref], names: Names) -> list[Report]:
    """The verbs of one sentence that somebody is the subject of, in order."""
    verbs = [cue for cue in cues if cue.kinds & REPORTING]
    if not verbs:
        return []
    reports: list[Report] = []
    subjects = [r for r in refs if (r.name or r.pronoun) and not is_governed(doc, r)]
    starts = [r.start for r in subjects]
    for cue in verbs:
        report = _read_verb(doc, sentence, cue, refs, subjects, starts, reports, names)
        if report:
            reports.append(report)
    return reports


_PLURAL = frozenset({"group", "body", "country"})


def _read_verb(
    doc: Document, sentence: Sentence, cue: Cue, refs: Sequence[Ref], subjects: Sequence[Ref], starts: Sequence[int], reports: Sequence[Report], names: Names
) -> Report | None:
    """What one verb reports; None where it is a noun, an infinitive, or nobody's."""
    lower, language = doc.lower, doc.language
    if "passive" in cue.kinds:
        return Report(cue, _find_agent(doc, sentence, cue, refs), True, False)
    window = lower[max(sentence.start, cue.start - 40) : cue.start]
    words = window.split()
    last = words[-1].strip("\"'(") if words else ""
    if last in _NOUN_BEFORE[language] or language == "vi" and lower.startswith(" của", cue.end):
        return None
    finite = True
    if language == "en":
        if last in ("to", "as", "not", "without", "by") and not cue.word.startswith("as "):
            return None
        adverb = last.endswith("ly") and len(words) > 1
        if (words[-2] if adverb else last) in _BE and not cue.word.startswith("was "):
            if cue.kinds & {"instruct", "ask", "ask someone"}:
                return Report(cue, _find_agent(doc, sentence, cue, refs), True, False)
            return None
        finite = not cue.word.split()[0].endswith("ing") or cue.word == "as saying"
        base = cue.word in list_bases()
    index = bisect_left(starts, cue.start) - 1
    subject = subjects[index] if index >= 0 and subjects[index].end <= cue.start else None
    if subject and finite and _is_light(lower, subject.end, cue.start, language):
        if language == "en" and base and subject.kind not in _PLURAL:
            return None
        return _judge(doc, sentence, cue, subject)
    if language == "en" and finite and cue.kinds & {"say"} and (inverted := _find_inverted(doc, cue, refs)):
        return _judge(doc, sentence, cue, inverted, True)
    if language == "en" and base:
        return None
    if language == "en" and finite and (stranger := _find_stranger(doc, sentence, cue, refs, names)):
        return _judge(doc, sentence, cue, stranger)
    if not finite and not window.strip("\"' -*•"):
        later = next((r for r in subjects if r.start > cue.end and r.kind in ("person", "body") and lower[:r.start].rstrip().endswith((",", ", the"))), None)
        return Report(cue, later, False, False) if later else None
    if words and _CONJUNCT[language].search(window):
        spoken = reports[-1].subject if reports and reports[-1].subject else None
        first = spoken or next((r for r in refs if r.end <= cue.start and not is_governed(doc, r)), None)
        if first and first.kind in ("person", "body"):
            return _judge(doc, sentence, cue, first)
    return None


_BE = frozenset("was were been is are be being got".split())
_NOUN_BEFORE = {
    "en": frozenset("the a an his her their this these those key of no such any its our under new further what following and/or official in".split()),
    "vi": frozenset("các những của mọi sự lời kiến dung một số về việc ban theo trên vào nhiều hai từ bản những cuộc".split()),
}
_CONJUNCT = {
    "en": re.compile(r"(?:\b(?:and|but|then|while|when|or|as well as)|[,;–—-])\s*(?:(?:also|then|further|has|have|had|\w+ly)\s)*$"),
    "vi": re.compile(r"(?:(?:\bvà|đồng thời|cũng như|rồi|cùng lúc|song)|[,;–—-])\s*(?:(?:đồng thời|cũng|đã|và|còn)\s)*$"),
}


def _is_light(lower: str, start: int, end: int, language: str) -> bool:
    """Whether nothing but an aside, an adverb or a date stands between a subject and its verb."""
    if end - start == 1:
        return lower[start] == " "
    return end - start < 180 and bool(_LIGHT[language].fullmatch(lower, start, end))


_AUX = r"(?:has|have|had|also|then|later|further|again|once|more|reportedly|himself|herself|too|did|does|would|who|in turn|for his part|at the same time|meanwhile|went on to|\w+ly)"
_LIGHT = {
    "en": re.compile(
        rf"(?:\s(?:(?:on|in|at|late|early|last|this|yesterday|today)\b[^,;:]{{0,45}}))?(?:\s*[,(][^,;:()]{{1,110}}(?:,[^,;:()]{{1,60}})?[,)])?(?:,?\s{_AUX})*\s*(?:(?:on|in|at|yesterday|today)\b[^,;:]{{0,40}})?\s*"
    ),
    "vi": re.compile(
        r"(?:\s*[,(][^,;:()]{1,90}[,)])?(?:\s(?:cũng|đã|vừa|còn|tiếp tục|nhiều lần|một lần nữa|thêm|đồng thời|rất|lại|tại|ngày|sáng|chiều|tối|khi|sau đó|bèn|có|được|[\d/.-]+))*\s*"
    ),
}


def _judge(doc: Document, sentence: Sentence, cue: Cue, subject: Ref, inverted: bool = False) -> Report | None:
    """The report of a verb with its subject, unless a country merely wants, or a mere group is its subject."""
    if subject.kind == "group" or not subject.name or subject.kind == "country" and "instruct" in cue.kinds:
        return None
    if _SUBORDINATE[doc.language].search(doc.lower, max(0, subject.start - 16), subject.start):
        return None
    quiet = subject.kind in ("body", "country") and (cue.word in list_wishes(doc.language) or subject.name == "both sides" and "instruct" in cue.kinds)
    if subject.kind == "country" and "ask" in cue.kinds and not _ASKS_TO.match(doc.lower, cue.end, cue.end + 60):
        quiet = True
    lead = doc.lower[sentence.start : subject.start].rstrip(" \"'")
    trailing = inverted or len(lead) > 20 and lead.endswith((",", "the", "\"", "?", "!", "–")) and _closes(doc, cue, sentence)
    return Report(cue, subject, False, bool(trailing), quiet)


_SUBORDINATE = {
    "en": re.compile(r"\b(?:which|that|after|since|because|although|before|until|as)\s(?:the\s)?(?:us\s|u\.s\.\s|vietnamese\s)?\Z"),
    "vi": re.compile(r"(?:\bmà|sau khi|trước khi|bởi|vì|từ khi|kể từ khi)\s\Z"),
}
_ASKS_TO = re.compile(r"(?: \w+){1,4} (?:to|that)\b")


def _closes(doc: Document, cue: Cue, sentence: Sentence) -> bool:
    """Whether the verb ends its clause: the words that it reports stand before it."""
    after = doc.lower[cue.end : min(cue.end + 60, sentence.end)]
    return bool(re.match(r"\s*(?:[.,;:–—\"/]|$)|\s(?:on|as|again|at|in)\b", after)) or cue.end + 60 > sentence.end


def _find_inverted(doc: Document, cue: Cue, refs: Sequence[Ref]) -> Ref | None:
    """The subject behind its verb: "said Phoc"."""
    before = doc.lower[max(0, cue.start - 3) : cue.start].rstrip()
    if not before.endswith((",", '"', "'", "?", "!", "–", "-")):
        return None
    for ref in refs:
        if ref.start >= cue.end:
            return ref if doc.lower[cue.end : ref.start] in (" ", " the ", " vietnamese ", " mr ", " mr. ") else None
    return None


def _find_stranger(doc: Document, sentence: Sentence, cue: Cue, refs: Sequence[Ref], names: Names) -> Ref | None:
    """A person without a title whom actors.yml does not know: the full name, or one word of a full name given before."""
    text = doc.text
    left = max(sentence.start, cue.start - 50)
    match = _STRANGER.search(text[left : cue.start])
    if not match:
        return None
    name = match[1].rstrip()
    start = left + match.start(1)
    if any(ref.start < start + len(name) and ref.end > start for ref in refs):
        return None
    if " " not in name:
        name = names.full_name(name, text, sentence.start)
        if not name:
            return None
    return Ref(start, start + len(match[1]) - 1, name, "", "person")


_STRANGER = re.compile(r"(?:\A|[,.;\"'–—-]\s|\b(?:and|that|as|when|but)\s)((?:[A-Z][\w'-]+\s){1,3})(?:(?:also|then|has|had|\w+ly)\s)?\Z")


def _find_agent(doc: Document, sentence: Sentence, cue: Cue, refs: Sequence[Ref]) -> Ref | None:
    """Who did what a passive verb tells: "were directed by the Prime Minister"."""
    stop = min(sentence.end, cue.end + 200)
    for ref in refs:
        if cue.end < ref.start < stop and ref.kind in ("person", "body") and ref.name:
            words = doc.lower[cue.end : ref.start].split()
            while words and words[-1] in ARTICLES:
                words.pop()
            if words and (words[-1] == "by" or words[-3:] in (["an", "order", "of"], ["the", "order", "of"])):
                return ref
    return None
