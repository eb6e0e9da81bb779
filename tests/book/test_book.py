"""The book as it is published: built strictly, the same each time, every link and label in place."""

import csv
import filecmp
import json
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


def test_every_figure_can_be_taken_away_as_data(site: Path, pages: dict) -> None:
    labels = [figure.get("id") for page in pages.values() for figure in page.xpath("//figure[contains(@class, 'computed')]")]
    assert labels
    for label in labels:
        rows = list(csv.reader((site / "data" / f"{label}.csv").open(encoding="utf-8", newline="")))
        about = json.loads((site / "data" / f"{label}.metadata.json").read_text(encoding="utf-8"))
        assert about["label"] == label and about["columns"] == rows[0] and about["rows"] == len(rows) - 1
        assert all(len(row) == len(rows[0]) for row in rows)


def test_every_numbered_table_has_a_caption_and_scopes(pages: dict) -> None:
    for path, page in pages.items():
        for table in page.xpath("//article//table"):
            assert not table.xpath(".//th[not(@scope)]"), path.name
            assert not table.get("id") or table.xpath("string(caption)").strip(), path.name


def test_pages_say_their_language(pages: dict) -> None:
    assert {page.get("lang") for page in pages.values()} == {"en-GB"}
