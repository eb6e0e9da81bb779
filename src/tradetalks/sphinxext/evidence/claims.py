"""What a note is said of: the words of a link, and where these are few what they stand in; of a drawing, its name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docutils import nodes
from sphinx import addnodes

from tradetalks.sphinxext.outputs import find_heading

#: A link of at most this many words does not tell by itself what it is about.
FEW_WORDS = 3

#: Words that are told before and behind so few.
AROUND = 6

_STOP = re.compile(r"[.!?:;][”’)]?\s+(?=\S)")


def tell_claim(node: nodes.reference) -> str:
    """The words of a link in quotation marks; a few words with those around them, in a table with their row and column."""
    claim = _join(node.astext())
    if len(claim.split()) > FEW_WORDS or claim.startswith("“"):
        return quote_claim(claim)
    cell = _climb(node, nodes.entry)
    if cell is not None and _join(cell.astext()) == claim:
        return _tell_cell(cell, claim)
    block = _climb(node, nodes.paragraph, nodes.caption, nodes.title, nodes.term)
    return quote_claim(_surround(block, node) if block is not None else claim)


def tell_drawing(drawing: nodes.Node, titles: Mapping[str, str]) -> tuple[str, str]:
    """What a note on a mark of this drawing is headed, and the id of the figure, empty where it has none.

    `titles` are the names of figures by their labels.
    """
    figure = _climb(drawing, nodes.figure)
    name = next(iter(figure["names"]), "") if figure is not None else ""
    told = f"A mark in the chart “{titles[name]}”" if name in titles else "A mark in a chart"
    return told, next(iter(figure["ids"]), "") if figure is not None else ""


def quote_claim(claim: str) -> str:
    """Words of the book in quotation marks; what is a quotation already keeps its own."""
    if claim.startswith("“") and claim.endswith("”") and "“" not in claim[1:]:
        return claim
    return f"“{claim.replace('“', '‘').replace('”', '’')}”"


def _tell_cell(cell: nodes.entry, claim: str) -> str:
    """`Comity, Articles: 4`: the cell that heads the row, the heading of the column, and the cell, all of which is linked; the first two may be wanting."""
    row = cell.parent
    of_row = _join(row[0].astext()) if row.index(cell) else ""
    where = ", ".join(filter(None, (of_row, _join(find_heading(cell)))))
    return f"{where}: {claim}" if where else quote_claim(claim)


def _surround(block: nodes.Element, node: nodes.Element) -> str:
    """The words of a link with those around them in their sentence; “…” stands where the sentence goes on."""
    own = {id(text) for text in node.findall(nodes.Text)}
    before, behind, met = "", "", False
    unnamed = {id(text) for link in block.findall(addnodes.pending_xref) if not link.get("refexplicit") for text in link.findall(nodes.Text)}
    for text in block.findall(nodes.Text):
        if id(text) in unnamed:  # of a link without words only the label is known yet
            continue
        if id(text) in own:
            met = True
        elif met:
            behind += text.astext()
        else:
            before += text.astext()
    before, behind = (part.replace(" ()", "") for part in (before, behind))
    starts = [found.end() for found in _STOP.finditer(before)]
    end = _STOP.search(behind)
    before = before[starts[-1] if starts else 0 :]
    behind = behind[: end.start()] if end else behind.rstrip(" .!?:;\n")
    return f"{_keep_last(before)}{_join(node.astext())}{_keep_first(behind)}"


def _keep_last(text: str) -> str:
    words = text.split()
    return ("… " if len(words) > AROUND else "") + " ".join(words[-AROUND:]) + (" " if text[-1:].isspace() else "")


def _keep_first(text: str) -> str:
    words = text.split()
    return (" " if text[:1].isspace() else "") + " ".join(words[:AROUND]) + (" …" if len(words) > AROUND else "")


def _climb(node: nodes.Node, *kinds: type) -> nodes.Element | None:
    """The nearest node above that is of one of these kinds; None where there is none."""
    above = node.parent
    while above is not None and not isinstance(above, kinds):
        above = above.parent
    return above


def _join(text: str) -> str:
    return " ".join(text.split())
