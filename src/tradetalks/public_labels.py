"""The labels of this collection as they may be passed on: by place, without the words of the articles.

The files of labels quote whatever they label, also sentences that may not be republished; here each quotation is given by
its sentence, start and end.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from tradetalks import reliability, speaker_labels, trust, values
from tradetalks.project import Project
from tradetalks.reliability import Label
from tradetalks.reliability.readings import Sentences

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
#: What is passed on as it is.
WHOLE = ("settlement.md", "first-answers.csv", "fresh-first.csv", "heldout-first.csv")


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
