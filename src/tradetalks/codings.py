"""Sentences and codebook into codings: which span of which sentence carries which code, by which rule.

`code` gives the codings, `explain` the same with every near hit that a guard stopped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from .codebook import NEEDING, Code, Codebook, Guard, Pattern
from .codebook.finder import Marks
from .document import Document, Sentence


class Coding(NamedTuple):
    """One span of one sentence that carries a code. `rule` names the phrase that found it, `wording` its variant."""

    code: str
    sentence: Sentence
    start: int
    end: int
    rule: str
    wording: str


class Trace(NamedTuple):
    """One hit of a rule, coded or not: the phrase as the codebook has it, and why."""

    code: str
    rule: str
    phrase: str
    sentence: Sentence
    start: int
    end: int
    coded: bool
    why: str


class Hit(NamedTuple):
    """A place where a pattern's words stand, and what stopped it from being coded (empty: nothing)."""

    pattern: Pattern
    index: int
    start: int
    end: int
    stopped: str


#: Parts of a page that say nothing of their own: credits, tags, links.
_SILENT = frozenset({"margin"})
#: How many characters before a hit its guards look.
_BEFORE = 50
#: How many characters into a sentence its subject is looked for.
_SUBJECT = 35


def code(doc: Document, codebook: Codebook) -> list[Coding]:
    """The codings of an article in the order of the text, one a span; overlapping hits of a code are one coding."""
    merged: list[list] = []
    for hit in _shortest([hit for hit in find_hits(doc, codebook) if not hit.stopped], doc.text):
        last = merged[-1] if merged else None
        if last and last[0].pattern.code == hit.pattern.code and last[0].index == hit.index and hit.start < last[2]:
            last[2] = max(last[2], hit.end)
            continue
        merged.append([hit, hit.start, hit.end])
    codings = [
        Coding(
            hit.pattern.code, doc.sentences[hit.index], start, end, hit.pattern.rule,
            hit.pattern.wording if hit.pattern.wording and end == hit.end else word(doc.lower[start:end], codebook.codes[hit.pattern.code]),
        )
        for hit, start, end in merged
    ]
    return sorted(codings, key=lambda coding: (coding.start, coding.end, coding.code))


#: A hit with so many words more than another one within it says nothing that the short one does not.
_WIDER = 6


def _shortest(hits: list[Hit], text: str) -> list[Hit]:
    """The hits by code and place, without those that hold a much shorter one of their own code."""
    hits.sort(key=lambda hit: (hit.pattern.code, hit.start, -hit.end))
    kept = []
    for index, hit in enumerate(hits):
        words = text.count(" ", hit.start, hit.end)
        wide = False
        if words > _WIDER:
            for after in range(index + 1, len(hits)):
                other = hits[after]
                if other.pattern.code != hit.pattern.code or other.start >= hit.end:
                    break
                wide = wide or other.end <= hit.end and words - text.count(" ", other.start, other.end) > _WIDER
        if not wide:
            kept.append(hit)
    return kept


def explain(doc: Document, codebook: Codebook) -> list[Trace]:
    """Every hit of every rule in the order of the text: coded, or stopped and by which guard."""
    traces = []
    for hit in find_hits(doc, codebook):
        why = hit.stopped or f"{doc.text[hit.start : hit.end]!r} is {hit.pattern.phrase}"
        traces.append(
            Trace(hit.pattern.code, hit.pattern.rule, hit.pattern.phrase, doc.sentences[hit.index], hit.start, hit.end, not hit.stopped, why)
        )
    return traces


class Sight(NamedTuple):
    """An article as the codebook sees it: its text in lower case but for the words that are wanted in their capitals."""

    text: str
    marks: Marks

    def may_name(self, guard: Guard, index: int) -> bool:
        """Whether a sentence may hold one of the guard's phrases."""
        return not guard.bit or bool(guard.bit & self.marks.sentences[index][2])


def see(doc: Document, codebook: Codebook) -> Sight:
    """The article as the codebook sees it; kept with the article for the next to ask."""
    kept = doc.__dict__.get("_sight")
    if kept is None or kept[0] is not codebook:
        text = _keep_capitals(doc, codebook)
        marks = codebook.finders[doc.language].mark(text, [(sentence.start, sentence.end) for sentence in doc.sentences])
        kept = doc.__dict__["_sight"] = (codebook, Sight(text, marks))
    return kept[1]


def _keep_capitals(doc: Document, codebook: Codebook) -> str:
    text, lower = doc.text, doc.lower
    parts, last = [], 0
    for match in codebook.kept.finditer(text):
        start, end = match.span()
        if not text[start - 1 : start].isalnum():
            parts += (lower[last:start], match.group())
            last = end
    return "".join([*parts, lower[last:]])


def find_hits(doc: Document, codebook: Codebook) -> Iterator[Hit]:
    """Every place where a pattern's words stand, with the guard that stops it if one does."""
    sight = see(doc, codebook)
    text, marked = sight
    finder, patterns = codebook.finders[doc.language], codebook.numbered[doc.language]
    looked: dict[tuple[int, bool, int], re.Match | None] = {}
    before = 0
    for index, sentence in enumerate(doc.sentences):
        # Guards that look into the sentence before look from here; the others look once more into their own.
        own = marked.sentences[index][2]
        marks, before = own | before, own
        if sentence.role in _SILENT:
            continue
        abroad = None
        for number, start in finder.candidates(marked, index):
            pattern = patterns[number]
            match = pattern.expression.match(text, start, sentence.end)
            if not match:
                continue
            if abroad is None:
                abroad = "the sentence is about another country" if is_elsewhere(doc, codebook, index) else ""
            stopped, end = abroad, match.end()
            if not stopped and pattern.watched & marks:
                for kind, guard, bit, near in pattern.watches:
                    if bit & (marks if near else own) and (stopped := _stop(kind, guard, near, doc, sight, index, start, end, looked)):
                        break
            yield Hit(pattern, index, start, end, stopped)


def is_elsewhere(doc: Document, codebook: Codebook, index: int) -> bool:
    """Whether a sentence is about another country: it begins so, or goes on from one that does, and names nothing of ours."""
    sight, sentences = see(doc, codebook), doc.sentences
    about = _names(sight, codebook.elsewhere, sentences, index, _SUBJECT)
    if not about and index and sight.may_name(codebook.carry, index) and sentences[index - 1].line == sentences[index].line:
        about = (
            _names(sight, codebook.elsewhere, sentences, index - 1, _SUBJECT)
            and not _names(sight, codebook.home, sentences, index - 1)
            and bool(codebook.carry.anywhere.match(sight.text, sentences[index].start, sentences[index].start + _SUBJECT))
        )
    return about and not _names(sight, codebook.home, sentences, index)


def _names(sight: Sight, guard: Guard, sentences: Sequence[Sentence], index: int, most: int | None = None) -> bool:
    """Whether a sentence, or its first `most` characters, hold one of the guard's phrases."""
    if not sight.may_name(guard, index):
        return False
    sentence = sentences[index]
    end = min(sentence.end, sentence.start + most) if most else sentence.end
    return bool(guard.anywhere.search(sight.text, sentence.start, end))


def _stop(kind: str, guard: Guard, near: bool, doc: Document, sight: Sight, index: int, start: int, end: int, looked: dict) -> str:
    """Why a guard stops a hit; empty if it lets it pass. `looked` keeps what was found in whole sentences."""
    text, sentence = sight.text, doc.sentences[index]
    if kind == "not before":
        found = guard.following.match(text, end, sentence.end)  # quicker than asking for its words
    elif kind == "unless inside":
        found = guard.anywhere.search(text, start, end) if sight.marks.bear(guard.bit, start, end) else None
    elif kind == "not after":
        left = max(sentence.start, start - _BEFORE)
        found = guard.ending.search(text, left, start) if sight.marks.bear(guard.bit, left, start) else None
    else:
        key = (id(guard), near, index)
        if key not in looked:
            first = index - 1 if near and index else index
            may = any(sight.may_name(guard, at) for at in {first, index})
            looked[key] = guard.anywhere.search(text, doc.sentences[first].start, sentence.end) if may else None
        found = looked[key]
    if kind in NEEDING:
        return "" if found else f"{kind}: {' / '.join(guard.phrases)}"
    return f"{kind}: {found.group().strip()!r}" if found else ""


_NOT_WORD = re.compile(r"[^\w%]+")
_IZE = re.compile(r"(?<=\w\w\w)iz(?=e|ing|ation)")
_POSSESSIVE = re.compile(r"'s?(?!\w)")


@lru_cache(maxsize=8192)
def word(span: str, code: Code) -> str:
    """The normalised variant of a coded span: lower case, -ise for -ize, no possessives, no punctuation.

    Where the code lists the words of its formula, only these stay, each in its one form and in the order of the text:
    "harmonised the two sides' interests" is `harmonise interests`.
    """
    joined = " ".join(_NOT_WORD.sub(" ", _POSSESSIVE.sub("", span.lower().replace("u.s.", "us"))).split())
    if not code.wording:
        return _IZE.sub("is", joined)
    found = sorted((match.start(), lemma) for stem, lemma in code.wording for match in stem.finditer(joined))
    kept = [lemma for position, (_, lemma) in enumerate(found) if position == 0 or found[position - 1][1] != lemma]
    return " ".join(kept) or joined
