"""Pages built from the stored outputs of the notebooks and from what is generated for them."""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path, PurePosixPath

from tradetalks import finish, project
from tradetalks.project import Project
from tradetalks.publish.execute import count_processors
from tradetalks.publish.files import hash_files, hash_tree, list_files, sync_files, write_if_changed
from tradetalks.publish.imports import list_imported
from tradetalks.replacing import replace_folder
from tradetalks.staging import CONFIG, EDITIONS, LOCK, PACKAGE, Page, PageMaker, PublishError, dump_yaml, list_toc, read_yaml, strip_folder

#: The modules that make pages of sources: when one of them changes, all pages are made anew.
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
    builder = hash_files([*list_imported(BUILDER), *list_files(PACKAGE / "sphinxext"), root / LOCK])
    book = hash_tree(source, hash_files((root / EDITIONS).glob("*.zip"), builder))
    if (out / "index.html").is_file() and built.is_file() and built.read_text(encoding="utf-8") == book:
        return False
    with replace_folder(out, owned=_any, recognise=_any) as fresh:
        run_sphinx(source, fresh, doctrees=_read_by(builder, state / "doctrees"))
        finish.finish_site(fresh)
        add_editions(root, source, fresh)
    write_if_changed(built, book)
    return True


def _any(entry: object) -> bool:
    """A site is replaced whole, whatever stood in its place."""
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
    files = {path.relative_to(root / "book"): path.read_bytes() for path in list_files(root / "book")}
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
            jobs=count_processors(),
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


def load_makers(names: Iterable[str] = PAGE_MAKERS) -> list[PageMaker]:
    """The functions that `names` mean."""
    parts = (name.split(".") for name in names)
    return [getattr(import_module(f"tradetalks.{module}"), function) for module, function in parts]
