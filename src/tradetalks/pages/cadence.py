"""The tables, captions and sentences of the chapter on cadence.

Tables in; out come Markdown sentences with their evidence, and tables for `display.show_table` whose cells are
Markdown where a docstring says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from tradetalks import cadence, findings, inferred
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.findings import Tables
from tradetalks.prose import (
    agree,
    count,
    day,
    days,
    event_names,
    is_missing,
    join_list,
    kind_label,
    link_name,
    mode_phrase,
    number,
    ordinal,
    outlet,
    split_names,
    start_sentence,
    weekday,
)
from tradetalks.rows import index_rows


def tell_weekdays(events: pd.DataFrame, kind: str = "government-meeting") -> str:
    """A sentence on the weekday that most events of a kind share; empty where fewer than two do, or all differ."""
    row = cadence.order_events(events, [kind])
    fell = Counter(weekday(day_) for day_ in row["date_start"])
    if len(row) < 2 or fell.most_common(1)[0][1] < 2 or len({n for _, n in fell.most_common(2)}) < min(2, len(fell)):
        return ""
    name, n = fell.most_common(1)[0]
    ids = [event.event_id for event in row.itertuples() if weekday(event.date_start) == name]
    told = cite(f"{number(n) if n < len(row) else 'both' if n == 2 else 'all'} of them", ids)
    rest = [f"{weekday(event.date_start)}" for event in row.itertuples() if weekday(event.date_start) != name]
    other = f"; the other was on a {rest[0]}" if len(rest) == 1 else ""
    return f"{start_sentence(told)} fell on a {name}{other}."


def tell_without_day(events: pd.DataFrame) -> str:
    """A sentence on the events that no day is known of or that are only announced; empty where there are none."""
    names = event_names(events)
    parts = []
    undated = events[events["date_start"].isna()]
    if len(undated):
        told = start_sentence(cite(count("event", len(undated)), undated["event_id"]))
        parts.append(f"{told} {agree(len(undated), 'has no known day and is', 'have no known day and are')} not drawn.")
    planned = events[(events["status"] == "planned") & events["date_start"].notna()]
    if len(planned):
        parts.append(f"Only announced, and drawn hollow: {_join_links(names, planned['event_id'])}.")
    return " ".join(parts)


def caption_timeline(tables: Tables) -> str:
    """What the timeline shows, as its caption; how planned events are drawn only where there are any."""
    events = tables["events"]
    if cadence.order_events(events).empty and events["date_start"].isna().all():
        return "No event on a known day is told."
    text = f"{findings.tell_span(tables)}, on one line of time."
    if (events["ordinal"].notna() & events["date_start"].notna()).any():
        text += " A number on a mark is the event's number among its kind."
    if ((events["status"] == "planned") & events["date_start"].notna()).any():
        text += " Filled marks took place, hollow ones are only announced."
    return start_sentence(text)


def tell_longest(intervals: pd.DataFrame, events: pd.DataFrame) -> str:
    """What lay in the longest and in the shortest intervals, as a caption; says so where there are none."""
    if intervals.empty:
        return "Fewer than two government meetings are told, so there are no days between them."
    names = event_names(events, year=False)
    top = intervals[intervals["days"] == intervals["days"].max()]
    row = top.iloc[0]
    both = [row["from_id"], row["to_id"]]
    length = cite(count("day", int(row["days"])), both)
    if len(intervals) == 1:
        held = f"; in between came {_join_links(names, row['between'])}" if row["between"] else "; nothing is told of in between"
        return f"The two government meetings lie {length} apart{held}."
    empty = intervals[intervals["between"].map(len) == 0]
    if len(top) > 1:
        return f"The longest stretches between two government meetings are of {length}; in {count('interval', len(empty))} nothing else is told."
    held = f"holds {_join_links(names, row['between'])}" if row["between"] else "is one of which nothing else is told"
    text = f"The longest stretch between two government meetings, {length}, {held}"
    if row["between"] and len(empty) == len(intervals) - 1:
        text += f"; in the other {agree(len(empty), 'one', 'stretches')} no session or round is told"
    return f"{text}."


def tell_relations(relations: pd.DataFrame, events: pd.DataFrame) -> str:
    """What the articles say of meetings that prepared or reviewed talks, in a paragraph."""
    meetings = cadence.order_events(events, ["government-meeting"])
    if meetings.empty:
        return "No government meeting on a known day is told."
    names = event_names(events, year=False)
    mine = relations[relations["event_id"].isin(meetings["event_id"])]
    parts = []
    reviewed = mine[(mine["relation"] == cadence.REVIEWED)]
    for row in reviewed.dropna(subset=["object_id"]).drop_duplicates(["event_id", "object_id"]).head(4).itertuples():
        said = cite("reviewed", [row.sentence_id])
        parts.append(f"{start_sentence(link_name(names, row.event_id))} {said} {link_name(names, row.object_id)}.")
    for relation, words in ((cadence.PREPARED, "prepared talks"), (cadence.ORDERED, "told ministries to prepare for talks")):
        found = mine[mine["relation"] == relation]
        if len(found):
            ids = list(dict.fromkeys(found["event_id"]))
            said = cite(words, found["sentence_id"])
            parts.append(f"{start_sentence(_join_links(names, ids, noun='government meeting'))} {said}.")
    ready = mine[mine["relation"].isin([cadence.PREPARED, cadence.ORDERED])]
    if len(ready) and ready["object_id"].isna().all():
        parts.append("For which round or session, none of the articles says.")
    silent = [event_id for event_id in meetings["event_id"] if event_id not in set(mine["event_id"])]
    if silent:
        parts.append(f"Of {_join_links(names, silent, noun='government meeting')} the articles say neither.")
    return " ".join(parts)


def make_event_table(tables: Tables) -> pd.DataFrame:
    """The events in order, undated ones last; `event`, `told_by` are Markdown. A year that is inferred stands in square brackets."""
    years = inferred.list_inferred(tables["event_mentions"])
    events = tables["events"].sort_values(["date_start", "event_id"], na_position="last")
    articles = index_rows(tables["articles"], "article_id")
    rows = []
    for event in index_rows(events, "event_id").values():
        tellers = [name for name in split_names(event["article_ids"]) if name in articles]
        where = ", ".join(part for part in (event["place"], mode_phrase(event["mode"])) if part)
        rows.append(
            {
                "when": inferred.mark(days(event["date_start"], event["date_end"]), event["event_id"], years) if event["date_start"] else "not told",
                "event": _event_cell(event),
                "where": where or None,
                "led": join_list([*split_names(event["lead_vn"]), *split_names(event["lead_us"])]) or None,
                "told_by": _tell_tellers(tellers, articles),
            }
        )
    return pd.DataFrame(rows, columns=["when", "event", "where", "led", "told_by"], dtype=object)


def _event_cell(event: Mapping) -> str:
    """`Government meeting, 6th`: the kind, the number and how it is known, and whether it is only planned."""
    told = cite(literal(kind_label(event["kind"])), [event["event_id"]])
    if not is_missing(event["ordinal"]):
        told += f", {ordinal(event['ordinal'], words=False)}{'' if event['ordinal_basis'] == 'reported' else ' (inferred)'}"
    return told + (", planned" if event["status"] == "planned" else "")


def _tell_tellers(article_ids: list[str], articles: Mapping[str, Mapping]) -> str:
    if len(article_ids) <= 2:
        return join_list(cite(literal(outlet(articles[name])), [name]) for name in article_ids)
    return cite(count("article", len(article_ids)), article_ids)


def caption_events(events: pd.DataFrame) -> str:
    """How many events a table holds, as its caption."""
    return start_sentence(f"{count('event', len(events))}{', each with the articles that tell of it' if len(events) else ''}.")


def tell_event_source(tables: Tables) -> str:
    """What in the table of events is inferred, and by which rule."""
    parts = ["The kind of an event is inferred from who met whom ({ref}`event-mentions-event`).", inferred.tell_rules(tables["event_mentions"])]
    if (tables["events"]["ordinal_basis"] == "inferred").any():
        parts.append("An inferred number is the only one that printed neighbours leave ({ref}`reconciliation-inference`).")
    return " ".join(filter(None, parts))


def make_interval_table(intervals: pd.DataFrame, events: pd.DataFrame, years: Collection[str] = ()) -> pd.DataFrame:
    """From meeting to meeting; `from`, `to`, `between` are Markdown. `years` are the events whose year is inferred."""
    names = event_names(events, year=False)
    starts = dict(zip(events["event_id"], events["date_start"], strict=True))
    rows = [
        {
            "from": cite(literal(inferred.mark(_weekday_day(starts[row.from_id]), row.from_id, years)), [row.from_id]),
            "to": cite(literal(inferred.mark(_weekday_day(starts[row.to_id]), row.to_id, years)), [row.to_id]),
            "days": row.days,
            "between": join_list(link_name(names, event_id) for event_id in row.between) or "nothing told",
        }
        for row in intervals.itertuples(index=False)
    ]
    table = pd.DataFrame(rows, columns=["from", "to", "days", "between"])
    return table.assign(days=table["days"].astype("Int64"))


def _weekday_day(value: str) -> str:
    return f"{weekday(value)[:3]} {day(value, short=True)}"


def make_relation_table(told: pd.DataFrame, events: pd.DataFrame, years: Collection[str] = ()) -> pd.DataFrame:
    """What each meeting is told to have reviewed and prepared, and what came before and after it; all cells Markdown.

    `years` are the events whose year is inferred.
    """
    names = event_names(events, year=False)
    starts = dict(zip(events["event_id"], events["date_start"], strict=True))
    ends = dict(zip(events["event_id"], events["date_end"].fillna(events["date_start"]), strict=True))
    rows = []
    for row in told.itertuples(index=False):
        mine = starts[row.event_id]
        last = None if row.last_id is None else f"{link_name(names, row.last_id)}, {_apart(ends[row.last_id], mine, 'before')}"
        following = None if row.next_id is None else f"{link_name(names, row.next_id)}, {_apart(ends[row.event_id], starts[row.next_id], 'after')}"
        rows.append(
            {
                "meeting": cite(literal(inferred.mark(day(mine), row.event_id, years)), [row.event_id]),
                "told": _tell_done(row, names),
                "last": last,
                "next": following,
            }
        )
    return pd.DataFrame(rows, columns=["meeting", "told", "last", "next"], dtype=object)


def _tell_done(row, names: Mapping[str, str]) -> str | None:
    """`reviewed the second round; had ministries prepare talks, which ones is not told`; None where nothing is told."""
    done = (("reviewed", row.reviewed), ("prepared", row.prepared), ("had ministries prepare", row.ordered))
    return "; ".join(f"{words} {_objects(found, names)}" for words, found in done if found) or None


def _apart(end: str, start: str, side: str) -> str:
    """`two days before`: from the last day of the earlier event to the first of the later."""
    n = cadence.count_days(end, start)
    return f"{count('day', n)} {side}" if n > 0 else "on the same day"


def _objects(found: list[tuple[str | None, list[str]]], names: Mapping[str, str]) -> str | None:
    said = [cite(literal(names[event_id]) if event_id else "talks, which ones is not told", ids) for event_id, ids in found]
    return join_list(said) or None


def _join_links(names: Mapping[str, str], event_ids: Iterable[str], *, most: int = 4, noun: str = "event") -> str:
    """The names of events, joined; of more than `most` only how many."""
    ids = list(event_ids)
    return join_list(link_name(names, event_id) for event_id in ids) if len(ids) <= most else cite(count(noun, len(ids)), ids)
