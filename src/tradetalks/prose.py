"""Words for computed sentences: numbers, plurals, days, ordinals, lists, names of events.

Every function takes values as the tables hold them (ISO 8601 days, `None` or `<NA>` where unknown) and gives plain
text in British English, grammatical for none, one or many of anything. Unknown is told as unknown. What comes from an
article passes through `display.literal` before it enters Markdown; `quote` does so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.unchecked import inflect

#: Numbers up to this one are words.
WORDS_TO = 12

UNKNOWN_DAY = "a day not told"

_MONTHS = tuple("January February March April May June July August September October November December".split())
_WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())

#: The kinds of events in the order in which the book lists them: label, and the noun that is counted.
KINDS: dict[str, tuple[str, str]] = {
    "government-meeting": ("Government meeting", "government meeting"),
    "ministerial-session": ("Ministerial session", "ministerial session"),
    "negotiation-round": ("Negotiation round", "round"),
    "leader-contact": ("Leader contact", "leader contact"),
}

_MODES = {"in-person": "in person", "online": "online", "phone": "by telephone"}
_BASES = {
    "stated": "the year stands in the text",
    "article-date": "the year is that of the article's own date",
    "article-year": "the year stands elsewhere in the article",
    "corpus": "the year is that which other articles print for the months around it",
}


@cache
def _engine() -> inflect.engine:
    return inflect.engine()


# ---- numbers and nouns


def number(n: int) -> str:
    """`two`, `12` as a word too, `23`, `1,200`; nought is `no`, for it stands before a noun."""
    n = int(n)
    if n == 0:
        return "no"
    return _engine().number_to_words(n) if 0 < n <= WORDS_TO else f"{n:,}"


def none(n: int) -> str:
    """A number that stands without its noun: `none`, `one`, `two`, `13`."""
    return number(n) if n else "none"


def plural(noun: str, n: int = 2) -> str:
    """The noun as it stands after the number `n`: `meeting`, `meetings`; the first noun of `day of talks` changes."""
    return noun if int(n) == 1 else _engine().plural_noun(noun)


def count(noun: str, n: int) -> str:
    """`no meetings`, `one meeting`, `two meetings`, `23 meetings`."""
    return f"{number(n)} {plural(noun, n)}"


def agree(n: int, one: str, many: str) -> str:
    """The form of a word that goes with `n`: `agree(n, "was", "were")`."""
    return one if int(n) == 1 else many


def ordinal(n: int, *, words: bool = True) -> str:
    """`seventh`; above `WORDS_TO`, or without words, `7th`."""
    n = int(n)
    if words and 0 < n <= WORDS_TO:
        return _engine().number_to_words(_engine().ordinal(n))
    return _engine().ordinal(n)


def times(n: int) -> str:
    """`never`, `once`, `twice`, `three times`."""
    return {0: "never", 1: "once", 2: "twice"}.get(int(n)) or f"{number(n)} times"


def share(part: int, whole: int, noun: str) -> str:
    """`none of the five articles`, `one of the five articles`, `both articles`, `all five articles`, `the only article`."""
    part, whole = int(part), int(whole)
    if whole == 0:
        return f"no {plural(noun)}"
    if whole == 1:
        return f"the only {noun}" if part else f"no {noun}"
    if part == whole:
        return f"both {plural(noun)}" if whole == 2 else f"all {number(whole)} {plural(noun)}"
    few = "neither" if part == 0 and whole == 2 else "none" if part == 0 else number(part)
    return f"{few} of the {number(whole)} {plural(noun)}"


def join_list(items: Iterable[Any], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; nothing for no items."""
    words = [str(item) for item in items]
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def join_first(items: Iterable[Any], most: int, noun: str = "") -> str:
    """`a, b and three more`: the first `most` joined, of the rest how many, with a noun `a, b and three further forms`."""
    listed = list(items)
    rest = len(listed) - most
    more = [count(noun, rest) if noun else f"{number(rest)} more"] if rest > 0 else []
    return join_list([*listed[:most], *more])


def start_sentence(text: str) -> str:
    """The text with a capital at its start; the words in a link count as its start."""
    return re.sub(r"^([\[“‘*_(]*)(\w)", lambda found: found[1] + found[2].upper(), text, count=1)


# ---- days


def day(value: Any, *, year: bool = True, short: bool = False) -> str:
    """`24 May 2025`; `24 May` without the year; `24 Apr` short; `April 2025` for a month; unknown: `a day not told`."""
    if is_missing(value):
        return UNKNOWN_DAY
    parts = [int(part) for part in str(value)[:10].split("-")]
    name = _month(parts[1], short)
    head = f"{parts[2]} {name}" if len(parts) > 2 else name
    return f"{head} {parts[0]}" if year else head


def due(value: Any) -> str:
    """`by 30 April 2025` of a deadline; `in May 2025` of one that is a month."""
    return f"{'in' if len(str(value)) == 7 else 'by'} {day(value)}"


def days(start: Any, end: Any = None, *, year: bool = True, short: bool = False) -> str:
    """`24 May 2025`, `19–22 May 2025`, `30 May – 2 June 2025`, `30 December 2025 – 2 January 2026`.

    A first day whose last is not told: `from 19 May 2025`; neither told: `a day not told`.
    """
    if is_missing(start):
        return f"until {day(end, year=year, short=short)}" if not is_missing(end) else UNKNOWN_DAY
    if is_missing(end):
        return f"from {day(start, year=year, short=short)}"
    if str(start) == str(end):
        return day(start, year=year, short=short)
    first, last = date.fromisoformat(str(start)), date.fromisoformat(str(end))
    tail = day(end, year=year, short=short)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{tail}"
    if first.year == last.year:
        return f"{day(start, year=False, short=short)} – {tail}"
    return f"{day(start, short=short)} – {day(end, short=short)}"


def on_days(start: Any, end: Any = None) -> str:
    """The days with their preposition: `on 24 May 2025`, `on 19–22 May 2025`, `from 19 May 2025`, `on a day not told`."""
    told = days(start, end)
    return told if told.startswith(("from ", "until ")) else f"on {told}"


def weekday(value: Any) -> str:
    """`Saturday`; empty where the day is unknown."""
    return "" if is_missing(value) else _WEEKDAYS[date.fromisoformat(str(value)).weekday()]


def _month(number_: int, short: bool) -> str:
    name = _MONTHS[number_ - 1]
    return name if not short or len(name) <= 4 else name[:3]


# ---- quotations and names


def quote(text: str) -> str:
    """Words of an article as a quotation in Markdown, within “ ”, its own outer marks becoming ‘ ’; shown letter by letter."""
    words = " ".join(str(text).split()).replace("“", "‘").replace("”", "’")
    words = re.sub(r'"([^"]*)"', r"‘\1’", words)
    return f"“{literal(words)}”"


def stop_after(words: str) -> str:
    """The full stop behind a quotation of `words` at the end of a sentence: none where they end with a mark that serves as one."""
    return "" if words.rstrip().rstrip("”’\"'").endswith((".", "!", "?", "…")) else "."


#: From this width on a text is a quotation to be read, not a label that has to fit.
_LONG = 150


def crop(text: str, width: int = 90) -> str:
    """The text on one line, cut at a word where it is longer than `width`, which "…" shows. Nothing long is cut for its last words."""
    line = " ".join(text.split())
    return line if len(line) <= width + (width // 5 if width >= _LONG else 0) else f"{line[: width - 1].rpartition(' ')[0] or line[: width - 1]}…"


def kind_label(kind: str) -> str:
    """`Government meeting`: a kind of event as a heading or label."""
    return KINDS[kind][0] if kind in KINDS else kind.replace("-", " ").capitalize()


def kind_plural(kind: str) -> str:
    """`Government meetings`: a kind of event as the heading of many."""
    return start_sentence(plural(kind_label(kind)))


def kind_noun(kind: str) -> str:
    """`government meeting`, `round`: the noun that `count` takes."""
    return KINDS[kind][1] if kind in KINDS else kind.replace("-", " ")


def count_kinds(events: pd.DataFrame) -> str:
    """`four government meetings, two ministerial sessions and one round`, in the book's order; `no events` for none."""
    found = Counter(events["kind"])
    named = [count(kind_noun(kind), found[kind]) for kind in sort_kinds(found)]
    return join_list(named) or "no events"


def sort_kinds(kinds: Iterable[str]) -> list[str]:
    """The kinds among `kinds`, in the book's order."""
    order = list(KINDS)
    return sorted(set(kinds), key=lambda kind: (order.index(kind) if kind in order else len(order), kind))


def event_name(event: Mapping[str, Any], *, article: str = "the", year: bool = True) -> str:
    """A row of the events table as a phrase, plain text: `the government meeting of 24 May 2025`.

    Rounds and sessions with an ordinal are known by it: `the second round (19–22 May 2025)`. A planned event says so;
    an event without days says that too. `article` may be `the`, `a` or empty.
    """
    row = as_row(event)
    noun = kind_noun(row["kind"])
    start, end, rank = row.get("date_start"), row.get("date_end"), row.get("ordinal")
    planned = "planned " if row.get("status") == "planned" else ""
    lead = f"{article} " if article else ""
    numbered = not is_missing(rank) and (row["kind"] != "government-meeting" or is_missing(start))
    told = days(start, end, year=year)
    if numbered:
        head = f"{lead}{planned}{ordinal(rank)} {noun}"
        return f"{head} ({'day not told' if told == UNKNOWN_DAY else told})"
    head = f"{lead}{planned}{noun}"
    if told == UNKNOWN_DAY:
        return f"{'a ' if lead else ''}{planned}{noun} on {UNKNOWN_DAY}"
    return f"{head} {told}" if told.startswith(("from ", "until ")) else f"{head} of {told}"


def event_names(events: pd.DataFrame, **how: Any) -> dict[str, str]:
    """`event_name` of each event by its id; where several have the same name, who led tells them apart, else a number."""
    return name_events(map(as_row, events.to_dict(orient="records")), **how)


def name_events(events: Iterable[Mapping[str, Any]], **how: Any) -> dict[str, str]:
    """`event_names` of rows that are no table."""
    rows = list(events)
    names = {row["event_id"]: event_name(row, **how) for row in rows}
    for attempt in (_name_lead, None):
        used = Counter(names.values())
        seen: Counter[str] = Counter()
        for row in rows:
            name = names[row["event_id"]]
            if used[name] > 1:
                seen[name] += 1
                added = attempt(row) if attempt else f", {ordinal(seen[name], words=False)} of that name"
                names[row["event_id"]] = name + added
    return names


def _name_lead(row: Mapping[str, Any]) -> str:
    people = split_names(row.get("lead_us")) or split_names(row.get("lead_vn"))
    return f" with {join_list(people)}" if people else ""


def link_event(event: Mapping[str, Any], *, name: str | None = None, **how: Any) -> str:
    """The name of an event as Markdown, with its evidence one click away."""
    row = as_row(event)
    return cite(literal(name or event_name(row, **how)), [row["event_id"]])


def link_name(names: Mapping[str, str], event_id: str) -> str:
    """The name of an event among `names` (see `event_names`) as Markdown with its evidence."""
    return cite(literal(names[event_id]), [event_id])


def split_names(value: Any) -> list[str]:
    """The names in a list cell, none where it is empty."""
    if is_missing(value):
        return []
    names = value.split(";") if isinstance(value, str) else value
    return [name.strip() for name in names if name and name.strip()]


def mode_phrase(mode: Any) -> str:
    """`in person`, `online`, `by telephone`; empty where it is not told."""
    return "" if is_missing(mode) else _MODES.get(str(mode), str(mode))


def basis_phrase(basis: Any) -> str:
    """How the year of a date is known, as a clause; empty where there is nothing to say."""
    return "" if is_missing(basis) else _BASES.get(str(basis), str(basis))


def outlet(article: Mapping[str, Any]) -> str:
    """What an article is called in prose: its outlet, else its short name."""
    row = as_row(article)
    name = row.get("publisher")
    return str(row.get("key") or row["article_id"]) if is_missing(name) else str(name)


# ---- rows


def as_row(row: Any) -> dict[str, Any]:
    """A row of a table as a dictionary, missing values as None."""
    pairs = row._asdict() if hasattr(row, "_asdict") else dict(row)
    return {str(name): (None if is_missing(value) else value) for name, value in pairs.items()}


def is_missing(value: Any) -> bool:
    """Is this an empty cell, however pandas writes it?"""
    return value is None or (isinstance(value, str) and value == "") or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))
