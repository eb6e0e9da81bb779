"""Whose words a sentence gives by its own verbs, from which place to which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Document, Sentence
from .model import Cue, Ref, Report, Speaker


def attribute(doc: Document, sentence: Sentence, cues: Sequence[Cue], refs: Sequence[Ref], reports: Sequence[Report]) -> list[Speaker]:
    """Who says which part of the sentence, in order; nothing where it is the outlet's."""
    marks = [(min(r.subject.start, r.cue.start), max(r.subject.end, r.cue.end), r.subject, "verb", r.trailing) for r in _voiced(reports)]
    marks += _find_according(doc, cues, refs) if refs else []
    if not marks:
        if not refs:
            return []
        ref = _find_headline(doc, sentence, refs)
        return [Speaker(sentence.number, sentence.start, sentence.end, ref.name, ref.side, "title")] if ref else []
    marks.sort(key=lambda mark: mark[0])
    spans: list[Speaker] = []
    start, previous = sentence.start, marks[0]
    for mark in marks[1:]:
        if mark[2].name == previous[2].name:
            previous = (previous[0], mark[1], *previous[2:])
            continue
        cut = _find_cut(doc, previous, mark)
        if cut is None:
            continue
        spans.append(Speaker(sentence.number, start, cut, previous[2].name, previous[2].side, previous[3]))
        start, previous = cut, mark
    spans.append(Speaker(sentence.number, start, sentence.end, previous[2].name, previous[2].side, previous[3]))
    return spans


def _voiced(reports: Sequence[Report]) -> list[Report]:
    """The verbs that put words into somebody's mouth: not quiet, nor of somebody who was just told to direct something."""
    voiced: list[Report] = []
    for report in reports:
        if report.subject is None or report.quiet:
            continue
        last = voiced[-1] if voiced else None
        if last and report.cue.kinds <= {"instruct"} and "instruct" in last.cue.kinds and report.subject.name != last.subject.name:
            continue
        voiced.append(report)
    return voiced


def _find_cut(doc: Document, one: tuple, two: tuple) -> int | None:
    """Where one speaker's words end and the next one's begin; None where the second speaks within the first's words."""
    cut = None
    for match in _BREAK.finditer(doc.lower, one[1], max(one[1], two[0])):
        cut = match.end()
    return cut


_BREAK = re.compile(r";|\bwhile\b|\bwhereas\b|(?<=[.!?])\s|, (?:and|but)\b|\bcòn\b|\btrong khi\b")


def _find_according(doc: Document, cues: Sequence[Cue], refs: Sequence[Ref]) -> list[tuple]:
    """ "According to the ministry": marks of words that name a speaker without a verb."""
    marks = []
    for cue in cues:
        if "according" not in cue.kinds:
            continue
        for ref in refs:
            if ref.start >= cue.end:
                near = _DETERMINER.sub("", doc.lower[cue.end : ref.start]).strip()
                owns = doc.text.startswith("'s", ref.end) or ref.kind == "country" and _OWNS[doc.language].match(doc.lower, ref.end)
                if not near and ref.name and ref.kind != "group" and not owns:
                    marks.append((cue.start, ref.end, ref, "according", doc.lower[max(0, cue.start - 3) : cue.start].rstrip().endswith(",")))
                break
    return marks


_DETERMINER = re.compile(r"(?:\b(?:the|an?|ông|bà|ngài|đồng chí|các|each|all|both)\s)+$", re.IGNORECASE)
#: Behind a country: what is its ("according to US proposals").
_OWNS = {"en": re.compile(r"\s\w"), "vi": re.compile(r"(?!)")}


def _find_headline(doc: Document, sentence: Sentence, refs: Sequence[Ref]) -> Ref | None:
    """The speaker of "PM: ..." and "...: PM"."""
    for ref in refs:
        if ref.kind != "person" or not ref.name:
            continue
        if ref.start - sentence.start < 3 and doc.text.startswith(":", ref.end):
            return ref
        if sentence.role != "title" or ref.end < sentence.end - 1:
            continue
        before = doc.lower[sentence.start : ref.start].removesuffix("the ").rstrip()
        if before.endswith(":"):
            return ref
    return None


def find_voice(refs: Sequence[Ref], reports: Sequence[Report], spans: Sequence[Speaker]) -> Ref | None:
    """The person whose words the sentence ends in, and in whose mouth the next one may go on."""
    if not spans or spans[-1].how == "continued":
        return None
    name = spans[-1].name
    for report in reversed(reports):
        if report.subject and report.subject.name == name and report.subject.kind == "person":
            return report.subject
    return next((r for r in refs if r.name == name and r.kind == "person"), None)
