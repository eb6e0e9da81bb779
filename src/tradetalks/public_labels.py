"""The labels of this collection as they may be passed on: by place, without the words of the articles.

The files of labels quote whatever they label, also sentences that may not be republished; here each quotation is given by
its sentence, start and end.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from tradetalks import first_runs, reliability, speaker_labels, trust, values
from tradetalks.project import Project
from tradetalks.prose import join_list
from tradetalks.reliability import Label
from tradetalks.reliability.readings import Sentences

#: The label of the section of the data page.
SECTION = "data-trust"
COLUMNS = ("coder", "article_id", "what", "item", "sentence_id", "start", "end", "attributed_to", "optional", "detail")
#: The lists of a label: what their items are called, which key says what is labelled, and which keys say more of it.
LISTS = (
    ("codings", "coding", "code", ()),
    ("goods_spans", "good", "good", ()),
    ("formula", "formula", "form", ()),
    ("directives", "directive", "issued_by", ("addressee", "deadline")),
    ("deadlines", "deadline", "date", ()),
    ("events", "event", "kind", ("date_start", "date_end", "date_basis", "ordinal", "place", "mode", "lead_vn", "lead_us", "status")),
)
#: What the files are: the labels of this collection, and what is passed on as it is.
FILES = {
    "labels.csv": "both codings and the labels settled from them, a row an item of a label: whose it is (`coder`), what it says, and the place of its words by sentence, `start` and `end`, without the words",
    "settlement.md": "how every difference between the two codings was settled",
    "heldout-first.csv": "the figures of the first run on the first set, a row a figure",
    "fresh-first.csv": "the counts of the first run on each later set, a row a set and aspect: right (`tp`), wrongly found (`fp`), missed (`fn`)",
    "first-answers.csv": "what labels (`gold`) and rules (`predicted`) said of each test article at the first run, a row an answer that either gave, for the sets of which that is kept",
}
WHOLE = tuple(name for name in FILES if name != "labels.csv")


def make_labels(place: Project) -> dict[str, str]:
    """The files about labels by name; none where no article of this collection has labels."""
    gold = trust.read_gold(place)
    if gold is None or not (place.data / "sentences.csv").is_file():
        return {}
    kept, _ = trust.compare_collection(place, gold)
    sides = speaker_labels.keep_articles(gold, [label["id"] for label in kept])
    if not sides:
        return {}
    sentences = reliability.find_sentences(reliability.load_tables(place.data)["sentences"], {label["id"] for label in kept})
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows([values.escape_formula(cell) for cell in row] for row in list_rows(sides, sentences))
    whole = {name: (gold.folder / name).read_text(encoding="utf-8") for name in WHOLE if (gold.folder / name).is_file()}
    return {"labels.csv": written.getvalue(), **whole}


def write_section(place: Project, files: Iterable[str]) -> str:
    """The section of the data page on what the chapter on trust rests on: its files, and what the letters of the sets stand for."""
    gold = trust.read_gold(place)
    links = [f'- <a href="data/{name}" download>{name}</a>: {FILES[name]}.' for name in FILES if name in set(files)]
    where = (
        "They lie in the data package too, beside the tables; datapackage.json does not describe them."
        if links
        else "They describe no article of this collection and are kept in the folder data/gold of the project."
    )
    named = [f"{letter} ({name.lower()})" for letter, name in first_runs.name_sets(first_runs.read_unseen(gold.folder if gold else None)).items()]
    sets = f"The letter of a set stands before the names of its articles: {join_list(named)}. " if named else ""
    return "\n".join(
        [
            f"({SECTION})=",
            "## Behind the chapter on trust",
            "",
            f"{{ref}}`How far this can be trusted <trust>` is not computed from the tables, but from labels and from what the rules found at their first run on test articles. {where}",
            "",
            *links,
            "",
            f"{sets}The test articles and their labels are in tests/heldout and tests/fresh of the project.",
            "",
        ]
    )


def list_rows(sides: dict[str, list[Label]], sentences: dict[str, Sentences]) -> Iterator[tuple[str, ...]]:
    """One row an item of a label, under `COLUMNS`: whose it is, what it says, and where the words stand."""
    for coder, labels in sides.items():
        for label in labels:
            for name, what, key, more in LISTS:
                for item in label.get(name, ()):
                    detail = "; ".join(f"{field}: {_write(item[field])}" for field in more if item.get(field) not in (None, ""))
                    place = _place(item, sentences[label["id"]])
                    yield (coder, label["id"], what, _write(item.get(key) or item.get("kind")), *place, _write(item.get("attributed_to")), "true" if item.get("optional") else "", detail)


def _place(item: dict, sentences: Sentences) -> tuple[str, str, str]:
    """Sentence, start and end of the labelled words; empty where a label has none."""
    span = sentences.span(item["quote"], item.get("occurrence") or 1) if item.get("quote") else None
    return (sentences.at(span[0]), str(span[0]), str(span[1])) if span else ("", "", "")


def _write(value: object) -> str:
    parts: Iterable = value if isinstance(value, list) else [value]
    return ";".join("" if part is None else str(part) for part in parts)
