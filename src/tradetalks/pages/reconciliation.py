"""The tables, captions and sentences of the chapter on reconciliation."""

from __future__ import annotations

import pandas as pd

from tradetalks import inferred, prose, showcase
from tradetalks.display import literal
from tradetalks.reconcile import NUMBERED
from tradetalks.showcase import cite


def tell_events(events: pd.DataFrame, mentions: pd.DataFrame, conflicts: pd.DataFrame) -> str:
    """How many events the mentions make, how many have a number, and on how many values articles or the sequence disagree."""
    if events.empty:
        return "**The articles tell of no event, so there is nothing to reconcile.**"
    n, several = len(events), events[events["n_texts"] > 1]
    reported, guessed = (events[events["ordinal_basis"] == basis] for basis in ("reported", "inferred"))
    open_ones = events[events["ordinal"].isna() & events["kind"].isin(NUMBERED)]
    made = prose.start_sentence(prose.count("event mention", len(mentions)))
    texts = prose.start_sentence(cite(showcase.share(len(several), n, "event"), several["event_id"]))
    disagree = "nowhere contradict each other"
    little = "" if len(conflicts) or len(several) else ", but where one text tells each event there is little that could"
    if len(conflicts):
        disagree = f"disagree on {cite(prose.count('value', len(conflicts)), conflicts['event_id'])}"
    return (
        f"**{made} {prose.agree(len(mentions), 'makes', 'make')} {cite(prose.count('event', n), events['event_id'])}: {prose.count_kinds(events)}.** "
        f"{texts} {showcase.verb(len(several), 'is', 'are')} told by more than one distinct text. An ordinal is printed for "
        f"{cite(showcase.share(len(reported), n, 'event'), reported['event_id'])} and inferred for "
        f"{cite(showcase.share(len(guessed), n, 'event'), guessed['event_id'])}; for {cite(prose.count('event', len(open_ones)), open_ones['event_id'])} "
        f"of kinds that may be numbered it stays unknown. The articles and the sequence {disagree}{little}."
    )


def caption_events(events: pd.DataFrame) -> str:
    """How many events there are, and how many several texts tell."""
    several = int((events["n_texts"] > 1).sum())
    return f"{prose.start_sentence(prose.count('event', len(events)))}, in the order of the days; {prose.none(several)} told by more than one text."


def tell_event_limits(events: pd.DataFrame) -> str:
    """What reconciliation cannot show, and what would change it."""
    alone = events[events["n_texts"] == 1]
    last = "Reconciliation can join what articles tell; it cannot find a meeting that none of them tells."
    if alone.empty:
        return last
    told = prose.start_sentence(cite(showcase.share(len(alone), len(events), "event"), alone["event_id"]))
    return (
        f"{told} {showcase.verb(len(alone), 'rests on one text', 'rest on one text each')}: there nobody could contradict it, and the absence of a conflict "
        f"says little. {last} An article on any of these events with another day, place or number would add a conflict here, and one that "
        "prints a missing ordinal would settle it."
    )


def make_told_table(told: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """What each mention tells of one event; `mention` is Markdown."""
    outlets = articles.set_index("article_id")["publisher"]
    side = told.head(showcase.MOST_ROWS)
    return pd.DataFrame(
        {
            "mention": [cite(literal(outlets[one.article_id] or one.article_id), [one.event_mention_id]) for one in side.itertuples()],
            "days": [
                (str if one.date_basis == "stated" else inferred.bracket)(prose.days(one.date_start, one.date_end, short=True))
                for one in side.itertuples()
            ],
            "ordinal": side["ordinal"],
            "place": side["place"],
            "leads": [prose.join_list([*prose.split_names(one.lead_vn), *prose.split_names(one.lead_us)]) or None for one in side.itertuples()],
            "quote": [showcase.crop(quote, 70) for quote in side["quote"]],
        }
    )


def make_event_table(events: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """All events in the order of their days; `event` is Markdown."""
    listed = events.sort_values(["date_start", "event_id"], na_position="last")
    called, years = inferred.rename(prose.event_names(events, article=""), events, inferred.list_kinds(events, mentions)), inferred.list_inferred(mentions)
    return pd.DataFrame(
        {
            "event": [cite(prose.start_sentence(literal(inferred.mark(called[name], name, years))), [name]) for name in listed["event_id"]],
            "ordinal": [showcase.tell_ordinal(one) for one in listed.to_dict("records")],
            "place": listed["place"],
            "told": [_tell_tellers(one) for one in listed.itertuples()],
        }
    )


def _tell_tellers(event) -> str:
    """`one text`, `three texts of two outlets`: by how many an event is told."""
    texts = prose.count("text", event.n_texts)
    return f"{texts} of {prose.count('outlet', event.n_outlets)}" if event.n_outlets > 1 else texts


def make_complaint_table(complaints: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """What the audit says of a copy with exchanged ordinals: the event by its name, the number and the complaint."""
    called, known = prose.event_names(events, article=""), complaints[complaints["field"] == "ordinal"].head(showcase.MOST_ROWS)
    return pd.DataFrame(
        {"event": [prose.start_sentence(called.get(name, name)) for name in known["event_id"]], "value": known["value"].tolist(), "reason": known["reason"].tolist()}, dtype=object
    )


def make_conflict_table(conflicts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Where articles, or ordinals and days, disagree; `event` is Markdown."""
    called = prose.event_names(events, article="")
    return pd.DataFrame(
        {
            "event": [cite(prose.start_sentence(literal(called[name])), [name]) for name in conflicts["event_id"]],
            "value": [f"{field.replace('_', ' ')}: {value}" for field, value in zip(conflicts["field"], conflicts["value"], strict=True)],
            "reason": conflicts["reason"],
        }
    )


def list_inferences(events: pd.DataFrame) -> str:
    """The ordinals that were inferred, with the reason, and what lies before the first printed one and after the last."""
    rows = events[events["ordinal_basis"] == "inferred"].to_dict("records")
    lines = [
        f"- {prose.start_sentence(prose.link_event(one))} is number {cite(str(int(one['ordinal'])), [one['event_id']])} (inferred): {literal(one['ordinal_reason'])}."
        for one in rows
    ]
    return "\n".join([*(lines or ["Nothing could be inferred in this way from these articles."]), "", *showcase.tell_edges(events)])
