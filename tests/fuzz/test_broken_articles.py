"""Whatever is done to an article: it is read to the end, quotes its own words, and tells no day that it does not print."""

import re
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from broken import BREAK, WHOLE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tradetalks import check, pipeline
from tradetalks.tables import read_rows
from tradetalks.text import normalise

STEADY = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
SPANS = {"sentences": "text", "event_mentions": "quote", "codings": "quote", "goods": "quote", "directives": "quote"}
#: Words of a day that is told without its number.
RELATIVE = re.compile(
    r"day\b|tonight|this (?:morning|afternoon|evening)|earlier|later|eve\b|week|h[oô]m|nay\b|qua\b|sáng|chiều|tối|trưa|thứ|chủ nhật|tuần|cùng|ngày (?:làm việc )?cuối|kế",
    re.IGNORECASE,
)


def build(texts, folder):
    """The texts as files, built into tables: those tables that hold spans, and the warnings."""
    (folder / "seeds").mkdir()
    for name, text in texts.items():
        (folder / "seeds" / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    warnings = []
    try:
        pipeline.build(folder / "seeds", folder / "data", warn=warnings.append)
    except pipeline.InputError as error:
        assert "no article could be read" in str(error) and len(warnings) == len(texts)
        return {name: [] for name in ("articles", *SPANS)}, warnings
    return {name: list(read_rows(folder / "data", name)) for name in ("articles", *SPANS)}, warnings


def examine(texts):
    """Build the texts each by itself, so that none lends another its year, and hold the rows against the words."""
    found = []
    for name, text in texts.items():
        with tempfile.TemporaryDirectory() as folder:
            tables, warnings = build({name: text}, Path(folder))
        assert len(tables["articles"]) + len(warnings) == 1
        sentences = {row["sentence_id"]: row for row in tables["sentences"]}
        for table, column in SPANS.items():
            for row in tables[table]:
                start, end = int(row["start"]), int(row["end"])
                assert row[column] and text[start:end] == row[column]
                sentence = sentences[row["sentence_id"]]
                assert int(sentence["start"]) <= start < int(sentence["end"])
        for row in tables["event_mentions"]:
            check_days(row, text, tables["articles"][0])
        found += tables["event_mentions"]
    return found


def check_days(row, text, article):
    """A day comes from words of the article, which give its number or tell it from the article's own day."""
    if not row["date_start"]:
        assert (row["date_end"], row["date_basis"]) == ("", "")
        return
    assert not row["date_end"] or row["date_start"] <= row["date_end"]
    words = row["date_quote"]
    assert words and words in text
    numbers = {int(number) for number in re.findall(r"\d+", normalise(words).text)}
    days = {int(row[name][-2:]) for name in ("date_start", "date_end") if row[name]}
    assert numbers & days or RELATIVE.search(words)
    if row["date_basis"] == "stated":
        assert row["date_start"][:4] in normalise(words).text
    elif row["date_basis"] == "article-year":
        assert row["date_start"][:4] in normalise(text).text or str(int(row["date_start"][:4]) - 1) in text
    else:
        assert row["date_basis"] == "article-date" and (article["published"] or re.match(r"\s*date \d{4}-\d", normalise(text).text))


def test_there_are_two_hundred_kinds_of_broken_article():
    assert len({make(whole) for make in BREAK.values() for whole in WHOLE.values()}) >= 200


@pytest.mark.parametrize("how", BREAK)
def test_broken(how):
    examine({which: BREAK[how](whole) for which, whole in WHOLE.items()})


@pytest.mark.parametrize("which", WHOLE)
@pytest.mark.parametrize("how", ["31 June", "June 31, 2025", "30 February", "31/6", "ngày 31 tháng 6", "2025-13-40", "0 May", "year 0", "50/50", "no digits"])
def test_a_day_that_there_is_not_dates_nothing(how, which):
    text = re.sub(r"\b(?:yesterday|today|hôm nay|hôm qua)\b", "", BREAK[how](WHOLE[which]), flags=re.IGNORECASE)
    assert [row["date_quote"] for row in examine({"a": text}) if row["date_start"] and not RELATIVE.search(row["date_quote"])] == []


@STEADY
@given(
    text=st.sampled_from(sorted(WHOLE)).map(WHOLE.get),
    hows=st.lists(st.sampled_from(sorted(how for how in BREAK if "thousand" not in how and "twenty" not in how)), min_size=2, max_size=3),
    cut=st.tuples(st.integers(0, 3000), st.integers(0, 3000)),
)
def test_broken_in_several_ways(text, hows, cut):
    text = text[min(cut) : max(cut)] or text
    for how in hows:
        text = BREAK[how](text)[:40_000]
    examine({"a": text})


@STEADY
@given(st.text(max_size=300), st.integers(0, 2000), st.sampled_from(sorted(WHOLE)))
def test_any_characters_anywhere(noise, at, which):
    examine({"a": WHOLE[which][:at] + noise + WHOLE[which][at:]})


def test_all_of_them_make_one_right_collection(tmp_path):
    """Built together: every one is read or named, and the tables pass their own check."""
    texts = {f"{a:03d}-{b}": make(whole) for a, make in enumerate(BREAK.values()) for b, whole in enumerate(WHOLE.values())}
    tables, warnings = build(texts, tmp_path)
    assert len(tables["articles"]) + len(warnings) == len(texts)
    assert all(re.match(rf"{re.escape(str(tmp_path))}/seeds/[\d-]+\.txt: ", line) for line in warnings)
    assert list(check.check_folder(tmp_path / "data", tmp_path / "seeds")) == []
