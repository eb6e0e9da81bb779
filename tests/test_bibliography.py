"""The bibliography holds every article, says which have no headline, and holds the literature of the methods."""

from pathlib import Path

import bibtexparser
import sample_tables

from tradetalks import bibliography
from tradetalks.project import Project


def read(folder: Path, rows: dict) -> dict:
    """The entries of the bibliography of a small collection, by their names."""
    sample_tables.write_collection(folder, rows)
    (folder / "book").mkdir()
    (folder / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    (page,) = bibliography.make_bibliography(Project(folder / "seeds", folder / "data", folder / "book"))
    library = bibtexparser.parse_string(page.text)
    assert not library.failed_blocks
    return library.entries_dict


def test_an_article_without_a_headline_stands_under_its_first_words_and_says_so(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    rows["articles"][0] |= {"title": "A headline"}
    rows["articles"][1] |= {"title": ""}
    entries = read(tmp_path, rows)
    assert entries[rows["articles"][0]["key"]]["title"] == "{A headline}"
    assert entries[rows["articles"][1]["key"]]["title"].startswith("{[no headline; begins:] “")


def test_methods_are_kept_apart_from_articles_by_their_type(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    entries = read(tmp_path, rows)
    articles = {key for key, entry in entries.items() if entry.entry_type == "misc"}
    assert articles == {row["key"] for row in rows["articles"]}
    glossary = (Path(__file__).parents[1] / "book" / "glossary.md").read_text(encoding="utf-8")
    assert entries.keys() - articles and all(name in glossary for name in entries.keys() - articles), "what is listed is cited"


def test_nothing_to_quote_leaves_the_short_name() -> None:
    assert bibliography.tell_untitled("") == ""
