"""`make pdf`: the built book as one PDF, made by a headless Chromium from one page that holds all others.

The PDF begins with the edition and how to cite it, and a table of contents; its chapters follow in the order of the
book. What the site shows as evidence one click away stands here as endnotes: a number at the place, and at the end the
quotation with its outlet, day and sentence. A sentence is quoted once; later notes refer to the first.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree
from lxml import html as page_of

from tradetalks import citation, edition, project
from tradetalks.endnotes import ABOUT_NO_DAY, Notes, read_sources, read_text
from tradetalks.errors import InputError
from tradetalks.project import Project
from tradetalks.public import find_book
from tradetalks.staging import read_yaml

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

#: Pages that the endnotes stand for, and what only a screen can use.
REPLACED = ("evidence",)
LEFT_OUT = ("changes/",)

ENDNOTES = "endnotes"

_OFF = (
    "descendant::script | descendant::button | descendant::*[contains(concat(' ', @class, ' '), ' headerlink ')]"
    " | descendant::*[contains(concat(' ', @class, ' '), ' cite-link ')]"
    " | descendant::*[contains(@class, 'tag_hide-input')]//*[contains(@class, 'cell_input')]"
    " | descendant::details[contains(@class, 'hide')]"
    " | descendant::*[contains(concat(' ', @class, ' '), ' moved ')]"
)
_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n?(.*?)\nendobj", re.DOTALL)
_DESTINATION = re.compile(rb"/([^\s/\[\]<>()]+) \[(\d+) 0 R /XYZ")


# ---- one page of all


@dataclass(frozen=True)
class Chapter:
    """A page of the book in the PDF: where it stands on the site, its heading, how deep in the table of contents."""

    name: str
    title: str
    depth: int
    part: str
    body: str

    @property
    def anchor(self) -> str:
        """The id of its beginning."""
        return name_page(self.name)


def name_page(name: str) -> str:
    """The id at which a page of the site begins in the PDF."""
    return "page-" + re.sub(r"[^a-z0-9]+", "-", name.lower())


def list_pages(toc: Mapping, part: str = "", depth: int = 0) -> Iterator[tuple[str, str, int]]:
    """Page, caption of its part, and depth of everything that the PDF holds, in reading order."""
    if "root" in toc or "file" in toc:
        name = toc.get("root") or toc["file"]
        if name not in REPLACED and not name.startswith((*(f"{one}/" for one in REPLACED), *LEFT_OUT)):
            yield name, part, depth
    for below in toc.get("parts", ()):
        for entry in below.get("chapters", ()):
            yield from list_pages(entry, below.get("caption", ""), 0)
    for entry in (*toc.get("chapters", ()), *toc.get("sections", ())):
        yield from list_pages(entry, part, depth + ("file" in toc))


def read_chapters(site: Path, toc: Mapping, notes: Notes) -> list[Chapter]:
    """The pages of a built site as chapters of the PDF; the endnotes that they refer to are added to `notes`."""
    pages = list(list_pages(toc))
    included = {name for name, _, _ in pages}
    chapters, taken = [], set()
    for name, part, depth in pages:
        root = page_of.parse(site / f"{name}.html", page_of.HTMLParser(encoding="utf-8")).getroot()
        section = next(iter(root.xpath("//article//section | //section")), None)
        if section is None:
            continue
        title = section.find(".//h1")
        clean(section)
        number_evidence(section, notes)
        settle_links(section, name, included, site)
        settle_ids(section, taken)
        heading = read_text(title) if title is not None else name
        chapters.append(Chapter(name, heading, depth, part, etree.tostring(section, encoding="unicode", with_tail=False, method="html")))
    return chapters


def clean(section: etree._Element) -> None:
    """Take out what only a screen can use."""
    for node in section.xpath(_OFF):
        if node.getparent() is not None:
            node.drop_tree()


def number_evidence(section: etree._Element, notes: Notes) -> None:
    """Turn the notes of a page into endnotes, and its links to them into numbers."""
    numbers: dict[str, int] = {}
    for own in section.xpath("descendant::section[contains(@class, 'evidence-notes')]"):
        for note in own.xpath("./ol/li"):
            numbers[(note.get("id") or "").removeprefix("evidence-")] = notes.add(note)
        own.drop_tree()
    for link in section.xpath("descendant::*[local-name() = 'a'][@data-note]"):
        number = numbers.get(link.attrib.pop("data-note"))
        if number is None:
            continue
        if next(link.iterancestors("svg"), None) is None:
            link.set("href", f"#note-{number}")
            etree.SubElement(link, "sup").text = str(number)
        else:  # a mark in a drawing has no room for a number
            for name in [name for name in link.attrib if name.endswith("href")]:
                link.set(name, f"#note-{number}")
        link.attrib.pop("id", None)


def settle_links(section: etree._Element, name: str, included: set[str], site: Path) -> None:
    """Let links lead to where their places are in the PDF; what is not in it is mere text. Pictures are found from anywhere."""
    for picture in section.iter("img"):
        picture.set("src", (site / PurePosixPath(name).parent / unquote(picture.get("src", ""))).resolve().as_uri())
    for link in list(section.iter("a")):
        address = link.get("href")
        if address is None or address.startswith("#note-"):
            continue
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            continue
        page = unquote(urljoin(f"{name}.html", parts.path)).removesuffix(".html") if parts.path else name
        if page in included:
            link.set("href", f"#{parts.fragment or name_page(page)}")
        elif page.split("/")[0] in REPLACED:
            link.set("href", f"#{ENDNOTES}")
        else:
            link.drop_tag()


def settle_ids(section: etree._Element, taken: set[str]) -> None:
    """Keep the first of equal ids in the book."""
    for node in section.xpath("descendant-or-self::*[@id]"):
        if node.get("id") in taken:
            del node.attrib["id"]
        else:
            taken.add(node.get("id"))


def write_page(chapters: Sequence[Chapter], notes: Notes, *, head: str, title: str, front: str, pages: Mapping[str, int]) -> str:
    """The one page that is printed; `pages` are the numbers of the pages on which things begin, as far as they are known."""
    bodies = "\n".join(f'<div class="pdf-chapter" id="{chapter.anchor}">{chapter.body}</div>' for chapter in chapters)
    ends = "\n".join(f'<li id="note-{number}">{text}</li>' for number, text in enumerate(notes.texts, 1))
    endnotes = f'<ol class="pdf-notes">\n{ends}\n</ol>' if ends else "<p>Nothing in these articles is cited.</p>"
    return f"""<!DOCTYPE html>
<html lang="en-GB" data-theme="light" data-mode="light" class="pdf">
<head>
<meta charset="utf-8">
<title>{html.escape(title)}</title>
{head}
</head>
<body>
<main class="bd-article pdf-book">
{front}
<nav class="pdf-contents" aria-label="Contents"><h1>Contents</h1>
{write_contents(chapters, pages)}
</nav>
{bodies}
<div class="pdf-chapter" id="{ENDNOTES}"><h1>Evidence</h1>
<p>What the numbered words, cells and marks rest on. A quotation is followed by its outlet, the day on which that published
it, and the name of its sentence in the book. Where a sentence is quoted in another note, that note is named. {ABOUT_NO_DAY}</p>
{endnotes}
</div>
</main>
</body>
</html>
"""


def write_contents(chapters: Sequence[Chapter], pages: Mapping[str, int], *, most_below: int = 40) -> str:
    """The table of contents, under the captions of the parts; of very many pages below one only their number."""
    lines, part = [], ""
    below = sum(chapter.depth > 0 for chapter in chapters)
    for chapter in chapters:
        if chapter.part != part:
            part = chapter.part
            lines.append(f'<p class="pdf-part">{html.escape(part)}</p>')
        if chapter.depth == 0 or below <= most_below:
            lines.append(_write_line(chapter.anchor, chapter.title, pages, chapter.depth))
    return "\n".join([*lines, _write_line(ENDNOTES, "Evidence", pages, 0)])


def _write_line(anchor: str, title: str, pages: Mapping[str, int], depth: int) -> str:
    number = pages.get(anchor, "")
    return f'<p class="pdf-line pdf-depth-{depth}"><a href="#{anchor}">{html.escape(title)}</a><span class="pdf-number">{number}</span></p>'


def write_front(place: Project) -> str:
    """The title page: what it is, which edition, how to cite it."""
    found = edition.find_edition(place)
    book = find_book(place, found)
    whole = citation.Part("whole-book", "book", book.title, "")
    lines = [
        f'<p class="pdf-title">{html.escape(book.title)}</p>',
        f'<p class="pdf-authors">{html.escape(", ".join(book.authors))}</p>',
        f'<p class="pdf-edition">Edition {html.escape(found.name)}</p>',
        '<p class="pdf-head">How to cite</p>',
        f"<p>{citation.write_reference(book, whole, 'APA')}</p>",
    ]
    if book.licence:
        lines.append(f'<p class="pdf-small">Text and data: {html.escape(book.licence)}. The quotations remain their publishers\'.</p>')
    return f'<header class="pdf-front">{"".join(lines)}</header>'


def read_head(site: Path) -> str:
    """The style sheets of the site, found from anywhere, and that of the PDF."""
    root = page_of.parse(site / "index.html", page_of.HTMLParser(encoding="utf-8")).getroot()
    parts = []
    for node in root.xpath("//head/link[@rel='stylesheet'] | //head/style"):
        if node.tag == "style":
            parts.append(etree.tostring(node, encoding="unicode", with_tail=False, method="html"))
        elif not urlsplit(node.get("href", "")).scheme:
            parts.append(f'<link rel="stylesheet" href="{(site / unquote(urlsplit(node.get("href")).path)).resolve().as_uri()}">')
    style = resources.files("tradetalks").joinpath("pdf.css").read_text(encoding="utf-8")
    return "\n".join([*parts, f"<style>{style}</style>"])


# ---- printing


def find_browser() -> str:
    """The Chromium of this computer. Raises InputError where there is none."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise InputError("make pdf", "there is no Chromium on the PATH", "install Chromium or Chrome, or print the pages from a browser")


def print_page(browser: str, page: Path, out: Path) -> None:
    """Let the browser print a page. Raises InputError when it does not."""
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, "--headless", "--disable-gpu", "--no-sandbox", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--disable-extensions", f"--user-data-dir={profile}",
            "--no-pdf-header-footer", "--generate-pdf-document-outline", f"--print-to-pdf={out}", page.as_uri(),
        ]  # fmt: skip
        try:
            ran = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InputError(browser, f"did not print the book ({error.__class__.__name__})", "try again, or print from a browser") from error
    if ran.returncode or not out.is_file():
        last = (ran.stderr.strip().splitlines() or ["no message"])[-1]
        raise InputError(browser, f"did not print the book ({last})", "try again, or print from a browser")


def find_places(pdf: bytes) -> dict[str, int]:
    """The page of each place that links of a PDF lead to, counted from 1; empty for a PDF that is written otherwise.

    Chromium cannot tell a style sheet on which page something stands, but writes it plainly into the file.
    """
    objects = {int(number): content for number, content in _OBJECT.findall(pdf)}
    order: list[int] = []

    def walk(number: int) -> None:
        content = objects.get(number, b"")
        kids = re.search(rb"/Kids \[([^\]]*)\]", content)
        if kids:
            for kid in re.findall(rb"(\d+) 0 R", kids[1]):
                walk(int(kid))
        else:
            order.append(number)

    catalogue = next((content for content in objects.values() if b"/Type /Catalog" in content), b"")
    root, names = (re.search(rb"/" + name + rb" (\d+) 0 R", catalogue) for name in (b"Pages", b"Dests"))
    if not (root and names):
        return {}
    walk(int(root[1]))
    numbers = {number: position for position, number in enumerate(order, 1)}
    found = _DESTINATION.findall(objects.get(int(names[1]), b""))
    return {unquote(name.decode("latin-1").replace("#", "%")): numbers[int(page)] for name, page in found if int(page) in numbers}


def make_pdf(site: Path, source: Path, place: Project, out: Path, browser: str) -> int:
    """Print the site built from `source` to `out`; how many pages that has. The first printing tells those of the contents."""
    notes = Notes(read_sources(source / "evidence"))
    chapters = read_chapters(site, read_yaml(source / project.MARK), notes)
    title = find_book(place, edition.find_edition(place)).title
    known: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder, "book.html"), Path(folder, "book.pdf")
        for _ in range(2):
            written = write_page(chapters, notes, head=read_head(site), title=title, front=write_front(place), pages=known)
            page.write_text(written, encoding="utf-8")
            print_page(browser, page, printed)
            content = printed.read_bytes()
            known = find_places(content)
        out.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(printed, out)
    return len(re.findall(rb"/Type /Page\b(?!s)", content))


def main(arguments: list[str] | None = None) -> int:
    """Make the PDF of the built book; exit status 1 and one line when there is no Chromium or no book."""
    parser = argparse.ArgumentParser(prog="python -m tradetalks.pdf", description=main.__doc__)
    parser.add_argument("--state", type=Path, help="the folder of the build (default: _build)")
    parser.add_argument("--out", type=Path, help="the file to write (default: book.pdf in that folder)")
    chosen = parser.parse_args(arguments)
    try:
        root = project.find_root()
        state = chosen.state or root / "_build"
        out = chosen.out or state / "book.pdf"
        browser = find_browser()
        if not (state / "html" / "index.html").is_file():
            raise InputError(state / "html", "there is no built book", "run `make book` first")
        number = make_pdf(state / "html", state / "source", project.find(root), out, browser)
    except InputError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{out}: {number} pages, {out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
