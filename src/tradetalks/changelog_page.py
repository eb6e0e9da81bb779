"""The changelog as a page: what differs from edition to edition, and which article moved it.

The frozen editions that the checkout keeps are compared each with the one before it, and the last of them with the
tables of this book (`tradetalks.compare`). Each comparison is a page of its own, `changes/<edition>.md`.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tradetalks import __version__, compare, edition, freeze, prose
from tradetalks.compare import Change, Tables
from tradetalks.display import literal
from tradetalks.dossiers.known import CALLED
from tradetalks.errors import InputError
from tradetalks.evidence import cite, dossier_link, slugify
from tradetalks.evidence_pages import label_good
from tradetalks.project import Project
from tradetalks.staging import EDITIONS, LOG, Page, lists_page
from tradetalks.values import split

#: The page of the changelog, the folder of the comparisons, and the part of the page that is made.
CHAPTER = "changelog"
FOLDER = "changes"
STEPS = "changelog-editions.md"

#: Changes of one part that a page lists; a value that changed is cut to so many letters.
MOST_LISTED = 40
_LONGEST = 120

#: What is compared: heading, noun, and what of it is counted.
_PARTS = {
    "article": ("Articles", "article", "{}"),
    "code": ("Codebook", "code", "{}"),
    "event": ("Events", "event", "{}"),
    "conflict": ("Disagreements", "disagreement", "{}"),
    "coding": ("Codings, by code", "code", "the codings of {}"),
    "good": ("Goods named for purchase or import", "good", "the mentions of {}"),
    "directive": ("Instructions, by who gave them", "giver", "the instructions of {}"),
}
_DONE = ("added", "removed", "changed")
#: What columns are called that a dossier does not show.
_CALLED = {
    "n_texts": "distinct texts", "n_outlets": "known outlets", "include": "examples that carry it", "exclude": "examples that do not",
    "label_vi": "Vietnamese label", "ordinal_basis": "how the number is known", "event_id": "id",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """The way from one edition to the next: their names, and what changed; None where they cannot be compared.

    `labels` are what codes, goods and events are called, by their ids.
    """

    old: str
    new: str
    changes: Sequence[Change] | None
    labels: Mapping[str, str]

    @property
    def label(self) -> str:
        """The permanent name of the comparison."""
        return slugify(f"changes {self.new}")


def make_changelog(place: Project) -> list[Page]:
    """The comparisons and the list of them; nothing for a book without the page."""
    if not lists_page(place, CHAPTER):
        return []
    steps = find_steps(place, place.book.parent / EDITIONS)
    known = {row["article_id"]: cite(literal(str(row["key"])), [row["article_id"]]) for row in place.table("articles").to_dict("records")}
    if lists_page(place, "dossiers"):
        names = prose.event_names(place.table("events"), article="")
        known |= {event_id: dossier_link(literal(prose.start_sentence(name)), event_id) for event_id, name in names.items()}
    pages = [Page(f"{FOLDER}/{slugify(step.new)}.md", write_step(step, known), under=CHAPTER) for step in reversed(steps)]
    return [Page(STEPS, write_steps(steps, read_log(place.book.parent / LOG, __version__))), *pages]


def read_log(path: Path, version: str) -> str:
    """What the changelog of the package says of a version, as Markdown below a heading of the page; empty where it says nothing."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.search(rf"^## \[{re.escape(version)}\][^\n]*\n(.*?)(?=^## |^\[[^\]]+\]: |\Z)", text, re.MULTILINE | re.DOTALL)
    return re.sub(r"^### (.+)$", r"**\1**", found[1], flags=re.MULTILINE).strip() if found else ""


def find_steps(place: Project, archives: Path) -> list[Step]:
    """What changed from each frozen edition to the next, and from the last one to the book that is being made."""
    current = edition.find_edition(place).name
    frozen = freeze.list_frozen(archives)
    names = [path.stem for path in frozen]
    if current in names:  # what was frozen later is no part of this book's past
        frozen = frozen[: names.index(current)]
    states = [(path.stem, load_archive(path)) for path in frozen]
    states.append((current, compare.load_tables(place.data)))
    return [_compare(*before, *after) for before, after in zip(states, states[1:], strict=False)]


def _compare(old: str, before: Tables | None, new: str, after: Tables | None) -> Step:
    changes = None if before is None or after is None else compare.find_changes(before, after)
    labels: dict[str, str] = {}
    for tables in (before, after):
        if tables:
            labels |= {row["code"]: row["label"] for row in tables["codebook"]}
            labels |= {row["good"]: label_good(row["good"]) for row in tables["goods"]}
            labels |= {name: prose.start_sentence(told) for name, told in prose.name_events(map(prose.as_row, tables["events"]), article="").items()}
    return Step(old, new, changes, labels)


def load_archive(path: Path) -> Tables | None:
    """The tables of a frozen edition; None where they have another form than those of today."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            head, _, file = name.partition("/")
            if head == "data" and file.endswith(".csv") and "/" not in file and "\\" not in file:
                Path(folder, file).write_bytes(archive.read(name))
        try:
            return compare.load_tables(Path(folder))
        except InputError:
            return None


# ---- writing


def write_steps(steps: Sequence[Step], log: str) -> str:
    """The comparisons, the newest first; what will stand there where no edition has been frozen. `log` is the version's own."""
    own = f"\n(changelog-version)=\n## Version {__version__}\n\n{log}\n" if log else ""
    if not steps:
        return (
            "No earlier edition has been frozen yet. Once one is, the articles, events, codings, goods and instructions that "
            f"differ from it will be listed here.\n{own}"
        )
    lines = []
    for step in reversed(steps):
        this = ", which you are reading" if step is steps[-1] else ""
        old = f'<a class="reference internal" href="{EDITIONS}/{step.old}/index.html">{step.old}</a>'
        lines.append(f"- [Edition {step.new}](#{step.label}){this}: {sum_up(step)} The edition before it is {old}.")
    return "\n".join(lines) + f"\n{own}"


def sum_up(step: Step) -> str:
    """How many things of each part were added, removed and changed, as a sentence."""
    if step.changes is None:
        return "its tables have another form than those of the edition before, so that they cannot be compared."
    told = []
    for part, (_, noun, what_of) in _PARTS.items():
        for what in _DONE:
            n = len({change.id for change in step.changes if change.part == part and change.what == what})
            if n:
                told.append(f"{what_of.format(prose.count(noun, n))} {what}")
    return f"{prose.join_list(told)}." if told else "the tables say the same."


def write_step(step: Step, known: Mapping[str, str]) -> str:
    """The page that says what changed from one edition to the next; `known` is Markdown for what this book has pages of."""
    parts = [f"({step.label})=\n# From {step.old} to {step.new}", prose.start_sentence(sum_up(step))]
    for part, (title, *_) in _PARTS.items():
        some = [change for change in step.changes or () if change.part == part]
        if some:
            lines = [f"- {tell_change(change, step.labels, known)}" for change in some[:MOST_LISTED]]
            rest = len(some) - MOST_LISTED
            if rest > 0:
                lines.append(f"- and {prose.count('further change', rest)}, which `tradetalks diff` lists")
            parts.append(f"({step.label}-{part})=\n## {title}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def tell_change(change: Change, labels: Mapping[str, str], known: Mapping[str, str]) -> str:
    """One change in Markdown, with the articles that moved it."""
    if change.part == "article":
        name = _name(change.id, known)
        if change.field == "sha256":
            return f"{name}: its text changed"
        return f"{name}: {_tell_values(change)}" if change.field else f"{name}: {change.what}"
    name = known.get(change.id) or literal(labels.get(change.id, change.id) or "giver not told")
    if change.field == "number":
        told = f"{name}: {change.old or '0'} before, {change.new or '0'} now" + (", the words differ" if change.old == change.new else "")
    elif change.part == "conflict":
        told = f"{name}: disagreement on {_call(change.field)} {_shorten(change.new or change.old)} {change.what}"
    elif change.field == "article_ids":
        return f"{name}: {_tell_lists(change.old, change.new, known)}"
    else:
        told = f"{name}: {_tell_values(change)}" if change.field else f"{name}: {change.what}"
    if change.part == "code":
        return told
    movers = [_name(article_id, known) for article_id in change.article_ids]
    return f"{told}; moved by {prose.join_list(movers)}" if movers else f"{told}; moved by no article of its own"


def _tell_values(change: Change) -> str:
    field = _call(change.field)
    if change.field in ("include", "exclude"):
        return f"{field}: {_tell_examples(change.old, change.new)}"
    if not change.old:
        return f"{field} is now {_shorten(change.new)}"
    if not change.new:
        return f"{field} was {_shorten(change.old)} and is now unknown"
    return f"{field} changed from {_shorten(change.old)} to {_shorten(change.new)}"


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return literal(line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0] or line[:_LONGEST]} …")


def _call(field: str) -> str:
    return literal(_CALLED.get(field) or CALLED.get(field, field.replace("_", " ")).lower())


def _tell_examples(old: str, new: str) -> str:
    """Which examples came and went."""
    before, after = ({text.strip() for text in split(cell)} for cell in (old, new))
    told = [(done, sorted(some)) for done, some in (("added", after - before), ("removed", before - after)) if some]
    return "; ".join(f"{done} {prose.join_list(f'“{_shorten(text)}”' for text in some)}" for done, some in told) or "in another order"


def _tell_lists(old: str, new: str, known: Mapping[str, str]) -> str:
    """Which articles now tell of an event, and which do so no more."""
    before, after = set(split(old)), set(split(new))
    told = [("now also told by", sorted(after - before)), ("no longer told by", sorted(before - after))]
    return "; ".join(f"{how} {prose.join_list(_name(name, known) for name in names)}" for how, names in told if names) or "articles in another order"


def _name(row_id: str, known: Mapping[str, str]) -> str:
    return known.get(row_id) or literal(row_id)
