"""A quotation and the lines around it, as notes and chapter show them: words, marks, what was found, where it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from docutils import nodes

from tradetalks.endnotes import NO_DAY
from tradetalks.evidence import link_original, name_dossier, name_sentence, slugify

from .nodes import SHAPES, evidence_link, quotation, span
from .store import Found


#: The class of what only leads elsewhere, which is no use on paper.
WAY = "evidence-way"


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
    source = nodes.paragraph("", f"{name_source(article)}, ", classes=["evidence-source"])
    source += link_chapter(article, anchor, f"sentence {number_sentence(sentence)}")
    if not show:
        source += nodes.Text(", in which nothing was found and which is not quoted here")
    block += with_original(source, article, sentence["text"] if show else "")
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
            signs = " ".join(sign_finding(number, found) for number, (one, _, found) in enumerate(inner, 1) if one == first)
            types = sorted({found["type"] for found in covering})
            line += span("", words, start=first, end=last, types=types, signs=signs)
        else:
            line += nodes.Text(words)
    return quotation("", line, article=article["article_id"], start=start, end=end, language=article["language"])


def list_findings(article: Any, sentence: Any, findings: Sequence[Found]) -> nodes.bullet_list:
    """What was found in a sentence, each with the sign that marks its words."""
    listed = nodes.bullet_list(classes=["evidence-findings"])
    for number, found in enumerate(findings, 1):
        sign = nodes.inline("", sign_finding(number, found), classes=["evidence-sign", f"is-{found['type']}"])
        label = link_label(f"code-{slugify(found['code'])}", found["label"]) if found.get("code") else nodes.Text(found["label"])
        line = nodes.paragraph("", "", sign, nodes.Text(" "), nodes.strong("", "", label))
        about = found["about"] + (f"; {found['event_about']}" if found.get("event_about") else "")
        line += nodes.Text(f": {about}")
        if found.get("event"):
            line += [nodes.Text("; "), link_label(name_dossier(found["event"]), "all that is told of it")]
        listed += nodes.list_item("", line)
    return listed


def sign_finding(number: int, found: Found) -> str:
    """`●2`: what stands for a finding beside its words, its shape and its number in the sentence."""
    return f"{SHAPES[found['type']]}{number}"


def name_source(article: Any) -> str:
    """Outlet and day of an article; `NO_DAY` where the day is not known."""
    return f"{article['outlet']}, {article['date'] or NO_DAY}"


def number_sentence(sentence: Any) -> str:
    """The number of a sentence in its article, as its id has it."""
    return str(int(re.search(r"\d+$", sentence["id"])[0]))


def link_chapter(article: Any, anchor: str, text: str) -> evidence_link:
    """A link to an anchor on the article's page of the chapter."""
    return evidence_link("", text, refuri="", note=None, place=(f"evidence/{article['name']}", anchor))


def link_label(label: str, text: str) -> evidence_link:
    """A link to where a label stands; mere text in a book without it."""
    return evidence_link("", text, refuri="", note=None, place=(), label=label)


def with_original(line: nodes.paragraph, article: Any, text: str) -> nodes.paragraph:
    """The line, ended by the way to the original page, where its address is known: to `text` on it, if any is given."""
    address = link_original(article["url"], text)
    if address:
        link = nodes.reference("", "on the original page" if text else "The original page", refuri=address, internal=False)
        line += nodes.inline("", "", nodes.Text("; " if text else ". "), link, classes=[WAY])
    return line
