"""In whose mouth a sentence stands: who is named in it as speaking, or whose words it goes on from, and how that is said.

A speaker who is carried over from an earlier sentence is inferred, and stands in square brackets. Tables in; out comes
Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from tradetalks.display import literal
from tradetalks.prose import is_missing

#: The basis of an attribution that no word of the sentence gives.
CONTINUED = "continued"


class Mouth(NamedTuple):
    """A speaker, and whether the sentence itself names who speaks (`told`) or goes on from one that did."""

    name: str
    told: bool

    def show(self) -> str:
        """The name as Markdown, in square brackets where it is carried over."""
        return literal(self.name if self.told else f"[{self.name}]")


def find_mouth(sentence_id: str, tables: Mapping[str, pd.DataFrame]) -> Mouth | None:
    """Who speaks in a sentence; None for the outlet itself.

    A sentence with codings has the speaker of these; one with an instruction, who gives it. Any other goes on from the nearest sentence before it in its
    paragraph that has some.
    """
    codings, sentences = tables["codings"], tables["sentences"]
    own = codings[codings["sentence_id"] == sentence_id]
    if len(own):
        return _read(own)
    if (giver := _find_giver(sentence_id, tables)) is not None:
        return giver
    here = sentences[sentences["sentence_id"] == sentence_id]
    if here.empty or "line" not in sentences:
        return None
    row = here.iloc[0]
    before = sentences[(sentences["article_id"] == row["article_id"]) & (sentences["line"] == row["line"]) & (sentences["start"] < row["start"])]
    for name in reversed(list(before.sort_values("start")["sentence_id"])):
        coded = codings[codings["sentence_id"] == name]
        if len(coded):
            found = _read(coded)
            return found and Mouth(found.name, False)
    return None


def _find_giver(sentence_id: str, tables: Mapping[str, pd.DataFrame]) -> Mouth | None:
    """Who gives the instruction of a sentence, which names nobody as speaking."""
    directives = tables.get("directives")
    if directives is None or directives.empty:
        return None
    given = directives.loc[directives["sentence_id"] == sentence_id, "issued_by"].dropna()
    return Mouth(str(given.iloc[0]), False) if len(given) and str(given.iloc[0]) else None


def _read(codings: pd.DataFrame) -> Mouth | None:
    named = codings.dropna(subset=["attributed_to"])
    if named.empty:
        return None
    basis = named.iloc[0].get("attribution_basis")
    return Mouth(str(named.iloc[0]["attributed_to"]), is_missing(basis) or basis != CONTINUED)


def tell_saying(mouth: Mouth | None) -> str:
    """What an outlet does with the words that follow, for a colon: it reports a speaker, has them behind words of one, or writes them itself."""
    if mouth is None:
        return "writes"
    return f"reports {mouth.show()} as saying" if mouth.told else f"writes, in a sentence that names no speaker and follows words of {mouth.show()}"
