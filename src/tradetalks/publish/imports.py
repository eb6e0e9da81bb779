"""Which files a notebook, or a module, rests on: what it imports, and all that this imports in its turn."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tradetalks.publish.files import list_files
from tradetalks.staging import PACKAGE


def read_imports(notebook: Path) -> set[str]:
    """The dotted names that the code cells of a notebook import."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return find_imports("\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))


def find_imports(source: str, package: str = "") -> set[str]:
    """The dotted names that Python source in `package` imports; `from a import b` gives both `a` and `a.b`.

    Of source that is not plain Python (a notebook's magic, a mistake) it is every module of ours.
    """
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts) for path in PACKAGE.rglob("*.py")}
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = ".".join([*_climb(package, node.level), *([node.module] if node.module else [])])
            names.update((module, *(f"{module}.{alias.name}" for alias in node.names)))
    return names


def _climb(package: str, level: int) -> list[str]:
    parts = package.split(".")
    return parts[: len(parts) - level + 1] if level else []


def list_imported(names: Iterable[str]) -> list[Path]:
    """The files of the package that code importing `names` may read: modules, theirs, and the package's data."""
    data = [path for path in list_files(PACKAGE) if path.suffix != ".py"]
    found: set[Path] = set()
    waiting = set(names)
    while waiting:
        new = {path for name in waiting for path in _locate(name)} - found
        found |= new
        waiting = {name for path in new for name in _read_module_imports(path)}
    return sorted([*found, *data])


@cache
def _read_module_imports(path: Path) -> frozenset[str]:
    """What a module of the package imports: read once, as every notebook comes down to the same modules."""
    return frozenset(find_imports(path.read_text(encoding="utf-8"), _package(path)))


@cache
def _locate(name: str) -> list[Path]:
    head, *rest = name.split(".")
    if head != PACKAGE.name:
        return []
    place = PACKAGE.joinpath(*rest)
    return [path for path in (place / "__init__.py", place.with_name(f"{place.name}.py")) if path.is_file()]


def _package(path: Path) -> str:
    return ".".join(path.parent.relative_to(PACKAGE.parent).parts)
