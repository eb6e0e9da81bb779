"""The finding on what came of talks with the other side, as far as an article says so."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from tradetalks import inferred, outcomes
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.mouths import find_mouth, tell_saying
from tradetalks.placing import ACROSS, AUDIENCE
from tradetalks.prose import agree, count, crop, event_names, join_list, link_name, number, outlet, quote, share, start_sentence, stop_after

from .model import Finding, Tables, make_finding

#: Talks of which the landing page quotes what came of them; words of a sentence that it quotes.
MOST_TOLD, MOST_WORDS = 3, 300


def read_outcomes(tables: Tables) -> pd.DataFrame:
    """What the articles say came of talks, see `outcomes.find_outcomes`."""
    return outcomes.find_outcomes(tables["event_mentions"], tables["sentences"], tables["articles"])


def list_silent(found: pd.DataFrame, events: pd.DataFrame) -> list[str]:
    """The talks with the other side that took place and of which no outcome is told, in the order of their days."""
    held = events[(events["status"] == "held") & (events["kind"].map(AUDIENCE) == ACROSS)]
    rest = held[~held["event_id"].isin(found["event_id"])]
    return list(rest.sort_values(["date_start", "event_id"], na_position="last")["event_id"])


def tell_outcome(row, tables: Tables, *, most: int = MOST_WORDS) -> str:
    """Markdown, for a sentence: which outlet says it, in whose mouth, in which words. `row` is one of `read_outcomes`."""
    articles = tables["articles"].set_index("article_id", drop=False)
    words = crop(row.words, most)
    said = tell_saying(find_mouth(row.sentence_id, tables))
    return f"{literal(outlet(articles.loc[row.article_id]))} {said}: {cite(quote(words), [row.sentence_id])}{stop_after(words)}"


def has_figure(found: pd.DataFrame) -> bool:
    """Whether the words on what came of talks hold a figure of any kind. `found` is what `read_outcomes` gives."""
    return bool(found["words"].str.contains(r"\d").any())


def find_outcome(tables: Tables) -> Finding | None:
    """What the articles say came of talks, quoted, and of how many they say nothing."""
    events = tables["events"]
    found = read_outcomes(tables)
    silent = list_silent(found, events)
    if found.empty and not silent:
        return None
    names = inferred.rename(event_names(events, year=False), events, inferred.list_kinds(events, tables["event_mentions"]))
    parts, headline = [], ""
    order = events.sort_values(["date_start", "event_id"], na_position="last")["event_id"]
    told = [name for name in order if name in set(found["event_id"])]
    if told:
        headline = f"{tell_shares(found, silent)}{'' if has_figure(found) else '; no figure is given'}."
    for event_id in told[-MOST_TOLD:]:  # of many the latest: an earlier state of talks is overtaken
        row = next(found[found["event_id"] == event_id].itertuples(index=False))
        of = f"the talks up to {link_name(names, event_id)} together" if row.several else link_name(names, event_id)
        parts.append(f"Of {of}, {tell_outcome(row, tables)}")
    if len(told) > MOST_TOLD:
        rest = told[:-MOST_TOLD]
        parts.append(f"{start_sentence(cite(count('earlier event', len(rest)), found.loc[found['event_id'].isin(rest), 'sentence_id']))} {agree(len(rest), 'has', 'have')} an outcome told, too.")
    if silent:
        listed = join_list(link_name(names, name) for name in silent) if len(silent) <= MOST_TOLD else cite(count("event", len(silent)), silent)
        parts.append(f"What came of {listed} is not told.")
    if not told:
        headline, parts = parts[0], []
    change = (
        "the text of what was agreed: a report that names a figure, a product or a date would turn words of praise into something that can be tested"
        if told
        else "any report that says what the two sides agreed on, or failed to"
    )
    return make_finding(tables, "outcome", headline, " ".join(parts), change, [*found["article_id"], *_list_articles(tables, silent)])


def tell_shares(found: pd.DataFrame, silent: Sequence[str]) -> str:
    """Of how many events an outcome is told by itself, of how many only together with others, of how many not at all; without its stop.

    `found` is what `read_outcomes` gives, `silent` what `list_silent` does; one of them has something.
    """
    told = list(dict.fromkeys(found["event_id"]))
    alone = set(found.loc[~found["several"].astype(bool), "event_id"])
    groups = {"by itself": [name for name in told if name in alone], "only together with others": [name for name in told if name not in alone], "not at all": list(silent)}
    n = len(told) + len(silent)
    if not told:
        return f"Of {cite(count('event', n), silent)} with the other side no outcome is told"
    if len(groups["by itself"]) == n:
        return f"An outcome is told of {cite(share(n, n, 'event'), told)} with the other side"
    listed = join_list(f"of {cite(number(len(names)), names)} {how}" for how, names in groups.items() if names)
    return f"Of the {count('event', n)} with the other side, an outcome is told {listed}"


def _list_articles(tables: Tables, event_ids: list[str]) -> list[str]:
    mentions = tables["event_mentions"]
    return list(mentions.loc[mentions["event_id"].isin(event_ids), "article_id"])
