"""The answer of the chapter on trust, who made labels and test articles, and what it was measured on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from tradetalks import first_runs, reliability, showcase, trust
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.first_runs import Figure
from tradetalks.project import Project
from tradetalks.prose import agree, count, join_list, none, number, share
from tradetalks.reliability import Cell, Label
from tradetalks.reliability.intervals import Interval
from tradetalks.speaker_labels import Basis
from tradetalks.trust import Labels, SpeakerCheck, figure, pick

#: What is measured on the first set of articles written for testing, and what of a meeting can be a weak spot.
ASPECTS = ("on_topic", "published", "event", "ordinal", "place", "mode", "lead_vn", "lead_us", "code", "good", "deadline")
TOLD = ("event", "ordinal", "place", "mode", "lead_vn", "lead_us", "code", "good", "deadline")

MAKERS = (
    ("Wrote the codebook and the rules", "The first articles and the practice articles, which were written and labelled for developing the rules; later each set of test articles, after its first run"),
    ("Coders A and B of the first articles", "Codebook, description of the tables, format of the labels, the articles; neither the other's labels, nor rules, nor tables"),
    ("Settled their differences (the settled labels)", "Articles, codebook, both codings; the tables only where {ref}`trust-first` says so"),
    ("Wrote or reworded the test articles and labelled them", "The codebook; for the reworded ones also press reports on the talks; not the rules"),
    ("Second coders of the first set and of the sets coded twice", "The codebook and the articles; neither the first labels, nor rules, nor tables"),
)


#: How headings name the level of an interval.
LEVEL = "(95\N{NO-BREAK SPACE}%)"
#: How prose names it before the ends of the first one.
INTERVAL = "95\N{NO-BREAK SPACE}per cent interval "
#: Over so many articles or fewer an interval says little.
FEW = 10


class Chapter(NamedTuple):
    """What the chapter is made of.

    `gold` and `heldout` are the labels of the first articles and of those of the first test set; `coded` are the labels
    of articles of this collection, `gold_cells` and `held_cells` the questions that labels and tables answer; `on_gold`
    and `on_heldout` the scores now, `first` those of the first run on the first set; `unseen` the first counts of all
    sets, `answers` the first answers of those whose answers are kept; `held_coders` one coder against the other on the
    first set; `by_item` the scores of codes, kinds and goods by first answers, else now, `codes` those of codes laid out.
    """

    codebook: pd.DataFrame
    tables: Mapping
    gold: Labels | None
    heldout: Labels | None
    coded: list[Label]
    gold_cells: list[Cell]
    held_cells: list[Cell]
    on_gold: pd.DataFrame
    on_heldout: pd.DataFrame
    first: pd.DataFrame
    unseen: pd.DataFrame
    answers: pd.DataFrame
    held_coders: pd.DataFrame
    by_item: pd.DataFrame
    codes: pd.DataFrame

    @property
    def base(self) -> pd.DataFrame:
        """The scores on the first set to judge by: those of the first run, else those of now."""
        return self.first if len(self.first) else self.on_heldout

    @property
    def ids(self) -> list[str]:
        """The articles of this collection that have labels."""
        return [label["id"] for label in self.coded]

    @property
    def labels(self) -> dict[str, str]:
        """What each code is called."""
        return dict(zip(self.codebook["code"], self.codebook["label"], strict=True))

    @property
    def measured(self) -> pd.DataFrame:
        """The codes that can be measured."""
        return self.codes[self.codes["f1"].notna()]

    @property
    def weak(self) -> pd.DataFrame:
        """The codes that are weak."""
        return self.codes[self.codes["f1"] < trust.WEAK]


def read_chapter(book: Project) -> Chapter:
    """What the chapter is made of: labels, tables, first runs, and the first test set read by the rules as they are now."""
    codebook = book.table("codebook")
    gold, heldout = trust.read_gold(book), trust.read_heldout(book)
    coded, gold_cells = trust.compare_collection(book, gold) if gold else ([], [])
    held_cells = trust.compare_heldout(heldout) if heldout else []
    on_gold, on_heldout = (trust.to_frame(reliability.score_cells(cells)) for cells in (gold_cells, held_cells))
    folder = gold.folder if gold else None
    answers = first_runs.read_answers(folder)
    held_coders = trust.to_frame(reliability.score_cells(trust.compare_coders(heldout)) if heldout else [])
    by_item = trust.to_frame(reliability.score_cells(first_runs.to_cells(answers))) if len(answers) else on_heldout
    return Chapter(
        codebook=codebook,
        tables=reliability.load_tables(book.data),
        gold=gold,
        heldout=heldout,
        coded=coded,
        gold_cells=gold_cells,
        held_cells=held_cells,
        on_gold=on_gold,
        on_heldout=on_heldout,
        first=first_runs.read_first(folder),
        unseen=first_runs.read_unseen(folder),
        answers=answers,
        held_coders=held_coders,
        by_item=by_item,
        codes=trust.list_codes(by_item, held_coders, codebook),
    )


# ---- figures with what they rest on


def write_interval(interval: Interval | None) -> str:
    """`0.68–0.91`, `−0.24 to 0.84`; a dash where there is none."""
    if interval is None:
        return "–"
    low, high = (figure(end).replace("-", "−") for end in interval)
    return f"{low} to {high}" if interval.low < 0 else f"{low}–{high}"


def write_f1(found: Figure) -> str:
    """An F1 with its interval, `0.82 (0.68–0.91)`; without one where none is known."""
    if found.f1 is None:
        return "–"
    return f"{figure(found.f1)} ({write_interval(found.interval)})" if found.interval else figure(found.f1)


def tell_f1(found: Figure, name: str = "") -> str:
    """`0.82 (0.68 to 0.91)`, with a name for what stands in brackets before it."""
    return f"{figure(found.f1)} ({name}{figure(found.interval.low)} to {figure(found.interval.high)})" if found.interval else figure(found.f1)


def write_percent(part: int, whole: int) -> str:
    """`91 %`; a dash of nothing."""
    return f"{part / whole:.0%}".replace("%", "\N{NO-BREAK SPACE}per cent") if whole else "–"


def list_languages(chapter: Chapter) -> list[str]:
    """The languages of this collection, English first."""
    return [language for language in showcase.LANGUAGES if language in {row["language"] for row in chapter.tables["articles"]}]


# ---- the answer


def tell_answer(chapter: Chapter) -> str:
    """The answer of the chapter, short: what to expect of articles that nobody has looked at, in this collection's languages."""
    if chapter.base.empty:
        return "**The labels of the articles written for testing are not at hand, so nothing can be measured on articles that the rules do not know.**"
    told = [one for one in (_tell_language(chapter, language) for language in list_languages(chapter)) if one]
    ranged = _tell_range(chapter)
    return (
        f"{' '.join(told) if told else f'**{ranged}**'} Language models wrote or reworded the test articles and labelled them with the codebook in view; press reports may fare worse."
        + (f"\n\n{' '.join(one for one in (_tell_f1s(chapter, language) for language in list_languages(chapter)) if one)} {ranged}" if told else "")
    )


def _tell_language(chapter: Chapter, language: str) -> str:
    """What the rules found at their first run in test articles of a language; empty where their answers are not kept."""
    answers = first_runs.choose(chapter.answers, language=language)
    code, event = (first_runs.measure(answers, aspect) for aspect in ("code", "event"))
    if code.f1 is None or event.f1 is None:
        return ""
    name, n = showcase.LANGUAGES[language], answers["article"].nunique()
    mine = sum(row["language"] == language for row in chapter.tables["articles"])
    found, right = ([write_percent(one.tp, one.tp + beside) for one, beside in pairs] for pairs in (((code, code.fn), (event, event.fn)), ((code, code.fp), (event, event.fp))))
    kept, sets = answers["set"].nunique(), chapter.unseen["set"].nunique()
    origin = f" (from {number(kept)} of {count('set', sets)})" if kept < sets else ""
    return (
        f"**The rules were tried on {number(n)} {name} {agree(n, 'article', 'articles')} written for testing{origin}, before they were changed for {agree(n, 'it', 'these')}. They found {found[0]} of the labelled codes and {found[1]} of the labelled events; "
        f"of the codes that they found {right[0]} are right, of the events {right[1]}.** {name} is the language of {share(mine, len(chapter.tables['articles']), 'article')} read here."
    )


def _tell_f1s(chapter: Chapter, language: str) -> str:
    """The same as F1, with its intervals; empty where the answers are not kept."""
    answers = first_runs.choose(chapter.answers, language=language)
    code, event = (first_runs.measure(answers, aspect) for aspect in ("code", "event"))
    if code.f1 is None or event.f1 is None:
        return ""
    return (
        f"As one figure, F1, which is one where rules and labels agree wholly, that is {tell_f1(code, INTERVAL)} for codes and {tell_f1(event)} for events "
        f"in {showcase.LANGUAGES[language]}{_tell_reworded(chapter, language)}."
    )


def _tell_reworded(chapter: Chapter, language: str) -> str:
    """The same F1 in the articles among these that reword press reports, as a clause; empty where there are none."""
    answers = first_runs.choose(chapter.answers, sets=first_runs.list_reworded(chapter.unseen), language=language)
    code, event = (first_runs.measure(answers, aspect) for aspect in ("code", "event"))
    if code.f1 is None or event.f1 is None:
        return ""
    n, off = answers["article"].nunique(), int(((answers["aspect"] == "on_topic") & (answers["gold"] == "false")).sum())
    near = f", {none(off)} of them {agree(off, 'a near miss', 'near misses')} that only {agree(off, 'looks as if it were', 'look as if they were')} on the talks" if off else ""
    which = agree(n, "the one that rewords a press report", f"the {number(n)} that reword press reports")
    return f"; in {which}{near}, {tell_f1(code)} and {tell_f1(event)}"


def _tell_range(chapter: Chapter) -> str:
    """The F1 of codes and of events over all sets, together and from the worst to the best; that of now where none is kept."""
    code, event = (_range(chapter, aspect) for aspect in ("code", "event"))
    sets = chapter.unseen["set"].nunique()
    if not sets:
        return f"Over the test articles in both languages, the rules as they are now give an F1 of {code} for codes and of {event} for events."
    if sets == 1:
        return f"Over the test articles in both languages, the first run gave an F1 of {code} for codes and of {event} for events."
    whole = [figure(first_runs.add_up(chapter.unseen, aspect).f1) for aspect in ("code", "event")]
    return (
        f"Over {share(sets, sets, 'set')} in both languages, each read by the rules as they stood then, the F1 is {whole[0]} for codes (by set {code}) "
        f"and {whole[1]} for events ({event})."
    )


def _range(chapter: Chapter, aspect: str) -> str:
    """`0.69 to 0.91`: the worst and the best first F1 of an aspect over the sets; that of now where none is kept."""
    kept = chapter.unseen.loc[chapter.unseen["aspect"] == aspect, "f1"].dropna()
    if kept.empty:
        now = pick(chapter.on_heldout, aspect, unit="article" if aspect == "code" else None)
        return figure(None if now is None else now["f1"])
    low, high = figure(kept.min()), figure(kept.max())
    return low if low == high else f"{low} to {high}"


def tell_here(chapter: Chapter) -> str:
    """What the labels of this collection say, and what they do not."""
    if not chapter.ids:
        return "None of the articles of this collection has labels; how well they are read can only be judged from articles like them."
    ids, whole = chapter.ids, len(chapter.ids) == len(chapter.tables["articles"])
    which = cite(count("article", len(ids)) if len(ids) > 1 else "article", ids)
    told = f"The {which} of this collection {agree(len(ids), 'has', 'have')} labels too" if whole else f"Of this collection {which} {agree(len(ids), 'has', 'have')} labels too"
    carried = find_carried(trust.check_speakers(chapter.gold, ids, chapter.tables)) if chapter.gold else None
    speakers = f" Where a speaker is carried over from an earlier sentence, {tell_carried(carried)} ({{ref}}`trust-speakers`)." if carried else ""
    return (
        f"{told}, but the rules were written with {agree(len(ids), 'it', 'them')} in view and changed until they agreed with the labels, which were themselves settled partly with the tables in view ({{ref}}`trust-first`); "
        f"that is no test. On press reports that the rules were not written with, nothing has been measured.{speakers}"
    )


def find_carried(check: SpeakerCheck | None) -> Basis | None:
    """The decisions in which the table carries a speaker over from an earlier sentence; None where there are none."""
    return next((basis for basis in (check.bases if check else ()) if basis.basis == "continued"), None)


def tell_carried(carried: Basis) -> str:
    """How often each coder gives the same speaker as the table where it carries one over, as a clause."""
    if carried.n == 1:
        return join_list(f"coder {name} {'agrees' if same else 'does not agree'} with the tables" for name, same in (("A", carried.one), ("B", carried.two)))
    return f"coder A agrees with the tables in {none(carried.one)} of {number(carried.n)} decisions and coder B in {none(carried.two)}"


def tell_spots(chapter: Chapter) -> str:
    """What was read worst at the first run on the first set, and what later figures are worth."""
    if chapter.base.empty:
        return ""
    frail = join_list(f"{literal(row.label)} ({figure(row.f1)})" for row in chapter.weak.itertuples())
    doubtful = join_list(f"{name} ({figure(f1)})" for name, f1 in trust.list_doubtful(chapter.base, TOLD))
    told = [f"At the first run on the first set, an F1 below {trust.DOUBTFUL} was reached on {doubtful}." if doubtful else f"At the first run on the first set no F1 was below {trust.DOUBTFUL}."]
    if frail:
        told.append(f"Among codes, over all sets whose answers are kept, it is below {trust.WEAK} on {frail}.")
    if is_changed(chapter):
        code, event = _read_figures(chapter.on_heldout)
        told.append(f"The rules have been changed since with these articles in view: the {code} for codes and {event} for events that they reach on the first set now are no test any more.")
    return " ".join(told)


def is_changed(chapter: Chapter) -> bool:
    """Have the rules other scores on the first set now than at their first run?"""
    first, now = _read_figures(chapter.first), _read_figures(chapter.on_heldout)
    return None not in (*first, *now) and first != now


def _read_figures(frame: pd.DataFrame) -> tuple[str | None, str | None]:
    """The F1 of codes and of events, as prose has it; None where one is not measured."""
    code, event = (None if score is None else figure(score["f1"]) for score in (pick(frame, "code", unit="article"), pick(frame, "event")))
    return code, event


def tell_few(chapter: Chapter) -> str:
    """On how many articles the intervals of the first articles rest."""
    n = len(chapter.gold.settled) if chapter.gold else 0
    if not n:
        return ""
    doubt = "" if n > FEW else "; over so few an interval is hardly one, however narrow it looks"
    return f"In {{ref}}`trust-coders` and {{ref}}`trust-speakers` the intervals of the first articles rest on {count('article', n)}{doubt}."


# ---- who made it, and what it was measured on


def make_maker_table() -> pd.DataFrame:
    """Who made rules, labels and test articles, and what each of them saw."""
    return pd.DataFrame(MAKERS, columns=["Role", "Saw"])


def make_set_table(chapter: Chapter) -> pd.DataFrame:
    """Every set of articles with labels: how many articles, of which in English and near misses, events and codes."""
    rows = []
    if chapter.coded:
        english = sum(label["language"] == "en" for label in chapter.coded)
        off = sum(not label["on_topic"] for label in chapter.coded)
        events, codes = (sum(len(_list_sure(label, name)) for label in chapter.coded) for name in ("events", "codes"))
        rows.append(("Press reports of this collection", len(chapter.coded), english, off, events, codes))
    for name, part in chapter.unseen.groupby("set", sort=False):
        first = part.iloc[0]
        labelled = part.set_index("aspect")["n"]
        rows.append((first_runs.name_sets(part)[name], *(int(first[key]) for key in ("articles", "english", "off_topic")), int(labelled.get("event", 0)), int(labelled.get("code", 0))))
    return pd.DataFrame(rows, columns=["Set", "Articles", "English", "Near misses", "Events", "Codes"])


def _list_sure(label: Label, name: str) -> list:
    return label["codes"]["present"] if name == "codes" else [event for event in label["events"] if not event.get("optional")]


def caption_sets(sets: pd.DataFrame) -> str:
    """How many articles have labels."""
    total = int(sets["Articles"].sum())
    return f"The sets of articles with labels, {count('article', total)} in all: how many are in English (the others are Vietnamese), how many only look as if they were on the topic, and how many events and codes they are labelled with."


def tell_languages(chapter: Chapter) -> str:
    """In which languages the real press reports with labels are."""
    languages = sorted({showcase.LANGUAGES.get(label["language"], label["language"]) for label in chapter.coded})
    if not languages:
        return "No press report with labels belongs to this collection."
    if len(languages) == 1:
        return f"The press reports are all in {languages[0]}; what is said here of the other language rests on articles written for testing alone."
    return "There are press reports in both languages."
