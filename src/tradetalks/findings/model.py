"""What a finding is, and what every maker of findings takes from the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tradetalks.evidence import find_article, read_link

_LINK = re.compile(r"\]\((ev:[^)]*)\)")

Tables = Mapping[str, pd.DataFrame]

#: A word or two by which a finding is known that answers none of the questions.
TITLES: dict[str, str] = {"outcome": "What came of the talks", "us": "The US side", "last": "Where the reports end"}

#: The chapter of a finding that has not its name.
CHAPTERS = {"us": "offers", "last": "cadence", "outcome": "cadence"}


@dataclass(frozen=True)
class Finding:
    """One finding: `key` names it, `headline` says it in one sentence, `text` what goes with it, `change` what would change it.

    `text` repeats nothing of the headline and is empty where that is all. `article_ids` are the articles the finding rests
    on, `n_texts` the distinct texts among them; `least` is how many texts bear out that of its facts which the fewest do.
    `lead` is the one sentence of it that belongs to the answer to the whole question, if any.
    """

    key: str
    headline: str
    text: str
    change: str
    article_ids: tuple[str, ...]
    n_texts: int
    least: int = 0
    lead: str = ""

    @property
    def whole(self) -> str:
        """Headline and text, for a page that sets them in one paragraph."""
        return f"{self.headline} {self.text}".strip()

    @property
    def chapter(self) -> str:
        """The chapter that shows it."""
        return CHAPTERS.get(self.key, self.key)


def make_finding(tables: Tables, key: str, headline: str, text: str, change: str, article_ids: Iterable[str], lead: str = "") -> Finding:
    """A finding on the texts of these articles."""
    ids = tuple(sorted(set(article_ids)))
    articles = tables["articles"]
    n_texts = articles.loc[articles["article_id"].isin(ids), "text_group"].nunique()
    return Finding(key, headline, text, change, ids, n_texts, count_support(f"{headline} {text}", tables), lead)


def count_support(text: str, tables: Tables) -> int:
    """How many distinct texts bear out that linked fact of a finding which the fewest do; nought where nothing is linked.

    A fact is what a link leads to. An event is borne out by the texts that tell it, rows by the texts that they stand in;
    of a link to several events the least supported counts, for each of them is a fact of its own.
    """
    events = dict(zip(tables["events"]["event_id"], tables["events"]["n_texts"], strict=True))
    groups = dict(zip(tables["articles"]["article_id"], tables["articles"]["text_group"], strict=True))
    found = []
    for address in _LINK.findall(text):
        ids = read_link(address)
        told = [int(events[name]) for name in ids if name in events]
        rows = {groups[article_id] for article_id in map(find_article, ids) if article_id in groups}
        found += [min(told)] if told else [len(rows)] if rows else []
    return min(found, default=0)


def list_tellers(tables: Tables, event_ids: Iterable[str]) -> list[str]:
    """The articles that tell of these events, one a mention."""
    mentions = tables["event_mentions"]
    return list(mentions.loc[mentions["event_id"].isin(list(event_ids)), "article_id"])
