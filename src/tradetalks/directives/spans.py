"""Where the quotation of an instruction begins and ends, and whom it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Document
from ..speech import Ref

#: Words of what will happen: nobody is told to do it.
WILL = {"en": re.compile(r"\b(?:will|would)\b"), "vi": re.compile(r"\b(?:sẽ|dự kiến)\b")}

_EDGE = " \t\n\r.,;:–—-/\"'"
_TAIL = re.compile(r"(?:[,;]|\s[-–—])\s*(?:and|but|while|đồng thời|và|song)?\s*\Z")


def trim(doc: Document, start: int, end: int) -> int:
    """The end of a quotation without the stops and joining words behind it, or a last clause of what will happen."""
    semicolon = doc.text.rfind(";", start + 20, end)
    if semicolon > 0 and WILL[doc.language].search(doc.lower, semicolon, end):
        end = semicolon
    if match := _TAIL.search(doc.lower, max(start, end - 20), end):
        end = match.start()
    while end > start and doc.text[end - 1] in _EDGE:
        end -= 1
    return end


def widen(doc: Document, start: int, least: int) -> int:
    """The start of a quotation with the article before its first noun."""
    for word in ("the ", "các "):
        if start - len(word) >= least and doc.lower.startswith(word, start - len(word)):
            return start - len(word)
    return max(start, least)


def list_names(refs: Sequence[Ref]) -> tuple[str, ...]:
    """Those named, each once, in the order of the text."""
    return tuple(dict.fromkeys(ref.name for ref in refs if ref.name))
