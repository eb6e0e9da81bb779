"""Who was told to do what by when, and how long they were given. Tables in, tables out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from tradetalks import inferred
from tradetalks.display import literal
from tradetalks.evidence import cite
from tradetalks.prose import count, day, is_missing, split_names

#: The basis of a giver whom the sentence itself does not have.
CONTINUED = "continued"


def name_giver(name: str, basis: object) -> str:
    """Who gave an instruction, in square brackets where that is carried over from a sentence before."""
    return f"[{name}]" if basis == CONTINUED else name


#: Two instructions of an article are one told twice where so large a part of the shorter one's words is in the longer.
SAME = 0.8
#: One kind of body under several names, and the name under which it is counted; "each", "every" and the like go first.
BODIES = {
    "ministry": "ministries", "sector": "sectors", "agency": "agencies", "branch": "branches", "locality": "localities",
    "department": "departments", "body": "bodies", "bộ": "các bộ", "ngành": "các ngành", "cơ quan": "các cơ quan",
    "địa phương": "các địa phương",
}  # fmt: skip
_EACH = re.compile(r"(?:(?:each|every|all|the|relevant|concerned|mỗi|từng)\s+)+", re.IGNORECASE)


def last_day(deadline: str) -> date:
    """The last day on which a deadline (`YYYY-MM-DD` or `YYYY-MM`) is kept."""
    parts = [int(part) for part in deadline.split("-")]
    if len(parts) == 2:
        parts.append(calendar.monthrange(*parts)[1])
    return date(*parts)


def add_time(directives: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """The instructions with the day they were given on and the days until their deadline.

    Adds `given` (last day of the meeting, else its first; missing where no meeting or no day is known), `due` (last day
    on which the deadline is kept) and `days` from the one to the other, missing where either is. A deadline that is a
    month counts to the month's end, so its `days` are the most there were. Ordered by day given, then by place.
    """
    meetings = events.set_index("event_id")
    given, due, days = [], [], []
    for event_id, deadline in zip(directives["event_id"], directives["deadline"], strict=True):
        day = None
        if not is_missing(event_id) and event_id in meetings.index:
            meeting = meetings.loc[event_id]
            day = next((meeting[name] for name in ("date_end", "date_start") if not is_missing(meeting[name])), None)
        end = None if is_missing(deadline) else last_day(deadline)
        given.append(day)
        due.append(end.isoformat() if end else None)
        days.append((end - date.fromisoformat(day)).days if end and day else None)
    told = directives.assign(
        given=pd.Series(given, index=directives.index, dtype=object),
        due=pd.Series(due, index=directives.index, dtype=object),
        days=pd.Series(days, index=directives.index, dtype="Int64"),
    )
    return told.sort_values(["given", "directive_id"], na_position="last", ignore_index=True)


def keep_texts(directives: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The instructions of one article for each distinct text: what many outlets print alike counts once."""
    first = articles.loc[articles["article_id"] == articles["text_group"], "article_id"]
    return directives[directives["article_id"].isin(first)].reset_index(drop=True)


def keep_distinct(told: pd.DataFrame) -> pd.DataFrame:
    """One row for each distinct instruction, with the `ids` of all its passages, its own first.

    A report's lead and its body can tell one instruction. A passage repeats another of its article where nearly all its
    words are in it (`SAME`), unless the two name different deadlines or quite other bodies. The passage with a deadline
    stands for both, then the one that names a body, then the longer; a body that only the other names is taken over.
    """
    order = sorted(
        told.itertuples(index=False),
        key=lambda row: (is_missing(row.deadline), not split_names(row.addressee), -len(_words(row.quote)), row.directive_id),
    )
    ids: dict[str, list[str]] = {}
    kept: list = []
    bodies: dict[str, object] = {}
    for row in order:
        first = next((one for one in kept if _repeats(row, one)), None)
        if first is None:
            kept.append(row)
            ids[row.directive_id] = [row.directive_id]
            bodies[row.directive_id] = row.addressee
            continue
        ids[first.directive_id].append(row.directive_id)
        if not split_names(bodies[first.directive_id]):
            bodies[first.directive_id] = row.addressee
    distinct = told[told["directive_id"].isin(list(ids))].reset_index(drop=True)
    return distinct.assign(
        addressee=pd.Series([bodies[name] for name in distinct["directive_id"]], dtype=object),
        ids=pd.Series([ids[name] for name in distinct["directive_id"]], dtype=object),
    )


def _repeats(one, other) -> bool:
    """Do two passages tell the same instruction?"""
    if one.article_id != other.article_id:
        return False
    if not (is_missing(one.deadline) or is_missing(other.deadline) or one.deadline == other.deadline):
        return False
    bodies, others = (set(map(name_body, split_names(row.addressee))) for row in (one, other))
    if bodies and others and not bodies & others:
        return False
    words, rest = _words(one.quote), _words(other.quote)
    return len(words & rest) >= SAME * min(len(words), len(rest)) > 0


def _words(quote: str) -> set[str]:
    return set(re.findall(r"\w+", quote.casefold()))


def find_left_out(open_ones: Iterable[tuple[str, str]], directives: pd.DataFrame) -> pd.DataFrame:
    """Of passages that labels leave open (sentence and words), those that no instruction of the table has: `sentence_id`, `words`."""
    taken: dict[str, list[set[str]]] = {}
    for row in directives.itertuples(index=False):
        taken.setdefault(row.sentence_id, []).append(_words(row.quote))
    rows = [(name, words) for name, words in open_ones if not any(len(_words(words) & other) >= SAME * len(_words(words)) for other in taken.get(name, ()))]
    return pd.DataFrame(rows, columns=["sentence_id", "words"], dtype=object)


def name_body(name: str) -> str:
    """The name under which a body is counted: `each ministry` and `Ministries` are `ministries` (`BODIES`); a name of one's own stays."""
    bare = _EACH.sub("", name.strip(), count=1) if _EACH.match(name.strip()) else name.strip()
    kind = bare.casefold()
    if kind in BODIES:
        return BODIES[kind]
    return kind if kind in BODIES.values() else name


def count_addressees(directives: pd.DataFrame) -> pd.DataFrame:
    """How many instructions go to each body: `addressee`, `n`, `n_dated`, `ids`; most first, nobody named (None) last.

    An instruction to several bodies counts for each. Bodies are the same when their names are, but for
    capitals and for what `name_body` joins.
    """
    found: dict[str, dict] = {}
    for row in directives.itertuples(index=False):
        for name in dict.fromkeys(map(name_body, split_names(row.addressee))) or [None]:
            key = "" if name is None else name.casefold()
            entry = found.setdefault(key, {"addressee": name, "n": 0, "n_dated": 0, "ids": []})
            entry["n"] += 1
            entry["n_dated"] += not is_missing(row.deadline)
            entry["ids"].append(row.directive_id)
    rows = sorted(found.values(), key=lambda row: (row["addressee"] is None, -row["n"], (row["addressee"] or "").casefold()))
    return pd.DataFrame(rows, columns=["addressee", "n", "n_dated", "ids"])


def group_deadlines(told: pd.DataFrame) -> pd.DataFrame:
    """The deadlines, one row for each pair of day given and deadline: `given`, `deadline`, `due`, `days`, `addressees`, `gist`, `ids`.

    `gist` is what the first of them says that is to be done.
    Only instructions with a deadline count; the shortest time comes first, unknown ones last.
    """
    dated = told[~told["deadline"].map(is_missing).astype(bool)]
    rows = []
    for (given, deadline), group in dated.groupby(["given", "deadline"], dropna=False, sort=True):
        bodies = dict.fromkeys(name for names in group["addressee"] for name in split_names(names))
        days = group["days"].iloc[0]
        gist = tell_gist(group["quote"].iloc[0]) if "quote" in group else ""
        rows.append((None if is_missing(given) else given, deadline, group["due"].iloc[0], days, list(bodies), gist, sorted(group["directive_id"])))
    grouped = pd.DataFrame(rows, columns=["given", "deadline", "due", "days", "addressees", "gist", "ids"])
    grouped["days"] = grouped["days"].astype("Int64")
    return grouped.sort_values(["days", "due"], na_position="last", ignore_index=True)


#: Words of telling; what is to be done stands behind the last of them before the first "to", or behind them alone.
_TOLD = re.compile(
    r"\b(?:request|direct|instruct|task|urg|order|assign|suggest|recommend|ask|call|requir)\w*\b(?: for| on)?(?:[^.;]{0,120}?\bto\b(?! the\b))?"
    r"|\b(?:ministr|sector|agenc|branch|localit|delegation|authorit|trade|finance|department|side)\w*,? (?:to|must|should)\b"
    r"|(?:yêu cầu|chỉ đạo|giao|đề nghị)\b(?:[^.;]{0,60}?\b(?:phải|cần)\b)?",
    re.IGNORECASE,
)


def tell_gist(quote: str) -> str:
    """What is to be done, of the words that tell it: without who tells whom, where that can be told apart."""
    words = " ".join(quote.split())
    found = _TOLD.search(words)
    return (words[found.end() :].strip(" ,:") or words) if found else words


#: What is left of a further clause at the end of a quotation.
_DANGLING = re.compile(r"[;,]\s+(?:at the same time|in addition|and|but|while|as well as|đồng thời|và|nhưng)[,;]?\s*$", re.IGNORECASE)


def trim(words: str) -> str:
    """The words of an instruction without the first words of what comes after it."""
    return _DANGLING.sub("", words)


def tell_deadline(deadline: object, days: object, directive_id: str, words: str | None = None) -> str:
    """A deadline as Markdown with its evidence and the time it leaves: `30 April 2025 (one day)`; `none` where none is told.

    With the `words` of the instruction, a year that they do not print stands in square brackets.
    """
    if is_missing(deadline):
        return "none"
    text = str(deadline)
    told = f"in {day(text)}" if len(text) == 7 else day(text)
    if words is not None:
        told = inferred.mark_deadline(told, text, words)
    told = cite(literal(told) if "[" in told else told, [directive_id])
    if is_missing(days):
        return told
    return f"{told} ({count('day', int(days))}{' at most' if len(text) == 7 else ''})"
