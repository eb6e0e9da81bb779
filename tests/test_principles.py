"""Principles by meeting, and the formula whole and by half."""

import pandas as pd
import pytest

from tradetalks import formula_words, placing
from tradetalks import principles as p
from tradetalks.pages import principles as page


def make_codings(*rows: tuple) -> pd.DataFrame:
    """Codings of (id, code, article, sentence, start, end), said by nobody."""
    table = pd.DataFrame(rows, columns=["coding_id", "code", "article_id", "sentence_id", "start", "end"])
    return table.assign(wording=table["code"], attributed_to=None, language="en")


ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c", "d"],
        "on_topic": [True, True, True, False],
        "text_group": ["a", "a", "c", "d"],
        "publisher": ["One", None, "Two", "One"],
    }
)
EVENTS = pd.DataFrame(
    {
        "event_id": ["m1", "s1", "r1"],
        "kind": ["government-meeting", "ministerial-session", "negotiation-round"],
        "date_start": ["2025-05-06", "2025-05-16", None],
        "status": "held",
    }
)
MENTIONS = pd.DataFrame(
    [
        ("a.e01", "r1", "a", 5, "held", None),
        ("a.e02", "s1", "a", 9, "held", "2025-05-16"),
        ("b.e01", "s1", "b", 1, "held", "2025-05-16"),
        ("c.e01", "r1", "c", 1, "planned", None),
    ],
    columns=["event_mention_id", "event_id", "article_id", "start", "status", "date_start"],
)
DIRECTIVES = pd.DataFrame([("b.d01", "b", "m1")], columns=["directive_id", "article_id", "event_id"])


def test_instructions_then_the_first_dated_event_say_which_meeting_an_article_reports():
    meetings = placing.assign_meetings(ARTICLES, MENTIONS, DIRECTIVES).set_index("article_id")
    assert meetings["event_id"].to_dict() == {"a": "s1", "b": "m1", "c": None}
    assert meetings.at["c", "rule"] == "" and "instructions" in meetings.at["b", "rule"]


def test_without_a_day_the_first_held_event_counts_and_one_announced_never():
    undated = MENTIONS[MENTIONS["event_id"] == "r1"]
    meetings = placing.assign_meetings(ARTICLES, undated, DIRECTIVES.head(0)).set_index("article_id")
    assert meetings["event_id"].to_dict() == {"a": "r1", "b": None, "c": None}


SENTENCES = pd.DataFrame(
    [
        ("a.s001", 0, "Harmonising interests, sharing risks; harmony of interests is all."),
        ("b.s001", 10, "To share the risks."),
        ("c.s001", 0, "Sharing risks and then, later, harmonised benefits."),
    ],
    columns=["sentence_id", "start", "text"],
)
INTERESTS, RISKS = p.HALVES
CODINGS = make_codings(
    ("a.c001", INTERESTS, "a", "a.s001", 0, 21),
    ("a.c002", RISKS, "a", "a.s001", 23, 36),
    ("a.c003", INTERESTS, "a", "a.s001", 38, 58),
    ("b.c001", RISKS, "b", "b.s001", 13, 28),
    ("c.c001", RISKS, "c", "c.s001", 0, 13),
    ("c.c002", INTERESTS, "c", "c.s001", 31, 50),
    ("c.c003", "mutual-benefit", "c", "c.s001", 31, 50),
)


def test_each_half_is_paired_with_the_nearest_other_half_of_its_sentence():
    sayings = p.find_formula(CODINGS, SENTENCES)
    assert list(sayings["form"]) == [p.WHOLE, p.INTERESTS, p.RISKS, p.WHOLE]
    assert list(sayings["ids"]) == [["a.c001", "a.c002"], ["a.c003"], ["b.c001"], ["c.c001", "c.c002"]]
    assert sayings["quote"].iloc[0] == "Harmonising interests, sharing risks"
    assert sayings["quote"].iloc[2] == "share the risks"
    assert sayings["wording"].iloc[3] == f"{RISKS}, {INTERESTS}"


def test_a_nearer_half_wins_over_an_earlier_one():
    codings = make_codings(("a.c001", INTERESTS, "a", "a.s001", 0, 11), ("a.c002", INTERESTS, "a", "a.s001", 23, 30), ("a.c003", RISKS, "a", "a.s001", 31, 36))
    assert list(p.find_formula(codings, SENTENCES)["ids"]) == [["a.c001"], ["a.c002", "a.c003"]]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([], p.NEVER),
        ([p.INTERESTS, p.INTERESTS], p.INTERESTS),
        ([p.RISKS], p.RISKS),
        ([p.INTERESTS, p.RISKS], p.APART),
        ([p.INTERESTS, p.WHOLE], p.WHOLE),
    ],
)
def test_sayings_of_a_meeting_come_to_one_form(said, told):
    assert p.sum_up_forms(said) == told


def test_counts_are_of_mentions_texts_and_known_outlets():
    counted = placing.count_by(CODINGS, ARTICLES, "code").set_index("code")
    assert counted.loc[RISKS, ["n_sentences", "n_texts", "n_outlets"]].tolist() == [3, 2, 2]
    assert counted.at["mutual-benefit", "ids"] == ["c.c003"]


def test_nobody_is_somebody_of_whom_mentions_are_counted():
    [row] = placing.count_by(CODINGS, ARTICLES, "attributed_to").itertuples()
    assert pd.isna(row.attributed_to) and row.n_spans == len(CODINGS)


def placed(rows: pd.DataFrame) -> pd.DataFrame:
    return placing.place(rows, placing.assign_meetings(ARTICLES, MENTIONS, DIRECTIVES), EVENTS)


def test_codings_are_placed_at_the_meeting_of_their_article_and_who_heard_it():
    table = placed(CODINGS).set_index("coding_id")
    assert table["audience"].loc[["a.c001", "b.c001", "c.c001"]].tolist() == [placing.ACROSS, placing.INSIDE, placing.UNPLACED]
    assert placing.list_meetings(placed(CODINGS), EVENTS) == ["m1", "s1"]


def test_codes_that_nobody_says_are_counted_as_none():
    codebook = pd.DataFrame({"code": [INTERESTS, "sovereignty", "buy"], "family": ["principle", "principle", "measure"], "label": ["H", "S", "B"]})
    counted = p.count_codes(placed(CODINGS), ARTICLES, codebook)
    assert counted["code"].tolist() == [INTERESTS, "sovereignty"]
    assert counted["n_sentences"].tolist() == [2, 0] and counted["ids"].tolist()[1] == []
    assert p.list_once(counted).empty


def test_the_formula_is_told_meeting_by_meeting():
    sayings = placed(p.find_formula(CODINGS, SENTENCES))
    told = p.tell_formula(sayings, ["m1", "s1", "r1"])
    assert told["form"].tolist() == [p.RISKS, p.WHOLE, p.NEVER]
    assert told[["n_whole", "n_half"]].values.tolist() == [[0, 1], [1, 1], [0, 0]]
    counted = p.count_forms(sayings, "audience").set_index("audience")
    assert counted.loc[placing.ACROSS, [p.WHOLE, p.INTERESTS, p.RISKS]].tolist() == [1, 1, 0]


def test_the_finding_names_meetings_and_forms():
    sayings = placed(p.find_formula(CODINGS, SENTENCES))
    told = formula_words.tell_finding(p.tell_formula(sayings, ["m1", "s1"]), EVENTS, {"m1": "the meeting", "s1": "the *session*", "r1": "the round"})
    assert told.startswith("**Harmonising interests and sharing risks stand together in the reports of [one of the two reported meetings]")
    assert "; that of [the meeting](ev:b.c001) speaks of risks and does not mention interests." in told
    assert r"[the \*session\*](ev:a.c001,a.c002,a.c003)" in told
    alone = formula_words.tell_together(p.tell_formula(sayings, ["r1"]), "meeting", {"r1": "the round"})
    assert alone == "The report of the only meeting, [the round](ev:r1), speaks of neither."
    none = formula_words.tell_together(p.tell_formula(sayings, ["r1", "m1"]), "meeting", {"m1": "a", "r1": "b"})
    assert "stand together in the report of no meeting; that of [a]" in none and "that of [b](ev:r1)" not in none.partition(";")[0]


def test_benefits_for_interests_are_told():
    said = pd.DataFrame(
        [("whole", "en", "m1", "harmonising benefits, sharing risks", ["x"]), ("whole", "en", "s1", "harmonising interests and sharing risks", ["y"])],
        columns=["form", "language", "event_id", "quote", "ids"],
    )
    assert formula_words.tell_word(said, {"m1": "M", "s1": "S"}) == "In the report of [M](ev:x) the formula has “benefits” for “interests”."
    assert formula_words.tell_word(said.iloc[1:], {"s1": "S"}) == ""


def make_sayings(*rows: tuple) -> pd.DataFrame:
    """Sayings of (id, form, wording, quote, speaker, basis), each in a sentence of its own."""
    table = pd.DataFrame(rows, columns=["sentence_id", "form", "wording", "quote", "attributed_to", "attribution_basis"], dtype=object)
    return table.assign(ids=[[name] for name in table["sentence_id"]])


def test_sentences_with_the_whole_formula_are_told_apart_from_halves():
    sayings = make_sayings(
        ("s1", p.WHOLE, "w", "harmonising interests, sharing risks", "A", "verb"),
        ("s2", p.WHOLE, "w", "harmonizing interests and sharing risks", "A", "continued"),
        ("s3", p.WHOLE, "w", "harmonising interests and sharing risks", None, None),
        ("s4", p.INTERESTS, "v", "harmonise interests", "A", "verb"),
    )
    told = formula_words.tell_sayers(sayings)
    assert told == (
        "It stands whole in [three sentences](ev:s1,s2,s3): [one](ev:s1) names A as saying it, in [one](ev:s2) the speaker is carried over from an earlier "
        "sentence \\[inferred\\] and one names no speaker. [One more](ev:s4) names interests alone."
    )
    assert formula_words.tell_sayers(sayings.iloc[2:3]) == "It stands whole in [one sentence](ev:s3): none names a speaker."
    assert formula_words.tell_sayers(sayings.iloc[3:]) == "[One sentence](ev:s4) names interests alone." and formula_words.tell_sayers(sayings.iloc[:0]) == ""
    assert formula_words.count_forms(sayings) == "four printed forms, three of them whole; but for spelling and for how the halves are joined, two wordings"
    assert formula_words.count_forms(sayings.iloc[3:]) == "one printed form, in part"


def test_nothing_in_nothing_out():
    none = CODINGS.head(0)
    assert p.find_formula(none, SENTENCES).empty
    assert placing.count_by(none, ARTICLES, "code").empty
    assert p.count_forms(placed(p.find_formula(none, SENTENCES)), "audience").empty
    assert "no meeting" in formula_words.caption_formula(p.tell_formula(placed(p.find_formula(none, SENTENCES)), []))


def test_a_saying_can_be_of_others_than_the_two_countries():
    assert p.find_partners("Coordinating with ASEAN and other countries, ensuring ", "en") == ["ASEAN"]
    assert p.find_partners("At a meeting in Japan the two sides spoke of ", "en") == []
    assert p.find_partners("Việt Nam phối hợp với ASEAN, ", "vi") == ["ASEAN"]
    sentences = pd.DataFrame([("a.s001", 0, "With ASEAN, harmony of interests.")], columns=["sentence_id", "start", "text"])
    codings = make_codings(("a.c001", INTERESTS, "a", "a.s001", 12, 32))
    sayings = p.find_formula(codings, sentences)
    assert sayings["partners"].tolist() == [["ASEAN"]] and "(of ASEAN)" in page.tell_partners(sayings)
    assert "no sentences would have interests only" in page.tell_partners(sayings)
    assert page.tell_partners(sayings.iloc[:0]) == ""


def test_a_thing_named_twice_in_a_sentence_is_said_once():
    twice = make_codings(("a.c001", INTERESTS, "a", "a.s001", 0, 5), ("a.c002", INTERESTS, "a", "a.s001", 8, 12))
    counted = placing.count_by(twice, ARTICLES, "code")
    assert counted[["n_spans", "n_sentences"]].values.tolist() == [[2, 1]]
    cells = p.cross(placed(twice), [INTERESTS], ["s1"])
    assert cells["n_sentences"].tolist() == [1] and cells["ids"].tolist() == [["a.c001", "a.c002"]]
