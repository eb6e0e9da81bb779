"""The codebook's phrases as token patterns, so that the yardstick looks for the same things."""

from __future__ import annotations

from itertools import islice
from typing import Any

import yaml

from tradetalks.codebook import HERE, Codebook
from tradetalks.codebook.phrases import Choice, Gap, Word, parse

#: Token patterns a code at the most: a codebook written for token patterns would be shorter than ours.
_MOST = 40


def export_rules(codebook: Codebook) -> dict[str, list[list[dict[str, Any]]]]:
    """Code -> patterns of spaCy's Matcher, one for each way of the code's phrases, the first forty."""
    raw = yaml.safe_load((HERE / "codes.yml").read_text(encoding="utf-8"))
    lists: dict[str, tuple] = {}
    for name, phrase in raw["lists"].items():
        lists[name] = _read_list(str(phrase), lists)
    return {name: list(islice(_patterns(raw["codes"][name], lists), _MOST)) for name in codebook.codes}


def _read_list(phrase: str, lists: dict[str, tuple]) -> tuple:
    sequence = parse(phrase, lists)
    return sequence[0].ways if len(sequence) == 1 and isinstance(sequence[0], Choice) else (sequence,)


def _patterns(code: dict[str, Any], lists: dict[str, tuple]):
    for language in ("en", "vi"):
        for entry in code.get("patterns", {}).get(language, ()):
            phrase = entry if isinstance(entry, str) else entry["find"]
            yield _tokens(parse(str(phrase), lists))


def _tokens(sequence: tuple) -> list[dict[str, Any]]:
    """One token pattern of a sequence: each choice as the set of its first words, each gap as optional tokens."""
    pattern: list[dict[str, Any]] = []
    for element in sequence:
        if isinstance(element, Gap):
            pattern += [{"OP": "?"}] * element.most
        elif isinstance(element, Word):
            pattern.append(_token([element]))
        else:
            words = [way[0] for way in element.ways if isinstance(way[0], Word)]
            pattern.append(_token(words) | ({"OP": "?"} if element.optional else {}))
    return pattern


def _token(words: list[Word]) -> dict[str, Any]:
    if not words:
        return {}
    if any(word.open for word in words):
        return {"LOWER": {"REGEX": "^(?:" + "|".join(w.text.lower() + ("" if w.open else "$") for w in words) + ")"}}
    return {"LOWER": {"IN": [w.text.lower() for w in words]}}
