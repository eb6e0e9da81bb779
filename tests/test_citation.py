"""Citations come back as they went out, from libraries that read their formats; nothing that is not known is made up."""

import json
import re
from pathlib import Path

import bibtexparser
import jsonschema
import pytest
import rispy
import yaml
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from pybtex.database import parse_string

from tradetalks import citation
from tradetalks.citation import Book, Part
from tradetalks.edition import Edition

ROOT = Path(__file__).parents[1]
BOOK = Book(
    "Harmonising Interests, Sharing Risks",
    ("Nguyễn, An", "The tradetalks authors"),
    "0.1.0+5a8c0b7c",
    released="2026-01-31",
    publisher="Nhà xuất bản <&> Sons",
    address="https://example.org/t/",
    licence="CC-BY-4.0",
    description="What it is.",
)
BARE = Book("Harmonising Interests, Sharing Risks", ("The tradetalks authors",), "0.1.0+5a8c0b7c")
TITLES = [
    "Days between meetings",
    "Who said “harmonising interests”, and who 'sharing risks'?",
    'A "quote" & <b>bold</b> [brackets] (round) {curly} 50% #1 a_b $x$ ~ ^ \\ *star* `tick`',
    "Thủ tướng Phạm Minh Chính: hài hòa lợi ích, chia sẻ rủi ro",
    "😀 {ref}`x` <script>alert(1)</script>",
    "}{ unbalanced {{",
    "Figure 3: Ends with a stop.",
]


def part(title: str, kind: str = "section", label: str = "cadence-intervals") -> Part:
    return Part(label, kind, title, f"06-cadence.html#{label}")


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_comes_back(title: str) -> None:
    written = citation.write_bibtex(BOOK, part(title))
    library = bibtexparser.parse_string(written, append_middleware=[SeparateCoAuthors(), LatexDecodingMiddleware()])
    assert not library.failed_blocks
    (entry,) = library.entries
    assert entry.key == "tradetalks-cadence-intervals"
    assert bare(entry["title"]).replace("ˆ", "^") == title  # the reader's own idea of \\textasciicircum
    assert bare(entry["booktitle"]) == BOOK.title
    assert entry["author"] == ["Nguyễn, An", "The tradetalks authors"] or list(map(bare, entry["author"])) == ["Nguyễn, An", "The tradetalks authors"]
    assert entry["edition"] == BOOK.edition
    assert entry["url"] == "https://example.org/t/06-cadence.html#cadence-intervals"
    known = parse_string(written, "bibtex").entries["tradetalks-cadence-intervals"]
    assert [str(person) for person in known.persons["author"]] == ["Nguyễn, An", "{The tradetalks authors}"]


def bare(text: str) -> str:
    """A text without the outermost braces that keep its capitals."""
    return text[1:-1] if text.startswith("{") and text.endswith("}") else text


@pytest.mark.parametrize("title", TITLES)
def test_ris_comes_back(title: str) -> None:
    (entry,) = rispy.loads(citation.write_ris(BOOK, part(title)))
    assert entry["title"] == title
    assert entry["secondary_title"] == BOOK.title
    assert entry["authors"] == list(BOOK.authors)
    assert entry["year"] == "2026"
    assert entry["publisher"] == BOOK.publisher
    assert entry["urls"] == ["https://example.org/t/06-cadence.html#cadence-intervals"]


@pytest.mark.parametrize("title", TITLES)
def test_csl_comes_back(title: str) -> None:
    written = citation.write_csl(BOOK, part(title))
    (item,) = json.loads(written)
    assert item["title"] == title
    assert item["author"][0] == {"family": "Nguyễn", "given": "An"}
    assert list(CiteProcJSON(json.loads(written))) == [item["id"]]


@pytest.mark.parametrize("style", citation.STYLES)
@pytest.mark.parametrize("title", TITLES)
def test_references_hold_what_they_are_given(title: str, style: str) -> None:
    made = citation.write_reference(BOOK, part(title), style)
    text = citation.to_text(made)
    assert plain(title) in plain(text)
    assert html.fragment_fromstring(f"<p>{made}</p>").text_content() == text
    assert {element.tag for element in html.fragment_fromstring(f"<p>{made}</p>").iter()} == {"p", "i"}
    assert "https://example.org/t/06-cadence.html#cadence-intervals" in text
    assert BOOK.edition in text and BOOK.publisher in text and "2026" in text


def plain(text: str) -> str:
    """Letters only: styles change capitals, quotation marks and stops."""
    return "".join(char for char in text.lower() if char.isalnum())


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Zl", "Zp"]), min_size=1).map(lambda text: " ".join(text.split())).filter(bool))
def test_any_title_survives(title: str) -> None:
    (entry,) = rispy.loads(citation.write_ris(BOOK, part(title)))
    assert entry["title"] == title
    assert json.loads(citation.write_csl(BOOK, part(title)))[0]["title"] == title
    library = bibtexparser.parse_string(citation.write_bibtex(BOOK, part(title)))
    assert not library.failed_blocks and len(library.entries) == 1
    for style in citation.STYLES:
        made = citation.write_reference(BOOK, part(title), style)
        assert {element.tag for element in html.fragment_fromstring(f"<p>{made}</p>").iter()} == {"p", "i"}


def test_apa_and_chicago_as_the_manuals_have_them() -> None:
    section = part("Who said “harmonising interests”?")
    assert citation.to_text(citation.write_reference(BOOK, section, "APA")) == (
        "Nguyễn, A., & The tradetalks authors. (2026). Who said “harmonising interests”? In Harmonising Interests, Sharing "
        "Risks (edition 0.1.0+5a8c0b7c). Nhà xuất bản <&> Sons. https://example.org/t/06-cadence.html#cadence-intervals"
    )
    assert citation.to_text(citation.write_reference(BARE, part("Days between meetings"), "Chicago")) == (
        "The tradetalks authors. n.d. “Days Between Meetings.” In Harmonising Interests, Sharing Risks, edition 0.1.0+5a8c0b7c."
    )


@pytest.mark.parametrize("missing", ["title", "authors", "released", "publisher", "address", "everything"])
@pytest.mark.parametrize("kind", ["section", "figure", "table", "data", "book"])
def test_what_is_missing_makes_it_shorter(kind: str, missing: str) -> None:
    known = {
        "title": BOOK.title,
        "authors": BOOK.authors,
        "edition": BOOK.edition,
        "released": "2026",
        "publisher": "P",
        "address": BOOK.address,
    }
    if missing == "everything":
        known |= {"authors": (), "released": "", "publisher": "", "address": ""}
    elif missing != "title":
        known[missing] = () if missing == "authors" else ""
    book, cited = Book(**known), part("" if missing in ("title", "everything") else "A title", kind)
    written = [
        citation.write_bibtex(book, cited),
        citation.write_ris(book, cited),
        citation.write_csl(book, cited),
        json.dumps(citation.to_json_ld(book, cited)),
        citation.write_tags(citation.list_tags(book, cited)),
        *(citation.to_text(citation.write_reference(book, cited, style)) for style in citation.STYLES),
    ]
    for text in written:
        assert not re.search(r"\b(None|null|nan|undefined|qalpha|probe)\b", text)
        assert "{}" not in text and '""' not in text and not re.search(r"[,.;:] ?[,.;:]{1} ?[,;:]|\(\)|“”|  \. ", text.replace("n.d.", "nd"))
    for reference in written[-2:]:
        assert "..".join(("", "")) not in reference
        assert not reference.startswith((" ", ",", "."))
        assert "Retrieved http" not in reference
    assert rispy.loads(written[1])[0].get("title") != ""
    assert not bibtexparser.parse_string(written[0]).failed_blocks


def test_the_configuration_is_the_only_place() -> None:
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config |= {"author": "Nguyễn, An; The tradetalks authors ;", "html": {"baseurl": "https://example.org/t"}}
    book = citation.read_book(config, Edition("1.0", "5a8c0b7c" * 8, 5))
    assert book.authors == ("Nguyễn, An", "The tradetalks authors")
    assert book.edition == "1.0+5a8c0b7c"
    assert citation.find_address(book, part("x")) == "https://example.org/t/06-cadence.html#cadence-intervals"
    assert citation.find_address(book, Part("book", "book", "")) == "https://example.org/t/"


def test_tags_name_each_author_and_the_book() -> None:
    tags = citation.list_tags(BOOK, part("T"), picture="_static/card.png")
    assert [content for _, name, content in tags if name == "citation_author"] == list(BOOK.authors)
    told = {name: content for _, name, content in tags}
    assert told["citation_book_title"] == BOOK.title
    assert told["citation_publication_date"] == "2026/01/31"
    assert told["og:image"] == "https://example.org/t/_static/card.png"
    whole = {name for _, name, _ in citation.list_tags(BARE, Part("book", "book", BARE.title))}
    assert not whole & {"citation_book_title", "og:image", "og:url", "citation_public_url", "citation_publication_date"}


def test_json_ld_says_what_a_page_is_and_cannot_end_its_script() -> None:
    assert citation.to_json_ld(BOOK, Part("book", "book", ""))["@type"] == "Book"
    assert citation.to_json_ld(BOOK, part("T", "data"))["@type"] == "Dataset"
    known = citation.to_json_ld(BOOK, part("</script><script>alert(1)"))
    assert known["@type"] == "Chapter" and known["isPartOf"]["@type"] == "Book"
    written = citation.write_json_ld(known)
    assert written.count("<") == 2
    assert json.loads(html.fragment_fromstring(written).text) == known


def test_the_citation_file_is_valid_and_says_what_the_configuration_says() -> None:
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    schema = json.loads((ROOT / "tests" / "data" / "cff-1.2.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(json.dumps(told, default=str)), schema)
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    from tradetalks import __version__

    book = citation.read_book(config, Edition(__version__, "0" * 64, 0))
    assert told["title"] == book.title
    assert told["version"] == __version__
    assert book.licence in told["license"]
    assert tuple(", ".join(filter(None, (name.get("family-names"), name.get("given-names")))) or name["name"] for name in told["authors"]) == book.authors
    assert str(told.get("date-released", "")) == book.released
    assert told.get("url", "") == book.address
