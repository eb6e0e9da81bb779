"""The clause that coded words stand in, and how it is quoted."""

import re

import pandas as pd
import pytest

from tradetalks import clauses, refusals


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("He tasked ministries with addressing the [[US's concerns]] at once, and left.", "He tasked ministries with addressing the US's concerns at once"),
        ("He spoke first; [[ensuring sovereignty]], national security, national interests: so be it.", "ensuring sovereignty, national security, national interests"),
        ("They handle issues of origin, [[copyright]].", "They handle issues of origin, copyright."),
        ("The spirit of “harmonising benefits, sharing risks” and [[core interests]] counts.", "The spirit of “harmonising benefits, sharing risks” and core interests counts."),
        ("He is calm, and [[simplifies procedures that affect all US firms here]].", "simplifies procedures that affect all US firms here."),
        ("[[Buy]].", "Buy."),
    ],
)
def test_a_clause_ends_at_punctuation_and_is_no_stump(sentence, clause):
    before, words, after = re.split(r"\[\[|\]\]", sentence)
    left, right = clauses.find_clause(before + words + after, len(before), len(before + words))
    assert (before + words + after)[left:right] == clause


def test_coded_words_are_marked_letter_by_letter():
    assert clauses.mark_words("Buy *more* “now”", [(0, 3), (2, 10)]) == r"“**Buy \*more\*** ‘now’”"
    assert clauses.mark_words("no span", []) == "“no span”"
    long = "word " * 100 + "coded " + "word " * 100
    shown = clauses.mark_words(long, [(500, 505)])
    assert shown.startswith("“…") and shown.endswith("…”") and "**coded**" in shown and len(shown) < 300


SENTENCES = pd.DataFrame(
    [("a.s1", "a", "Talk, without haste."), ("a.s2", "a", "Hanoi rejects the demand."), ("a.s3", "a", "Hanoi avoids stress."), ("b.s1", "b", "Hanoi rejects it.")],
    columns=["sentence_id", "article_id", "text"],
)
ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "on_topic": [True, False]})


def test_refusals_and_what_comes_nearest_are_quoted():
    coded = pd.DataFrame({"sentence_id": ["a.s1", "a.s2", "b.s1"]})
    limits = refusals.find_limits(coded, SENTENCES, ARTICLES)
    assert limits.refused["sentence_id"].tolist() == ["a.s2"] and limits.nearest["words"].tolist() == ["Talk, without haste."]
    told = refusals.tell_limits(limits, 2)
    assert told.startswith("In one sentence words of refusing stand: [“Hanoi rejects the demand") and "the conditions above and words on" in told
    none = refusals.find_limits(coded.iloc[:1], SENTENCES, ARTICLES)
    assert refusals.tell_limits(none, 0).startswith("**No refusal stands") and "comes nearest is words" in refusals.tell_limits(none, 0)
    empty = refusals.find_limits(coded.iloc[:0], SENTENCES, ARTICLES)
    assert "nearest" not in refusals.tell_limits(empty, 0) and "nearest is the condition above." in refusals.tell_limits(empty, 1)
    assert "nearest are the conditions above." in refusals.tell_limits(empty, 2)
