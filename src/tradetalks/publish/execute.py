"""Notebooks executed, each in a kernel of its own, and their outputs stored."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tradetalks import project
from tradetalks.project import Project
from tradetalks.publish.files import hash_files, list_files, write_if_changed
from tradetalks.publish.imports import list_imported, read_imports
from tradetalks.staging import LOCK, PublishError, list_toc, read_yaml

#: Folders of the checkout that hold labels, which the chapter on trust reads.
LABELS = ("data/gold", "tests/heldout")

_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
_KEPT_CELL_METADATA = ("tags", "mystnb", "slideshow", "editable")


def list_notebooks(root: Path) -> list[Path]:
    """The notebooks of the book, in the order of its table of contents."""
    files = [root / name for name in list_toc(read_yaml(root / project.MARK))]
    return [path for path in (file.with_name(f"{file.name}.ipynb") for file in files) if path.is_file()]


def execute_book(root: Path, place: Project, state: Path) -> list[Path]:
    """Execute the notebooks whose code or input has changed since `state` was written; return these.

    `state` remembers for each notebook what its outputs rest on. Raises PublishError when a cell fails.
    """
    known = json.loads(state.read_text(encoding="utf-8")) if state.is_file() else {}
    labels = [path for folder in LABELS if (root / folder).is_dir() for path in list_files(root / folder)]
    inputs = hash_files([*list_files(place.seeds), *place.data.glob("*.csv"), *labels, root / LOCK])
    changed = [path for path in list_notebooks(root) if known.get(path.name) != _mark(path, inputs)]
    for notebook in execute_notebooks(changed, place):
        known[notebook.name] = _mark(notebook, inputs)
        write_if_changed(state, json.dumps(known, indent=1, sort_keys=True))
    return changed


def execute_notebooks(notebooks: Iterable[Path], place: Project) -> Iterator[Path]:
    """Execute notebooks, one more at once than there are processors, as kernels also wait, and give each when it is done.

    They need no order: each reads the tables that the pipeline has written, and saves none that differs from these.
    The longest begin first, by the outputs that are stored, or one of them would run at the end while nothing else does.
    Raises PublishError when a cell fails; what has not begun by then is not executed.
    """
    with ThreadPoolExecutor(count_processors() + 1) as pool:
        longest = sorted(notebooks, key=lambda path: path.stat().st_size, reverse=True)
        waiting = [(path, pool.submit(execute_notebook, path, place)) for path in longest]
        try:
            for path, done in waiting:
                done.result()
                yield path
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def count_processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def execute_notebook(path: Path, place: Project) -> None:
    """Run every code cell of a notebook in a kernel of its own, in its own folder, and store the outputs.

    Nothing that differs from run to run is stored; a file that already holds the result is left alone.
    Raises PublishError, naming notebook and cell, when a cell fails.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from tradetalks import kernels

    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name=_KERNEL["name"],
        kernel_manager_class=kernels.choose_manager(),
        timeout=600,
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute(env={**os.environ, **name_places(place)})
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise PublishError(path, "a cell fails", "run it in Jupyter to see why") from error
    settle_notebook(notebook)
    write_if_changed(path, nbformat.writes(notebook) + "\n")


def name_places(place: Project) -> dict[str, str]:
    """The environment in which `project.find` finds this `place`."""
    return {
        "TRADETALKS_ROOT": str(place.book.parent.resolve()),
        "TRADETALKS_SEEDS": str(place.seeds.resolve()),
        "TRADETALKS_DATA": str(place.data.resolve()),
    }


def settle_notebook(notebook) -> None:
    """Drop from an executed notebook what tells of the machine and not of the result."""
    notebook.metadata = type(notebook.metadata)(kernelspec=_KERNEL, language_info=_LANGUAGE)
    for cell in notebook.cells:
        cell.metadata = type(cell.metadata)(
            {name: cell.metadata[name] for name in _KEPT_CELL_METADATA if name in cell.metadata}
        )


def _mark(notebook: Path, inputs: str) -> str:
    """One hash of a notebook, outputs included, and of all that its code reads."""
    return hash_files([notebook, *list_imported(read_imports(notebook))], inputs)
