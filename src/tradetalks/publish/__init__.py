"""From seeds and notebooks to the published book: notebooks executed in order, pages built from what they stored.

`make book` takes the steps one by one (`python -m tradetalks.publish execute|html`), writing the outputs
back into the notebooks of the checkout; `build_book` takes them all for another collection of articles,
in a workspace of its own. Both need the checkout for its `book/`, `_toc.yml` and `_config.yml`.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from tradetalks import project
from tradetalks.project import Project
from tradetalks.publish.build import build_html
from tradetalks.publish.execute import execute_notebooks, list_notebooks
from tradetalks.staging import CONFIG, LOCK, LOG

TableBuilder = Callable[[Path, Path], object]


def build_book(seeds: Path, out: Path, *, build_tables: TableBuilder, root: Path | None = None) -> None:
    """Make the whole book from the articles in `seeds` and put it at `out`, in place of what was there.

    `build_tables(seeds, data)` is the pipeline. The checkout (`root`, or the one found) is read only.
    Raises PublishError or what the pipeline raises; `out` is then as it was.
    """
    root = root or project.find_root()
    with tempfile.TemporaryDirectory(prefix="tradetalks-") as made:
        work = Path(made)
        copy_sources(root, work)
        place = Project(seeds=seeds.resolve(), data=work / "data", book=work / "book")
        build_tables(place.seeds, place.data)
        for _ in execute_notebooks(list_notebooks(work), place):
            pass
        build_html(work, place, out, state=work / "_build")


def copy_sources(root: Path, work: Path) -> None:
    """Copy what the book is made of, except articles and tables, from the checkout into a workspace."""
    for name in (CONFIG, LOCK, project.MARK):
        shutil.copyfile(root / name, work / name)
    if (root / LOG).is_file():
        shutil.copyfile(root / LOG, work / LOG)
    shutil.copytree(root / "book", work / "book", ignore=shutil.ignore_patterns(".*", "__pycache__"))
