"""How long those who were told to do something had for it."""

from __future__ import annotations

from datetime import date

import pandas as pd
from matplotlib.figure import Figure

from tradetalks.charts import voice
from tradetalks.charts.voice import INK, KIND, MUTED
from tradetalks.prose import day, is_missing

#: Inches that a deadline takes, its two lines of words above its line.
STEP, LINE = 0.84, 0.2


@voice.in_voice
def draw_deadlines(deadlines: pd.DataFrame, *, most: int = 12) -> Figure:
    """A line for each deadline, from the meeting (a dot) to the last day on which it is kept; above it who has to do what.

    `deadlines` is what `instructions.group_deadlines` gives; those whose meeting has no day are left out, and of many
    the `most` with the shortest time are drawn. The end of a deadline that is a whole month is drawn as a hollow mark.
    """
    known = deadlines[~deadlines["given"].map(is_missing).astype(bool)].head(most)
    if known.empty:
        return voice.empty_figure("No deadline with the day of its meeting in these articles.")
    names = [_name(row) for row in known.itertuples(index=False)]
    steps = [STEP + LINE * name.count("\n") for name in names]
    figure, axes = voice.new_figure(sum(steps) + 0.42)
    voice.fit(figure, left=0.12, right=0.12, top=0.04, bottom=0.38)
    axes.set_ylim(sum(steps), 0)
    ends = [date.fromisoformat(value) for name in ("given", "due") for value in known[name]]
    voice.time_axis(axes, min(ends), max(ends), room=0.06)
    _tick_days(axes, ends)
    middle = sum(axes.get_xlim()) / 2
    look = KIND["government-meeting"]
    for place, row in enumerate(known.itertuples(index=False)):
        start, end = (date.fromisoformat(value).toordinal() for value in (row.given, row.due))
        month = len(row.deadline) == 7
        y = sum(steps[: place + 1]) - 0.2 * STEP
        axes.plot([start, end], [y, y], color=look.colour, linestyle=(0, (2, 1.5)) if month else "-", zorder=3)
        voice.mark(axes, start, y, look=look, ids=row.ids, size=9)
        voice.mark(axes, end, y, look=voice.Look(look.colour, "d"), certainty="inferred" if month else "known", ids=row.ids)
        left = start <= middle
        voice.label(
            axes, start if left else end, y, _tell(row), dx=-5 if left else 5, dy=14, ha="left" if left else "right",
            colour=MUTED, ids=row.ids,
        )  # fmt: skip
        voice.label(axes, axes.get_xlim()[0], y, names[place], dx=-5, dy=23, va="bottom", colour=INK, ids=row.ids)
    axes.tick_params(axis="x", labelcolor=MUTED)
    axes.set_yticks([])
    return figure


def tabulate_deadlines(deadlines: pd.DataFrame) -> pd.DataFrame:
    """What the chart draws, and what it leaves out: one row a deadline."""
    return pd.DataFrame(
        {
            "Given": list(deadlines["given"]),
            "Deadline": list(deadlines["deadline"]),
            "Days at most": list(deadlines["days"]),
            "Told": ["; ".join(bodies) for bodies in deadlines["addressees"]],
            "What": list(deadlines["gist"]),
        },
        dtype=object,
    )


def _tick_days(axes, days: list[date]) -> None:
    """Tick the days of the meetings and the deadlines themselves, as many as have room for their names."""
    left, right = axes.get_xlim()
    points = (voice.WIDTH * 72 - 18) / (right - left)
    gap = voice.text_width("28 Sept 2025" if max(days).year > min(days).year else "28 Sept") + 8
    chosen: list[date] = []
    for one in (max(days), *sorted(set(days))):
        if all(abs((one - other).days) * points >= gap for other in chosen):
            chosen.append(one)
    chosen = [one for one in sorted(chosen) if (min(one.toordinal() - left, right - one.toordinal()) * points + 14) * 2 >= gap - 8]
    if chosen:
        years = [*chosen, min(days), max(days)]
        axes.set_xticks([one.toordinal() for one in chosen], [voice.name_tick(one, years) for one in chosen])


def _name(row) -> str:
    """Who has to do what, in at most two lines of the width of the chart: `Ministry of Industry and Trade: collect and complete …`."""
    who = ", ".join(row.addressees) or "nobody named"
    words = f"{who}: {row.gist}" if row.gist else who
    lines = voice.wrap(words, voice.WIDTH * 72 - 24).split("\n")
    return "\n".join(lines[:2]) + ("…" if len(lines) > 2 else "")


def _tell(row) -> str:
    """`1 day: by 30 Apr 2025`; a month is told as such."""
    days = f"{row.days} {'day' if row.days == 1 else 'days'}"
    if len(row.deadline) == 7:
        return f"{days} at most: in {day(row.deadline, short=True)}"
    return f"{days}: by {day(row.deadline, short=True)}"
