"""Mentions of many articles become events; what is inferred says so, and what clashes is a row."""

from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradetalks import reconcile
from tradetalks.reconcile import Told

KINDS = {"meeting": "government-meeting", "session": "ministerial-session", "round": "negotiation-round", "leaders": "leader-contact"}


def day(text):
    """`6/5` as a day of 2025."""
    if not text:
        return None
    number, month = text.split("/")
    return date(2025, int(month), int(number))


def told(line):
    """`round 19/5-22/5 #2 us=Jamieson Greer place=Paris planned` as what a mention says."""
    kind, *words = line.split(" ", 1)
    rest = words[0] if words else ""
    fields = {"status": "held"}
    for part in rest.replace("Jamieson Greer", "Greer").split():
        if part.startswith("#"):
            fields["ordinal"] = int(part[1:])
        elif "=" in part:
            name, value = part.split("=")
            fields[{"us": "lead_us", "vn": "lead_vn"}.get(name, name)] = value
        elif part == "planned":
            fields["status"] = part
        else:
            first, _, last = part.partition("-")
            fields["first"], fields["last"] = day(first), day(last) if "-" in part else day(first)
    return Told(**{"kind": KINDS[kind], "first": None, "last": None, "ordinal": None} | fields)


def collect(lines):
    """Events from lines, the n-th of which article n tells; a line without day and number stands apart."""
    said = [told(line) for line in lines]
    said = [one if one.first or one.ordinal else one._replace(apart=str(n)) for n, one in enumerate(said)]
    return reconcile.reconcile(reconcile.collect(enumerate(said)).values())


def brief(event):
    """An event as `2 round 2025-05-19 #2`: how many articles tell it, what it is, its first day, its number (? inferred)."""
    first, last = event.days()
    number = f"#{event.ordinal}{'?' * (event.ordinal_basis == 'inferred')}" if event.ordinal else ""
    short = next(short for short, kind in KINDS.items() if kind == event.kind)
    return " ".join(filter(None, [str(len(event.articles())), short, first.strftime("%-d/%-m") if first else f"-{last:%-d/%-m}" if last else "", number]))


SAME = [
    # what the articles tell, the events there are
    (["meeting 6/5 #7", "meeting 6/5", "meeting 6/5 #7"], ["3 meeting 6/5 #7"]),
    (["meeting 6/5", "meeting 7/5"], ["1 meeting 6/5", "1 meeting 7/5"]),
    (["meeting 6/5 #7", "meeting #7"], ["2 meeting 6/5 #7"]),
    (["meeting #7", "meeting #7"], ["2 meeting #7"]),
    (["meeting", "meeting"], ["1 meeting", "1 meeting"]),
    (["meeting 6/5", "leaders 6/5", "session 6/5", "round 6/5"], ["1 meeting 6/5", "1 session 6/5", "1 round 6/5", "1 leaders 6/5"]),
    (["session 16/5 us=Greer", "session 17/5 us=Greer"], ["1 session 16/5", "1 session 17/5"]),
    (["session 22/5 us=Greer", "session 22/5 us=Lutnick"], ["1 session 22/5", "1 session 22/5"]),
    (["session 22/5 us=Greer;Lutnick", "session 22/5 us=Lutnick"], ["2 session 22/5"]),
    (["session 22/5", "session 22/5 us=Lutnick"], ["2 session 22/5"]),
    (["round 19/5-22/5 #2", "round 19/5- #2", "round 21/5", "round #2"], ["4 round 19/5 #2"]),
    (["round 19/5-22/5 #2", "round 18/5- #2"], ["2 round 19/5 #2"]),
    (["round 19/5-22/5 #2", "round -22/5 #2"], ["2 round 19/5 #2"]),
    (["round 19/5-22/5", "round -22/5"], ["2 round 19/5"]),
    (["round -22/5 #2", "round -22/5"], ["2 round -22/5 #2"]),
    (["round 19/5-22/5 #2", "round 24/5-26/5 #3"], ["1 round 19/5 #2", "1 round 24/5 #3"]),
    (["round 19/5-22/5 #2", "round 22/5-25/5 #3"], ["1 round 19/5 #2", "1 round 22/5 #3"]),
    (["round 19/5-22/5 #2", "round 9/6-12/6 #2"], ["1 round 19/5 #2", "1 round 9/6 #2"]),
]


@pytest.mark.parametrize(("lines", "events"), SAME)
def test_what_is_one_event(lines, events):
    assert [brief(event) for event in collect(lines)] == events


@pytest.mark.parametrize("lines", [lines for lines, _ in SAME if len(lines) > 1] + [["session 22/5 us=Greer", "session 22/5 us=Lutnick", "session 22/5 us=Greer;Lutnick"]])
def test_the_order_of_the_articles_does_not_matter(lines):
    outcomes = {tuple(sorted(brief(event) for event in collect(order))) for order in permutations(lines)}
    assert len(outcomes) == 1


INFERRED = [
    (["meeting 22/4 #4", "meeting 29/4", "meeting 6/5 #6"], ["#4", "#5?", "#6"]),
    (["meeting 22/4 #4", "meeting 25/4", "meeting 29/4", "meeting 6/5 #7"], ["#4", "#5?", "#6?", "#7"]),
    (["meeting 22/4 #4", "meeting 29/4", "meeting 6/5 #7"], ["#4", "", "#7"]),  # two places for one
    (["meeting 22/4 #4", "meeting 29/4", "meeting 6/5 #5"], ["#4", "", "#5"]),  # no place
    (["meeting 22/4", "meeting 29/4 #6", "meeting 6/5 #7", "meeting 24/5"], ["", "#6", "#7", ""]),  # outside nobody knows
    (["meeting 22/4 #6", "meeting 29/4", "meeting 6/5 #4"], ["#6", "", "#4"]),  # falling
    (["meeting 22/4 #4", "session 29/4", "meeting 6/5 #6"], ["#4", "", "#6"]),  # another kind
    (["meeting 22/4 #4", "meeting", "meeting 6/5 #6"], ["#4", "#6", ""]),  # no day
    (["meeting 22/4 #4", "meeting 29/4 planned", "meeting 6/5 #6"], ["#4", "", "#6"]),  # announced, and perhaps never held
    (["leaders 22/4", "leaders 29/4"], ["", ""]),
]


@pytest.mark.parametrize(("lines", "numbers"), INFERRED)
def test_what_may_be_inferred(lines, numbers):
    events = collect(lines)
    assert [brief(event).partition("#")[1] + brief(event).partition("#")[2] for event in events] == numbers
    for event in events:
        assert bool(event.ordinal_reason) == (event.ordinal_basis == "inferred")
        assert bool(event.ordinal) == bool(event.ordinal_basis)


def conflicts(lines):
    events = collect(lines)
    ids = [f"a{n}" for n in range(len(lines))]
    rows = reconcile.find_conflicts(events, reconcile.name_events(events, ids), ids)
    return [f"{row['event_id']} {row['field']} {row['value']} {';'.join(row['article_ids'])}" for row in rows]


CONFLICTS = [
    (["meeting 6/5 #7", "meeting 6/5 #7"], []),
    (["meeting 6/5 #7", "meeting 6/5"], []),
    (["meeting 6/5 #7", "meeting 6/5 #8"], ["meeting-2025-05-06 ordinal 7 a0", "meeting-2025-05-06 ordinal 8 a1"]),
    (["meeting 6/5 place=Huế", "meeting 6/5 place=Vinh", "meeting 6/5"], ["meeting-2025-05-06 place Huế a0", "meeting-2025-05-06 place Vinh a1"]),
    (["round 19/5-22/5 #2", "round 19/5-23/5 #2"], ["round-2025-05-19 date_end 2025-05-22 a0", "round-2025-05-19 date_end 2025-05-23 a1"]),
    (["round 19/5-22/5 #2", "round 19/5- #2"], []),
    (["round 19/5-22/5 #2", "round -22/5 #2"], []),
    (["meeting 29/4 #7", "meeting 6/5 #7"], ["meeting-2025-04-29 ordinal 7 a0", "meeting-2025-05-06 ordinal 7 a1"]),
    (["meeting 29/4 #7", "meeting 6/5 #6"], ["meeting-2025-04-29 ordinal 7 a0", "meeting-2025-05-06 ordinal 6 a1"]),
    (["meeting 29/4 #6", "meeting 2/5", "meeting 6/5 #7"], ["meeting-2025-05-06 ordinal 7 a2"]),
    (["meeting 29/4 #6", "meeting 6/5 #7"], []),
    (["meeting 29/4 #6", "session 6/5 #6"], []),
]


@pytest.mark.parametrize(("lines", "rows"), CONFLICTS)
def test_disagreement_is_a_row(lines, rows):
    assert conflicts(lines) == rows


def test_a_gap_in_the_numbers_is_a_row():
    """Issue 3: sequences are checked for gaps, clashes and wrong order."""
    assert conflicts(["meeting 29/4 #4", "meeting 6/5 #7"]) != []


def test_a_doubt_of_one_article_is_a_row():
    said = told("meeting 6/5")._replace(doubts=(("date_start", "2025-05-05", "the printed day contradicts its own weekday"),))
    events = reconcile.reconcile(reconcile.collect([(0, said)]).values())
    [row] = reconcile.find_conflicts(events, reconcile.name_events(events, ["a"]), ["a"])
    assert (row["field"], row["value"], row["article_ids"]) == ("date_start", "2025-05-05", ["a"])


def test_an_event_says_what_most_say_and_was_held_if_one_says_so():
    lines = ["meeting 6/5 place=Huế planned", "meeting 6/5 place=Vinh planned", "meeting 6/5 place=Vinh vn=X", "meeting 6/5 place=Vinh vn=X"]
    [event] = collect(lines)
    carriers = reconcile.Carriers(["a", "b", "c", "d"], ["VNA", "VNA", "VOV", ""], {"a": "a", "b": "b", "c": "c", "d": "c"})
    row = reconcile.describe_event(event, "x", carriers)
    assert (row["place"], row["lead_vn"], row["status"]) == ("Vinh", "X", "held")
    assert (row["n_mentions"], row["n_articles"], row["n_texts"], row["n_outlets"], row["article_ids"]) == (4, 4, 3, 2, ["a", "b", "c", "d"])


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.one_of(st.none(), st.integers(1, 28)), st.integers(0, 3), st.one_of(st.none(), st.integers(1, 4))), max_size=12))
def test_no_mention_is_lost_and_no_id_given_twice(mentions):
    lines = [f"{kind}" + (f" {first}/5-{min(31, first + more)}/5" if first else "") + (f" #{number}" if number else "") for kind, first, more, number in mentions]
    events = collect(lines)
    assert sorted(index for event in events for mention in event.mentions for index in mention.articles) == list(range(len(lines)))
    names = reconcile.name_events(events, [f"a{n}" for n in range(len(lines))])
    assert len(set(names.values())) == len(events)
    assert all(event.kind == mention.kind for event in events for mention in event.mentions)
    firsts = [event.days()[0] or date.max for event in events]
    assert firsts == sorted(firsts)
