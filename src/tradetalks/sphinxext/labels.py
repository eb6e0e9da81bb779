"""Addresses that last: a labelled section is known by its label, links in drawings find what they name, and numbers are the chapters'."""

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)

_DRAWING_LINK = re.compile(r'<a xlink:href="#([^"]+)"( target="_blank")?')


class NameSections(SphinxTransform):
    """Makes the label of a section its only id: the one from its heading changes with the heading.

    Complains of a section without a label, which nobody could refer to for long.
    """

    default_priority = 300  # after docutils has given sections the names of the targets before them

    def apply(self, **kwargs) -> None:
        explicit = {
            identifier
            for name, identifier in self.document.nameids.items()
            if identifier and self.document.nametypes.get(name)
        }
        for section in self.document.findall(nodes.section):
            labels = [identifier for identifier in section["ids"] if identifier in explicit]
            if not labels:
                LOGGER.warning("section %r has no label", section[0].astext(), location=section)
            section["ids"] = labels or section["ids"]


class ResolveDrawingLinks(SphinxPostTransform):
    """Turns links to labels (`#label`) inside drawings into links to where these labels stand."""

    default_priority = 20
    formats = ("html",)

    def run(self, **kwargs) -> None:
        for drawing in list(self.document.findall(nodes.raw)):
            if drawing.get("drawing"):
                text = _DRAWING_LINK.sub(self._resolve, drawing.astext())
                drawing.replace_self(nodes.raw("", text, format="html"))

    def _resolve(self, link: re.Match) -> str:
        label = link[1]
        if label not in self.env.domains["std"].anonlabels:
            LOGGER.warning("a drawing links to %r, which is no label", label, location=self.env.docname)
            return link[0]
        page, identifier, *_ = self.env.domains["std"].anonlabels[label]
        address = self.app.builder.get_relative_uri(self.env.docname, page)
        return f'<a xlink:href="{"" if page == self.env.docname else address}#{identifier}"'


def drop_numbers(app: Sphinx, env: BuildEnvironment) -> None:
    """Let only chapters and the landing page number their figures and tables, in a book whose chapters are numbered.

    Of other pages there may be hundreds, and their tables would be numbered as if they were chapters.
    """
    if not any(env.toc_secnumbers.values()):
        return
    for page in [page for page in env.toc_fignumbers if page != app.config.root_doc and not env.toc_secnumbers.get(page)]:
        del env.toc_fignumbers[page]


def allow_processes(app: Sphinx) -> None:
    """Say of the extension that numbers the chapters that several processes may read: it does its work when all is read, but does not say so."""
    if numbering := app.extensions.get("sphinx_multitoc_numbering"):
        numbering.parallel_read_safe = True


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension."""
    app.connect("builder-inited", allow_processes)
    app.add_transform(NameSections)
    app.add_post_transform(ResolveDrawingLinks)
    app.connect("env-check-consistency", drop_numbers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
