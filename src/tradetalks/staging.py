"""The book on its way to being built: its files, its table of contents, and the pages that are generated for it.

What makes pages (`dossiers`, `evidence_pages` ...) and what builds the book from them (`publish`) both speak in these terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import yaml

from tradetalks import project
from tradetalks.errors import InputError
from tradetalks.project import Project
from tradetalks.shipped import parse_yaml

PACKAGE = Path(__file__).parent
CONFIG = "_config.yml"
LOCK = "requirements.txt"
LOG = "CHANGELOG.md"
EDITIONS = "editions"  # the folder of a checkout that holds the frozen ones


class PublishError(InputError):
    """The book cannot be made of what there is: a cell that fails, a page that Sphinx finds fault with."""


@dataclass(frozen=True)
class Page:
    """A generated file of the book: its path among the sources, its text, and the page it is listed below.

    `under` is the path (without suffix) of a page in the table of contents; a file without it is only
    read by other pages.
    """

    path: str
    text: str
    under: str | None = None


PageMaker = Callable[[Project], Iterable[Page]]


def list_toc(toc: Mapping) -> Iterator[str]:
    """The files that a table of contents names, in reading order, its root first."""
    if "root" in toc or "file" in toc:
        yield toc.get("root") or toc["file"]
    for entry in (*toc.get("parts", ()), *toc.get("chapters", ()), *toc.get("sections", ())):
        yield from list_toc(entry)


def lists_page(place: Project, page: str) -> bool:
    """Does the table of contents of this book list the page with this path (without suffix)?"""
    return page in list_toc(strip_folder(read_yaml(place.book.parent / project.MARK)))


def strip_folder(toc: Mapping) -> dict:
    """The table of contents as seen from within `book/`: the addresses of the pages do not name the folder."""
    return {key: _strip_value(key, value) for key, value in toc.items()}


def _strip_value(key: str, value):
    if key in ("root", "file"):
        return str(PurePosixPath(value).relative_to("book"))
    return [strip_folder(entry) for entry in value] if isinstance(value, list) else value


def read_yaml(path: Path) -> dict:
    """The mapping that a YAML file holds. Raises PublishError when it cannot be read."""
    try:
        return parse_yaml(path.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise PublishError(path, f"cannot be read as YAML ({error})") from error


def dump_yaml(content: Mapping) -> bytes:
    """A mapping as YAML, in its own order."""
    return yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True).encode()
