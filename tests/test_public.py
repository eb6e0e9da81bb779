"""What may be passed on passes on, valid and complete; what may not stays behind."""

import csv
import hashlib
import io
import json
from pathlib import Path

import frictionless
import pytest
import sample_tables
from lxml import etree

from tradetalks import public, tables
from tradetalks.project import Project
from tradetalks.sphinxext import downloads
from tradetalks.sphinxext.citing import Part

REFI = "{urn:QDA-XML:codebook:1.0}"


@pytest.fixture
def place(tmp_path: Path) -> Project:
    sample_tables.write_collection(tmp_path)
    (tmp_path / "book").mkdir()
    return Project(tmp_path / "seeds", tmp_path / "data", tmp_path / "book")


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_the_package_is_valid_keys_included(place: Project, tmp_path: Path) -> None:
    package = public.make_package(place)
    folder = tmp_path / "package"
    folder.mkdir()
    for name, content in package.items():
        (folder / name).write_bytes(content)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    told = json.loads(package["datapackage.json"])
    assert {resource["name"] for resource in told["resources"]} == set(tables.tables())
    assert any(resource["schema"].get("foreignKeys") for resource in told["resources"])
    assert told["version"].startswith("0.1.0+")
    assert public.make_package(place) == package


def test_words_in_which_nothing_was_found_stay_behind(place: Project) -> None:
    rows = {row["sentence_id"]: row for row in read(public.make_package(place)["sentences.csv"])}
    assert rows["b.s002"]["text"] == ""
    assert rows["b.s002"]["text_sha256"] == hashlib.sha256("Hết.".encode()).hexdigest()
    assert rows["b.s001"]["text"].startswith("Hôm 6/5")
    assert not any("Hết" in content.decode("utf-8") for content in public.make_package(place).values())


def test_a_free_article_passes_on_whole(place: Project) -> None:
    (place.seeds / "sources.csv").write_text("article_id,licence\nb,CC0-1.0\n", encoding="utf-8")
    rows = {row["sentence_id"]: row for row in read(public.make_package(place)["sentences.csv"])}
    assert rows["b.s002"]["text"] == "Hết."
    assert rows["a.s001"]["text"] == ""
    assert public.hide_articles(place)["b"] == sample_tables.TEXTS["b"]


def test_offsets_hold_in_articles_with_hidden_letters(place: Project) -> None:
    hidden = public.hide_articles(place)
    assert hidden["b"].endswith("\r\n···.")
    for name in ("codings", "goods", "directives", "event_mentions"):
        for row in tables.read_rows(place.data, name):
            assert hidden[row["article_id"]][int(row["start"]) : int(row["end"])] == row["quote"]
    assert {name: len(text) for name, text in hidden.items()} == {name: len(text) for name, text in sample_tables.TEXTS.items()}


def test_spans_that_overlap_are_shown_once() -> None:
    assert public.hide_text("ab cd ef gh", [(3, 8), (3, 5), (6, 8)]) == "·· cd ef ··"


def test_the_bundle_has_hidden_sentences_and_not_empty_ones(place: Project, tmp_path: Path) -> None:
    for name, text in public.hide_articles(place).items():
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
    filled = {row["sentence_id"]: row["text"] for row in read(downloads.fill_sentences(public.make_package(place)["sentences.csv"], tmp_path))}
    assert filled["b.s002"] == "···."


def test_the_codebook_opens_in_other_tools(place: Project) -> None:
    root = etree.fromstring(public.make_package(place)["codebook.qdc"])
    assert root.tag == f"{REFI}CodeBook" and root.get("origin")
    codes = root.findall(f".//{REFI}Code")
    guids = [code.get("guid") for code in codes]
    assert len(set(guids)) == len(guids) and all(len(guid) == 36 for guid in guids)
    names = {code.get("name") for code in codes if code.get("isCodable") == "true"}
    assert {"Harmonising interests", "Sharing risks"} <= names
    again = etree.fromstring(public.make_package(place)["codebook.qdc"])
    assert [code.get("guid") for code in again.findall(f".//{REFI}Code")] == guids


def test_a_definition_is_text_in_the_codebook() -> None:
    row = {"code": "x", "family": "measure", "label": 'A "b" & <c>', "label_vi": "", "definition": "<d> & e", "include": "", "exclude": ""}
    root = etree.fromstring(public.write_qdc([row], "1").encode())
    code = next(code for code in root.iter(f"{REFI}Code") if code.get("name") == 'A "b" & <c>')
    assert code.findtext(f"{REFI}Description") == "<d> & e"


def test_cells_are_harmless_in_a_spreadsheet() -> None:
    data = downloads.Data(Part("tab-x", "table", "X"), ("=1+1", "n"), (("@cmd", "-3"), ("+x", "1,200"), ("a,\"b\"\n😀", "−2.5")), "")
    rows = list(csv.reader(io.StringIO(downloads.write_csv(data), newline="")))
    assert rows == [["'=1+1", "n"], ["'@cmd", "-3"], ["'+x", "1,200"], ['a,"b"\n😀', "−2.5"]]


def test_parquet_has_the_types_and_the_rows(place: Project, tmp_path: Path) -> None:
    from pyarrow import parquet

    package = public.make_package(place)
    for resource in json.loads(package["datapackage.json"])["resources"]:
        downloads.write_parquet(package[resource["path"]], resource["schema"], tmp_path / "x.parquet")
        table = parquet.read_table(tmp_path / "x.parquet")
        assert table.num_rows == resource["rows"]
        assert table.column_names == [field["name"] for field in resource["schema"]["fields"]]
    table = parquet.read_table(tmp_path / "x.parquet")
    assert str(table.schema.field("start").type) == "int64"
