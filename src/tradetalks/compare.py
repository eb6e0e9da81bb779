"""`tradetalks diff`: what changed between two built data folders, and which articles moved it."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from .errors import InputError, one_line
from .tables import read_rows
from .values import split

Row = Mapping[str, str]
Tables = Mapping[str, list[dict[str, str]]]

#: The tables that are compared. Sentences are not: where they change, the article's text or their number does.
TABLES = ("articles", "codebook", "events", "event_mentions", "event_conflicts", "codings", "goods", "directives")

_ARTICLE_FIELDS = ("language", "on_topic", "title", "publisher", "agency", "url", "published", "published_basis", "n_sentences", "text_group", "note")
_CODE_FIELDS = ("family", "label", "label_vi", "definition", "include", "exclude")
_EVENT_FIELDS = ("event_id", "ordinal", "ordinal_basis", "date_start", "date_end", "place", "mode", "lead_vn", "lead_us", "status", "n_texts", "n_outlets", "article_ids")
_MENTION_FIELDS = ("kind", "date_start", "date_end", "date_basis", "ordinal", "place", "mode", "lead_vn", "lead_us", "status")


class Change(NamedTuple):
    """One difference between an old and a new build.

    `part` is what changed (article, code, event, conflict, coding, good, directive), `id` which one, `what` how (added,
    removed, changed), `field` the column or figure with its `old` and `new` value. `article_ids` are the articles that
    moved it; none where no article says it (an ordinal that follows from its neighbours, a definition).
    """

    part: str
    id: str
    what: str
    field: str
    old: str
    new: str
    article_ids: tuple[str, ...]


def load_tables(folder: Path) -> Tables:
    """The tables of a built folder that are compared. Raises InputError."""
    if not folder.is_dir():
        raise InputError(folder, "there is no such folder", "name a folder that `tradetalks build` has written")
    return {name: list(read_rows(folder, name)) for name in TABLES}


def find_changes(old: Tables, new: Tables) -> list[Change]:
    """Every difference between two builds, articles first."""
    return [
        *compare_articles(old["articles"], new["articles"]),
        *compare_codebooks(old["codebook"], new["codebook"]),
        *compare_events(old, new),
        *compare_conflicts(old["event_conflicts"], new["event_conflicts"]),
        *compare_spans("coding", "code", ("quote", "attributed_to"), old["codings"], new["codings"]),
        *compare_spans("good", "good", ("quote",), old["goods"], new["goods"]),
        *compare_spans("directive", "issued_by", ("quote", "addressee", "deadline"), old["directives"], new["directives"]),
    ]


# ---- rows that have an id


def compare_articles(old: Iterable[Row], new: Iterable[Row]) -> Iterator[Change]:
    """Articles that came, went, have another text (`sha256`) or are described otherwise."""
    before, after = ({row["article_id"]: row for row in rows} for rows in (old, new))
    for article_id in sorted(before.keys() | after.keys()):
        one, two = before.get(article_id), after.get(article_id)
        if one is None or two is None:
            yield Change("article", article_id, "added" if one is None else "removed", "", "", "", (article_id,))
            continue
        for name in ("sha256", *_ARTICLE_FIELDS):
            if one.get(name, "") != two.get(name, ""):
                yield Change("article", article_id, "changed", name, one.get(name, ""), two.get(name, ""), (article_id,))


def compare_codebooks(old: Iterable[Row], new: Iterable[Row]) -> Iterator[Change]:
    """Codes that came, went or are defined otherwise."""
    before, after = ({row["code"]: row for row in rows} for rows in (old, new))
    for code in sorted(before.keys() | after.keys()):
        one, two = before.get(code), after.get(code)
        if one is None or two is None:
            yield Change("code", code, "added" if one is None else "removed", "", "", "", ())
            continue
        for name in _CODE_FIELDS:
            if one.get(name, "") != two.get(name, ""):
                yield Change("code", code, "changed", name, one.get(name, ""), two.get(name, ""), ())


def compare_events(old: Tables, new: Tables) -> Iterator[Change]:
    """Events that came, went or changed, each with the articles whose mentions of it did."""
    told_before, told_after = _group_mentions(old["event_mentions"]), _group_mentions(new["event_mentions"])
    pairs = match_events(old["events"], new["events"])
    for one, two in sorted(pairs, key=lambda pair: (pair[1] or pair[0])["event_id"]):
        if one is None or two is None:
            row = one or two
            yield Change("event", row["event_id"], "added" if one is None else "removed", "", "", "", tuple(split(row["article_ids"])))
            continue
        movers = _find_movers(told_before.get(one["event_id"], {}), told_after.get(two["event_id"], {}))
        for name in _EVENT_FIELDS:
            if one.get(name, "") != two.get(name, ""):
                yield Change("event", two["event_id"], "changed", name, one.get(name, ""), two.get(name, ""), movers)


def match_events(old: Collection[Row], new: Collection[Row]) -> list[tuple[Row | None, Row | None]]:
    """Pairs of the same event before and after: by id, else by kind and days, else by kind and ordinal."""
    pairs: list[tuple[Row | None, Row | None]] = []
    left, right = list(old), list(new)
    for key in (
        lambda row: row["event_id"],
        lambda row: row["date_start"] and (row["kind"], row["date_start"], row["date_end"]),
        lambda row: row["ordinal"] and (row["kind"], row["ordinal"]),
    ):
        after = {key(row): row for row in right if key(row)}
        found = [(row, after.pop(key(row))) for row in left if key(row) in after]
        pairs += found
        left = [row for row in left if not any(row is one for one, _ in found)]
        right = [row for row in right if not any(row is two for _, two in found)]
    return [*pairs, *((row, None) for row in left), *((None, row) for row in right)]


def _group_mentions(rows: Iterable[Row]) -> dict[str, dict[str, Counter]]:
    """What each article says of each event."""
    grouped: dict[str, dict[str, Counter]] = {}
    for row in rows:
        said = tuple(row.get(name, "") for name in _MENTION_FIELDS)
        grouped.setdefault(row["event_id"], {}).setdefault(row["article_id"], Counter())[said] += 1
    return grouped


def _find_movers(before: Mapping[str, Counter], after: Mapping[str, Counter]) -> tuple[str, ...]:
    return tuple(sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)))


def compare_conflicts(old: Iterable[Row], new: Iterable[Row]) -> Iterator[Change]:
    """Disagreements that came or went, or that other articles take part in."""
    before, after = ({(row["event_id"], row["field"], row["value"]): row for row in rows} for rows in (old, new))
    for key in sorted(before.keys() | after.keys()):
        one, two = before.get(key), after.get(key)
        event_id, name, value = key
        if one is None:
            yield Change("conflict", event_id, "added", name, "", value, tuple(split(two["article_ids"])))
        elif two is None:
            yield Change("conflict", event_id, "removed", name, value, "", tuple(split(one["article_ids"])))
        elif one["article_ids"] != two["article_ids"]:
            movers = set(split(one["article_ids"])) ^ set(split(two["article_ids"]))
            what = f"{name} {value}: articles"
            yield Change("conflict", event_id, "changed", what, one["article_ids"], two["article_ids"], tuple(sorted(movers)))


# ---- spans, which are counted


def compare_spans(part: str, column: str, said: Collection[str], old: Iterable[Row], new: Iterable[Row]) -> Iterator[Change]:
    """How many spans there are for each value of a column, where any of them is another one.

    Two spans are the same when article and words are; where they stand may shift.
    """
    before, after = ({}, {})
    for rows, grouped in ((old, before), (new, after)):
        for row in rows:
            words = tuple(row.get(name, "") for name in said)
            grouped.setdefault(row[column], {}).setdefault(row["article_id"], Counter())[words] += 1
    for value in sorted(before.keys() | after.keys()):
        one, two = before.get(value, {}), after.get(value, {})
        if one != two:
            what = "added" if not one else "removed" if not two else "changed"
            numbers = (str(sum(count.total() for count in side.values())) for side in (one, two))
            yield Change(part, value, what, "number", *numbers, _find_movers(one, two))


# ---- the command


_HEADINGS = {
    "article": "Articles",
    "code": "Codebook",
    "event": "Events",
    "conflict": "Conflicts",
    "coding": "Codings, by code",
    "good": "Goods, by good",
    "directive": "Instructions, by who gave them",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", metavar="OLD", help="a built data folder")
    parser.add_argument("new", metavar="NEW", help="another one")
    parser.add_argument("--json", action="store_true", help="print the changes as JSON")


def run(args: argparse.Namespace) -> int:
    changes = find_changes(load_tables(Path(args.old)), load_tables(Path(args.new)))
    if args.json:
        told = {"old": args.old, "new": args.new, "same": not changes, "changes": [change._asdict() for change in changes]}
        print(json.dumps(told, ensure_ascii=False, indent=2))
    elif changes:
        print(describe(changes))
    else:
        print(one_line(f"{args.old} and {args.new} say the same."))
    return 0


def describe(changes: Collection[Change]) -> str:
    """The changes as lines to read, under a heading for each part."""
    lines = []
    for part, heading in _HEADINGS.items():
        some = [change for change in changes if change.part == part]
        if some:
            lines += [f"{heading} ({len(some)})", *(f"  {describe_change(change)}" for change in some)]
    return "\n".join(lines)


def describe_change(change: Change) -> str:
    """One change on one line, with the articles behind it."""
    sign = {"added": "+", "removed": "-", "changed": "~"}[change.what]
    told = f"{sign} {change.id or 'unknown'}"
    if change.field:
        told += f" {change.field}: {change.old or '–'} → {change.new or '–'}"
    if change.part != "article":
        told += f" [{', '.join(change.article_ids) or 'by no article of its own'}]"
    return one_line(told)
