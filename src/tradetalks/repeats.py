"""Sentences that an article says twice: a lead that its body repeats in nearly the same words.

To count sentences is to count what is said; a saying that is printed twice in one article is one.
"""

from __future__ import annotations

import re

import pandas as pd

#: So large a part of the shorter sentence's words has to be in the longer, and so many words it must have at least.
SAME, FEWEST = 0.8, 8


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
    """Rows of sentences (codings, goods) with a repeated sentence under the id of the one that repeats it: they count once."""
    repeated = find_repeats(sentences)
    return rows.assign(sentence_id=[repeated.get(name, name) for name in rows["sentence_id"]])
