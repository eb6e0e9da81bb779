"""What the findings call the meetings: who chairs them where all are chaired by one office, and which kinds are inferred."""

from __future__ import annotations

import pandas as pd

from tradetalks import inferred
from tradetalks.actors import load_gazetteer
from tradetalks.evidence import cite
from tradetalks.prose import count, is_missing, join_list, kind_noun, sort_kinds, split_names

from .model import Tables

GOVERNMENT = "government-meeting"


def is_chaired_by_pm(meetings: pd.DataFrame) -> bool:
    """Whether each of these meetings of the government, of which there is one at least, is told to have been chaired by a Prime Minister."""
    people = load_gazetteer().people
    led = [[people.get(name, {}).get("role") for name in split_names(value)] if not is_missing(value) else [] for value in meetings["lead_vn"]]
    return bool(led) and all("head-of-government" in roles for roles in led)


def tell_series(meetings: pd.DataFrame) -> str:
    """The noun for meetings of the government, for one: `meeting on US trade chaired by the Prime Minister` where all of them are, else `government meeting`."""
    return "meeting on US trade chaired by the Prime Minister" if is_chaired_by_pm(meetings) else kind_noun(GOVERNMENT)


def count_series(n: int, meetings: pd.DataFrame, *, more: bool = False) -> str:
    """`four meetings on US trade chaired by the Prime Minister`, `one more government meeting`: a number of meetings, called as these are."""
    noun, _, chair = tell_series(meetings).partition(" chaired ")
    return f"{count(f'more {noun}' if more else noun, n)}{f' chaired {chair}' if chair else ''}"


def tell_kinds(tables: Tables, events: pd.DataFrame) -> str:
    """`four meetings on US trade chaired by the Prime Minister, one ministerial session, an online meeting (read as a further one) and one round`.

    Each part with its evidence; a kind that no article names is said to be read so. `events` are rows of the events table.
    """
    kinds = inferred.list_kinds(tables["events"], tables["event_mentions"])
    parts = []
    for kind in sort_kinds(events["kind"]):
        mine = events[events["kind"] == kind]
        known = mine[~mine["event_id"].isin(kinds)]
        if kind == GOVERNMENT:
            parts.append(cite(count_series(len(mine), mine), mine["event_id"]))
            continue
        if len(known):
            parts.append(cite(count(kind_noun(kind), len(known)), known["event_id"]))
        parts.append(inferred.tell_read_as(mine, kinds, others=len(known)))
    return join_list(filter(None, parts)) or "no events"
