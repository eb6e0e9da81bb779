"""Files to take away: the public tables, the data of every table and figure, and each notebook with all it needs.

The public tables have been staged by `tradetalks.public`; here they get their copies as Parquet and their archive. The
data of a table are its cells as the reader sees them; those of a figure are what its notebook gave to `show_figure`.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from docutils import nodes
from sphinx.application import Sphinx

from tradetalks import citation, datapackage, project, public, values
from tradetalks.citation import Part
from tradetalks.shipped import parse_yaml
from tradetalks.staging import CONFIG, LOCK, PACKAGE
from tradetalks.sphinxext.citing import Citing

#: The folders of the site for data and for notebooks with all that they need.
DATA = "data"
RERUN = "rerun"

_CITE_LINK = re.compile(r'<a class="cite-link" href="([^"]*)cite/([^"/]+)\.html"[^>]*>Cite</a>')
_NUMBER = re.compile(r"[-−]?[\d,]*\d(\.\d+)?")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_NOTES = '<section class="evidence-notes"'


@dataclass(frozen=True)
class Data:
    """The data of a table or figure: its columns, its rows, where they come from, and what it is."""

    part: Part
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    source: str


class Downloads:
    """What one build has found to take away: the data of tables and figures by page and label, and the notebooks of pages."""

    def __init__(self) -> None:
        self.data: dict[str, dict[str, Data]] = {}
        self.notebooks: dict[str, str] = {}


def prepare(app: Sphinx) -> None:
    """Begin a build."""
    app.tradetalks_downloads = Downloads()


def note_page(app: Sphinx, doctree: nodes.document, pagename: str) -> None:
    """Note what can be taken away from a page, before processes of their own write the pages."""
    citing: Citing | None = getattr(app, "tradetalks_citing", None)
    if citing is None:
        return
    app.tradetalks_downloads.data[pagename] = {data.part.label: data for data in find_data(doctree, citing.pages[pagename])}
    source = str(app.env.doc2path(pagename))
    if Path(source).suffix == ".ipynb":
        app.tradetalks_downloads.notebooks[pagename] = source


def add_to_page(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: nodes.document | None) -> None:
    """Put links to their data beside tables and figures, and the box to run it again on the page of a notebook."""
    citing: Citing | None = getattr(app, "tradetalks_citing", None)
    if citing is None or doctree is None:
        return
    found = app.tradetalks_downloads.data[pagename]
    context["body"] = _CITE_LINK.sub(lambda link: add_link(link, found), context["body"])
    if pagename in app.tradetalks_downloads.notebooks:
        box = write_box(pagename, read_repository(app))
        body = context["body"]
        at = body.rfind(_NOTES)
        context["body"] = body[:at] + box + body[at:] if at >= 0 else body + box


def add_link(link: re.Match, found: Mapping[str, Data]) -> str:
    """The link to cite by, and behind it the one to the data."""
    data = found.get(link[2])
    if data is None:
        return link[0]
    told = html.escape(f"Data of “{data.part.title}” as CSV")
    return f'{link[0]}<a class="cite-link data-link" href="{link[1]}{DATA}/{link[2]}.csv" aria-label="{told}" title="Data as CSV" download>CSV</a>'


# ---- the data of tables and figures


def find_data(doctree: nodes.document, parts: Mapping[str, Part]) -> Iterable[Data]:
    """The data of every table and figure of a page that can be cited and has any."""
    for table in doctree.findall(nodes.table):
        label = next(iter(table["ids"]), "")
        if label in parts:
            head, *rows = [
                tuple(_read_cell(entry) for entry in row.findall(nodes.entry)) for row in table.findall(nodes.row)
            ] or [()]
            rows = [row for row in rows if len(row) == len(head)]  # what says that there are none is no row
            yield Data(parts[label], head, tuple(rows), _find_source(table))
    for figure in doctree.findall(nodes.figure):
        label = next(iter(figure["ids"]), "")
        data = figure.get("data")
        if label in parts and data:
            yield Data(parts[label], tuple(data["columns"]), tuple(map(tuple, data["rows"])), _find_source(figure))


def _read_cell(entry: nodes.entry) -> str:
    text = " ".join(entry.astext().split())
    return "" if text == "–" else text


def _find_source(node: nodes.Element) -> str:
    for paragraph in (*node.findall(nodes.paragraph), node.next_node(nodes.paragraph, descend=False, siblings=True)):
        if paragraph is not None and "source" in paragraph["classes"]:
            return " ".join(paragraph.astext().split())
    return ""


def write_csv(data: Data) -> str:
    """The data as CSV; no cell of words is one that a spreadsheet would calculate."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerows([_guard(cell) for cell in row] for row in (data.columns, *data.rows))
    return written.getvalue()


def _guard(cell: str) -> str:
    return cell if _NUMBER.fullmatch(cell) else values.escape_formula(cell)


def write_metadata(citing: Citing, data: Data) -> str:
    """What the data are: title, source, edition, columns, how to cite them."""
    known = {
        "title": data.part.title,
        "label": data.part.label,
        "kind": data.part.kind,
        "book": citing.book.title,
        "edition": citing.edition.name,
        "source": data.source,
        "columns": list(data.columns),
        "rows": len(data.rows),
        "address": citation.find_address(citing.book, data.part),
        "licence": citing.book.licence,
        "citation": citation.to_text(citation.write_reference(citing.book, data.part, "APA")),
    }
    return json.dumps({name: value for name, value in known.items() if value != ""}, ensure_ascii=False, indent=1) + "\n"


# ---- the tables


def write_parquet(content: bytes, schema: Mapping[str, Any], path: Path) -> None:
    """A table of the public package as Parquet, its columns typed as its schema says."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv
    from pyarrow import parquet

    types = {"integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}
    options = arrow_csv.ConvertOptions(
        column_types={field["name"]: types.get(field["type"], pa.string()) for field in schema["fields"]},
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
        null_values=[""],
        true_values=["true"],
        false_values=["false"],
    )
    reading = arrow_csv.ParseOptions(newlines_in_values=True)
    read = arrow_csv.read_csv(pa.BufferReader(content), parse_options=reading, convert_options=options)
    parquet.write_table(read, path)


def write_tables(source: Path, folder: Path) -> None:
    """Put the staged tables into the site: one by one, as Parquet, and all in one archive."""
    package = json.loads((source / datapackage.PACKAGE_FILE).read_text(encoding="utf-8"))
    files = {path.name: path.read_bytes() for path in sorted(source.iterdir()) if path.is_file()}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    for resource in package["resources"]:
        path = folder / f"{resource['name']}.parquet"
        write_parquet(files[resource["path"]], resource["schema"], path)
        files[f"parquet/{path.name}"] = path.read_bytes()
    write_zip(folder / public.ARCHIVE, files)


def write_zip(target: Path | io.BytesIO, files: Mapping[str, bytes], mode: Literal["w", "a"] = "w") -> None:
    """An archive, the same for the same files; with mode `a` they are added to those that it has."""
    with zipfile.ZipFile(target, mode, zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, date_time=_LONG_AGO)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)


# ---- running a page again

_BOX = """<details class="rerun" id="rerun">
<summary>Re-run this page</summary>
<p>Download <a href="{up}{folder}/{name}.zip" download>its bundle</a> (the notebook, the tables, the package and the lock
file), unpack it, and in its folder, with Python 3.11, 3.12 or 3.13, run:</p>
<pre tabindex="0" aria-label="Commands">{commands}</pre>
<p>Sentences of articles that may not be republished have their letters hidden, so a page that shows the articles
themselves comes out with dots there; every quotation and every number is the same.</p>
{links}</details>
"""
COMMANDS = (
    "python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.txt && .venv/bin/pip install --no-deps --no-build-isolation .",
    ".venv/bin/python -m tradetalks.publish execute",
)


def write_box(pagename: str, repository: tuple[str, str]) -> str:
    """The box of a page: how to run it again, here or elsewhere."""
    links = ""
    address, branch = repository
    match = re.fullmatch(r"https://github\.com/([^/]+/[^/]+?)(\.git)?/?", address)
    if match:
        path = f"book/{pagename}.ipynb"
        binder = f"https://mybinder.org/v2/gh/{match[1]}/{branch}?labpath={path}"
        colab = f"https://colab.research.google.com/github/{match[1]}/blob/{branch}/{path}"
        links = f'<p>Or open it in <a href="{html.escape(binder)}">Binder</a> or <a href="{html.escape(colab)}">Colab</a>.</p>\n'
    return _BOX.format(
        up="../" * pagename.count("/"), folder=RERUN, name=pagename, commands=html.escape("\n".join(COMMANDS)), links=links
    )


def read_repository(app: Sphinx) -> tuple[str, str]:
    """Address and branch of the repository, as configured; empty where they are not."""
    config = parse_yaml((Path(app.srcdir) / CONFIG).read_text(encoding="utf-8"))
    repository = config.get("repository") or {}
    return str(repository.get("url") or ""), str(repository.get("branch") or "main")


def write_bundles(source: Path, pagenames: Iterable[str], root: Path, folder: Path) -> None:
    """An archive for each notebook. What all of them need is packed once: each begins with the same bytes."""
    shared = io.BytesIO()
    write_zip(shared, list_shared(source, root))
    for pagename in pagenames:
        own = {
            f"book/{pagename}.ipynb": (source / f"{pagename}.ipynb").read_bytes(),
            project.MARK: f"format: jb-book\nroot: book/{pagename}\n".encode(),
        }
        packed = io.BytesIO(shared.getvalue())
        write_zip(packed, own, mode="a")
        target = folder / f"{pagename}.zip"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(packed.getvalue())


def list_shared(source: Path, root: Path) -> dict[str, bytes]:
    """What every notebook needs: tables and articles as they may be passed on, the package, the lock."""
    files = {CONFIG: (source / CONFIG).read_bytes()}
    for name in (LOCK, "pyproject.toml", "README.md", "LICENSE"):
        if (root / name).is_file():
            files[name] = (root / name).read_bytes()
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith("."):
            files[f"src/{PACKAGE.name}/{path.relative_to(PACKAGE).as_posix()}"] = path.read_bytes()
    staged = source / public.STAGED
    for path in sorted((staged / "seeds").glob("*.txt")):
        files[f"seeds/{path.name}"] = path.read_bytes()
    for path in sorted(staged.iterdir()):
        if path.is_file():
            files[f"data/{path.name}"] = path.read_bytes()
    files["data/sentences.csv"] = fill_sentences(files["data/sentences.csv"], staged / "seeds")
    gold = root / "data" / "gold"
    for path in sorted(gold.rglob("*")) if gold.is_dir() else ():
        if path.is_file():
            files[f"data/gold/{path.relative_to(gold).as_posix()}"] = path.read_bytes()
    return files


def fill_sentences(content: bytes, seeds: Path) -> bytes:
    """The public sentences with the words of the public articles in place of those left out: letters hidden, not gone."""
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    article, start, end, text = (header.index(name) for name in ("article_id", "start", "end", "text"))
    words = {path.stem: path.read_bytes().decode("utf-8") for path in seeds.glob("*.txt")}
    for row in rows:
        if not row[text]:
            row[text] = words.get(row[article], "")[int(row[start]) : int(row[end])]
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([header, *rows])
    return written.getvalue().encode()


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write everything that is to be taken away."""
    citing: Citing | None = getattr(app, "tradetalks_citing", None)
    if error or citing is None:
        return
    folder, source = Path(app.outdir, DATA), Path(app.srcdir)
    folder.mkdir(exist_ok=True)
    for label, data in (item for found in app.tradetalks_downloads.data.values() for item in found.items()):
        (folder / f"{label}.csv").write_text(write_csv(data), encoding="utf-8", newline="")
        (folder / f"{label}.metadata.json").write_text(write_metadata(citing, data), encoding="utf-8")
    if (source / public.STAGED).is_dir():
        write_tables(source / public.STAGED, folder)
        write_bundles(source, app.tradetalks_downloads.notebooks, PACKAGE.parents[1], Path(app.outdir, RERUN))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", prepare)
    app.connect("doctree-resolved", note_page, priority=910)
    app.connect("html-page-context", add_to_page, priority=910)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
