"""Twice the article, twice the work: no pattern that can blow up, no step that goes over all the others.

Work is counted in calls of functions and steps of generators, which is the same on every machine, and not in seconds.
What goes on inside one pattern is not counted that way; there the patterns themselves are looked at, and long lines run.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from broken import WHOLE
from patterns import ALPHABET, find_nested

from tradetalks import pipeline
from tradetalks.codebook import load
from tradetalks.corpus import make_document

HERE = Path(__file__).parent
HEAD = WHOLE["seed"][:700]

#: What a long line may be made of.
UNITS = {
    "an English article": " ".join(WHOLE["seed"].split()) + " ",
    "a Vietnamese article": " ".join(WHOLE["vietnamese"].split()) + " ",
    "one sentence, English": " ".join(WHOLE["seed"].split()).replace(".", ",").replace("?", ",").replace("!", ",") + " ",
    "one sentence, Vietnamese": " ".join(WHOLE["vietnamese"].split()).replace(".", ",").replace("?", ",").replace("!", ",") + " ",
    "paragraphs": WHOLE["english"] + "\n\n",
    "meetings": "Prime Minister Pham Minh Chinh chaired a meeting with the US ",
    "rounds": "second round the US Vietnam tariff ",
    "rounds on days": "the second round on May 6 in Washington ",
    "sessions": "Nguyen Hong Dien met Jamieson Greer in Jeju on May 16 ",
    "calls": "Trump called Pham Minh Chinh ",
    "orders": "The Prime Minister requested ministries to buy US aircraft by April 30 and ",
    "open quotations": 'The PM said "we buy ',
    "quotations": '"He said so," he said. ',
    "formula": "harmonise interests share risks ",
    "dates": "Vietnam US tariff April 22, ",
    "ranges": "from May 5 to ",
    "impossible dates": "2025-13-40 31/6 - ",
    "digits": "1",
    "dots": ".",
    "hyphens": "- ",
    "brackets": "(",
    "spaces": " ",
    "lines": "a\n",
    "carriage returns": "a\r",
    "letters": "a",
    "capitals": "A ",
    "names": "Nguyen Van ",
    "marks": "\u0301",
    "zero-width": "a\u200b",
    "abbreviations": "U.S. Mr. ",
    "the": "the ",
    "and": " and",
    "commas": ",",
    "titles": "Prime Minister Chinh Dien Greer ",
    "vòng": "Vòng đàm phán thứ hai Mỹ Việt Nam thuế ngày 22/4 lần thứ ",
    "Thủ tướng": "Thủ tướng yêu cầu các bộ ngành mua máy bay của Mỹ trước ngày 30/4 và ",
}


def fill(unit: str, size: int) -> str:
    return (HEAD + unit * (size // len(unit) + 1))[:size]


def read(text: str) -> None:
    document = make_document("a", text)
    reading = pipeline.read(document, load())
    for rows in (pipeline.describe_sentences(document), pipeline.describe_codings(reading), pipeline.describe_goods(reading)):
        for _ in rows:
            pass
    pipeline.hold(reading)


def count_steps(text: str) -> int:
    steps = 0

    def step(frame, event, argument):
        nonlocal steps
        steps += event in ("call", "c_call")

    sys.setprofile(step)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return steps


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_twice_the_text_is_not_more_than_twice_the_work(unit):
    """Of whole turns of the unit, so that twice as much text is twice of everything in it."""
    turns = -(-6_000 // len(unit))
    read(HEAD + unit * 2 * turns)  # what is made once for all articles, patterns among it, is made here
    some, twice = count_steps(HEAD + unit * turns), count_steps(HEAD + unit * 2 * turns)
    assert twice <= 2.4 * some + 1000


LONG = [
    ("one sentence, English", 1_000_000),
    ("one sentence, Vietnamese", 1_000_000),
    ("quotations", 1_000_000),
    ("open quotations", 1_000_000),
    ("dates", 1_000_000),
    ("impossible dates", 1_000_000),
    ("hyphens", 1_000_000),
    ("spaces", 1_000_000),
    ("commas", 1_000_000),
    ("letters", 10_000_000),
]


@pytest.mark.parametrize(("name", "size"), LONG)
def test_a_long_line_is_read_to_its_end(name, size):
    """In a process of its own, which may use far more of the processor than it needs, and no more."""
    run_alone(name, size)


def run_alone(name: str, size: int) -> None:
    limit = 90  # seconds of the processor
    command = "import sys, test_linear as t; t.read(t.fill(t.UNITS[sys.argv[1]], int(sys.argv[2])))"
    done = subprocess.run(
        [sys.executable, "-c", command, name, str(size)],
        cwd=HERE,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1)),
    )
    assert done.returncode == 0, done.stderr[-500:] or f"not done after {limit} seconds of the processor"


# ---- the patterns


@pytest.fixture(scope="module")
def patterns():
    """Every pattern that the package compiles, on import and while it reads articles of both languages."""
    done = subprocess.run([sys.executable, str(HERE / "patterns.py")], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_no_pattern_repeats_what_it_repeats(patterns):
    assert len(patterns) > 200
    assert [pattern for pattern, flags in patterns if find_nested(pattern, flags)] == []


@pytest.mark.parametrize("pattern", [r"(a+)+b", r"(?:\w+\s*)+;", r"(?:[^,]*,?)*x", r"(?:a|b*)*c", r"((?:\s*\w*)*)$", r"(?:(?:x+)?y?)*z"])
def test_such_patterns_are_found(pattern):
    assert find_nested(pattern, 0)


@pytest.mark.parametrize("pattern", [r"a+b*", r"(?:\w+ )*x", r"(?:\s+(?:the|all))*", r"(?:a{1,3})*", r"(?:\d+,)+\d", r"[^;]*;"])
def test_patterns_with_a_mark_between_are_not(pattern):
    assert not find_nested(pattern, 0)


def test_the_alphabet_has_both_languages():
    assert {"a", "ệ", "Đ", " ", "\n", ";", "9"} <= ALPHABET
