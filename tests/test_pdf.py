"""The book as one PDF: one page made of all, evidence as endnotes, printed by a browser where there is one."""

import json
import re
import shutil
from pathlib import Path

import pytest
import sample_tables
from lxml import html

from tradetalks import endnotes, pdf
from tradetalks.errors import InputError
from tradetalks.project import Project

TOC = {"root": "index", "parts": [{"caption": "Part", "chapters": [{"file": "one"}, {"file": "evidence", "sections": [{"file": "evidence/a"}]}, {"file": "two", "sections": [{"file": "events/x"}]}]}]}
NOTE = '<li id="evidence-{n}"><p class="evidence-claim">“x”</p>{lines}</li>'
LINE = '<p class="evidence-source">VNS, <a class="evidence" href="{up}evidence/a.html#a-s{s}">sentence</a></p>'


def page(title: str, body: str, notes: str = "", up: str = "") -> str:
    return (
        f'<html><head><link rel="stylesheet" href="{up}_static/book.css?v=1"></head><body><article><section id="{title}"><h1>{title}'
        f'<a class="headerlink" href="#{title}">#</a><a class="cite-link" href="x">Cite</a></h1>{body}'
        f'<section class="evidence-notes" id="evidence-notes"><ol>{notes}</ol></section></section></article></body></html>'
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built book of four pages with evidence, and the staged sources beside it."""
    site, staged = tmp_path / "html", tmp_path / "source" / "evidence"
    for folder in (site / "events", site / "evidence", staged):
        folder.mkdir(parents=True)
    cited = '<p><a class="evidence" data-note="1" id="evidence-1-at" href="#evidence-1">two</a> <a href="two.html#two">on</a> <a href="search.html">search</a> <a href="evidence.html">all</a></p>'
    drawing = '<svg viewBox="0 0 1 1"><a data-note="1" xlink:href="#evidence-1"><path d="M0"/></a></svg>'
    note = NOTE.format(n=1, lines=LINE.format(up="", s="001") + LINE.format(up="", s="002"))
    (site / "index.html").write_text(page("start", cited + drawing, note), encoding="utf-8")
    (site / "one.html").write_text(page("one", '<p><a class="evidence" data-note="1" href="#evidence-1">again</a></p>', NOTE.format(n=1, lines=LINE.format(up="", s="002"))), encoding="utf-8")
    (site / "two.html").write_text(page("two", '<p><a class="evidence" data-note="1" href="evidence/a.html#a-s001">same</a></p>', note), encoding="utf-8")
    (site / "events" / "x.html").write_text(page("x", '<p><a href="../one.html">back</a></p>', up="../"), encoding="utf-8")
    known = {
        "name": "a", "outlet": "VNS", "date": "", "title": "<T>", "url": "https://example.org/a", "language": "en",
        "sentences": [{"id": "A.s001", "text": "One & <b>.", "quoted": True}, {"id": "A.s002", "text": "Secret.", "quoted": False}],
    }  # fmt: skip
    (staged / "a.json").write_text(json.dumps(known), encoding="utf-8")
    (staged / "index.json").write_text("{}", encoding="utf-8")
    return site


def read(site: Path) -> tuple[list[pdf.Chapter], endnotes.Notes]:
    notes = endnotes.Notes(endnotes.read_sources(site.parent / "source" / "evidence"))
    return pdf.read_chapters(site, TOC, notes), notes


def test_all_pages_but_the_evidence_follow_in_their_order(site: Path) -> None:
    chapters, _ = read(site)
    assert [(one.name, one.title, one.depth, one.part) for one in chapters] == [
        ("index", "start", 0, ""), ("one", "one", 0, "Part"), ("two", "two", 0, "Part"), ("events/x", "x", 1, "Part")
    ]  # fmt: skip
    assert all("Cite" not in one.body and "evidence-notes" not in one.body for one in chapters)


def test_evidence_becomes_endnotes_and_a_sentence_is_quoted_once(site: Path) -> None:
    chapters, notes = read(site)
    assert 'href="#note-1">two<sup>1</sup></a>' in chapters[0].body
    assert "again<sup>2</sup>" in chapters[1].body
    assert "same<sup>1</sup>" in chapters[2].body, "what rests on the same has the same note"
    assert len(notes.texts) == 2
    assert "“One &amp; &lt;b&gt;.”" in notes.texts[0] and ">a-s001</span>" in notes.texts[0]
    assert "VNS, n.d." in notes.texts[0]
    assert "#:~:text=" in notes.texts[0]
    assert "Secret" not in "".join(notes.texts) and "not quoted" in notes.texts[0]


def test_a_mark_in_a_drawing_leads_to_its_note_without_a_number(site: Path) -> None:
    drawing = html.fromstring(read(site)[0][0].body).find(".//svg")
    assert drawing.xpath("string(.)").strip() == ""
    assert "#note-1" in drawing.find(".//a").values()


def test_every_link_leads_to_a_place_in_the_pdf(site: Path) -> None:
    chapters, notes = read(site)
    whole = html.fromstring(pdf.write_page(chapters, notes, head="", title="T", front="", pages={"page-one": 3}))
    for link in whole.xpath("//a/@href"):
        assert link.startswith("https://") or whole.xpath("//*[@id=$name]", name=link.removeprefix("#")), link
    ids = whole.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert "search" in whole.text_content() and not whole.xpath("//a[text()='search']")
    assert whole.xpath("//p[a[@href='#page-one']]/span/text()") == ["3"]


def test_a_book_without_evidence_says_so() -> None:
    assert "Nothing in these articles is cited." in pdf.write_page([], endnotes.Notes({}), head="", title="T", front="", pages={})


def test_many_pages_below_one_are_left_out_of_the_contents() -> None:
    chapters = [pdf.Chapter("d", "Dossiers", 0, "", ""), *(pdf.Chapter(f"e/{n}", f"E{n}", 1, "", "") for n in range(50))]
    assert pdf.write_contents(chapters, {}).count("pdf-line") == 2
    assert pdf.write_contents(chapters[:6], {}).count("pdf-line") == 7


def test_no_browser_is_one_plain_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pdf.main(["--state", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "no Chromium" in told


def test_no_book_is_one_plain_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    monkeypatch.setattr(pdf, "find_browser", lambda: "true")
    assert pdf.main(["--state", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and "run `make book` first" in told


def test_a_browser_that_prints_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="did not print"):
        pdf.print_page(shutil.which("true"), tmp_path / "a.html", tmp_path / "a.pdf")


@pytest.mark.skipif(not any(map(shutil.which, pdf.BROWSERS)), reason="there is no Chromium")
def test_the_contents_know_their_pages(site: Path, tmp_path: Path) -> None:
    sample_tables.write_collection(tmp_path)
    (tmp_path / "source" / "_toc.yml").write_text(json.dumps(TOC), encoding="utf-8")
    (tmp_path / "_config.yml").write_text("title: T\nauthor: A\n", encoding="utf-8")
    place = Project(tmp_path / "seeds", tmp_path / "data", tmp_path / "book")
    out = tmp_path / "book.pdf"
    number = pdf.make_pdf(site, tmp_path / "source", place, out, pdf.find_browser())
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    places = pdf.find_places(content)
    assert places["page-index"] == 3, "a title page, the contents, then the book"
    assert places["page-one"] == 4 and places["page-two"] == 5
    assert places["endnotes"] == number
    assert places["note-1"] == number
    assert re.search(rb"/Type /Page\b", content)
