"""As one who has only the built book: everything can be cited, taken away, and run again."""

import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urljoin

import bibtexparser
import frictionless
import pytest
import rispy
from lxml import html
from test_book import ROOT

from tradetalks.sphinxext import moved
from tradetalks.sphinxext.citing import NO_ADDRESS, read_titles


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of the book itself, by its address below the site."""
    parser = html.HTMLParser(encoding="utf-8")
    found = [path for path in sorted(site.rglob("*.html")) if path.relative_to(site).parts[0] not in ("_static", "cite", "editions")]
    return {path.relative_to(site).as_posix(): html.parse(path, parser).getroot() for path in found}


@pytest.fixture(scope="module")
def parts(site: Path) -> dict[str, dict]:
    return json.loads((site / "cite-index.json").read_text(encoding="utf-8"))["parts"]


def chapters(pages: dict) -> dict[str, html.HtmlElement]:
    return {name: page for name, page in pages.items() if name not in ("search.html", "genindex.html")}


def test_every_section_figure_and_table_can_be_cited(site: Path, pages: dict, parts: dict) -> None:
    for name, page in chapters(pages).items():
        labels = page.xpath("//article//section[@id]/@id | //figure[@id]/@id | //table[@id][caption]/@id")
        controls = page.xpath("//a[contains(@class, 'cite-link')][not(contains(@class, 'data-link'))]/@href")
        wanted = [label for label in labels if label != "evidence-notes"]
        assert sorted(Path(link).stem for link in controls) == sorted(wanted), name
        for link in controls:
            assert (site / urljoin(name, link)).is_file()
            assert Path(link).stem in parts


def test_every_citation_is_read_by_other_libraries(site: Path, parts: dict) -> None:
    for label, part in {**parts, "whole-book": {"title": "Harmonising Interests, Sharing Risks"}}.items():
        library = bibtexparser.parse_string((site / "cite" / f"{label}.bib").read_text(encoding="utf-8"))
        assert not library.failed_blocks and len(library.entries) == 1, label
        (record,) = rispy.loads((site / "cite" / f"{label}.ris").read_text(encoding="utf-8"))
        (item,) = json.loads((site / "cite" / f"{label}.json").read_text(encoding="utf-8"))
        assert record["title"] == item["title"] == part["title"], label
        page = (site / "cite" / f"{label}.html").read_text(encoding="utf-8")
        assert "None" not in html.fromstring(page).text_content() or "none" in part["title"].lower(), label
    print(f"{len(parts) + 1} citations read back")


def test_the_book_is_cited_as_a_book_and_its_parts_as_parts_of_it(site: Path, parts: dict) -> None:
    for label in ("book", "whole-book"):
        (record,) = rispy.loads((site / "cite" / f"{label}.ris").read_text(encoding="utf-8"))
        (item,) = json.loads((site / "cite" / f"{label}.json").read_text(encoding="utf-8"))
        (entry,) = bibtexparser.parse_string((site / "cite" / f"{label}.bib").read_text(encoding="utf-8")).entries
        assert (record["type_of_reference"], item["type"], entry.entry_type) == ("BOOK", "book", "book")
        assert "secondary_title" not in record and "container-title" not in item
        assert not [text for text in html.parse(site / "cite" / f"{label}.html").xpath("//p[@class='cite-text']//text()") if "In " in text]
    for label in ("cadence", "tab-intervals", "fig-principles"):
        (record,) = rispy.loads((site / "cite" / f"{label}.ris").read_text(encoding="utf-8"))
        (item,) = json.loads((site / "cite" / f"{label}.json").read_text(encoding="utf-8"))
        (entry,) = bibtexparser.parse_string((site / "cite" / f"{label}.bib").read_text(encoding="utf-8")).entries
        assert (record["type_of_reference"], item["type"], entry.entry_type) == ("CHAP", "chapter", "incollection")
        assert NO_ADDRESS in html.parse(site / "cite" / f"{label}.html").getroot().text_content()


def test_names_of_figures_and_tables_do_not_change_with_the_articles(parts: dict) -> None:
    titles = read_titles(ROOT / "book")
    registered = moved.read_registered(ROOT / "book")
    computed = {label for label, page in registered.items() if label.startswith(("fig-", "tab-")) and page != "data"}
    assert titles.keys() == computed, "book/titles.yml names every figure and table of the chapters, and nothing else"
    assert not any(char.isdigit() for title in titles.values() for char in title)
    assert len(set(titles.values())) == len(titles)
    for label, title in titles.items():
        assert label not in parts or parts[label]["title"].endswith(f": {title}")


def test_pages_tell_machines_what_they_are(site: Path, pages: dict) -> None:
    edition = json.loads((site / "cite-index.json").read_text(encoding="utf-8"))["edition"]
    for name, page in chapters(pages).items():
        told = {tag.get("name") or tag.get("property"): tag.get("content") for tag in page.xpath("//head/meta[@content]")}
        assert {"description", "citation_title", "citation_author", "og:title", "og:type"} <= told.keys(), name
        assert ("citation_book_title" in told) == (name != "index.html")
        (known,) = page.xpath("//script[@type='application/ld+json']/text()")
        assert json.loads(known)["@type"] == {"index.html": "Book", "data.html": "Dataset"}.get(name, "Chapter")
        assert f"Edition {edition}" in page.xpath("string(//*[@class='edition'])"), name


def test_with_an_address_there_are_canonical_links_a_map_and_a_picture(checkout: Path, tmp_path: Path) -> None:
    path = checkout / "_config.yml"
    path.write_text(path.read_text(encoding="utf-8").replace('baseurl: ""', 'baseurl: "https://example.org/t/"'), encoding="utf-8")
    command = [sys.executable, "-m", "tradetalks.publish", "html", "--out", tmp_path / "site", "--state", tmp_path / "state"]
    ran = subprocess.run(command, cwd=checkout, env={**os.environ, "TRADETALKS_ROOT": str(checkout)}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    page = html.parse(tmp_path / "site" / "citing.html", html.HTMLParser(encoding="utf-8"))
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/t/citing.html"]
    assert page.xpath("//meta[@property='og:image']/@content") == ["https://example.org/t/_static/card.png"]
    assert (tmp_path / "site" / "_static" / "card.png").is_file()
    assert "<loc>https://example.org/t/citing.html</loc>" in (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "url = {https://example.org/t/citing.html#citing}" in (tmp_path / "site" / "cite" / "citing.bib").read_text(encoding="utf-8")


def test_every_table_has_its_data(site: Path, pages: dict, parts: dict) -> None:
    for name, page in chapters(pages).items():
        for table in page.xpath("//table[@id][caption]"):
            label = table.get("id")
            columns, *_ = csv.reader((site / "data" / f"{label}.csv").read_text(encoding="utf-8").splitlines())
            known = json.loads((site / "data" / f"{label}.metadata.json").read_text(encoding="utf-8"))
            assert known["columns"] == [column.removeprefix("'") for column in columns], (name, label)
            assert known["title"] == parts[label]["title"] and known["edition"] and known["citation"]


def test_the_public_package_is_valid(site: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(site / "data" / "tradetalks-data.zip") as archive:
        archive.extractall(tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    assert list((tmp_path / "parquet").glob("*.parquet"))
    assert (site / "data" / "codebook.qdc").is_file()


def test_a_bundle_runs_in_an_empty_folder(site: Path, tmp_path: Path) -> None:
    bundle = sorted((site / "rerun").glob("*.zip"))[0]
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path)
    notebook = tmp_path / "book" / f"{bundle.stem}.ipynb"
    stored = json.loads(notebook.read_text(encoding="utf-8"))
    for cell in stored["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    notebook.write_text(json.dumps(stored), encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("TRADETALKS", "PYTEST"))}
    environment["PYTHONPATH"] = str(tmp_path / "src")
    ran = subprocess.run([sys.executable, "-m", "tradetalks.publish", "execute"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert bundle.stem in ran.stdout
    run = json.loads(notebook.read_text(encoding="utf-8"))
    assert all(cell["execution_count"] for cell in run["cells"] if cell["cell_type"] == "code" and "".join(cell["source"]).strip())


def test_labels_are_permanent(site: Path) -> None:
    registered, present, led = moved.read_registered(ROOT / "book"), moved.read_present(site), moved.read_moved(ROOT / "book")
    lost = moved.find_lost(registered, present, led)
    assert lost == [], "each needs a line in book/redirects.yml that says what has taken its place"
    new = [label for label, page in present.items() if label not in registered and not moved.is_computed(page)]
    assert new == [], "run `make labels`"


def test_a_lost_label_is_noticed_and_a_redirect_will_do() -> None:
    registered = {"a": "one", "b": "one", "c": "two"}
    present = {"a": "one", "b": "two", "d": "one"}
    assert moved.find_lost(registered, present, {}) == ["one#b", "two#c"]
    assert moved.find_lost(registered, present, {"one": {"b": "b"}, "two": {"c": "d"}}) == []
