"""The people of one article, to whom titles, pronouns and bare surnames are traced back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..actors import Mention, load_gazetteer
from ..document import Document, Sentence
from ..text import fold
from .model import Ref

#: How many people without a known title an article may have.
MOST_STRANGERS = 40


class Names:
    """The people of one article, to whom titles and pronouns are traced back while its sentences are read in order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.people = load_gazetteer().people
        self.all = list(dict.fromkeys(m.value for m in mentions if m.tag == "person"))
        self.recent: list[str] = []
        self.unknown: dict[str, Ref] = {}
        self.focus: Ref | None = None
        self.ministry = ""
        self.author: Ref | None = None
        self.strangers: dict[str, str] = {}

    def note(self, ref: Ref) -> None:
        """Remember who was named last, for titles, and who of ours could have issued a document."""
        if ref.kind == "person" and ref.name in self.people:
            if ref.name in self.recent:
                self.recent.remove(ref.name)
            self.recent.append(ref.name)
        if ref.side == "vn" and ref.name and (ref.kind == "person" or ref.name.startswith("Ministry")):
            self.author = ref

    def meet(self, ref: Ref, *words: str) -> None:
        """Remember somebody whom actors.yml does not know, by the words that later sentences may use."""
        for word in words:
            if len(self.unknown) < MOST_STRANGERS:
                self.unknown.setdefault(word, ref)

    def full_name(self, word: str, text: str, end: int) -> str:
        """The full name that the text before `end` gives for one word of it, once looked up for each word."""
        if word not in self.strangers and len(self.strangers) < MOST_STRANGERS:
            match = re.search(rf"((?:[A-Z][\w'-]+ ){{1,3}}){re.escape(word)}\b", text[:end])
            self.strangers[word] = match[1] + word if match else ""
        return self.strangers.get(word, "")

    def hold(self, side: str, role: str, office: str = "") -> str:
        """The person meant by a bare title: the last one seen who holds it, else the article's only one."""
        fits = [name for name in self.all if self._fits(name, side, role, office)]
        for name in reversed(self.recent):
            if name in fits:
                return name
        if not fits and (office or role == "head-of-government"):
            fits = [
                name
                for name, person in self.people.items()
                if person["side"] == side and (person.get("office") == office or role == person["role"] == "head-of-government")
            ]
        return fits[0] if len(fits) == 1 else ""

    def recall(self, word: str) -> str:
        """The person of the article who is called by one word of the name ("ông Tân")."""
        fits = [name for name in self.all if word in (name.split()[-1], fold(name.split()[-1]))]
        return fits[0] if len(fits) == 1 else ""

    def _fits(self, name: str, side: str, role: str, office: str) -> bool:
        person = self.people[name]
        if side not in ("any", person["side"]):
            return False
        if office and person.get("office"):
            return person["office"] == office or office in ("vn-minister", "vn-official", "us-official", "us-envoy") and person["role"] == role
        return person["role"] == role


def add_strangers(doc: Document, sentence: Sentence, refs: list[Ref], names: Names) -> list[Ref]:
    """The names with those of people whom only this article knows ("Pichai"), called by one word later on."""
    text = doc.text
    for word, person in names.unknown.items():
        at = text.find(word, sentence.start, sentence.end)
        end = at + len(word)
        if at < 0 or any(r.start <= at < r.end for r in refs) or text[end : end + 1].isalnum():
            continue
        refs = sorted([*refs, person._replace(start=at, end=end)])
    return refs
