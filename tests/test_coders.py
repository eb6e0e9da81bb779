"""What the two codings of the first articles make of the speakers, the instructions and what is left open."""

import pytest

from tradetalks import coders, project, repeats, speaker_labels
from tradetalks.coders import Speakers
from tradetalks.speaker_labels import Basis
from tradetalks.trust import Labels

BOOK = project.find(project.find_root())


@pytest.fixture(scope="module")
def tables():
    return coders.Tables(*(BOOK.table(name) for name in ("articles", "sentences", "codings")))


@pytest.fixture(scope="module")
def labels(tables):
    return coders.find_coders(BOOK, tables)


def test_labels_speak_of_the_articles_that_they_describe_alone(tables, labels):
    assert isinstance(labels, Labels)
    none = tables._replace(articles=tables.articles.iloc[:0])
    assert coders.find_coders(BOOK, none) is None
    others = tables._replace(articles=tables.articles.assign(article_id="other"))
    assert coders.find_coders(BOOK, others) is None
    changed = tables._replace(sentences=tables.sentences.assign(text="Other words."))
    assert coders.find_coders(BOOK, changed) is None


def test_coders_agree_with_each_other_more_than_with_what_is_carried_over(tables, labels):
    found = coders.compare_speakers(labels, tables)
    assert found.between > found.with_two > found.with_one
    assert found.given_one > found.with_one and found.given_two > found.with_two
    assert found.n > found.alone >= found.carried_alone > 0
    assert found.named.n == found.named.one == found.named.two and found.carried.one < found.carried.two < found.carried.n
    assert found.n >= found.named.n + found.carried.n


def test_sentences_of_a_speaker_are_counted_alike_in_tables_and_labels(tables, labels):
    sides, rows = coders.name_sides(labels), tables.as_rows()
    codes = set(tables.codings["code"])
    found = speaker_labels.count_naming(sides, rows, codes)
    assert found.who == "Phạm Minh Chính" and found.named > found.carried > 0
    assert found.one < found.two < found.named + found.carried
    settled = speaker_labels.count_naming({**sides, "coder A": labels.settled}, rows, codes)
    assert settled.one == found.named + found.carried
    assert speaker_labels.count_naming(sides, rows, ["no-code"]) is None
    lead = next(iter(repeats.find_repeats(tables.sentences[tables.sentences["role"] == "body"])))
    without = dict(rows, codings=[row for row in rows["codings"] if row["sentence_id"] != lead])
    assert speaker_labels.count_naming(sides, without, codes) == found


def test_agreement_is_told_with_what_the_coders_leave_to_the_outlet():
    def make(named, carried, alone):
        return Speakers(0.79, 0.28, 0.46, 0.9, 0.8, 100, alone, alone, Basis("verb", *named), Basis("continued", *carried))

    told = coders.tell_speakers(make((53, 53, 53), (37, 0, 12), 23))
    assert "alpha of 0.79" in told and "0.28" in told and "0.46" in told and "In 23 of 100 decisions" in told and "all of them" in told
    assert "both have the same as the tables in all 53 decisions" in told and "the one has the same in none and the other in twelve of 37 decisions" in told
    assert "If the words carried over were given to the outlet instead, the tables would agree with the coders at 0.90 and 0.80" in told
    assert "carried over" not in coders.tell_speakers(make((5, 4, 5), (0, 0, 0), 0))
    assert "the one has the same as the tables in four of five decisions, the other in all five decisions" in coders.tell_speakers(make((5, 4, 5), (0, 0, 0), 0))
    assert "in this case by carrying over" in coders.tell_speakers(make((1, 1, 1), (1, 0, 0), 1)) and "of one decision." in coders.tell_speakers(make((1, 1, 1), (1, 0, 0), 1))
    assert "not measured" in coders.tell_speakers(None)
    brief = coders.tell_reliance(make((53, 53, 53), (37, 0, 12), 23))
    assert "have the same in all 53 decisions; where the speaker is carried over, in none and twelve of 37 decisions" in brief
    assert coders.tell_reliance(make((0, 0, 0), (37, 0, 12), 23)).startswith("Where the speaker is carried over") and "not measured" in coders.tell_reliance(None)


def test_what_is_left_open_is_told(tables, labels):
    loose = coders.list_open(labels, tables)
    assert 0 < len(loose) < len(tables.codings) and coders.list_open(None, tables).empty
    assert coders.tell_open(loose.iloc[:1]).startswith("[One time](ev:") and "that one out" in coders.tell_open(loose.iloc[:1])
    assert coders.tell_open(loose.iloc[:0]) == ""
    open_ones = coders.list_open_directives(labels, tables)
    texts = tables.sentences.set_index("sentence_id")["text"]
    assert open_ones and all(words[:20] in texts[name] for name, words in open_ones)
    assert coders.list_open_directives(None, tables) == []


def test_how_many_instructions_either_coder_has(tables, labels):
    directives = BOOK.table("directives")
    found = coders.compare_instructions(labels, tables, directives)
    firm = [sum(not item.get("optional") for label in side for item in label["directives"]) for side in (labels.one, labels.two, labels.settled)]
    assert [side.passages for side in (found.one, found.two, found.settled)] == firm
    assert coders.compare_instructions(None, tables, directives) is None
