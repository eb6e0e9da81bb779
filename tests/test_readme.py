"""README and the documents beside it: every command, option, file, table and figure that they name is one that there is."""

import argparse
import contextlib
import csv
import importlib.util
import io
import json
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tradetalks import cli, corpus, project, prose, reliability, trust
from tradetalks.tables import tables

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE)  # those that `make help` shows

#: Where a file that is named without its folder stands.
FOLDERS = ("", "data", "seeds", "book", "src/tradetalks", "src/tradetalks/codebook")
#: What is not in a fresh clone: it is made by the commands, or when it is first needed.
MADE = ("_build/", ".venv", "editions/", "book/redirects.yml")
#: How names begin that stand for files of the checkout in examples; other names there are the reader's own.
OURS = ("book/", "data/", "seeds/", "src/", "tests/")
FILE = re.compile(r"[\w.*/-]+\.(?:cff|csv|html|ipynb|jsonl?|md|png|py|toml|txt|yml)|[\w.-]+(?:/[\w.-]+)*/|LICENSE|Makefile|\.ci/run")


def read_tokens(text: str) -> Iterator[Token]:
    """Every token of a Markdown text, those inside paragraphs and table cells included."""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        yield token
        yield from token.children or ()


def read_codes(text: str) -> list[str]:
    """What stands between backticks."""
    return [token.content for token in read_tokens(text) if token.type == "code_inline"]


def read_shell(text: str) -> Iterator[list[str]]:
    """The words of every line of the shell examples, without comments."""
    for token in read_tokens(text):
        if token.type == "fence" and token.info == "sh":
            for line in token.content.replace("\\\n", " ").splitlines():
                if words := shlex.split(line, comments=True):
                    yield words


def read_tables(text: str) -> list[list[list[str]]]:
    """Every table as rows of cells, the heading first, cells as they are written."""
    found: list[list[list[str]]] = []
    for token in read_tokens(text):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type == "inline" and found and token.map and "|" in text.splitlines()[token.map[0]]:
            found[-1][-1].append(token.content)
    return found


def find_table(*heading: str) -> list[list[str]]:
    """The rows of the README's table that has this heading."""
    (table,) = [table for table in read_tables(README) if table[0] == list(heading)]
    return table[1:]


@cache
def make_parser(command: str) -> argparse.ArgumentParser:
    return cli.make_parser(command)


def list_options(command: str) -> set[str]:
    (commands,) = [action for action in make_parser(command)._actions if isinstance(action, argparse._SubParsersAction)]
    return set(commands.choices[command]._option_string_actions)


# ---- what can be wrong, as text; nothing where all is well


def find_call_faults(words: list[str], whole: bool) -> Iterator[str]:
    """What is wrong with a call of make, tradetalks or Python; `whole` if all its arguments are given."""
    line, name = " ".join(words), Path(words[0]).name
    if name == "make":
        for word in words[1:]:
            variable, equals, _ = word.partition("=")
            if not equals and word not in TARGETS:
                yield f"{line}: make has no target {word}"
            if equals and f"$({variable})" not in MAKEFILE:
                yield f"{line}: the Makefile does not know {variable}"
    elif name == "tradetalks":
        command = words[1] if len(words) > 1 else ""
        if command not in cli.COMMANDS:
            yield f"{line}: tradetalks has no command {command!r}"
        elif whole:
            said = io.StringIO()
            try:
                with contextlib.redirect_stderr(said):
                    make_parser(command).parse_args(words[1:])
            except SystemExit:
                yield f"{line}: {said.getvalue().splitlines()[-1]}"
        else:
            for option in {word.partition("=")[0] for word in words if word.startswith("--")} - list_options(command):
                yield f"{line}: {command} has no option {option}"
    elif name == "python":
        if words[1] != "-m" or importlib.util.find_spec(words[2]) is None:
            yield f"{line}: no module of that name"
    elif whole:
        yield f"{line}: not known to this test"
    for word in words[1:]:
        if word.startswith(OURS) and not (ROOT / word).exists():
            yield f"{line}: {word} does not exist"


def find_command_faults(text: str) -> list[str]:
    """Unknown commands, targets and options, in the shell examples and between backticks."""
    faults = [fault for words in read_shell(text) for fault in find_call_faults(words, whole=True)]
    for code in read_codes(text):
        words = code.split()
        if len(words) > 1 and Path(words[0]).name in ("make", "tradetalks"):
            faults += find_call_faults(words, whole=False)
    return faults


def find_file_faults(text: str) -> list[str]:
    """Links and files that lead nowhere."""
    names = {token.attrGet("href") or token.attrGet("src") for token in read_tokens(text) if token.type in ("link_open", "image")}
    links = {str(name) for name in names if not re.match(r"[a-z]+:", str(name))}
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    anchors = {"#" + re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}
    faults = [f"{link}: no such heading" for link in links if link.startswith("#") and link not in anchors]
    faults += [f"{link}: no such file" for link in links if not link.startswith("#") and not (ROOT / link.partition("#")[0]).exists()]
    for name in {code for code in read_codes(text) if FILE.fullmatch(code) and not code.startswith(MADE)}:
        if not any(any((ROOT / folder).glob(name.rstrip("/"))) for folder in FOLDERS):
            faults.append(f"{name}: no such file")
    return faults


@pytest.mark.parametrize("name", DOCUMENTS)
def test_commands_and_options_are_known(name: str) -> None:
    assert find_command_faults((ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_and_files_exist(name: str) -> None:
    assert find_file_faults((ROOT / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "`tradetalks undo`", "`make tea`", "`tradetalks diff --yaml`", "```sh\nmake book tea\n```", "```sh\nmake serve COLOUR=red\n```",
        "```sh\n.venv/bin/tradetalks build --seeds a\n```", "```sh\ntradetalks check --data a --quick\n```", "```sh\ntradetalks\n```",
        "```sh\n.venv/bin/tradetalks codings seeds/nothing.txt\n```", "```sh\nrm -rf data\n```", "```sh\n.venv/bin/python -m nomodule\n```", "| a |\n|---|\n| `tradetalks undo` |\n",
    ],
)  # fmt: skip
def test_a_wrong_command_is_noticed(text: str) -> None:
    assert find_command_faults(text)


@pytest.mark.parametrize("text", ["[a](nothing.md)", "![a](docs/nothing.png)", "[a](#nothing)", "`data/nothing.csv`", "`nothing/`", "`tests/*.sql.txt`"])
def test_a_missing_file_is_noticed(text: str) -> None:
    assert find_file_faults(text)


def test_what_is_right_passes() -> None:
    text = "# A heading: one\n[a](#a-heading-one) `articles.csv` `book/*.ipynb` `tests/heldout/` `make serve PORT=1` `share-risks/en2`\n```sh\nmake book # all\n```"
    assert find_command_faults(text) + find_file_faults(text) == []


# ---- README is complete


def test_every_command_is_in_the_table_once() -> None:
    named = [cells[0] for cells in find_table("command", "does")]
    assert named == [f"`make {target}`" for target in TARGETS] + [f"`tradetalks {command}`" for command in cli.COMMANDS]


def test_every_table_is_there_with_all_its_columns_in_order() -> None:
    rows = {cells[0].strip("`"): re.findall(r"`(\w+)`", cells[2]) for cells in find_table("table", "one row is", "columns")}
    assert rows == {f"{name}.csv": [column.name for column in table.columns] for name, table in tables().items()}


def test_every_column_of_sources_is_there() -> None:
    assert tuple(cells[0].strip("`") for cells in find_table("column of `sources.csv`", "holds")) == corpus._COLUMNS


def test_parts_and_chapters_are_those_of_the_book() -> None:
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    assert [cells[0] for cells in find_table("chapters", "what they tell")] == [part["caption"] for part in contents["parts"]]
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "book").iterdir() if path.suffix in (".md", ".ipynb"))
    for chapter in ("How far this can be trusted", "The data"):
        assert f"*{chapter}*" in README and f"# {chapter}" in pages


def test_the_picture_is_small_and_told_in_words() -> None:
    (picture,) = [token for token in read_tokens(README) if token.type == "image"]
    path = ROOT / str(picture.attrGet("src"))
    assert path.stat().st_size < 150_000 and path.read_bytes().startswith(b"\x89PNG")
    assert len(picture.content) > 100


# ---- the figures of README

ASPECTS = {
    "codes": "code", "goods": "good", "events (kind and days)": "event", "their ordinals": "ordinal", "their places": "place",
    "in person, online or by phone": "mode", "deadlines": "deadline",
}  # fmt: skip


def test_figures_are_those_of_the_first_run() -> None:
    with (ROOT / "data/gold/heldout-first.csv").open(encoding="utf-8", newline="") as file:
        first = {(row["aspect"], row["language"]): row for row in csv.DictReader(file) if row["item"] == "micro" and row["unit"] != "sentence"}
    heading = ("read from the article", "labels", "precision", "recall", "F1", "F1 in English", "F1 in Vietnamese")
    shown = {cells[0]: cells[1:] for cells in find_table(*heading)}
    wanted = (("all", "precision"), ("all", "recall"), ("all", "f1"), ("en", "f1"), ("vi", "f1"))
    assert shown == {
        name: [first[aspect, "all"]["n_gold"], *(f"{float(first[aspect, language][figure]):.2f}" for language, figure in wanted)]
        for name, aspect in ASPECTS.items()
    }
    assert f"{first['article', 'all']['n_gold']} articles, they were" in README


def test_figures_of_later_sets_are_those_kept() -> None:
    with (ROOT / "data/gold/fresh-first.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    articles = {row["set"]: int(row["articles"]) for row in rows}
    tp, fp, fn = ([int(row[name]) for row in rows] for name in ("tp", "fp", "fn"))
    f1 = [2 * right / (2 * right + wrong + missed) for right, wrong, missed in zip(tp, fp, fn, strict=True)]
    code, event = (sorted(one for one, row in zip(f1, rows, strict=True) if row["aspect"] == aspect) for aspect in ("code", "event"))
    said = " ".join(README.split())
    assert f"{prose.number(len(articles)).capitalize()} later sets, {sum(articles.values())} articles in all" in said
    assert f"F1 of {code[0]:.2f} to {code[-1]:.2f} for codes and of {event[0]:.2f} to {event[-1]:.2f} for events" in said


def test_what_is_said_of_speakers_holds() -> None:
    book = project.find()
    gold = trust.read_gold(book)
    check = trust.check_speakers(gold, [label["id"] for label in gold.settled], reliability.load_tables(book.data))
    verb, carried = ({basis.basis: basis for basis in check.bases}[name] for name in ("verb", "continued"))
    said = " ".join(README.split())
    assert f"agree with the table in {verb.one} and {verb.two} of {verb.n} decisions" in said
    assert f"carried over from an earlier sentence, in {carried.one} and {carried.two} of {carried.n}." in said


def test_what_is_said_of_the_labels_holds() -> None:
    lines = {path: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in ROOT.glob("*/*/*.jsonl")}
    gold = lines.pop(ROOT / "data/gold/settled.jsonl")
    assert {label["language"] for label in gold} == {"en"}, "README says that all labelled press reports are English"
    elsewhere = [label for path, labels in lines.items() if path.parent.parent.name == "tests" for label in labels]
    assert elsewhere and not [label["id"] for label in elsewhere if label.get("codings") or label.get("directives")]
