"""In a real browser, every page, light and dark, on a telephone and on a desk: what readers of every kind meet."""

import csv
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_book import ROOT

SCRIPTS = ROOT / "tests" / "browser"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NODE = shutil.which("node")
READY = BROWSER and NODE and (SCRIPTS / "node_modules" / "axe-core").is_dir()
pytestmark = pytest.mark.skipif(not READY, reason="there is no Chromium, Node.js or axe-core here")

#: What the first look at any page may cost, sent compressed.
FIRST_LOAD = 350 * 1024


def run(script: str, *arguments: object) -> str:
    """What a script of `tests/browser` prints."""
    command = [NODE, SCRIPTS / script, *arguments]
    ran = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, timeout=1800)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def audited(site: Path) -> list[dict]:
    """One entry a page: its faults, and how high and heavy it was seen to be."""
    return [json.loads(line) for line in run("audit.mjs", site, BROWSER).splitlines()]


def list_faults(audited: list[dict], *kinds: str) -> Iterator[str]:
    """The faults of some kinds, each as one line."""
    for page in audited:
        for fault in page["faults"]:
            if fault["kind"].startswith(kinds):
                yield f"{fault['page']} {fault['width']} {fault['scheme']}: {fault['kind']}: {fault['what']} {fault['where']}"


def test_every_page_was_seen(site: Path, audited: list[dict]) -> None:
    own = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    own = {name for name in own if not name.startswith(("_static/", "cite/", "editions/"))}
    assert own <= {page["page"] for page in audited}
    print(f"{len(audited)} pages audited")


def test_no_rule_of_wcag_is_broken(audited: list[dict]) -> None:
    assert list(list_faults(audited, "axe")) == []


def test_no_page_scrolls_sideways(audited: list[dict]) -> None:
    assert list(list_faults(audited, "page scrolls sideways")) == []


def test_images_are_told_in_words(audited: list[dict]) -> None:
    assert list(list_faults(audited, "alt")) == []


def test_tables_can_be_read_on_any_screen(audited: list[dict]) -> None:
    assert list(list_faults(audited, "table")) == []


def test_everything_is_reached_by_keyboard(audited: list[dict]) -> None:
    assert list(list_faults(audited, "keyboard")) == []


def test_pages_are_quiet_and_complete(audited: list[dict]) -> None:
    assert list(list_faults(audited, "console", "other host", "missing")) == []


def test_nothing_is_hidden_without_scripts(audited: list[dict]) -> None:
    assert list(list_faults(audited, "without script")) == []


def test_the_first_load_is_light(audited: list[dict]) -> None:
    weights = {page["page"]: page["seen"][0]["weight"] for page in audited}
    assert {name: weight for name, weight in weights.items() if weight > FIRST_LOAD} == {}
    print(f"the heaviest page weighs {max(weights.values()) / 1024:.0f} KiB")


def test_the_search_does_not_ask_for_diacritics(site: Path) -> None:
    found = json.loads(run("search.mjs", site, BROWSER, "share risks", "Phạm", "pham", "zzzz"))
    assert found["share risks"]
    assert found["Phạm"] == found["pham"] != []
    assert found["zzzz"] == []


def test_the_concordance_opens_at_a_code_with_headings_over_their_columns(site: Path) -> None:
    code, line = read_a_code()
    found = json.loads(run("concordance.mjs", site, BROWSER, code, "", "no such code"))
    for width, seen in found[code].items():
        assert seen["codes"] == [code] and f"of {line}" in seen["told"], width
        assert seen["heads"] in ([], seen["values"]), width
        assert not any(re.search(r"\w [,.;:!?](\s|$)", words) for words in seen["words"]), width
    assert found[code]["1440"]["heads"] and found[code]["1300"]["heads"] and not found[code]["360"]["heads"]
    assert len(found[""]["1440"]["codes"]) > 1 and found["no such code"]["1440"] == found[""]["1440"], "what is no code filters nothing"
    assert all(seen["next"] for seen in found[""].values())


def read_a_code() -> tuple[str, int]:
    """The label of the code with the fewest codings, and how many lines it must have."""
    with (ROOT / "data" / "codings.csv").open(encoding="utf-8", newline="") as file:
        counts = Counter(row["code"] for row in csv.DictReader(file))
    with (ROOT / "data" / "codebook.csv").open(encoding="utf-8", newline="") as file:
        labels = {row["code"]: row["label"] for row in csv.DictReader(file)}
    code, number = min(counts.items(), key=lambda one: (one[1], one[0]))
    return labels[code], number


SPOILT = """<!DOCTYPE html><html lang="en"><head><title>Spoilt</title></head><body><main><article>
<h1>Spoilt</h1><button></button><img src="nowhere.png" alt="_images/picture.png">
<div style="width: 3000px">wide</div><p style="color: #999; background: #aaa">faint</p>
<table><tr><th>head</th><td style="overflow-wrap: anywhere; width: 2ch; max-width: 2ch; display: inline-block">string</td></tr></table>
<blockquote style="display: none">hidden</blockquote><script>console.error("loud")</script>
</article></main></body></html>"""


def test_a_spoilt_page_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(SPOILT, encoding="utf-8")
    (page,) = [json.loads(line) for line in run("audit.mjs", tmp_path, BROWSER).splitlines()]
    kinds = {fault["kind"] for fault in page["faults"]}
    assert {
        "axe button-name",
        "axe color-contrast",
        "alt",
        "page scrolls sideways",
        "table",
        "console",
        "missing",
        "keyboard",
        "without script",
    } <= kinds
