"""The tables, captions and sentences of the chapter on codings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from tradetalks import codebook, placing, prose, showcase, trust
from tradetalks.display import literal
from tradetalks.evidence_pages import label_good
from tradetalks.pages.quoting import is_quoted, list_found, quote_sentence
from tradetalks.pipeline import Reading
from tradetalks.project import Project
from tradetalks.showcase import cite


def tell_codings(coded: pd.DataFrame, codes: pd.DataFrame, goods: pd.DataFrame, book: Project, articles: pd.DataFrame) -> str:
    """How many spans carry a code, of which family, how often goods are named, and in whose words the spans stand."""
    if coded.empty:
        return "**No sentence of these articles carries a code.** The stage is shown all the same."
    families = coded.merge(codes[["code", "family"]], on="code")
    said, used, once = coded.dropna(subset=["attributed_to"]), coded["code"].nunique(), count_goods(goods)
    parts = prose.join_list(cite(f"{prose.number(len(part))} with a {family}", part["coding_id"]) for family, part in families.groupby("family", sort=True))
    view = ""
    if used == len(codes):
        view = f", which says little: the codebook was written with {trust.tell_view(book, articles['article_id'])} in view"
    named = f"{cite(prose.times(once), goods['good_id'])}, counted once a sentence" if once else "nowhere"
    rest = "; the rest the outlets say themselves" if len(said) < len(coded) else ""
    return (
        f"**{prose.start_sentence(cite(prose.count('span', len(coded)), coded['coding_id']))} in "
        f"{prose.count('sentence', coded['sentence_id'].nunique())} {prose.agree(len(coded), 'carries', 'carry')} a code, and a good to be "
        f"bought is named {named}.** Of the spans there are {parts}. {prose.start_sentence(showcase.share(used, len(codes), 'code'))} of the codebook "
        f"{showcase.verb(used, 'occurs', 'occur')}{view}. {prose.start_sentence(cite(showcase.share(len(said), len(coded), 'span'), said['coding_id']))} "
        f"{showcase.verb(len(said), 'stands', 'stand')} in words that are reported as somebody's{rest}."
    )


def count_goods(goods: pd.DataFrame) -> int:
    """How often goods are named, a good counted once a sentence."""
    return len(goods.drop_duplicates(["sentence_id", "good"]))


def make_hit_table(hits: pd.DataFrame) -> pd.DataFrame:
    """Hits of rules in a sentence: the words, their code, the phrase of the codebook, and whether they were coded."""
    phrases = [showcase.crop(phrase.replace("|", " | "), 70) for phrase in hits["phrase"]]
    return pd.DataFrame(
        {"words": hits["words"], "code": _label_codes(hits["code"]), "phrase": [f"{rule}: {phrase}" for rule, phrase in zip(hits["rule"], phrases, strict=True)], "coded": hits["coded"]}
    )


def _label_codes(names: Iterable[str]) -> list[str]:
    """Codes by what a reader calls them."""
    codes = codebook.load().codes
    return [codes[name].label if name in codes else name for name in names]


def make_stopped_table(stopped: pd.DataFrame) -> pd.DataFrame:
    """The hits that guards stopped, the most frequent, as a reader meets them."""
    shown = stopped.head(showcase.MOST_ROWS)
    return shown.assign(code=_label_codes(shown["code"]), why=[showcase.crop(why, 100) for why in shown["why"]])


def caption_stopped(stopped: pd.DataFrame) -> str:
    """How many hits a guard stopped."""
    n = int(stopped["n"].sum())
    return f"{prose.start_sentence(prose.count('hit', n))} that a guard stopped, by code and guard."


#: Verbs that show best how a sentence is somebody's.
_PLAIN_VERB = re.compile(r"\b(?:said|stress|emphasi[sz]|direct|request|noted|affirm|praise|urge|appreciat|nhấn mạnh|yêu cầu|khẳng định|chỉ đạo|cho biết|đánh giá)\w*", re.IGNORECASE)

#: How a sentence is read as somebody's, by `speech.Speaker.how`.
_HOWS = {
    "verb": "by a verb",
    "according": "by naming a source",
    "title": "by the name at the end of a headline",
    "continued": "by going on from the sentence before",
}


def tell_speaking(reading: Reading, licence: str | None) -> str:
    """In how many sentences of an article somebody is read as speaking, and how; with one that has a plain verb."""
    speakers = list(reading.speakers or ())
    if not speakers:
        return "In the article followed, no sentence is read as somebody's."
    counted = Counter(one.how for one in speakers)
    listed = prose.join_list(f"{prose.number(n)} {_HOWS.get(how, how)}" for how, n in counted.most_common())
    whole = len(reading.document.sentences)
    spoken = len({one.sentence for one in speakers})
    told = (
        f"In the article followed, {showcase.share(spoken, whole, 'sentence')} {showcase.verb(spoken, 'is', 'are')} attributed to "
        f"{prose.join_list(map(literal, dict.fromkeys(one.name for one in speakers)))}: {listed}."
    )
    found = list_found(reading)
    for one in speakers:
        sentence = reading.document.sentences[one.sentence]
        start, end, quote = reading.document.quote(sentence.start, sentence.end)
        if one.how == "verb" and _PLAIN_VERB.search(quote) and is_quoted(start, end, found, licence):
            shown = quote_sentence(reading, sentence, licence, "the sentence in its article")
            return f"{told} This one is attributed to {literal(one.name)}:\n\n{shown}"
    return told


def make_speaker_table(coded: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """In whose words coded spans stand; `n` is Markdown."""
    counted = placing.count_by(coded, articles, "attributed_to")
    return pd.DataFrame(
        {
            "who": ["the outlet itself" if pd.isna(name) else name for name in counted["attributed_to"]],
            "n": [cite(str(row.n_spans), row.ids) for row in counted.itertuples()],
            "sentences": counted["n_sentences"],
            "texts": counted["n_texts"],
        }
    )


def make_goods_table(goods: pd.DataFrame) -> pd.DataFrame:
    """Goods that are named for purchase, in how many sentences; `n` is Markdown."""
    rows = [
        (label_good(good), cite(str(part["sentence_id"].nunique()), part["good_id"]), part["article_id"].nunique(), ", ".join(_list_words(part["quote"])))
        for good, part in goods.groupby("good", sort=True)
    ]
    return pd.DataFrame(rows, columns=["good", "n", "articles", "words"])


def _list_words(words: Iterable[str]) -> list[str]:
    """The words as first printed, each once but for capitals, in the order of the alphabet."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return [found[name] for name in sorted(found)]


def caption_goods(goods: pd.DataFrame) -> str:
    """How many kinds of goods are named, and how often."""
    return f"Goods named for purchase: {prose.count('kind', goods['good'].nunique())}, named {prose.times(count_goods(goods))}, a good counted once a sentence."


def make_code_table(codes: pd.DataFrame, coded: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Every code and how often it occurs, principles first; `n` is Markdown."""
    known = codes[["code", "family", "label"]].merge(placing.count_by(coded, articles, "code"), on="code", how="left")
    known = known.sort_values(["family", "n_sentences", "code"], ascending=[False, False, True], na_position="last")
    counts = known[["n_spans", "n_sentences", "n_texts"]].astype("Int64").fillna(0)
    return pd.DataFrame(
        {
            "code": known["code"],
            "label": [f"{label} ({family})" for label, family in zip(known["label"], known["family"], strict=True)],
            "n": [cite(str(n), ids) if n else "0" for n, ids in zip(counts["n_spans"], known["ids"], strict=True)],
            "sentences": counts["n_sentences"],
            "texts": counts["n_texts"],
        }
    )


def caption_codes(codes: pd.DataFrame, coded: pd.DataFrame) -> str:
    """How many codes there are, and how many of them are found."""
    used = coded["code"].nunique()
    rest = "; a code that is not found was not reported, which is not the same as not said" if used < len(codes) else ""
    return f"{prose.start_sentence(prose.count('code', len(codes)))}, {prose.none(used)} of them found{rest}."
