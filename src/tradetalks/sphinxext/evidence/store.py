"""What has been staged as evidence, and what a set of ids stands for in it: articles, sentences, findings, events."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from sphinx.environment import BuildEnvironment

from tradetalks.evidence import find_article

Found = dict[str, Any]


class Store:
    """The staged evidence of a build. What a page takes from it, the page depends on."""

    def __init__(self, env: BuildEnvironment) -> None:
        self.env = env
        self.folder = Path(env.srcdir, "evidence")

    def index(self) -> Any:
        """Where everything is; empty where the book has no evidence."""
        return self._load("index") or {"articles": {}, "events": {}}

    def article(self, article_id: str) -> Any | None:
        """All that is known of an article; None where there is no such article."""
        name = self.index()["articles"].get(article_id)
        if name is None:
            return None
        self.env.note_dependency(str(self.folder / f"{name}.json"))
        return self._load(name)

    def event(self, event_id: str) -> Any | None:
        """The mentions of an event; None where there is no such event."""
        event = self.index()["events"].get(event_id)
        if event is not None:
            self.env.note_dependency(str(self.folder / "index.json"))
        return event

    def _load(self, name: str) -> Any | None:
        path = self.folder / f"{name}.json"
        return _read(path, path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(maxsize=2000)
def _read(path: Path, changed: int) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


# ---- from ids to sentences


class Cited:
    """What a set of ids stands for: articles as a whole, and sentences with the findings that are cited in each."""

    def __init__(self) -> None:
        self.articles: list[Any] = []
        self.sentences: dict[str, dict[str, list[str]]] = {}
        self.of: dict[str, Any] = {}
        self.events: dict[str, str] = {}
        self.remarks: list[str] = []
        self.unknown: list[str] = []

    def list_articles(self) -> list[Any]:
        """Every article that is cited, as a whole or in a sentence."""
        return [*self.articles, *self.of.values()]

    def places(self) -> list[tuple[Any, Any, list[str]]]:
        """Article, sentence and cited findings, article by article, sentences in their order."""
        return [
            (self.of[article_id], sentence, some[sentence["id"]])
            for article_id, some in self.sentences.items()
            for sentence in self.of[article_id]["sentences"]
            if sentence["id"] in some
        ]


def look_up(store: Store, ids: Sequence[str]) -> Cited:
    """What these ids stand for."""
    cited = Cited()
    for name in ids:
        _look_up(store, name, cited)
    return cited


def _look_up(store: Store, name: str, cited: Cited) -> None:
    if (article := store.article(name)) is not None:
        cited.articles.append(article)
        return
    article = store.article(find_article(name))
    if article is not None and _add(article, name, cited):
        return
    event = store.event(name)
    if event is None:
        cited.unknown.append(name)
        return
    cited.events[name] = event["name"]
    for mention in event["mentions"]:
        _look_up(store, mention, cited)
    if event["about"] and event["about"] not in cited.remarks:
        cited.remarks.append(event["about"])


def _add(article: Any, name: str, cited: Cited) -> bool:
    """Add a sentence, or the sentences that a finding stands in; False where the article has no such row."""
    finding = article["findings"].get(name)
    chosen = [
        sentence
        for sentence in article["sentences"]
        if (overlap(finding, sentence) if finding else sentence["id"] == name)
    ]
    for sentence in chosen:
        cited.of[article["article_id"]] = article
        some = cited.sentences.setdefault(article["article_id"], {}).setdefault(sentence["id"], [])
        if finding and name not in some:
            some.append(name)
    if finding and chosen and finding.get("number"):
        cited.sentences[article["article_id"]].setdefault(finding["number"], [])  # the sentence that prints an event's number
    return bool(chosen)


def overlap(one: Found, other: Found) -> bool:
    """Do these share a character of their article?"""
    return one["start"] < other["end"] and other["start"] < one["end"]
