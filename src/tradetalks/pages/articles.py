"""The tables, captions and sentences of the chapter on articles and sentences."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from tradetalks import prose, showcase
from tradetalks.pages.quoting import UNQUOTED, is_quoted, list_found
from tradetalks.pipeline import Reading
from tradetalks.rows import keep_on_topic
from tradetalks.showcase import cite


def tell_articles(articles: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """How many articles, texts, sentences and words there are, and of how many the day is known."""
    dated = articles.dropna(subset=["published"])
    languages = prose.join_list(showcase.LANGUAGES.get(name, name) for name in sorted(articles["language"].unique()))
    told = cite(prose.count("article", len(articles)), articles["article_id"])
    known = cite(showcase.share(len(dated), len(articles), "article"), dated["article_id"])
    return (
        f"**The collection holds {told} from {showcase.tell_outlets(articles)}, in {languages}: "
        f"{prose.count('distinct text', articles['text_group'].nunique())} with {prose.count('sentence', len(sentences))} and "
        f"{prose.count('word', articles['n_words'].sum())}.** {showcase.tell_topic(articles)} A day of publication is known for {known}."
    )


def make_sentence_table(cut: pd.DataFrame, reading: Reading, licence: str | None) -> pd.DataFrame:
    """The first sentences of an article with their places; `sentence` is Markdown. Words only where they may be quoted."""
    begins, found = cut.head(showcase.MOST_ROWS), list_found(reading)
    words = [
        showcase.crop(row.text) if is_quoted(row.start, row.end, found, licence) else UNQUOTED for row in begins.itertuples(index=False)
    ]
    return pd.DataFrame(
        {
            "sentence": [cite(f"{number}", [name]) for number, name in enumerate(begins["sentence_id"], 1)],
            "start": begins["start"],
            "end": begins["end"],
            "role": begins["role"],
            "text": words,
        }
    )


def make_article_table(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles; `article` is Markdown."""
    return pd.DataFrame(
        {
            "article": [showcase.link_article(one) for one in articles.to_dict("records")],
            "day": [prose.day(value, short=True) if value else None for value in articles["published"]],
            "language": articles["language"].map(showcase.LANGUAGES),
            "topic": articles["on_topic"],
            "sentences": articles["n_sentences"],
            "words": articles["n_words"],
        }
    )


def caption_articles(articles: pd.DataFrame) -> str:
    """How many articles and texts there are, and how many are on the talks."""
    n, texts = prose.count("article", len(articles)), prose.count("distinct text", articles["text_group"].nunique())
    return f"{prose.start_sentence(n)}, {texts}, {prose.none(len(keep_on_topic(articles)))} on the talks."


def tell_held(held: Iterable[bool]) -> str:
    """How many sentences are what the file holds between their offsets."""
    found = list(held)
    if not found:
        return "The article has no sentence to try it on."
    right = sum(found)
    return f"{prose.start_sentence(showcase.share(right, len(found), 'sentence'))} {showcase.verb(right, 'is', 'are')} letter by letter what the file holds there."
