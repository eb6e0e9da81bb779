"""From seeds and notebooks to the published book: notebooks executed in order, pages built from what they stored.

`make book` takes the steps one by one (`python -m tradetalks.publish execute|html`), writing the outputs
back into the notebooks of the checkout; `build_book` takes them all for another collection of articles,
in a workspace of its own. Both need the checkout for its `book/`, `_toc.yml` and `_config.yml`.
"""

import argparse
import ast
import contextlib
import gc
import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import import_module
from pathlib import Path, PurePosixPath

from tradetalks import finish, project
from tradetalks.errors import InputError
from tradetalks.project import Project
from tradetalks.staging import (
    CONFIG,
    EDITIONS,
    LOCK,
    LOG,
    PACKAGE,
    Page,
    PageMaker,
    PublishError,
    dump_yaml,
    list_toc,
    read_yaml,
    strip_folder,
)

#: Folders of the checkout that hold labels, which the chapter on trust reads.
LABELS = ("data/gold", "tests/heldout")
BUILDER = (
    "tradetalks.publish",
    "tradetalks.staging",
    "tradetalks.edition",
    "tradetalks.freeze",
    "tradetalks.finish",
    "tradetalks.sphinxext.evidence",
    "tradetalks.sphinxext.citing",
    "tradetalks.sphinxext.downloads",
    "tradetalks.sphinxext.moved",
    "tradetalks.sphinxext.codes",
    "tradetalks.sphinxext.reading",
)

_LANGUAGE = {"name": "python", "file_extension": ".py", "mimetype": "text/x-python", "pygments_lexer": "ipython3"}
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
_KEPT_CELL_METADATA = ("tags", "mystnb", "slideshow", "editable")


TableBuilder = Callable[[Path, Path], object]


# --- the whole, for any collection -------------------------------------------------------------------


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


# --- executing ---------------------------------------------------------------------------------------


def list_notebooks(root: Path) -> list[Path]:
    """The notebooks of the book, in the order of its table of contents."""
    files = [root / name for name in list_toc(read_yaml(root / project.MARK))]
    return [path for path in (file.with_name(f"{file.name}.ipynb") for file in files) if path.is_file()]


def execute_book(root: Path, place: Project, state: Path) -> list[Path]:
    """Execute the notebooks whose code or input has changed since `state` was written; return these.

    `state` remembers for each notebook what its outputs rest on. Raises PublishError when a cell fails.
    """
    known = json.loads(state.read_text(encoding="utf-8")) if state.is_file() else {}
    labels = [path for folder in LABELS if (root / folder).is_dir() for path in _list_files(root / folder)]
    inputs = hash_files([*_list_files(place.seeds), *place.data.glob("*.csv"), *labels, root / LOCK])
    changed = [path for path in list_notebooks(root) if known.get(path.name) != _mark(path, inputs)]
    for notebook in execute_notebooks(changed, place):
        known[notebook.name] = _mark(notebook, inputs)
        write_if_changed(state, json.dumps(known, indent=1, sort_keys=True))
    return changed


def execute_notebooks(notebooks: Iterable[Path], place: Project) -> Iterator[Path]:
    """Execute notebooks, as many at once as there are processors, and give each in its turn when it is done.

    They need no order: each reads the tables that the pipeline has written, and saves none that differs from these.
    Raises PublishError when a cell fails; what has not begun by then is not executed.
    """
    with ThreadPoolExecutor(count_processors()) as pool:
        waiting = [(path, pool.submit(execute_notebook, path, place)) for path in notebooks]
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
    data = [path for path in _list_files(PACKAGE) if path.suffix != ".py"]
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


# --- building ----------------------------------------------------------------------------------------


def build_html(
    root: Path, place: Project, out: Path, *, state: Path, makers: Iterable[PageMaker] | None = None
) -> bool:
    """Build the pages from the stored outputs and put them at `out`, in place of what was there.

    `state` is a folder that keeps the staged sources and what Sphinx has read of them. False when `out`
    already holds just this book, and nothing was done. Raises PublishError when the build has anything
    to complain of; `out` is then as it was.
    """
    source, built = state / "source", state / "built.sha256"
    stage_source(root, place, source, load_makers() if makers is None else makers)
    builder = hash_files([*list_imported(BUILDER), *_list_files(PACKAGE / "sphinxext"), root / LOCK])
    book = hash_tree(source, hash_files((root / EDITIONS).glob("*.zip"), builder))
    if (out / "index.html").is_file() and built.is_file() and built.read_text(encoding="utf-8") == book:
        return False
    with replacing(out) as fresh:
        run_sphinx(source, fresh, doctrees=_read_by(builder, state / "doctrees"))
        finish.finish_site(fresh)
        add_editions(root, source, fresh)
    write_if_changed(built, book)
    return True


def add_editions(root: Path, source: Path, site: Path) -> None:
    """Put the earlier editions that the checkout keeps at their addresses on the site."""
    from tradetalks import edition, freeze

    if (source / edition.STAGED).is_file():
        freeze.add_earlier(site, root / EDITIONS, edition.read_staged(source).name)


def _read_by(builder: str, doctrees: Path) -> Path:
    """The folder of what Sphinx has read, emptied if other code than `builder` has read it."""
    mark = doctrees / "builder.sha256"
    if not (mark.is_file() and mark.read_text(encoding="utf-8") == builder):
        shutil.rmtree(doctrees, ignore_errors=True)
        write_if_changed(mark, builder)
    return doctrees


def stage_source(root: Path, place: Project, source: Path, makers: Iterable[PageMaker]) -> None:
    """Bring `source` to what the book is built from: pages, table of contents, configuration, generated pages.

    Files that are already right are left alone, so that Sphinx reads again only what has changed.
    """
    pages = [page for maker in makers for page in maker(place)]
    toc = add_pages(strip_folder(read_yaml(root / project.MARK)), pages)
    files = {path.relative_to(root / "book"): path.read_bytes() for path in _list_files(root / "book")}
    files |= {Path(page.path): page.text.encode() for page in pages}
    files |= {Path(project.MARK): dump_yaml(toc), Path(CONFIG): (root / CONFIG).read_bytes()}
    sync_files(files, source)


def add_pages(toc: Mapping, pages: Iterable[Page]) -> dict:
    """The table of contents with every generated page listed, in their order, below the page it belongs under.

    Raises PublishError when there is no such page.
    """
    added: dict[str, list[str]] = {}
    for page in pages:
        if page.under:
            added.setdefault(page.under, []).append(str(PurePosixPath(page.path).with_suffix("")))
    missing = added.keys() - set(list_toc(toc))
    if missing:
        raise PublishError(project.MARK, f"lists no {', '.join(sorted(missing))}, under which generated pages belong")
    return _add_below(toc, added)


def _add_below(entry: Mapping, added: Mapping[str, list[str]]) -> dict:
    new = {
        key: [_add_below(below, added) for below in value] if isinstance(value, list) else value
        for key, value in entry.items()
    }
    below = [{"file": path} for path in added.get(entry.get("file", ""), ())]
    return {**new, "sections": [*new.get("sections", ()), *below]} if below else new


def run_sphinx(source: Path, out: Path, doctrees: Path) -> None:
    """Let Jupyter Book build the HTML pages of `source` into `out`; any warning is an error.

    The result depends on the sources alone. Raises PublishError after Sphinx has said what is wrong.
    """
    from jupyter_book.sphinx import build_sphinx

    os.environ["SOURCE_DATE_EPOCH"] = "0"  # dates of the build are no part of the book
    config = read_yaml(source / CONFIG)
    with collecting_rarely():
        status = build_sphinx(
            source,
            out,
            noconfig=True,  # the settings come from _config.yml, not from a conf.py
            path_config=source / CONFIG,
            confoverrides=override_config(config),
            doctreedir=doctrees,
            warningiserror=True,
            keep_going=True,
            quiet=True,
        )
    if status:
        raise PublishError(source, "Sphinx finds fault with the pages", "its messages stand above")


@contextlib.contextmanager
def collecting_rarely() -> Iterator[None]:
    """Let Python look for garbage a hundredth as often: Sphinx holds large trees, which it would walk again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(100 * usual[0], *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def override_config(config: Mapping) -> dict:
    """The Sphinx settings that follow from others in `_config.yml`, or that the book cannot do without."""
    repository = bool((config.get("repository") or {}).get("url"))
    return {
        "nitpicky": True,
        "latex_individualpages": False,
        "html_context.default_mode": "auto",  # the theme complains in the console of having none
        "html_theme_options": {
            "use_repository_button": repository,
            "use_issues_button": repository,
            "navbar_persistent": [],  # or the theme shows a second way to the search above the first
        },
    }


# --- generated pages ---------------------------------------------------------------------------------


#: What gives the generated files of the book: module and function, loaded when pages are made and not before.
PAGE_MAKERS = (
    "bibliography.make_bibliography",
    "edition.make_edition",
    "dossiers.make_dossiers",
    "evidence_pages.make_evidence",
    "codebook_page.make_codebook",
    "public.make_data",
    "concordance_page.make_data",
    "changelog_page.make_changelog",
)


def load_makers(names: Iterable[str] = PAGE_MAKERS) -> list[PageMaker]:
    """The functions that `names` mean."""
    parts = (name.split(".") for name in names)
    return [getattr(import_module(f"tradetalks.{module}"), function) for module, function in parts]


# --- files -------------------------------------------------------------------------------------------


def hash_files(paths: Iterable[Path], start: str = "") -> str:
    """One SHA-256 over names and contents of files, in the order of their paths."""
    total = hashlib.sha256(start.encode())
    for path in sorted(paths):
        total.update(f"\0{path.name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def hash_tree(folder: Path, start: str = "") -> str:
    """One SHA-256 over the paths and contents of all files below a folder."""
    paths = _list_files(folder)
    names = "\0".join(str(path.relative_to(folder)) for path in paths)
    return hash_files(paths, f"{start}\0{names}")


def write_if_changed(path: Path, text: str) -> None:
    """Bring a file to hold `text`: whole or not at all, and untouched if it already does."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def sync_files(files: Mapping[Path, bytes], folder: Path) -> None:
    """Bring a folder to hold exactly `files`; those that are already right keep their time of change."""
    for path, content in files.items():
        target = folder / path
        if not (target.is_file() and target.read_bytes() == content):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    for path in _list_files(folder):
        if path.relative_to(folder) not in files:
            path.unlink()


@contextlib.contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A fresh folder that takes the place of `out` when the block ends well, and vanishes when it does not."""
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}."))
    fresh, old = work / "new", work / "old"
    try:
        yield fresh
        if out.exists():
            out.rename(old)
        fresh.rename(out)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _list_files(folder: Path) -> list[Path]:
    """Every file below a folder but hidden ones and compiled Python."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)
    )


# --- the steps of `make book` ------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """One step of `make book` in the checkout; exit status 1 and one message when it fails."""
    parser = argparse.ArgumentParser(prog="python -m tradetalks.publish", description=main.__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("execute", help="execute the notebooks that need it")
    html = steps.add_parser("html", help="build the pages from the stored outputs")
    html.add_argument("--out", type=Path, help="where to put them (default: _build/html)")
    html.add_argument("--state", type=Path, help="where to keep the work between builds (default: _build)")
    chosen = parser.parse_args(arguments)
    try:
        _take_step(chosen)
    except InputError as error:
        if error.__cause__:
            print(error.__cause__, file=sys.stderr)
        print(error, file=sys.stderr)
        return 1
    return 0


def _take_step(chosen: argparse.Namespace) -> None:
    root = project.find_root()
    place = project.find(root)
    if chosen.step == "execute":
        executed = execute_book(root, place, root / "_build" / "executed.json")
        print(f"executed: {', '.join(path.stem for path in executed) or 'nothing, all outputs are up to date'}")
    else:
        out = chosen.out or root / "_build" / "html"
        new = build_html(root, place, out, state=chosen.state or root / "_build")
        print(f"built: {out / 'index.html'}" if new else "built: nothing, the pages are up to date")


if __name__ == "__main__":
    sys.exit(main())
