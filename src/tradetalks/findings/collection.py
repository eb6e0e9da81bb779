"""Findings on the evidence: how many texts tell an event, how years are known, what only one text says."""

from __future__ import annotations

import pandas as pd

from tradetalks.evidence import cite
from tradetalks.prose import agree, count, event_names, kind_noun, ordinal, share, start_sentence
from tradetalks.rows import keep_on_topic

from .offers import name_good
from .model import Finding, Tables, make_finding


def find_outlets(tables: Tables) -> Finding | None:
    """Whether any event is told by several texts, without which outlets cannot be compared."""
    events = tables["events"]
    if events.empty:
        return None
    several = events[events["n_texts"] > 1]
    if several.empty:
        if len(events) == 1:
            text = f"The only {cite('event', events['event_id'])} told here is told by a single text, so nothing can be compared."
        else:
            all_ = cite(f"the {count('event', len(events))}", events["event_id"])
            text = f"Each of {all_} is told by a single text, so that outlets cannot be told apart from the meetings they report."
    else:
        told = cite(share(len(several), len(events), "event"), several["event_id"])
        text = f"{start_sentence(told)} {agree(len(several), 'is', 'are')} told by several texts, so that outlets can be compared there."
    change = "a second report of the same meeting by another outlet, or in another language"
    return make_finding(tables, "outlets", text, "", change, tables["event_mentions"]["article_id"])


def tell_single(events: pd.DataFrame) -> str:
    """A sentence on the events that only one text tells; empty where there are none."""
    single = events[events["n_texts"] == 1]
    if single.empty:
        return ""
    n, all_ = len(single), len(events)
    if n == all_ > 2:
        each = cite(f"the {count('event', n)}", single["event_id"])
        return f"Each of {each} is told by only one text."
    told = start_sentence(cite(share(n, all_, "event"), single["event_id"]))
    return f"{told} {agree(n, 'is', 'are')} told by only one text{' each' if n > 1 else ''}."


def find_trust(tables: Tables) -> Finding | None:
    """How many days rest on an inferred year, and how many articles state their own date."""
    articles, mentions = tables["articles"], tables["event_mentions"]
    on_topic = keep_on_topic(articles)
    dated = mentions[mentions["date_start"].notna()]
    if dated.empty:
        return None
    stated = on_topic[on_topic["published"].notna()]
    printed = dated[dated["date_basis"] == "stated"]
    own = cite(share(len(stated), len(on_topic), "article"), stated["article_id"])
    bears = agree(max(len(stated), 1), "bears", "bear")
    rule = " ({ref}`event-mentions-year`)" if len(printed) < len(dated) else ""
    headline = f"{start_sentence(_tell_years(printed, dated))}."
    text = f"In the copies read, {own} {bears} a date of publication{rule}."
    change = "labels of press reports made by people, which would test the reading afresh; the articles' dates of publication, which their publishers hold, would settle the years"
    return make_finding(tables, "trust", headline, text, change, dated["article_id"])


def tell_years(tables: Tables) -> str:
    """A sentence on how many years of dates are printed and how many inferred; empty where no day is known."""
    mentions = tables["event_mentions"]
    dated = mentions[mentions["date_start"].notna()]
    if dated.empty:
        return ""
    return f"{start_sentence(_tell_years(dated[dated['date_basis'] == 'stated'], dated))} ({{ref}}`event-mentions-year`)."


def _tell_years(printed: pd.DataFrame, dated: pd.DataFrame) -> str:
    """`no date of an event has its year printed beside it: all seven years are inferred`, for any two counts."""
    inferred = dated[~dated["event_mention_id"].isin(printed["event_mention_id"])]
    if printed.empty:
        years = cite(share(len(dated), len(dated), "year"), dated["event_mention_id"])
        return f"no date of an event has its year printed beside it: {years} {agree(len(dated), 'is', 'are')} inferred"
    told = cite(share(len(printed), len(dated), "date"), printed["event_mention_id"])
    text = f"{told} of events {agree(len(printed), 'has its year printed beside it', 'have their years printed beside them')}"
    if inferred.empty:
        return text
    rest = cite(f"the other {count('year', len(inferred))}" if len(inferred) > 1 else "the other year", inferred["event_mention_id"])
    return f"{text}; {rest} {agree(len(inferred), 'is', 'are')} inferred"


def list_once(tables: Tables) -> pd.DataFrame:
    """What a single text says: one row a code, a good, a number or an event that only one text carries.

    Columns: `what` (code, good, number, event), `name` (plain text), `text_group`, `article_id` (the first that carries
    the text), `ids`.
    """
    articles = tables["articles"].set_index("article_id")
    groups = articles["text_group"].to_dict()
    labels = dict(zip(tables["codebook"]["code"], tables["codebook"]["label"], strict=True))
    names = event_names(tables["events"])
    mentions = tables["event_mentions"]
    numbered = mentions[mentions["ordinal"].notna()]
    carried = [
        *(("code", labels.get(row.code, row.code), row.article_id, row.coding_id) for row in tables["codings"].itertuples()),
        *(("good", start_sentence(name_good(row.good)), row.article_id, row.good_id) for row in tables["goods"].itertuples()),
        *(
            ("number", f"{ordinal(row.ordinal, words=False)} {kind_noun(row.kind)}", row.article_id, row.event_mention_id)
            for row in numbered.itertuples()
        ),
        *(("event", start_sentence(names[row.event_id]), row.article_id, row.event_id) for row in mentions.itertuples()),
    ]
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for what, name, article_id, row_id in carried:
        found.setdefault((what, name), []).append((article_id, row_id))
    rows = []
    for (what, name), said in found.items():
        texts = {groups[article_id] for article_id, _ in said}
        if len(texts) == 1:
            rows.append((what, name, texts.pop(), min(article_id for article_id, _ in said), sorted({row_id for _, row_id in said})))
    order = ["code", "good", "number", "event"]
    table = pd.DataFrame(rows, columns=["what", "name", "text_group", "article_id", "ids"])
    return table.sort_values(["what", "name"], key=lambda c: c.map(order.index) if c.name == "what" else c, ignore_index=True)
