"""The part of the chapter on trust that sets labels against labels, and the tables against the settled labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from tradetalks import instruction_labels, reliability, speaker_labels, trust
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.pages.trust import LEVEL, Chapter, find_carried, tell_carried, write_interval
from tradetalks.prose import agree, count, join_list, none, number, start_sentence
from tradetalks.reliability import Cell
from tradetalks.reliability.intervals import find_alpha
from tradetalks.trust import SpeakerCheck, figure, pick

#: What two coders are compared on beyond chance: aspect and unit; and what only on what either finds.
PAIRED = (
    ("code", "article"), ("code", "sentence"), ("attributed_to", "sentence"), ("good", "article"), ("formula", "sentence"),
    ("ordinal", "event"), ("place", "event"), ("mode", "event"), ("lead_vn", "event"), ("lead_us", "event"),
)  # fmt: skip
FOUND = ("event", "directive", "deadline")
ON_GOLD = ("on_topic", "event", "ordinal", "date_basis", "code", "good", "formula", "directive", "deadline")
FIRST, TESTING = "first articles", "first test set"
BASES = {"verb": "A verb in the sentence", "according": "“According to” in the sentence", "title": "The headline", "continued": "Carried over from an earlier sentence", "": "Nobody named: the outlet itself"}


# ---- two coders


def compare_people(chapter: Chapter) -> pd.DataFrame:
    """How far two coders agree, a row a set, aspect and way of counting.

    Columns: `articles`, `what`, `how`, `n` (decisions), `positive` (the share of them in which either gives an answer),
    `alpha`, `interval`. Scraps beside an article's text and articles off the topic are left out: they add agreed noughts.
    """
    rows = []
    for name, how, cells in _list_comparisons(chapter):
        for aspect, unit in PAIRED:
            mine = [cell for cell in cells if (cell.aspect, cell.unit) == (aspect, unit)]
            alpha = reliability.measure_alpha([(cell.gold, cell.predicted) for cell in mine])
            if mine and alpha is not None:
                positive = sum(bool(cell.gold or cell.predicted) for cell in mine) / len(mine)
                rows.append((name, f"{trust.name_aspect(aspect)} by {unit}", how, len(mine), positive, alpha, find_alpha(mine)))
    return pd.DataFrame(rows, columns=["articles", "what", "how", "n", "positive", "alpha", "interval"])


def _list_comparisons(chapter: Chapter) -> list[tuple[str, str, list[Cell]]]:
    """The cells of two coders: which articles, how counted, the cells."""
    found = []
    for name, labels in ((FIRST, chapter.gold), (TESTING, chapter.heldout)):
        if labels is None:
            continue
        off = {label["id"] for label in labels.settled if not label["on_topic"]}
        kept = [[label for label in side if label["id"] not in off] for side in (labels.one, labels.two)]
        whole = name == FIRST and set(chapter.ids) == {label["id"] for label in labels.settled}
        sentences = [row for row in chapter.tables["sentences"] if row["role"] != "margin"] if whole else []
        for how, strict in (("optional left out", False), ("strictly", True)):
            found.append((name, how, reliability.compare_coders(*kept, sentences, strict=strict)))
    return found


def make_people_table(people: pd.DataFrame) -> pd.DataFrame:
    """Agreement of coders where it is not whole: a row an aspect and set."""
    rows = []
    for (what, articles), part in people.groupby(["what", "articles"], sort=False):
        by = part.set_index("how")
        loose, strict = (by.loc[how] if how in by.index else None for how in ("optional left out", "strictly"))
        if any(one is not None and one["alpha"] < 1 for one in (loose, strict)):
            shown = loose if loose is not None else strict
            rows.append((f"{start_sentence(what)}, {articles}", int(shown["n"]), f"{shown['positive']:.0%}".replace("%", "\N{NO-BREAK SPACE}%"), _write_alpha(loose), _write_alpha(strict)))
    return pd.DataFrame(rows, columns=["What", "Decisions", "Present", f"Alpha {LEVEL}", f"Strictly {LEVEL}"])


def _write_alpha(row: pd.Series | None) -> str:
    return f"{figure(row['alpha'])} ({write_interval(row['interval'])})" if row is not None else "–"


def caption_people(people: pd.DataFrame) -> str:
    """On what two coders agree least."""
    strictly = people[people["how"] == "strictly"].sort_values(["alpha", "n"], ignore_index=True)
    if strictly.empty:
        return "No pair of codings is at hand."
    least = strictly.iloc[0]
    return f"Agreement of the runs, where it is not whole (1.00 is rounded): least on {literal(least['what'])}, {least['articles']}, at an alpha of {figure(least['alpha'])}."


def tell_whole(people: pd.DataFrame) -> str:
    """On what the coders agree wholly."""
    told = []
    for articles, mine in people.groupby("articles", sort=False):
        whole = [f"{what} ({int(part['n'].iloc[0])})" for what, part in mine.groupby("what", sort=False) if (part["alpha"] == 1).all()]
        if whole:
            told.append(f"on the {articles}: {join_list(whole)}")
    return f"Agreement is whole, an alpha of {figure(1)}, {'; '.join(told)}; in brackets the decisions." if told else ""


def tell_found(chapter: Chapter) -> str:
    """How far coders agree where only what is found can be counted: F1 of one against the other."""
    told = []
    for name, how, cells in _list_comparisons(chapter):
        if how == "strictly":
            scores = trust.to_frame(reliability.score_cells(cells))
            each = [(aspect, pick(scores, aspect)) for aspect in FOUND]
            parts = [f"{trust.name_aspect(aspect)} {figure(score['f1'])} ({int(score['tp'] + score['fp'] + score['fn'])} found by either)" for aspect, score in each if score is not None and not pd.isna(score["f1"])]
            if parts:
                told.append(f"{name}: {join_list(parts)}")
    return f"Of events, instructions and deadlines only what is found can be counted; the F1 of one coder against the other, strictly, is, on the {'; on the '.join(told)}." if told else ""


def tell_people(people: pd.DataFrame) -> str:
    """What the agreement of coders is worth."""
    if people.empty:
        return "There is nothing to compare."
    return (
        "This is the agreement of two runs, not of two people with different training: the same kind of machine, given the same instructions, answers alike. "
        "It shows that such runs follow the codebook alike, not that people would."
    )


# ---- who says it


def check_speakers(chapter: Chapter) -> SpeakerCheck | None:
    """The labels of who says it against each other and the tables; None where no article of this collection has labels."""
    return trust.check_speakers(chapter.gold, chapter.ids, chapter.tables) if chapter.gold else None


def make_speaker_table(check: SpeakerCheck | None) -> pd.DataFrame:
    """Every pair of coders, settled labels and table: decisions, the same answer in, alpha."""
    rows = [(f"{start_sentence(one.one)} and {one.two}", one.n, one.same, f"{figure(one.alpha)} ({write_interval(one.interval)})") for one in (check.pairs if check else ())]
    return pd.DataFrame(rows, columns=["Whose answers", "Decisions", "Same answer", f"Alpha {LEVEL}"])


def make_basis_table(check: SpeakerCheck | None) -> pd.DataFrame:
    """Agreement of each coder with the table, by what the attribution rests on."""
    rows = [(BASES[one.basis], one.n, one.one, one.two) for one in (check.bases if check else ())]
    return pd.DataFrame(rows, columns=["The table's attribution rests on", "Decisions", "As coder A", "As coder B"])


def tell_overruling(check: SpeakerCheck | None) -> str:
    """How often the settlement named somebody against both coders, and by which rule."""
    if check is None:
        return "There is nothing to compare."
    found = check.overruling
    if not found.overruled:
        return "The settlement named nobody whom neither coder had named."
    carried = find_carried(check)
    kept = f"Where a speaker is carried over, {tell_carried(carried)}." if carried else "Neither coder kept to it."
    return (
        f"In {found.overruled} of {found.n} decisions, both coders left the speaker empty (coder B with a remark in some, see `data/gold/settlement.md`), and the settlement gave the words to {join_list(map(literal, found.people))}. It followed a "
        "convention that the codebook does not have: a passage that a reporting verb opens is the speaker's until another speaker, the setting of "
        f"the meeting or the end. {kept} The rules follow the same convention. That settled labels and table agree therefore shows only that the rules do what was decided, not that "
        "the decision is right."
    )


def tell_principles(chapter: Chapter, check: SpeakerCheck | None) -> str:
    """How many sentences with a principle the table and each coder give to the person named most often."""
    if check is None:
        return ""
    codes = chapter.codebook.loc[chapter.codebook["family"] == "principle", "code"]
    found = speaker_labels.count_naming(speaker_labels.keep_articles(chapter.gold, chapter.ids), chapter.tables, codes)
    if found is None:
        return ""
    return (
        f"Of sentences of the body with a principle, one that an article says twice counted once, the table gives {literal(found.who)} {none(found.named)} in which the sentence "
        f"itself has the speaker, by name, title or pronoun, and {none(found.carried)} more by carrying over; coder A gives {none(found.one)} and coder B {none(found.two)}. The decisions above are of headlines "
        "too, and of a sentence that an article says twice both times. Whoever counts who says what should count sentences that name their speaker; the column `attribution_basis` of {ref}`the data <data>` tells them apart."
    )


def tell_change(check: SpeakerCheck | None) -> str:
    """What another reading of the codebook would change of who says it; empty where nothing is carried over."""
    carried = find_carried(check)
    if carried is None or not carried.n:
        return ""
    who = join_list(map(literal, check.overruling.people)) or "whoever is named"
    one, two = ("all" if not same and carried.n > 1 else none(carried.n - same) for same in (carried.one, carried.two))
    read = f"of {count('decision', carried.n)} of this kind coder A gives another answer than the tables in {one}, coder B in {two}"
    return f"A reading of the codebook that carries no speaker over ({read}) would take from {who} whatever is carried over."


def tell_seen(chapter: Chapter) -> str:
    """How many instructions labels and table have, as passages and as instructions, and what of it was settled after the tables had been seen."""
    if not chapter.gold or not chapter.ids:
        return ""
    sides = speaker_labels.keep_articles(chapter.gold, chapter.ids).values()
    found = instruction_labels.compare_instructions(sides, chapter.tables)
    one, two, settled, table = map(instruction_labels.tell_tally, (found.one, found.two, found.settled, found.table))
    told = f"Passages with an instruction: {f'{one} of either coder' if found.one == found.two else f'{one} of coder A, {two} of coder B'}, {settled} of the settled labels, {table} of the tables."
    loose = f" {start_sentence(part)}." if (part := instruction_labels.tell_loose(found)) else ""
    if found.settled.passages <= max(found.one.passages, found.two.passages):
        return f"{told}{loose}"
    return (
        f"{told}{loose} The number was settled after the tables had been seen: of a sentence that gives several bodies their tasks the coders "
        "made one instruction; the table split it, and the settlement followed the table."
    )


def tell_conventions(chapter: Chapter) -> str:
    """What the settlement has of an event against both coders."""
    if not chapter.gold or not chapter.ids:
        return ""
    one, two, settled = speaker_labels.keep_articles(chapter.gold, chapter.ids).values()
    coders, decided = ({(cell.aspect, cell.where): cell for cell in reliability.compare_coders(one, other, strict=True) if cell.unit == "event"} for other in (two, settled))
    against = Counter(key[0] for key, cell in coders.items() if cell.gold == cell.predicted and key in decided and decided[key].predicted != cell.gold)
    if not against:
        return ""
    told = join_list(f"{trust.name_aspect(aspect)} in {count('event', n)}" for aspect, n in sorted(against.items()))
    return f"Of events, the settlement has by convention, against both coders, {told}: a round told with the place where it was held is taken as one in person."


# ---- the tables against the settled labels


def lay_out_gold(chapter: Chapter) -> pd.DataFrame:
    """How the tables of this collection compare with the settled labels, aspect by aspect, who says it left aside."""
    # The table agrees with the labels passage by passage, those left open aside, not on how many instructions these are.
    laid = trust.lay_out(chapter.on_gold, ON_GOLD).replace({"aspect": {trust.NAMES["directive"]: "Passages with an instruction that the labels do not leave open"}})
    sentence = pick(chapter.on_gold, "code", unit="sentence")
    if sentence is None:
        return laid
    row = {"aspect": "Codes, sentence by sentence", "n": int(sentence["n_gold"])}
    row |= {f"{name}_all": sentence[name] for name in ("precision", "recall", "f1")}
    return pd.concat([laid, pd.DataFrame([row])], ignore_index=True)


def make_gold_table(laid: pd.DataFrame) -> pd.DataFrame:
    """The aspects that differ from the settled labels; none where all are as in them."""
    differing = laid[laid["f1_all"] < 1]
    names = {"aspect": "What", "n": "Labels", "precision_all": "Precision", "recall_all": "Recall", "f1_all": "F1"}
    shown = differing[list(names)].rename(columns=names)
    return shown.assign(**{name: shown[name].map(figure) for name in ("Precision", "Recall", "F1")})


def caption_gold(laid: pd.DataFrame) -> str:
    """How many aspects differ from the settled labels."""
    faulty = int((laid["f1_all"] < 1).sum())
    return f"{start_sentence(number(faulty))} of {number(len(laid))} aspects {agree(faulty, 'differs', 'differ')} from the settled labels." if len(laid) else "No article of this collection has labels."


def tell_gold(laid: pd.DataFrame) -> str:
    """On which aspects the tables are as in the settled labels, with the number of labels; what stands where no table is needed."""
    if laid.empty:
        return "No article of this collection has labels."
    alike = laid[laid["f1_all"] == 1]
    told = [f"{name[0].lower()}{name[1:]} ({n})" if not name.startswith("US") else f"{name} ({n})" for name, n in zip(alike["aspect"], alike["n"], strict=True)]
    return f"The tables are as in the settled labels on {join_list(told)}; in brackets the labels."


def tell_gold_source(chapter: Chapter) -> str | None:
    """The source line of what is measured on this collection."""
    return f"Source: settled labels of {cite(count('article', len(chapter.ids)), chapter.ids)}." if chapter.ids else None


def tell_differing(chapter: Chapter, aspects: Sequence[str] = ("code", "attributed_to")) -> str:
    """On which sentences the tables differ from the settled labels; empty where on none."""
    told = []
    for aspect in aspects:
        cells = (cell for cell in chapter.gold_cells if cell.aspect == aspect and cell.unit == "sentence")
        where = sorted({cell.where for cell in cells if cell.gold != cell.predicted})
        if where:
            told.append(f"{trust.NAMES[aspect].lower()} in {cite(count('sentence', len(where)), where)}")
    return f"The tables differ from the settled labels on {join_list(told)}." if told else ""


def tell_files(chapter: Chapter) -> str:
    """Where the labels, their settlement and the first runs can be had."""
    if not chapter.ids:
        return ""
    return (
        'To check this: <a href="data/labels.csv" download>both codings and the settled labels</a> by place, <a href="data/settlement.md" download>how every difference was settled</a>, '
        'and the first runs <a href="data/first-answers.csv" download>article by article</a>, of <a href="data/heldout-first.csv" download>the first set</a> and of '
        '<a href="data/fresh-first.csv" download>the later sets</a>. They are also in the <a href="data/tradetalks-data.zip" download>data package</a>.'
    )
