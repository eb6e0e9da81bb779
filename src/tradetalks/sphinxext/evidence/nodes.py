"""The nodes of evidence in a page: links with a note, quotations, marked words; and how each is written as HTML.

A sign stands for each finding in a quotation: a shape for its type, and its number in the sentence.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

#: What stands for each type of finding, besides its colour: shape and word.
SHAPES = {"event": "●", "principle": "◆", "measure": "■", "good": "▲", "directive": "▶"}
TYPES = {
    "event": "event",
    "principle": "principle",
    "measure": "measure",
    "good": "good named for purchase or import",
    "directive": "instruction",
}


class evidence_link(nodes.reference):  # noqa: N801  (docutils finds the writer's method by this name)
    """A link with evidence: `note` is its number, `place` the page and anchor if it leads to the evidence chapter.

    One with a `label` leads to where that stands, and is mere text in a book without it.
    """


class quotation(nodes.block_quote):
    """A sentence of an article: `article`, `start`, `end` say which."""


class span(nodes.inline):
    """Marked words of a quotation: `start`, `end`, `types` of the findings, `signs` of those that begin here."""


class sentence_uses(nodes.General, nodes.Element):
    """Where the pages that use a sentence will be named: `article`, `sentence`."""


def visit_evidence_link(translator: HTML5Translator, node: evidence_link) -> None:
    """Open a link that says which note it has."""
    more = {"data-note": str(node["note"])} if node.get("note") else {}
    if node.get("own") is not None:
        more["data-own"] = node["own"]
    translator.body.append(translator.starttag(node, "a", "", CLASS="evidence", href=node["refuri"], **more))


def depart_evidence_link(translator: HTML5Translator, node: evidence_link) -> None:
    translator.body.append("</a>")


def visit_quotation(translator: HTML5Translator, node: quotation) -> None:
    """Open a quotation that says which characters of which article it is."""
    place = {"data-article": node["article"], "data-start": str(node["start"]), "data-end": str(node["end"])}
    if node.get("own"):
        place["data-own"] = node["own"]
    translator.body.append(translator.starttag(node, "blockquote", "", CLASS="quotation", lang=node["language"], **place))


def depart_quotation(translator: HTML5Translator, node: quotation) -> None:
    translator.body.append("</blockquote>\n")


def visit_span(translator: HTML5Translator, node: span) -> None:
    """Open marked words; the signs of what begins here are the style sheet's, so that they are not copied with them."""
    place = {"data-start": str(node["start"]), "data-end": str(node["end"])}
    if node["signs"]:
        place["data-signs"] = node["signs"]
    classes = " ".join(f"is-{kind}" for kind in node["types"])
    translator.body.append(translator.starttag(node, "mark", "", CLASS=classes, **place))


def depart_span(translator: HTML5Translator, node: span) -> None:
    translator.body.append("</mark>")


def add_nodes(app: Sphinx) -> None:
    """Tell Sphinx of the nodes; what is no HTML shows the words alone."""
    skip = (lambda translator, node: None, lambda translator, node: None)
    app.add_node(evidence_link, html=(visit_evidence_link, depart_evidence_link), latex=skip, text=skip)
    app.add_node(quotation, html=(visit_quotation, depart_quotation), latex=skip, text=skip)
    app.add_node(span, html=(visit_span, depart_span), latex=skip, text=skip)
    app.add_node(sentence_uses, html=skip, latex=skip, text=skip)
