"""Ordinals that a further word narrows: the "first in-person negotiation" is the first of its manner, not of its kind.

Tables in, tables out.
"""

from __future__ import annotations

import re

import pandas as pd

from tradetalks import outcomes

#: Such an ordinal with its noun, and with the level at which it was held.
_QUALIFIED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th))(?:-ever)? (?:in-person|face-to-face|direct|online|virtual|technical|formal|official)"
    r"(?: [\w-]+)?? (?:negotiations?|talks|meetings?|sessions?|rounds?)\b(?: at (?:the )?[\w-]+ level)?"
    r"|(?:cuộc họp|phiên|vòng|cuộc) (?:đàm phán )?(?:trực tiếp|trực tuyến) (?:lần )?(?:đầu tiên|thứ \w+)(?: ở cấp [\w ]+?(?=[,.;]|$))?",
    re.I,
)

#: Whom a sentence gives as its source: "According to the Ministry of Industry and Trade, this was ...".
_CITED = re.compile(r"\b(?i:according to|theo) (?P<who>(?:the )?[^\W\d_a-zà-ỹ][^,;:.]{2,80}?)(?=,)")

#: The words in it that narrow what is counted.
NARROWING = re.compile(r"in-person|face-to-face|direct|online|virtual|technical|formal|official|trực tiếp|trực tuyến", re.I)


def find_qualified(mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The ordinals that a further word narrows, in sentences whose events have no number, one row each.

    Columns: `words`, as they are printed; `event_id`, the event that they are said of: the talks with the other side told
    last before them, since what follows is what they are counted from (None where there are none); `article_id`,
    `sentence_id`; `cited`, whom the sentence gives as its source, empty where it gives none.
    """
    plain = set(mentions.loc[mentions["ordinal"].isna(), "sentence_id"]) - set(mentions.loc[mentions["ordinal"].notna(), "sentence_id"])
    across = outcomes.group_across(mentions)
    rows = []
    for sentence in sentences[sentences["sentence_id"].isin(plain)].itertuples(index=False):
        for found in _QUALIFIED.finditer(sentence.text):
            talks = across.get(sentence.article_id)
            before = [row for row in talks.told if row.start < sentence.start + found.start()] if talks else []
            rows.append((found[0], before[-1].event_id if before else None, sentence.article_id, sentence.sentence_id, source["who"] if (source := _CITED.search(sentence.text)) else ""))
    return pd.DataFrame(rows, columns=["words", "event_id", "article_id", "sentence_id", "cited"], dtype=object)
