"""Which goods an article names as something that Việt Nam buys, imports or is to buy from the US."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .codebook import Codebook
from .codings import Coding, read
from .document import Document, Sentence

BUYING = "buy-us-goods"


class Good(NamedTuple):
    """One naming of a kind of goods for purchase."""

    good: str
    sentence: Sentence
    start: int
    end: int


def find(doc: Document, codebook: Codebook, codings: Iterable[Coding]) -> list[Good]:
    """The goods named for purchase, in the order of the text."""
    bought = [coding for coding in codings if coding.code == BUYING]
    text = read(doc, codebook)
    found = [
        good
        for sentence, left, right in find_stretches(doc, text, codebook, bought)
        for good in _name(text, doc.language, sentence, left, right, codebook)
    ]
    return sorted(set(found), key=lambda good: (good.start, good.end, good.good))


def find_stretches(doc: Document, text: str, codebook: Codebook, bought: list[Coding]) -> Iterator[tuple[Sentence, int, int]]:
    """The stretches of sentences that speak of buying: around a coding up to the next semicolon, and a list going on."""
    guards = codebook.goods_guards
    said = {coding.sentence.number for coding in bought}
    before = False
    for sentence in doc.sentences:
        speaks = sentence.number in said
        if speaks:
            for coding in bought:
                if coding.sentence is sentence or coding.sentence == sentence:
                    left = text.rfind(";", sentence.start, coding.start) + 1 or sentence.start
                    right = text.find(";", coding.end, sentence.end)
                    yield sentence, left, right if right > 0 else sentence.end
        elif before and guards["goes on"].anywhere.match(text, sentence.start, sentence.end):
            yield sentence, sentence.start, sentence.end
        elif guards["buying"].anywhere.search(text, sentence.start, sentence.end):
            yield sentence, sentence.start, sentence.end
        before = speaks


def _name(text: str, language: str, sentence: Sentence, left: int, right: int, codebook: Codebook) -> Iterator[Good]:
    guards = codebook.goods_guards
    for kind in codebook.goods:
        for match in kind.names[language].finditer(text, left, right):
            start, end = match.span()
            if guards["not after"].ending.search(text, max(left, start - 70), start):
                continue
            if guards["not before"].following.match(text, end, right):
                continue
            yield Good(kind.good, sentence, start, end)
