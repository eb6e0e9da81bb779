"""What the articles say came of talks with the other side, and what talks they speak of without a day.

The words are data (`codebook/outcomes.yml`). Wishes, duties and conditions are no outcome: "hopes that the round will
yield results" says nothing of what it yielded. Tables in, tables out; what is told in other words is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from tradetalks.placing import ACROSS, AUDIENCE
from tradetalks.prose import is_missing
from tradetalks.rows import keep_on_topic
from tradetalks.shipped import load_yaml

#: Roles of sentences that are an article's own telling: a credit line tells nothing, a headline nothing more.
TOLD_IN = ("body", "caption")

AHEAD, PAST = "ahead", "past"

#: Words that may stand between a subject and what is said of it.
_GAP = r"(?:[^\s.;:]+ ){0,8}?"
_MONTH = re.compile(r"\bMay\b")
#: What may stand behind the name of talks: of what they were, and a clause between commas on when and where.
_WHICH = r"(?: (?:of|on|between|with|giữa|về) [^;:,]{1,90}?)?(?:, (?:which|held|conducted|diễn ra)\b[^;:]{1,110}?,)?"


class Patterns(NamedTuple):
    """Of one language: what says an outcome, what takes it back, and who has to be named in a sentence that says it passively."""

    said: re.Pattern[str]
    passive: re.Pattern[str] | None
    unless: re.Pattern[str]
    talks: re.Pattern[str]
    many: re.Pattern[str]


def _any(words: Iterable[str]) -> str:
    """One of these words, the longest first, so that `rounds` is not read as `round`."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


def _behind(words: Iterable[str]) -> str:
    """Not behind one of these words, each with the `the` that may follow it: `between the two sides` is no subject."""
    return "".join(rf"(?<!\b{re.escape(word)} )(?<!\b{re.escape(word)} the )" for word in words)


@cache
def load_patterns() -> tuple[Patterns, ...]:
    """The words of `codebook/outcomes.yml` as patterns, a set for each language."""
    declared = load_yaml("codebook", "outcomes.yml")
    return tuple(_compile(declared[language]) for language in ("en", "vi"))


def _compile(words: dict[str, Any]) -> Patterns:
    sides = rf"(?:{_any(words['both'])}) (?:[a-z]+ )?(?:{_any(words['sides'])})|{_any(words['alone_sides'])}"
    talks = rf"(?:the |this |these )?(?:[\w-]+ )?(?:{_any(words['talks'])})"
    arrived = rf"(?:{_any(words['verbs'])})\b(?: [^\s.;:]+){{0,4}}? (?:{_any(words['results'])})"
    # Sides agree; of a round it is said only with what it arrived at.
    said = rf"(?<![\w-]){_behind(words['behind'])}(?:(?P<sides>{sides}),? {_GAP}(?P<agreed>{arrived}|{_any(words['alone'])})|(?P<talks>{talks}){_WHICH},? {_GAP}(?P<arrived>{arrived}))(?![\w-])"
    passive = rf"(?<![\w-])(?<!trade )(?:{_any(words['results'])})\b (?:[^\s.;:]+ ){{0,6}}?(?:{_any(words['was'])}) (?:[\w]+ )?(?:{_any(words['verbs'])})(?![\w-])"
    return Patterns(
        re.compile(said, re.I),
        re.compile(passive, re.I) if words["was"] else None,
        re.compile(rf"(?<![\w-])(?:{_any(words['unless'])})(?![\w-])", re.I),
        re.compile(rf"(?<![\w-])(?:{sides}|{_any(words['talks'])})(?![\w-])", re.I),
        re.compile(rf"(?<![\w-])(?:{_any(words['many'])})(?![\w-])", re.I),
    )


class Said(NamedTuple):
    """An outcome as a sentence says it: its words from the subject to the end of the clause, where they begin, and of how many talks."""

    words: str
    start: int
    several: bool


def read_outcome(text: str) -> Said | None:
    """What a sentence says came of talks; None for most sentences, and for wishes."""
    judged = _MONTH.sub("___", text)  # the month is no wish; of the same length, so that places stay
    for patterns in load_patterns():
        for found in patterns.said.finditer(text):
            done = max(found.start("agreed"), found.start("arrived"))
            if not patterns.unless.search(judged, _start_clause(text, found.start()), done):
                return _take(text, found.start(), bool(patterns.many.search(found["talks"] or "")))
        for found in patterns.passive.finditer(text) if patterns.passive else ():
            begin = _start_clause(text, found.start())
            if patterns.talks.search(text) and not patterns.unless.search(judged, begin, found.end()):
                return _take(text, begin, bool(patterns.many.search(text)))
    return None


def speaks_of_several(text: str, end: int) -> bool:
    """Whether the words up to `end` speak of rounds or sessions in the plural."""
    return any(patterns.many.search(text, 0, end) for patterns in load_patterns())


def _start_clause(text: str, at: int) -> int:
    """Where the clause begins that holds this place: behind the last full stop, colon or semicolon."""
    found = max(text.rfind(mark, 0, at) for mark in (". ", "; ", ": "))
    return found + 2 if found >= 0 else 0


def _take(text: str, start: int, several: bool) -> Said:
    end = text.find("; ", start)
    words = text[start : end if end >= 0 else len(text)].rstrip().removesuffix(".")
    return Said(words, start, several)


def find_outcomes(mentions: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The sentences that say what came of talks with the other side, one row each, in their order.

    Columns: `event_id` (the talks that it is told of, see `find_home`), `article_id`, `sentence_id`, `words` (from the
    subject on), `several` (said of more than one session or round together). An article that tells of no talks with the
    other side has no rows.
    """
    across, order = group_across(mentions), number_sentences(sentences)
    on_topic = set(keep_on_topic(articles)["article_id"])
    rows = []
    for sentence in _keep_told(sentences).itertuples(index=False):
        talks = across.get(sentence.article_id) if sentence.article_id in on_topic else None
        said = read_outcome(sentence.text) if talks else None
        if said:
            home = find_home(talks, sentence, sentence.start + said.start, order)
            rows.append((home, sentence.article_id, sentence.sentence_id, said.words, said.several))
    return pd.DataFrame(rows, columns=["event_id", "article_id", "sentence_id", "words", "several"], dtype=object)


class Talks(NamedTuple):
    """What one article tells of talks with the other side that took place: its mentions in order, and the event it mainly reports."""

    told: Sequence[Any]
    main: str | None


def group_across(mentions: pd.DataFrame) -> dict[str, Talks]:
    """By article: its mentions of talks with the other side that took place; the first held event with a day is its main one."""
    found = {}
    for article_id, rows in mentions[mentions["status"] == "held"].sort_values("start").groupby("article_id"):
        told = [row for row in rows.itertuples(index=False) if AUDIENCE.get(row.kind) == ACROSS]
        first = next((row for row in rows.itertuples(index=False) if not is_missing(row.date_start)), None)
        if told:
            found[article_id] = Talks(told, first.event_id if first is not None and AUDIENCE.get(first.kind) == ACROSS else None)
    return found


def number_sentences(sentences: pd.DataFrame) -> dict[str, int]:
    """The place of each sentence in the table, by which neighbours are known."""
    return {name: place for place, name in enumerate(sentences["sentence_id"])}


def find_home(talks: Talks, sentence: Any, at: int, order: dict[str, int]) -> str:
    """The event that a sentence speaks of at this place.

    The talks told in it (before the place rather than behind it), else in the sentence before; else those that its
    article mainly reports; else those told last before it, else the first.
    """
    place = order[sentence.sentence_id]
    own = [row for row in talks.told if row.sentence_id == sentence.sentence_id]
    near = [row for row in own if row.start <= at] or own or [row for row in talks.told if order.get(row.sentence_id) == place - 1]
    if near or not talks.main:
        before = near or [row for row in talks.told if row.start < sentence.end]
        return (before[-1] if before else talks.told[0]).event_id
    return talks.main


def _keep_told(sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences in which an article tells; all of a table that does not say what they are."""
    told = sentences[sentences["role"].isin(TOLD_IN)] if "role" in sentences else sentences
    return told[~told["text"].map(is_missing)]


# ---- how matters stand


@cache
def load_standing() -> tuple[re.Pattern[str], ...]:
    """The words that judge how matters stand, as patterns over a clause."""
    declared = load_yaml("codebook", "outcomes.yml")["standing"]
    return tuple(
        re.compile(
            rf"(?<![\w-])(?:(?:{_any(words['matters'])})\b {_GAP}{stand}{_GAP}|(?:{_any(words['there'])})\b {_GAP})(?:{_any(words['judged'])})(?![\w-])",
            re.I,
        )
        for words in declared.values()
        for stand in [rf"(?:{_any(words['stand'])}) " if words["stand"] else ""]
    )


def read_standing(text: str) -> str | None:
    """The words in which a sentence judges how matters stand, up to the last judgement of the clause; None where it does not."""
    judged = _MONTH.sub("___", text)
    for pattern in load_standing():
        found = list(pattern.finditer(text))
        if found:
            begin = _start_clause(text, found[0].start())
            if not any(patterns.unless.search(judged, begin, found[-1].end()) for patterns in load_patterns()):
                return text[begin : found[-1].end()]
    return None


def find_standing(sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The sentences that judge how matters stand without saying what was arrived at, one row each, in their order.

    Columns: `article_id`, `sentence_id`, `words`.
    """
    on_topic = set(keep_on_topic(articles)["article_id"])
    rows = [
        (sentence.article_id, sentence.sentence_id, words)
        for sentence in _keep_told(sentences).itertuples(index=False)
        if sentence.article_id in on_topic and not read_outcome(sentence.text) and (words := read_standing(sentence.text))
    ]
    return pd.DataFrame(rows, columns=["article_id", "sentence_id", "words"], dtype=object)


# ---- talks without a day


@cache
def load_undated() -> dict[str, tuple[re.Pattern[str], ...]]:
    """How talks without a day are spoken of, those to come and those that have been."""
    declared = load_yaml("codebook", "outcomes.yml")
    found = {}
    for name in (AHEAD, PAST):
        en, vi = declared[name]["en"], declared[name]["vi"]
        when, talks = _any(en["when"]), _any(en["talks"])
        more = rf"(?: and (?:(?:{when}) )?(?:[\w-]+ ){{0,2}}?(?:{talks}))*"
        found[name] = (
            re.compile(rf"(?<![\w-])(?:{when}) (?:(?!(?:in|of|to|the) )[a-z-]+ ){{0,3}}?(?:{talks})(?![\w-]){more}"),
            re.compile(rf"(?<![\w-])(?:các |những |một )?(?:{_any(vi['talks'])}) (?:\w+ )?(?:{_any(vi['when'])})(?![\w-])", re.I),
        )
    return found


@cache
def _load_beside() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(load_yaml('codebook', 'outcomes.yml')['beside'])})(?![\w-])", re.I)


def find_undated(mentions: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Talks that articles speak of without a day or a number, one row a sentence and direction.

    Columns: `when` (`ahead` or `past`), `article_id`, `sentence_id`, `words`. Words that stand within the mention of an
    event are that event. What has been counts only where the sentence names the other side.
    """
    on_topic = set(keep_on_topic(articles)["article_id"])
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in mentions.itertuples(index=False):
        spans.setdefault(row.sentence_id, []).append((row.start, row.end))
    rows = []
    for sentence in _keep_told(sentences).itertuples(index=False):
        if sentence.article_id not in on_topic:
            continue
        for when, patterns in load_undated().items():
            if when == PAST and not _load_beside().search(sentence.text):
                continue
            for found in (match for pattern in patterns for match in pattern.finditer(sentence.text)):
                start, end = sentence.start + found.start(), sentence.start + found.end()
                if not any(first < end and start < last for first, last in spans.get(sentence.sentence_id, ())):
                    rows.append((when, sentence.article_id, sentence.sentence_id, found[0]))
                    break
    return pd.DataFrame(rows, columns=["when", "article_id", "sentence_id", "words"], dtype=object)
