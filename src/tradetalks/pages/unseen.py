"""The part of the chapter on trust about test articles at the first run of the rules: by set, aspect, code and kind."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

import pandas as pd

from tradetalks import first_runs, showcase, trust
from tradetalks.codebook import load as load_codebook
from tradetalks.display import literal
from tradetalks.first_runs import Figure
from tradetalks.pages.trust import ASPECTS, LEVEL, Chapter, is_changed, write_f1, write_interval
from tradetalks.prose import agree, count, join_list, kind_label, none, number, share, start_sentence, times
from tradetalks.reliability.intervals import find_wilson
from tradetalks.trust import figure, pick

KEPT = "data/gold/first-answers.csv"
#: What is shown of the sets beside codes and events.
OTHERS = ("ordinal", "good", "deadline")


def measure_set(chapter: Chapter, name: str, aspect: str, language: str = "all") -> Figure | None:
    """The first figures of a set: from the answers of each article where they are kept, else from counts, which are of all languages."""
    mine = first_runs.choose(chapter.answers, sets=[name], language=language)
    if len(mine) and (mine["aspect"] == aspect).any():
        return first_runs.measure(mine, aspect)
    if language != "all":
        return None
    row = chapter.unseen[(chapter.unseen["set"] == name) & (chapter.unseen["aspect"] == aspect)]
    return first_runs.count_up(*row.iloc[0][["tp", "fp", "fn"]]) if len(row) else None


def make_unseen_table(chapter: Chapter, aspect: str) -> pd.DataFrame:
    """The first figures of codes or events, a row a set, then all sets together, and those whose answers are kept."""
    rows = []
    for name, called in first_runs.name_sets(chapter.unseen).items():
        found = measure_set(chapter, name, aspect)
        if found is not None:
            rows.append((called, *_write_row(found, first_runs.choose(chapter.answers, sets=[name]), aspect)))
    kept, sets = len(list_kept(chapter)), len(rows)
    if sets > 1:
        answers = chapter.answers if kept == sets else chapter.answers.iloc[:0]
        found = first_runs.measure(answers, aspect) if len(answers) else first_runs.add_up(chapter.unseen, aspect)
        rows.append((_name_all(sets), *_write_row(found, answers, aspect)))
    if 1 < kept < sets:
        rows.append((f"The {count('set', kept)} whose answers are kept", *_write_row(first_runs.measure(chapter.answers, aspect), chapter.answers, aspect)))
    return pd.DataFrame(rows, columns=["Set", f"F1 {LEVEL}", *showcase.LANGUAGES.values(), "Labels", "Precision", "Recall"])


def list_kept(chapter: Chapter) -> list[str]:
    """The sets whose answers are kept article by article."""
    known = first_runs.count_articles(chapter.answers)
    return [name for name in first_runs.name_sets(chapter.unseen) if name in known]


def _name_all(sets: int) -> str:
    return f"Together ({share(sets, sets, 'set')})"


def _write_row(found: Figure, answers: pd.DataFrame, aspect: str) -> tuple:
    """F1 with its interval, over all and in each language, then labels, precision and recall."""
    spoken = [write_f1(first_runs.measure(first_runs.choose(answers, language=language), aspect)) for language in showcase.LANGUAGES]
    return write_f1(found), *spoken, found.n, figure(found.precision), figure(found.recall)


def list_runs(chapter: Chapter) -> pd.DataFrame:
    """The first F1 of codes and of events, a row a set and aspect, with its interval where one is known, for the chart.

    A set is called by its number and style: `22, reworded press`.
    """
    rows = []
    for place, (name, called) in enumerate(first_runs.name_sets(chapter.unseen).items(), 1):
        style = called.partition(": ")[2]
        for aspect in ("code", "event"):
            found = measure_set(chapter, name, aspect)
            if found is not None:
                low, high = (found.interval.low, found.interval.high) if found.interval else (None, None)
                rows.append((f"{place}{f', {style}' if style else ''}", aspect, found.f1, low, high))
    return pd.DataFrame(rows, columns=["set", "aspect", "f1", "low", "high"]).astype({"f1": float, "low": float, "high": float})


def pool_runs(chapter: Chapter) -> dict[str, float]:
    """The F1 of codes and of events over all sets together, where there are several."""
    if chapter.unseen["set"].nunique() < 2:
        return {}
    pooled = {aspect: first_runs.add_up(chapter.unseen, aspect).f1 for aspect in ("code", "event")}
    return {aspect: f1 for aspect, f1 in pooled.items() if f1 is not None}


def caption_runs(runs: pd.DataFrame, pooled: Mapping[str, float]) -> str:
    """What the chart of the sets shows: codes against events, and how to read it."""
    known = runs.dropna(subset=["f1"])
    if known.empty:
        return "No first run is kept."
    told = []
    if len(pooled) == 2:
        one, other = sorted(pooled, key=pooled.__getitem__)
        both = known.pivot(index="set", columns="aspect", values="f1").dropna()
        below = int((both[one] < both[other]).sum())
        if below:
            told.append(f"{trust.NAMES[one]} are read less well than {trust.NAMES[other].lower()} in {share(below, len(both), 'set')}.")
        told.append("A mark is the F1 at the first run, the first set on top; a broken line marks that over all sets together.")
    else:
        told.append("A mark is the F1 at the first run.")
    told.append("A bar is the interval at 95 per cent; a hollow mark has none, for of that set only counts are kept." if known["low"].isna().any() else "A bar is the interval at 95 per cent.")
    return " ".join(told)


def describe_runs(runs: pd.DataFrame) -> str:
    """The chart of the sets in words."""
    told = [
        f"{trust.NAMES[aspect]}: {'; '.join(f'{row.set}: {figure(row.f1)}' for row in mine.itertuples(index=False))}"
        for aspect, mine in runs.dropna(subset=["f1"]).groupby("aspect", sort=True)
    ]
    return f"F1 at the first run, by set, number and style. {'. '.join(told) or 'None kept'}."


def caption_unseen(chapter: Chapter, aspect: str) -> str:
    """What all sets give together, and which does worst."""
    mine = chapter.unseen[chapter.unseen["aspect"] == aspect].dropna(subset=["f1"])
    what = trust.NAMES[aspect]
    if mine.empty:
        return f"{what}: no first run is kept."
    worst = mine.sort_values(["f1", "set"]).iloc[0]
    name = literal(first_runs.name_sets(mine)[worst["set"]])
    told = f"an F1 of {figure(worst['f1'])}" if len(mine) == 1 else f"an F1 of {figure(first_runs.add_up(mine, aspect).f1)} over {share(len(mine), len(mine), 'set')}, worst in “{name}”, at {figure(worst['f1'])}"
    return f"{what} at the first run, set by set: {told}. Intervals and languages are given where the answers of each article are kept."


def tell_states(chapter: Chapter) -> str:
    """What the sum over sets is, which set is nearest to the present rules, and what is known of sets whose answers are not kept."""
    names = first_runs.name_sets(chapter.unseen)
    if len(names) < 2:
        return ""
    last = list(names)[-1]
    called = {name: f"“{literal(one)}”" for name, one in names.items()}
    each = [f"{write_f1(found)} for {trust.name_aspect(aspect)}" for aspect in ("code", "event") if (found := measure_set(chapter, last, aspect)) is not None]
    english = [f"{found.f1:.2f}" for aspect in ("code", "event") if (found := measure_set(chapter, last, aspect, "en")) is not None and found.f1 is not None]
    own = f" (in English, for few articles, {join_list(english)})" if english else ""
    remarks = [text.format(called[name]) for name, text in first_runs.REMARKS.items() if name in names]
    lost = _tell_lost(chapter, called)
    return (
        "The rules were changed after each set. What stands beside “Together” therefore sums up as many states of the rules as there are sets, and describes none of them. "
        f"Nearest to the rules that made this book is the last set, {called[last]}, with an F1 of {join_list(each)}{own}; what was mended after it is not in that figure."
        f"{' ' if lost else ''}{lost}\n\n{' '.join(remarks)}"
    ).strip()


def _tell_lost(chapter: Chapter, called: dict[str, str]) -> str:
    """Of how many sets only counts are kept, and whether these are the worst for events; empty where answers are kept of all."""
    lost = set(called) - set(list_kept(chapter))
    if not lost:
        return ""
    ranked = chapter.unseen[chapter.unseen["aspect"] == "event"].dropna(subset=["f1"]).sort_values(["f1", "set"])
    worst = list(takewhile(lambda row: row.set in lost, ranked.itertuples(index=False)))
    told = f"Of {count('set', len(lost))} only counts are kept, without languages and without what would give an interval"
    if worst:
        told += f"; {agree(len(worst), 'one of these is the set', f'{number(len(worst))} of these are the sets')} read worst for events, {join_list(f'{called[row.set]} ({figure(row.f1)})' for row in worst)}"
    rebuilt = join_list(called[name] for name in first_runs.WORKED_OUT if name in lost)
    return f"{told}." + (f" The counts of {rebuilt} were worked out from the F1 that was kept, the labels and the rules of the time." if rebuilt else "")


def tell_styles(chapter: Chapter) -> str:
    """What the names of the sets say of their articles."""
    names = [name.partition(": ")[2] for name in first_runs.name_sets(chapter.unseen).values()]
    told = [f"“{style}”, {meant}" for style, meant in first_runs.STYLES.items() if style in names]
    return f"What the names of the sets say of their articles: {'; '.join(told)}." if told else ""


def make_other_table(chapter: Chapter) -> pd.DataFrame:
    """The first F1 of ordinals, goods and deadlines, a row a set, then all together, with the labels in brackets."""
    rows = [(called, *(_write_labelled(measure_set(chapter, name, aspect)) for aspect in OTHERS)) for name, called in first_runs.name_sets(chapter.unseen).items()]
    if len(rows) > 1:
        rows.append((_name_all(len(rows)), *(_write_labelled(first_runs.add_up(chapter.unseen, aspect)) for aspect in OTHERS)))
    return pd.DataFrame(rows, columns=["Set", *(trust.NAMES[aspect] for aspect in OTHERS)])


def _write_labelled(found: Figure | None) -> str:
    return f"{figure(found.f1)} ({found.n})" if found else "–"


def caption_others(chapter: Chapter) -> str:
    """What is read worst of these, with how few labels."""
    mine = chapter.unseen[chapter.unseen["aspect"].isin(OTHERS)].dropna(subset=["f1"])
    if mine.empty:
        return "No first run is kept."
    worst = mine[mine["f1"] == mine["f1"].min()].sort_values("aspect")
    names = first_runs.name_sets(mine)
    listed = join_list(f"{trust.NAMES[row.aspect].lower()} in “{literal(names[row.set])}” ({count('label', int(row.n))})" for row in worst.itertuples(index=False))
    return f"Ordinals, goods and deadlines at the first run: F1, in brackets the labels; worst, at {figure(worst['f1'].iloc[0])}, are {listed}."


def tell_alpha(chapter: Chapter) -> str:
    """How far rules and labels agree on codes beyond chance, with and without articles off the topic."""
    kept = list_kept(chapter)
    whole, cut, total, asked = [], [], 0, 0
    for name in kept:
        row = chapter.unseen[(chapter.unseen["set"] == name) & (chapter.unseen["aspect"] == "code")].iloc[0]
        decided, on_topic = _count_decisions(chapter, row)
        mine = first_runs.choose(chapter.answers, sets=[name])
        if decided and (alpha := first_runs.measure_code_alpha(mine, decided)) is not None:
            total += decided
            asked += int(row["articles"]) * len(chapter.codebook)
            whole.append(alpha)
            cut.append(first_runs.measure_code_alpha(first_runs.choose(mine, on_topic=True), on_topic))
    if not whole:
        return ""
    codes = chapter.answers[chapter.answers["aspect"] == "code"]
    yes = int((codes["gold"] != "").sum())
    alphas, topical = (f"{figure(min(some))} to {figure(max(some))}" if len(some) > 1 else figure(some[0]) for some in (whole, cut))
    return (
        f"Alpha against the labels on codes (Krippendorff's alpha, nominal; one decision is one code in one article, absence included) is {alphas} over the "
        f"{count('set', len(whole))} whose answers are kept, and {topical} without the articles off the topic, which add mainly agreed absences. "
        f"Of {total:,} decisions {yes / total:.0%} are present in the labels; {asked - total:,} that the labels leave open are not counted. It is not the agreement of coders ({{ref}}`trust-coders`)."
    ).replace("%", "\N{NO-BREAK SPACE}per cent")


def _count_decisions(chapter: Chapter, row: pd.Series) -> tuple[int, int]:
    """How many decisions on codes a set has, and how many without articles off the topic; those of the first set are counted from its labels."""
    if not pd.isna(row["decisions"]):
        return int(row["decisions"]), int(row["decisions_on_topic"])
    if row["set"] != first_runs.HELDOUT or chapter.heldout is None:
        return 0, 0
    off = {label["id"] for label in chapter.heldout.settled if not label["on_topic"]}
    asked = [cell.where for cell in chapter.held_cells if (cell.aspect, cell.unit) == ("code", "article")]
    return len(asked), sum(article not in off for article in asked)


def tell_topic(chapter: Chapter) -> str:
    """How often an article is wrongly taken in or left out."""
    mine = chapter.answers[chapter.answers["aspect"] == "on_topic"]
    if mine.empty:
        return ""
    wrong = mine[mine["gold"] != mine["predicted"]]
    taken, left = int((wrong["predicted"] == "true").sum()), int((wrong["gold"] == "true").sum())
    return (
        f"Whether an article is on the topic was read wrongly in {number(len(wrong))} of the {count('article', len(mine))} whose answers are kept: "
        f"{none(taken)} taken in that should not have been, {none(left)} left out."
    )


# ---- the first set in detail


def make_test_table(chapter: Chapter) -> pd.DataFrame:
    """The first set, aspect by aspect: labels, precision, recall and F1 at the first run, F1 by language; then labels and F1 now."""
    first = trust.lay_out(chapter.base, ASPECTS, languages=("all", "en", "vi"))
    now = trust.lay_out(chapter.on_heldout, ASPECTS).set_index("aspect")
    shown = first[["aspect", "n", "precision_all", "recall_all", "f1_all", "f1_en", "f1_vi"]]
    if len(chapter.first) and len(now):
        shown = shown.assign(n_now=shown["aspect"].map(now["n"]), f1_now=shown["aspect"].map(now["f1_all"]).map(figure))
    numbers = ["precision_all", "recall_all", "f1_all", "f1_en", "f1_vi"]
    shown[numbers] = shown[numbers].map(figure)
    names = {"aspect": "What", "n": "Labels", "precision_all": "Precision", "recall_all": "Recall", "f1_all": "F1", "f1_en": "English", "f1_vi": "Vietnamese", "n_now": "Labels now", "f1_now": "F1 now"}
    return shown.rename(columns=names)


def caption_test(chapter: Chapter) -> str:
    """What is read least well on the first set."""
    frame = trust.lay_out(chapter.base, ASPECTS)
    if frame.empty:
        return "Nothing is measured."
    low = frame["f1_all"].map(figure).min()
    least = [name.lower() for name, f1 in zip(frame["aspect"], frame["f1_all"], strict=True) if figure(f1) == low]
    when = " at the first run" if len(chapter.first) else ""
    return f"{start_sentence(join_list(least))} {agree(len(least), 'is', 'are')} read least well on the first set, at an F1 of {low}{when}."


def tell_now(chapter: Chapter) -> str:
    """Why labels and scores of now cannot be set beside those of the first run."""
    if not is_changed(chapter):
        return ""
    return (
        "What is told of a meeting is compared only where the meeting itself is found. The rules find more meetings now than at the first run, so there are more "
        "labels to meet, and the two F1 are not of the same meetings; neither a rise nor a fall between them says anything."
    )


# ---- code by code


def tell_source(chapter: Chapter) -> str:
    """The source line of what is measured by code and kind."""
    kept, sets = first_runs.count_articles(chapter.answers), chapter.unseen["set"].nunique()
    if kept:
        which = count("set", len(kept)) if sets <= len(kept) else f"{number(len(kept))} of {count('set', sets)}, those whose answers are kept article by article"
        return f"Source: first runs on {which}, {count('article', sum(kept.values()))}, in {KEPT}."
    return "Source: articles and labels in tests/heldout, read by the rules as they are now."


def caption_codes(chapter: Chapter) -> str:
    """How many codes are read without a fault, and which has the lowest F1."""
    measured = chapter.measured
    if measured.empty:
        return "No code can be measured."
    perfect, low = int((measured["f1"] == 1).sum()), chapter.codes.iloc[0]
    told = f"{none(perfect)} of {number(len(measured))} codes {agree(max(perfect, 1), 'was', 'were')} read without a fault in the test articles"
    first = "At the first run, " if len(chapter.answers) else ""
    return f"{start_sentence(first + told)}; the lowest was “{literal(low['label'])}”, at an F1 of {figure(low['f1'])}. The codes stand in the order of their F1, the lowest first."


def describe_codes(chapter: Chapter) -> str:
    """The chart in words."""
    said = [f"{row.label}: {figure(row.precision)} and {figure(row.recall)}, {count('label', row.n)}" for row in chapter.measured.itertuples()]
    return f"Precision and recall by code. {'; '.join(said) or 'None measured'}."


def make_code_table(chapter: Chapter) -> pd.DataFrame:
    """The codes by article, the lowest F1 first, with its interval, and F1 in each language."""
    by_code = trust.lay_out_items(chapter.by_item, "code", chapter.labels).set_index("item")
    shown = chapter.measured.join(by_code[["f1_en", "f1_vi"]], on="label")
    numbers = ["f1_en", "f1_vi"]
    f1 = [write_f1(first_runs.measure(chapter.answers, "code", code)) if len(chapter.answers) else figure(value) for code, value in zip(shown["code"], shown["f1"], strict=True)]
    names = {"label": "Code", "n": "Labels", "f1": f"F1 {LEVEL}", "f1_en": "English", "f1_vi": "Vietnamese"}
    return shown.assign(**{name: shown[name].map(figure) for name in numbers}, f1=f1)[list(names)].rename(columns=names)


def tell_agreed_codes(chapter: Chapter) -> str:
    """On how many codes two coders of the first set agree wholly."""
    alphas = chapter.codes["alpha_coders"].dropna()
    if alphas.empty:
        return ""
    whole = int((alphas == 1).sum())
    return f"Two coders of the first set, both runs of a language model, agree wholly on {share(whole, len(alphas), 'code')} that either uses; their agreement therefore tells no code from another."


def make_mixing_table(chapter: Chapter) -> pd.DataFrame:
    """The most frequent differences in codes, at the first run where its answers are kept."""
    names = chapter.labels
    cells = first_runs.to_cells(chapter.answers) if len(chapter.answers) else chapter.held_cells
    rows = [(names.get(one.missed), names.get(one.found), one.n) for one in trust.list_mixings(cells)]
    return pd.DataFrame(rows, columns=["missed", "found", "n"])


def caption_mixings(mixed: pd.DataFrame) -> str:
    """How many differences there are, and in how many one code is taken for another."""
    if mixed.empty:
        return "No code differs from the labels."
    both = int((mixed["missed"].notna() & mixed["found"].notna()).sum())
    return f"The most frequent differences in codes: in {share(both, len(mixed), 'row')} {'one code is' if both else 'is one code'} taken for another."


def tell_balance(chapter: Chapter) -> str:
    """Whether codes are more often missed or wrongly found."""
    if chapter.measured.empty:
        return "Nothing can be measured."
    lost, added = (int(chapter.codes[name].dropna().sum()) for name in ("fn", "fp"))
    most = "Misses outnumber false finds" if lost > added else "False finds outnumber misses" if added > lost else "Misses and false finds balance"
    be, when = ("were", " at the first run") if len(chapter.answers) else ("are", "")
    return f"{most}: over all these articles codes {be} missed {times(lost)} and found wrongly {times(added)}{when}."


# ---- kinds


def make_kind_table(chapter: Chapter) -> pd.DataFrame:
    """Kinds of events and goods, the most labelled first: precision and recall, both languages and English alone."""
    codebook = load_codebook()
    names = {kind: kind_label(kind) for kind in chapter.by_item.loc[chapter.by_item["aspect"] == "event", "item"]} | {kind.good: kind.label for kind in codebook.goods}
    rows = []
    for aspect in ("event", "good"):
        mine = chapter.by_item[(chapter.by_item["aspect"] == aspect) & ~chapter.by_item["item"].isin(["micro", "macro"])]
        whole = mine[mine["language"] == "all"].sort_values(["n_gold", "item"], ascending=[False, True])
        english = mine[mine["language"] == "en"].set_index("item")
        for one in whole.itertuples(index=False):
            part = english.loc[one.item] if one.item in english.index else None
            rows.append((f"{names.get(one.item, one.item)} ({aspect})", int(one.n_gold), figure(one.precision), _write_recall(one.tp, one.n_gold), figure(one.f1), _write_recall(part.tp, part.n_gold, count_them=True) if part is not None else "–"))
    return pd.DataFrame(rows, columns=["Kind", "Labels", "Precision", f"Recall {LEVEL}", "F1", f"Recall in English {LEVEL}"])


def _write_recall(found: int, labelled: int, *, count_them: bool = False) -> str:
    """`0.74 (0.64–0.82)`, or with how many of how many: `35 of 50, 0.70 (0.56–0.81)`."""
    if not labelled:
        return "–"
    told = f"{figure(found / labelled)} ({write_interval(find_wilson(int(found), int(labelled)))})"
    return f"{int(found)} of {int(labelled)}, {told}" if count_them else told


def caption_kinds(chapter: Chapter) -> str:
    """Which kind of event is missed most."""
    mine = chapter.by_item[(chapter.by_item["aspect"] == "event") & ~chapter.by_item["item"].isin(["micro", "macro"]) & (chapter.by_item["language"] == "all")].dropna(subset=["recall"])
    if mine.empty:
        return "No kind can be measured."
    worst = mine.sort_values(["recall", "item"]).iloc[0]
    when = " at the first run" if len(chapter.answers) else ""
    return f"Kinds of events and goods{when}: of {literal(kind_label(worst['item']).lower())}s {int(worst['tp'])} of {int(worst['n_gold'])} were found, the lowest recall of a kind of event."


def tell_first_kinds(chapter: Chapter) -> str:
    """The recall of the kind of event that was missed most on the first set, which is worse than over all sets."""
    mine = chapter.first[(chapter.first["aspect"] == "event") & ~chapter.first["item"].isin(["micro", "macro"])].dropna(subset=["recall"])
    if mine.empty:
        return ""
    worst = mine[mine["language"] == "all"].sort_values(["recall", "item"]).iloc[0]
    english = pick(mine, "event", item=worst["item"], language="en")
    told = f"On the first set alone {int(worst['tp'])} of {int(worst['n_gold'])} {kind_label(worst['item']).lower()}s were found ({write_interval(find_wilson(int(worst['tp']), int(worst['n_gold'])))})"
    return f"{told}, in English {int(english['tp'])} of {int(english['n_gold'])}." if english is not None else f"{told}."
