"""How far the tables can be trusted."""

import csv
import io
import json
from collections import Counter

import pandas as pd
import pytest

from tradetalks import first_runs, project, public_labels, reliability, trust
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
    assert first_runs.read_first(None).empty and first_runs.read_answers(None).empty


def test_what_is_read_below_the_mark_is_doubtful():
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
    assert first_runs.read_first(tmp_path).empty
    (tmp_path / "heldout-first.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column"):
        first_runs.read_first(tmp_path)
    write_scores(tmp_path / "heldout-first.csv", reliability.score_cells(CELLS))
    assert len(first_runs.read_first(tmp_path)) == len(scores())


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
    gold = trust.read_gold(BOOK)
    unseen = first_runs.read_unseen(gold.folder)
    kept = (gold.folder.parents[1] / "tests/fresh").glob("*.txt")
    sets = Counter(path.stem.partition("-")[0] for path in kept)
    assert {row.set: row.articles for row in unseen.itertuples() if row.set != "h"} == sets
    assert unseen["f1"].notna().all() and unseen["name"].notna().all()
    assert set(first_runs.name_sets(unseen)) == {"h", *sets}
    labels = [json.loads(line) for line in (gold.folder.parents[1] / "tests/fresh/labels.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in unseen[unseen["set"] != "h"].drop_duplicates("set").itertuples():
        mine = [label for label in labels if label["id"].startswith(f"{row.set}-")]
        assert (row.english, row.off_topic) == (sum(label["language"] == "en" for label in mine), sum(not label["on_topic"] for label in mine))


def test_first_answers_add_up_to_the_kept_counts():
    folder = trust.read_gold(BOOK).folder
    unseen, answers = first_runs.read_unseen(folder), first_runs.read_answers(folder)
    kept = first_runs.count_articles(answers)
    for row in unseen[unseen["set"].isin(list(kept)) & (unseen["aspect"] != "ordinal")].itertuples():
        found = first_runs.measure(first_runs.choose(answers, sets=[row.set]), row.aspect)
        assert (found.tp, found.fp, found.fn) == (row.tp, row.fp, row.fn) and kept[row.set] == row.articles
        assert found.interval.low <= row.f1 <= found.interval.high
        if row.aspect == "code" and row.set != "h":
            mine = first_runs.choose(answers, sets=[row.set])
            assert first_runs.measure_code_alpha(mine, int(row.decisions)) == pytest.approx(row.alpha, abs=6e-4)
            assert first_runs.measure_code_alpha(first_runs.choose(mine, on_topic=True), int(row.decisions_on_topic)) < 1


def test_first_answers_of_the_first_set_are_those_of_its_first_run():
    folder = trust.read_gold(BOOK).folder
    first, answers = first_runs.read_first(folder), first_runs.read_answers(folder)
    mine = first_runs.choose(answers, sets=[first_runs.HELDOUT])
    for language in ("all", "en", "vi"):
        for aspect in ("code", "event"):
            kept = trust.pick(first, aspect, unit="article" if aspect == "code" else "event", language=language)
            found = first_runs.measure(first_runs.choose(mine, language=language), aspect)
            assert (found.tp, found.fp, found.fn) == (kept["tp"], kept["fp"], kept["fn"])


def test_settlement_and_carried_over_speakers_are_counted():
    gold, tables = trust.read_gold(BOOK), reliability.load_tables(BOOK.data)
    check = trust.check_speakers(gold, [label["id"] for label in gold.settled], tables)
    assert [(pair.one, pair.two) for pair in check.pairs][:4] == [("coder A", "coder B"), ("coder A", "settled labels"), ("coder B", "settled labels"), ("coder A", "table")]
    assert check.pairs[0].n == check.overruling.n > check.overruling.overruled > 0
    for basis in check.bases:
        assert 0 <= basis.one <= basis.n and 0 <= basis.two <= basis.n
    assert sum(basis.n for basis in check.bases) == check.pairs[3].n
    assert sum(basis.one for basis in check.bases) == check.pairs[3].same
    assert trust.check_speakers(gold, [], tables) is None


def test_public_labels_hold_no_words_of_the_articles():
    files = public_labels.make_labels(BOOK)
    rows = list(csv.DictReader(io.StringIO(files["labels.csv"])))
    gold = trust.read_gold(BOOK)
    items = sum(len(label.get(name, ())) for side in (gold.settled, gold.one, gold.two) for label in side for name, *_ in public_labels.LISTS)
    assert len(rows) == items and set(rows[0]) == set(public_labels.COLUMNS)
    texts = {label["id"]: (BOOK.seeds / f"{label['id']}.txt").read_text(encoding="utf-8") for label in gold.settled}
    quotes = {(label["id"], item["quote"]) for label in gold.one for item in label["codings"]}
    for row in rows:
        if row["coder"] == "coder A" and row["what"] == "coding":
            assert (row["article_id"], texts[row["article_id"]][int(row["start"]) : int(row["end"])]) in quotes
    assert all(max(map(len, row.values())) < 200 for row in rows)



def test_the_data_page_names_what_the_chapter_on_trust_rests_on():
    whole = public_labels.write_section(BOOK, public_labels.make_labels(BOOK))
    for name in public_labels.FILES:
        assert f'<a href="data/{name}" download>{name}</a>: ' in whole
    for letter, name in first_runs.name_sets(first_runs.read_unseen(trust.read_gold(BOOK).folder)).items():
        assert f"{letter} ({name.lower()})" in whole
    bare = public_labels.write_section(BOOK, {})
    assert "href" not in bare and "They describe no article of this collection" in bare and f"({public_labels.SECTION})=" in bare


def test_what_is_remarked_of_sets_is_of_sets_that_are_kept():
    known = first_runs.name_sets(first_runs.read_unseen(trust.read_gold(BOOK).folder))
    assert {*first_runs.REMARKS, *first_runs.WORKED_OUT} <= set(known)
    assert {name.partition(": ")[2] for name in known.values()} - {""} == set(first_runs.STYLES)


def test_counts_of_sets_add_up():
    unseen = first_runs.read_unseen(trust.read_gold(BOOK).folder)
    for aspect in first_runs.MEASURED:
        found, mine = first_runs.add_up(unseen, aspect), unseen[unseen["aspect"] == aspect]
        assert found.interval is None and found.n == mine["n"].sum()
        assert mine["f1"].min() < found.f1 < mine["f1"].max()
    assert first_runs.add_up(first_runs.read_unseen(None), "code").f1 is None


def test_without_kept_figures_no_set_is_known():
    assert first_runs.read_unseen(None).empty and first_runs.name_sets(first_runs.read_unseen(None)) == {}


def test_the_chart_of_codes_gives_its_data():
    codes = trust.list_codes(scores(), trust.to_frame([]), CODEBOOK)
    table = tabulate_codes(codes)
    assert list(table.columns) == ["Code", "Family", "Labels", "Precision", "Recall", "F1"]
    assert len(table) == codes["f1"].notna().sum() > 0
