"""Links to evidence, and the chapter that they lead to, for articles of any kind."""

import hashlib
from pathlib import Path
from urllib.parse import unquote

import pytest
from docutils import nodes
from sphinx import addnodes
import sample_tables
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tradetalks import evidence, evidence_pages, staging
from tradetalks.project import Project
from tradetalks.publish.build import build_html
from tradetalks.sphinxext.evidence import chapter
from tradetalks.sphinxext.evidence.claims import quote_claim, tell_claim, tell_drawing
from tradetalks.sphinxext.evidence.notes import LONGEST_NOTE

ROOT = Path(__file__).parents[1]
HOSTILE = "<script>alert(1)</script> *a* {{ b }} {ref}`c` $d$ [e](f) & “Phạm” 😀 said: harmonise our interests, - at once."

ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.lists(ids, min_size=1, unique=True))
def test_a_link_names_what_it_was_given(names: list[str]) -> None:
    link = evidence.cite("x", names)
    assert evidence.read_link(link[len("[x](") : -1]) == tuple(names)


def test_nothing_to_cite_is_no_link() -> None:
    assert evidence.cite("none", []) == "none"
    assert evidence.read_link("https://example.org") == ()


@pytest.mark.parametrize(
    ("row_id", "article_id"), [("a.s001", "a"), ("a.b.c002.c010", "a.b.c002"), ("a", "a"), ("meeting-2025-05-24", "meeting-2025-05-24")]
)
def test_a_row_knows_its_article(row_id: str, article_id: str) -> None:
    assert evidence.find_article(row_id) == article_id


def test_names_of_pages_are_plain_and_different() -> None:
    names = evidence.name_pages({"1": "vns-0524", "2": "VNS 0524", "3": "Lao Động/22", "4": "日本", "5": "0516", "6": "日本"})
    assert names["1"] == "vns-0524"
    assert names["2"] == "vns-0524-2"
    assert names["3"] == "lao-dong-22"
    assert names["5"] == "a-0516"
    assert len(set(names.values())) == len(names)
    assert all(name.isascii() for name in names.values())


def test_a_sentence_has_a_place_of_its_own() -> None:
    assert evidence.name_sentence("vns-0524", "000_c6fa.s003") == "vns-0524-s003"


@pytest.mark.parametrize("url", ["", None, "javascript:alert(1)", "ftp://a/b", "https://", "https://a/ b", 'https://a/"><script>', "http://[a"])
def test_what_is_no_address_of_a_page_is_not_linked(url: str | None) -> None:
    assert evidence.link_original(url, "A sentence.") == ""


def test_the_original_page_opens_at_the_sentence() -> None:
    link = evidence.link_original("https://example.org/a?b=c", "Hài hòa lợi ích, “chia sẻ” - rủi ro & <b> 😀")
    address, _, found = link.partition("#:~:text=")
    assert address == "https://example.org/a?b=c"
    assert "," not in found and "-" not in found and "&" not in found and found.isascii()
    assert unquote(found) == "Hài hòa lợi ích, “chia sẻ” - rủi ro & <b> 😀"


def test_a_long_sentence_is_found_by_its_ends() -> None:
    words = [f"word{number}" for number in range(40)]
    found = evidence.make_fragment(" ".join(words))
    first, last = found.removeprefix("text=").split(",")
    assert unquote(first).split() == words[:5]
    assert unquote(last).split() == words[-5:]


def test_the_ends_of_a_sentence_stand_within_a_block() -> None:
    first, last = evidence.make_fragment("HÀ NỘI\n\nThe Prime Minister said so\nat last.").removeprefix("text=").split(",")
    assert (unquote(first), unquote(last)) == ("HÀ NỘI", "at last.")
    assert evidence.make_fragment(" \n ") == ""
    assert evidence.link_original("https://a.b/c#d", "e") == "https://a.b/c#d:~:text=e"


@pytest.mark.parametrize(("licence", "free"), [("CC-BY-4.0", True), ("cc0-1.0 ", True), ("", False), (None, False), ("CC-BY-NC-4.0", False), ("CC-BY-ND-4.0", False), ("all rights reserved", False)])
def test_only_a_free_licence_shows_the_whole(licence: str | None, free: bool) -> None:
    assert evidence.may_republish(licence) is free


# ---- a small book with an article that is out to do harm


def make_rows() -> dict[str, list[dict]]:
    rows = sample_tables.make_rows()
    start = HOSTILE.index("harmonise")
    rows["articles"].append(
        {
            **rows["articles"][0],
            "article_id": "h",
            "key": "Hà & <b>",
            "title": "T <i>*x*</i>",
            "publisher": "O & <b>",
            "url": "https://example.org/?a=b&c=<",
            "sha256": hashlib.sha256(HOSTILE.encode()).hexdigest(),
            "text_group": "h",
        }
    )
    rows["sentences"].append({"sentence_id": "h.s001", "article_id": "h", "start": 0, "end": len(HOSTILE), "text": HOSTILE, "line": 0, "role": "body"})
    rows["codings"].append(
        {
            "coding_id": "h.c001",
            "code": "harmonise-interests",
            "article_id": "h",
            "sentence_id": "h.s001",
            "start": start,
            "end": start + len("harmonise our interests"),
            "quote": "harmonise our interests",
            "wording": "harmonise our interests",
            "attributed_to": "<u>",
            "rule": "harmonise-interests/en1",
            "language": "en",
        }
    )
    return rows


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A book of one page, of the evidence chapter, and of three articles."""
    for name in ("TRADETALKS_ROOT", "TRADETALKS_SEEDS", "TRADETALKS_DATA"):
        monkeypatch.delenv(name, raising=False)
    sample_tables.write_collection(tmp_path, make_rows())
    (tmp_path / "seeds" / "h.txt").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "evidence.md").write_bytes((ROOT / "book" / "evidence.md").read_bytes())
    (tmp_path / "_config.yml").write_bytes((ROOT / "_config.yml").read_bytes())
    (tmp_path / "requirements.txt").touch()
    toc = "format: jb-book\nroot: book/index\nchapters:\n- file: book/evidence\n"
    (tmp_path / "_toc.yml").write_text(toc, encoding="utf-8")
    return Project(tmp_path / "seeds", tmp_path / "data", tmp_path / "book")


def build(place: Project, text: str) -> Path:
    root = place.book.parent
    (place.book / "index.md").write_text(f"(start)=\n# Start\n\n{text}\n", encoding="utf-8")
    build_html(root, place, root / "html", state=root / "_build")
    return root / "html"


def read(path: Path) -> html.HtmlElement:
    return html.parse(path, html.HTMLParser(encoding="utf-8")).getroot()


def test_articles_are_data(place: Project) -> None:
    out = build(place, evidence.cite("harm", ["h.c001"]) + " and " + evidence.cite("both", ["h.c001", "a.c001"]))
    for page in (read(out / "index.html"), read(out / "evidence" / "ha-b.html")):
        quoted = next(quoted for quoted in page.iter("blockquote") if quoted.get("data-article") == "h")
        assert quoted.text_content().strip() == HOSTILE
        assert [mark.text_content() for mark in quoted.iter("mark")] == ["harmonise our interests"]
        assert not page.xpath("//script[contains(., 'alert')][not(@type)]")
        assert "O & <b>" in page.text_content()
        assert not page.xpath("//article//u")


def test_one_sentence_is_a_link_into_the_chapter_and_several_are_a_note(place: Project) -> None:
    out = build(
        place,
        f"{evidence.cite('one', ['a.c001', 'a.c002'])} {evidence.cite('two', ['a.c001', 'b.c003'])} "
        f"{evidence.cite('meeting', ['government-meeting-2025-05-06'])} {evidence.cite('article', ['b'])} "
        f"\n\nSaid {evidence.cite('two again', ['a.c001', 'b.c003'])}",
    )
    page = read(out / "index.html")
    links = page.xpath("//a[@data-note]")
    assert [link.get("href") for link in links] == ["evidence/a.html#a-s002", "#evidence-2", "#evidence-3", "evidence/b.html#evidence-b", "#evidence-2"]
    assert len(page.xpath("//*[@id='evidence-notes']/ol/li")) == 4
    # each sentence is quoted once, in the first note that rests on it; the others lead there
    assert [len(page.xpath(f"//*[@id='evidence-{number}']//blockquote")) for number in (1, 2, 3)] == [1, 1, 0]
    assert page.xpath("//*[@id='evidence-3']//a[@data-own]/@href") == ["#quoted-a-s002", "#quoted-b-s001"]
    assert all(page.get_element_by_id(link.removeprefix("#")) is not None for link in page.xpath("//a[@data-own]/@href"))
    assert "“one two meeting article”; “Said two again”" in page.get_element_by_id("evidence-2").text_content()
    uses = read(out / "evidence" / "b.html").xpath("//*[@id='b-s001']//*[@class='evidence-uses']//@href")
    assert uses == ["../index.html#evidence-2"]


def test_what_is_inferred_says_so_with_its_rule(place: Project) -> None:
    rows = make_rows()
    for row in rows["event_mentions"]:
        row["date_basis"] = "corpus"
    rows["events"][0] |= {"ordinal_basis": "inferred", "ordinal_reason": "it follows the sixth"}
    sample_tables.write_tables(place.data, rows)
    note = read(build(place, evidence.cite("x", ["government-meeting-2025-05-06"])) / "index.html").get_element_by_id("evidence-1")
    assert "inferred: the year is that which other articles print for the months around it" in note.text_content()
    assert "number 7 of its kind is inferred: it follows the sixth" in note.text_content()


def test_evidence_that_there_is_not_is_refused(place: Project, capfd: pytest.CaptureFixture) -> None:
    with pytest.raises(staging.PublishError):
        build(place, evidence.cite("x", ["a.c999"]))
    assert "evidence is cited that there is not: a.c999" in capfd.readouterr().err


def test_sentences_that_gave_nothing_are_counted(place: Project) -> None:
    out = build(place, evidence.cite("all", ["b.s001", "b.s002"]))
    page = read(out / "evidence" / "b.html")
    assert "Hết." not in page.text_content()
    assert "[one sentence]" in page.text_content()
    assert page.get_element_by_id("b-s002") is not None
    assert "Hết." not in read(out / "index.html").text_content()


def test_a_free_article_is_shown_whole(place: Project) -> None:
    (place.seeds / "sources.csv").write_text("article_id,licence\nb,CC-BY-4.0\n", encoding="utf-8")
    assert "Hết." in read(build(place, "Text.") / "evidence" / "b.html").text_content()


def test_an_article_off_topic_and_a_missing_address_are_told(place: Project) -> None:
    rows = make_rows()
    rows["articles"][1]["on_topic"] = False
    for table in ("event_mentions", "codings"):
        rows[table] = [row for row in rows[table] if row["article_id"] != "b"]
    rows["events"][0] |= {"n_mentions": 1, "n_articles": 1, "article_ids": ["a"]}
    sample_tables.write_tables(place.data, rows)
    page = read(build(place, "Text.") / "evidence" / "b.html")
    article = page.xpath("//article")[0].text_content()
    assert "does not report on the talks" in article
    assert "[two sentences]" in article
    assert "None" not in article and "original page" not in article


def test_very_many_sentences_are_named_and_not_quoted(place: Project) -> None:
    rows = make_rows()
    for number in range(2, LONGEST_NOTE + 3):
        rows["sentences"].append({**rows["sentences"][-1], "sentence_id": f"h.s{number:03d}"})
        rows["codings"].append({**rows["codings"][-1], "coding_id": f"h.c{number:03d}", "sentence_id": f"h.s{number:03d}"})
    sample_tables.write_tables(place.data, rows)
    names = [row["sentence_id"] for row in rows["sentences"] if row["article_id"] == "h"]
    note = read(build(place, evidence.cite("many", names)) / "index.html").get_element_by_id("evidence-1")
    assert not note.xpath(".//blockquote")
    assert len(note.xpath(".//a[starts-with(@href, 'evidence/ha-b.html#ha-b-s')]")) == len(names)


def test_a_book_without_the_chapter_has_no_evidence(place: Project) -> None:
    (place.book.parent / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    assert evidence_pages.make_evidence(place) == []


def test_a_quotation_is_not_quoted_again() -> None:
    assert quote_claim("five articles") == "“five articles”"
    assert quote_claim("“sharing risks”") == "“sharing risks”"
    assert quote_claim("“a” and “b”") == "“‘a’ and ‘b’”"


def test_a_few_linked_words_are_told_with_what_they_stand_in() -> None:
    def link(words: str) -> nodes.reference:
        return nodes.reference("", "", nodes.Text(words), refuri="ev:a")

    alone, many, quoted = link("two"), link("four meetings of the government"), link("“sharing risks”")
    nodes.paragraph("", "", nodes.Text("First this. Of "), nodes.strong("", "", link("13 instructions")), nodes.Text(" that the rules find, "), alone, nodes.Text(" have a deadline. Then that."))
    assert tell_claim(alone) == "“… 13 instructions that the rules find, two have a deadline”"
    assert tell_claim(many) == "“four meetings of the government”" and tell_claim(quoted) == "“sharing risks”"
    bracketed = link("one article")
    nodes.paragraph("", "", nodes.Text("Lower tariffs ("), bracketed, nodes.Text(") and, of all that may be told of them, more besides them."))
    assert tell_claim(bracketed) == "“Lower tariffs (one article) and, of all that may …”"
    assert tell_claim(link("two")) == "“two”"
    seven = link("seven years")
    nodes.paragraph("", "", nodes.Text("All "), seven, nodes.Text(" are inferred ("), addnodes.pending_xref("", nodes.Text("the-label"), refexplicit=False), nodes.Text(")."))
    assert tell_claim(seven) == "“All seven years are inferred”"


def test_linked_words_in_a_table_are_told_with_their_row_and_column() -> None:
    def row(*cells: nodes.Node) -> nodes.row:
        return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))

    first, count = (nodes.reference("", "", nodes.Text(words), refuri="ev:a") for words in ("Comity", "4"))
    nodes.tgroup("", nodes.thead("", row(nodes.Text("Code"), nodes.Text("Articles"))), nodes.tbody("", row(first, count)))
    assert tell_claim(count) == "Comity, Articles: 4"
    assert tell_claim(first) == "Code: Comity"
    part = nodes.reference("", "", nodes.Text("four articles"), refuri="ev:a")
    nodes.tgroup("", nodes.thead("", row(nodes.Text("Code"))), nodes.tbody("", nodes.row("", nodes.entry("", nodes.paragraph("", "", nodes.Text("Comity: "), part)))))
    assert tell_claim(part) == "“Comity: four articles”"


def test_a_mark_is_told_with_the_name_of_its_chart() -> None:
    drawing = nodes.raw("", "<svg/>", format="html")
    nodes.figure("", drawing, names=["fig-talks"], ids=["fig-talks"])
    assert tell_drawing(drawing, {"fig-talks": "Timeline"}) == ("A mark in the chart “Timeline”", "fig-talks")
    assert tell_drawing(drawing, {}) == ("A mark in a chart", "fig-talks")
    assert tell_drawing(nodes.raw("", "<svg/>"), {}) == ("A mark in a chart", "")


def test_sentences_are_of_the_body_and_what_stands_beside_them_is_named() -> None:
    def pieces(*made: tuple[str, bool]) -> list[dict]:
        return [{"role": role, "quoted": quoted} for role, quoted in made]

    tell = chapter.tell_extent
    assert tell(pieces(("title", True), ("body", True), ("body", True))) == "Both sentences and one headline are quoted here because something was found in them."
    assert tell(pieces(("body", True), ("margin", False))) == "The only sentence is quoted here because something was found in it; of one credit only the number is shown."
    assert tell(pieces(("body", True), ("body", False), ("margin", False))).startswith("One of the two sentences is quoted") and "of the other sentence and one credit" in tell(
        pieces(("body", True), ("body", False), ("margin", False))
    )
    assert tell(pieces(("title", True), ("body", False))) == "One headline is quoted here because something was found in it; of the sentence only the number is shown."
    assert tell(pieces(("body", False), ("margin", False))) == "Nothing was found in its one sentence and one credit; only the number is shown."
    assert tell([]) == "It has no sentences."
