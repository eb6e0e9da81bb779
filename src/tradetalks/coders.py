"""What the two codings of the first articles make of this collection: its speakers, its instructions, and what they left open.

The labels belong to the checkout, not to the articles. Where they do not cover every article on the talks of a collection,
nothing here is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import pandas as pd

from tradetalks import attribution, reliability, trust
from tradetalks.errors import InputError
from tradetalks.evidence import cite
from tradetalks.project import Project
from tradetalks.prose import agree, count, none, number, start_sentence
from tradetalks.reliability.readings import Sentences, find_sentences, read_label
from tradetalks.rows import keep_on_topic
from tradetalks.trust import Labels, figure


class Tables(NamedTuple):
    """The tables of a collection that labels are compared with."""

    articles: pd.DataFrame
    sentences: pd.DataFrame
    codings: pd.DataFrame

    def as_rows(self) -> dict[str, list[dict[str, str]]]:
        """The tables as the labels' comparison reads them: rows of text, nothing for what is missing."""
        return {name: table.astype(object).where(table.notna(), "").astype(str).to_dict("records") for name, table in self._asdict().items()}

    def place(self) -> Mapping[str, Sentences]:
        """The sentences of each article, to find the one in which labelled words stand."""
        return find_sentences(self.as_rows()["sentences"], set(self.articles["article_id"]))


def find_coders(book: Project, tables: Tables) -> Labels | None:
    """The labels of the articles on the talks; None where one of these has none, or its words are others."""
    gold = trust.read_gold(book)
    wanted = set(keep_on_topic(tables.articles)["article_id"])
    if gold is None or not wanted or not all(wanted <= {label["id"] for label in part} for part in (gold.settled, gold.one, gold.two)):
        return None
    parts = [[label for label in part if label["id"] in wanted] for part in (gold.settled, gold.one, gold.two)]
    try:
        placed = tables.place()
        for label in (label for part in parts for label in part):
            read_label(label, placed[label["id"]])
    except (InputError, KeyError):
        return None
    return Labels(gold.folder, *parts)


# ---- speakers


class Speakers(NamedTuple):
    """How far two coders agree on who says coded words, and each with the tables: Krippendorff's alpha by sentence and code.

    `with_one`, `with_two` compare the tables as they are, `said_one`, `said_two` without what they carry over. Of `n`
    decisions, in `alone` the tables name somebody where both coders name nobody; `carried` of these are carried over.
    """

    between: float | None
    with_one: float | None
    with_two: float | None
    said_one: float | None
    said_two: float | None
    n: int
    alone: int
    carried: int


def compare_speakers(coders: Labels, tables: Tables) -> Speakers:
    """The agreement of the two coders on speakers, and of either with the tables."""
    rows = tables.as_rows()
    said = dict(rows, codings=[dict(row, attributed_to="" if _is_carried(row) else row["attributed_to"]) for row in rows["codings"]])
    between = _keep(reliability.compare_coders(coders.one, coders.two, rows["sentences"]))
    pairs = [_keep(reliability.compare_with_gold(some, labels)) for some in (rows, said) for labels in (coders.one, coders.two)]
    one, two = ({(cell.where, cell.item): cell for cell in cells} for cells in pairs[:2])
    both = one.keys() & two.keys()
    alone = [key for key in both if one[key].predicted and not one[key].gold and not two[key].gold]
    carried = {(row["sentence_id"], row["code"]) for row in rows["codings"] if _is_carried(row)}
    return Speakers(_alpha(between), *map(_alpha, pairs), len(both), len(alone), sum(key in carried for key in alone))


def _is_carried(row: Mapping[str, str]) -> bool:
    return attribution.name_way(row["attribution_basis"]) == attribution.CARRIED


def _keep(cells: Iterable[reliability.Cell]) -> list[reliability.Cell]:
    return [cell for cell in cells if cell.aspect == "attributed_to" and cell.unit == "sentence"]


def _alpha(cells: list[reliability.Cell]) -> float | None:
    score = trust.pick(trust.to_frame(reliability.score_cells(cells)), "attributed_to")
    return None if score is None else score["alpha"]


def tell_speakers(found: Speakers | None) -> str:
    """What the two codings made of the speakers, as sentences; that nothing is known of it where there are none."""
    if found is None or not found.n:
        return "How often the speaker is right is not measured on these articles."
    told = (
        f"Two separate runs of a language model coded these articles too, without sight of each other or of these tables. On who is speaking they agree at an "
        f"alpha of {figure(found.between)} ({{ref}}`what alpha is <trust-coders>`); the tables agree with the one at {figure(found.with_one)} and with "
        f"the other at {figure(found.with_two)}."
    )
    if not found.alone:
        return told
    told += (
        f" In {number(found.alone)} of {number(found.n)} decisions both coders left the words to the outlet where the tables name somebody, "
        f"{_tell_part(found.carried, found.alone)} by carrying over."
    )
    if found.carried:
        told += f" Without what is carried over, the tables agree with the coders at {figure(found.said_one)} and {figure(found.said_two)}."
    return (
        f"{told} What the labels leave open is left out here; {{ref}}`the chapter on trust <trust-speakers>` counts it in. So count on "
        "the speakers that a sentence names, and treat the others as inferred."
    )


def _tell_part(part: int, whole: int) -> str:
    """`all of them`, `24 of them`, `none of them`."""
    return "all of them" if part == whole and whole > 1 else "in this case" if part == whole else f"{none(part)} of them"


def count_named(labels: Iterable[dict], placed: Mapping[str, Sentences], codes: Iterable[str], who: str) -> int:
    """In how many sentences a coder has somebody say one of some codes."""
    wanted, found = set(codes), set()
    for label in labels:
        spans = read_label(label, placed[label["id"]]).code_spans
        items = spans.items if spans else {}
        found |= {sentence for sentence, said in items.items() if any(code in wanted and who in names for code, names in said.items())}
    return len(found)


# ---- what the coders left open, and what they took as instructions


def list_open(coders: Labels | None, tables: Tables) -> pd.DataFrame:
    """The codings that rest on nothing but a label that the coders left open (`optional`): rows of the table of codings."""
    if coders is None:
        return tables.codings.iloc[:0]
    placed = tables.place()
    arguable = set()
    for label in coders.settled:
        spans = read_label(label, placed[label["id"]]).code_spans
        arguable |= {pair for pair in spans.optional if spans.is_arguable(*pair)} if spans else set()
    pairs = zip(tables.codings["sentence_id"], tables.codings["code"], strict=True)
    return tables.codings[pd.Series([pair in arguable for pair in pairs], index=tables.codings.index, dtype=bool)]


def count_firm(labels: Iterable[dict]) -> int:
    """How many instructions labels have that are not left open."""
    return sum(not item.get("optional") for label in labels for item in label.get("directives", ()))


def list_open_directives(coders: Labels | None, tables: Tables) -> list[tuple[str, str]]:
    """The instructions that the settled labels leave open: the id of the sentence in which each begins, and its words."""
    placed = tables.place() if coders else {}
    return [
        (placed[label["id"]].at(item["span"][0]), item["quote"])
        for label in (coders.settled if coders else ())
        for item in read_label(label, placed[label["id"]]).directives or ()
        if item["optional"]
    ]


def tell_open(open_codings: pd.DataFrame) -> str:
    """Markdown: how many sentences carry a code by a label left open, a code counted once a sentence; empty where none does."""
    n = len(open_codings.drop_duplicates(["sentence_id", "code"]))
    if not n:
        return ""
    told = cite(count("time", n), open_codings["coding_id"])
    return (
        f"{start_sentence(told)} a sentence carries a code on the strength of a label that the coders left open (`optional`); a stricter reader would "
        f"count {agree(n, 'that one', 'those')} out."
    )


def tell_firm(coders: Labels | None, directives: pd.DataFrame) -> str:
    """How many passages either coder takes as instructions beside those of the tables, and which of these the labels leave open; empty without codings."""
    if coders is None:
        return ""
    one, two, settled = (count_firm(part) for part in (coders.one, coders.two, coders.settled))
    each = f"{number(one)} each" if one == two else f"{number(one)} and {number(two)}"
    return (
        f"The tables have {cite(count('passage', len(directives)), directives['directive_id'])} with an instruction. Two separate runs of a language model that coded the "
        f"articles without seeing the tables marked {each}; the labels settled from the two, partly after a look at the tables, have {number(settled)}."
    )
