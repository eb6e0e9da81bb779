"""Where links lead once all pages are read, and which pages use a sentence: known only when pages are written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from .nodes import evidence_link, sentence_uses

_NOTED_LINK = re.compile(r'<a data-note="(\d+)"')


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


#: A sentence that more pages than these use has them folded away: the list would be longer than the sentence.
FEW_USES = 3


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
        if links <= FEW_USES:
            return [line] if links else []
        line[0] = nodes.Text("")
        folded = f'<details class="evidence-uses"><summary>Used on {links} pages</summary>'
        return [nodes.raw("", folded, format="html"), line, nodes.raw("", "</details>", format="html")]


def rewrite_chapter(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages of the chapter, to be written again: another page may use their sentences now."""
    return [name for name in env.found_docs if name.startswith("evidence/")]
