"""`make bench-pages`: Lighthouse over the pages of the book, and over a plain Jupyter Book of the same sources beside it.

Both are measured in one run, as on a telephone, from a server on this computer that compresses. The performance of a
page varies from one measurement to the next with whatever else the computer does, so each page is measured several times
and the run of median performance counts, as the makers of Lighthouse advise.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "tests" / "browser"
SCORES = ("performance", "accessibility", "best-practices", "seo")
#: What the scores of every page of the book should be at least.
WANTED = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 95}


_EVIDENCE = re.compile(r"\]\(ev:[^)\"]*\)")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--pages", default="", help="pages to measure, separated by spaces (default: every one)")
    parser.add_argument("--runs", type=int, default=3, help="how often each page is measured (default: 3)")
    chosen = parser.parse_args()
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not (browser and shutil.which("node") and (SCRIPTS / "node_modules" / "lighthouse").is_dir()):
        print("there is no Chromium, Node.js or Lighthouse here: the pages are not measured")
        return 0
    site = ROOT / "_build" / "html"
    pages = chosen.pages.split() or list_pages(site)
    with tempfile.TemporaryDirectory() as scratch:
        plain = build_plain(ROOT / "_build" / "source", Path(scratch))
        ours = measure(site, browser, pages, chosen.runs)
        theirs = measure(plain, browser, [page for page in pages if (plain / page).is_file()], chosen.runs)
    return print_table(ours, theirs)


def list_pages(site: Path) -> list[str]:
    """Every page of the book itself."""
    names = (path.relative_to(site) for path in sorted(site.rglob("*.html")))
    return [name.as_posix() for name in names if name.parts[0] not in ("_static", "cite", "editions", "rerun")]


def build_plain(source: Path, scratch: Path) -> Path:
    """The same sources as Jupyter Book makes them without any setting, but for not running the notebooks again."""
    place = scratch / "plain"
    shutil.copytree(source, place, ignore=shutil.ignore_patterns("*.css", "*.js"))
    for path in (*place.rglob("*.md"), *place.rglob("*.ipynb")):
        # what only the book's own extension understands, as the links that they are without it
        path.write_text(_EVIDENCE.sub("](#evidence)", path.read_text(encoding="utf-8")), encoding="utf-8")
    title = yaml.safe_load((source / "_config.yml").read_text(encoding="utf-8"))["title"]
    config = {
        "title": title,
        "only_build_toc_files": True,
        "execute": {"execute_notebooks": "off"},
        "bibtex_bibfiles": ["references.bib"],
    }
    (place / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = [Path(sys.executable).with_name("jupyter-book"), "build", place, "--quiet", "--keep-going"]
    ran = subprocess.run(list(map(str, command)), check=False, capture_output=True, text=True)
    built = place / "_build" / "html"
    if not (built / "index.html").is_file():
        raise SystemExit(ran.stdout + ran.stderr)
    return built


def measure(site: Path, browser: str, pages: Sequence[str], runs: int = 1) -> dict[str, dict]:
    """The scores of the pages of one site, by page: of several runs, all pages in each, the one of median performance."""
    command = ["node", SCRIPTS / "lighthouse.mjs", site, browser, *(page for _ in range(runs) for page in pages)]
    ran = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    found: dict[str, list[dict]] = {page: [] for page in pages}
    for one in map(json.loads, ran.stdout.splitlines()):
        found[one["page"]].append(one)
    return {page: sorted(several, key=lambda one: one["performance"])[len(several) // 2] for page, several in found.items() if several}


def print_table(ours: dict[str, dict], theirs: dict[str, dict]) -> int:
    """Print the scores side by side; how many pages of ours fall short."""
    print("ours / plain Jupyter Book; P performance, A accessibility, B best practices, S search engines; first load in KiB")
    print(f"{'page':34s} {'P':>9s} {'A':>9s} {'B':>9s} {'S':>9s} {'KiB':>13s}  short of what is wanted")
    short = 0
    for page, own in ours.items():
        other = theirs.get(page)
        cells = [f"{own[name]:3d} / {other[name] if other else '–':>3}" for name in SCORES]
        beside = f"{other['weight'] / 1024:.0f}" if other else "–"
        weight = f"{own['weight'] / 1024:5.0f} / {beside:>5s}"
        lacking = [name for name in SCORES if own[name] < WANTED[name]]
        short += bool(lacking)
        print(f"{page:34s} {' '.join(f'{cell:>9s}' for cell in cells)} {weight:>13s}  {', '.join(lacking + (own['missed'] if lacking else []))}")
    for name in SCORES:
        mine = sorted(found[name] for found in ours.values())
        plain = sorted(found[name] for found in theirs.values())
        print(f"{name}: ours {mine[0]}–{mine[-1]}, plain {f'{plain[0]}–{plain[-1]}' if plain else '–'}")
    print(f"{short} of {len(ours)} pages fall short")
    return 0


if __name__ == "__main__":
    sys.exit(main())
