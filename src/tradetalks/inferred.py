"""Values that no article prints, marked where they stand: years, modes and kinds in square brackets, with the rule that gave them.

Square brackets are what editors put around a word that they supply. Tables in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from tradetalks.evidence import cite
from tradetalks.prose import agree, basis_phrase, count, event_names, is_missing, join_list, kind_noun, mode_phrase, number

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def bracket(told: str) -> str:
    """A date in words with its years in square brackets: `22 April [2025]`."""
    return _YEAR.sub(r"[\g<0>]", told)


def list_inferred(mentions: pd.DataFrame) -> set[str]:
    """The events whose year no article prints beside their day."""
    dated = mentions[mentions["date_start"].notna()]
    return set(dated["event_id"]) - set(dated.loc[dated["date_basis"] == "stated", "event_id"])


def mark(told: str, event_id: str, inferred: Collection[str]) -> str:
    """The day of an event in words, its year in square brackets where it is inferred."""
    return bracket(told) if event_id in inferred else told


def name_events(events: pd.DataFrame, mentions: pd.DataFrame, **how: Any) -> dict[str, str]:
    """`prose.event_names` for the cells of a table: the year in square brackets where it is inferred."""
    years = list_inferred(mentions)
    return {event_id: mark(name, event_id, years) for event_id, name in event_names(events, **how).items()}


def mark_deadline(told: str, deadline: str, quote: str) -> str:
    """A deadline in words, its year in square brackets where the instruction does not print it."""
    return told if str(deadline)[:4] in quote else bracket(told)


def find_year_words(sentences: pd.DataFrame, year: str) -> tuple[str, str] | None:
    """The words of these sentences that print a year, with the month before it, and the sentence; None where none prints it."""
    pattern = re.compile(rf"(?:\b[A-Z][a-z]+ |\btháng \d+(?:[/ -]|, ?| năm ))?\b{re.escape(year)}\b")
    for row in sentences.itertuples(index=False):
        found = pattern.search(row.text)
        if found:
            return found[0], row.sentence_id
    return None


# ---- modes and kinds

#: An article names a place and says no more: whoever met there met in person, presumably.
PLACE = "place"
_PLACE_RULE = "a place is named, so presumably they met there"

#: By these words a meeting is known to be one of ministers or heads of delegation.
_RANK = re.compile(r"minist|secretar|trade representative|USTR|heads? of|chief|negotiator|bộ trưởng|trưởng đoàn|đại diện thương mại", re.IGNORECASE)
#: What such an event is called where it is not: by how it was held, since that is all that is told.
_PLAIN = {"online": "online meeting", "phone": "telephone call", "in-person": "meeting"}


def list_modes(mentions: pd.DataFrame) -> set[str]:
    """The events that no article says were held in person, online or by telephone, but of which one names a place."""
    told = mentions[mentions["mode"].notna()]
    return set(told["event_id"]) - set(told.loc[told["mode_basis"] != PLACE, "event_id"])


def mark_mode(mode: object, event_id: str, modes: Collection[str]) -> str:
    """`in person`, or `[in person]` where only a place is named; empty where nothing is known."""
    told = mode_phrase(mode)
    return f"[{told}]" if told and event_id in modes else told


def tell_mode_rule(modes: Collection[str]) -> str:
    """What `[in person]` means; empty where no mode is inferred."""
    return f"A way of meeting in square brackets is inferred: {_PLACE_RULE}." if modes else ""


def list_kinds(events: pd.DataFrame, mentions: pd.DataFrame) -> set[str]:
    """The sessions of which no article names a minister, a head of delegation or their level: their kind is inferred."""
    sessions = events[(events["kind"] == "ministerial-session") & events["lead_vn"].isna() & events["lead_us"].isna()]
    told = mentions[mentions["event_id"].isin(sessions["event_id"])]
    return set(told["event_id"]) - set(told.loc[~lacks_rank(told), "event_id"])


def lacks_rank(mentions: pd.DataFrame) -> pd.Series:
    """Of each mention whether its kind is inferred: see `is_kind_inferred`."""
    return pd.Series([is_kind_inferred(row) for row in mentions.to_dict("records")], index=mentions.index, dtype=bool)


def is_kind_inferred(mention: Mapping[str, Any]) -> bool:
    """Whether a mention of a session names neither a minister, a head of delegation nor their level, so that the words around it make it one."""
    named = any(mention[name] and not is_missing(mention[name]) for name in ("lead_vn", "lead_us"))
    return mention["kind"] == "ministerial-session" and not named and not _RANK.search(str(mention["quote"]))


def name_plain(event: object) -> str:
    """What an event of an inferred kind is called after how it was held: `online meeting`."""
    return _PLAIN.get(str(getattr(event, "mode", "")), "meeting")


def tell_read_as(events: pd.DataFrame, kinds: Collection[str], *, noun: str = "ministerial session", others: int = 0) -> str:
    """`an online meeting (read as a further one)`, `two meetings (read as ministerial sessions)`: the sessions of an inferred kind, as a phrase.

    `others` is how many sessions are known to be such. Empty where there are none.
    """
    mine = events[events["event_id"].isin(kinds)]
    if mine.empty:
        return ""
    named = {name_plain(event) for event in mine.itertuples(index=False)}
    plain = named.pop() if len(named) == 1 else "meeting"
    if len(mine) > 1:
        return cite(f"{count(plain, len(mine))} (read as {'further ones' if others else f'{noun}s'})", mine["event_id"])
    article = "an" if plain[0] in "aeiou" else "a"
    return cite(f"{article} {plain} (read as {'a further one' if others else f'a {noun}'})", mine["event_id"])


def rename(names: Mapping[str, str], events: pd.DataFrame, kinds: Collection[str]) -> dict[str, str]:
    """The names of events with those of an inferred kind called after how they were held: `the online meeting of 12 April`."""
    plain = {event.event_id: name_plain(event) for event in events.itertuples(index=False) if event.event_id in kinds}
    return {name: called.replace(kind_noun("ministerial-session"), plain[name], 1) if name in plain else called for name, called in names.items()}


def tell_kind_rule(kinds: Collection[str]) -> str:
    """What a session in square brackets is; empty where no kind is inferred."""
    if not kinds:
        return ""
    them = agree(len(kinds), "names neither minister nor level; it is", "name neither ministers nor level; they are")
    which = "A kind in square brackets is inferred: the article" if len(kinds) == 1 else f"Kinds in square brackets are inferred: the articles on these {number(len(kinds))}"
    return f"{which} {them} read as {agree(len(kinds), 'a session', 'sessions')} from the words around {agree(len(kinds), 'it', 'them')}."


def tell_brackets(rows: pd.DataFrame) -> str:
    """What a year or a kind in square brackets means, where mentions have one; empty where they have none."""
    years = rows.dropna(subset=["date_start"])
    told = ["A year in square brackets is inferred ({ref}`event-mentions-year`)."] if (years["date_basis"] != "stated").any() else []
    if lacks_rank(rows).any():
        told.append("So is a kind: neither minister nor level is named." if told else "A kind in square brackets is inferred: neither minister nor level is named.")
    return " ".join(told)


def tell_rules(mentions: pd.DataFrame, event_ids: Iterable[str] | None = None) -> str:
    """Markdown: what a year in square brackets means, with the rules that gave those of these events; empty for none."""
    ids = list_inferred(mentions) & (set(mentions["event_id"]) if event_ids is None else set(event_ids))
    used = mentions[mentions["event_id"].isin(ids) & mentions["date_start"].notna()]
    rules = [
        f"{basis_phrase(basis).removeprefix('the year ')} ({cite(count('date', len(part)), part['event_mention_id'])})"
        for basis, part in used.groupby("date_basis", sort=True)
        if not is_missing(basis)
    ]
    if not rules:
        return ""
    return f"A year in square brackets is inferred: it {join_list(rules, 'or')}; see {{ref}}`event-mentions-year`."
