"""Days and places that head a caption or the entry of a diary: "Jeju, May 16. The ministers shake hands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..scene import Scene
from .days import read_when
from .model import Cue

_TITLE = re.compile(r"(?:\d{1,2}[.)] )?(?:(?:PLACE|[\w .'-]{3,25})(?:, (?:PLACE|OTHER|[\w .'-]{3,20}))?,? )?DATE ?[.:–—-]?")
#: A day alone on its line heads what follows only where the article has several such lines; one is the page's date.
_DIARY = 2


def find_titles(scenes: Sequence[Scene]) -> dict[int, Scene]:
    """By the number of a sentence, what heads it: the beginning of its printed line, or the last day that has a line alone."""
    alone: set[int] = set()
    heads: list[Scene] = []
    sizes: dict[int, int] = {}
    for scene in scenes:
        sizes[scene.sentence.line] = sizes.get(scene.sentence.line, 0) + 1
    for scene in scenes:
        if len(scene.line) < 70 and "DATE" in scene.line and _TITLE.fullmatch(scene.line.strip()):
            heads.append(scene)
            if sizes[scene.sentence.line] == 1:
                alone.add(scene.sentence.number)
    heads = [scene for scene in heads if len(heads) > 1 or scene.sentence.role == "caption"]  # one may be a dateline
    if not heads:
        return {}
    diary = len(alone) >= _DIARY
    titles: dict[int, Scene] = {}
    here: Scene | None = None
    for scene in scenes:
        if heads and scene is heads[0]:
            here = heads.pop(0)
            continue
        if here is None:
            continue
        if here.sentence.line == scene.sentence.line or diary and here.sentence.number in alone:
            titles[scene.sentence.number] = here
    return titles


def name_place(title: Scene) -> str:
    """The place that heads a caption."""
    return next((item.value for item in title.items("PLACE")), "")


def take_title(cues: Sequence[Cue], title: Scene) -> list[Cue]:
    """The cues of a sentence with the day of what heads it, where each has none and no other day of the sentence is free."""
    if not cues:
        return []
    told = {id(item) for item in cues[0].scene.items("DATE", "ANCHOR")}
    if told - {id(cue.when.item) for cue in cues if cue.when is not None}:
        return [*cues]
    when = read_when(title.items("DATE")[-1], None)
    return [replace(cue, when=when) if cue.when is None and when is not None else cue for cue in cues]
