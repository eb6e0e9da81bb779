"""Codings in their sentences: the keyword in its context, and which wordings a code is said in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

Row = Mapping[str, str]


class Line(NamedTuple):
    """One coding as a line of a concordance: the coded words and what stands beside them in their sentence.

    `left` and `right` are cut at a word, which "…" shows. `speaker` is empty where the outlet itself speaks.
    """

    left: str
    keyword: str
    right: str
    code: str
    article_id: str
    sentence_id: str
    speaker: str
    wording: str


class Variant(NamedTuple):
    """One wording of a code: how many codings use it, in how many distinct texts, by how many known outlets."""

    code: str
    wording: str
    language: str
    n_mentions: int
    n_texts: int
    n_outlets: int
    article_ids: tuple[str, ...]


def concord(codings: Iterable[Row], sentences: Iterable[Row], width: int = 60) -> Iterator[Line]:
    """The line of each coding, in the order of the codings, with at most `width` characters on either side.

    Raises KeyError for a coding whose sentence is not among the sentences.
    """
    codings = list(codings)
    wanted = {coding["sentence_id"] for coding in codings}
    by_id = {sentence["sentence_id"]: sentence for sentence in sentences if sentence["sentence_id"] in wanted}
    for coding in codings:
        sentence = by_id[coding["sentence_id"]]
        text, first = sentence["text"], int(sentence["start"])
        start, end = int(coding["start"]) - first, int(coding["end"]) - first
        yield Line(
            left=cut_left(_one_line(text[:start]), width),
            keyword=_one_line(coding["quote"]),
            right=cut_right(_one_line(text[end:]), width),
            code=coding["code"],
            article_id=coding["article_id"],
            sentence_id=coding["sentence_id"],
            speaker=coding["attributed_to"],
            wording=coding["wording"],
        )


def cut_left(text: str, width: int) -> str:
    """The end of a text, from a word's beginning on."""
    if len(text) <= width:
        return text
    kept = text[len(text) - width + 1 :]
    if not text[len(text) - width].isspace():
        kept = kept.partition(" ")[2]
    return f"…{kept.lstrip()}"


def cut_right(text: str, width: int) -> str:
    """The beginning of a text, up to a word's end."""
    if len(text) <= width:
        return text
    kept = text[: width - 1]
    if not text[width - 1].isspace():
        kept = kept.rpartition(" ")[0]
    return f"{kept.rstrip()}…"


def _one_line(text: str) -> str:
    """The text with every run of white space made one space; a space at its ends stays one."""
    inner = " ".join(text.split())
    before = " " if text[:1].isspace() and inner else ""
    after = " " if text[-1:].isspace() and inner else ""
    return f"{before}{inner}{after}"


def list_variants(codings: Iterable[Row], articles: Iterable[Row]) -> list[Variant]:
    """The wordings of every code, the most frequent first.

    A text counts once however many outlets print it (`text_group`); articles of unknown outlets add no outlet.
    """
    by_id = {article["article_id"]: article for article in articles}
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for coding in codings:
        groups.setdefault((coding["code"], coding["wording"], coding["language"]), []).append(coding)
    variants = []
    for (code, wording, language), rows in groups.items():
        where = sorted({row["article_id"] for row in rows})
        texts = {by_id[article_id]["text_group"] for article_id in where}
        outlets = {by_id[article_id]["publisher"] for article_id in where} - {""}
        variants.append(Variant(code, wording, language, len(rows), len(texts), len(outlets), tuple(where)))
    return sorted(variants, key=lambda one: (one.code, -one.n_mentions, one.wording, one.language))
