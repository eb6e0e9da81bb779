"""The tables, captions and sentences of the chapter on codings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import pandas as pd

from tradetalks import attribution, codebook, codings, placing, prose, showcase
from tradetalks.display import literal
from tradetalks.evidence_pages import label_good
from tradetalks.pages.quoting import is_quoted, list_found, quote_sentence
from tradetalks.pipeline import Reading
from tradetalks.showcase import cite


def tell_codings(coded: pd.DataFrame, codes: pd.DataFrame, goods: pd.DataFrame) -> str:
    """How many spans carry a code, of which family, how often goods are named, and in how many sentences they are somebody's words."""
    if coded.empty:
        return "**No sentence of these articles carries a code.** The stage is shown all the same."
    families = coded.merge(codes[["code", "family"]], on="code")
    once, ways = count_goods(goods), attribution.settle_ways(coded)
    said, carried = (ways[ways["way"] == way] for way in (attribution.SAID, attribution.CARRIED))
    parts = prose.join_list(cite(f"{prose.number(len(part))} with a {family}", part["coding_id"]) for family, part in families.groupby("family", sort=True))
    named = f"{cite(prose.times(once), goods['good_id'])}, counted once a sentence" if once else "nowhere"
    n = coded["sentence_id"].nunique()
    more = ""
    if len(carried):
        told = cite(prose.count("sentence", carried["sentence_id"].nunique()), carried["coding_id"])
        more = f"; in {told} the speaker is carried over from an earlier sentence, which is inferred"
    return (
        f"**{prose.start_sentence(cite(prose.count('span', len(coded)), coded['coding_id']))} in "
        f"{prose.count('sentence', n)} {prose.agree(len(coded), 'carries', 'carry')} a code, and a good to be "
        f"bought is named {named}.** Of the spans there are {parts}. In {cite(prose.count('sentence', said['sentence_id'].nunique()), said['coding_id'])} "
        f"coded words are somebody's by a verb or a named source{more}."
    )


def count_goods(goods: pd.DataFrame) -> int:
    """How often goods are named, a good counted once a sentence."""
    return len(goods.drop_duplicates(["sentence_id", "good"]))


def make_hit_table(hits: pd.DataFrame) -> pd.DataFrame:
    """Hits of rules in a sentence: the words, what a reader calls their code, and whether they were coded."""
    return pd.DataFrame({"words": hits["words"], "code": _label_codes(hits["code"]), "coded": hits["coded"]})


def _label_codes(names: Iterable[str]) -> list[str]:
    """Codes by what a reader calls them."""
    codes = codebook.load().codes
    return [codes[name].label if name in codes else name for name in names]


def list_stopped(readings: Iterable[Reading], rules: codebook.Codebook) -> pd.DataFrame:
    """The hits that guards stopped, one row each: `code` and the `words` that were hit, None where their sentence may not be quoted."""
    rows = []
    for reading in readings:
        found, document = list_found(reading), reading.document
        for one in codings.explain(document, rules):
            if not one.coded:
                start, end, _ = document.quote(one.sentence.start, one.sentence.end)
                rows.append((one.code, document.quote(one.start, one.end)[2] if is_quoted(start, end, found, None) else None))
    return pd.DataFrame(rows, columns=["code", "words"])


def make_stopped_table(stopped: pd.DataFrame) -> pd.DataFrame:
    """The hits of `list_stopped` by code, the most frequent first: the code by its label, how many, and their words."""
    rows = [(_label_codes([code])[0], len(part), ", ".join(_list_words(part["words"].dropna())) or None) for code, part in stopped.groupby("code", sort=True)]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return pd.DataFrame(rows, columns=["code", "n", "words"])


def caption_stopped(stopped: pd.DataFrame) -> str:
    """How many hits a guard stopped."""
    n = len(stopped)
    return f"{prose.start_sentence(prose.count('hit', n))} that {prose.agree(n, 'was', 'were')} not coded, by code."


#: Verbs that show best how a sentence is somebody's.
_PLAIN_VERB = re.compile(r"\b(?:said|stress|emphasi[sz]|direct|request|noted|affirm|praise|urge|appreciat|nhấn mạnh|yêu cầu|khẳng định|chỉ đạo|cho biết|đánh giá)\w*", re.IGNORECASE)

def tell_speaking(reading: Reading, licence: str | None) -> str:
    """Of how many sentences of an article's body the sentence itself says who speaks, and in how many that is carried over; with one that has a plain verb."""
    document = reading.document
    body = {at for at, sentence in enumerate(document.sentences) if sentence.role == "body"}
    speakers = [one for one in reading.speakers or () if one.sentence in body]
    if not speakers:
        return "In the article followed, no sentence of the body is read as somebody's."
    said = {one.sentence for one in speakers if attribution.name_way(one.how) == attribution.SAID}
    carried = {one.sentence for one in speakers} - said
    people = prose.join_list(map(literal, dict.fromkeys(one.name for one in speakers)))
    told = (
        f"In the article followed, {showcase.share(len(said), len(body), 'sentence')} of the body {showcase.verb(len(said), 'names', 'name')} "
        f"by a verb, or as a source, who speaks ({people})."
    )
    if carried:
        told += f" In {prose.count('further sentence', len(carried))} the speaker is carried over from an earlier one, which is inferred."
    found = list_found(reading)
    for one in speakers:
        sentence = reading.document.sentences[one.sentence]
        start, end, quote = reading.document.quote(sentence.start, sentence.end)
        if one.how == "verb" and _PLAIN_VERB.search(quote) and is_quoted(start, end, found, licence):
            shown = quote_sentence(reading, sentence, licence, "the sentence in its article")
            return f"{told} This one is attributed to {literal(one.name)} by its verb:\n\n{shown}"
    return told


def make_speaker_table(coded: pd.DataFrame) -> pd.DataFrame:
    """In whose words coded spans stand and by what they are taken so: a row a speaker and way; `n` is Markdown."""
    counted = attribution.count_ways(coded)
    return pd.DataFrame(
        {
            "who": ["the outlet itself" if name is None else name for name in counted["who"]],
            "way": counted["way"],
            "n": [cite(str(row.n_sentences), row.ids) for row in counted.itertuples()],
            "spans": counted["n_spans"],
        }
    )


def caption_speakers(coded: pd.DataFrame) -> str:
    """In how many sentences the speaker of coded words is in the sentence itself, and in how many carried over."""
    counted = attribution.count_ways(coded)
    said, carried = (int(counted.loc[counted["way"] == way, "n_sentences"].sum()) for way in (attribution.SAID, attribution.CARRIED))
    more = f"; {prose.number(carried)} more only by carrying over" if carried else ""
    return f"To whom coded sentences are attributed: {prose.count('sentence', said)} {prose.agree(said, 'says', 'say')} so {prose.agree(said, 'itself', 'themselves')}{more}."


def make_goods_table(goods: pd.DataFrame) -> pd.DataFrame:
    """Goods that are named for purchase or import, in how many sentences; `n` is Markdown."""
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
    return f"Goods named for purchase or import: {prose.count('kind', goods['good'].nunique())}, named {prose.times(count_goods(goods))}. A good counts once a sentence, and a sentence that an article says twice counts once."


def make_code_table(codes: pd.DataFrame, coded: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Every code with the sentences and distinct texts that have it, principles first; `n` is Markdown."""
    known = codes[["code", "family", "label"]].merge(placing.count_by(coded, articles, "code"), on="code", how="left")
    known = known.sort_values(["family", "n_sentences", "code"], ascending=[False, False, True], na_position="last")
    counts = known[["n_sentences", "n_texts"]].astype("Int64").fillna(0)
    return pd.DataFrame(
        {
            "label": [f"{label} ({family})" for label, family in zip(known["label"], known["family"], strict=True)],
            "n": [cite(str(n), ids) if n else "0" for n, ids in zip(counts["n_sentences"], known["ids"], strict=True)],
            "texts": counts["n_texts"],
        }
    )


def caption_codes(codes: pd.DataFrame, coded: pd.DataFrame) -> str:
    """How many codes there are, and how many of them are found."""
    used = coded["code"].nunique()
    if used and used == len(codes):
        return f"{prose.start_sentence(prose.share(used, used, 'code'))} {prose.agree(used, 'is', 'are')} found."
    rest = "; a code that is not found was not reported, which is not the same as not said" if used < len(codes) else ""
    return f"{prose.start_sentence(prose.count('code', len(codes)))}, {prose.none(used)} of them found{rest}."
