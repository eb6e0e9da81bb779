"""One pass over a text for the words and digits that can open a date expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from .grammar import Found, Rule
from .model import DateSpan, Reference


def make_scan(table: dict[str, Rule], read_number: Rule) -> Callable[[str, Reference | None], list[DateSpan]]:
    """The reader of one language: the rules of a table's words, and the rule for whatever opens with a digit.

    It returns all spans of a text, in order; each rule is tried where its word stands.
    """
    rules = _index_rules(table)
    search = _compile_triggers(rules).search

    def scan(text: str, reference: Reference | None) -> list[DateSpan]:
        spans: list[DateSpan] = []
        at = closed = 0
        while found := search(text, at):
            start, at = found.span()
            if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
                continue
            read = rules.get(found[0], read_number)(text, start, reference)
            if not read:
                continue
            at = max(at, read[0])
            # A rule that looks back ("two days ago") must not reach into what has been read.
            for span in read[1]:
                if span.start >= closed:
                    spans.append(span)
                    closed = span.end
        return spans

    return scan


def try_each(*rules: Rule) -> Rule:
    """The first of several rules that finds something."""

    def read(text: str, start: int, reference: Reference | None) -> Found | None:
        for rule in rules:
            found = rule(text, start, reference)
            if found:
                return found
        return None

    return read


def _index_rules(table: dict[str, Rule]) -> dict[str, Rule]:
    """Rules by opening word, one entry for each word of the table's space-separated keys, as it stands, with a capital
    and in capitals."""
    return {
        form: rule
        for words, rule in table.items()
        for word in words.split()
        for form in (word, word[0].upper() + word[1:], word.upper())
    }


def _compile_triggers(words: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all opening words and for numbers, by first letter.

    Every branch opens with one literal character and nothing stands before it, so that `re` skips by a set of first
    characters: some five times faster than with a word boundary in front. Whether the word begins there, the scan
    looks up.
    """
    tails: dict[str, set[str]] = {}
    for word in words:
        tails.setdefault(word[0], set()).add(word[1:])
    branches = [f"{digit}[0-9]*" for digit in "0123456789"]
    for letter, rests in sorted(tails.items()):
        options = "|".join(sorted(rests, key=lambda rest: (-len(rest), rest)))
        branches.append(rf"{letter}(?:{options})\b")
    return re.compile("|".join(branches))
