"""The chart voice: sizes, colours with meaning, marks, direct labels, source lines.

A chart begins with `new_figure`, draws with the colours of `INK` … and of `KIND`, `FAMILY`, `CERTAINTY`, names things
by `label` beside them rather than in a legend, and is shown by `display.show_figure`. A colour always goes with a
shape or with words, so that nothing is lost in grey. Colours are written as on white paper; each has a counterpart
for a dark page, and `write_css` gives the style sheet (`book/_static/charts.css`) that swaps them. For that, only
the colours of `PALETTE` may be used, and no transparency.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from functools import wraps
from importlib import resources
from typing import Any, NamedTuple

import matplotlib as mpl
import matplotlib.style
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from tradetalks.evidence import SCHEME, cite
from tradetalks.prose import count, is_missing, join_list, start_sentence
from tradetalks.rows import keep_on_topic

STYLE = str(resources.files("tradetalks.charts").joinpath("house.mplstyle"))

#: Width of every drawing in inches; the page shows it at most about 480 pixels wide.
WIDTH = 5.4
#: How many points a tick's label may stand out over the end of its axis.
_OVERHANG = 6
#: The one size of letters; `SMALL` exists so that nobody makes a smaller one.
SIZE = SMALL = 13

#: Every colour of every chart: on a light page, and its counterpart on a dark one.
PALETTE: dict[str, str] = {
    "#1b1f24": "#e6e9ec",  # ink
    "#5b636b": "#a9b1b9",  # muted
    "#8a9199": "#7d858d",  # axes, unknown
    "#d5d9dd": "#3b4148",  # grid
    "#eceff1": "#262b31",  # band
    "#ffffff": "#121212",  # paper: the ground of the page
    "#9b2d1f": "#f1937f",  # government meetings
    "#1a6c88": "#6cc3de",  # ministerial sessions
    "#8a5f00": "#e0b354",  # rounds
    "#5b3f8c": "#bda8ea",  # leader contacts
    "#2f4b8f": "#9db4f0",  # principles
    "#4a6b22": "#a8cc74",  # measures
    "#8c2f6b": "#e79bc9",  # goods
    "#cdd8f2": "#2c3c66",  # principles, said once
}
INK, MUTED, AXIS, GRID, BAND, PAPER = list(PALETTE)[:6]


class Look(NamedTuple):
    """How one meaning looks: its colour and its marker's shape (matplotlib's letter)."""

    colour: str
    marker: str


KIND: dict[str, Look] = {
    "government-meeting": Look("#9b2d1f", "o"),
    "ministerial-session": Look("#1a6c88", "D"),
    "negotiation-round": Look("#8a5f00", "s"),
    "leader-contact": Look("#5b3f8c", "^"),
}
#: As the evidence marks them (`book/_static/evidence.css` and its signs): a mark keeps its colour and shape when it is followed.
FAMILY: dict[str, Look] = {"principle": Look("#2f4b8f", "D"), "measure": Look("#4a6b22", "s")}
GOOD = Look("#8c2f6b", "^")
#: The paler ground of a colour, for a count of one.
PALE = {"#2f4b8f": "#cdd8f2"}

#: How a value is known: told by an article, inferred by a rule, not known. Filled, hollow, hollow and grey with "?".
CERTAINTY = ("known", "inferred", "unknown")


def kind_look(kind: str) -> Look:
    """Colour and shape of a kind of event; a kind unheard of is grey."""
    return KIND.get(kind, Look(MUTED, "P"))


def family_look(family: str) -> Look:
    """Colour and shape of a family of codes."""
    return FAMILY.get(family, Look(MUTED, "P"))


# ---- figures


def in_voice(draw):
    """Decorator of a function that draws: the house style is in force while it does."""

    @wraps(draw)
    def drawn(*args, **kwargs):
        with mpl.rc_context():
            mpl.style.use(["default", STYLE])
            return draw(*args, **kwargs)

    return drawn


class HouseFigure(Figure):
    """A figure that is also written in the house style: letters as letters, on no ground of its own."""

    @in_voice
    def savefig(self, *args: Any, **kwargs: Any) -> None:
        """Write the figure; see matplotlib."""
        with mpl.rc_context({"svg.hashsalt": self.salt}):
            super().savefig(*args, **kwargs)

    salt = "tradetalks"


def new_figure(height: float, *, rows: int = 1, columns: int = 1, **subplots: Any) -> tuple[Figure, Any]:
    """A figure of the house width and its axes, as `plt.subplots` gives them; for functions under `in_voice`.

    The margins are set by `fit`, for what the page shows is the whole figure. It is no figure of pyplot's, so nothing
    shows it by itself.
    """
    figure = HouseFigure(figsize=(WIDTH, height))
    return figure, figure.subplots(rows, columns, **subplots)


@in_voice
def empty_figure(text: str) -> Figure:
    """A figure that says there is nothing to show."""
    figure, axes = new_figure(1.0)
    axes.set_axis_off()
    axes.text(0.5, 0.5, text, color=MUTED, ha="center", va="center", transform=axes.transAxes, wrap=True)
    return figure


def fit(figure: Figure, *, left: float = 0.0, right: float = 0.0, top: float = 0.05, bottom: float = 0.35) -> None:
    """Set the margins of a figure, in inches."""
    width, height = figure.get_size_inches()
    figure.subplots_adjust(
        left=left / width, right=1 - right / width, top=1 - top / height, bottom=bottom / height
    )


def bare(axes: Axes) -> None:
    """Leave of the axes only what is drawn in them."""
    axes.set(xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)


def time_axis(axes: Axes, first: date, last: date, *, room: float = 0.06) -> None:
    """Let the horizontal axis run from `first` to `last`, ticked at starts of weeks, months or years as they fit.

    Call it when the axes have their place: a tick whose label would stand out over the figure is left out.
    """
    span = max((last - first).days, 1)
    pad = max(1.0, span * room)
    start, end = first.toordinal() - pad, last.toordinal() + pad
    axes.set_xlim(start, end)
    ticks = pick_ticks(date.fromordinal(int(start)), date.fromordinal(int(end)))
    points = count_points(axes)
    ticks = [
        tick
        for tick in ticks
        if min(tick.toordinal() - start, end - tick.toordinal()) * points > text_width(name_tick(tick, ticks)) / 2 - _OVERHANG
    ]
    axes.set_xticks([tick.toordinal() for tick in ticks], [name_tick(tick, ticks) for tick in ticks])


def count_points(axes: Axes) -> float:
    """How many points wide one unit of the horizontal axis is, when the axes have their place and limits."""
    left, right = axes.get_xlim()
    return axes.get_position().width * axes.figure.get_size_inches()[0] * 72 / (right - left)


def pick_ticks(first: date, last: date, *, most: int = 5) -> list[date]:
    """At most `most` evenly meant days from `first` to `last`: Mondays, firsts of months, of quarters or of years."""
    span = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)] if (last - first).days < 1200 else []
    mondays = [d for d in span if d.weekday() == 0]
    firsts = [d for d in span if d.day == 1]
    for step in (mondays, mondays[::2], firsts, [d for d in firsts if d.month % 3 == 1], [d for d in firsts if d.month % 6 == 1]):
        if 2 <= len(step) <= most:
            return step
    if not span or len(mondays) > most:
        years = [date(year, 1, 1) for year in range(first.year, last.year + 2) if first <= date(year, 1, 1) <= last]
        return years[:: max(1, -(-len(years) // most))]
    return mondays or [first]


def name_tick(tick: date, ticks: list[date]) -> str:
    """`21 Apr`; a first of a month is `May`; with the year where the ticks lie in several years or it is a January."""
    months = all(other.day == 1 for other in ticks)
    month = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")[tick.month - 1]
    name = month if months else f"{tick.day} {month}"
    several = len({other.year for other in ticks}) > 1
    return f"{name} {tick.year}" if several and (tick.month == 1 or tick == ticks[0]) else name


# ---- marks and words

#: Points: the rim of what is drawn hollow.
_RIM = 1.8


def evidence_url(ids: Iterable[str]) -> str | None:
    """The address that an artist's `set_url` takes: the evidence for these ids; None where there are none."""
    link = cite("", ids)
    return link[link.index(f"({SCHEME}:") + 1 : -1] if link else None


def mark(
    axes: Axes, x: float, y: float, *, kind: str = "", look: Look | None = None, certainty: str = "known",
    ids: Iterable[str] = (), size: float = 11, zorder: float = 4,
) -> Line2D:  # fmt: skip
    """One mark: the shape and colour of its meaning, filled when known, hollow when inferred, hollow grey when unknown."""
    if certainty not in CERTAINTY:
        raise ValueError(f"certainty {certainty!r}: must be one of {', '.join(CERTAINTY)}")
    look = look or kind_look(kind)
    colour = AXIS if certainty == "unknown" else look.colour
    (line,) = axes.plot(
        [x], [y], linestyle="none", marker=look.marker, markersize=size, markeredgewidth=1.2 if certainty == "known" else _RIM, color=colour,
        markerfacecolor=colour if certainty == "known" else PAPER, markeredgecolor=PAPER if certainty == "known" else colour,
        zorder=zorder, clip_on=False,
    )  # fmt: skip
    line.set_url(evidence_url(ids))
    return line


def stretch(
    axes: Axes, start: float, end: float, y: float, *, kind: str, certainty: str = "known", ids: Iterable[str] = (), size: float = 11,
) -> Line2D:  # fmt: skip
    """A stretch of time as a bar as high as a mark of this size, hollow when inferred; where it is no longer than a mark, that mark in its middle."""
    unit = count_points(axes)
    if (end - start) * unit <= size:
        return mark(axes, (start + end) / 2, y, kind=kind, certainty=certainty, ids=ids, size=size)
    (line,) = axes.plot([start, end], [y, y], color=kind_look(kind).colour, linewidth=size, solid_capstyle="butt", zorder=4)
    line.set_url(evidence_url(ids))
    if certainty != "known":
        rim = _RIM / unit
        axes.plot([start + rim, end - rim], [y, y], color=PAPER, linewidth=size - 2 * _RIM, solid_capstyle="butt", zorder=4)
    return line


def label(
    axes: Axes, x: float, y: float, text: str, *, colour: str = INK, ids: Iterable[str] = (), dx: float = 0,
    dy: float = 0, ha: str = "left", va: str = "center", bold: bool = False, backdrop: bool = False, **how: Any,
) -> Text:  # fmt: skip
    """Words at a place of the data, moved by `dx`, `dy` points; `ids` is the evidence behind them.

    With `backdrop` they stand on paper, so that no grid line runs through them.
    """
    if backdrop:
        how = {"bbox": {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}, **how}
    written = axes.annotate(
        escape(text), (x, y), xytext=(dx, dy), textcoords="offset points", ha=ha, va=va, color=colour, fontsize=SIZE,
        fontweight="bold" if bold else "normal", annotation_clip=False, **{"zorder": 5, **how},
    )  # fmt: skip
    written.set_url(evidence_url(ids))
    return written


def escape(text: str) -> str:
    """Text that matplotlib writes as it is: a dollar sign begins no formula."""
    return text.replace("$", r"\$")


def text_width(text: str, *, bold: bool = False) -> float:
    """About how many points wide `text` is in a chart."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    font = FontProperties(family="DejaVu Sans", size=SIZE, weight="bold" if bold else "normal")
    return TextToPath().get_text_width_height_descent(text, font, ismath=False)[0]


def wrap(text: str, width: float, *, bold: bool = False) -> str:
    """The text broken into lines that are at most `width` points wide, a longer word excepted."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def contrast(one: str, other: str) -> float:
    """The WCAG contrast of two colours, from 1 to 21."""
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in mpl.colors.to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


# ---- where the data come from


def source_line(articles: pd.DataFrame, *, ids: Iterable[str] = (), edition: str = "") -> str:
    """Markdown that says what a figure or table rests on: `Source: five articles from VOV, Lao Động, …; edition ….`

    `articles` is the table of articles, or those rows of it that were used (`ids` takes some of them by article_id).
    Only articles on the topic count. Up to four outlets are named. The count opens the list of the articles.
    """
    used = keep_on_topic(articles)
    if ids:
        used = used[used["article_id"].isin(list(ids))]
    outlets = sorted({str(name) for name in used["publisher"] if not is_missing(name)})
    named = _name_outlets(outlets, unknown=int(used["publisher"].map(is_missing).sum()))
    told = cite(count("article", len(used)), used["article_id"])
    return f"Source: {told}{named}{f'; edition {edition}' if edition else ''}."


def _name_outlets(outlets: list[str], unknown: int) -> str:
    from tradetalks.display import literal

    if not outlets:
        return ""
    if len(outlets) > 4:
        return f" from {count('outlet', len(outlets))}"
    rest = [f"{count('outlet', unknown)} not named"] if unknown else []
    return f" from {join_list([*map(literal, outlets), *rest])}"


def subject(text: str) -> str:
    """A caption's first letter as a capital; what a computed caption is passed through."""
    return start_sentence(text)


# ---- the page's side of it


def write_css() -> str:
    """The style sheet of the drawings: the page's letters, no more than their due size, and colours for a dark page."""
    dark = "\n".join(f"    {_name(light)}: {other};" for light, other in PALETTE.items())
    swaps = "\n\n".join(
        f'[style*="{name}: {light}"] {{\n  {name}: var({_name(light)}, {light}) !important;\n}}'
        for light in PALETTE
        for name in ("fill", "stroke")
    )
    return f"""\
/* Written by `python -m tradetalks.charts.voice`; a test compares. */

figure.computed > svg[role] {{
  width: 100%;
  max-width: 30rem;
  height: auto;
  background: transparent;
  overflow: visible;
}}

/* On a small screen a drawing has the whole width, or its letters would be too small. */
@media (max-width: 36rem) {{
  .bd-article figure.computed {{
    margin-inline: 0;
    padding-inline: 0;
  }}
}}

figure.computed svg text {{
  font-family: var(--pst-font-family-base) !important;
}}

figure.computed svg a:is(:hover, :focus-visible) {{
  text-decoration: underline;
}}

/* Charts carry the colours of a light page; on a dark one these stand for them. The selectors are simple because a
   mark is a copy (<use>), which no rule with an ancestor in it reaches. */
@media screen {{
  html[data-theme="dark"] {{
{dark}
  }}
}}

{swaps}
"""


def _name(colour: str) -> str:
    return f"--chart-{colour[1:]}"


if __name__ == "__main__":
    sys.stdout.write(write_css())
