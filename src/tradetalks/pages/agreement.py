"""The part of the chapter on trust that sets labels against labels: two coders, and the tables against what was settled."""

from __future__ import annotations

import pandas as pd

from tradetalks import reliability, trust
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.pages.trust import Chapter
from tradetalks.prose import agree, count, join_list, number, start_sentence
from tradetalks.trust import figure, pick

#: What two coders are compared on: aspect and unit.
PAIRED = (
    ("code", "article"), ("code", "sentence"), ("attributed_to", "sentence"), ("good", "article"), ("formula", "sentence"),
    ("ordinal", "event"), ("mode", "event"),
)  # fmt: skip
ON_GOLD = ("on_topic", "event", "ordinal", "date_basis", "code", "good", "formula", "attributed_to", "directive", "deadline")


# ---- two coders


def compare_people(chapter: Chapter) -> pd.DataFrame:
    """How far two coders agree: one row a set, aspect and way of counting: `articles`, `what`, `how`, `n`, `alpha`."""
    everywhere = {label["id"] for label in chapter.gold.settled} if chapter.gold else set()
    whole = chapter.tables["sentences"] if set(chapter.ids) == everywhere else []
    rows = []
    for name, labels, sentences in (("first articles", chapter.gold, whole), ("written for testing", chapter.heldout, [])):
        for strict in (False, True) if labels else ():
            cells = trust.compare_coders(labels, sentences, strict=strict)
            scores = trust.to_frame(reliability.score_cells(cells))
            for aspect, unit in PAIRED:
                score = pick(scores, aspect, unit=unit)
                if score is not None:
                    n = sum(cell.aspect == aspect and cell.unit == unit for cell in cells)
                    rows.append((name, f"{trust.NAMES[aspect]}, by {unit}", "strictly" if strict else "optional left out", n, score["alpha"]))
    return pd.DataFrame(rows, columns=["articles", "what", "how", "n", "alpha"])


def make_people_table(people: pd.DataFrame) -> pd.DataFrame:
    """Agreement of coders: a row an aspect and set, alpha without what is optional and strictly, with the decisions."""
    shown = people.drop_duplicates(["articles", "what"])[["articles", "what"]].reset_index(drop=True)
    for how, short in (("optional left out", "alpha"), ("strictly", "strict")):
        part = people[people["how"] == how]
        shown[short] = [f"{figure(alpha)} ({n})" for alpha, n in zip(part["alpha"], part["n"], strict=True)]
    return shown.assign(what=shown["what"] + ", " + shown["articles"])[["what", "alpha", "strict"]]


def caption_people(people: pd.DataFrame) -> str:
    """On what two coders agree least."""
    strictly = people[people["how"] == "strictly"].sort_values(["alpha", "n"], ignore_index=True)
    if strictly.empty:
        return "No pair of codings is at hand."
    return f"Two coders agree least on {literal(strictly['what'].iloc[0].lower())}, at an alpha of {figure(strictly['alpha'].iloc[0])}; in brackets the number of decisions."


def tell_people(people: pd.DataFrame) -> str:
    """What the agreement of coders is worth."""
    if people.empty:
        return "There is nothing to compare."
    alphas = people.loc[people["what"].str.startswith("Codes"), "alpha"]
    if len(alphas) and alphas.min() > 0.95:
        return (
            "Agreement on codes is nearly complete, and that should not be read as more than it is. The coders are language models, not "
            "people with different training; they worked apart, but from the same instructions, on short articles, those for testing "
            "written with this very codebook in view. It shows that the codebook can be followed, not that others would read the press "
            "alike. Every difference on the first articles, with the decision on it, stands in the settlement of the labels."
        )
    return "The coders are language models, not people with different training; they worked apart, but from the same instructions."


# ---- the tables against the settled labels


def lay_out_gold(chapter: Chapter) -> pd.DataFrame:
    """How the tables of this collection compare with the settled labels, aspect by aspect."""
    laid = trust.lay_out(chapter.on_gold, ON_GOLD)
    sentence = pick(chapter.on_gold, "code", unit="sentence")
    if sentence is None:
        return laid
    row = {"aspect": "Codes, sentence by sentence", "n": int(sentence["n_gold"])}
    row |= {f"{name}_all": sentence[name] for name in ("precision", "recall", "f1")}
    return pd.concat([laid, pd.DataFrame([row])], ignore_index=True)


def make_gold_table(laid: pd.DataFrame) -> pd.DataFrame:
    """`lay_out_gold` as a reader meets it."""
    names = ("precision_all", "recall_all", "f1_all")
    return laid.assign(**{name: laid[name].map(figure) for name in names})[["aspect", "n", *names]]


def caption_gold(laid: pd.DataFrame) -> str:
    """How many aspects differ from the settled labels."""
    if laid.empty:
        return "No article of this collection has labels."
    faulty = int((laid["f1_all"] < 1).sum())
    if not faulty:
        return "Every aspect is as in the settled labels."
    return f"{start_sentence(number(faulty))} of {number(len(laid))} aspects {agree(faulty, 'differs', 'differ')} from the settled labels."


def tell_gold_source(chapter: Chapter) -> str | None:
    """The source line of what is measured on this collection."""
    return f"Source: settled labels of {cite(count('article', len(chapter.ids)), chapter.ids)}." if chapter.ids else None


def tell_differing(chapter: Chapter) -> str:
    """On which sentences the tables differ from the settled labels."""
    if not chapter.ids:
        return "There is nothing to compare."
    told = []
    for aspect in ("code", "attributed_to"):
        cells = (cell for cell in chapter.gold_cells if cell.aspect == aspect and cell.unit == "sentence")
        where = sorted({cell.where for cell in cells if cell.gold != cell.predicted})
        if where:
            told.append(f"{trust.NAMES[aspect].lower()} in {cite(count('sentence', len(where)), where)}")
    return f"The tables differ from the settled labels on {join_list(told)}." if told else "No sentence is read otherwise than in the settled labels."
