"""Evidence one click away: `ev:` links, in prose, tables, captions and drawings, become notes with their quotations.

A page that has such links ends with a section of numbered notes, one for each set of rows that is cited. A note holds
every quotation with its source, what was found in it and by which rule, and two links: to its place in the evidence
chapter, and to the sentence on the original page. A page quotes a sentence once, with all that it cites of it: notes
that rest on it too name it and lead there, and `evidence.js` shows it with them. A link to one sentence leads straight to its place in the chapter,
any other to its note; `evidence.js` shows the note of either beside the link.

Articles are data: their text comes from the JSON files that `tradetalks.evidence_pages` has staged, and goes into the
pages as text nodes.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.writers.html5 import HTML5Translator

from tradetalks import prose
from tradetalks.evidence import SCHEME, find_article, link_original, name_dossier, name_sentence, read_link, slugify

LOGGER = logging.getLogger(__name__)

#: A note on more sentences than this names their places in the evidence chapter instead of quoting them.
LONGEST_NOTE = 40

#: A note on more events than this does not name their dossiers.
MOST_DOSSIERS = 8

#: The id of the section of notes.
NOTES = "evidence-notes"

#: What stands for each type of finding, besides its colour: shape and word.
SHAPES = {"event": "●", "principle": "◆", "measure": "■", "good": "▲", "directive": "▶"}
TYPES = {
    "event": "event",
    "principle": "principle",
    "measure": "measure",
    "good": "good named for purchase",
    "directive": "instruction",
}

_DRAWING_LINK = re.compile(rf'<a xlink:href="({SCHEME}:[^"]*)"( target="_blank")?')
_NOTED_LINK = re.compile(r'<a data-note="(\d+)"')

Found = dict[str, Any]


# ---- nodes


class evidence_link(nodes.reference):  # noqa: N801  (docutils finds the writer's method by this name)
    """A link with evidence: `note` is its number, `place` the page and anchor if it leads to the evidence chapter.

    One with a `label` leads to where that stands, and is mere text in a book without it.
    """


class quotation(nodes.block_quote):
    """A sentence of an article: `article`, `start`, `end` say which."""


class span(nodes.inline):
    """Marked words of a quotation: `start`, `end`, `types` of the findings, `signs` of those that begin here."""


class sentence_uses(nodes.General, nodes.Element):
    """Where the pages that use a sentence will be named: `article`, `sentence`."""


def visit_evidence_link(translator: HTML5Translator, node: evidence_link) -> None:
    """Open a link that says which note it has."""
    more = {"data-note": str(node["note"])} if node.get("note") else {}
    if node.get("own") is not None:
        more["data-own"] = node["own"]
    translator.body.append(translator.starttag(node, "a", "", CLASS="evidence", href=node["refuri"], **more))


def depart_evidence_link(translator: HTML5Translator, node: evidence_link) -> None:
    translator.body.append("</a>")


def visit_quotation(translator: HTML5Translator, node: quotation) -> None:
    """Open a quotation that says which characters of which article it is."""
    place = {"data-article": node["article"], "data-start": str(node["start"]), "data-end": str(node["end"])}
    if node.get("own"):
        place["data-own"] = node["own"]
    translator.body.append(translator.starttag(node, "blockquote", "", CLASS="quotation", lang=node["language"], **place))


def depart_quotation(translator: HTML5Translator, node: quotation) -> None:
    translator.body.append("</blockquote>\n")


def visit_span(translator: HTML5Translator, node: span) -> None:
    """Open marked words; the signs of what begins here are the style sheet's, so that they are not copied with them."""
    place = {"data-start": str(node["start"]), "data-end": str(node["end"])}
    if node["signs"]:
        place["data-signs"] = node["signs"]
    classes = " ".join(f"is-{kind}" for kind in node["types"])
    translator.body.append(translator.starttag(node, "mark", "", CLASS=classes, **place))


def depart_span(translator: HTML5Translator, node: span) -> None:
    translator.body.append("</mark>")


# ---- what has been staged


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


class EvidenceDomain(Domain):
    """Remembers which page uses which sentence, and in which note first."""

    name = "evidence"
    label = "Evidence"
    initial_data: dict[str, dict] = {"uses": {}}
    data_version = 1

    def note(self, docname: str, article_id: str, sentence_id: str, number: int) -> None:
        self.data["uses"].setdefault(docname, {}).setdefault((article_id, sentence_id), number)

    def clear_doc(self, docname: str) -> None:
        self.data["uses"].pop(docname, None)

    def merge_domaindata(self, docnames: Iterable[str], otherdata: dict) -> None:
        self.data["uses"].update({name: otherdata["uses"][name] for name in docnames if name in otherdata["uses"]})

    def get_objects(self) -> Iterator:
        return iter(())


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
        if (_overlap(finding, sentence) if finding else sentence["id"] == name)
    ]
    for sentence in chosen:
        cited.of[article["article_id"]] = article
        some = cited.sentences.setdefault(article["article_id"], {}).setdefault(sentence["id"], [])
        if finding and name not in some:
            some.append(name)
    return bool(chosen)


def _overlap(one: Found, other: Found) -> bool:
    return one["start"] < other["end"] and other["start"] < one["end"]


# ---- reading pages


class CollectEvidence(SphinxTransform):
    """Numbers the evidence that a page cites, and adds its notes to the end of the page."""

    default_priority = 400  # after sections have got their labels

    def apply(self, **kwargs) -> None:
        self.notes: dict[tuple[str, ...], tuple[int, Cited, list[str]]] = {}
        self.first: dict[int, str] = {}
        for node in list(self.document.findall(_has_evidence)):
            if isinstance(node, nodes.raw):
                text = _DRAWING_LINK.sub(self._number_drawing, node.astext())
                node.children[:] = [nodes.Text(text)]
                node.rawsource = text
            else:
                self._number_link(node)
        if self.notes:
            self._write_notes()

    def _number_link(self, node: nodes.reference) -> None:
        number, cited = self._note(read_link(html.unescape(node["refuri"])), node.astext(), node)
        link = evidence_link("", "", *node.children, refuri=f"#evidence-{number}", note=number, place=_place(cited))
        if number not in self.first:
            self.first[number] = f"evidence-{number}-at"
            link["ids"].append(self.first[number])
        node.replace_self(link)

    def _number_drawing(self, found: re.Match) -> str:
        number, cited = self._note(read_link(html.unescape(found[1])), "", None)
        place = _place(cited)
        shown = f' data-place="{html.escape("#".join(place))}"' if place else ""
        count = len(cited.places()) or len(cited.articles)
        what = "sentence" if cited.sentences or not cited.articles else "article"
        told = html.escape(f"Evidence: {prose.count(what, count)}")
        return f'<a data-note="{number}"{shown} class="evidence" aria-label="{told}" xlink:href="#evidence-{number}"'

    def _note(self, ids: tuple[str, ...], claim: str, where: nodes.Node | None) -> tuple[int, Cited]:
        if ids not in self.notes:
            cited = look_up(Store(self.env), ids)
            if cited.unknown or not ids:
                told = ", ".join(cited.unknown) or "nothing"
                LOGGER.warning("evidence is cited that there is not: %s", told, location=where or self.env.docname)
            self.notes[ids] = (len(self.notes) + 1, cited, [])
            for article, sentence, _ in cited.places():
                domain = self.env.get_domain("evidence")
                domain.note(self.env.docname, article["article_id"], sentence["id"], self.notes[ids][0])
        number, cited, claims = self.notes[ids]
        claim = " ".join(claim.split())
        if claim and claim not in claims:
            claims.append(claim)
        return number, cited

    def _write_notes(self) -> None:
        section = nodes.section(ids=[NOTES], classes=["evidence-notes"])
        section += nodes.title("", "Evidence")
        lead = "What the linked words, cells and marks of this page rest on, in the order in which they first stand."
        section += nodes.paragraph("", lead)
        listed = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        told = gather_findings(cited for _, cited, _ in self.notes.values())
        quoted: dict[str, int] = {}
        for number, cited, claims in self.notes.values():
            listed += build_note(number, cited, claims, self.first.get(number), told, quoted)
        section += listed
        top = next(self.document.findall(nodes.section), self.document)
        top += section


def _has_evidence(node: nodes.Node) -> bool:
    if isinstance(node, nodes.raw):
        return bool(node.get("drawing")) and f'"{SCHEME}:' in node.astext()
    return isinstance(node, nodes.reference) and node.get("refuri", "").startswith(f"{SCHEME}:")


def _place(cited: Cited) -> tuple[str, ...]:
    """Page and anchor of the one sentence or article that is cited; empty where it is not one."""
    places = cited.places()
    if len(places) == 1 and not cited.articles:
        article, sentence, _ = places[0]
        return (f"evidence/{article['name']}", name_sentence(article["name"], sentence["id"]))
    if len(cited.articles) == 1 and not places:
        return (f"evidence/{cited.articles[0]['name']}", f"evidence-{cited.articles[0]['name']}")
    return ()


def gather_findings(notes: Iterable[Cited]) -> dict[str, list[str]]:
    """All findings that a page quotes of each sentence, in the order in which they stand in it."""
    told: dict[str, list[str]] = {}
    for cited in notes:
        places = cited.places()
        for article, sentence, names in places if len(places) <= LONGEST_NOTE else ():
            known = {*told.get(sentence["id"], ()), *names}
            told[sentence["id"]] = sorted(known, key=lambda name: _order(article["findings"][name], name))
    return told


def _order(found: Found, name: str) -> tuple:
    return found["start"], -found["end"], name


def build_note(
    number: int, cited: Cited, claims: Sequence[str], back: str | None, told: dict[str, list[str]], quoted: dict[str, int]
) -> nodes.list_item:
    """One note: what it is said of, then every quotation; of very many sentences their places only.

    `told` are the findings that the page cites of each sentence, `quoted` the notes that quote one already; this note
    is added for those that it is the first to quote.
    """
    item = nodes.list_item(ids=[f"evidence-{number}"])
    said = "; ".join(map(quote_claim, claims[:3])) + ("; …" if len(claims) > 3 else "")
    head = nodes.paragraph(classes=["evidence-claim"])
    if back:
        head += nodes.reference("", said or "Back", refid=back, internal=True)
    else:
        head += nodes.Text(said or "A mark in a chart")
    item += head
    item += [nodes.paragraph("", remark, classes=["evidence-remark"]) for remark in cited.remarks]
    item += list_dossiers(cited.events)
    item += [_build_article(article) for article in cited.articles]
    places = cited.places()
    if len(places) > LONGEST_NOTE:
        item += _build_places(places)
    else:
        for article, sentence, names in places:
            own = " ".join(_sign(told[sentence["id"]].index(name) + 1, article["findings"][name]) for name in names)
            if sentence["id"] in quoted:
                item += _point(article, sentence, own, quoted[sentence["id"]])
                continue
            show = sentence["quoted"]
            block = build_quotation(article, sentence, told[sentence["id"]], show=show, own=own)
            if show:
                quoted[sentence["id"]] = number
                block["ids"].append(_name_quotation(article, sentence))
            item += block
    return item


def quote_claim(claim: str) -> str:
    """Words of the book in quotation marks; what is a quotation already keeps its own."""
    if claim.startswith("“") and claim.endswith("”") and "“" not in claim[1:]:
        return claim
    return f"“{claim.replace('“', '‘').replace('”', '’')}”"


def _name_quotation(article: Any, sentence: Any) -> str:
    return f"quoted-{name_sentence(article['name'], sentence['id'])}"


def _point(article: Any, sentence: Any, own: str, number: int) -> nodes.paragraph:
    """The line that stands for a sentence that an earlier note quotes."""
    line = nodes.paragraph("", f"{_name_source(article)}, ", classes=["evidence-source"])
    line += _link_chapter(article, name_sentence(article["name"], sentence["id"]), f"sentence {_number(sentence)}")
    line += nodes.Text(f" ({own}), " if own else ", ")
    line += evidence_link(
        "", f"quoted in note {number}", refuri=f"#{_name_quotation(article, sentence)}", note=None, place=(), own=own
    )
    return line


def list_dossiers(events: Mapping[str, str]) -> list[nodes.paragraph]:
    """The way to all that is known of the cited events; of very many events none."""
    if not 0 < len(events) <= MOST_DOSSIERS:
        return []
    line = nodes.paragraph("", "All that is told of ", classes=["evidence-source"])
    for number, (event_id, name) in enumerate(events.items()):
        line += nodes.Text("" if not number else " and " if number == len(events) - 1 else ", ")
        line += _link_label(name_dossier(event_id), name)
    return [line]


def _link_label(label: str, text: str) -> evidence_link:
    return evidence_link("", text, refuri="", note=None, place=(), label=label)


def _build_article(article: Any) -> nodes.paragraph:
    told = f"{_name_source(article)}: " if article["title"] else _name_source(article)
    line = nodes.paragraph("", told, classes=["evidence-source"])
    if article["title"]:
        line += nodes.inline("", f"“{article['title']}”", classes=[f"language-{article['language']}"])
    line += nodes.Text(". ")
    line += _link_chapter(article, f"evidence-{article['name']}", "All that was found in it")
    return _with_original(line, article, "")


def _build_places(places: Sequence[tuple[Any, Any, list[str]]]) -> list[nodes.paragraph]:
    lines: dict[str, nodes.paragraph] = {}
    for article, sentence, _ in places:
        line = lines.get(article["article_id"])
        if line is None:
            line = nodes.paragraph("", f"{_name_source(article)}: ", classes=["evidence-source"])
            lines[article["article_id"]] = line
        else:
            line += nodes.Text(", ")
        line += _link_chapter(article, name_sentence(article["name"], sentence["id"]), f"sentence {_number(sentence)}")
    return list(lines.values())


def build_quotation(
    article: Any, sentence: Any, names: Sequence[str], *, show: bool = True, own: str = ""
) -> nodes.container:
    """A sentence with the cited findings marked and told, and the way to its places here and on the original page.

    `own` are the signs of the findings that the note itself rests on, where others stand beside them.
    """
    block = nodes.container(is_div=True, classes=["evidence-quotation"])
    findings = [article["findings"][name] for name in names]
    if show:
        block += mark_sentence(article, sentence, findings)
        block[0]["own"] = own
    anchor = name_sentence(article["name"], sentence["id"])
    source = nodes.paragraph("", f"{_name_source(article)}, ", classes=["evidence-source"])
    source += _link_chapter(article, anchor, f"sentence {_number(sentence)}")
    if not show:
        source += nodes.Text(", in which nothing was found and which is not quoted here")
    block += _with_original(source, article, sentence["text"] if show else "")
    if findings:
        block += list_findings(article, sentence, findings)
    return block


def mark_sentence(article: Any, sentence: Any, findings: Sequence[Found]) -> quotation:
    """The sentence as it stands in the article, cut where findings begin and end, their words marked."""
    start, end = sentence["start"], sentence["end"]
    inner = [(max(found["start"], start), min(found["end"], end), found) for found in findings]
    cuts = sorted({start, end, *(cut for first, last, _ in inner for cut in (first, last) if start <= cut <= end)})
    line = nodes.paragraph()
    for first, last in zip(cuts, cuts[1:], strict=False):
        words = sentence["text"][first - start : last - start]
        covering = [found for one, two, found in inner if one <= first and last <= two]
        if covering:
            signs = " ".join(_sign(number, found) for number, (one, _, found) in enumerate(inner, 1) if one == first)
            types = sorted({found["type"] for found in covering})
            line += span("", words, start=first, end=last, types=types, signs=signs)
        else:
            line += nodes.Text(words)
    return quotation("", line, article=article["article_id"], start=start, end=end, language=article["language"])


def list_findings(article: Any, sentence: Any, findings: Sequence[Found]) -> nodes.bullet_list:
    """What was found in a sentence, each with the sign that marks its words."""
    listed = nodes.bullet_list(classes=["evidence-findings"])
    for number, found in enumerate(findings, 1):
        sign = nodes.inline("", _sign(number, found), classes=["evidence-sign", f"is-{found['type']}"])
        label = _link_label(f"code-{slugify(found['code'])}", found["label"]) if found.get("code") else nodes.Text(found["label"])
        line = nodes.paragraph("", "", sign, nodes.Text(" "), nodes.strong("", "", label))
        about = found["about"] + (f"; {found['event_about']}" if found.get("event_about") else "")
        line += nodes.Text(f": {about}")
        if found.get("event"):
            line += [nodes.Text("; "), _link_label(name_dossier(found["event"]), "all that is told of it")]
        listed += nodes.list_item("", line)
    return listed


def _sign(number: int, found: Found) -> str:
    return f"{SHAPES[found['type']]}{number}"


def _name_source(article: Any) -> str:
    return f"{article['outlet']}, {article['date'] or 'day of publication not told'}"


def _number(sentence: Any) -> str:
    return str(int(re.search(r"\d+$", sentence["id"])[0]))


def _link_chapter(article: Any, anchor: str, text: str) -> evidence_link:
    return evidence_link("", text, refuri="", note=None, place=(f"evidence/{article['name']}", anchor))


def _with_original(line: nodes.paragraph, article: Any, text: str) -> nodes.paragraph:
    address = link_original(article["url"], text)
    if address:
        line += nodes.Text("; " if text else ". ")
        line += nodes.reference("", "on the original page" if text else "The original page", refuri=address, internal=False)
    return line


# ---- the evidence chapter


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
    told = nodes.paragraph("", f"{_name_source(article)}", classes=["evidence-source"])
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
    findings = [found for found in article["findings"].values() if _overlap(found, sentence)]
    findings.sort(key=lambda found: (found["start"], -found["end"]))
    block = nodes.container(is_div=True, ids=[anchor], classes=["evidence-sentence"])
    head = nodes.paragraph("", "", classes=["evidence-number"])
    head += nodes.reference("", f"Sentence {_number(sentence)}", refid=anchor, internal=True)
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
            line += _link_chapter(article, f"evidence-{article['name']}", article["key"])
            title = f", “{article['title']}”" if article["title"] else ""
            line += nodes.Text(f": {_name_source(article)}{title}; {prose.count('sentence', quoted)} quoted")
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


# ---- writing pages


class ResolveEvidence(SphinxPostTransform):
    """Gives the links their addresses as seen from their page, and the chapter's sentences the pages that use them."""

    default_priority = 15
    formats = ("html",)

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(evidence_link)):
            if node["place"]:
                node["refuri"] = self._address(*node["place"])
            elif node.get("label"):
                self._find_label(node)
        for node in list(self.document.findall(nodes.raw)):
            if node.get("drawing") and _NOTED_LINK.search(node.astext()):
                text = re.sub(r' data-place="([^"#]*)#([^"]*)"([^>]*?xlink:href=")[^"]*"', self._place_drawing, node.astext())
                node.children[:] = [nodes.Text(text)]
        for node in list(self.document.findall(sentence_uses)):
            node.replace_self(self._name_uses(node["article"], node["sentence"]))

    def _find_label(self, node: evidence_link) -> None:
        known = self.env.domains["std"].anonlabels
        if node["label"] in known:
            page, identifier, *_ = known[node["label"]]
            node["refuri"] = self._address(page, identifier)
        else:
            node.replace_self(node.children)

    def _address(self, page: str, anchor: str) -> str:
        here = self.env.docname
        return f"#{anchor}" if page == here else f"{self.app.builder.get_relative_uri(here, page)}#{anchor}"

    def _place_drawing(self, found: re.Match) -> str:
        page, anchor = html.unescape(found[1]), html.unescape(found[2])
        return f'{found[3]}{html.escape(self._address(page, anchor))}"'

    def _name_uses(self, article_id: str, sentence_id: str) -> list[nodes.Node]:
        uses = self.env.get_domain("evidence").data["uses"]
        line = nodes.paragraph("", "Used on: ", classes=["evidence-uses"])
        links = 0
        for docname in sorted(uses):
            number = uses.get(docname, {}).get((article_id, sentence_id))
            if number is not None and docname != self.env.docname and docname in self.env.titles:
                if links:
                    line += nodes.Text(", ")
                title = self.env.titles[docname].astext()
                line += evidence_link("", title, refuri=self._address(docname, f"evidence-{number}"), note=None, place=())
                links += 1
        return [line] if links else []


def rewrite_chapter(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages of the chapter, to be written again: another page may use their sentences now."""
    return [name for name in env.found_docs if name.startswith("evidence/")]


def accept_links(app: Sphinx, config: Any) -> None:
    """Let the Markdown parser pass `ev:` links on."""
    config.myst_url_schemes = [*(config.myst_url_schemes or ("http", "https", "mailto", "ftp")), SCHEME]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    skip = (lambda translator, node: None, lambda translator, node: None)
    app.add_node(evidence_link, html=(visit_evidence_link, depart_evidence_link), latex=skip, text=skip)
    app.add_node(quotation, html=(visit_quotation, depart_quotation), latex=skip, text=skip)
    app.add_node(span, html=(visit_span, depart_span), latex=skip, text=skip)
    app.add_node(sentence_uses, html=skip, latex=skip, text=skip)
    app.add_domain(EvidenceDomain)
    app.add_directive("evidence-article", EvidenceArticle)
    app.add_directive("evidence-articles", EvidenceArticles)
    app.add_directive("evidence-key", EvidenceKey)
    app.add_transform(CollectEvidence)
    app.add_post_transform(ResolveEvidence)
    app.connect("config-inited", accept_links)
    app.connect("env-updated", rewrite_chapter)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
