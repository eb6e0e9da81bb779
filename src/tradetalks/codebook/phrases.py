"""The phrase language of the codebook, and the machine that finds its phrases in a text.

A phrase is one line, written in words (the full description stands at the top of `codes.yml`):

    harmonis*|harmoniz* ~4 <interests>

`word` the word itself, `word*` any word that begins so, `a b|c` either `a b` or `c`, `a (b|c)` `a b` or `a c`, `[the]`
may be missing, `~4` up to four words of any kind, `<name>` a word list. A `|` parts all that stands between two gaps or brackets. Words with a capital are matched
in that spelling only (`US`, `Party`); everything else in any case. Between words any space or punctuation may stand,
and a possessive 's, but no semicolon.

A phrase compiles to one regular expression without nested or unbounded repetition: `~n` has a bound, words are
possessive. It begins with a word that must be there, so that it is only ever tried where that word stands, and only if
the other words that it needs stand near enough behind; the cost of a text is its length plus a constant for each such place.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from itertools import accumulate, compress
from operator import or_
from typing import NamedTuple

#: What may stand between two words of a phrase: a possessive, then up to five characters that are no letters.
BETWEEN = r"(?:'s?(?!\w))?[^\w;]{1,5}+"
_ANY_WORD = rf"\w++{BETWEEN}"
MOST_GAP = 16


class PhraseError(ValueError):
    """A phrase that cannot be read: what is wrong and what to do."""


class Word(NamedTuple):
    """One word of a phrase; `open` where it goes on after a `*`."""

    text: str
    open: bool


class Gap(NamedTuple):
    """Up to `most` words of any kind."""

    most: int


class Choice(NamedTuple):
    """One of several sequences; `optional` where all of them may be missing."""

    ways: tuple[tuple, ...]
    optional: bool


_TOKEN = re.compile(r"\s*(?:(?P<gap>~\d+)|<(?P<list>[\w-]+)>|(?P<mark>[()\[\]|])|(?P<word>[^\s()\[\]|<>~*]+\*?))")


def parse(phrase: str, lists: Mapping[str, tuple]) -> tuple:
    """The sequence of words, gaps and choices that a phrase says. `lists` gives the word lists already read."""
    tokens = []
    at = 0
    while at < len(phrase.rstrip()):
        match = _TOKEN.match(phrase, at)
        if not match:
            raise PhraseError(f"cannot read {phrase[at:].strip()!r} in {phrase!r}; see the top of codes.yml")
        tokens.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    sequence, rest = _sequence(tokens, 0, phrase, lists, inside=False)
    if rest != len(tokens):
        raise PhraseError(f"a bracket is closed that was not opened in {phrase!r}")
    return sequence


def _sequence(tokens: list, at: int, phrase: str, lists: Mapping[str, tuple], inside: bool) -> tuple[tuple, int]:
    """Everything up to a closing bracket or the end. Between gaps, `|` parts whole alternatives.

    Inside brackets and word lists that is never what was meant, so a gap beside a `|` is refused there.
    """
    sequence: list = []
    ways: list[list] = [[]]
    parted = False

    def close() -> None:
        if not all(ways):
            raise PhraseError(f"an empty alternative, or a gap at an end or beside another, in {phrase!r}")
        if len(ways) > 1:
            for way in ways:
                _check_ends(way, phrase)
        sequence.extend(ways[0] if len(ways) == 1 else [Choice(tuple(map(tuple, ways)), False)])

    while at < len(tokens) and tokens[at] not in (("mark", ")"), ("mark", "]")):
        kind, value = tokens[at]
        if kind == "mark" and value == "|":
            ways.append([])
            parted = True
            at += 1
            continue
        element, at = _element(tokens, at, phrase, lists)
        if isinstance(element, Gap):
            close()
            sequence.append(element)
            ways = [[]]
        else:
            ways[-1].append(element)
    close()
    if inside and any(isinstance(e, Gap) for e in sequence) and parted:
        raise PhraseError(f"a gap and a | in the same brackets in {phrase!r}; put the part with the gap into brackets of its own")
    _check_ends(sequence, phrase)
    return tuple(sequence), at


def _element(tokens: list, at: int, phrase: str, lists: Mapping[str, tuple]):
    kind, value = tokens[at]
    if kind == "word":
        return Word(value.rstrip("*"), value.endswith("*")), at + 1
    if kind == "gap":
        most = int(value[1:])
        if not 0 < most <= MOST_GAP:
            raise PhraseError(f"a gap is of 1 to {MOST_GAP} words, not {value} in {phrase!r}")
        return Gap(most), at + 1
    if kind == "list":
        if value not in lists:
            raise PhraseError(f"there is no word list <{value}> (used in {phrase!r}); write it under lists, above its use")
        return Choice(lists[value], False), at + 1
    if value not in "([":
        raise PhraseError(f"{value} stands in a wrong place in {phrase!r}")
    sequence, end = _sequence(tokens, at + 1, phrase, lists, inside=True)
    if end == len(tokens) or tokens[end][1] != {"(": ")", "[": "]"}[value]:
        raise PhraseError(f"the bracket {value} is not closed in {phrase!r}")
    return Choice(_ways(sequence), value == "["), end + 1


def _check_ends(sequence: list, phrase: str) -> None:
    for end in (sequence[0], sequence[-1]):
        if isinstance(end, Gap) or isinstance(end, Choice) and end.optional:
            raise PhraseError(f"{phrase!r} begins or ends with something that may be missing; leave it out")


def expression(sequence: Sequence) -> str:
    """The regular expression of a sequence, without the word boundary before its first word."""
    out = []
    for index, element in enumerate(sequence):
        if isinstance(element, Gap):
            out.append(f"(?:{_ANY_WORD}){{0,{element.most}}}?")
        elif isinstance(element, Choice) and element.optional:
            out.append(f"(?:(?:{_alternatives(element)}){BETWEEN})?")
        else:
            out.append(_alternatives(element) if isinstance(element, Choice) else _word(element))
            if index < len(sequence) - 1:
                out.append(BETWEEN)
    return "".join(out)


def _word(word: Word) -> str:
    return re.escape(word.text) + (r"\w*+" if word.open else r"(?!\w)")


def _alternatives(choice: Choice) -> str:
    return one_of(choice.ways)


@lru_cache(maxsize=1024)
def one_of(ways: tuple[tuple, ...]) -> str:
    """The expression of any one of several sequences.

    Those that begin with the same letter stand together behind that letter, so that a place where none begins costs one
    look at each letter and not at each word; what has several words stands first, and single words share their ending.
    """
    grouped: dict[str, list[tuple]] = {}
    others: list[str] = []
    for way in ways:
        if isinstance(way[0], Word):
            grouped.setdefault(way[0].text[0], []).append(way)
        else:
            others.append(expression(way))
    return "(?:" + "|".join([*(_behind_letter(letter, found) for letter, found in grouped.items()), *others]) + ")"


def _behind_letter(letter: str, ways: list[tuple]) -> str:
    if len(ways) == 1:
        return expression(ways[0])
    cut = len(re.escape(letter))
    parts = [expression(way)[cut:] for way in ways if len(way) > 1]
    for going_on, ending in ((False, r"(?!\w)"), (True, r"\w*+")):
        words = [re.escape(way[0].text)[cut:] for way in ways if len(way) == 1 and way[0].open is going_on]
        if words:
            parts.append((words[0] if len(words) == 1 else "(?:" + "|".join(words) + ")") + ending)
    return re.escape(letter) + (parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")")


def first_words(sequence: Sequence) -> frozenset[str]:
    """The words (with a space after them), or beginnings of words, one of which a match of the sequence begins with."""
    first = sequence[0]
    return frozenset([_key(first)]) if isinstance(first, Word) else _first_of(first.ways)


@lru_cache(maxsize=1024)
def _first_of(ways: tuple[tuple, ...]) -> frozenset[str]:
    return frozenset().union(*map(first_words, ways))


def _key(word: Word) -> str:
    return word.text if word.open else word.text + " "


def needed_words(sequence: Sequence) -> list[frozenset[str]]:
    """For every part that must be there, the words (or beginnings of words) one of which it holds."""
    needed = []
    for element in sequence:
        if isinstance(element, Word):
            needed.append(frozenset([_key(element)]))
        elif isinstance(element, Choice) and not element.optional:
            needed.append(_needed_of(element.ways))
    return needed


@lru_cache(maxsize=1024)
def _needed_of(ways: tuple[tuple, ...]) -> frozenset[str]:
    return frozenset().union(*(max(needed_words(way), key=lambda words: min(map(len, words))) for way in ways))


def capitals(sequence: Sequence) -> frozenset[str]:
    """The words of a sequence that are written with a capital and so matched in that spelling only."""
    found: frozenset[str] = frozenset()
    for element in sequence:
        if isinstance(element, Word):
            if element.text != element.text.lower():
                found |= {element.text}
        elif isinstance(element, Choice):
            found |= _capitals_of(element.ways)
    return found


@lru_cache(maxsize=1024)
def _capitals_of(ways: tuple[tuple, ...]) -> frozenset[str]:
    return frozenset().union(*map(capitals, ways))


def _ways(sequence: tuple) -> tuple[tuple, ...]:
    """A sequence as its alternatives, word lists opened up."""
    if len(sequence) == 1 and isinstance(sequence[0], Choice) and not sequence[0].optional:
        return tuple(way for each in sequence[0].ways for way in _ways(each))
    return (sequence,)


class Guard:
    """Phrases looked for around a hit, as one regular expression for each way of looking."""

    def __init__(self, phrases: Sequence[str], lists: Mapping[str, tuple]):
        self.phrases = tuple(phrases)
        self.sequences = [parse(phrase, lists) for phrase in phrases]
        #: Set by the Finder that looks out for these phrases: the mark of a text that may hold one of them; 0 if any may.
        self.bit = 0

    @cached_property
    def _body(self) -> str:
        return one_of(tuple(dict.fromkeys(way for sequence in self.sequences for way in _ways(sequence))))

    @cached_property
    def anywhere(self) -> re.Pattern:
        return re.compile(rf"(?<!\w){self._body}")

    @cached_property
    def ending(self) -> re.Pattern:
        return re.compile(rf"(?<!\w){self._body}(?:'s)?[^\w;]{{0,5}}\Z")

    @cached_property
    def following(self) -> re.Pattern:
        return re.compile(rf"(?:'s)?[^\w;]{{1,5}}+{self._body}")


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
    ways = _ways(tuple(sequence))
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
    ways = _ways(tuple(sequence))
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
