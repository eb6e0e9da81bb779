"""The rhythm of the talks: who follows whom after how many days, what prepared what, and what ordinals allow.

Tables in, tables out. Only events with a day can be put in order; an event that is merely announced is no link in a
sequence of what took place. Events that are not in these articles are counted as not told, never as not held.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from tradetalks import outcomes
from tradetalks.prose import is_missing, sort_kinds

#: Kinds whose events are counted by ordinals.
NUMBERED = ("government-meeting", "ministerial-session", "negotiation-round")

PREPARED, REVIEWED, ORDERED = "prepared", "reviewed", "told to prepare"
#: Preparing that was called for by an instruction which names nobody.
CALLED = "called for"

#: Words by which an article says that a meeting looked back on talks, or got them ready. Of one sentence the first
#: relation that matches is taken: to review the outcomes of a round is to praise those who prepared it, too.
_RELATIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        REVIEWED,
        re.compile(
            r"\b(?:review|assess|evaluat|discuss|hear|listen)\w*(?: to)?(?: (?:a|the|reports? on|reports? about))* "
            r"(?:outcomes?|results?|progress)\b[^.;]*?\b(?:negotiat\w+|talks|rounds?|sessions?)"
            r"|\b(?:to |in |by )(?:assess|evaluat|tak\w+ stock of)\w*\b(?:(?!prepar)[^.;])*?\b(?:negotiat\w+|talks|rounds?)"
            r"|(?:đánh giá|rà soát|nghe báo cáo|cho ý kiến)[^.;]*?kết quả[^.;]*?(?:đàm phán|vòng|phiên)",
            re.I,
        ),
    ),
    (
        PREPARED,
        re.compile(
            r"(?:\b(?:review|discuss|assess|check|consider)\w*(?: on)?(?: the)? )?\b(?:prepar(?!ed to)\w+|get(?:ting)? ready)\b[^.;]*?\b(?:negotiat\w+|talks|rounds?)(?: rounds?| sessions?)?"
            r"|\b(?:collect|complet|develop|draft|draw(?:ing)? up|finali[sz]|work(?:ing)? out|formulat)\w*\b[^.;]*?\bnegotiat\w+ (?:plans?|positions?|scenarios?|options?)"
            r"|\bplans?(?: and \w+)? to (?:continue|conduct|advance|pursue|hold) (?:the )?(?:negotiat\w+|talks)"
            r"|chuẩn bị[^.;]*?(?:đàm phán|vòng|phiên)|(?:hoàn thiện|hoàn chỉnh|xây dựng|tập hợp|tổng hợp)[^.;]*?phương án[^.;]*?đàm phán",
            re.I,
        ),
    ),
)
#: Words by which talks with the other side are said to have got later ones ready.
_GROUNDWORK = re.compile(
    r"\b(?:establish|lay|creat|set)\w*(?: out)? (?:an?|the|firm|solid)? ?(?:[\w-]+ )?(?:foundation|basis|groundwork|premise)\b[^.;]*?"
    r"\b(?:subsequent|future|next|upcoming|further|coming)\b[^.;]*?\b(?:sessions?|rounds?|negotiations?|talks)(?: sessions?| rounds?)?"
    r"|(?:tạo (?:cơ sở|nền tảng|tiền đề)|đặt nền móng)[^.;]*?(?:vòng|phiên)[^.;]*?(?:tiếp theo|tới)",
    re.I,
)
#: Preparations that are praised are past, and no meeting's own work.
_PRAISE = re.compile(r"\b(?:prais|commend|appreciat|acknowledg|applaud)\w*|đánh giá cao|biểu dương|ghi nhận|hoan nghênh", re.I)
#: Words by which somebody is told to do what follows: then the preparing is others' work, not the meeting's.
_ORDER = re.compile(
    r"\b(?:request|direct|instruct|ask|assign|order|urg|requir|task|call)\w*\b(?![^.;]*\b(?:review|discuss|assess)\w*)[^.;]*\bto\b"
    r"|yêu cầu|chỉ đạo|giao\b",
    re.I,
)


# ---- order and intervals


def order_events(events: pd.DataFrame, kinds: Iterable[str] | None = None) -> pd.DataFrame:
    """The events that took place and have a day, in the order of their first days; of `kinds` only, if given."""
    chosen = events[(events["status"] == "held") & events["date_start"].notna()]
    if kinds is not None:
        chosen = chosen[chosen["kind"].isin(list(kinds))]
    return chosen.sort_values(["date_start", "event_id"], ignore_index=True)


def measure_intervals(events: pd.DataFrame, kind: str = "government-meeting") -> pd.DataFrame:
    """Days from each event of a kind to the next that these articles tell, one row an interval, in order.

    Columns: `from_id`, `to_id`, `date_from`, `date_to`, `days` (first day to first day), and `between`, the events of
    other kinds that took place after the day of the one and before the day of the other, in order.
    """
    row = list(order_events(events, [kind]).itertuples(index=False))
    others = order_events(events[events["kind"] != kind])
    rows = [
        (
            one.event_id,
            other.event_id,
            one.date_start,
            other.date_start,
            count_days(one.date_start, other.date_start),
            find_between(others, one.date_start, other.date_start),
        )
        for one, other in zip(row, row[1:], strict=False)
    ]
    return pd.DataFrame(rows, columns=["from_id", "to_id", "date_from", "date_to", "days", "between"])


def find_between(events: pd.DataFrame, start: str, end: str) -> list[str]:
    """The ids of ordered events that touch a day after `start` and before `end`."""
    last = events["date_end"].fillna(events["date_start"])
    return list(events.loc[(last > start) & (events["date_start"] < end), "event_id"])


def find_neighbours(events: pd.DataFrame) -> pd.DataFrame:
    """What came before and after each event, whatever its kind; one row an event that took place on a known day.

    Columns: `event_id`, `previous_id`, `days_since`, `next_id`, `days_until`; days count from first day to first day.
    """
    row = order_events(events)
    found = pd.DataFrame({"event_id": row["event_id"], "previous_id": row["event_id"].shift(1), "next_id": row["event_id"].shift(-1)})
    days = [count_days(*pair) for pair in zip(row["date_start"], row["date_start"][1:], strict=False)]
    found["days_since"] = pd.array([None, *days][: len(row)], dtype="Int64")
    found["days_until"] = pd.array([*days, None][: len(row)], dtype="Int64")
    shifted = found[["previous_id", "next_id"]].astype(object)
    found[["previous_id", "next_id"]] = shifted.where(shifted.notna(), None)
    return found[["event_id", "previous_id", "days_since", "next_id", "days_until"]]


def count_days(start: str, end: str) -> int:
    """Days from one ISO day to another."""
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


# ---- which meeting prepared or reviewed which round


def find_relations(mentions: pd.DataFrame, sentences: pd.DataFrame, events: pd.DataFrame, directives: pd.DataFrame | None = None) -> pd.DataFrame:
    """What articles say a meeting did for the talks: got them ready, told others to, called for it, or looked back on them.

    One row a sentence that says so: `event_id` (the meeting), `relation`, `object_id` (the round or session that the
    same sentence names, else None), `sentence_id`, `article_id`, `quote`, `addressee` (who was told to, `;` between
    several), `several` (said of more than one round or session together). A sentence belongs to the government meeting that its article told last before it, or in it; sentences before the first belong to that one. What an instruction of
    `directives` holds is work for others. That talks laid the ground for later ones belongs to these talks
    (`outcomes.find_home`).
    """
    kinds = dict(zip(events["event_id"], events["kind"], strict=True))
    given: dict[str, list[tuple[int, int]]] = {}
    bodies: dict[str, list[str]] = {}
    for row in () if directives is None else directives.itertuples(index=False):
        given.setdefault(row.sentence_id, []).append((row.start, row.end))
        if not is_missing(getattr(row, "addressee", None)):
            bodies.setdefault(row.sentence_id, []).append(row.addressee)
    order = outcomes.number_sentences(sentences)
    rows = []
    for article_id, told in mentions.sort_values("start").groupby("article_id", sort=True):
        meetings = [m for m in told.itertuples(index=False) if kinds.get(m.event_id) == "government-meeting"]
        talks = [m for m in told.itertuples(index=False) if kinds.get(m.event_id) not in (None, "government-meeting")]
        first = told.iloc[0]["event_id"]
        across = outcomes.Talks(talks, None if kinds.get(first) == "government-meeting" else first)
        for sentence in sentences[sentences["article_id"] == article_id].itertuples(index=False):
            found = _read_relation(sentence.text, [(start - sentence.start, end - sentence.start) for start, end in given.get(sentence.sentence_id, ())])
            laid = _GROUNDWORK.search(sentence.text) if talks else None
            if laid:
                home = outcomes.find_home(across, sentence, sentence.start + laid.start(), order)
                rows.append((home, PREPARED, None, sentence.sentence_id, article_id, laid[0], None, outcomes.speaks_of_several(sentence.text, laid.start())))
            elif found and meetings:
                relation, words, begin = found
                begin += sentence.start
                told_to = ";".join(bodies.get(sentence.sentence_id, ())) or None
                if relation == ORDERED and sentence.sentence_id in given and not told_to:
                    relation = CALLED
                home = [m for m in meetings if m.start < sentence.end] or meetings[:1]
                named = [m.event_id for m in talks if m.sentence_id == sentence.sentence_id and m.end > begin]
                rows.append((home[-1].event_id, relation, named[0] if named else None, sentence.sentence_id, article_id, words, told_to if relation == ORDERED else None, False))
    table = pd.DataFrame(rows, columns=["event_id", "relation", "object_id", "sentence_id", "article_id", "quote", "addressee", "several"], dtype=object)
    places = {event_id: position for position, event_id in enumerate(order_events(events)["event_id"])}
    return table.sort_values(
        ["event_id", "sentence_id"], key=lambda ids: ids.map(lambda name: (places.get(name, len(places)), name)) if ids.name == "event_id" else ids,
        ignore_index=True,
    )  # fmt: skip


def _read_relation(text: str, given: Iterable[tuple[int, int]] = ()) -> tuple[str, str, int] | None:
    """The relation that a sentence tells, the words that tell it and where they begin; None for most sentences.

    `given` are the spans of its instructions: what stands in one was asked of others, and a look back that was asked
    for is none yet.
    """
    for relation, pattern in _RELATIONS:
        found = pattern.search(text)
        if not found:
            continue
        ordered = _ORDER.search(text, 0, found.start()) or any(start < found.end() and found.start() < end for start, end in given)
        if relation == REVIEWED and ordered or relation == PREPARED and _PRAISE.search(text, 0, found.start()):
            continue
        return ORDERED if relation == PREPARED and ordered else relation, found[0], found.start()
    return None


def tell_relations(relations: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """What each meeting is told to have reviewed and prepared, and what came next; one row an event on a known day.

    All government meetings have a row, sessions and rounds only where something is told of them. Columns: `event_id`;
    `reviewed`, `prepared`, `ordered` and `called`, lists of (object id or None, sentence ids); `last_id` and `next_id`, the session
    or round before and after it in these articles, which no article need connect with it; `called_for`, see `name_called`; `several`, whether it is said of several talks together.
    """
    row = order_events(events)
    meetings = row[(row["kind"] == "government-meeting") | row["event_id"].isin(relations["event_id"])]
    talks = order_events(events, ["ministerial-session", "negotiation-round"])
    rows = []
    for meeting in meetings.itertuples(index=False):
        mine = relations[relations["event_id"] == meeting.event_id]
        before = talks[talks["date_start"] < meeting.date_start]["event_id"]
        after = talks[talks["date_start"] > meeting.date_start]["event_id"]
        rows.append(
            (
                meeting.event_id,
                _gather(mine[mine["relation"] == REVIEWED]),
                _gather(mine[mine["relation"] == PREPARED]),
                _gather(mine[mine["relation"] == ORDERED]),
                _gather(mine[mine["relation"] == CALLED]),
                name_called(mine.loc[mine["relation"] == CALLED, "quote"]),
                before.iloc[-1] if len(before) else None,
                after.iloc[0] if len(after) else None,
                bool(mine["several"].astype(bool).any()),
            )
        )
    return pd.DataFrame(rows, columns=["event_id", "reviewed", "prepared", "ordered", "called", "called_for", "last_id", "next_id", "several"], dtype=object)


def name_called(quotes: Iterable[str]) -> str:
    """What was called for, in a noun: plans where all the words speak of plans to go on, else preparations."""
    plans = all(re.match(r"plans?\b", words, re.I) for words in quotes)
    return "plans to continue the talks" if plans else "preparations for the talks"


def _gather(rows: pd.DataFrame) -> list[tuple[str | None, list[str]]]:
    found: dict[str | None, list[str]] = {}
    for row in rows.itertuples(index=False):
        found.setdefault(None if is_missing(row.object_id) else row.object_id, []).append(row.sentence_id)
    return sorted(found.items(), key=lambda item: (item[0] is None, item[0] or ""))


# ---- ordinals


def bound_ordinals(events: pd.DataFrame) -> pd.DataFrame:
    """Which number each event of a counted kind can have, one row an event that took place on a known day.

    Columns: `event_id`, `kind`, `date_start`, `ordinal`, `basis` (`reported`, `inferred` or None), `low`, `high`
    (None: no bound), `low_id` and `high_id`, the reported events that the bounds rest on (None where the bound rests
    on the events told before alone), `sound`. The bounds hold if numbers rise with the days, none is given twice, and
    every event told here is among those counted. In a kind without a reported number there are no bounds. Where the reported numbers of a kind do not rise, no bound is drawn
    from them and `sound` is false; so it is for an event whose bounds leave no number.
    """
    rows = []
    for kind in NUMBERED:
        row = list(order_events(events, [kind]).itertuples(index=False))
        fixed = [event for event in row if event.ordinal_basis == "reported"]
        rising = all(one.ordinal < other.ordinal and one.date_start < other.date_start for one, other in zip(fixed, fixed[1:], strict=False))
        for event in row:
            rows.append(_bound(event, row, fixed if rising else [], rising))
    columns = ["event_id", "kind", "date_start", "ordinal", "basis", "low", "high", "low_id", "high_id", "sound"]
    table = pd.DataFrame(rows, columns=columns)
    for name in ("ordinal", "low", "high"):
        table[name] = table[name].astype("Int64")
    return table


def _bound(event, row: list, fixed: list, rising: bool) -> tuple:
    if not is_missing(event.ordinal):
        rank = int(event.ordinal)
        return (event.event_id, event.kind, event.date_start, rank, event.ordinal_basis, rank, rank, None, None, rising)
    day = event.date_start
    # In a kind without a printed number nothing says that those told here are counted at all.
    lows = [(1 + sum(other.date_start < day for other in row) if fixed else 1, "", None)]
    lows += [(int(f.ordinal) + 1 + _between(row, f.date_start, day), f.date_start, f.event_id) for f in fixed if f.date_start < day]
    highs = [(int(f.ordinal) - 1 - _between(row, day, f.date_start), f.event_id) for f in fixed if f.date_start > day]
    low, _, low_id = max(lows, key=lambda bound: bound[:2])  # of equal bounds the one that rests on the nearest number
    high, high_id = min(highs, key=lambda bound: bound[0]) if highs else (None, None)
    sound = rising and (high is None or low <= high)
    return (event.event_id, event.kind, day, None, None, low, high, low_id, high_id, sound)


def _between(row: list, start: str, end: str) -> int:
    return sum(start < other.date_start < end for other in row)


def find_untold(events: pd.DataFrame) -> pd.DataFrame:
    """How many events the reported numbers imply that these articles do not tell, one row a stretch between numbers.

    Columns: `kind`, `after_id` (None: before the first number), `before_id`, `implied` (numbers that lie between),
    `told` (ids of events told in between, or told with such a number), `untold` (their difference, never below none).
    Kinds whose reported numbers do not rise with the days have no rows.
    """
    rows = []
    for kind in NUMBERED:
        row = order_events(events, [kind])
        fixed = list(row[row["ordinal_basis"] == "reported"].itertuples(index=False))
        if any(one.ordinal >= other.ordinal or one.date_start >= other.date_start for one, other in zip(fixed, fixed[1:], strict=False)):
            continue
        for one, other in zip([None, *fixed], fixed, strict=False):
            low, start = (int(one.ordinal), one.date_start) if one else (0, "")
            high, end = int(other.ordinal), other.date_start
            dated = list(row.loc[(row["date_start"] > start) & (row["date_start"] < end), "event_id"])
            undated = events[(events["kind"] == kind) & events["date_start"].isna() & (events["status"] == "held")]
            numbered = list(undated.loc[undated["ordinal"].between(low + 1, high - 1).fillna(False).astype(bool), "event_id"])
            told, implied = [*dated, *sorted(numbered)], high - low - 1
            rows.append((kind, one.event_id if one else None, other.event_id, implied, told, max(0, implied - len(told))))
    return pd.DataFrame(rows, columns=["kind", "after_id", "before_id", "implied", "told", "untold"])


def audit_kinds(events: pd.DataFrame) -> pd.DataFrame:
    """What is known of the numbering of each kind of event, one row a kind that has events, counted kinds or not.

    Columns: `kind`, `ids` (all its events), `dated`, `planned`, `reported`, `inferred` (ids), `highest` (the greatest
    reported number of an event that took place), `highest_id`, `untold` (events that numbers imply and no article
    tells; None where no number is reported or they do not rise).
    """
    untold = find_untold(events)
    rows = []
    for kind in sort_kinds(events["kind"]):
        mine = events[events["kind"] == kind].sort_values(["date_start", "event_id"], na_position="last")
        reported = mine[(mine["ordinal_basis"] == "reported") & (mine["status"] == "held")]
        top = reported.loc[reported["ordinal"].astype(int).idxmax()] if len(reported) else None
        implied = untold[untold["kind"] == kind]
        rows.append(
            (
                kind,
                list(mine["event_id"]),
                list(mine.loc[mine["date_start"].notna(), "event_id"]),
                list(mine.loc[mine["status"] == "planned", "event_id"]),
                list(mine.loc[mine["ordinal_basis"] == "reported", "event_id"]),
                list(mine.loc[mine["ordinal_basis"] == "inferred", "event_id"]),
                None if top is None else int(top["ordinal"]),
                None if top is None else top["event_id"],
                int(implied["untold"].sum()) if len(implied) else None,
            )
        )
    columns = ["kind", "ids", "dated", "planned", "reported", "inferred", "highest", "highest_id", "untold"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(highest=table["highest"].astype("Int64"), untold=table["untold"].astype("Int64"))
