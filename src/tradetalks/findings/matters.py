"""Findings on what is said: the formula, offers and asks, instructions, and the other side's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from tradetalks import cadence, formula_words, instructions, placing, positions, principles, stances
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.prose import (
    agree,
    count,
    crop,
    day,
    event_names,
    is_missing,
    join_list,
    link_name,
    none,
    outlet,
    plural,
    quote,
    share,
    start_sentence,
    stop_after,
)
from tradetalks.rows import gather_ids, keep_on_topic

from .model import Finding, Tables, make_finding

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


def find_formula(tables: Tables) -> Finding | None:
    """Where the formula is reported whole and where by half, inside government and before the other side."""
    events = tables["events"]
    sayings = principles.find_formula(tables["codings"], tables["sentences"])
    if sayings.empty:
        return None
    meetings = placing.assign_meetings(tables["articles"], tables["event_mentions"], tables["directives"])
    placed = placing.place(sayings, meetings, events)
    order = placing.list_meetings(meetings, events)
    kinds = dict(zip(events["event_id"], events["kind"], strict=True))
    names = event_names(events, year=False)
    told = principles.tell_formula(placed, order)
    inside, across = (
        told[[placing.AUDIENCE.get(kinds[event_id]) == audience for event_id in told["event_id"]]]
        for audience in (placing.INSIDE, placing.ACROSS)
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
        brief.append(formula_words.tell_across(across.iloc[0], events, names, subject=subject, brief=True))
        parts.append(formula_words.tell_across(across.iloc[0], events, names, subject=subject))
    if not parts:
        return None
    text = " ".join(parts)
    change = "a fuller report of the same meeting, or the Vietnamese text behind a translation; one report of the formula said whole to the other side"
    return make_finding(tables, "principles", text, change, sayings["article_id"], " ".join(brief))


def _tell_forms(told: pd.DataFrame, noun: str, names: Mapping[str, str]) -> str:
    """`whole at three of the four meetings of the government, with only its first half (interests) at …`: its forms before one audience."""
    halves = told[told["form"].isin([principles.INTERESTS, principles.RISKS])]
    if len(told) == 1:
        row = told.iloc[0]
        name = cite(literal(names[row["event_id"]]), row["ids"])
        how = _HOW[row["form"]]
        return f"{how} at the only reported {noun}, {name}"
    whole = told[told["form"] == principles.WHOLE]
    text = f"whole at {cite(share(len(whole), len(told), noun), gather_ids(whole['ids']))}"
    if 0 < len(halves) <= 3:
        for form, mine in halves.groupby("form", sort=True):
            text += f", {_HOW[form]} at {join_list(cite(literal(names[row.event_id]), row.ids) for row in mine.itertuples(index=False))}"
    return text


def find_offers(tables: Tables) -> Finding | None:
    """How widely purchases are named, which good most, and how often what Việt Nam asks in return is."""
    articles = tables["articles"]
    codings, goods = tables["codings"], tables["goods"]
    on_topic = keep_on_topic(articles)
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
    return make_finding(tables, "offers", text, change, buying["article_id"])


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
    limit = cite(none(len(due)), due["directive_id"])
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
    return make_finding(tables, "instructions", f"{text}.", change, directives["article_id"])


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
    return make_finding(tables, "us", " ".join(parts), change, [*us["article_id"], *ready["article_id"]])


def tell_source(article_id: str, tables: Tables) -> str:
    """`Lao Động, reporting the government meeting of 22 April 2025,`: who words a sentence and of what, to begin a sentence with.

    The meeting is the one that the article mainly reports; of an article without one its own day is told, where it is known.
    """
    articles = tables["articles"].set_index("article_id", drop=False)
    article = articles.loc[article_id]
    meetings = placing.assign_meetings(tables["articles"], tables["event_mentions"], tables["directives"]).set_index("article_id")["event_id"]
    event_id = meetings.get(article_id)
    name = literal(outlet(article))
    if not is_missing(event_id):
        return f"{name}, reporting {link_name(event_names(tables['events']), event_id)},"
    return name if is_missing(article["published"]) else f"{name}, on {day(article['published'])},"


def tell_ready(row, tables: Tables) -> str:
    """A sentence: who says that Việt Nam is ready, where and in which words. `row` is one of `positions.find_readiness`."""
    said = tables["codings"].loc[tables["codings"]["sentence_id"] == row.sentence_id, "attributed_to"].dropna().unique()
    of = f" of {literal(said[0])}" if len(said) == 1 else ""
    where = tell_source(row.article_id, tables)
    return f"{where} writes{of}: {cite(quote(row.words), [row.sentence_id])}{stop_after(row.words)}"
