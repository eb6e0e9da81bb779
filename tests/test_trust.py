"""How far the tables can be trusted."""

import json
from collections import Counter

import pandas as pd
import pytest

from tradetalks import project, reliability, trust
from tradetalks.charts.trust import draw_codes, tabulate_codes
from tradetalks.errors import InputError
from tradetalks.reliability.scores import write_scores

BOOK = project.find()
CODEBOOK = pd.DataFrame(
    [("share-risks", "Sharing risks", "principle"), ("diversify", "Diversifying", "measure"), ("amend-law", "Amending law", "measure")],
    columns=["code", "label", "family"],
)


def cell(item, gold, predicted, where, language="en"):
    return reliability.Cell("code", item, "article", language, where, gold, predicted)


CELLS = [
    cell("share-risks", "yes", "yes", "a"), cell("share-risks", "", "", "b"),
    cell("diversify", "yes", "", "a"), cell("diversify", "yes", "", "b"), cell("diversify", "yes", "yes", "c", "vi"),
]  # fmt: skip


def scores():
    return trust.to_frame(reliability.score_cells(CELLS))


def test_labels_of_the_checkout_are_complete():
    gold, heldout = trust.read_gold(BOOK), trust.read_heldout(BOOK)
    assert len(gold.settled) == len(gold.one) == len(gold.two)
    texts = {path.stem for path in heldout.folder.glob("*.txt")}
    assert texts == {label["id"] for label in heldout.one} == {label["id"] for label in heldout.two}


def test_labelled_words_stand_in_the_articles():
    gold = trust.read_gold(BOOK)
    for label in [*gold.settled, *gold.one, *gold.two]:
        text = (gold.folder.parents[1] / "seeds" / f"{label['id']}.txt").read_text(encoding="utf-8")
        for name in ("events", "codings", "goods_spans", "directives", "deadlines", "formula"):
            for item in label[name]:
                assert text.count(item["quote"]) >= item.get("occurrence", 1)


def test_other_articles_have_no_labels(tmp_path):
    from tradetalks.pipeline import build

    (tmp_path / "seeds").mkdir()
    gold = trust.read_gold(BOOK)
    same_name = gold.settled[0]["id"]
    text = "Viet Nam and the United States held the second round of trade talks in Washington on May 19, 2025."
    for name in ("x", same_name):
        (tmp_path / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    build(tmp_path / "seeds", tmp_path / "data")
    other = project.Project(tmp_path / "seeds", tmp_path / "data", BOOK.book)
    assert trust.compare_collection(other, gold) == ([], [])


def test_labels_that_are_not_at_hand_are_none(tmp_path, monkeypatch):
    monkeypatch.setattr(trust, "__file__", str(tmp_path / "trust.py"))
    other = project.Project(tmp_path, tmp_path, tmp_path / "book")
    assert trust.read_gold(other) is None
    assert trust.read_first(None).empty


def test_speakers_are_told_with_what_is_missed():
    score = pd.Series({"n_gold": 10, "n_predicted": 7, "tp": 7, "fp": 0, "fn": 3, "recall": 0.7, "precision": 1.0})
    told = trust.tell_speakers(score)
    assert "conservative" in told and "recall 0.70" in told
    assert "not measured" in trust.tell_speakers(None)
    assert trust.list_doubtful(scores(), ["event", "code"]) == [("codes", pytest.approx(2 / 3))]


def test_codebook_was_written_with_the_first_articles_in_view():
    first = trust.read_gold(BOOK).settled[0]["id"]
    assert [trust.tell_view(BOOK, names) for names in ([first], [first, "x"], ["x"])] == ["these articles", "some of these articles", "other articles on the talks"]


def test_weak_codes_come_first_with_what_is_known_of_their_weakness():
    codes = trust.list_codes(scores(), scores(), CODEBOOK)
    assert list(codes["code"]) == ["diversify", "share-risks", "amend-law"]
    assert codes["why"][0].startswith("more often missed than wrongly found; coders differ on it too; weaker in English")
    assert list(codes["why"][1:]) == ["", ""]
    assert list(codes["n"]) == [3, 1, 0]


def test_codes_are_drawn_and_nothing_is_said_of_none():
    words = [text.get_text() for text in draw_codes(trust.list_codes(scores(), scores(), CODEBOOK)).axes[0].texts]
    assert words[:4] == ["Diversifying", "Sharing risks", "3", "1"]
    empty = trust.list_codes(trust.to_frame([]), trust.to_frame([]), CODEBOOK)
    assert "No code can be measured" in draw_codes(empty).axes[0].texts[0].get_text()


def test_aspects_are_laid_out_by_language():
    laid = trust.lay_out(scores(), ["code", "good"], languages=("all", "vi"))
    assert list(laid["aspect"]) == ["Codes"]
    assert laid["f1_vi"][0] == 1


def test_mix_ups_are_counted():
    cells = [cell("share-risks", "yes", "", "a"), cell("diversify", "", "yes", "a")]
    assert trust.list_mixings(cells) == [trust.Mixing("share-risks", "diversify", 1)]


def test_kept_figures_need_their_columns(tmp_path):
    labels = trust.Labels(tmp_path, [], [], [])
    assert trust.read_first(labels).empty
    (tmp_path / "heldout-first.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column"):
        trust.read_first(labels)
    write_scores(tmp_path / "heldout-first.csv", reliability.score_cells(CELLS))
    assert len(trust.read_first(labels)) == len(scores())


def test_held_out_labels_are_one_object_a_line():
    folder = trust.find_folder(BOOK, trust.HELDOUT)
    lines = (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    assert {json.loads(line)["language"] for line in lines} == {"en", "vi"}


def test_items_are_laid_out_the_most_labelled_first():
    laid = trust.lay_out_items(scores(), "code", {"diversify": "Diversifying"})
    assert list(laid["item"]) == ["Diversifying", "share-risks"]
    assert laid["f1_vi"][0] == 1
    assert [trust.figure(value) for value in (0.8333, None, float("nan"))] == ["0.83", "–", "–"]


def test_every_set_of_fresh_articles_has_its_first_scores():
    gold, heldout = trust.read_gold(BOOK), trust.read_heldout(BOOK)
    unseen = trust.read_unseen(gold, heldout)
    kept = (gold.folder.parents[1] / "tests/fresh").glob("*.txt")
    sets = Counter(path.stem.partition("-")[0] for path in kept)
    assert {row.set: row.articles for row in unseen.itertuples() if row.set != "h"} == sets
    assert unseen["f1"].notna().all() and unseen["name"].notna().all()
    assert set(trust.name_sets(unseen)) == {"h", *sets}



def test_without_kept_figures_no_set_is_known():
    assert trust.read_unseen(None, None).empty and trust.name_sets(trust.read_unseen(None, None)) == {}


def test_the_chart_of_codes_gives_its_data():
    codes = trust.list_codes(scores(), trust.to_frame([]), CODEBOOK)
    table = tabulate_codes(codes)
    assert list(table.columns) == ["Code", "Family", "Labels", "Precision", "Recall", "F1"]
    assert len(table) == codes["f1"].notna().sum() > 0
