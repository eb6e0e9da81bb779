"""The lists of words that decide between a date and something else; they are data (`words.yml`)."""

from __future__ import annotations

from ..shipped import load_yaml

_WORDS: dict[str, dict[str, str]] = load_yaml("dates", "words.yml")


def list_words(section: str, name: str) -> frozenset[str]:
    """One list of `words.yml`."""
    return frozenset(_WORDS[section][name].split())
