"""Findings, sentences and tables of the chapters: on the five articles, on one article, on nothing."""

import pytest

from tradetalks import cadence, findings, project
from tradetalks.pages import cadence as on_cadence
from tradetalks.pages import conclusions
from tradetalks.pages import ordinals as on_ordinals


@pytest.fixture(scope="module")
def tables():
    return findings.read_tables(project.find(project.find_root()))


@pytest.fixture(scope="module")
def none(tables):
    return {name: table.iloc[:0] for name, table in tables.items()}


def keep(tables, article_id):
    """The tables as if there were one article."""
    one = {name: table[table["article_id"] == article_id] for name, table in tables.items() if "article_id" in table}
    events = tables["events"]
    kept = events[events["event_id"].isin(one["event_mentions"]["event_id"])].assign(n_texts=1)
    return {**one, "events": kept, "event_conflicts": tables["event_conflicts"].iloc[:0], "codebook": tables["codebook"]}


def test_there_is_a_finding_on_every_question_of_the_five(tables):
    found = findings.find_all(tables)
    assert [finding.chapter for finding in found if finding.key == finding.chapter] == list(findings.QUESTIONS)
    assert {finding.key: finding.chapter for finding in found if finding.key != finding.chapter} == findings.CHAPTERS
    for finding in found:
        assert finding.text.endswith(".") and "](ev:" in finding.text and finding.change and finding.n_texts
        assert "None" not in finding.text and "nan" not in finding.text


def test_the_findings_say_what_the_tables_say(tables):
    told = {finding.key: finding.text for finding in findings.find_all(tables)}
    assert "[seven](ev:meeting-2025-04-22,meeting-2025-04-29), [seven]" in told["cadence"] and "18" in told["cadence"]
    assert "so at least four are told by none" in told["ordinals"] and "there was one, of which no article" in told["ordinals"]
    assert "whole at [three of the four meetings of the government]" in told["principles"]
    assert "with only its first half (interests) at [the government meeting of 22 April]" in told["principles"]
    assert "speaks only of interests, in one sentence; one sentence cannot show a pattern" in told["principles"]
    assert "[the other two](ev:session-2025-04-12,round-2025-05-19)" in told["principles"]
    assert told["trust"].startswith("In the copies read, [one of the five articles]") and "where the printed numbers leave room" in told["cadence"]
    assert "no date of an event has its year printed beside it: [all seven years]" in told["trust"]
    assert "Its report gives [one instruction]" in told["last"] and "Each of [the seven events]" in told["outlets"]
    answer = conclusions.answer(findings.find_all(tables), tables)
    assert "Only one event with the other side is itself reported" in answer and "pattern" not in answer  # the list below it says the rest
    assert "Each of [the seven events]" in findings.tell_single(tables["events"])
    assert "named as speaking is Jamieson Greer" in told["us"] and "ready to negotiate according to US proposals" in told["us"]
    assert "Viet Nam News, reporting [the ministerial session of 16 May 2025]" in told["us"] and "Lao Động, reporting [the government" in told["us"]
    assert "”." not in told["us"].partition("Lao Động")[0]  # what is quoted ends with its own stop
    assert "[the government meeting of 24 May 2025](ev:meeting-2025-05-24)" in told["last"] and "as soon as possible" in told["last"]


def test_nothing_gives_no_findings(none):
    assert findings.find_all(none) == []
    assert "nothing on the talks" in conclusions.sum_up([], none)
    assert "nothing on the talks" in conclusions.answer([], none)
    assert findings.list_once(none).empty


def test_each_article_alone_gives_whole_sentences(tables):
    for article_id in tables["articles"]["article_id"]:
        alone = keep(tables, article_id)
        for finding in findings.find_all(alone):
            assert finding.n_texts == 1
            assert "None" not in finding.text and "  " not in finding.text
        assert "One article" in conclusions.answer(findings.find_all(alone), alone)


def test_weights_put_the_talks_before_the_evidence(tables):
    keys = [finding.key for finding in findings.weigh(findings.find_all(tables))]
    assert keys[-2:] == ["outlets", "trust"]


def test_said_once(tables):
    once = findings.list_once(tables)
    assert {"Market-economy status", "7th government meeting", "2nd round"} <= set(once["name"])
    assert (once["what"] == "event").sum() == len(tables["events"])


@pytest.mark.parametrize("which", ["tables", "none"])
def test_tables_and_sentences_of_the_chapters(which, request):
    given = request.getfixturevalue(which)
    events = given["events"]
    intervals = cadence.measure_intervals(events)
    bounds, untold = cadence.bound_ordinals(events), cadence.find_untold(events)
    relations = cadence.find_relations(given["event_mentions"], given["sentences"], events)
    found = findings.find_all(given)
    made = {
        "events": on_cadence.make_event_table(given),
        "intervals": on_cadence.make_interval_table(intervals, events),
        "relations": on_cadence.make_relation_table(cadence.tell_relations(relations, events), events),
        "printed": on_ordinals.make_printed_table(given),
        "bounds": on_ordinals.make_bound_table(bounds, events),
        "audit": on_ordinals.make_audit_table(cadence.audit_kinds(events)),
        "conflicts": on_ordinals.make_conflict_table(given["event_conflicts"], events),
        "findings": conclusions.make_finding_table(found),
        "once": conclusions.make_once_table(findings.list_once(given), given["articles"]),
    }
    expected = {"events": 7, "intervals": 3, "relations": 4, "printed": 3, "bounds": 7, "audit": 3, "conflicts": 0, "findings": 9, "once": 5}
    assert {name: len(table) for name, table in made.items()} == (expected if which == "tables" else dict.fromkeys(expected, 0))
    said = [
        on_cadence.tell_weekdays(events),
        on_cadence.tell_without_day(events),
        on_cadence.tell_longest(intervals, events),
        on_cadence.tell_relations(relations, events),
        on_ordinals.tell_bounds(bounds, events),
        on_ordinals.caption_bounds(bounds, events),
        on_cadence.caption_events(events),
        on_ordinals.tell_untold(untold, events),
        on_ordinals.tell_conflicts(given["event_conflicts"]),
        conclusions.tell_once(findings.list_once(given), given),
        conclusions.tell_limits(given),
        on_ordinals.tell_qualified(given),
        findings.tell_single(events),
    ]
    assert all("None" not in text and "nan" not in text for text in said)


def test_a_printed_number_is_marked_in_its_sentence(tables):
    printed = on_ordinals.make_printed_table(tables)
    assert "This is the **[6th](ev:" in printed.at[0, "sentence"]


def test_an_ordinal_of_another_series_is_named_and_not_counted(tables, none):
    assert "[“First in\\-person negotiation”](ev:004_906503f09c2645b7.s002)" in on_ordinals.tell_qualified(tables)
    assert "“in\\-person” narrows what is counted" in on_ordinals.tell_qualified(tables)
    assert "No sentence" in on_ordinals.tell_qualified(none)


def test_bounds_in_words(tables):
    events = tables["events"]
    told = on_ordinals.tell_bounds(cadence.bound_ordinals(events), events)
    assert "is at most the fifth, because [the sixth]" in told and "is at least the eighth, because [the seventh]" in told
