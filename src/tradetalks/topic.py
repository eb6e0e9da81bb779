"""Does an article report on the Việt Nam-US trade and tariff talks?

Near misses share its words: India's round with the same Trade Representative, the Prime Minister on another subject, the
formula said of something else. What they lack is the three together: Việt Nam, the United States, and trade.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from .scene import Scene


class Topic(NamedTuple):
    """What an article is about, in counts.

    `vietnam`, `states`, `rival`: how often Việt Nam's side, the US side and the other country named most are named.
    `joint`: sentences in which or next to which both sides are named. `trade`, `elsewhere`: words of trade and of
    subjects that the two countries also talk about. `sentences`: all sentences, for shares.
    """

    vietnam: int
    states: int
    rival: int
    joint: int
    trade: int
    elsewhere: int
    sentences: int

    @property
    def on_topic(self) -> bool:
        if self.states < 2 or self.rival >= min(self.vietnam, self.states) or not self.joint:
            return False
        return self.states * 8 >= self.sentences and self.trade >= 2 and self.trade > self.elsewhere


@cache
def load_topic() -> dict[str, Any]:
    """The words of topic.yml."""
    return yaml.safe_load((files("tradetalks") / "codebook" / "topic.yml").read_text(encoding="utf-8"))


def first_day() -> date:
    """No event of the talks is older than this day."""
    return load_topic()["since"]


@cache
def _words(language: str, name: str) -> re.Pattern:
    words = sorted(load_topic()[language][name], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", " ") for w in words) + r")(?!\w)")


_VIETNAM = frozenset({"VN", "PM", "DPM", "VNTOP", "VNMIN", "VNENVOY", "VNOFF"})
_STATES = frozenset({"US", "USTOP", "USMIN", "USENVOY", "USOFF"})


def weigh(scenes: Sequence[Scene], language: str) -> Topic:
    """Counts that decide whether the article is on the talks."""
    trade, elsewhere = _words(language, "subject"), _words(language, "elsewhere")
    ours_at, theirs_at, rivals = Counter(), Counter(), Counter()
    n_trade = n_elsewhere = counted = 0
    for scene in scenes:
        if scene.sentence.role == "margin":
            continue
        for _, _, item in scene.places:
            if item.tag in _VIETNAM or item.value == "Hà Nội":
                ours_at[counted] += 1
            elif item.tag in _STATES or item.value == "Washington, D.C.":
                theirs_at[counted] += 1
            elif item.tag == "OTHER":
                rivals[item.value] += 1
        n_trade += len(trade.findall(scene.line))
        n_elsewhere += len(elsewhere.findall(scene.line))
        counted += 1
    joint = sum(1 for at in theirs_at if ours_at[at] or ours_at[at - 1] or ours_at[at + 1])
    rival = rivals.most_common(1)[0][1] if rivals else 0
    return Topic(sum(ours_at.values()), sum(theirs_at.values()), rival, joint, n_trade, n_elsewhere, counted)
