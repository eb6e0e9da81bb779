"""The phrase language of the codebook.

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
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
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
    return Choice(list_ways(sequence), value == "["), end + 1


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


def list_ways(sequence: tuple) -> tuple[tuple, ...]:
    """A sequence as its alternatives, word lists opened up."""
    if len(sequence) == 1 and isinstance(sequence[0], Choice) and not sequence[0].optional:
        return tuple(way for each in sequence[0].ways for way in list_ways(each))
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
        return one_of(tuple(dict.fromkeys(way for sequence in self.sequences for way in list_ways(sequence))))

    @cached_property
    def anywhere(self) -> re.Pattern:
        return re.compile(rf"(?<!\w){self._body}")

    @cached_property
    def ending(self) -> re.Pattern:
        return re.compile(rf"(?<!\w){self._body}(?:'s)?[^\w;]{{0,5}}\Z")

    @cached_property
    def following(self) -> re.Pattern:
        return re.compile(rf"(?:'s)?[^\w;]{{1,5}}+{self._body}")
