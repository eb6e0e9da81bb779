"""What the outside relies on, tried from the outside: the installed command, its exit statuses, its files.

The commands and columns named here are promised; they are written down once more on purpose, and not taken from the
package, so that a change of them fails.
"""

import csv
import errno
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from sample_articles import ENGLISH, VIETNAMESE

from tradetalks import tables

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
PRACTICE = ROOT / "tests" / "practice"
COMMAND = Path(sys.executable).with_name("tradetalks")

COMMANDS = {
    "build": ["--seeds", "--data"],
    "book": ["--seeds", "--out"],
    "add": ["--seeds"],
    "evaluate": ["--seeds", "--gold"],
    "check": ["--data"],
    "diff": [],
}
COLUMNS = {
    "articles": "article_id language on_topic title publisher agency url published published_basis sha256 n_sentences n_words",
    "sentences": "sentence_id article_id start end text",
    "event_mentions": "event_mention_id event_id article_id sentence_id start end quote kind date_start date_end date_basis ordinal place mode lead_vn lead_us status",
    "events": "event_id kind ordinal ordinal_basis date_start date_end place mode lead_vn lead_us status n_articles article_ids",
    "event_conflicts": "event_id field value article_ids",
    "codebook": "code family label label_vi definition",
    "codings": "coding_id code article_id sentence_id start end quote wording attributed_to",
    "goods": "good article_id sentence_id start end quote",
    "directives": "directive_id article_id sentence_id start end quote issued_by addressee deadline event_id",
}
VALUES = {
    ("articles", "language"): {"en", "vi"},
    ("articles", "on_topic"): {"true", "false"},
    ("articles", "published_basis"): {"", "stated", "sources"},
    ("event_mentions", "kind"): {"government-meeting", "ministerial-session", "negotiation-round", "leader-contact"},
    ("event_mentions", "date_basis"): {"", "stated", "article-date", "article-year", "corpus"},
    ("event_mentions", "mode"): {"", "in-person", "online", "phone"},
    ("event_mentions", "status"): {"held", "planned"},
    ("events", "ordinal_basis"): {"", "reported", "inferred"},
    ("codebook", "family"): {"principle", "measure"},
    ("goods", "good"): {"aircraft", "lng", "energy", "agriculture", "medicine", "medical-supplies", "machinery", "high-tech", "vehicles"},
}
CODES = """harmonise-interests share-risks core-interests sovereignty international-commitments no-linkage mutual-benefit
    balanced-trade calm-flexible respect-equality constructive-dialogue party-direction strategic-partnership development-level
    buy-us-goods address-us-concerns cut-tariffs cut-procedures rules-of-origin intellectual-property amend-law diversify
    market-economy-status high-tech-access attract-investment""".split()


def run(*argv, command=(COMMAND,), **more):
    more.setdefault("cwd", "/")
    return subprocess.run([*map(str, command), *map(str, argv)], capture_output=True, text=True, encoding="utf-8", errors="surrogateescape", timeout=600, **more)


def rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def collection(folder, **articles):
    seeds = folder / "seeds"
    seeds.mkdir()
    for name, text in (articles or {"a": ENGLISH, "b": VIETNAMESE}).items():
        (seeds / f"{name}.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return seeds


def snapshot(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def assert_refused(done, *named):
    """Status 1, and one line on standard error that names the file and has no traceback in it."""
    assert done.returncode == 1, (done.returncode, done.stderr)
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and "Traceback" not in done.stderr
    assert lines[0].startswith("tradetalks ") and all(str(name) in lines[0] for name in named)
    assert ";" in lines[0]  # what is wrong; what to do


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("contract") / "data"
    done = run("build", "--seeds", PRACTICE, "--data", folder)
    assert done.returncode == 0 and done.stderr == ""
    assert "read 29 articles" in done.stdout
    return folder


# ---- commands


def test_the_command_is_installed_and_is_the_module():
    assert COMMAND.exists()
    plain, module = run("--help"), run("--help", command=(sys.executable, "-m", "tradetalks"))
    assert plain.returncode == module.returncode == 0 and plain.stdout == module.stdout
    assert all(re.search(rf"^ +{name}\b", plain.stdout, re.MULTILINE) for name in COMMANDS)
    assert run("--version").stdout.startswith("tradetalks ")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name):
    done = run(name, "--help")
    assert done.returncode == 0 and all(option in done.stdout for option in COMMANDS[name])


@pytest.mark.parametrize(
    "argv",
    [[], ["frobnicate"], ["--frobnicate"], ["build"], ["build", "--seeds", "x"], ["book", "--seeds", "x"], ["add"], ["evaluate", "--seeds", "x"], ["check"], ["diff", "x"], ["diff"], ["diff", "a", "b", "c"], ["build", "--seeds"]]
    + [[name, "--frobnicate"] for name in COMMANDS]
    + [["build", "--seeds", "x", "--data", "y", "z"], ["check", "--data", "x", "--colour", "red"], ["Build", "--seeds", "x", "--data", "y"]],
    ids=" ".join,
)
def test_wrong_usage_is_2(argv, tmp_path):
    done = run(*argv, cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == "" and "usage: tradetalks" in done.stderr and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_option_may_be_named_like_a_command(tmp_path):
    seeds = collection(tmp_path)
    done = run("build", "--seeds", seeds, "--data", "check", cwd=tmp_path)
    assert done.returncode == 0 and (tmp_path / "check" / "articles.csv").exists()
    assert run("check", "--data", "check", cwd=tmp_path).returncode == 0


def test_build_says_what_it_read_and_what_it_left_out(tmp_path):
    seeds = collection(tmp_path, a=ENGLISH, empty=b"", latin="Tô".encode("latin-1"))
    (seeds / "sources.csv").write_text("article_id,colour\na,red\ngone,blue\n")
    done = run("build", "--seeds", seeds, "--data", tmp_path / "data")
    assert done.returncode == 0 and "read 1 articles" in done.stdout
    told = done.stderr.splitlines()
    assert len(told) == 4 and all(line.startswith(f"{seeds}/") for line in told)
    assert [row["article_id"] for row in rows(tmp_path / "data", "articles")] == ["a"]


def test_evaluate_prints_the_figures_by_code_and_kind():
    done = run("evaluate", "--seeds", PRACTICE, "--gold", *sorted(PRACTICE.glob("labels-*.jsonl")))
    assert done.returncode == 0
    assert all(word in done.stdout for word in ("F1", "alpha", "harmonise-interests", "government-meeting", "ordinal", " vi "))


def test_check_finds_nothing_in_what_build_wrote_and_something_in_what_was_spoilt(data, tmp_path):
    assert run("check", "--data", data, "--seeds", PRACTICE).returncode == 0
    spoilt = shutil.copytree(data, tmp_path / "data")
    text = (spoilt / "codings.csv").read_text(encoding="utf-8")
    (spoilt / "codings.csv").write_text(text.replace("share-risks", "spare-risks"), encoding="utf-8")
    assert_refused(run("check", "--data", spoilt, "--seeds", PRACTICE), spoilt)


def test_diff_names_what_changed_and_the_article_that_moved_it(data, tmp_path):
    assert run("diff", data, data).returncode == 0
    seeds = shutil.copytree(PRACTICE, tmp_path / "seeds")
    (seeds / "p-vi-003.txt").unlink()
    run("build", "--seeds", seeds, "--data", tmp_path / "data")
    done = run("diff", data, tmp_path / "data")
    assert done.returncode == 0 and "p-vi-003" in done.stdout


def test_add_takes_in_a_file_and_a_saved_page(tmp_path):
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "story.txt").write_text(ENGLISH, encoding="utf-8")
    paragraphs = "".join(f"<p>{line}</p>" for line in VIETNAMESE.splitlines() if line)
    (tmp_path / "page.html").write_text(f"<html><head><title>Họp về thuế</title></head><body><article>{paragraphs}</article></body></html>", encoding="utf-8")
    for name in ("story.txt", "page.html"):
        done = run("add", "--seeds", seeds, tmp_path / name)
        assert done.returncode == 0, done.stderr
    assert len(list(seeds.glob("*.txt"))) == 2 and len((seeds / "sources.csv").read_text(encoding="utf-8").splitlines()) == 3
    assert run("build", "--seeds", seeds, "--data", tmp_path / "data").returncode == 0
    assert [row["on_topic"] for row in rows(tmp_path / "data", "articles")] == ["true", "true"]


# ---- tables


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_its_columns(data, name):
    with (data / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    assert set(COLUMNS[name].split()) <= set(header) and len(set(header)) == len(header)


def test_cells_hold_the_values_that_are_promised(data):
    for (table, column), values in VALUES.items():
        found = {row[column] for row in rows(data, table)}
        assert found <= values and found - {""}
    assert sorted(row["code"] for row in rows(data, "codebook")) == sorted(CODES)
    assert {row["code"] for row in rows(data, "codings")} <= set(CODES)
    days = [row[name] for row in rows(data, "event_mentions") for name in ("date_start", "date_end")]
    assert all(re.fullmatch(r"(?:\d{4}-\d\d-\d\d)?", day) for day in days) and any(days)
    assert all(re.fullmatch(r"(?:\d{4}-\d\d(?:-\d\d)?)?", row["deadline"]) for row in rows(data, "directives"))
    assert all(row["ordinal"].isdigit() or not row["ordinal"] for row in rows(data, "events"))
    assert all(row["label"] and row["label_vi"] and row["definition"] for row in rows(data, "codebook"))


def test_files_are_plain(data):
    for name in COLUMNS:
        content = (data / f"{name}.csv").read_bytes()
        assert content.decode("utf-8") and not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n") and b"\r\n" not in content


def test_ids_are_those_of_the_contract_and_rows_are_in_their_order(data):
    articles = [row["article_id"] for row in rows(data, "articles")]
    assert articles == sorted(path.stem for path in PRACTICE.glob("*.txt"))
    sentences = [row["sentence_id"] for row in rows(data, "sentences")]
    assert sentences[0] == "p-en-001.s001" and sentences == sorted(sentences) and len(set(sentences)) == len(sentences)
    for table, key in (("event_mentions", "event_mention_id"), ("events", "event_id"), ("codings", "coding_id"), ("directives", "directive_id"), ("codebook", "code")):
        found = [row[key] for row in rows(data, table)]
        assert found == sorted(found) and len(set(found)) == len(found)


def test_every_quotation_stands_in_its_article(data):
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in PRACTICE.glob("*.txt")}
    for table, column in (("sentences", "text"), ("event_mentions", "quote"), ("codings", "quote"), ("goods", "quote"), ("directives", "quote")):
        for row in rows(data, table):
            assert texts[row["article_id"]][int(row["start"]) : int(row["end"])] == row[column]


def test_an_article_is_its_file(data):
    for row in rows(data, "articles"):
        assert row["sha256"] == hashlib.sha256((PRACTICE / f"{row['article_id']}.txt").read_bytes()).hexdigest()
    counted = {}
    for row in rows(data, "sentences"):
        counted[row["article_id"]] = counted.get(row["article_id"], 0) + 1
    assert {row["article_id"]: int(row["n_sentences"]) for row in rows(data, "articles")} == counted


def test_events_stand_for_their_mentions(data):
    told = {}
    for row in rows(data, "event_mentions"):
        told.setdefault(row["event_id"], set()).add(row["article_id"])
    for row in rows(data, "events"):
        assert set(row["article_ids"].split(";")) == told.pop(row["event_id"]) and int(row["n_articles"]) == len(row["article_ids"].split(";"))
    assert told == {}


def test_an_off_topic_article_has_nothing_but_sentences(data):
    off = {row["article_id"] for row in rows(data, "articles") if row["on_topic"] == "false"}
    assert len(off) == 7
    for table in ("event_mentions", "codings", "goods", "directives"):
        assert not off & {row["article_id"] for row in rows(data, table)}


def test_the_data_package_describes_all_tables_with_their_keys(data):
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert set(resources) == set(COLUMNS)
    for name, described in resources.items():
        assert [field["name"] for field in described["schema"]["fields"]] == list(rows(data, name)[0] if rows(data, name) else tables.tables()[name].header)
        assert described["schema"]["primaryKey"] and described["path"] == f"{name}.csv"
    assert resources["event_mentions"]["schema"]["foreignKeys"]


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_same_articles_give_the_same_bytes(data, tmp_path, seed):
    assert run("build", "--seeds", PRACTICE, "--data", tmp_path / "data", env={**os.environ, "PYTHONHASHSEED": seed}).returncode == 0
    assert snapshot(tmp_path / "data") == snapshot(data)


def test_seeds_are_not_touched(tmp_path):
    seeds = shutil.copytree(PRACTICE, tmp_path / "seeds")
    before = snapshot(seeds)
    run("build", "--seeds", seeds, "--data", tmp_path / "data")
    assert snapshot(seeds) == before


# ---- input at fault


def make_file(folder):
    path = folder / "file"
    path.write_text("x")
    return path


REFUSED = {
    "build: no such folder": lambda t: (["build", "--seeds", t / "none", "--data", t / "data"], [t / "none"]),
    "build: a file for a folder": lambda t: (["build", "--seeds", make_file(t), "--data", t / "data"], [t / "file"]),
    "build: an empty folder": lambda t: (["build", "--seeds", t, "--data", t / "data"], [t]),
    "build: data is a file": lambda t: (["build", "--seeds", collection(t), "--data", make_file(t)], [t / "file"]),
    "build: data below a file": lambda t: (["build", "--seeds", collection(t), "--data", make_file(t) / "data"], [t / "file"]),
    "build: data is a device": lambda t: (["build", "--seeds", collection(t), "--data", "/dev/full"], ["/dev/full"]),
    "build: data is below a device": lambda t: (["build", "--seeds", collection(t), "--data", "/dev/full/x"], ["/dev/full"]),
    "build: data in a folder that takes nothing": lambda t: (["build", "--seeds", collection(t), "--data", "/proc/data"], ["/proc"]),
    "build: data are the seeds": lambda t: (["build", "--seeds", collection(t), "--data", t / "seeds"], [t / "seeds"]),
    "build: data hold the seeds": lambda t: (["build", "--seeds", collection(t), "--data", t], [t]),
    "build: a NUL in a name": lambda t: (["build", "--seeds", t / ("x" * 300), "--data", t / "data"], ["xxx"]),
    "build: data with too long a name": lambda t: (["build", "--seeds", collection(t), "--data", t / ("x" * 300)], ["xxx"]),
    "book: no such folder": lambda t: (["book", "--seeds", t / "none", "--out", t / "out"], [t / "none"]),
    "book: an empty folder": lambda t: (["book", "--seeds", t, "--out", t / "out"], [t]),
    "add: no such file": lambda t: (["add", "--seeds", t, t / "none.txt"], [t / "none.txt"]),
    "evaluate: no such folder": lambda t: (["evaluate", "--seeds", t / "none", "--gold", PRACTICE / "labels-en.jsonl"], [t / "none"]),
    "evaluate: no such labels": lambda t: (["evaluate", "--seeds", PRACTICE, "--gold", t / "none.jsonl"], [t / "none.jsonl"]),
    "evaluate: no labels": lambda t: (["evaluate", "--seeds", PRACTICE, "--gold", make_file(t)], [t / "file"]),
    "check: no such folder": lambda t: (["check", "--data", t / "none"], [t / "none"]),
    "diff: no such folder": lambda t: (["diff", t / "none", t / "none"], [t / "none"]),
    "codings: no such file": lambda t: (["codings", t / "none.txt"], [t / "none.txt"]),
    "codings: a folder": lambda t: (["codings", t], [t]),
}  # fmt: skip


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_input_at_fault_is_1_in_one_line(tmp_path, make):
    argv, named = make(tmp_path)
    before = snapshot(tmp_path)
    assert_refused(run(*argv), *named)
    assert snapshot(tmp_path) == before and not (tmp_path / "data").exists() and not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["names-\u0111\u1ec7", "a b", "a\nb", "a\x1b[31mb"])
def test_a_strange_name_stays_on_one_line(tmp_path, name):
    done = run("build", "--seeds", tmp_path / name, "--data", tmp_path / "data")
    assert_refused(done)
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("variables", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "cp1252"}], ids=str)
def test_a_terminal_that_knows_no_vietnamese_gets_no_traceback(tmp_path, variables):
    seeds = collection(tmp_path, a=VIETNAMESE, b=b"")
    environment = {**os.environ, **variables}
    built = run("build", "--seeds", seeds, "--data", tmp_path / "data", env=environment)
    shown = run("codings", "--explain", seeds / "a.txt", env=environment)
    assert [(done.returncode, "Traceback" in done.stderr) for done in (built, shown)] == [(0, False), (0, False)]


def test_a_reader_that_goes_away_is_no_error(tmp_path):
    seeds = collection(tmp_path, a=ENGLISH * 50)
    done = subprocess.run(["bash", "-o", "pipefail", "-c", f"{COMMAND} codings --explain {seeds}/a.txt | head -n 1"], capture_output=True, text=True)
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_interrupted_leaves_nothing(tmp_path):
    seeds = collection(tmp_path, **{f"a{n}": ENGLISH * 20 for n in range(60)})
    # a suite that runs in the background has interrupts switched off, and its children would inherit that
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    command = [COMMAND, "build", "--seeds", seeds, "--data", tmp_path / "data"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heed)
    while process.poll() is None and not list(tmp_path.glob(".data.new-*")):
        pass
    process.send_signal(2)
    process.communicate(timeout=60)
    assert process.returncode != 0 and sorted(path.name for path in tmp_path.iterdir()) == ["seeds"]


# ---- whole or not at all


def test_a_second_build_replaces_the_tables_and_keeps_what_is_not_its_own(tmp_path):
    seeds, data = collection(tmp_path), tmp_path / "data"
    run("build", "--seeds", seeds, "--data", data)
    (data / "gold").mkdir()
    (data / "gold" / "labels.jsonl").write_text("{}\n")
    (seeds / "b.txt").unlink()
    assert run("build", "--seeds", seeds, "--data", data).returncode == 0
    assert [row["article_id"] for row in rows(data, "articles")] == ["a"]
    assert (data / "gold" / "labels.jsonl").read_text() == "{}\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "seeds"]


def test_a_folder_of_other_things_is_not_replaced(tmp_path):
    seeds, data = collection(tmp_path), tmp_path / "data"
    data.mkdir()
    (data / "thesis.docx").write_text("years of work")
    assert_refused(run("build", "--seeds", seeds, "--data", data), data)
    assert snapshot(data) == {"thesis.docx": b"years of work"}


def limit_files(size):
    def limit():
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("size", [0, 100, 5_000, 20_000])
@pytest.mark.parametrize("before", [False, True], ids=["new", "replacing"])
def test_a_full_disk_leaves_the_tables_as_they_were(tmp_path, size, before):
    """No file may grow beyond `size`: what a disk that fills up while writing looks like to a program."""
    data = tmp_path / "data"
    if before:
        assert run("build", "--seeds", collection(tmp_path), "--data", data).returncode == 0
    was = snapshot(tmp_path)
    done = run("build", "--seeds", PRACTICE, "--data", data, preexec_fn=limit_files(size))
    assert_refused(done)
    assert str(data) in done.stderr or "temporary folder" in done.stderr  # the program's own notes may fill up first
    assert snapshot(tmp_path) == was and not list(tmp_path.glob(".*"))


@pytest.mark.skipif(os.geteuid() != 0 or not shutil.which("unshare"), reason="mounting a disk of 64 KB takes the administrator")
def test_a_disk_of_64_kilobytes(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f"mount -t tmpfs -o size=64k none {disk} && {{ {COMMAND} build --seeds {PRACTICE} --data {disk}/data; echo $? $(ls -A {disk}); }}"
    done = subprocess.run(["unshare", "--mount", "bash", "-c", script], capture_output=True, text=True)
    if "mount:" in done.stderr or "unshare:" in done.stderr:
        pytest.skip("mounting is not allowed here")
    assert done.stdout.split() == ["1"] and len(done.stderr.splitlines()) == 1
    assert "no space left on device" in done.stderr and "data" in done.stderr


def test_a_full_disk_where_the_program_keeps_its_notes(tmp_path):
    """A build sets things aside in a temporary file: without room for it there is one line too, and no table."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    for number in range(80):  # of a word or two each, so that what is set aside is more than any table so far
        (seeds / f"{number}.txt").write_text("Rain.", encoding="utf-8")
    done = run("build", "--seeds", seeds, "--data", tmp_path / "data", preexec_fn=limit_files(2_000))
    assert_refused(done, "temporary folder")
    assert list(tmp_path.iterdir()) == [seeds]


def test_standard_output_that_is_full(tmp_path):
    seeds = collection(tmp_path)
    with open("/dev/full", "w") as full:
        done = subprocess.run([COMMAND, "build", "--seeds", seeds, "--data", tmp_path / "data"], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1 and "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1
    assert os.strerror(errno.ENOSPC).lower() in done.stderr.lower() and "temporary folder" not in done.stderr


def test_evaluate_and_its_figures_on_a_full_disk(tmp_path):
    done = run("evaluate", "--seeds", PRACTICE, "--gold", PRACTICE / "labels-en.jsonl", "--out", "/dev/full")
    assert_refused(done, "/dev/full")
