"""Figures and tables that a notebook computed, as numbered and labelled figures and tables of the book.

The counterpart of `tradetalks.display`: MyST-NB hands over each stored output, and what it hands back are
ordinary docutils figures and tables, so that numbering, references and themes treat them as any other.
Every header cell of the book, whoever wrote the table, says which way it heads.
"""

from html import escape

from docutils import nodes
from lxml import html
from myst_nb.core.render import MimeData, MimeRenderPlugin, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from tradetalks.display import FIGURE_METADATA, TABLE_MIME

_FRAME = 'class="dataframe"'  # by which pandas marks its tables

#: A cell with more characters than this is prose, for which the style sheet keeps room.
LONG_CELL = 60
#: A table with a longer cell than this, that of the first column apart, is read row by row where there is little room.
SHORT_CELL = 30


class ComputedOutputs(MimeRenderPlugin):
    """Renders what `show_figure` and `show_table` stored, and bare data frames; leaves the rest to MyST-NB."""

    mime_priority_overrides = [("*", TABLE_MIME, 1)]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """The nodes of a computed figure or table; None for any other output."""
        if data.mime_type == TABLE_MIME:
            return build_table(renderer, data)
        if data.mime_type == "image/svg+xml" and FIGURE_METADATA in data.output_metadata:
            return build_figure(renderer, data)
        if data.mime_type == "text/html" and _FRAME in data.string:
            return [nodes.raw("", scope_frame(data.string), format="html")]
        return None


def scope_frame(shown: str) -> str:
    """The HTML that pandas gives of a data frame, with scopes for its header cells and no style of its own."""
    root = html.fragment_fromstring(shown)
    table = root if root.tag == "table" else root.find(".//table")
    for cell in table.iterfind(".//th"):
        cell.set("scope", "col" if cell.getparent().getparent().tag == "thead" else "row")
    for cell in table.iterfind(".//td"):
        if len(cell.text_content()) > LONG_CELL:
            cell.set("class", "long-cell")
    table.set("class", "dataframe table")
    table.attrib.pop("border", None)
    table.tail = None
    return f'<div class="pst-scrollable-table-container">{html.tostring(table, encoding="unicode")}</div>'


def build_figure(renderer: NbElementRenderer, data: MimeData) -> list[nodes.Element]:
    """A figure whose drawing stands in the page itself, so that its words, links and colours are the page's."""
    about = data.output_metadata[FIGURE_METADATA]
    figure = nodes.figure(classes=["computed"], data=about.get("data"))
    figure += nodes.raw("", data.string, format="html", drawing=True)
    figure += nodes.caption("", "", *_parse_inline(renderer, about["caption"], data))
    if about["source"]:
        figure += nodes.legend("", _build_source(renderer, about["source"], data))
    _name(renderer, figure, about["label"])
    return [figure]


def build_table(renderer: NbElementRenderer, data: MimeData) -> list[nodes.Element]:
    """A table, and below it the line that says where it comes from."""
    content = data.content
    columns = content["columns"]
    table = nodes.table(classes=["computed"])
    table += nodes.title("", "", *_parse_inline(renderer, content["caption"], data))
    group = nodes.tgroup(cols=len(columns))
    for position in range(len(columns)):
        group += nodes.colspec(colwidth=1, stub=int(content["row_header"] and position == 0))
    group += nodes.thead("", nodes.row("", *(_build_heading(column) for column in columns)))
    group += nodes.tbody("", *_build_rows(renderer, content, data))
    table += group
    _name(renderer, table, content["label"])
    source = [_build_source(renderer, content["source"], data)] if content["source"] else []
    return [table, *source]


def _build_rows(renderer: NbElementRenderer, content: dict, data: MimeData) -> list[nodes.row]:
    if not content["rows"]:
        entry = nodes.entry("", nodes.paragraph("", content["nothing"]), morecols=len(content["columns"]) - 1)
        return [nodes.row("", entry)]
    return [nodes.row("", *_build_cells(renderer, row, content["columns"], data)) for row in content["rows"]]


def _build_cells(renderer: NbElementRenderer, row: list, columns: list, data: MimeData) -> list[nodes.entry]:
    return [_build_cell(renderer, cell, column, data) for cell, column in zip(row, columns, strict=True)]


def _build_heading(column: dict) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", column["title"]), classes=_align(column))


def _build_cell(renderer: NbElementRenderer, cell: str, column: dict, data: MimeData) -> nodes.entry:
    content = _parse_inline(renderer, cell, data) if column["markup"] else [nodes.Text(cell)]
    return nodes.entry("", nodes.paragraph("", "", *content), classes=_align(column))


def _align(column: dict) -> list[str]:
    return ["text-right"] if column["number"] else []


def _build_source(renderer: NbElementRenderer, source: str, data: MimeData) -> nodes.paragraph:
    return nodes.paragraph("", "", *_parse_inline(renderer, source, data), classes=["source"])


def _parse_inline(renderer: NbElementRenderer, markdown: str, data: MimeData) -> list[nodes.Node]:
    holder = nodes.Element()
    with renderer.renderer.current_node_context(holder):
        renderer.renderer.nested_render_text(markdown, data.line or 0, inline=True)
    return holder.children


def _name(renderer: NbElementRenderer, node: nodes.Element, label: str) -> None:
    """Make `node` the target that `label` names, which is what numbers it and lets references find it."""
    node["names"].append(nodes.fully_normalize_name(label))
    document = renderer.renderer.document
    document.note_explicit_target(node, document)


def visit_entry(translator: HTML5Translator, node: nodes.entry) -> None:
    """Open a cell; a header cell says whether it heads a column or a row, one of prose that it must not be narrow.

    Any other cell names its column, which is shown beside it where the rows of a table are set below each other.
    """
    if len(node.astext()) > LONG_CELL:
        node["classes"].append("long-cell")
    HTML5Translator.visit_entry(translator, node)
    scope = "col" if isinstance(node.parent.parent, nodes.thead) else "row"
    translator.body[-1] = translator.body[-1].replace("<th", f'<th scope="{scope}"', 1)
    if heading := find_heading(node):
        translator.body[-1] = translator.body[-1].replace("<td", f'<td data-heading="{escape(heading)}"', 1)


def find_heading(node: nodes.entry) -> str:
    """The heading of the column that a cell of the body stands in; empty for a cell that spans columns, and where nothing heads them."""
    row = node.parent
    group = row.parent.parent
    head = next((part for part in group.children if isinstance(part, nodes.thead)), None)
    if head is None or row.parent is head or node.get("morecols"):
        return ""
    return head[-1][row.index(node)].astext()


class ReadByRows(SphinxPostTransform):
    """Says of tables that hold more than figures and names that they are read row by row where there is little room."""

    default_priority = 500
    formats = ("html",)

    def run(self, **kwargs) -> None:
        for table in self.document.findall(nodes.table):
            body = next(iter(table.findall(nodes.tbody)), None)
            columns: dict[int, list[nodes.entry]] = {}
            for row in body.children if body is not None else ():
                for place, cell in enumerate(row.children):
                    columns.setdefault(place, []).append(cell)
            widest = {place: max(len(cell.astext()) for cell in cells) for place, cells in columns.items()}
            if any(width > SHORT_CELL for place, width in widest.items() if place):
                table["classes"].append("by-rows")
            for place, cells in columns.items():
                if widest[place] > LONG_CELL:
                    for cell in cells:
                        cell["classes"].append("long-column")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension; the renderer itself is found by MyST-NB through its entry point."""
    app.add_post_transform(ReadByRows)
    app.add_node(nodes.entry, override=True, html=(visit_entry, HTML5Translator.depart_entry))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
