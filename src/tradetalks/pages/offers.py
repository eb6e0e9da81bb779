"""The tables, captions and sentences of the chapter on offers, asks and conditions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from tradetalks import inferred, placing, positions, refusals, stances
from tradetalks.charts import goods as chart
from tradetalks.charts import voice
from tradetalks.codebook import load as load_codebook
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.project import Project
from tradetalks.prose import agree, count, day, is_missing, join_first, join_list, number, outlet, quote, share, start_sentence
from tradetalks.rows import gather_ids, keep_on_topic


class Chapter(NamedTuple):
    """What the chapter is made of.

    `placed` are the codings with a stance, placed at the meeting that their article mainly reports; `found` are the
    matters, one row a stance and code; `goods` are the rows of goods, placed; `named` the goods, one row each;
    `labels` are the names of all goods of the codebook; `days` those of all meetings that articles mainly report (ISO); `us` and `ready` are what `positions` finds, `limits` what `refusals` does.
    """

    rules: stances.Rules
    articles: pd.DataFrame
    on_topic: pd.DataFrame
    mentions: pd.DataFrame
    codebook: pd.DataFrame
    codings: pd.DataFrame
    placed: pd.DataFrame
    found: pd.DataFrame
    goods: pd.DataFrame
    named: pd.DataFrame
    labels: Mapping[str, str]
    days: tuple[str, ...]
    us: pd.DataFrame
    ready: pd.DataFrame
    limits: refusals.Limits


def read_chapter(book: Project) -> Chapter:
    """What the chapter is made of, from the tables of the book."""
    names = ("articles", "sentences", "events", "event_mentions", "codings", "goods", "directives", "codebook")
    articles, sentences, events, mentions, codings, goods, directives, codebook = (book.table(name) for name in names)
    meetings = placing.assign_meetings(articles, mentions, directives)
    classified = stances.classify(codings, sentences)
    labels = {kind.good: kind.label for kind in load_codebook().goods}
    placed_goods = placing.place(goods, meetings, events)
    return Chapter(
        rules=stances.load(),
        articles=articles,
        on_topic=keep_on_topic(articles),
        mentions=mentions,
        codebook=codebook,
        codings=codings,
        placed=placing.place(classified, meetings, events),
        found=stances.tally(classified, codebook),
        goods=placed_goods,
        named=stances.tally_goods(placed_goods, labels),
        labels=labels,
        days=tuple(sorted({one for one in events.loc[events["event_id"].isin(meetings["event_id"]), "date_start"] if not is_missing(one)})),
        us=positions.find_us_words(codings, sentences, articles),
        ready=positions.find_readiness(sentences, articles),
        limits=refusals.find_limits(codings, sentences, articles),
    )


#: What a matter of each stance is called where matters are counted.
NOUNS = {"offer": "offer", "exchange": "exchange", "ask": "ask", "condition": "condition", "home": "step at home"}


# ---- matters side by side


def tell_answer(chapter: Chapter) -> str:
    """The answer of the chapter: the matters by stance, as a list."""
    found, rules = chapter.found, chapter.rules
    if found.empty:
        return "**These articles name no measure and no condition, so there is nothing to lay side by side.**"
    listed = {name: stances.list_things(found, name, most=8) for name in rules.stances}
    points = [f"- **{stance.label}** ({stance.heading}): {listed[name]}." for name, stance in rules.stances.items() if listed[name]]
    missing = [f"an {name}" for name in ("offer", "ask") if not listed[name]]
    absent = f"Nothing in these articles counts as {join_list(missing, 'or')}." if missing else ""
    places = {name: int((found["stance"] == name).sum()) for name in rules.stances}
    named = join_list(count(NOUNS.get(name, name), n) for name, n in places.items() if n)
    lead = f"**In {cite(share(chapter.placed['article_id'].nunique(), len(chapter.on_topic), 'article'), found['ids'].explode())} on the talks this book finds {named}:**"
    conditions = places.get("condition", 0)
    return "\n".join(part for part in (lead, "", *points, "", absent, "", refusals.tell_limits(chapter.limits, conditions)) if part is not None)


def make_stance_table(chapter: Chapter) -> pd.DataFrame:
    """The matters by stance, each with its articles, and the words; both columns are Markdown."""
    found = chapter.found
    return pd.DataFrame(
        {
            "label": [
                f"**{chapter.rules.stances[row.stance].label}:** {literal(stances.name_thing(row.label))}, {cite(count('article', row.n_articles), row.ids)}"
                for row in found.itertuples()
            ],
            "words": [stances.show_clauses(clauses) for clauses in found["clauses"]],
        }
    )


def caption_stances(chapter: Chapter) -> str:
    """How many offers stand beside how many asks, and what the table holds."""
    found = chapter.found
    if found.empty:
        return "No matter has a stance."
    offers, asks = (int((found["stance"] == stance).sum()) for stance in ("offer", "ask"))
    told = f"{start_sentence(count('offer', offers))} {agree(max(offers, 1), 'stands', 'stand')} beside {count('ask', asks)}. "
    return f"{told}Each matter by its stance, with the number of articles that name it and the clauses that it stands in, coded words bold."


class Marks(NamedTuple):
    """What a chart of days is drawn from: its rows, its marks, what the rows are, and the days of all meetings reported."""

    rows: list[chart.Row]
    marks: pd.DataFrame
    thing: str
    days: tuple[str, ...]

    def draw(self):
        """The chart."""
        return chart.draw_by_date(self.marks, self.rows, self.days)

    def describe(self, what: str) -> str:
        """The chart in words; `what` begins them."""
        return f"{what}: {chart.describe_marks(self.marks, self.rows, day)}.{self.tell_silent()}"

    def tell_silent(self) -> str:
        """Which days of meetings have no mark, though they are reported; empty for none, or where nothing is dated."""
        marked = {str(one) for one in self.marks["date"] if not is_missing(one)}
        silent = [one for one in self.days if one not in marked]
        if not silent or not marked:
            return ""
        told = join_list(map(day, silent)) if len(silent) < 4 else number(len(silent))
        return f" Shaded {agree(len(silent), 'is the day of a meeting whose reports have', 'are the days of meetings whose reports have')} no mark here: {told}."

    def tabulate(self) -> pd.DataFrame:
        """What the chart draws, for the reader to take away."""
        return chart.tabulate_marks(self.marks, self.rows, self.thing)


def mark_stances(chapter: Chapter) -> Marks:
    """The marks of the matters: one a matter, stance and day of a meeting whose reports name it."""
    families = dict(zip(chapter.codebook["code"], chapter.codebook["family"], strict=True))
    rows = [
        chart.Row(row.key, row.label, chapter.rules.stances[row.stance].label, voice.family_look(families[row.code]))
        for row in chapter.found.itertuples()
    ]
    keyed = chapter.placed.assign(row=(chapter.placed["stance"] + " " + chapter.placed["matter"] + " " + chapter.placed["called"]).str.strip())
    return Marks(rows, chart.mark_days(keyed, chapter.articles, "row", ids="coding_id"), "Matter", chapter.days)


def caption_marks(chapter: Chapter, marks: pd.DataFrame) -> str:
    """The caption of the chart of matters: on how many days of meetings offers and asks are named."""
    if chapter.found.empty:
        return "Nothing is offered, asked or set as a condition in these articles."
    days = {name: marks[marks["row"].str.startswith(f"{name} ")] for name in ("offer", "ask")}
    if all(len(some) for some in days.values()):
        offers, asks = (cite(count("day", some["date"].nunique()), gather_ids(some["ids"])) for some in days.values())
        told = f"Offers are named at meetings on {offers}, asks at meetings on {asks}"
        said = sorted({value for value in days["ask"]["date"] if not is_missing(value)})
        told += f", {join_list(map(day, said))}" if 0 < len(said) < 4 else ""
    elif marks["date"].map(is_missing).all():
        told = "Matters with a stance are named, but at no meeting whose day is told"
    else:
        told = f"Matters with a stance are named at meetings on {cite(count('day', marks['date'].nunique()), chapter.placed['coding_id'])}"
    return f"{told}. A mark is a day of a meeting whose reports name the matter: a square for a measure, a diamond for a principle. {_tell_askable(chapter)}"


def _tell_askable(chapter: Chapter) -> str:
    """Which matters the codebook lets be asked for: a wish outside them is not found."""
    labels = dict(zip(chapter.codebook["code"], chapter.codebook["label"], strict=True))
    codes = [code for code, found in chapter.rules.codes.items() if any(rule.stance == "ask" for rule in found)]
    named = join_list((literal(stances.name_thing(labels[code])) for code in codes if code in labels), "or")
    return f"Only {named} can be found as an ask; another wish has no code." if named else ""


def tell_unmet(chapter: Chapter) -> str:
    """Which matters that could have a stance no article names."""
    if chapter.found.empty:
        return ""
    unmet = [stances.name_thing(label) for label in stances.list_unmet(chapter.codebook, chapter.codings)]
    if not unmet:
        return ""
    it = agree(len(unmet), "it is", "they are")
    return f"Not one article on the talks names {literal(join_list(unmet, 'or'))}. That {it} not named does not mean that {it} not on the table."


# ---- the other side


def tell_us(chapter: Chapter) -> str:
    """What the US side is reported as saying, in how many sentences, and by whom."""
    us = chapter.us
    parts = []
    if us.empty:
        parts.append("In no sentence of these articles is the US side reported as saying or judging anything.")
    else:
        own = us[us["speaker"] != positions.US]
        what = "saying, judging or proposing" if any(positions.is_act(row) for row in us.itertuples(index=False)) else "saying or judging"
        parts.append(f"The US side is reported as {what} something in {cite(count('sentence', len(us)), us['sentence_id'])}.")
        if len(own):
            people = list(dict.fromkeys(own["speaker"]))
            parts.append(f"A person, by name or by a pronoun that takes it up, is {join_list(map(literal, people))}, in {cite(count('sentence', len(own)), own['sentence_id'])}.")
        else:
            parts.append("None of them names a speaker.")
        passed = us[us["told_by"].notna()]
        if len(passed):
            parts.append(f"{start_sentence(cite(count('sentence', len(passed)), passed['sentence_id']))} {agree(len(passed), 'reports', 'report')} it in the words of the Vietnamese side.")
    return " ".join(parts)


def tell_ready(chapter: Chapter) -> str:
    """Where Việt Nam is said to be ready to negotiate, and in whose report; empty for nowhere."""
    rows = chapter.articles.set_index("article_id", drop=False)
    told = join_first((f"{cite(quote(row.words), [row.sentence_id])} ({literal(outlet(rows.loc[row.article_id]))})" for row in chapter.ready.itertuples()), 3, "further sentence")
    return f"Of its own readiness the Vietnamese side is reported with these words: {told}." if told else ""


def make_us_table(chapter: Chapter) -> pd.DataFrame:
    """What the US side is reported as saying, a row a sentence; `words` is Markdown."""
    rows = chapter.articles.set_index("article_id", drop=False)
    return pd.DataFrame(
        {
            "speaker": [positions.name_speaker(row, outlet(rows.loc[row.article_id])) for row in chapter.us.itertuples()],
            "words": [cite(quote(positions.crop_around(row.text, row.at)), [row.sentence_id]) for row in chapter.us.itertuples()],
        },
        dtype=object,
    )


# ---- goods


def mark_goods(chapter: Chapter) -> Marks:
    """The marks of the goods: one a good and day of a meeting whose reports name it."""
    marks = chart.mark_days(chapter.goods, chapter.articles, "good", ids="good_id")
    return Marks([chart.Row(row.good, row.label, look=voice.GOOD) for row in chapter.named.itertuples()], marks, "Good", chapter.days)


def caption_goods(chapter: Chapter) -> str:
    """The caption of the chart of goods: which is named in most articles."""
    named = chapter.named
    if named.empty:
        return "No good is named for purchase or import."
    widest = named[named["n_articles"] == named["n_articles"].max()]
    names = start_sentence(join_list(map(stances.name_thing, widest["label"])))
    told = cite(share(widest["n_articles"].iloc[0], len(chapter.on_topic), "article"), gather_ids(widest["ids"]))
    rest = ", more than any other good" if len(widest) < len(named) else ""
    return f"{names} {agree(len(widest), 'is', 'are each')} named in {told}{rest}. A mark stands on the day of the meeting that the article reports."


def make_goods_table(chapter: Chapter) -> pd.DataFrame:
    """The goods with the first meeting whose report names them; `articles` and `words` are Markdown."""
    named = chapter.named
    years = inferred.list_inferred(chapter.mentions)
    days = dict(zip(chapter.goods["date_start"], chapter.goods["event_id"], strict=True))
    return pd.DataFrame(
        {
            "label": named["label"],
            "articles": [cite(str(row.n_articles), row.ids) for row in named.itertuples()],
            "first": [inferred.mark(day(value), days.get(value, ""), years) for value in named["first"]],
            "words": named["quotes"].map(stances.show_quotes),
        }
    )


def list_shown(chapter: Chapter) -> list[str]:
    """The meetings whose days the table of goods shows."""
    return sorted(chapter.goods.loc[chapter.goods["date_start"].isin(chapter.named["first"]), "event_id"].dropna().unique())


def caption_goods_table(chapter: Chapter) -> str:
    """How many kinds of goods are named."""
    return f"{start_sentence(count('kind of goods', len(chapter.named)))} named for purchase or import, in which words, and in how many articles."


def tell_quiet(chapter: Chapter) -> str:
    """Which articles name no good, and which goods no article names."""
    quiet = chapter.on_topic[~chapter.on_topic["article_id"].isin(chapter.goods["article_id"])]
    buying = chapter.codings[(chapter.codings["code"] == "buy-us-goods") & chapter.codings["article_id"].isin(quiet["article_id"])]
    unnamed = [stances.name_thing(label) for good, label in chapter.labels.items() if good not in set(chapter.named["good"])]
    parts = []
    if len(chapter.named) and len(quiet):
        parts.append(f"{start_sentence(cite(count('article', len(quiet)), quiet['article_id']))} {agree(len(quiet), 'names', 'name')} no good for purchase or import.")
    if len(chapter.named) and unnamed:
        parts.append(f"Of the goods in the codebook, {literal(join_list(unnamed))} {agree(len(unnamed), 'is', 'are')} not named for purchase or import in any.")
    if len(buying):
        n = buying["article_id"].nunique()
        parts.append(f"{start_sentence(cite(count('article', n), buying['coding_id']))} {agree(n, 'speaks', 'speak')} of buying US goods without saying which.")
    return " ".join(parts) or "There is no more to say of goods."
