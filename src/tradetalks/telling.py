"""The sentences and tables of the chapters on cadence and ordinals, and of the conclusions.

Tables in; out come Markdown sentences with their evidence, and tables for `display.show_table` whose cells are
Markdown where a docstring says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

import pandas as pd
import yaml

from tradetalks import cadence, findings, inferred
from tradetalks.charts.ordinals import tell_bound
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.findings import Finding, Tables
from tradetalks.project import Project
from tradetalks.prose import (
    agree,
    as_row,
    count,
    day,
    days,
    event_names,
    is_missing,
    join_list,
    kind_label,
    kind_noun,
    kind_plural,
    mode_phrase,
    number,
    on_days,
    ordinal,
    outlet,
    plural,
    quote,
    share,
    split_names,
    start_sentence,
    weekday,
)

_CHAPTERS = {
    "cadence": "the rhythm of the talks",
    "ordinals": "counting the meetings",
    "principles": "principles",
    "offers": "offers, asks and goods",
    "instructions": "instructions",
    "outlets": "outlets",
    "trust": "trust",
}


_LANGUAGES = {"en": "English", "vi": "Vietnamese"}


def refer(key: str, words: str | None = None) -> str:
    """A MyST reference to a chapter by its label."""
    return f"{{ref}}`{words or _CHAPTERS[key]} <{key}>`"


def link(names: Mapping[str, str], event_id: str) -> str:
    """The name of an event as Markdown with its evidence."""
    return cite(literal(names[event_id]), [event_id])


def links(names: Mapping[str, str], event_ids: Iterable[str], *, most: int = 4, noun: str = "event") -> str:
    """The names of events, joined; of more than `most` only how many."""
    ids = list(event_ids)
    return join_list(link(names, event_id) for event_id in ids) if len(ids) <= most else cite(count(noun, len(ids)), ids)


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


# ---- cadence


def tell_weekdays(events: pd.DataFrame, kind: str = "government-meeting") -> str:
    """A sentence on the weekday that most events of a kind share; empty where fewer than two do, or all differ."""
    row = cadence.order_events(events, [kind])
    fell = Counter(weekday(day_) for day_ in row["date_start"])
    if len(row) < 2 or fell.most_common(1)[0][1] < 2 or len({n for _, n in fell.most_common(2)}) < min(2, len(fell)):
        return ""
    name, n = fell.most_common(1)[0]
    ids = [event.event_id for event in row.itertuples() if weekday(event.date_start) == name]
    told = cite(f"{number(n) if n < len(row) else 'both' if n == 2 else 'all'} of them", ids)
    rest = [f"{weekday(event.date_start)}" for event in row.itertuples() if weekday(event.date_start) != name]
    other = f"; the other was on a {rest[0]}" if len(rest) == 1 else ""
    return f"{start_sentence(told)} fell on a {name}{other}."


def tell_without_day(events: pd.DataFrame) -> str:
    """A sentence on the events that no day is known of or that are only announced; empty where there are none."""
    names = event_names(events)
    parts = []
    undated = events[events["date_start"].isna()]
    if len(undated):
        told = start_sentence(cite(count("event", len(undated)), undated["event_id"]))
        parts.append(f"{told} {agree(len(undated), 'has no known day and is', 'have no known day and are')} not drawn.")
    planned = events[(events["status"] == "planned") & events["date_start"].notna()]
    if len(planned):
        parts.append(f"Only announced, and drawn hollow: {links(names, planned['event_id'])}.")
    return " ".join(parts)


def caption_timeline(tables: Tables) -> str:
    """What the timeline shows, as its caption; how planned events are drawn only where there are any."""
    events = tables["events"]
    if cadence.order_events(events).empty and events["date_start"].isna().all():
        return "No event on a known day is told."
    text = f"{findings.tell_span(tables)}, on one line of time."
    if (events["ordinal"].notna() & events["date_start"].notna()).any():
        text += " A number on a mark is the event's number among its kind."
    if ((events["status"] == "planned") & events["date_start"].notna()).any():
        text += " Filled marks took place, hollow ones are only announced."
    return start_sentence(text)


def tell_longest(intervals: pd.DataFrame, events: pd.DataFrame) -> str:
    """What lay in the longest and in the shortest intervals, as a caption; says so where there are none."""
    if intervals.empty:
        return "Fewer than two government meetings are told, so there are no days between them."
    names = event_names(events, year=False)
    top = intervals[intervals["days"] == intervals["days"].max()]
    row = top.iloc[0]
    both = [row["from_id"], row["to_id"]]
    length = cite(count("day", int(row["days"])), both)
    if len(intervals) == 1:
        held = f"; in between came {links(names, row['between'])}" if row["between"] else "; nothing is told of in between"
        return f"The two government meetings lie {length} apart{held}."
    empty = intervals[intervals["between"].map(len) == 0]
    if len(top) > 1:
        return f"The longest stretches between two government meetings are of {length}; in {count('interval', len(empty))} nothing else is told."
    held = f"holds {links(names, row['between'])}" if row["between"] else "is one of which nothing else is told"
    text = f"The longest stretch between two government meetings, {length}, {held}"
    if row["between"] and len(empty) == len(intervals) - 1:
        text += f"; in the other {agree(len(empty), 'one', 'stretches')} no session or round is told"
    return f"{text}."


def tell_relations(relations: pd.DataFrame, events: pd.DataFrame) -> str:
    """What the articles say of meetings that prepared or reviewed talks, in a paragraph."""
    meetings = cadence.order_events(events, ["government-meeting"])
    if meetings.empty:
        return "No government meeting on a known day is told."
    names = event_names(events, year=False)
    mine = relations[relations["event_id"].isin(meetings["event_id"])]
    parts = []
    reviewed = mine[(mine["relation"] == cadence.REVIEWED)]
    for row in reviewed.dropna(subset=["object_id"]).drop_duplicates(["event_id", "object_id"]).head(4).itertuples():
        said = cite("reviewed", [row.sentence_id])
        parts.append(f"{start_sentence(link(names, row.event_id))} {said} {link(names, row.object_id)}.")
    for relation, words in ((cadence.PREPARED, "prepared talks"), (cadence.ORDERED, "told ministries to prepare for talks")):
        found = mine[mine["relation"] == relation]
        if len(found):
            ids = list(dict.fromkeys(found["event_id"]))
            said = cite(words, found["sentence_id"])
            parts.append(f"{start_sentence(links(names, ids, noun='government meeting'))} {said}.")
    ready = mine[mine["relation"].isin([cadence.PREPARED, cadence.ORDERED])]
    if len(ready) and ready["object_id"].isna().all():
        parts.append("For which round or session, none of the articles says.")
    silent = [event_id for event_id in meetings["event_id"] if event_id not in set(mine["event_id"])]
    if silent:
        parts.append(f"Of {links(names, silent, noun='government meeting')} the articles say neither.")
    return " ".join(parts)


def make_event_table(tables: Tables) -> pd.DataFrame:
    """The events in order, undated ones last; `event`, `told_by` are Markdown. A year that is inferred stands in square brackets."""
    years = inferred.list_inferred(tables["event_mentions"])
    events = tables["events"].sort_values(["date_start", "event_id"], na_position="last")
    articles = {row["article_id"]: as_row(row) for row in tables["articles"].to_dict(orient="records")}
    rows = []
    for event in map(as_row, events.to_dict(orient="records")):
        tellers = [name for name in split_names(event["article_ids"]) if name in articles]
        where = ", ".join(part for part in (event["place"], mode_phrase(event["mode"])) if part)
        rows.append(
            {
                "when": inferred.mark(days(event["date_start"], event["date_end"]), event["event_id"], years) if event["date_start"] else "not told",
                "event": _event_cell(event),
                "where": where or None,
                "led": join_list([*split_names(event["lead_vn"]), *split_names(event["lead_us"])]) or None,
                "told_by": _tell_tellers(tellers, articles),
            }
        )
    return pd.DataFrame(rows, columns=["when", "event", "where", "led", "told_by"], dtype=object)


def _event_cell(event: Mapping) -> str:
    """`Government meeting, 6th`: the kind, the number and how it is known, and whether it is only planned."""
    told = cite(literal(kind_label(event["kind"])), [event["event_id"]])
    if not is_missing(event["ordinal"]):
        told += f", {ordinal(event['ordinal'], words=False)}{'' if event['ordinal_basis'] == 'reported' else ' (inferred)'}"
    return told + (", planned" if event["status"] == "planned" else "")


def tell_event_source(tables: Tables) -> str:
    """What in the table of events is inferred, and by which rule."""
    parts = ["The kind of an event is inferred from who met whom ({ref}`event-mentions-event`).", inferred.tell_rules(tables["event_mentions"])]
    if (tables["events"]["ordinal_basis"] == "inferred").any():
        parts.append("An inferred number is the only one that printed neighbours leave ({ref}`reconciliation-inference`).")
    return " ".join(filter(None, parts))


def _tell_tellers(article_ids: list[str], articles: Mapping[str, Mapping]) -> str:
    if len(article_ids) <= 2:
        return join_list(cite(literal(outlet(articles[name])), [name]) for name in article_ids)
    return cite(count("article", len(article_ids)), article_ids)


def make_interval_table(intervals: pd.DataFrame, events: pd.DataFrame, years: Collection[str] = ()) -> pd.DataFrame:
    """From meeting to meeting; `from`, `to`, `between` are Markdown. `years` are the events whose year is inferred."""
    names = event_names(events, year=False)
    starts = dict(zip(events["event_id"], events["date_start"], strict=True))
    rows = [
        {
            "from": cite(literal(inferred.mark(_weekday_day(starts[row.from_id]), row.from_id, years)), [row.from_id]),
            "to": cite(literal(inferred.mark(_weekday_day(starts[row.to_id]), row.to_id, years)), [row.to_id]),
            "days": row.days,
            "between": join_list(link(names, event_id) for event_id in row.between) or "nothing told",
        }
        for row in intervals.itertuples(index=False)
    ]
    table = pd.DataFrame(rows, columns=["from", "to", "days", "between"])
    return table.assign(days=table["days"].astype("Int64"))


def _weekday_day(value: str) -> str:
    return f"{weekday(value)[:3]} {day(value, short=True)}"


def make_relation_table(told: pd.DataFrame, events: pd.DataFrame, years: Collection[str] = ()) -> pd.DataFrame:
    """What each meeting is told to have reviewed and prepared, and what came before and after it; all cells Markdown.

    `years` are the events whose year is inferred.
    """
    names = event_names(events, year=False)
    starts = dict(zip(events["event_id"], events["date_start"], strict=True))
    ends = dict(zip(events["event_id"], events["date_end"].fillna(events["date_start"]), strict=True))
    rows = []
    for row in told.itertuples(index=False):
        mine = starts[row.event_id]
        last = None if row.last_id is None else f"{link(names, row.last_id)}, {_apart(ends[row.last_id], mine, 'before')}"
        following = None if row.next_id is None else f"{link(names, row.next_id)}, {_apart(ends[row.event_id], starts[row.next_id], 'after')}"
        rows.append(
            {
                "meeting": cite(literal(inferred.mark(day(mine), row.event_id, years)), [row.event_id]),
                "told": _tell_done(row, names),
                "last": last,
                "next": following,
            }
        )
    return pd.DataFrame(rows, columns=["meeting", "told", "last", "next"], dtype=object)


def _tell_done(row, names: Mapping[str, str]) -> str | None:
    """`reviewed the second round; had ministries prepare talks, which ones is not told`; None where nothing is told."""
    done = (("reviewed", row.reviewed), ("prepared", row.prepared), ("had ministries prepare", row.ordered))
    return "; ".join(f"{words} {_objects(found, names)}" for words, found in done if found) or None


def _apart(end: str, start: str, side: str) -> str:
    """`two days before`: from the last day of the earlier event to the first of the later."""
    n = cadence.count_days(end, start)
    return f"{count('day', n)} {side}" if n > 0 else "on the same day"


def _objects(found: list[tuple[str | None, list[str]]], names: Mapping[str, str]) -> str | None:
    said = [cite(literal(names[event_id]) if event_id else "talks, which ones is not told", ids) for event_id, ids in found]
    return join_list(said) or None


# ---- ordinals


def tell_bounds(bounds: pd.DataFrame, events: pd.DataFrame, *, most: int = 6) -> str:
    """What the reported numbers say of events without one, a sentence each for at most `most` of them."""
    names = event_names(events, year=False)
    row_of = {row["event_id"]: as_row(row) for row in events.to_dict(orient="records")}
    kinds = set(bounds.loc[bounds["basis"] == "reported", "kind"])
    free = bounds[bounds["basis"].isna() & bounds["kind"].isin(kinds)]
    if not kinds:
        return "No event on a known day has a printed number, so nothing bounds the others."
    if free.empty:
        return "Every event of a kind that articles count, and whose day they tell, has a number."
    parts = []
    for row in free.head(most).itertuples(index=False):
        name = start_sentence(link(names, row.event_id))
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


def caption_bounds(bounds: pd.DataFrame, events: pd.DataFrame) -> str:
    """What the chart of numbers shows, as its caption."""
    told = tell_bounds(bounds, events, most=2)
    if (bounds["basis"] == "reported").any():
        hollow = ", hollow ones inferred" if (bounds["basis"] == "inferred").any() else ""
        free = (bounds["basis"].isna() & bounds["kind"].isin(set(bounds.loc[bounds["basis"] == "reported", "kind"]))).any()
        dashed = "; a dashed line spans the numbers left to a meeting that has none, if it belongs to the series" if free else ""
        return f"{told} Filled marks are printed numbers{hollow}{dashed}."
    return told


def caption_events(events: pd.DataFrame) -> str:
    """How many events a table holds, as its caption."""
    return start_sentence(f"{count('event', len(events))}{', each with the articles that tell of it' if len(events) else ''}.")


def tell_untold(untold: pd.DataFrame, events: pd.DataFrame) -> str:
    """What lies between printed numbers: how many events no article tells, and where they leave no room for one.

    Empty where no number is printed or the numbers do not rise with the days.
    """
    names = event_names(events, year=False)
    row_of = {row["event_id"]: as_row(row) for row in events.to_dict(orient="records")}
    parts = []
    for row in untold.itertuples(index=False):
        noun = kind_noun(row.kind)
        last = row_of[row.before_id]
        lead = cite(f"the {ordinal(last['ordinal'])} {noun}", [row.before_id])
        if row.after_id is None:
            if not row.implied:
                parts.append(f"The counting of {plural(noun)} begins here with the first.")
                continue
            told = f"the articles tell of at most {cite(number(len(row.told)), row.told)}" if row.told else "the articles tell of none"
            rest = f", so at least {number(row.untold)} {agree(row.untold, 'is', 'are')} untold" if row.untold and row.told else ""
            parts.append(f"{count(f'{noun}', row.implied)} {agree(row.implied, 'was', 'were')} held before {lead}; {told}{rest}.")
        elif not row.implied:
            first = cite(f"the {ordinal(row_of[row.after_id]['ordinal'])}", [row.after_id])
            parts.append(f"Between {first} and {lead} there was no other {noun} in this count.")
        elif row.untold:
            parts.append(f"Between {link(names, row.after_id)} and {lead} at least {count(noun, row.untold)} {agree(row.untold, 'is', 'are')} untold.")
    return " ".join(map(start_sentence, parts))


#: An ordinal that counts only events of some manner: `first in-person negotiation`.
_QUALIFIED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th))(?:-ever)? (?:in-person|face-to-face|direct|online|virtual|technical|formal|official)"
    r"(?: [\w-]+)?? (?:negotiations?|talks|meetings?|sessions?|rounds?)\b"
    r"|(?:cuộc họp|phiên|vòng|cuộc) (?:đàm phán )?(?:trực tiếp|trực tuyến) (?:lần )?(?:đầu tiên|thứ \w+)",
    re.I,
)


#: The words in it that narrow what is counted.
_NARROWING = re.compile(r"in-person|face-to-face|direct|online|virtual|technical|formal|official|trực tiếp|trực tuyến", re.I)


def tell_qualified(tables: Tables) -> str:
    """A sentence on the ordinals that a further word narrows, in sentences whose events have no number: they count something else."""
    sentences, mentions = tables["sentences"], tables["event_mentions"]
    plain = mentions.loc[mentions["ordinal"].isna(), "sentence_id"]
    counted = mentions.loc[mentions["ordinal"].notna(), "sentence_id"]
    told = sentences[sentences["sentence_id"].isin(plain) & ~sentences["sentence_id"].isin(counted)]
    found = [(match[0], row.sentence_id) for row in told.itertuples(index=False) for match in _QUALIFIED.finditer(row.text)]
    if not found:
        return "No sentence that tells of an event without a number has an ordinal that a further word narrows."
    listed = [cite(quote(words), [sentence_id]) for words, sentence_id in found[:4]]
    more = [number(len(found) - 4) + " more"] if len(found) > 4 else []
    narrow = dict.fromkeys(hit[0].lower() for words, _ in found for hit in _NARROWING.finditer(words))
    what = agree(len(found), "is not read as the number of the event that its sentence tells", "are not read as numbers of the events that their sentences tell")
    told = start_sentence(join_list([*listed, *more]))
    return f"{told} {what}: {join_list(map(quote, narrow), 'or')} narrows what is counted."


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
                "event": start_sentence(link(names, row.event_id)),
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


def make_bound_table(bounds: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Each event of a counted kind with its number or its bounds; `event`, `rests_on` are Markdown."""
    names = event_names(events, year=False)
    rows = []
    for row in bounds.itertuples(index=False):
        rests = [link(names, event_id) for event_id in (row.low_id, row.high_id) if not is_missing(event_id)]
        if not is_missing(row.ordinal):
            told, basis = ordinal(row.ordinal, words=False), "printed" if row.basis == "reported" else "inferred"
        else:
            told = tell_bound(row.low, row.high) if row.sound else "cannot be told"
            basis = "bounded" if rests else "order of the days" if row.low > 1 else "nothing"
        rows.append({"event": start_sentence(link(names, row.event_id)), "number": told, "basis": basis, "rests_on": join_list(rests) or None})
    return pd.DataFrame(rows, columns=["event", "number", "basis", "rests_on"], dtype=object)


def make_audit_table(audit: pd.DataFrame) -> pd.DataFrame:
    """The counts of each kind; cells but the first are Markdown."""
    rows = [
        {
            "kind": kind_plural(row.kind),
            "told": cite(str(len(row.ids)), row.ids),
            "reported": cite(str(len(row.reported)), row.reported),
            "inferred": cite(str(len(row.inferred)), row.inferred),
            "highest": None if is_missing(row.highest) else cite(ordinal(row.highest, words=False), [row.highest_id]),
            "untold": None if is_missing(row.untold) else f"at least {row.untold}" if row.untold else "0",
        }
        for row in audit.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["kind", "told", "reported", "inferred", "highest", "untold"], dtype=object)


def make_conflict_table(conflicts: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Where articles, or numbers and days, disagree; `event`, `told_by` are Markdown."""
    names = event_names(events)
    rows = [
        {
            "event": start_sentence(link(names, row.event_id)),
            "field": row.field.replace("_", " "),
            "value": row.value,
            "reason": row.reason,
            "told_by": cite(count("article", len(split_names(row.article_ids))), split_names(row.article_ids)),
        }
        for row in conflicts.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=["event", "field", "value", "reason", "told_by"], dtype=object)


def tell_conflicts(conflicts: pd.DataFrame) -> str:
    """How many values stand against each other, and for how many events."""
    if conflicts.empty:
        return "Nothing in these articles clashes: no two of them give one event different values, and no printed number contradicts the order of the days."
    told = cite(count("value", len(conflicts)), sorted(set(conflicts["event_id"])))
    return f"{start_sentence(told)} {agree(len(conflicts), 'stands', 'stand')} against others, for {count('event', conflicts['event_id'].nunique())}."


# ---- conclusions


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


def make_once_table(once: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """What a single text says, events aside, a row a text; cells but the first are Markdown."""
    rows_of = {row["article_id"]: as_row(row) for row in articles.to_dict(orient="records")}
    rows = []
    for article_id, mine in once[once["what"] != "event"].groupby("article_id", sort=True):
        cells = {what: join_list(cite(literal(row.name), row.ids) for row in part.itertuples(index=False)) for what, part in mine.groupby("what")}
        row = rows_of[article_id]
        rows.append({"article": f"{outlet(row)} ({row['key']})", **{what: cells.get(what) for what in ("code", "good", "number")}})
    return pd.DataFrame(rows, columns=["article", "code", "good", "number"], dtype=object)


def sum_up(found: list[Finding], tables: Tables) -> str:
    """The conclusions in a paragraph: what is told, what recurs, and how much of it rests on one text."""
    if not found:
        return "These articles hold nothing on the talks, so there is nothing to conclude."
    text_of = {finding.key: finding.brief for finding in found}
    events = tables["events"]
    rhythm = tell_longest(cadence.measure_intervals(events), events) if "cadence" in text_of else ""
    return " ".join(part for part in (tell_collection(tables), text_of.get("principles"), rhythm, tell_single(events)) if part)


def answer(found: list[Finding], tables: Tables) -> str:
    """The answer of the landing page: what is told, how the formula is said, what numbers imply, and on how little it rests."""
    if not found:
        return "These articles hold nothing on the talks."
    text_of = {finding.key: finding.brief for finding in found}
    events = tables["events"]
    parts = (tell_collection(tables), text_of.get("principles"), _tell_implied(events), tell_single(events))
    return " ".join(part for part in parts if part)


def tell_collection(tables: Tables) -> str:
    """A sentence: how many articles on the talks tell of how many events."""
    articles = tables["articles"]
    used = articles[articles["on_topic"].fillna(False).astype(bool)]
    told = start_sentence(cite(count("article", len(used)), used["article_id"]))
    return f"{told} on the talks, read sentence by sentence, {agree(len(used), 'tells', 'tell')} of {findings.tell_span(tables)}."


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
            ids = [row_id for found in mine["ids"] for row_id in found]
            parts.append(cite(share(len(mine), all_[what], noun), ids))
    if not parts:
        return "These articles carry nothing to count."
    return f"A single text carries {join_list(parts)}."


def tell_limits(tables: Tables) -> str:
    """What the size and make-up of the collection keeps it from showing, as a list."""
    articles, events = tables["articles"], tables["events"]
    used = articles[articles["on_topic"].fillna(False).astype(bool)]
    if used.empty:
        return "- **No article is on the talks.** So nothing can be shown."
    size = "few" if len(used) < 30 else "not all"
    items = [f"**{start_sentence(count('article', len(used)))} {agree(len(used), 'is', 'are')} {size}.** {_tell_make_up(used)}"]
    implied = _tell_implied(events)
    if implied:
        items.append(f"**Events are missing.** {implied}")
    single = tell_single(events)
    if single:
        items.append(f"**Little can be compared.** {single}")
    return "\n".join(f"- {item}" for item in items)


def _tell_make_up(articles: pd.DataFrame) -> str:
    outlets = sorted({name for name in articles["publisher"] if not is_missing(name)})
    languages = [_LANGUAGES.get(code, code) for code in sorted(set(articles["language"]))]
    told = cite(count("outlet", len(outlets)), articles.loc[articles["publisher"].notna(), "article_id"])
    named = f" from {told}" if outlets else " from outlets that are not named"
    return f"They come{named}, in {join_list(languages)}. Another choice of articles could show another picture."
