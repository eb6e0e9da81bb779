"""A dossier says all that is known of an event, from whom, and no more."""

from pathlib import Path

import pytest
import sample_tables

from tradetalks import dossiers, prose
from tradetalks.dossiers import facts
from tradetalks.project import Project

MEETING = "government-meeting-2025-05-06"
HOSTILE = "<script>alert(1)</script> *a* {ref}`c` | “Phạm”"


def make_place(folder: Path, rows: dict | None = None) -> Project:
    """A project with the small collection, whose book lists the dossiers."""
    sample_tables.write_collection(folder, rows)
    (folder / "book").mkdir(exist_ok=True)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: book/index\nchapters:\n- file: book/dossiers\n", encoding="utf-8")
    return Project(folder / "seeds", folder / "data", folder / "book")


def write(folder: Path, rows: dict | None = None) -> dict[str, str]:
    """The generated files by their path."""
    return {page.path: page.text for page in dossiers.make_dossiers(make_place(folder, rows))}


def one(folder: Path, rows: dict | None = None) -> str:
    return write(folder, rows)[f"events/{MEETING}.md"]


def event(event_id: str, kind: str, day: str | None, **more) -> dict:
    return {
        "event_id": event_id, "kind": kind, "date_start": day, "date_end": day, "status": "held", "n_mentions": 1,
        "n_articles": 1, "n_texts": 1, "n_outlets": 1, "article_ids": ["a"], **more,
    }  # fmt: skip


def test_a_field_names_its_articles_and_says_what_is_not_told(tmp_path: Path) -> None:
    text = one(tmp_path)
    assert "(event-government-meeting-2025-05-06)=\n# Government meeting of 6 May 2025" in text
    assert "* - Chaired by\n  - Phạm Minh Chính\n  - [VNS](ev:a.e001) and [b](ev:b.e001)" in text
    assert "* - Place\n  - not told\n  - no article" in text
    assert "6 May 2025, a Tuesday" in text
    assert "Nothing in this dossier is disputed or inferred." in text
    assert "-doubts)=" not in text


def test_articles_that_say_otherwise_are_named(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    rows["event_mentions"][0]["place"], rows["event_mentions"][1]["place"] = "Hà Nội", "Jeju"
    rows["events"][0]["place"] = "Hà Nội"
    assert "* - Place\n  - Hà Nội\n  - [VNS](ev:a.e001); otherwise Jeju \\(South Korea\\): [b](ev:b.e001)" in one(tmp_path, rows)


def test_what_is_inferred_and_disputed_says_so_with_its_rule(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    for row in rows["event_mentions"]:
        row |= {"ordinal": None, "date_basis": "corpus"}
    rows["events"][0] |= {"ordinal": 7, "ordinal_basis": "inferred", "ordinal_reason": "the only place"}
    rows["event_conflicts"] = [{"event_id": MEETING, "field": "ordinal", "value": "7", "reason": "another has it", "article_ids": ["b"]}]
    text = one(tmp_path, rows)
    assert "year inferred: the year is that which other articles print for the months around it" in text
    assert "7, inferred: the only place" in text
    assert "Number 7 is inferred: the only place." in text
    assert "Disputed: number of its kind 7, told by [b](ev:b.e001). Another has it." in text
    assert "is disputed or inferred." not in text


def test_what_was_named_and_instructed_stands_with_its_words(tmp_path: Path) -> None:
    text = one(tmp_path)
    assert "[Harmonising interests](#code-harmonise-interests)" in text
    assert "“sharing risks”" in text
    assert "Named for purchase or import: [aircraft](ev:a.g001)." in text
    assert "Phạm Minh Chính, addressee not named, by 30 May 2025: [“Buy aircraft by May 30”](ev:a.d001)" in text


def test_neighbours_are_those_next_in_time_and_next_of_the_kind() -> None:
    rows = [
        event("m1", "government-meeting", "2025-05-01"),
        event("r1", "negotiation-round", "2025-05-04"),
        event("m2", "government-meeting", "2025-05-04"),
        event("m3", "government-meeting", "2025-05-09"),
        event("m4", "government-meeting", None),
    ]
    found = facts.find_neighbours([{**row} for row in rows])
    told = {name: [(relation, other["event_id"], days) for relation, other, days in some] for name, some in found.items()}
    assert told["m2"] == [("previous event", "m1", 3), ("next event", "r1", 0), ("next government meeting", "m3", 5)]
    assert told["r1"] == [("previous event", "m2", 0), ("next event", "m3", 5)]
    assert told["m4"] == []


@pytest.mark.parametrize("number", [0, 1, 5, 300])
def test_there_is_a_dossier_for_each_of_so_many_events(tmp_path: Path, number: int) -> None:
    rows = sample_tables.make_rows()
    rows["directives"] = []
    first = rows["event_mentions"][0]
    kinds = list(prose.KINDS)
    rows["events"], rows["event_mentions"] = [], []
    for n in range(number):
        day = f"2025-{1 + n // 28 % 12:02d}-{1 + n % 28:02d}" if n % 7 else None
        row = event(f"e-{n:03d}", kinds[n % 4], day)
        rows["events"].append(row)
        rows["event_mentions"].append({**first, "event_mention_id": f"a.e{n + 1:03d}", "event_id": row["event_id"], "kind": row["kind"], "date_start": day, "date_end": day, "ordinal": None})
    files = write(tmp_path, rows)
    assert len(files) == number + 1
    index = files[dossiers.INDEX]
    assert all(f"(dossiers-{kind})=" in index for kind in kinds)
    assert index.count("](#event-e-") == number
    assert ("None is told of" in index) == (number < 4)
    for name, text in files.items():
        assert "None" not in text.replace("None is told of", "") and "nan" not in text.split(), name


def test_a_planned_event_is_to_be_led(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    for row in (*rows["event_mentions"], *rows["events"]):
        row["status"] = "planned"
    assert "is announced in [two articles]" in one(tmp_path, rows)
    assert "It is to be chaired by Phạm Minh Chính" in one(tmp_path, rows)


def test_days_are_counted_from_the_last_of_the_earlier_and_overlap_is_said() -> None:
    round_ = {**event("r1", "negotiation-round", "2025-05-19"), "date_end": "2025-05-22"}
    later, during = event("m1", "government-meeting", "2025-05-24"), event("m2", "government-meeting", "2025-05-21")
    found = facts.find_neighbours([round_, later])
    assert found["m1"][0][2] == 2 and found["r1"][0][2] == 2
    assert facts.find_neighbours([round_, during])["m2"][0][2] == 0
    assert dossiers.tell_gap(later, round_, 2, "before") == "two days before"
    assert dossiers.tell_gap(during, round_, 0, "before") == "on days that overlap with it"
    assert dossiers.tell_gap(later, later, 0, "after") == "on the same day"


def test_an_instruction_told_twice_stands_once(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    [first, *_] = rows["directives"]
    rows["directives"].append({**first, "directive_id": "a.d999", "deadline": None})
    assert one(tmp_path, rows).count("addressee not named") == 1


def test_what_the_labels_leave_open_is_marked(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    known = facts.read_known(place)
    assert known.loose == frozenset()
    [found] = [one for one in facts.collect(place, known) if one.event["event_id"] == MEETING]
    loose = known.__class__(**{**vars(known), "loose": frozenset(found.directives[0]["ids"])})
    assert "{ref}`the labels <trust-first>` leave open whether it is one" in dossiers.tell_directives(found, loose)
    assert "left open" not in dossiers.tell_directives(found, known)


def test_what_only_a_headline_names_is_not_counted(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    next(row for row in rows["sentences"] if row["sentence_id"] == "a.s002")["role"] = "title"
    rows["codings"] = [row for row in rows["codings"] if row["coding_id"] != "a.c001"]
    text = one(tmp_path, rows)
    assert "name one principle" in text.replace("[one](ev:b.c003)", "one")
    assert "Only a headline names [sharing risks](ev:a.c002): an editor chose its words, whoever is said to speak, so it is not counted here." in text
    assert "[Sharing risks](#code-share-risks)" not in text
    assert "headline" not in one(tmp_path)


def test_a_government_meeting_has_no_line_for_the_other_side(tmp_path: Path) -> None:
    text = one(tmp_path)
    assert "Chaired by" in text and "Led for" not in text


def test_words_of_articles_are_never_markup(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    rows["events"][0]["place"] = rows["event_mentions"][0]["place"] = HOSTILE
    rows["codings"][0]["attributed_to"] = HOSTILE
    text = one(tmp_path, rows)
    assert "<script>" not in text and "{ref}`c`" not in text
    assert r"\<script\>" in text


def test_a_book_without_the_page_has_no_dossiers(tmp_path: Path) -> None:
    place = make_place(tmp_path)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: book/index\n", encoding="utf-8")
    assert dossiers.make_dossiers(place) == []
