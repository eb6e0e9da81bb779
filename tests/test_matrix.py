"""The matrix of principles by meeting, and the pages that are made of lines."""

import json

import pandas as pd
import pytest
from sample_tables import make_rows

from tradetalks import concordance_page as page
from tradetalks.charts import matrix
from tradetalks.display import draw_svg
from tradetalks.project import Project, save_table


def make_events(*days: str | None) -> pd.DataFrame:
    return pd.DataFrame({"event_id": [f"e{n}" for n in range(len(days))], "kind": "government-meeting", "date_start": days})


def test_few_meetings_have_a_column_each_in_the_order_of_time():
    columns = matrix.group_meetings(make_events("2025-05-06", None, "2025-04-29"))
    assert columns["heading"].tolist() == ["29\nApr", "6\nMay", "no\nday"]
    assert matrix.tell_grouping(columns) == ""


@pytest.mark.parametrize(
    ("days", "headings"),
    [
        ([f"2025-{month:02d}-{day:02d}" for month in (4, 5) for day in range(1, 7)], ["Apr", "May"]),
        ([f"{year}-{month:02d}-01" for year in (2025, 2026) for month in range(1, 13)], ["2025", "2026"]),
        ([f"{year}-01-01" for year in range(2001, 2030)], ["all"]),
    ],
)
def test_many_meetings_are_taken_together(days, headings):
    columns = matrix.group_meetings(make_events(*days))
    assert columns["heading"].drop_duplicates().tolist() == headings
    assert matrix.tell_grouping(columns)


def draw(rows=2, columns=3, **more) -> str:
    heads = matrix.group_meetings(make_events(*[f"2025-05-{day:02d}" for day in range(1, columns + 1)]))
    cells = pd.DataFrame([("r0", "e0", 3, ["a.c001"])], columns=["row", "column", "n", "ids"])
    figure = matrix.draw_matrix({f"r{n}": f"Row $ {n}" for n in range(rows)}, heads, cells, **more)
    return draw_svg(figure, label="fig-x", alt="a matrix")


def test_marks_lead_to_their_evidence_and_two_drawings_are_the_same():
    forms = pd.DataFrame([("e0", "whole", ["a.c002"]), ("e1", "interests only", ["a.c003"]), ("e2", "not said", [])], columns=["column", "form", "ids"])
    drawn = draw(forms=forms)
    assert all(f'"ev:a.c00{n}"' in drawn for n in (1, 2, 3))
    assert "formula whole" in drawn and "interests only" in drawn and "Row $ 1" in drawn
    assert drawn == draw(forms=forms)


def test_every_form_has_a_mark():
    for form in matrix._FORM_ORDER:
        assert "<path" in draw(forms=pd.DataFrame([("e0", form, [])], columns=["column", "form", "ids"]))


def test_where_nothing_is_counted_a_cell_is_a_full_or_a_hollow_mark():
    drawn = draw(columns=2, counted=False)
    assert ">3<" not in drawn and ">3<" in draw(columns=2) and '"ev:a.c001"' in drawn


def test_the_data_of_a_matrix_are_its_cells_with_the_noughts():
    heads = matrix.group_meetings(make_events("2025-05-01", "2025-05-02"))
    cells = pd.DataFrame([("r0", "e0", 3, [])], columns=["row", "column", "n", "ids"])
    forms = pd.DataFrame([("e0", "whole", [])], columns=["column", "form", "ids"])
    table = matrix.tabulate_matrix({"r0": "Row"}, heads, cells, thing="Thing", count="sentences", forms=forms)
    assert list(table.columns) == ["Thing", "1 May: sentences", "2 May: sentences"]
    assert table.values.tolist() == [["The formula", "whole", None], ["Row", 3, 0]]


def test_a_matrix_of_nothing_says_so():
    assert "Nothing here." in draw(rows=0, nothing="Nothing here.")


@pytest.fixture
def place(tmp_path) -> Project:
    for name, rows in make_rows().items():
        save_table(tmp_path, name, pd.DataFrame(rows))
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/index\nchapters: [{file: book/concordance}]\n", encoding="utf-8")
    return Project(seeds=tmp_path, data=tmp_path, book=tmp_path / "book")


def test_lines_stand_by_code_with_meeting_outlet_and_speaker(place):
    lines = page.make_lines(place)
    assert lines["code"].tolist() == ["Harmonising interests", "Harmonising interests", "Sharing risks"]
    assert set(lines["outlet"]) == {"VNS", "not named"} and page.OUTLET in set(lines["speaker"])


def test_a_page_holds_some_lines_of_every_code_and_the_data_hold_all(place, monkeypatch):
    lines = page.make_lines(place)
    assert page.pick_lines(lines).equals(lines) and page.make_data(place) == []
    assert page.pick_lines(lines, most=2)["code"].tolist() == ["Harmonising interests", "Sharing risks"]
    monkeypatch.setattr(page, "MOST", 2)
    [data] = page.make_data(place)
    content = json.loads(data.text)
    assert len(content["rows"]) == 3 and content["rows"][0][-1].startswith("evidence/a.html#a-s")


def test_wordings_are_summed_by_code(place):
    summed = page.sum_wordings(page.list_wordings(place), {"harmonise-interests": "H", "share-risks": "S"}, examples=1)
    assert summed["n_wordings"].tolist() == [2, 1]
    assert summed["examples"].iloc[0].endswith("and 1 more")
