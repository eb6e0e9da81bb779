"""Which goods an article names as something that Việt Nam buys, imports or is to buy from the US."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .codebook import Codebook
from .codings import Coding, see
from .document import Document, Sentence

BUYING = "buy-us-goods"


class Good(NamedTuple):
    """One naming of a kind of goods for purchase."""

    good: str
    sentence: Sentence
    start: int
    end: int


def find(doc: Document, codebook: Codebook, codings: Iterable[Coding]) -> list[Good]:
    """The goods named for purchase or import, in the order of the text."""
    bought = [coding for coding in codings if coding.code == BUYING]
    found = [
        good
        for sentence, left, right in find_stretches(doc, codebook, bought)
        for good in _name(doc, codebook, sentence, left, right, [coding.start for coding in bought])
    ]
    return sorted(set(found), key=lambda good: (good.start, good.end, good.good))


def find_stretches(doc: Document, codebook: Codebook, bought: list[Coding]) -> Iterator[tuple[Sentence, int, int]]:
    """The stretches of sentences that speak of buying: around a coding up to the next semicolon, and a list going on."""
    sight = see(doc, codebook)
    text = sight.text
    goes_on, buying = codebook.goods_guards["goes on"], codebook.goods_guards["buying"]
    starts: dict[int, list[int]] = {}
    for coding in bought:
        starts.setdefault(coding.sentence.number, []).append(coding.start)
    before = False
    for index, sentence in enumerate(doc.sentences):
        said = starts.get(sentence.number, [])
        if said:
            left = sentence.start
            while left < sentence.end:
                right = text.find(";", left, sentence.end) + 1 or sentence.end
                if bisect_left(said, right) > bisect_left(said, left):
                    yield sentence, left, right
                left = right
        elif before and goes_on.anywhere.match(text, sentence.start, sentence.end):
            yield sentence, sentence.start, sentence.end
        elif sight.may_name(buying, index) and buying.anywhere.search(text, sentence.start, sentence.end):
            yield sentence, sentence.start, sentence.end
        before = bool(said)


def _name(doc: Document, codebook: Codebook, sentence: Sentence, left: int, right: int, bought: list[int]) -> Iterator[Good]:
    """The goods named in a stretch; `bought` is where the purchases begin."""
    sight, guards = see(doc, codebook), codebook.goods_guards
    text = sight.text
    other = [match.end() for match in guards["other list"].anywhere.finditer(text, left, right)] if sight.may_name(guards["other list"], sentence.number - 1) else []
    for kind in codebook.goods:
        names = kind.names[doc.language]
        if not sight.may_name(names, sentence.number - 1):
            continue
        for match in names.anywhere.finditer(text, left, right):
            start, end = match.span()
            if guards["not after"].ending.search(text, max(left, start - 70), start):
                continue
            if guards["not before"].following.match(text, end, right):
                continue
            # "Tariffs on cars and gas were cut, and jets bought": what is named is listed under the nearest words before it.
            listed = max((at for at in other if at <= start), default=-1)
            if listed >= 0 and not any(listed <= at <= end for at in bought):
                continue
            yield Good(kind.good, sentence, start, end)
