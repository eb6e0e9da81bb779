"""What is read out of sentences on the way to an event: cues, days, mentions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..dates import DateSpan
from ..scene import Item, Scene

#: No sentence of the press is longer (characters), and no article tells events in more places: what goes beyond is
#: broken, and reading it would cost more than its length.
LONGEST_SENTENCE = 3_000
MOST_CUES = 400
#: The rule of an event told in passing beside another of its kind.
PASSING = "one before, in passing"
#: The rule of a cue that joins two people by "and" alone.
TOGETHER = "ministers of both sides act together"
KINDS = ("government-meeting", "ministerial-session", "negotiation-round", "leader-contact")


@dataclass(frozen=True)
class Cue:
    """One place where a sentence tells of an event.

    `start`, `end` span the telling words in the document; `at` is where they stand in the scene line. `rule` names the
    pattern. `weak` cues (a bare "the meeting") add to an event that another sentence tells, but make none.
    """

    kind: str
    scene: Scene
    at: tuple[int, int]
    rule: str
    ordinal: int | None = None
    ordinal_item: Item | None = None
    when: When | None = None
    place: str = ""
    mode: str = ""
    lead_vn: tuple[str, ...] = ()
    lead_us: tuple[str, ...] = ()
    status: str = "held"
    weak: bool = False
    #: The word that tells (the verb or noun of meeting) where the cue spans more; dates are measured from it.
    core: tuple[int, int] | None = None
    #: `open` or `close` where only that day of a round is told.
    edge: str = ""

    @property
    def sentence_number(self) -> int:
        return self.scene.sentence.number


class When(NamedTuple):
    """When an event took place, as far as one sentence tells.

    `first`, `last` are days, None if unknown; `span` is the expression they were read from. `told` is true where a day,
    week or month is told at all, known or not ("today" in an undated article). `edge` is `open` for a first
    day only, `close` for a last day only.
    """

    first: date | None
    last: date | None
    span: DateSpan | None
    item: Item
    edge: str = ""
    note: str = ""

    @property
    def exact(self) -> bool:
        return self.span is None or self.span.precision in ("day", "range")


@dataclass
class EventMention:
    """One event as one article reports it. Fields are those of `event_mentions.csv`; None or "" is unknown.

    `start`, `end` span the telling words of `scene.sentence`; `when` keeps the date expression, so that a year that only
    the corpus knows can be filled in later.
    """

    kind: str
    scene: Scene
    start: int
    end: int
    when: When | None
    ordinal: int | None
    ordinal_item: Item | None
    place: str
    mode: str
    mode_told: bool
    lead_vn: tuple[str, ...]
    lead_us: tuple[str, ...]
    status: str
    rule: str
    cues: list[Cue] = field(default_factory=list)


def tags_in(scene: Scene, start: int, end: int) -> set[str]:
    return {item.tag for left, right, item in scene.places if left < end and right > start}


def people_in(scene: Scene, tags: Sequence[str], start: int = 0, end: int | None = None) -> tuple[str, ...]:
    """Canonical names of people of these classes, in text order, each once."""
    if not scene.places:
        return ()
    end = len(scene.line) if end is None else end
    found = [item.value for left, right, item in scene.places if item.tag in tags and item.value and left < end and right > start]
    return tuple(dict.fromkeys(found))


def place_of(scene: Scene, item: Item) -> tuple[int, int]:
    """Where an item stands in the scene line."""
    return next((left, right) for left, right, other in scene.places if other is item)


class Context(NamedTuple):
    """What the sentences so far have spoken of: the last people of either side who met, and which kind was numbered last.

    `counted` is the kind that was numbered last ("the first round opens ..., the second ..."), `fresh` whether the
    sentence before did so, `kind` the kind told last. `top_vn`, `top_us` are the leaders of either side named last, `rounds` the
    numbers of the rounds told. `dated` is true where a day heads the sentence, `chair`
    is the Prime Minister or a deputy where the sentence before names no other.
    """

    lead_vn: tuple[str, ...] = ()
    lead_us: tuple[str, ...] = ()
    counted: str = ""
    fresh: bool = False
    kind: str = ""
    top_vn: tuple[str, ...] = ()
    top_us: tuple[str, ...] = ()
    rounds: frozenset[int] = frozenset()
    dated: bool = False
    chair: tuple[str, ...] = ()


def gap_between(left: int, right: int, start: int, end: int) -> int:
    return left - end if left >= end else start - right if right <= start else 0
