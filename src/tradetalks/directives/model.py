"""Instructions, the tasks that they are read as at first, and deadlines."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from ..document import Sentence

#: The verbs that instruct somebody, and those who are ours to instruct.
INSTRUCT = frozenset({"instruct", "ask", "ask someone"})
DOMESTIC = frozenset({"group", "body"})


class Deadline(NamedTuple):
    """The day or month by which something is to be done: where it stands, and its parts.

    `day` is None for a month. `year` is None where the text does not tell it; `basis` says what the year rests on:
    `stated`, `reference` (the article's own date) or empty. `value` is what the table holds.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int | None
    basis: str = ""

    @property
    def value(self) -> str:
        """`YYYY-MM-DD`, `YYYY-MM`, or nothing while the year is unknown."""
        if self.year is None:
            return ""
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def with_year(self, year: int, basis: str) -> Deadline:
        """The same deadline in a year found elsewhere; as it is where its own year is stated or lacks that day."""
        if self.basis == "stated":
            return self
        if self.day:
            try:
                date(year, self.month, self.day)
            except ValueError:
                return self
        return self._replace(year=year, basis=basis)


class Directive(NamedTuple):
    """One instruction: `doc.text[start:end]` in one sentence, who gave it, to whom, and by when it is to be done.

    `addressee` joins readable names with `;` in the order of the text. `rule` says how it was recognised: `verb`,
    `passive`, `list` (an item of a task list), `next` (goes on behind an instruction) or `norm` (a body must).
    `issued_basis` is `verb` where the sentence itself has who gave it, by name, title or pronoun, and `continued` where
    that is carried over from a sentence before.
    """

    sentence: Sentence
    start: int
    end: int
    issued_by: str
    addressee: str
    deadline: Deadline | None
    rule: str
    issued_basis: str = ""


class Task(NamedTuple):
    """An instruction before its deadline is looked for."""

    start: int
    end: int
    issuer: str
    told: tuple[str, ...]
    rule: str
