"""One side's account of an article, in the same form whether it comes from a label or from the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import InputError
from ..values import split
from .labels import Label

Rows = Iterable[Mapping[str, str]]

#: The tables that are compared with labels.
TABLES = ("articles", "sentences", "event_mentions", "codings", "goods", "directives")

#: Fields of an event that are compared once two events are known to be the same.
EVENT_FIELDS = ("ordinal", "place", "mode", "lead_vn", "lead_us", "status", "date_basis")


@dataclass
class Spans:
    """What is coded in each sentence: for each item who says it. `optional` pairs (sentence, item) are arguable."""

    items: dict[str, dict[str, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    optional: set[tuple[str, str]] = field(default_factory=set)

    def add(self, sentence: str, item: str, attributed_to: str = "", optional: bool = False) -> None:
        if optional:
            self.optional.add((sentence, item))
        else:
            self.items[sentence].setdefault(item, set()).add(attributed_to)

    def is_arguable(self, sentence: str, item: str) -> bool:
        """Is the item in this sentence by optional spans only?"""
        return (sentence, item) in self.optional and item not in self.items.get(sentence, ())


@dataclass
class Reading:
    """One side's account of one article. `None` for what the side does not say anything about."""

    article_id: str
    language: str
    on_topic: str
    published: str
    codes: set[str]
    optional_codes: set[str]
    goods: set[str]
    optional_goods: set[str]
    deadlines: set[str]
    optional_deadlines: set[str]
    events: list[dict[str, Any]]
    code_spans: Spans | None = None
    good_spans: Spans | None = None
    directives: list[dict[str, Any]] | None = None
    formula: dict[str, str] | None = None


class Sentences:
    """The sentences of an article in order, to find the one that a quotation or an offset stands in."""

    def __init__(self, rows: Rows) -> None:
        self.rows = sorted((int(row["start"]), int(row["end"]), row["sentence_id"], row["text"]) for row in rows)
        self.ids = [row[2] for row in self.rows]
        self._text = _place(self.rows)

    def span(self, quote: str, occurrence: int = 1) -> tuple[int, int] | None:
        """Start and end of the quotation's n-th occurrence; None where it does not stand in the sentences."""
        start = -1
        for _ in range(occurrence):
            start = self._text.find(quote, start + 1)
            if start < 0:
                return None
        return start, start + len(quote)

    def at(self, offset: int) -> str:
        """The sentence that an offset stands in, or the one before it."""
        return next((row[2] for row in reversed(self.rows) if row[0] <= offset), self.ids[0] if self.ids else "")


def _place(sentences: Iterable[tuple[int, int, str, str]]) -> str:
    """A text in which each sentence stands at its offsets, and spaces between them."""
    parts, end = [], 0
    for start, stop, _, text in sentences:
        parts += [" " * (start - end), text]
        end = stop
    return "".join(parts)


def find_sentences(rows: Rows, wanted: Collection[str]) -> dict[str, Sentences]:
    """The sentences of each wanted article."""
    return {article_id: Sentences(some) for article_id, some in group_rows(rows, wanted).items()}


def group_rows(rows: Rows, wanted: Collection[str]) -> dict[str, list[Mapping[str, str]]]:
    """The rows of each wanted article."""
    grouped: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        if row["article_id"] in wanted:
            grouped.setdefault(row["article_id"], []).append(row)
    return grouped


# ---- of a label


def read_label(label: Label, sentences: Sentences | None = None) -> Reading:
    """A label as a reading. Without sentences its spans are left aside. Raises InputError for a quotation that does not
    stand in the article."""
    deadlines = label.get("deadlines", [])
    reading = Reading(
        article_id=label["id"],
        language=label.get("language") or "",
        on_topic=write_answer(label.get("on_topic")),
        published=label.get("published") or "",
        codes=set(label["codes"].get("present", ())),
        optional_codes=set(label["codes"].get("optional", ())),
        goods=set(label["goods"].get("present", ())),
        optional_goods=set(label["goods"].get("optional", ())),
        deadlines={item["date"] for item in deadlines if not item.get("optional")},
        optional_deadlines={item["date"] for item in deadlines if item.get("optional")},
        events=[_read_event(event) for event in label.get("events", ())],
    )
    if sentences is None or not sentences.ids:
        return reading
    if "codings" in label:
        reading.code_spans = _label_spans(label, "codings", "code", sentences)
    if "goods_spans" in label:
        reading.good_spans = _label_spans(label, "goods_spans", "good", sentences)
    if "directives" in label:
        reading.directives = [
            {**item, "span": _locate(label, item, sentences), "optional": bool(item.get("optional"))}
            for item in label["directives"]
        ]
    if "formula" in label:
        reading.formula = {}
        for item in sorted(label["formula"], key=lambda item: _form(item) == "whole"):
            if not item.get("optional"):
                reading.formula[sentences.at(_locate(label, item, sentences)[0])] = _form(item)
    return reading


def _form(item: Mapping[str, Any]) -> str:
    return item.get("form") or item.get("kind") or ""


def _label_spans(label: Label, name: str, key: str, sentences: Sentences) -> Spans:
    spans = Spans()
    for item in label[name]:
        sentence = sentences.at(_locate(label, item, sentences)[0])
        spans.add(sentence, item[key], item.get("attributed_to") or "", bool(item.get("optional")))
    return spans


def _locate(label: Label, item: Mapping[str, Any], sentences: Sentences) -> tuple[int, int]:
    span = sentences.span(item["quote"], item.get("occurrence") or 1)
    if span is None:
        what = f"the labelled words {item['quote']!r} do not stand in it"
        raise InputError(label["id"], what, "mend the label, or name the articles that it was made from")
    return span


def _read_event(event: Mapping[str, Any]) -> dict[str, Any]:
    """An event of either side: its kind, its days or None, its fields as text, absent ones left out."""
    start = event.get("date_start") or ""
    fields = {name: write_answer(event[name]) for name in EVENT_FIELDS if name in event}
    for name in ("lead_vn", "lead_us"):
        if name in fields:
            fields[name] = ";".join(sorted(split(fields[name])))
    return {
        "kind": event["kind"],
        "days": (start, event.get("date_end") or start) if start else None,
        "optional": bool(event.get("optional")),
        **fields,
    }


def write_answer(value: Any) -> str:
    """A value as both sides write it: empty for none, `true`, `6`."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) else str(value)


# ---- of the tables


def read_tables(tables: Mapping[str, Rows], wanted: Collection[str]) -> dict[str, Reading]:
    """The tables' reading of each wanted article that they hold."""
    per = {name: group_rows(tables.get(name, ()), wanted) for name in TABLES}
    return {article_id: _read_article(article_id, per) for article_id in per["articles"]}


def _read_article(article_id: str, per: Mapping[str, Mapping[str, list[Mapping[str, str]]]]) -> Reading:
    codings, goods, directives, mentions = (
        per[name].get(article_id, []) for name in ("codings", "goods", "directives", "event_mentions")
    )
    article = per["articles"][article_id][0]
    code_spans, good_spans = Spans(), Spans()
    for row in codings:
        code_spans.add(row["sentence_id"], row["code"], row["attributed_to"])
    for row in goods:
        good_spans.add(row["sentence_id"], row["good"])
    distinct = {}
    for row in mentions:
        event = _read_event(row)
        distinct.setdefault((event["kind"], event["days"], event.get("ordinal")), event)
    return Reading(
        article_id=article_id,
        language=article["language"],
        on_topic=article["on_topic"],
        published=article["published"],
        codes={row["code"] for row in codings},
        optional_codes=set(),
        goods={row["good"] for row in goods},
        optional_goods=set(),
        deadlines={row["deadline"] for row in directives if row["deadline"]},
        optional_deadlines=set(),
        events=list(distinct.values()),
        code_spans=code_spans,
        good_spans=good_spans,
        directives=[{**row, "span": (int(row["start"]), int(row["end"])), "optional": False} for row in directives],
        formula={sentence: form for sentence, items in code_spans.items.items() if (form := _formula(items))},
    )


def _formula(items: Collection[str]) -> str:
    """Whether a sentence with these codes says the formula whole, by half, or not."""
    return {2: "whole", 1: "half"}.get(len({"harmonise-interests", "share-risks"} & set(items)), "")
