"""The rows of the tables that each article gives by itself, and those of the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .. import corpus, speech
from ..codebook import Codebook
from ..document import Document
from .reading import Reading


def describe_article(reading: Reading, group: str = "") -> dict[str, Any]:
    """The row of an article."""
    doc = reading.document
    note = f"the page prints {doc.misprinted.isoformat()}; the days in the text show day and month swapped" if doc.misprinted else ""
    return {
        "article_id": doc.article_id,
        "key": doc.source.key or doc.article_id,
        "language": doc.language,
        "on_topic": reading.topic.on_topic,
        "title": doc.title,
        "publisher": doc.publisher,
        "agency": doc.agency,
        "url": doc.source.url,
        "published": doc.published,
        "published_basis": doc.published_basis,
        "sha256": doc.sha256,
        "n_sentences": len(doc.sentences),
        "n_words": corpus.count_words(doc.text),
        "text_group": group or doc.article_id,
        "note": note,
    }


def describe_sentences(doc: Document) -> Iterator[dict[str, Any]]:
    """The rows of an article's sentences."""
    for sentence in doc.sentences:
        start, end, text = doc.quote(sentence.start, sentence.end)
        yield {
            "sentence_id": doc.sentence_id(sentence),
            "article_id": doc.article_id,
            "start": start,
            "end": end,
            "text": text,
            "line": sentence.line,
            "role": sentence.role,
        }


def describe_codings(reading: Reading) -> Iterator[dict[str, Any]]:
    """The rows of an article's codings, each with who is reported as saying it."""
    doc = reading.document
    for number, coding in enumerate(reading.codings, 1):
        start, end, quote = doc.quote(coding.start, coding.end)
        speaker = speech.speaker_at(doc, reading.speakers, coding.sentence, coding.start, coding.end)
        yield {
            "coding_id": f"{doc.article_id}.c{number:03d}",
            "code": coding.code,
            "article_id": doc.article_id,
            "sentence_id": doc.sentence_id(coding.sentence),
            "start": start,
            "end": end,
            "quote": quote,
            "wording": coding.wording,
            "attributed_to": speaker.name if speaker else "",
            "attribution_basis": speaker.how if speaker and speaker.name else "",
            "rule": coding.rule,
            "language": doc.language,
        }


def describe_goods(reading: Reading) -> Iterator[dict[str, Any]]:
    """The rows of the goods that an article names for purchase."""
    doc = reading.document
    for number, good in enumerate(reading.goods, 1):
        start, end, quote = doc.quote(good.start, good.end)
        yield {
            "good_id": f"{doc.article_id}.g{number:03d}",
            "good": good.good,
            "article_id": doc.article_id,
            "sentence_id": doc.sentence_id(good.sentence),
            "start": start,
            "end": end,
            "quote": quote,
        }


def describe_codebook(codebook: Codebook) -> Iterator[dict[str, Any]]:
    """The rows of the codebook, in the order of their ids."""
    for name in sorted(codebook.codes):
        code = codebook.codes[name]
        yield {
            "code": name,
            "family": code.family,
            "label": code.label,
            "label_vi": code.label_vi,
            "definition": code.definition,
            "include": "; ".join(example.text for example in code.include),
            "exclude": "; ".join(example.text for example in code.exclude),
        }
