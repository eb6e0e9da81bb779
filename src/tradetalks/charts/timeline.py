"""When the talks took place: a lane for each kind of event, and the days from one government meeting to the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd
from matplotlib.figure import Figure

from tradetalks.charts import voice
from tradetalks.prose import (
    as_row,
    count,
    day,
    days,
    event_names,
    join_list,
    kind_label,
    kind_noun,
    kind_plural,
    sort_kinds,
)

#: Inches: a lane, a further row of marks in it, a row of intervals, what stands above, below and beside them.
_LANE, _STACK, _ROW, _TOP, _FOOT, _SIDE = 0.94, 0.25, 0.62, 0.1, 0.38, 0.1
_POINTS = 72


@voice.in_voice
def draw_timeline(events: pd.DataFrame, unsure: Collection[str] = ()) -> Figure:
    """The dated events on one line of time, a lane for each kind, earliest left; ordinals stand on the marks.

    Filled marks were held; hollow ones are announced, or are among `unsure`, whose kind is inferred. An event of several days is a bar
    where that is longer than a mark. A day is written below its mark
    where there is room. Events without a day are not drawn.
    """
    dated = events[events["date_start"].notna()].sort_values(["date_start", "event_id"])
    if dated.empty:
        return voice.empty_figure("No event in these articles has a day.")
    kinds = sort_kinds(dated["kind"])
    first, last = _to_date(dated["date_start"].min()), _to_date(dated["date_end"].fillna(dated["date_start"]).max())
    width = (voice.WIDTH - 2 * _SIDE) * _POINTS
    points = max((last - first).days, 1) * 1.16 / width  # days in a point, the room on both sides included
    lanes = [_stack(dated[dated["kind"] == kind], 17 * points) for kind in kinds]
    heights = [_LANE + _STACK * max(rows) for rows in lanes]
    figure, axes = voice.new_figure(_TOP + _FOOT + sum(heights))
    voice.fit(figure, left=_SIDE, right=_SIDE, top=_TOP, bottom=_FOOT)
    voice.time_axis(axes, first, last, room=0.08)
    axes.set(ylim=(sum(heights), 0), yticks=[])
    axes.grid(axis="x")
    for lane, kind in enumerate(kinds):
        _draw_lane(axes, sum(heights[:lane]), kind, dated[dated["kind"] == kind], lanes[lane], unsure)
    return figure


def _stack(events: pd.DataFrame, least: float, *, most: int = 4) -> list[int]:
    """The row of each event within its lane, so that marks less than `least` days apart do not cover each other."""
    ends = [float("-inf")] * most
    rows = []
    for start, end in zip(events["date_start"], events["date_end"].fillna(events["date_start"]), strict=True):
        middle = (_to_date(start).toordinal() + _to_date(end).toordinal()) / 2
        row = next((row for row, taken in enumerate(ends) if middle - taken >= least), ends.index(min(ends)))
        ends[row] = middle
        rows.append(row)
    return rows


def _draw_lane(axes, top: float, kind: str, events: pd.DataFrame, rows: list[int], unsure: Collection[str]) -> None:
    look = voice.kind_look(kind)
    left, right = axes.get_xlim()
    points = (right - left) / ((voice.WIDTH - 2 * _SIDE) * _POINTS)  # days in a point
    voice.label(axes, left, top + 0.15, kind_plural(kind), colour=look.colour, bold=True, ids=events["event_id"], backdrop=True)
    axes.plot([left, right], [top + 0.45] * 2, color=voice.GRID, linewidth=1, zorder=1)
    free = float("-inf")
    for row, event in zip(rows, map(as_row, events.to_dict(orient="records")), strict=True):
        line = top + 0.45 + row * _STACK
        start = _to_date(event["date_start"]).toordinal()
        end = _to_date(event["date_end"] or event["date_start"]).toordinal()
        certainty = "known" if event["status"] == "held" and event["event_id"] not in unsure else "inferred"
        ids = [event["event_id"]]
        middle = (start + end) / 2
        size = 19 if event["ordinal"] else 12
        voice.stretch(axes, start - 0.5, end + 0.5, line, kind=kind, ids=ids, certainty=certainty, size=size)
        if event["ordinal"]:
            colour = voice.PAPER if certainty == "known" else look.colour
            voice.label(axes, middle, line, str(event["ordinal"]), colour=colour, ha="center", va="center_baseline", bold=True, ids=ids)
        words = days(event["date_start"], event["date_end"] or event["date_start"], year=False, short=True)
        half = voice.text_width(words) / 2 * points
        centre = min(max(middle, left + half), right - half)
        if centre - half > free:
            below = top + 0.45 + max(rows) * _STACK + 0.29
            voice.label(axes, centre, below, words, ha="center", ids=ids, backdrop=True)
            free = centre + half + 4 * points


@voice.in_voice
def draw_intervals(intervals: pd.DataFrame, events: pd.DataFrame, *, most: int = 16) -> Figure:
    """Days from each meeting to the next, one bar an interval, earliest on top; what lay in between stands on the bar.

    `intervals` is what `cadence.measure_intervals` gives. Of more than `most` the latest are drawn.
    """
    if intervals.empty:
        return voice.empty_figure("There are no two meetings to measure between.")
    drawn = intervals.tail(most)
    rows = {row["event_id"]: as_row(row) for row in events.to_dict(orient="records")}
    kind = rows[drawn.iloc[0]["from_id"]]["kind"]
    look = voice.kind_look(kind)
    figure, axes = voice.new_figure(_TOP + 0.62 + _ROW * len(drawn))
    voice.fit(figure, left=0.14, right=0.14, top=_TOP, bottom=0.62)
    longest = max(int(drawn["days"].max()), 1)
    axes.set(xlim=(0, longest), ylim=(len(drawn), 0), yticks=[])
    axes.set_xticks(pick_steps(longest))
    axes.set_xlabel("days after the earlier meeting")
    axes.grid(axis="x")
    for place, interval in enumerate(drawn.itertuples(index=False)):
        line = place + 0.7
        both = [interval.from_id, interval.to_id]
        span = f"{day(interval.date_from, year=False, short=True)} → {day(interval.date_to, year=False, short=True)}"
        between = [rows[event_id] for event_id in interval.between]
        length = f"{span}: {count('day', interval.days)}"
        told = f"{length}{_tell_between(between)}"
        if voice.text_width(told) > voice.WIDTH * _POINTS - 12:
            told = f"{length}, {count('event', len(between))} between"
        voice.label(axes, 0, place + 0.28, told, dx=-6, ids=[*both, *interval.between], backdrop=True)
        axes.plot([0, interval.days], [line, line], color=look.colour, linewidth=2.4, zorder=2, solid_capstyle="butt")
        for x, event_id in ((0, interval.from_id), (interval.days, interval.to_id)):
            voice.mark(axes, x, line, kind=kind, ids=[event_id])
        for event in between:
            _draw_between(axes, line, event, interval)
    return figure


def _draw_between(axes, line: float, event: Mapping, interval) -> None:
    begin = _to_date(interval.date_from).toordinal()
    start = max(_to_date(event["date_start"]).toordinal() - begin, 0)
    end = min(_to_date(event["date_end"] or event["date_start"]).toordinal() - begin, interval.days)
    voice.stretch(axes, start, end, line, kind=event["kind"], ids=[event["event_id"]], size=12)


def _tell_between(between: list[Mapping]) -> str:
    """`, a session and the second round`: what lay between two meetings, in a few words."""
    parts = []
    for kind in sort_kinds(event["kind"] for event in between):
        mine = [event for event in between if event["kind"] == kind]
        noun = kind_noun(kind).split()[-1]
        one = f"{noun} {mine[0]['ordinal']}" if mine[0]["ordinal"] else count(noun, 1)
        parts.append(one if len(mine) == 1 else count(noun, len(mine)))
    return f", {join_list(parts)}" if parts else ""


def describe_timeline(events: pd.DataFrame, kinds: Collection[str] = ()) -> str:
    """The timeline in words, for those who do not see it: every event of each kind, or of many their number and span."""
    dated = events[events["date_start"].notna()].sort_values(["date_start", "event_id"])
    if dated.empty:
        return "An empty timeline: no event has a known day."
    parts = []
    for kind in sort_kinds(dated["kind"]):
        mine = [as_row(row) for row in dated[dated["kind"] == kind].to_dict(orient="records")]
        if len(mine) > 12:
            told = f"{count('event', len(mine))} from {day(mine[0]['date_start'])} to {day(mine[-1]['date_start'])}"
        else:
            told = ", ".join(_tell_event(event, kinds) for event in mine)
        parts.append(f"{kind_plural(kind)}: {told}.")
    return f"A line of time with a lane for each kind of event. {' '.join(parts)}"


def tabulate_timeline(events: pd.DataFrame) -> pd.DataFrame:
    """What the timeline draws, for the reader to take away: one row an event with a day, in the order of the days."""
    dated = events[events["date_start"].notna()].sort_values(["date_start", "event_id"])
    return pd.DataFrame(
        {
            "Event": list(dated["event_id"]),
            "Kind": [kind_label(kind) for kind in dated["kind"]],
            "First day": list(dated["date_start"]),
            "Last day": list(dated["date_end"].fillna(dated["date_start"])),
            "Number": list(dated["ordinal"]),
            "Number known how": list(dated["ordinal_basis"]),
            "Status": list(dated["status"]),
        },
        dtype=object,
    )


def tabulate_intervals(intervals: pd.DataFrame) -> pd.DataFrame:
    """What the chart of intervals draws, of all intervals: one row from one meeting to the next."""
    return pd.DataFrame(
        {
            "From": list(intervals["date_from"]),
            "To": list(intervals["date_to"]),
            "Days": list(intervals["days"]),
            "Events in between": ["; ".join(found) for found in intervals["between"]],
        },
        dtype=object,
    )


def _tell_event(event: Mapping, kinds: Collection[str]) -> str:
    notes = [f"number {event['ordinal']}"] if event["ordinal"] else []
    notes += ["kind inferred"] if event["event_id"] in kinds else []
    notes += ["only announced"] if event["status"] == "planned" else []
    told = days(event["date_start"], event["date_end"])
    return f"{told} ({', '.join(notes)})" if notes else told


def describe_intervals(intervals: pd.DataFrame, events: pd.DataFrame, *, most: int = 16) -> str:
    """The chart of intervals in words."""
    if intervals.empty:
        return "An empty chart: there are no two meetings to measure between."
    names = event_names(events)
    parts = [
        f"{day(row.date_from)} to {day(row.date_to)}, {count('day', row.days)}"
        + (f", in between {join_list(names[event_id] for event_id in row.between)}" if row.between else "")
        for row in intervals.tail(most).itertuples(index=False)
    ]
    return f"A bar for each stretch from one meeting to the next. {'; '.join(parts)}."


def pick_steps(longest: int) -> list[int]:
    """Ticks from 0 for a stretch of days: weeks, then months of four weeks, then more."""
    for step in (1, 2, 7, 14, 28, 56, 112, 364):
        if longest / step <= 6:
            return list(range(0, longest + 1, step))
    return [0, longest]


def _to_date(value: str) -> date:
    return date.fromisoformat(value)
