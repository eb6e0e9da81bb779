"""The sentences and tables of the landing page and of the conclusions.

Findings and tables in; out come Markdown sentences with their evidence, and tables for `display.show_table` whose
cells are Markdown where a docstring says so.
"""

from __future__ import annotations

import pandas as pd
import yaml

from tradetalks import cadence, findings
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.findings import Finding, Tables
from tradetalks.pages.cadence import tell_longest
from tradetalks.project import Project
from tradetalks.prose import (
    agree,
    count,
    is_missing,
    join_list,
    kind_noun,
    outlet,
    share,
    start_sentence,
)
from tradetalks.rows import gather_ids, index_rows, keep_on_topic
from tradetalks.showcase import LANGUAGES

_CHAPTERS = {
    "cadence": "the rhythm of the talks",
    "ordinals": "counting the meetings",
    "principles": "principles",
    "offers": "offers, asks and goods",
    "instructions": "instructions",
    "outlets": "outlets",
    "trust": "trust",
}


def refer(key: str, words: str | None = None) -> str:
    """A MyST reference to a chapter by its label."""
    return f"{{ref}}`{words or _CHAPTERS[key]} <{key}>`"


def answer(found: list[Finding], tables: Tables) -> str:
    """The answer of the landing page: what is told, how the formula is said, what numbers imply, and on how little it rests."""
    if not found:
        return "These articles hold nothing on the talks."
    text_of = {finding.key: finding.brief for finding in found}
    events = tables["events"]
    parts = (tell_collection(tables), text_of.get("principles"), _tell_implied(events), findings.tell_single(events))
    return " ".join(part for part in parts if part)


def tell_making(book: Project) -> str:
    """Who made the labels, that the choice of the articles is not recorded, and where corrections go, if that is known."""
    path = book.book.parent / "_config.yml"
    config = yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else None
    address = str(((config or {}).get("repository") or {}).get("url") or "").rstrip("/")
    told = (
        "The labels by which the reading is checked were made by language models, not by people ({ref}`trust`). "
        "How the articles were chosen is not recorded ({ref}`articles-limits`)."
    )
    return f"{told} Corrections are welcome in the [issues of the repository]({address}/issues)." if address else told


def sum_up(found: list[Finding], tables: Tables) -> str:
    """The conclusions in a paragraph: what is told, what recurs, and how much of it rests on one text."""
    if not found:
        return "These articles hold nothing on the talks, so there is nothing to conclude."
    text_of = {finding.key: finding.brief for finding in found}
    events = tables["events"]
    rhythm = tell_longest(cadence.measure_intervals(events), events) if "cadence" in text_of else ""
    return " ".join(part for part in (tell_collection(tables), text_of.get("principles"), rhythm, findings.tell_single(events)) if part)


def tell_collection(tables: Tables) -> str:
    """A sentence: how many articles on the talks tell of how many events."""
    articles = tables["articles"]
    used = keep_on_topic(articles)
    told = start_sentence(cite(count("article", len(used)), used["article_id"]))
    return f"{told} on the talks, read sentence by sentence, {agree(len(used), 'tells', 'tell')} of {findings.tell_span(tables)}."


def _tell_implied(events: pd.DataFrame) -> str:
    """A sentence on the events that printed numbers imply and no article tells; empty where there are none."""
    untold = cadence.find_untold(events)
    untold = untold[untold["untold"] > 0]
    if untold.empty:
        return ""
    lost = [
        cite(count(kind_noun(kind), int(mine["untold"].sum())), mine["before_id"]) for kind, mine in untold.groupby("kind", sort=False)
    ]
    return f"The numbers that articles print imply at least {join_list(lost)} more, of which none of them tells."


def make_finding_table(found: list[Finding]) -> pd.DataFrame:
    """The findings by weight with what would change each; `finding`, `articles` are Markdown."""
    rows = [
        {
            "finding": f"**{finding.title}.** {finding.text} See {refer(finding.chapter)}.",
            "articles": cite(str(len(finding.article_ids)), finding.article_ids),
            "change": start_sentence(finding.change) + ".",
        }
        for finding in findings.weigh(found)
    ]
    return pd.DataFrame(rows, columns=["finding", "articles", "change"], dtype=object)


def tell_once(once: pd.DataFrame, tables: Tables) -> str:
    """How many codes, goods, printed numbers and events a single text carries, of how many there are."""
    mentions = tables["event_mentions"]
    numbered = mentions[mentions["ordinal"].notna()]
    all_ = {
        "code": tables["codings"]["code"].nunique(),
        "good": tables["goods"]["good"].nunique(),
        "number": len({*zip(numbered["kind"], numbered["ordinal"], strict=True)}),
        "event": mentions["event_id"].nunique(),
    }
    nouns = {"code": "code", "good": "good", "number": "printed number", "event": "event"}
    parts = []
    for what, noun in nouns.items():
        mine = once[once["what"] == what]
        if all_[what]:
            ids = gather_ids(mine["ids"])
            parts.append(cite(share(len(mine), all_[what], noun), ids))
    if not parts:
        return "These articles carry nothing to count."
    return f"A single text carries {join_list(parts)}."


def make_once_table(once: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """What a single text says, events aside, a row a text; cells but the first are Markdown."""
    rows_of = index_rows(articles, "article_id")
    rows = []
    for article_id, mine in once[once["what"] != "event"].groupby("article_id", sort=True):
        cells = {what: join_list(cite(literal(row.name), row.ids) for row in part.itertuples(index=False)) for what, part in mine.groupby("what")}
        row = rows_of[article_id]
        rows.append({"article": f"{outlet(row)} ({row['key']})", **{what: cells.get(what) for what in ("code", "good", "number")}})
    return pd.DataFrame(rows, columns=["article", "code", "good", "number"], dtype=object)


def tell_limits(tables: Tables) -> str:
    """What the size and make-up of the collection keeps it from showing, as a list."""
    articles, events = tables["articles"], tables["events"]
    used = keep_on_topic(articles)
    if used.empty:
        return "- **No article is on the talks.** So nothing can be shown."
    size = "few" if len(used) < 30 else "not all"
    items = [f"**{start_sentence(count('article', len(used)))} {agree(len(used), 'is', 'are')} {size}.** {_tell_make_up(used)}"]
    implied = _tell_implied(events)
    if implied:
        items.append(f"**Events are missing.** {implied}")
    single = findings.tell_single(events)
    if single:
        items.append(f"**Little can be compared.** {single}")
    return "\n".join(f"- {item}" for item in items)


def _tell_make_up(articles: pd.DataFrame) -> str:
    outlets = sorted({name for name in articles["publisher"] if not is_missing(name)})
    languages = [LANGUAGES.get(code, code) for code in sorted(set(articles["language"]))]
    told = cite(count("outlet", len(outlets)), articles.loc[articles["publisher"].notna(), "article_id"])
    named = f" from {told}" if outlets else " from outlets that are not named"
    return f"They come{named}, in {join_list(languages)}. Another choice of articles could show another picture."
