"""Instructions in labels and in the table: passages, distinct instructions, and those that labels leave open."""

from tradetalks import instruction_labels
from tradetalks.instruction_labels import Instructed, Tally

TEXT = "He asked ministries to report at once. Agencies must act. He asked ministries to report at once in May."


def label(*items):
    return {
        "id": "a", "language": "en", "codes": {"present": []}, "goods": {"present": []},
        "directives": [{"quote": quote, **({"occurrence": at} if at else {}), **({"optional": True} if loose else {})} for quote, at, loose in items],
    }  # fmt: skip


def make_tables(*quotes):
    starts = [(TEXT.index(quote) if at < 2 else TEXT.rindex(quote), quote) for quote, at in quotes]
    rows = [
        {"directive_id": f"a.d{at}", "article_id": "a", "start": str(start), "end": str(start + len(quote)), "quote": quote, "addressee": "", "deadline": ""}
        for at, (start, quote) in enumerate(starts, 1)
    ]
    sentence = {"sentence_id": "a.s1", "article_id": "a", "start": "0", "end": str(len(TEXT)), "text": TEXT}
    return {"articles": [{"article_id": "a", "text_group": "a"}], "sentences": [sentence], "directives": rows}


def test_what_only_an_open_label_answers_to_is_loose():
    settled = [label(("He asked ministries to report at once", 0, False), ("Agencies must act", 0, True), ("He asked ministries to report at once", 2, False))]
    tables = make_tables(("He asked ministries to report at once", 1), ("Agencies must act", 1), ("He asked ministries to report at once", 2))
    found = instruction_labels.compare_instructions((settled, settled, settled), tables)
    assert found == Instructed(*[Tally(2, 1)] * 3, Tally(3, 2), Tally(2, 1), ("a.d2",), 1)
    assert instruction_labels.tell_loose(found) == "the labels leave open whether one of the two is one; without it one instruction remains, in two passages, as in the labels"
    assert instruction_labels.tell_tally(found.table) == "three (two distinct)" and instruction_labels.tell_tally(Tally(0, 0)) == "none"


def test_a_row_that_no_label_has_is_not_loose():
    settled = [label()]
    found = instruction_labels.compare_instructions((settled, settled, settled), make_tables(("Agencies must act", 1)))
    assert found.loose == () and instruction_labels.tell_loose(found) == ""


def test_all_loose_is_said_of_one_and_of_several():
    one = Instructed(*[Tally(0, 0)] * 3, Tally(1, 1), Tally(0, 0), ("a",), 1)
    assert instruction_labels.tell_loose(one) == "the labels leave open whether it is one"
    assert instruction_labels.tell_loose(one._replace(table=Tally(2, 2))) == "the labels leave open whether both are instructions"
    assert instruction_labels.tell_loose(one._replace(table=Tally(3, 3))) == "the labels leave open whether all three are instructions"
    other = one._replace(table=Tally(4, 4), firm=Tally(2, 2), settled=Tally(3, 3))
    assert instruction_labels.tell_loose(other) == "the labels leave open whether two of the four are instructions; without these two instructions remain, in two passages; the labels have three in three passages"
