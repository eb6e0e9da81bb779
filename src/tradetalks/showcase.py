"""Which article, event and sentence a page shows as its example, and how much of a table it shows.

Examples are chosen by what is in them, never by name, so that the same page teaches on any collection.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from tradetalks import events, evidence, prose
from tradetalks.codings import Coding, Trace
from tradetalks.document import Document, Sentence
from tradetalks.evidence import find_article
from tradetalks.pipeline import Reading
from tradetalks.prose import crop as crop  # notebooks take both from here, with what else a page shows
from tradetalks.prose import none as none
from tradetalks.reconcile import NUMBERED
from tradetalks.rows import keep_on_topic
from tradetalks.scene import Item, Scene

#: Rows of a long table that a page shows.
MOST_ROWS = 12

#: More rows than these are cited by their articles: nobody reads so many quotations, and the page stays light.
MOST_CITED = 150

#: The languages of articles, as prose has them.
LANGUAGES = {"en": "English", "vi": "Vietnamese"}

_TAGS = {
    "DATE": "a day, week or month",
    "ANCHOR": "a day told from another",
    "ORD": "an ordinal",
    "PM": "the Prime Minister",
    "DPM": "a Deputy Prime Minister",
    "VNTOP": "a top leader of Việt Nam",
    "USTOP": "a top leader of the US",
    "VNMIN": "a minister of Việt Nam",
    "USMIN": "a minister of the US",
    "VNENVOY": "an envoy of Việt Nam",
    "USENVOY": "an envoy of the US",
    "VNOFF": "an official of Việt Nam",
    "USOFF": "an official of the US",
    "GOV": "the government",
    "BODY": "ministries",
    "ELSE": "another body",
    "VN": "Việt Nam",
    "US": "the United States",
    "OTHER": "another country",
    "PLACE": "a place",
}


def choose_reading(readings: Sequence[Reading]) -> Reading:
    """The article that shows most: on the talks, with most events, then codings, then sentences; of equals the first."""
    return max(
        readings, key=lambda one: (one.topic.on_topic, len(one.events), len(one.codings), len(one.document.sentences))
    )


def choose_event(reading: Reading) -> events.EventMention | None:
    """The event of which the article tells most, those with a lead before others; of equals the first. None without events."""
    return max(reading.events, key=lambda event: (bool(event.lead_vn or event.lead_us), _count_told(event)), default=None)


def _count_told(event: events.EventMention) -> int:
    return sum(map(bool, (event.when, event.ordinal, event.place, event.mode, event.lead_vn, event.lead_us)))


def choose_sentence(codings: Sequence[Coding]) -> Sentence | None:
    """The sentence with codings of most different codes; of equals the first. None without codings."""
    said: dict[Sentence, set[str]] = {}
    for coding in codings:
        said.setdefault(coding.sentence, set()).add(coding.code)
    return max(said, key=lambda sentence: (len(said[sentence]), -sentence.start), default=None)


def choose_row(events: pd.DataFrame) -> pd.DataFrame:
    """The event that most texts tell, then most mentions; of equals the first. A table of one row, none without events."""
    return events.sort_values(["n_texts", "n_mentions", "event_id"], ascending=[False, False, True]).head(1)


def list_items(scene: Scene, document: Document) -> pd.DataFrame:
    """What is named in a sentence: the `words`, the `tag` that replaces them, what it stands for, and its `value`."""
    rows = [(document.quote(item.start, item.end)[2], item.tag, _TAGS.get(item.tag, item.tag), _tell_value(item)) for _, _, item in scene.places]
    return pd.DataFrame(rows, columns=["words", "tag", "meaning", "value"], dtype=object)


def _tell_value(item: Item) -> str | None:
    value = item.value
    if item.tag == "DATE":
        if value.first:
            return prose.days(value.first.isoformat(), (value.last or value.first).isoformat())
        return "the year is not printed" if value.day else None
    return _VALUES.get(str(value), str(value)) if value not in (None, "") else None


#: Short names that stand for something in the tables, as a reader meets them.
_VALUES = {"vn": "Việt Nam", "us": "the United States", "government": "the Vietnamese government", "other": "another country"}


def list_traces(traces: Iterable[Trace], sentence: Sentence, document: Document) -> pd.DataFrame:
    """Every hit of a rule in one sentence: `words`, `code`, `rule`, `phrase`, and what became of it (`coded`, `why`)."""
    rows = [
        (document.quote(one.start, one.end)[2], one.code, one.rule, one.phrase, one.coded, "" if one.coded else one.why)
        for one in traces
        if one.sentence == sentence
    ]
    return pd.DataFrame(rows, columns=["words", "code", "rule", "phrase", "coded", "why"])


def count_stopped(traces: Iterable[Iterable[Trace]]) -> pd.DataFrame:
    """Hits of all articles that a guard stopped, by code and guard: `code`, `why`, `n`; the most frequent first."""
    counted = Counter((one.code, one.why) for found in traces for one in found if not one.coded)
    rows = [(code, why, n) for (code, why), n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    return pd.DataFrame(rows, columns=["code", "why", "n"])


def _cell(value: Any) -> Any:
    if value is None or value == "":
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


def tell_cut(table: pd.DataFrame, noun: str, file: str, most: int = MOST_ROWS) -> str:
    """The sentence that says how much of a table is shown; empty where all of it is."""
    if len(table) <= most:
        return ""
    return f"Shown are the first {prose.number(most)} of {len(table):,} {prose.plural(noun)}; all of them are in `{file}`."


def count_outlets(articles: pd.DataFrame) -> str:
    """`Four known outlets`, `Outlets that are not named`, to begin a caption with."""
    return prose.start_sentence(tell_outlets(articles))


def caption_count(table: pd.DataFrame, noun: str, rest: str, *, join: str = ", ") -> str:
    """`Seven event mentions, in the order of the days`: how many rows a table has, to begin a caption with."""
    return f"{prose.start_sentence(prose.count(noun, len(table)))}{join}{rest}."


def count_cases(table: pd.DataFrame, noun: str = "case") -> str:
    """`one case`: how many rows a table has."""
    return prose.count(noun, len(table))


def strip_folders(warnings: Iterable[str], folder: Path) -> list[str]:
    """Warnings with the names of files alone, so that they read alike on every machine."""
    return [line.replace(f"{folder}/", "").replace(str(folder), folder.name) for line in warnings]


def link_article(article: Any) -> str:
    """An article by its outlet and short name, as Markdown with its evidence one click away: `VOV (vov-0506)`."""
    from tradetalks.display import literal

    row = prose.as_row(article)
    outlet, key = prose.outlet(row), str(row.get("key") or row["article_id"])
    return cite(literal(outlet if outlet == key else f"{outlet} ({key})"), [row["article_id"]])


def share(part: int, whole: int, noun: str) -> str:
    """`no article`, `one of the five articles`, `both articles`, `all five articles`, `the only article`."""
    return prose.share(part, whole, noun) if part else f"no {noun}"


def verb(n: int, one: str, many: str) -> str:
    """The form of a verb after `share`: `no article tells`, `one of the five articles tells`, `two … tell`."""
    return one if int(n) < 2 else many


def show_value(value: Any) -> str | None:
    """A value of a row as a reader meets it; None where it is unknown."""
    value = _cell(value)
    return None if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def turn(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """The first row of a table set upright: one row a column of `names`, called by its name there; none without a row."""
    rows = [(name, show_value(value)) for row in table.head(1).to_dict("records") for column, name in names.items() for value in [_known(row[column])]]
    return pd.DataFrame(rows, columns=["field", "value"], dtype=object)


def _known(value: Any) -> Any:
    if prose.is_missing(value):
        return None
    return int(value) if isinstance(value, float) and value == int(value) else value


def tell_ordinal(event: Mapping[str, Any]) -> str | None:
    """The ordinal of an event with how it is known; None where it is not."""
    row = prose.as_row(event)
    return None if row["ordinal"] is None else f"{int(row['ordinal'])} ({row['ordinal_basis']})"


def tell_edges(events: pd.DataFrame) -> list[str]:
    """For each numbered kind with printed ordinals: Markdown lines on how many unnumbered events lie before and after."""
    lines = []
    for kind in prose.sort_kinds(set(events["kind"]) & set(NUMBERED)):
        row = events[(events["kind"] == kind) & events["date_start"].notna()].sort_values("date_start")
        known = row[row["ordinal"].notna()]
        if known.empty:
            continue
        first, last = known.iloc[0], known.iloc[-1]
        before, after = row[row["date_start"] < first["date_start"]], row[row["date_start"] > last["date_start"]]
        noun = prose.plural(prose.kind_noun(kind))
        told = f"The first printed number of {noun} is {_tell_printed(first)}"
        if first["event_id"] == last["event_id"]:
            told += ", and no other is printed"
        else:
            told += f", the last {_tell_printed(last)}"
        one = first["event_id"] == last["event_id"]
        if before.empty and after.empty:
            lines += [f"{told}. No {prose.kind_noun(kind)} is told on a known day before {'it' if one else 'the first'} or after {'it' if one else 'the last'}.", ""]
            continue
        told += f". {_tell_lying(before, kind)} on a known day before {'it' if one else 'the first'}, {_tell_lying(after, kind, again=True)} after {'it' if one else 'the last'}."
        lines += [told, ""]
    return lines


def _tell_printed(event: Any) -> str:
    """`6, of 29 April 2025`: a printed number and the day of its event, cited."""
    return f"{cite(str(int(event['ordinal'])), [event['event_id']])}, of {prose.day(event['date_start'])}"


def _tell_lying(events: pd.DataFrame, kind: str, *, again: bool = False) -> str:
    """`One government meeting is told`; `again`, `one` alone: how many events of a kind lie on one side of a number."""
    if again:
        return cite(none(len(events)), events["event_id"])
    told = cite(prose.count(prose.kind_noun(kind), len(events)), events["event_id"])
    return f"{prose.start_sentence(told)} {prose.agree(len(events), 'is', 'are')} told"


def cite(text: str, ids: Iterable[str]) -> str:
    """As `evidence.cite`, but very many codings or mentions are cited by the articles that they stand in."""
    named = list(dict.fromkeys(ids))
    return evidence.cite(text, named if len(named) <= MOST_CITED else dict.fromkeys(map(find_article, named)))


def tell_outlets(articles: pd.DataFrame) -> str:
    """`four known outlets`, `two known outlets and one that is not named`, `outlets that are not named`."""
    known, unnamed = articles["publisher"].nunique(), int(articles["publisher"].isna().sum())
    if not known:
        return "an outlet that is not named" if unnamed == 1 else "outlets that are not named"
    rest = f", {prose.number(unnamed)} of them from an outlet that is not named" if unnamed else ""
    return f"{prose.count('known outlet' if unnamed else 'outlet', known)}{rest}"


def tell_topic(articles: pd.DataFrame) -> str:
    """Markdown sentence: how many articles are on the talks, and what becomes of the others."""
    on_topic = keep_on_topic(articles)
    if on_topic.empty:
        return "None of them reports on the talks, so none is read for meetings and principles."
    told = prose.start_sentence(cite(share(len(on_topic), len(articles), "article"), on_topic["article_id"]))
    rest = "" if len(on_topic) == len(articles) else "; what is on another subject is not read for meetings and principles"
    return f"{told} {verb(len(on_topic), 'reports', 'report')} on the talks{rest}."


def source(articles: pd.DataFrame, ids: Iterable[str] = ()) -> str | None:
    """The source line of a table or figure; None where no article on the talks was used."""
    from tradetalks.charts.voice import source_line

    used = list(dict.fromkeys(ids))
    found = keep_on_topic(articles)
    if used:
        found = found[found["article_id"].isin(used)]
    return source_line(articles, ids=used) if len(found) else None
