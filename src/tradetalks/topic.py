"""Does an article report on the Việt Nam-US trade and tariff talks?

Near misses share its words: India's round with the same Trade Representative, the Prime Minister on another subject, the
formula said of something else. What they lack is the three together: Việt Nam, the United States, and trade.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import ahocorasick_rs

from .actors import load_gazetteer
from .scene import Scene
from .shipped import load_yaml
from .years import STATED


class Topic(NamedTuple):
    """What an article is about, in counts.

    `vietnam`, `states`, `rival`: how often Việt Nam's side, the US side and the other country named most are named.
    `joint`: sentences in which or next to which both sides are named. `trade`, `elsewhere`: words of trade and of
    subjects that the two countries also talk about. `sentences`: all sentences, for shares. `bygone`: dates that say a
    year before the talks began; `current`: all other days and months. `parley`: words of talking and meeting, and people
    of either side who would do it. `met`: sentences with a person of ours, known by name, and one of theirs.
    """

    vietnam: int
    states: int
    rival: int
    joint: int
    trade: int
    elsewhere: int
    sentences: int
    bygone: int = 0
    current: int = 0
    parley: int = 1
    met: int = 0

    @property
    def on_topic(self) -> bool:
        if self.states < 2 or not self.joint or self.rival >= min(self.vietnam, self.states) and not 0 < self.rival <= self.met:
            return False
        # The talks of earlier decades have the same words, countries and offices, and dates of their own.
        if self.bygone >= 3 and self.bygone > 2 * self.current:
            return False
        # Trade between the two, a duty in a case of dumping for one, that nobody is told to talk about.
        if not self.parley:
            return False
        # Both sides together in one place only may be an aside; then the article must be full of trade.
        if self.joint < 2 and self.trade < _FULL:
            return False
        return self.states * 12 >= self.sentences and self.trade >= 2 and self.trade > self.elsewhere


#: Words of trade in an article on trade that names both sides together but once.
_FULL = 8


@cache
def load_topic() -> dict[str, Any]:
    """The words of topic.yml."""
    return load_yaml("codebook", "topic.yml")


def first_day() -> date:
    """No event of the talks is older than this day."""
    return load_topic()["since"]


@cache
def _finder(language: str) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, bool]]]:
    """Finds the words of both lists in one pass; for each its list and whether any ending may follow."""
    words = [(name, word) for name in ("subject", "elsewhere", "parley") for word in load_topic()[language][name]]
    automaton = ahocorasick_rs.AhoCorasick([word.rstrip("*") for _, word in words], implementation=ahocorasick_rs.Implementation.DFA)
    return automaton, [(name, word.endswith("*")) for name, word in words]


def _count_words(text: str, language: str) -> Counter[str]:
    """How often words of each list stand in a text."""
    automaton, words = _finder(language)
    counts: Counter[str] = Counter()
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        name, open_ended = words[index]
        if (start == 0 or not text[start - 1].isalnum()) and (open_ended or end == len(text) or not text[end].isalnum()):
            counts[name] += 1
    return counts


def _count_rivals(rivals_at: Mapping[str, Sequence[int]], theirs_at: Mapping[int, int], told: Sequence[str], language: str) -> int:
    """How often another country is named where trade, talks or the US are spoken of: a page with several subjects has others, too."""
    near = {at + step for at in theirs_at for step in (-1, 0, 1)}
    return max((sum(at in near or bool(_count_words(told[at], language)) for at in places) for places in rivals_at.values()), default=0)


_VIETNAM = frozenset({"VN", "PM", "DPM", "VNTOP", "VNMIN", "VNENVOY", "VNOFF"})
_PEOPLE = frozenset({"PM", "DPM", "VNTOP", "VNMIN", "VNENVOY", "VNOFF", "GOV", "USMIN", "USENVOY"})
_STATES = frozenset({"US", "USTOP", "USMIN", "USENVOY", "USOFF"})


def weigh(scenes: Sequence[Scene], language: str) -> Topic:
    """Counts that decide whether the article is on the talks."""
    ours_at, theirs_at, rivals = Counter(), Counter(), Counter()
    rivals_at: dict[str, list[int]] = defaultdict(list)
    places = load_gazetteer().places
    counted = bygone = current = people = met = 0
    named = False
    told: list[str] = []
    for scene in scenes:
        if scene.sentence.role == "margin":
            continue
        for _, _, item in scene.places:
            people += item.tag in _PEOPLE
            named = named or item.value == "Hà Nội" or item.tag in _VIETNAM and (item.tag == "VN" or bool(item.value))
            if item.tag in _VIETNAM or item.value == "Hà Nội":
                ours_at[counted] += 1
            elif item.tag in _STATES or item.value == "Washington, D.C.":
                theirs_at[counted] += 1
            elif item.tag == "OTHER":
                rivals[item.value] += 1
                if scene.sentence.role != "title":
                    rivals_at[item.value].append(counted)
            elif item.tag == "PLACE" and places[item.value]["country"] == item.value:
                rivals[item.value] += 1  # a country that is also a place of the talks
                rivals_at[item.value].append(counted)
            elif item.tag == "DATE" and item.value.month:
                if item.value.basis == STATED and item.value.year < first_day().year:
                    bygone += 1
                else:
                    current += 1
        met += any(item.value for item in scene.items("VNMIN", "DPM", "VNTOP", "PM")) and bool(scene.items("USMIN", "USTOP"))
        told.append(scene.line)
        counted += 1
    if not named and language == "en":
        ours_at.clear()  # "the Deputy Prime Minister" may be anybody's
    joint = sum(1 for at in theirs_at if ours_at[at] or ours_at[at - 1] or ours_at[at + 1])
    rival = rivals.most_common(1)[0][1] if rivals else 0
    if rival >= min(sum(ours_at.values()), sum(theirs_at.values())):
        rival = _count_rivals(rivals_at, theirs_at, told, language)
    words = _count_words("\n".join(told), language)
    return Topic(sum(ours_at.values()), sum(theirs_at.values()), rival, joint, words["subject"], words["elsewhere"], counted, bygone, current, words["parley"] + people, met)
