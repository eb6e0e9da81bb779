"""How well unseen articles were read: F1 set by set, and precision and recall code by code."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor

import pandas as pd
from matplotlib.figure import Figure

from tradetalks.charts import voice
from tradetalks.charts.voice import GRID, INK, MUTED, family_look, kind_look

ROW, LINE, LABEL = 0.3, 0.2, 150

#: What the chart of the sets has a panel for, with its title and look.
PANELS = {"code": ("Codes, F1", family_look("principle")), "event": ("Events, F1", kind_look("government-meeting"))}


@voice.in_voice
def draw_codes(codes: pd.DataFrame) -> Figure:
    """A row for each code that is labelled anywhere: precision (filled) and recall (hollow), and how many labels there are.

    `codes` is what `trust.list_codes` gives, drawn from the weakest down. A line joins the two; where they are equal
    the filled mark stands in the hollow one. The axis begins at the tenth below the lowest value.
    """
    known = codes[codes["f1"].notna()].reset_index(drop=True)
    if known.empty:
        return voice.empty_figure("No code can be measured: no labels are at hand.")
    labels = [voice.wrap(label, LABEL) for label in known["label"]]
    heights = [ROW + LINE * label.count("\n") for label in labels]
    spots = [sum(heights[:index]) + height / 2 for index, height in enumerate(heights)]
    top, bottom = 0.64, 0.62
    left = (max(voice.text_width(line) for label in labels for line in label.split("\n")) + 14) / 72
    figure, axes = voice.new_figure(top + sum(heights) + bottom)
    voice.fit(figure, left=left, right=0.62, top=top, bottom=bottom)
    axes.set_ylim(sum(heights), 0)
    lowest = floor(10 * min(known[["precision", "recall"]].min())) / 10
    begin = max(0.0, min(lowest, 0.9))
    middle = (begin + 1) / 2
    axes.set_xlim(begin, 1)
    axes.set_xticks([begin, middle, 1], [f"{x:.2g}" for x in (begin, middle, 1)])
    axes.set_yticks([])
    axes.set_xlabel("share" if begin == 0 else f"share, from {begin:.1f} on")
    for spot, label in zip(spots, labels, strict=True):
        voice.label(axes, begin, spot, label, dx=2 - left * 72)
    for x in (begin, middle, 1):
        axes.axvline(x, color=GRID, linewidth=0.8, zorder=0)
    for spot, row in zip(spots, known.itertuples(index=False), strict=True):
        look = family_look(row.family)
        values = [value for value in (row.precision, row.recall) if not pd.isna(value)]
        axes.plot([min(values), max(values)], [spot, spot], color=look.colour, linewidth=2, zorder=2)
        if not pd.isna(row.recall):
            voice.mark(axes, row.recall, spot, look=look, certainty="inferred", size=9, zorder=3)
        if not pd.isna(row.precision):
            voice.mark(axes, row.precision, spot, look=look, size=6, zorder=4)
        voice.label(axes, 1, spot, str(row.n), dx=40, colour=MUTED, ha="right")
    voice.label(axes, begin, 0, "filled: precision, hollow: recall", colour=INK, dx=2 - left * 72, dy=30)
    voice.label(axes, begin, 0, "diamond: principle, square: measure", colour=MUTED, dx=2 - left * 72, dy=13)
    voice.label(axes, 1, 0, "labels", colour=MUTED, dx=40, dy=13, ha="right")
    return figure


def tabulate_codes(codes: pd.DataFrame) -> pd.DataFrame:
    """What the chart draws: one row a code that is labelled anywhere."""
    known = codes[codes["f1"].notna()]
    names = {"label": "Code", "family": "Family", "n": "Labels", "precision": "Precision", "recall": "Recall", "f1": "F1"}
    return known[list(names)].rename(columns=names).reset_index(drop=True)


#: Inches: a row of a set, and the room between the two panels.
_SET_ROW, _GAP = 0.25, 0.4


@voice.in_voice
def draw_sets(runs: pd.DataFrame, pooled: Mapping[str, float]) -> Figure:
    """A row for each set in the order of reading, a panel for codes and one for events: F1 with its interval.

    `runs` has the columns `set` (what it is called), `aspect` (one of `PANELS`), `f1`, `low` and `high` (nothing where no
    interval is known; the mark is hollow then). The line in a panel is what `pooled` holds for its aspect.
    """
    known = runs[runs["f1"].notna()]
    if known.empty:
        return voice.empty_figure("No first run is kept.")
    names = list(dict.fromkeys(known["set"]))
    top, bottom = 0.5, 0.36
    left = (max(map(voice.text_width, names)) + 12) / 72
    height = len(names) * _SET_ROW
    figure, panels = voice.new_figure(top + height + bottom, columns=len(PANELS))
    width = (voice.WIDTH - left - _GAP * len(PANELS)) / len(PANELS)
    begin = floor(10 * min(0.9, known[["f1", "low"]].min().min())) / 10
    for place, (axes, (aspect, (title, look))) in enumerate(zip(panels, PANELS.items(), strict=True)):
        at = left + place * (width + _GAP)
        axes.set_position((at / voice.WIDTH, bottom / (top + height + bottom), width / voice.WIDTH, height / (top + height + bottom)))
        axes.set(xlim=(begin, 1), ylim=(len(names), 0), yticks=[])
        middle = (begin + 1) / 2
        axes.set_xticks([begin, middle, 1], [f"{x:.2g}" for x in (begin, middle, 1)])
        axes.grid(axis="x")
        voice.label(axes, begin, 0, title, colour=look.colour, bold=True, dy=12)
        if aspect in pooled:
            axes.axvline(pooled[aspect], color=MUTED, linewidth=1, linestyle=(0, (3, 3)), zorder=1)
        for row in known[known["aspect"] == aspect].itertuples(index=False):
            spot = names.index(row.set) + 0.5
            if not pd.isna(row.low):
                axes.plot([row.low, row.high], [spot, spot], color=look.colour, linewidth=2, zorder=2)
            voice.mark(axes, row.f1, spot, look=look, certainty="inferred" if pd.isna(row.low) else "known", size=6)
    for spot, name in enumerate(names):
        voice.label(panels[0], begin, spot + 0.5, name, dx=2 - left * 72)
    return figure


def tabulate_sets(runs: pd.DataFrame) -> pd.DataFrame:
    """What the chart of the sets draws: one row a set and aspect."""
    names = {"set": "Set", "aspect": "Aspect", "f1": "F1", "low": "Low", "high": "High"}
    return runs[list(names)].rename(columns=names).reset_index(drop=True)
