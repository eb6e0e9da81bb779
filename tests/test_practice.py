"""The practice articles are read as their coders read them."""

from pathlib import Path

import pytest

from tradetalks import pipeline, reliability
from tradetalks.check import check_folder

PRACTICE = Path(__file__).parent / "practice"
LABELS = sorted(PRACTICE.glob("labels-*.jsonl"))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("practice") / "data"
    report = pipeline.build(PRACTICE, folder, warn=print)
    assert (report.articles, report.on_topic, report.warnings) == (29, 22, [])
    return folder


@pytest.fixture(scope="module")
def cells(data):
    return reliability.compare_with_gold(reliability.load_tables(data), reliability.read_gold(*LABELS))


def scores(cells, language="all"):
    return {s.aspect: s for s in reliability.score_cells(cells) if s.item == "micro" and s.unit in ("article", "event") and s.language == language}


@pytest.mark.parametrize("language", ["en", "vi", "all"])
@pytest.mark.parametrize("aspect", ["event", "ordinal", "code", "good"])
def test_events_ordinals_codes_and_goods(cells, aspect, language):
    score = scores(cells, language)[aspect]
    assert score.n_gold and score.f1 >= 0.97


@pytest.mark.parametrize("aspect", ["article", "language", "on_topic", "published", "deadline"])
def test_what_is_simple_is_right(cells, aspect):
    assert scores(cells)[aspect].f1 == 1.0


def test_agreement_on_codes_is_beyond_chance(cells):
    assert scores(cells)["code"].alpha >= 0.90


@pytest.mark.parametrize("article_id", sorted(path.stem for path in PRACTICE.glob("p-neg-*.txt")))
def test_a_near_miss_has_no_rows(data, article_id):
    tables = reliability.load_tables(data)
    assert [row["on_topic"] for row in tables["articles"] if row["article_id"] == article_id] == ["false"]
    for name in ("event_mentions", "codings", "goods", "directives"):
        assert not [row for row in tables[name] if row["article_id"] == article_id]


def test_every_quotation_stands_where_it_says(data):
    assert list(check_folder(data, PRACTICE)) == []


def test_a_wrong_table_does_not_pass(data):
    """The scorer would notice: without the Vietnamese codings and with one wrong number the scores fall below the mark."""
    tables = reliability.load_tables(data)
    tables["codings"] = [row for row in tables["codings"] if not row["article_id"].startswith("p-vi")]
    tables["event_mentions"] = [{**row, "ordinal": "40"} if row["ordinal"] else row for row in tables["event_mentions"]]
    found = scores(reliability.compare_with_gold(tables, reliability.read_gold(*LABELS)))
    assert found["code"].f1 < 0.97 and found["ordinal"].f1 == 0
