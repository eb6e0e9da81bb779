"""The notes of a page: `ev:` links numbered as they are read, and a section at its end that quotes what they rest on."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from tradetalks import prose
from tradetalks.endnotes import ABOUT_NO_DAY
from tradetalks.evidence import SCHEME, name_dossier, name_sentence, read_link
from tradetalks.sphinxext.citing import TITLES, read_titles

from .claims import tell_claim, tell_drawing
from .nodes import evidence_link
from .quotations import WAY, build_quotation, link_chapter, link_label, name_source, number_sentence, sign_finding, with_original
from .store import Cited, Found, Store, look_up

LOGGER = logging.getLogger(__name__)

#: A note on more sentences than this names their places in the evidence chapter instead of quoting them.
LONGEST_NOTE = 40

#: A note on more events than this does not name their dossiers.
MOST_DOSSIERS = 8

#: The id of the section of notes.
NOTES = "evidence-notes"
_DRAWING_LINK = re.compile(rf'<a xlink:href="({SCHEME}:[^"]*)"( target="_blank")?')


class CollectEvidence(SphinxTransform):
    """Numbers the evidence that a page cites, and adds its notes to the end of the page."""

    default_priority = 400  # after sections have got their labels

    def apply(self, **kwargs) -> None:
        self.notes: dict[tuple[str, ...], tuple[int, Cited, list[str]]] = {}
        self.first: dict[int, str] = {}
        self.titles = read_titles(Path(self.env.srcdir))
        for node in list(self.document.findall(_has_evidence)):
            if isinstance(node, nodes.raw):
                self.env.note_dependency(TITLES)
                claim, place = tell_drawing(node, self.titles)
                text = _DRAWING_LINK.sub(lambda found, claim=claim, place=place: self._number_drawing(found, claim, place), node.astext())
                node.children[:] = [nodes.Text(text)]
                node.rawsource = text
            else:
                self._number_link(node)
        if self.notes:
            self._write_notes()

    def _number_link(self, node: nodes.reference) -> None:
        number, cited = self._note(read_link(html.unescape(node["refuri"])), tell_claim(node), node)
        link = evidence_link("", "", *node.children, refuri=f"#evidence-{number}", note=number, place=_place(cited))
        if number not in self.first:
            self.first[number] = f"evidence-{number}-at"
            link["ids"].append(self.first[number])
        node.replace_self(link)

    def _number_drawing(self, found: re.Match, claim: str, figure: str) -> str:
        number, cited = self._note(read_link(html.unescape(found[1])), claim, None)
        if figure:
            self.first.setdefault(number, figure)
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
        if claim not in claims:
            claims.append(claim)
        return number, cited

    def _write_notes(self) -> None:
        section = nodes.section(ids=[NOTES], classes=["evidence-notes"])
        section += nodes.title("", "Evidence")
        lead = "What the linked words, cells and marks of this page rest on, in the order in which they first stand."
        undated = any(not article["date"] for _, cited, _ in self.notes.values() for article in cited.list_articles())
        section += nodes.paragraph("", f"{lead} {ABOUT_NO_DAY}" if undated else lead)
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


# ---- one note


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
    said = "; ".join(claims[:3]) + ("; …" if len(claims) > 3 else "")
    item += nodes.paragraph("", "", nodes.reference("", said, refid=back, internal=True) if back else nodes.Text(said), classes=["evidence-claim"])
    item += [nodes.paragraph("", remark, classes=["evidence-remark"]) for remark in cited.remarks]
    item += list_dossiers(cited.events)
    item += [_build_article(article) for article in cited.articles]
    places = cited.places()
    if len(places) > LONGEST_NOTE:
        item += _build_places(places)
    else:
        for article, sentence, names in places:
            own = " ".join(sign_finding(told[sentence["id"]].index(name) + 1, article["findings"][name]) for name in names)
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


def _name_quotation(article: Any, sentence: Any) -> str:
    return f"quoted-{name_sentence(article['name'], sentence['id'])}"


def _point(article: Any, sentence: Any, own: str, number: int) -> nodes.paragraph:
    """The line that stands for a sentence that an earlier note quotes."""
    line = nodes.paragraph("", f"{name_source(article)}, ", classes=["evidence-source"])
    line += link_chapter(article, name_sentence(article["name"], sentence["id"]), f"sentence {number_sentence(sentence)}")
    link = evidence_link("", f"quoted in note {number}", refuri=f"#{_name_quotation(article, sentence)}", note=None, place=(), own=own)
    line += nodes.inline("", "", nodes.Text(f" ({own}), " if own else ", "), link, classes=[WAY])
    return line


def list_dossiers(events: Mapping[str, str]) -> list[nodes.paragraph]:
    """The way to all that is known of the cited events; of very many events none."""
    if not 0 < len(events) <= MOST_DOSSIERS:
        return []
    line = nodes.paragraph("", "All that is told of ", classes=["evidence-source", WAY])
    for number, (event_id, name) in enumerate(events.items()):
        line += nodes.Text("" if not number else " and " if number == len(events) - 1 else ", ")
        line += link_label(name_dossier(event_id), name)
    return [line]


def _build_article(article: Any) -> nodes.paragraph:
    told = f"{name_source(article)}: " if article["title"] else name_source(article)
    line = nodes.paragraph("", told, classes=["evidence-source"])
    if article["title"]:
        line += nodes.inline("", f"“{article['title']}”", classes=[f"language-{article['language']}"])
    link = link_chapter(article, f"evidence-{article['name']}", "All that was found in it")
    stop = " " if line.astext().endswith(".") else ". "
    line += nodes.inline("", "", nodes.Text(stop), link, classes=[WAY])
    return with_original(line, article, "")


def _build_places(places: Sequence[tuple[Any, Any, list[str]]]) -> list[nodes.paragraph]:
    lines: dict[str, nodes.paragraph] = {}
    for article, sentence, _ in places:
        line = lines.get(article["article_id"])
        if line is None:
            line = nodes.paragraph("", f"{name_source(article)}: ", classes=["evidence-source"])
            lines[article["article_id"]] = line
        else:
            line += nodes.Text(", ")
        line += link_chapter(article, name_sentence(article["name"], sentence["id"]), f"sentence {number_sentence(sentence)}")
    return list(lines.values())
