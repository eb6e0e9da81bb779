"""How far the tables can be trusted: their figures against labels, and the labels against each other.

All labels were made by language models, not by people. Those in `data/gold/` are of the articles that the rules were
written with; those in `tests/heldout/` are of articles written for testing, whose first scores are kept
(`tradetalks.first_runs`). Both belong to the checkout, not to a collection of articles: where a book is made of other
articles, the first say nothing about them, and only first runs tell how the rules do on articles that they do not know.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from tradetalks import reliability, speaker_labels
from tradetalks.errors import InputError
from tradetalks.project import Project
from tradetalks.reliability import Cell, Label, Score

GOLD = Path("data", "gold")
HELDOUT = Path("tests", "heldout")
#: A code counts as weak below this F1; two coders as agreeing from this alpha on; a code as rare up to so many articles.
WEAK, AGREED, RARE = 0.8, 0.8, 2
#: An aspect other than a code counts as a weak spot below this F1.
DOUBTFUL = 0.9
#: F1 in one language so much below that in the other is worth saying.
GAP = 0.15

NAMES = {
    "article": "Articles read", "on_topic": "Whether on the topic", "language": "Language", "published": "Day of publication",
    "event": "Events", "ordinal": "Ordinals", "place": "Places", "mode": "Modes", "lead_vn": "Vietnamese leads",
    "lead_us": "US leads", "status": "Held or planned", "date_basis": "How the year is known", "code": "Codes",
    "good": "Goods", "deadline": "Deadlines", "directive": "Instructions", "formula": "The formula, whole or by half",
    "attributed_to": "Who is reported as saying it", "issued_by": "Who gave the instruction",
    "directive deadline": "Deadline of the instruction",
}  # fmt: skip


@dataclass(frozen=True)
class Labels:
    """One set of articles with labels: what is to be taken as right, and two independent codings where there are two.

    `folder` holds the labels (and, for held-out articles, the articles).
    """

    folder: Path
    settled: list[Label]
    one: list[Label]
    two: list[Label]


class SpeakerCheck(NamedTuple):
    """Who is reported as saying it, in labels and tables: agreement in pairs (the two coders first), what the settlement
    decided against both coders, and agreement by what an attribution rests on."""

    pairs: list[speaker_labels.Pair]
    overruling: speaker_labels.Overruling
    bases: list[speaker_labels.Basis]


def find_folder(book: Project, name: Path) -> Path | None:
    """The folder `name` of the checkout that the book or else the package belongs to; None where there is none."""
    for root in (book.book.parent, *Path(__file__).resolve().parents):
        if (root / name).is_dir():
            return root / name
    return None


def read_gold(book: Project) -> Labels | None:
    """The labels of the first articles; None where they are not at hand."""
    return _read(find_folder(book, GOLD), "settled.jsonl", "coder-a.jsonl", "coder-b.jsonl")


def read_heldout(book: Project) -> Labels | None:
    """The labels of the articles written for testing; None where they are not at hand."""
    return _read(find_folder(book, HELDOUT), "labels.jsonl", "labels.jsonl", "labels-second-coder.jsonl")


def _read(folder: Path | None, *names: str) -> Labels | None:
    if folder is None or not all((folder / name).is_file() for name in names):
        return None
    return Labels(folder, *(reliability.read_gold(folder / name) for name in names))


def compare_collection(book: Project, labels: Labels) -> tuple[list[Label], list[Cell]]:
    """The labels that describe articles of this collection, and every question that they and its tables answer.

    An article of the same name but with another text, in which the labelled words do not stand, is left out.
    """
    tables = reliability.load_tables(book.data)
    present = {row["article_id"] for row in tables["articles"]}
    kept = []
    for label in labels.settled:
        if label["id"] not in present:
            continue
        try:
            reliability.compare_with_gold(tables, [label])
        except InputError:
            continue
        kept.append(label)
    return kept, reliability.compare_with_gold(tables, kept) if kept else []


def check_speakers(gold: Labels, ids: Iterable[str], tables: Mapping[str, list]) -> SpeakerCheck | None:
    """The labels of who says it, those of `ids`, against each other and against the tables; None without an article."""
    sides = speaker_labels.keep_articles(gold, ids)
    if not sides:
        return None
    pairs = speaker_labels.compare_pairs(sides, tables)
    return SpeakerCheck(pairs, speaker_labels.count_overruled(sides, tables), speaker_labels.compare_bases(sides, tables))


def tell_view(book: Project, articles: Iterable[str]) -> str:
    """With which articles in view the codebook was written, `these articles` if all of `articles` are among them."""
    gold = read_gold(book)
    names, first = set(articles), {label["id"] for label in gold.settled} if gold else set()
    if names <= first:
        return "these articles"
    return "some of these articles" if names & first else "other articles on the talks"


def name_aspect(aspect: str) -> str:
    """What an aspect is called inside a sentence."""
    name = NAMES.get(aspect, aspect)
    return name if name.startswith(("US ", "Vietnamese ")) else f"{name[0].lower()}{name[1:]}"


def list_doubtful(scores: pd.DataFrame, aspects: Sequence[str]) -> list[tuple[str, float]]:
    """The aspects, by name, whose F1 is below `DOUBTFUL`, the lowest first."""
    found = [(name_aspect(aspect), score["f1"]) for aspect in aspects if (score := pick(scores, aspect, unit="article" if aspect == "code" else None)) is not None]
    return sorted([one for one in found if one[1] < DOUBTFUL], key=lambda one: (one[1], one[0]))


def compare_heldout(labels: Labels) -> list[Cell]:
    """The articles written for testing, read by the rules as they are now, against their labels."""
    from tradetalks.pipeline import build

    with tempfile.TemporaryDirectory() as work:
        build(labels.folder, Path(work) / "data")
        return reliability.compare_with_gold(reliability.load_tables(Path(work) / "data"), labels.settled)


def compare_coders(labels: Labels, sentences: Iterable = (), *, strict: bool = False) -> list[Cell]:
    """Two codings of the same articles against each other; see `reliability.compare_coders`."""
    return reliability.compare_coders(labels.one, labels.two, sentences, strict=strict)


def to_frame(scores: Iterable[Score]) -> pd.DataFrame:
    """Scores as a table, the columns those of `Score`."""
    frame = pd.DataFrame(list(scores), columns=Score._fields)
    for name in ("precision", "recall", "f1", "alpha"):
        frame[name] = pd.to_numeric(frame[name], errors="coerce")
    return frame


def pick(scores: pd.DataFrame, aspect: str, *, item: str = "micro", unit: str | None = None, language: str = "all") -> pd.Series | None:
    """The one score that is asked for; None where there is none."""
    found = scores[(scores["aspect"] == aspect) & (scores["item"] == item) & (scores["language"] == language)]
    if unit:
        found = found[found["unit"] == unit]
    return found.iloc[0] if len(found) else None


def lay_out(scores: pd.DataFrame, aspects: Sequence[str], *, languages: Sequence[str] = ("all",)) -> pd.DataFrame:
    """One row an aspect: how many labels there are, and precision, recall and F1 in each language.

    Codes and goods count by article. Columns: `aspect`, `n`, and for each language `precision_…`, `recall_…`, `f1_…`.
    """
    rows = []
    for aspect in aspects:
        unit = "article" if aspect in ("code", "good") else None
        first = pick(scores, aspect, unit=unit)
        if first is None:
            continue
        row = {"aspect": NAMES.get(aspect, aspect), "n": int(first["n_gold"])}
        for language in languages:
            score = pick(scores, aspect, unit=unit, language=language)
            for name in ("precision", "recall", "f1"):
                row[f"{name}_{language}"] = None if score is None else score[name]
        rows.append(row)
    names = [f"{name}_{language}" for language in languages for name in ("precision", "recall", "f1")]
    return pd.DataFrame(rows, columns=["aspect", "n", *names])


def list_codes(scores: pd.DataFrame, coders: pd.DataFrame, codebook: pd.DataFrame) -> pd.DataFrame:
    """How well each code of the codebook is found in articles, the weakest first, those without a label last.

    `scores` are the tables' against the labels, `coders` those of the second coder against the first. Columns: `code`,
    `label`, `family`, `n` (articles labelled with it), `tp`, `fp`, `fn`, `precision`, `recall`, `f1`, `alpha_coders`, `why` (what is known of a weak code's weakness; empty for the others).
    """
    rows = []
    for entry in codebook.itertuples(index=False):
        score = pick(scores, "code", item=entry.code, unit="article")
        human = pick(coders, "code", item=entry.code, unit="article")
        found = {name: None if score is None else score[name] for name in ("tp", "fp", "fn", "precision", "recall", "f1")}
        rows.append(
            {
                "code": entry.code,
                "label": entry.label,
                "family": entry.family,
                "n": 0 if score is None else int(score["n_gold"]),
                **found,
                "alpha_coders": None if human is None else human["alpha"],
                "why": explain(scores, coders, entry.code),
            }
        )
    frame = pd.DataFrame(rows)
    if frame.empty:
        return pd.DataFrame(columns=["code", "label", "family", "n", "tp", "fp", "fn", "precision", "recall", "f1", "alpha_coders", "why"])
    for name in ("precision", "recall", "f1", "alpha_coders"):
        frame[name] = pd.to_numeric(frame[name])
    return frame.sort_values(["f1", "n", "code"], ascending=[True, False, True], na_position="last", ignore_index=True)


def explain(scores: pd.DataFrame, coders: pd.DataFrame, code: str) -> str:
    """What can be computed of why a code is weak: rare, missed or overdone, unclear to coders too, weak in one language."""
    score = pick(scores, "code", item=code, unit="article")
    if score is None or pd.isna(score["f1"]) or score["f1"] >= WEAK:
        return ""
    reasons = []
    if score["n_gold"] <= RARE:
        reasons.append("rare")
    if score["fn"] > score["fp"]:
        reasons.append("more often missed than wrongly found")
    elif score["fp"] > score["fn"]:
        reasons.append("more often wrongly found than missed")
    human = pick(coders, "code", item=code, unit="article")
    if human is not None and not pd.isna(human["alpha"]) and human["alpha"] < AGREED:
        reasons.append("coders differ on it too")
    by = {language: pick(scores, "code", item=code, unit="article", language=language) for language in ("en", "vi")}
    f1 = {language: one["f1"] for language, one in by.items() if one is not None and not pd.isna(one["f1"])}
    if len(f1) == 2 and abs(f1["en"] - f1["vi"]) >= GAP:
        reasons.append(f"weaker in {'English' if f1['en'] < f1['vi'] else 'Vietnamese'}")
    return "; ".join(reasons)


class Mixing(NamedTuple):
    """A code that is missed, what is found in its place in the same article, and in how many articles; empty for none."""

    missed: str
    found: str
    n: int


def list_mixings(cells: Iterable[Cell], most: int = 10) -> list[Mixing]:
    """The most frequent mix-ups of codes in articles, without naming the articles."""
    found = [one for one in reliability.count_confusions(cells) if one.unit == "article"]
    return [Mixing(one.gold, one.predicted, one.n) for one in found[:most]]


def figure(value: object) -> str:
    """A figure between 0 and 1 with its decimals, `0.83`; `–` where it is undefined."""
    return "–" if value is None or pd.isna(value) else f"{float(value):.2f}"


def lay_out_items(scores: pd.DataFrame, aspect: str, names: dict[str, str]) -> pd.DataFrame:
    """The items of an aspect (kinds of events, goods): `item`, `n`, `precision`, `recall`, `f1`, `f1_en`, `f1_vi`, the most labelled first."""
    known = scores[(scores["aspect"] == aspect) & ~scores["item"].isin(["micro", "macro"]) & (scores["unit"] != "sentence")]
    rows = []
    for one in known[known["language"] == "all"].itertuples(index=False):
        by = {language: pick(scores, aspect, item=one.item, unit=one.unit, language=language) for language in ("en", "vi")}
        f1 = [None if score is None else score["f1"] for score in by.values()]
        rows.append((names.get(one.item, one.item), int(one.n_gold), one.precision, one.recall, one.f1, *f1))
    rows.sort(key=lambda row: (-row[1], row[0]))
    return pd.DataFrame(rows, columns=["item", "n", "precision", "recall", "f1", "f1_en", "f1_vi"])
