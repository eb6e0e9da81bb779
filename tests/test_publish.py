"""The machinery of the book, on a small book made here."""

from pathlib import Path

import nbformat
import pandas as pd
import pytest
from lxml import html
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tradetalks import bibliography, publish, staging, tables
from tradetalks.project import Project
from tradetalks.publish import build, execute, imports
from tradetalks.sphinxext.outputs import scope_frame

ROOT = Path(__file__).parents[1]
HOSTILE = "<script>alert(1)</script> *a* {{ b }} {ref}`c` $d$"

PREPARE = """
import matplotlib.pyplot as plt
from tradetalks import display, project
here = project.find()
text = next(here.seeds.glob("*.txt")).read_text(encoding="utf-8")
table = here.table("articles").assign(text=text, link="[to the figure](#fig-bars)")
"""
DRAW = """
fig, ax = plt.subplots()
ax.bar(["a", "b"], [1, 2])[0].set_url("#tab-texts")
display.show_figure(fig, label="fig-bars", caption=display.literal(text), alt=text, source="From [](#tab-texts).", data=table[["article_id", "n_words"]])
"""
TABULATE = """
shown = table[["article_id", "n_words", "text", "link"]]
display.show_table(shown, label="tab-texts", caption="Texts.", markup=["link"])
"""
SAY = """
display.say(f"See {{numref}}`fig-bars`, {{numref}}`tab-texts`, {{cite:p}}`k`: " + display.literal(text))
"""


def write_notebook(path: Path, *cells) -> None:
    for number, cell in enumerate(cells):
        cell["id"] = f"c{number}"
    path.write_text(nbformat.writes(new_notebook(cells=list(cells))) + "\n", encoding="utf-8")


def build_tables(seeds: Path, data: Path) -> None:
    """A pipeline that knows articles only."""
    data.mkdir(parents=True)
    rows = [
        {"article_id": path.stem, "key": "k", "title": "{T} & <b>", "publisher": "P", "n_words": 3, "text_group": "a"}
        for path in seeds.glob("*.txt")
    ]
    tables.save_table(data, "articles", rows)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of a book of one notebook and two pages, with one article that is out to do harm."""
    for name in ("TRADETALKS_ROOT", "TRADETALKS_SEEDS", "TRADETALKS_DATA"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "checkout"
    (root / "book").mkdir(parents=True)
    (root / "seeds").mkdir()
    (root / "seeds" / "a.txt").write_text(HOSTILE, encoding="utf-8")
    (root / "_config.yml").write_bytes((ROOT / "_config.yml").read_bytes())
    (root / "requirements.txt").touch()
    (root / "_toc.yml").write_text(
        "format: jb-book\nroot: book/index\nchapters:\n- file: book/one\n- file: book/references\n", encoding="utf-8"
    )
    (root / "book" / "index.md").write_text("(start)=\n# Start\n\nSee {numref}`fig-bars`.\n", encoding="utf-8")
    (root / "book" / "references.md").write_text(
        "(cited)=\n# Cited\n\n:::{bibliography}\n:all:\n:::\n", encoding="utf-8"
    )
    write_notebook(
        root / "book" / "one.ipynb",
        new_markdown_cell("(one-page)=\n# One"),
        *map(new_code_cell, (PREPARE, DRAW, TABULATE, SAY)),
    )
    return root


@pytest.fixture
def place(root: Path) -> Project:
    build_tables(root / "seeds", root / "data")
    return Project(root / "seeds", root / "data", root / "book")


def list_times(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*")}


def test_a_book_from_any_folder_leaves_the_checkout_alone(root: Path, tmp_path: Path) -> None:
    before = list_times(root)
    out = tmp_path / "out"
    out.mkdir()
    (out / "stale.html").touch()
    publish.build_book(root / "seeds", out, build_tables=build_tables, root=root)
    assert list_times(root) == before
    assert not (out / "stale.html").exists()

    page = html.parse(out / "one.html")
    (figure,) = page.xpath("//figure[@id='fig-bars']")
    assert figure.xpath("string(figcaption//*[@class='caption-text'])") == f"{HOSTILE}."
    assert figure.xpath("svg/@aria-label") == [HOSTILE]
    assert figure.xpath("svg//a/@href") == ["#tab-texts"]
    (table,) = page.xpath("//table[@id='tab-texts']")
    assert table.xpath("string(tbody/tr/td[2])") == HOSTILE
    assert table.xpath("thead//th/@scope") == ["col"] * 4
    assert table.xpath("tbody//th/@scope") == ["row"]
    assert table.xpath("tbody//td[contains(@class, 'text-right')]/p/text()") == ["3"]
    said = page.xpath("//div[contains(@class, 'cell_output')]/p[contains(., 'See')]")[0].text_content()
    assert said.startswith("See Figure 1, Table 1, [")
    assert said.endswith(HOSTILE)
    assert not page.xpath("//script[not(@type='application/ld+json')][contains(., 'alert')]")
    assert all("<" not in script.text for script in page.xpath("//script[@type='application/ld+json']"))


def test_a_failed_build_leaves_the_old_one(root: Path, tmp_path: Path) -> None:
    (root / "book" / "index.md").write_text("(start)=\n# Start\n\n{numref}`fig-none`\n", encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    (out / "old.html").touch()
    with pytest.raises(staging.PublishError):
        publish.build_book(root / "seeds", out, build_tables=build_tables, root=root)
    assert [path.name for path in out.iterdir()] == ["old.html"]
    assert [path.name for path in out.parent.iterdir() if path.name.startswith(".out")] == []


def test_a_section_without_a_label_is_refused(root: Path, place: Project, capfd: pytest.CaptureFixture) -> None:
    execute.execute_book(root, place, root / "_build" / "executed.json")
    (root / "book" / "index.md").write_text("(start)=\n# Start\n\n## More\n", encoding="utf-8")
    with pytest.raises(staging.PublishError):
        build.build_html(root, place, root / "_build" / "html", state=root / "_build")
    assert "section 'More' has no label" in capfd.readouterr().err


def test_only_what_has_changed_is_done_again(root: Path, place: Project) -> None:
    state, out = root / "_build" / "executed.json", root / "_build" / "html"
    assert [path.stem for path in execute.execute_book(root, place, state)] == ["one"]
    assert build.build_html(root, place, out, state=state.parent)
    stored, pages = (root / "book" / "one.ipynb").read_bytes(), list_times(out)

    assert execute.execute_book(root, place, state) == []
    assert not build.build_html(root, place, out, state=state.parent)
    assert list_times(out) == pages

    state.unlink()
    execute.execute_book(root, place, state)
    assert (root / "book" / "one.ipynb").read_bytes() == stored

    (root / "seeds" / "a.txt").write_text("Another text", encoding="utf-8")
    assert [path.stem for path in execute.execute_book(root, place, state)] == ["one"]
    assert build.build_html(root, place, out, state=state.parent)
    assert "Another text" in (out / "one.html").read_text(encoding="utf-8")


def test_a_failing_cell_is_named_and_not_stored(root: Path, place: Project) -> None:
    path = root / "book" / "one.ipynb"
    write_notebook(path, new_code_cell("1 / 0"))
    before = path.read_bytes()
    with pytest.raises(staging.PublishError, match="one.ipynb"):
        execute.execute_book(root, place, root / "_build" / "executed.json")
    assert path.read_bytes() == before


def test_a_drawing_that_links_nowhere_is_refused(root: Path, place: Project, capfd: pytest.CaptureFixture) -> None:
    path = root / "book" / "one.ipynb"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('set_url(\\"#tab-texts', 'set_url(\\"#tab-none'), encoding="utf-8")
    execute.execute_book(root, place, root / "_build" / "executed.json")
    with pytest.raises(staging.PublishError):
        build.build_html(root, place, root / "_build" / "html", state=root / "_build")
    assert "'tab-none', which is no label" in capfd.readouterr().err


def test_header_cells_of_data_frames_get_scopes() -> None:
    shown = html.fragment_fromstring(scope_frame(pd.DataFrame({"a": ["<b>"]})._repr_html_()))
    assert shown.xpath(".//thead//th/@scope") == ["col", "col"]
    assert shown.xpath(".//tbody//th/@scope") == ["row"]
    assert shown.xpath("string(.//td)") == "<b>"


def test_generated_pages_are_listed_below_theirs() -> None:
    toc = {"format": "jb-book", "root": "index", "parts": [{"caption": "P", "chapters": [{"file": "a"}]}]}
    pages = [staging.Page("evidence/x.md", "", under="a"), staging.Page("references.bib", "")]
    assert list(staging.list_toc(build.add_pages(toc, pages))) == ["index", "a", "evidence/x"]
    with pytest.raises(staging.PublishError, match="nowhere"):
        build.add_pages(toc, [staging.Page("x.md", "", under="nowhere")])


def test_a_notebook_rests_on_what_it_imports() -> None:
    names = {path.relative_to(staging.PACKAGE).as_posix() for path in imports.list_imported({"tradetalks.project"})}
    assert {"project.py", "tables.py", "errors.py", "tables.yml"} <= names
    assert "publish/build.py" not in names


@pytest.mark.parametrize(
    ("source", "package", "names"),
    [
        ("import a.b", "", {"a.b"}),
        ("from a import b", "", {"a", "a.b"}),
        ("from . import b", "a", {"a", "a.b"}),
        ("from ..c import d", "a.b", {"a.c", "a.c.d"}),
    ],
)
def test_finds_imports(source: str, package: str, names: set[str]) -> None:
    assert imports.find_imports(source, package) == names


def test_entries_survive_what_tex_would_read() -> None:
    dated = bibliography.write_entry({"key": "k", "title": "t", "published": "2025-05-17", "accessed": "2025-06-01"})
    assert "month = {{17 May}}" in dated and "year = {2025}" in dated and "note = {Accessed 1 June 2025}" in dated
    entry = bibliography.write_entry({"article_id": "a", "key": "k", "title": "50% & {a_b}", "url": "http://x/a_b"})
    assert r"{{50\% \& (a\_b)}}" in entry
    assert "url = {http://x/a_b}" in entry
    assert "author" not in entry and "year" not in entry
