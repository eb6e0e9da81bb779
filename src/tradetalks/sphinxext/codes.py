"""Codes that head the rows of a computed table lead to their definitions in the codebook."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

from tradetalks import codebook
from tradetalks.evidence import slugify
from tradetalks.sphinxext.evidence.nodes import evidence_link


class LinkCodes(SphinxTransform):
    """Turns the first cell of a row that is just the label of a code into a link; in a book without codebook, none."""

    default_priority = 410  # after the evidence of the page has been numbered

    def apply(self, **kwargs) -> None:
        tables = [table for table in self.document.findall(nodes.table) if "computed" in table["classes"]]
        if not tables:
            return
        labels = {code.label: f"code-{slugify(code.code)}" for code in codebook.load().codes.values()}
        for table in tables:
            for row in table.findall(nodes.row):
                cell = row[0] if isinstance(row.parent, nodes.tbody) and len(row) else None
                if cell is not None and cell.astext() in labels and not any(cell.findall(nodes.reference)):
                    link_cell(cell, labels[cell.astext()])


def link_cell(cell: nodes.entry, label: str) -> None:
    """Make the words of a cell a link to a label."""
    cell[:] = [nodes.paragraph("", "", evidence_link("", cell.astext(), refuri="", note=None, place=(), label=label))]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.add_transform(LinkCodes)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
