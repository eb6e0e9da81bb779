"""The fresh articles, as the rules read them since they were mended in general with these in view."""

from pathlib import Path

import pytest

from tradetalks import pipeline, reliability

FRESH = Path(__file__).parent / "fresh"


@pytest.fixture(scope="module")
def scores(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh") / "data"
    pipeline.build(FRESH, folder, warn=print)
    cells = reliability.compare_with_gold(reliability.load_tables(folder), reliability.read_gold(FRESH / "labels.jsonl"))
    return {s.aspect: s for s in reliability.score_cells(cells) if s.item == "micro" and s.unit in ("article", "event") and s.language == "all"}


@pytest.mark.parametrize(("aspect", "least"), [("event", 0.95), ("ordinal", 0.98), ("code", 0.97), ("good", 0.95), ("deadline", 0.95), ("on_topic", 1.0), ("published", 1.0)])
def test_fresh_articles_are_read_as_well_as_before(scores, aspect, least):
    assert scores[aspect].n_gold and scores[aspect].f1 >= least


def test_agreement_on_codes_is_beyond_chance(scores):
    assert scores["code"].alpha >= 0.90
