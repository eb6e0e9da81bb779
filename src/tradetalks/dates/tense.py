"""Which side of the day of writing a weekday, or a day half a year off, lies on."""

from __future__ import annotations

import re

from .words import list_words

_FUTURE_WORDS, _PAST_WORDS, _BEING, _INTENDING, _SCHEDULING = (
    list_words("tense", name) for name in ("future", "past", "being", "intending", "scheduling")
)
# The stop of an abbreviation ends no sentence: "the U.S. on Friday", "9 a.m. Friday", "Mr. Smith".
_SENTENCE_END = re.compile(
    r"[.!?;](?<!\b[A-Z]\.)(?<![ap]\.m\.)(?<!\b[MD]r\.)(?<!\bM[rs]s\.)(?<!\b(?:Gen|Gov|Rep|Sen)\.)[\"”’']?\s|\n\s{0,4}\n"
)
_REACH_BACK, _REACH_AHEAD = 160, 90


def _judge_word(words: list[str], at: int) -> str | None:
    """ "future" or "past" if the word is a cue of that tense among its neighbours, else None."""
    word = words[at]
    before = words[at - 1] if at else ""
    if word in _FUTURE_WORDS or word.endswith(("'ll", "’ll")) or (before, word) in (("dự", "kiến"), ("chuẩn", "bị")):
        return None if word == "could" and words[at + 1 : at + 2] == ["not"] else "future"
    if word in ("to", "for") and (before in _INTENDING or (word == "to" and before in _BEING)):
        return "future"
    if word in _BEING and words[at + 1 : at + 2] and words[at + 1] in ("to", "due", "scheduled", "expected", "set"):
        return "future"
    # "Will be released": the auxiliaries before the participle tell.
    if word.endswith("ed") and len(word) > 3:
        if before.endswith("ly") and at > 1:
            before = words[at - 2]
        return None if before in ("be", "is", "are") else "past"
    # "Might hit", "to put": no past, but the plain form of the verb.
    return "past" if word in _PAST_WORDS and before != "to" and before not in _FUTURE_WORDS else None


def _split_words(text: str, start: int, end: int) -> list[str]:
    return [word.strip('.,:"“”()[]') for word in text[start:end].split()]


def read_tense(text: str, start: int, end: int) -> str | None:
    """ "future" or "past" by the nearest cue before a date in its sentence, else the first after it; or None."""
    head = max(0, start - _REACH_BACK)
    for stop in _SENTENCE_END.finditer(text, head, start):
        head = stop.end()
    words = _split_words(text, head, start)
    while words and words[-1] in ("on", "early", "late"):
        words.pop()
    if words and (words[-1] in _SCHEDULING or words[-2:] == ["ahead", "of"]):
        return "future"
    for at in range(len(words) - 1, -1, -1):
        tense = _judge_word(words, at)
        if tense:
            return tense
    close = _SENTENCE_END.search(text, end, end + _REACH_AHEAD)
    words = _split_words(text, end, close.start() if close else end + _REACH_AHEAD)
    for at in range(len(words)):
        tense = _judge_word(words, at)
        if tense:
            return tense
    return None
