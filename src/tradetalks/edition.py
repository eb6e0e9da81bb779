"""Which state of the book it is: its version, and a fingerprint of the articles it was made from.

How an edition is frozen, see `tradetalks.freeze`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tradetalks import __version__
from tradetalks.project import Project
from tradetalks.staging import Page

#: Where a staged book says which edition it is.
STAGED = "edition.json"

_SHOWN = 8  # digits of the fingerprint in a name


@dataclass(frozen=True)
class Edition:
    """An edition: the version of the code and text, the SHA-256 of the collection, and how many articles that has."""

    version: str
    corpus: str
    articles: int

    @property
    def name(self) -> str:
        """How the edition is called: `0.1.0+5a8c0b7c`."""
        return f"{self.version}+{self.corpus[:_SHOWN]}"


def find_edition(place: Project) -> Edition:
    """The edition that the tables of a project make. Raises InputError when there is no table of articles."""
    rows = place.table("articles").to_dict(orient="records")
    return Edition(__version__, hash_corpus(rows), len(rows))


def hash_corpus(articles: Iterable[Mapping[str, Any]]) -> str:
    """One SHA-256 over the names and contents of the articles; their order does not matter."""
    lines = sorted(f"{row['article_id']}\t{row['sha256'] or ''}\n" for row in articles)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def make_edition(place: Project) -> list[Page]:
    """The file by which the staged book says which edition it is."""
    edition = find_edition(place)
    known = {"version": edition.version, "corpus": edition.corpus, "articles": edition.articles}
    return [Page(STAGED, json.dumps(known) + "\n")]


def read_staged(source: Path) -> Edition:
    """The edition of a staged book."""
    return Edition(**json.loads((source / STAGED).read_text(encoding="utf-8")))
