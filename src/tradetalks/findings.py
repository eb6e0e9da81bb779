"""What the book finds, computed once for every page that says it: the landing page and the conclusions.

Each finding is a sentence or two in Markdown with its evidence, the chapter that shows it, the articles it rests on,
and what would change it. A collection that has nothing to say on a question has no finding on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from tradetalks import cadence, instructions, positions, principles, stances
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.project import Project
from tradetalks.prose import (
    agree,
    count,
    count_kinds,
    crop,
    day,
    event_names,
    is_missing,
    join_list,
    kind_noun,
    number,
    ordinal,
    outlet,
    plural,
    quote,
    share,
    start_sentence,
    stop_after,
)

Tables = Mapping[str, pd.DataFrame]

NAMES = ("articles", "sentences", "events", "event_mentions", "event_conflicts", "codebook", "codings", "goods", "directives")

#: The seven questions that a reader brings, with the chapter that answers each.
QUESTIONS: dict[str, str] = {
    "cadence": "Who met whom, when, where, how often, and in what rhythm?",
    "ordinals": "Which numbers are reported, which are inferred, and which clash?",
    "principles": "Which principles recur, at which meetings, in whose mouth and in which words?",
    "offers": "What does Việt Nam offer, ask and set as conditions, and which goods are named?",
    "instructions": "Who was told to do what, and by when?",
    "outlets": "How do outlets and translations differ on the same meeting?",
    "trust": "How far can all this be trusted, and what can the articles not show?",
}

#: A word or two by which a finding is known.
TITLES: dict[str, str] = {
    "cadence": "Rhythm",
    "ordinals": "Numbers",
    "principles": "The formula",
    "offers": "Offers and asks",
    "us": "The other side",
    "instructions": "Instructions",
    "last": "State of play",
    "outlets": "Comparison",
    "trust": "Dates",
}

#: The chapter of a finding that has not its name.
CHAPTERS = {"us": "offers", "last": "cadence"}

#: Findings on the evidence rather than on the talks.
ON_EVIDENCE = ("outlets", "trust")

#: What Việt Nam asks of the other side, among the measures.
ASKED = ("market-economy-status", "high-tech-access")


#: How the formula is reported, after `is reported`.
_HOW = {
    principles.WHOLE: "whole",
    principles.INTERESTS: "with only its first half (interests)",
    principles.RISKS: "with only its second half (risks)",
    principles.APART: "in halves that stand apart",
    principles.NEVER: "with neither half",
}


@dataclass(frozen=True)
class Finding:
    """One finding: `key` names it, `text` says it, `change` says what would change it.

    `article_ids` are the articles it rests on, `n_texts` the distinct texts among them; `brief` is what an answer
    says of it that stands on one page with it, the whole `text` where that is short.
    """

    key: str
    text: str
    change: str
    article_ids: tuple[str, ...]
    n_texts: int
    brief: str = ""

    @property
    def chapter(self) -> str:
        """The chapter that shows it."""
        return CHAPTERS.get(self.key, self.key)

    @property
    def title(self) -> str:
        """The finding's short name."""
        return TITLES[self.key]


def read_tables(book: Project) -> dict[str, pd.DataFrame]:
    """The tables that findings are made of."""
    return {name: book.table(name) for name in NAMES}


def find_all(tables: Tables) -> list[Finding]:
    """Every finding that these tables hold, in the order of the questions."""
    makers = (
        find_rhythm, find_numbers, find_formula, find_offers, find_us, find_instructions, find_last, find_outlets, find_trust,
    )  # fmt: skip
    return [finding for make in makers if (finding := make(tables))]


def weigh(findings: Iterable[Finding]) -> list[Finding]:
    """The findings on the talks before those on the evidence, those that rest on most texts first, else the earlier question."""
    return sorted(findings, key=lambda finding: (finding.key in ON_EVIDENCE, -finding.n_texts))


def _make(tables: Tables, key: str, text: str, change: str, article_ids: Iterable[str], brief: str = "") -> Finding:
    ids = tuple(sorted(set(article_ids)))
    articles = tables["articles"]
    return Finding(key, text, change, ids, articles.loc[articles["article_id"].isin(ids), "text_group"].nunique(), brief or text)


def _tellers(tables: Tables, event_ids: Iterable[str]) -> list[str]:
    mentions = tables["event_mentions"]
    return list(mentions.loc[mentions["event_id"].isin(list(event_ids)), "article_id"])


# ---- the findings


def tell_span(tables: Tables) -> str:
    """What is told, as one clause: `four government meetings, two ministerial sessions and one round in 43 days`."""
    row = cadence.order_events(tables["events"])
    if row.empty:
        return "no event that took place on a known day"
    length = cadence.count_days(row["date_start"].min(), row["date_end"].fillna(row["date_start"]).max()) + 1
    within = f"within {count('day', length)}, first and last included" if length > 1 else "on one day"
    return f"{cite(count_kinds(row), row['event_id'])} {within}"


def find_rhythm(tables: Tables) -> Finding | None:
    """How often the government met, and what lay in the longest stretch between two meetings."""
    events = tables["events"]
    meetings = cadence.order_events(events, ["government-meeting"])
    if meetings.empty:
        return None
    names = event_names(events)
    intervals = cadence.measure_intervals(events)
    told = cite(count("government meeting", len(meetings)), meetings["event_id"])
    if intervals.empty:
        text = f"The articles tell of {told}, so there is no rhythm to see."
    else:
        span = tell_between(meetings["date_start"].min(), meetings["date_start"].max())
        text = f"The articles tell of {told} between {span}, {tell_intervals(intervals)}; further meetings, of which they do not tell, may lie between{tell_room(events)}."
        longest = intervals[intervals["days"] == intervals["days"].max()]
        if len(longest) == 1 and len(intervals) > 1 and longest.iloc[0]["between"]:
            held = [cite(literal(names[event_id]), [event_id]) for event_id in longest.iloc[0]["between"]]
            text += f" In the longest stretch between two of them came {join_list(held)}."
    change = "a report of a further meeting, session or round in between; a day that is read or printed wrongly"
    used = {*meetings["event_id"], *(event_id for found in intervals["between"] for event_id in found)}
    return _make(tables, "cadence", text, change, _tellers(tables, used))


def tell_room(events: pd.DataFrame) -> str:
    """`, where the printed numbers leave room for them`: only where two of these leave none; else empty."""
    known = cadence.find_untold(events)
    full = known[(known["kind"] == "government-meeting") & known["after_id"].notna() & (known["implied"] == known["told"].map(len))]
    return ", where the printed numbers leave room for them" if len(full) else ""


def tell_between(start: str, end: str) -> str:
    """`22 April and 24 May 2025`: two days, with the year told once where it is the same."""
    return f"{day(start, year=start[:4] != end[:4])} and {day(end)}"


def tell_intervals(intervals: pd.DataFrame) -> str:
    """`seven, seven and 18 days apart`, or the shortest, the longest and the middle of many."""
    cited = [cite(number(row.days) if row.days else "no", [row.from_id, row.to_id]) for row in intervals.itertuples()]
    if len(cited) <= 4:
        return f"{join_list(cited)} {plural('day', int(intervals['days'].iloc[-1]))} apart"
    ordered = intervals.sort_values("days", kind="stable")
    ends = [cite(number(row.days) if row.days else "no", [row.from_id, row.to_id]) for row in ordered.iloc[[0, -1]].itertuples()]
    middle = int(ordered["days"].quantile(0.5, interpolation="lower"))
    return f"{ends[0]} to {ends[1]} {plural('day', int(ordered['days'].iloc[-1]))} apart, half the time at most {count('day', middle)}"


def find_numbers(tables: Tables) -> Finding | None:
    """Which numbers are printed, how many meetings they imply that no article tells, and what clashes."""
    events, conflicts = tables["events"], tables["event_conflicts"]
    audit = cadence.audit_kinds(events)
    audit = audit[audit["reported"].map(len) > 0]
    if audit.empty:
        return None
    names = event_names(events, year=False)
    parts = []
    for row in audit.itertuples(index=False):
        if is_missing(row.highest):
            continue
        noun = kind_noun(row.kind)
        top = cite(f"the {ordinal(row.highest)} {noun}", [row.highest_id])
        if is_missing(row.untold) and len(row.reported) == 1:
            parts.append(f"of {plural(noun)} the only number is that of {top}")
        elif is_missing(row.untold):
            parts.append(f"numbers of {plural(noun)} reach {top} but do not rise with the days")
        elif row.untold:
            parts.append(_tell_before(top, int(row.highest) - 1, int(row.untold)))
        else:
            parts.append(f"up to {top} none is missing")
    n = sum(len(ids) for ids in audit["reported"])
    told = cite(count("event", n), [event_id for ids in audit["reported"] for event_id in ids])
    text = f"Articles print a number for {told}" + (f": {'; '.join(parts)}." if parts else ".")
    clashing = conflicts[conflicts["field"] == "ordinal"]
    if len(clashing):
        clash = cite(count("event", clashing["event_id"].nunique()), sorted(set(clashing["event_id"])))
        text += f" Numbers clash for {clash}: {join_list([literal(names[name]) for name in sorted(set(clashing['event_id']))])}."
    elif n > 1:
        text += " No numbers clash."
    change = "a further printed number, above all one for a meeting that has none yet; a sign that the numbers count something else"
    return _make(tables, "ordinals", start_sentence(text), change, _tellers(tables, [i for ids in audit["reported"] for i in ids]))


def _tell_before(top: str, before: int, untold: int) -> str:
    """`before the seventh meeting there were six, of which the articles tell of at most two, so at least four are told by none`."""
    lead = f"before {top} there {agree(before, 'was', 'were')} {number(before)}"
    if untold == before:
        return f"{lead}, of which no article here tells"
    told = number(before - untold)
    return f"{lead}, of which the articles tell of at most {told}, so at least {number(untold)} {agree(untold, 'is', 'are')} told by none"


def find_formula(tables: Tables) -> Finding | None:
    """Where the formula is reported whole and where by half, inside government and before the other side."""
    events = tables["events"]
    sayings = principles.find_formula(tables["codings"], tables["sentences"])
    if sayings.empty:
        return None
    meetings = principles.assign_meetings(tables["articles"], tables["event_mentions"], tables["directives"])
    placed = principles.place(sayings, meetings, events)
    order = principles.list_meetings(meetings, events)
    kinds = dict(zip(events["event_id"], events["kind"], strict=True))
    names = event_names(events, year=False)
    told = principles.tell_formula(placed, order)
    inside, across = (
        told[[principles.AUDIENCE.get(kinds[event_id]) == audience for event_id in told["event_id"]]]
        for audience in (principles.INSIDE, principles.ACROSS)
    )
    formula = "the formula of harmonising interests and sharing risks"
    parts = []
    if len(inside):
        parts.append(f"{start_sentence(formula)} is reported {_tell_forms(inside, 'meeting of the government', names)}.")
    if len(across) > 1:
        subject = "it" if parts else formula
        parts.append(start_sentence(f"{subject} is reported {_tell_forms(across, 'reported event with the other side', names)}."))
    brief = list(parts)
    if len(across) == 1:
        subject = "it" if parts else formula
        brief.append(principles.tell_across(across.iloc[0], events, names, subject=subject, brief=True))
        parts.append(principles.tell_across(across.iloc[0], events, names, subject=subject))
    if not parts:
        return None
    text = " ".join(parts)
    change = "a fuller report of the same meeting, or the Vietnamese text behind a translation; one report of the formula said whole to the other side"
    return _make(tables, "principles", text, change, sayings["article_id"], " ".join(brief))


def _tell_forms(told: pd.DataFrame, noun: str, names: Mapping[str, str]) -> str:
    """`whole at three of the four meetings of the government, with only its first half (interests) at …`: its forms before one audience."""
    halves = told[told["form"].isin([principles.INTERESTS, principles.RISKS])]
    if len(told) == 1:
        row = told.iloc[0]
        name = cite(literal(names[row["event_id"]]), row["ids"])
        how = _HOW[row["form"]]
        return f"{how} at the only reported {noun}, {name}"
    whole = told[told["form"] == principles.WHOLE]
    text = f"whole at {cite(share(len(whole), len(told), noun), [coding_id for ids in whole['ids'] for coding_id in ids])}"
    if 0 < len(halves) <= 3:
        for form, mine in halves.groupby("form", sort=True):
            text += f", {_HOW[form]} at {join_list(cite(literal(names[row.event_id]), row.ids) for row in mine.itertuples(index=False))}"
    return text


def find_offers(tables: Tables) -> Finding | None:
    """How widely purchases are named, which good most, and how often what Việt Nam asks in return is."""
    articles = tables["articles"]
    codings, goods = tables["codings"], tables["goods"]
    on_topic = articles[articles["on_topic"].fillna(False).astype(bool)]
    buying = codings[codings["code"] == "buy-us-goods"]
    if buying.empty:
        return None
    told = share(buying["article_id"].nunique(), len(on_topic), "article")
    text = f"Buying US goods stands in {cite(told, buying['coding_id'])}"
    if len(goods):
        counts = Counter(good for good, _ in {(row.good, row.article_id) for row in goods.itertuples()})
        most = max(counts.values())
        leaders = sorted(good for good, n in counts.items() if n == most)
        if len(leaders) <= 2:
            ids = goods.loc[goods["good"].isin(leaders), "good_id"]
            named = cite(join_list(map(name_good, leaders)), ids)
            text += f", and the {plural('good', len(leaders))} named in most of them {agree(len(leaders), 'is', 'are')} {named}"
    text += "."
    labels = dict(zip(tables["codebook"]["code"], tables["codebook"]["label"], strict=True))
    asked = []
    judged = stances.classify(codings, tables["sentences"])
    asks = judged[judged["stance"] == "ask"]
    for code in ASKED:
        mine = asks[asks["code"] == code]
        if len(mine):
            said = count("article", mine["article_id"].nunique())
            asked.append(f"{labels[code][:1].lower()}{labels[code][1:]} in {cite(said, mine['coding_id'])}")
    if asked:
        text += f" Of what Việt Nam asks of the US, the articles name, among other things, {join_list(asked)}."
    change = "the text of an offer, a signed contract or a tariff schedule: these are reports of intentions"
    return _make(tables, "offers", text, change, buying["article_id"])


def name_good(good: str) -> str:
    """A good as prose has it: `LNG`, `medical supplies`."""
    return {"lng": "LNG", "agriculture": "agricultural products", "high-tech": "high-tech goods"}.get(good, good.replace("-", " "))


def find_instructions(tables: Tables) -> Finding | None:
    """How many instructions are told, how many have a deadline, and how short the shortest is."""
    directives, events = tables["directives"], tables["events"]
    if directives.empty:
        return None
    distinct = instructions.keep_distinct(instructions.add_time(instructions.keep_texts(directives, tables["articles"]), events))
    due = distinct[distinct["deadline"].notna()]
    told = cite(count("instruction", len(distinct)), directives["directive_id"])
    limit = cite(number(len(due)) if len(due) else "none", due["directive_id"])
    text = f"Of {told} that the articles report, {limit} {agree(len(due), 'has', 'have') if len(due) else 'has'} a deadline"
    starts = dict(zip(events["event_id"], events["date_start"], strict=True))
    given = [
        (cadence.count_days(starts[row.event_id], row.deadline), row)
        for row in due.itertuples(index=False)
        if len(row.deadline) == 10 and not is_missing(row.event_id) and not is_missing(starts.get(row.event_id))
    ]
    if given:
        length, row = min(given, key=lambda pair: (pair[0], pair[1].directive_id))
        after = f"{count('day', length)} after it was given" if length > 0 else "the day on which it was given" if length == 0 else "a day already past"
        text += f"; the {'only' if len(due) == 1 else 'tightest' if len(due) > 2 else 'tighter'} one is {cite(day(row.deadline), [row.directive_id])}, {after}"
    change = "an official document with addressees and dates, of which press reports give a part"
    return _make(tables, "instructions", f"{text}.", change, directives["article_id"])


def find_us(tables: Tables) -> Finding | None:
    """What the US side is reported as saying, and for what Việt Nam is said to be ready."""
    articles, sentences = tables["articles"], tables["sentences"]
    us = positions.find_us_words(tables["codings"], sentences, articles)
    ready = positions.find_readiness(sentences, articles)
    parts = []
    if len(us):
        own = us[us["speaker"] != positions.US]
        people = [literal(name) for name in dict.fromkeys(own["speaker"])][:3]
        named = f"; named as speaking {agree(len(people), 'is', 'are')} {join_list(people)}" if people else "; nobody is named as speaking"
        parts.append(f"The US side is reported as saying or judging something in {cite(count('sentence', len(us)), us['sentence_id'])}{named}.")
        if len(own):
            first = own.iloc[0]
            words = crop(first["text"], 200)
            where = tell_source(first["article_id"], tables)
            parts.append(f"{where} words {agree(len(us), 'it', 'one of them')} like this: {cite(quote(words), [first['sentence_id']])}{stop_after(words)}")
    if len(ready):
        parts += [tell_ready(row, tables) for row in ready.head(2).itertuples(index=False)]
    if not parts:
        return None
    change = "a report by an outlet of the other side, or what its delegation itself made public"
    return _make(tables, "us", " ".join(parts), change, [*us["article_id"], *ready["article_id"]])


def tell_source(article_id: str, tables: Tables) -> str:
    """`Lao Động, reporting the government meeting of 22 April 2025,`: who words a sentence and of what, to begin a sentence with.

    The meeting is the one that the article mainly reports; of an article without one its own day is told, where it is known.
    """
    articles = tables["articles"].set_index("article_id", drop=False)
    article = articles.loc[article_id]
    meetings = principles.assign_meetings(tables["articles"], tables["event_mentions"], tables["directives"]).set_index("article_id")["event_id"]
    event_id = meetings.get(article_id)
    name = literal(outlet(article))
    if not is_missing(event_id):
        return f"{name}, reporting {cite(literal(event_names(tables['events'])[event_id]), [event_id])},"
    return name if is_missing(article["published"]) else f"{name}, on {day(article['published'])},"


def tell_ready(row, tables: Tables) -> str:
    """A sentence: who says that Việt Nam is ready, where and in which words. `row` is one of `positions.find_readiness`."""
    said = tables["codings"].loc[tables["codings"]["sentence_id"] == row.sentence_id, "attributed_to"].dropna().unique()
    of = f" of {literal(said[0])}" if len(said) == 1 else ""
    where = tell_source(row.article_id, tables)
    return f"{where} writes{of}: {cite(quote(row.words), [row.sentence_id])}{stop_after(row.words)}"


def find_last(tables: Tables) -> Finding | None:
    """What is told of the last event: what was asked for there, and whether anything is announced for after it."""
    events, directives = tables["events"], tables["directives"]
    row = cadence.order_events(events)
    if row.empty:
        return None
    last = row.assign(end=row["date_end"].fillna(row["date_start"])).sort_values(["end", "event_id"]).iloc[-1]
    name = event_names(events)[last["event_id"]]
    told = instructions.keep_distinct(instructions.keep_texts(directives, tables["articles"]))
    told = told[told["event_id"] == last["event_id"]]
    text = f"The last event that these articles tell is {cite(literal(name), [last['event_id']])}."
    if len(told):
        latest = told.iloc[-1]
        by = "" if is_missing(latest["issued_by"]) else f" by {literal(latest['issued_by'])}"
        n = cite(count("instruction", len(told)), told["directive_id"])
        gives = agree(told["article_id"].nunique(), "Its report gives", "Its reports give")
        words = crop(instructions.trim(latest["quote"]), 220)
        text += f" {gives} {n}{', the last' if len(told) > 1 else ''}{by}: {cite(quote(words), [latest['directive_id']])}{stop_after(words)}"
    ahead = events[(events["status"] == "planned") & (events["date_start"].fillna("") > last["end"])]
    if len(ahead):
        text += f" Announced for later {agree(len(ahead), 'is', 'are')} {cite(count('event', len(ahead)), ahead['event_id'])}."
    else:
        text += " No event after it is announced; what became of the talks lies outside them."
    change = "any later article"
    return _make(tables, "last", text, change, _tellers(tables, [last["event_id"], *ahead["event_id"]]))


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
    change = "a second report of the same meeting by another outlet, or in the other language"
    return _make(tables, "outlets", text, change, tables["event_mentions"]["article_id"])


def find_trust(tables: Tables) -> Finding | None:
    """How many days rest on an inferred year, and how many articles state their own date."""
    articles, mentions = tables["articles"], tables["event_mentions"]
    on_topic = articles[articles["on_topic"].fillna(False).astype(bool)]
    dated = mentions[mentions["date_start"].notna()]
    if dated.empty:
        return None
    stated = on_topic[on_topic["published"].notna()]
    printed = dated[dated["date_basis"] == "stated"]
    own = cite(share(len(stated), len(on_topic), "article"), stated["article_id"])
    bears = agree(max(len(stated), 1), "bears", "bear")
    text = f"In the copies read, {own} {bears} a date of publication, and {_tell_years(printed, dated)}."
    change = "the publication dates of the articles, which their publishers have"
    return _make(tables, "trust", text, change, dated["article_id"])


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


# ---- said once only


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


def sum_once(once: pd.DataFrame) -> dict[str, int]:
    """How many codes, goods, numbers and events a single text carries."""
    return {what: int((once["what"] == what).sum()) for what in ("code", "good", "number", "event")}

