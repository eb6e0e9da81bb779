"""The finding on what Việt Nam offers, asks and sets as conditions."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from tradetalks import placing, stances
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.prose import agree, count, event_names, is_missing, join_first, join_list, link_name, none, number, plural, share, start_sentence
from tradetalks.rows import keep_on_topic

from .model import Finding, Tables, make_finding

BUYING, TARIFFS, GOVERNMENT = "buy-us-goods", "cut-tariffs", "government-meeting"

#: Measures that Việt Nam asks for which are named, and conditions; of more it is said how many there are.
MOST_ASKED, MOST_CONDITIONS = 3, 4

#: Whose tariffs are to be lower, by the stance of those who speak of them.
WHOSE = {"offer": "Việt Nam's own", "exchange": "those of both sides", "ask": "those of the United States"}


def find_offers(tables: Tables) -> Finding | None:
    """How widely purchases and lower tariffs are named, and what Việt Nam asks and sets as conditions."""
    judged = stances.classify(tables["codings"], tables["sentences"])
    buying = tables["codings"][tables["codings"]["code"] == BUYING]
    if buying.empty and judged.empty:
        return None
    tallied = stances.tally(judged, tables["codebook"])
    n = len(keep_on_topic(tables["articles"]))
    lead = _tell_buying(buying, tables["goods"], n)
    parts = [
        lead,
        _tell_tariffs(judged, n),
        _tell_asks(tallied, judged, tables),
        _tell_conditions(tallied),
        "" if judged.empty else "Nobody has checked this sorting, and what of it was put to the United States the articles do not say.",
    ]
    change = "the text of an offer or a signed contract: these are reports of intentions"
    if judged.loc[judged["stance"] == "ask", "article_id"].nunique() == 1:
        change += "; a second report with one of these asks would show that they do not hang on a single text"
    return make_finding(tables, "offers", _tell_balance(buying, judged, n), " ".join(filter(None, parts)), change, [*buying["article_id"], *judged["article_id"]], lead)


def _tell_balance(buying: pd.DataFrame, judged: pd.DataFrame, n: int) -> str:
    """How many of `n` articles tell what Việt Nam offers, purchases among it, how many what it asks, and how many what both are to give."""
    asked, both = (judged[judged["stance"] == stance] for stance in ("ask", "exchange"))
    offered = pd.concat([buying, judged[judged["stance"] == "offer"]])
    n_offered, n_asked = offered["article_id"].nunique(), asked["article_id"].nunique()
    if not n_offered and not n_asked:
        return "No article tells what Việt Nam offers or asks for."
    if n == 1:
        told = [cite(words, rows["coding_id"]) for words, rows in (("offers", offered), ("asks for", asked)) if len(rows)]
        return f"The only article tells what Việt Nam {join_list(told)}."
    first = start_sentence(cite(share(n_offered, n, "article"), offered["coding_id"]))
    told = [f"{cite(none(n_asked), asked['coding_id'])} what it asks of the United States alone"]
    if len(both):
        told.append(f"{cite(number(both['article_id'].nunique()), both['coding_id'])} what both are to give")
    return f"{first} {agree(max(n_offered, 1), 'tells', 'tell')} what Việt Nam offers, {join_list(told)}."


def _tell_buying(buying: pd.DataFrame, goods: pd.DataFrame, n: int) -> str:
    """In how many of `n` articles purchases are reported, and which goods most widely."""
    if buying.empty:
        return "No article reports that US goods are bought or to be bought."
    text = f"Buying US goods is reported in {cite(share(buying['article_id'].nunique(), n, 'article'), buying['coding_id'])}"
    counts = Counter(good for good, _ in {(row.good, row.article_id) for row in goods.itertuples()})
    most = max(counts.values(), default=0)
    leaders = sorted(good for good, times in counts.items() if times == most)
    if 0 < len(leaders) <= 2:
        named = cite(join_list(map(name_good, leaders)), goods.loc[goods["good"].isin(leaders), "good_id"])
        text += f"; the {plural('good', len(leaders))} named most widely {agree(len(leaders), 'is', 'are')} {named}, in {number(most)} of them"
    return f"{text}."


def _tell_tariffs(judged: pd.DataFrame, n: int) -> str:
    """In how many of `n` articles lower tariffs are named, and whose."""
    told_of = judged[(judged["matter"] == TARIFFS) & judged["stance"].isin(WHOSE)]
    lower, other = told_of[told_of["called"] == ""], told_of[told_of["called"] != ""]
    more = [
        f"{literal(stances.name_thing(called))} in {cite(count('article', mine['article_id'].nunique()), mine['coding_id'])}"
        for called, mine in other.groupby("called", sort=True)
    ]
    if lower.empty:
        return f"Lower tariffs are offered or asked in none{f', {join_list(more)}' if more else ''}."
    whose = [
        f"{told} ({cite(count('article', mine['article_id'].nunique()), mine['coding_id'])})"
        for stance, told in WHOSE.items()
        if len(mine := lower[lower["stance"] == stance])
    ]
    return f"Lower tariffs are named in {cite(share(lower['article_id'].nunique(), n, 'article'), lower['coding_id'])}: {join_list(whose)}{f'; {join_list(more)}' if more else ''}."


def _tell_asks(tallied: pd.DataFrame, judged: pd.DataFrame, tables: Tables) -> str:
    """What Việt Nam is reported to ask of the United States, and whether that was at meetings of its own."""
    asks = tallied[(tallied["stance"] == "ask") & (tallied["code"] != TARIFFS)]  # of tariffs a sentence of its own tells
    kinds = sum(any(rule.stance == "ask" for rule in found) for code, found in stances.load().codes.items() if code != TARIFFS)
    if asks.empty:
        return f"Of the {agree(kinds, 'one further kind', f'{number(kinds)} further kinds')} of ask that the rules can find, none is reported."
    listed = join_first((f"{literal(stances.name_thing(row.label))} ({cite(count('article', row.n_articles), row.ids)})" for row in asks.itertuples()), MOST_ASKED, "further ask")
    meetings = placing.assign_meetings(tables["articles"], tables["event_mentions"], tables["directives"]).set_index("article_id")["event_id"]
    kind_of = dict(zip(tables["events"]["event_id"], tables["events"]["kind"], strict=True))
    where = list(dict.fromkeys(meetings.get(article_id) for article_id in judged.loc[(judged["stance"] == "ask") & (judged["matter"] != TARIFFS), "article_id"]))
    among = ""
    if where and all(not is_missing(event_id) and kind_of.get(event_id) == GOVERNMENT for event_id in where):
        names = event_names(tables["events"], year=False)
        told = join_list(link_name(names, event_id) for event_id in where) if len(where) <= MOST_ASKED else count("meeting of the government", len(where)).replace("governments", "government")
        among = f" {agree(len(asks), 'It is', 'Both are' if len(asks) == 2 else 'All are')} told of {told}, where the government sat by itself."
    return f"Of the {agree(kinds, 'one further kind', f'{number(kinds)} further kinds')} of ask that the rules can find, Việt Nam is reported to want {listed}.{among}"


def _tell_conditions(tallied: pd.DataFrame) -> str:
    named = stances.list_things(tallied, "condition", MOST_CONDITIONS)
    return f"Set as conditions: {named}." if named else ""


def name_good(good: str) -> str:
    """A good as prose has it: `LNG`, `medical supplies`."""
    return {"lng": "LNG", "agriculture": "agricultural products", "high-tech": "high-tech products"}.get(good, good.replace("-", " "))
