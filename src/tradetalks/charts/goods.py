"""What is named when: one row a thing, one mark for each day of a meeting at which it was named."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradetalks import prose
from tradetalks.charts import voice
from tradetalks.charts.voice import AXIS, BAND, GRID, INK, MUTED, Look
from tradetalks.prose import is_missing

#: Heights in inches: a row of one line, each further line of its label, a heading above a group.
ROW, LINE, HEAD = 0.3, 0.2, 0.34
#: Points that a label may be wide before it is broken.
LABEL = 138


class Row(NamedTuple):
    """A row of the chart: the value of `row` that its marks have, its label, the heading of its group, the marks' look."""

    name: str
    label: str
    group: str = ""
    look: Look = voice.FAMILY["measure"]


@voice.in_voice
def draw_by_date(marks: pd.DataFrame, rows: Sequence[Row], days: Sequence[str] = ()) -> Figure:
    """A chart of `rows` against days.

    `days` are those of all meetings that are reported (ISO); one without a mark is shaded, so that it is seen to be read.

    `marks` has a row for each mark: `row` (a Row's name), `date` (ISO day; missing: the day is not told, and the mark
    stands apart, hollow), `n` (how many texts; written beside the mark when more than one) and `ids`, its evidence.
    """
    shown = marks[marks["row"].isin([row.name for row in rows])]
    if shown.empty:
        return voice.empty_figure("Nothing to show in these articles.")
    labels = [voice.wrap(row.label, LABEL) for row in rows]
    heights, spots, heads, depth = [], [], [], 0.0
    for index, row in enumerate(rows):
        if row.group and (index == 0 or rows[index - 1].group != row.group):
            heads.append((depth, row.group))
            depth += HEAD
        heights.append(ROW + LINE * labels[index].count("\n"))
        spots.append(depth + heights[-1] / 2)
        depth += heights[-1]
    undated = bool(shown["date"].map(is_missing).any())
    top, bottom = (0.34 if undated else 0.08), 0.52
    left = (max(voice.text_width(line) for label in labels for line in label.split("\n")) + 12) / 72
    figure, axes = voice.new_figure(top + depth + bottom)
    voice.fit(figure, left=left, right=0.3, top=top, bottom=bottom)
    axes.set_ylim(depth, 0)
    marked = {date.fromisoformat(str(day)) for day in shown["date"] if not is_missing(day)}
    dated = sorted(marked | ({date.fromisoformat(day) for day in days} if marked else set()))
    if dated:
        voice.time_axis(axes, dated[0], dated[-1])
        _tick_days(axes, dated)
        for silent in set(dated) - marked:
            axes.axvspan(silent.toordinal() - 0.5, silent.toordinal() + 0.5, color=BAND, zorder=0)
    else:
        axes.set(xlim=(0, 1), xticks=[])
    start, end = axes.get_xlim()
    aside = end + (end - start) * 0.1
    if undated:
        axes.set_xlim(start, aside + (end - start) * 0.06)
        axes.axvspan(end + (end - start) * 0.04, aside + (end - start) * 0.06, color=BAND, zorder=0)
        voice.label(axes, aside + (end - start) * 0.06, 0, "day not told", colour=MUTED, ha="right", va="bottom", dy=4)
    for depth_, heading in heads:
        voice.label(axes, axes.get_xlim()[0], depth_ + HEAD / 2, heading, colour=INK, bold=True, dx=-left * 72 + 2)
    axes.set_yticks([])
    spot, looks = {}, {}
    for row, label, y in zip(rows, labels, spots, strict=True):
        spot[row.name], looks[row.name] = y, row.look
        voice.label(axes, axes.get_xlim()[0], y, label, dx=2 - left * 72)
        axes.axhline(y, color=GRID, linewidth=0.8, zorder=1)
    for mark in shown.itertuples(index=False):
        unknown = is_missing(mark.date)
        x = aside if unknown else date.fromisoformat(str(mark.date)).toordinal()
        voice.mark(axes, x, spot[mark.row], look=looks[mark.row], certainty="unknown" if unknown else "known", ids=mark.ids)
        if mark.n > 1:
            voice.label(axes, x, spot[mark.row], str(mark.n), dx=8, dy=5, colour=MUTED, ids=mark.ids)
    axes.spines["bottom"].set_color(AXIS)
    return figure


#: As many days as these are ticked themselves.
MOST_DAYS = 8


def _tick_days(axes: Axes, days: Sequence[date]) -> None:
    """Tick the days of the marks themselves where they are few and lie in one year, else evenly as they fit."""
    if len(days) > MOST_DAYS or days[0].year != days[-1].year:
        _thin_ticks(axes)
        return
    start, end = axes.get_xlim()
    points = axes.get_window_extent().width / axes.figure.dpi * 72 / (end - start)
    kept: list[tuple[int, str]] = []
    for day in days:
        name = prose.day(day.isoformat(), year=False, short=True).replace(" ", "\n")
        room = max(voice.text_width(line) for line in name.split("\n")) + 4
        if not kept or (day.toordinal() - kept[-1][0]) * points > room:
            kept.append((day.toordinal(), name))
    axes.set_xticks([place for place, _ in kept], [name for _, name in kept])


def _thin_ticks(axes: Axes) -> None:
    """Leave out as many ticks, evenly, as it takes for their labels to stand apart."""
    ticks, names = axes.get_xticks(), [text.get_text() for text in axes.get_xticklabels()]
    width = axes.get_window_extent().width / axes.figure.dpi * 72
    room = width / (max(map(voice.text_width, names), default=1) + 10)
    step = max(1, -(-len(names) // max(1, int(room))))
    axes.set_xticks(ticks[::step], names[::step])


def mark_days(placed: pd.DataFrame, articles: pd.DataFrame, by: str, *, ids: str) -> pd.DataFrame:
    """The marks of `draw_by_date`: one a value of `by` and day, with the number of distinct texts and the `ids`.

    `placed` are rows of articles with `date_start`, the day of the meeting that the article reports.
    """
    texts = dict(zip(articles["article_id"], articles["text_group"], strict=True))
    known = placed.assign(text=placed["article_id"].map(texts))
    rows = [
        (name, None if is_missing(day) else day, int(group["text"].nunique()), sorted(group[ids]))
        for (name, day), group in known.groupby([by, "date_start"], dropna=False, sort=True)
    ]
    return pd.DataFrame(rows, columns=["row", "date", "n", "ids"], dtype=object)


def tabulate_marks(marks: pd.DataFrame, rows: Sequence[Row], thing: str) -> pd.DataFrame:
    """What the chart draws: one row a mark, in the order of the rows; `thing` heads the column of what the rows are."""
    table = [
        (*((row.group,) if any(one.group for one in rows) else ()), row.label, mark.date, mark.n)
        for row in rows
        for mark in marks[marks["row"] == row.name].itertuples(index=False)
    ]
    groups = ("Group",) if any(one.group for one in rows) else ()
    return pd.DataFrame(table, columns=[*groups, thing, "Day of the meeting", "Texts"], dtype=object)


def describe_marks(marks: pd.DataFrame, rows: Sequence[Row], tell_day) -> str:
    """The marks in words, for those who do not see them: `Aircraft: 22 April 2025, 24 May 2025 (2 texts); …`."""
    said = []
    for row in rows:
        found = marks[marks["row"] == row.name]
        days = [tell_day(mark.date) + (f" ({mark.n} texts)" if mark.n > 1 else "") for mark in found.itertuples(index=False)]
        if days:
            said.append(f"{row.label}: {', '.join(days)}")
    return "; ".join(said) or "nothing"
