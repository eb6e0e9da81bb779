"""At which meeting things are said, and who hears them: each article at the meeting that it mainly reports.

Also how often rows are found, in sentences, texts and outlets. Tables in, tables out.
"""

from __future__ import annotations

import pandas as pd

from tradetalks.rows import keep_on_topic

INSIDE, ACROSS, UNPLACED = "inside government", "with the other side", "no meeting known"
AUDIENCES = (INSIDE, ACROSS, UNPLACED)

#: Who hears what is said at an event of each kind.
AUDIENCE = {
    "government-meeting": INSIDE,
    "ministerial-session": ACROSS,
    "negotiation-round": ACROSS,
    "leader-contact": ACROSS,
}


def assign_meetings(articles: pd.DataFrame, mentions: pd.DataFrame, directives: pd.DataFrame) -> pd.DataFrame:
    """The meeting that each article on the talks mainly reports, one row an article: `event_id` and the `rule`.

    The rule is the first that gives one: the meeting at which the article's instructions were given; the held event
    that is told first among those with a day; the held event that is told first. What an article merely announces is
    not what it reports, so an article without a held event has none (`event_id` is None, `rule` empty).
    """
    told = mentions[mentions["status"] == "held"].sort_values(["article_id", "start", "event_mention_id"])
    rules = (
        ("its instructions were given there", directives.dropna(subset=["event_id"]).sort_values("directive_id")),
        ("the first event with a day that it tells", told.dropna(subset=["date_start"])),
        ("the first event that it tells", told),
    )
    found: dict[str, tuple[str, str]] = {}
    for rule, rows in rules:
        for article_id, event_id in zip(rows["article_id"], rows["event_id"], strict=True):
            found.setdefault(article_id, (event_id, rule))
    on_topic = keep_on_topic(articles)["article_id"]
    rows = [(article_id, *found.get(article_id, (None, ""))) for article_id in on_topic]
    return pd.DataFrame(rows, columns=["article_id", "event_id", "rule"], dtype=object)


def place(rows: pd.DataFrame, meetings: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Rows of articles (codings, sayings) with the meeting that their article mainly reports and who heard it.

    Adds `event_id`, `kind`, `date_start` and `audience`; `meetings` is what `assign_meetings` gives.
    """
    placed = rows.merge(meetings[["article_id", "event_id"]], on="article_id", how="left")
    placed = placed.merge(events[["event_id", "kind", "date_start"]], on="event_id", how="left")
    return placed.assign(audience=placed["kind"].map(AUDIENCE).fillna(UNPLACED).astype(object))


def list_meetings(placed: pd.DataFrame, events: pd.DataFrame) -> list[str]:
    """The events that placed rows belong to, in the order of their days, undated ones last."""
    known = events[events["event_id"].isin(placed["event_id"].dropna())]
    return list(known.sort_values(["date_start", "event_id"], na_position="last")["event_id"])


def count_by(rows: pd.DataFrame, articles: pd.DataFrame, by: str | list[str], *, ids: str = "coding_id") -> pd.DataFrame:
    """How often rows of each value of `by` are found: spans, sentences, distinct texts, known outlets, and `ids` behind them.

    `n_spans` counts rows, `n_sentences` the sentences that hold them: to say a thing twice in one sentence is to say it
    once. A text counts once however many outlets print it; articles of unknown outlets add no outlet. A missing value
    of `by` is a value of its own. The most frequent come first.
    """
    by = [by] if isinstance(by, str) else by
    known = rows.merge(articles[["article_id", "text_group", "publisher"]], on="article_id", how="left")
    groups = [
        (
            *(key if isinstance(key, tuple) else (key,)),
            len(group),
            group["sentence_id"].nunique(),
            group["text_group"].nunique(),
            group["publisher"].nunique(),
            sorted(group[ids]),
        )
        for key, group in known.groupby(by, dropna=False, sort=False)
    ]
    counted = pd.DataFrame(groups, columns=[*by, "n_spans", "n_sentences", "n_texts", "n_outlets", "ids"])
    order = ["n_sentences", "n_texts", *by]
    return counted.sort_values(order, ascending=[False, False, *[True] * len(by)], ignore_index=True)
