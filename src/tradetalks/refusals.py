"""Whether anything is refused in so many words, and what comes nearest: how not to negotiate, and what would answer measures.

The words are data (`codebook/stances.yml`). Tables in, tables out.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pandas as pd

from tradetalks.clauses import find_clause
from tradetalks.codebook.phrases import Guard
from tradetalks.evidence import cite
from tradetalks.prose import agree, count, join_first, quote
from tradetalks.rows import keep_on_topic
from tradetalks.shipped import load_yaml
from tradetalks.text import lower


class Limits(NamedTuple):
    """Sentences with words of refusing, of how not to negotiate and of countermeasures: `sentence_id` and the `words` of their clause."""

    refused: pd.DataFrame
    nearest: pd.DataFrame
    countered: pd.DataFrame


@cache
def load_words() -> tuple[Guard, ...]:
    """The words of each kind of `Limits`, of `codebook/stances.yml`."""
    words = load_yaml("codebook", "stances.yml")
    return tuple(Guard(words[kind], {}) for kind in Limits._fields)


def find_limits(codings: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> Limits:
    """The clauses of articles on the talks with a word of refusing, or with one that comes nearest, among sentences with a code."""
    wanted = set(keep_on_topic(articles)["article_id"])
    coded = sentences[sentences["article_id"].isin(wanted) & sentences["sentence_id"].isin(codings["sentence_id"])]
    return Limits(*(_find(coded, words) for words in load_words()))


def _find(sentences: pd.DataFrame, words: Guard) -> pd.DataFrame:
    rows = []
    for row in sentences.itertuples(index=False):
        found = words.anywhere.search(lower(row.text))
        if found:
            left, right = find_clause(row.text, found.start(), found.end())
            rows.append((row.sentence_id, row.text[left:right]))
    return pd.DataFrame(rows, columns=["sentence_id", "words"], dtype=object)


def tell_limits(limits: Limits, conditions: int) -> str:
    """Markdown: whether anything is refused, and what stands nearest to it; `conditions` is how many matters are one."""
    refused, nearest, countered = (join_first((cite(quote(row.words.rstrip(" .;,")), [row.sentence_id]) for row in part.itertuples()), 5, "further clause") for part in limits)
    if refused:
        n = len(limits.refused)
        text = f"In {count('sentence', n)} words of refusing {agree(n, 'stand', 'stand')}: {refused}."
    else:
        text = "**No refusal stands in these sentences:** none has a word such as “refuse”, “reject” or “will not accept”."
    near = []
    if conditions:
        near.append(agree(conditions, "the condition above", "the conditions above"))
    if nearest:
        near.append(f"words on how not to negotiate: {nearest}")
    if near:
        text += f" What comes nearest {agree(max(len(near), conditions), 'is', 'are')} {' and '.join(near)}."
    if countered:
        text += f" Countermeasures are named, as a word, in {count('sentence', len(limits.countered))}: {countered}."
    return text
