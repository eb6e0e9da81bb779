"""Event mentions of many articles -> events, their ordinals, and where the articles disagree.

The same meeting in five outlets is one event. What holds mentions together is the kind with the days, else the kind with
the ordinal; neighbouring days stay apart. The printed ordinals audit the sequence: gaps, clashes and wrong order are
published as conflicts, never smoothed.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

#: Kinds whose events are counted by ordinals.
NUMBERED = ("government-meeting", "ministerial-session", "negotiation-round")
_SHORT = {
    "government-meeting": "meeting",
    "ministerial-session": "session",
    "negotiation-round": "round",
    "leader-contact": "leaders",
}
#: Columns on which articles may disagree, and the field of `Told` each is made of.
_DISPUTED = {"ordinal": "ordinal", "date_start": "first", "date_end": "last", "place": "place", "mode": "mode", "lead_vn": "lead_vn", "lead_us": "lead_us"}


class Told(NamedTuple):
    """What one mention says of an event: all that reconciliation reads of it. Days are dates or None, lists joined by ";".

    A round of which only the last day is told has no first one; `day` is a day of the event, if any is known.

    `apart` keeps a mention that says neither day nor ordinal from being taken for another one: it names its article.
    """

    kind: str
    first: date | None
    last: date | None
    ordinal: int | None
    place: str = ""
    mode: str = ""
    lead_vn: str = ""
    lead_us: str = ""
    status: str = "held"
    doubts: tuple[tuple[str, str, str], ...] = ()
    apart: str = ""

    @property
    def day(self) -> date | None:
        return self.first or self.last


@dataclass
class Mention:
    """All mentions that say the same: what they say, and in which articles (by their position in the collection).

    Five hundred outlets that print one agency's story make one of these, so that memory follows what is said and not how
    often it is printed.
    """

    told: Told
    articles: array = field(default_factory=lambda: array("L"))

    def __getattr__(self, name: str) -> Any:
        return getattr(self.told, name)


@dataclass
class Event:
    """Mentions of one event."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    ordinal_basis: str = ""
    ordinal_reason: str = ""
    inferred: int | None = None

    def count(self, name: str) -> Counter:
        """How many mentions give each value of a field; empty values give none."""
        votes: Counter = Counter()
        for mention in self.mentions:
            value = getattr(mention.told, name)
            if value:
                votes[value] += len(mention.articles)
        return votes

    @property
    def ordinal(self) -> int | None:
        counts = self.count("ordinal")
        if not counts:
            return self.inferred
        most = max(counts.values())
        return min(value for value, count in counts.items() if count == most)

    def days(self) -> tuple[date | None, date | None]:
        """The days most mentions give; of equally many the longer stretch, then the earlier. A last day alone comes last."""
        pairs: Counter = Counter()
        for mention in self.mentions:
            if mention.told.day:
                pairs[mention.told.first, mention.told.last] += len(mention.articles)
        if not pairs:
            return None, None
        return min(pairs, key=lambda p: (p[0] is None, -pairs[p], -_length(*p), p[0] or p[1]))

    @property
    def day(self) -> date | None:
        """Its first day, or the last where only that is told."""
        first, last = self.days()
        return first or last

    @property
    def held(self) -> bool:
        """Whether any article reports it as held."""
        return any(mention.told.status == "held" for mention in self.mentions)

    def articles(self) -> list[int]:
        """The articles that mention it, by position, each once."""
        return sorted({index for mention in self.mentions for index in mention.articles})


def collect(told: Iterable[tuple[int, Told]]) -> dict[Told, Mention]:
    """Mentions by what they say; each item is the article's position and what its mention says."""
    mentions: dict[Told, Mention] = {}
    for index, said in told:
        mention = mentions.get(said)
        if mention is None:
            mention = mentions[said] = Mention(said)
        mention.articles.append(index)
    return mentions


def reconcile(mentions: Iterable[Mention]) -> list[Event]:
    """Events in the order of their days (undated ones last), each with all its mentions."""
    mentions = sorted(mentions, key=lambda m: (m.articles[0], m.told.day or date.max, m.told.ordinal or 0))
    events: list[Event] = []
    for kind in _SHORT:
        dated, rest = [], []
        for mention in mentions:
            if mention.kind == kind:
                (dated if mention.day else rest).append(mention)
        found = _join_days(kind, dated)
        _join_ordinals(found, kind)
        _place_undated(found, kind, rest)
        events += found
    for event in events:
        event.ordinal_basis = "reported" if event.count("ordinal") else ""
    infer_ordinals(events)
    return sorted(events, key=lambda e: (e.day or date.max, list(_SHORT).index(e.kind), e.ordinal or 0, _first(e)))


def _first(event: Event) -> int:
    return min(m.articles[0] for m in event.mentions)


def _join_days(kind: str, mentions: Sequence[Mention]) -> list[Event]:
    """Mentions of the same days together; a stretch and a day inside it too, where no ordinals speak against it."""
    by_days: dict[tuple[date | None, date | None], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_days[mention.first, mention.last].append(mention)
    events: list[Event] = []
    # Longer stretches first, so that a single day finds the stretch that it lies in.
    for (first, last), group in sorted(by_days.items(), key=lambda item: (-_length(*item[0]), item[0][0] or item[0][1])):
        for part in _split_people(kind, group):
            home = next((e for e in events if _covers(e, kind, first or last, last) and _agree(e, part)), None)
            if home is None:
                events.append(Event(kind, list(part)))
            else:
                home.mentions += part
    return events


def _length(first: date | None, last: date | None) -> int:
    """Days from the first to the last; none where only one is told."""
    return (last - first).days if first and last else 0


def _split_people(kind: str, group: Sequence[Mention]) -> list[list[Mention]]:
    """Sessions of one day with different US secretaries are two sessions; a mention without a name joins the first."""
    if kind != "ministerial-session":
        return [list(group)]
    parts: list[list[Mention]] = []
    unnamed: list[Mention] = []
    for mention in group:
        names = _people(mention.lead_us)
        if not names:
            unnamed.append(mention)
            continue
        alike = [part for part in parts if any(names & _people(m.lead_us) for m in part)]
        parts = [part for part in parts if part not in alike]
        parts.append([m for part in alike for m in part] + [mention])
    if not parts:
        return [unnamed]
    parts[0] += unnamed
    return parts


def _people(value: str) -> set[str]:
    return set(value.split(";")) if value else set()


def _covers(event: Event, kind: str, first: date, last: date | None) -> bool:
    """Whether days lie in those of an event: only rounds stretch, or open on a day that is told alone."""
    (_, end), start = event.days(), event.day
    if start is None:
        return False
    if kind == "negotiation-round":
        return start <= (last or first) and first <= (end or start)
    return start == first and (end or start) == (last or first)


def _agree(event: Event, mentions: Sequence[Mention]) -> bool:
    ordinals = set(event.count("ordinal"))
    others = {m.ordinal for m in mentions if m.ordinal}
    if event.kind == "ministerial-session":
        named = set().union(*(_people(m.lead_us) for m in event.mentions))
        others_named = set().union(*(_people(m.lead_us) for m in mentions))
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
            if other is event or not set(other.count("ordinal")) & set(event.count("ordinal")):
                continue
            (_, end), start = event.days(), event.day
            (_, high), low = other.days(), other.day
            if start and low and start - timedelta(days=2) <= (high or low) and low <= (end or start) + timedelta(days=2):
                other.mentions += event.mentions
                events.remove(event)
                break


def _place_undated(events: list[Event], kind: str, mentions: Sequence[Mention]) -> None:
    """Mentions without days join the event that has their ordinal; without an ordinal each stays by itself."""
    numbered: dict[int, Event] = {}
    for event in events:
        for ordinal in event.count("ordinal"):
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
        row = sorted((e for e in events if e.kind == kind and e.day and e.held), key=lambda e: e.day)
        known = [i for i, e in enumerate(row) if e.count("ordinal")]
        for left, right in zip(known, known[1:], strict=False):
            low, high = row[left].ordinal, row[right].ordinal
            between = row[left + 1 : right]
            if between and high - low - 1 == len(between) and len({e.day for e in row[left : right + 1]}) == right - left + 1:
                for step, event in enumerate(between, 1):
                    event.inferred = low + step
                    event.ordinal_basis = "inferred"
                    event.ordinal_reason = f"the only place between number {low} and number {high}, in the order of the days"


def name_events(events: Sequence[Event], ids: Sequence[str]) -> dict[int, str]:
    """A readable id for each event (by position): its kind with its first day, else its ordinal, else its first article.

    `ids` are the article ids by position.
    """
    names: dict[int, str] = {}
    used: Counter[str] = Counter()
    for position, event in enumerate(events):
        if event.day:
            name = f"{_SHORT[event.kind]}-{event.day.isoformat()}"
        elif event.ordinal:
            name = f"{_SHORT[event.kind]}-no-{event.ordinal}"
        else:
            name = f"{_SHORT[event.kind]}-undated-{ids[_first(event)]}"
        used[name] += 1
        names[position] = name if used[name] == 1 else f"{name}-{used[name]}"
    return names


class Carriers(NamedTuple):
    """Of each article, by position: its id, its outlet ("" unknown), and the distinct text that it carries."""

    ids: Sequence[str]
    outlets: Sequence[str]
    groups: Mapping[str, str]


def describe_event(event: Event, event_id: str, carriers: Carriers) -> dict[str, Any]:
    """The row of an event: what most of its mentions say, held before planned, and how many say it."""
    first, last = event.days()
    articles = event.articles()
    ids = [carriers.ids[index] for index in articles]
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
        "status": "held" if event.held else "planned",
        "n_mentions": sum(len(m.articles) for m in event.mentions),
        "n_articles": len(ids),
        "n_texts": len({carriers.groups.get(name, name) for name in ids}),
        "n_outlets": len({carriers.outlets[index] for index in articles} - {""}),
        "article_ids": ids,
    }


def _most(event: Event, name: str) -> str:
    votes = event.count(name)
    return min(votes, key=lambda v: (-votes[v], -len(v), v)) if votes else ""


def find_conflicts(events: Sequence[Event], names: Mapping[int, str], ids: Sequence[str]) -> list[dict[str, Any]]:
    """One row for each value on which articles, or ordinals and days, disagree."""
    rows: dict[tuple[str, str, str], dict[str, Any]] = {}

    def add(event_id: str, name: str, value: Any, reason: str, articles: Iterable[int]) -> None:
        key = (event_id, name, str(value))
        named = {ids[index] for index in articles}
        if key in rows:
            rows[key]["reason"] = "; ".join(dict.fromkeys([*rows[key]["reason"].split("; "), reason]))
            rows[key]["article_ids"] = sorted({*rows[key]["article_ids"], *named})
        else:
            rows[key] = {"event_id": event_id, "field": name, "value": str(value), "reason": reason, "article_ids": sorted(named)}

    for position, event in enumerate(events):
        for column, name in _DISPUTED.items():
            told: dict[Any, list[int]] = defaultdict(list)
            for mention in event.mentions:
                value = getattr(mention.told, name)
                if value:
                    told[value] += mention.articles
            if len(told) > 1:
                for value, articles in told.items():
                    add(names[position], column, value, "articles disagree", articles)
        for mention in event.mentions:
            for name, value, reason in mention.told.doubts:
                add(names[position], name, value, reason, mention.articles)
    for kind in NUMBERED:
        for position, value, reason, articles in _audit_sequence([(i, e) for i, e in enumerate(events) if e.kind == kind]):
            add(names[position], "ordinal", value, reason, articles)
    return [rows[key] for key in sorted(rows)]


def _audit_sequence(events: Sequence[tuple[int, Event]]) -> Iterable[tuple[int, int, str, set[int]]]:
    """What is wrong with the ordinals of a kind: one number for two events, numbers that fall, numbers left out."""
    by_ordinal: dict[int, list[tuple[int, Event]]] = defaultdict(list)
    for position, event in events:
        for ordinal in event.count("ordinal"):
            by_ordinal[ordinal].append((position, event))
    for ordinal, claimants in by_ordinal.items():
        dated = [(p, e) for p, e in claimants if e.day]
        if len(dated) > 1:
            for position, event in dated:
                yield position, ordinal, f"number {ordinal} is given to {len(dated)} events", _tellers(event, ordinal)
    row = sorted(((p, e) for p, e in events if e.day), key=lambda item: item[1].day)
    numbered = [(at, p, e) for at, (p, e) in enumerate(row) if e.count("ordinal")]
    for (at_one, p_one, one), (at_two, p_two, two) in zip(numbered, numbered[1:], strict=False):
        low, high = one.ordinal, two.ordinal
        if high < low:
            yield p_one, low, f"number {low} stands before number {high} in time", _tellers(one, low)
            yield p_two, high, f"number {high} comes after number {low} in time", _tellers(two, high)
        else:
            room, between = high - low - 1, at_two - at_one - 1
            if between < room:
                missing = room - between
                yield p_two, high, f"of the numbers between {low} and {high}, {missing} {'is' if missing == 1 else 'are'} told by no article", _tellers(two, high)
            if high > low and between > room:
                yield p_two, high, f"{between} events lie between number {low} and number {high}, which leave room for {room}", _tellers(two, high)


def _tellers(event: Event, ordinal: int) -> set[int]:
    return {index for m in event.mentions if m.ordinal == ordinal for index in m.articles}
