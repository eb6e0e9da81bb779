"""The directives of the evidence chapter: the page of an article, the list of articles, the key to the signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive

from tradetalks import prose
from tradetalks.evidence import link_original, name_sentence

from .nodes import SHAPES, TYPES, sentence_uses
from .quotations import link_chapter, list_findings, mark_sentence, name_source, number_sentence
from .store import Store, overlap


class EvidenceArticle(Directive):
    """The page of one article: its sentences that gave something, numbered, marked, with what they gave."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        env = self.state.document.settings.env
        store = Store(env)
        ids = [article_id for article_id, name in store.index()["articles"].items() if name == self.arguments[0]]
        article = store.article(ids[0]) if ids else None
        if article is None:
            raise self.error(f"there is no evidence of {self.arguments[0]!r}")
        return [*describe_article(article), *list_sentences(article)]


def describe_article(article: Any) -> list[nodes.Node]:
    """The head of an article's page: what it is, where it was published, what it gave."""
    told = nodes.paragraph("", f"{article['outlet']}, {article['date'] or 'day of publication not told'}", classes=["evidence-source"])
    if article["title"]:
        told += [nodes.Text(": "), nodes.inline("", f"“{article['title']}”", classes=[f"language-{article['language']}"])]
    told += nodes.Text(f". Credited to {article['agency']}." if article["agency"] else ".")
    address = link_original(article["url"])
    if address:
        told += [nodes.Text(" "), nodes.reference("", "The original page", refuri=address, internal=False), nodes.Text(".")]
    quoted = sum(sentence["quoted"] for sentence in article["sentences"])
    whole = len(article["sentences"])
    if not article["on_topic"]:
        extent = "The article does not report on the talks; nothing is coded in it."
    elif article["free"]:
        extent = "Its licence allows the whole text to be shown."
    else:
        extent = (
            f"{prose.start_sentence(prose.share(quoted, whole, 'sentence'))} "
            f"{prose.agree(quoted, 'is', 'are')} quoted here because something was found in "
            f"{prose.agree(quoted, 'it', 'them')}; of the others only the number is shown."
            if whole
            else "It has no sentences."
        )
    return [told, nodes.paragraph("", extent)]


def list_sentences(article: Any) -> list[nodes.Node]:
    """The sentences in order, those that are not quoted counted between the others; all of them can be linked to."""
    shown: list[nodes.Node] = []
    gap: list[Any] = []
    for sentence in article["sentences"]:
        if sentence["quoted"]:
            shown += _close_gap(article, gap)
            shown.append(build_sentence(article, sentence))
            gap = []
        else:
            gap.append(sentence)
    return [*shown, *_close_gap(article, gap)]


def _close_gap(article: Any, gap: Sequence[Any]) -> list[nodes.Node]:
    if not gap:
        return []
    anchors = [nodes.inline("", "", ids=[name_sentence(article["name"], sentence["id"])]) for sentence in gap]
    told = f"[{len(gap)} {prose.plural('sentence', len(gap))}]"
    uses = [sentence_uses(article=article["article_id"], sentence=sentence["id"]) for sentence in gap]
    return [nodes.container("", nodes.paragraph("", "", *anchors, nodes.Text(told)), *uses, is_div=True, classes=["evidence-gap"])]


def build_sentence(article: Any, sentence: Any) -> nodes.container:
    """One sentence of the chapter: its number, its words, what it gave, where the book uses it."""
    anchor = name_sentence(article["name"], sentence["id"])
    findings = [found for found in article["findings"].values() if overlap(found, sentence)]
    findings.sort(key=lambda found: (found["start"], -found["end"]))
    block = nodes.container(is_div=True, ids=[anchor], classes=["evidence-sentence"])
    head = nodes.paragraph("", "", classes=["evidence-number"])
    head += nodes.reference("", f"Sentence {number_sentence(sentence)}", refid=anchor, internal=True)
    address = link_original(article["url"], sentence["text"])
    if address:
        head += [nodes.Text(" · "), nodes.reference("", "on the original page", refuri=address, internal=False)]
    block += head
    block += mark_sentence(article, sentence, findings)
    if findings:
        block += list_findings(article, sentence, findings)
    block += sentence_uses(article=article["article_id"], sentence=sentence["id"])
    return block


class EvidenceArticles(Directive):
    """The list of all articles with the number of sentences that gave something, each linked to its page."""

    def run(self) -> list[nodes.Node]:
        store = Store(self.state.document.settings.env)
        self.state.document.settings.env.note_dependency(str(store.folder / "index.json"))
        listed = nodes.bullet_list(classes=["evidence-articles"])
        for article_id in store.index()["articles"]:
            article = store.article(article_id)
            quoted = sum(sentence["quoted"] for sentence in article["sentences"])
            line = nodes.paragraph("", "")
            line += link_chapter(article, f"evidence-{article['name']}", article["key"])
            title = f", “{article['title']}”" if article["title"] else ""
            line += nodes.Text(f": {name_source(article)}{title}; {prose.count('sentence', quoted)} quoted")
            listed += nodes.list_item("", line)
        return [listed if len(listed) else nodes.paragraph("", "There are no articles.")]


class EvidenceKey(Directive):
    """What the signs stand for."""

    def run(self) -> list[nodes.Node]:
        listed = nodes.bullet_list(classes=["evidence-findings", "evidence-key"])
        for kind, shape in SHAPES.items():
            sign = nodes.inline("", shape, classes=["evidence-sign", f"is-{kind}"])
            listed += nodes.list_item("", nodes.paragraph("", "", sign, nodes.Text(f" {TYPES[kind]}")))
        return [listed]
