"""What is told of the two sides' positions beside the codes: what the US side is reported as saying, and where Việt Nam is ready.

The words are few and plain, and miss what is told otherwise; what they find is quoted, so that a reader can judge.
Tables in, tables out.
"""

from __future__ import annotations

import re

import pandas as pd

from tradetalks.actors import load_gazetteer
from tradetalks.prose import is_missing

#: Who is reported, without a name.
US = "US side"

_SUBJECT = r"(?:the )?(?:U\.S\.|US|United States|America)(?: side| negotiators?| delegation| government)?|Washington|(?:phía )?(?:Hoa Kỳ|Mỹ)"
_VERB = (
    r"propos|suggest|offer|agree|accept|appreciat|assess|welcom|recogni[sz]|acknowledg|express|affirm|hail|pledg|promis|ask|request|urg|demand|rais"
)
#: A US subject and what it is reported as having said or judged. Case tells the country from the pronoun.
_SAID = re.compile(
    rf"(?<![\w-])(?:{_SUBJECT})(?:,[^,.;]{{1,60}},)? (?:(?:has|had|have|also|both|generally|highly) )*(?:{_VERB})\w*(?:ed|ing|es|ts)\b"
    rf"|(?<![\w-])(?:{_SUBJECT}) (?:(?:đã|cũng|đang) )*(?:đề xuất|đề nghị|đánh giá|ghi nhận|đồng ý|nhất trí|hoan nghênh|cam kết|bày tỏ|khẳng định)\b"
)
#: Words behind which the US is no subject.
_OBJECT = re.compile(r"\b(?:to|with|from|of|by|in|for|against|on|at|với|của|cho|sang|vào)\s+(?:the\s+|phía\s+)?$", re.IGNORECASE)
#: What Việt Nam is ready for, to the end of the clause.
_READY = re.compile(
    r"(?:Vi[eệ]t ?[nN]am|Hanoi|Hà Nội|We|we|chúng ta)(?: is| are| was| stands| remains)?(?: always| also| luôn)? (?:ready|willing|prepared|sẵn sàng)"
    r" (?:to )?(?:sit down|negotiat|discuss|talk|work|đàm phán|trao đổi|thảo luận|ngồi)\w*[^.;\n]*"
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
    ours = list_us_people()
    on_topic = set(articles.loc[articles["on_topic"].astype(bool), "article_id"])
    speakers: dict[str, list[str]] = {}
    for row in codings.dropna(subset=["attributed_to"]).itertuples(index=False):
        speakers.setdefault(row.sentence_id, []).append(row.attributed_to)
    rows = []
    for row in sentences[sentences["article_id"].isin(on_topic)].itertuples(index=False):
        named = speakers.get(row.sentence_id, [])
        own = next((name for name in named if name in ours), None)
        said = next((hit for hit in _SAID.finditer(row.text) if not _OBJECT.search(row.text, 0, hit.start())), None)
        if own or said:
            other = next((name for name in named if name not in ours), None)
            rows.append((row.sentence_id, row.article_id, own or US, None if own else other, row.text, 0 if own else said.start()))
    return pd.DataFrame(rows, columns=["sentence_id", "article_id", "speaker", "told_by", "text", "at"], dtype=object)


def find_readiness(sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Where articles on the talks say that Việt Nam is ready to negotiate: `sentence_id`, `article_id`, `words`, one row a sentence."""
    on_topic = set(articles.loc[articles["on_topic"].astype(bool), "article_id"])
    rows = [
        (row.sentence_id, row.article_id, found[0].strip())
        for row in sentences[sentences["article_id"].isin(on_topic)].itertuples(index=False)
        if not is_missing(row.text) and (found := _READY.search(row.text))
    ]
    return pd.DataFrame(rows, columns=["sentence_id", "article_id", "words"], dtype=object)
