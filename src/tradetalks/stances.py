"""What Việt Nam offers, asks and sets as conditions: the stance of each coding, inferred from its code and the words beside it.

The rules are data (`codebook/stances.yml`), which a reader can change. No article says "this is an offer"; a stance is
an inference and is told as one. Tables in, tables out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

from tradetalks.clauses import find_clause, mark_words
from tradetalks.codebook import HERE, CodebookError
from tradetalks.codebook.phrases import Guard, PhraseError, parse
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.prose import count, is_missing, join_list, number, quote
from tradetalks.repeats import find_repeats
from tradetalks.rows import gather_ids
from tradetalks.shipped import parse_yaml

FILE = "stances.yml"
#: What a rule has in place of a stance where a code, named like this, is none.
NONE = "none"


class Stance(NamedTuple):
    """A stance by name: what it is called and what it takes in."""

    name: str
    label: str
    heading: str


class Rule(NamedTuple):
    """A code's stance (`NONE` for none), with the reason, and what the matter is called where not by the label of its code.

    `words` stand beside the codings that it holds for, None for the others; `wide` if anywhere between the semicolons.
    """

    stance: str
    why: str
    words: re.Pattern | None = None
    wide: bool = False
    label: str = ""


class Rules(NamedTuple):
    """The stances in the order of the book, and for each code the rules to be tried, its default last.

    `before` and `after` are how many characters beside the coded words are looked at. A code of `instruments` is counted
    under what it serves, where its clause says that: a decree to cut taxes is one matter, a cut in taxes.
    """

    stances: dict[str, Stance]
    codes: dict[str, tuple[Rule, ...]]
    capitals: tuple[str, ...]
    before: int
    after: int
    instruments: frozenset[str] = frozenset()


@lru_cache(maxsize=4)
def load(path: Path = HERE / FILE) -> Rules:
    """The rules of a file. Raises CodebookError, naming the code, for what cannot be used."""
    try:
        raw = parse_yaml(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise CodebookError(f"{path.name}: cannot be read ({error.strerror}); put it back from the repository") from None
    except yaml.YAMLError:
        raise CodebookError(f"{path.name}: not valid YAML; put phrases with : or # in quotation marks and mind the indent") from None
    if not isinstance(raw, dict) or not all(isinstance(raw.get(part), dict) for part in ("stances", "codes")):
        raise CodebookError(f"{path.name}: must have `stances` and `codes`")
    try:
        stances = {name: Stance(name, about["label"], about["heading"]) for name, about in raw["stances"].items()}
        before, after = (int(raw["beside"][side]) for side in ("before", "after"))
    except (KeyError, TypeError, ValueError):
        raise CodebookError(f"{path.name}: a stance has a label and a heading; `beside` has a number before and one after") from None
    lists: dict[str, tuple] = {}
    for name, words in (raw.get("lists") or {}).items():
        lists[name] = parse(f"({words})", lists)[0].ways
    codes = {code: tuple(_read_rules(code, entry, stances, lists)) for code, entry in raw["codes"].items()}
    capitals = sorted(set(re.findall(r"\b[A-Z]+\b", " ".join(map(str, (raw.get("lists") or {}).values())))))
    instruments = frozenset(code for code, entry in raw["codes"].items() if entry.get("instrument"))
    return Rules(stances, codes, tuple(capitals), before, after, instruments)


def _read_rules(code: str, entry: Any, stances: Mapping[str, Stance], lists: Mapping[str, tuple]):
    where = f"{FILE}, code {code}"
    if not isinstance(entry, dict):
        raise CodebookError(f"{where}: must have a stance and a why")
    for rule in [*(entry.get("instead") or ()), entry]:
        if rule.get("stance") not in {*stances, NONE} or not rule.get("why"):
            raise CodebookError(f"{where}: needs a why, and a stance that is one of {', '.join([*stances, NONE])}")
        if rule is entry:
            yield Rule(rule["stance"], rule["why"], label=str(rule.get("label") or ""))
            continue
        try:
            yield Rule(rule["stance"], rule["why"], Guard(rule.get("if") or [], lists).anywhere, bool(entry.get("wide")), str(rule.get("label") or ""))
        except PhraseError as error:
            raise CodebookError(f"{where}: {error}") from None


def judge(code: str, sentence: str, start: int, end: int, rules: Rules | None = None) -> Rule | None:
    """The rule that gives the coding of `sentence[start:end]` its stance; None for a code without one."""
    rules = rules or load()
    first = sentence.rfind(";", 0, start) + 1
    last = sentence.find(";", end)
    last = len(sentence) if last < 0 else last
    clause = _lower(sentence[first:last], rules.capitals)
    begin, stop = find_clause(sentence, start, end)
    beside = _lower(sentence[max(first, min(begin, start - rules.before)) : min(last, max(stop, end + rules.after))], rules.capitals)
    found = (rule for rule in rules.codes.get(code, ()) if not rule.words or rule.words.search(clause if rule.wide else beside))
    rule = next(found, None)
    return None if rule is None or rule.stance == NONE else rule


def _lower(text: str, capitals: tuple[str, ...]) -> str:
    """The text in lower case, but for the words that the rules want in capitals, and with plain apostrophes."""
    return re.sub(r"\w+", lambda found: found[0] if found[0] in capitals else found[0].lower(), text).replace("’", "'")


def classify(codings: pd.DataFrame, sentences: pd.DataFrame, rules: Rules | None = None) -> pd.DataFrame:
    """The codings whose code has a stance, in the order of the table of codings, with what follows from the words beside them.

    Columns added: `stance`, `why`, `matter` (the code that it is counted under), `called` (what the rule calls that, else
    empty), `text` (of its sentence), `clause` and `at`
    (where in that its clause and the coded words are), `said_in` (its sentence, or the one of its article that repeats this
    in nearly the same words).
    """
    rules = rules or load()
    texts = {row.sentence_id: (row.text, row.start) for row in sentences.itertuples(index=False)}
    repeated = find_repeats(sentences) if "article_id" in sentences else {}
    judged = {}
    for row in codings.itertuples(index=False):
        text, begin = texts[row.sentence_id]
        start, end = row.start - begin, row.end - begin
        rule = judge(row.code, text, start, end, rules)
        if rule is not None:
            judged[row.coding_id] = (row, rule, start, find_clause(text, start, end))
    found = codings[codings["coding_id"].isin(judged)]
    told = []
    for row in found.itertuples(index=False):
        _, rule, start, clause = judged[row.coding_id]
        served = _find_served(judged[row.coding_id], judged.values()) if row.code in rules.instruments else None
        rule, matter = (served[1], served[0].code) if served else (rule, row.code)
        at = (start, start + row.end - row.start)
        told.append((rule.stance, rule.why, matter, rule.label, texts[row.sentence_id][0], clause, at, repeated.get(row.sentence_id, row.sentence_id)))
    added = pd.DataFrame(told, columns=["stance", "why", "matter", "called", "text", "clause", "at", "said_in"], index=found.index, dtype=object)
    return pd.concat([found, added], axis=1)


def _find_served(one, others):
    """What an instrument serves: the first measure behind it in its own clause that has a stance and is no instrument; None for none."""
    row, _, start, clause = one
    served = [
        other
        for other in others
        if other[0].sentence_id == row.sentence_id and other[0].code != row.code and start < other[2] < clause[1] and other[1].stance != "condition"
    ]
    return min(served, key=lambda other: other[2], default=None)


def tally(classified: pd.DataFrame, codebook: pd.DataFrame, rules: Rules | None = None) -> pd.DataFrame:
    """One row a stance, matter and what that is called: how many articles and codings have it, in which `clauses`.

    Columns: `key`, `stance`, `code` (of the matter), `label`, `n_articles`, `n_codings`, `clauses` (see `group_clauses`), `ids`. In
    the order of the stances, then the most widespread first.
    """
    rules = rules or load()
    labels = dict(zip(codebook["code"], codebook["label"], strict=True))
    order = {name: place for place, name in enumerate(rules.stances)}
    rows = []
    for (stance, code, called), group in classified.groupby(["stance", "matter", "called"], sort=True):
        rows.append(
            {
                "stance": stance,
                "code": code,
                "key": f"{stance} {code} {called}".strip(),
                "label": called or labels.get(code, code),
                "n_articles": int(group["article_id"].nunique()),
                "n_codings": len(group),
                "clauses": group_clauses(group),
                "ids": sorted(group["coding_id"]),
            }
        )
    rows.sort(key=lambda row: (order[row["stance"]], -row["n_articles"], -row["n_codings"], row["code"]))
    return pd.DataFrame(rows, columns=["key", "stance", "code", "label", "n_articles", "n_codings", "clauses", "ids"])


def group_clauses(rows: pd.DataFrame) -> list[tuple[str, list[tuple[int, int]], list[str]]]:
    """The clauses of codings: their words, where in them the coded words are, the ids of the codings; in the order of the ids.

    Clauses of one sentence that overlap are one; one that its sentence goes on with behind a comma ends in `…`, and one with words before a comma begins with it. A sentence that its article says twice is quoted once, as it repeats it.
    """
    clauses = []
    for said_in, part in sorted(rows.groupby("said_in", sort=False), key=lambda pair: min(pair[1]["coding_id"])):
        own = part[part["sentence_id"] == said_in]
        own = own if len(own) else part[part["sentence_id"] == part["sentence_id"].iloc[0]]
        text = own["text"].iloc[0]
        mine = [[*_quote_clause(text, left, right, places), []] for (left, right), places in _merge(own)]
        for row in part.sort_values("coding_id").itertuples(index=False):
            home = next((one for one, (span, _) in zip(mine, _merge(own), strict=True) if row.sentence_id == said_in and span[0] <= row.at[0] < span[1]), mine[0])
            home[2].append(row.coding_id)
        clauses += [tuple(one) for one in mine]
    return clauses


def _quote_clause(text: str, left: int, right: int, places: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The words of a clause, with `…` where a comma cuts it off, and the coded places in them."""
    before, behind = "…" if _CUT_OFF.search(text, 0, left) else "", "…" if text[right : right + 1] == "," else ""
    shift = len(before) - left
    return before + text[left:right] + behind, [(start + shift, end + shift) for start, end in places]


_CUT_OFF = re.compile(r",\s+(?:(?:and|but|và|nhưng)\s+)?\Z", re.IGNORECASE)


def _merge(rows: pd.DataFrame) -> list[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """The clauses of one sentence in their order, overlapping ones as one, each with where its coded words are."""
    merged: list[tuple[tuple[int, int], list[tuple[int, int]]]] = []
    for (left, right), at in sorted(zip(rows["clause"], rows["at"], strict=True)):
        if merged and left < merged[-1][0][1]:
            (first, last), places = merged[-1]
            merged[-1] = (first, max(last, right)), [*places, at]
        else:
            merged.append(((left, right), [at]))
    return merged


def show_clauses(clauses: list[tuple[str, list[tuple[int, int]], list[str]]], most: int = 3) -> str:
    """Clauses as Markdown, the coded words bold, each with its evidence, and how many further ones there are."""
    shown = [cite(mark_words(clause, places), ids) for clause, places, ids in clauses[:most]]
    if len(clauses) > most:
        rest = gather_ids(ids for _, _, ids in clauses[most:])
        shown.append(cite(f"and {count('further clause', len(clauses) - most)}", rest))
    return "; ".join(shown)


def tally_goods(placed: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """One row a good that is named for purchase or import, the most widespread first, then the earliest.

    Columns: `good`, `label`, `n_articles`, `first` (the earliest day of a meeting whose report names it; None where no
    day is known), `quotes` and `ids`. `placed` are rows of goods with `date_start`, the day of that meeting.
    """
    rows = []
    for good, group in placed.groupby("good", sort=True):
        days = [day for day in group["date_start"] if not is_missing(day)]
        quotes = group_quotes(group, "good_id")
        first = min(days, default=None)
        rows.append((good, labels.get(good, good), int(group["article_id"].nunique()), first, quotes, sorted(group["good_id"])))
    rows.sort(key=lambda row: (-row[2], row[3] is None, row[3] or "", row[0]))
    return pd.DataFrame(rows, columns=["good", "label", "n_articles", "first", "quotes", "ids"], dtype=object)


def group_quotes(rows: pd.DataFrame, ids: str) -> list[tuple[str, list[str]]]:
    """The distinct wordings among rows, but for capitals, each with the ids of its rows; the most frequent first."""
    said: dict[str, list[tuple[str, str]]] = {}
    for name, words in sorted(zip(rows[ids], rows["quote"], strict=True)):
        said.setdefault(" ".join(words.split()).casefold(), []).append((words, name))
    groups = sorted(said.values(), key=lambda found: (-len(found), found[0][1]))
    return [(found[0][0], [name for _, name in found]) for found in groups]


def list_unmet(codebook: pd.DataFrame, codings: pd.DataFrame, rules: Rules | None = None) -> list[str]:
    """The labels of measures that have a stance but are not found in any article."""
    rules = rules or load()
    known = codebook[codebook["code"].isin(rules.codes) & ~codebook["code"].isin(codings["code"])]
    return list(known.sort_values("code")["label"])


def show_quotes(quotes: list[tuple[str, list[str]]], most: int = 3) -> str:
    """The words of articles as Markdown, each with its evidence, and how many further wordings there are."""
    shown = [cite(quote(words), ids) for words, ids in quotes[:most]]
    if len(quotes) > most:
        rest = [coding for _, ids in quotes[most:] for coding in ids]
        shown.append(cite(f"and {count('further wording', len(quotes) - most)}", rest))
    return "; ".join(shown)


def name_thing(label: str) -> str:
    """A label within a sentence: its first letter small, unless it begins with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def list_things(tallied: pd.DataFrame, stance: str, most: int = 5) -> str:
    """What has a stance, as Markdown with evidence: `buying US goods (four articles), … and two more`; empty for nothing.

    One that would be left over is named like the others.
    """
    rows = tallied[tallied["stance"] == stance]
    named = [
        f"{literal(name_thing(row.label))} ({cite(count('article', row.n_articles), row.ids)})"
        for row in rows.head(most if len(rows) > most + 1 else most + 1).itertuples(index=False)
    ]
    if len(rows) > most + 1:
        rest = gather_ids(rows["ids"][most:])
        named.append(cite(f"{number(len(rows) - most)} more", rest))
    return join_list(named)
