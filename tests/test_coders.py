"""What the two codings of the first articles make of the speakers, the instructions and what is left open."""

import pytest

from tradetalks import coders, project
from tradetalks.coders import Speakers
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
    assert found.said_one > found.with_one and found.said_two > found.with_two
    assert found.n > found.alone >= found.carried > 0
    placed = tables.place()
    codes = set(tables.codings["code"])
    assert coders.count_named(labels.settled, placed, codes, "Phạm Minh Chính") > coders.count_named(labels.one, placed, codes, "Phạm Minh Chính")
    assert coders.count_named(labels.one, placed, codes, "Nobody") == 0


def test_agreement_is_told_with_what_the_coders_leave_to_the_outlet():
    told = coders.tell_speakers(Speakers(0.79, 0.28, 0.46, 0.9, 0.8, 100, 23, 23))
    assert "alpha of 0.79" in told and "0.28" in told and "0.46" in told and "In 23 of 100 decisions" in told and "all of them" in told and "0.90 and 0.80" in told
    assert "decisions" not in coders.tell_speakers(Speakers(1.0, 1.0, 1.0, 1.0, 1.0, 5, 0, 0))
    assert "in this case by carrying over" in coders.tell_speakers(Speakers(0.9, 0.9, 0.9, 1.0, 1.0, 5, 1, 1))
    assert "not measured" in coders.tell_speakers(None)


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
    assert coders.count_firm([{"directives": [{"quote": "a"}, {"quote": "b", "optional": True}]}, {}]) == 1
    told = coders.tell_firm(labels, directives)
    assert "marked 12 each" in told or "marked twelve each" in told
    assert coders.tell_firm(None, directives) == ""
    assert "marked one and two" in coders.tell_firm(Labels(labels.folder, [], [{"directives": [{}]}], [{"directives": [{}, {}]}]), directives)
