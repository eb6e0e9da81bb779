"""The tables, captions and sentences of the chapter on trust."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from tradetalks import reliability, showcase, trust
from tradetalks.codebook import load as load_codebook
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.project import Project
from tradetalks.prose import agree, count, join_list, kind_label, none, number, start_sentence, times
from tradetalks.reliability import Cell, Label
from tradetalks.trust import Labels, figure, pick

#: What is measured on articles written for testing, and what of a meeting can be a weak spot.
ASPECTS = ("on_topic", "published", "event", "ordinal", "place", "mode", "lead_vn", "lead_us", "code", "good", "deadline")
TOLD = ("event", "ordinal", "place", "mode", "lead_vn", "lead_us", "good", "deadline")
TEST_SOURCE = "Source: articles and labels in tests/heldout"


class Chapter(NamedTuple):
    """What the chapter is made of.

    `gold` and `heldout` are the labels of the first articles and of those written for testing; `coded` are the labels
    of articles of this collection, `gold_cells` and `held_cells` the questions that labels and tables answer; `on_gold`
    and `on_heldout` the scores now, `first` those kept from the first run; `unseen` the first scores of all sets;
    `held_coders` those of one coder against the other; `codes` the codes by `base`, the first scores where kept.
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
    held_coders: pd.DataFrame
    codes: pd.DataFrame

    @property
    def base(self) -> pd.DataFrame:
        """The scores to judge by: those of the first run, else those of now."""
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
    """What the chapter is made of: labels, tables, and the articles written for testing, read by the rules as they are now."""
    codebook = book.table("codebook")
    gold, heldout = trust.read_gold(book), trust.read_heldout(book)
    coded, gold_cells = trust.compare_collection(book, gold) if gold else ([], [])
    held_cells = trust.compare_heldout(heldout) if heldout else []
    on_gold, on_heldout = (trust.to_frame(reliability.score_cells(cells)) for cells in (gold_cells, held_cells))
    first = trust.read_first(gold)
    held_coders = trust.to_frame(reliability.score_cells(trust.compare_coders(heldout)) if heldout else [])
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
        first=first,
        unseen=trust.read_unseen(gold, heldout),
        held_coders=held_coders,
        codes=trust.list_codes(first if len(first) else on_heldout, held_coders, codebook),
    )


# ---- the answer


def tell_answer(chapter: Chapter) -> str:
    """The answer of the chapter, short: what to expect of articles that nobody has looked at."""
    if chapter.base.empty:
        return "**The labels of the articles written for testing are not at hand, so nothing can be measured on articles that the rules do not know.**"
    code, event = (_range(chapter, aspect) for aspect in ("code", "event"))
    sets = chapter.unseen["set"].nunique()
    where = f"On {count('set', sets)} of articles" if sets > 1 else "On articles"
    met = " that the rules had not met, the first run" if sets else ", the rules as they are now"
    return (
        f"**{where} written for testing{met} gave an F1 of {code} for codes and of {event} for events{_tell_worst(chapter)}.** F1 weighs "
        "what is found rightly against what is missed; one is perfect. Labels and test articles were made by language models, not people."
    )


def _tell_worst(chapter: Chapter) -> str:
    """What was read worst of all on any set, as the end of a sentence; empty where no first run is kept."""
    worst = _pick_worst(chapter)
    return f"; the worst was {worst.f1}, for {worst.aspect} in “{worst.name}”" if worst else ""


class Worst(NamedTuple):
    """The lowest first F1 on any set that the rules did not know, as prose has it: what was read, and in which set."""

    f1: str
    aspect: str
    name: str


def _pick_worst(chapter: Chapter) -> Worst | None:
    unseen = chapter.unseen.dropna(subset=["f1"])
    if unseen.empty:
        return None
    worst = unseen.sort_values(["f1", "aspect"]).iloc[0]
    return Worst(figure(worst["f1"]), trust.NAMES[worst["aspect"]].lower(), literal(trust.name_sets(unseen)[worst["set"]]))


def _range(chapter: Chapter, aspect: str) -> str:
    """`0.69 to 0.91`: the worst and the best first F1 of an aspect over the sets; that of now where none is kept."""
    kept = chapter.unseen.loc[chapter.unseen["aspect"] == aspect, "f1"].dropna()
    if kept.empty:
        now = pick(chapter.on_heldout, aspect, unit="article" if aspect == "code" else None)
        return figure(None if now is None else now["f1"])
    low, high = figure(kept.min()), figure(kept.max())
    return low if low == high else f"{low} to {high}"


def tell_here(chapter: Chapter) -> str:
    """How well this collection is read, where it has labels."""
    seen = pick(chapter.on_gold, "code", unit="article")
    if seen is None:
        return "None of the articles of this collection has labels; how well they are read can only be judged from articles like them."
    ids = chapter.ids
    whole = len(ids) == len(chapter.tables["articles"])
    which = f"On the {cite(count('article', len(ids)) if len(ids) > 1 else 'article', ids)} of this collection"
    if not whole:
        which = f"On {cite(count('article', len(ids)), ids)} of this collection that {agree(len(ids), 'has', 'have')} settled labels"
    return (
        f"{which}, the F1 of the codes "
        f"is {figure(seen['f1'])}; the rules were written with these in view, so that it proves little. On press reports that they were not written with, nothing has been measured."
    )


def tell_spots(chapter: Chapter) -> str:
    """The weak spots at the first run, and what later figures are worth."""
    if chapter.base.empty:
        return ""
    doubts = [f"{name} ({figure(f1)})" for name, f1 in trust.list_doubtful(chapter.base, TOLD)]
    frail = [f"{literal(row.label)} ({figure(row.f1)})" for row in chapter.weak.itertuples()]
    spots = [f"{join_list(doubts)} among what is told of a meeting" if doubts else "", f"{join_list(frail)} among the codes" if frail else ""]
    told = f"The weak spots on the first set are {'; '.join(filter(None, spots))}, with the F1 in brackets." if any(spots) else "No weak spot is known on the first set."
    return f"{told} {_tell_mended(chapter)} {_tell_coders(chapter)}"


def _tell_mended(chapter: Chapter) -> str:
    if not is_mended(chapter):
        return ""
    code, event = _read_figures(chapter.on_heldout)
    return f"The rules have been mended since, with these articles in view: the {code} for codes and {event} for events that they reach now are no test any more."


def _tell_coders(chapter: Chapter) -> str:
    human = pick(chapter.held_coders, "code", unit="article")
    if human is None:
        return ""
    return f"Two language models that labelled the first set apart agree with each other on codes at an alpha of {figure(human['alpha'])}."


def is_mended(chapter: Chapter) -> bool:
    """Have the rules other scores on the held-out articles now than at their first run?"""
    first, now = _read_figures(chapter.first), _read_figures(chapter.on_heldout)
    return None not in (*first, *now) and first != now


def _read_figures(frame: pd.DataFrame) -> tuple[str | None, str | None]:
    """The F1 of codes and of events, as prose has it; None where one is not measured."""
    code, event = (None if score is None else figure(score["f1"]) for score in (pick(frame, "code", unit="article"), pick(frame, "event")))
    return code, event


def tell_speakers(chapter: Chapter) -> str:
    """How far counts of speakers can be trusted."""
    return trust.tell_speakers(pick(chapter.on_gold, "attributed_to"))


# ---- what it was measured on


def make_set_table(chapter: Chapter) -> pd.DataFrame:
    """The sets of articles with labels, by language."""
    used = (
        ("Press reports", chapter.gold, chapter.coded),
        ("Written for testing", chapter.heldout, chapter.heldout.settled if chapter.heldout else []),
    )
    rows = []
    for name, labels, settled in used:
        for language, words in showcase.LANGUAGES.items():
            some = [label for label in settled if label["language"] == language]
            if labels is not None and some:
                off = sum(not label["on_topic"] for label in some)
                events, codes = sum(len(label["events"]) for label in some), sum(len(label["codes"]["present"]) for label in some)
                rows.append((f"{name}, {words}", len(some), off, events, codes))
    return pd.DataFrame(rows, columns=["Set", "Articles", "Off topic", "Events", "Codes"])


def caption_sets(sets: pd.DataFrame) -> str:
    """How many articles have labels."""
    return f"Articles with labels: {count('article', int(sets['Articles'].sum()))}, by language, and how many events and codes the labels have."


def tell_use(chapter: Chapter) -> str:
    """The source line of the sets: where the labels are, and what the rules knew of the articles."""
    source = "Source: labels in data/gold and tests/heldout of the project."
    known = " The rules were written with the press reports in view" if chapter.coded else ""
    if is_mended(chapter):
        known += f"{', and' if known else ' They were'} mended with the articles written for testing in view"
    return f"{source}{known}." if known else source


def tell_languages(chapter: Chapter) -> str:
    """In which languages the real press reports with labels are."""
    languages = sorted({showcase.LANGUAGES.get(label["language"], label["language"]) for label in chapter.coded})
    if not languages:
        return "No real press report among them belongs to this collection."
    if len(languages) == 1:
        return f"The real press reports among them are all in {languages[0]}; what is said here of the other language rests on articles written for testing alone."
    return "Real press reports in both languages are among them."


# ---- on articles that the rules did not know


def make_unseen_table(chapter: Chapter) -> pd.DataFrame:
    """The first F1 on every set that the rules did not know, a row a set and a column an aspect."""
    unseen = chapter.unseen
    aspects = list(dict.fromkeys(unseen["aspect"]))
    names = trust.name_sets(unseen)
    table = pd.DataFrame({"Set (articles)": list(names.values())})
    for aspect in aspects:
        mine = unseen[unseen["aspect"] == aspect].set_index("set")["f1"]
        table[trust.NAMES.get(aspect, aspect)] = [figure(mine.get(name)) for name in names]
    alphas = unseen.dropna(subset=["alpha"]).set_index("set")["alpha"]
    return table.assign(**{"Codes, alpha": [figure(alphas.get(name)) for name in names]}) if len(alphas) else table


def caption_unseen(chapter: Chapter) -> str:
    """Which aspect does worst on which set."""
    worst = _pick_worst(chapter)
    if worst is None:
        return "No first run is kept."
    return (
        f"What the rules made of articles that they did not know, set by set, before anything was mended: worst are "
        f"{worst.aspect} in “{worst.name}”, at an F1 of {worst.f1}."
    )


def make_test_table(chapter: Chapter) -> pd.DataFrame:
    """The first set, aspect by aspect: F1 at first and now, by language."""
    live = trust.lay_out(chapter.on_heldout, ASPECTS, languages=("all", "en", "vi"))
    kept = trust.lay_out(chapter.first, ASPECTS).set_index("aspect")
    shown = live.assign(first=live["aspect"].map(kept["f1_all"]))[["aspect", "n", "first", "f1_all", "f1_en", "f1_vi"]]
    numbers = ["first", "f1_all", "f1_en", "f1_vi"]
    shown[numbers] = shown[numbers].map(figure)
    return shown


def caption_test(chapter: Chapter) -> str:
    """What is read least well on the first set."""
    frame = trust.lay_out(chapter.base, ASPECTS)
    if frame.empty:
        return "Nothing is measured."
    low = frame["f1_all"].map(figure).min()
    least = [name.lower() for name, f1 in zip(frame["aspect"], frame["f1_all"], strict=True) if figure(f1) == low]
    told = f"{start_sentence(join_list(least))} {agree(len(least), 'is', 'are')} read least well on the first set, at an F1 of {low}{' at first' if len(chapter.first) else ''}."
    return f"{told}{_tell_fallen(chapter)}"


def _tell_fallen(chapter: Chapter) -> str:
    """A sentence on what is read worse now than at first; empty where nothing is."""
    shown = make_test_table(chapter)
    fallen = [row.aspect.lower() for row in shown.itertuples() if "–" not in (row.first, row.f1_all) and float(row.f1_all) < float(row.first)]
    return f" Read worse now than at first {agree(len(fallen), 'is', 'are')} {join_list(fallen)}." if fallen else ""


def tell_source(chapter: Chapter) -> str:
    """The source line of what is measured on the first set."""
    return f"{TEST_SOURCE}; the first run as kept in data/gold/heldout-first.csv." if len(chapter.first) else f"{TEST_SOURCE}."


# ---- code by code


def caption_codes(chapter: Chapter) -> str:
    """How many codes are read without a fault, and which is weakest."""
    measured = chapter.measured
    if measured.empty:
        return "No code can be measured."
    perfect, low = int((measured["f1"] == 1).sum()), chapter.codes.iloc[0]
    told = f"{none(perfect)} of {number(len(measured))} codes {agree(max(perfect, 1), 'was', 'were')} read without a fault in the test articles"
    first = "At the first run, " if len(chapter.first) else ""
    return f"{start_sentence(first + told)}; the weakest was “{literal(low['label'])}”, at an F1 of {figure(low['f1'])}."


def describe_codes(chapter: Chapter) -> str:
    """The chart in words."""
    said = [f"{row.label}: {figure(row.precision)} and {figure(row.recall)}, {count('label', row.n)}" for row in chapter.measured.itertuples()]
    return f"Precision and recall by code. {'; '.join(said) or 'None measured'}."


def make_code_table(chapter: Chapter) -> pd.DataFrame:
    """The codes by article, the weakest first."""
    by_code, live = (trust.lay_out_items(frame, "code", chapter.labels).set_index("item") for frame in (chapter.base, chapter.on_heldout))
    shown = chapter.measured.join(by_code[["f1_en", "f1_vi"]], on="label")
    shown = shown.assign(now=shown["label"].map(live["f1"]))
    numbers = ["f1", "f1_en", "f1_vi", "now", "alpha_coders"]
    return shown.assign(**{name: shown[name].map(figure) for name in numbers})[["label", "n", *numbers]]


def caption_code_table(chapter: Chapter) -> str:
    """How many codes are weak."""
    first = "at the first run, " if len(chapter.first) else ""
    return f"Codes by article, the weakest first: {first}{count('code', len(chapter.weak))} below an F1 of {trust.WEAK}."


def list_weak(chapter: Chapter) -> str:
    """The weak codes with what can be computed of why, as a list, and the codes of which nothing is known."""
    live = trust.lay_out_items(chapter.on_heldout, "code", chapter.labels).set_index("item")["f1"]
    points = []
    for row in chapter.weak.itertuples():
        now = f", now {figure(live.get(row.label))}" if len(chapter.first) else ""
        points.append(f"- **{literal(row.label)}** (F1 {figure(row.f1)}{now}, {count('label', row.n)}): {row.why or 'missed as often as wrongly found'}.")
    some = len(chapter.measured) > 0
    silent = chapter.codes[chapter.codes["f1"].isna()]
    tail = ""
    if len(silent) and some:
        them = agree(len(silent), "it", "them")
        tail = f"{start_sentence(join_list(map(literal, silent['label'])))} {agree(len(silent), 'has', 'have')} no label in the test articles, so nothing is known of {them}."
    return "\n".join([*(points or ["No code that can be measured is weak." if some else "Nothing can be measured."]), "", tail])


def make_mixing_table(chapter: Chapter) -> pd.DataFrame:
    """The most frequent differences in codes."""
    names = chapter.labels
    rows = [(names.get(one.missed), names.get(one.found), one.n) for one in trust.list_mixings(chapter.held_cells)]
    return pd.DataFrame(rows, columns=["missed", "found", "n"])


def caption_mixings(mixed: pd.DataFrame) -> str:
    """How many differences there are, and how many set one code against another."""
    if mixed.empty:
        return "No code differs from the labels."
    both = int((mixed["missed"].notna() & mixed["found"].notna()).sum())
    return f"{start_sentence(count('difference', len(mixed)))} in codes, the most frequent first; {none(both)} of them {agree(max(both, 1), 'sets', 'set')} one code against another."


def tell_balance(chapter: Chapter) -> str:
    """Whether codes are more often missed or wrongly found."""
    if chapter.measured.empty:
        return "Nothing can be measured."
    lost, added = (int(chapter.codes[name].dropna().sum()) for name in ("fn", "fp"))
    most = "Omissions outweigh inventions" if lost > added else "Inventions outweigh omissions" if added > lost else "Omissions and inventions balance"
    be, when = ("were", " at the first run") if len(chapter.first) else ("are", "")
    return f"{most}: over all test articles codes {be} {times(lost)} missed and {times(added)} wrongly found{when}."


# ---- kinds


def make_kind_table(chapter: Chapter) -> pd.DataFrame:
    """Kinds of events and goods, the most labelled first."""
    names = {kind: kind_label(kind) for kind in chapter.on_heldout["item"].unique()} | {kind.good: kind.label for kind in load_codebook().goods}
    parts, live = [], []
    for aspect, what in (("event", "event"), ("good", "good")):
        parts.append(trust.lay_out_items(chapter.base, aspect, names).assign(what=what))
        live.append(trust.lay_out_items(chapter.on_heldout, aspect, names))
    shown = pd.concat(parts, ignore_index=True)
    shown = shown.assign(now=shown["item"].map(pd.concat(live).set_index("item")["f1"]), item=shown["item"] + " (" + shown["what"] + ")")
    numbers = ["f1", "f1_en", "f1_vi", "now"]
    return shown.assign(**{name: [figure(value) for value in shown[name]] for name in numbers})[["item", "n", *numbers]]


def caption_kinds(chapter: Chapter) -> str:
    """Which kind of event is read least well."""
    names = {kind: kind_label(kind) for kind in chapter.on_heldout["item"].unique()}
    worst = trust.lay_out_items(chapter.base, "event", names).sort_values(["f1", "item"], ignore_index=True)
    if worst.empty:
        return "No kind can be measured."
    was, when = ("was", " at first") if len(chapter.first) else ("is", "")
    return f"Kinds of events and goods: {literal(worst['item'].iloc[0].lower())} {was} the kind of event read least well, at an F1 of {figure(worst['f1'].iloc[0])}{when}."
