"""`tradetalks check` finds every kind of spoilt table, and nothing in a right one."""

import argparse
import json
from pathlib import Path

import pytest
from sample_tables import make_rows, write_collection, write_tables

from tradetalks.check import add_arguments, check_folder, describe, find_seeds, run
from tradetalks.errors import InputError


def find(data: Path, seeds: bool = True) -> list[str]:
    return [str(finding) for finding in check_folder(data, data.parent / "seeds" if seeds else None)]


def call(*argv: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(argv))


def test_right_tables_have_no_finding(tmp_path, capsys):
    data = write_collection(tmp_path)
    assert find(data) == []
    assert call("--data", str(data)) == 0
    assert "in order." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("table", "index", "change", "finding"),
    [
        ("articles", 0, {"language": "de"}, "articles.csv a: language: 'de' is none of en, vi"),
        ("articles", 0, {"published": "2025-02-30"}, "articles.csv a: published: '2025-02-30' is no day"),
        ("articles", 0, {"n_words": "many"}, "articles.csv a: n_words: 'many' is no whole number"),
        ("articles", 0, {"on_topic": "True"}, "articles.csv a: on_topic: 'True' is neither true nor false"),
        ("articles", 0, {"key": ""}, "articles.csv a: key: is empty"),
        ("articles", 0, {"sha256": "0" * 63}, "does not match"),
        ("articles", 0, {"sha256": "0" * 64}, "is not the file that the tables were built from"),
        ("articles", 0, {"text_group": "c"}, "articles.csv a: text_group: there is no 'c' in articles"),
        ("articles", 1, {"article_id": "a"}, "articles.csv a: the primary key stands twice"),
        ("codings", 0, {"code": "no-such"}, "codings.csv a.c001: code: there is no 'no-such' in codebook"),
        ("codings", 0, {"sentence_id": "a.s009"}, "codings.csv a.c001: sentence_id: there is no 'a.s009' in sentences"),
        ("codings", 0, {"sentence_id": "b.s001"}, "is a sentence of another article"),
        ("codings", 0, {"sentence_id": "a.s003"}, "does not begin in the sentence a.s003"),
        ("codings", 0, {"quote": "Harmonizing interests"}, "the article says 'Harmonising interests' there"),
        ("codings", 0, {"quote": "Harmonising"}, "quote has 11 characters, start and end are 21 apart"),
        ("event_mentions", 0, {"event_id": "x"}, "event_id: there is no 'x' in events"),
        ("events", 0, {"article_ids": ["a"]}, "article_ids are not the articles of its mentions"),
        ("events", 0, {"article_ids": ["a", "z"]}, "article_ids: there is no 'z' in articles"),
        ("events", 0, {"n_mentions": 3}, "n_mentions is 3, there are 2"),
        ("directives", 0, {"deadline": "May 30"}, "directives.csv a.d001: deadline: 'May 30' does not match"),
    ],
)
def test_a_spoilt_row_is_found(tmp_path, table, index, change, finding):
    rows = make_rows()
    rows[table][index] |= change
    data = write_collection(tmp_path, rows)
    found = find(data)
    assert any(finding in line for line in found), found


def test_offsets_are_not_held_against_articles_that_are_not_given(tmp_path):
    rows = make_rows()
    rows["codings"][0]["quote"] = "Harmonizing interests"
    data = write_collection(tmp_path, rows)
    assert find(data, seeds=False) == [] and len(find(data)) == 1


def test_disorder_missing_columns_and_missing_tables_are_found(tmp_path):
    data = write_collection(tmp_path)
    lines = (data / "sentences.csv").read_text(encoding="utf-8").split("\n")
    (data / "sentences.csv").write_text("\n".join([lines[0], lines[2], lines[1], *lines[3:]]), encoding="utf-8")
    (data / "goods.csv").unlink()
    (data / "directives.csv").write_text("directive_id,extra\na.d001,x\n", encoding="utf-8")
    found = "\n".join(find(data))
    assert "sentences.csv a.s001: not in the order of the primary key" in found
    assert "goods.csv: there is no such table" in found
    assert "directives.csv: the column article_id is missing" in found
    assert "directives.csv: the column extra is not declared" in found


def test_an_article_that_is_gone_or_edited_is_found(tmp_path):
    data = write_collection(tmp_path)
    (tmp_path / "seeds" / "a.txt").unlink()
    with (tmp_path / "seeds" / "b.txt").open("ab") as file:
        file.write(b"\xff")
    found = find(data)
    assert [line.split(":")[0] for line in found] == ["articles.csv a", "articles.csv b"]


def test_a_formula_in_a_quotation_is_found(tmp_path):
    data = write_collection(tmp_path)
    content = (data / "sentences.csv").read_text(encoding="utf-8")
    (data / "sentences.csv").write_text(content.replace("PM chairs", "=M chairs"), encoding="utf-8")
    assert any("takes for a formula" in line for line in find(data))


def test_a_package_that_is_stale_or_broken_or_gone_is_found(tmp_path):
    data = write_collection(tmp_path)
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"][0]["schema"]["fields"].pop()
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert find(data) == ["datapackage.json articles: does not describe the table as it is; run `tradetalks build` again"]
    (data / "datapackage.json").write_text("{", encoding="utf-8")
    assert "is no data package" in find(data)[0]
    (data / "datapackage.json").unlink()
    assert "there is none" in find(data)[0]


def test_frictionless_has_its_say(tmp_path):
    data = write_collection(tmp_path)
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    package["licenses"] = "none"
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert any("licenses" in line for line in find(data))


def test_findings_are_printed_and_the_command_fails_in_one_line(tmp_path, capsys):
    rows = make_rows()
    rows["sentences"] = [{**rows["sentences"][0], "sentence_id": f"a.s{n:03d}", "role": "footer"} for n in range(50)]
    data = tmp_path / "data"
    write_tables(data, rows)
    with pytest.raises(InputError, match=r"data: 50 findings; see above"):
        call("--data", str(data))
    out = capsys.readouterr().out
    assert "sentences.csv: and 30 more" in out and len(out.splitlines()) == 21


def test_folders_that_are_not_there_are_named(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        call("--data", str(tmp_path / "none"))
    with pytest.raises(InputError, match="no such folder"):
        find_seeds(tmp_path, str(tmp_path / "none"))
    assert find_seeds(tmp_path / "data", None) is None
    assert "without the articles" in describe([], None)
