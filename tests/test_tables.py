"""Tables at the edge: cells, files, folders that are replaced as a whole, the data package."""

import csv
import errno
import json
import os
from datetime import date
from pathlib import Path

import frictionless
import pandas as pd
import pytest
import sample_tables
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetalks import datapackage, tables, values
from tradetalks.errors import InputError

SENTENCE = {"sentence_id": "a.s001", "article_id": "a", "start": 0, "end": 5, "text": "Hello", "line": 0, "role": "body"}


def read_raw(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_table_of_the_contract_is_declared_with_described_columns():
    assert list(tables.tables()) == [
        "articles", "sentences", "event_mentions", "events", "event_conflicts", "codebook", "codings", "goods", "directives",
    ]  # fmt: skip
    for table in tables.tables().values():
        assert set(table.primary_key) <= set(table.header)
        assert all(len(column.description) > 5 for column in table.columns)
        assert all(column.required for column in table.columns if column.name in table.primary_key)
        for key in table.foreign_keys:
            assert key.column in table.header and key.to in tables.tables()[key.table].header


def test_values_are_written_as_the_contract_says(tmp_path):
    row = {"article_id": "a", "on_topic": False, "published": date(2025, 5, 6), "n_words": 3.0, "n_sentences": 1, "title": None, "agency": float("nan"), "url": pd.NA}
    tables.write_rows(tmp_path / "articles.csv", "articles", [row])
    [written] = tables.read_rows(tmp_path, "articles")
    assert [written[name] for name in ("on_topic", "published", "n_words", "title", "agency", "url")] == ["false", "2025-05-06", "3", "", "", ""]
    tables.write_rows(tmp_path / "events.csv", "events", [{"event_id": "e", "article_ids": ["a", "b"], "date_start": pd.NaT}])
    [written] = tables.read_rows(tmp_path, "events")
    assert written["article_ids"] == "a;b" and values.split(written["article_ids"]) == ["a", "b"] and written["date_start"] == ""
    assert (tmp_path / "events.csv").read_bytes().count(b"\r") == 0


def test_a_column_that_is_not_declared_and_a_list_item_with_a_separator_are_refused(tmp_path):
    with pytest.raises(ValueError, match="speling"):
        tables.write_rows(tmp_path / "x.csv", "sentences", [{**SENTENCE, "speling": 1}])
    with pytest.raises(ValueError, match="cannot hold"):
        tables.write_rows(tmp_path / "x.csv", "events", [{"event_id": "e", "article_ids": ["a;b"]}])


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"])), title=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back_and_no_cell_is_a_formula(tmp_path_factory, text, title):
    folder = tmp_path_factory.mktemp("any")
    tables.write_rows(folder / "sentences.csv", "sentences", [{**SENTENCE, "start": 7, "end": 7 + len(text), "text": text}])
    tables.write_rows(folder / "articles.csv", "articles", [{"article_id": "a", "title": title}])
    [sentence] = tables.read_rows(folder, "sentences")
    [article] = tables.read_rows(folder, "articles")
    assert article["title"] == title
    assert f"{'x' * 7}{text}"[int(sentence["start"]) : int(sentence["end"])] == sentence["text"]
    for path in (folder / "sentences.csv", folder / "articles.csv"):
        for cell in (cell for row in read_raw(path) for cell in row):
            assert not cell.startswith(tuple(values.FORMULA_CHARACTERS)) or not cell.strip(values.FORMULA_CHARACTERS).strip()


@pytest.mark.parametrize("start", ["=1+1", "+84", "-x", "@SUM", "\t=1", "＝1"])
def test_a_quotation_begins_after_a_formula_character_and_a_title_behind_an_apostrophe(tmp_path, start):
    text = f"{start} and more"
    tables.write_rows(tmp_path / "sentences.csv", "sentences", [{**SENTENCE, "end": len(text), "text": text}])
    [row] = tables.read_rows(tmp_path, "sentences")
    assert row["text"] == text[int(row["start"]) : int(row["end"])] and row["text"][0] not in values.FORMULA_CHARACTERS
    tables.write_rows(tmp_path / "articles.csv", "articles", [{"article_id": "a", "title": text}])
    assert read_raw(tmp_path / "articles.csv")[1][4] == f"'{text}"


def test_numbered_rows_are_in_the_order_of_their_articles():
    ids = ["a.s999", "a.s1000", "a-1.s001", "a.b.s001", "b.s002"]
    assert sorted(reversed(ids), key=lambda name: tables.sort_key("sentences", {"sentence_id": name})) == ids
    assert tables.sort_key("event_conflicts", {"event_id": "e", "field": "place", "value": "Paris"}) == ("e", "place", "Paris")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "without a header"),
        (b"article_id,article_id\na,b\n", "same name"),
        (b"article_id,title\na\n", "line 2 has 1 cells under 2 headings"),
        (b"article_id\n\xff\n", "not UTF-8"),
        (b'article_id\n"a\n', "line 2"),
    ],
)
def test_a_broken_table_is_named(tmp_path, content, what):
    (tmp_path / "articles.csv").write_bytes(content)
    with pytest.raises(InputError, match=what) as caught:
        list(tables.read_rows(tmp_path, "articles"))
    assert str(caught.value).startswith(str(tmp_path / "articles.csv")) and "\n" not in str(caught.value)


def test_a_missing_table_is_named(tmp_path):
    with pytest.raises(InputError, match="no such table"):
        list(tables.read_rows(tmp_path, "goods"))


def test_a_cell_of_ten_megabytes_and_a_nul_are_read(tmp_path):
    text = "x\0y" * 3_500_000
    tables.write_rows(tmp_path / "sentences.csv", "sentences", [{**SENTENCE, "text": text}])
    assert next(tables.read_rows(tmp_path, "sentences"))["text"] == text


def test_a_saved_table_is_sorted_and_whole_or_not_at_all(tmp_path):
    later = {**SENTENCE, "sentence_id": "a.s002"}
    assert tables.save_table(tmp_path, "sentences", [later, SENTENCE]) == 2
    before = (tmp_path / "sentences.csv").read_bytes()
    with pytest.raises(ValueError):
        tables.save_table(tmp_path, "sentences", [SENTENCE, {**later, "oops": 1}])
    assert (tmp_path / "sentences.csv").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["sentences.csv"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_told_of(tmp_path):
    with pytest.raises(InputError, match="/dev/full: no space left on device; make room"):
        tables.write_rows("/dev/full", "sentences", [SENTENCE] * 10)


def test_a_name_that_is_not_utf_8_is_told_of(tmp_path):
    with pytest.raises(InputError, match="rename the article's file"):
        tables.write_rows(tmp_path / "sentences.csv", "sentences", [{**SENTENCE, "article_id": "a\udcff"}])


# ---- folders



def test_a_folder_is_replaced_as_a_whole_and_gold_stays(tmp_path):
    data = tmp_path / "data"
    (data / "gold").mkdir(parents=True)
    (data / "gold" / "labels.jsonl").write_text("{}")
    sample_tables.write_tables(data, sample_tables.make_rows())
    (data / "notes.txt").write_text("mine")
    with datapackage.replace_tables(data) as new:
        assert new.parent == data.parent
        tables.write_rows(new / "goods.csv", "goods", [])
        datapackage.write_package(new)
        assert (data / "articles.csv").exists()
    assert sorted(path.name for path in data.iterdir()) == ["datapackage.json", "gold", "goods.csv", "notes.txt"]
    assert (data / "gold" / "labels.jsonl").read_text() == "{}" and (data / "notes.txt").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_first_build_may_find_nothing_but_gold(tmp_path):
    (tmp_path / "data" / "gold").mkdir(parents=True)
    with datapackage.replace_tables(tmp_path / "data") as new:
        datapackage.write_package(new)
    assert (tmp_path / "data" / "gold").is_dir() and (tmp_path / "data" / "datapackage.json").exists()


@pytest.mark.parametrize("failure", [RuntimeError("a defect"), KeyboardInterrupt(), InputError("seeds/a.txt", "is bad")])
def test_nothing_changes_when_the_block_fails(tmp_path, failure):
    data = sample_tables.write_collection(tmp_path)
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    with pytest.raises(type(failure)), datapackage.replace_tables(data) as new:
        (new / "articles.csv").write_text("half a ta")
        raise failure
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "seeds"]


def test_a_full_disk_names_the_folder_and_leaves_it(tmp_path):
    data = sample_tables.write_collection(tmp_path)
    with pytest.raises(InputError, match="no space left") as caught, datapackage.replace_tables(data) as new:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(new / "articles.csv"))
    assert str(caught.value).startswith(f"{data}: ")
    with pytest.raises(InputError) as caught, datapackage.replace_tables(data) as new:
        raise InputError(new / "goods.csv", "no space left on device", "make room")
    assert caught.value.path == str(data / "goods.csv")
    assert (data / "articles.csv").exists()


def test_an_error_that_is_not_the_folders_is_passed_on(tmp_path):
    with pytest.raises(FileNotFoundError), datapackage.replace_tables(tmp_path / "data"):
        Path(tmp_path / "elsewhere").read_text()


def test_the_old_folder_comes_back_when_the_new_one_cannot_take_its_place(tmp_path, monkeypatch):
    data = sample_tables.write_collection(tmp_path)
    before = {path.name: path.read_bytes() for path in data.iterdir()}
    real = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if ".new-" in self.name:
            raise OSError(errno.EACCES, "Permission denied", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(InputError, match="permission denied"), datapackage.replace_tables(data) as new:
        tables.write_rows(new / "goods.csv", "goods", [])
    assert {path.name: path.read_bytes() for path in data.iterdir()} == before


@pytest.mark.parametrize("name", ["thesis.docx", "articles.csv", "datapackage.json"])
def test_a_folder_of_other_files_is_refused(tmp_path, name):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / name).write_text('{"name": "another"}')
    with pytest.raises(InputError, match="empty or a new folder"), datapackage.replace_tables(tmp_path / "data"):
        pytest.fail("the block is not to run")
    assert (tmp_path / "data" / name).read_text() == '{"name": "another"}'


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "data").write_text("x")
    with pytest.raises(InputError, match="is a file"), datapackage.replace_tables(tmp_path / "data"):
        pytest.fail("the block is not to run")


def test_the_folder_behind_a_link_is_replaced_and_the_link_stays(tmp_path):
    data = sample_tables.write_collection(tmp_path)
    (tmp_path / "link").symlink_to(data)
    with datapackage.replace_tables(tmp_path / "link") as new:
        datapackage.write_package(new)
    assert (tmp_path / "link").is_symlink() and [path.name for path in data.iterdir()] == ["datapackage.json"]


# ---- the package


def test_the_package_is_valid_and_the_same_twice(tmp_path):
    data = sample_tables.write_collection(tmp_path)
    first = (data / "datapackage.json").read_bytes()
    datapackage.write_package(data)
    assert (data / "datapackage.json").read_bytes() == first
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["title", "message"])
    package = json.loads(first)
    codings = next(resource for resource in package["resources"] if resource["name"] == "codings")
    assert codings["rows"] == 3 and codings["schema"]["primaryKey"] == ["coding_id"]
    assert {"fields": ["code"], "reference": {"resource": "codebook", "fields": ["code"]}} in codings["schema"]["foreignKeys"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("a,a,en,true", "a,a,de,true"), ("a,a,en,true", "a,a,en,maybe"), ("b,b,vi", "a,b,vi"), ("a,a,en,true", "a,a,en,")],
)
def test_frictionless_refuses_what_the_schema_does_not_allow(tmp_path, old, new):
    data = sample_tables.write_collection(tmp_path)
    content = (data / "articles.csv").read_text(encoding="utf-8")
    assert old in content
    (data / "articles.csv").write_text(content.replace(old, new), encoding="utf-8")
    datapackage.write_package(data)
    assert not frictionless.validate(str(data / "datapackage.json")).valid


def test_what_is_told_about_the_package_stands_in_it(tmp_path):
    package = datapackage.write_package(tmp_path, {"version": "1.0", "homepage": "https://example.org"})
    assert package["version"] == "1.0" and package["licenses"][0]["name"] == "CC-BY-4.0" and package["resources"] == []
