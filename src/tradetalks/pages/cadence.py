"""The tables, captions and sentences of the chapter on cadence.

Tables in; out come Markdown sentences with their evidence, and tables for `display.show_table` whose cells are
Markdown where a docstring says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from types import SimpleNamespace

import pandas as pd

from tradetalks import cadence, findings, inferred, outcomes
from tradetalks.actors import name_place
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.findings import Tables
from tradetalks.prose import (
    agree,
    as_row,
    count,
    day,
    days,
    event_names,
    is_missing,
    join_list,
    kind_label,
    kind_noun,
    link_name,
    ordinal,
    number,
    outlet,
    plural,
    share,
    split_names,
    start_sentence,
    weekday,
)
from tradetalks.rows import index_rows


#: Events of one sort that the answer names one by one; of more it says how many.
MOST_MET = 6


def tell_who_met(tables: Tables) -> str:
    """The answer in sentences: who met whom, where and when, those of the government first; empty where nothing took place on a known day."""
    events, mentions = tables["events"], tables["event_mentions"]
    modes, kinds = inferred.list_modes(mentions), inferred.list_kinds(events, mentions)
    meetings = cadence.order_events(events, ["government-meeting"])
    parts = [_tell_chaired(meetings)] if len(meetings) else []
    talks = cadence.order_events(events[events["kind"] != "government-meeting"])
    parts += [_tell_met(row, modes, kinds) for row in map(as_row, talks.tail(MOST_MET).to_dict("records"))]
    if len(talks) > MOST_MET:
        parts.append(f"Before these, {cite(count('further event', len(talks) - MOST_MET), talks['event_id'].iloc[:-MOST_MET])} with the US side {agree(len(talks) - MOST_MET, 'is', 'are')} reported.")
    return " ".join(parts)


def _tell_chaired(meetings: pd.DataFrame) -> str:
    """`All four were chaired by Phạm Minh Chính: on 22 April and 24 May 2025 in Hà Nội, on …`: by place, or of many how many."""
    led = sorted({name for value in meetings["lead_vn"] for name in split_names(value)})
    n, linked = len(meetings), list(meetings["event_id"])
    if len(led) == 1 and meetings["lead_vn"].notna().all():
        they = "It was" if n == 1 else cite("Both were" if n == 2 else f"All {number(n)} were", linked)
        lead = f"{they} chaired by {literal(led[0])}"
    else:
        lead = agree(n, "It was held", f"{cite(start_sentence(count('government meeting', n)), linked)} were held")
    if n > MOST_MET:
        return f"{lead}, from {day(meetings['date_start'].min())} to {day(meetings['date_start'].max())}."
    where = []
    for place, mine in sorted(meetings.groupby(meetings["place"].fillna("")), key=lambda item: item[0] == ""):
        on = join_list(cite(literal(days(row.date_start, row.date_end, year=False)), [row.event_id]) for row in mine.itertuples(index=False))
        where.append(f"in {literal(place)} on {on}" if place else f"at a place not told on {on}" if len(where) or len(meetings) > 1 else f"on {on}, at a place not told")
    return f"{lead}: {join_list(where)}."


def _tell_met(event: Mapping, modes: Collection[str], kinds: Collection[str]) -> str:
    """`On 16 May Nguyễn Hồng Diên met Jamieson Greer in Jeju, in person.`: one event with the other side, as far as it is told."""
    on = cite(literal(days(event["date_start"], event["date_end"], year=False)), [event["event_id"]])
    ours, theirs = (join_list(map(literal, split_names(event[name]))) for name in ("lead_vn", "lead_us"))
    how = inferred.mark_mode(event["mode"], event["event_id"], modes)
    where = ", ".join(part for part in (f" in {literal(name_place(event['place']))}" if event["place"] else "", literal(how)) if part.strip())
    where = where if where.startswith(" ") or not where else f" {where}"
    if event["event_id"] in kinds:
        what = inferred.name_plain(SimpleNamespace(**event))
        return f"On {on} there was {'an' if what[0] in 'aeiou' else 'a'} {what}, read here as a {kind_noun(event['kind'])}; who met is not told."
    if ours and theirs:
        return f"On {on} {ours} {f'spoke to {theirs} by telephone' if event['mode'] == 'phone' else f'met {theirs}{where}'}."
    number_ = f"{ordinal(event['ordinal'])} " if event["ordinal"] is not None else ""
    led = f"{ours or theirs} led for {'Việt Nam' if ours else 'the US'}, who led for {'the US' if ours else 'Việt Nam'} is not told" if ours or theirs else "who led it is not told"
    article = "the" if number_ else "a"
    return f"On {on} {article} {number_}{kind_noun(event['kind'])} was held{where}; {led}."


def tell_weekdays(events: pd.DataFrame, kind: str = "government-meeting") -> str:
    """A sentence on the weekday that most events of a kind share; empty where fewer than two do, or all differ."""
    row = cadence.order_events(events, [kind])
    fell = Counter(weekday(day_) for day_ in row["date_start"])
    if len(row) < 2 or fell.most_common(1)[0][1] < 2 or len({n for _, n in fell.most_common(2)}) < min(2, len(fell)):
        return ""
    name, n = fell.most_common(1)[0]
    ids = [event.event_id for event in row.itertuples() if weekday(event.date_start) == name]
    rest = [f"{weekday(event.date_start)}" for event in row.itertuples() if weekday(event.date_start) != name]
    other = f", the other on a {rest[0]}" if len(rest) == 1 else ""
    return f"{start_sentence(cite(share(n, len(row), kind_noun(kind)), ids))} fell on a {name}{other}."


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
    """How the timeline is read, as its caption: what numbers and hollow marks mean, where there are any."""
    events = tables["events"]
    dated = events[events["date_start"].notna()]
    if dated.empty:
        return "No event on a known day is told."
    ends = dated["date_end"].fillna(dated["date_start"])
    within = f" between {day(dated['date_start'].min(), year=False)} and {day(ends.max(), year=False)}" if len(dated) > 1 else ""
    text = f"{start_sentence(count('event', len(dated)))}{within}, each on its days in the lane of its kind."
    if dated["ordinal"].notna().any():
        text += " A number on a mark is the event's number among its kind."
    hollow = ["is only announced"] if (dated["status"] == "planned").any() else []
    if inferred.list_kinds(dated, tables["event_mentions"]):
        hollow.append("is of a kind that is inferred")
    return f"{text} A hollow mark {join_list(hollow, 'or')}." if hollow else text


def tell_longest(intervals: pd.DataFrame, events: pd.DataFrame) -> str:
    """How the chart of intervals is read, as its caption; that there are none, where there are none."""
    if intervals.empty:
        return "Fewer than two government meetings are told, so there are no days between them."
    series = findings.tell_series(events[events["kind"] == "government-meeting"])
    text = f"A bar runs from each {series} to the next that is reported."
    if intervals["between"].map(len).any():
        text += " The marks on it are the sessions and rounds in between; the dates do not show that one led to another."
    return text


_MINISTRY = re.compile(r"\bministr|\bbộ\b", re.I)
_WHICH_UNTOLD = "for which talks is not told"


def tell_relations(relations: pd.DataFrame, events: pd.DataFrame) -> str:
    """What the articles say of meetings that prepared or reviewed talks, in a paragraph."""
    row = cadence.order_events(events)
    meetings = row[row["kind"] == "government-meeting"]
    mine = relations[relations["event_id"].isin(row["event_id"])]
    if meetings.empty and mine.empty:
        return "No government meeting on a known day is told."
    names = event_names(events, year=False)
    inside = mine[mine["event_id"].isin(meetings["event_id"])]
    parts = []
    reviewed = mine[mine["relation"] == cadence.REVIEWED]
    for one in reviewed.drop_duplicates(["event_id", "object_id"]).head(4).itertuples():
        done, what = ("took stock of", "the talks") if is_missing(one.object_id) else ("reviewed", link_name(names, one.object_id))
        parts.append(f"{start_sentence(link_name(names, one.event_id))} {cite(done, [one.sentence_id])} {what}.")
    for relation, one, many in (
        (cadence.PREPARED, "was about preparing talks", "were about preparing talks"),
        (cadence.ORDERED, "", ""),
        (cadence.CALLED, "", ""),
    ):
        found = inside[inside["relation"] == relation]
        if relation == cadence.ORDERED:
            named = found["addressee"].map(lambda told: not is_missing(told) and bool(_MINISTRY.search(told)))
            one = many = f"told {'ministries' if named.all() else 'others'} to prepare"
        elif relation == cadence.CALLED:
            one = many = f"called for {cadence.name_called(found['quote'])}"
        if len(found):
            ids = list(dict.fromkeys(found["event_id"]))
            said = cite(agree(len(ids), one, many), found["sentence_id"])
            parts.append(f"{start_sentence(_join_links(names, ids, noun='government meeting'))} {said}{'; who is to make them is not told' if relation == cadence.CALLED else ''}.")
    ready = inside[inside["relation"].isin([cadence.PREPARED, cadence.ORDERED])]
    if len(ready) and ready["object_id"].isna().all():
        of = " such a meeting prepared, or told others to prepare" if (inside["relation"] == cadence.CALLED).any() else ""
        parts.append(f"No article says which round or session{of or ' was prepared'}.")
    laid = mine[(mine["relation"] == cadence.PREPARED) & ~mine["event_id"].isin(meetings["event_id"])]
    if len(laid):
        for several, some in laid.groupby(laid["several"].astype(bool)):
            ids = list(dict.fromkeys(some["event_id"]))
            said = cite("laid the ground for later talks", some["sentence_id"])
            together = ", together with others," if several else ""
            parts.append(f"Of {_join_links(names, ids)}{together} it is said that {agree(len(ids), 'it', 'they')} {said}.")
    silent = [event_id for event_id in meetings["event_id"] if event_id not in set(mine["event_id"])]
    if silent:
        parts.append(f"Of {_join_links(names, silent, noun='government meeting')} the articles say neither.")
    return " ".join(parts)


def make_outcome_table(tables: Tables) -> pd.DataFrame:
    """What came of each event with the other side that took place, as reported; `event`, `told` are Markdown, in the order of the days."""
    events, found = tables["events"], findings.read_outcomes(tables)
    names = inferred.rename(event_names(events, year=False), events, inferred.list_kinds(events, tables["event_mentions"]))
    silent = findings.list_silent(found, events)
    chosen = events[events["event_id"].isin([*found["event_id"], *silent])].sort_values(["date_start", "event_id"], na_position="last")
    rows = []
    for event_id in chosen["event_id"]:
        mine = list(found[found["event_id"] == event_id].itertuples(index=False))
        told = " ".join(f"{findings.tell_outcome(row, tables, most=400)}{' (Said of several together.)' if row.several else ''}" for row in mine[:2])
        if len(mine) > 2:
            told += f" {start_sentence(cite(count('further sentence', len(mine) - 2), [row.sentence_id for row in mine[2:]]))}."
        rows.append({"event": start_sentence(link_name(names, event_id)), "told": told or "not told"})
    return pd.DataFrame(rows, columns=["event", "told"], dtype=object)


def tell_outcomes(tables: Tables) -> str:
    """How many of the events with the other side have an outcome told, and in how many sentences of how many outlets."""
    found = findings.read_outcomes(tables)
    silent = findings.list_silent(found, tables["events"])
    if found.empty and not silent:
        return "No session, round or contact with the other side is told."
    shares = findings.tell_shares(found, silent)
    if found.empty:
        return f"{shares}."
    articles = tables["articles"].set_index("article_id", drop=False)
    outlets = sorted({outlet(articles.loc[name]) for name in found["article_id"]})
    by = f" of {literal(outlets[0])}" if len(outlets) == 1 else f" of {count('outlet', len(outlets))}"
    return f"{shares}. What is told of these stands in {cite(count('sentence', len(found)), found['sentence_id'])}{by}."


def tell_standing(tables: Tables) -> str:
    """What the articles judge of how matters stand, in sentences that name no outcome; the first two are quoted."""
    rows = list(outcomes.find_standing(tables["sentences"], tables["articles"]).itertuples(index=False))
    if not rows:
        return "No other sentence judges, in the words looked for, how matters stand."
    told = " ".join(findings.tell_outcome(row, tables, most=400) for row in rows[:2])
    more = f" So {agree(len(rows) - 2, 'does', 'do')} {cite(count('other', len(rows) - 2), [row.sentence_id for row in rows[2:]])}." if len(rows) > 2 else ""
    return f"{start_sentence(count('other sentence', len(rows)))} {agree(len(rows), 'judges', 'judge')}, in the words looked for, how matters stand without saying what was arrived at. {told}{more}"


def make_event_table(tables: Tables) -> pd.DataFrame:
    """The events in order, undated ones last; `event`, `told_by` are Markdown. What is inferred stands in square brackets."""
    mentions = tables["event_mentions"]
    years, modes = inferred.list_inferred(mentions), inferred.list_modes(mentions)
    kinds = inferred.list_kinds(tables["events"], mentions)
    events = tables["events"].sort_values(["date_start", "event_id"], na_position="last")
    articles = index_rows(tables["articles"], "article_id")
    rows = []
    for event in index_rows(events, "event_id").values():
        tellers = [name for name in split_names(event["article_ids"]) if name in articles]
        where = ", ".join(part for part in (name_place(event["place"]), inferred.mark_mode(event["mode"], event["event_id"], modes)) if part)
        rows.append(
            {
                "when": inferred.mark(days(event["date_start"], event["date_end"]), event["event_id"], years) if event["date_start"] else "not told",
                "event": _event_cell(event, kinds),
                "where": where or None,
                "led": join_list([*split_names(event["lead_vn"]), *split_names(event["lead_us"])]) or None,
                "told_by": _tell_tellers(tellers, articles),
            }
        )
    return pd.DataFrame(rows, columns=["when", "event", "where", "led", "told_by"], dtype=object)


def _event_cell(event: Mapping, kinds: Collection[str]) -> str:
    """`Government meeting, 6th`: the kind, the number and how it is known, and whether it is only planned."""
    label = kind_label(event["kind"])
    told = cite(literal(f"[{label}]" if event["event_id"] in kinds else label), [event["event_id"]])
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
    mentions = tables["event_mentions"]
    parts = [
        inferred.tell_kind_rule(inferred.list_kinds(tables["events"], mentions)),
        inferred.tell_mode_rule(inferred.list_modes(mentions)),
        inferred.tell_rules(mentions),
    ]
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
            "between": join_list(link_name(names, event_id) for event_id in row.between) or "nothing found",
        }
        for row in intervals.itertuples(index=False)
    ]
    table = pd.DataFrame(rows, columns=["from", "to", "days", "between"])
    return table.assign(days=table["days"].astype("Int64"))


def _weekday_day(value: str) -> str:
    return f"{weekday(value)[:3]} {day(value, short=True)}"


def make_relation_table(told: pd.DataFrame, events: pd.DataFrame, years: Collection[str] = (), kinds: Collection[str] = ()) -> pd.DataFrame:
    """What each meeting is told to have reviewed and prepared, and what came before and after it; all cells Markdown.

    `years` and `kinds` are the events whose year or kind is inferred.
    """
    names = inferred.rename(event_names(events, year=False), events, kinds)
    starts = dict(zip(events["event_id"], events["date_start"], strict=True))
    kinds = dict(zip(events["event_id"], events["kind"], strict=True))
    ends = dict(zip(events["event_id"], events["date_end"].fillna(events["date_start"]), strict=True))
    rows = []
    for row in told.itertuples(index=False):
        mine = starts[row.event_id]
        name = day(mine) if kinds[row.event_id] == "government-meeting" else names[row.event_id].removeprefix("the ")
        last = None if row.last_id is None else f"{link_name(names, row.last_id)}, {_apart(ends[row.last_id], mine, 'before')}"
        following = None if row.next_id is None else f"{link_name(names, row.next_id)}, {_apart(ends[row.event_id], starts[row.next_id], 'after')}"
        rows.append(
            {
                "meeting": cite(literal(start_sentence(inferred.mark(name, row.event_id, years))), [row.event_id]),
                "told": _tell_done(row, names, meeting=kinds[row.event_id] == "government-meeting"),
                "last": last,
                "next": following,
            }
        )
    return pd.DataFrame(rows, columns=["meeting", "told", "last", "next"], dtype=object)


def _prepare(words: str, found: list[tuple[str | None, list[str]]], names: Mapping[str, str]) -> str:
    """`was about preparing the second round`, or `was about preparing (for which talks is not told)`."""
    named = [pair for pair in found if pair[0]]
    rest = [name for event_id, ids in found if not event_id for name in ids]
    told = [f"{words} {_objects(named, names)}"] if named else []
    return join_list([*told, *([f"{cite(words, rest)} ({_WHICH_UNTOLD})"] if rest else [])])


def _tell_done(row, names: Mapping[str, str], *, meeting: bool = True) -> str | None:
    """`reviewed the second round; was about preparing and told others to prepare (for which talks is not told)`; None where nothing is told."""
    named, rest = ([pair for pair in row.reviewed if bool(pair[0]) == has] for has in (True, False))
    parts = [f"reviewed {_objects(named, names)}"] if named else []
    parts += [cite("took stock of the talks", [name for _, ids in rest for name in ids])] if rest else []
    mine, theirs = row.prepared, row.ordered
    if mine and theirs and [name for name, _ in mine] == [name for name, _ in theirs] == [None]:
        parts.append(f"{cite('was about preparing', mine[0][1])} and {cite('told others to prepare', theirs[0][1])} ({_WHICH_UNTOLD})")
    elif mine and not meeting and [name for name, _ in mine] == [None]:
        parts.append(f"{cite('laid the ground for later talks', mine[0][1])}{' (together with others)' if row.several else ''}")
    else:
        parts += [_prepare(words, found, names) for words, found in (("was about preparing", mine), ("told others to prepare", theirs)) if found]
    if row.called:
        parts.append(f"{cite(f'called for {row.called_for}', [name for _, ids in row.called for name in ids])} (who is to make them is not told)")
    return "; ".join(parts) or None


def _apart(end: str, start: str, side: str) -> str:
    """`two days before`: from the last day of the earlier event to the first of the later."""
    n = cadence.count_days(end, start)
    return f"{count('day', n)} {side}" if n > 0 else "on the same day"


def _objects(found: list[tuple[str | None, list[str]]], names: Mapping[str, str]) -> str | None:
    said = [cite(literal(names[event_id]), ids) for event_id, ids in found]
    return join_list(said) or None


def _join_links(names: Mapping[str, str], event_ids: Iterable[str], *, most: int = 4, noun: str = "event") -> str:
    """The names of events, joined, their common beginning once: `the government meetings of 22 and …`; of more than `most` only how many."""
    ids = list(event_ids)
    if len(ids) > most:
        return cite(count(noun, len(ids)), ids)
    lead = f"the {noun} of "
    if len(ids) > 1 and all(names[event_id].startswith(lead) for event_id in ids):
        return f"the {plural(noun)} of {join_list(cite(literal(names[event_id].removeprefix(lead)), [event_id]) for event_id in ids)}"
    return join_list(link_name(names, event_id) for event_id in ids)
