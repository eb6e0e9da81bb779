"""The clause of a sentence that some of its words stand in, by punctuation, and how it is quoted with these words marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tradetalks.display import literal

#: What divides a sentence for good, and what divides it where enough words stand between.
_HARD = re.compile(r"[;:]\s+|\s[–—]\s|\.{3}\s+|…\s+")
_SOFT = re.compile(r",\s+(?:(?:and|but|và|nhưng)\s+)?", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”|(?<!\w)\"[^\"]*\"")
#: A clause that begins with a verb form such as "ensuring" takes in what follows; any other stump what goes before.
_VERB = re.compile(r"\w+ing\b")
#: A clause has at least so many words where its sentence gives them; a longer quotation than so many characters is cut.
FEWEST, WIDEST = 6, 240


def find_clause(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Start and end of the clause that `sentence[start:end]` stands in.

    It ends at a semicolon, colon, dash or comma, but for commas in quotation marks. A stump of few words grows to the next
    comma: on its right where it begins with a form in -ing or has no other side, else on its left.
    """
    quoted = [hit.span() for hit in _QUOTED.finditer(sentence)]
    first = max((hit.end() for hit in _HARD.finditer(sentence) if hit.end() <= start), default=0)
    last = min((hit.start() for hit in _HARD.finditer(sentence) if hit.start() >= end), default=len(sentence))
    soft = [hit for hit in _SOFT.finditer(sentence, first, last) if not any(begin < hit.start() < stop for begin, stop in quoted)]
    lefts = [first, *(hit.end() for hit in soft if hit.end() <= start)]
    rights = [*(hit.start() for hit in soft if hit.start() >= end), last]
    left, right = lefts.pop(), rights.pop(0)
    while len(sentence[left:right].split()) < FEWEST and (lefts or rights):
        if rights and (not lefts or _VERB.match(sentence, left)):
            right = rights.pop(0)
        else:
            left = lefts.pop()
    return left, right


def mark_words(clause: str, spans: Iterable[tuple[int, int]]) -> str:
    """The clause as a quotation in Markdown, the words of `spans` (offsets in it) bold, within “ ”; cut around them where it is long."""
    text = clause.replace("“", "‘").replace("”", "’")
    joined = _join(spans)
    begin, stop = _cut(text, joined)
    parts, at = [], begin
    for start, end in joined:
        if begin <= start and end <= stop:
            parts += [_show(text[at:start]), f"**{literal(text[start:end])}**"]
            at = end
    parts.append(_show(text[at:stop]))
    return f"“{'…' if begin else ''}{''.join(parts).strip()}{'…' if stop < len(text) else ''}”"


def _join(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Which part of a long text is shown: up to `WIDEST` characters that begin not long before the first span."""
    if len(text) <= WIDEST or not spans:
        return 0, len(text)
    begin = 0 if spans[0][1] <= WIDEST else text.rfind(" ", 0, max(1, spans[0][0] - WIDEST // 3)) + 1
    stop = max(begin + WIDEST, spans[0][1])
    if stop >= len(text):
        return begin, len(text)
    return begin, max(text.rfind(" ", begin, stop + 1), spans[0][1])


def _show(text: str) -> str:
    """The text letter by letter in Markdown, with the spaces at its ends."""
    if not text.strip():
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{literal(text)}{' ' if text[-1].isspace() else ''}"
