"""Findings on the events: their rhythm, their numbers, and the last of them."""

from __future__ import annotations

import pandas as pd

from tradetalks import cadence, instructions
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.prose import (
    agree,
    count,
    count_kinds,
    crop,
    day,
    event_names,
    is_missing,
    join_list,
    kind_noun,
    link_name,
    number,
    ordinal,
    plural,
    quote,
    start_sentence,
    stop_after,
)
from tradetalks.rows import gather_ids

from .model import Finding, Tables, list_tellers, make_finding


def tell_span(tables: Tables) -> str:
    """What is told, as one clause: `four government meetings, two ministerial sessions and one round in 43 days`."""
    row = cadence.order_events(tables["events"])
    if row.empty:
        return "no event that took place on a known day"
    length = cadence.count_days(row["date_start"].min(), row["date_end"].fillna(row["date_start"]).max()) + 1
    within = f"within {count('day', length)}, first and last included" if length > 1 else "on one day"
    return f"{cite(count_kinds(row), row['event_id'])} {within}"


def find_rhythm(tables: Tables) -> Finding | None:
    """How often the government met, and what lay in the longest stretch between two meetings."""
    events = tables["events"]
    meetings = cadence.order_events(events, ["government-meeting"])
    if meetings.empty:
        return None
    names = event_names(events)
    intervals = cadence.measure_intervals(events)
    told = cite(count("government meeting", len(meetings)), meetings["event_id"])
    if intervals.empty:
        text = f"The articles tell of {told}, so there is no rhythm to see."
    else:
        span = tell_between(meetings["date_start"].min(), meetings["date_start"].max())
        text = f"The articles tell of {told} between {span}, {tell_intervals(intervals)}; further meetings, of which they do not tell, may lie between{tell_room(events)}."
        longest = intervals[intervals["days"] == intervals["days"].max()]
        if len(longest) == 1 and len(intervals) > 1 and longest.iloc[0]["between"]:
            held = [link_name(names, event_id) for event_id in longest.iloc[0]["between"]]
            text += f" In the longest stretch between two of them came {join_list(held)}."
    change = "a report of a further meeting, session or round in between; a day that is read or printed wrongly"
    used = {*meetings["event_id"], *(event_id for found in intervals["between"] for event_id in found)}
    return make_finding(tables, "cadence", text, change, list_tellers(tables, used))


def tell_room(events: pd.DataFrame) -> str:
    """`, where the printed numbers leave room for them`: only where two of these leave none; else empty."""
    known = cadence.find_untold(events)
    full = known[(known["kind"] == "government-meeting") & known["after_id"].notna() & (known["implied"] == known["told"].map(len))]
    return ", where the printed numbers leave room for them" if len(full) else ""


def tell_between(start: str, end: str) -> str:
    """`22 April and 24 May 2025`: two days, with the year told once where it is the same."""
    return f"{day(start, year=start[:4] != end[:4])} and {day(end)}"


def tell_intervals(intervals: pd.DataFrame) -> str:
    """`seven, seven and 18 days apart`, or the shortest, the longest and the middle of many."""
    cited = [cite(number(row.days) if row.days else "no", [row.from_id, row.to_id]) for row in intervals.itertuples()]
    if len(cited) <= 4:
        return f"{join_list(cited)} {plural('day', int(intervals['days'].iloc[-1]))} apart"
    ordered = intervals.sort_values("days", kind="stable")
    ends = [cite(number(row.days) if row.days else "no", [row.from_id, row.to_id]) for row in ordered.iloc[[0, -1]].itertuples()]
    middle = int(ordered["days"].quantile(0.5, interpolation="lower"))
    return f"{ends[0]} to {ends[1]} {plural('day', int(ordered['days'].iloc[-1]))} apart, half the time at most {count('day', middle)}"


def find_numbers(tables: Tables) -> Finding | None:
    """Which numbers are printed, how many meetings they imply that no article tells, and what clashes."""
    events, conflicts = tables["events"], tables["event_conflicts"]
    audit = cadence.audit_kinds(events)
    audit = audit[audit["reported"].map(len) > 0]
    if audit.empty:
        return None
    names = event_names(events, year=False)
    parts = []
    for row in audit.itertuples(index=False):
        if is_missing(row.highest):
            continue
        noun = kind_noun(row.kind)
        top = cite(f"the {ordinal(row.highest)} {noun}", [row.highest_id])
        if is_missing(row.untold) and len(row.reported) == 1:
            parts.append(f"of {plural(noun)} the only number is that of {top}")
        elif is_missing(row.untold):
            parts.append(f"numbers of {plural(noun)} reach {top} but do not rise with the days")
        elif row.untold:
            parts.append(_tell_before(top, int(row.highest) - 1, int(row.untold)))
        else:
            parts.append(f"up to {top} none is missing")
    n = sum(len(ids) for ids in audit["reported"])
    told = cite(count("event", n), gather_ids(audit["reported"]))
    text = f"Articles print a number for {told}" + (f": {'; '.join(parts)}." if parts else ".")
    clashing = conflicts[conflicts["field"] == "ordinal"]
    if len(clashing):
        clash = cite(count("event", clashing["event_id"].nunique()), sorted(set(clashing["event_id"])))
        text += f" Numbers clash for {clash}: {join_list([literal(names[name]) for name in sorted(set(clashing['event_id']))])}."
    elif n > 1:
        text += " No numbers clash."
    change = "a further printed number, above all one for a meeting that has none yet; a sign that the numbers count something else"
    return make_finding(tables, "ordinals", start_sentence(text), change, list_tellers(tables, gather_ids(audit["reported"])))


def _tell_before(top: str, before: int, untold: int) -> str:
    """`before the seventh meeting there were six, of which the articles tell of at most two, so at least four are told by none`."""
    lead = f"before {top} there {agree(before, 'was', 'were')} {number(before)}"
    if untold == before:
        return f"{lead}, of which no article here tells"
    told = number(before - untold)
    return f"{lead}, of which the articles tell of at most {told}, so at least {number(untold)} {agree(untold, 'is', 'are')} told by none"


def find_last(tables: Tables) -> Finding | None:
    """What is told of the last event: what was asked for there, and whether anything is announced for after it."""
    events, directives = tables["events"], tables["directives"]
    row = cadence.order_events(events)
    if row.empty:
        return None
    last = row.assign(end=row["date_end"].fillna(row["date_start"])).sort_values(["end", "event_id"]).iloc[-1]
    names = event_names(events)
    told = instructions.keep_distinct(instructions.keep_texts(directives, tables["articles"]))
    told = told[told["event_id"] == last["event_id"]]
    text = f"The last event that these articles tell is {link_name(names, last['event_id'])}."
    if len(told):
        latest = told.iloc[-1]
        by = "" if is_missing(latest["issued_by"]) else f" by {literal(latest['issued_by'])}"
        n = cite(count("instruction", len(told)), told["directive_id"])
        gives = agree(told["article_id"].nunique(), "Its report gives", "Its reports give")
        words = crop(instructions.trim(latest["quote"]), 220)
        text += f" {gives} {n}{', the last' if len(told) > 1 else ''}{by}: {cite(quote(words), [latest['directive_id']])}{stop_after(words)}"
    ahead = events[(events["status"] == "planned") & (events["date_start"].fillna("") > last["end"])]
    if len(ahead):
        text += f" Announced for later {agree(len(ahead), 'is', 'are')} {cite(count('event', len(ahead)), ahead['event_id'])}."
    else:
        text += " No event after it is announced; what became of the talks lies outside them."
    change = "any later article"
    return make_finding(tables, "last", text, change, list_tellers(tables, [last["event_id"], *ahead["event_id"]]))
