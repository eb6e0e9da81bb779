"""Every question that two readings answer, as a cell with the answer of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from .readings import EVENT_FIELDS, Reading, Sentences, write_answer


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
            yield cell("issued_by", item, write_answer(item.get("issued_by")), write_answer(same.get("issued_by")))
            yield cell("directive deadline", item, write_answer(item.get("deadline")), write_answer(same.get("deadline")))
    for item in free:
        if not item["optional"]:
            yield cell("directive", item, "", "yes")


def _overlap(one: tuple[int, int], two: tuple[int, int]) -> int:
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))
