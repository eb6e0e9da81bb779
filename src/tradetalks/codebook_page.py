"""The codebook as a page: every code, good, kind of event and rule, with how often it is found in this collection.

The text is the codebook's own (`codebook/*.yml`); the counts are the tables'.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from urllib.parse import quote

from tradetalks import codebook, prose
from tradetalks.codebook import Code, Example, GoodKind
from tradetalks.display import literal
from tradetalks.evidence import code_link, slugify
from tradetalks.project import Project
from tradetalks.shipped import load_yaml
from tradetalks.showcase import cite
from tradetalks.staging import Page, lists_page

#: The page of the codebook, and the part of it that is made.
CHAPTER = "codebook"
CODES = "codebook-codes.md"
CONCORDANCE = "concordance"

#: The day and the words of a note on why a code is as it is.
Reason = tuple[str, str]

_FAMILIES = {
    "principle": ("Principles: how the talks are to be conducted", "codebook-principles"),
    "measure": ("Measures: what is done, offered or asked", "codebook-measures"),
}
_LANGUAGES = {"en": "English", "vi": "Vietnamese"}


def make_codebook(place: Project) -> list[Page]:
    """What the page of the codebook shows; nothing for a book without that page."""
    if not lists_page(place, CHAPTER):
        return []
    return [Page(CODES, write_codebook(place, linked=lists_page(place, CONCORDANCE)))]


def write_codebook(place: Project, *, linked: bool) -> str:
    """All sections; `linked` says whether the book has a concordance to look the codings up in."""
    book = codebook.load()
    codings, goods = place.table("codings"), place.table("goods")
    found = {code: list(rows) for code, rows in codings.groupby("code")["coding_id"]}
    articles = codings.groupby("code")["article_id"].nunique().to_dict()
    phrases = Counter((pattern.code, pattern.language) for pattern in book.patterns)
    reasons = group_reasons(book.codes.values())
    own = {reason: some for reason, some in reasons.items() if len(some) == 1}
    occasions = group_occasions(own)
    parts = []
    for family, (title, label) in _FAMILIES.items():
        parts.append(f"({label})=\n## {title}\n")
        for code in book.codes.values():
            if code.family == family:
                told = tell_found(found.get(code.code, ()), articles.get(code.code, 0), code.label if linked else "")
                parts.append(write_code(code, told, {name: phrases[code.code, name] for name in _LANGUAGES}, own, occasions))
    parts.append(
        "(codebook-goods)=\n## Goods named for purchase or import\n\n"
        "A good is coded only where it is named as something that Việt Nam buys, imports or is to buy from the US.\n"
    )
    bought = {good: list(rows) for good, rows in goods.groupby("good")["good_id"]}
    sold = goods.groupby("good")["article_id"].nunique().to_dict()
    parts += [write_good(good, tell_found(bought.get(good.good, ()), sold.get(good.good, 0), "", "naming")) for good in book.goods]
    parts += write_kinds(place)
    parts.append(write_changes({reason: some for reason, some in reasons.items() if reason not in own}, occasions))
    return "\n".join(parts)


def tell_found(ids: Iterable[str], n_articles: int, label: str, noun: str = "span") -> str:
    """How often something is found, with its evidence, and where its lines stand in the concordance (of `label`, if any)."""
    ids = list(ids)
    if not ids:
        return "None in these articles."
    told = f"{prose.start_sentence(cite(prose.count(noun, len(ids)), ids))} in {prose.count('article', n_articles)}"
    if not label:
        return f"{told}."
    address = html.escape(f"{CONCORDANCE}.html?code={quote(label)}#concordance-lines")
    return f'{told}; <a class="reference internal" href="{address}">in the concordance</a>.'


def write_code(code: Code, told: str, phrases: Mapping[str, int], own: Collection[Reason], occasions: Collection[Reason]) -> str:
    """The section of one code; of the reasons for changes those that are its `own`, without the occasions that it shares."""
    by = prose.join_list(f"{prose.number(n)} {_LANGUAGES[name]}" for name, n in phrases.items() if n)
    last = [n for n in phrases.values() if n]
    found_by = f" {prose.start_sentence(by)} {prose.plural('phrase', last[-1])} {prose.agree(sum(last), 'finds', 'find')} it." if last else ""
    return "\n\n".join(
        part
        for part in (
            f"(code-{slugify(code.code)})=\n### {literal(code.label)}",
            f"{_speak(code.label_vi, 'vi')}, `{code.code}`",
            f"{literal(code.definition)}",
            f"{told}{found_by}",
            _fold_examples(code.include, code.exclude),
            _list_notes(strip_occasion(reason, occasions) for reason in map(read_reason, code.notes) if reason in own),
        )
        if part
    ) + "\n"


def write_good(good: GoodKind, told: str) -> str:
    """The section of one kind of goods."""
    parts = (
        f"(good-{slugify(good.good)})=\n### {literal(good.label)}",
        f"{_speak(good.label_vi, 'vi')}, `{good.good}`",
        told,
        _fold_examples(good.include, good.exclude),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def write_kinds(place: Project) -> list[str]:
    """The sections of the kinds of events, and of the rules of days, numbers and deadlines."""
    declared = read_kinds()
    events, directives = place.table("events"), place.table("directives")
    dossiers = lists_page(place, "dossiers")
    parts = ["(codebook-events)=\n## Events\n"]
    for kind, known in declared["kinds"].items():
        ids = list(events.loc[events["kind"] == kind, "event_id"])
        counts = f" Its numbers count {known['counts']}." if known["counts"] else " It has no numbers."
        told = (
            f"{prose.start_sentence(cite(prose.count('event', len(ids)), ids))} of this kind {prose.agree(len(ids), 'is', 'are')} told of in these articles."
            if len(ids)
            else "These articles tell of none with a day or a number."
        )
        where = f" {{ref}}`The list of them <dossiers-{kind}>`." if ids and dossiers else ""
        parts.append(
            f"(kind-{kind})=\n### {prose.kind_label(kind)}\n\n{_speak(known['label_vi'], 'vi')}, `{kind}`\n\n"
            f"{literal(known['definition'])} {literal(counts)}\n\n{told}{where}\n"
        )
    parts.append("(codebook-rules)=\n## Days, numbers and deadlines\n")
    due = directives[directives["deadline"].notna()]
    for rule, known in declared["rules"].items():
        told = f"\n\n{prose.start_sentence(cite(prose.count('deadline', len(due)), due['directive_id']))} {prose.agree(len(due), 'is', 'are')} told in these articles." if rule == "deadlines" else ""
        parts.append(f"(rule-{rule})=\n### {known['label']}\n\n{literal(known['definition'])}{told}\n")
    return parts


def read_kinds() -> dict[str, Any]:
    """What the codebook says of events: `kinds` and `rules`, each with its definition."""
    return load_yaml("codebook", "kinds.yml")


def _speak(text: str, language: str) -> str:
    """Text that says its language, so that it is read aloud in it."""
    return f"[{literal(text)}]{{.language-{language}}}" if language != "en" else literal(text)


def _fold_examples(include: Iterable[Example], exclude: Iterable[Example]) -> str:
    """The examples in a box that opens, since there are many of them."""
    lists = [part for part in (_list_examples("Coded", include), _list_examples("Not coded", exclude)) if part]
    n = len([*include, *exclude])
    return "\n\n".join([f'<details class="examples"><summary>{prose.start_sentence(prose.count("example", n))}</summary>', *lists, "</details>"]) if lists else ""


def _list_examples(title: str, examples: Iterable[Example]) -> str:
    lines = [f"- {_mark(example)}" for example in examples]
    return f"{title}, for example:\n\n" + "\n".join(lines) if lines else ""


def _mark(example: Example) -> str:
    """The sentence with what is coded in it in bold."""
    shown, at = "", 0
    for words in example.spans:
        start = example.text.index(words, at)
        shown += literal_inside(example.text[at:start]) + f"**{literal_inside(words)}**"
        at = start + len(words)
    shown += literal_inside(example.text[at:])
    return f"[{shown}]{{.language-{example.language}}}" if example.language != "en" else shown


def literal_inside(text: str) -> str:
    """`display.literal` of words within a line: the spaces at both ends stay."""
    bare = literal(text)
    return f"{' ' if text[:1].isspace() and bare else ''}{bare}{' ' if text[-1:].isspace() else ''}"


def _list_notes(reasons: Iterable[Reason]) -> str:
    lines = [f"- {_tell_reason(*reason)}" for reason in reasons]
    return "Why it is as it is:\n\n" + "\n".join(lines) if lines else ""


def _tell_reason(day: str, reason: str) -> str:
    return f"{prose.day(day)}: {literal(reason)}" if day else literal(reason)


def read_reason(note: str) -> Reason:
    """The day and the reason of a note of the codebook; a note without a day has an empty one."""
    day, _, reason = note.partition(": ")
    return (day, reason) if reason and day[:4].isdigit() else ("", note)


def group_reasons(codes: Iterable[Code]) -> dict[Reason, list[Code]]:
    """The codes that each reason was given for, the reasons in the order of their days."""
    found: dict[Reason, list[Code]] = {}
    for code in codes:
        for reason in dict.fromkeys(map(read_reason, code.notes)):
            found.setdefault(reason, []).append(code)
    return dict(sorted(found.items(), key=lambda one: one[0][0]))


def group_occasions(reasons: Mapping[Reason, Iterable[Code]]) -> dict[Reason, list[Code]]:
    """Of reasons that begin alike (`mended after a score: …`) what they begin with, and the codes that were changed then."""
    found: dict[Reason, dict[str, Code]] = {}
    for (day, reason), codes in reasons.items():
        occasion, colon, _ = reason.partition(": ")
        if colon:
            found.setdefault((day, occasion), {}).update({code.code: code for code in codes})
    return {occasion: list(codes.values()) for occasion, codes in sorted(found.items()) if len(codes) > 1}


def strip_occasion(reason: Reason, occasions: Collection[Reason]) -> Reason:
    """A reason without the occasion that other codes share with it."""
    day, text = reason
    occasion, _, rest = text.partition(": ")
    return (day, rest) if (day, occasion) in occasions else reason


def write_changes(reasons: Mapping[Reason, Iterable[Code]], occasions: Mapping[Reason, Iterable[Code]]) -> str:
    """The log of changes to several codes: for one reason, or on one occasion for reasons that stand with each code."""
    lines = [f"- {_tell_reason(*reason)} {_link_codes(codes)}." for reason, codes in reasons.items()]
    lines += [f"- {_tell_reason(*occasion)}, each as its entry says: {_link_codes(codes)}." for occasion, codes in occasions.items()]
    told = "\n".join(lines) or "None has been made."
    return (
        "(codebook-changes)=\n## Changes to several codes at once\n\n"
        f"What was changed in several codes for the same reason, or on the same occasion, stands here once.\n\n{told}\n"
    )


def _link_codes(codes: Iterable[Code]) -> str:
    return prose.join_list(code_link(literal(code.label), code.code) for code in codes)
