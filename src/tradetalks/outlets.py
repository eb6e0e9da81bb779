"""How outlets and translations tell the same meeting and the same words, and what each leaves out.

What is compared are distinct texts: copies of one agency story are one text, known by its `text_group`. Tables in,
tables out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from tradetalks import prose
from tradetalks.evidence import cite
from tradetalks.rows import gather_ids, keep_on_topic

#: What a report of a meeting can tell, in the words of the reader: columns of the event mentions.
FIELDS = {
    "date_start": "its day",
    "ordinal": "its number",
    "place": "its place",
    "mode": "how they met",
    "lead_vn": "who chaired or led for Việt Nam",
    "lead_us": "who led for the US",
}
#: Fields that a meeting of the Vietnamese government cannot have, for the other side is not there.
_ACROSS_ONLY = frozenset({"mode", "lead_us"})
_INSIDE_KIND = "government-meeting"


#: What else a report can tell, and what of this only a report of a meeting of the Vietnamese government can.
INSTRUCTIONS, DEADLINE, GOODS, FORMULA = "instructions", "a deadline", "goods to be bought or imported", "the formula"
INSIDE_ONLY = frozenset({INSTRUCTIONS, DEADLINE, GOODS})


def applies(field: str, kind: str) -> bool:
    """Can an event of this kind have the field? The other side is not at a meeting of the Vietnamese government."""
    return kind != _INSIDE_KIND or field not in _ACROSS_ONLY


#: One thing under several names: what it is, and the pattern of each name, English or Vietnamese.
NAMES: dict[str, dict[str, str]] = {
    "the country": {"Việt Nam": r"việt nam", "Viet Nam": r"viet nam", "Vietnam": r"vietnam\b"},
    "the other country": {
        "US": r"(?-i:\bUS\b(?!\$)|\bU\.S\.)",
        "United States": r"united states",
        "the American country": r"the american country\b",
        "Hoa Kỳ": r"hoa kỳ",
        "Mỹ": r"(?-i:\bMỹ\b)",
    },
    "the capital": {"Hà Nội": r"hà nội", "Hanoi": r"hanoi\b", "Ha Noi": r"ha noi\b"},
    "the body that meets": {
        "Government Standing Committee": r"government(?:'s|’s)? standing committee\b|standing committee of the government\b",
        "permanent Government members": r"permanent government members\b|permanent members of the government\b",
        "permanent cabinet members": r"permanent cabinet members\b|permanent members of the cabinet\b",
        "Thường trực Chính phủ": r"thường trực chính phủ",
    },
    "the head of government": {"Chính": r"(?:phạm minh|pm|thủ tướng) chính\b", "Chinh": r"(?:pham minh|pm) chinh\b"},
    "the tariffs": {
        "reciprocal": r"reciprocal (?:\w+ )?(?:tariff|tax|dut)\w*",
        "counterpart": r"counterpart (?:tariff|tax|dut)\w*",
        "đối ứng": r"thuế (?:quan )?đối ứng",
    },
    "what is harmonised or balanced": {
        "interests": r"(?:harmon(?:y|i\w+)|balanc\w+)(?: and \w+| of)?(?: the)? interests\b",
        "benefits": r"(?:harmon(?:y|i\w+)|balanc\w+)(?: and \w+| of)?(?: the)? benefits\b",
        "lợi ích": r"(?:hài (?:hòa|hoà)|cân bằng)(?: hóa| hoá)? (?:các )?lợi ích",
    },
    "the spelling of harmonise": {
        "harmonise": r"harmonis(?:e|es|ed|ing|ation)\b",
        "harmonize": r"harmoniz(?:e|es|ed|ing|ation)\b",
        "hài hòa": r"hài (?:hòa|hoà)",
    },
}


def describe_outlets(articles: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """One row an outlet, the one with most articles first; articles of unknown outlets stand in a row without a name.

    Columns: `publisher`, `n_articles`, `n_texts`, `languages`, `n_words`, `n_coded` (sentences with a code), `article_ids`.
    """
    coded = codings.groupby("article_id")["sentence_id"].nunique()
    rows = [
        (
            None if pd.isna(publisher) else publisher,
            len(group),
            group["text_group"].nunique(),
            sorted(group["language"].unique()),
            int(group["n_words"].sum()),
            int(coded.reindex(group["article_id"]).fillna(0).sum()),
            sorted(group["article_id"]),
        )
        for publisher, group in articles.groupby("publisher", dropna=False, sort=True)
    ]
    columns = ["publisher", "n_articles", "n_texts", "languages", "n_words", "n_coded", "article_ids"]
    return pd.DataFrame(rows, columns=columns).sort_values("n_articles", ascending=False, kind="stable", ignore_index=True)


def list_fields(kind: str) -> list[str]:
    """The fields that a report of an event of this kind can tell."""
    return [name for name in FIELDS if not (kind == _INSIDE_KIND and name in _ACROSS_ONLY)]


def read_fields(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """What each text tells of each event, one row an event, text and field that it can have.

    Columns: `event_id`, `text_group`, `field`, `value` (None where it is not told) and `ids` of the mentions. Of two
    copies of one text that tell differently, the fuller counts.
    """
    known = mentions.merge(articles[["article_id", "text_group"]], on="article_id").sort_values("event_mention_id")
    rows = []
    for (event_id, text), told in known.groupby(["event_id", "text_group"]):
        for name in list_fields(told["kind"].iloc[0]):
            values = told[name].dropna()
            value = None if values.empty else str(values.iloc[0])
            rows.append((event_id, text, name, value, list(told["event_mention_id"])))
    return pd.DataFrame(rows, columns=["event_id", "text_group", "field", "value", "ids"], dtype=object)


def find_left_out(fields: pd.DataFrame) -> pd.DataFrame:
    """What a text does not tell of an event though another text does: the rows of `read_fields`, with the `told` values.

    `ids` are the mentions of both, of the silent text and of those that tell.
    """
    rows = []
    for (event_id, name), group in fields.groupby(["event_id", "field"], sort=True):
        told, silent = group[group["value"].notna()], group[group["value"].isna()]
        others = gather_ids(told["ids"])
        for text, ids in zip(silent["text_group"], silent["ids"], strict=True):
            if len(told):
                rows.append((event_id, text, name, sorted(set(told["value"])), sorted(set(told["text_group"])), ids + others))
    return pd.DataFrame(rows, columns=["event_id", "text_group", "field", "told", "told_by", "ids"])


def find_differing(fields: pd.DataFrame) -> pd.DataFrame:
    """Events and fields for which texts give different values, one row a value: `event_id`, `field`, `value`, `texts`, `ids`."""
    rows = []
    for (event_id, name), group in fields.dropna(subset=["value"]).groupby(["event_id", "field"], sort=True):
        if group["value"].nunique() > 1:
            for value, told in group.groupby("value"):
                ids = [mention for found in told["ids"] for mention in found]
                rows.append((event_id, name, value, sorted(set(told["text_group"])), ids))
    return pd.DataFrame(rows, columns=["event_id", "field", "value", "texts", "ids"])


def list_shared(meetings: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The meetings that several distinct texts mainly report: `event_id`, `texts`, `n_articles`, `n_outlets`."""
    known = meetings.dropna(subset=["event_id"]).merge(articles[["article_id", "text_group", "publisher"]], on="article_id")
    rows = [
        (event_id, sorted(group["text_group"].unique()), len(group), group["publisher"].nunique())
        for event_id, group in known.groupby("event_id")
        if group["text_group"].nunique() > 1
    ]
    return pd.DataFrame(rows, columns=["event_id", "texts", "n_articles", "n_outlets"])


def compare_codes(placed: pd.DataFrame, shared: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """For every shared meeting and text: which codes all texts have, which only this one has, which it leaves out.

    `left_out` are codes that another text on the same meeting has and this one has not. `ids` are its codings.
    """
    known = placed.merge(articles[["article_id", "text_group"]], on="article_id")
    rows = []
    for meeting in shared.itertuples(index=False):
        said = known[known["event_id"] == meeting.event_id]
        codes = {text: set(said.loc[said["text_group"] == text, "code"]) for text in meeting.texts}
        everything, common = set().union(*codes.values()), set.intersection(*codes.values())
        for text, own in codes.items():
            elsewhere = set().union(*(other for name, other in codes.items() if name != text))
            ids = sorted(said.loc[said["text_group"] == text, "coding_id"])
            rows.append((meeting.event_id, text, sorted(common), sorted(own - elsewhere), sorted(everything - own), ids))
    return pd.DataFrame(rows, columns=["event_id", "text_group", "common", "alone", "left_out", "ids"])


def count_names(
    sentences: pd.DataFrame, articles: pd.DataFrame, names: Mapping[str, Mapping[str, str]] = NAMES
) -> pd.DataFrame:
    """How often each article on the talks gives a thing which of its names.

    Columns: `thing`, `name`, `article_id`, `publisher`, `n_times` and the `ids` of the sentences; only names that occur.
    """
    on_topic = keep_on_topic(articles)[["article_id", "publisher"]]
    known = sentences.merge(on_topic, on="article_id").sort_values(["article_id", "start"])
    rows = []
    for thing, variants in names.items():
        for name, pattern in variants.items():
            hits = known["text"].str.count(re.compile(pattern, re.IGNORECASE))
            for article_id, found in known[hits > 0].groupby("article_id"):
                publisher = found["publisher"].iloc[0]
                rows.append((thing, name, article_id, publisher, int(hits[found.index].sum()), list(found["sentence_id"])))
    return pd.DataFrame(rows, columns=["thing", "name", "article_id", "publisher", "n_times", "ids"])


def sum_names(counted: pd.DataFrame) -> pd.DataFrame:
    """The rows of `count_names` by thing and name: `n_times`, `n_articles`, `outlets` (known ones), `ids`; only things with several names."""
    rows = []
    for thing, group in counted.groupby("thing", sort=False):
        if group["name"].nunique() > 1:
            for name, said in group.groupby("name", sort=False):
                ids = [sentence_id for found in said["ids"] for sentence_id in found]
                outlets = sorted(said["publisher"].dropna().unique())
                rows.append((thing, name, int(said["n_times"].sum()), said["article_id"].nunique(), outlets, ids))
    return pd.DataFrame(rows, columns=["thing", "name", "n_times", "n_articles", "outlets", "ids"])


def count_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """The texts that several articles carry: `text_group`, `article_ids`, `outlets` (known ones)."""
    rows = [
        (text, sorted(group["article_id"]), sorted(group["publisher"].dropna().unique()))
        for text, group in articles.groupby("text_group")
        if len(group) > 1
    ]
    return pd.DataFrame(rows, columns=["text_group", "article_ids", "outlets"])


def tell_completeness(
    meetings: pd.DataFrame, fields: pd.DataFrame, further: Mapping[str, Iterable[str]], articles: pd.DataFrame, kinds: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """What each article tells of the meeting that it mainly reports: one row an article and item, `told` or not.

    Items are the fields that such a meeting can have, in the reader's words, and the `further` ones, each with the
    articles that have it. Of a meeting that by its kind (`kinds`) is none of the government, no instructions, deadlines and
    purchases (`INSIDE_ONLY`) are looked for. Columns: `article_id`, `event_id`, `item`, `told`.
    """
    texts = articles.set_index("article_id")["text_group"]
    known = {(row.event_id, row.text_group, row.field): row.value for row in fields.itertuples(index=False)}
    rows = []
    for meeting in meetings.dropna(subset=["event_id"]).itertuples(index=False):
        text = texts[meeting.article_id]
        for name, item in FIELDS.items():
            if (meeting.event_id, text, name) in known:
                rows.append((meeting.article_id, meeting.event_id, item, known[meeting.event_id, text, name] is not None))
        inside = (kinds or {}).get(meeting.event_id, _INSIDE_KIND) == _INSIDE_KIND
        rows += [
            (meeting.article_id, meeting.event_id, item, meeting.article_id in set(found)) for item, found in further.items() if inside or item not in INSIDE_ONLY
        ]
    return pd.DataFrame(rows, columns=["article_id", "event_id", "item", "told"])


# ---- for the page


def group_articles(told: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, most: int) -> pd.DataFrame:
    """A column for each article of `tell_completeness`; for each outlet, or one for all, where they are too many.

    One row an article: `article_id`, `column`, `heading`, `kind` (of the meeting; empty where columns hold several).
    """
    pairs = told[["article_id", "event_id"]].drop_duplicates()
    known = pairs.merge(events[["event_id", "kind", "date_start"]], on="event_id").merge(
        articles[["article_id", "publisher"]], on="article_id"
    )
    known = known.sort_values(["date_start", "article_id"], na_position="last", ignore_index=True)
    if len(known) <= most:
        days = [prose.day(day, year=False, short=True).replace(" ", "\n") if day else "no\nday" for day in known["date_start"].where(known["date_start"].notna(), None)]
        return known.assign(column=known["article_id"], heading=days)[["article_id", "column", "heading", "kind"]]
    outlet = known["publisher"].fillna("not named")
    if outlet.nunique() <= most:
        return known.assign(column=outlet, heading=[_abbreviate(name) for name in outlet], kind="")[["article_id", "column", "heading", "kind"]]
    return known.assign(column="", heading="all", kind="")[["article_id", "column", "heading", "kind"]]


def _abbreviate(name: str) -> str:
    if name == "not named":
        return "no\nname"
    words = name.split()
    return "".join(word[0] for word in words).upper() if len(words) > 1 else name[:4]


def count_told(told: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """How many articles of each column tell each item, with evidence: the cells of the matrix (`row`, `column`, `n`, `ids`).

    The evidence is the article.
    """
    placed = told[told["told"].astype(bool)].merge(columns[["article_id", "column"]], on="article_id")
    rows = [(item, column, len(group), sorted(group["article_id"])) for (item, column), group in placed.groupby(["item", "column"])]
    return pd.DataFrame(rows, columns=["row", "column", "n", "ids"])


def list_items(told: pd.DataFrame) -> list[str]:
    """The items of `tell_completeness` in the order of the fields, further ones after them."""
    found = list(dict.fromkeys(told["item"]))
    order = [*FIELDS.values()]
    return sorted(found, key=lambda item: order.index(item) if item in order else len(order))


def find_impossible(told: pd.DataFrame, columns: pd.DataFrame) -> set[tuple[str, str]]:
    """Items and columns of which no article could tell the item, because of the kind of its meeting."""
    placed = told.merge(columns[["article_id", "column"]], on="article_id")
    possible = set(zip(placed["item"], placed["column"], strict=True))
    return {(item, column) for item in list_items(told) for column in columns["column"].unique()} - possible


def spread_told(told: pd.DataFrame) -> pd.DataFrame:
    """One row an article: `article_id`, `event_id`, and `silent`, the items that it does not tell."""
    rows = [
        (article_id, event_id, prose.join_list(group.loc[~group["told"].astype(bool), "item"]) or "nothing of these")
        for (article_id, event_id), group in told.groupby(["article_id", "event_id"], sort=True)
    ]
    return pd.DataFrame(rows, columns=["article_id", "event_id", "silent"])


def caption_told(told: pd.DataFrame, partly: Iterable[str] = ()) -> str:
    """The caption of the matrix of what is told: what all tell, and what fewest do of those that could.

    `partly` are the articles that have the formula in part only.
    """
    if told.empty:
        return "No article mainly reports a meeting, so there is nothing to tell of one."
    halves = _tell_halves(told, partly)
    share = told.assign(told=told["told"].astype(bool)).groupby("item", sort=False)["told"].agg(["sum", "size"])
    every = list(share.index[share["sum"] == share["size"]])
    rest = share[share["sum"] < share["size"]]
    reports = told["article_id"].nunique()
    always = [item for item in every if share.at[item, "size"] == reports]
    parts = [f"{prose.share(reports, reports, 'report')} {prose.agree(reports, 'tells', 'tell')} {prose.join_list(always)}" if always else "nothing is told by every report"]
    first = f"Of the meeting reported, {'; '.join(parts)}"
    if rest.empty:
        return f"{first}{halves}."
    least = rest[rest["sum"] / rest["size"] == (rest["sum"] / rest["size"]).min()]
    item, (some, of) = least.index[0], least.iloc[0]
    return f"{first}; least often told {_are(item)} {item}: by {_share(int(some), int(of))}{halves}."


def _tell_halves(told: pd.DataFrame, partly: Iterable[str]) -> str:
    """`. In two other reports the formula stands in part`: those that name interests or risks alone; empty for none."""
    n = len(set(partly) & set(told["article_id"]))
    return f". In {prose.number(n)} other {prose.plural('report', n)} {FORMULA} stands in part" if n else ""


def _share(some: int, of: int) -> str:
    return prose.share(some, of, "report") if some else "no report"


def _are(item: str) -> str:
    return "are" if item in (INSTRUCTIONS, GOODS) else "is"


def describe_told(told: pd.DataFrame, partly: Iterable[str] = ()) -> str:
    """What the matrix shows, for one who does not see it."""
    if told.empty:
        return "An empty chart: no article mainly reports a meeting."
    parts = []
    for item, group in told.groupby("item", sort=False):
        parts.append(f"{item}: {int(group['told'].astype(bool).sum())} of {len(group)}")
    return f"A matrix of what is told by {prose.count('report', told['article_id'].nunique())} of a meeting. {'; '.join(parts)}{_tell_halves(told, partly)}."


def tell_finding(shared: pd.DataFrame, reported: int, missing: pd.DataFrame, differing: pd.DataFrame, several: int) -> str:
    """Markdown: whether texts can be compared on one meeting at all, and what they leave out or tell differently.

    `several` is how many things the articles call by different names.
    """
    if not reported:
        return "**No article mainly reports a meeting, so outlets cannot be compared on one.**"
    if shared.empty:
        seen = f" What can be seen is what each report tells, and {prose.count('thing', several)}, of those looked for, that {prose.agree(several, 'has', 'have')} more than one name or spelling." if several else ""
        return f"**No meeting is mainly reported by more than one distinct text, so outlets cannot be compared on the same meeting, and translations not at all.**{seen}"
    told = prose.start_sentence(cite(prose.share(len(shared), reported, "meeting"), shared["event_id"]))
    parts = [f"**{told} {prose.agree(len(shared), 'is', 'are')} mainly reported by more than one distinct text.**"]
    if len(missing):
        parts.append(f"{prose.start_sentence(prose.times(len(missing)))} one text is silent on what another {cite('tells of the same event', gather_ids(missing['ids']))}.")
    if len(differing):
        cases = len(differing.groupby(["event_id", "field"]))
        parts.append(f"In {cite(prose.count('case', cases), gather_ids(differing['ids']))} they tell it differently.")
    return " ".join(parts)


def tell_change(shared: pd.DataFrame, reported: int) -> str:
    """A paragraph on what further articles would change."""
    if not reported:
        return "Reports of one meeting by two outlets would make the first comparison possible."
    if shared.empty:
        return (
            "A second text on any meeting that is reported here would make the first comparison possible: what either leaves out, "
            "and in which words both give the same sentence. A Vietnamese text on it would show what the translation did."
        )
    return (
        f"Texts can be compared on {prose.share(len(shared), reported, 'meeting')}. A further text on such a meeting can only "
        "add to what the others leave out; one on any other would extend the comparison to it."
    )
