"""What the two codings of the first articles make of this collection: its speakers, its instructions, and what they left open.

The labels belong to the checkout, not to the articles. Where they do not cover every article on the talks of a collection,
nothing here is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from tradetalks import attribution, instruction_labels, speaker_labels, trust
from tradetalks.errors import InputError
from tradetalks.evidence import cite
from tradetalks.instruction_labels import Instructed
from tradetalks.project import Project
from tradetalks.prose import agree, count, none, number, share, start_sentence
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
        return {name: to_rows(table) for name, table in self._asdict().items()}

    def place(self) -> Mapping[str, Sentences]:
        """The sentences of each article, to find the one in which labelled words stand."""
        return find_sentences(self.as_rows()["sentences"], set(self.articles["article_id"]))


def to_rows(table: pd.DataFrame) -> list[dict[str, str]]:
    """A table as rows of text, nothing for what is missing."""
    return table.astype(object).where(table.notna(), "").astype(str).to_dict("records")


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

    Decisions are those of `speaker_labels`. `with_one`, `with_two` compare the tables as they are, `given_one`,
    `given_two` as they would be if the words that they carry over were given to the outlet. Of `n` decisions, in `alone` the
    tables name somebody where both coders name nobody; `carried_alone` of these are carried over. `named` and `carried` are
    the decisions whose speaker the sentence itself names, and those whose speaker is carried over, with how often either
    coder has the same.
    """

    between: float | None
    with_one: float | None
    with_two: float | None
    given_one: float | None
    given_two: float | None
    n: int
    alone: int
    carried_alone: int
    named: speaker_labels.Basis
    carried: speaker_labels.Basis


def name_sides(coders: Labels) -> dict[str, list]:
    """The two codings and the settled labels by the names of `speaker_labels.CODERS`."""
    return dict(zip(speaker_labels.CODERS, (coders.one, coders.two, coders.settled), strict=True))


def compare_speakers(coders: Labels, tables: Tables) -> Speakers:
    """The agreement of the two coders on speakers, and of either with the tables."""
    rows, sides = tables.as_rows(), name_sides(coders)
    given = dict(rows, codings=[dict(row, attributed_to="" if _is_carried(row) else row["attributed_to"]) for row in rows["codings"]])
    first, second = speaker_labels.CODERS[:2]
    between = speaker_labels.measure_pair(first, second, speaker_labels.list_labelled(sides, first, second, rows)).alpha
    pairs = [speaker_labels.list_found(sides[name], some) for some in (rows, given) for name in (first, second)]
    one, two = ({(cell.where, cell.item): cell for cell in cells} for cells in pairs[:2])
    both = one.keys() & two.keys()
    alone = [key for key in both if one[key].predicted and not one[key].gold and not two[key].gold]
    carried = {(row["sentence_id"], row["code"]) for row in rows["codings"] if _is_carried(row)}
    bases = speaker_labels.compare_bases(sides, rows)
    alphas = [speaker_labels.measure_pair("", "", cells).alpha for cells in pairs]
    return Speakers(
        between, *alphas, len(both), len(alone), sum(key in carried for key in alone),
        _sum_up(bases, ("verb", "according")), _sum_up(bases, ("continued",)),
    )  # fmt: skip


def _sum_up(bases: Iterable[speaker_labels.Basis], names: Sequence[str]) -> speaker_labels.Basis:
    """Several bases as one, under the name of the first."""
    mine = [(one.n, one.one, one.two) for one in bases if one.basis in names]
    return speaker_labels.Basis(names[0], *(sum(column) for column in zip(*mine, strict=True))) if mine else speaker_labels.Basis(names[0], 0, 0, 0)


def _is_carried(row: Mapping[str, str]) -> bool:
    return attribution.name_way(row["attribution_basis"]) == attribution.CARRIED


def tell_speakers(found: Speakers | None) -> str:
    """What the two codings made of the speakers, as sentences; that nothing is known of it where there are none."""
    if found is None or not found.n:
        return "How often the speaker is right is not measured on these articles."
    parts = [
        "Two separate runs of a language model coded these articles too, without sight of each other or of these tables. On who is speaking they agree at an "
        f"alpha of {figure(found.between)} ({{ref}}`what alpha is <trust-coders>`); the tables agree with the one at {figure(found.with_one)} and with "
        f"the other at {figure(found.with_two)}."
    ]
    if found.named.n:
        one, two = (_tell_same(same, found.named.n) for same in (found.named.one, found.named.two))
        alike = f"both have the same as the tables in {one}" if one == two else f"the one has the same as the tables in {one}, the other in {two}"
        parts.append(f"Where a verb or a named source in the sentence gives the speaker, {alike}.")
    if found.carried.n:
        parts.append(f"Where the speaker is carried over, the one has the same in {none(found.carried.one)} and the other in {none(found.carried.two)} of {count('decision', found.carried.n)}.")
    if found.alone:
        parts.append(
            f"In {number(found.alone)} of {count('decision', found.n)} both coders left the words to the outlet where the tables name somebody, "
            f"{_tell_part(found.carried_alone, found.alone)} by carrying over."
        )
    if found.carried.n:
        parts.append(f"If the words carried over were given to the outlet instead, the tables would agree with the coders at {figure(found.given_one)} and {figure(found.given_two)}.")
    parts.append("What is counted, and how wide the intervals of these figures are, is set out in {ref}`trust-speakers`. So count on the speakers that a sentence names, and treat the others as inferred.")
    return " ".join(parts)


def tell_reliance(found: Speakers | None) -> str:
    """In a sentence or two how far the speakers can be relied on; that nothing is known of it where there are no codings."""
    if found is None or not found.n:
        return "How often the speaker is right is not measured on these articles."
    parts = []
    if found.named.n:
        one, two = (_tell_same(same, found.named.n) for same in (found.named.one, found.named.two))
        parts.append(f"Where a verb or a named source gives the speaker, two separate codings have the same in {one if one == two else f'{one} and {two}'}")
    if found.carried.n:
        parts.append(f"{'where' if parts else 'Where'} the speaker is carried over, in {none(found.carried.one)} and {none(found.carried.two)} of {count('decision', found.carried.n)}")
    return f"{'; '.join(parts)} ({{ref}}`codings-speaker`). So count on the speakers that a sentence names, and treat the others as inferred."


def _tell_same(same: int, whole: int) -> str:
    """`all 53 decisions`, `52 of 53 decisions`, `the only decision`."""
    return share(same, whole, "decision") if same == whole or not same else f"{number(same)} of {count('decision', whole)}"


def _tell_part(part: int, whole: int) -> str:
    """`all of them`, `24 of them`, `none of them`."""
    return "all of them" if part == whole and whole > 1 else "in this case" if part == whole else f"{none(part)} of them"


def tell_two(one: int, two: int) -> str:
    """`13 sentences each`, `13 and 16 sentences`: what either coder has."""
    return f"{count('sentence', one)} each" if one == two else f"{none(one)} and {count('sentence', two)}"


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


def compare_instructions(coders: Labels | None, tables: Tables, directives: pd.DataFrame) -> Instructed | None:
    """The instructions of both coders, of the settled labels and of the tables; None without codings."""
    if coders is None:
        return None
    return instruction_labels.compare_instructions((coders.one, coders.two, coders.settled), {**tables.as_rows(), "directives": to_rows(directives)})
