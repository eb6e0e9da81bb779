"""Sentences, names and dates -> the events an article reports, one mention for each event.

An event is told in pieces: the headline names it, the first sentence dates it, a later one numbers it, a caption repeats
it. So each sentence is first read for *cues* (a meeting word between the right people), each cue takes the date, the
ordinal and the place that belong to it, and cues of the same event are then gathered. Rules read scene lines (see
`scene.py`); the words they look for are data (`codebook/events.yml`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..dates import DateSpan
from ..document import Document
from ..scene import Scene
from .beside import borrow_date, complete_round, stands_alone
from .cues import read_cues
from .days import span_days
from .gather import gather, merge_cues
from .heads import Head, name_heads, read_heads
from .model import MOST_CUES, Context, Cue, EventMention, When, people_in
from .timing import assign_dates, assign_status, is_report
from .titles import find_titles, name_place, take_title
from .where import find_mode, find_place

__all__ = ["KINDS", "Cue", "EventMention", "When", "find_events"]


def find_events(doc: Document, scenes: Sequence[Scene]) -> list[EventMention]:
    """The events that one article reports, one mention each, in the order of their first telling.

    An event needs an ordinal of its kind, or a day, week or month; a cue without either only adds to an event that
    another sentence tells.
    """
    language = doc.language
    context = Context()
    anchor: When | None = None
    cues: list[Cue] = []
    heads: list[Head] = []
    titles = find_titles(scenes)
    for scene in scenes:
        if len(cues) > MOST_CUES:
            break
        title = titles.get(scene.sentence.number)
        found = read_cues(scene, language, context._replace(dated=title is not None))
        found = assign_dates(found, language, anchor)
        if title is not None:
            found = take_title(found, title)
        found = [_mend(cue, mode=find_mode(cue, language)) for cue in found]
        cues += [
            _mend(cue, place=find_place(cue, found, language) or (name_place(title) if title is not None else ""), status=assign_status(cue, language, doc.published))
            for cue in found
        ]
        heads += read_heads(scene, language)
        context = _remember(context, scene, found)
        anchor = _last_day(scene, found, anchor, language)
    cues = [borrow_date([cue], cues, scenes, language)[0] if stands_alone(cue, cues) else cue for cue in cues]
    groups = [complete_round(borrow_date(group, cues, scenes, language), cues, scenes, language) for group in gather(cues)]
    mentions = [merge_cues(group, [g for g in groups if g[0].kind == group[0].kind]) for group in groups]
    name_heads(mentions, heads)
    return [m for m in mentions if m.ordinal is not None or m.when is not None]


def _mend(cue: Cue, **values: str) -> Cue:
    """The cue with other values; itself where it has them already, as most have."""
    return cue if all(getattr(cue, name) == value for name, value in values.items()) else replace(cue, **values)


def _remember(context: Context, scene: Scene, cues: list[Cue]) -> Context:
    if not scene.places and not cues:
        return context._replace(fresh=False, chair=())
    lead_vn = next((c.lead_vn for c in reversed(cues) if c.kind == "ministerial-session" and c.lead_vn), ())
    named = people_in(scene, ("VNMIN", "DPM"))
    beside = people_in(scene, ("USMIN",)) if named else ()
    lead_us = next((c.lead_us for c in reversed(cues) if c.lead_us), beside if len(beside) == 1 else context.lead_us)
    counted = next((c.kind for c in reversed(cues) if c.ordinal), "")
    return Context(
        lead_vn or (named[-1:] if len(named) == 1 else context.lead_vn), lead_us, counted or context.counted, bool(counted), cues[-1].kind if cues else context.kind,
        people_in(scene, ("VNTOP", "PM"))[-1:] or context.top_vn, people_in(scene, ("USTOP",))[-1:] or context.top_us,
        context.rounds | {c.ordinal for c in cues if c.ordinal and c.kind == "negotiation-round"},
        chair=people_in(scene, ("PM", "DPM")) if len({item.value for item in scene.items("PM", "DPM", "VNTOP", "VNMIN", "USTOP", "USMIN")}) == 1 else (),
    )


def _whole_stretch(when: When, anchor: When | None) -> When | None:
    """The days of a round whose closing day was told before its opening day: what "the last day" is counted from."""
    if anchor is None or (when.edge, anchor.edge) != ("open", "close"):
        return None
    return span_days(when, anchor)


def _last_day(scene: Scene, cues: list[Cue], anchor: When | None, language: str) -> When | None:
    """The day from which the next sentences count; one on which something was merely reported only where none stands before."""
    for cue in reversed(cues):
        if cue.when and cue.when.exact:
            return _whole_stretch(cue.when, anchor) or cue.when
    for left, right, item in reversed(scene.places):
        if item.tag != "DATE" or anchor is not None and is_report(scene.line, left, right, language):
            continue
        span: DateSpan = item.value
        if span.precision in ("day", "range"):
            return When(span.first, span.last, span, item)
    return anchor
