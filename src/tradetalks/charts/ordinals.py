"""Reported numbers of meetings against their days, and the numbers that the others can have."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.figure import Figure

from tradetalks.charts import voice
from tradetalks.prose import day, is_missing, kind_label, kind_plural, ordinal, sort_kinds

#: Inches: one number, above and below a panel, beside it.
_UNIT, _HEAD, _FOOT, _LEFT, _RIGHT = 0.3, 0.42, 0.4, 0.42, 0.5
#: How many numbers an open bound is drawn beyond what is known.
_OPEN = 0.9


def tell_bound(low, high) -> str:
    """`at most 5th`, `at least 8th`, `4th or 5th`, `2nd to 5th`, `5th`: which numbers lie within bounds."""
    low, high = (None if is_missing(value) else int(value) for value in (low, high))
    if high is None:
        return f"at least {ordinal(low, words=False)}" if low and low > 1 else "not known"
    if low is None or (low <= 1 < high):
        return f"at most {ordinal(high, words=False)}"
    if low > high:
        return "no number fits"
    first, last = ordinal(low, words=False), ordinal(high, words=False)
    return first if low == high else f"{first} or {last}" if high == low + 1 else f"{first} to {last}"


def list_drawn(bounds: pd.DataFrame) -> list[str]:
    """The kinds that are drawn: those with a reported number; of one event alone a panel would show nothing, so it has one only where no kind has more."""
    kinds = sort_kinds(bounds.loc[bounds["basis"] == "reported", "kind"])
    return [kind for kind in kinds if (bounds["kind"] == kind).sum() > 1] or kinds


@voice.in_voice
def draw_ordinals(bounds: pd.DataFrame) -> Figure:
    """A panel for each kind that `list_drawn` names: days from left to right, numbers upwards.

    `bounds` is what `cadence.bound_ordinals` gives. A filled mark with its number is reported, a hollow one inferred;
    a line spans the numbers that an event without one can have, with an arrow where there is no bound.
    """
    kinds = list_drawn(bounds)
    if not kinds:
        return voice.empty_figure("No article gives an event of a known day a number.")
    bounds = bounds[bounds["kind"].isin(kinds)]
    panels = [bounds[bounds["kind"] == kind] for kind in kinds]
    tops = [_find_top(panel) for panel in panels]
    units = [min(_UNIT, 4.2 / top) * top for top in tops]
    height = sum(units) + (_HEAD + _FOOT) * len(kinds)
    figure, all_axes = voice.new_figure(height, rows=len(kinds), squeeze=False)
    first, last = date.fromisoformat(min(bounds["date_start"])), date.fromisoformat(max(bounds["date_start"]))
    upper = height
    for axes, kind, panel, top, unit in zip(all_axes[:, 0], kinds, panels, tops, units, strict=True):
        bottom = upper - _HEAD - unit
        axes.set_position(
            (_LEFT / voice.WIDTH, bottom / height, 1 - (_LEFT + _RIGHT) / voice.WIDTH, unit / height)
        )
        upper = bottom - _FOOT
        voice.time_axis(axes, first, last, room=0.1)
        _draw_panel(axes, kind, panel, top)
    return figure


def describe_ordinals(bounds: pd.DataFrame) -> str:
    """The chart in words: each event's day with its number or its bounds, or of many how many have which."""
    kinds = list_drawn(bounds)
    if not kinds:
        return "An empty chart: no event of a known day has a reported number."
    parts = []
    for kind in kinds:
        mine = bounds[bounds["kind"] == kind]
        if len(mine) > 16:
            told = f"{len(mine)} events, of which {int((mine['basis'] == 'reported').sum())} have a reported number"
        else:
            told = "; ".join(_tell(row) for row in mine.itertuples(index=False))
        parts.append(f"{kind_plural(kind)}: {told}.")
    return f"Numbers of events against their days, a panel a kind. {' '.join(parts)}"


def tabulate_ordinals(bounds: pd.DataFrame) -> pd.DataFrame:
    """What the chart draws, and what it leaves out: one row an event that took place on a known day."""
    return pd.DataFrame(
        {
            "Event": list(bounds["event_id"]),
            "Kind": [kind_label(kind) for kind in bounds["kind"]],
            "First day": list(bounds["date_start"]),
            "Number": list(bounds["ordinal"]),
            "Number known how": list(bounds["basis"]),
            "At least": list(bounds["low"].where(bounds["sound"])),
            "At most": list(bounds["high"].where(bounds["sound"])),
        },
        dtype=object,
    )


def _tell(row) -> str:
    if not is_missing(row.ordinal):
        return f"{day(row.date_start)}, {ordinal(row.ordinal, words=False)}, {'printed' if row.basis == 'reported' else row.basis}"
    if not row.sound:
        return f"{day(row.date_start)}, no bounds"
    return f"{day(row.date_start)}, {tell_bound(row.low, row.high)} if it belongs to the series"


def _find_top(panel: pd.DataFrame) -> float:
    open_ = panel[panel["high"].isna() & panel["sound"]]
    tops = [*panel["high"].dropna(), *panel["ordinal"].dropna(), *(open_["low"].dropna() + _OPEN)]
    return float(max(tops, default=1)) + 0.6


def _draw_panel(axes, kind: str, panel: pd.DataFrame, top: float) -> None:
    look = voice.kind_look(kind)
    axes.set_ylim(0.4, top)
    step = max(1, round(top / 8))
    greatest = int(panel[["ordinal", "low", "high"]].max().max())  # an arrow leads beyond it, to no number
    axes.set_yticks(range(step if step > 1 else 1, greatest + 1, step))
    axes.tick_params(axis="y", labelcolor=voice.MUTED)
    axes.grid(axis="y")
    voice.label(axes, axes.get_xlim()[0], top, f"{kind_plural(kind)}: number by day", colour=look.colour, bold=True, dx=-22, dy=12, ids=panel["event_id"])
    crowded = len(panel) > 9
    for event in panel.itertuples(index=False):
        x = date.fromisoformat(event.date_start).toordinal()
        ids = [event.event_id]
        when = day(event.date_start, year=False, short=True)
        if not is_missing(event.ordinal):
            certainty = "known" if event.basis == "reported" else "inferred"
            voice.mark(axes, x, event.ordinal, kind=kind, ids=ids, certainty=certainty, size=19)
            colour = voice.PAPER if certainty == "known" else look.colour
            voice.label(axes, x, event.ordinal, str(event.ordinal), colour=colour, ha="center", va="center_baseline", bold=True, ids=ids)
            if not crowded:
                _name(axes, x, event.ordinal, when, ids)
        elif event.sound:
            _draw_range(axes, x, event, look, top, ids)
            if not crowded:
                middle = event.low + _OPEN / 2 if is_missing(event.high) else (event.low + event.high) / 2
                _name(axes, x, middle, f"{when}: {tell_bound(event.low, event.high)}", ids)


def _name(axes, x: float, y: float, text: str, ids: list[str]) -> None:
    """Words beside a mark: to its right, or to its left where the right has no room."""
    left, right = axes.get_xlim()
    points = (voice.WIDTH - _LEFT - _RIGHT) * 72 / (right - left)
    if (right - x) * points + _RIGHT * 72 > voice.text_width(text) + 16:
        voice.label(axes, x, y, text, dx=13, ids=ids, backdrop=True, zorder=2)
    else:
        voice.label(axes, x, y, text, dx=-13, ha="right", ids=ids, backdrop=True, zorder=2)


def _draw_range(axes, x: float, event, look: voice.Look, top: float, ids: list[str]) -> None:
    if not is_missing(event.high) and event.low == event.high:
        voice.mark(axes, x, event.low, look=look, ids=ids, size=13, certainty="inferred")
        return
    open_ = is_missing(event.high)
    end = event.low + _OPEN if open_ else event.high
    (line,) = axes.plot([x, x], [event.low, end], color=look.colour, linewidth=2.4, linestyle=(0, (2, 1.4)), zorder=3)
    line.set_url(voice.evidence_url(ids))
    for y in {event.low, end}:
        ends_open = open_ and y == end
        shape = "^" if ends_open else "_"
        voice.mark(axes, x, y, look=voice.Look(look.colour, shape), ids=ids, size=10 if ends_open else 13, certainty="inferred")
