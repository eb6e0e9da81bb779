"""Who and where: people, offices, bodies, countries and places named in a text.

The names are data (`codebook/actors.yml`, `codebook/places.yml`). Full names and places are looked up without regard to
diacritics, all else as written, in one pass over the text each (Aho-Corasick).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import ahocorasick_rs

from .document import Document
from .shipped import load_yaml
from .text import fold, lower

_WORD_CHAR = re.compile(r"\w")
_NAME_WORD = re.compile(r"[^\W\d_][^\W\d_'-]*\.?")


class Mention(NamedTuple):
    """One name in the text. `tag` is its class (`person`, `office`, `body`, `country`, `place`), `value` which one.

    For people `value` is the canonical full name; `side` is `vn` or `us`; `role` is that of actors.yml. For countries
    `value` is `vn`, `us` or `other`, and `role` names the other country.
    """

    start: int
    end: int
    tag: str
    value: str
    side: str = ""
    role: str = ""


class Term(NamedTuple):
    """One way of writing something, and the mention it makes."""

    text: str
    tag: str
    value: str
    side: str = ""
    role: str = ""
    cased: bool = False


@dataclass(frozen=True)
class Gazetteer:
    """Everything that can be named, with the automata that find it."""

    people: dict[str, dict[str, Any]]
    offices: dict[str, dict[str, Any]]
    places: dict[str, dict[str, Any]]
    finders: dict[str, tuple[Finder, Finder]]


class Finder:
    """Finds many terms in one text, whole words only, the longest at each place."""

    def __init__(self, terms: list[Term]) -> None:
        self._terms = terms
        self._automaton = ahocorasick_rs.AhoCorasick([t.text for t in terms], implementation=ahocorasick_rs.Implementation.DFA)

    def find(self, text: str) -> list[tuple[int, int, Term]]:
        # With a space before and behind, what stands beside a term can be looked at without asking for the text's ends.
        spaced, terms = f" {text} ", self._terms
        return [
            (start, end, terms[index])
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if not (spaced[start].isalnum() and spaced[start + 1].isalnum() or spaced[end + 1].isalnum() and spaced[end].isalnum())
        ]


def _load(name: str) -> dict[str, Any]:
    return load_yaml("codebook", name)


#: The tag of what holds the name of a person and means another; it names nobody.
NAMESAKE = "namesake"


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the package's codebook folder."""
    actors, geography = _load("actors.yml"), _load("places.yml")
    people = {p["name"]: p for p in actors["people"]}
    places = {p["name"]: p for p in geography["places"]}
    names = [
        Term(fold(lower(form)), "person", p["name"], p["side"], p["role"], cased=True)
        for p in actors["people"]
        for form in [p["name"], *p.get("forms", ())]
    ]
    names += [Term(fold(lower(form)), "place", p["name"], p["country"], cased=form[0].isupper()) for p in geography["places"] for form in p["forms"]]
    names += [Term(fold(lower(form)), NAMESAKE, form, cased=form[0].isupper()) for form in actors["namesakes"]]
    finders = {}
    for language in ("en", "vi"):
        words = [
            Term(form, "office", office, entry["side"], entry.get("role", office))
            for office, entry in actors["offices"].items()
            for form in entry[language]
        ]
        words += [Term(form, "body", body) for body, forms in actors["bodies"].items() for form in forms[language]]
        words += [
            Term(form, "country", side, side)
            for side, forms in geography["countries"].items()
            for form in forms[language]
        ]
        words += [Term(form, "country", "other", "", name) for name, forms in geography["others"].items() for form in forms[language]]
        finders[language] = (Finder(_unique(words)), Finder(_unique(names)))
    return Gazetteer(people, actors["offices"], places, finders)


def name_place(place: str | None) -> str:
    """A place as prose has it: `Jeju (South Korea)` outside the two countries, else by itself; empty for none."""
    country = load_gazetteer().places.get(place or "", {}).get("country", "")
    return f"{place} ({country})" if country not in ("", "vn", "us", place) else place or ""


def _unique(terms: list[Term]) -> list[Term]:
    """One term a spelling and tag; the first entry wins."""
    seen: dict[tuple[str, str], Term] = {}
    for term in terms:
        seen.setdefault((term.text, term.tag), term)
    return list(seen.values())


#: "us" in lower case is the pronoun, "mỹ" in lower case an adjective of art: both count only with a capital.
_CAPITAL = frozenset({"us", "mỹ", "anh", "nga", "đức", "pháp", "nhật", "lào", "thai", "eu", "uk", "pm", "swiss", "ý", "úc", "séc", "polish", "turkey", "chile"})


def find_mentions(doc: Document) -> list[Mention]:
    """All names of one article in text order, the longest where they overlap, short names resolved.

    A short name ("PM Chính", "Diên said") counts behind a title of the person's own office, or alone in an English text
    that gives the full name somewhere, capitalised.
    """
    gazetteer = load_gazetteer()
    words, names = gazetteer.finders[doc.language]
    text = doc.text
    found: list[Mention] = []
    for start, end, term in names.find(doc.folded):
        if text[start].isupper() or not term.cased:
            found.append(Mention(start, end, term.tag, term.value, term.side, term.role))
    for start, end, term in words.find(doc.lower):
        if term.text in _CAPITAL and not text[start].isupper():
            continue
        found.append(Mention(start, end, term.tag, term.value, term.side, term.role))
    found = _longest(found)
    short = _short_names(doc, found, gazetteer)
    found = _longest(found + short) if short else found
    return [mention for mention in found if mention.tag != NAMESAKE]


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Of overlapping mentions the longest; a place that is also a government (Washington) stays a place."""
    order = sorted([(m.start, -m.end, _RANK[m.tag], place, m) for place, m in enumerate(mentions)])
    kept: list[Mention] = []
    until = longest = 0
    for start, end, *_, mention in order:
        length = -end - start
        if start >= until:
            kept.append(mention)
        elif length > longest:
            kept[-1] = mention
        else:
            continue
        until, longest = -end, length
    return kept


_RANK = {NAMESAKE: 0, "person": 0, "place": 1, "office": 2, "body": 3, "country": 4}


@cache
def _shorts() -> dict[str, list[str]]:
    """Folded short name -> canonical names that it may stand for."""
    shorts: dict[str, list[str]] = {}
    for name, person in load_gazetteer().people.items():
        for short in person.get("short", ()):
            shorts.setdefault(fold(lower(short)), []).append(name)
    return shorts


@cache
def _short_finder() -> Finder:
    return Finder([Term(short, "short", short) for short in _shorts()])


def _short_names(doc: Document, found: list[Mention], gazetteer: Gazetteer) -> list[Mention]:
    named = {m.value for m in found if m.tag == "person"}
    offices = {m.end: m for m in found if m.tag == "office"}
    taken = [(m.start, m.end) for m in found if m.tag in ("person", "place", NAMESAKE)]
    added = []
    index = 0
    for start, end, term in _short_finder().find(doc.folded):
        if not doc.text[start].isupper():
            continue
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        if index < len(taken) and taken[index][0] < end:
            continue
        names = _shorts()[term.value]
        office = offices.get(_skip_spaces(doc.text, start)) if start and doc.text[start - 1] == " " else None
        if office:
            names = [n for n in names if gazetteer.people[n]["side"] == office.side and _may_hold(gazetteer.people[n], office)]
            inside = named.intersection(names)
            names = sorted(inside) if inside else names
        else:
            names = [n for n in names if n in named or gazetteer.people[n]["side"] == "us"]
            if _inside_name(doc.text, start, end) or doc.language == "vi" and not (
                any(gazetteer.people[n]["side"] == "us" for n in names) or _ADDRESSED.search(doc.lower, max(0, start - 14), start)
            ):
                continue
        if len(names) == 1:
            person = gazetteer.people[names[0]]
            added.append(Mention(start, end, "person", names[0], person["side"], person["role"]))
    return added


def _skip_spaces(text: str, at: int) -> int:
    """Where the white space before a place begins."""
    while at and text[at - 1].isspace():
        at -= 1
    return at


def _may_hold(person: dict[str, Any], office: Mention) -> bool:
    """Whether the person's role is the office's, or a minister is called by another minister's title."""
    return person["role"] == office.role or person.get("office") == office.value


#: A Vietnamese short name is an ordinary word too, and stands for a person only behind a form of address.
_ADDRESSED = re.compile(r"(?:ông|bà|đồng chí|bộ trưởng|thủ tướng) $")


def _inside_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised word is part of a longer name that we do not know."""
    before = re.search(r"([^\W\d_][\w'-]*)[ ]$", text[max(0, start - 30) : start])
    after = re.match(r"[ ]([^\W\d_][\w'-]*)", text[end : end + 30])
    if after and after.group(1)[0].isupper():
        return True
    if before and before.group(1)[0].isupper() and before.group(1).lower() not in _BEFORE_NAME:
        return True
    return False


_BEFORE_NAME = frozenset("mr ms mrs pm minister premier secretary ambassador president comrade but and when as for while said says according then later also ông bà đồng chí bộ trưởng thủ tướng đại sứ ngài với và cùng của bởi theo".split())
