"""What a notebook shows: figures, tables and sentences, each with what the book needs to publish them.

The captions, alternative texts, cells and sentences are computed, so they travel with the output itself:
`tradetalks.sphinxext.outputs` turns them into numbered, labelled figures and tables of the book, and a
plain Jupyter shows the same output as SVG, as an HTML table and as Markdown.

`caption`, `source`, the text of `say` and the columns named in `markup` are MyST Markdown and may hold
roles and references; everything else is text. What comes from an article goes through `literal` before
it is put into Markdown.
"""

import html
import io
import re
import textwrap
from collections.abc import Collection, Mapping

import pandas as pd
from IPython.display import display
from lxml import etree
from markdown_it import MarkdownIt

TABLE_MIME = "application/vnd.tradetalks.table+json"
FIGURE_METADATA = "tradetalks_figure"

_LABEL = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_REFERENCE = re.compile(r"#([^\s)\"']+)")
_NOT_IN_ENTRY = re.compile(r"[^\w.:-]")
#: A figure as text: `0.91`, `0.91 (0.88–0.94)`, `93 %`; a dash where there is none.
_FIGURE = re.compile(r"[−-]?\d[\d.,]*(?:\s?%)?(?: \([^()]{1,24}\))?|–")
_LINKED_NUMBER = re.compile(r"\[?\d[\d.,]*(?:\]\([^)]*\))?")
_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


def literal(text: str) -> str:
    """The Markdown that shows `text` letter by letter, on one line, whatever it contains."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split()))


def cite(key: str) -> str:
    """The Markdown that cites the article with this `key` (a column of the table of articles) in the bibliography."""
    return f"{{cite:p}}`{name_entry(key)}`"


def name_entry(key: str) -> str:
    """The name of an article's entry in the bibliography: its key without what BibTeX cannot have in a name."""
    return _NOT_IN_ENTRY.sub("-", key)


def say(markdown: str) -> None:
    """Show `markdown` (MyST, common indentation taken off) as prose of the page; nothing where there is none."""
    text = textwrap.dedent(markdown).strip()
    if text:
        display({"text/markdown": text, "text/plain": text}, raw=True)


def show_figure(fig, *, label: str, caption: str, alt: str, data: pd.DataFrame, source: str | None = None) -> None:
    """Show a matplotlib figure and close it; the book numbers it and `{numref}` finds it by its label.

    `label` begins with `fig-`; `caption` says the finding, `alt` the data to one who does not see the
    figure, `source` where the data come from, `data` are what is drawn, for the reader to take away as CSV,
    under headings that a reader understands. Raises ValueError when one of the first three is wanting, or `data` has
    no columns.
    """
    _require_label(label, "fig-")
    _require_text(caption, f"caption of {label}")
    _require_text(alt, f"alternative text of {label}")
    if not len(data.columns):
        raise ValueError(f"data of {label}: has no columns")
    about = {
        "label": label,
        "caption": _end_sentence(_one_line(caption)),
        "alt": _one_line(alt),
        "source": _one_line(source),
        "data": {
            "columns": [str(name) for name in data.columns],
            "rows": [[_show_value(value, "") for value in row] for row in data.itertuples(index=False)],
        },
    }
    svg = draw_svg(fig, label=label, alt=about["alt"])
    told = "\n".join(part for part in (about["caption"], about["alt"], about["source"]) if part)
    display({"image/svg+xml": svg, "text/plain": told}, metadata={FIGURE_METADATA: about}, raw=True)


def show_table(
    table: pd.DataFrame,
    *,
    label: str,
    caption: str,
    source: str | None = None,
    headings: Mapping[str, str] | None = None,
    markup: Collection[str] = (),
    row_header: bool = True,
    missing: str = "–",
    nothing: str = "None in these articles.",
) -> None:
    """Show the columns of `table` (not its index); the book numbers it and `{numref}` finds it by its label.

    `label` begins with `tab-`. `headings` renames columns for the reader. Cells are shown as text, but
    those of the columns in `markup` are read as inline Markdown. Columns of numbers are set flush
    right; a missing value is shown as `missing`, truth as yes or no. The first column heads its row
    unless `row_header` is false. Of a table without rows only the sentence `nothing` is shown, a paragraph
    under the same label. Raises ValueError when label or
    caption is wanting, and KeyError when `headings` or `markup` name a column that is not there.
    """
    _require_label(label, "tab-")
    _require_text(caption, f"caption of {label}")
    unknown = (set(headings or ()) | set(markup)) - set(table.columns)
    if unknown:
        raise KeyError(f"{label}: no such columns: {', '.join(sorted(map(str, unknown)))}")
    if table.empty:
        sentence = _one_line(nothing)
        display({"text/markdown": f"({label})=\n{literal(sentence)}", "text/plain": sentence}, raw=True)
        return
    content = {
        "label": label,
        "caption": _end_sentence(_one_line(caption)),
        "source": _one_line(source),
        "columns": [
            {
                "title": str((headings or {}).get(name, name)),
                "number": _is_number(table[name]) or (_are_linked_numbers if name in markup else _are_figures)(table[name]),
                "markup": name in markup,
            }
            for name in table.columns
        ],
        "rows": [[_show_value(value, missing) for value in row] for row in table.itertuples(index=False)],
        "row_header": row_header,
        "nothing": nothing,
    }
    display(
        {TABLE_MIME: content, "text/html": table_to_html(content), "text/plain": table_to_text(content)}, raw=True
    )


def draw_svg(fig, *, label: str, alt: str) -> str:
    """The figure as an SVG element that can stand in a page among others; the figure is closed.

    The same figure gives the same text: no date, ids derived from `label`.
    """
    import matplotlib.pyplot as plt

    drawn = io.BytesIO()
    with plt.rc_context({"svg.hashsalt": label}):
        fig.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    plt.close(fig)
    return settle_svg(drawn.getvalue(), label=label, alt=alt)


def settle_svg(drawn: bytes, *, label: str, alt: str) -> str:
    """An SVG file as an element for a page: named by `alt`, its ids its own, its styles not the page's.

    Ids that nothing refers to are dropped. A drawing with links is a group, so that they can be reached;
    any other is one image.
    """
    root = etree.fromstring(drawn, etree.XMLParser(remove_comments=True, resolve_entities=False))
    for element in root.findall(f"{{{_SVG}}}metadata"):
        root.remove(element)
    for style in root.findall(f".//{{{_SVG}}}style"):
        style.getparent().remove(style)
    root.set("stroke-linejoin", "round")  # matplotlib's style sheet says no more than these two,
    root.set("stroke-linecap", "butt")  # but says it of every element of the page it stands in
    _own_ids(root, label)
    root.set("role", "group" if root.find(f".//{{{_SVG}}}a") is not None else "img")
    root.set("aria-label", alt)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def table_to_html(content: Mapping) -> str:
    """The HTML element that plain Jupyter shows for a table; every text in it escaped."""
    columns = content["columns"]
    head = "".join(f'<th scope="col"{_align(column)}>{html.escape(column["title"])}</th>' for column in columns)
    body = "".join(f"<tr>{_html_row(row, content)}</tr>" for row in content["rows"])
    if not content["rows"]:
        body = f'<tr><td colspan="{len(columns)}">{html.escape(content["nothing"])}</td></tr>'
    caption = " ".join(_inline(part) for part in (content["caption"], content["source"]) if part)
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def table_to_text(content: Mapping) -> str:
    """The caption and the size of a table: what is left of it where neither HTML nor JSON is shown."""
    rows, columns = len(content["rows"]), len(content["columns"])
    return f"{content['caption']} [{rows} × {columns}]"


def _html_row(row: list[str], content: Mapping) -> str:
    cells = []
    for position, (cell, column) in enumerate(zip(row, content["columns"], strict=True)):
        shown = _inline(cell) if column["markup"] else html.escape(cell)
        heads = content["row_header"] and position == 0
        cells.append(
            f'<th scope="row"{_align(column)}>{shown}</th>' if heads else f"<td{_align(column)}>{shown}</td>"
        )
    return "".join(cells)


def _align(column: Mapping) -> str:
    return f' style="text-align: {"right" if column["number"] else "left"}"'


def _inline(markdown: str) -> str:
    return MarkdownIt("js-default").renderInline(markdown)


def _show_value(value, missing: str) -> str:
    if pd.isna(value):
        return missing
    if pd.api.types.is_bool(value):
        return "yes" if value else "no"
    return str(value)


def _is_number(column: pd.Series) -> bool:
    return pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)


def _are_linked_numbers(column: pd.Series) -> bool:
    """Whether the cells are numbers that lead to their evidence."""
    cells = column.dropna().astype(str)
    return len(cells) > 0 and bool(cells.str.fullmatch(_LINKED_NUMBER.pattern).all())


def _are_figures(column: pd.Series) -> bool:
    """Whether the cells are figures written out, and not dashes alone."""
    cells = column.dropna().astype(str)
    return bool(cells.str.fullmatch(_FIGURE.pattern).all()) and bool(cells.str.contains(r"\d").any())


def _own_ids(root: etree._Element, label: str) -> None:
    """Put `label` before every id that the drawing refers to, and before the references; drop the others."""
    attributes = [(element, name) for element in root.iter() for name in element.attrib if name != "id"]
    referring = [(element, name) for element, name in attributes if _refers(element, name)]
    used = {found for element, name in referring for found in _REFERENCE.findall(element.get(name))}
    for element in root.xpath("//*[@id]"):
        if element.get("id") in used:
            element.set("id", f"{label}-{element.get('id')}")
        else:
            del element.attrib["id"]
    for element, name in referring:
        element.set(name, _REFERENCE.sub(rf"#{label}-\1", element.get(name)))


def _refers(element: etree._Element, name: str) -> bool:
    if name in (_XLINK_HREF, "href"):
        return element.get(name).startswith("#") and etree.QName(element).localname != "a"
    return "url(#" in element.get(name)


def _require_label(label: str, prefix: str) -> None:
    if not (label.startswith(prefix) and _LABEL.fullmatch(label)):
        raise ValueError(f"label {label!r}: must begin with {prefix} and hold a-z, 0-9 and single hyphens only")


def _require_text(text: str, what: str) -> None:
    if not (text and text.strip()):
        raise ValueError(f"{what}: is empty")


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _end_sentence(text: str) -> str:
    """The text with a full stop, where it does not end with a mark that serves as one."""
    return text if text[-1:] in ".!?…" else f"{text}."
