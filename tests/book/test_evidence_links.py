"""From every number of the built book to its sentence in one click, to the original page in two; nothing misquoted."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from lxml import html
from test_book import ROOT

from tradetalks import corpus, quotable
from tradetalks.evidence import link_original, may_republish
from tradetalks.project import Project
from tradetalks.sphinxext.evidence.nodes import SHAPES

DATA = Path(os.environ.get("TRADETALKS_DATA") or ROOT / "data")
HREF = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of the site, by its address below the site."""
    parser = html.HTMLParser(encoding="utf-8")
    found = (path for path in sorted(site.rglob("*.html")) if "_static" not in path.parts)
    return {path.relative_to(site).as_posix(): html.parse(path, parser).getroot() for path in found}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The articles as they are in their files."""
    return {path.stem: path.read_bytes().decode("utf-8") for path in (ROOT / "seeds").glob("*.txt")}


def read(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def squeeze(text: str) -> str:
    return " ".join(text.split())


def evidence_links(page: html.HtmlElement) -> list[html.HtmlElement]:
    return page.xpath("//*[local-name()='a'][@data-note]")


def address(link: html.HtmlElement) -> str:
    return link.get("href") or link.get("xlink:href") or link.get(HREF)


def chapter(pages: dict) -> dict[str, html.HtmlElement]:
    return {name: page for name, page in pages.items() if name.startswith("evidence/")}


def follow(pages: dict, name: str, link: str) -> html.HtmlElement | None:
    """The element that a link on the page `name` leads to; None where there is none."""
    target, anchor = urldefrag(urljoin(name, link))
    found = pages[target].xpath("//*[@id=$anchor]", anchor=unquote(anchor)) if target in pages else []
    return found[0] if found else None


def test_no_link_is_left_unresolved(pages: dict) -> None:
    left = [name for name, page in pages.items() for link in page.xpath("//@href | //@*[name()='xlink:href']") if link.startswith("ev:")]
    assert left == []


def test_every_claim_leads_to_its_evidence_in_one_click(pages: dict) -> None:
    claims = 0
    for name, page in pages.items():
        for link in evidence_links(page):
            claims += 1
            place = follow(pages, name, address(link))
            assert place is not None, (name, address(link))
            note = page.get_element_by_id(f"evidence-{link.get('data-note')}")
            shown = note.xpath(".//blockquote[@data-article] | .//*[contains(@class, 'evidence-source')]")
            assert shown, (name, link.get("data-note"))
            assert place is note or place.xpath("ancestor-or-self::*[@id]") or place.tag == "section"
            for way in note.xpath(".//a[contains(@class, 'evidence')]"):
                assert follow(pages, name, way.get("href")) is not None, (name, way.get("href"))
    print(f"{claims} claims followed")


def test_every_note_is_cited(pages: dict) -> None:
    for name, page in pages.items():
        numbers = {link.get("data-note") for link in evidence_links(page)}
        notes = page.xpath("//*[@id='evidence-notes']/ol/li/@id")
        assert {f"evidence-{number}" for number in numbers} == set(notes), name


def test_no_word_is_misquoted(pages: dict, texts: dict) -> None:
    quotations = marks = 0
    for name, page in pages.items():
        for quoted in page.xpath("//blockquote[@data-article]"):
            text = texts[quoted.get("data-article")]
            start, end = int(quoted.get("data-start")), int(quoted.get("data-end"))
            assert squeeze(quoted.text_content()) == squeeze(text[start:end]), name
            quotations += 1
            for mark in quoted.iter("mark"):
                first, last = int(mark.get("data-start")), int(mark.get("data-end"))
                assert start <= first < last <= end
                assert squeeze(mark.text_content()) == squeeze(text[first:last]), name
                marks += 1
    print(f"{quotations} quotations, {marks} marks compared with the articles")
    assert quotations


def test_every_finding_stands_in_the_chapter(pages: dict) -> None:
    shown = {
        (quoted.get("data-article"), int(mark.get("data-start")))
        for page in chapter(pages).values()
        for quoted in page.xpath("//blockquote[@data-article]")
        for mark in quoted.iter("mark")
    }
    for table in ("event_mentions", "codings", "goods", "directives"):
        for row in read(table):
            assert (row["article_id"], int(row["start"])) in shown, row


def test_what_a_page_quotes_stands_in_the_chapter(pages: dict) -> None:
    shown = {(quoted.get("data-article"), quoted.get("data-start")) for page in chapter(pages).values() for quoted in page.xpath("//blockquote[@data-article]")}
    for name, page in pages.items():
        for quoted in page.xpath("//blockquote[@data-article]"):
            assert (quoted.get("data-article"), quoted.get("data-start")) in shown, name


def test_marks_have_shape_and_label(pages: dict) -> None:
    for name, page in chapter(pages).items():
        for block in page.xpath("//div[contains(@class, 'evidence-sentence')]"):
            signs = {sign for mark in block.xpath(".//mark") for sign in (mark.get("data-signs") or "").split()}
            listed = {item.text_content() for item in block.xpath(".//*[contains(@class, 'evidence-sign')]")}
            assert signs <= listed, (name, block.get("id"))
            assert all(sign[0] in SHAPES.values() for sign in listed)
            assert all(label.text_content().strip() for label in block.xpath(".//li//strong"))


def test_the_original_page_is_the_second_click(pages: dict) -> None:
    articles = {row["article_id"]: row for row in read("articles")}
    sentences = {(row["article_id"], row["start"]): row["text"] for row in read("sentences")}
    followed = 0
    for name, page in pages.items():
        for quoted in page.xpath("//blockquote[@data-article]"):
            article = articles[quoted.get("data-article")]
            wanted = link_original(article["url"], sentences[quoted.get("data-article"), quoted.get("data-start")])
            links = quoted.getparent().xpath(".//a/@href")
            assert not wanted or wanted in links, name
            followed += bool(wanted)
    print(f"{followed} links to sentences on their original pages")


def test_sentences_have_stable_places(pages: dict) -> None:
    places = {place for page in chapter(pages).values() for place in page.xpath("//@id")}
    keys = {row["article_id"]: row["key"] for row in read("articles")}
    for row in read("sentences"):
        assert f"{keys[row['article_id']]}-{row['sentence_id'].rpartition('.')[2]}" in places


def unquoted(texts: dict) -> Iterator[str]:
    """Sentences that gave nothing, of articles that may not be shown whole."""
    place = Project(ROOT / "seeds", DATA, ROOT / "book")
    beside = quotable.list_beside({name: place.table(name) for name in ("articles", "sentences", "events", *quotable.FOUND)})
    sources = corpus.read_sources(ROOT / "seeds", lambda line: None)
    spans: dict[str, list[tuple[int, int]]] = {}
    for table in quotable.FOUND:
        for row in read(table):
            spans.setdefault(row["article_id"], []).append((int(row["start"]), int(row["end"])))
    for row in read("sentences"):
        source = sources.get(row["article_id"])
        inside = any(a < int(row["end"]) and int(row["start"]) < b for a, b in spans.get(row["article_id"], ()))
        if not inside and row["sentence_id"] not in beside and not (source and may_republish(source.licence)):
            yield squeeze(row["text"])


def test_what_gave_nothing_is_not_republished(pages: dict, texts: dict) -> None:
    whole = " ".join(squeeze(page.text_content()) for page in pages.values())
    known = [text for text in unquoted(texts) if len(text) > 30]
    assert known
    assert [text for text in known if text in whole] == []
