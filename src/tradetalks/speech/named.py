"""Who is named in a sentence: people, bodies, groups and countries, with titles and pronouns resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import itemgetter

from ..actors import Mention
from ..document import Document
from .model import Cue, Ref
from .people import Names
from .words import REPORTING, load_words, title_of

#: Lists of words that name somebody, or are the words of somebody named before.
_NAMING = frozenset({"group", "body", "title", "pronouns", "document"})
_US_BODIES = frozenset({"US side", "White House", "USTR", "US Department of Commerce", "US Treasury"})
_SIDES = {"vn": "Vietnamese side", "us": "US side"}
_NAME_AFTER = re.compile(r" (?:Mr\.? |Ms\.? |ông |bà |đồng chí )?((?:[^\W\d_a-z][\w'.-]+ ?){1,4})")
_RANK = re.compile(r"^(?:General|Lieutenant|Colonel|Senior|Dr\.?) ")
_JOINED = frozenset({" ", " Mr ", " Mr. ", " ông ", " bà ", " đồng chí ", ", "})
_TITLED = _JOINED - {", "}


def merge(mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[Mention | Cue]:
    """Names and words of the article in text order; of overlapping ones the longest, a name before a word."""
    named = [m for m in mentions if m.tag in ("person", "office", "country", "place")]
    merged: list[Mention | Cue] = []
    for item in sorted([*named, *cues], key=itemgetter(0, 1)):
        if merged and item.start < merged[-1].end:
            if item.end - item.start > merged[-1].end - merged[-1].start:
                merged[-1] = item
            continue
        merged.append(item)
    return merged


def read_refs(doc: Document, items: Sequence[Mention | Cue], names: Names) -> list[Ref]:
    """The people, bodies, groups and countries of one sentence, with titles and pronouns resolved."""
    refs: list[Ref] = []
    text = doc.text
    index = 0
    while index < len(items):
        item = items[index]
        following = items[index + 1] if index + 1 < len(items) else None
        index += 1
        if isinstance(item, Mention):
            if item.tag == "person":
                end = item.end
                if isinstance(following, Mention) and following.tag == "office" and text[end : following.start] in (", ", ", the ") and following.side == item.side:
                    end, index = following.end, index + 1
                refs.append(Ref(item.start, end, item.value, item.side, "person", item.role))
            elif item.tag == "office":
                if isinstance(following, Mention) and following.tag == "person" and text[item.end : following.start] in _JOINED:
                    refs.append(Ref(item.start, following.end, following.value, following.side, "person", following.role))
                    index += 1
                else:
                    refs.append(_read_office(doc, item, names))
            elif item.tag == "country" and item.value in _SIDES:
                refs.append(Ref(item.start, item.end, _SIDES[item.value], item.value, "country"))
            else:
                refs.append(Ref(item.start, item.end, "", "other", "country"))
        elif item.kinds.isdisjoint(_NAMING):
            continue
        elif "group" in item.kinds:
            refs.append(Ref(item.start, item.end, item.value, "vn", "group"))
        elif "body" in item.kinds:
            refs.append(_read_body(item, names))
        elif "title" in item.kinds or "pronouns" in item.kinds:
            if isinstance(following, Mention) and following.tag == "person" and text[item.end : following.start] in _TITLED:
                refs.append(Ref(item.start, following.end, following.value, following.side, "person", following.role))
                index += 1
            elif ref := _read_title(doc, item, names, refs):
                refs.append(ref)
        elif "document" in item.kinds and names.author and isinstance(following, Cue) and following.kinds & REPORTING and following.start - item.end < 12:
            refs.append(names.author._replace(start=item.start, end=item.end))
        if refs and refs[-1].start >= item.start:
            names.note(refs[-1])
    return refs


def _read_office(doc: Document, office: Mention, names: Names) -> Ref:
    """Somebody named by an office, with an unknown name behind it or none."""
    end, name = office.end, ""
    written, stop = _read_name(doc.text, end)
    if " " in written:
        end, name = stop, _RANK.sub("", written)
        ref = Ref(office.start, end, name, office.side, "person", office.role)
        names.meet(ref, name.split()[0], name.split()[-1])
        return ref
    name = names.hold(office.side, office.role, office.value) or load_words("office names").get(office.value, "")
    return Ref(office.start, end, name, office.side, "person", office.role)


def _read_name(text: str, end: int) -> tuple[str, int]:
    """The capitalised words behind a title, up to four, and where they end; empty where none follows."""
    match = _NAME_AFTER.match(text, end)
    if not match:
        return "", end
    words = []
    for word in match[1].split():
        if not word[0].isupper():
            break
        words.append(word)
    name = " ".join(words)
    return name, match.start(1) + len(name)


def _read_body(cue: Cue, names: Names) -> Ref:
    name = cue.value
    if name.startswith("Ministry of"):
        names.ministry = name
    elif name == "Ministry":
        name = names.ministry
    side = "us" if name in _US_BODIES else "" if name == "both sides" else "vn"
    return Ref(cue.start, cue.end, name, side, "body", "body")


def _read_title(doc: Document, cue: Cue, names: Names, refs: Sequence[Ref]) -> Ref | None:
    """The person meant by a bare title ("the minister") or a pronoun; None where the word is none."""
    text = doc.text
    written, stop = _read_name(text, cue.end)
    if written:
        word = written.split()[0]
        if ref := names.unknown.get(word) or names.unknown.get(written.split()[-1]):
            return ref._replace(start=cue.start, end=stop, pronoun=False)
        if name := names.recall(word):
            person = names.people[name]
            return Ref(cue.start, cue.end + 1 + len(word), name, person["side"], "person", person["role"])
        if " " in written and ("title" in cue.kinds or doc.language == "vi"):
            ref = Ref(cue.start, stop, written, "", "person", "")
            names.meet(ref, written.split()[-1])
            return ref
    if "title" in cue.kinds:
        if refs and refs[-1].kind == "person" and _APPOSITION.fullmatch(doc.lower, refs[-1].end, cue.start):
            return None
        title = load_words(doc.language)["titles"][title_of(doc.language)[cue.word]]
        for role in title["roles"]:
            if name := names.hold(title["side"], role):
                person = names.people[name]
                return Ref(cue.start, cue.end, name, person["side"], "person", person["role"])
        return None
    before = next((r for r in refs if r.kind == "person" and r.name and not is_governed(doc, r)), None)
    meant = before or names.focus
    if meant is None:
        return None
    return meant._replace(start=cue.start, end=cue.end, pronoun=True)


_APPOSITION = re.compile(r", (?:who is )?(?:the |a |an )?(?:[\w']+ ){0,3}")
_GOVERNORS = {
    "en": frozenset("of to with from in between by under for about against via through on at into behind alongside over".split()),
    "vi": frozenset("của với cho từ giữa do về đến tới cùng".split()),
}
ARTICLES = frozenset("the a an his her its their our this vietnamese vietnam's mr mr. ông bà ngài đồng chí các ngài".split())


def is_governed(doc: Document, ref: Ref) -> bool:
    """Whether the expression hangs on a preposition or owns what follows ("to Trump", "Trump's"): then it is no subject."""
    if doc.text.startswith("'s", ref.end):
        return True
    before = doc.lower[max(0, ref.start - 30) : ref.start].rsplit(None, 1)
    while before:
        word = before.pop()
        if word not in ARTICLES:
            return word in _GOVERNORS[doc.language]
        before = before[0].rsplit(None, 1) if before else before
    return False
