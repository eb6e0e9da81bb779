"""From a folder of articles to tables: years that others lend, deadlines, links, and what is left out."""

import gc
from pathlib import Path

import pytest
from sample_articles import CODEBOOK, ENGLISH, VIETNAMESE, document, read_text

from tradetalks import pipeline
from tradetalks.check import check_folder
from tradetalks.corpus import read_articles
from tradetalks.document import Source
from tradetalks.errors import InputError
from tradetalks.tables import read_rows


@pytest.fixture
def build(tmp_path):
    def build(**articles):
        seeds = tmp_path / "seeds"
        seeds.mkdir(exist_ok=True)
        for path in seeds.iterdir():
            path.unlink()
        for name, text in articles.items():
            (seeds / f"{name}.txt").write_bytes(text.encode("utf-8"))
        warnings = []
        report = pipeline.build(seeds, tmp_path / "data", warn=warnings.append)
        assert report.warnings == warnings and list(check_folder(tmp_path / "data", seeds)) == []
        return {name: list(read_rows(tmp_path / "data", name)) for name in pipeline.TABLES}

    return build


UNDATED = ENGLISH.replace(", 2025", "")


@pytest.mark.parametrize("text", [ENGLISH, VIETNAMESE])
def test_both_languages_give_the_same_tables(build, text):
    tables = build(a=text)
    assert [(row["kind"], row["date_start"], row["date_end"], row["ordinal"], row["date_basis"]) for row in tables["event_mentions"]] == [
        ("government-meeting", "2025-04-08", "2025-04-08", "4", "stated"),
        ("negotiation-round", "2025-05-06", "2025-05-09", "2", "article-year"),
        ("ministerial-session", "2025-05-03", "2025-05-03", "", "article-year"),
    ]
    assert {row["code"] for row in tables["codings"]} >= {"harmonise-interests", "share-risks", "calm-flexible", "buy-us-goods"}
    assert {row["good"] for row in tables["goods"]} == {"aircraft", "lng"}
    [session] = [row for row in tables["events"] if row["kind"] == "ministerial-session"]
    assert (session["mode"], session["lead_vn"], session["lead_us"], session["place"]) == ("phone", "Nguyễn Hồng Diên", "Jamieson Greer", "")
    assert {row["deadline"] for row in tables["directives"]} >= {"2025-05-15"}
    assert {row["event_id"] for row in tables["directives"]} == {"meeting-2025-04-08"}


def test_one_event_from_two_languages(build):
    tables = build(a=ENGLISH, b=VIETNAMESE)
    assert [(row["event_id"], row["article_ids"]) for row in tables["events"]] == [
        ("meeting-2025-04-08", "a;b"), ("round-2025-05-06", "a;b"), ("session-2025-05-03", "a;b"),
    ]  # fmt: skip
    assert tables["event_conflicts"] == []


def test_a_year_is_unknown_until_another_article_tells_it(build):
    alone = build(a=UNDATED)
    assert {(row["date_start"], row["date_basis"]) for row in alone["event_mentions"]} == {("", "")}
    assert {row["deadline"] for row in alone["directives"]} == {""}
    lent = build(a=UNDATED, b=VIETNAMESE)
    assert {row["date_basis"] for row in lent["event_mentions"] if row["article_id"] == "a"} == {"corpus"}
    assert {row["event_id"] for row in lent["event_mentions"]} == {row["event_id"] for row in build(b=VIETNAMESE)["event_mentions"]}
    assert "2025-05-15" in {row["deadline"] for row in lent["directives"] if row["article_id"] == "a"}


def test_an_article_off_topic_lends_no_year(build):
    off = "India and the US signed it on 6 May, 2026. India is glad of it. India and the US trade more. India pays."
    tables = build(a=UNDATED, b=off)
    assert [row["on_topic"] for row in tables["articles"]] == ["true", "false"]
    assert {row["date_basis"] for row in tables["event_mentions"]} == {""}


BEFORE = ENGLISH.replace("May 6 to 9", "May 6 to 9, 2025").replace("On May 3", "On May 3, 2025").replace("2025", "2023")


def test_what_was_before_the_talks_is_no_event_of_theirs(build):
    assert build(a=BEFORE)["event_mentions"] == []


def test_an_article_of_an_earlier_year_borrows_no_later_one(build):
    """Its one printed year is 2023: the days beside it are not those of another article's 2025."""
    tables = build(a=ENGLISH.replace("2025", "2023"), b=VIETNAMESE)
    assert [row["date_start"] for row in tables["event_mentions"] if row["article_id"] == "a" and row["date_start"]] == []


def test_a_weekday_wins_over_a_printed_day_and_both_are_kept(build):
    text = " date 2025-05-07 " + ENGLISH.replace("on April 8, 2025", "on Tuesday, May 5").replace("by May 15", "soon")
    tables = build(a=text)
    [meeting] = [row for row in tables["event_mentions"] if row["kind"] == "government-meeting"]
    assert meeting["date_start"] == "2025-05-06"
    assert {(row["field"], row["value"]) for row in tables["event_conflicts"]} == {("date_start", "2025-05-05"), ("date_start", "2025-05-06")}


def test_the_same_text_twice_is_one_text(build):
    tables = build(a=ENGLISH, b=ENGLISH + "\nSource: VNA\n", c=VIETNAMESE)
    assert [row["text_group"] for row in tables["articles"]] == ["a", "a", "c"]
    assert {(row["n_articles"], row["n_texts"]) for row in tables["events"]} == {("3", "2")}


def test_a_folder_without_an_article_is_at_fault_and_writes_nothing(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "empty.txt").touch()
    warnings = []
    with pytest.raises(InputError, match="no article could be read"):
        pipeline.build(tmp_path / "seeds", tmp_path / "data", warn=warnings.append)
    assert len(warnings) == 1 and [path.name for path in tmp_path.iterdir()] == ["seeds"]


def test_warnings_go_to_standard_error_where_nobody_takes_them(tmp_path, capsys):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(ENGLISH)
    (tmp_path / "seeds" / "b.txt").touch()
    report = pipeline.build(tmp_path / "seeds", tmp_path / "data")
    assert capsys.readouterr().err == f"{report.warnings[0]}\n" and "b.txt: empty" in report.warnings[0]


def test_the_report_counts_all_tables(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(ENGLISH)
    report = pipeline.build(tmp_path / "seeds", tmp_path / "data")
    for name in pipeline.TABLES:
        assert report.counts[name] == sum(1 for _ in read_rows(tmp_path / "data", name))
    told = pipeline.describe_report(report)
    assert "read 1 articles, 1 on the talks; nothing left out" in told and "3 event mentions, 3 events" in told


def test_articles_stand_in_the_order_of_their_ids(build):
    tables = build(**{"b": ENGLISH, "a": ENGLISH, "a-1": ENGLISH, "B": VIETNAMESE})
    assert [row["article_id"] for row in tables["articles"]] == ["B", "a", "a-1", "b"]


def test_a_key_is_what_sources_give_or_the_id():
    assert pipeline.describe_article(read_text(ENGLISH))["key"] == "a"
    assert pipeline.describe_article(read_text(ENGLISH, Source(key="vna-0408")))["key"] == "vna-0408"


WRAPPED = "\n".join(" ".join(words[i : i + 11]) for line in ENGLISH.splitlines() for words in [line.split()] for i in range(0, max(1, len(words)), 11))


def test_an_article_broken_into_short_lines_tells_the_same(build):
    """Saved mails and old pages break every line at some seventy characters, inside names and sentences."""
    plain = [(row["kind"], row["date_start"], row["ordinal"], row["lead_vn"], row["lead_us"]) for row in build(a=ENGLISH)["event_mentions"]]
    wrapped = [(row["kind"], row["date_start"], row["ordinal"], row["lead_vn"], row["lead_us"]) for row in build(a=WRAPPED)["event_mentions"]]
    assert wrapped == plain


def test_articles_read_together_are_read_as_each_by_itself():
    folder = Path(__file__).parent / "practice"
    alone = [pipeline.read(article, CODEBOOK) for article in read_articles(folder, print)]
    assert pipeline.read_together(list(read_articles(folder, print)), CODEBOOK) == alone
    assert {reading.topic.on_topic for reading in alone} == {True, False}


def test_lots_keep_the_order_and_hold_few_long_articles():
    short, long = document("They met."), document("They met. " * 30_000)
    assert [len(lot) for lot in pipeline.gather([short] * 150)] == [64, 64, 22]
    assert [list(map(id, lot)) for lot in pipeline.gather([short, long, long, short])] == [[id(short), id(long), id(long)], [id(short)]]
    waiting = iter([long] * 5)
    next(pipeline.gather(waiting))
    assert len(list(waiting)) == 3
    assert list(pipeline.gather([])) == []


def test_the_garbage_collector_is_left_as_it_was(build, tmp_path):
    before = gc.get_threshold()
    build(a=ENGLISH)
    assert gc.get_threshold() == before
    (tmp_path / "none").mkdir()
    with pytest.raises(InputError):
        pipeline.build(tmp_path / "none", tmp_path / "data", warn=print)
    assert gc.get_threshold() == before
