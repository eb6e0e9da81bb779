"""Findings on what is said: the formula, instructions, and the other side's words."""

from __future__ import annotations

import pandas as pd

from tradetalks import cadence, formula_words, instructions, placing, positions, principles
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.prose import (
    agree,
    count,
    crop,
    day,
    event_names,
    is_missing,
    join_first,
    join_list,
    link_name,
    none,
    number,
    outlet,
    quote,
    start_sentence,
    stop_after,
)

from .model import Finding, Tables, make_finding


#: Deadlines that are all quoted; of more only the tightest is.
MOST_QUOTED = 2


def find_formula(tables: Tables) -> Finding | None:
    """At which meetings interests and risks are named together, and at which interests or risks alone."""
    events = tables["events"]
    sayings = principles.find_formula(tables["codings"], tables["sentences"])
    if sayings.empty:
        return None
    meetings = placing.assign_meetings(tables["articles"], tables["event_mentions"], tables["directives"])
    placed = placing.place(sayings, meetings, events)
    kinds = dict(zip(events["event_id"], events["kind"], strict=True))
    names = event_names(events, year=False)
    told = principles.tell_formula(placed, placing.list_meetings(meetings, events))
    held = told[[kinds[event_id] in placing.AUDIENCE for event_id in told["event_id"]]]
    if held.empty:
        return None
    parts = [formula_words.tell_rest(held, names)]
    across = [row.event_id for row in held.itertuples(index=False) if placing.AUDIENCE[kinds[row.event_id]] == placing.ACROSS]
    if len(held) > 1:
        parts.append("A reported meeting is one that an article mainly reports.")
    parts += [formula_words.tell_printed(sayings, 2), formula_words.tell_word(placed, names)]
    if len(across) == 1:
        parts.append(f"Only {link_name(names, across[0])} has a report of its own among the talks with the US side, so whether the formula depends on who is in the room cannot be shown.")
    apart = len(across) == 1 and (held.loc[held["event_id"] == across[0], "form"] != principles.WHOLE).all()
    group = "meetings at which both interests and risks are named" if apart else "meetings at which only one of interests and risks is named"
    report = f"a report of {names[across[0]]} that names both interests and risks" if apart else "a report that names only interests, or only risks, where both stand here"
    change = f"{report}, or the Vietnamese text behind a translation, would add to the {group}"
    return make_finding(
        tables, "principles", formula_words.tell_whole(held, "reported meeting", names), " ".join(filter(None, parts)), change, sayings["article_id"],
        lead=formula_words.tell_together(held, "reported meeting", names),
    )  # fmt: skip


def find_instructions(tables: Tables) -> Finding | None:
    """Who gave how many instructions (by a verb of telling, or as what a named body must do), and the tightest deadline with the body and the words."""
    directives, events = tables["directives"], tables["events"]
    if directives.empty:
        return None
    distinct = instructions.keep_distinct(instructions.add_time(instructions.keep_texts(directives, tables["articles"]), events))
    due = distinct[distinct["deadline"].notna()]
    givers = sorted(set(distinct["issued_by"].dropna()))
    of_one = len(givers) == 1 and distinct["issued_by"].notna().all()
    parts = [f"{agree(len(distinct), 'It was', 'Both were' if len(distinct) == 2 else 'All were')} given by {literal(givers[0])}"] if of_one else []
    carried = distinct[distinct["issued_basis"] == instructions.CONTINUED] if of_one else distinct.head(0)
    if len(carried):
        parts[0] += f", {cite(number(len(carried)), carried['directive_id'])} of them [by what a sentence before says]" if len(distinct) > 1 else " [by what a sentence before says]"
    told = cite(count("instruction", len(distinct)), directives["directive_id"])
    limit = cite(none(len(due)), due["directive_id"])
    headline = f"Of {told} that the rules find, {limit} {agree(len(due), 'has', 'have') if len(due) else 'has'} a deadline."
    starts = dict(zip(events["event_id"], events["date_start"], strict=True))
    given = [
        (cadence.count_days(starts[row.event_id], row.deadline), row)
        for row in due.itertuples(index=False)
        if len(row.deadline) == 10 and not is_missing(row.event_id) and not is_missing(starts.get(row.event_id))
    ]
    if 0 < len(due) <= MOST_QUOTED:
        quoted = join_list(cite(quote(crop(instructions.trim(row.quote), 240)), [row.directive_id]) for row in due.itertuples(index=False))
        parts.append(f"With a deadline {agree(len(due), 'is', 'are')} {quoted}")
    elif given:
        length, row = min(given, key=lambda pair: (pair[0], pair[1].directive_id))
        after = f"{count('day', length)} after it was given" if length > 0 else "the day on which it was given" if length == 0 else "a day already past"
        words = crop(instructions.trim(row.quote), 160)
        parts.append(f"The tightest one fell {after}: {cite(quote(words), [row.directive_id])}{stop_after(words).removesuffix('.')}")
    change = "an official conclusion notice with addressees and dates: press reports give a part, and an order counts here only with a verb of telling or a named body that must act"
    return make_finding(tables, "instructions", headline, " ".join(f"{part}." for part in parts), change, directives["article_id"])


def find_us(tables: Tables) -> Finding | None:
    """In how many sentences the US side is reported as saying or judging something, in whose mouth each stands, and one quoted."""
    us = positions.find_us_words(tables["codings"], tables["sentences"], tables["articles"])
    if us.empty:
        return None
    n = len(us)
    told_of = pd.Series([positions.is_act(row) for row in us.itertuples(index=False)], index=us.index, dtype=bool)
    acted = us["told_by"].isna() & (us["speaker"] == positions.US) & told_of
    headline = f"{start_sentence(cite(count('sentence', n), us['sentence_id']))} {agree(n, 'reports', 'report')} the US side as saying{', judging or proposing' if acted.any() else ' or judging'} something."
    own, rest = us[us["speaker"] != positions.US], us[us["speaker"] == positions.US]
    whose = []
    for name, mine in own.groupby("speaker", sort=True):
        one, many = ("quotes or paraphrases", "quote or paraphrase") if mine["text"].str.contains("[“\"«]").any() else ("paraphrases", "paraphrase")
        whose.append(_tell_share(len(mine), n, f"{one} {literal(name)}", f"{many} {literal(name)}"))
    for name, mine in rest.dropna(subset=["told_by"]).groupby("told_by", sort=True):
        whose.append(_tell_share(len(mine), n, f"has {literal(name)} tell of a US view", f"have {literal(name)} tell of US views"))
    outlets = tables["articles"].set_index("article_id", drop=False)
    plain = rest[rest["told_by"].isna()]
    for name, mine in plain.groupby(plain["article_id"].map(lambda article_id: outlet(outlets.loc[article_id])), sort=True):
        of = " of what the US did" if acted[mine.index].all() else ""
        whose.append(_tell_share(len(mine), n, f"is {literal(name)}’s own account{of}", f"are {literal(name)}’s own account{of}"))
    text = f"{start_sentence(join_first(whose, 4, 'further kind'))}." if n > 1 else f"It {whose[0].removeprefix('one ')}."
    if len(own):
        first = own.iloc[0]
        words = crop(first["text"], 200)
        text += f" {literal(outlet(outlets.loc[first['article_id']]))} on {literal(first['speaker'])}: {cite(quote(words), [first['sentence_id']])}{stop_after(words)}"
    change = "a report by an outlet of the other side, or what its delegation made public: then US words would stand beside Vietnamese accounts of them"
    return make_finding(tables, "us", headline, text, change, us["article_id"])


def _tell_share(n: int, whole: int, one: str, many: str) -> str:
    """`two quote or paraphrase Jamieson Greer`, `all three quote …`: how many of the sentences do what."""
    return f"{'all ' if n == whole > 2 else 'both ' if n == whole == 2 else ''}{number(n) if not n == whole == 2 else ''} {agree(n, one, many)}".replace("  ", " ")
