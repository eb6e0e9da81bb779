"""Which sentences may be quoted: those in which something was found, for the tables or for what the chapters tell beside them.

One rule for the evidence pages, for the notes of every page and for the data that may be passed on.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tradetalks import cadence, outcomes, positions

#: The tables whose rows are something found in a sentence, by its place.
FOUND = ("event_mentions", "codings", "goods", "directives")


def list_beside(tables: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """The ids of the sentences that the chapters rest on beside the tables.

    What the US side is reported as saying, for what Việt Nam is said to be ready, how events belong together, what came
    of talks, and of which talks an article speaks without a day.
    """
    articles, sentences, mentions = (tables[name] for name in ("articles", "sentences", "event_mentions"))
    told = (
        positions.find_us_words(tables["codings"], sentences, articles),
        positions.find_readiness(sentences, articles),
        cadence.find_relations(mentions, sentences, tables["events"], tables["directives"]),
        outcomes.find_outcomes(mentions, sentences, articles),
        outcomes.find_undated(mentions, sentences, articles),
    )
    return frozenset(name for found in told for name in found["sentence_id"])
