"""Where the formula is said whole, where by half and before whom, in sentences for every page that says so.

Rows of `principles.tell_formula` in; out come Markdown sentences with their evidence.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tradetalks import prose
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.placing import ACROSS, AUDIENCE, AUDIENCES, INSIDE, UNPLACED, list_meetings
from tradetalks.principles import APART, INTERESTS, NEVER, RISKS, WHOLE
from tradetalks.rows import gather_ids


def tell_finding(formula: pd.DataFrame, events: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Markdown: at which meetings the formula is said whole, at which by half, and before whom.

    `formula` is what `tell_formula` gives, of at least one meeting at which it is said; `names` names the events.
    """
    kinds = events.set_index("event_id")["kind"]
    placed = formula.assign(audience=[AUDIENCE.get(kinds.get(name), UNPLACED) for name in formula["event_id"]])
    parts = [_tell_where_whole(placed)]
    for audience, where, noun, nouns, with_whom in (
        (INSIDE, "Inside government", "reported government meeting", "reported government meetings", ""),
        (ACROSS, "Before the other side", "session, round or contact", "reported sessions, rounds and contacts", " with the other side"),
    ):
        heard = placed[placed["audience"] == audience]
        if heard.empty:
            parts.append(f"{where}, the articles report no meeting.")
            continue
        if len(heard) == 1 and audience == ACROSS:
            parts.append(tell_across(heard.iloc[0], events, names))
            continue
        if audience == INSIDE and (heard["form"] == WHOLE).any():  # the first sentence has said how many
            parts += _tell_others(heard[heard["form"] != WHOLE])
            continue
        if len(heard) == 1:
            [(how, group)] = _by_form(heard) or [("not at all", heard)]
            ids = gather_ids(group["ids"]) or list(group["event_id"])
            parts.append(f"At the one {noun}{with_whom}, it is reported {cite(how, ids)}.")
            continue
        told = [f"{how} at {cite(_part(len(group), len(heard)), gather_ids(group['ids']))}" for how, group in _by_form(heard)]
        silent = heard[heard["form"] == NEVER]
        if len(silent):
            told.append(f"not at all at {cite(_part(len(silent), len(heard)), silent['event_id'])}")
        parts.append(f"Of the {prose.number(len(heard))} {nouns}{with_whom}, it is reported {prose.join_list(told)}.")
    listed = [f"{label}: {_list_meetings(group, names)}" for label, group in _by_form(placed)]
    return f"**{parts[0]}** {' '.join(parts[1:])} {prose.start_sentence('; '.join(listed))}."


def _tell_where_whole(placed: pd.DataFrame) -> str:
    whole = {audience for audience in AUDIENCES if ((placed["audience"] == audience) & (placed["form"] == WHOLE)).any()}
    several = {audience for audience in AUDIENCES if (placed["audience"] == audience).sum() > 1}
    if not whole & {INSIDE, ACROSS}:
        return "Nowhere is the formula reported whole: each time one half of it stands alone."
    inside = placed[placed["audience"] == INSIDE]
    share = prose.share(int((inside["form"] == WHOLE).sum()), len(inside), "reported government meeting")
    if {INSIDE, ACROSS} <= whole:
        return f"The formula is reported whole at {share}, and before the other side too."
    if INSIDE in whole:
        tail = "; in no report of an event with the other side is it whole" if ACROSS in several else ""
        return f"The formula is reported whole at {share}{tail}."
    tail = "; in no report of a government meeting is it whole" if INSIDE in several else ""
    return f"The formula is reported whole before the other side{tail}."


def _tell_others(rest: pd.DataFrame) -> list[str]:
    """A sentence on the meetings at which the formula is not whole, none where there are none."""
    told = [(how, len(group), gather_ids(group["ids"])) for how, group in _by_form(rest)]
    silent = rest[rest["form"] == NEVER]
    if len(silent):
        told.append(("not at all", len(silent), list(silent["event_id"])))
    if len(rest) == 1:
        return [f"At the other, it is reported {cite(told[0][0], told[0][2])}."]
    return [f"At the others, it is reported {prose.join_list(f'{how} at {cite(_part(n, len(rest)), ids)}' for how, n, ids in told)}."] if told else []


def tell_across(heard: Mapping, events: pd.DataFrame, names: Mapping[str, str], *, subject: str = "the formula", brief: bool = False) -> str:
    """Markdown: what is said of the formula where one event with the other side is reported, and which others are not.

    `heard` is the row of `tell_formula` for that event; `subject` names the formula; `brief` leaves the others out.
    """
    name = cite(literal(names[heard["event_id"]]), list(heard["ids"]) or [heard["event_id"]])
    how = {
        WHOLE: f"{subject} is whole",
        INTERESTS: "the text speaks only of interests",
        RISKS: "the text speaks only of risks",
        APART: "the text speaks of interests and of risks, but apart",
        NEVER: "the text speaks of neither half of the formula",
    }[heard["form"]]
    if brief:
        return f"Only one event with the other side is itself reported, {name}: there {how}."
    sentences = int(heard["n_sentences"])
    pattern = "one sentence cannot show a pattern" if sentences == 1 else "one meeting cannot show a pattern"
    within = f", in {prose.count('sentence', sentences)}" if sentences else ""
    text = f"Only one event with the other side is itself reported, {name}: there {how}{within}; {pattern}."
    held = events[(events["status"] == "held") & (events["kind"].map(AUDIENCE) == ACROSS)]
    others = list_meetings(held[held["event_id"] != heard["event_id"]], events)
    if not others:
        return text
    listed = cite(literal(names[others[0]]), others) if len(others) == 1 else cite(f"the other {prose.number(len(others))}", others)
    return f"{text} No article is mainly a report of {listed}, so little of what was said there is told."


def tell_printed(sayings: pd.DataFrame, most: int = 4) -> str:
    """Markdown: the forms in which articles print the whole formula, with how many more there are; empty where none does."""
    whole = sayings[sayings["form"] == WHOLE]
    forms: dict[str, list[str]] = {}
    for row in whole.itertuples(index=False):
        forms.setdefault(" ".join(row.quote.split()), []).extend(row.ids)
    if not forms:
        return ""
    listed = prose.join_first((cite(prose.quote(form), ids) for form, ids in forms.items()), most, "further form")
    return f"Where the formula is whole, it is printed as {listed}."


def _list_meetings(rows: pd.DataFrame, names: Mapping[str, str], most: int = 6) -> str:
    """The names of meetings with their evidence; of very many the first, and how many more."""
    return prose.join_first((cite(literal(names[row.event_id]), row.ids) for row in rows.itertuples()), most)


def _part(n: int, whole: int) -> str:
    """`both`, `all three`, `two`: how many of them."""
    return prose.none(n) if n < whole else "both" if n == 2 else f"all {prose.number(n)}"


def _by_form(formula: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    names = {WHOLE: "whole", INTERESTS: "by its first half (interests) alone", RISKS: "by its second half (risks) alone", APART: "in both halves, but apart"}
    return [(label, formula[formula["form"] == form]) for form, label in names.items() if (formula["form"] == form).any()]


def caption_formula(formula: pd.DataFrame) -> str:
    """The caption of the matrix, plain text: at how many of the reported meetings the formula is whole and half."""
    if formula.empty:
        return "The articles report no meeting at which a principle could be named."
    whole = int((formula["form"] == WHOLE).sum())
    half = int(formula["form"].isin([INTERESTS, RISKS, APART]).sum())
    if len(formula) == 1:
        return f"At the only meeting that the articles mainly report, the formula is {_said(formula['form'].iloc[0])}."
    return (
        f"Of {prose.count('meeting', len(formula))} that the articles mainly report, the formula is reported whole at "
        f"{prose.none(whole)} and by half only at {prose.none(half)}."
    )


def _said(form: str) -> str:
    return "reported whole" if form == WHOLE else "not reported" if form == NEVER else "reported by half only"
