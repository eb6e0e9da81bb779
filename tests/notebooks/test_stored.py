"""Every notebook of the book is fit to be published, and the checks that say so find what they are to find."""

import json
from collections.abc import Callable
from pathlib import Path

import checks
import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "book").rglob("[!.]*.ipynb"))
CHECKS = (
    checks.find_unrun,
    checks.find_errors,
    checks.find_addresses,
    checks.find_unseen,
    checks.find_definitions,
    checks.find_long_cells,
    checks.find_typed_numbers,
)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook(path: Path, check: Callable) -> None:
    assert list(check(json.loads(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "book").rglob("*.md")), ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    assert list(checks.find_numbers(path.read_text(encoding="utf-8"))) == []


def _notebook(*cells: dict) -> dict:
    return {"cells": list(cells)}


def _cell(source: str = "1", count: int | None = 1, outputs: tuple = (), tags: tuple = ()) -> dict:
    return {
        "cell_type": "code",
        "source": [source],
        "execution_count": count,
        "outputs": list(outputs),
        "metadata": {"tags": list(tags)},
    }


def _prose(source: str, **more) -> dict:
    return {"cell_type": "markdown", "source": [source], "metadata": {}, **more}


def _shown(**data: str) -> dict:
    return {"output_type": "display_data", "data": {name.replace("__", "/"): value for name, value in data.items()}}


@pytest.mark.parametrize(
    ("check", "cell"),
    [
        (checks.find_unrun, _cell(count=None)),
        (checks.find_unrun, _cell(count=2)),
        (checks.find_errors, _cell(outputs=({"output_type": "error", "ename": "KeyError"},))),
        (checks.find_errors, _cell(outputs=({"output_type": "stream", "name": "stderr", "text": "careful"},))),
        (checks.find_addresses, _cell(outputs=(_shown(text__plain="<object at 0x7f00>"),))),
        (checks.find_unseen, _cell(outputs=(_shown(image__png="iVBOR"),))),
        (checks.find_unseen, _cell(outputs=(_shown(image__jpeg="iVBOR"),))),
        (checks.find_unseen, _cell(outputs=(_shown(text__html="<img src='data:image/png;base64,'>"),))),
        (checks.find_unseen, _cell("# NBVAL_IGNORE_OUTPUT\n1")),
        (checks.find_unseen, _cell(tags=("nbval-skip",))),
        (checks.find_unseen, _prose("look", attachments={"a.png": {}})),
        (checks.find_definitions, _cell("def f():\n    return 1")),
        (checks.find_definitions, _cell("f = lambda x: x")),
        (checks.find_long_cells, _cell("\n\n".join(["f()"] * (checks.LONGEST_CELL + 1)))),
        (checks.find_typed_numbers, _prose("They met 4 times.")),
        (checks.find_typed_numbers, _prose("They met on *22* April.")),
        (checks.find_typed_numbers, _prose("They met four times.")),
        (checks.find_typed_numbers, _prose("## The 7th meeting")),
        (checks.find_typed_numbers, _cell("display.say(f'{n} meetings in 6 weeks')")),
        (checks.find_typed_numbers, _cell("show_table(t, label='tab-a1', caption='The 7th ' + name)")),
    ],
)
def test_finds_what_is_wrong(check: Callable, cell: dict) -> None:
    assert list(check(_notebook(cell)))


@pytest.mark.parametrize(
    "cell",
    [
        _prose("(part-1)=\n## 1.2 Numbers\n\nSee {numref}`fig-1`, [there](#sec-2), `x1`.\n\n```\n3\n```\n"),
        _prose(":::{note}\n:name: note-1\nThe talks of 2025.\n:::"),
        _cell("display.say(f'{n} meetings, {days[3]} days')\nplot(3)", outputs=(_shown(image__svg="<svg/>"),)),
        _cell("\n\n".join(["f()"] * checks.LONGEST_CELL)),
        _cell("display.show_figure(f, label='fig-1', caption=f'{n} days', alt=describe(t, 3))"),
    ],
)
def test_passes_what_is_right(cell: dict) -> None:
    assert [fault for check in CHECKS for fault in check(_notebook(cell))] == []


def test_every_notebook_is_in_the_book() -> None:
    from tradetalks.publish import execute

    assert sorted(execute.list_notebooks(ROOT)) == NOTEBOOKS
