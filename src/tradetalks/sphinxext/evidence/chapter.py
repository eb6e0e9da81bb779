"""The directives of the evidence chapter: the page of an article, the list of articles, the key to the signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive

from tradetalks import prose, repeats
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
    if not article["on_topic"]:
        extent = "The article does not report on the talks; nothing is coded in it."
    elif article["free"]:
        extent = "Its licence allows the whole text to be shown."
    else:
        extent = tell_extent(article["sentences"])
    return [told, nodes.paragraph("", extent)]


#: What a piece of an article is called that is no sentence of its body, by its role.
PIECES = {**repeats.APART, "margin": "credit"}


def tell_extent(sentences: Sequence[Any]) -> str:
    """How much of an article is quoted: sentences of its body, headlines and captions apart, and what of the rest is shown."""
    if not sentences:
        return "It has no sentences."
    quoted, rest = ([one for one in sentences if one["quoted"] is shown] for shown in (True, False))
    if not quoted:
        return f"Nothing was found in its {_count_pieces(sentences)}; only the number is shown."
    body, whole = (sum(one["role"] not in PIECES for one in some) for some in (quoted, sentences))
    told = prose.join_list([*([prose.share(body, whole, "sentence")] if body else []), *_list_pieces(quoted)])
    n = len(quoted)
    others = [f"the {'other ' if body else ''}{prose.plural('sentence', whole - body)}"] if body < whole else []
    left = prose.join_list([*others, *_list_pieces(rest)])
    more = f"; of {left} only the number is shown" if left else ""
    return f"{prose.start_sentence(told)} {prose.agree(n, 'is', 'are')} quoted here because something was found in {prose.agree(n, 'it', 'them')}{more}."


def _list_pieces(sentences: Sequence[Any]) -> list[str]:
    """`one headline`, `two credits`: the pieces that are no sentences of the body."""
    counted = ((noun, sum(one["role"] == role for one in sentences)) for role, noun in PIECES.items())
    return [prose.count(noun, n) for noun, n in counted if n]


def _count_pieces(sentences: Sequence[Any]) -> str:
    """`two sentences and one credit`."""
    body = sum(one["role"] not in PIECES for one in sentences)
    return prose.join_list([*([prose.count("sentence", body)] if body else []), *_list_pieces(sentences)])


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
    told = f"[{_count_pieces(gap)}]"
    uses = [sentence_uses(article=article["article_id"], sentence=sentence["id"]) for sentence in gap]
    return [nodes.container("", nodes.paragraph("", "", *anchors, nodes.Text(told)), *uses, is_div=True, classes=["evidence-gap"])]


def build_sentence(article: Any, sentence: Any) -> nodes.container:
    """One sentence of the chapter: its number, its words, what it gave, where the book uses it."""
    anchor = name_sentence(article["name"], sentence["id"])
    findings = [found for found in article["findings"].values() if overlap(found, sentence)]
    findings.sort(key=lambda found: (found["start"], -found["end"]))
    block = nodes.container(is_div=True, ids=[anchor], classes=["evidence-sentence"])
    head = nodes.paragraph("", "", classes=["evidence-number"])
    apart = repeats.APART.get(sentence["role"])
    named = f"{apart.capitalize()} (sentence {number_sentence(sentence)})" if apart else f"Sentence {number_sentence(sentence)}"
    head += nodes.reference("", named, refid=anchor, internal=True)
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
            quoted = _count_pieces([sentence for sentence in article["sentences"] if sentence["quoted"]]) or "nothing"
            line = nodes.paragraph("", "")
            line += link_chapter(article, f"evidence-{article['name']}", article["key"])
            title = f", “{article['title']}”" if article["title"] else ""
            line += nodes.Text(f": {name_source(article)}{title}; {quoted} quoted")
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
