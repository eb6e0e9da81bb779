"""What came of talks, of which talks no day is told, and what of an event is inferred."""

import re
from pathlib import Path

import pandas as pd
import pytest
from test_dossiers import event, one
import sample_tables

from tradetalks import findings, inferred, mouths, outcomes, project, qualified
from tradetalks.dossiers import words as dossier_words
from tradetalks.dossiers.facts import Dossier
from tradetalks.pages import cadence


@pytest.fixture(scope="module")
def tables():
    return findings.read_tables(project.find(project.find_root()))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Based on this, the two officials reached a high consensus on principles.", "the two officials reached a high consensus on principles"),
        ("The negotiation rounds have shown positive signs.", "The negotiation rounds have shown positive signs"),
        ("Both sides agreed to meet again; more follows.", "Both sides agreed to meet again"),
        ("The third round ended without agreement.", "The third round ended without agreement"),
        ("Substantial progress was made in the third round.", "Substantial progress was made in the third round"),
        ("The two delegations have narrowed the remaining gaps.", "The two delegations have narrowed the remaining gaps"),
        (
            "The second round of talks on trade, which ran from May 19 to 22 in Washington D.C., has brought encouraging progress.",
            "The second round of talks on trade, which ran from May 19 to 22 in Washington D.C., has brought encouraging progress",
        ),
        ("Hai bên đã đạt được nhiều tiến triển.", "Hai bên đã đạt được nhiều tiến triển"),
        ("Hai bộ trưởng nhất trí tiếp tục trao đổi.", "Hai bộ trưởng nhất trí tiếp tục trao đổi"),
        ("Vòng đàm phán khép lại với kết quả tích cực.", "Vòng đàm phán khép lại với kết quả tích cực"),
    ],
)
def test_an_outcome_is_read_from_its_subject_on(text, words):
    assert outcomes.read_outcome(text).words == words


@pytest.mark.parametrize(
    "text",
    [
        "He expressed his hope that the upcoming technical negotiations yielded positive results.",
        "The two sides will have reached an agreement by July.",
        "Both sides should have agreed earlier.",
        "If the two sides reached a deal, tariffs would fall.",
        "He thanked Greer for preparing the negotiations between the two sides, and generally agreed with him.",
        "It is in line with what the two countries have agreed.",
        "Ministries have achieved certain results.",
        "Hai bên mong sớm đạt được thỏa thuận.",
        "Hai bên cần thu hẹp khoảng cách.",
        "The round was held in Washington.",
    ],
)
def test_a_wish_a_duty_and_other_results_are_no_outcome(text):
    assert outcomes.read_outcome(text) is None


def test_talks_in_the_plural_are_said_to_be_several():
    assert outcomes.read_outcome("The negotiation rounds have shown positive signs.").several
    assert not outcomes.read_outcome("The round has shown positive signs.").several


MENTION = ["event_mention_id", "event_id", "article_id", "sentence_id", "start", "end", "quote", "kind", "status", "date_start", "ordinal", "mode", "mode_basis", "lead_vn", "lead_us"]


def make_article(*told: tuple[str, tuple | None]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """One article on the talks: each sentence with the event that its first words tell, as (id, kind), or none."""
    sentences, mentions, start = [], [], 0
    for number, (text, of) in enumerate(told, 1):
        name = f"a.s{number:03d}"
        sentences.append((name, "a", start, start + len(text), text, number, "body"))
        if of:
            mentions.append((f"a.e{number:02d}", of[0], "a", name, start, start + 5, text[:5], of[1], "held", "2025-05-16", None, None, None, None, None))
        start += len(text) + 1
    articles = pd.DataFrame({"article_id": ["a"], "on_topic": [True]})
    columns = ["sentence_id", "article_id", "start", "end", "text", "line", "role"]
    return pd.DataFrame(mentions, columns=MENTION, dtype=object), pd.DataFrame(sentences, columns=columns), articles


SESSION, ROUND, MEETING = ("s2", "ministerial-session"), ("r2", "negotiation-round"), ("m4", "government-meeting")


def test_an_outcome_belongs_to_the_talks_told_there_or_to_those_that_the_article_reports():
    agreed = "The two sides reached a consensus."
    found = outcomes.find_outcomes(*make_article(("The session was held.", SESSION), ("It followed a call.", ROUND), ("He spoke.", None), (agreed, None)))
    assert found["event_id"].tolist() == ["s2"]
    found = outcomes.find_outcomes(*make_article(("The session was held.", SESSION), ("At the round the two sides reached a consensus.", ROUND)))
    assert found["event_id"].tolist() == ["r2"]
    found = outcomes.find_outcomes(*make_article(("The PM chaired it.", MEETING), ("It reviewed the round.", ROUND), ("He spoke.", None), (agreed, None)))
    assert found["event_id"].tolist() == ["r2"]
    assert outcomes.find_outcomes(*make_article(("The PM chaired it.", MEETING), (agreed, None))).empty


def test_a_headline_and_another_subject_tell_no_outcome():
    mentions, sentences, articles = make_article(("The session was held.", SESSION), ("The two sides reached a consensus.", None))
    assert len(outcomes.find_outcomes(mentions, sentences, articles)) == 1
    assert outcomes.find_outcomes(mentions, sentences.assign(role="title"), articles).empty
    assert outcomes.find_outcomes(mentions, sentences, articles.assign(on_topic=False)).empty


def test_talks_without_a_day():
    mentions, sentences, articles = make_article(
        ("The PM chaired it.", MEETING),
        ("He looks to future negotiation rounds.", None),
        ("There were recent high-level contacts and follow-up working sessions between the two sides.", None),
        ("Recent meetings of the government dealt with it.", None),
        ("Hai bên sẽ bước vào vòng đàm phán tiếp theo.", None),
    )
    found = outcomes.find_undated(mentions, sentences, articles)
    assert found[["when", "words"]].values.tolist() == [
        ["ahead", "future negotiation rounds"],
        ["past", "recent high-level contacts and follow-up working sessions"],
        ["ahead", "vòng đàm phán tiếp theo"],
    ]


def test_the_two_outcomes_of_the_five_articles(tables):
    found = findings.read_outcomes(tables)
    assert found[["event_id", "sentence_id", "several"]].values.tolist() == [
        ["round-2025-05-19", "000_c6fa2cd593c31efb.s004", True],
        ["session-2025-05-16", "004_906503f09c2645b7.s006", False],
    ]
    told = findings.find_outcome(tables).text
    assert "reached a high consensus on principles" in told and "writes, in a sentence that names no speaker and follows words of \\[Phạm Minh Chính\\]: [" in told
    assert "What came of [the online meeting of 12 April](ev:session-2025-04-12) is not told." in told
    assert findings.find_outcome({name: table.iloc[:0] for name, table in tables.items()}) is None


def test_a_dossier_says_what_came_of_it(tmp_path: Path) -> None:
    rows = sample_tables.make_rows()
    text = one(tmp_path, rows)
    assert "## What came of it, as reported\n\nThe government met by itself" in text and "one instruction is reported from it" in text
    known = type("Known", (), {"tables": {}})()
    silent = Dossier(event("s", "ministerial-session", "2025-05-16"), "Session")
    assert dossier_words.tell_came_of(silent, known).startswith("Not told")
    assert dossier_words.tell_came_of(Dossier({**silent.event, "status": "planned"}, "Session"), known) == ""


# ---- in whose mouth


def test_a_speaker_who_is_carried_over_stands_in_brackets(tables):
    own, carried = (mouths.find_mouth(name, tables) for name in ("003_a5ccc7d4aa9a2aa5.s007", "003_a5ccc7d4aa9a2aa5.s008"))
    assert own == mouths.Mouth("Phạm Minh Chính", True) and carried == mouths.Mouth("Phạm Minh Chính", False)
    assert carried.show() == r"\[Phạm Minh Chính\]" and mouths.find_mouth("004_906503f09c2645b7.s006", tables) is None
    assert mouths.tell_saying(None) == "writes" and mouths.tell_saying(own) == "reports Phạm Minh Chính as saying"
    rows = [{"attributed_to": "A", "attribution_basis": "verb"}, {"attributed_to": "A", "attribution_basis": "continued"}]
    assert dossier_words.tell_speakers(rows) == "A (one of two carried over)"
    assert dossier_words.tell_speakers(rows[1:]) == r"\[A\]" and dossier_words.tell_speakers([{"attributed_to": None}]) == "the outlet itself"


# ---- inferred


def test_a_mode_known_from_a_place_stands_in_brackets(tables):
    modes = inferred.list_modes(tables["event_mentions"])
    assert modes == {"round-2025-05-19"}  # of the session an article says "in-person"
    assert inferred.mark_mode("in-person", "round-2025-05-19", modes) == "[in person]"
    assert inferred.mark_mode("online", "s", modes) == "online" and inferred.mark_mode(None, "s", modes) == ""
    assert inferred.tell_mode_rule(set()) == "" and "a place is named" in inferred.tell_mode_rule(modes)


def test_a_session_without_minister_or_level_is_of_an_inferred_kind(tables):
    events, mentions = tables["events"], tables["event_mentions"]
    kinds = inferred.list_kinds(events, mentions)
    assert kinds == {"session-2025-04-12"}
    told = inferred.tell_read_as(events, kinds, others=1)
    assert told == "[an online meeting (read as a further one)](ev:session-2025-04-12)"
    assert "(read as a ministerial session)]" in inferred.tell_read_as(events, kinds) and inferred.tell_read_as(events, set()) == ""
    both = inferred.tell_read_as(events, {"session-2025-04-12", "session-2025-05-16"}, others=2)
    assert both.startswith("[two meetings (read as further ones)]")


def test_the_first_of_a_manner_is_said_of_the_session_before_it(tables):
    found = qualified.find_qualified(tables["event_mentions"], tables["sentences"])
    assert found[["words", "event_id"]].values.tolist() == [["first in-person negotiation at the ministerial level", "session-2025-05-16"]]


def test_the_words_that_print_a_year(tables):
    mine = tables["sentences"][tables["sentences"]["article_id"].str.startswith("002")]
    assert inferred.find_year_words(mine, "2025")[0] == "May 2025" and inferred.find_year_words(mine, "2024") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The results so far have been positive, but there are still many complications, so act.", "The results so far have been positive, but there are still many complications"),
        ("Tình hình còn phức tạp, khó lường.", "Tình hình còn phức tạp"),
        ("If the results have been positive, exports will rise.", None),
        ("He wants the negotiations to go on.", None),
    ],
)
def test_how_matters_stand_is_judged(text, words):
    assert outcomes.read_standing(text) == words


def test_what_is_judged_stands_beside_the_outcomes(tables):
    judged = outcomes.find_standing(tables["sentences"], tables["articles"])
    came = outcomes.find_outcomes(tables["event_mentions"], tables["sentences"], tables["articles"])
    assert len(judged) and not set(judged["sentence_id"]) & set(came["sentence_id"])
    told = cadence.tell_standing(tables)
    assert all(row.words.split(",")[0] in told for row in judged[:2].itertuples())
    assert cadence.tell_standing({**tables, "sentences": tables["sentences"].head(0)}) == "No other sentence judges, in the words looked for, how matters stand."


def test_it_is_told_of_how_many_events_an_outcome_is_told():
    def shares(*told: tuple[str, bool], silent: tuple[str, ...] = ()) -> str:
        return re.sub(r"\]\(ev:[^)]*\)|\[", "", findings.tell_shares(pd.DataFrame(told, columns=["event_id", "several"]), silent))

    assert shares(("a", False), ("b", True), silent=("c",)) == "Of the three events with the other side, an outcome is told of one by itself, of one only together with others and of one not at all"
    assert shares(("a", False), ("a", True), ("b", False)) == "An outcome is told of both events with the other side"
    assert shares(("a", False)) == "An outcome is told of the only event with the other side"
    assert shares(silent=("c", "d")) == "Of two events with the other side no outcome is told"
