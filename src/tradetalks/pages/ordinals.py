"""The tables, captions and sentences of the chapter on ordinals.

Tables in; out come Markdown sentences with their evidence, and tables for `display.show_table` whose cells are
Markdown where a docstring says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import pandas as pd

from tradetalks import qualified
from tradetalks.charts.ordinals import tell_bound
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.findings import Tables
from tradetalks.prose import (
    agree,
    count,
    event_names,
    is_missing,
    join_first,
    join_list,
    kind_noun,
    kind_plural,
    link_name,
    number,
    on_days,
    ordinal,
    plural,
    quote,
    split_names,
    start_sentence,
)
from tradetalks.rows import index_rows

#: What stands behind an event whose kind is inferred, in Markdown.
_MARK = r" \[kind inferred\]"

def tell_bounds(bounds: pd.DataFrame, events: pd.DataFrame, *, most: int = 6) -> str:
    """What the reported numbers say of events without one, a sentence each for at most `most` of them."""
    names = event_names(events, year=False)
    row_of = index_rows(events, "event_id")
    kinds = set(bounds.loc[bounds["basis"] == "reported", "kind"])
    free = bounds[bounds["basis"].isna() & bounds["kind"].isin(kinds)]
    if not kinds:
        return "No event on a known day has a printed number, so nothing bounds the others."
    if free.empty:
        return "Every event of a kind that articles count, and whose day they tell, has a number."
    parts = []
    for row in free.head(most).itertuples(index=False):
        name = start_sentence(link_name(names, row.event_id))
        if not row.sound:
            parts.append(f"{name} can be given no bounds, for the printed numbers do not fit together.")
            continue
        because = []
        if not is_missing(row.high_id):
            because.append(_because(row_of[row.high_id], "comes after it"))
        if not is_missing(row.low_id):
            because.append(_because(row_of[row.low_id], "comes before it"))
        why = f", because {join_list(because)}" if because else ""
        parts.append(f"{name}, if it belongs to the counted series, {_tell_place(row.low, row.high)}{why}.")
    if len(free) > most:
        parts.append(f"The table holds {count('further event', len(free) - most)}.")
    return " ".join(parts)


def _tell_place(low, high) -> str:
    """`is at most the fifth`, `is at least the eighth`, `is the fourth or the fifth`: bounds as a predicate."""
    low, high = (None if is_missing(value) else int(value) for value in (low, high))
    if high is None:
        return f"is at least the {ordinal(low)}" if low and low > 1 else "can have any number"
    if low is None or low <= 1 < high:
        return f"is at most the {ordinal(high)}"
    if low == high:
        return f"is the {ordinal(low)}"
    return f"is the {ordinal(low)} or the {ordinal(high)}" if high == low + 1 else f"is one of the {ordinal(low)} to the {ordinal(high)}"


def _because(event: Mapping, relation: str) -> str:
    told = cite(f"the {ordinal(event['ordinal'])}", [event["event_id"]])
    return f"{told}, {on_days(event['date_start'], event['date_end'])}, {relation}"


def caption_bounds(bounds: pd.DataFrame) -> str:
    """How the chart of numbers is read, as its caption; that no number is printed, where none is."""
    kinds = set(bounds.loc[bounds["basis"] == "reported", "kind"])
    if not kinds:
        return "No event on a known day has a printed number."
    hollow = ", hollow ones inferred" if (bounds["basis"] == "inferred").any() else ""
    free = (bounds["basis"].isna() & bounds["kind"].isin(kinds)).any()
    dashed = "; a dashed line spans the numbers left to a meeting that has none, if it belongs to the series" if free else ""
    return f"Filled marks are printed numbers{hollow}{dashed}."


def make_bound_table(bounds: pd.DataFrame, events: pd.DataFrame, kinds: Collection[str] = ()) -> pd.DataFrame:
    """Each event of a counted kind with its number or its bounds; `event`, `rests_on` are Markdown.

    A bound that rests on the order of the days names the events before; `kinds` are the events whose kind is inferred,
    and a bound that rests on one of these says so.
    """
    names = event_names(events, year=False)
    rows = []
    for row in bounds.itertuples(index=False):
        ids = [event_id for event_id in (row.low_id, row.high_id) if not is_missing(event_id)]
        if not is_missing(row.ordinal):
            told, basis = ordinal(row.ordinal, words=False), "printed" if row.basis == "reported" else "inferred"
        else:
            told = tell_bound(row.low, row.high) if row.sound else "cannot be told"
            basis = "bounded" if ids else "order of the days" if row.low > 1 else "no number printed"
            if basis == "order of the days":
                ids = list(bounds.loc[(bounds["kind"] == row.kind) & (bounds["date_start"] < row.date_start), "event_id"])
        rests = [f"{link_name(names, event_id)}{_MARK if event_id in kinds else ''}" for event_id in ids]
        event = f"{start_sentence(link_name(names, row.event_id))}{_MARK if row.event_id in kinds else ''}"
        rows.append({"event": event, "number": told, "basis": basis, "rests_on": join_first(rests, 4) or None})
    return pd.DataFrame(rows, columns=["event", "number", "basis", "rests_on"], dtype=object)


def tell_untold(untold: pd.DataFrame, events: pd.DataFrame) -> str:
    """What lies between printed numbers: how many events no article tells, and where they leave no room for one.

    Empty where no number is printed or the numbers do not rise with the days.
    """
    names = event_names(events, year=False)
    row_of = index_rows(events, "event_id")
    parts = []
    for row in untold.itertuples(index=False):
        noun = kind_noun(row.kind)
        last = row_of[row.before_id]
        lead = cite(f"the {ordinal(last['ordinal'])} {noun}", [row.before_id])
        if row.after_id is None:
            if not row.implied:
                parts.append(f"The counting of {plural(noun)} begins here with the first.")
                continue
            told = f"the articles tell of at most {cite(number(len(row.told)), row.told)}" if row.told else "the articles tell of none as such"
            rest = f", so at least {number(row.untold)} {agree(row.untold, 'is', 'are')} missing" if row.untold and row.told else ""
            parts.append(f"by its number, provided that the numbers belong to one count, {count(noun, row.implied)} {agree(row.implied, 'was', 'were')} held before {lead}; {told}{rest}.")
        elif not row.implied:
            first = cite(f"the {ordinal(row_of[row.after_id]['ordinal'])}", [row.after_id])
            parts.append(f"Between {first} and {lead} there was no other {noun} in this count.")
        elif row.untold:
            parts.append(f"Between {link_name(names, row.after_id)} and {lead} at least {count(noun, row.untold)} {agree(row.untold, 'is', 'are')} missing.")
    return " ".join(map(start_sentence, parts))


def tell_qualified(tables: Tables) -> str:
    """A sentence on the ordinals that a further word narrows, quoted as they are printed: they count something else."""
    found = qualified.find_qualified(tables["event_mentions"], tables["sentences"])
    if found.empty:
        return "No sentence that tells of an event without a number has an ordinal that a further word narrows."
    names = event_names(tables["events"], year=False)
    narrow = dict.fromkeys(hit[0].lower() for words in found["words"] for hit in qualified.NARROWING.finditer(words))
    listed = [
        f"{cite(quote(row.words), [row.sentence_id])}{'' if is_missing(row.event_id) else f', said of {link_name(names, row.event_id)}{_tell_cited(row)},'}"
        for row in found.itertuples(index=False)
    ]
    one = len(found) == 1
    return f"Not read as {'a number of its kind is' if one else 'numbers of their kinds are'} {join_first(listed, 4, 'further one').rstrip(',')}: {join_list(map(quote, narrow), 'or')} narrows what is counted."


def _tell_cited(row) -> str:
    return f" by {literal(row.cited)}" if row.cited else ""


def make_printed_table(tables: Tables) -> pd.DataFrame:
    """Each printed number with the sentence that prints it, the number in it cited; all cells are Markdown."""
    events, sentences = tables["events"], tables["sentences"]
    names = event_names(events, year=False)
    mentions = tables["event_mentions"].dropna(subset=["ordinal"])
    order = {event_id: place for place, event_id in enumerate(events.sort_values(["date_start", "event_id"])["event_id"])}
    rows = []
    for row in sorted(mentions.itertuples(index=False), key=lambda row: (order[row.event_id], row.event_mention_id)):
        sentence = _find_printed(row, sentences[sentences["article_id"] == row.article_id])
        rows.append(
            {
                "event": start_sentence(link_name(names, row.event_id)),
                "sentence": _stress(sentence.text, row.ordinal_quote, [row.event_mention_id, sentence.sentence_id]),
            }
        )
    return pd.DataFrame(rows, columns=["event", "sentence"], dtype=object)


def _stress(text: str, words: str | None, ids: list[str]) -> str:
    """A sentence as a quotation in which `words` are bold and cited; where it does not have them the whole is cited."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None
    if not found:
        return cite(quote(text), ids)
    before, after = quote(text[: found.start()] + "|")[:-2], quote("|" + text[found.end() :])[2:]
    before, after = before.removesuffix("\\"), after.removeprefix("|")
    return f"{before}**{cite(literal(found[0]), ids)}**{after}"


def _find_printed(mention, sentences: pd.DataFrame):
    """The sentence that prints a mention's number: the nearest to the mention that has its words."""
    words = "" if is_missing(mention.ordinal_quote) else mention.ordinal_quote
    home = next(row for row in sentences.itertuples(index=False) if row.sentence_id == mention.sentence_id)
    having = [row for row in sentences.itertuples(index=False) if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", row.text)] if words else []
    return min(having, key=lambda row: abs(row.start - home.start), default=home)


def make_audit_table(audit: pd.DataFrame) -> pd.DataFrame:
    """The counts of each kind; cells but the first are Markdown."""
    rows = [
        {
            "kind": kind_plural(row.kind),
            "told": cite(str(len(row.ids)), row.ids),
            "reported": cite(str(len(row.reported)), row.reported),
            "inferred": cite(str(len(row.inferred)), row.inferred),
            "highest": "none" if is_missing(row.highest) else cite(ordinal(row.highest, words=False), [row.highest_id]),
            "untold": None if is_missing(row.untold) else f"at least {row.untold}" if row.untold and len(row.ids) > len(row.reported) + len(row.inferred) else str(row.untold),
        }
        for row in audit.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["kind", "told", "reported", "inferred", "highest", "untold"], dtype=object)


def tell_conflicts(conflicts: pd.DataFrame) -> str:
    """How many values stand against each other, and for how many events."""
    if conflicts.empty:
        return "Nothing in these articles clashes: no two of them give one event different values, and no printed number contradicts the order of the days."
    told = cite(count("value", len(conflicts)), sorted(set(conflicts["event_id"])))
    return f"{start_sentence(told)} {agree(len(conflicts), 'stands', 'stand')} against others, for {count('event', conflicts['event_id'].nunique())}."


def make_conflict_table(conflicts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Where articles, or numbers and days, disagree; `event`, `told_by` are Markdown."""
    names = event_names(events)
    rows = [
        {
            "event": start_sentence(link_name(names, row.event_id)),
            "field": row.field.replace("_", " "),
            "value": row.value,
            "reason": row.reason,
            "told_by": cite(count("article", len(split_names(row.article_ids))), split_names(row.article_ids)),
        }
        for row in conflicts.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["event", "field", "value", "reason", "told_by"], dtype=object)
