"""Cues of one event, gathered from the whole article and merged into one mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ..scene import span_in_document
from .days import calendar_key, count_days
from .model import PASSING, Cue, EventMention, When
from .timing import join_edges


def gather(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cues of the same event together, in the order of first telling."""
    groups: list[list[Cue]] = []
    waiting: list[Cue] = []
    for cue in cues:
        if cue.when is None and cue.ordinal is None:
            waiting.append(cue)
            continue
        if cue.weak and not _strong_enough(cue):
            waiting.append(cue)
            continue
        homes = [g for g in reversed(groups) if _same_event(g, cue)]
        numbered = [g for g in homes if cue.ordinal and any(c.ordinal == cue.ordinal for c in g)]
        home = next((g for g in homes if _complete(g, cue)), next(iter(numbered or homes), None))
        if home is None:
            groups.append([cue])
        else:
            home.append(cue)
    for cue in waiting:
        home = _nearest_group(groups, cue)
        if home is not None:
            home.append(cue)
    return [part for group in _number_alone(_drop_retold(groups)) for part in part_partners(group)]


def _drop_retold(groups: list[list[Cue]]) -> list[list[Cue]]:
    """Without "rounds" that have neither number nor last day and fall on the day of a ministers' session: the same event."""
    days = {calendar_key(c.when) for g in groups if g[0].kind == "ministerial-session" for c in g if c.when and c.when.exact}
    return [g for g in groups if not all(c.rule == "round" and c.weak and c.when and c.when.exact and calendar_key(c.when) in days for c in g)]


def _number_alone(groups: list[list[Cue]]) -> list[list[Cue]]:
    """The one numbered session without a day is the one session on a day without a number, however far apart they are told."""
    sessions = [g for g in groups if g[0].kind == "ministerial-session"]
    numbered = [g for g in sessions if any(c.ordinal for c in g) and not any(c.when for c in g)]
    dated = [g for g in sessions if any(c.when for c in g) and not any(c.ordinal for c in g)]
    if len(numbered) != 1 or len(dated) != 1 or len(sessions) != 2:
        return groups
    (number,), (day,) = numbered, dated
    if any(c.status == "planned" or _BEFORE_THAT.search(c.scene.line) or _another(c) for c in (*number, *day)):
        return groups
    return [g + number if g is day else g for g in groups if g is not number]


_EACH = re.compile(r"\b(?:each|separately|separate|respectively|in turn|one after the other|lần lượt|riêng)\b")
_TOGETHER = re.compile(r"\b(?:both|together|jointly|joint|same time|trilateral|three-way|cùng lúc|cùng một lúc|ba bên|đồng thời)\b")
_AND_WITH = re.compile(r"\b(?:with|với) (?:[\w.]+ )?USMIN,? (?:and|và) (?:with|với) (?:[\w.]+ )?USMIN")


def part_partners(group: list[Cue]) -> list[list[Cue]]:
    """Sessions with two US secretaries that one sentence tells together and that were two, one after the other.

    They were where the sentence says so ("each received", "with X and with Y"), or where each has a sentence of his own
    later on ("Meeting X, ...", "At his meeting with Y, ..."), and no sentence has them together.
    """
    first = group[0]
    if first.kind != "ministerial-session" or len(first.lead_us) != 2 or any(_TOGETHER.search(c.scene.line) for c in group):
        return [group]
    own = [[c for c in group[1:] if c.lead_us == (name,)] for name in first.lead_us]
    if not (all(own) or _EACH.search(first.scene.line) or _AND_WITH.search(first.scene.line)):
        return [group]
    others = [c for c in group[1:] if len(c.lead_us) != 1]
    one, two = first.lead_us
    later = [replace(own[1][0], when=first.when, place=first.place), *own[1]] if own[1] else []
    return [[replace(first, lead_us=(one,)), *others, *own[0]], [*later, replace(first, lead_us=(two,))]]


def _strong_enough(cue: Cue) -> bool:
    """Whether a weak cue makes an event of its own: unnumbered technical talks and rounds with their own days do."""
    when = cue.when
    if when is None:
        return False
    if cue.kind == "negotiation-round":
        if when.span is not None and when.span.precision in ("month", "month-part"):
            line = cue.scene.line
            return cue.status == "planned" and bool(_NEXT.search(line[max(0, cue.at[0] - 12) : cue.at[1] + 12])) and not line.rstrip().endswith("?")
        return when.span is not None and when.span.precision in ("range", "day", "week")
    return cue.kind in ("government-meeting", "ministerial-session")


_NEXT = re.compile(r"\bnext\b|tiếp theo|kế tiếp")


def _same_event(group: list[Cue], cue: Cue) -> bool:
    first = group[0]
    if first.kind != cue.kind:
        return False
    if any((c.rule == PASSING) != (cue.rule == PASSING) and c.sentence_number == cue.sentence_number for c in group):
        return False  # "the fourth meeting, after those of 3 and 5 April"
    ordinals = {c.ordinal for c in group if c.ordinal}
    if cue.ordinal and ordinals:
        return cue.ordinal in ordinals and _days_agree(group, cue, loose=True)
    if cue.when and any(c.when for c in group):
        if _another(cue) and not any(c.when and _same_days(c.when, cue) for c in group):
            return False
        if cue.status == "planned" and not cue.when.exact and all(c.status == "held" for c in group):
            return False  # "an online session is expected this month"
        if _complete(group, cue):
            return True
        if not _days_agree(group, cue, loose=False):
            return False
        return not _other_people(group, cue)
    near = min(abs(c.sentence_number - cue.sentence_number) for c in group)
    if cue.ordinal and not ordinals:
        # "This is the 6th meeting": the number follows the telling; or a caption numbers the meeting of the text
        return (near <= 3 or bool(_DEICTIC.search(cue.scene.line[: cue.at[1]]))) and not _another(cue)
    if cue.when and ordinals:
        return near <= 3 and _is_bound(cue)
    return near <= 3


#: "This is the 6th time", "it was the 4th": the number of the event at hand, however far back it was told.
_DEICTIC = re.compile(r"\b(?:this|it) (?:is|was|marks|marked|makes|made|being)\b|\b(?:đây|này) (?:đã |cũng |mới )?là\b|\bđánh dấu\b")
_ANOTHER = re.compile(r"\b(?:earlier|previous|last|next|another|since the|after the|following the|upcoming|(?:ground|way|path|stage) (?:for|to)|prepar\w* for|ahead of|trước đó|chuẩn bị cho|vòng trước|tiếp theo|kế tiếp|tới)\b")
_BEFORE_THAT = re.compile(r"\b(?:before that|prior to that|previously|earlier|before then)\b|trước đó|trước đấy")


def _same_days(when: When, cue: Cue) -> bool:
    """Whether a cue tells the very days of another, or, merely in passing, a day within them."""
    a, b = calendar_key(when), calendar_key(cue.when)
    return a is not None and (a == b or cue.weak and b is not None and a[0] <= b[0] and b[1] <= a[1])


def _another(cue: Cue) -> bool:
    """Whether the words tell an event apart from the one at hand ("since the second round", "before that, on 28 August")."""
    line = cue.scene.line
    if _BEFORE_THAT.search(line[: cue.at[0]]):
        return True
    return cue.kind == "negotiation-round" and bool(_ANOTHER.search(line[max(0, cue.at[0] - 25) : cue.at[1] + 10]))


def _complete(group: list[Cue], cue: Cue) -> bool:
    """Whether the opening day of a round is told here and its closing day there."""
    if cue.kind != "negotiation-round" or cue.ordinal and any(c.ordinal for c in group):
        return False
    return any(c.when and join_edges(c, cue) for c in group)


def _is_bound(cue: Cue) -> bool:
    """Whether an unnumbered, dated cue can be the numbered event told just before."""
    return not _another(cue)


def _days_agree(group: list[Cue], cue: Cue, loose: bool) -> bool:
    """Whether a cue's days can be those of the group. `loose` (same ordinal) lets differing days pass as a misprint."""
    if cue.when is None:
        return True
    dated = [c for c in group if c.when]
    # A caption may misprint its day; beside the day of the text, another day of the text is another event's.
    pictured = cue.scene.sentence.role == "caption" or all(c.scene.sentence.role == "caption" for c in dated)
    for other in dated:
        if _overlap(other.when, cue.when) or pictured and "caption" in (other.scene.sentence.role, cue.scene.sentence.role) and _close(other.when, cue.when):
            return True
    return loose or not dated


def _overlap(one: When, two: When) -> bool:
    a, b = calendar_key(one), calendar_key(two)
    if a is None or b is None:
        weekdays = {w.span.weekday for w in (one, two) if w.span is not None and w.span.weekday is not None}
        vague = not (one.exact and two.exact)
        return vague and _vague_match(one, two) or a is None and b is None and len(weekdays) <= 1 or (a is None) != (b is None) and not vague
    if one.first and two.first and one.first.year != two.first.year:
        return False
    return a[0] <= b[1] and b[0] <= a[1]


def _vague_match(one: When, two: When) -> bool:
    """A month or week told beside a day in it."""
    for wide, exact in ((one, two), (two, one)):
        span = wide.span
        key = calendar_key(exact)
        if span is None or wide.exact:
            continue
        if span.precision == "week":
            # A week that cannot be placed says nothing against the day; on a Sunday "last week" may be the one that ends.
            late = timedelta(days=7 if span.kind == "relative" else 0)
            if not (span.first and exact.first) or span.first <= exact.first <= span.last + late:
                return True
            continue
        if key is None:
            return span.month is not None and exact.span is not None and exact.span.month == span.month
        if span.month == key[0][0]:
            return True
    return False


def _close(one: When, two: When) -> bool:
    a, b = calendar_key(one), calendar_key(two)
    if a is None or b is None:
        return one.exact and two.exact
    return abs(count_days(a[0], b[0])) <= 2


def _other_people(group: list[Cue], cue: Cue) -> bool:
    """Two US secretaries met one after the other are two sessions."""
    if cue.kind != "ministerial-session" or not cue.lead_us:
        return False
    known = [set(c.lead_us) for c in group if c.lead_us]
    return bool(known) and not any(k & set(cue.lead_us) for k in known)


def _nearest_group(groups: list[list[Cue]], cue: Cue) -> list[Cue] | None:
    """The event of the same kind told closest by, for a cue that has neither date nor number."""
    best, distance = None, 4
    if cue.status == "planned" and _SOON.search(cue.scene.line):
        return None  # another one, still without a day
    for group in groups:
        if group[0].kind != cue.kind or _other_people(group, cue) or cue.mode and any(c.mode not in ("", cue.mode) for c in group):
            continue
        near = min(abs(c.sentence_number - cue.sentence_number) for c in group)
        if near < distance:
            best, distance = group, near
    return best


_SOON = re.compile(r"\b(?:coming|next few|following) (?:days|weeks)\b|\bnear future\b|(?:thời gian|những ngày|ít ngày) tới|sắp tới|tới đây")


_ROLE_ORDER = {"body": 0, "title": 1, "caption": 2}


def merge_cues(cues: list[Cue], siblings: Sequence[list[Cue]]) -> EventMention:
    """One mention from all cues of an event: the body before the caption, the more exact before the vaguer.

    A cue without date and number names people and place only where the article tells but one event of the kind
    (`siblings`), or in the sentences beside.
    """
    order = sorted(cues, key=lambda c: (_ROLE_ORDER[c.scene.sentence.role], c.sentence_number))
    told = [c for c in order if c.when or c.ordinal] or order
    dated = [c for c in order if c.when]
    best = min(dated, key=lambda c: (_exactness(c.when), _ROLE_ORDER[c.scene.sentence.role], c.sentence_number), default=None)
    numbered = next((c for c in order if c.ordinal), None)
    stretch = next((found for one in dated for two in dated if (found := join_edges(one, two))), None) if best and best.edge else None
    main = best or numbered or order[0]
    alone = len(siblings) == 1
    loose = [c for c in order if c not in told and (alone or abs(c.sentence_number - main.sentence_number) <= 1)]
    witnesses = [main] + [c for c in told if c is not main] + loose
    mode = next((c.mode for c in witnesses if c.mode), "")
    place = next((c.place for c in witnesses if c.place), "")
    if mode in ("phone", "online") and main.kind != "government-meeting":
        place = ""
    mode_told = bool(mode)
    if not mode and place and main.kind != "government-meeting":
        mode = "in-person"
    start, end = _telling_span(main)
    return EventMention(
        kind=main.kind,
        scene=main.scene,
        start=start,
        end=end,
        when=stretch or (best.when if best else None),
        ordinal=numbered.ordinal if numbered else None,
        ordinal_item=numbered.ordinal_item if numbered else None,
        place=place,
        mode=mode,
        mode_told=mode_told,
        lead_vn=next((c.lead_vn for c in witnesses if c.lead_vn), ()),
        lead_us=next((c.lead_us for c in witnesses if c.lead_us), ()),
        status="held" if any(c.status == "held" for c in ([c for c in told if c.when and c.when.exact] or told)) else "planned",
        rule=main.rule,
        cues=order,
    )


def _exactness(when: When) -> int:
    if calendar_key(when) is not None:
        return 0 if when.span is None or when.span.precision == "range" else 1
    return 2 if when.exact else 3


def _telling_span(cue: Cue) -> tuple[int, int]:
    """The telling words together with the date that belongs to them."""
    start, end = span_in_document(cue.scene, *cue.at)
    if cue.when is not None and cue.scene.sentence.start <= cue.when.item.start < cue.scene.sentence.end:
        start, end = min(start, cue.when.item.start), max(end, cue.when.item.end)
    return start, end
