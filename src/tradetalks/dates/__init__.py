"""Date expressions of English and Vietnamese news text -> days, with what they rest on.

`find` is the only entry point. It reads one text once: a single compiled pattern stops at the few
words and digits that can open a date expression, and one anchored rule is tried there (`scan.py`).
Nothing is guessed: an impossible date ("31 June") yields no span, and a date whose year neither the
text nor the reference tells has `first` and `last` empty and its month and day filled. The rules of
each language stand in its own folder, the lists of words they look at in `words.yml`.

Reading conventions
    * Numeric dates are day first, as Vietnamese outlets print them: 05/04/2025 is 5 April. Month
      first is read only where day first is impossible (10/20/2000).
    * A date without a year takes the year that puts it nearest to the reference, the earlier of
      two equally near. Where two years are about equally near (within 90 days: "March" read in
      September) the tense of the clause decides, if it has one; and a day more than 90 days ahead is
      the year before's, unless the clause looks ahead: the press announces days a few months ahead
      at most, and recalls those of the whole year. With a reference of a bare year it takes that
      year.
    * A bare weekday is the latest one up to and including the reference day, unless the clause
      speaks of the future ("will", "is to", "scheduled for", "sẽ", "dự kiến"); then it is the
      first one from the reference day on. "Last Friday" lies before the reference day, "next
      Friday" in the calendar week (Monday to Sunday) after the reference's.
    * Weekdays that recur ("every Monday and Thursday", "Monday nights") are no days.
    * A year told from that of writing ("14 June last year", "ngày 14/6 năm ngoái") is the day's.
    * "Early", "mid" and "late" (đầu, giữa, cuối) of a month are its days 1-10, 11-20 and 21-end.
      "First week of June" is 1-7 June, and so on; "last week of June" its last seven days.
    * English names of months and days count with a capital letter only ("may", "march", "sun").
    * Expressions that hang on another event ("two weeks later", "the same day", "the next day",
      "hôm sau") are none of this module's.
"""

from __future__ import annotations

import re

from . import english, vietnamese
from .join import join, merge
from .model import PRECISIONS, DateSpan, Language, Partial, Parts, Reference

__all__ = ["PRECISIONS", "DateSpan", "Language", "Partial", "Parts", "Reference", "find"]

_ACCENTED = re.compile(r"[À-ỹ]")
_LETTER = re.compile(r"[A-Za-z]")


def find(text: str, reference: Reference | None = None, language: Language | None = None) -> list[DateSpan]:
    """The date expressions of a text, in order, none overlapping.

    `reference` is the day (or month, or year) the text was written; without it relative expressions and
    missing years stay unknown. `language` None reads English and, unless the text is of plain letters,
    Vietnamese as well; tell it where it is known, for "10-4" is a vote in one and a day in the other.
    Offsets count characters of `text`, which is read as it is (NFC expected for Vietnamese).
    """
    in_english: list[DateSpan] = []
    in_vietnamese: list[DateSpan] = []
    if language != "vi":
        in_english = english.read(text, reference)
    if language == "vi" or (language is None and (_ACCENTED.search(text) or not _LETTER.search(text))):
        in_vietnamese = vietnamese.read(text, reference)
    return join(text, merge(in_english, in_vietnamese))
