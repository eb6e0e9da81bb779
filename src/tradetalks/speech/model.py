"""What is read of a sentence: its words of speech, who is named, what is reported, who speaks."""

from __future__ import annotations

from typing import NamedTuple

from ..document import Sentence


class Speaker(NamedTuple):
    """A span of one sentence and who is reported as saying it.

    `name` is a canonical full name or a body; `side` is `vn`, `us` or empty; `how` is `verb` (a verb of saying),
    `according` ("according to ..."), `title` ("...: PM"), or `continued` (the words of an earlier sentence go on).
    """

    sentence: int
    start: int
    end: int
    name: str
    side: str
    how: str


class Cue(NamedTuple):
    """A word of speech.yml in the text. `kinds` are the lists it stands in, `value` what it stands for (bodies)."""

    start: int
    end: int
    word: str
    kinds: frozenset[str]
    value: str = ""


class Ref(NamedTuple):
    """Somebody or something that can speak or be told: one expression of the text, resolved.

    `kind` is `person`, `body` (a ministry, a side), `group` (ministries, businesses: told, never speaking) or
    `country`; `name` is empty where nobody can be named; `pronoun` marks he, she, ông.
    """

    start: int
    end: int
    name: str
    side: str
    kind: str
    role: str = ""
    pronoun: bool = False


class Report(NamedTuple):
    """A verb of speech.yml with its subject. `trailing` means the words stand before it (", he said").

    A `quiet` one puts no words into the subject's mouth: a country wants, both sides assign.
    """

    cue: Cue
    subject: Ref | None
    passive: bool
    trailing: bool
    quiet: bool = False


class Line(NamedTuple):
    """One sentence as read: its words, who is named in it, its verbs, who speaks, and whose words may go on in it."""

    sentence: Sentence
    cues: list[Cue]
    refs: list[Ref]
    reports: list[Report]
    speakers: list[Speaker]
    holder: Ref | None
