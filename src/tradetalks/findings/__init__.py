"""What the book finds, computed once for every page that says it: the landing page and the conclusions.

Each finding is a sentence or two in Markdown with its evidence, the chapter that shows it, the articles it rests on,
and what would change it. A collection that has nothing to say on a question has no finding on it.
"""

from __future__ import annotations

import pandas as pd

from tradetalks.project import Project

from .collection import find_outlets, find_trust, list_once, tell_single, tell_years
from .matters import find_formula, find_instructions, find_us
from .meetings import find_last, find_numbers, find_rhythm, list_limits, tell_span, tell_undated
from .model import CHAPTERS, TITLES, Finding, Tables
from .naming import count_series, tell_kinds, tell_series
from .offers import find_offers
from .outcome import find_outcome, has_figure, list_silent, read_outcomes, tell_outcome, tell_shares

__all__ = [
    "CHAPTERS", "QUESTIONS", "TITLES", "Finding", "Tables", "find_all", "find_last", "find_numbers", "find_outcome", "has_figure", "find_rhythm", "list_limits", "list_once", "list_silent",
    "read_outcomes", "read_tables", "tell_outcome", "tell_shares",
    "count_series", "tell_kinds", "tell_series", "tell_single", "tell_span", "tell_undated", "tell_years",
]  # fmt: skip

NAMES = ("articles", "sentences", "events", "event_mentions", "event_conflicts", "codebook", "codings", "goods", "directives")

#: The seven questions that a reader brings, with the chapter that answers each.
QUESTIONS: dict[str, str] = {
    "cadence": "Who met whom, when, where, how often, and in what rhythm?",
    "ordinals": "Which numbers are reported, which are inferred, and which clash?",
    "principles": "Which principles recur, at which meetings, in whose mouth and in which words?",
    "offers": "What does Việt Nam offer, ask and set as conditions, and which goods are named?",
    "instructions": "Who was told to do what, and by when?",
    "outlets": "Do several outlets report the same meeting, and how do they word it?",
    "trust": "How far can all this be trusted, and what can the articles not show?",
}

def read_tables(book: Project) -> dict[str, pd.DataFrame]:
    """The tables that findings are made of."""
    return {name: book.table(name) for name in NAMES}


def find_all(tables: Tables) -> list[Finding]:
    """Every finding that these tables hold, in the order of the questions."""
    makers = (
        find_rhythm, find_outcome, find_numbers, find_formula, find_offers, find_us, find_instructions, find_last, find_outlets, find_trust,
    )  # fmt: skip
    return [finding for make in makers if (finding := make(tables))]
