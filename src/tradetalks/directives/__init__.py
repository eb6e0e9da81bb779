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

from collections.abc import Sequence

from ..actors import Mention
from ..dates import DateSpan
from ..document import Document
from ..speech import Line, is_item, read
from .deadlines import date_tasks, find_deadlines
from .model import Deadline, Directive
from .norms import is_heading, opens_with_body, read_norms, take_whole
from .verbs import read_verbs

__all__ = ["Deadline", "Directive", "find"]


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
        tasks = list(read_verbs(doc, line, issuer if chain else "", before))
        opens = bool(tasks) and doc.text[sentence.end - 1] == ":" or is_heading(doc, line)
        before = line
        if opens:
            issuer = tasks[0].issuer if tasks else line.holder.name if line.holder else issuer
            listing, chain = True, 2
            if tasks and doc.text[sentence.end - 1] == ":":
                continue
        elif listing and not tasks:
            if is_item(doc, sentence) or opens_with_body(doc, line):
                tasks = [take_whole(doc, line, issuer, "list")]
            else:
                listing = False
        if not tasks:
            tasks = read_norms(doc, line, issuer, chain, due)
        for task in tasks:
            found.extend(date_tasks(doc, line, task, due))
        if tasks:
            issuer, chain = tasks[-1].issuer or issuer, 2
        else:
            chain = max(0, chain - 1)
    return found
