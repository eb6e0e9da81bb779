"""An edition has one name, one content, and stays."""

import zipfile
from pathlib import Path

import pytest
import sample_tables

from tradetalks import edition, freeze
from tradetalks.errors import InputError
from tradetalks.project import Project


@pytest.fixture
def place(tmp_path: Path) -> Project:
    sample_tables.write_collection(tmp_path)
    return Project(tmp_path / "seeds", tmp_path / "data", tmp_path / "book")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = tmp_path / "html"
    (site / "evidence").mkdir(parents=True)
    (site / "index.html").write_text("<html><head></head><body class='x'><p>One</p></body></html>", encoding="utf-8")
    (site / "evidence" / "a.html").write_text("<html><head></head><body><p>Two</p></body></html>", encoding="utf-8")
    return site


def test_the_name_is_version_and_collection(place: Project) -> None:
    found = edition.find_edition(place)
    assert found.name == f"{found.version}+{found.corpus[:8]}"
    assert found.articles == 2


def test_the_fingerprint_is_of_the_articles_in_any_order() -> None:
    rows = [{"article_id": "a", "sha256": "1"}, {"article_id": "b", "sha256": "2"}]
    assert edition.hash_corpus(rows) == edition.hash_corpus(rows[::-1])
    assert edition.hash_corpus(rows) != edition.hash_corpus(rows[:1])
    assert edition.hash_corpus(rows) != edition.hash_corpus([rows[0], {**rows[1], "sha256": "3"}])


def test_the_same_book_freezes_to_the_same_archive(place: Project, site: Path, tmp_path: Path) -> None:
    one = freeze.freeze(site, place, tmp_path / "one")
    two = freeze.freeze(site, place, tmp_path / "two")
    assert one.read_bytes() == two.read_bytes()
    assert freeze.check_archive(one) == []
    with zipfile.ZipFile(one) as archive:
        names = archive.namelist()
    assert {"manifest.json", "html/index.html", "html/evidence/a.html", "data/datapackage.json", "data/codings.csv"} <= set(names)


def test_an_edition_never_changes(place: Project, site: Path, tmp_path: Path) -> None:
    path = freeze.freeze(site, place, tmp_path / "editions")
    before = path.read_bytes()
    assert freeze.freeze(site, place, tmp_path / "editions") == path
    (site / "index.html").write_text("<html></html>", encoding="utf-8")
    with pytest.raises(InputError, match="raise the version"):
        freeze.freeze(site, place, tmp_path / "editions")
    assert path.read_bytes() == before


def test_what_was_tampered_with_is_named(place: Project, site: Path, tmp_path: Path) -> None:
    path = freeze.freeze(site, place, tmp_path / "editions")
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content["html/index.html"] += b"!"
    content["html/new.html"] = b""
    del content["html/evidence/a.html"]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    assert freeze.check_archive(path) == [
        "html/evidence/a.html: missing",
        "html/new.html: not in the manifest",
        "html/index.html: has changed",
    ]


def test_what_is_no_archive_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no")
    with pytest.raises(InputError):
        freeze.check_archive(tmp_path / "x.zip")


def test_earlier_editions_keep_their_addresses_and_lead_to_the_current_one(place: Project, site: Path, tmp_path: Path) -> None:
    frozen = freeze.freeze(site, place, tmp_path / "editions")
    new = tmp_path / "new"
    new.mkdir()
    assert freeze.add_earlier(new, tmp_path / "editions", current=frozen.stem) == []
    assert freeze.add_earlier(new, tmp_path / "editions", current="9.9") == [frozen.stem]
    folder = new / "editions" / frozen.stem
    assert '<a href="../../index.html"' in (folder / "index.html").read_text(encoding="utf-8")
    assert '<a href="../../../index.html"' in (folder / "evidence" / "a.html").read_text(encoding="utf-8")
    assert 'content="noindex"' in (folder / "index.html").read_text(encoding="utf-8")
    assert freeze.add_earlier(new, tmp_path / "nowhere", current="") == []


def test_an_archive_cannot_write_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "editions").mkdir()
    with zipfile.ZipFile(tmp_path / "editions" / "bad.zip", "w") as archive:
        archive.writestr("html/../../../../out.html", "x")
    with pytest.raises(InputError):
        freeze.add_earlier(tmp_path / "site", tmp_path / "editions", current="")
    assert not (tmp_path / "out.html").exists()
