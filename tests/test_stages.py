"""The stages as the notebooks call them make the very tables that the pipeline writes."""

from pathlib import Path

import pytest

from tradetalks import codebook, pipeline, showcase, stages, syndication
from tradetalks.project import save_table

SEEDS = Path(__file__).parents[1] / "seeds"


@pytest.fixture(scope="module")
def readings():
    return stages.read_seeds(SEEDS)


def test_the_tables_are_those_of_the_pipeline_to_the_byte(readings, tmp_path):
    pipeline.build(SEEDS, tmp_path / "built", warn=lambda line: None)
    groups = syndication.group_texts((one.document.article_id, one.document.text) for one in readings)
    articles = stages.make_table("articles", [pipeline.describe_article(one, groups[one.document.article_id]) for one in readings])
    on_topic = stages.keep_on_topic(readings)
    settled = stages.settle_mentions(on_topic, stages.count_months(on_topic))
    found = stages.reconcile_mentions(settled, on_topic)
    made = {
        "articles": articles,
        "sentences": stages.tabulate("sentences", pipeline.describe_sentences, [one.document for one in readings]),
        "event_mentions": stages.tabulate_mentions(settled, found),
        "events": stages.tabulate_events(found, articles),
        "event_conflicts": stages.tabulate_conflicts(found),
        "codebook": stages.make_table("codebook", pipeline.describe_codebook(codebook.load())),
        "codings": stages.tabulate("codings", pipeline.describe_codings, on_topic),
        "goods": stages.tabulate("goods", pipeline.describe_goods, on_topic),
    }
    (tmp_path / "saved").mkdir()
    for name, table in made.items():
        save_table(tmp_path / "saved", name, table)
        assert (tmp_path / "saved" / f"{name}.csv").read_bytes() == (tmp_path / "built" / f"{name}.csv").read_bytes(), name


def test_exchanged_ordinals_are_noticed_and_the_mentions_stay_as_they_are(readings):
    settled = stages.settle_mentions(readings, stages.count_months(readings))
    before = [one.told for one in settled]
    spoilt = stages.reconcile_mentions(stages.swap_ordinals(settled), readings)
    assert (stages.tabulate_conflicts(spoilt)["field"] == "ordinal").any()
    assert [one.told for one in settled] == before


def test_without_mentions_there_is_nothing_to_exchange_or_reconcile():
    found = stages.reconcile_mentions(stages.swap_ordinals([]), [])
    assert stages.tabulate_conflicts(found).empty and stages.tabulate_mentions([], found).empty


def test_an_example_is_chosen_by_what_is_in_it(readings):
    shown = showcase.choose_reading(readings)
    assert shown.topic.on_topic and len(shown.events) == max(len(one.events) for one in readings if one.topic.on_topic)
    assert showcase.choose_event(shown) in shown.events
    assert showcase.choose_sentence(()) is None
    drawn = showcase.choose_event(shown).scene
    named = showcase.list_items(drawn, shown.document)
    assert len(named) == len(drawn.places) and (named["meaning"] != "").all()


def test_texts_are_cut_at_words_and_tables_say_so():
    assert showcase.crop("one two  three", 10) == "one two…"
    assert showcase.crop("one two", 10) == "one two"
    assert showcase.crop("x" * 20, 10) == "x" * 9 + "…"
    assert showcase.strip_folders(["/somewhere/seeds/a.txt: empty"], Path("/somewhere/seeds")) == ["a.txt: empty"]


def test_very_many_rows_are_cited_by_their_articles():
    few = [f"a.c{number:03d}" for number in range(3)]
    many = [f"{name}.c{number:03d}" for name in "ab" for number in range(showcase.MOST_CITED)]
    assert showcase.cite("three", few) == "[three](ev:a.c000,a.c001,a.c002)"
    assert showcase.cite("many", many) == "[many](ev:a,b)"
    assert showcase.cite("none", []) == "none"


@pytest.mark.parametrize(("n", "told"), [(0, "no article"), (1, "one of the three articles"), (3, "all three articles")])
def test_shares_read_as_words(n, told):
    assert showcase.share(n, 3, "article") == told
    assert showcase.verb(n, "tells", "tell") == ("tells" if n < 2 else "tell")
