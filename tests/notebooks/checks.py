"""What a notebook of the book must not hold. Each function gives the faults it finds, as text, none if there are none.

nbval re-executes the notebooks and compares; these are the things that it passes over in silence.
"""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt

ALLOWED = tuple(
    line.split("\t")[0]
    for line in Path(__file__).with_name("allowed_numbers.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)

#: Lines of code that a cell may have, blank ones not counted.
LONGEST_CELL = 12

_UNSEEN_MIMES = ("image/png", "image/jpeg", "application/vnd.jupyter.widget-view+json", "text/latex")
_UNSEEN_IMAGE = re.compile(r"data:image/(png|jpe?g)")
_LOOK_AWAY = re.compile(r"nbval[-_](ignore[-_]output|skip|raises[-_]exception)", re.I)
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]+")
_NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|twenty|thirty|hundred|thousand)\b", re.I
)
_NOT_PROSE = re.compile(
    r"^\([\w-]+\)=\s*$"  # labels
    r"|^\s*:{3,}.*$|^\s*:[\w-]+:.*$"  # directives and their options
    r"|\{[\w:]+\}`[^`]*`"  # roles
    r"|\]\([^)]*\)|<[^>]+>",  # addresses of links, HTML
    re.M,
)
_HEADING_NUMBER = re.compile(r"^\s*(\d+\.)+\d*\s")
_SHOWN = {"say": None, "show_figure": ("caption", "alt", "source"), "show_table": ("caption", "source", "nothing")}


def find_unrun(notebook: dict) -> Iterator[str]:
    """Code cells that were never run, or not in order from the top in one kernel."""
    for expected, (index, cell) in enumerate(_code(notebook), 1):
        if cell.get("execution_count") != expected:
            yield f"cell {index}: execution count {cell.get('execution_count')}, should be {expected}"


def find_errors(notebook: dict) -> Iterator[str]:
    """Stored errors and printed warnings."""
    for index, output in _outputs(notebook):
        if output["output_type"] == "error" or output.get("name") == "stderr":
            yield f"cell {index}: {output.get('ename', 'standard error')}"


def find_addresses(notebook: dict) -> Iterator[str]:
    """Outputs with the address of an object in memory, another one in every run."""
    for index, output in _outputs(notebook):
        if found := _ADDRESS.search(json.dumps(output)):
            yield f"cell {index}: {found[0]}"


def find_unseen(notebook: dict) -> Iterator[str]:
    """Outputs that nbval does not compare, and cells that tell it not to."""
    for index, output in _outputs(notebook):
        yield from (f"cell {index}: {mime}" for mime in _UNSEEN_MIMES if mime in output.get("data", {}))
        if found := _UNSEEN_IMAGE.search(json.dumps(output)):
            yield f"cell {index}: {found[0]}"
    for index, cell in enumerate(notebook["cells"]):
        if found := _LOOK_AWAY.search(" ".join(cell["metadata"].get("tags", ())) + "".join(cell["source"])):
            yield f"cell {index}: {found[0]}"
        if cell.get("attachments"):
            yield f"cell {index}: a picture that no cell drew"


def find_definitions(notebook: dict) -> Iterator[str]:
    """Functions and classes: they belong in the package."""
    for index, cell in _code(notebook):
        for node in ast.walk(ast.parse("".join(cell["source"]))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
                yield f"cell {index}: {getattr(node, 'name', 'lambda')}"


def find_long_cells(notebook: dict) -> Iterator[str]:
    """Code cells too long to be read in passing: what they do belongs to the package, under a name."""
    for index, cell in _code(notebook):
        lines = [line for line in "".join(cell["source"]).splitlines() if line.strip()]
        if len(lines) > LONGEST_CELL:
            yield f"cell {index}: {len(lines)} lines, at most {LONGEST_CELL}"


def find_typed_numbers(notebook: dict) -> Iterator[str]:
    """Numbers typed into prose, be it in a Markdown cell or in what a code cell says, instead of computed."""
    for index, cell in enumerate(notebook["cells"]):
        source = "".join(cell["source"])
        texts = _said(source) if cell["cell_type"] == "code" else [source]
        yield from (f"cell {index}: {found!r}" for text in texts for found in find_numbers(text))


def find_numbers(markdown: str) -> Iterator[str]:
    """The numbers in the prose of a Markdown text, with the words around them."""
    for block in MarkdownIt().parse(_NOT_PROSE.sub(" ", markdown)):
        if block.type == "inline":
            prose = "".join(token.content for token in block.children if token.type in ("text", "softbreak"))
            prose = _HEADING_NUMBER.sub("", prose)
            for phrase in ALLOWED:
                prose = prose.replace(phrase, "")
            yield from (prose[max(0, found.start() - 20) : found.end() + 20] for found in _NUMBER.finditer(prose))


def _said(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", None))
            if name in _SHOWN:
                wanted = _SHOWN[name]
                spoken = [key.value for key in node.keywords if wanted is None or key.arg in wanted]
                yield from (text for part in (*node.args, *spoken) for text in _constants(part))


def _constants(node: ast.AST) -> Iterator[str]:
    """The text of an expression: of a formatted string what is typed, with a dash for each value put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(part.value if isinstance(part, ast.Constant) else "–" for part in node.values)
    elif isinstance(node, ast.BinOp):
        yield from (*_constants(node.left), *_constants(node.right))


def _code(notebook: dict) -> list[tuple[int, dict]]:
    return [
        (index, cell)
        for index, cell in enumerate(notebook["cells"])
        if cell["cell_type"] == "code" and "".join(cell["source"]).strip()
    ]


def _outputs(notebook: dict) -> list[tuple[int, dict]]:
    return [(index, output) for index, cell in _code(notebook) for output in cell["outputs"]]
