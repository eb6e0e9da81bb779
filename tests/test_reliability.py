"""Figures of agreement: counted by hand here, and the same as other software's where there is one."""

import argparse
import csv
import json
import sys
import types
from pathlib import Path

import numpy as np
import pytest
from sample_tables import make_rows, write_collection

from tradetalks.commands import evaluate as command
from tradetalks.errors import InputError
from tradetalks.reliability import compare_coders, compare_with_gold, count_confusions, load_tables, read_gold, score_cells
from tradetalks.reliability import intervals
from tradetalks.reliability.cells import Cell, match_events
from tradetalks.reliability.readings import Sentences
from tradetalks.reliability.scores import measure_alpha, score_item

A = {
    "id": "a",
    "language": "en",
    "on_topic": True,
    "published": None,
    "events": [
        {"kind": "government-meeting", "date_start": "2025-05-06", "date_end": "2025-05-06", "date_basis": "corpus", "ordinal": 7, "place": "Hà Nội", "mode": None, "lead_vn": "Phạm Minh Chính", "lead_us": None, "status": "held"}
    ],
    "codings": [
        {"code": "harmonise-interests", "quote": "Harmonising interests", "attributed_to": "Phạm Minh Chính"},
        {"code": "share-risks", "quote": "sharing risks", "attributed_to": None},
        {"code": "calm-flexible", "quote": "principle", "attributed_to": None},
        {"code": "diversify", "quote": "Buy", "attributed_to": None, "optional": True},
    ],
    "goods_spans": [{"good": "aircraft", "quote": "aircraft"}],
    "directives": [{"quote": "Buy aircraft", "issued_by": "Phạm Minh Chính", "deadline": "2025-05-30"}, {"quote": "PM chairs meeting", "issued_by": "x", "optional": True}],
    "deadlines": [{"date": "2025-05-30", "quote": "May 30"}],
    "formula": [{"quote": "Harmonising interests, sharing risks", "kind": "whole"}],
}  # fmt: skip
B = {
    "id": "b",
    "language": "vi",
    "on_topic": True,
    "published": "2025-05-07",
    "events": [{"kind": "negotiation-round", "date_start": None, "date_end": None, "ordinal": 2}],
    "codes": {"present": ["harmonise-interests"], "optional": ["share-risks"]},
    "goods": {"present": [], "optional": []},
    "deadlines": [],
}


def write_gold(folder: Path, *labels: dict) -> Path:
    path = folder / "labels.jsonl"
    path.write_text("".join(json.dumps(label, ensure_ascii=False) + "\n" for label in labels), encoding="utf-8")
    return path


@pytest.fixture
def tables(tmp_path) -> dict:
    return load_tables(write_collection(tmp_path))


def evaluate(tables, gold):
    return score_cells(compare_with_gold(tables, gold))


def agreement(*coders, **how):
    return score_cells(compare_coders(*coders, **how))


def pick(scores, aspect, item="micro", unit=None, language="all"):
    [score] = [s for s in scores if (s.aspect, s.item, s.language) == (aspect, item, language) and unit in (None, s.unit)]
    return score


def counts(score) -> tuple:
    return score.tp, score.fp, score.fn


def test_tables_against_labels(tables, tmp_path):
    scores = evaluate(tables, read_gold(write_gold(tmp_path, A, B)))
    assert counts(pick(scores, "article")) == (2, 0, 0)
    assert counts(pick(scores, "code", unit="article")) == (3, 0, 1)
    assert counts(pick(scores, "code", "calm-flexible", "article")) == (0, 0, 1)
    assert pick(scores, "code", "calm-flexible", "article").precision is None
    assert counts(pick(scores, "code", unit="sentence")) == (2, 0, 1)
    assert counts(pick(scores, "event")) == (1, 1, 1)
    assert counts(pick(scores, "ordinal")) == (1, 0, 0)
    assert counts(pick(scores, "place")) == (0, 0, 1)
    assert counts(pick(scores, "date_basis")) == (0, 0, 1)
    assert counts(pick(scores, "good", unit="article")) == counts(pick(scores, "good", unit="sentence")) == (1, 0, 0)
    assert counts(pick(scores, "deadline")) == (1, 0, 0)
    assert counts(pick(scores, "directive")) == counts(pick(scores, "issued_by")) == (1, 0, 0)
    assert counts(pick(scores, "attributed_to")) == (1, 1, 0)
    assert counts(pick(scores, "formula")) == (1, 0, 0)
    assert counts(pick(scores, "published")) == (0, 0, 1)
    assert counts(pick(scores, "code", unit="article", language="vi")) == (1, 0, 0)
    macro = pick(scores, "code", "macro", "article")
    assert macro.recall == pytest.approx(2 / 3) and macro.precision == 1 and macro.tp is None


def test_optional_items_count_neither_way(tables):
    for present in ([], ["calm-flexible"]):
        label = {**B, "id": "a", "codes": {"present": ["harmonise-interests", *present], "optional": ["share-risks"]}}
        score = pick(evaluate(tables, [label]), "code", unit="article")
        assert counts(score) == (1, 0, len(present))
    optional = {"kind": "government-meeting", "date_start": "2025-05-06", "date_end": "2025-05-06", "ordinal": 9, "optional": True}
    unseen = {**optional, "date_start": "2025-05-09", "date_end": "2025-05-09"}
    scores = evaluate(tables, [{**B, "events": [optional, unseen]}])
    assert not any(score.aspect in ("event", "ordinal") for score in scores)


def test_alpha_of_all_codes_is_over_those_that_either_side_has(tables):
    scores = evaluate(tables, [{**B, "codes": {"present": ["diversify"], "optional": []}}])
    pairs = [("yes", ""), ("", "yes")]
    assert pick(scores, "code", unit="article").alpha == measure_alpha(pairs) == pytest.approx(-0.5)


def test_an_article_that_was_not_read_misses_everything(tables):
    scores = evaluate(tables, [{**A, "id": "c", "codes": {"present": ["diversify"]}, "goods": {"present": []}}])
    assert counts(pick(scores, "article")) == counts(pick(scores, "code")) == counts(pick(scores, "event")) == (0, 0, 1)


def test_alpha_is_krippendorffs():
    # Krippendorff (2011), Computing Krippendorff's alpha-reliability, section A: two observers, binary data
    one, two = "0100000010", "1110010000"
    assert measure_alpha(list(zip(one, two, strict=True))) == pytest.approx(0.095, abs=0.0005)
    assert measure_alpha([("yes", "yes")] * 3) is None
    assert measure_alpha([]) is None
    assert measure_alpha([("yes", "yes"), ("", "")]) == 1


def test_a_differing_value_is_wrong_and_missed_and_nothing_is_not_zero():
    cells = [Cell("ordinal", "k", "event", "en", str(n), *pair) for n, pair in enumerate([("6", "7"), ("6", "6"), ("", "1"), ("", "")])]
    score = score_item("ordinal", "k", "event", "en", cells)
    assert counts(score) == (1, 2, 1) and (score.n_gold, score.n_predicted) == (2, 3)
    empty = score_item("code", "x", "article", "en", [Cell("code", "x", "article", "en", "a", "", "")])
    assert (empty.precision, empty.recall, empty.f1, empty.alpha) == (None, None, None, None)
    assert [score.f1 for score in score_cells([Cell("code", "x", "article", "en", "a", "yes", "")])] == [0, 0, 0, 0]


def event(kind="negotiation-round", day="", last="", ordinal="", optional=False) -> dict:
    return {"kind": kind, "days": (day, last or day) if day else None, "ordinal": ordinal, "optional": optional}


@pytest.mark.parametrize(
    ("gold", "other", "matched"),
    [
        (event(day="1"), event(day="1"), True),
        (event(day="1"), event(day="1", last="2"), False),
        (event(day="1"), event(kind="leader-contact", day="1"), False),
        (event(day="1", ordinal="1"), event(ordinal="1"), False),
        (event(ordinal="1"), event(ordinal="1"), True),
        (event(ordinal="1"), event(day="1", ordinal="1"), True),
        (event(), event(), True),
        (event(), event(day="1"), False),
    ],
)
def test_events_are_the_same_by_days_or_else_by_ordinal(gold, other, matched):
    assert bool(match_events([gold], [other])[0]) is matched


def test_of_two_events_of_a_day_the_one_with_the_ordinal_is_meant():
    pairs, missed, extra = match_events([event(day="1", ordinal="2")], [event(day="1", ordinal="1"), event(day="1", ordinal="2")])
    assert pairs[0][1]["ordinal"] == "2" and not missed and extra[0]["ordinal"] == "1"
    pairs, missed, _ = match_events([event(day="1", optional=True), event(day="1")], [event(day="1")])
    assert not pairs[0][0]["optional"] and missed[0]["optional"]


def test_confusions_name_what_stands_in_its_place(tables):
    label = {**A, "codings": [{"code": "mutual-benefit", "quote": "sharing risks"}, {"code": "diversify", "quote": "Buy"}]}
    del label["formula"]
    label |= {"codes": {"present": ["mutual-benefit", "diversify"]}, "goods": {"present": []}}
    found = [one for one in count_confusions(compare_with_gold(tables, [label])) if one.unit == "sentence"]
    assert [(one.gold, one.predicted, one.units) for one in found] == [
        ("diversify", "", ("a.s003",)),
        ("mutual-benefit", "harmonise-interests", ("a.s002",)),
        ("mutual-benefit", "share-risks", ("a.s002",)),
    ]


def test_two_coders_are_compared_alike(tables, tmp_path):
    one = read_gold(write_gold(tmp_path, A))
    assert all(score.f1 in (1, None) for score in agreement(one, one, tables["sentences"]))
    other = [{**A, "codings": A["codings"][:2], "codes": {"present": ["harmonise-interests", "share-risks"], "optional": []}, "goods": one[0]["goods"]}]
    scores = agreement(one, other, tables["sentences"])
    assert counts(pick(scores, "code", unit="sentence")) == (2, 0, 1)
    strict = agreement(one, other, tables["sentences"], strict=True)
    assert counts(pick(strict, "code", unit="sentence")) == counts(pick(strict, "code", unit="article")) == (2, 0, 2)
    assert not any(score.unit == "sentence" for score in agreement(one, other))
    assert {one.gold for one in count_confusions(compare_coders(one, other))} == {"calm-flexible"}


def test_what_one_coder_is_sure_of_and_the_other_not_makes_no_cell(tables, tmp_path):
    sure = read_gold(write_gold(tmp_path, A))
    unsure = [{**sure[0], "codings": [{**item, "optional": True} for item in A["codings"]]}]
    assert counts(pick(agreement(sure, unsure, tables["sentences"]), "code", unit="sentence")) == (0, 0, 0)
    both = [{**sure[0], "codings": [*A["codings"], {**A["codings"][0], "optional": True}]}]
    assert counts(pick(agreement(both, [{**sure[0], "codings": []}], tables["sentences"]), "code", unit="sentence")) == (0, 0, 3)


def test_a_quotation_is_found_by_its_occurrence():
    sentences = Sentences([{"start": "3", "end": "7", "sentence_id": "s1", "text": "aaba"}, {"start": "9", "end": "11", "sentence_id": "s2", "text": "ab"}])
    assert [sentences.span("a", n) for n in range(1, 6)] == [(3, 4), (4, 5), (6, 7), (9, 10), None]
    assert [sentences.at(offset) for offset in (3, 7, 9, 99)] == ["s1", "s1", "s2", "s2"]


def test_labelled_words_that_are_not_in_the_article_are_named(tables):
    label = {**A, "codes": {"present": []}, "goods": {"present": []}, "codings": [{"code": "x", "quote": "never said"}]}
    with pytest.raises(InputError, match="a: the labelled words 'never said' do not stand in it"):
        evaluate(tables, [label])


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: no `id`"),
        ('{"id": 3}', "line 2: no `id`"),
        ('{"id": "c", "events": {}}', "`events` is no list"),
        ('{"id": "c", "events": [{"ordinal": 3}]}', "item without `kind`"),
        ('{"id": "c", "codings": [{"code": "x"}]}', "item without `quote`"),
        ('{"id": "c", "codes": ["x"]}', "`codes` does not hold"),
        ('{"id": "a"}', "a is labelled twice"),
    ],
)
def test_broken_labels_are_named_with_their_line(tmp_path, line, what):
    path = write_gold(tmp_path, A)
    path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=what) as caught:
        read_gold(path)
    assert caught.value.path == str(path)


def test_a_file_of_no_labels_is_named(tmp_path):
    for content, what in ((b"\n", "holds no labels"), (b"\xff", "not UTF-8")):
        (tmp_path / "x").write_bytes(content)
        with pytest.raises(InputError, match=what):
            read_gold(tmp_path / "x")
    with pytest.raises(InputError, match="no such file"):
        read_gold(tmp_path / "none")


def test_codes_are_summed_up_from_spans_where_they_are_not_listed(tmp_path):
    [label] = read_gold(write_gold(tmp_path, A))
    assert label["codes"] == {"present": ["calm-flexible", "harmonise-interests", "share-risks"], "optional": ["diversify"]}


def call(*argv: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(parser.parse_args(argv))


def test_the_command_prints_and_writes_the_figures(tmp_path, capsys):
    data, gold = write_collection(tmp_path), write_gold(tmp_path, A, B)
    assert call("--data", str(data), "--gold", str(gold), "--out", str(tmp_path / "out.csv")) == 0
    out = capsys.readouterr().out
    assert "calm-flexible" in out and "Codes that differ" in out
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    [row] = [row for row in rows if (row["aspect"], row["item"], row["unit"], row["language"]) == ("code", "calm-flexible", "article", "all")]
    assert (row["precision"], row["recall"], row["n_gold"]) == ("", "0.0000", "1")


def test_the_command_builds_the_tables_of_a_folder_of_articles(tmp_path, capsys, monkeypatch):
    write_collection(tmp_path)
    built = []

    def build(seeds: Path, data: Path) -> None:
        built.append(seeds)
        write_collection(data.parent, make_rows())

    monkeypatch.setitem(sys.modules, "tradetalks.pipeline", types.SimpleNamespace(build=build))
    assert call("--seeds", str(tmp_path / "seeds"), "--gold", str(write_gold(tmp_path, A))) == 0
    assert built == [tmp_path / "seeds"] and "harmonise-interests" in capsys.readouterr().out


def test_labels_of_other_articles_and_an_unwritable_file_are_named(tmp_path):
    data = write_collection(tmp_path)
    with pytest.raises(InputError, match="none of its articles is in"):
        call("--data", str(data), "--gold", str(write_gold(tmp_path, {**B, "id": "z"})))
    with pytest.raises(InputError, match="name another file"):
        call("--data", str(data), "--gold", str(write_gold(tmp_path, A)), "--out", str(tmp_path))


def test_figures_of_both_languages_are_shown_only_where_there_are_two(tables):
    one = command.format_scores(evaluate(tables, [B]))
    both = command.format_scores(evaluate(tables, [B, {**B, "id": "a", "language": "en"}]))
    line = f"article            article   {'micro':26} vi"
    assert line not in one and line in both


# ---- intervals


def test_intervals_hold_the_figure_and_are_those_of_the_textbook():
    low, high = intervals.find_wilson(16, 29)
    assert (round(low, 4), round(high, 4)) == (0.3755, 0.7159)
    assert intervals.find_wilson(0, 0) is None and intervals.find_wilson(5, 5).high == 1 and intervals.find_wilson(0, 5).low == 0


def test_articles_are_drawn_for_an_interval():
    alike = intervals.find_f1([(2, 1, 1)] * 9)
    assert alike == pytest.approx((2 / 3, 2 / 3))
    low, high = intervals.find_f1([(4, 0, 0), (0, 0, 4), (2, 1, 1)] * 4)
    assert 0 <= low < 12 / 18 < high <= 1
    assert intervals.find_f1([(1, 0, 0)]) is None and intervals.find_f1([]) is None and intervals.find_f1([(0, 0, 0)] * 3) is None


def test_alpha_of_counts_is_that_of_the_library():
    pairs = [("x", "x"), ("x", ""), ("", ""), ("y", "x"), ("y", "y"), ("", "")]
    cells = [Cell("code", "i", "sentence", "en", f"a{i % 3}.s00{i}", one, two) for i, (one, two) in enumerate(pairs)]
    given = [[sum(pair.count(value) for pair in pairs) for value in ("", "x", "y")] + [sum(one != two for one, two in pairs)]]
    assert intervals.measure_alphas(np.array(given, dtype=float))[0] == pytest.approx(measure_alpha(pairs))
    low, high = intervals.find_alpha(cells)
    assert low <= measure_alpha(pairs) <= high
    assert [intervals.find_article(cells[0]), intervals.find_article(cells[0]._replace(where="a1 government-meeting 2025-05-06"))] == ["a0", "a1"]
