"""By what a coded span is taken as somebody's words: said so by its sentence, or carried over from one before.

`attribution_basis` of the table of codings says it span by span. A sentence counts once for each speaker, by the strongest
basis that it has. What is carried over from an earlier sentence is inferred, and never counts with what a sentence itself says.
"""

from __future__ import annotations

import pandas as pd

from tradetalks.rows import gather_ids

#: The bases by what a reader meets, the strongest first: a verb, a named source and a name before or behind a colon (the
#: basis `title`, mostly of headlines) are all in the sentence itself.
SAID, CARRIED, NOBODY = "by a verb or a named source", "carried over [inferred]", "nobody is named"
WAYS = {"verb": SAID, "according": SAID, "title": SAID, "continued": CARRIED}
_ORDER = (SAID, CARRIED, NOBODY)


def name_way(basis: object) -> str:
    """What a reader meets for a value of `attribution_basis`; a span without one is the outlet's own."""
    return WAYS.get(str(basis), NOBODY)


def settle_ways(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows with a column `way`: for each sentence and speaker the strongest of the ways that its spans have."""
    ways = [NOBODY if pd.isna(who) else name_way(basis) for who, basis in zip(rows["attributed_to"], rows["attribution_basis"], strict=True)]
    known = rows.assign(way=pd.Series(ways, index=rows.index, dtype=object))
    if known.empty:
        return known
    rank = known["way"].map(_ORDER.index)
    best = rank.groupby([known["sentence_id"], known["attributed_to"].fillna("")]).transform("min")
    return known.assign(way=best.map(lambda at: _ORDER[at]).astype(object))


def count_ways(rows: pd.DataFrame, ids: str = "coding_id") -> pd.DataFrame:
    """One row a speaker and way, the speaker with most sentences first, the outlets last: `who` (None for the outlet), `way`, `n_sentences`, `n_spans`, `ids`."""
    known = settle_ways(rows)
    found = [
        (None if pd.isna(who) else who, way, part["sentence_id"].nunique(), len(part), gather_ids(part[ids].map(_as_list)))
        for (who, way), part in known.groupby(["attributed_to", "way"], dropna=False, sort=True)
    ]
    counted = pd.DataFrame(found, columns=["who", "way", "n_sentences", "n_spans", "ids"])
    if counted.empty:
        return counted
    total = counted.groupby(counted["who"].fillna(""))["n_sentences"].sum()
    order = [(who is None, -total[who or ""], who or "", _ORDER.index(way)) for who, way in zip(counted["who"], counted["way"], strict=True)]
    return counted.assign(order=order).sort_values("order", ignore_index=True).drop(columns="order").astype({"who": object})


def _as_list(ids: object) -> list[str]:
    return list(ids) if isinstance(ids, list) else [str(ids)]
