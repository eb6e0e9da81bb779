"""Articles into sentences with offsets, and what part of the page each line is.

Boundaries inside a line come from sentencex (Wikimedia), which knows the abbreviations of both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sentencex

from .document import Sentence

_WORD = re.compile(r"[^\W\d_]")
_LINE = re.compile(r"[^\n\r]+")
_PREFIX = re.compile(r"\s*date \d{4}-\d{1,2}(?:-\d{1,2})?(?!\d)")
#: What marks a line as one of a list; the sentences behind it are not found where it stays.
_BULLET = re.compile(r"[ \t]*[•·▪●‣][ \t]*")
_ENDS = re.compile(r"[.!?:;…][\"')\]]*\s*$|/\./?\s*$|-\s*$")
#: Words that say a line belongs to a picture: its credit, or who stands where in it.
_CREDIT = re.compile(
    r"\b(?:photos?|ảnh(?: \d)?|illustration|graphic)\s*[:(]|[-—–|(]\s*(?:photos?|ảnh)\b|\bphoto\s*(?:\||$|\))|\((?:c|r|l|left|right|centre|center|second from \w+|\w+ from (?:left|right)|phải|trái|giữa|thứ \w+ từ \w+)\)"
    r"|\bphotos? (?:published )?(?:by|courtesy)|\bảnh\s*:|\(ảnh|\bVN[AS]/VN[AS] photo|\bVGP\)?\s*$",
    re.IGNORECASE,
)
#: A line that tells of a picture has one of these in lower case, or a bracket.
_CREDIT_WORDS = ("photo", "ảnh", "illustration", "graphic", "(", "vgp")
#: Lines of the page around the article: tags, sharing buttons, sources, comment counts.
_MARGIN = re.compile(
    r"\s*(?:tags?|từ khóa|chủ đề|source|nguồn|theo|comments?|bình luận|share|chia sẻ|xem thêm|related|read more|follow us|đọc thêm|tin liên quan|in bài viết)\b\s*(?:[:(|].*|\(\d+\).*)?$",
    re.IGNORECASE,
)
_AGENCY_TAIL = re.compile(r"[\s—–-]*(?:/\.|\(?(?:VNA|VNS|VGP|VOV|TTXVN|Reuters|AFP|AP|Bernama)(?:/VN[AS])?\)?)\s*\.?\s*$")


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the printed lines that hold a letter. A line broken in mid-sentence is joined with the next one."""
    start = end = None
    for match in _LINE.finditer(text):
        left, right = match.span()
        if not _WORD.search(text, left, right):
            continue
        if start is not None:
            # Gone on with from the line before: that one is long enough, unfinished, and this one begins small.
            if text[left].islower() and end - start > 50 and text[end:left] in ("\n", "\r\n") and not _ENDS.search(text[max(start, end - 8) : end]):
                end = right
                continue
            yield start, end
        start, end = left, right
    if start is not None:
        yield start, end


def segment(text: str, language: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Spans of the sentences (start, end, line index) of the lines, without the white space around them.

    The leading ` date 2025-05-17` of a page is no part of the first sentence. A piece without a letter belongs to the
    sentence before it.
    """
    for index, (left, right) in enumerate(spans):
        if index == 0 and (match := _PREFIX.match(text, left, right)):
            left = match.end()
        if match := _BULLET.match(text, left, right):
            left = match.end()
        pending: tuple[int, int] | None = None
        for bound in sentencex.get_sentence_boundaries(language, text[left:right]):
            start, end = _strip(text, left + bound["start_index"], left + bound["end_index"])
            if start >= end:
                continue
            if pending:
                # "3." heads the sentence behind it.
                if not _WORD.search(text, *pending) or not _WORD.search(text, start, end) or _unfinished(text, *pending, start):
                    pending = (pending[0], end)
                    continue
                yield *pending, index
            pending = (start, end)
        if pending and _WORD.search(text, *pending):
            yield *pending, index


_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]|TP|Gen|Sen|Rep|Gov|Amb|Sec|Nos?|St|Mr|Mrs|Ms|Dr|Prof|Feb|Jan|Aug|Sept?|Oct|Nov|Dec|Apr|Mar|Jun|Jul|GS|TS|ThS|PGS|vs|approx|Inc|Ltd|Co|Corp)|\b[A-Z]\.[A-Z])\.$")


#: Behind these a name follows, so that they end no sentence.
_TITLES = ("TP.", "Gen.", "Sen.", "Rep.", "Gov.", "Amb.", "Sec.", "Prof.", "Mr.", "Mrs.", "Ms.", "Dr.", "GS.", "TS.", "ThS.")
#: What may follow a full stop without a space inside a name: VOV.VN, TP.HCM, thanhnien.vn, 22.4.
_GLUED = re.compile(r"(?:[A-Z]{2,}|[A-Z]\.|[a-z]+|\d)")


def _unfinished(text: str, start: int, end: int, following: int) -> bool:
    """A sentence that ends on an abbreviation or on an ellipsis goes on, when what follows cannot begin one."""
    tail = text[max(start, end - 12) : end]
    after = text[following : following + 1]
    if following == end and tail.endswith(".") and _GLUED.match(text, following):
        return True
    if tail.endswith(("...", "…")):
        return after.islower()
    return bool(_ABBREVIATION.search(tail)) and (after.islower() or after.isdigit() or tail.endswith(_TITLES))


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    bare = piece.strip()
    start += piece.find(bare)
    return start, start + len(bare)


def read_role(text: str, left: int, right: int, first: bool) -> str:
    """What part of the page a line is: `title`, `caption`, `margin` or `body`.

    A headline is a short first line without a full stop; a caption names its photographer or who stands where.
    """
    line = text[left:right].strip()
    if len(line) >= 420:
        return "body"
    if len(line) < 200 and _MARGIN.match(line) or len(line) < 25 and _AGENCY_TAIL.search(line):
        return "margin"
    small = line.lower()
    if any(word in small for word in _CREDIT_WORDS) and _CREDIT.search(line):
        return "caption"
    if first and len(line) < 180 and not _ENDS.search(line):
        return "title"
    return "body"


def is_credit(piece: str) -> bool:
    """Whether a piece is nothing but an agency's name, as it stands behind the last sentence of a report: "— VNS"."""
    return len(piece) < 25 and bool(_AGENCY_TAIL.search(piece)) and not _AGENCY_TAIL.sub("", piece).strip(" .-—–/|()")


def find_sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """All sentences of a normalised text, in order, with the role of the line each stands in."""
    spans = list(lines(text))
    roles = [read_role(text, left, right, index == 0) for index, (left, right) in enumerate(spans)]
    return tuple(
        Sentence(start, end, number, line, "margin" if is_credit(text[start:end]) else roles[line])
        for number, (start, end, line) in enumerate(segment(text, language, spans), 1)
    )
