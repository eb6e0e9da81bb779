"""How far a reading of the articles agrees with labels, or two coders' labels with each other.

Both sides are first brought to the same form, a `Reading` of each article; then every question that can be answered
yes or no (does this article have this code?) or with a value (which ordinal has this meeting?) is a `Cell` with one
answer of each side. All figures are counts over cells. What either side calls optional makes no cell.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import krippendorff

from .errors import InputError, os_error
from .tables import read_rows, split

Label = dict[str, Any]
Rows = Iterable[Mapping[str, str]]

#: The tables that are compared with labels.
TABLES = ("articles", "sentences", "event_mentions", "codings", "goods", "directives")
#: Fields of an event that are compared once two events are known to be the same.
EVENT_FIELDS = ("ordinal", "place", "mode", "lead_vn", "lead_us", "status", "date_basis")
#: Aspects whose cells include what both sides left out, without which agreement beyond chance has no meaning.
_WITH_NEGATIVES = frozenset(("code", "good", "formula", "attributed_to", "on_topic", "language", *EVENT_FIELDS))


class Cell(NamedTuple):
    """One question answered by both sides; an empty answer is "no", or "not told".

    `aspect` says what is asked (code, good, event, ordinal …), `item` of which code, good or kind, `unit` whether of an
    article, a sentence or an event, `where` the id of that unit.
    """

    aspect: str
    item: str
    unit: str
    language: str
    where: str
    gold: str
    predicted: str


class Score(NamedTuple):
    """The figures of one item: None where undefined, never 0 for want of cases.

    `item` is a code, good or kind, `micro` for all cells of the aspect together, or `macro` for the mean over the
    items. `language` is `all` for all articles together.
    """

    aspect: str
    item: str
    unit: str
    language: str
    n_gold: int | None
    n_predicted: int | None
    tp: int | None
    fp: int | None
    fn: int | None
    precision: float | None
    recall: float | None
    f1: float | None
    alpha: float | None


class Confusion(NamedTuple):
    """A code that the one side has and the other has not, and what the other has in its place in the same unit.

    `gold` is empty for a code that only the tables have, `predicted` for one that only the labels have. `units` are
    the articles or sentences, `n` is their number.
    """

    unit: str
    gold: str
    predicted: str
    n: int
    units: tuple[str, ...]


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


# ---- labels


def read_gold(*paths: str | Path) -> list[Label]:
    """The labels of one or more JSONL files, one article each. Raises InputError naming file and line."""
    labels: dict[str, Label] = {}
    for path in paths:
        try:
            lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise os_error(path, error, "name a file of labels, one JSON object a line") from error
        except UnicodeDecodeError as error:
            raise InputError(path, "not UTF-8", "save it as UTF-8") from error
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            label = _read_label(line, path, number)
            if label["id"] in labels:
                raise InputError(path, f"line {number}: {label['id']} is labelled twice", "keep one of the labels")
            labels[label["id"]] = label
    if not labels:
        raise InputError(" ".join(map(str, paths)), "holds no labels", "name a file of labels, one JSON object a line")
    return list(labels.values())


#: What a label must say of the items of a list, and the lists there may be.
_ITEM_KEYS = {
    "events": ("kind",),
    "codings": ("code", "quote"),
    "goods_spans": ("good", "quote"),
    "directives": ("quote",),
    "deadlines": ("date",),
    "formula": ("quote",),
}


def _read_label(line: str, path: str | Path, number: int) -> Label:
    def refuse(what: str) -> InputError:
        return InputError(path, f"line {number}: {what}", "see the labels in data/gold/ for the format")

    try:
        label = json.loads(line)
    except ValueError as error:
        raise refuse(f"not JSON ({error})") from error
    if not isinstance(label, dict) or not isinstance(label.get("id"), str):
        raise refuse("no `id`")
    for name, keys in _ITEM_KEYS.items():
        items = label.get(name, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise refuse(f"`{name}` is no list of objects")
        for item in items:
            if missing := [key for key in keys if not isinstance(item.get(key), str)]:
                raise refuse(f"`{name}` has an item without `{missing[0]}`")
    for name, spans, key in (("codes", "codings", "code"), ("goods", "goods_spans", "good")):
        label.setdefault(name, _sum_up(label.get(spans, []), key))
        if not isinstance(label[name], dict) or not all(isinstance(names, list) for names in label[name].values()):
            raise refuse(f"`{name}` does not hold the lists `present` and `optional`")
    return label


def _sum_up(items: list[dict[str, Any]], key: str) -> dict[str, list[str]]:
    """Which items an article has, from its labelled spans: optional where all its spans are."""
    present = {item[key] for item in items if not item.get("optional")}
    return {"present": sorted(present), "optional": sorted({item[key] for item in items} - present)}


# ---- readings


def read_label(label: Label, sentences: Sentences | None = None) -> Reading:
    """A label as a reading. Without sentences its spans are left aside. Raises InputError for a quotation that does not
    stand in the article."""
    deadlines = label.get("deadlines", [])
    reading = Reading(
        article_id=label["id"],
        language=label.get("language") or "",
        on_topic=_text(label.get("on_topic")),
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
    fields = {name: _text(event[name]) for name in EVENT_FIELDS if name in event}
    for name in ("lead_vn", "lead_us"):
        if name in fields:
            fields[name] = ";".join(sorted(split(fields[name])))
    return {
        "kind": event["kind"],
        "days": (start, event.get("date_end") or start) if start else None,
        "optional": bool(event.get("optional")),
        **fields,
    }


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) else str(value)


def read_tables(tables: Mapping[str, Rows], wanted: Collection[str]) -> dict[str, Reading]:
    """The tables' reading of each wanted article that they hold."""
    per = {name: group_rows(tables.get(name, ()), wanted) for name in TABLES}
    return {article_id: _read_article(article_id, per) for article_id in per["articles"]}


def group_rows(rows: Rows, wanted: Collection[str]) -> dict[str, list[Mapping[str, str]]]:
    """The rows of each wanted article."""
    grouped: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        if row["article_id"] in wanted:
            grouped.setdefault(row["article_id"], []).append(row)
    return grouped


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


# ---- cells


def compare_readings(gold: Sequence[Reading], predicted: Mapping[str, Reading], sentences: Mapping[str, Sentences]) -> list[Cell]:
    """Every question that both sides answer, over all articles of `gold`."""
    both = [(reading, predicted[reading.article_id]) for reading in gold if reading.article_id in predicted]
    readings = [*gold, *(other for _, other in both)]
    codes = sorted(set().union(*(reading.codes for reading in readings)))
    goods = sorted(set().union(*(reading.goods for reading in readings)))
    cells = []
    for reading in gold:
        found = reading.article_id if reading.article_id in predicted else ""
        cells.append(Cell("article", "", "article", reading.language, reading.article_id, reading.article_id, found))
        other = predicted.get(reading.article_id) or _nothing(reading)
        cells += _article_cells(reading, other, codes, goods)
        cells += _event_cells(reading, other)
        if reading.article_id in predicted and reading.article_id in sentences:
            cells += _sentence_cells(reading, other, codes, goods, sentences[reading.article_id].ids)
            cells += _directive_cells(reading, other)
    return cells


def _nothing(reading: Reading) -> Reading:
    return Reading(reading.article_id, "", "", "", set(), set(), set(), set(), set(), set(), [])


def _article_cells(gold: Reading, other: Reading, codes: Sequence[str], goods: Sequence[str]) -> Iterator[Cell]:
    def cell(aspect: str, item: str, one: str, two: str) -> Cell:
        return Cell(aspect, item, "article", gold.language, gold.article_id, one, two)

    yield cell("language", gold.language, gold.language, other.language)
    if gold.on_topic:
        yield cell("on_topic", gold.on_topic, gold.on_topic, other.on_topic)
    yield cell("published", "", gold.published, other.published)
    for code in codes:
        if code not in gold.optional_codes | other.optional_codes:
            yield cell("code", code, _yes(code in gold.codes), _yes(code in other.codes))
    for good in goods:
        if good not in gold.optional_goods | other.optional_goods:
            yield cell("good", good, _yes(good in gold.goods), _yes(good in other.goods))
    for day in sorted((gold.deadlines | other.deadlines) - gold.optional_deadlines - other.optional_deadlines):
        yield cell("deadline", "", day if day in gold.deadlines else "", day if day in other.deadlines else "")


def _yes(answer: bool) -> str:
    return "yes" if answer else ""


def match_events(gold: Sequence[dict], other: Sequence[dict]) -> tuple[list[tuple[dict, dict]], list[dict], list[dict]]:
    """Pairs of events that are the same, and what is left on either side.

    The same are events of one kind and the same days, preferably of one ordinal too. An event without days is the same
    as one of its kind with its ordinal, without days if there is such a one.
    """
    free, pairs, missed = list(other), [], []
    for event in sorted(gold, key=lambda event: event["optional"]):
        alike = [one for one in free if one["kind"] == event["kind"]]
        ordinal = event.get("ordinal")
        if event["days"]:
            found = [one for one in alike if one["days"] == event["days"]]
            found.sort(key=lambda one: bool(ordinal) and one.get("ordinal") != ordinal)
        else:
            found = [one for one in alike if one.get("ordinal") == ordinal and (ordinal or not one["days"])]
            found.sort(key=lambda one: one["days"] is not None)
        if found:
            free.remove(found[0])
            pairs.append((event, found[0]))
        else:
            missed.append(event)
    return pairs, missed, free


def _event_cells(gold: Reading, other: Reading) -> Iterator[Cell]:
    def cell(aspect: str, event: dict, one: str, two: str) -> Cell:
        where = f"{gold.article_id} {event['kind']} {(event['days'] or ('',))[0]}".strip()
        return Cell(aspect, event["kind"], "event", gold.language, where, one, two)

    pairs, missed, extra = match_events(gold.events, other.events)
    for event, same in pairs:
        if event["optional"] or same["optional"]:
            continue
        yield cell("event", event, "yes", "yes")
        for name in EVENT_FIELDS:
            if name in event and name in same:
                yield cell(name, event, event[name], same[name])
    for event in missed:
        if not event["optional"]:
            yield cell("event", event, "yes", "")
    for event in extra:
        if not event["optional"]:
            yield cell("event", event, "", "yes")


def _sentence_cells(gold: Reading, other: Reading, codes: Sequence[str], goods: Sequence[str], sentences: Sequence[str]) -> Iterator[Cell]:
    for aspect, items, one, two in (
        ("code", codes, gold.code_spans, other.code_spans),
        ("good", goods, gold.good_spans, other.good_spans),
    ):
        if one is None or two is None:
            continue
        for sentence in sentences:
            here, there = one.items.get(sentence, {}), two.items.get(sentence, {})
            for item in items:
                if one.is_arguable(sentence, item) or two.is_arguable(sentence, item):
                    continue
                yield Cell(aspect, item, "sentence", gold.language, sentence, _yes(item in here), _yes(item in there))
                if aspect == "code" and item in here and item in there:
                    said = (";".join(sorted(side[item] - {""})) for side in (here, there))
                    yield Cell("attributed_to", item, "sentence", gold.language, sentence, *said)
    if gold.formula is not None and other.formula is not None:
        for sentence in sentences:
            answers = gold.formula.get(sentence, ""), other.formula.get(sentence, "")
            yield Cell("formula", "", "sentence", gold.language, sentence, *answers)


def _directive_cells(gold: Reading, other: Reading) -> Iterator[Cell]:
    """Instructions are the same when their words overlap."""
    if gold.directives is None or other.directives is None:
        return

    def cell(aspect: str, item: dict, one: str, two: str) -> Cell:
        return Cell(aspect, "", "directive", gold.language, f"{gold.article_id} {item['span'][0]}", one, two)

    free = list(other.directives)
    for item in sorted(gold.directives, key=lambda item: item["optional"]):
        same = max(free, key=lambda one: _overlap(item["span"], one["span"]), default=None)
        if same is None or not _overlap(item["span"], same["span"]):
            if not item["optional"]:
                yield cell("directive", item, "yes", "")
            continue
        free.remove(same)
        if not item["optional"] and not same["optional"]:
            yield cell("directive", item, "yes", "yes")
            yield cell("issued_by", item, _text(item.get("issued_by")), _text(same.get("issued_by")))
            yield cell("directive deadline", item, _text(item.get("deadline")), _text(same.get("deadline")))
    for item in free:
        if not item["optional"]:
            yield cell("directive", item, "", "yes")


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> int:
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


# ---- figures


def score_cells(cells: Iterable[Cell]) -> list[Score]:
    """The figures of each item, and of each aspect over all items, by language and for all languages together."""
    groups: dict[tuple[str, str, str], dict[str, list[Cell]]] = {}
    for cell in cells:
        for language in (cell.language, "all"):
            groups.setdefault((cell.aspect, cell.unit, language), {}).setdefault(cell.item, []).append(cell)
    scores = []
    for (aspect, unit, language), items in groups.items():
        each = [score_item(aspect, item, unit, language, items[item]) for item in sorted(items) if item]
        scores += each
        scores.append(score_item(aspect, "micro", unit, language, [cell for some in items.values() for cell in some]))
        if len(each) > 1:
            scores.append(_average(aspect, unit, language, each))
    return scores


def score_item(aspect: str, item: str, unit: str, language: str, cells: Sequence[Cell]) -> Score:
    """The figures over some cells. A differing value is both a wrong one and a missed one."""
    tp = sum(bool(cell.gold) and cell.gold == cell.predicted for cell in cells)
    n_gold = sum(bool(cell.gold) for cell in cells)
    n_predicted = sum(bool(cell.predicted) for cell in cells)
    fp, fn = n_predicted - tp, n_gold - tp
    return Score(
        aspect, item, unit, language, n_gold, n_predicted, tp, fp, fn,
        precision=_ratio(tp, n_predicted),
        recall=_ratio(tp, n_gold),
        f1=_ratio(2 * tp, n_gold + n_predicted),
        alpha=measure_alpha([(cell.gold, cell.predicted) for cell in cells]) if aspect in _WITH_NEGATIVES else None,
    )  # fmt: skip


def measure_alpha(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Krippendorff's alpha of two coders for nominal values; None where all values are the same."""
    values = {value: code for code, value in enumerate(sorted({value for pair in pairs for value in pair}))}
    if len(values) < 2:
        return None
    data = [[values[pair[side]] for pair in pairs] for side in (0, 1)]
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"))


def _average(aspect: str, unit: str, language: str, scores: Sequence[Score]) -> Score:
    means = (_mean(getattr(score, name) for score in scores) for name in ("precision", "recall", "f1", "alpha"))
    return Score(aspect, "macro", unit, language, None, None, None, None, None, *means)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def count_confusions(cells: Iterable[Cell]) -> list[Confusion]:
    """Which codes the sides differ on, most frequent first: by sentence and, for all articles, by article."""
    missed: dict[tuple[str, str], set[str]] = defaultdict(set)
    wrong: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cell in cells:
        if cell.aspect == "code" and cell.gold != cell.predicted:
            (missed if cell.gold else wrong)[cell.unit, cell.where].add(cell.item)
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for unit, where in sorted(missed.keys() | wrong.keys()):
        for gold in sorted(missed.get((unit, where), {""})):
            for predicted in sorted(wrong.get((unit, where), {""})):
                found[unit, gold, predicted].append(where)
    confusions = [Confusion(*key, len(units), tuple(units)) for key, units in found.items()]
    return sorted(confusions, key=lambda one: (one.unit, -one.n, one.gold, one.predicted))


# ---- tables against labels, labels against labels


def compare_with_gold(tables: Mapping[str, Rows], gold: Sequence[Label]) -> list[Cell]:
    """Every question that the labels answer, with the tables' answer beside it."""
    tables = {name: list(rows) for name, rows in tables.items()}
    sentences = _find_sentences(tables.get("sentences", ()), {label["id"] for label in gold})
    readings = [read_label(label, sentences.get(label["id"])) for label in gold]
    return compare_readings(readings, read_tables(tables, sentences.keys() | {label["id"] for label in gold}), sentences)


def evaluate(tables: Mapping[str, Rows], gold: Sequence[Label]) -> list[Score]:
    """The tables (rows by table name) against the labels."""
    return score_cells(compare_with_gold(tables, gold))


def confusions(tables: Mapping[str, Rows], gold: Sequence[Label]) -> list[Confusion]:
    """Where the codes of the tables and of the labels part ways."""
    return count_confusions(compare_with_gold(tables, gold))


def compare_coders(gold_a: Sequence[Label], gold_b: Sequence[Label], sentences: Rows = (), *, strict: bool = False) -> list[Cell]:
    """Every question that both coders answer, the first one's answer as `gold`.

    With the rows of the table of sentences their spans are compared too, sentence by sentence. What a coder calls
    optional makes no cell, which flatters both where one is sure and the other is not; `strict` takes it as coded.
    """
    if strict:
        gold_a, gold_b = [firm_up(label) for label in gold_a], [firm_up(label) for label in gold_b]
    by_article = _find_sentences(sentences, {label["id"] for label in gold_a})
    one = [read_label(label, by_article.get(label["id"])) for label in gold_a]
    two = {label["id"]: read_label(label, by_article.get(label["id"])) for label in gold_b}
    return compare_readings(one, two, by_article)


def agreement(gold_a: Sequence[Label], gold_b: Sequence[Label], sentences: Rows = (), *, strict: bool = False) -> list[Score]:
    """Two coders' labels against each other: precision and recall are the second coder's against the first's."""
    return score_cells(compare_coders(gold_a, gold_b, sentences, strict=strict))


def firm_up(label: Label) -> Label:
    """The label with everything optional in it taken as coded."""
    firm = dict(label)
    for name in ("codes", "goods"):
        firm[name] = {"present": [item for names in label[name].values() for item in names], "optional": []}
    for name in _ITEM_KEYS:
        if name in label:
            firm[name] = [{key: value for key, value in item.items() if key != "optional"} for item in label[name]]
    return firm


def _find_sentences(rows: Rows, wanted: Collection[str]) -> dict[str, Sentences]:
    return {article_id: Sentences(some) for article_id, some in group_rows(rows, wanted).items()}


def load_tables(data: str | Path) -> dict[str, list[dict[str, str]]]:
    """The tables of a built folder that are compared with labels. Raises InputError."""
    return {name: list(read_rows(data, name)) for name in TABLES}


# ---- the command


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gold", metavar="FILE", nargs="+", required=True, help="labels, one JSON object a line")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--seeds", metavar="DIR", help="the articles that the labels describe")
    source.add_argument("--data", metavar="DIR", help="tables that are built already, instead of --seeds")
    parser.add_argument("--out", metavar="FILE", help="write all figures to FILE as CSV")


def run(args: argparse.Namespace) -> int:
    gold = read_gold(*args.gold)
    if args.data:
        cells = compare_with_gold(load_tables(args.data), gold)
        _require_overlap(cells, args.gold, args.data)
    else:
        from .pipeline import build  # the parser is needed for this way only

        with tempfile.TemporaryDirectory() as folder:
            build(Path(args.seeds), Path(folder) / "data")
            cells = compare_with_gold(load_tables(Path(folder) / "data"), gold)
        _require_overlap(cells, args.gold, args.seeds)
    scores = score_cells(cells)
    print(format_scores(scores))
    print(format_confusions(count_confusions(cells)))
    if args.out:
        write_scores(args.out, scores)
    return 0


def _require_overlap(cells: Iterable[Cell], gold: Sequence[str], place: str) -> None:
    if not any(cell.predicted for cell in cells if cell.aspect == "article"):
        raise InputError(" ".join(gold), f"none of its articles is in {place}", "name the articles that it describes")


def format_scores(scores: Sequence[Score]) -> str:
    """The figures as a table to read; a language is left out where it is the only one."""
    languages = {score.language for score in scores} - {"all"}
    shown = [score for score in scores if len(languages) > 1 or score.language == "all"]
    head = f"{'aspect':18} {'unit':9} {'item':26} {'lang':4} {'gold':>5} {'found':>5} {'tp':>5} {'fp':>5} {'fn':>5} {'P':>6} {'R':>6} {'F1':>6} {'alpha':>6}"
    lines = [head, "-" * len(head)]
    for score in shown:
        counts = " ".join(f"{_show(getattr(score, name)):>5}" for name in ("n_gold", "n_predicted", "tp", "fp", "fn"))
        figures = " ".join(f"{_show(getattr(score, name)):>6}" for name in ("precision", "recall", "f1", "alpha"))
        lines.append(f"{score.aspect:18} {score.unit:9} {score.item:26} {score.language:4} {counts} {figures}")
    return "\n".join(lines)


def format_confusions(found: Sequence[Confusion]) -> str:
    """The differences in codes as lines to read, each with the places."""
    if not found:
        return "No code differs."
    lines = ["Codes that differ (labelled → found):"]
    for one in found:
        lines.append(f"  {one.n:3} {one.unit:8} {one.gold or '–':26} → {one.predicted or '–':26} {' '.join(one.units)}")
    return "\n".join(lines)


def _show(value: float | int | None) -> str:
    return "–" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


def write_scores(path: str | Path, scores: Iterable[Score]) -> None:
    """All figures as CSV; an undefined one is an empty cell. Raises InputError."""
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(Score._fields)
            rows.writerows([f"{value:.4f}" if isinstance(value, float) else value for value in score] for score in scores)
    except OSError as error:
        raise os_error(path, error, "name another file") from error
