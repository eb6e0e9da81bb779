"""The machine that finds the codebook's phrases in a text: where a phrase's words stand near enough, its expression is tried."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate, compress
from operator import or_
from typing import NamedTuple

from .phrases import Guard, first_words, list_ways, needed_words


class Marks(NamedTuple):
    """A text as the Finder sees it: the words that it knows and where they stand, and which of them are a sentence's.

    What is known of a word are its marks and, as marks too, the phrases that begin with it. A sentence is its first
    word, the one behind its last, and all its marks together.
    """

    starts: Sequence[int]
    marks: Sequence[int]
    begins: Sequence[int]
    sentences: list[tuple[int, int, int]]

    def bear(self, bit: int, start: int, end: int) -> bool:
        """Whether a word between two offsets bears a mark (0: none is looked for, any will do)."""
        if not bit:
            return True
        first = bisect_left(self.starts, start)
        return any(map(bit.__and__, self.marks[first : bisect_left(self.starts, end, first)]))


class _Known(dict):
    """What is known of each word of a text: its marks and, as marks, the phrases that begin with it; None for nothing.

    That is what is known of the word itself (entered with a space behind it) and of every beginning of words that it
    begins with. What was found is kept: the same words make up most of any text.
    """

    #: So many words are kept at the most.
    MOST = 50_000

    def __init__(self, marks: dict[str, int], begins: dict[str, int]):
        super().__init__()
        self._entries = {word: (marks.get(word, 0), begins.get(word, 0)) for word in {*marks, *begins}}
        self._longest = max(map(len, self._entries), default=0)

    def __missing__(self, word: str) -> tuple[int, int] | None:
        if len(word) > self._longest:
            return self[word[: self._longest]]
        if len(self) >= self.MOST:
            self.clear()
        keys = (*(word[:size] for size in range(1, len(word) + 1)), f"{word} ")
        marks, begins = (reduce(or_, both) for both in zip((0, 0), *(self._entries[key] for key in keys if key in self._entries), strict=True))
        self[word] = (marks, begins) if marks or begins else None
        return self[word]


class Finder:
    """Finds the places in a text where a phrase may stand, by its words.

    A word bears marks, the bits of one number: below, one for each guard that has a phrase with it; above, `_SLOTS`
    rows of one for each phrase: the first row where the word can serve as the part of the phrase that is likeliest to be
    missing, the next where it can serve as another. The rows of a stretch of text, laid over each other, are the phrases
    that have these parts there; so all phrases are tried at once, and few are left for their expressions.
    """

    def __init__(self, sequences: Sequence[Sequence], guards: Sequence[Guard] = ()):
        entries = [(number, *entry) for number, sequence in enumerate(sequences) for entry in _enter(sequence)]
        self._phrase = [number for number, *_ in entries]
        self._low, self._size = len(guards), len(entries)
        begins: dict[str, int] = defaultdict(int)
        marks: dict[str, int] = defaultdict(int)
        #: The marks of the parts that phrases have not: they are there in any text.
        self._given = 0
        for number, guard in enumerate(guards):
            words = frozenset().union(*map(_rarest, guard.sequences))
            guard.bit = 0 if any(word.strip() in _EVERYWHERE for word in words) else 1 << number
            if guard.bit:
                for word in words:
                    marks[word] |= guard.bit
        for number, (_, firsts, needed) in enumerate(entries):
            here = 1 << self._low + number
            for word in firsts:
                begins[word] |= here
            for slot in range(_SLOTS):
                bit = here << slot * self._size
                if slot < len(needed):
                    for word in needed[slot]:
                        marks[word] |= bit
                else:
                    self._given |= bit
        self._known = _Known(marks, begins)

    def mark(self, text: str, spans: Sequence[tuple[int, int]]) -> Marks:
        """What is known of the words of a text; `text` is in lower case but for words that are wanted in capitals."""
        # Built-in functions alone: there is a known word in nearly every place of a text.
        words = _spaced(text).split(" ")
        known = list(map(self._known.__getitem__, words))
        # Each word stands one behind the end of the word before it, the first one before the space that is put before the text.
        starts = list(compress(accumulate(map((1).__add__, map(len, words)), initial=-1), known))
        marks, begins = zip(*filter(None, known), strict=True) if starts else ((), ())
        sentences = []
        last = 0
        for left, right in spans:
            first = bisect_left(starts, left, last)
            last = bisect_left(starts, right, first)
            sentences.append((first, last, reduce(or_, marks[first:last], 0)))
        return Marks(starts, marks, begins, sentences)

    def candidates(self, text: Marks, sentence: int) -> list[tuple[int, int]]:
        """(number of the phrase, offset) for every place of a sentence that is worth trying, in order."""
        first, end, marks = text.sentences[sentence]
        size, low, given, phrase = self._size, self._low, self._given, self._phrase
        marks |= given
        live = (marks & marks >> size) >> low << low
        begun = list(map(live.__and__, text.begins[first:end]))
        found: list[tuple[int, int]] = []
        after = given
        for index in reversed(list(compress(range(len(begun)), begun))):
            # What stands behind, as marks: all words up to the end, or to the place before this one.
            after = reduce(or_, text.marks[first + index + 1 : end], after)
            end = first + index + 1
            here = (begun[index] & after & after >> size) >> low
            if here:
                start = text.starts[first + index]
                while here:
                    bit = here & -here
                    here ^= bit
                    place = phrase[bit.bit_length() - 1], start
                    if not found or found[-1] != place:
                        found.append(place)
        found.reverse()
        return found


def _enter(sequence: Sequence) -> Iterator[tuple[frozenset[str], list[frozenset[str]]]]:
    """What a phrase begins with, and the words that it needs behind that.

    A phrase that is one list is entered twice: its single words, and what has more, so that these need a second word.
    """
    ways = list_ways(tuple(sequence))
    several = [way for way in ways if len(needed_words(way)) > 1]
    if len(ways) == 1 or not several:
        yield first_words(sequence), _behind(sequence)
        return
    seconds = [words for way in several for words in _behind(way)[:1]]
    yield frozenset().union(*map(first_words, several)), [frozenset().union(*seconds)] if len(seconds) == len(several) else []
    if single := [way for way in ways if way not in several]:
        yield frozenset().union(*map(first_words, single)), []


def _behind(sequence: Sequence) -> list[frozenset[str]]:
    """The words that a phrase needs behind its first part, those first that are likely to be missing."""
    needed = [words for words in needed_words(sequence)[1:] if all(map(_plain, words))]
    return sorted((words for words in needed if not any(word.strip() in _EVERYWHERE for word in words)), key=_commonness)


def _rarest(sequence: Sequence) -> frozenset[str]:
    """For each way in which a phrase can be said, the words of its rarest part."""
    ways = list_ways(tuple(sequence))
    return frozenset().union(*(min([words for words in needed_words(way) if all(map(_plain, words))] or [first_words(way)], key=_commonness) for way in ways))


def _commonness(words: frozenset[str]) -> int:
    return sum(8 if word.strip() in _COMMON else 1 for word in words)


def _plain(key: str) -> bool:
    """Whether a word stands between spaces once the marks beside it are spaces: it has none in it."""
    return bool(_TOKEN_WORD.fullmatch(key.strip()))


def _spaced(text: str) -> str:
    """The text with a space for every mark that may stand beside a word, and one at either end."""
    for mark in "\n\r\t'\"()[]{}<>-–—―/\\.,:;!?%$€£&*+=|~^#@…•·":
        if mark in text:
            text = text.replace(mark, " ")
    return f" {text} "


_TOKEN_WORD = re.compile(r"\w+")
#: How many of a phrase's parts, from the second on, are looked for before its expression is.
_SLOTS = 2
#: Words that stand in nearly every sentence, and such as stand in many: they tell nothing, or little.
_EVERYWHERE = frozenset(
    "the of to in and a on for with by at from is are was be as it its that this or has have will"
    " và của các là có cho được với trong này về đã sẽ một những".split()
)
_COMMON = _EVERYWHERE | frozenset(
    "not no their two both each one other others more up all us american side sides country countries trade vietnam vietnamese"
    " không phải hai bên nước việt nam mỹ hoa kỳ".split()
)
