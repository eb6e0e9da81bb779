"""Findings on the events: their rhythm, their numbers, and the last of them."""

from __future__ import annotations

import pandas as pd

from tradetalks import cadence, instructions, outcomes, qualified
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.prose import (
    agree,
    count,
    crop,
    day,
    event_names,
    is_missing,
    join_first,
    join_list,
    kind_noun,
    link_name,
    number,
    ordinal,
    outlet,
    plural,
    quote,
    start_sentence,
    stop_after,
)
from tradetalks.rows import gather_ids

from .model import Finding, Tables, list_tellers, make_finding
from .naming import GOVERNMENT, count_series, tell_kinds, tell_series

#: Meetings, stretches or mentions that a sentence names; of more it says how many.
MOST_NAMED = 3


def tell_span(tables: Tables) -> str:
    """What is told, as one clause: `four meetings chaired by the Prime Minister and one round between 12 April and 24 May 2025`."""
    row = cadence.order_events(tables["events"])
    if row.empty:
        return "no event that took place on a known day"
    first, last = row["date_start"].min(), row["date_end"].fillna(row["date_start"]).max()
    within = f"between {tell_between(first, last)}" if first != last else f"on {day(first)}"
    return f"{tell_kinds(tables, row)} {within}"


def find_rhythm(tables: Tables) -> Finding | None:
    """How often the government met and how far apart, and of which contacts no day is told."""
    events = tables["events"]
    meetings = cadence.order_events(events, [GOVERNMENT])
    if meetings.empty:
        return None
    intervals = cadence.measure_intervals(events)
    told = cite(count_series(len(meetings), meetings), meetings["event_id"])
    if intervals.empty:
        headline, text = f"The articles tell of {told}, so there is no rhythm to see.", ""
    else:
        span = tell_between(meetings["date_start"].min(), meetings["date_start"].max())
        headline = f"The articles report {told}, {tell_intervals(intervals)}."
        text = f"The government's meetings lie between {span}; there may have been others{tell_room(events)}."
    used = {*meetings["event_id"], *(event_id for found in intervals["between"] for event_id in found)}
    past = tell_undated(tables, outcomes.PAST)
    return make_finding(tables, "cadence", headline, f"{text} {past}".strip(), _change_rhythm(intervals, events), list_tellers(tables, used))


def list_full(events: pd.DataFrame) -> list[tuple[str, str]]:
    """Between which days of meetings the printed numbers leave no room for another: first and last day of each stretch."""
    starts = dict(zip(events["event_id"], events["date_start"], strict=True))
    known = cadence.find_untold(events)
    full = known[(known["kind"] == GOVERNMENT) & known["after_id"].notna() & (known["implied"] == known["told"].map(len))]
    return [(starts[row.after_id], starts[row.before_id]) for row in full.itertuples(index=False)]


def tell_room(events: pd.DataFrame) -> str:
    """` in between, but not …, where the printed numbers leave no room`: where further meetings may lie."""
    full = list_full(events)
    if not full:
        return " in between"
    listed = join_first((f"between {tell_between(*pair, year=False)}" for pair in full), MOST_NAMED, "further stretch")
    return f", but not {listed}, where the printed numbers leave no room if they belong to one count"


def tell_between(start: str, end: str, *, year: bool = True) -> str:
    """`22 April and 24 May 2025`: two days, with the year told once where it is the same, or not at all."""
    return f"{day(start, year=year and start[:4] != end[:4])} and {day(end, year=year)}"


def _change_rhythm(intervals: pd.DataFrame, events: pd.DataFrame) -> str:
    """Which further report would change the rhythm, and to what."""
    if intervals.empty:
        return "a report of a second meeting on another day would give a first interval"
    longest = intervals.loc[intervals["days"].idxmax()]
    series = tell_series(events[events["kind"] == GOVERNMENT])
    text = f"a report of one more {series} between {tell_between(longest['date_from'], longest['date_to'])} would split the longest interval, {count('day', int(longest['days']))}"
    full = list_full(events)
    if full:
        text += f"; one between {tell_between(*full[0], year=False)} would show that the printed numbers do not count every such meeting"
    return text


def tell_intervals(intervals: pd.DataFrame) -> str:
    """`seven, seven and 18 days apart`, or the shortest, the longest and the middle of many."""
    cited = [cite(number(row.days) if row.days else "no", [row.from_id, row.to_id]) for row in intervals.itertuples()]
    if len(cited) <= 4:
        return f"{join_list(cited)} {plural('day', int(intervals['days'].iloc[-1]))} apart"
    ordered = intervals.sort_values("days", kind="stable")
    ends = [cite(number(row.days) if row.days else "no", [row.from_id, row.to_id]) for row in ordered.iloc[[0, -1]].itertuples()]
    middle = int(ordered["days"].quantile(0.5, interpolation="lower"))
    return f"{ends[0]} to {ends[1]} {plural('day', int(ordered['days'].iloc[-1]))} apart, half the time at most {count('day', middle)}"


def tell_undated(tables: Tables, when: str, article_ids: list[str] | None = None) -> str:
    """A sentence on talks that articles mention without a day, those to come or those that have been; empty where there are none.

    Of `article_ids` only, if given.
    """
    found = outcomes.find_undated(tables["event_mentions"], tables["sentences"], tables["articles"])
    found = found[found["when"] == when]
    if article_ids is not None:
        found = found[found["article_id"].isin(article_ids)]
    if found.empty:
        return ""
    outlets = {row["article_id"]: outlet(row) for row in tables["articles"].to_dict("records")}
    words: dict[str, list] = {}
    for row in found.itertuples(index=False):
        words.setdefault(" ".join(row.words.split()), []).append(row)
    listed = [
        f"{cite(quote(said), [row.sentence_id for row in rows])} ({join_list(literal(name) for name in dict.fromkeys(outlets[row.article_id] for row in rows))})"
        for said, rows in words.items()
    ]
    lead = "Of talks that have been, without a day, the articles mention, for example," if when == outcomes.PAST else "Of talks to come, without a day, it mentions" if len(set(found["article_id"])) == 1 else "Of talks to come, without a day, they mention"
    return f"{lead} {join_first(listed, MOST_NAMED, 'further mention')}."


def find_numbers(tables: Tables) -> Finding | None:
    """Which numbers are printed, how many meetings they imply that no article tells, what bounds they set, and what clashes."""
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
        series = tell_series(events[events["kind"] == GOVERNMENT]) if row.kind == GOVERNMENT else kind_noun(row.kind)
        top = cite(f"the {ordinal(row.highest)} {series}", [row.highest_id])
        if is_missing(row.untold) and len(row.reported) == 1:
            parts.append(f"of {plural(kind_noun(row.kind))} the only number is that of {top}")
        elif is_missing(row.untold):
            parts.append(f"numbers of {plural(kind_noun(row.kind))} reach {top} but do not rise with the days")
        elif row.untold:
            parts.append(_tell_before(top, int(row.highest) - 1, int(row.untold)))
        else:
            parts.append(f"up to {top} none is missing")
    n = sum(len(ids) for ids in audit["reported"])
    told = cite(count("event", n), gather_ids(audit["reported"]))
    series = ", provided that the numbers belong to one count" if len(audit) == 1 else ", provided that the numbers of a kind belong to one count"
    missing = audit[audit["untold"].fillna(0) > 0]
    listed = "; ".join(parts)
    if len(missing):
        lost = int(missing["untold"].sum())
        least = cite(f"at least {count('event', lost)}", missing["highest_id"])
        headline = f"By the numbers that articles print, {least} {agree(lost, 'is', 'are')} not reported here as such{series}."
        text = f"A number is printed for {told}: {listed}."
    else:
        headline, text = f"Articles print a number for {told}.", f"{start_sentence(listed)}{series}." if parts else ""
    clashing = conflicts[conflicts["field"] == "ordinal"]
    if len(clashing):
        clash = cite(count("event", clashing["event_id"].nunique()), sorted(set(clashing["event_id"])))
        text += f" Numbers clash for {clash}: {join_list([literal(names[name]) for name in sorted(set(clashing['event_id']))])}."
    elif n > 1:
        text += " No numbers clash."
    text = " ".join(part for part in (text.strip(), _tell_bounds(events, names), tell_first(tables, names)) if part)
    return make_finding(tables, "ordinals", headline, text, _change_numbers(events), list_tellers(tables, list(events.loc[events["kind"].isin(cadence.NUMBERED), "event_id"])))


def list_limits(events: pd.DataFrame) -> dict[str, str]:
    """`at most the fifth by the numbers of others`: what is left open for each event without a number, and by what, by its id."""
    bounds = cadence.bound_ordinals(events)
    free = bounds[bounds["basis"].isna() & bounds["sound"].astype(bool) & (bounds["high"].notna() | (bounds["low"] > 1))]
    return {row.event_id: f"{_tell_limit(row)} {_tell_ground(row)}" for row in free.itertuples(index=False)}


def _tell_ground(row) -> str:
    """What a bound rests on: numbers printed for others, or that others came before."""
    kinds = plural(kind_noun(row.kind))
    printed = not (is_missing(row.low_id) and is_missing(row.high_id))
    return f"by the numbers of other {kinds}, if they count one series" if printed else f"by the {kinds} told before it, if they count as such"


def _list_bounded(events: pd.DataFrame) -> pd.DataFrame:
    """The meetings without a number for which printed numbers of their kind leave a bound on one side at least."""
    bounds = cadence.bound_ordinals(events)
    free = bounds[bounds["basis"].isna() & bounds["sound"].astype(bool)]
    return free[free["low_id"].notna() | free["high_id"].notna()]


def _tell_bounds(events: pd.DataFrame, names: dict[str, str]) -> str:
    """`By the same count the government meeting of 22 April would be at most the fifth`; empty for none, and for very many."""
    free = _list_bounded(events)
    if not 0 < len(free) <= MOST_NAMED:
        return ""
    return f"By the same count {join_list(f'{link_name(names, row.event_id)} would be {_tell_limit(row)}' for row in free.itertuples(index=False))}."


def _tell_limit(row) -> str:
    if is_missing(row.high):
        return f"at least the {ordinal(int(row.low))}"
    if int(row.low) <= 1:
        return f"at most the {ordinal(int(row.high))}"
    return f"the {ordinal(int(row.low))}" if int(row.low) == int(row.high) else f"between the {ordinal(int(row.low))} and the {ordinal(int(row.high))}"


def tell_first(tables: Tables, names: dict[str, str]) -> str:
    """A sentence on the ordinals that a further word narrows, quoted as they are printed; empty where there are none."""
    found = qualified.find_qualified(tables["event_mentions"], tables["sentences"]).dropna(subset=["event_id"])
    if found.empty:
        return ""
    row = found.drop_duplicates("event_id").iloc[-1]
    article = tables["articles"].set_index("article_id", drop=False).loc[row["article_id"]]
    words = cite(quote(row["words"]), [row["sentence_id"]])
    cited = f", citing {literal(row['cited'])}," if row["cited"] else ""
    return f"{literal(outlet(article))}{cited} calls {link_name(names, row['event_id'])} the {words}, a count of what is held that way only."


def _change_numbers(events: pd.DataFrame) -> str:
    """Which printed number would overturn the count."""
    names = event_names(events, year=False)
    free = _list_bounded(events)
    would = "would show that more than one series is counted"
    for row in free.itertuples(index=False):
        if not is_missing(row.high):
            return f"a number above {number(int(row.high))} printed for {names[row.event_id]} {would}"
        return f"a number below {number(int(row.low))} printed for {names[row.event_id]} {would}"
    return f"a printed number that does not fit the order of the days {would}"


def _tell_before(top: str, before: int, untold: int) -> str:
    """`before the seventh meeting there were six, of which the articles tell of at most two, so at least four are missing here`."""
    lead = f"before {top} there {agree(before, 'was', 'were')} {number(before)}"
    if untold == before:
        return f"{lead}, which no article here reports as such"
    told = number(before - untold)
    return f"{lead}, of which the articles report at most {told}, so at least {number(untold)} {agree(untold, 'is', 'are')} missing here"


def find_last(tables: Tables) -> Finding | None:
    """What is told of the last event: what was asked for there, and what is said of anything after it."""
    events, directives = tables["events"], tables["directives"]
    row = cadence.order_events(events)
    if row.empty:
        return None
    last = row.assign(end=row["date_end"].fillna(row["date_start"])).sort_values(["end", "event_id"]).iloc[-1]
    names = event_names(events)
    told = instructions.keep_distinct(instructions.keep_texts(directives, tables["articles"]))
    told = told[told["event_id"] == last["event_id"]]
    ahead = events[(events["status"] == "planned") & (events["date_start"].fillna("") > last["end"])]
    later = f"announced for later {agree(len(ahead), 'is', 'are')} {cite(count('event', len(ahead)), ahead['event_id'])}" if len(ahead) else "no later event is announced with a date"
    headline, text = f"The reports end with {link_name(names, last['event_id'])}; {later}.", ""
    if len(told):
        latest = told.iloc[-1]
        by = "" if is_missing(latest["issued_by"]) else f" by {literal(latest['issued_by'])}"
        n = cite(count("instruction", len(told)), told["directive_id"])
        gives = agree(told["article_id"].nunique(), "Its report gives", "Its reports give")
        words = crop(instructions.trim(latest["quote"]), 220)
        text = f"{gives} {n}{', the last' if len(told) > 1 else ''}{by}: {cite(quote(words), [latest['directive_id']])}{stop_after(words)}"
    tellers = list_tellers(tables, [last["event_id"]])
    text = " ".join(part for part in (text, tell_undated(tables, outcomes.AHEAD, tellers)) if part)
    change = f"any article on what followed {day(last['end'])}: this is where the reports end, not where the talks did"
    return make_finding(tables, "last", headline, text, change, list_tellers(tables, [last["event_id"], *ahead["event_id"]]))
