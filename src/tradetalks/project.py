"""Where the articles, the tables and the book are, and reading and saving the tables by name.

A notebook begins with `project.find()`. It works in the checkout, wherever the kernel was started in it,
and for another collection of articles, whose folders the environment names: `TRADETALKS_SEEDS`,
`TRADETALKS_DATA`, and `TRADETALKS_ROOT` for the checkout itself.
"""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from tradetalks import tables
from tradetalks.errors import InputError

MARK = "_toc.yml"  # the file that makes a folder the root of a checkout

_TRUTH = {"true": True, "false": False}


@dataclass(frozen=True)
class Project:
    """The three folders that the work needs: articles, tables, and the notebooks and pages."""

    seeds: Path
    data: Path
    book: Path

    def table(self, name: str) -> pd.DataFrame:
        """The table `data/<name>.csv`, one row of it a row.

        Columns are typed as `tables.yml` declares them: whole numbers `Int64`, truth `boolean`, all else
        text (days and months stay ISO 8601 text, lists text that `values.split` takes apart). An empty
        cell is missing: `None` among texts, `<NA>` else. Raises InputError when the table cannot be read.
        """
        return read_table(self.data, name)

    def save(self, name: str, table: pd.DataFrame) -> None:
        """Write `data/<name>.csv` as the pipeline writes it; leaves a file that already says so alone."""
        save_table(self.data, name, table)


def find(start: Path | None = None) -> Project:
    """The project around `start`, or around the working folder; the environment goes before.

    Raises InputError outside a checkout.
    """
    root = find_root(start)
    return Project(
        seeds=Path(os.environ.get("TRADETALKS_SEEDS") or root / "seeds"),
        data=Path(os.environ.get("TRADETALKS_DATA") or root / "data"),
        book=root / "book",
    )


def find_root(start: Path | None = None) -> Path:
    """The nearest folder at or above `start` that holds `_toc.yml`; else the checkout of the package itself.

    The last is what lets the book be built from anywhere when the package was installed from its
    checkout. Raises InputError when there is none.
    """
    named = os.environ.get("TRADETALKS_ROOT")
    if named:
        return _require_root(Path(named))
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents, *Path(__file__).resolve().parents):
        if is_root(folder):
            return folder
    raise InputError(
        here,
        f"no {MARK} with a book/ beside it, here or above",
        "work in a checkout of the project, or name it in TRADETALKS_ROOT",
    )


def is_root(folder: Path) -> bool:
    """Is this folder a checkout of the project?"""
    return (folder / MARK).is_file() and (folder / "book").is_dir()


def read_table(data: Path, name: str) -> pd.DataFrame:
    """The table `name` of the folder `data`; see `Project.table`."""
    declared = tables.tables()[name]
    types = {column.name: column.type for column in declared.columns}
    table = pd.DataFrame(tables.read_rows(data, name), columns=declared.header, dtype=object)
    return pd.DataFrame({column: _convert(table[column], types[column]) for column in table})


def save_table(data: Path, name: str, table: pd.DataFrame) -> None:
    """Write `table` to the folder `data` under `name`; see `Project.save`."""
    rows = table.to_dict(orient="records")
    target = data / tables.tables()[name].file
    with tempfile.TemporaryDirectory() as trial:
        tables.save_table(trial, name, rows)
        if target.is_file() and target.read_bytes() == Path(trial, target.name).read_bytes():
            return
    tables.save_table(data, name, rows)


def _convert(column: pd.Series, kind: str) -> pd.Series:
    filled = column.where(column != "", None)
    if kind == "integer":
        return filled.map(int, na_action="ignore").astype("Int64")
    if kind == "boolean":
        return filled.map(_TRUTH, na_action="ignore").astype("boolean")
    return filled


def _require_root(root: Path) -> Path:
    if not is_root(root):
        raise InputError(root, f"holds no {MARK} and book/", "name a checkout of the project in TRADETALKS_ROOT")
    return root
