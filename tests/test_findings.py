"""Findings, sentences and tables of the chapters: on the five articles, on one article, on nothing."""

import pytest

from tradetalks import cadence, findings, project
from tradetalks.findings.model import count_support
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
        assert finding.headline.endswith(".") and "](ev:" in finding.headline and finding.change and finding.n_texts
        assert not finding.text or finding.text.endswith((".", ")")), finding.key
        assert "None" not in finding.headline + finding.text and "nan" not in finding.headline + finding.text


def test_the_findings_say_what_the_tables_say(tables):
    told = {finding.key: f"{finding.headline} {finding.text}" for finding in findings.find_all(tables)}
    assert "[four meetings on US trade chaired by the Prime Minister](ev:" in told["cadence"]
    assert "[seven](ev:meeting-2025-04-22,meeting-2025-04-29), [seven]" in told["cadence"] and "18" in told["cadence"]
    assert "others, but not between 29 April and 6 May" in told["cadence"] and "“recent high\\-level contacts" in told["cadence"]
    assert "so at least four are missing here" in told["ordinals"] and "there was one, which no article here reports as such" in told["ordinals"]
    assert "provided that the numbers of a kind belong to one count" in told["ordinals"] and "would be at most the fifth" in told["ordinals"]
    assert "the [“first in\\-person negotiation at the ministerial level”](ev:004_906503f09c2645b7.s002)" in told["ordinals"]
    assert "stand together in the reports of [three of the five reported meetings]" in told["principles"]
    assert "speak of interests and do not mention risks" in told["principles"]
    assert "Only [the ministerial session of 16 May](ev:session-2025-05-16) has a report of its own" in told["principles"]
    assert "In the copies read, [one of the five articles]" in told["trust"]
    assert "No date of an event has its year printed beside it: [all seven years]" in told["trust"]
    assert "Its report gives [one instruction]" in told["last"] and "Each of [the seven events]" in told["outlets"]
    answer = conclusions.answer(findings.find_all(tables), tables)
    assert "[an online meeting (read as a further one)](ev:session-2025-04-12)" in answer and "four more meetings on US trade chaired" in answer
    listed = conclusions.list_findings(findings.find_all(tables), tables)
    assert listed.startswith("- **Of the three events with the other side, an outcome is told of [one](ev:") and listed.index("what Việt Nam offers, [one]") < listed.index("- **The articles report [four")
    assert "not at all; no figure is given.**" in listed and "Of [13 instructions]" in listed and "[at least five events]" in listed
    assert "Lower tariffs are named in" in told["offers"] and "where the government sat by itself" in told["offers"]
    assert "citing the Ministry of Industry and Trade, calls" in told["ordinals"]
    assert told["outlets"].strip() not in listed  # the answer says that nothing is compared
    assert "Each of [the seven events]" in findings.tell_single(tables["events"])
    assert "Two paraphrase Jamieson Greer, one has Phạm Minh Chính tell of a US view and one is VOV’s own account of what the US did" in told["us"]
    assert "ready to negotiate" not in told["us"]  # it is the Vietnamese position
    assert "ready to negotiate" not in told["offers"]  # the chapter on offers quotes it
    assert "”." not in told["us"]  # what is quoted ends with its own stop
    assert "no later event is announced with a date" in told["last"] and "“future negotiation rounds”" in told["last"]
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
            assert "None" not in f"{finding.headline} {finding.text}" and "  " not in finding.headline + finding.text
            assert finding.headline[0].isupper() or finding.headline.startswith("[")
        assert "One article" in conclusions.answer(findings.find_all(alone), alone)


def test_a_finding_says_how_many_texts_bear_out_its_weakest_fact(tables):
    found = {finding.key: finding for finding in findings.find_all(tables)}
    assert (found["cadence"].n_texts, found["cadence"].least) == (5, 1)
    several = {**tables, "events": tables["events"].assign(n_texts=2)}
    assert count_support("[a](ev:meeting-2025-04-22) and [b](ev:000_c6fa2cd593c31efb.c001,001_a2f732d5faea5285.c001)", several) == 2
    assert count_support("nothing linked", tables) == 0


def test_the_judgement_says_what_is_solid_and_what_hangs_on_one_text(tables, none):
    told = conclusions.sum_up(findings.find_all(tables), tables)
    assert "no event is confirmed by a second text" in told and "All five texts have words coded as" in told
    assert "only [two](" in told and "both in Viet Nam News; neither gives a figure" in told
    assert "covers [four](ev:" in told and "at least eight meetings on US trade chaired by the Prime Minister" in told
    assert conclusions.tell_solid(none) == conclusions.tell_hanging(none) == conclusions.tell_wanted(none) == ""
    asked = conclusions.make_finding_table(findings.find_all(tables)).at[0, "finding"]
    assert asked.startswith("{ref}`Who met whom") and asked.endswith(").")
    assert conclusions.tell_least(findings.find_all(tables)).startswith("All ten answers have") and conclusions.tell_least([]) == ""
    for row in conclusions.make_finding_table(findings.find_all(tables)).itertuples(index=False):
        assert row.change[:1].isupper() and "rticle" in row.finding


def test_a_sentence_says_who_met_whom(tables, none):
    told = on_cadence.tell_who_met(tables)
    assert "On [16 May](ev:session-2025-05-16) Nguyễn Hồng Diên met Jamieson Greer in Jeju \\(South Korea\\), in person." in told
    assert "online meeting, read here as a ministerial session; who met is not told" in told
    assert "Washington\\, D\\.C\\., \\[in person\\]; who led it is not told" in told
    assert on_cadence.tell_who_met(none) == ""


def test_an_order_to_complete_plans_and_a_session_that_lays_the_ground_prepare_talks(tables):
    relations = cadence.find_relations(tables["event_mentions"], tables["sentences"], tables["events"], tables["directives"])
    found = set(zip(relations["event_id"], relations["relation"], strict=True))
    assert {("meeting-2025-04-29", cadence.ORDERED), ("meeting-2025-05-24", cadence.CALLED), ("session-2025-05-16", cadence.PREPARED)} <= found
    told = on_cadence.tell_relations(relations, tables["events"])
    assert "The government meetings of [22 April](ev:meeting-2025-04-22), [29 April]" in told and "[told ministries to prepare](ev:003_a5ccc7d4aa9a2aa5.s009,002_a2fef1da0c0647da.s017,001_a2f732d5faea5285.s006)" in told
    assert "The government meeting of [24 May" not in told and "[called for plans to continue the talks](ev:000_c6fa2cd593c31efb.s011); who is to make them is not told." in told and "laid the ground for later talks" in told


def test_a_bound_that_rests_on_an_inferred_kind_says_so(tables):
    events = tables["events"].copy()
    events.loc[events["event_id"] == "session-2025-04-12", ["ordinal", "ordinal_basis"]] = (1, "reported")
    made = on_ordinals.make_bound_table(cadence.bound_ordinals(events), events, {"session-2025-04-12"}).set_index("number")
    assert made.at["at least 2nd", "rests_on"].endswith(r"\[kind inferred\]")


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
        "outcomes": on_cadence.make_outcome_table(given),
        "findings": conclusions.make_finding_table(found),
        "once": conclusions.make_once_table(findings.list_once(given), given["articles"]),
    }
    expected = {"events": 7, "intervals": 3, "relations": 6, "printed": 3, "bounds": 7, "audit": 3, "conflicts": 0, "findings": 10, "once": 5, "outcomes": 3}
    assert {name: len(table) for name, table in made.items()} == (expected if which == "tables" else dict.fromkeys(expected, 0))
    said = [
        on_cadence.tell_weekdays(events),
        on_cadence.tell_who_met(given),
        on_cadence.tell_outcomes(given),
        conclusions.sum_up(found, given),
        on_cadence.tell_without_day(events),
        on_cadence.tell_longest(intervals, events),
        on_cadence.tell_relations(relations, events),
        on_ordinals.tell_bounds(bounds, events),
        on_ordinals.caption_bounds(bounds),
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
    assert "[“first in\\-person negotiation at the ministerial level”](ev:004_906503f09c2645b7.s002)" in on_ordinals.tell_qualified(tables)
    assert "“in\\-person” narrows what is counted" in on_ordinals.tell_qualified(tables)
    assert "No sentence" in on_ordinals.tell_qualified(none)


def test_bounds_in_words(tables):
    events = tables["events"]
    told = on_ordinals.tell_bounds(cadence.bound_ordinals(events), events)
    assert "is at most the fifth, because [the sixth]" in told and "is at least the eighth, because [the seventh]" in told
