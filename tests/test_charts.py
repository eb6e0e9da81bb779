"""The chart voice, and the charts of cadence and ordinals: what is in the drawings, for none, few and many."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from sample_events import EMPTY, FIVE

from tradetalks import cadence, project
from tradetalks.charts import ordinals, timeline, voice
from tradetalks.display import draw_svg

EVENTS = FIVE.assign(lead_us=None, lead_vn=None)


def make_many(n: int = 200) -> pd.DataFrame:
    kinds = list(voice.KIND)
    days = [date.fromordinal(date(2025, 4, 1).toordinal() + 2 * i).isoformat() for i in range(n)]
    rows = pd.DataFrame(
        {
            "event_id": [f"e{i:03d}" for i in range(n)],
            "kind": [kinds[i % 4] for i in range(n)],
            "date_start": days,
            "date_end": days,
            "ordinal": pd.array([i // 4 + 1 if i % 4 < 3 and i % 3 == 0 else None for i in range(n)], dtype="Int64"),
            "status": "held",
            "lead_us": None,
            "lead_vn": None,
        }
    )
    return rows.assign(ordinal_basis=["reported" if pd.notna(rank) else None for rank in rows["ordinal"]])


def draw_all(events: pd.DataFrame) -> dict[str, str]:
    figures = {
        "fig-timeline": timeline.draw_timeline(events),
        "fig-intervals": timeline.draw_intervals(cadence.measure_intervals(events), events),
        "fig-ordinals": ordinals.draw_ordinals(cadence.bound_ordinals(events)),
    }
    return {label: draw_svg(figure, label=label, alt="…") for label, figure in figures.items()}


@pytest.fixture(scope="module", params=["few", "none", "many"])
def drawings(request):
    return draw_all({"few": EVENTS, "none": EVENTS.iloc[:0], "many": make_many()}[request.param])


def test_letters_are_letters_of_the_house_size(drawings):
    for svg in drawings.values():
        assert set(re.findall(r"font-size: ([\d.]+)px|font: (?:bold )?([\d.]+)px", svg)) <= {("13", ""), ("", "13")}
        assert "<text" in svg


def test_only_colours_of_the_palette_and_no_transparency(drawings):
    for svg in drawings.values():
        assert set(re.findall(r"#[0-9a-f]{6}\b", svg)) <= set(voice.PALETTE)
        assert "opacity" not in svg


def test_width_is_the_house_width(drawings):
    for svg in drawings.values():
        assert f'viewBox="0 0 {voice.WIDTH * 72:g} ' in svg


def test_the_same_table_gives_the_same_bytes():
    assert draw_all(EVENTS) == draw_all(EVENTS)


def test_timeline_has_a_lane_a_kind_and_numbers_on_the_marks():
    svg = draw_all(EVENTS)["fig-timeline"]
    for words in ("Government meetings", "Ministerial sessions", "Negotiation rounds", "22 Apr", "19–22 May", ">6<", ">7<", ">2<"):
        assert words in svg
    assert 'xlink:href="ev:m2"' in svg
    assert "Leader contacts" not in svg


def test_intervals_are_named_with_what_lies_between():
    svg = draw_all(EVENTS)["fig-intervals"]
    assert "6 May → 24 May: 18 days, one session and round 2" in svg


def test_what_lies_between_is_counted_where_its_names_have_no_room():
    assert "eight days, three events between" in draw_all(make_many(24))["fig-intervals"]


def test_ordinals_show_bounds():
    svg = draw_all(EVENTS)["fig-ordinals"]
    assert "22 Apr: at most 5th" in svg and "24 May: at least 8th" in svg


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (1, 5, "at most 5th"),
        (8, None, "at least 8th"),
        (4, 5, "4th or 5th"),
        (2, 5, "2nd to 5th"),
        (5, 5, "5th"),
        (1, 1, "1st"),
        (1, None, "not known"),
        (3, 2, "no number fits"),
    ],
)
def test_tell_bound(low, high, told):
    assert ordinals.tell_bound(low, high) == told


def test_alternative_texts_tell_the_data():
    assert "29 April 2025 (number 6)" in timeline.describe_timeline(EVENTS)
    assert "18 days, in between" in timeline.describe_intervals(cadence.measure_intervals(EVENTS), EVENTS)
    assert "22 April 2025, at most 5th" in ordinals.describe_ordinals(cadence.bound_ordinals(EVENTS))
    for describe in (timeline.describe_timeline, lambda e: ordinals.describe_ordinals(cadence.bound_ordinals(e))):
        assert describe(EMPTY).startswith("An empty")
        assert len(describe(make_many())) < 2000


def test_style_sheet_is_the_written_one():
    root = project.find_root(Path(__file__).parent)
    assert (root / "book/_static/charts.css").read_text(encoding="utf-8") == voice.write_css()


def test_meaning_can_be_read_on_both_grounds():
    looks = [*voice.KIND.values(), *voice.FAMILY.values()]
    for colour in [voice.INK, voice.MUTED, *(look.colour for look in looks)]:
        assert voice.contrast(colour, "#ffffff") >= 4.5
        assert voice.contrast(voice.PALETTE[colour], voice.PALETTE[voice.PAPER]) >= 4.5
    for group in (voice.KIND, voice.FAMILY):
        assert len({look.marker for look in group.values()}) == len(group)


def test_house_style_uses_the_palette():
    text = Path(voice.STYLE).read_text(encoding="utf-8")
    colours = re.findall(r"^[\w.]*color: ([0-9a-f]{6})$", text, re.M)
    assert colours and {to_hex(f"#{colour}") for colour in colours} <= set(voice.PALETTE)


def test_source_line_counts_only_articles_on_the_topic():
    articles = pd.DataFrame(
        {"article_id": ["a", "b", "c"], "on_topic": [True, True, False], "publisher": ["VOV", None, "X"]}
    )
    assert voice.source_line(articles) == "Source: [two articles](ev:a,b) from VOV and one outlet not named."
    assert voice.source_line(articles.iloc[:0]) == "Source: no articles."
    assert voice.source_line(articles, ids=["a"], edition="1").endswith("from VOV; edition 1.")


@pytest.mark.parametrize(
    ("first", "last"),
    [("2025-04-01", "2025-04-03"), ("2025-04-01", "2025-05-24"), ("2025-04-01", "2025-12-01"), ("2024-01-01", "2031-05-01")],
)
def test_ticks_are_few(first, last):
    ticks = voice.pick_ticks(date.fromisoformat(first), date.fromisoformat(last))
    assert 1 <= len(ticks) <= 6


def test_unknown_certainty_is_an_error():
    _, axes = voice.new_figure(1)
    with pytest.raises(ValueError):
        voice.mark(axes, 0, 0, certainty="likely")


def test_dollars_are_no_formula():
    assert voice.escape("$5 to $6") == r"\$5 to \$6"


@pytest.mark.parametrize("events", [EVENTS, EMPTY, make_many()], ids=["few", "none", "many"])
def test_every_chart_gives_its_data_under_readable_headings(events):
    intervals, bounds = cadence.measure_intervals(events), cadence.bound_ordinals(events)
    tables = {
        "timeline": (timeline.tabulate_timeline(events), int(events["date_start"].notna().sum())),
        "intervals": (timeline.tabulate_intervals(intervals), len(intervals)),
        "ordinals": (ordinals.tabulate_ordinals(bounds), len(bounds)),
    }
    for table, rows in tables.values():
        assert len(table) == rows and all(name[0].isupper() and "_" not in name for name in table.columns)


def test_bounds_are_told_with_their_condition():
    assert "22 April 2025, at most 5th if it belongs to the series" in ordinals.describe_ordinals(cadence.bound_ordinals(EVENTS))


@voice.in_voice
def test_a_stretch_is_a_bar_only_where_it_is_longer_than_a_mark():
    figure, axes = voice.new_figure(1)
    axes.set_xlim(0, 100)
    unit = voice.count_points(axes)
    short = voice.stretch(axes, 10, 10 + 9 / unit, 0, kind="negotiation-round", size=10)
    long = voice.stretch(axes, 10, 10 + 11 / unit, 0, kind="negotiation-round", size=10)
    assert short.get_marker() == "s" and list(short.get_xdata()) == pytest.approx([10 + 4.5 / unit])
    assert long.get_marker() == "None" and list(long.get_xdata()) == pytest.approx([10, 10 + 11 / unit])
    before = len(axes.lines)
    voice.stretch(axes, 10, 60, 0, kind="negotiation-round", size=10, certainty="inferred")
    assert len(axes.lines) == before + 2, "hollow: a bar and within it one of paper"
