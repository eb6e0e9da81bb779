"""The tables, captions and sentences of the chapter on codings."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from tradetalks import attribution, codebook, codings, placing, prose, repeats, showcase
from tradetalks.display import literal
from tradetalks.evidence_pages import label_good
from tradetalks.pages.quoting import is_quoted, list_found, quote_sentence
from tradetalks.pipeline import Reading
from tradetalks.showcase import cite


def tell_codings(coded: pd.DataFrame, codes: pd.DataFrame, goods: pd.DataFrame, found: repeats.Counted) -> str:
    """How many spans carry a code, of which family, how often goods are named, and in how many sentences they are somebody's words.

    `found` are the codings by what they count as.
    """
    if coded.empty:
        return "**No sentence of these articles carries a code.** The stage is shown all the same."
    families = coded.merge(codes[["code", "family"]], on="code")
    once, ways = count_goods(goods), attribution.settle_ways(found.body)
    said, carried = (ways[ways["way"] == way] for way in (attribution.SAID, attribution.CARRIED))
    parts = prose.join_list(cite(f"{prose.number(len(part))} with a {family}", part["coding_id"]) for family, part in families.groupby("family", sort=True))
    named = f"{cite(prose.times(once), goods['good_id'])}, counted once a sentence" if once else "nowhere"
    more = ""
    if len(carried):
        told = cite(prose.count("sentence", carried["sentence_id"].nunique()), carried["coding_id"])
        more = f"; in {told} the speaker is carried over from an earlier sentence, which is inferred"
    return (
        f"**{prose.start_sentence(cite(prose.count('span', len(coded)), coded['coding_id']))} in "
        f"{repeats.tell_places(found)} {prose.agree(len(coded), 'carries', 'carry')} a code, and a good to be "
        f"bought is named {named}.**{_tell_repeated(coded, found)} Of the spans there are {parts}. In {cite(prose.count('sentence', said['sentence_id'].nunique()), said['coding_id']) if len(said) else 'no sentence'} "
        f"coded words are somebody's by a verb or a named source{more}."
    )


def _tell_repeated(coded: pd.DataFrame, found: repeats.Counted) -> str:
    """That a sentence is counted once which its article says twice, with the spans of both; empty where none is."""
    n = coded["sentence_id"].nunique() - found.body["sentence_id"].nunique() - found.apart["sentence_id"].nunique()
    if n <= 0:
        return ""
    return f" {prose.start_sentence(prose.count('sentence', n))} {prose.agree(n, 'repeats', 'repeat')} another of {prose.agree(n, 'its', 'their')} article and {prose.agree(n, 'is', 'are')} not counted again, but {prose.agree(n, 'its', 'their')} spans are."


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
    """The hits that guards stopped, one row each: `code`, the `words` that were hit, None where their sentence may not be quoted, and by what `guard`."""
    rows = []
    for reading in readings:
        found, document = list_found(reading), reading.document
        told = list(codings.explain(document, rules))
        coded = [(one.code, one.start, one.end) for one in told if one.coded]
        for one in told:
            # Words that a longer phrase of the same code takes in are coded after all.
            if not one.coded and not any(code == one.code and start < one.end and one.start < end for code, start, end in coded):
                start, end, _ = document.quote(one.sentence.start, one.sentence.end)
                shown = is_quoted(start, end, found, None)
                rows.append((one.code, document.quote(one.start, one.end)[2] if shown else None, tell_guard(one.why, shown)))
    return pd.DataFrame(rows, columns=["code", "words", "guard"])


#: Where the words stand that stop a hit, by the kind of guard.
_STOPPING = {"not after": "before it", "not before": "behind it", "unless inside": "in it", "unless": "in its sentence", "unless near": "near it"}


def tell_guard(why: str, shown: bool) -> str:
    """`“balanced” before it`, `words that it needs are missing`: what stopped a hit, its words only where they may be `shown`."""
    kind, told, words = why.partition(": ")
    if kind in codebook.NEEDING:
        return "words that it needs are missing"
    if not told or kind not in _STOPPING:
        return why
    return f"{prose.quote(words.strip(chr(39) + chr(34))) if shown else 'other words'} {_STOPPING[kind]}"


def make_stopped_table(stopped: pd.DataFrame) -> pd.DataFrame:
    """The hits of `list_stopped` by code, the most frequent first: the code by its label, how many, their words, and what stopped them (Markdown)."""
    rows = [
        (_label_codes([code])[0], len(part), ", ".join(_list_words(part["words"].dropna())) or None, "; ".join(dict.fromkeys(part["guard"])))
        for code, part in stopped.groupby("code", sort=True)
    ]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return pd.DataFrame(rows, columns=["code", "n", "words", "guard"])


def caption_stopped(stopped: pd.DataFrame) -> str:
    """How many hits a guard stopped."""
    n = len(stopped)
    return f"{prose.start_sentence(prose.count('hit', n))} that {prose.agree(n, 'was', 'were')} not coded, by code."


#: Verbs that show best how a sentence is somebody's.
_PLAIN_VERB = re.compile(r"\b(?:said|stress|emphasi[sz]|direct|request|noted|affirm|praise|urge|appreciat|nhấn mạnh|yêu cầu|khẳng định|chỉ đạo|cho biết|đánh giá)\w*", re.IGNORECASE)

def tell_speaking(reading: Reading, licence: str | None) -> str:
    """Of how many sentences of an article's body the sentence itself says who speaks, and in how many that is carried over; with one that has a plain verb."""
    document = reading.document
    body = {sentence.number: sentence for sentence in document.sentences if sentence.role == "body"}
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
        sentence = body[one.sentence]
        start, end, quote = document.quote(sentence.start, sentence.end)
        if one.how == "verb" and _PLAIN_VERB.search(quote) and is_quoted(start, end, found, licence):
            shown = quote_sentence(reading, sentence, licence, "the sentence in its article")
            return f"{told} This one is attributed to {literal(one.name)} by its verb:\n\n{shown}"
    return told


def make_speaker_table(found: repeats.Counted) -> pd.DataFrame:
    """In whose words coded spans stand and by what they are taken so: a row a speaker and way, headlines and captions in rows of their own; `n` is Markdown."""
    parts = [attribution.count_ways(found.body)]
    for role, noun in repeats.APART.items():
        apart = attribution.count_ways(found.apart[found.apart["role"] == role])
        parts.append(apart.assign(way=f"in a {noun}, counted apart"))
    counted = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    return pd.DataFrame(
        {
            "who": ["the outlet itself" if pd.isna(name) else name for name in counted["who"]],
            "way": counted["way"],
            "n": [cite(str(row.n_sentences), row.ids) for row in counted.itertuples()],
            "spans": counted["n_spans"],
        }
    )


def caption_speakers(found: repeats.Counted) -> str:
    """In how many sentences the speaker of coded words is in the sentence itself, and in how many carried over."""
    counted = attribution.count_ways(found.body)
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


def caption_goods(found: repeats.Counted) -> str:
    """How many kinds of goods are named, and how often; what headlines and captions name is counted apart."""
    goods, n = found.body, count_goods(found.apart)
    apart = f" {prose.start_sentence(repeats.name_apart(found.apart))} {prose.agree(found.apart['sentence_id'].nunique(), 'names', 'name')} goods {prose.times(n)} more, not counted here." if n else ""
    return f"Goods named for purchase or import: {prose.count('kind', goods['good'].nunique())}, named {prose.times(count_goods(goods))}. A good counts once a sentence, and a sentence that an article says twice counts once.{apart}"


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


def caption_codes(codes: pd.DataFrame, found: repeats.Counted) -> str:
    """How many codes there are, how many of them are found, and which stand in headlines, which the table leaves out."""
    used = len(set(found.body["code"]) | set(found.apart["code"]))
    apart = _tell_apart(found.apart, dict(zip(codes["code"], codes["label"], strict=True)))
    if used and used == len(codes):
        return f"{prose.start_sentence(prose.share(used, used, 'code'))} {prose.agree(used, 'is', 'are')} found.{apart}"
    rest = "; a code that is not found was not reported, which is not the same as not said" if used < len(codes) else ""
    return f"{prose.start_sentence(prose.count('code', len(codes)))}, {prose.none(used)} of them found{rest}.{apart}"


def _tell_apart(apart: pd.DataFrame, labels: dict[str, str]) -> str:
    """` Not counted here is one headline, with mutual benefit.`: headlines and captions that carry codes; empty for none."""
    if apart.empty:
        return ""
    n = apart["sentence_id"].nunique()
    listed = prose.join_first((cite(literal(labels[code].lower()), part["coding_id"]) for code, part in apart.groupby("code", sort=True)), 4)
    return f" Not counted here {prose.agree(n, 'is', 'are')} {repeats.name_apart(apart)}, with {listed}."
