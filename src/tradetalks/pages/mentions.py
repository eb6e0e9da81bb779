"""The tables and sentences of the chapter on event mentions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tradetalks import inferred, prose, showcase, years
from tradetalks.display import literal
from tradetalks.document import Document
from tradetalks.showcase import cite

#: What a mention is, column by column, as a reader meets it.
MENTION_FIELDS = {
    "quote": "The words that tell of it", "kind": "Kind (by the rule)", "date_quote": "Date as printed",
    "date_start": "First day", "date_end": "Last day", "date_basis": "How the year is known", "ordinal_quote": "Ordinal as printed",
    "ordinal": "Ordinal", "place": "Place", "mode": "How it was held", "lead_vn": "Chaired or led for Việt Nam", "lead_us": "Led for the US",
    "status": "Status", "reason": "Rule",
}  # fmt: skip


def tell_months(months: Mapping[tuple[int, int], int]) -> str:
    """The months that articles state with their year, the earliest first, and in how many articles."""
    if not months:
        return "No article states a month with its year."
    told = [f"{prose.day(f'{year:04d}-{month:02d}')} in {prose.count('article', n)}" for (year, month), n in sorted(months.items())]
    return f"Stated with their year are: {prose.join_list(told)}." if len(told) > 1 else f"Stated with its year is {told[0]}."


def tell_mentions(rows: pd.DataFrame, articles: pd.DataFrame) -> str:
    """How many events the articles tell of, of which kinds, and how the years of their days are known."""
    if rows.empty:
        return "**None of the articles tells of a meeting, session, round or contact in these talks.** The stages are shown all the same."
    kinds = prose.join_list(
        cite(prose.count(prose.kind_noun(kind), len(part)), part["event_mention_id"]) for kind, part in rows.groupby("kind", sort=False)
    )
    tellers, numbered = rows["article_id"].unique(), rows.dropna(subset=["ordinal"])
    lead = prose.start_sentence(cite(showcase.share(len(tellers), len(articles), "article"), tellers))
    unranked = rows[inferred.lacks_rank(rows)]
    read = f" (of {cite(prose.number(len(unranked)), unranked['event_mention_id'])} the kind is inferred: neither minister nor level is named)" if len(unranked) else ""
    return (
        f"**{lead} {showcase.verb(len(tellers), 'tells', 'tell')} of events, in {cite(prose.count('mention', len(rows)), rows['event_mention_id'])}: "
        f"{kinds}{read}.** A mention is one event in one article, however often the article returns to it. An ordinal of its own kind "
        f"stands with {cite(prose.none(len(numbered)), numbered['event_mention_id'])} of them. {_tell_years(rows)}"
    )


def _tell_years(rows: pd.DataFrame) -> str:
    """With how many of the dates the year is printed; empty where no day is known."""
    known = rows[rows["date_basis"].notna()]
    printed = known[known["date_basis"] == "stated"]
    if known.empty:
        return ""
    if len(printed) == len(known):
        return "The year is printed with every date."
    rest = known[known["date_basis"] != "stated"]
    return f"The year is printed with {cite(prose.share(len(printed), len(known), 'date'), printed['event_mention_id'])}, and inferred for {cite(prose.number(len(rest)), rest['event_mention_id'])} ({{ref}}`event-mentions-year`)."


def tell_year_rule() -> str:
    """How the months of other articles give a year, as the rule does it."""
    return (
        f"The last rule takes the year in which most articles state a month no more than {prose.count('month', years.NEAR)} away from the one in question, a nearer month "
        "weighing more. It does not ask what is dated there, be it an event, a deadline or the page itself; where the articles of a collection are of "
        "several years, it can err."
    )


def tell_mention(row: pd.DataFrame) -> pd.DataFrame:
    """A row of event mentions (a table of one) with words in place of the short names of the tables, what is inferred in brackets."""
    known = row.to_dict("records")
    modes = [
        f"[{prose.mode_phrase(one['mode'])}] (a place is named)" if one.get("mode_basis") == "place" else prose.mode_phrase(one["mode"]) or None for one in known
    ]
    return row.assign(
        kind=[prose.kind_label(one["kind"]) for one in known], date_basis=[prose.basis_phrase(one["date_basis"]) or None for one in known], mode=modes
    )


def pick_mention(rows: pd.DataFrame, document: Document, event) -> pd.DataFrame:
    """The row of the event mention that is shown as the example; an article without events has none."""
    mine = rows[rows["article_id"] == document.article_id]
    if event is None:
        return mine
    return mine[(mine["sentence_id"] == document.sentence_id(event.scene.sentence)) & (mine["kind"] == event.kind)]


def make_year_table(rows: pd.DataFrame) -> pd.DataFrame:
    """How the years of dates are known, a row a rule; `n` is Markdown."""
    shares = rows.assign(date_basis=rows["date_basis"].replace("", None)).groupby("date_basis", dropna=False, sort=False)
    table = [
        (
            prose.start_sentence(prose.basis_phrase(basis)) if isinstance(basis, str) else "No day is known",
            cite(str(len(part)), part["event_mention_id"]),
            "; ".join(sorted({showcase.crop(words, 30) for words in part["date_quote"] if words})[:4]) or None,
        )
        for basis, part in shares
    ]
    return pd.DataFrame(table, columns=["basis", "n", "examples"])


def make_mention_table(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """All event mentions in the order of their days; `days` and `article` are Markdown."""
    listed = rows.sort_values(["date_start", "event_mention_id"], na_position="last")
    homes = articles.set_index("article_id", drop=False).reindex(listed["article_id"])
    unranked = inferred.lacks_rank(listed)
    days = []
    for one in listed.itertuples():
        told = prose.days(one.date_start, one.date_end, short=True)
        days.append(cite(literal(told if one.date_basis == "stated" else inferred.bracket(told)), [one.event_mention_id]))
    return pd.DataFrame(
        {
            "days": days,
            "kind": [f"[{prose.kind_label(kind)}]" if guessed else prose.kind_label(kind) for kind, guessed in zip(listed["kind"], unranked, strict=True)],
            "ordinal": listed["ordinal"].astype("Int64"),
            "place": listed["place"].replace("", None),
            "status": listed["status"],
            "article": [showcase.link_article(one) for one in homes.to_dict("records")],
        }
    )


def tell_mention_limits(rows: pd.DataFrame) -> str:
    """What the mentions do not show, and what would change them."""
    if rows.empty:
        return "Articles that tell of no meeting say nothing about whether one took place."
    dated, led = rows.dropna(subset=["date_start"]), rows[rows["lead_vn"].notna() | rows["lead_us"].notna()]
    who, when = (cite(showcase.share(len(part), len(rows), "mention"), part["event_mention_id"]) for part in (led, dated))
    return (
        f"A mention holds what one article tells, not what took place: who led is told with {who}, and a day is known for {when}. Meetings that "
        "no article dates or numbers are not counted at all. An article that prints its dates in full would replace a year that is "
        "inferred here by one that is told."
    )
