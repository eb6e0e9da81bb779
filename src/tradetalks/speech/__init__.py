"""Who is reported as saying what an article says.

A sentence is somebody's when it has a verb of saying, judging, praising or instructing whose subject is a person, an
office or a body ("the PM noted", "theo ông"), wherever in the sentence they stand. A sentence without such a verb is
the outlet's, with one exception: where it is a norm or an imperative ("Strengthen dialogue", "phải bảo đảm ..."), a
quotation, or an item of a list that somebody's words opened, it goes on in the mouth of the person who spoke last, at
most two sentences before. Where an article announces that it reports somebody's speech ("Concluding the meeting, the
Prime Minister said"), the whole passage is in that mouth, until somebody else speaks or the article turns to the
setting. A country's wish ("Hanoi wants") is the outlet's words, not the country's.

The words are data: `codebook/speech.yml`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..actors import Mention
from ..document import Document, Sentence
from .model import Cue, Line, Ref, Report, Speaker
from .named import merge, read_refs
from .passages import REACH, Floor, is_item
from .people import Names, add_strangers
from .reports import read_reports
from .voices import attribute
from .words import find_cues, inflect, load_words

__all__ = ["LONGEST", "REACH", "Cue", "Line", "Ref", "Report", "Speaker", "inflect", "is_item", "load_words", "read", "speaker_at", "speakers"]

#: Sentences longer than this are broken input and nobody's; it keeps the cost linear.
LONGEST = 4000


def read(doc: Document, mentions: Sequence[Mention]) -> list[Line]:
    """Every sentence of an article as read: names, verbs and speakers."""
    names, floor = Names(mentions), Floor()
    items = merge(mentions, find_cues(doc))
    starts = [item.start for item in items]
    lines: list[Line] = []
    at = 0
    for sentence in doc.sentences:
        first = bisect_left(starts, sentence.start, at)
        at = bisect_left(starts, sentence.end, first)
        lines.append(_read_line(doc, sentence, items[first:at], names, floor))
    return lines


def _read_line(doc: Document, sentence: Sentence, items: Sequence[Mention | Cue], names: Names, floor: Floor) -> Line:
    """One sentence with the names and words that stand in it, `items`."""
    if not 3 < sentence.end - sentence.start < LONGEST:
        return Line(sentence, [], [], [], [], None)
    refs = read_refs(doc, items, names)
    if names.unknown and doc.language == "en":
        refs = add_strangers(doc, sentence, refs, names)
    cues = [item for item in items if isinstance(item, Cue)]
    if sentence.role in ("caption", "margin"):
        return Line(sentence, cues, refs, [], [], None)
    reports = read_reports(doc, sentence, cues, refs, names)
    spans = floor.go_on(doc, sentence, cues, refs, reports, attribute(doc, sentence, cues, refs, reports))
    line = Line(sentence, cues, refs, reports, spans, floor.reach())
    floor.heed(doc, line, names)
    return line


def speakers(doc: Document, mentions: Sequence[Mention]) -> list[Speaker]:
    """Who is reported as saying which part of the article, in text order; what no span covers is the outlet's."""
    return [speaker for line in read(doc, mentions) for speaker in line.speakers]


def speaker_at(doc: Document, found: Sequence[Speaker], sentence: Sentence, start: int, end: int) -> Speaker | None:
    """Who is reported as saying a span of one sentence, and how that is known; None for the outlet."""
    index = bisect_left(found, (sentence.number,))
    best, most = None, 0
    while index < len(found) and found[index].sentence == sentence.number:
        speaker = found[index]
        shared = min(end, speaker.end) - max(start, speaker.start)
        if shared > most:
            best, most = speaker, shared
        index += 1
    return best
