"""Which codes are weak: over both languages, and in those of this collection alone."""

from __future__ import annotations

from tradetalks import showcase, trust
from tradetalks.display import literal
from tradetalks.pages.trust import Chapter, list_languages
from tradetalks.prose import agree, count, join_list, number, share, start_sentence
from tradetalks.trust import figure, pick


def caption_code_table(chapter: Chapter) -> str:
    """How many codes are weak, over both languages and in those of this collection alone."""
    if chapter.measured.empty:
        return "No code can be measured."
    n, when = len(chapter.weak), "at the first run " if len(chapter.answers) else ""
    here = "".join(f", {number(len(low))} {'more ' if n else ''}in {showcase.LANGUAGES[language]}" for language, low in find_weak_here(chapter).items())
    return f"Codes by article, the lowest F1 first: {when}{count('code', n)} {agree(n, 'is', 'are')} weak (below an F1 of {trust.WEAK}) over both languages{here}."


def list_weak(chapter: Chapter) -> str:
    """What is called weak, the weak codes with what can be computed of why, and the codes of which nothing is known."""
    if chapter.measured.empty:
        return "Nothing can be measured."
    head = f"A code is called weak where its F1 is below {trust.WEAK}."
    points = [
        f"- **{literal(row.label)}** (F1 {figure(row.f1)}, {count('label', row.n)}): {row.why or 'missed as often as wrongly found'}."
        for row in chapter.weak.itertuples()
    ]
    rest = " ".join(filter(None, (_tell_weak_here(chapter), _tell_silent(chapter))))
    if not points:
        clear = [showcase.LANGUAGES[language] for language in list_languages(chapter) if language not in find_weak_here(chapter)]
        alone = f", nor is any in {join_list(clear, 'or')} alone" if clear else ""
        return f"{head} Over both languages no code is{alone}. {rest}".strip()
    return "\n".join([f"{head} Over both languages {agree(len(points), 'this is', 'these are')}:", "", *points, "", rest])


def _tell_silent(chapter: Chapter) -> str:
    """The codes that no test article is labelled with; empty where there are none."""
    silent = chapter.codes.loc[chapter.codes["f1"].isna(), "label"]
    n = len(silent)
    return f"{start_sentence(join_list(map(literal, silent)))} {agree(n, 'has', 'have')} no label in the test articles, so nothing is known of {agree(n, 'it', 'them')}." if n else ""


def find_weak_here(chapter: Chapter) -> dict[str, list[tuple[float, str, int]]]:
    """By language of this collection, the codes that are weak in it but not over both: F1, name, number of labels, the lowest first."""
    found = {}
    for language in list_languages(chapter):
        each = ((row.label, pick(chapter.by_item, "code", item=row.code, unit="article", language=language)) for row in chapter.measured.itertuples() if row.f1 >= trust.WEAK)
        low = sorted((score["f1"], label, int(score["n_gold"])) for label, score in each if score is not None and score["f1"] < trust.WEAK)
        if low:
            found[language] = low
    return found


def _tell_weak_here(chapter: Chapter) -> str:
    """The further codes that are weak in a language of this collection; empty where there are none."""
    more = "further " if len(chapter.weak) else ""
    told = []
    for language, low in find_weak_here(chapter).items():
        mine = sum(row["language"] == language for row in chapter.tables["articles"])
        named = join_list(f"{literal(label)} ({figure(f1)}, {count('label', n)})" for f1, label, n in low)
        told.append(
            f"In {showcase.LANGUAGES[language]}, the language of {share(mine, len(chapter.tables['articles']), 'article')} read here, "
            f"{number(len(low))} {more}{agree(len(low), 'code is', 'codes are')}: {named}."
        )
    return " ".join(told)
