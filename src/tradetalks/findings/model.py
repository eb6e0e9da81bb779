"""What a finding is, and what every maker of findings takes from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

Tables = Mapping[str, pd.DataFrame]

#: A word or two by which a finding is known.
TITLES: dict[str, str] = {
    "cadence": "Rhythm",
    "ordinals": "Numbers",
    "principles": "The formula",
    "offers": "Offers and asks",
    "us": "The other side",
    "instructions": "Instructions",
    "last": "State of play",
    "outlets": "Comparison",
    "trust": "Dates",
}

#: The chapter of a finding that has not its name.
CHAPTERS = {"us": "offers", "last": "cadence"}


@dataclass(frozen=True)
class Finding:
    """One finding: `key` names it, `text` says it, `change` says what would change it.

    `article_ids` are the articles it rests on, `n_texts` the distinct texts among them; `brief` is what an answer
    says of it that stands on one page with it, the whole `text` where that is short.
    """

    key: str
    text: str
    change: str
    article_ids: tuple[str, ...]
    n_texts: int
    brief: str = ""

    @property
    def chapter(self) -> str:
        """The chapter that shows it."""
        return CHAPTERS.get(self.key, self.key)

    @property
    def title(self) -> str:
        """The finding's short name."""
        return TITLES[self.key]


def make_finding(tables: Tables, key: str, text: str, change: str, article_ids: Iterable[str], brief: str = "") -> Finding:
    """A finding on the texts of these articles."""
    ids = tuple(sorted(set(article_ids)))
    articles = tables["articles"]
    return Finding(key, text, change, ids, articles.loc[articles["article_id"].isin(ids), "text_group"].nunique(), brief or text)


def list_tellers(tables: Tables, event_ids: Iterable[str]) -> list[str]:
    """The articles that tell of these events, one a mention."""
    mentions = tables["event_mentions"]
    return list(mentions.loc[mentions["event_id"].isin(list(event_ids)), "article_id"])
