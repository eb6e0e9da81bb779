"""What counts as a sentence where sentences are counted: one of the body, and one that its article says twice once.

A headline is an editor's words and a caption belongs to its picture: they are counted apart. Credits, tags and source
lines count nowhere. To count sentences is to count what is said; a lead that the body repeats in nearly the same words
is said once.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from tradetalks.prose import count, join_list

#: So large a part of the shorter sentence's words has to be in the longer, and so many words it must have at least.
SAME, FEWEST = 0.8, 8

#: The pieces of a text that are counted apart, by their role, and what one is called.
APART = {"title": "headline", "caption": "caption"}


class Counted(NamedTuple):
    """Rows of sentences (codings, goods) by what they count as.

    `body` are those of sentences of the body, a repeated sentence under the id of the one that repeats it; `apart` those
    of headlines and captions, with their `role`.
    """

    body: pd.DataFrame
    apart: pd.DataFrame


def divide(rows: pd.DataFrame, sentences: pd.DataFrame) -> Counted:
    """Rows of sentences by what they count as."""
    return Counted(fold(keep_body(rows, sentences), sentences), keep_apart(rows, sentences))


def keep_body(rows: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The rows of sentences of the body, each under its own id."""
    return rows[rows["sentence_id"].isin(sentences.loc[sentences["role"] == "body", "sentence_id"])]


def keep_apart(rows: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The rows of headlines and captions, with their `role`."""
    roles = rows["sentence_id"].map(sentences.set_index("sentence_id")["role"])
    return rows.assign(role=roles.astype(object))[roles.isin(list(APART))]


def tell_places(found: Counted) -> str:
    """`44 sentences and one headline`: in what the rows stand."""
    n, apart = found.body["sentence_id"].nunique(), _list_apart(found.apart)
    return join_list([*([count("sentence", n)] if n or not apart else []), *apart])


def name_apart(rows: pd.DataFrame) -> str:
    """`one headline`, `two headlines and one caption`: in what the rows of `Counted.apart` stand; empty for none."""
    return join_list(_list_apart(rows))


def _list_apart(rows: pd.DataFrame) -> list[str]:
    return [count(noun, part["sentence_id"].nunique()) for role, noun in APART.items() if len(part := rows[rows["role"] == role])]


def find_repeats(sentences: pd.DataFrame) -> dict[str, str]:
    """The sentences that a longer one of the same article repeats in nearly the same words, each with that one."""
    repeated: dict[str, str] = {}
    for _, part in sentences.groupby("article_id", sort=False):
        words = {row.sentence_id: set(re.findall(r"\w+", str(row.text).casefold())) for row in part.itertuples(index=False)}
        order = sorted((name for name in words if len(words[name]) >= FEWEST), key=lambda name: (len(words[name]), name))
        for at, name in enumerate(order):
            longer = next((other for other in order[at + 1 :] if len(words[name] & words[other]) >= SAME * len(words[name])), None)
            if longer:
                repeated[name] = longer
    return {name: _follow(name, repeated) for name in repeated}


def _follow(name: str, repeated: dict[str, str]) -> str:
    while name in repeated:
        name = repeated[name]
    return name


def fold(rows: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Rows of sentences with a sentence of the body that another of its body repeats under the id of that one: they count once."""
    repeated = find_repeats(sentences[sentences["role"] == "body"])
    return rows.assign(sentence_id=[repeated.get(name, name) for name in rows["sentence_id"]])
