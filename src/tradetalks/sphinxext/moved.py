"""Sections, figures and tables that were cited once and have moved: their old addresses lead to where they are now.

`book/redirects.yml` says for each old address (`06-cadence#cadence-rhythm`) which label has taken its place. On a page
that still exists the old name becomes a place at its end; a page that is gone becomes one that lists where its parts
went. `book/labels.yml` lists every label that was ever published with its page, and a test holds the book against it;
`make labels` adds new ones.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from tradetalks import project
from tradetalks.shipped import parse_yaml
from tradetalks.sphinxext.citing import FOLDER, INDEX, Citing

LOGGER = logging.getLogger(__name__)

REDIRECTS = "redirects.yml"
LABELS = "labels.yml"

_STUB = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Moved</title>
<link rel="stylesheet" href="{up}_static/citing.css">
</head>
<body class="cite-page">
<main>
<h1>Moved</h1>
<ul>
{lines}
</ul>
</main>
</body>
</html>
"""


def read_moved(source: Path) -> dict[str, dict[str, str]]:
    """By old page, which label has taken the place of which. Raises ValueError for an address without page or label."""
    path = source / REDIRECTS
    content = parse_yaml(path.read_text(encoding="utf-8")) if path.is_file() else None
    moved: dict[str, dict[str, str]] = {}
    for address, label in (content or {}).items():
        page, mark, old = str(address).partition("#")
        if not (page and mark and old):
            raise ValueError(f"{path}: {address}: must be a page and a label, as in 06-cadence#cadence-rhythm")
        moved.setdefault(page, {})[old] = str(label)
    return moved


def find_place(app: Sphinx, label: str, up: str) -> str:
    """Where a label stands now, as seen from a page so far down; complains of a label that is not there."""
    known = app.env.domains["std"].anonlabels
    if label not in known:
        LOGGER.warning("%s sends readers to %r, which is no label", REDIRECTS, label)
        return f"{up}index.html"
    page, identifier, *_ = known[label]
    return f"{up}{page}.html#{identifier}"


def add_to_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Put the places of what has moved away to the end of a page."""
    moved = read_moved(Path(app.srcdir)).get(pagename) if doctree is not None else None
    if moved:
        lines = _write_lines(app, moved, "../" * pagename.count("/"))
        context["body"] += f'<ul class="moved" aria-label="Moved">\n{lines}\n</ul>\n'


def _write_lines(app: Sphinx, moved: Mapping[str, str], up: str) -> str:
    return "\n".join(
        f'<li id="{html.escape(old)}">{html.escape(old)} has moved to '
        f'<a href="{html.escape(find_place(app, label, up))}">{html.escape(label)}</a></li>'
        for old, label in moved.items()
    )


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write a page for every one that is gone, and lead from old citations to new ones."""
    citing: Citing | None = getattr(app, "tradetalks_citing", None)
    if error or citing is None:
        return
    for page, moved in read_moved(Path(app.srcdir)).items():
        if page not in app.env.found_docs:
            target, up = Path(app.outdir, f"{page}.html"), "../" * page.count("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            stub = _STUB.format(language=citing.book.language, up=up, lines=_write_lines(app, moved, up))
            target.write_text(stub, encoding="utf-8")
        for old, label in moved.items():
            line = f'<li>{html.escape(old)} is now cited as <a href="{html.escape(label)}.html">{html.escape(label)}</a></li>'
            stub = _STUB.format(language=citing.book.language, up="../", lines=line)
            Path(app.outdir, FOLDER, f"{old}.html").write_text(stub, encoding="utf-8")


# ---- the list of all labels


def find_lost(registered: Mapping[str, str], present: Mapping[str, str], moved: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Registered labels that are no longer where they were and from whose place nothing leads on."""
    return [
        f"{page}#{label}"
        for label, page in sorted(registered.items())
        if present.get(label) != page and label not in moved.get(page, {})
    ]


_PLACES = re.compile(r'\bid="(tab-[a-z0-9-]+)"')


def read_present(site: Path) -> dict[str, str]:
    """Every label of a built book, with its page."""
    places = json.loads((site / INDEX).read_text(encoding="utf-8"))["parts"]
    present = {label: part["place"].partition(".html")[0] for label, part in places.items()}
    for page in sorted(site.glob("*.html")):
        # A table without rows is one sentence; its address stands, though there is nothing in it to cite.
        for label in _PLACES.findall(page.read_text(encoding="utf-8")):
            present.setdefault(label, page.stem)
    return present


def read_registered(book: Path) -> dict[str, str]:
    """Every label that is registered, with its page."""
    path = book / LABELS
    return (parse_yaml(path.read_text(encoding="utf-8")) or {}) if path.is_file() else {}


def is_computed(page: str) -> bool:
    """Do the labels of this page follow from the collection of articles, so that nobody has to list them?"""
    return page.startswith(("evidence/", "events/", "changes/"))


def register(book: Path, site: Path) -> list[str]:
    """Add the labels of a built book to the list; the new ones. What has moved is listed where it is now."""
    registered, present = read_registered(book), read_present(site)
    moved = read_moved(book)
    new = {label: page for label, page in present.items() if registered.get(label) != page and not is_computed(page)}
    kept = {label: page for label, page in new.items() if label not in registered or label in moved.get(registered[label], {})}
    lines = (f"{label}: {page}\n" for label, page in sorted({**registered, **kept}.items()))
    head = "# Every section, figure and table that was ever published, and its page. `make labels` adds new ones; a line\n# is never taken out. What moves gets a line in redirects.yml.\n"
    (book / LABELS).write_text(head + "".join(lines), encoding="utf-8")
    return sorted(kept)


def main(arguments: Iterable[str] | None = None) -> int:
    """Add the labels of the built book to `book/labels.yml`."""
    parser = argparse.ArgumentParser(prog="python -m tradetalks.sphinxext.moved", description=main.__doc__)
    parser.add_argument("--site", type=Path, help="the built book (default: _build/html)")
    chosen = parser.parse_args(arguments)
    root = project.find_root()
    new = register(root / "book", chosen.site or root / "_build" / "html")
    print(f"new labels: {', '.join(new) or 'none'}")
    return 0


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("html-page-context", add_to_page, priority=920)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    sys.exit(main())
