"""The tables, captions and sentences of the chapter on outlets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from tradetalks import formula_words, inferred, outlets, owners, placing, principles, prose, repeats, showcase
from tradetalks.charts import matrix, voice
from tradetalks.display import literal
from tradetalks.project import Project
from tradetalks.rows import gather_ids, keep_on_topic
from tradetalks.showcase import cite


class Chapter(NamedTuple):
    """What the chapter is made of.

    `keys` are the articles by id; `codings`, without those of headlines, are placed at the meeting that their article mainly reports; `reported` is
    the number of these meetings, `shared` those that several texts mainly report; `missing` is what one text leaves out
    and another tells, `differing` what they tell differently; `sayings` are those of the formula, `partly` the articles that
    have it in part only, each with the codings of that, `called` names of one thing.
    """

    articles: pd.DataFrame
    keys: pd.DataFrame
    events: pd.DataFrame
    names: Mapping[str, str]
    cells: Mapping[str, str]
    labels: pd.Series
    codings: pd.DataFrame
    told: pd.DataFrame
    reported: int
    shared: pd.DataFrame
    missing: pd.DataFrame
    differing: pd.DataFrame
    sayings: pd.DataFrame
    partly: Mapping[str, list[str]]
    called: pd.DataFrame


def read_chapter(book: Project) -> Chapter:
    """What the chapter is made of, from the tables of the book."""
    articles, events, mentions = (book.table(name) for name in ("articles", "events", "event_mentions"))
    directives, goods = book.table("directives"), book.table("goods")
    meetings = placing.assign_meetings(articles, mentions, directives)
    sentences = book.table("sentences")
    codings = placing.place(repeats.divide(book.table("codings"), sentences).body, meetings, events)
    sayings = principles.list_sayings(book.table("codings"), sentences)
    whole = set(sayings.loc[sayings["form"] == principles.WHOLE, "article_id"])
    fields = outlets.read_fields(mentions, articles)
    further = {
        outlets.INSTRUCTIONS: directives["article_id"],
        outlets.DEADLINE: directives.dropna(subset=["deadline"])["article_id"],
        outlets.GOODS: goods["article_id"],
        outlets.FORMULA: sorted(whole),
    }
    return Chapter(
        articles=articles,
        keys=articles.set_index("article_id", drop=False),
        events=events,
        names=prose.event_names(events),
        cells=inferred.name_events(events, mentions),
        labels=book.table("codebook").set_index("code")["label"],
        codings=codings,
        told=outlets.tell_completeness(meetings, fields, further, articles, dict(zip(events["event_id"], events["kind"], strict=True))),
        reported=meetings["event_id"].dropna().nunique(),
        shared=outlets.list_shared(meetings, articles),
        missing=outlets.find_left_out(fields),
        differing=outlets.find_differing(fields),
        sayings=sayings,
        partly={article_id: gather_ids(mine["ids"]) for article_id, mine in sayings.groupby("article_id") if article_id not in whole},
        called=outlets.sum_names(outlets.count_names(sentences, articles)),
    )


def tell_answer(chapter: Chapter) -> str:
    """The answer of the chapter: whether outlets can be compared, and what then is seen."""
    return outlets.tell_finding(chapter.shared, chapter.reported, chapter.missing, chapter.differing, chapter.called["thing"].nunique())


def tell_collection(chapter: Chapter) -> str:
    """How many articles, texts and outlets there are, which are copies, and how many events several texts tell."""
    articles = keep_on_topic(chapter.articles)
    if articles.empty:
        return "No article here is on the talks."
    copies = outlets.count_copies(articles)
    twice = chapter.events[chapter.events["n_texts"] > 1]
    n = len(articles)
    told = prose.start_sentence(cite(prose.count("article", n), articles["article_id"]))
    printed = "no text is printed more than once"
    if len(copies):
        printed = f"{cite(prose.count('text', len(copies)), gather_ids(copies['article_ids']))} {prose.agree(len(copies), 'is', 'are')} printed more than once"
    events = "No event is told by more than one text"
    if len(twice):
        events = f"{prose.start_sentence(cite(prose.count('event', len(twice)), twice['event_id']))} {prose.agree(len(twice), 'is', 'are')} told by more than one text"
    return (
        f"{told} on the talks {prose.agree(n, 'is', 'are')} {prose.count('distinct text', articles['text_group'].nunique())} from "
        f"{showcase.tell_outlets(articles)}; {printed}. {events}, even in passing."
    )


def tell_owners(chapter: Chapter) -> str:
    """How many articles come from outlets that the state, the party or others run, and of how many that is not known."""
    articles = keep_on_topic(chapter.articles)
    if articles.empty:
        return "No article here is on the talks."
    n = len(articles)
    named = articles.dropna(subset=["publisher"])
    groups = owners.group_publishers(dict.fromkeys(named["publisher"]))
    told = [
        (mine, f"from {prose.join_list(map(literal, found))}, run by {owners.RUN_BY[run_by]}")
        for run_by, found in groups.items()
        if run_by
        for mine in [named[named["publisher"].isin(found)]]
    ]
    if not told:
        return "Who runs these outlets is not described here."
    counted = "; ".join(f"{cite(prose.number(len(mine)), mine['article_id'])} {prose.agree(len(mine), 'is', 'are')} {tail}" for mine, tail in told)
    parts = [f"Of the {prose.count('article', n)} on the talks, {counted}." if n > 1 else f"{cite('The article', articles['article_id'])} on the talks is {told[0][1]}."]
    left = n - sum(len(mine) for mine, _ in told)
    if left:
        parts.append(f"Who runs the {prose.agree(left, 'outlet of the other article', f'outlets of the other {prose.number(left)} articles')} is not described here, so it cannot be said either whether {prose.agree(left, 'its text is its', 'their texts are their')} own.")
    if not {"foreign", "private"} & groups.keys():
        parts.append("None that is described is private or foreign.")
    return " ".join(parts)


def make_owner_table(chapter: Chapter) -> pd.DataFrame:
    """The outlets of articles on the talks and who runs them; `source` is Markdown."""
    rows = []
    for publisher in dict.fromkeys(keep_on_topic(chapter.articles)["publisher"].dropna()):
        owner = owners.find_owner(publisher)
        source = f"[{literal(owner.says)}]({owner.url}), read on {prose.day(owner.read)}" if owner else None
        rows.append((publisher, prose.start_sentence(owner.what) if owner else None, source))
    return pd.DataFrame(rows, columns=["outlet", "what", "source"], dtype=object)


def make_outlet_table(chapter: Chapter) -> pd.DataFrame:
    """The outlets with their articles, texts, words and coded sentences; `articles` is Markdown."""
    listed = outlets.describe_outlets(chapter.articles, chapter.codings)
    return pd.DataFrame(
        {
            "outlet": ["not named" if pd.isna(name) else name for name in listed["publisher"]],
            "articles": [cite(str(row.n_articles), row.article_ids) for row in listed.itertuples()],
            "texts": listed["n_texts"],
            "languages": [prose.join_list(showcase.LANGUAGES.get(name, name) for name in found) for found in listed["languages"]],
            "words": listed["n_words"],
            "coded": listed["n_coded"],
        }
    )


class Told(NamedTuple):
    """What the matrix of what each report tells is drawn from; `counted` where a column holds several articles."""

    rows: dict[str, str]
    columns: pd.DataFrame
    cells: pd.DataFrame
    impossible: set[tuple[str, str]]
    counted: bool
    partly: Mapping[tuple[str, str], list[str]]


def lay_out_told(chapter: Chapter) -> Told:
    """What the articles tell of the meeting that they mainly report, by article, or by outlet where these are many."""
    columns = outlets.group_articles(chapter.told, chapter.articles, chapter.events, most=matrix.MOST)
    rows = {item: prose.start_sentence(item) for item in outlets.list_items(chapter.told)}
    counted = bool(columns["column"].duplicated().any())
    return Told(rows, columns.drop_duplicates("column"), outlets.count_told(chapter.told, columns), outlets.find_impossible(chapter.told, columns), counted, {(outlets.FORMULA, name): ids for name, ids in chapter.partly.items()})


def draw_told(laid: Told):
    """The matrix as a figure."""
    look = voice.Look(voice.MUTED, "s")
    return matrix.draw_matrix(
        laid.rows, laid.columns, laid.cells, look=look, skip=laid.impossible, counted=laid.counted, partly=laid.partly, nothing="No article mainly reports a meeting."
    )


def tabulate_told(laid: Told) -> pd.DataFrame:
    """What the matrix draws; a cell that no report of such a meeting could fill is empty, what it has in part says so."""
    table = matrix.tabulate_matrix(laid.rows, laid.columns, laid.cells, thing="What a report can tell", count="articles that tell it")
    for at, row in enumerate(laid.rows):
        for place, column in enumerate(laid.columns["column"], 1):
            if (row, column) in laid.impossible:
                table.iat[at, place] = None
            elif (row, column) in laid.partly and not laid.counted:
                table.iat[at, place] = "in part"
    return table


def caption_told(chapter: Chapter, laid: Told) -> str:
    """The caption of the matrix: what all reports tell and what fewest do, and how to read a mark."""
    if chapter.told.empty:
        return outlets.caption_told(chapter.told)
    how = "A number counts the reports that tell it; a dot says that they could and do not."
    if not laid.counted:
        half = " Half-filled: interests or risks alone." if chapter.partly else ""
        how = f"Filled: told.{half} Hollow: not told. Blank: does not apply to such a meeting."
    return f"{outlets.caption_told(chapter.told, chapter.partly)} {how}"


def make_silence_table(chapter: Chapter) -> pd.DataFrame:
    """What each article does not tell of its meeting, in the order of the days; `article` and `meeting` are Markdown."""
    days = dict(zip(chapter.events["event_id"], chapter.events["date_start"], strict=True))
    wide = outlets.spread_told(chapter.told)
    wide = wide.assign(day=wide["event_id"].map(days)).sort_values(["day", "article_id"], na_position="last")
    return pd.DataFrame(
        {
            "article": [showcase.link_article(chapter.keys.loc[name]) for name in wide["article_id"]],
            "meeting": [prose.link_name(chapter.cells, name) for name in wide["event_id"]],
            "silent": [_mark_half(silent, name, chapter) for silent, name in zip(wide["silent"], wide["article_id"], strict=True)],
        }
    )


def _mark_half(silent: str | None, article_id: str, chapter: Chapter) -> str | None:
    """What a report does not tell, with the formula marked where it names interests or risks alone."""
    return silent.replace(outlets.FORMULA, f"{outlets.FORMULA} (in part only)") if silent and article_id in chapter.partly else silent


def make_left_out_table(chapter: Chapter) -> pd.DataFrame:
    """What one text leaves out of an event and another tells; `event` is Markdown."""
    missing = chapter.missing
    return pd.DataFrame(
        {
            "event": [cite(literal(chapter.cells[row.event_id]), row.ids) for row in missing.itertuples()],
            "field": [f"{prose.outlet(chapter.keys.loc[row.text_group])}: {outlets.FIELDS[row.field]}" for row in missing.itertuples()],
            "others": ["; ".join(prose.join_list(prose.split_names(value)) for value in found) for found in missing["told"]],
        }
    )


def tell_nothing_left_out(chapter: Chapter) -> str:
    """What stands in place of an empty table: that nothing is left out, or that no two texts tell one event."""
    if (chapter.events["n_texts"] > 1).any():
        return "No text is silent on what another tells of the same event."
    return "No event is told by more than one text, so none can be seen to leave something out."


def make_code_table(chapter: Chapter) -> pd.DataFrame:
    """Which codes the texts on one meeting share and which only one has; `text` is Markdown."""
    compared = outlets.compare_codes(chapter.codings, chapter.shared, chapter.articles)
    texts = [
        f"{cite(literal(chapter.names[row.event_id]), row.ids or [row.event_id])}: {literal(prose.outlet(chapter.keys.loc[row.text_group]))}"
        for row in compared.itertuples()
    ]
    cells = {column: ["; ".join(chapter.labels[code] for code in codes) or None for codes in compared[column]] for column in ("common", "alone", "left_out")}
    return pd.DataFrame({"text": texts, **cells})


def make_name_table(chapter: Chapter) -> pd.DataFrame:
    """The names of one thing: how often, in how many articles, by which outlets; `n` is Markdown."""
    called = chapter.called
    return pd.DataFrame(
        {
            "name": [f"{name} ({thing})" for name, thing in zip(called["name"], called["thing"], strict=True)],
            "n": [cite(str(row.n_times), row.ids) for row in called.itertuples()],
            "articles": called["n_articles"],
            "outlets": [", ".join(found) or None for found in called["outlets"]],
        }
    )


def caption_names(chapter: Chapter) -> str:
    """How many things have several names."""
    n = chapter.called["thing"].nunique()
    return f"{prose.start_sentence(prose.count('thing', n))} that the articles call by different names, and how often each name occurs."


def make_printing_table(chapter: Chapter) -> pd.DataFrame:
    """Every printing of the formula, whole or in part, by outlet; `printed` is Markdown."""
    found = chapter.sayings.assign(outlet=[prose.outlet(chapter.keys.loc[name]) for name in chapter.sayings["article_id"]])
    found = found.assign(words=[" ".join(words.split()) for words in found["quote"]])
    rows = [
        (cite(prose.quote(words), gather_ids(part["ids"])), form, ", ".join(sorted(set(part["outlet"]))), part["sentence_id"].nunique())
        for (form, words), part in found.groupby(["form", "words"], sort=True)
    ]
    rows.sort(key=lambda row: (row[1] != principles.WHOLE, row[1], -row[3], row[0]))
    return pd.DataFrame(rows, columns=["printed", "form", "outlets", "n"])


def caption_printings(sayings: pd.DataFrame) -> str:
    """In how many printed forms and wordings the formula stands, and in how many whole."""
    if sayings.empty:
        return "The formula is not printed."
    return f"The formula, whole or in part, in {formula_words.count_forms(sayings)}: which outlet prints which, in how many sentences."
