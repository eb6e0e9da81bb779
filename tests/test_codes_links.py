"""Codes that head rows lead to their definitions."""

from types import SimpleNamespace

from docutils import nodes
from docutils.utils import new_document

from tradetalks.sphinxext.codes import LinkCodes
from tradetalks.sphinxext.evidence.nodes import evidence_link


def make_table(*cells: str, classes: list[str]) -> nodes.table:
    head = nodes.thead("", nodes.row("", nodes.entry("", nodes.paragraph("", "Sharing risks"))))
    body = nodes.tbody("", *(nodes.row("", nodes.entry("", nodes.paragraph("", cell)), nodes.entry("", nodes.paragraph("", "Sharing risks"))) for cell in cells))
    return nodes.table("", nodes.tgroup("", head, body, cols=2), classes=classes)


def link(table: nodes.table) -> list[str]:
    """The labels that a document with this table leads to."""
    document = new_document("page")
    document.settings.env = SimpleNamespace(app=None, config=None)
    document += table
    LinkCodes(document).apply()
    return [node["label"] for node in document.findall(evidence_link)]


def test_only_a_code_that_heads_a_row_of_a_computed_table_is_a_link() -> None:
    assert link(make_table("Sharing risks", "Sharing", "Under the Party's direction", classes=["computed"])) == ["code-share-risks", "code-party-direction"]
    assert link(make_table("Sharing risks", classes=[])) == []


def test_what_is_evidence_already_stays_it() -> None:
    table = make_table("Sharing risks", classes=["computed"])
    cell = next(iter(table.findall(nodes.tbody)))[0][0]
    cell[:] = [nodes.paragraph("", "", evidence_link("", "Sharing risks", refuri="#evidence-1", note=1, place=(), label=""))]
    assert link(table) == [""]
