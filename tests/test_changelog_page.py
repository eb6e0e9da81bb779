"""The changelog compares frozen editions in their order, and says which article moved what."""

import json
import zipfile
from pathlib import Path

import pytest
import sample_tables

from tradetalks import changelog_page, edition
from tradetalks import freeze as freezing
from tradetalks.compare import Change
from tradetalks.project import Project

MEETING = "government-meeting-2025-05-06"


def make_place(folder: Path) -> Project:
    """A project with the small collection, and a built book of one page."""
    sample_tables.write_collection(folder)
    (folder / "book").mkdir()
    (folder / "_toc.yml").write_text("format: jb-book\nroot: book/index\nchapters:\n- file: book/changelog\n", encoding="utf-8")
    (folder / "html").mkdir()
    (folder / "html" / "index.html").write_text("<html><head></head><body></body></html>", encoding="utf-8")
    return Project(folder / "seeds", folder / "data", folder / "book")


def take_away(rows: dict, article_id: str) -> dict:
    """The tables without an article and all that it gave."""
    left = {name: [row for row in some if row.get("article_id") != article_id] for name, some in rows.items()}
    left["events"][0] |= {"article_ids": ["a"], "n_mentions": 1, "n_articles": 1, "n_texts": 1}
    return left


def freeze(folder: Path, place: Project, rows: dict) -> str:
    """Freeze the edition that these tables make; its name."""
    sample_tables.write_tables(place.data, rows)
    return freezing.freeze(folder / "html", place, folder / "editions").stem


def read(place: Project) -> dict[str, str]:
    return {page.path: page.text for page in changelog_page.make_changelog(place)}


def test_without_an_earlier_edition_the_page_says_so(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    assert list(read(place)) == [changelog_page.STEPS]
    assert "No earlier edition has been frozen" in read(place)[changelog_page.STEPS]
    freeze(tmp_path, place, sample_tables.make_rows())
    assert "No earlier edition has been frozen" in read(place)[changelog_page.STEPS]


def test_the_page_tells_what_the_version_brought(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    assert "changelog-version" not in read(place)[changelog_page.STEPS]
    log = f"# Changelog\n\n## [9.9.9]\n\n- Later.\n\n## [{changelog_page.__version__}] - unreleased\n\n### Added\n\n- A thing.\n\n## [0.0.1]\n\n- Old.\n"
    (tmp_path / "CHANGELOG.md").write_text(log, encoding="utf-8")
    told = read(place)[changelog_page.STEPS]
    assert f"(changelog-version)=\n## Version {changelog_page.__version__}\n\n**Added**\n\n- A thing.\n" in told
    assert "Later" not in told and "Old" not in told


def test_two_editions_and_the_book_in_hand(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    first = freeze(tmp_path, place, take_away(sample_tables.make_rows(), "b"))
    second = freeze(tmp_path, place, sample_tables.make_rows())
    rows = sample_tables.make_rows()
    rows["articles"][1]["sha256"] = "0" * 64
    rows["events"][0] |= {"place": "Hà Nội"}
    rows["event_mentions"][1] |= {"place": "Hà Nội"}
    rows["codebook"][0]["definition"] = "Another one"
    sample_tables.write_tables(place.data, rows)
    current = edition.find_edition(place).name
    files = read(place)
    steps = files[changelog_page.STEPS].splitlines()
    assert [line.split("]")[0] for line in steps] == [f"- [Edition {current}", f"- [Edition {second}"]
    assert "which you are reading" in steps[0] and "which you are reading" not in steps[1]
    assert f'href="editions/{first}/index.html"' in steps[1]
    assert "one article added" in steps[1]

    grown, mended = (text for path, text in sorted(files.items(), key=lambda item: second not in item[1].split("\n")[1].split(" to ")[-1]) if path.startswith("changes/"))
    assert f"# From {first} to {second}" in grown and f"# From {second} to {current}" in mended
    assert "- [b](ev:b): added" in grown
    assert "- Harmonising interests: 1 before, 2 now; moved by [b](ev:b)" in grown
    assert "- [b](ev:b): its text changed" in mended
    assert "place is now Hà Nội; moved by [b](ev:b)" in mended
    assert "definition changed from" in mended and "to Another one" in mended


def test_editions_stand_in_the_order_in_which_they_were_frozen(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    names = [freeze(tmp_path, place, rows) for rows in (sample_tables.make_rows(), take_away(sample_tables.make_rows(), "b"))]
    assert [path.stem for path in freezing.list_frozen(tmp_path / "editions")] == names
    assert [freezing.read_manifest(path)["previous"] for path in freezing.list_frozen(tmp_path / "editions")] == ["", names[0]]
    # an old state that is frozen again is the edition that it was
    assert freeze(tmp_path, place, sample_tables.make_rows()) == names[0]
    assert freezing.find_previous(tmp_path / "editions", names[0]) == ""
    # and has no part in what came later
    assert "No earlier edition has been frozen" in read(place)[changelog_page.STEPS]


def test_archives_that_do_not_say_what_was_before_them_stand_by_version(tmp_path: Path) -> None:
    for name in ("0.10.0+a", "0.9.0+b"):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            archive.writestr("manifest.json", json.dumps({"version": name.split("+")[0], "files": {}}))
    assert [path.stem for path in freezing.list_frozen(tmp_path)] == ["0.9.0+b", "0.10.0+a"]


def test_an_edition_with_other_tables_cannot_be_compared(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    (tmp_path / "editions").mkdir()
    with zipfile.ZipFile(tmp_path / "editions" / "0.0.1+x.zip", "w") as archive:
        archive.writestr("manifest.json", json.dumps({"version": "0.0.1", "files": {}}))
        archive.writestr("data/articles.csv", "article_id\n")
    files = read(place)
    assert "cannot be compared" in files[changelog_page.STEPS]
    assert sum(path.startswith("changes/") for path in files) == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change("event", MEETING, "changed", "ordinal", "", "7", ()), "number of its kind is now 7; moved by no article of its own"),
        (Change("event", MEETING, "changed", "place", "Jeju", "", ("gone",)), "place was Jeju and is now unknown; moved by gone"),
        (Change("conflict", MEETING, "added", "ordinal", "", "6", ("b",)), "disagreement on number of its kind 6 added; moved by [bb](ev:b)"),
        (Change("directive", "", "changed", "number", "2", "2", ("b",)), "giver not told: 2 before, 2 now, the words differ; moved by [bb](ev:b)"),
        (Change("code", "x", "changed", "include", "One; two", "two; Three", ()), "examples that carry it: added “Three”; removed “One”"),
        (Change("event", MEETING, "changed", "article_ids", "b", "a", ("a", "b")), "now also told by a; no longer told by [bb](ev:b)"),
    ],
)
def test_a_change_is_told_with_what_moved_it(change: Change, told: str) -> None:
    assert changelog_page.tell_change(change, {}, {"b": "[bb](ev:b)"}).endswith(told)


def test_links_between_editions_hold_when_both_are_earlier_ones() -> None:
    page = freezing.add_banner('<html><head></head><body><a href="editions/1/index.html">1</a></body></html>', "2", "changelog.html")
    assert 'href="../../editions/1/index.html"' in page
