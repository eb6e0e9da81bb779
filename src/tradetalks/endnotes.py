"""The evidence of a printed book: notes of its pages become endnotes, in which every sentence is quoted once."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from tradetalks import prose
from tradetalks.evidence import link_original, name_sentence


#: What stands for the day of an article that does not tell it, and what that means.
NO_DAY = "n.d."
ABOUT_NO_DAY = f"“{NO_DAY}” stands where the article does not tell on which day it was published."


@dataclass(frozen=True)
class Source:
    """A sentence, or with no text an article, as an endnote names it: `told` says who published it and when."""

    text: str
    language: str
    told: str
    original: str


@dataclass
class Notes:
    """The endnotes as they are met: `numbers` by what they rest on, `texts` in order, `quoted` the note that quotes a sentence.

    `sources` are the sentences and articles that can be named, by their permanent names.
    """

    sources: Mapping[str, Source]
    numbers: dict[tuple[str, ...], int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    quoted: dict[str, int] = field(default_factory=dict)

    def add(self, note: etree._Element) -> int:
        """The number of the endnote that rests on the same as this note of a page."""
        named = dict.fromkeys(urlsplit(link.get("href") or "").fragment for link in note.iter("a"))
        names = [name for name in named if name in self.sources]
        remarks = [read_text(node) for node in note.iter("p") if "evidence-remark" in (node.get("class") or "")]
        key = (*remarks, "", *sorted(names))
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers) + 1
            self.texts.append(self._write(remarks, names, self.numbers[key]))
        return self.numbers[key]

    def _write(self, remarks: Sequence[str], names: Sequence[str], number: int) -> str:
        told = [f"<p>{html.escape(prose.start_sentence(remark))}.</p>" for remark in remarks]
        again = []
        for name in names:
            if name in self.quoted:
                again.append(f'<a href="#note-{self.quoted[name]}">{html.escape(name)}</a> (note {self.quoted[name]})')
            else:
                told.append(self._quote(name, number))
        if again:
            told.append(f"<p>{'Also ' if told else ''}{', '.join(again)}.</p>")
        return "".join(told)

    def _quote(self, name: str, number: int) -> str:
        source = self.sources[name]
        where = f' <a href="{html.escape(source.original)}">Original page</a>.' if source.original else ""
        if not source.text:
            return f"<p>{html.escape(source.told)}.{where}</p>"
        self.quoted[name] = number
        return (
            f'<p><span lang="{html.escape(source.language)}">“{html.escape(" ".join(source.text.split()))}”</span> '
            f'{html.escape(source.told)}, <span class="sentence" id="at-{html.escape(name)}">{html.escape(name)}</span>.{where}</p>'
        )


def read_sources(staged: Path) -> dict[str, Source]:
    """Every sentence and article of the staged evidence (`tradetalks.evidence_pages`), by its permanent name.

    A sentence that may not be quoted is named without its words.
    """
    found: dict[str, Source] = {}
    for path in sorted(staged.glob("*.json")):
        known = json.loads(path.read_text(encoding="utf-8"))
        if "sentences" not in known:
            continue
        told = f"{known['outlet']}, {known['date'] or NO_DAY}"
        title = f": “{known['title']}”" if known["title"] else ""
        found[f"evidence-{known['name']}"] = Source("", known["language"], f"{told}{title}", link_original(known["url"]))
        for sentence in known["sentences"]:
            name = name_sentence(known["name"], sentence["id"])
            text = sentence["text"] if sentence["quoted"] else ""
            shown = told if text else f"{told}, {name}, in which nothing was found and which is not quoted"
            found[name] = Source(text, known["language"], shown, link_original(known["url"], text))
    return found


def read_text(node: etree._Element) -> str:
    """The words of an element on one line."""
    return " ".join(node.text_content().split())
