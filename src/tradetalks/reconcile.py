"""Event mentions of many articles -> events, their ordinals, and where the articles disagree.

The same meeting in five outlets is one event. What holds mentions together is the kind with the days, else the kind with
the ordinal; neighbouring days stay apart. The printed ordinals audit the sequence: gaps, clashes and wrong order are
published as conflicts, never smoothed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

#: Kinds whose events are counted by ordinals.
NUMBERED = ("government-meeting", "ministerial-session", "negotiation-round")
_SHORT = {
    "government-meeting": "meeting",
    "ministerial-session": "session",
    "negotiation-round": "round",
    "leader-contact": "leaders",
}
#: Fields on which articles may disagree, in the order in which conflicts are listed.
_DISPUTED = ("ordinal", "date_start", "date_end", "place", "mode", "lead_vn", "lead_us")


@dataclass
class Mention:
    """One event mention, as far as reconciliation reads it. `row` is the table row; days are dates or None."""

    row: dict[str, Any]
    first: date | None
    last: date | None

    @property
    def kind(self) -> str:
        return self.row["kind"]

    @property
    def ordinal(self) -> int | None:
        return self.row["ordinal"]


@dataclass
class Event:
    """Mentions of one event."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    ordinal_basis: str = ""
    ordinal_reason: str = ""
    inferred: int | None = None

    def ordinals(self) -> Counter[int]:
        return Counter(m.ordinal for m in self.mentions if m.ordinal)

    @property
    def ordinal(self) -> int | None:
        counts = self.ordinals()
        if not counts:
            return self.inferred
        most = max(counts.values())
        return min(value for value, count in counts.items() if count == most)

    def days(self) -> tuple[date | None, date | None]:
        """The days most mentions give; of equally many the longer stretch, then the earlier."""
        pairs = Counter((m.first, m.last) for m in self.mentions if m.first)
        if not pairs:
            return None, None
        return min(pairs, key=lambda p: (-pairs[p], -((p[1] or p[0]) - p[0]).days, p[0]))


def reconcile(mentions: Sequence[Mention]) -> list[Event]:
    """Events in the order of their days (undated ones last), each with all its mentions."""
    events: list[Event] = []
    for kind in _SHORT:
        dated, rest = [], []
        for mention in mentions:
            if mention.kind == kind:
                (dated if mention.first else rest).append(mention)
        found = _join_days(kind, dated)
        _join_ordinals(found, kind)
        _place_undated(found, kind, rest)
        events += found
    for event in events:
        event.ordinal_basis = "reported" if event.ordinals() else ""
    infer_ordinals(events)
    return sorted(events, key=lambda e: (e.days()[0] or date.max, list(_SHORT).index(e.kind), e.ordinal or 0, _first_id(e)))


def _first_id(event: Event) -> str:
    return min(m.row["event_mention_id"] for m in event.mentions)


def _join_days(kind: str, mentions: Sequence[Mention]) -> list[Event]:
    """Mentions of the same days together; a stretch and a day inside it too, where no ordinals speak against it."""
    by_days: dict[tuple[date, date | None], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_days[mention.first, mention.last].append(mention)
    events: list[Event] = []
    # Longer stretches first, so that a single day finds the stretch that it lies in.
    for (first, last), group in sorted(by_days.items(), key=lambda item: (-((item[0][1] or item[0][0]) - item[0][0]).days, item[0][0])):
        for part in _split_people(kind, group):
            home = next((e for e in events if _covers(e, kind, first, last) and _agree(e, part)), None)
            if home is None:
                events.append(Event(kind, list(part)))
            else:
                home.mentions += part
    return events


def _split_people(kind: str, group: Sequence[Mention]) -> list[list[Mention]]:
    """Sessions of one day with different US secretaries are two sessions; a mention without a name joins the first."""
    if kind != "ministerial-session":
        return [list(group)]
    parts: list[list[Mention]] = []
    unnamed: list[Mention] = []
    for mention in group:
        names = _people(mention.row["lead_us"])
        if not names:
            unnamed.append(mention)
            continue
        home = next((p for p in parts if any(names & _people(m.row["lead_us"]) for m in p)), None)
        if home is None:
            parts.append([mention])
        else:
            home.append(mention)
    if not parts:
        return [unnamed]
    parts[0] += unnamed
    return parts


def _people(value: Any) -> set[str]:
    return {name for name in (value.split(";") if isinstance(value, str) else value or ()) if name}


def _covers(event: Event, kind: str, first: date, last: date | None) -> bool:
    """Whether days lie in those of an event: only rounds stretch, or open on a day that is told alone."""
    start, end = event.days()
    if start is None:
        return False
    if kind == "negotiation-round":
        return start <= (last or first) and first <= (end or start)
    return start == first and (end or start) == (last or first)


def _agree(event: Event, mentions: Sequence[Mention]) -> bool:
    ordinals = set(event.ordinals())
    others = {m.ordinal for m in mentions if m.ordinal}
    if event.kind == "ministerial-session":
        named = set().union(*(_people(m.row["lead_us"]) for m in event.mentions))
        others_named = set().union(*(_people(m.row["lead_us"]) for m in mentions))
        if named and others_named and not named & others_named:
            return False
    if event.kind == "negotiation-round":
        return not ordinals or not others or bool(ordinals & others)
    return True


def _join_ordinals(events: list[Event], kind: str) -> None:
    """Numbered rounds whose told days touch (the opening day here, the stretch there) are one round."""
    if kind != "negotiation-round":
        return
    for event in list(events):
        for other in events:
            if other is event or not set(other.ordinals()) & set(event.ordinals()):
                continue
            start, end = event.days()
            low, high = other.days()
            if start and low and start - timedelta(days=2) <= (high or low) and low <= (end or start) + timedelta(days=2):
                other.mentions += event.mentions
                events.remove(event)
                break


def _place_undated(events: list[Event], kind: str, mentions: Sequence[Mention]) -> None:
    """Mentions without days join the event that has their ordinal; without an ordinal each stays by itself."""
    numbered: dict[int, Event] = {}
    for event in events:
        for ordinal in event.ordinals():
            current = numbered.get(ordinal)
            if current is None or len(event.mentions) > len(current.mentions):
                numbered[ordinal] = event
    for mention in mentions:
        home = numbered.get(mention.ordinal) if mention.ordinal else None
        if home is None:
            home = Event(kind)
            events.append(home)
            if mention.ordinal:
                numbered[mention.ordinal] = home
        home.mentions.append(mention)


def infer_ordinals(events: Iterable[Event]) -> None:
    """Fill an ordinal that two reported neighbours leave only one place for, and say why.

    Between meeting 4 and meeting 6, a single held meeting must be the fifth: but only when the reported ordinals rise
    with the days. Before the first and after the last reported ordinal nothing is inferred: there may be meetings that
    no article mentions.
    """
    for kind in NUMBERED:
        row = sorted((e for e in events if e.kind == kind and e.days()[0]), key=lambda e: e.days()[0])
        known = [i for i, e in enumerate(row) if e.ordinals()]
        for left, right in zip(known, known[1:], strict=False):
            low, high = row[left].ordinal, row[right].ordinal
            between = row[left + 1 : right]
            if between and high - low - 1 == len(between) and len({e.days()[0] for e in row[left : right + 1]}) == right - left + 1:
                for step, event in enumerate(between, 1):
                    event.inferred = low + step
                    event.ordinal_basis = "inferred"
                    event.ordinal_reason = f"the only place between number {low} and number {high}, in the order of the days"


def name_events(events: Sequence[Event]) -> dict[int, str]:
    """A readable id for each event (by position): its kind with its first day, else its ordinal, else its first mention."""
    names: dict[int, str] = {}
    used: Counter[str] = Counter()
    for position, event in enumerate(events):
        first, _ = event.days()
        if first:
            name = f"{_SHORT[event.kind]}-{first.isoformat()}"
        elif event.ordinal:
            name = f"{_SHORT[event.kind]}-no-{event.ordinal}"
        else:
            name = f"{_SHORT[event.kind]}-undated-{_first_id(event)}"
        used[name] += 1
        names[position] = name if used[name] == 1 else f"{name}-{used[name]}"
    return names


def describe_event(event: Event, event_id: str, outlets: Mapping[str, str], groups: Mapping[str, str]) -> dict[str, Any]:
    """The row of an event: what most of its mentions say, held before planned, and how many say it."""
    first, last = event.days()
    articles = sorted({m.row["article_id"] for m in event.mentions})
    return {
        "event_id": event_id,
        "kind": event.kind,
        "ordinal": event.ordinal,
        "ordinal_basis": event.ordinal_basis,
        "ordinal_reason": event.ordinal_reason,
        "date_start": first,
        "date_end": last,
        "place": _most(event, "place"),
        "mode": _most(event, "mode"),
        "lead_vn": _most(event, "lead_vn"),
        "lead_us": _most(event, "lead_us"),
        "status": "held" if any(m.row["status"] == "held" for m in event.mentions) else "planned",
        "n_mentions": len(event.mentions),
        "n_articles": len(articles),
        "n_texts": len({groups.get(a, a) for a in articles}),
        "n_outlets": len({outlets[a] for a in articles if outlets.get(a)}),
        "article_ids": articles,
    }


def _most(event: Event, name: str) -> str:
    values = Counter(m.row[name] for m in event.mentions if m.row[name])
    return min(values, key=lambda v: (-values[v], -len(v), v)) if values else ""


def find_conflicts(events: Sequence[Event], names: Mapping[int, str]) -> list[dict[str, Any]]:
    """One row for each value on which articles, or ordinals and days, disagree."""
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}

    def add(event_id: str, name: str, value: Any, reason: str, articles: Iterable[str]) -> None:
        key = (event_id, name, str(value))
        if key in rows:
            rows[key]["reason"] = "; ".join(dict.fromkeys([*rows[key]["reason"].split("; "), reason]))
            rows[key]["article_ids"] = sorted({*rows[key]["article_ids"], *articles})
        else:
            rows[key] = {"event_id": event_id, "field": name, "value": str(value), "reason": reason, "article_ids": sorted(set(articles))}

    for position, event in enumerate(events):
        for name in _DISPUTED:
            told: dict[Any, set[str]] = defaultdict(set)
            for mention in event.mentions:
                value = {"date_start": mention.first, "date_end": mention.last}.get(name, mention.row.get(name))
                if value and not (name == "date_end" and mention.first is None):
                    told[value].add(mention.row["article_id"])
            if len(told) > 1:
                for value, articles in told.items():
                    add(names[position], name, value, "articles disagree", articles)
        for mention in event.mentions:
            for name, value, reason in mention.row.get("doubts", ()):
                add(names[position], name, value, reason, [mention.row["article_id"]])
    for kind in NUMBERED:
        for position, value, reason, articles in _audit_sequence([(i, e) for i, e in enumerate(events) if e.kind == kind]):
            add(names[position], "ordinal", value, reason, articles)
    return [rows[key] for key in sorted(rows)]


def _audit_sequence(events: Sequence[tuple[int, Event]]) -> Iterable[tuple[int, int, str, set[str]]]:
    """What is wrong with the ordinals of a kind: one number for two events, numbers that fall, numbers left out."""
    by_ordinal: dict[int, list[tuple[int, Event]]] = defaultdict(list)
    for position, event in events:
        for ordinal in event.ordinals():
            by_ordinal[ordinal].append((position, event))
    for ordinal, claimants in by_ordinal.items():
        dated = [(p, e) for p, e in claimants if e.days()[0]]
        if len(dated) > 1:
            for position, event in dated:
                yield position, ordinal, f"number {ordinal} is given to {len(dated)} events", _tellers(event, ordinal)
    row = sorted(((p, e) for p, e in events if e.days()[0]), key=lambda item: item[1].days()[0])
    numbered = [(at, p, e) for at, (p, e) in enumerate(row) if e.ordinals()]
    for (at_one, p_one, one), (at_two, p_two, two) in zip(numbered, numbered[1:], strict=False):
        low, high = one.ordinal, two.ordinal
        if high < low:
            yield p_one, low, f"number {low} stands before number {high} in time", _tellers(one, low)
            yield p_two, high, f"number {high} comes after number {low} in time", _tellers(two, high)
        else:
            room, between = high - low - 1, at_two - at_one - 1
            if high > low and between > room:
                yield p_two, high, f"{between} events lie between number {low} and number {high}, which leave room for {room}", _tellers(two, high)


def _tellers(event: Event, ordinal: int) -> set[str]:
    return {m.row["article_id"] for m in event.mentions if m.ordinal == ordinal}
