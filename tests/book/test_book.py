"""The book as it is published: built strictly, the same each time, every link and label in place."""

import filecmp
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html

ROOT = Path(__file__).parents[2]


def build(place: Path, seed: str) -> Path:
    """Build the book from the stored outputs, strictly, under one hash seed of Python."""
    command = [sys.executable, "-m", "tradetalks.publish", "html", "--out", place / "html", "--state", place / "state"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TRADETALKS_DATA": str(ROOT / "data")}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "WARNING" not in ran.stderr
    return place / "html"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("first"), seed="1")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, html.HtmlElement]:
    """Every page of the site, by its path."""
    return {path: html.parse(path).getroot() for path in sorted(site.rglob("*.html")) if "_static" not in path.parts}


def differing(pair: filecmp.dircmp) -> Iterator[str]:
    """The files that differ between two folders, or are in one only."""
    _, mismatch, errors = filecmp.cmpfiles(pair.left, pair.right, pair.common_files, shallow=False)
    yield from (str(Path(pair.left, name)) for name in (*mismatch, *errors, *pair.left_only, *pair.right_only))
    for below in pair.subdirs.values():
        yield from differing(below)


def test_two_builds_are_the_same_to_the_byte(site: Path, tmp_path: Path) -> None:
    assert list(differing(filecmp.dircmp(site, build(tmp_path, seed="2")))) == []


def test_every_link_leads_somewhere(site: Path, pages: dict) -> None:
    lost = []
    for path, page in pages.items():
        for link in {*page.xpath("//@href"), *page.xpath("//@src"), *page.xpath("//@*[name()='xlink:href']")}:
            address, anchor = urldefrag(link)
            if urlsplit(link).scheme or urlsplit(link).netloc:
                continue
            target = (path.parent / unquote(urlsplit(address).path)).resolve() if address else path
            if not target.is_file():
                lost.append(f"{path.name}: {link}")
            elif anchor and target in pages and not pages[target].xpath("//*[@id=$name]", name=unquote(anchor)):
                lost.append(f"{path.name}: {link} has no such place")
    assert lost == []


def test_ids_are_unique(pages: dict) -> None:
    for path, page in pages.items():
        ids = page.xpath("//@id")
        assert sorted(set(ids)) == sorted(ids), path.name


def test_nothing_is_fetched_from_another_host(pages: dict) -> None:
    for path, page in pages.items():
        fetched = page.xpath("//script/@src | //img/@src | //iframe/@src | //link[@rel != 'canonical']/@href")
        assert [link for link in fetched if urlsplit(link).netloc] == [], path.name


def test_every_figure_is_told_in_words(pages: dict) -> None:
    for path, page in pages.items():
        for figure in page.xpath("//figure"):
            told = figure.xpath("svg/@aria-label | .//img/@alt")
            assert told and all(len(text.split()) > 3 and "_images" not in text for text in told), path.name
            assert figure.xpath("string(figcaption)").strip(), path.name


def test_every_numbered_table_has_a_caption_and_scopes(pages: dict) -> None:
    for path, page in pages.items():
        for table in page.xpath("//article//table"):
            assert not table.xpath(".//th[not(@scope)]"), path.name
            assert not table.get("id") or table.xpath("string(caption)").strip(), path.name


def test_pages_say_their_language(pages: dict) -> None:
    assert {page.get("lang") for page in pages.values()} == {"en-GB"}
