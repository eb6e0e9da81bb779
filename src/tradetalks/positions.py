"""What is told of the two sides' positions beside the codes: what the US side is reported as saying, and where Việt Nam is ready.

The words (`codebook/positions.yml`) are few and plain, and miss what is told otherwise; what they find is quoted, so
that a reader can judge. Tables in, tables out.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from tradetalks.actors import load_gazetteer
from tradetalks.prose import crop, is_missing
from tradetalks.rows import keep_on_topic
from tradetalks.shipped import load_yaml

#: Who is reported, without a name.
US = "US side"


class Patterns(NamedTuple):
    """What is looked for: a US subject and what it is reported as having said, what makes it no subject, readiness."""

    said: re.Pattern[str]
    behind: re.Pattern[str]
    ready: re.Pattern[str]
    act: re.Pattern[str]


@cache
def load_patterns() -> Patterns:
    """The words of `codebook/positions.yml` as patterns."""
    words = load_yaml("codebook", "positions.yml")
    us, said, ready = ({name: "|".join(map(re.escape, some)) for name, some in words[key].items()} for key in ("us", "said", "ready"))
    subject = rf"(?<![\w-])(?:(?:the )?(?:{us['names_en']})(?: (?:{us['sides_en']}))?|{us['capital']}|(?:phía )?(?:{us['names_vi']}))"
    return Patterns(
        re.compile(
            rf"{subject}(?:,[^,.;]{{1,60}},)? (?:(?:{said['between_en']}) )*(?:{said['verbs_en']})\w*(?:ed|ing|es|ts)\b"
            rf"|{subject} (?:(?:{said['between_vi']}) )*(?:{said['verbs_vi']})\b"
        ),
        re.compile(rf"\b(?:{said['not_behind']})\s+(?:the\s+|phía\s+)?$", re.IGNORECASE),
        re.compile(
            rf"(?:{ready['who']})(?: (?:{ready['verbs']}))?(?: (?:{ready['stressed']}))? (?:{ready['words']})"
            rf" (?:to )?(?:{ready['talks']})\w*[^.;\n]*"
        ),
        re.compile(rf"\b(?:{said['acts']})", re.IGNORECASE),
    )


def list_us_people() -> frozenset[str]:
    """The people of the US side whom the codebook knows, and the names for the side as a whole."""
    people = load_gazetteer().people
    return frozenset({name for name, person in people.items() if person["side"] == "us"} | {US})


def find_us_words(codings: pd.DataFrame, sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The sentences of articles on the talks in which the US side is reported as saying or judging something, one row each.

    By who is reported with a coded span in it, or by a US subject with a verb of saying. Columns: `sentence_id`,
    `article_id`, `speaker` (a person or `US side`), `told_by` (who reports it, where it stands in the words of another;
    None for the outlet), `text`, `at` (where in it the US is the subject of such a verb, else its beginning).
    """
    ours, patterns = list_us_people(), load_patterns()
    on_topic = set(keep_on_topic(articles)["article_id"])
    speakers: dict[str, list[str]] = {}
    for row in codings.dropna(subset=["attributed_to"]).itertuples(index=False):
        speakers.setdefault(row.sentence_id, []).append(row.attributed_to)
    rows = []
    for row in sentences[sentences["article_id"].isin(on_topic)].itertuples(index=False):
        named = speakers.get(row.sentence_id, [])
        own = next((name for name in named if name in ours), None)
        said = next((hit for hit in patterns.said.finditer(row.text) if not patterns.behind.search(row.text, 0, hit.start())), None)
        if own or said:
            other = next((name for name in named if name not in ours), None)
            rows.append((row.sentence_id, row.article_id, own or US, None if own else other, row.text, 0 if own else said.start()))
    return pd.DataFrame(rows, columns=["sentence_id", "article_id", "speaker", "told_by", "text", "at"], dtype=object)


def name_speaker(row: Any, told_in: str) -> str:
    """Who a row of `find_us_words` has speaking, and who reports it: `Jamieson Greer (Viet Nam News)`."""
    speaker = "the US side" if row.speaker == US else row.speaker
    return f"{speaker}, as {row.told_by} tells it ({told_in})" if row.told_by else f"{speaker} ({told_in})"


def crop_around(text: str, at: int, width: int = 260) -> str:
    """The text cut to `width` where it is longer, with the place `at` in it."""
    begin = text.rfind(" ", 0, max(0, at - width // 2)) + 1 if at + 60 > width else 0
    return ("…" if begin else "") + crop(text[begin:], width)


def is_act(row: Any) -> bool:
    """Whether a row of `find_us_words` tells what the US did in the talks (proposed, offered) rather than what it said of them."""
    found = load_patterns().said.match(row.text, row.at)
    return bool(found and load_patterns().act.search(found[0]))


def find_readiness(sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Where articles on the talks say that Việt Nam is ready to negotiate: `sentence_id`, `article_id`, `words`, one row a sentence."""
    ready = load_patterns().ready
    on_topic = set(keep_on_topic(articles)["article_id"])
    rows = [
        (row.sentence_id, row.article_id, found[0].strip())
        for row in sentences[sentences["article_id"].isin(on_topic)].itertuples(index=False)
        if not is_missing(row.text) and (found := ready.search(row.text))
    ]
    return pd.DataFrame(rows, columns=["sentence_id", "article_id", "words"], dtype=object)
