"""The days and months by which something is to be done, and the instructions they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from operator import itemgetter

from .. import dates as dating
from ..dates import DateSpan
from ..document import Document, Sentence
from ..speech import Line, load_words
from .model import Deadline, Directive, Task
from .spans import trim

#: How many days before the article's own day a deadline may lie; an earlier one belongs to the year after.
STALE = 120


@cache
def _firm(language: str) -> tuple[re.Pattern, re.Pattern, re.Pattern, re.Pattern, re.Pattern]:
    """Patterns for what stands before a deadline (a day or month; a month only; a day only), behind it, and before a bare day."""
    words = load_words(language)["deadlines"]
    extra = r"(?:\s*(?:noon on|midday on|the end of|the|end of|early|late|ngày|là|vào|đến|\d{1,2}(?:[.:h]\d{0,2})?(?: (?:am|pm|giờ))?(?: on| ngày)?))*\s*[:(]?\s*\Z"

    def before(forms: Sequence[str]) -> str:
        return r"(?<!\w)(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")"

    firm, month = before(words["firm"]), before(words["month"])
    after = re.compile(r"\s*,?\s*" + before(words["firm after"]) + r"(?!\w)")
    # The digits stand first, so that `re` skips to them.
    day = r"(\d\d?)(?:(?<=\sthe \d)|(?<=\sthe \d\d))(?:st|nd|rd|th)(?=[,.;)]|\s(?:to|of (?:this|the|next) month|and|at)\b|\s*$)" if language == "en" else r"(\d\d?)(?:(?<=\sngày \d)|(?<=\sngày \d\d))(?=[,.;)]|\stháng (?:này|sau|tới)|\stới|\s*$)"
    firm_for = rf"(?<!\w)(?:deadline|hạn chót|hạn cuối|thời hạn)(?: (?:for|to|cho|để) [^,;.\n]{{1,30}})? (?:is|was|là){extra}"
    within_day = re.compile(before(words["day"]) + r"\s*(?:ngày)?\s*\Z")
    return re.compile(f"{firm}{extra}|{firm_for}"), re.compile(month + r"\s*\Z"), within_day, after, re.compile(day)


def find_deadlines(doc: Document, dates: Sequence[DateSpan]) -> list[Deadline]:
    """The days and months of a text that stand where a deadline may: behind "by", "no later than", "trước", "trong"."""
    firm, month, within_day, after, bare = _firm(doc.language)
    lower = doc.lower
    found: list[Deadline] = []
    for span in dates:
        if span.precision not in ("day", "month", "month-part"):
            continue
        left = max(0, span.start - 42)
        left = lower.rfind("\n", left, span.start) + 1 or left
        if _TALKS_DUE.search(lower, left, span.start):
            continue
        if not firm.search(lower, left, span.start) and not after.match(lower, span.end):
            if span.precision == "day" and not span.text.lower().startswith(_TOMORROW) and not within_day.search(lower, left, span.start):
                continue
            if span.precision != "day" and not month.search(lower, left, span.start) and not _is_this_month(doc, span):
                continue
            if _happens(doc, left, span.start) or _PLAIN_BEFORE[doc.language].search(lower, max(0, span.start - 90), span.start):
                continue
        if deadline := _read_deadline(doc, span):
            found.append(deadline)
    taken = [span.start for span in dates]
    swallowed = set()  # the "this month" of "the 15th of this month"
    for match in bare.finditer(lower):
        index = bisect_right(taken, match.start())
        if index and dates[index - 1].end > match.start() or not firm.search(lower, max(0, match.start() - 42), match.start()):
            continue
        if deadline := _read_bare(doc, match, dates[:index][-20:]):
            found.append(deadline)
            swallowed.update(taken[index : index + 1] if taken[index : index + 1] and taken[index] - match.end() < 12 else ())
    return sorted((deadline for deadline in found if deadline.start not in swallowed), key=itemgetter(0))


#: What is told to be done tomorrow is told to be done by then, without a word before it.
_TOMORROW = ("tomorrow", "ngày mai")


def within(due: Sequence[Deadline], start: int, end: int) -> Sequence[Deadline]:
    """The deadlines that begin in a span of the text."""
    return due[bisect_left(due, (start,)) : bisect_left(due, (end,))]


def _is_this_month(doc: Document, span: DateSpan) -> bool:
    return span.precision == "month" and doc.lower.startswith("this ", span.start)


@cache
def _happenings(language: str) -> re.Pattern:
    words = "|".join(map(re.escape, load_words(language)["happenings"]))
    return re.compile(rf"\b(?:{words})\b(?:\s\S+){{0,3}}\s*\S*\s*\Z")


#: "The next of which is due in early June": talks take place then.
_TALKS_DUE = re.compile(r"\b(?:which|round|talks|session|meeting) (?:is|are) due (?:in|on) \Z")
_PLAIN_BEFORE = {"en": re.compile(r"\b(?:established|upgraded|founded|(?:was|were) (?:issued|adopted|announced|passed)) (?:\w+ ){0,8}in (?:early |late |mid-)?\Z|\b(?:will|would|planned|scheduled|slated|expected)\b(?:(?!\sand\s)[^,;:.])*\Z|\b(?:was|were|had been) (?!told|asked|ordered|instructed|urged|directed|tasked|assigned|given|due|to)\w+(?: (?!to\b)\w+){0,4}\s*\Z"), "vi": re.compile(r"\b(?:sẽ|dự kiến|(?:đã|vừa)(?! (?:ra lệnh|lệnh|yêu cầu|giao|chỉ đạo|chỉ thị|phân công|đề nghị)\b))\b[^,;:.]*\Z")}


def _happens(doc: Document, start: int, end: int) -> bool:
    """Whether the words just before a month name an event or a figure of that month."""
    piece = re.split(r"[,;:]", doc.lower[start:end])[-1]
    return bool(_happenings(doc.language).search(piece))


def _read_deadline(doc: Document, span: DateSpan) -> Deadline | None:
    """The deadline of a date expression; None where neither day nor month can be known."""
    month, day = span.month, span.day if span.precision == "day" else None
    if month is None and span.precision == "month":
        inner = dating.find(span.text.partition(" ")[2], None, doc.language)
        month = inner[0].month if inner else None
    if month is None:
        return None
    if span.weekday is not None and span.first and doc.published and span.first < doc.published:
        ahead = span.first + timedelta(days=7)  # a task is to be done by the next such day, not the last
        return Deadline(span.start, span.end, ahead.year, ahead.month, ahead.day, span.basis)
    if span.year is not None and span.basis != "stated" and doc.published and span.last and (doc.published - span.last).days > STALE:
        return Deadline(span.start, span.end, span.year + 1, month, day, span.basis)
    return Deadline(span.start, span.end, span.year, month, day, span.basis)


def _read_bare(doc: Document, match: re.Match, dates: Sequence[DateSpan]) -> Deadline | None:
    """The deadline "by the 25th": the first such day from the article's own on, else of the month named last before (`dates`)."""
    day = int(match[1])
    if not 1 <= day <= 31:
        return None
    shift = bool(re.match(r"\S*\s(?:of next month|tháng (?:sau|tới))", doc.lower[match.end(1) : match.end(1) + 16]))
    if doc.published:
        later = day < doc.published.day or shift
        month = doc.published.month % 12 + 1 if later else doc.published.month
        year = doc.published.year + (later and month == 1)
        return Deadline(match.start(1), match.end(1), year, month, day, "reference")
    known = [span for span in dates if span.month]
    if not known or shift:
        return None
    return Deadline(match.start(1), match.end(1), known[-1].year, known[-1].month, day, known[-1].basis)


def date_tasks(doc: Document, line: Line, task: Task, due: Sequence[Deadline]) -> Iterator[Directive]:
    """The rows of one task: one for each of its deadlines, cut between them, or one without."""
    sentence = line.sentence
    deadlines = within(due, task.start, _reach(task, sentence))
    told = ";".join(task.told)
    here = {ref.name for ref in line.refs} | {one.name for one in line.speakers if one.how != "continued"}
    here |= {report.subject.name for report in line.reports if report.subject}
    basis = "" if not task.issuer else "verb" if task.issuer in here else "continued"
    if not deadlines:
        yield Directive(sentence, task.start, task.end, task.issuer, told, None, task.rule, basis)
        return
    start = task.start
    for index, deadline in enumerate(deadlines):
        end = max(task.end, deadline.end)
        if index + 1 < len(deadlines):
            cut = max(doc.text.rfind(mark, deadline.end, deadlines[index + 1].start) for mark in ",;")
            end = cut if cut > 0 else deadlines[index + 1].start
        yield Directive(sentence, start, trim(doc, start, end), task.issuer, told, deadline, task.rule, basis)
        start = end + len(doc.text[end:]) - len(doc.text[end:].lstrip(" ,;")) if index + 1 < len(deadlines) else end


def _reach(task: Task, sentence: Sentence) -> int:
    """How far a task's deadline may stand: to the sentence's end where the task ends there but for its stops."""
    return sentence.end if sentence.end - task.end < 4 else task.end
