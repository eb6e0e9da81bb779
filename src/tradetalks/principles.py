"""Which principle is named at which meeting, by whom and in which words, and whether the formula is said whole.

The formula of the talks has two halves, harmonised interests and shared risks. A saying of it is whole where both
halves stand in one sentence, else it is half a formula. Tables in, tables out.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable

import pandas as pd

from tradetalks import repeats
from tradetalks.actors import load_gazetteer
from tradetalks.placing import count_by
from tradetalks.rows import gather_ids
from tradetalks.text import lower

#: The codes of the two halves of the formula, in its order.
HALVES = ("harmonise-interests", "share-risks")
WHOLE, INTERESTS, RISKS, APART, NEVER = "whole", "interests only", "risks only", "halves apart", "not said"

#: Groups of countries that the list of actors has among its bodies, and a word that makes a partner of who is named behind it.
_BLOCS = frozenset({"asean", "brics", "g7", "g20", "cptpp", "rcep"})
_WITH = re.compile(r"\b(?:with|between|among|với|cùng|giữa)\s+(?:the\s+|các nước\s+)?$", re.IGNORECASE)


# ---- codes


def count_codes(placed: pd.DataFrame, articles: pd.DataFrame, codebook: pd.DataFrame, family: str = "principle") -> pd.DataFrame:
    """Every code of a family with its counts, those of codes that nobody says being zero.

    Columns: `code`, `label`, `n_meetings`, `n_sentences`, `n_texts`, `n_outlets`, `ids`; the most widespread come first.
    """
    codes = codebook.loc[codebook["family"] == family, ["code", "label"]]
    meetings = placed.groupby("code")["event_id"].nunique().rename("n_meetings").reset_index()
    counted = codes.merge(meetings, on="code", how="left").merge(count_by(placed, articles, "code"), on="code", how="left")
    numbers = ["n_meetings", "n_sentences", "n_texts", "n_outlets"]
    counted[numbers] = counted[numbers].apply(pd.to_numeric).fillna(0).astype(int)
    counted["ids"] = [found if isinstance(found, list) else [] for found in counted["ids"]]
    return counted.sort_values([*numbers, "code"], ascending=[False] * 4 + [True], ignore_index=True)[["code", "label", *numbers, "ids"]]


def list_once(counted: pd.DataFrame) -> pd.DataFrame:
    """The codes that a single sentence carries, of a table of `count_codes`."""
    return counted[counted["n_sentences"] == 1].reset_index(drop=True)


def cross(placed: pd.DataFrame, codes: Iterable[str], columns: Iterable[Hashable], by: str = "event_id") -> pd.DataFrame:
    """In how many sentences each code is named in each value of `by`: one row a pair that occurs, with the `ids` behind it."""
    wanted = placed[placed["code"].isin(list(codes)) & placed[by].isin(list(columns))]
    rows = [
        (code, column, group["sentence_id"].nunique(), sorted(group["coding_id"]))
        for (code, column), group in wanted.groupby(["code", by])
    ]
    return pd.DataFrame(rows, columns=["code", by, "n_sentences", "ids"])


# ---- the formula


def find_formula(codings: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sayings of the formula, whole or by half, in the order of the articles; one row a saying.

    In each sentence every half is paired with the nearest other half that is still alone; the pair is a whole. Columns:
    `saying_id` (of its first coding), `article_id`, `sentence_id`, `form`, `wording` (normalised), `quote` (as
    printed), `attributed_to`, `attribution_basis`, `language`, `partners` (others than the two countries with whom, by the words before it
    in its sentence, something is done: the saying may be of them), `ids`.
    """
    halves = codings[codings["code"].isin(HALVES)].sort_values(["article_id", "start"])
    texts = sentences.set_index("sentence_id")
    rows = []
    for sentence_id, said in halves.groupby("sentence_id", sort=False):
        spans = list(said.itertuples(index=False))
        for saying in sorted(_pair(spans), key=lambda pair: pair[0].start):
            first, last = saying[0], saying[-1]
            begin = texts.at[sentence_id, "start"]
            rows.append(
                (
                    first.coding_id,
                    first.article_id,
                    sentence_id,
                    WHOLE if len(saying) > 1 else INTERESTS if first.code == HALVES[0] else RISKS,
                    ", ".join(span.wording for span in saying),
                    texts.at[sentence_id, "text"][first.start - begin : max(first.end, last.end) - begin],
                    first.attributed_to,
                    getattr(first, "attribution_basis", None),
                    first.language,
                    find_partners(texts.at[sentence_id, "text"][: first.start - begin], first.language),
                    [span.coding_id for span in saying],
                )
            )
    columns = ["saying_id", "article_id", "sentence_id", "form", "wording", "quote", "attributed_to", "attribution_basis", "language", "partners", "ids"]
    return pd.DataFrame(rows, columns=columns)


def list_sayings(codings: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sayings of `find_formula` that are counted: those of the body, a sentence that an article says twice under one id."""
    return repeats.fold(find_formula(repeats.keep_body(codings, sentences), sentences), sentences)


def find_partners(text: str, language: str) -> list[str]:
    """Who other than the two countries is named behind a word such as `with`: `ASEAN`, `Japan`; each once."""
    words, _ = load_gazetteer().finders[language]
    found = []
    for start, end, term in words.find(lower(text)):
        other = term.role if term.tag == "country" and term.value == "other" else text[start:end] if term.text in _BLOCS else ""
        if other and text[start].isupper() and _WITH.search(text, 0, start):
            found.append(other[:1].upper() + other[1:])
    return list(dict.fromkeys(found))


def _pair(spans: list) -> list[tuple]:
    """The halves of one sentence as wholes (two spans in the order of the text) and single halves."""
    gaps = sorted(
        (max(one.start, other.start) - min(one.end, other.end), at, to)
        for at, one in enumerate(spans)
        for to, other in enumerate(spans)
        if one.code == HALVES[0] and other.code == HALVES[1]
    )
    taken: set[int] = set()
    pairs = []
    for _, at, to in gaps:
        if not {at, to} & taken:
            taken |= {at, to}
            pairs.append(tuple(sorted((spans[at], spans[to]), key=lambda span: span.start)))
    return pairs + [(span,) for index, span in enumerate(spans) if index not in taken]


def sum_up_forms(forms: Iterable[str]) -> str:
    """What the sayings of one meeting come to: whole if any is, else which half, both apart, or not said."""
    said = set(forms)
    if WHOLE in said:
        return WHOLE
    if said >= {INTERESTS, RISKS}:
        return APART
    return next(iter(said), NEVER)


def tell_formula(sayings: pd.DataFrame, meetings: Iterable[str]) -> pd.DataFrame:
    """How the formula is said at each meeting: one row a meeting, with the `ids` of the codings behind it.

    `sayings` are placed; `form` is what `sum_up_forms` gives, `n_whole` and `n_half` count sayings, `n_sentences` the sentences that hold them.
    """
    rows = []
    for event_id in meetings:
        said = sayings[sayings["event_id"] == event_id]
        whole = int((said["form"] == WHOLE).sum())
        ids = gather_ids(said["ids"])
        rows.append((event_id, sum_up_forms(said["form"]), whole, len(said) - whole, said["sentence_id"].nunique(), ids))
    return pd.DataFrame(rows, columns=["event_id", "form", "n_whole", "n_half", "n_sentences", "ids"])


def count_forms(sayings: pd.DataFrame, by: str) -> pd.DataFrame:
    """Sentences that say the formula, by `by` (audience, speaker) and form: one row a value, a column of counts for each form.

    `ids_<form>` hold the codings behind each count.
    """
    forms = (WHOLE, INTERESTS, RISKS)
    rows = []
    for value, group in sayings.groupby(by, dropna=False, sort=True):
        row = {by: None if pd.isna(value) else value}
        for form in forms:
            said = group[group["form"] == form]
            row[form] = said["sentence_id"].nunique()
            row[f"ids_{form}"] = gather_ids(said["ids"])
        rows.append(row)
    return pd.DataFrame(rows, columns=[by, *(name for form in forms for name in (form, f"ids_{form}"))])


def count_wordings(sayings: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The wordings of the formula: `wording`, `form`, `quotes` (as printed), counts, and the `ids` of the codings."""
    counted = count_by(sayings, articles, ["wording", "form"], ids="saying_id")
    found = sayings.groupby(["wording", "form"])
    pairs = list(zip(counted["wording"], counted["form"], strict=True))
    groups = [found.get_group(pair) for pair in pairs]
    return counted.assign(
        quotes=[sorted({" ".join(quote.split()) for quote in group["quote"]}) for group in groups],
        ids=[gather_ids(group["ids"]) for group in groups],
    )
