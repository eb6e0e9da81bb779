"""A matrix: what is said (rows) at which meeting or in which article (columns), with the formula above it.

A cell that is not filled says that the articles do not report it, not that it was not said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tradetalks.charts import voice
from tradetalks.prose import day, is_missing, kind_label, sort_kinds

#: More columns than these do not fit; then they are taken together by month, by year, or as a last resort in one.
MOST = 9

_NAMES = 150  # points for the names of the rows
_ROW, _COLUMN = 34, 26
_HEAD = 54
_FORM_ORDER = ("whole", "interests only", "risks only", "halves apart", "not said")
_FORM_NAMES = {
    "whole": "formula whole",
    "interests only": "interests only",
    "risks only": "risks only",
    "halves apart": "halves apart",
    "not said": "not reported",
}


def group_meetings(events: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """A column for each of these events, or for each month or year where they are too many; in the order of time.

    One row an event: `event_id`, `column`, `heading` (one or two lines), `kind` (empty where kinds are mixed). Events
    without a day have a column of their own, the last.
    """
    known = events.sort_values(["date_start", "event_id"], na_position="last", ignore_index=True)
    dates = [None if is_missing(value) else str(value) for value in known["date_start"]]
    several = len({value[:4] for value in dates if value}) > 1
    for columns in (
        [(event_id, _head_day(value)) for event_id, value in zip(known["event_id"], dates, strict=True)],
        [(value[:7] if value else "", _head_month(value, several)) for value in dates],
        [(value[:4] if value else "", value[:4] if value else "no\nday") for value in dates],
        [("", "all")] * len(known),
    ):
        if len(set(columns)) <= most:
            break
    table = known[["event_id", "kind"]].assign(column=[key for key, _ in columns], heading=[head for _, head in columns])
    kinds = table.groupby("column")["kind"].agg(lambda found: found.iloc[0] if found.nunique() == 1 else "")
    return table.assign(kind=table["column"].map(kinds))[["event_id", "column", "heading", "kind"]]


def tell_grouping(columns: pd.DataFrame) -> str:
    """The sentence that says what a column stands for where it is not one meeting; empty where it is."""
    if columns["column"].nunique() == len(columns):
        return ""
    length = max((len(key) for key in columns["column"]), default=0)
    how = {7: " by month", 4: " by year"}.get(length, "")
    return f"A column takes meetings together{how}; the formula counts as whole where any of them has it whole."


def _head_day(value: str | None) -> str:
    return day(value, year=False, short=True).replace(" ", "\n") if value else "no\nday"


def _head_month(value: str | None, several: bool) -> str:
    if not value:
        return "no\nday"
    name = day(f"{value[:7]}-01", year=False, short=True).split()[1]
    return f"{name}\n{value[2:4]}" if several else name


@voice.in_voice
def draw_matrix(
    rows: Mapping[str, str],
    columns: pd.DataFrame,
    cells: pd.DataFrame,
    *,
    forms: pd.DataFrame | None = None,
    look: voice.Look = voice.FAMILY["principle"],
    skip: Collection[tuple[str, str]] = (),
    counted: bool = True,
    partly: Mapping[tuple[str, str], Sequence[str]] | None = None,
    nothing: str = "Nothing to show in these articles.",
) -> Figure:
    """Which row has which column, how often; and, above, how the formula is said in each column.

    `rows` maps keys to names; `columns` holds `column`, `heading` and `kind`, one row a column, in their order; `cells`
    holds `row`, `column`, `n` and `ids`; `forms` holds `column`, `form` and `ids`. A cell
    (row and column) in `skip` stays empty, for there is nothing that it could say. Where nothing is `counted`, a cell is
    a filled mark if it is there and a hollow one if it is not, a half-filled one if it is `partly` there, with the evidence that `partly` gives.
    """
    if not rows or columns.empty:
        return voice.empty_figure(nothing)
    names = {key: voice.wrap(name, _NAMES - 8) for key, name in rows.items()}
    shown = [] if forms is None else [form for form in _FORM_ORDER if form in set(forms["form"])]
    key_lines = _lay_out([_FORM_NAMES[form] for form in shown])
    kinds = sort_kinds(kind for kind in columns["kind"] if kind)
    kind_lines = _lay_out([kind_label(kind) for kind in kinds])
    top = _HEAD + (_ROW + 8 if shown else 0)
    height = top + _ROW * len(names) + 20 * (len(key_lines) + len(kind_lines)) + 14
    figure, axes = voice.new_figure(height / 72)
    voice.bare(axes)
    voice.fit(figure, top=0, bottom=0)
    axes.set(xlim=(0, voice.WIDTH * 72), ylim=(height, 0))
    step = min(2 * _COLUMN, (voice.WIDTH * 72 - _NAMES) / len(columns))
    places = {key: _NAMES + step * (at + 0.5) for at, key in enumerate(columns["column"])}
    _draw_heads(axes, columns, places)
    if shown:
        voice.label(axes, 0, _HEAD + _ROW / 2, "The formula", bold=True)
        for form in forms.itertuples(index=False):
            draw_form(axes, places[form.column], _HEAD + _ROW / 2, form.form, ids=form.ids)
        axes.plot([0, voice.WIDTH * 72], [top - 4] * 2, color=voice.AXIS, linewidth=0.8)
    lines = {key: top + _ROW * (at + 0.5) for at, key in enumerate(names)}
    for key, name in names.items():
        axes.text(0, lines[key], voice.escape(name), va="center", ha="left", color=voice.INK, linespacing=1.05)
    _draw_cells(axes, cells, places, lines, look, skip, counted, partly or {})
    _draw_keys(axes, height - 20 * (len(key_lines) + len(kind_lines)) - 2, shown, key_lines, kinds, kind_lines)
    return figure


def tabulate_matrix(
    rows: Mapping[str, str], columns: pd.DataFrame, cells: pd.DataFrame, *, thing: str, count: str, forms: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What the matrix draws, with the noughts: one row for each row of the matrix, in its order, and a column for each of its columns.

    `thing` heads the names; with `forms` the first row tells how the formula is said. `count` says in the heading of
    each column what is counted.
    """
    n = {(cell.row, cell.column): cell.n for cell in cells.itertuples(index=False)}
    heads = {column.column: f"{' '.join(str(column.heading).split())}: {count}" for column in columns.itertuples(index=False)}
    seen = pd.Series(list(heads.values())).duplicated(keep=False)
    keys = {key: f"{head} ({key})" if again else head for (key, head), again in zip(heads.items(), seen, strict=True)}
    table = [[name, *(n.get((row, column), 0) for column in keys)] for row, name in rows.items()]
    if forms is not None and len(forms):
        form_of = dict(zip(forms["column"], forms["form"], strict=True))
        table.insert(0, ["The formula", *(form_of.get(column) for column in keys)])
    return pd.DataFrame(table, columns=[thing, *keys.values()], dtype=object)


def _draw_heads(axes: Axes, columns: pd.DataFrame, places: Mapping[str, float]) -> None:
    for column in columns.itertuples(index=False):
        if column.kind:
            voice.mark(axes, places[column.column], 9, kind=column.kind, size=9)
        axes.text(
            places[column.column], _HEAD - 4, voice.escape(column.heading), ha="center", va="bottom", color=voice.MUTED,
            linespacing=1.05,
        )  # fmt: skip


def _draw_cells(
    axes: Axes, cells: pd.DataFrame, places: Mapping[str, float], lines: Mapping[str, float], look: voice.Look,
    skip: Collection[tuple[str, str]], counted: bool, partly: Mapping[tuple[str, str], Sequence[str]],
) -> None:  # fmt: skip
    said = {(cell.row, cell.column): cell for cell in cells.itertuples(index=False)}
    for row, y in lines.items():
        for column, x in places.items():
            cell = said.get((row, column))
            if cell is None and (row, column) in skip:
                continue
            if not counted and (row, column) in partly:
                (line,) = axes.plot(
                    [x], [y], marker=look.marker, linestyle="none", markersize=15, fillstyle="left", color=look.colour, markeredgecolor=look.colour,
                    markerfacecoloralt=voice.PAPER, markeredgewidth=1.4, clip_on=False, zorder=4,
                )  # fmt: skip
                line.set_url(voice.evidence_url(partly[row, column]))
                continue
            if not counted:
                voice.mark(axes, x, y, look=look, ids=() if cell is None else cell.ids, certainty="unknown" if cell is None else "known", size=12 if cell is None else 15)
                continue
            if cell is None:
                axes.plot([x], [y], marker="o", markersize=2.5, color=voice.AXIS, linestyle="none")
                continue
            ground = voice.PALE.get(look.colour, look.colour) if cell.n == 1 else look.colour
            voice.mark(axes, x, y, look=voice.Look(ground, "s"), ids=cell.ids, size=20)
            voice.label(axes, x, y, str(cell.n), colour=voice.PAPER if ground == look.colour else voice.INK, ids=cell.ids, ha="center", dy=-0.5)


def draw_form(axes: Axes, x: float, y: float, form: str, *, ids: Iterable[str] = (), size: float = 19) -> None:
    """The mark of how the formula is said: a full circle, the left or right half of one, both with a gap, or a ring."""
    colour = voice.AXIS if form == "not said" else voice.FAMILY["principle"].colour
    fill = {"whole": "full", "halves apart": "full", "interests only": "left", "risks only": "right"}.get(form, "none")
    (line,) = axes.plot(
        [x], [y], marker="o", linestyle="none", markersize=size, fillstyle=fill, color=colour, markeredgecolor=colour,
        markerfacecoloralt=voice.PAPER, markeredgewidth=1.6, clip_on=False, zorder=4,
    )  # fmt: skip
    line.set_url(voice.evidence_url(ids))
    if form == "halves apart":
        axes.plot([x, x], [y - size / 2 - 1, y + size / 2 + 1], color=voice.PAPER, linewidth=3, zorder=5)


def _lay_out(names: list[str]) -> list[list[tuple[float, str]]]:
    """Names with a mark before each, in lines as wide as the drawing: their places and the names."""
    lines: list[list[tuple[float, str]]] = []
    at = voice.WIDTH * 72 + 1
    for name in names:
        width = voice.text_width(name) + 32
        if at + width > voice.WIDTH * 72 or not lines:
            lines.append([])
            at = 0
        lines[-1].append((at, name))
        at += width
    return lines


def _draw_keys(axes: Axes, top: float, forms, form_lines, kinds, kind_lines) -> None:
    marks = iter([*(("form", form) for form in forms), *(("kind", kind) for kind in kinds)])
    for number, line in enumerate([*form_lines, *kind_lines]):
        y = top + 20 * (number + 0.5)
        for x, name in line:
            what, value = next(marks)
            if what == "form":
                draw_form(axes, x + 9, y, value, size=12)
            else:
                voice.mark(axes, x + 9, y, kind=value, size=9)
            voice.label(axes, x + 20, y, name, colour=voice.MUTED)
