"""What is known of each event, gathered from the tables: the facts that its dossier tells (`tradetalks.dossiers`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from tradetalks import cadence, coders, findings, inferred, instructions, outcomes, placing, positions, prose, qualified, repeats
from tradetalks.evidence import name_dossier
from tradetalks.project import Project

Row = dict[str, Any]

_TABLES = ("articles", "sentences", "events", "event_mentions", "codings", "directives")


@dataclass(frozen=True)
class Dossier:
    """All that is known of one event, as rows of the tables; `name` is what it is called without an article.

    `neighbours` are (relation, other event, days between or None), `articles` those that mainly report it, each with
    the rule by which it does, `outcomes` the sentences that say what came of it, `qualified` ordinals that a further word
    narrows, `us` what the US side is reported as saying in its articles (`positions.find_us_words`). `codings` are those of
    the body, as in the chapters; `headlines` those of headlines and captions, an editor's words.
    """

    event: Row
    name: str
    mentions: Sequence[Row] = ()
    conflicts: Sequence[Row] = ()
    articles: Mapping[str, str] = field(default_factory=dict)
    codings: Sequence[Row] = ()
    headlines: Sequence[Row] = ()
    goods: Sequence[Row] = ()
    directives: Sequence[Row] = ()
    neighbours: Sequence[tuple[str, Row, int | None]] = ()
    relations: Sequence[Row] = ()
    outcomes: Sequence[Row] = ()
    qualified: Sequence[Row] = ()
    us: Sequence[Row] = ()

    @property
    def label(self) -> str:
        """The permanent name of the dossier."""
        return name_dossier(self.event["event_id"])


@dataclass(frozen=True)
class Known:
    """What all dossiers look up: articles and codes by their id, names and rows of events by theirs, and the tables.

    `modes` and `kinds` are the events whose mode or kind is inferred, `limits` what printed numbers leave open for those
    without one, `loose` the instructions that labels of these
    articles leave open.
    """

    articles: Mapping[str, Row]
    codes: Mapping[str, Row]
    names: Mapping[str, str]
    events: Mapping[str, Row]
    tables: Mapping[str, pd.DataFrame]
    modes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    limits: Mapping[str, str] = field(default_factory=dict)


def read_known(place: Project) -> Known:
    """What all dossiers look up."""
    tables = {name: place.table(name) for name in _TABLES}
    events, mentions = tables["events"], tables["event_mentions"]
    kinds = frozenset(inferred.list_kinds(events, mentions))
    return Known(
        {row["article_id"]: row for row in _rows(place, "articles")},
        {row["code"]: row for row in _rows(place, "codebook")},
        inferred.rename(prose.event_names(events, article=""), events, kinds),
        {row["event_id"]: row for row in map(prose.as_row, events.to_dict("records"))},
        tables,
        frozenset(inferred.list_modes(mentions)),
        kinds,
        _list_loose(place, tables),
        findings.list_limits(events),
    )


def _list_loose(place: Project, tables: Mapping[str, pd.DataFrame]) -> frozenset[str]:
    """The passages with an instruction that the labels of these articles leave open; none where there are no labels of all of them."""
    compared = coders.Tables(*(tables[name] for name in ("articles", "sentences", "codings")))
    found = coders.compare_instructions(coders.find_coders(place, compared), compared, tables["directives"])
    return frozenset(found.loose if found else ())


def collect(place: Project, known: Known) -> list[Dossier]:
    """The dossiers by kind and day, those without a day last."""
    articles, sentences, events, mentions, coded, directives = (known.tables[name] for name in _TABLES)
    assigned = placing.assign_meetings(articles, mentions, directives)
    reports: dict[str, dict[str, str]] = {}
    for row in assigned.to_dict("records"):
        if row["event_id"]:
            reports.setdefault(row["event_id"], {})[row["article_id"]] = row["rule"]
    relations = cadence.find_relations(mentions, sentences, events, directives)
    came, narrowed = outcomes.find_outcomes(mentions, sentences, articles), qualified.find_qualified(mentions, sentences)
    told, conflicts = (group(_rows(place, name), "event_id") for name in ("event_mentions", "event_conflicts"))
    distinct = instructions.keep_distinct(instructions.keep_texts(directives, articles))
    given = group((prose.as_row(row) for row in distinct.to_dict("records")), "event_id")
    came_of, narrow = (group(map(prose.as_row, table.to_dict("records")), "event_id") for table in (came, narrowed))
    parts = (repeats.keep_body(coded, sentences), repeats.keep_apart(coded, sentences), place.table("goods"))
    codings, headlines, goods = (group((prose.as_row(row) for row in part.to_dict("records")), "article_id") for part in parts)
    said = group((prose.as_row(row) for row in positions.find_us_words(coded, sentences, articles).to_dict("records")), "article_id")
    neighbours = find_neighbours(list(known.events.values()))
    linked = [prose.as_row(row) for row in relations.to_dict("records")]
    related: dict[str, list[Row]] = {}
    for row in linked:
        for event_id in dict.fromkeys((row["event_id"], row["object_id"])):
            if event_id:
                related.setdefault(event_id, []).append(row)
    return [
        Dossier(
            event=known.events[event_id],
            name=prose.start_sentence(known.names[event_id]),
            mentions=told.get(event_id, ()),
            conflicts=conflicts.get(event_id, ()),
            articles=reports.get(event_id, {}),
            codings=[row for name in reports.get(event_id, ()) for row in codings.get(name, ())],
            headlines=[row for name in reports.get(event_id, ()) for row in headlines.get(name, ())],
            goods=[row for name in reports.get(event_id, ()) for row in goods.get(name, ())],
            directives=given.get(event_id, ()),
            neighbours=neighbours[event_id],
            relations=related.get(event_id, ()),
            outcomes=came_of.get(event_id, ()),
            qualified=narrow.get(event_id, ()),
            us=[row for name in reports.get(event_id, ()) for row in said.get(name, ())],
        )
        for event_id in _sort_events(known.events.values())
    ]


def _rows(place: Project, name: str) -> list[Row]:
    return [prose.as_row(row) for row in place.table(name).to_dict("records")]


def group(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows by the value of a column; those without one are left out."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        if row[column] is not None:
            grouped.setdefault(row[column], []).append(row)
    return grouped


def _sort_events(events: Iterable[Row]) -> list[str]:
    kinds = list(prose.KINDS)
    ordered = sorted(events, key=lambda row: (kinds.index(row["kind"]), row["date_start"] or "9999", row["event_id"]))
    return [row["event_id"] for row in ordered]


def find_neighbours(events: Sequence[Row]) -> dict[str, list[tuple[str, Row, int | None]]]:
    """By event: what came just before and after it, among all events and among its kind, with the days between.

    Days are counted from the last day of the earlier to the first day of the later, nought where their days overlap.
    Only events with a day stand in an order; one that is merely planned is a neighbour too, since its page says that it is planned. An event without a day has no neighbours.
    """
    dated = sorted((row for row in events if row["date_start"]), key=lambda row: (row["date_start"], row["event_id"]))
    found: dict[str, list[tuple[str, Row, int | None]]] = {row["event_id"]: [] for row in events}
    for row in dated:
        same = [one for one in dated if one["kind"] == row["kind"]]
        noun = prose.kind_noun(row["kind"])
        for series, tail in ((dated, ""), (same, f" {noun}")):
            at = series.index(row)
            for word, other in (("previous", series[at - 1] if at else None), ("next", series[at + 1] if at + 1 < len(series) else None)):
                if other is not None and not (tail and any(one is other for _, one, _ in found[row["event_id"]])):
                    earlier, later = (other, row) if word == "previous" else (row, other)
                    days = max(0, cadence.count_days(earlier["date_end"] or earlier["date_start"], later["date_start"]))
                    found[row["event_id"]].append((f"{word}{tail or ' event'}", other, days))
    return found
