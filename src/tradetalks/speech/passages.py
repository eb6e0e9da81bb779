"""Words that go on beyond their sentence: norms, lists, quotations and whole speeches in the mouth of who spoke last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..document import Document, Sentence
from .model import Cue, Line, Ref, Report, Speaker
from .named import is_governed
from .people import Names
from .voices import find_voice
from .words import list_imperatives, load_words

#: How many sentences of the outlet's may stand between a person's words and their going on unnamed.
REACH = 2


class Floor:
    """Who has the floor while the sentences of an article are read in order.

    `holder` is the person who spoke last, `since` how many sentences ago; `listing` tells whether the words opened a
    list that still goes on, and `passage` whose announced speech is being reported.
    """

    def __init__(self) -> None:
        self.holder: Ref | None = None
        self.since = 0
        self.listing = False
        self.passage: Ref | None = None

    def go_on(self, doc: Document, sentence: Sentence, cues: Sequence[Cue], refs: Sequence[Ref], reports: Sequence[Report], spans: list[Speaker]) -> list[Speaker]:
        """The speakers of a sentence: its own, or where it has none the one whose words go on in it."""
        self.since += 1
        self.listing = self.listing and (is_item(doc, sentence) or _shares_line(doc, sentence))
        if not spans and self.holder and (self.listing or self.since <= REACH + 1 and goes_on(doc, sentence, cues, reports)):
            spans = [_continue(sentence, self.holder)]
            self.since = min(self.since, 1) if self.listing else self.since
        if self.passage and (spans and spans[-1].name != self.passage.name or not spans and is_setting(doc, sentence, refs)):
            self.passage = None
        elif self.passage and not spans:
            spans = [_continue(sentence, self.passage)]
        return spans

    def reach(self) -> Ref | None:
        """Who spoke last, if not too long ago for the words to go on unnamed."""
        return self.holder if self.since <= REACH + 1 else None

    def heed(self, doc: Document, line: Line, names: Names) -> None:
        """Remember who speaks in a sentence or, where nobody does, whom it is about: a pronoun behind it may mean them."""
        voice = find_voice(line.refs, line.reports, line.speakers)
        if voice:
            self.holder, self.since = voice, 0
            names.focus = voice
            first = find_voice(line.refs, line.reports, line.speakers[:1])
            if first and first.side == "vn" and announces(doc, line.sentence, first):
                self.passage = first
            self.listing = doc.text[line.sentence.end - 1] == ":"
        elif not line.speakers:
            subject = next((r for r in line.refs if r.kind == "person" and r.name and not is_governed(doc, r)), None)
            names.focus = subject or names.focus


def _continue(sentence: Sentence, ref: Ref) -> Speaker:
    """A whole sentence in the mouth of somebody whose words an earlier one gave."""
    return Speaker(sentence.number, sentence.start, sentence.end, ref.name, ref.side, "continued")


def _shares_line(doc: Document, sentence: Sentence) -> bool:
    """Whether a sentence stands in the printed line of the one before it."""
    return sentence.number > 1 and doc.sentences[sentence.number - 2].line == sentence.line

def is_item(doc: Document, sentence: Sentence) -> bool:
    """Whether the sentence is an item of a list (its mark may stand in it or just before it)."""
    if _ITEM.match(doc.text, sentence.start, sentence.end):
        return True
    return bool(_MARK.search(doc.text[max(0, sentence.start - 6) : sentence.start]))


_ITEM = re.compile(r"[-–—*•+▪]\s|\d{1,2}[.)](?:\s|\Z)|[a-zđ]\)\s")
_MARK = re.compile(r"(?:^|\n)\s*(?:[-–—*•+▪]|\d{1,2}[.)])\s*\Z")


def announces(doc: Document, sentence: Sentence, voice: Ref) -> bool:
    """Whether the sentence begins to report a speech: "Concluding the meeting, the Prime Minister said"."""
    return bool(_openers(doc.language).match(doc.lower, sentence.start, max(sentence.start, voice.start)))


def is_setting(doc: Document, sentence: Sentence, refs: Sequence[Ref]) -> bool:
    """Whether the sentence turns from the words of a speech to its setting, or to what the other side did."""
    said = doc.lower[sentence.start : sentence.end]
    # Few sentences hold any of the words, and looking for each of them is quicker than the expression of all.
    if any(map(said.__contains__, load_words(doc.language)["setting"])) and _settings(doc.language).search(doc.lower, sentence.start, sentence.end):
        return True
    first = next((ref for ref in refs if not is_governed(doc, ref)), None)
    return first is not None and (first.side in ("us", "other") or first.kind == "person" and first.start - sentence.start < 30)


@cache
def _openers(language: str) -> re.Pattern:
    """Words with which a sentence begins that reports a speech."""
    return re.compile(r"[\"'(–—-]*\s*(?:" + "|".join(map(re.escape, load_words(language)["openers"])) + r")\b")


@cache
def _settings(language: str) -> re.Pattern:
    """Words that tell of the setting of a speech."""
    return re.compile(r"(?:\b|(?<=\d))(?:" + "|".join(map(re.escape, load_words(language)["setting"])) + r")\b")


def goes_on(doc: Document, sentence: Sentence, cues: Sequence[Cue], reports: Sequence[Report]) -> bool:
    """Whether a sentence without a speaker of its own is a norm, an imperative or a quotation."""
    if doc.text[sentence.start] in _QUOTES and "\"" in doc.text[sentence.start + 1 : sentence.end]:
        return True
    words = load_words(doc.language)
    match = _FIRST.match(doc.lower, sentence.start, sentence.end)
    if match:
        if match[1] == "they" or any(cue.value == "both sides" and cue.start - match.start(1) < 5 for cue in cues):
            return False
        one, two = match[1], f"{match[1]} {match[2]}" if match[2] else ""
        imperatives = list_imperatives(doc.language)
        if one in imperatives or two in imperatives:
            return True
        for linker in words["linkers"]:
            if doc.lower.startswith(linker, match.start(1)):
                after = _FIRST.match(doc.lower, match.start(1) + len(linker) + 1, sentence.end)
                if after and (after[1] in imperatives or doc.language == "en" and after[1].endswith("ing")):
                    return True
    if any(report.passive and report.cue.kinds & {"instruct", "ask", "ask someone", "passive"} for report in reports):
        return True
    return any("norms" in cue.kinds and not _NO_NORM[doc.language].search(doc.lower, sentence.start, cue.start) for cue in cues)


_FIRST = re.compile(r"[\s\"'(*•–—-]*([^\W\d_]+)(?:\s([^\W\d_]+))?(?:\s([^\W\d_]+))?")
#: Before a word such as "should" or "phải": it is told or asked of something else, not laid down.
_NO_NORM = {"en": re.compile(r"\b(?:how|whether)\b"), "vi": re.compile(r"\b(?:đã|vừa|từng)\b|\b(?:đang|khi|nếu|có|còn)\s\Z")}
_QUOTES = "\"'"
