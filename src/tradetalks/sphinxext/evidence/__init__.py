"""Evidence one click away: `ev:` links, in prose, tables, captions and drawings, become notes with their quotations.

A page that has such links ends with a section of numbered notes, one for each set of rows that is cited. A note holds
every quotation with its source, what was found in it and by which rule, and two links: to its place in the evidence
chapter, and to the sentence on the original page. A page quotes a sentence once, with all that it cites of it: notes
that rest on it too name it and lead there, and `evidence.js` shows it with them. A link to one sentence leads straight
to its place in the chapter, any other to its note; `evidence.js` shows the note of either beside the link.

Articles are data: their text comes from the JSON files that `tradetalks.evidence_pages` has staged, and goes into the
pages as text nodes.
"""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from tradetalks.evidence import SCHEME

from .addresses import EvidenceDomain, ResolveEvidence, rewrite_chapter
from .chapter import EvidenceArticle, EvidenceArticles, EvidenceKey
from .nodes import add_nodes
from .notes import CollectEvidence


def accept_links(app: Sphinx, config: Any) -> None:
    """Let the Markdown parser pass `ev:` links on."""
    config.myst_url_schemes = [*(config.myst_url_schemes or ("http", "https", "mailto", "ftp")), SCHEME]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    add_nodes(app)
    app.add_domain(EvidenceDomain)
    app.add_directive("evidence-article", EvidenceArticle)
    app.add_directive("evidence-articles", EvidenceArticles)
    app.add_directive("evidence-key", EvidenceKey)
    app.add_transform(CollectEvidence)
    app.add_post_transform(ResolveEvidence)
    app.connect("config-inited", accept_links)
    app.connect("env-updated", rewrite_chapter)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
