"""The words of speech: the lists of `codebook/speech.yml`, and where they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

import ahocorasick_rs

from ..document import Document
from ..shipped import load_yaml
from .model import Cue

#: The kinds of verbs that report somebody's words.
REPORTING = frozenset({"say", "praise", "instruct", "ask", "ask someone", "passive"})


@cache
def load_words(part: str) -> dict[str, Any]:
    """What speech.yml has for one language, or its `office names`."""
    return _load_file()[part]


@cache
def _load_file() -> dict[str, dict[str, Any]]:
    return load_yaml("codebook", "speech.yml")


def inflect(entry: str) -> list[str]:
    """The forms of an English verb: "tell/told" gives tell, tells, told, telling; "call for" bends its first word."""
    present, _, past = entry.partition("/")
    word, _, rest = present.partition(" ")
    tail = f" {rest}" if rest else ""
    if word in _FIXED:
        return [present]
    stem = word.removesuffix("e")
    ending, regular = word + ("es" if re.search("(?:s|sh|ch|x|o)$", word) else "s"), stem + "ed"
    if re.search("[^aeiou]y$", word):
        ending, regular = word[:-1] + "ies", word[:-1] + "ied"
    if word in _DOUBLED:
        stem, regular = word + word[-1], word + word[-1] + "ed"
    forms = [present, ending + tail, past or regular + tail, stem + "ing" + tail]
    return forms + [form.replace("is", "iz", 1) for form in forms if re.match(r"\w+is(?:e|es|ed|ing)\b", form)]


_FIXED = frozenset({"was", "as", "would"})
_DOUBLED = frozenset({"admit", "put", "set"})


@cache
def list_wishes(language: str) -> frozenset[str]:
    """The verbs that put no words into the mouth of a country or a body."""
    verbs = load_words(language)["wishes"]
    return frozenset(form for verb in verbs for form in (inflect(verb) if language == "en" else [verb]))


@cache
def list_bases() -> frozenset[str]:
    """Base forms of the English verbs, many of which are nouns too ("report", "state")."""
    verbs = load_words("en")["verbs"]
    return frozenset(verb.partition("/")[0] for kind in verbs for verb in verbs[kind] if "ed" not in verb.split()[0][-2:]) - {"as saying", "was confident", "was quoted as saying", "would like"}


@cache
def list_imperatives(language: str) -> frozenset[str]:
    """The verbs that, at the head of a sentence, tell somebody to do something."""
    return frozenset(load_words(language)["imperatives"])


@cache
def title_of(language: str) -> dict[str, str]:
    """Which title each of its words stands for."""
    return {word: name for name, title in load_words(language)["titles"].items() for word in title["words"]}


@cache
def load_finder(language: str) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, frozenset[str], str]]]:
    """The automaton for one language's words, and what each is: the word, the lists it stands in, what it stands for."""
    words = load_words(language)
    kinds: dict[str, set[str]] = {}
    values: dict[str, str] = {}

    def enter(forms: Iterable[str], kind: str, value: str = "") -> None:
        for form in forms:
            kinds.setdefault(form, set()).add(kind)
            if value:
                values.setdefault(form, value)

    for kind, verbs in words["verbs"].items():
        for verb in verbs:
            enter(inflect(verb) if language == "en" else [verb], kind)
    for kind in ("according", "passive", "norms", "tasks", "pronouns", "headings"):
        enter(words[kind], kind)
    for name, forms in words["bodies"].items():
        enter(forms, "body", name)
    for name, forms in words["addressees"].items():
        enter(forms, "group", name)
    for name, title in words["titles"].items():
        enter(title["words"], "title", name)
    enter(words["documents"], "document")
    for form in words["not speech"]:
        kinds[form] = set()
    table = [(form, frozenset(found), values.get(form, "")) for form, found in kinds.items()]
    return ahocorasick_rs.AhoCorasick([form for form, _, _ in table], implementation=ahocorasick_rs.Implementation.DFA), table


def find_cues(doc: Document) -> list[Cue]:
    """The words of speech.yml in text order, the longest where they overlap."""
    automaton, table = load_finder(doc.language)
    found = automaton.find_matches_as_indexes(doc.lower, overlapping=True)
    if not found:
        return []
    _, starts, ends = zip(*found, strict=True)
    cut_before = map(str.isalnum, map(f" {doc.lower}".__getitem__, starts))
    cut_behind = map(str.isalnum, map(f"{doc.lower} ".__getitem__, ends))
    hits = sorted(
        [(start, -end, index) for (index, start, end), before, behind in zip(found, cut_before, cut_behind, strict=True) if not (before or behind)]
    )
    cues: list[Cue] = []
    last = -1
    for start, end, index in hits:
        if start >= last:
            cues.append(Cue(start, -end, *table[index]))
            last = -end
        elif -end > last and -end - start > cues[-1].end - cues[-1].start:
            cues[-1] = Cue(start, -end, *table[index])
            last = -end
    return cues
