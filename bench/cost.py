"""What a build of the book costs beside the floor, in one run: part of `make bench`.

The floor of a first build starts as many kernels, which only import pandas and matplotlib, and renders as many empty
pages with the same Jupyter Book; that of a build in which nothing has changed is `sphinx-build` in which nothing has.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from tradetalks.publish import execute

ROOT = Path(__file__).resolve().parent.parent
#: What a cold, an unchanged and an extended build may cost: times the floor, times the floor, part of a cold one.
LIMITS = {"cold": 1.5, "nothing changed": 1.5, "one article added": 0.5}
#: An article that is not among the seeds.
ADDED = "tests/practice/p-en-001.txt"
_COPIED = ("seeds", "src", "book", "data", "tests", "_toc.yml", "_config.yml", "pyproject.toml", "requirements.txt", "Makefile", "docs")
_IMPORTS = "import matplotlib.pyplot, pandas"


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tradetalks-") as scratch:
        work, floor = Path(scratch, "checkout"), Path(scratch, "floor")
        copy_checkout(work)
        cold = clock(lambda: make_book(work))
        notebooks = len(execute.list_notebooks(work))
        pages = len(list((work / "_build" / "html").glob("**/*.html"))) - len(list((work / "_build" / "html" / "cite").glob("*.html")))
        write_floor(floor, notebooks, pages)
        kernels = clock(lambda: start_kernels(floor))
        render = clock(lambda: render_empty(floor))
        bare = clock(lambda: render_empty(floor))
        still = clock(lambda: make_book(work))
        shutil.copy2(ROOT / ADDED, work / "seeds")
        added = clock(lambda: make_book(work))
    print(f"build of {notebooks} notebooks and {pages} pages, seconds:")
    print(f"  floor: {kernels:.1f} for kernels + {render:.1f} for empty pages; bare sphinx-build with nothing changed {bare:.1f}")
    for name, spent, beside in (
        ("cold", cold, kernels + render),
        ("nothing changed", still, bare),
        ("one article added", added, cold),
    ):
        print(f"  {name:18s} {spent:6.1f}  {spent / beside:5.2f} of {beside:.1f} (at most {LIMITS[name]})")


def clock(work: Callable[[], object]) -> float:
    """Seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def copy_checkout(work: Path) -> None:
    """A copy of the checkout without what was built, with the environment that there is."""
    work.mkdir()
    for name in _COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, work / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__", ".*"))
        else:
            shutil.copy2(source, work / name)
    for table in (work / "data").glob("*.csv"):
        table.unlink()
    (work / "data" / "datapackage.json").unlink(missing_ok=True)
    (work / ".venv").symlink_to(sys.prefix, target_is_directory=True)


def make_book(work: Path) -> None:
    """`make book` in a copy, whose environment is taken as it is."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("TRADETALKS", "MAKE", "MFLAGS"))}
    environment |= {"PYTHONPATH": str(work / "src"), "TRADETALKS_ROOT": str(work)}
    command = ["make", "-o", ".venv/ready", "-o", ".venv/locked", "book"]
    ran = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise SystemExit(ran.stdout + ran.stderr)


def write_floor(floor: Path, notebooks: int, pages: int) -> None:
    """A book of empty pages, and notebooks that do nothing."""
    import nbformat

    (floor / "pages").mkdir(parents=True)
    (floor / "notebooks").mkdir()
    names = [f"page-{number:03d}" for number in range(pages)]
    for name in names:
        (floor / "pages" / f"{name}.md").write_text(f"# {name}\n", encoding="utf-8")
    toc = {"format": "jb-book", "root": names[0], "chapters": [{"file": name} for name in names[1:]]}
    (floor / "pages" / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    config = {"title": "Floor", "only_build_toc_files": True, "execute": {"execute_notebooks": "off"}}
    (floor / "pages" / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    subprocess.run([Path(sys.executable).with_name("jupyter-book"), "config", "sphinx", floor / "pages"], check=True, capture_output=True)
    for number in range(notebooks):
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(_IMPORTS)])
        nbformat.write(notebook, floor / "notebooks" / f"{number:03d}.ipynb")


def start_kernels(floor: Path) -> None:
    """Run the notebooks that do nothing, each in a kernel of its own, as many at a time as the book's are."""
    script = (
        "import sys, nbformat; from concurrent.futures import ThreadPoolExecutor; from nbclient import NotebookClient\n"
        "from tradetalks.publish.execute import count_processors\n"
        "run = lambda path: NotebookClient(nbformat.read(path, 4), kernel_name='python3').execute()\n"
        "with ThreadPoolExecutor(count_processors()) as pool: list(pool.map(run, sys.argv[1:]))"
    )
    subprocess.run([sys.executable, "-c", script, *sorted((floor / "notebooks").glob("*.ipynb"))], check=True, capture_output=True)


def render_empty(floor: Path) -> None:
    """`sphinx-build` of the empty pages, which does little when nothing has changed."""
    subprocess.run([sys.executable, "-m", "sphinx", "-q", "-b", "html", floor / "pages", floor / "html"], check=True, capture_output=True)


if __name__ == "__main__":
    main()
