"""The tables, captions and sentences of the chapter on articles and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from tradetalks import prose, showcase
from tradetalks.pages.quoting import UNQUOTED, is_quoted, list_found
from tradetalks.pipeline import Reading
from tradetalks.rows import keep_on_topic
from tradetalks.showcase import cite


def tell_articles(articles: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """How many articles, texts, sentences and words there are, what the other pieces are, and of how many the day is known."""
    dated = articles.dropna(subset=["published"])
    languages = prose.join_list(showcase.LANGUAGES.get(name, name) for name in sorted(articles["language"].unique()))
    told = cite(prose.count("article", len(articles)), articles["article_id"])
    known = cite(showcase.share(len(dated), len(articles), "article"), dated["article_id"])
    return (
        f"**The collection holds {told} from {showcase.tell_outlets(articles)}, in {languages}: "
        f"{prose.count('distinct text', articles['text_group'].nunique())} with {prose.count('sentence', int((sentences['role'] == 'body').sum()))} and "
        f"{prose.count('word', articles['n_words'].sum())} in all.**{tell_pieces(sentences)} {showcase.tell_topic(articles)} A day of publication is known for {known}."
    )


#: The pieces of a text that are no sentences of its body, by their role, as a reader meets them.
PIECES = {"title": "headline", "caption": "caption of a picture", "margin": "credit, tag or source line"}


def tell_pieces(sentences: pd.DataFrame) -> str:
    """What is cut from the texts beside the sentences of their bodies, begun with a space; empty where that is nothing."""
    counted = [(noun, int((sentences["role"] == role).sum())) for role, noun in PIECES.items()]
    parts = [f"{prose.number(n)} {_name_pieces(noun, n)}" for noun, n in counted if n]
    n = sum(n for _, n in counted)
    if not parts:
        return ""
    return f" {prose.start_sentence(prose.join_list(parts))} {prose.agree(n, 'is', 'are')} cut out too and not counted as {prose.agree(n, 'a sentence', 'sentences')}; {prose.agree(n, 'its', 'their')} words are."


def count_pieces(cut: pd.DataFrame) -> str:
    """`11 sentences and one credit`: what the rows of an article are, for a caption."""
    kinds = list(cut["role"])
    own = len(kinds) - sum(kind in PIECES for kind in kinds)
    others = [prose.count(_SHORT[role], kinds.count(role)) for role in PIECES if role in kinds]
    return prose.join_list([*([prose.count("sentence", own)] if own or not others else []), *others])


#: What a piece is called where there is little room.
_SHORT = {"title": "headline", "caption": "caption", "margin": "credit"}


def _name_pieces(noun: str, n: int) -> str:
    if n == 1:
        return noun
    return {"caption of a picture": "captions of pictures", "credit, tag or source line": "credits, tags or source lines"}.get(noun, prose.plural(noun))


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


#: What is known of an article, as a reader meets it; names of files and sums are left to the table itself.
KNOWN = {
    "key": "Short name", "language": "Language", "on_topic": "On the talks", "title": "Title", "publisher": "Outlet", "agency": "Agency", "url": "Address",
    "published": "Day of publication", "n_words": "Words",
}  # fmt: skip


def make_known_table(row: Mapping[str, object]) -> pd.DataFrame:
    """What is known of one article: a row a field, by what a reader calls it."""
    told = {**row, "language": showcase.LANGUAGES.get(str(row["language"]), row["language"])}
    return pd.DataFrame([(name, showcase.show_value(told.get(column))) for column, name in KNOWN.items()], columns=["field", "value"], dtype=object)


def make_article_table(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The articles, with the sentences of their bodies; `article` is Markdown."""
    body = sentences[sentences["role"] == "body"].groupby("article_id").size()
    return pd.DataFrame(
        {
            "article": [showcase.link_article(one) for one in articles.to_dict("records")],
            "day": [prose.day(value, short=True) if value else None for value in articles["published"]],
            "language": articles["language"].map(showcase.LANGUAGES),
            "topic": articles["on_topic"],
            "sentences": body.reindex(articles["article_id"]).fillna(0).astype(int).to_numpy(),
            "words": articles["n_words"],
        }
    )


def caption_articles(articles: pd.DataFrame) -> str:
    """How many articles and texts there are, and how many are on the talks."""
    n, texts = prose.count("article", len(articles)), prose.count("distinct text", articles["text_group"].nunique())
    return f"{prose.start_sentence(n)}, {texts}, {prose.none(len(keep_on_topic(articles)))} on the talks."


def tell_held(held: Iterable[bool], roles: Iterable[str] = ()) -> str:
    """How many sentences are what the file holds between their offsets; by `roles`, headlines, captions and credits are told apart."""
    found, kinds = list(held), list(roles)
    if not found:
        return "The article has no sentence to try it on."
    right = sum(found)
    others = [prose.count(_SHORT[role], kinds.count(role)) for role in PIECES if role in kinds]
    if others:
        own = sum(role not in PIECES for role in kinds)
        if right < len(found):
            told = showcase.share(right, len(found), "piece")
        else:
            told = prose.join_list([*([showcase.share(own, own, "sentence")] if own else []), *others])
        return f"{prose.start_sentence(told)} {showcase.verb(right, 'is', 'are')} letter by letter what the file holds there."
    return f"{prose.start_sentence(showcase.share(right, len(found), 'sentence'))} {showcase.verb(right, 'is', 'are')} letter by letter what the file holds there."
