"""What the notebooks show: outputs that say the same each time, and article text that stays text."""

import matplotlib

matplotlib.use("svg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from tradetalks import display

HOSTILE = '<script>alert("1")</script> *a* {{ b }} {ref}`c` [d](e) | $f$ "g" & \\h'


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[dict, dict | None]]:
    """What is displayed from here on, each with its metadata: outside IPython it would be printed."""
    bundles = []
    monkeypatch.setattr(display, "display", lambda data, metadata=None, raw=True: bundles.append((data, metadata)))
    return bundles


def draw():
    fig, ax = plt.subplots()
    ax.plot([1, 2], [3, 4], clip_on=True)
    ax.set_title("Days")
    return fig


def test_figures_are_the_same_each_time() -> None:
    first, second = (display.draw_svg(draw(), label="fig-a", alt="two points") for _ in range(2))
    assert first == second
    assert plt.get_fignums() == []


DATA = pd.DataFrame({"Day": ["2025-05-06"], "Meetings": [1]})


def test_a_figure_cannot_be_shown_without_its_data() -> None:
    with pytest.raises(TypeError):
        display.show_figure(draw(), label="fig-a", caption="c", alt="a")


def test_nothing_is_said_where_there_is_nothing_to_say(shown: list) -> None:
    display.say("  \n")
    assert not shown


def test_ids_of_two_figures_do_not_meet() -> None:
    drawn = [etree.fromstring(display.draw_svg(draw(), label=label, alt="x")) for label in ("fig-a", "fig-b")]
    first, second = ({element.get("id") for element in svg.iter() if element.get("id")} for svg in drawn)
    assert first and not first & second
    assert all(identifier.startswith("fig-a-") for identifier in first)


def test_a_figure_says_what_it_shows(shown: list) -> None:
    display.show_figure(draw(), label="fig-a", caption="The\n finding", alt=HOSTILE, data=DATA)
    ((bundle, metadata),) = shown
    svg = etree.fromstring(bundle["image/svg+xml"])
    assert (svg.get("role"), svg.get("aria-label")) == ("img", HOSTILE)
    about = metadata[display.FIGURE_METADATA]
    assert about["caption"] == "The finding."
    assert about["data"] == {"columns": ["Day", "Meetings"], "rows": [["2025-05-06", "1"]]}
    assert HOSTILE in bundle["text/plain"]


def test_a_figure_with_links_is_no_single_image() -> None:
    fig = draw()
    fig.axes[0].title.set_url("#there")
    svg = etree.fromstring(display.draw_svg(fig, label="fig-a", alt="x"))
    assert svg.get("role") == "group"
    assert "#there" in etree.tostring(svg, encoding="unicode")


@pytest.mark.parametrize("wrong", [{"label": "days"}, {"label": "fig-A b"}, {"caption": " "}, {"alt": ""}, {"data": pd.DataFrame()}])
def test_figures_need_label_caption_alt_and_data(wrong: dict) -> None:
    with pytest.raises(ValueError):
        display.show_figure(draw(), **{"label": "fig-a", "caption": "c", "alt": "a", "data": DATA, **wrong})


def test_cells_are_text_unless_asked_for(shown: list) -> None:
    table = pd.DataFrame({"quote": [HOSTILE], "link": ["[there](x.html)"]})
    display.show_table(table, label="tab-a", caption="c", markup=["link"])
    ((bundle, _),) = shown
    shown = lxml_html.fragment_fromstring(bundle["text/html"])
    assert shown.xpath("string(tbody/tr/th)") == HOSTILE
    assert shown.xpath("tbody/tr/td/a/@href") == ["x.html"]
    assert not shown.xpath("//script")


def test_cells_of_each_kind(shown: list) -> None:
    table = pd.DataFrame({"name": ["a", None], "n": pd.array([7, None], "Int64"), "ok": [True, False]})
    display.show_table(table, label="tab-a", caption="c", headings={"n": "Number"})
    ((bundle, _),) = shown
    content = bundle[display.TABLE_MIME]
    assert content["rows"] == [["a", "7", "yes"], ["–", "–", "no"]]
    assert [(column["title"], column["number"]) for column in content["columns"]] == [
        ("name", False),
        ("Number", True),
        ("ok", False),
    ]
    assert 'scope="col"' in bundle["text/html"] and 'scope="row"' in bundle["text/html"]


def test_an_empty_table_says_so(shown: list) -> None:
    display.show_table(pd.DataFrame({"a": [], "b": []}), label="tab-a", caption="c")
    ((bundle, _),) = shown
    assert bundle == {"text/markdown": "(tab-a)=\nNone in these articles\\.", "text/plain": "None in these articles."}


@pytest.mark.parametrize("wrong", [{"markup": ["x"]}, {"headings": {"x": "X"}}])
def test_unknown_columns_are_named(wrong: dict) -> None:
    with pytest.raises(KeyError, match="x"):
        display.show_table(pd.DataFrame({"a": [1]}), label="tab-a", caption="c", **wrong)


def test_say_takes_the_indentation_off(shown: list) -> None:
    display.say("\n        One.\n\n        - two\n    ")
    ((bundle, _),) = shown
    assert bundle["text/markdown"].endswith("- two")


def test_an_entry_has_a_name_that_bibtex_takes() -> None:
    assert display.cite("a b, {c}") == "{cite:p}`a-b---c-`"


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_literal_shows_any_text_as_it_is(text: str) -> None:
    rendered = MarkdownIt("gfm-like", {"linkify": False}).renderInline(f"x{display.literal(text)}x")
    assert lxml_html.fragment_fromstring(rendered, create_parent=True).text_content() == f"x{' '.join(text.split())}x"


def test_numbers_with_evidence_are_set_as_numbers():
    assert display._are_linked_numbers(pd.Series(["[2](ev:a,b)", "13"]))
    assert not display._are_linked_numbers(pd.Series(["[two](ev:a)", "2"]))
    assert not display._are_linked_numbers(pd.Series([], dtype=object))
