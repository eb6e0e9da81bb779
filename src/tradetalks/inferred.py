"""Values that no article prints, marked where they stand: a year in square brackets, with the rule that gave it.

Square brackets are what editors put around a year that they supply. Tables in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

import pandas as pd

from tradetalks.evidence import cite
from tradetalks.prose import count, is_missing, join_list

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

#: What gave the year of a date, as a clause, by its basis.
_RULES = {
    "article-date": "is that of the article's own date",
    "article-year": "is another one that the article names",
    "corpus": "is that of the other articles",
}


def bracket(told: str) -> str:
    """A date in words with its years in square brackets: `22 April [2025]`."""
    return _YEAR.sub(r"[\g<0>]", told)


def list_inferred(mentions: pd.DataFrame) -> set[str]:
    """The events whose year no article prints beside their day."""
    dated = mentions[mentions["date_start"].notna()]
    return set(dated["event_id"]) - set(dated.loc[dated["date_basis"] == "stated", "event_id"])


def mark(told: str, event_id: str, inferred: Collection[str]) -> str:
    """The day of an event in words, its year in square brackets where it is inferred."""
    return bracket(told) if event_id in inferred else told


def mark_deadline(told: str, deadline: str, quote: str) -> str:
    """A deadline in words, its year in square brackets where the instruction does not print it."""
    return told if str(deadline)[:4] in quote else bracket(told)


def tell_brackets(rows: pd.DataFrame) -> str:
    """What a year in square brackets means, where mentions have one; empty where they have none."""
    years = rows.dropna(subset=["date_start"])
    if not (years["date_basis"] != "stated").any():
        return ""
    return "A year in square brackets is inferred ({ref}`event-mentions-year`)."


def tell_rules(mentions: pd.DataFrame, event_ids: Iterable[str] | None = None) -> str:
    """Markdown: what a year in square brackets means, with the rules that gave those of these events; empty for none."""
    ids = list_inferred(mentions) & (set(mentions["event_id"]) if event_ids is None else set(event_ids))
    used = mentions[mentions["event_id"].isin(ids) & mentions["date_start"].notna()]
    rules = [
        f"{_RULES.get(basis, f'was given by the rule {basis}')} ({cite(count('date', len(part)), part['event_mention_id'])})"
        for basis, part in used.groupby("date_basis", sort=True)
        if not is_missing(basis)
    ]
    if not rules:
        return ""
    return f"A year in square brackets is inferred: it {join_list(rules, 'or')}; see {{ref}}`event-mentions-year`."
