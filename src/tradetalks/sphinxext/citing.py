"""Citation below the level of the page: a way to cite every section, figure and table, and what machines read of a page.

Each heading and caption with a label gets a link to `cite/<label>.html`, a page of its own with the reference in
several styles and formats; `citing.js` shows it in place. The same stands as files beside it (`.bib`, `.ris`, `.json`).
Pages carry tags for reference managers, search engines and social media, and the name of the edition. All of it comes
from `_config.yml` and the edition; what needs the address of the site appears when that is set.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from tradetalks import citation, edition
from tradetalks.citation import Book, Part
from tradetalks.shipped import parse_yaml

LOGGER = logging.getLogger(__name__)

#: The folder of the site that the citations stand in, and the picture of the book.
FOLDER = "cite"
PICTURE = "_static/card.png"

#: The name by which the book itself is cited; no section may have it as its label.
WHOLE = "whole-book"

#: The names of figures and tables, which do not change with the articles.
TITLES = "titles.yml"

#: The list, for programs, of everything that can be cited.
INDEX = "cite-index.json"

#: Settings of the book in `_config.yml` (under sphinx: config:) beside title, author, language and address.
SETTINGS = ("book_licence", "book_released", "book_publisher", "book_description")

#: The page that is the data, and no chapter of the book.
DATA_PAGE = "data"

#: Sections that are not the authors' to cite.
NOT_CITED = ("evidence-notes",)

_PERMALINK = re.compile(r'<a class="headerlink" href="#([^"]+)"[^>]*>.*?</a>')
_LONGEST_DESCRIPTION = 300


class Citing:
    """What one build has found to cite: every part by its label, and the same by page."""

    def __init__(self, app: Sphinx) -> None:
        source = Path(app.srcdir)
        config = parse_yaml((source / "_config.yml").read_text(encoding="utf-8"))
        self.edition = edition.read_staged(source)
        self.book: Book = citation.read_book(config, self.edition)
        self.parts: dict[str, Part] = {}
        self.pages: dict[str, dict[str, Part]] = {}
        self.root = app.config.root_doc
        self.titles = read_titles(source)


def prepare(app: Sphinx) -> None:
    """Read what is known of the book, if it has been staged."""
    staged = (Path(app.srcdir) / edition.STAGED).is_file()
    app.tradetalks_citing = Citing(app) if staged and app.builder.format == "html" else None


def note_page(app: Sphinx, doctree: nodes.document, pagename: str) -> None:
    """Note what can be cited on a page. Pages are written by several processes; this is done before, in the one that ends the build."""
    citing: Citing | None = app.tradetalks_citing
    if citing is None:
        return
    parts = {part.label: part for part in find_parts(app, pagename, doctree, citing.titles)}
    if WHOLE in parts:
        LOGGER.warning("the label %r is the book's own", WHOLE, location=pagename)
    citing.pages[pagename] = parts
    citing.parts |= parts


def add_to_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Put the links to cite by into a page, the tags into its head, and the edition below it."""
    citing: Citing | None = app.tradetalks_citing
    if citing is None:
        return
    up = "../" * pagename.count("/")
    context["theme_extra_footer"] = write_footer(citing, up)
    if doctree is None:
        return
    parts = citing.pages[pagename]
    context["body"] = add_links(context["body"], parts, up)
    page = describe_page(citing, pagename, doctree, parts)
    description = find_description(doctree)
    tags = citation.list_tags(citing.book, page, description=description, picture=PICTURE)
    known = citation.to_json_ld(citing.book, page, description=description)
    # a description that the page gives of itself stands; ours then is not needed
    told = context.get("metatags") or ""
    tags = [tag for tag in tags if f'{tag[0]}="{tag[1]}"' not in told]
    context["metatags"] = told + "\n" + citation.write_tags(tags) + citation.write_json_ld(known)


def describe_page(citing: Citing, pagename: str, doctree: nodes.document, parts: dict[str, Part]) -> Part:
    """The page as a part of the book: the book itself, its data, or a chapter."""
    if pagename == citing.root:
        return whole(citing)
    first = next((part for part in parts.values() if part.kind in ("section", "data")), None)
    if first:
        return Part(first.label, first.kind, first.title, f"{pagename}.html")
    return Part(pagename.replace("/", "-"), "section", pagename, f"{pagename}.html")


def whole(citing: Citing) -> Part:
    """The book."""
    return Part(WHOLE, "book", citing.book.title, "")


# ---- finding what can be cited


def find_parts(app: Sphinx, pagename: str, doctree: nodes.document, titles: Mapping[str, str]) -> Iterator[Part]:
    """Every section, figure and table of a page that has a label. The landing page stands for the book."""
    place = f"{quote(pagename)}.html"
    for section in doctree.findall(nodes.section):
        label = next(iter(section["ids"]), None)
        if label and label not in NOT_CITED:
            whole_page = isinstance(section.parent, nodes.document)
            kind = "section" if not whole_page else "book" if pagename == app.config.root_doc else "data" if pagename == DATA_PAGE else "section"
            yield Part(label, kind, _text(section[0]), f"{place}#{quote(label)}")
    for kind, node_type, caption_type in (("figure", nodes.figure, nodes.caption), ("table", nodes.table, nodes.title)):
        for node in doctree.findall(node_type):
            caption = next(iter(node.findall(caption_type)), None)
            if node["ids"] and caption is not None:
                label = node["ids"][0]
                number = app.env.toc_fignumbers.get(pagename, {}).get(kind, {}).get(label, ())
                name = app.config.numfig_format[kind] % ".".join(map(str, number)) if number else kind.capitalize()
                # captions of generated pages say what a table is, those of chapters what it shows
                heading = find_heading(node) if app.env.toc_secnumbers.get(pagename) else ""
                title = titles.get(label) or heading or _text(caption).rstrip(".")
                yield Part(label, kind, f"{name}: {title}", f"{place}#{quote(label)}")


def find_heading(node: nodes.Node) -> str:
    """The heading of the section that a node stands in; empty where it stands in none."""
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return _text(node[0]) if node is not None else ""


def read_titles(source: Path) -> dict[str, str]:
    """The names by which figures and tables are cited, by their labels."""
    path = source / TITLES
    return (parse_yaml(path.read_text(encoding="utf-8")) if path.is_file() else None) or {}


def _text(node: nodes.Node) -> str:
    return " ".join(node.astext().split())


def find_description(doctree: nodes.document) -> str:
    """The first paragraph of a page that is prose, shortened at the end of a word; empty where there is none."""
    for paragraph in doctree.findall(nodes.paragraph):
        text = _text(paragraph)
        if isinstance(paragraph.parent, nodes.section | nodes.container) and len(text) > 40:
            return text if len(text) <= _LONGEST_DESCRIPTION else text[:_LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …"
    return ""


# ---- pages


def add_links(body: str, parts: dict[str, Part], up: str) -> str:
    """The body of a page with a link to cite by behind each heading and caption that has a label."""

    def add(found: re.Match) -> str:
        part = parts.get(html.unescape(found[1]))
        if part is None:
            return found[0]
        told = html.escape(f"Cite “{part.title}”")
        return f'{found[0]}<a class="cite-link" href="{up}{FOLDER}/{part.label}.html" aria-label="{told}" title="Cite">Cite</a>'

    return _PERMALINK.sub(add, body)


def write_footer(citing: Citing, up: str) -> str:
    """Which edition it is, and the way to cite it."""
    name = html.escape(citing.edition.name)
    return f'<p class="edition">Edition {name}. <a href="{up}{FOLDER}/{WHOLE}.html">Cite this book</a>.</p>'


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write the citations of everything, the picture, and with an address the map of the site."""
    citing: Citing | None = app.tradetalks_citing
    if error or citing is None:
        return
    folder = Path(app.outdir, FOLDER)
    folder.mkdir(exist_ok=True)
    for part in (whole(citing), *citing.parts.values()):
        files = write_citation(citing.book, part)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    Path(app.outdir, INDEX).write_text(write_index(citing), encoding="utf-8")
    if citing.book.address:
        Path(app.outdir, "sitemap.xml").write_text(write_sitemap(citing.book, citing.pages), encoding="utf-8")
        draw_card(citing.book, Path(app.outdir, PICTURE))


def write_index(citing: Citing) -> str:
    """Everything that can be cited: kind, title and place of each part, by its permanent name."""
    parts = {
        label: {"kind": part.kind, "title": part.title, "place": part.place}
        for label, part in sorted(citing.parts.items())
    }
    return json.dumps({"edition": citing.edition.name, "parts": parts}, ensure_ascii=False, indent=1) + "\n"


def write_citation(book: Book, part: Part) -> dict[str, str]:
    """The files by which a part is cited: one for each format, and the page that shows them all."""
    formats = {
        "bib": citation.write_bibtex(book, part),
        "ris": citation.write_ris(book, part),
        "json": citation.write_csl(book, part),
    }
    return {
        **{f"{part.label}.{ending}": text for ending, text in formats.items()},
        f"{part.label}.html": write_citation_page(book, part, formats),
    }


#: What is said where the site has no address.
NO_ADDRESS = "This copy of the book has no public address, so the reference gives none. Add the address at which you read it."

_NAMES = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}


def write_citation_page(book: Book, part: Part, formats: dict[str, str]) -> str:
    """The page that shows how a part is cited; without any script it is complete, but for the buttons that copy."""
    title = html.escape(part.title or book.title)
    address = citation.find_address(book, part)
    place = f"../{part.place or 'index.html'}"
    shown = html.escape(address or part.place or "index.html")
    unknown = "" if address else f"<p>{NO_ADDRESS}</p>\n"
    references = "".join(
        f'<h3 id="{name.lower()}">{name}</h3><p class="cite-text">{citation.write_reference(book, part, name)}</p>'
        for name in citation.STYLES
    )
    records = "".join(
        f'<h3 id="{ending}">{name}</h3><pre class="cite-text" tabindex="0" aria-label="{name}">{html.escape(formats[ending])}</pre>'
        f'<p><a href="{part.label}.{ending}" download>Download as {name}</a></p>'
        for ending, name in _NAMES.items()
    )
    return f"""<!DOCTYPE html>
<html lang="{html.escape(book.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Cite: {title}</title>
<link rel="stylesheet" href="../_static/citing.css">
<script src="../_static/citing.js" defer></script>
</head>
<body class="cite-page">
<main>
<h1>Cite</h1>
<div class="cite-content">
<p class="cite-what">{title}</p>
<p>{"Permanent address" if address else "Place in this book"}: <a href="{html.escape(place)}">{shown}</a>. Edition {html.escape(book.edition)}.</p>
{unknown}{references}{records}</div>
</main>
</body>
</html>
"""


def write_sitemap(book: Book, pages: Iterable[str]) -> str:
    """The map of the site: every page at its address."""
    places = "".join(f"<url><loc>{html.escape(book.address + quote(page))}.html</loc></url>\n" for page in sorted(pages))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'


def draw_card(book: Book, path: Path) -> None:
    """The picture of the book that social media show: its title, authors and edition."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor="#12263a")
    figure.text(0.07, 0.55, book.title, color="white", fontsize=40, wrap=True, va="center", parse_math=False)
    told = " · ".join((*book.authors, f"edition {book.edition}"))
    figure.text(0.07, 0.2, told, color="#c9d6e2", fontsize=18, parse_math=False)
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Software": None})


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    for name in SETTINGS:
        app.add_config_value(name, "", "html")
    app.connect("builder-inited", prepare)
    app.connect("doctree-resolved", note_page, priority=900)
    app.connect("html-page-context", add_to_page, priority=900)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
