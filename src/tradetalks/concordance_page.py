"""The concordance as a page: its lines for the reader, and all of them as data that the page loads when it is asked to.

A page holds at most `MOST` lines, so that it stays light; `concordance.js` filters and sorts these, and fetches the
rest from `_static/concordance.json` on first use where there are more. Without JavaScript the lines are a plain table.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from tradetalks import inferred, placing, prose
from tradetalks.concordance import Line, Variant, concord, list_variants
from tradetalks.evidence import name_pages, name_sentence
from tradetalks.project import Project
from tradetalks.staging import Page, lists_page

#: Lines that the page itself holds.
MOST = 150
#: Characters of context on either side of the coded words.
WIDTH = 45
DATA = "_static/concordance.json"
#: What the outlet says in its own words.
OUTLET = "the outlet itself"

COLUMNS = ("left", "keyword", "right", "code", "meeting", "outlet", "speaker", "wording")


def make_lines(place: Project) -> pd.DataFrame:
    """All lines of the concordance by code, then in the order of the articles.

    Columns: those of `COLUMNS`, as a reader meets them, and `coding_id`, `sentence_id`, `article_id`.
    """
    codings, articles, events = (place.table(name) for name in ("codings", "articles", "events"))
    meetings = placing.assign_meetings(articles, place.table("event_mentions"), place.table("directives"))
    placed = placing.place(codings, meetings, events)
    labels = place.table("codebook").set_index("code")["label"]
    outlets = articles.set_index("article_id")["publisher"]
    names = inferred.name_events(events, place.table("event_mentions"), article="")
    rows = []
    lines = concord(placed.to_dict("records"), place.table("sentences").to_dict("records"), WIDTH)
    for line, coding_id, event_id, basis in zip(lines, placed["coding_id"], placed["event_id"], placed["attribution_basis"], strict=True):
        meeting = prose.start_sentence(names.get(event_id, placing.UNPLACED))
        rows.append((*_show(line, labels, outlets, meeting, basis), coding_id, line.sentence_id, line.article_id))
    table = pd.DataFrame(rows, columns=[*COLUMNS, "coding_id", "sentence_id", "article_id"], dtype=object)
    return table.sort_values("code", kind="stable", ignore_index=True)


def name_speaker(speaker: str | None, basis: str | None) -> str:
    """Who says it, as a reader meets it: in square brackets who is carried over from an earlier sentence."""
    if prose.is_missing(speaker):
        return OUTLET
    return {"continued": f"[{speaker}]", "title": f"{speaker}, by the headline"}.get(basis, speaker)


def _show(line: Line, labels: Mapping[str, str], outlets: Mapping[str, str], meeting: str, basis: str | None) -> tuple:
    outlet = outlets[line.article_id]
    return (
        line.left.lstrip(),  # the spaces beside the coded words stay: before a comma there is none
        line.keyword,
        line.right.rstrip(),
        labels[line.code],
        meeting,
        "not named" if prose.is_missing(outlet) else outlet,
        name_speaker(line.speaker, basis),
        line.wording,
    )


def pick_lines(lines: pd.DataFrame, most: int = MOST) -> pd.DataFrame:
    """All lines where they are few; else the first of each code, equally many of each, at least one."""
    if len(lines) <= most:
        return lines
    each = max(1, most // lines["code"].nunique())
    return lines[lines.groupby("code").cumcount() < each].reset_index(drop=True)


def list_wordings(place: Project) -> list[Variant]:
    """The wordings of every code with their counts, the most frequent of each code first."""
    empty = {"publisher": ""}
    return list_variants(place.table("codings").to_dict("records"), place.table("articles").fillna(empty).to_dict("records"))


def sum_wordings(variants: Iterable[Variant], labels: Mapping[str, str], examples: int = 3) -> pd.DataFrame:
    """One row a code: how many mentions in how many wordings, and its most frequent wordings with their counts."""
    groups: dict[str, list[Variant]] = {}
    for variant in variants:
        groups.setdefault(variant.code, []).append(variant)
    rows = []
    for code, found in groups.items():
        first = found[:examples]
        told = "; ".join(f"{one.wording} ({one.n_mentions})" for one in first)
        rest = len(found) - len(first)
        rows.append((code, labels[code], sum(one.n_mentions for one in found), len(found), f"{told}; and {rest} more" if rest else told))
    table = pd.DataFrame(rows, columns=["code", "label", "n_mentions", "n_wordings", "examples"])
    return table.sort_values(["n_wordings", "n_mentions", "code"], ascending=[False, False, True], ignore_index=True)


def make_data(place: Project) -> list[Page]:
    """The lines as the JSON file that the page loads where it does not hold them all; none where it does, or is not there."""
    if not lists_page(place, "concordance") or len(lines := make_lines(place)) <= MOST:
        return []
    articles = place.table("articles")
    pages = name_pages(dict(zip(articles["article_id"], articles["key"], strict=True)))
    rows = [[*(row[name] for name in COLUMNS), _link(row, pages)] for row in lines.to_dict("records")]
    return [Page(DATA, json.dumps({"columns": [*COLUMNS, "href"], "rows": rows}, ensure_ascii=False) + "\n")]


def _link(row: Mapping[str, Any], pages: Mapping[str, str]) -> str:
    page = pages[row["article_id"]]
    return f"evidence/{page}.html#{name_sentence(page, row['sentence_id'])}"


def rank_variant(variant: Variant) -> tuple:
    """What makes a wording recur more than another: its distinct texts, then its mentions."""
    return variant.n_texts, variant.n_mentions
