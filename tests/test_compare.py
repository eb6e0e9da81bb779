"""`tradetalks diff` tells every difference and the article behind it."""

import argparse
import json
from pathlib import Path

import pytest
from sample_tables import make_rows, write_collection, write_tables

from tradetalks.compare import Change, add_arguments, compare_spans, describe_change, find_changes, load_tables, match_events, run
from tradetalks.errors import InputError


def call(*argv: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(argv))


def diff(folder: Path, rows: dict) -> list[Change]:
    old = write_collection(folder)
    write_tables(folder / "new", rows)
    return find_changes(load_tables(old), load_tables(folder / "new"))


def test_the_same_tables_are_said_to_be_the_same(tmp_path, capsys):
    assert diff(tmp_path, make_rows()) == []
    assert call(str(tmp_path / "data"), str(tmp_path / "new")) == 0
    assert "say the same" in capsys.readouterr().out


def test_an_article_that_goes_takes_its_codings_along_and_changes_the_event(tmp_path):
    rows = make_rows()
    rows = {name: [row for row in some if row.get("article_id") != "b"] for name, some in rows.items()}
    rows["events"][0] |= {"article_ids": ["a"], "n_mentions": 1, "n_articles": 1, "n_texts": 1}
    changes = diff(tmp_path, rows)
    assert Change("article", "b", "removed", "", "", "", ("b",)) in changes
    assert Change("event", "government-meeting-2025-05-06", "changed", "article_ids", "a;b", "a", ("b",)) in changes
    assert Change("coding", "harmonise-interests", "changed", "number", "2", "1", ("b",)) in changes
    assert not any(change.id == "share-risks" for change in changes)


def test_an_event_that_moves_names_the_article_that_moved_it(tmp_path):
    rows = make_rows()
    rows["event_mentions"][1] |= {"date_start": "2025-05-07", "date_end": "2025-05-07"}
    rows["event_mentions"][0] |= {"event_id": "government-meeting-2025-05-07"}
    rows["event_mentions"][1] |= {"event_id": "government-meeting-2025-05-07"}
    rows["events"][0] |= {"event_id": "government-meeting-2025-05-07", "date_start": "2025-05-07", "date_end": "2025-05-07"}
    rows["directives"][0] |= {"event_id": "government-meeting-2025-05-07"}
    changes = [change for change in diff(tmp_path, rows) if change.part == "event"]
    assert {change.field for change in changes} == {"event_id", "date_start", "date_end"}
    assert all(change.article_ids == ("b",) for change in changes)


def test_an_ordinal_that_no_article_moved_says_so(tmp_path):
    rows = make_rows()
    rows["events"][0] |= {"ordinal": 8, "ordinal_basis": "inferred"}
    changes = diff(tmp_path, rows)
    assert [change.field for change in changes] == ["ordinal", "ordinal_basis"]
    assert "[by no article of its own]" in describe_change(changes[0])


def test_events_are_matched_by_id_then_days_then_ordinal():
    def event(event_id: str, day: str, ordinal: str) -> dict:
        return {"event_id": event_id, "kind": "negotiation-round", "date_start": day, "date_end": day, "ordinal": ordinal}

    old = [event("a", "2025-05-01", "1"), event("b", "2025-05-02", ""), event("c", "", "3"), event("d", "", "")]
    new = [event("a", "2025-06-01", "9"), event("x", "2025-05-02", ""), event("y", "2025-07-01", "3"), event("z", "", "")]
    pairs = [(one and one["event_id"], two and two["event_id"]) for one, two in match_events(old, new)]
    assert sorted(pairs, key=str) == [("a", "a"), ("b", "x"), ("c", "y"), ("d", None), (None, "z")]


def test_conflicts_texts_codes_goods_and_instructions(tmp_path):
    rows = make_rows()
    rows["articles"][0] |= {"sha256": "0" * 64, "title": "=New"}
    rows["event_conflicts"] = [{"event_id": "government-meeting-2025-05-06", "field": "ordinal", "value": "6", "article_ids": ["b"]}]
    rows["codebook"][0] |= {"definition": "Another"}
    rows["goods"] = []
    rows["directives"][0] |= {"deadline": "2025-06"}
    told = {(change.part, change.what, change.field, change.article_ids) for change in diff(tmp_path, rows)}
    assert told == {
        ("article", "changed", "sha256", ("a",)),
        ("article", "changed", "title", ("a",)),
        ("conflict", "added", "ordinal", ("b",)),
        ("code", "changed", "definition", ()),
        ("good", "removed", "number", ("a",)),
        ("directive", "changed", "number", ("a",)),
    }


def test_a_span_that_only_shifts_is_no_change_and_another_speaker_is():
    row = {"code": "x", "article_id": "a", "quote": "q", "attributed_to": "", "start": "1"}
    assert list(compare_spans("coding", "code", ("quote", "attributed_to"), [row], [{**row, "start": "9"}])) == []
    [change] = compare_spans("coding", "code", ("quote", "attributed_to"), [row], [{**row, "attributed_to": "PM"}])
    assert (change.old, change.new, change.article_ids) == ("1", "1", ("a",))


def test_the_command_prints_text_and_json(tmp_path, capsys):
    rows = make_rows()
    rows["goods"] = []
    diff(tmp_path, rows)
    assert call(str(tmp_path / "data"), str(tmp_path / "new")) == 0
    assert capsys.readouterr().out == "Goods, by good (1)\n  - aircraft number: 1 → 0 [a]\n"
    assert call(str(tmp_path / "data"), str(tmp_path / "new"), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["same"] is False and told["changes"][0]["article_ids"] == ["a"]


def test_what_is_no_data_folder_is_named(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        call(str(tmp_path / "none"), str(tmp_path))
    with pytest.raises(InputError, match=r"articles\.csv: there is no such table"):
        call(str(tmp_path), str(tmp_path))
