"""The codebook: which codes there are, and by which phrases they are found.

`codes.yml` and `goods.yml` are read once and compiled. What is wrong in them is reported with the file, the code and
what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, reduce
from operator import or_
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..errors import CodebookError
from ..shipped import parse_yaml
from .finder import Finder
from .phrases import Guard, PhraseError, capitals, expression, parse

HERE = Path(__file__).parent
LANGUAGES = ("en", "vi")
FAMILIES = ("principle", "measure")
#: Whatever marks a sentence bears; one in which a phrase may stand bears some.
_ANY = -1
#: The guards that a phrase or a code may have, and where each one looks.
GUARDS = {
    "not after": "the words just before the hit",
    "not before": "the words just after the hit",
    "unless inside": "the hit itself",
    "unless": "the sentence",
    "unless near": "the sentence and the one before it",
    "needs": "the sentence",
    "needs near": "the sentence and the one before it",
}
#: Those that let a hit pass only where they find their words.
NEEDING = frozenset({"needs", "needs near"})


@dataclass(frozen=True)
class Pattern:
    """One phrase by which a code is found. `rule` is its name in the tables: `share-risks/en2` is the second English one."""

    rule: str
    code: str
    phrase: str
    sequence: tuple
    guards: tuple[tuple[str, Guard], ...]
    wording: str
    language: str

    @cached_property
    def source(self) -> str:
        """The phrase as the source of a regular expression."""
        return expression(self.sequence)

    @cached_property
    def expression(self) -> re.Pattern:
        """The phrase as a regular expression, compiled when the first text holds its words."""
        return re.compile(self.source)

    @cached_property
    def watches(self) -> tuple[tuple[str, Guard, int, bool], ...]:
        """Each guard with the marks of which a sentence must bear one for it to stop a hit (any, where it needs words), and
        whether the sentence before counts too."""
        return tuple((kind, guard, _ANY if kind in NEEDING or not guard.bit else guard.bit, kind.endswith("near")) for kind, guard in self.guards)

    @cached_property
    def watched(self) -> int:
        """The marks of all guards: most hits stand in sentences without any, and nothing stops them."""
        return reduce(or_, [bit for _, _, bit, _ in self.watches], 0)


class Example(NamedTuple):
    """A sentence that shows a code's use; `spans` are what is to be coded in it, none if nothing is."""

    language: str
    text: str
    spans: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Code:
    """One code: what it is called and means, why it is as it is, and sentences that it takes or leaves."""

    code: str
    family: str
    label: str
    label_vi: str
    definition: str
    notes: tuple[str, ...] = ()
    include: tuple[Example, ...] = ()
    exclude: tuple[Example, ...] = ()
    #: Expressions of words and the form each is given in `wording`; empty where the words stay as they are.
    wording: tuple[tuple[re.Pattern, str], ...] = ()


class GoodKind(NamedTuple):
    """One kind of goods and, for each language, the phrases that are its names."""

    good: str
    label: str
    label_vi: str
    names: dict[str, Guard]
    include: tuple[Example, ...]
    exclude: tuple[Example, ...]


@dataclass(frozen=True)
class Codebook:
    """The compiled codebook."""

    codes: dict[str, Code]
    patterns: tuple[Pattern, ...]
    #: For each language what finds its patterns, and these in the order in which it numbers them.
    finders: dict[str, Finder]
    numbered: dict[str, tuple[Pattern, ...]]
    #: Words that are matched in their capitals only.
    capitals: tuple[str, ...]
    #: Whom a sentence is about if not Việt Nam; who brings it home; how the next sentence goes on about the same.
    elsewhere: Guard
    home: Guard
    carry: Guard
    goods: tuple[GoodKind, ...] = ()
    #: Phrases that say a sentence is of buying, that it goes on with a list, and what is no name of a purchase.
    goods_guards: dict[str, Guard] = field(default_factory=dict)

    @cached_property
    def kept(self) -> re.Pattern:
        """The words that are matched in their capitals only, as one expression."""
        return re.compile("(?:" + "|".join(map(re.escape, self.capitals)) + r")(?!\w)")


@lru_cache(maxsize=4)
def load(folder: Path = HERE) -> Codebook:
    """The codebook of a folder that holds `codes.yml` and `goods.yml`."""
    raw, raw_goods = (_read(Path(folder) / name) for name in ("codes.yml", "goods.yml"))
    lists = _read_lists(raw.get("lists"), "codes.yml", {})
    codes, patterns = {}, []
    guards: dict[tuple, Guard] = {}
    for name, entry in _mapping(raw.get("codes"), "codes.yml", "codes").items():
        codes[name] = _read_code(name, entry)
        patterns += _read_patterns(name, entry, lists, guards)
    subject = _mapping(raw.get("subject"), "codes.yml", "subject")
    elsewhere, home, carry = (
        _guard(subject.get(key), lists, "codes.yml", f"subject: {key}") for key in ("elsewhere", "home", "carry")
    )
    goods_lists = _read_lists(raw_goods.get("lists"), "goods.yml", lists)
    goods = tuple(_read_good(name, entry, goods_lists) for name, entry in _mapping(raw_goods.get("goods"), "goods.yml", "goods").items())
    goods_guards = {
        key: _guard(value, goods_lists, "goods.yml", f"context: {key}")
        for key, value in _mapping(raw_goods.get("context"), "goods.yml", "context").items()
    }
    names = [names for kind in goods for names in kind.names.values()]
    looked_for = [*guards.values(), elsewhere, home, carry, *goods_guards.values(), *names]
    sequences = [pattern.sequence for pattern in patterns] + [sequence for guard in looked_for for sequence in guard.sequences]
    kept = tuple(sorted(frozenset().union(*map(capitals, sequences))))
    numbered = {language: tuple(pattern for pattern in patterns if pattern.language == language) for language in LANGUAGES}
    finders = {language: Finder([pattern.sequence for pattern in own], looked_for) for language, own in numbered.items()}
    return Codebook(codes, tuple(patterns), finders, numbered, kept, elsewhere, home, carry, goods, goods_guards)


def _read(path: Path) -> dict:
    try:
        found = parse_yaml(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CodebookError(f"{path.name}: cannot be read ({error.strerror}); put it back from the repository") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise CodebookError(f"{path.name}{where}: not valid YAML; put phrases with : or # in quotation marks and mind the indent") from None
    return _mapping(found, path.name, "the file")


def _mapping(value: Any, file: str, what: str) -> dict:
    if not isinstance(value, dict):
        raise CodebookError(f"{file}: {what} must be a list of `name: value` lines")
    return value


def _read_lists(raw: Any, file: str, known: dict[str, tuple]) -> dict[str, tuple]:
    """Word lists by name, each as its alternatives. A list may use the lists above it."""
    lists = dict(known)
    for name, value in _mapping(raw or {}, file, "lists").items():
        try:
            lists[name] = parse("(" + _one_line(value) + ")", lists)[0].ways
        except PhraseError as error:
            raise CodebookError(f"{file}, list {name}: {error}") from None
    return lists


def _one_line(value: Any) -> str:
    return " | ".join(map(str, value)) if isinstance(value, list) else str(value)


def _listed(value: Any) -> list:
    return [] if value is None else value if isinstance(value, list) else [value]


def _read_code(name: str, entry: Any) -> Code:
    entry = _mapping(entry, "codes.yml", f"code {name}")
    missing = [key for key in ("family", "label", "label_vi", "definition", "patterns", "include") if not entry.get(key)]
    if missing:
        raise CodebookError(f"codes.yml, code {name}: {', '.join(missing)} missing; every code needs them")
    if entry["family"] not in FAMILIES:
        raise CodebookError(f"codes.yml, code {name}: family is {entry['family']!r}; write one of {', '.join(FAMILIES)}")
    wording = tuple(
        (_guard(stems, {}, "codes.yml", f"code {name}, wording {lemma}").anywhere, lemma)
        for lemma, stems in (entry.get("wording") or {}).items()
    )
    return Code(
        name, entry["family"], entry["label"], entry["label_vi"], " ".join(entry["definition"].split()),
        tuple(map(str, _listed(entry.get("notes")))),
        _read_examples(entry.get("include"), f"codes.yml, code {name}", True),
        _read_examples(entry.get("exclude"), f"codes.yml, code {name}", False),
        wording,
    )


def _read_examples(raw: Any, where: str, coded: bool) -> tuple[Example, ...]:
    examples = []
    for language, sentences in (raw or {}).items():
        if language not in LANGUAGES:
            raise CodebookError(f"{where}: examples are under {' or '.join(LANGUAGES)}, not {language!r}")
        for sentence in sentences:
            parts = re.split(r"\[\[|\]\]", sentence)
            if len(parts) % 2 == 0 or coded == (len(parts) == 1):
                what = "marks what is coded as [[the words]]" if coded else "has no [[span]]"
                raise CodebookError(f"{where}: an example under {'include' if coded else 'exclude'} {what}: {sentence!r}")
            examples.append(Example(language, "".join(parts), tuple(parts[1::2])))
    return tuple(examples)


def _read_patterns(name: str, entry: dict, lists: dict[str, tuple], known: dict[tuple, Guard]) -> Iterator[Pattern]:
    """Every phrase of a code. Guards of the same phrases are one; `known` keeps them."""
    for language, phrases in _mapping(entry["patterns"], "codes.yml", f"code {name}, patterns").items():
        if language not in LANGUAGES:
            raise CodebookError(f"codes.yml, code {name}: patterns are under {' or '.join(LANGUAGES)}, not {language!r}")
        for number, item in enumerate(phrases, 1):
            item = {"find": item} if isinstance(item, str) else item
            rule = f"{name}/{language}{number}"
            unknown = set(item) - {"find", "as", *GUARDS} if isinstance(item, dict) else {"?"}
            if unknown or not isinstance(item.get("find"), str):
                raise CodebookError(f"codes.yml, code {name}, {rule}: a pattern is a phrase, or `find:` with {', '.join(GUARDS)}; not {item!r}")
            try:
                sequence = parse(item["find"], lists)
            except PhraseError as error:
                raise CodebookError(f"codes.yml, code {name}, {rule}: {error}") from None
            guards = []
            for source in (item, entry):
                for key in GUARDS:
                    if source.get(key):
                        phrases = _listed(source[key])
                        same = tuple(map(str, phrases))
                        if same not in known:
                            known[same] = _guard(phrases, lists, "codes.yml", f"code {name}, {rule}, {key}")
                        guards.append((key, known[same]))
            yield Pattern(rule, name, item["find"], sequence, tuple(guards), item.get("as", ""), language)


def _guard(phrases: Any, lists: dict[str, tuple], file: str, where: str) -> Guard:
    phrases = _listed(phrases)
    if not phrases:
        raise CodebookError(f"{file}, {where}: has no phrases; write at least one")
    try:
        return Guard(list(map(str, phrases)), lists)
    except PhraseError as error:
        raise CodebookError(f"{file}, {where}: {error}") from None


def _read_good(name: str, entry: Any, lists: dict[str, tuple]) -> GoodKind:
    entry = _mapping(entry, "goods.yml", f"good {name}")
    phrases = _mapping(entry.get("names"), "goods.yml", f"good {name}, names")
    names = {
        language: _guard(phrases.get(language), lists, "goods.yml", f"good {name}, names, {language}")
        for language in LANGUAGES
    }
    where = f"goods.yml, good {name}"
    return GoodKind(
        name, entry.get("label", name), entry.get("label_vi", name), names,
        _read_examples(entry.get("include"), where, True), _read_examples(entry.get("exclude"), where, False),
    )
