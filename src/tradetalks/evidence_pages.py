"""The evidence chapter: one page an article, made from the tables when the book is staged.

For each article there are two files: `evidence/<name>.md`, its page, and `evidence/<name>.json`, all that is known of
its sentences and of what each of them gave; `evidence/index.json` says where everything is. The pages hold no text of
articles: `tradetalks.sphinxext.evidence` puts it in, as text, from the JSON, and takes the quotations of other pages
from there too. The JSON files are not published.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from tradetalks import corpus, inferred, instructions, prose, quotable
from tradetalks.display import literal
from tradetalks.evidence import may_republish, name_pages
from tradetalks.project import Project
from tradetalks.shipped import load_yaml
from tradetalks.staging import Page, lists_page

#: The page below which the evidence is listed. A book whose table of contents does not have it has no evidence.
CHAPTER = "evidence"
INDEX = "evidence/index.json"

Row = dict[str, Any]

_TABLES = ("articles", "sentences", "event_mentions", "events", "codebook", "codings", "goods", "directives")


def make_evidence(place: Project) -> list[Page]:
    """The pages of the evidence chapter and the files they are read from; none for a book without the chapter."""
    if not lists_page(place, CHAPTER):
        return []
    tables = {name: place.table(name) for name in _TABLES}
    rows = {name: [prose.as_row(row) for row in table.to_dict(orient="records")] for name, table in tables.items()}
    sources = corpus.read_sources(place.seeds, warn=lambda line: None)  # the pipeline has warned already
    licences = {article_id: source.licence for article_id, source in sources.items()}
    return list(write_pages(rows, licences, quotable.list_beside(tables)))


def write_pages(rows: Mapping[str, list[Row]], licences: Mapping[str, str], beside: frozenset[str] = frozenset()) -> Iterator[Page]:
    """The files of the chapter from the rows of the tables and the licences of the articles.

    `beside` are the sentences that may be quoted though no table has a row of them.
    """
    names = name_pages({row["article_id"]: row["key"] for row in rows["articles"]})
    findings = collect_findings(rows)
    sentences = group(rows["sentences"])
    for article in sorted(rows["articles"], key=_by_day):
        article_id = article["article_id"]
        name = names[article_id]
        known = describe_article(
            article, name, may_republish(licences.get(article_id)), sentences[article_id], findings[article_id], beside
        )
        yield Page(f"{CHAPTER}/{name}.json", _dump(known))
        yield Page(f"{CHAPTER}/{name}.md", write_page(known), under=CHAPTER)
    yield Page(INDEX, _dump(make_index(rows, names)))


def make_index(rows: Mapping[str, list[Row]], names: Mapping[str, str]) -> Row:
    """Where everything is: the page of each article in the order of the chapter, the name and mentions of each event."""
    called = prose.name_events(rows["events"])
    mentions = defaultdict(list)
    for row in rows["event_mentions"]:
        mentions[row["event_id"]].append(row["event_mention_id"])
    return {
        "articles": {row["article_id"]: names[row["article_id"]] for row in sorted(rows["articles"], key=_by_day)},
        "events": {
            row["event_id"]: {
                "name": called[row["event_id"]],
                "mentions": mentions[row["event_id"]],
                "about": describe_event(row),
            }
            for row in rows["events"]
        },
    }


def describe_article(
    article: Row, name: str, free: bool, sentences: Iterable[Row], findings: Mapping[str, Row], beside: frozenset[str] = frozenset()
) -> Row:
    """All that the book shows of one article. A sentence is `quoted` when it gave something or all may be shown."""
    spans = [(found["start"], found["end"]) for found in findings.values()]
    return {
        "article_id": article["article_id"],
        "key": article["key"],
        "name": name,
        "outlet": prose.outlet(article),
        "title": article["title"] or "",
        "agency": article["agency"] or "",
        "url": article["url"] or "",
        "date": prose.day(article["published"]) if article["published"] else "",
        "language": article["language"],
        "on_topic": bool(article["on_topic"]),
        "free": free,
        "sentences": [
            {
                "id": row["sentence_id"],
                "start": int(row["start"]),
                "end": int(row["end"]),
                "text": row["text"],
                "role": row["role"],
                "quoted": free or row["sentence_id"] in beside or any(start < int(row["end"]) and int(row["start"]) < end for start, end in spans),
            }
            for row in sentences
        ],
        "findings": dict(findings),
    }


def write_page(known: Mapping[str, Any]) -> str:
    """The page of one article."""
    title = known["key"] if known["outlet"] == known["key"] else f"{known['outlet']}, {known['key']}"
    return (
        f"(evidence-{known['name']})=\n# {literal(title)}\n\n"
        f":::{{evidence-article}} {known['name']}\n:::\n"
    )


def _by_day(article: Row) -> tuple:
    return (article["published"] or "9999", article["key"], article["article_id"])


def group(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    """Rows by their article."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["article_id"]].append(row)
    return grouped


def _dump(content: Mapping) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


# ---- what sentences gave


def collect_findings(rows: Mapping[str, list[Row]]) -> Mapping[str, dict[str, Row]]:
    """By article and by id: every mention, coding, good and instruction, with what a reader is told of it."""
    codes = {row["code"]: row for row in rows["codebook"]}
    events = {row["event_id"]: row for row in rows["events"]}
    ways: tuple[tuple[str, str, Callable[[Row], Row]], ...] = (
        ("event_mentions", "event_mention_id", lambda row: describe_mention(row, events.get(row["event_id"]))),
        ("codings", "coding_id", lambda row: describe_coding(row, codes[row["code"]])),
        ("goods", "good_id", describe_good),
        ("directives", "directive_id", describe_directive),
    )
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for table, key, describe in ways:
        for row in rows[table]:
            place = {"start": int(row["start"]), "end": int(row["end"]), "sentence": row["sentence_id"]}
            found[row["article_id"]][row[key]] = {**place, **describe(row)}
    for row in rows["event_mentions"]:
        number = find_number(row, rows["sentences"])
        if number:
            found[row["article_id"]][row["event_mention_id"]]["number"] = number
    return found


def find_number(mention: Row, sentences: Iterable[Row]) -> str | None:
    """The sentence that prints a mention's number, the nearest that does; None where its own sentence does, or none."""
    words = mention["ordinal_quote"]
    if not words:
        return None
    printed = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    having = [row for row in sentences if row["article_id"] == mention["article_id"] and row["text"] and printed.search(row["text"])]
    nearest = min(having, key=lambda row: abs(int(row["start"]) - int(mention["start"])), default=None)
    if nearest is None or any(row["sentence_id"] == mention["sentence_id"] for row in having):
        return None
    return nearest["sentence_id"]


def describe_mention(row: Row, event: Row | None) -> Row:
    """One article's report of an event: days and how the year is known, ordinal, place, mode, leads, status."""
    told = [prose.days(row["date_start"], row["date_end"])]
    if row["date_basis"] and row["date_basis"] != "stated":
        told.append(f"inferred: {prose.basis_phrase(row['date_basis'])}")
    if inferred.is_kind_inferred(row):
        told.append("inferred: its kind, for neither minister nor level is named")
    if row["ordinal"] is not None:
        words = f" (“{row['ordinal_quote']}”)" if row["ordinal_quote"] else ""
        told.append(f"number {int(row['ordinal'])} of its kind{words}")
    mode = prose.mode_phrase(row["mode"])
    told += [row["place"] or "", f"[{mode}] (inferred: a place is named)" if mode and row.get("mode_basis") == "place" else mode]
    told += [_led(row["lead_vn"], "Vietnamese"), _led(row["lead_us"], "US")]
    told += ["planned" if row["status"] == "planned" else "held"]
    if row["reason"]:
        told.append(f"rule: {row['reason']}")
    return {
        "type": "event",
        "label": prose.kind_label(row["kind"]),
        "about": _join(told),
        "event": row["event_id"],
        "event_about": describe_event(event) if event else "",
    }


def describe_event(row: Row) -> str:
    """What of an event does not stand in any one mention: an ordinal that was inferred, and why."""
    if row["ordinal_basis"] == "inferred" and row["ordinal"] is not None:
        reason = f": {row['ordinal_reason']}" if row["ordinal_reason"] else ""
        return f"number {int(row['ordinal'])} of its kind is inferred{reason}"
    return row["ordinal_reason"] or ""


def describe_coding(row: Row, code: Row) -> Row:
    """A coded span: what the code is, by which rule, and in whose mouth."""
    who = f"attributed to {row['attributed_to']}" if row["attributed_to"] else "in the outlet's own words"
    if row["attributed_to"] and row.get("attribution_basis") == "continued":
        who = f"attributed to [{row['attributed_to']}] (carried over from an earlier sentence)"
    return {
        "type": code["family"],
        "label": code["label"],
        "about": _join([code["family"], who, f"rule: {row['rule']}"]),
        "code": row["code"],
    }


def describe_good(row: Row) -> Row:
    """A good named for purchase or import."""
    return {"type": "good", "label": label_good(row["good"]), "about": "good named for purchase or import"}


def describe_directive(row: Row) -> Row:
    """An instruction: by whom, to whom, by when."""
    told = [
        f"given by {instructions.name_giver(row['issued_by'], row.get('issued_basis'))}" if row["issued_by"] else "giver not told",
        f"to {prose.join_list(prose.split_names(row['addressee']))}" if row["addressee"] else "addressee not told",
        f"due {prose.due(row['deadline'])}" if row["deadline"] else "no deadline told",
    ]
    return {"type": "directive", "label": "Instruction", "about": _join(told)}


@cache
def _goods() -> dict[str, str]:
    declared = load_yaml("codebook", "goods.yml")
    return {name: good["label"] for name, good in declared["goods"].items()}


def label_good(good: str) -> str:
    """What a good is called."""
    return _goods().get(good) or good.replace("-", " ").capitalize()


def _led(names: str | None, side: str) -> str:
    people = prose.split_names(names)
    return f"{side} side led by {prose.join_list(people)}" if people else ""


def _join(told: Iterable[str]) -> str:
    return "; ".join(part for part in told if part)

