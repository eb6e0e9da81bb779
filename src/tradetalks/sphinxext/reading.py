"""A line below the title of each chapter: about how long it takes to read."""

from __future__ import annotations

import math

from docutils import nodes
from sphinx.application import Sphinx

from tradetalks import prose

#: Words that a reader takes in within a minute; tables and notes are looked up, not read, and do not count.
PACE = 230

_SKIPPED = (nodes.table, nodes.literal_block, nodes.raw, nodes.math_block)


def count_words(doctree: nodes.document) -> int:
    """The words of a page that are read: prose, headings and captions."""
    skipped = {id(node) for node in doctree.findall(lambda node: isinstance(node, _SKIPPED) or _is_notes(node))}
    return sum(len(text.astext().split()) for text in doctree.findall(nodes.Text) if not _inside(text, skipped))


def _is_notes(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section) and "evidence-notes" in node["classes"]


def _inside(node: nodes.Node, skipped: set[int]) -> bool:
    while node is not None:
        if id(node) in skipped:
            return True
        node = node.parent
    return False


def tell_time(words: int) -> str:
    """`About four minutes to read`: at least one minute."""
    return f"About {prose.count('minute', max(1, math.ceil(words / PACE)))} to read"


def is_chapter(app: Sphinx, pagename: str) -> bool:
    """Is this a numbered page, that is one of the chapters and none of the pages to look things up in?"""
    return bool(app.env.toc_secnumbers.get(pagename))


def add_to_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Put the line below the title of a chapter."""
    if doctree is None or not is_chapter(app, pagename):
        return
    line = f'<p class="reading-time">{tell_time(count_words(doctree))}.</p>'
    context["body"] = context["body"].replace("</h1>", f"</h1>\n{line}", 1)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("html-page-context", add_to_page, priority=910)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
