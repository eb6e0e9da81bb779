"""Where interests and risks stand together, where one of them alone, and before whom, in sentences for every page that says so.

Rows of `principles.tell_formula` in; out come Markdown sentences with their evidence.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from tradetalks import attribution, prose
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.placing import ACROSS, AUDIENCE, UNPLACED, list_meetings
from tradetalks.principles import APART, INTERESTS, NEVER, RISKS, WHOLE
from tradetalks.rows import gather_ids


#: What a report says where it does not say the formula whole, of one report and of several.
_PARTLY = {
    INTERESTS: ("speaks of interests and does not mention risks", "speak of interests and do not mention risks"),
    RISKS: ("speaks of risks and does not mention interests", "speak of risks and do not mention interests"),
    APART: ("speaks of interests and of risks, but not in one sentence", "speak of interests and of risks, but not in one sentence"),
    NEVER: ("speaks of neither", "speak of neither"),
}


def tell_finding(formula: pd.DataFrame, events: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Markdown: in the reports of which meetings interests and risks stand together, what the others have, and who was there.

    `formula` is what `tell_formula` gives, of at least one meeting; `names` names the events.
    """
    kinds = events.set_index("event_id")["kind"]
    placed = formula.assign(audience=[AUDIENCE.get(kinds.get(name), UNPLACED) for name in formula["event_id"]])
    return f"**{tell_together(placed, 'reported meeting', names)}** {_tell_audience(placed, events, names)}"


def tell_together(formula: pd.DataFrame, noun: str, names: Mapping[str, str]) -> str:
    """Markdown: of meetings of a kind, in whose reports interests and risks stand together, and what the others have instead."""
    rest = [f"{prose.agree(n, 'that', 'those')} of {listed} {has}" for n, listed, has in _list_partly(formula, names)]
    return f"{'; '.join([tell_whole(formula, noun, names).removesuffix('.'), *rest])}."


def tell_whole(formula: pd.DataFrame, noun: str, names: Mapping[str, str]) -> str:
    """Markdown: of meetings of a kind, in whose reports interests and risks stand together; of the only one, what it has instead."""
    if len(formula) == 1:
        row = formula.iloc[0]
        name = cite(literal(names[row["event_id"]]), row["ids"] or [row["event_id"]])
        if row["form"] == WHOLE:
            return f"Harmonising interests and sharing risks stand together in the report of the only {noun}, {name}."
        return f"The report of the only {noun}, {name}, {_PARTLY[row['form']][0]}."
    whole = formula[formula["form"] == WHOLE]
    if whole.empty:
        return f"Harmonising interests and sharing risks stand together in the report of no {noun}."
    return f"Harmonising interests and sharing risks stand together in the reports of {cite(prose.share(len(whole), len(formula), noun), gather_ids(whole['ids']))}."


def tell_rest(formula: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Markdown: what the reports have in which the two do not stand together; empty where there is no other report."""
    return " ".join(f"The {prose.plural('report', n)} of {listed} {has}." for n, listed, has in _list_partly(formula, names))


def _list_partly(formula: pd.DataFrame, names: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """Of several meetings, by what their reports have instead of the whole: how many, which, and what they have."""
    if len(formula) == 1:
        return []
    found = ((formula[formula["form"] == form], words) for form, words in _PARTLY.items())
    return [(len(rest), _list_meetings(rest, names), prose.agree(len(rest), *words)) for rest, words in found if len(rest)]


def _tell_audience(placed: pd.DataFrame, events: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Which of the meetings are with the other side, where the words can be told by that."""
    across = placed[placed["audience"] == ACROSS]
    if across.empty:
        return "None of these is a meeting with the other side."
    if len(across) == 1:
        return tell_across(across.iloc[0], events, names, again=True)
    whole = across[across["form"] == WHOLE]
    told = cite(prose.share(len(whole), len(across), "meeting with the other side"), gather_ids(whole["ids"]) or list(across["event_id"]))
    return f"They stand together in the reports of {told} among them."


def tell_word(sayings: pd.DataFrame, names: Mapping[str, str]) -> str:
    """Markdown: at which meetings the whole formula has “benefits” for “interests”, the one difference of sense in its wordings; empty for none.

    `sayings` are placed; an English word is meant, for Vietnamese has one word for both.
    """
    whole = sayings[(sayings["form"] == WHOLE) & (sayings["language"] == "en") & sayings["event_id"].notna()]
    other = whole[whole["quote"].str.contains("benefit", case=False) & ~whole["quote"].str.contains("interest", case=False)]
    if other.empty:
        return ""
    listed = [cite(literal(names[event_id]), gather_ids(part["ids"])) for event_id, part in other.groupby("event_id", sort=False)]
    return f"In {prose.agree(len(listed), 'the report', 'reports')} of {prose.join_first(listed, 4)} the formula has “benefits” for “interests”."


def tell_across(heard: Mapping, events: pd.DataFrame, names: Mapping[str, str], *, brief: bool = False, again: bool = False) -> str:
    """Markdown: what is said of the formula where one event with the other side is reported, and which others are not.

    `heard` is the row of `tell_formula` for that event; `brief` leaves the others out, `again` what
    a sentence before has said of the report.
    """
    name = cite(literal(names[heard["event_id"]]), list(heard["ids"]) or [heard["event_id"]])
    how = {
        WHOLE: "interests and risks stand together",
        INTERESTS: "the text speaks only of interests",
        RISKS: "the text speaks only of risks",
        APART: "the text speaks of interests and of risks, but apart",
        NEVER: "the text speaks of neither",
    }[heard["form"]]
    if brief:
        return f"Only one meeting with the other side has a report of its own, {name}: there {how}."
    sentences = int(heard["n_sentences"])
    pattern = "its one sentence on that cannot show a pattern" if sentences == 1 else "one meeting cannot show a pattern"
    within = f", in {prose.count('sentence', sentences)}" if sentences else ""
    text = f"Only one meeting with the other side has a report of its own, {name}: {pattern if again else f'there {how}{within}; {pattern}'}."
    held = events[(events["status"] == "held") & (events["kind"].map(AUDIENCE) == ACROSS)]
    others = list_meetings(held[held["event_id"] != heard["event_id"]], events)
    if not others:
        return text
    listed = cite(literal(names[others[0]]), others) if len(others) == 1 else cite(f"the other {prose.number(len(others))} events with the other side", others)
    return f"{text} No article is mainly about {listed}, so little of what was said there is told."


def tell_printed(sayings: pd.DataFrame, most: int = 4) -> str:
    """Markdown: the forms in which articles print the whole formula, with how many more there are; empty where none does.

    First are the forms of the wording that most articles have, however they spell it.
    """
    whole = sayings[sayings["form"] == WHOLE]
    spread = whole.groupby("wording")["article_id"].nunique()
    whole = whole.assign(spread=whole["wording"].map(spread)).sort_values("spread", ascending=False, kind="stable")
    forms: dict[str, list[str]] = {}
    for row in whole.itertuples(index=False):
        forms.setdefault(" ".join(row.quote.split()), []).extend(row.ids)
    if not forms:
        return ""
    listed = prose.join_first((cite(prose.quote(form), ids) for form, ids in forms.items()), most, "further form")
    return f"Where the formula is whole, it is printed as {listed}."


def count_forms(sayings: pd.DataFrame) -> str:
    """`eight printed forms, four of them whole, of six wordings`: a wording is the same however it is spelt and its halves are joined."""
    forms = {(row.form, " ".join(row.quote.split())) for row in sayings.itertuples()}
    whole, worded = sum(form == WHOLE for form, _ in forms), len(sayings[["wording", "form"]].drop_duplicates())
    if len(forms) == 1:
        return f"one printed form, {'whole' if whole else 'in part'}"
    told = f"{prose.count('printed form', len(forms))}, {prose.none(whole)} of them whole"
    if worded == len(forms):
        return f"{told}, each a wording of its own"
    return f"{told}; but for spelling and for how the halves are joined, {prose.count('wording', worded)}"


def tell_sayers(sayings: pd.DataFrame) -> str:
    """Markdown: in how many sentences the formula stands whole and whom these name, and in how many more a half stands alone."""
    whole, rest = (sayings[(sayings["form"] == WHOLE) == is_whole] for is_whole in (True, False))
    rest = rest[~rest["sentence_id"].isin(whole["sentence_id"])]
    n = whole["sentence_id"].nunique()
    parts = []
    if n:
        counted = attribution.count_ways(whole, "ids")
        said, carried = (counted[counted["way"] == way] for way in (attribution.SAID, attribution.CARRIED))
        named = [f"{cite(prose.number(row.n_sentences), row.ids)} {prose.agree(row.n_sentences, 'names', 'name')} {literal(row.who)} as saying it" for row in said.itertuples()]
        more = int(carried["n_sentences"].sum())
        if more:
            named.append(f"in {cite(prose.number(more), gather_ids(carried['ids']))} the speaker is carried over from an earlier sentence {literal('[inferred]')}")
        rest_n = n - int(said["n_sentences"].sum()) - more
        if named and rest_n > 0:
            named.append(f"{prose.number(rest_n)} {prose.agree(rest_n, 'names', 'name')} no speaker")
        parts.append(f"It stands whole in {cite(prose.count('sentence', n), gather_ids(whole['ids']))}: {prose.join_list(named) or 'none names a speaker'}.")
    for form, what in ((INTERESTS, "interests"), (RISKS, "risks")):
        half = rest[rest["form"] == form]
        if len(half):
            n = half["sentence_id"].nunique()
            parts.append(f"{prose.start_sentence(cite(f'{prose.number(n)} more' if parts else prose.count('sentence', n), gather_ids(half['ids'])))} {prose.agree(n, 'names', 'name')} {what} alone.")
    return " ".join(parts)


def _list_meetings(rows: pd.DataFrame, names: Mapping[str, str], most: int = 6) -> str:
    """The names of meetings with their evidence; of very many the first, and how many more."""
    return prose.join_first((cite(literal(names[row.event_id]), row.ids) for row in rows.itertuples()), most)


def caption_formula(formula: pd.DataFrame) -> str:
    """The caption of the matrix, plain text: at how many of the reported meetings interests and risks stand together."""
    if formula.empty:
        return "The articles report no meeting at which a principle could be named."
    whole, never = (int((formula["form"] == form).sum()) for form in (WHOLE, NEVER))
    part = len(formula) - whole - never
    if len(formula) == 1:
        return f"In the report of the only meeting, the formula is {_said(formula['form'].iloc[0])}."
    return (
        f"Of {prose.count('meeting', len(formula))} that the articles mainly report, the formula stands whole in the reports of "
        f"{prose.none(whole)} and in part in those of {prose.none(part)}."
    )


def _said(form: str) -> str:
    return "whole" if form == WHOLE else "not said" if form == NEVER else "there in part"
