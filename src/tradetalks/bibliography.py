"""The bibliography of the articles, as BibTeX, made when the book is staged."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from importlib import resources

from tradetalks import corpus, project, prose, public
from tradetalks.display import name_entry
from tradetalks.project import Project
from tradetalks.staging import Page

_TEX_BRACKETS = str.maketrans("{}\\", "()/")


def make_bibliography(place: Project) -> list[Page]:
    """`references.bib`: one entry an article (`@misc`), without what is not known of it, and the literature of the methods."""
    articles = project.read_table(place.data, "articles").to_dict(orient="records")
    known = corpus.read_sources(place.seeds, warn=lambda line: None)
    first = find_first_words(place) if any(not article.get("title") for article in articles) else {}
    more = {
        article["article_id"]: {
            "title": article.get("title") or tell_untitled(first.get(article["article_id"], "")),
            "accessed": known[article["article_id"]].accessed if article["article_id"] in known else "",
        }
        for article in articles
    }
    entries = [write_entry({**article, **more[article["article_id"]]}) for article in articles]
    methods = resources.files("tradetalks").joinpath("methods.bib").read_text(encoding="utf-8")
    return [Page("references.bib", "\n".join([*entries, methods]))]


def find_first_words(place: Project) -> dict[str, str]:
    """By article, the first words of it that may be quoted, by which one without a headline is known."""
    quoted, free = public.list_quoted(place), public.list_free(place)
    found: dict[str, str] = {}
    for row in project.read_table(place.data, "sentences").to_dict(orient="records"):
        if row["article_id"] in free or public.is_quoted(row, quoted):
            # behind three stops the style sets no further one, behind their one sign it does
            found.setdefault(row["article_id"], prose.crop(row["text"], 70).replace("…", "..."))
    return found


def tell_untitled(first: str) -> str:
    """What stands for the headline of an article that has none: its first words, called that; empty where there are none."""
    return f"[no headline; begins:] “{first}”" if first else ""


def write_entry(article: Mapping) -> str:
    """The BibTeX entry of one row of the table of articles, under its short name.

    `accessed` is the day on which it was fetched, where that is known.
    """
    publisher = article.get("publisher") or ""
    author = article.get("agency") or publisher
    fields = {  # inner braces keep the capitals of a title and the words of a name together
        "title": f"{{{_to_tex(article.get('title') or article['key'])}}}",
        "author": f"{{{_to_tex(author)}}}" if author else "",
        "howpublished": _to_tex(publisher if publisher != author else ""),
        "month": f"{{{prose.day(article['published'], year=False)}}}" if len(article.get("published") or "") > 4 else "",
        "year": (article.get("published") or "")[:4],
        "url": article.get("url") or "",
        "note": f"Accessed {prose.day(article['accessed'])}" if article.get("accessed") else "",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{name_entry(article['key'])},\n{lines}}}\n"


def _to_tex(text: str) -> str:
    """Text with what TeX would take for markup escaped; it cannot write a lone brace, which becomes a bracket."""
    import latexcodec  # noqa: F401  (registers the codec)

    return codecs.encode(text.translate(_TEX_BRACKETS), "ulatex+utf8")
