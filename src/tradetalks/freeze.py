"""Frozen editions: the built book, its tables and a list of checksums in one archive that carries the edition's name.

`python -m tradetalks.freeze freeze` (`make edition`) makes one; a site keeps earlier ones at their addresses.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tradetalks import project
from tradetalks.edition import Edition, find_edition
from tradetalks.errors import InputError
from tradetalks.project import Project

#: How an archive says which edition it is.
MANIFEST = "manifest.json"

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can tell


def freeze(site: Path, place: Project, folder: Path) -> Path:
    """Put the built book at `site` and its tables into an archive in `folder`; the archive.

    The same book gives the same archive. Raises InputError when there is no built book, or another book has been
    frozen under the name of this edition: an edition never changes.
    """
    if not (site / "index.html").is_file():
        raise InputError(site, "there is no built book", "run `make book` first")
    edition = find_edition(place)
    target = folder / f"{edition.name}.zip"
    content = collect_content(site, place)
    manifest = write_manifest(edition, content, find_previous(folder, edition.name))
    if target.is_file():
        with zipfile.ZipFile(target) as old:
            if old.read(MANIFEST).decode() != manifest:
                raise InputError(target, "holds another book under this edition's name", "raise the version")
        return target
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {MANIFEST: manifest.encode(), **content}.items():
            entry = zipfile.ZipInfo(name, date_time=_LONG_AGO)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    unfinished.replace(target)
    return target


def collect_content(site: Path, place: Project) -> dict[str, bytes]:
    """What an archive holds: the pages under `html/`, and under `data/` the tables as they may be passed on."""
    from tradetalks.public import make_package

    pages = {
        f"html/{path.relative_to(site).as_posix()}": path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and not path.relative_to(site).as_posix().startswith("editions/")
    }
    tables = {f"data/{name}": content for name, content in sorted(make_package(place).items())}
    return pages | tables


def write_manifest(edition: Edition, content: Mapping[str, bytes], previous: str = "") -> str:
    """The edition, the one frozen before it (if any), and the SHA-256 of every file of an archive, as JSON."""
    files = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(content.items())}
    known = {"edition": edition.name, "version": edition.version, "corpus": edition.corpus, "previous": previous, "files": files}
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def find_previous(folder: Path, name: str) -> str:
    """The edition that was frozen before the one of this name, which may be about to be; empty for the first."""
    names = [path.stem for path in list_frozen(folder)]
    earlier = names[: names.index(name)] if name in names else names
    return earlier[-1] if earlier else ""


def list_frozen(folder: Path) -> list[Path]:
    """The archives of a folder, each behind the one that was frozen before it; by version and name where none is told.

    Raises InputError for a file that is no archive of an edition.
    """
    paths = {path.stem: path for path in folder.glob("*.zip")} if folder.is_dir() else {}
    told = {name: read_manifest(path) for name, path in paths.items()}
    waiting = sorted(paths, key=lambda name: ([int(digits) for digits in re.findall(r"\d+", told[name].get("version", ""))], name))
    ordered: list[Path] = []
    while waiting:
        name = next((name for name in waiting if told[name].get("previous") not in waiting), waiting[0])
        waiting.remove(name)
        ordered.append(paths[name])
    return ordered


def read_manifest(path: Path) -> dict[str, Any]:
    """What an archive says of itself. Raises InputError for a file that is no archive of an edition."""
    try:
        with zipfile.ZipFile(path) as archive:
            told = json.loads(archive.read(MANIFEST))
            told["files"].items()
            return told
    except (OSError, KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise InputError(path, f"is no archive of an edition ({error})", "name one that `make edition` wrote") from error


def check_archive(path: Path) -> list[str]:
    """What is wrong with an archive, file by file; nothing if it is as it was frozen. Raises InputError for no archive."""
    told = read_manifest(path)["files"]
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist()) - {MANIFEST}
        faults = [f"{name}: missing" for name in sorted(told.keys() - names)]
        faults += [f"{name}: not in the manifest" for name in sorted(names - told.keys())]
        for name in sorted(names & told.keys()):
            if _hash_entry(archive, name) != told[name]:
                faults.append(f"{name}: has changed")
    return faults


def _hash_entry(archive: zipfile.ZipFile, name: str) -> str:
    """The SHA-256 of a file in an archive; empty where what is stored no longer unpacks."""
    try:
        return hashlib.sha256(archive.read(name)).hexdigest()
    except (zipfile.BadZipFile, zlib.error):
        return ""


# ---- earlier editions on the site

_BODY = re.compile(r"<body[^>]*>")
#: A link from a page of one edition to an edition before it, which stands beside it once it is an earlier one itself.
_TO_EARLIER = re.compile(r'(href="(?:\.\./)*)editions/')


def add_earlier(site: Path, archives: Path, current: str) -> list[str]:
    """Unpack the frozen editions but the current one under `editions/` of a site, each page with a banner; their names."""
    names = []
    for path in sorted(archives.glob("*.zip")) if archives.is_dir() else ():
        if path.stem == current:
            continue
        names.append(path.stem)
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("html/") and not name.endswith("/"):
                    _unpack(site / "editions" / path.stem, name.removeprefix("html/"), archive.read(name), path.stem)
    return names


def _unpack(folder: Path, name: str, content: bytes, edition: str) -> None:
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        raise InputError(name, "leads out of the archive", "freeze the edition again")
    target.parent.mkdir(parents=True, exist_ok=True)
    if name.endswith(".html"):
        content = add_banner(content.decode("utf-8"), edition, name).encode()
    target.write_bytes(content)


def add_banner(page: str, edition: str, name: str) -> str:
    """The page of an earlier edition with a line on top that leads to the current one, and kept out of search engines."""
    up = "../" * (name.count("/") + 2)
    banner = (
        f'<p class="edition-banner" role="note" style="margin:0;padding:.5rem 1rem;background:#7a2e00;color:#fff">'
        f"This is the earlier edition {edition}. "
        f'<a href="{up}index.html" style="color:#fff;text-decoration:underline">Read the current edition</a>.</p>'
    )
    page = _TO_EARLIER.sub(r"\1../../editions/", page)
    page = _BODY.sub(lambda found: found[0] + banner, page, count=1)
    return page.replace("<head>", '<head><meta name="robots" content="noindex">', 1)


def main(arguments: list[str] | None = None) -> int:
    """Freeze the built book, or check a frozen one; exit status 1 and one message when it fails."""
    parser = argparse.ArgumentParser(prog="python -m tradetalks.freeze", description=main.__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    steps.add_parser("name", help="print the name of the edition")
    freezing = steps.add_parser("freeze", help="put the built book into an archive")
    freezing.add_argument("--site", type=Path, help="the built book (default: _build/html)")
    freezing.add_argument("--out", type=Path, help="the folder for the archive (default: editions)")
    checking = steps.add_parser("check", help="check an archive against its manifest")
    checking.add_argument("archive", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        return _take_step(chosen)
    except InputError as error:
        print(error, file=sys.stderr)
        return 1


def _take_step(chosen: argparse.Namespace) -> int:
    if chosen.step == "check":
        faults = check_archive(chosen.archive)
        print("\n".join(faults) or f"{chosen.archive}: as it was frozen")
        return int(bool(faults))
    root = project.find_root()
    place = project.find(root)
    if chosen.step == "name":
        print(find_edition(place).name)
    else:
        print(freeze(chosen.site or root / "_build" / "html", place, chosen.out or root / "editions"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
