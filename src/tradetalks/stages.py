"""The stages of the flow over a whole small collection at once, as the notebooks call them one by one.

The pipeline takes the same steps article by article, so that it can read more than memory holds; the tables are the
same to the byte.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from tradetalks import codebook, corpus, pipeline, reconcile, topic, years
from tradetalks.pipeline import Reading
from tradetalks.tables import tables


class Settled(NamedTuple):
    """One event mention with its days: the article's position among those on the talks, its row, and what it says."""

    position: int
    row: dict[str, Any]
    told: reconcile.Told


class Reconciled(NamedTuple):
    """Events made of mentions: the events, the name of each by position, the id of each article, and mention to event."""

    events: list[reconcile.Event]
    names: dict[int, str]
    article_ids: list[str]
    event_of: dict[reconcile.Told, str]


def read_seeds(seeds: str | os.PathLike[str], warnings: list[str] | None = None) -> list[Reading]:
    """Every article of a folder, read as far as it tells by itself; `warnings` takes what was left out or doubted."""
    rules = codebook.load()
    warn = ([] if warnings is None else warnings).append
    return [pipeline.read(document, rules) for document in corpus.read_articles(seeds, warn)]


def keep_on_topic(readings: Iterable[Reading]) -> list[Reading]:
    """The articles on the talks."""
    return [reading for reading in readings if reading.topic.on_topic]


def count_months(readings: Iterable[Reading]) -> Counter[tuple[int, int]]:
    """How many articles state each (year, month) in full: what gives a year to dates that no article's own words place."""
    votes: Counter[tuple[int, int]] = Counter()
    for reading in readings:
        votes.update(set(years.list_months(reading.document, reading.dates, topic.first_day())))
    return votes


def settle_mentions(readings: Sequence[Reading], votes: Counter[tuple[int, int]]) -> list[Settled]:
    """The event mentions of articles on the talks, with their days and the rule that gave the year."""
    return [
        Settled(position, row, told)
        for position, reading in enumerate(readings)
        for row, told in pipeline.settle_mentions(pipeline.hold(reading), votes)
    ]


def reconcile_mentions(settled: Sequence[Settled], readings: Sequence[Reading]) -> Reconciled:
    """The events that the mentions of these articles make."""
    article_ids = [reading.document.article_id for reading in readings]
    mentions = reconcile.collect((one.position, one.told) for one in settled)
    found = reconcile.reconcile(mentions.values())
    names = reconcile.name_events(found, article_ids)
    event_of = {mention.told: names[at] for at, event in enumerate(found) for mention in event.mentions}
    return Reconciled(found, names, article_ids, event_of)


def tabulate_mentions(settled: Sequence[Settled], reconciled: Reconciled) -> pd.DataFrame:
    """The table of event mentions, each with the event that it belongs to."""
    return make_table("event_mentions", ({**one.row, "event_id": reconciled.event_of[one.told]} for one in settled))


def tabulate_events(reconciled: Reconciled, articles: pd.DataFrame) -> pd.DataFrame:
    """The table of events, in the order of their ids; `articles` is the table of articles."""
    known = articles.set_index("article_id")
    outlets = [known.at[name, "publisher"] or "" for name in reconciled.article_ids]
    carriers = reconcile.Carriers(reconciled.article_ids, outlets, known["text_group"].to_dict())
    rows = [reconcile.describe_event(event, reconciled.names[at], carriers) for at, event in enumerate(reconciled.events)]
    return make_table("events", sorted(rows, key=lambda row: row["event_id"]))


def tabulate_conflicts(reconciled: Reconciled) -> pd.DataFrame:
    """The table of conflicts: one row for each value on which articles, or ordinals and days, disagree."""
    return make_table("event_conflicts", reconcile.find_conflicts(reconciled.events, reconciled.names, reconciled.article_ids))


def make_table(name: str, rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a table with the columns and types that `tables.yml` declares for `name`; empty text is missing."""
    declared = tables()[name]
    table = pd.DataFrame(rows, columns=declared.header, dtype=object)
    table = table.where(table.ne(""), None)
    types = {"integer": "Int64", "boolean": "boolean"}
    return table.astype({column.name: types[column.type] for column in declared.columns if column.type in types})


def tabulate(name: str, describe: Callable[[Any], Iterable[dict[str, Any]]], things: Iterable[Any]) -> pd.DataFrame:
    """The table `name` of the rows that `describe` gives of each thing (an article, a reading), in their order."""
    return make_table(name, (row for thing in things for row in describe(thing)))


def swap_ordinals(settled: Sequence[Settled]) -> list[Settled]:
    """A copy of the mentions in which the first and the last printed ordinal of one kind are exchanged.

    The kind is the first that has events with different ordinals and days; without one the copy is like the original.
    """
    for kind in reconcile.NUMBERED:
        told = [one.told for one in settled if one.told.kind == kind and one.told.first and one.told.ordinal]
        first, last = min(told, key=_day, default=None), max(told, key=_day, default=None)
        if first and first.first != last.first and first.ordinal != last.ordinal:
            exchanged = {first.ordinal: last.ordinal, last.ordinal: first.ordinal}
            return [
                one._replace(told=one.told._replace(ordinal=exchanged.get(one.told.ordinal, one.told.ordinal)))
                if one.told.kind == kind
                else one
                for one in settled
            ]
    return list(settled)


def _day(told: reconcile.Told) -> Any:
    return told.first
