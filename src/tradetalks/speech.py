"""Who is reported as saying what an article says.

A sentence is somebody's when it has a verb of saying, judging, praising or instructing whose subject is a person, an
office or a body ("the PM noted", "theo ông"), wherever in the sentence they stand. A sentence without such a verb is
the outlet's, with one exception: where it is a norm or an imperative ("Strengthen dialogue", "phải bảo đảm ..."), a
quotation, or an item of a list that somebody's words opened, it goes on in the mouth of the person who spoke last, at
most two sentences before. Where an article announces that it reports somebody's speech ("Concluding the meeting, the
Prime Minister said"), the whole passage is in that mouth, until somebody else speaks or the article turns to the
setting. A country's wish ("Hanoi wants") is the outlet's words, not the country's.

The words are data: `codebook/speech.yml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick_rs

from .actors import Mention, load_gazetteer
from .document import Document, Sentence
from .shipped import load_yaml
from .text import fold

#: How many sentences of the outlet's may stand between a person's words and their going on unnamed.
REACH = 2
#: Sentences longer than this are broken input and nobody's; it keeps the cost linear.
LONGEST = 4000
#: How many people without a known title an article may have.
MOST_STRANGERS = 40


class Speaker(NamedTuple):
    """A span of one sentence and who is reported as saying it.

    `name` is a canonical full name or a body; `side` is `vn`, `us` or empty; `how` is `verb` (a verb of saying),
    `according` ("according to ..."), `title` ("...: PM"), or `continued` (the words of an earlier sentence go on).
    """

    sentence: int
    start: int
    end: int
    name: str
    side: str
    how: str


class Cue(NamedTuple):
    """A word of speech.yml in the text. `kinds` are the lists it stands in, `value` what it stands for (bodies)."""

    start: int
    end: int
    word: str
    kinds: frozenset[str]
    value: str = ""


class Ref(NamedTuple):
    """Somebody or something that can speak or be told: one expression of the text, resolved.

    `kind` is `person`, `body` (a ministry, a side), `group` (ministries, businesses: told, never speaking) or
    `country`; `name` is empty where nobody can be named; `pronoun` marks he, she, ông.
    """

    start: int
    end: int
    name: str
    side: str
    kind: str
    role: str = ""
    pronoun: bool = False


class Report(NamedTuple):
    """A verb of speech.yml with its subject. `trailing` means the words stand before it (", he said").

    A `quiet` one puts no words into the subject's mouth: a country wants, both sides assign.
    """

    cue: Cue
    subject: Ref | None
    passive: bool
    trailing: bool
    quiet: bool = False


class Line(NamedTuple):
    """One sentence as read: its words, who is named in it, its verbs, who speaks, and whose words may go on in it."""

    sentence: Sentence
    cues: list[Cue]
    refs: list[Ref]
    reports: list[Report]
    speakers: list[Speaker]
    holder: Ref | None


# ---------------------------------------------------------------------------------------------
# The words


@cache
def load_words(part: str) -> dict[str, Any]:
    """What speech.yml has for one language, or its `office names`."""
    return _load_file()[part]


@cache
def _load_file() -> dict[str, dict[str, Any]]:
    return load_yaml("codebook", "speech.yml")


def inflect(entry: str) -> list[str]:
    """The forms of an English verb: "tell/told" gives tell, tells, told, telling; "call for" bends its first word."""
    present, _, past = entry.partition("/")
    word, _, rest = present.partition(" ")
    tail = f" {rest}" if rest else ""
    if word in _FIXED:
        return [present]
    stem = word[:-1] if word.endswith("e") else word
    ending = word[:-1] + "ies" if re.search("[^aeiou]y$", word) else word + ("es" if re.search("(?:s|sh|ch|x|o)$", word) else "s")
    regular = word[:-1] + "ied" if re.search("[^aeiou]y$", word) else stem + "ed"
    if word in _DOUBLED:
        stem, regular = word + word[-1], word + word[-1] + "ed"
    forms = [present, ending + tail, past or regular + tail, stem + "ing" + tail]
    return forms + [form.replace("is", "iz", 1) for form in forms if re.match(r"\w+is(?:e|es|ed|ing)\b", form)]


_FIXED = frozenset({"was", "as", "would"})
_DOUBLED = frozenset({"admit", "put", "set"})


@cache
def load_finder(language: str) -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, frozenset[str], str]]]:
    """The automaton for one language's words, and what each is: the word, the lists it stands in, what it stands for."""
    words = load_words(language)
    kinds: dict[str, set[str]] = {}
    values: dict[str, str] = {}

    def enter(forms: Iterable[str], kind: str, value: str = "") -> None:
        for form in forms:
            kinds.setdefault(form, set()).add(kind)
            if value:
                values.setdefault(form, value)

    for kind, verbs in words["verbs"].items():
        for verb in verbs:
            enter(inflect(verb) if language == "en" else [verb], kind)
    for kind in ("according", "passive", "norms", "tasks", "pronouns", "headings"):
        enter(words[kind], kind)
    for name, forms in words["bodies"].items():
        enter(forms, "body", name)
    for name, forms in words["addressees"].items():
        enter(forms, "group", name)
    for name, title in words["titles"].items():
        enter(title["words"], "title", name)
    enter(words["documents"], "document")
    for form in words["not speech"]:
        kinds[form] = set()
    table = [(form, frozenset(found), values.get(form, "")) for form, found in kinds.items()]
    return ahocorasick_rs.AhoCorasick([form for form, _, _ in table], implementation=ahocorasick_rs.Implementation.DFA), table


def find_cues(doc: Document) -> list[Cue]:
    """The words of speech.yml in text order, the longest where they overlap."""
    automaton, table = load_finder(doc.language)
    found = automaton.find_matches_as_indexes(doc.lower, overlapping=True)
    if not found:
        return []
    _, starts, ends = zip(*found, strict=True)
    cut_before = map(str.isalnum, map(f" {doc.lower}".__getitem__, starts))
    cut_behind = map(str.isalnum, map(f"{doc.lower} ".__getitem__, ends))
    hits = sorted(
        [(start, -end, index) for (index, start, end), before, behind in zip(found, cut_before, cut_behind, strict=True) if not (before or behind)]
    )
    cues: list[Cue] = []
    last = -1
    for start, end, index in hits:
        if start >= last:
            cues.append(Cue(start, -end, *table[index]))
            last = -end
        elif -end > last and -end - start > cues[-1].end - cues[-1].start:
            cues[-1] = Cue(start, -end, *table[index])
            last = -end
    return cues


# ---------------------------------------------------------------------------------------------
# Who is named


#: Lists of words that name somebody, or are the words of somebody named before.
_NAMING = frozenset({"group", "body", "title", "pronouns", "document"})
_US_BODIES = frozenset({"US side", "White House", "USTR", "US Department of Commerce", "US Treasury"})
_SIDES = {"vn": "Vietnamese side", "us": "US side"}
_NAME_AFTER = re.compile(r" (?:Mr\.? |Ms\.? |ông |bà |đồng chí )?((?:[^\W\d_a-z][\w'.-]+ ?){1,4})")
_RANK = re.compile(r"^(?:General|Lieutenant|Colonel|Senior|Dr\.?) ")
_JOINED = frozenset({" ", " Mr ", " Mr. ", " ông ", " bà ", " đồng chí ", ", "})
_TITLED = _JOINED - {", "}
_DETERMINER = re.compile(r"(?:\b(?:the|an?|ông|bà|ngài|đồng chí|các|each|all|both)\s)+$", re.IGNORECASE)


class _Names:
    """The people of one article, to whom titles and pronouns are traced back while its sentences are read in order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self.people = load_gazetteer().people
        self.all = list(dict.fromkeys(m.value for m in mentions if m.tag == "person"))
        self.recent: list[str] = []
        self.unknown: dict[str, Ref] = {}
        self.focus: Ref | None = None
        self.ministry = ""
        self.author: Ref | None = None
        self.strangers: dict[str, str] = {}

    def note(self, ref: Ref) -> None:
        """Remember who was named last, for titles, and who of ours could have issued a document."""
        if ref.kind == "person" and ref.name in self.people:
            if ref.name in self.recent:
                self.recent.remove(ref.name)
            self.recent.append(ref.name)
        if ref.side == "vn" and ref.name and (ref.kind == "person" or ref.name.startswith("Ministry")):
            self.author = ref

    def meet(self, ref: Ref, *words: str) -> None:
        """Remember somebody whom actors.yml does not know, by the words that later sentences may use."""
        for word in words:
            if len(self.unknown) < MOST_STRANGERS:
                self.unknown.setdefault(word, ref)

    def full_name(self, word: str, text: str, end: int) -> str:
        """The full name that the text before `end` gives for one word of it, once looked up for each word."""
        if word not in self.strangers and len(self.strangers) < MOST_STRANGERS:
            match = re.search(rf"((?:[A-Z][\w'-]+ ){{1,3}}){re.escape(word)}\b", text[:end])
            self.strangers[word] = match[1] + word if match else ""
        return self.strangers.get(word, "")

    def hold(self, side: str, role: str, office: str = "") -> str:
        """The person meant by a bare title: the last one seen who holds it, else the article's only one."""
        fits = [name for name in self.all if self._fits(name, side, role, office)]
        for name in reversed(self.recent):
            if name in fits:
                return name
        if not fits and (office or role == "head-of-government"):
            fits = [
                name
                for name, person in self.people.items()
                if person["side"] == side and (person.get("office") == office or role == person["role"] == "head-of-government")
            ]
        return fits[0] if len(fits) == 1 else ""

    def recall(self, word: str) -> str:
        """The person of the article who is called by one word of the name ("ông Tân")."""
        fits = [name for name in self.all if word in (name.split()[-1], fold(name.split()[-1]))]
        return fits[0] if len(fits) == 1 else ""

    def _fits(self, name: str, side: str, role: str, office: str) -> bool:
        person = self.people[name]
        if side not in ("any", person["side"]):
            return False
        if office and person.get("office"):
            return person["office"] == office or office in ("vn-minister", "vn-official", "us-official", "us-envoy") and person["role"] == role
        return person["role"] == role


def _merge(mentions: Sequence[Mention], cues: Sequence[Cue]) -> list[Mention | Cue]:
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


def _read_refs(doc: Document, items: Sequence[Mention | Cue], names: _Names) -> list[Ref]:
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
        elif "document" in item.kinds and names.author and isinstance(following, Cue) and following.kinds & _REPORTING and following.start - item.end < 12:
            refs.append(names.author._replace(start=item.start, end=item.end))
        if refs and refs[-1].start >= item.start:
            names.note(refs[-1])
    return refs


def _read_office(doc: Document, office: Mention, names: _Names) -> Ref:
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


def _read_body(cue: Cue, names: _Names) -> Ref:
    name = cue.value
    if name.startswith("Ministry of"):
        names.ministry = name
    elif name == "Ministry":
        name = names.ministry
    side = "us" if name in _US_BODIES else "" if name == "both sides" else "vn"
    return Ref(cue.start, cue.end, name, side, "body", "body")


def _read_title(doc: Document, cue: Cue, names: _Names, refs: Sequence[Ref]) -> Ref | None:
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
        title = load_words(doc.language)["titles"][_title_of(doc.language)[cue.word]]
        for role in title["roles"]:
            if name := names.hold(title["side"], role):
                person = names.people[name]
                return Ref(cue.start, cue.end, name, person["side"], "person", person["role"])
        return None
    before = next((r for r in refs if r.kind == "person" and r.name and not _governed(doc, r)), None)
    meant = before or names.focus
    if meant is None:
        return None
    return meant._replace(start=cue.start, end=cue.end, pronoun=True)


_APPOSITION = re.compile(r", (?:who is )?(?:the |a |an )?(?:[\w']+ ){0,3}")


@cache
def _title_of(language: str) -> dict[str, str]:
    return {word: name for name, title in load_words(language)["titles"].items() for word in title["words"]}


_GOVERNORS = {
    "en": frozenset("of to with from in between by under for about against via through on at into behind alongside over".split()),
    "vi": frozenset("của với cho từ giữa do về đến tới cùng".split()),
}
_ARTICLES = frozenset("the a an his her its their our this vietnamese vietnam's mr mr. ông bà ngài đồng chí các ngài".split())


def _governed(doc: Document, ref: Ref) -> bool:
    """Whether the expression hangs on a preposition or owns what follows ("to Trump", "Trump's"): then it is no subject."""
    if doc.text.startswith("'s", ref.end):
        return True
    before = doc.lower[max(0, ref.start - 30) : ref.start].rsplit(None, 1)
    while before:
        word = before.pop()
        if word not in _ARTICLES:
            return word in _GOVERNORS[doc.language]
        before = before[0].rsplit(None, 1) if before else before
    return False


# ---------------------------------------------------------------------------------------------
# Verbs and their subjects


_AUX = r"(?:has|have|had|also|then|later|further|again|once|more|reportedly|himself|herself|too|did|does|would|who|in turn|for his part|at the same time|meanwhile|went on to|\w+ly)"
_LIGHT = {
    "en": re.compile(
        rf"(?:\s(?:(?:on|in|at|late|early|last|this|yesterday|today)\b[^,;:]{{0,45}}))?(?:\s*[,(][^,;:()]{{1,110}}(?:,[^,;:()]{{1,60}})?[,)])?(?:,?\s{_AUX})*\s*(?:(?:on|in|at|yesterday|today)\b[^,;:]{{0,40}})?\s*"
    ),
    "vi": re.compile(
        r"(?:\s*[,(][^,;:()]{1,90}[,)])?(?:\s(?:cũng|đã|vừa|còn|tiếp tục|nhiều lần|một lần nữa|thêm|đồng thời|rất|lại|tại|ngày|sáng|chiều|tối|khi|sau đó|bèn|có|được|[\d/.-]+))*\s*"
    ),
}
_BE = frozenset("was were been is are be being got".split())
_NOUN_BEFORE = {
    "en": frozenset("the a an his her their this these those key of no such any its our under new further what following and/or official in".split()),
    "vi": frozenset("các những của mọi sự lời kiến dung một số về việc ban theo trên vào nhiều hai từ bản những cuộc".split()),
}
_SUBORDINATE = {
    "en": re.compile(r"\b(?:which|that|after|since|because|although|before|until|as)\s(?:the\s)?(?:us\s|u\.s\.\s|vietnamese\s)?\Z"),
    "vi": re.compile(r"(?:\bmà|sau khi|trước khi|bởi|vì|từ khi|kể từ khi)\s\Z"),
}
_ASKS_TO = re.compile(r"(?: \w+){1,4} (?:to|that)\b")
_CONJUNCT = {
    "en": re.compile(r"(?:\b(?:and|but|then|while|when|or|as well as)|[,;–—-])\s*(?:(?:also|then|further|has|have|had|\w+ly)\s)*$"),
    "vi": re.compile(r"(?:(?:\bvà|đồng thời|cũng như|rồi|cùng lúc|song)|[,;–—-])\s*(?:(?:đồng thời|cũng|đã|và|còn)\s)*$"),
}
_REPORTING = frozenset({"say", "praise", "instruct", "ask", "ask someone", "passive"})
_PLURAL = frozenset({"group", "body", "country"})


def _read_reports(doc: Document, sentence: Sentence, cues: Sequence[Cue], refs: Sequence[Ref], names: _Names) -> list[Report]:
    """The verbs of one sentence that somebody is the subject of, in order."""
    verbs = [cue for cue in cues if cue.kinds & _REPORTING]
    if not verbs:
        return []
    reports: list[Report] = []
    subjects = [r for r in refs if (r.name or r.pronoun) and not _governed(doc, r)]
    starts = [r.start for r in subjects]
    for cue in verbs:
        report = _read_verb(doc, sentence, cue, refs, subjects, starts, reports, names)
        if report:
            reports.append(report)
    return reports


def _read_verb(
    doc: Document, sentence: Sentence, cue: Cue, refs: Sequence[Ref], subjects: Sequence[Ref], starts: Sequence[int], reports: Sequence[Report], names: _Names
) -> Report | None:
    """What one verb reports; None where it is a noun, an infinitive, or nobody's."""
    lower, language = doc.lower, doc.language
    if "passive" in cue.kinds:
        return Report(cue, _find_agent(doc, sentence, cue, refs), True, False)
    window = lower[max(sentence.start, cue.start - 40) : cue.start]
    words = window.split()
    last = words[-1].strip("\"'(") if words else ""
    if last in _NOUN_BEFORE[language] or language == "vi" and lower.startswith(" của", cue.end):
        return None
    finite = True
    if language == "en":
        if last in ("to", "as", "not", "without", "by") and not cue.word.startswith("as "):
            return None
        adverb = last.endswith("ly") and len(words) > 1
        if (words[-2] if adverb else last) in _BE and not cue.word.startswith("was "):
            if cue.kinds & {"instruct", "ask", "ask someone"}:
                return Report(cue, _find_agent(doc, sentence, cue, refs), True, False)
            return None
        finite = not cue.word.split()[0].endswith("ing") or cue.word == "as saying"
        base = cue.word in _bases()
    index = bisect_left(starts, cue.start) - 1
    subject = subjects[index] if index >= 0 and subjects[index].end <= cue.start else None
    if subject and finite and _is_light(lower, subject.end, cue.start, language):
        if language == "en" and base and subject.kind not in _PLURAL:
            return None
        return _judge(doc, sentence, cue, subject)
    if language == "en" and finite and cue.kinds & {"say"} and (inverted := _find_inverted(doc, cue, refs)):
        return _judge(doc, sentence, cue, inverted, True)
    if language == "en" and base:
        return None
    if language == "en" and finite and (stranger := _find_stranger(doc, sentence, cue, refs, names)):
        return _judge(doc, sentence, cue, stranger)
    if not finite and not window.strip("\"' -*•"):
        later = next((r for r in subjects if r.start > cue.end and r.kind in ("person", "body") and lower[:r.start].rstrip().endswith((",", ", the"))), None)
        return Report(cue, later, False, False) if later else None
    if words and _CONJUNCT[language].search(window):
        spoken = reports[-1].subject if reports and reports[-1].subject else None
        first = spoken or next((r for r in refs if r.end <= cue.start and not _governed(doc, r)), None)
        if first and first.kind in ("person", "body"):
            return _judge(doc, sentence, cue, first)
    return None


def _is_light(lower: str, start: int, end: int, language: str) -> bool:
    """Whether nothing but an aside, an adverb or a date stands between a subject and its verb."""
    if end - start == 1:
        return lower[start] == " "
    return end - start < 180 and bool(_LIGHT[language].fullmatch(lower, start, end))


@cache
def _wishes(language: str) -> frozenset[str]:
    """The verbs that put no words into the mouth of a country or a body."""
    verbs = load_words(language)["wishes"]
    return frozenset(form for verb in verbs for form in (inflect(verb) if language == "en" else [verb]))


@cache
def _bases() -> frozenset[str]:
    """Base forms of the English verbs, many of which are nouns too ("report", "state")."""
    verbs = load_words("en")["verbs"]
    return frozenset(verb.partition("/")[0] for kind in verbs for verb in verbs[kind] if "ed" not in verb.split()[0][-2:]) - {"as saying", "was confident", "was quoted as saying", "would like"}


def _judge(doc: Document, sentence: Sentence, cue: Cue, subject: Ref, inverted: bool = False) -> Report | None:
    """The report of a verb with its subject, unless a country merely wants, or a mere group is its subject."""
    if subject.kind == "group" or not subject.name or subject.kind == "country" and "instruct" in cue.kinds:
        return None
    if _SUBORDINATE[doc.language].search(doc.lower, max(0, subject.start - 16), subject.start):
        return None
    quiet = subject.kind in ("body", "country") and (cue.word in _wishes(doc.language) or subject.name == "both sides" and "instruct" in cue.kinds)
    if subject.kind == "country" and "ask" in cue.kinds and not _ASKS_TO.match(doc.lower, cue.end, cue.end + 60):
        quiet = True
    lead = doc.lower[sentence.start : subject.start].rstrip(" \"'")
    trailing = inverted or len(lead) > 20 and lead.endswith((",", "the", "\"", "?", "!", "–")) and _closes(doc, cue, sentence)
    return Report(cue, subject, False, bool(trailing), quiet)


def _closes(doc: Document, cue: Cue, sentence: Sentence) -> bool:
    """Whether the verb ends its clause: the words that it reports stand before it."""
    after = doc.lower[cue.end : min(cue.end + 60, sentence.end)]
    return bool(re.match(r"\s*(?:[.,;:–—\"/]|$)|\s(?:on|as|again|at|in)\b", after)) or cue.end + 60 > sentence.end


def _find_inverted(doc: Document, cue: Cue, refs: Sequence[Ref]) -> Ref | None:
    """The subject behind its verb: "said Phoc"."""
    before = doc.lower[max(0, cue.start - 3) : cue.start].rstrip()
    if not before.endswith((",", '"', "'", "?", "!", "–", "-")):
        return None
    for ref in refs:
        if ref.start >= cue.end:
            return ref if doc.lower[cue.end : ref.start] in (" ", " the ", " vietnamese ", " mr ", " mr. ") else None
    return None


_STRANGER = re.compile(r"(?:\A|[,.;\"'–—-]\s|\b(?:and|that|as|when|but)\s)((?:[A-Z][\w'-]+\s){1,3})(?:(?:also|then|has|had|\w+ly)\s)?\Z")


def _find_stranger(doc: Document, sentence: Sentence, cue: Cue, refs: Sequence[Ref], names: _Names) -> Ref | None:
    """A person without a title whom actors.yml does not know: the full name, or one word of a full name given before."""
    text = doc.text
    left = max(sentence.start, cue.start - 50)
    match = _STRANGER.search(text[left : cue.start])
    if not match:
        return None
    name = match[1].rstrip()
    start = left + match.start(1)
    if any(ref.start < start + len(name) and ref.end > start for ref in refs):
        return None
    if " " not in name:
        name = names.full_name(name, text, sentence.start)
        if not name:
            return None
    return Ref(start, start + len(match[1]) - 1, name, "", "person")


def _find_agent(doc: Document, sentence: Sentence, cue: Cue, refs: Sequence[Ref]) -> Ref | None:
    """Who did what a passive verb tells: "were directed by the Prime Minister"."""
    stop = min(sentence.end, cue.end + 200)
    for ref in refs:
        if cue.end < ref.start < stop and ref.kind in ("person", "body") and ref.name:
            words = doc.lower[cue.end : ref.start].split()
            while words and words[-1] in _ARTICLES:
                words.pop()
            if words and (words[-1] == "by" or words[-3:] in (["an", "order", "of"], ["the", "order", "of"])):
                return ref
    return None


# ---------------------------------------------------------------------------------------------
# Sentences and their speakers


_ITEM = re.compile(r"[-–—*•+▪]\s|\d{1,2}[.)](?:\s|\Z)|[a-zđ]\)\s")
_MARK = re.compile(r"(?:^|\n)\s*(?:[-–—*•+▪]|\d{1,2}[.)])\s*\Z")
_BREAK = re.compile(r";|\bwhile\b|\bwhereas\b|(?<=[.!?])\s|, (?:and|but)\b|\bcòn\b|\btrong khi\b")
_QUOTES = "\"'"


def is_item(doc: Document, sentence: Sentence) -> bool:
    """Whether the sentence is an item of a list (its mark may stand in it or just before it)."""
    if _ITEM.match(doc.text, sentence.start, sentence.end):
        return True
    return bool(_MARK.search(doc.text[max(0, sentence.start - 6) : sentence.start]))


def read(doc: Document, mentions: Sequence[Mention]) -> list[Line]:
    """Every sentence of an article as read: names, verbs and speakers."""
    names = _Names(mentions)
    items = _merge(mentions, find_cues(doc))
    lines: list[Line] = []
    holder: Ref | None = None
    since = 0
    listing = False
    passage: Ref | None = None
    starts = [item.start for item in items]
    at = 0
    for sentence in doc.sentences:
        first = bisect_left(starts, sentence.start, at)
        at = bisect_left(starts, sentence.end, first)
        own = items[first:at]
        if not 3 < sentence.end - sentence.start < LONGEST:
            lines.append(Line(sentence, [], [], [], [], None))
            continue
        refs = _read_refs(doc, own, names)
        if names.unknown and doc.language == "en":
            refs = _add_unknown(doc, sentence, refs, names)
        cues = [item for item in own if isinstance(item, Cue)]
        if sentence.role in ("caption", "margin"):
            lines.append(Line(sentence, cues, refs, [], [], None))
            continue
        reports = _read_reports(doc, sentence, cues, refs, names)
        spans = _attribute(doc, sentence, cues, refs, reports)
        since += 1
        listing = listing and (is_item(doc, sentence) or bool(lines) and lines[-1].sentence.line == sentence.line)
        if not spans and holder and (listing or since <= REACH + 1 and _goes_on(doc, sentence, cues, reports)):
            spans = [Speaker(sentence.number, sentence.start, sentence.end, holder.name, holder.side, "continued")]
            since = min(since, 1) if listing else since
        if passage and (spans and spans[-1].name != passage.name or not spans and _is_setting(doc, sentence, refs)):
            passage = None
        elif passage and not spans:
            spans = [Speaker(sentence.number, sentence.start, sentence.end, passage.name, passage.side, "continued")]
        lines.append(Line(sentence, cues, refs, reports, spans, holder if since <= REACH + 1 else None))
        voice = _find_voice(refs, reports, spans)
        if voice:
            holder, since = voice, 0
            names.focus = voice
            first = _find_voice(refs, reports, spans[:1])
            if first and first.side == "vn" and _announces(doc, sentence, first):
                passage = first
            listing = doc.text[sentence.end - 1] == ":"
        elif not spans:
            subject = next((r for r in refs if r.kind == "person" and r.name and not _governed(doc, r)), None)
            names.focus = subject or names.focus
    return lines


def _announces(doc: Document, sentence: Sentence, voice: Ref) -> bool:
    """Whether the sentence begins to report a speech: "Concluding the meeting, the Prime Minister said"."""
    return bool(_heads(doc.language, "openers").match(doc.lower, sentence.start, max(sentence.start, voice.start)))


def _is_setting(doc: Document, sentence: Sentence, refs: Sequence[Ref]) -> bool:
    """Whether the sentence turns from the words of a speech to its setting, or to what the other side did."""
    if _heads(doc.language, "setting").search(doc.lower, sentence.start, sentence.end):
        return True
    first = next((ref for ref in refs if not _governed(doc, ref)), None)
    return first is not None and (first.side in ("us", "other") or first.kind == "person" and first.start - sentence.start < 30)


@cache
def _heads(language: str, part: str) -> re.Pattern:
    return re.compile(r"[\"'(–—-]*\s*(?:" + "|".join(map(re.escape, load_words(language)[part])) + r")\b" if part == "openers" else r"(?:\b|(?<=\d))(?:" + "|".join(map(re.escape, load_words(language)[part])) + r")\b")


def _add_unknown(doc: Document, sentence: Sentence, refs: list[Ref], names: _Names) -> list[Ref]:
    """The names with those of people whom only this article knows ("Pichai"), called by one word later on."""
    text = doc.text
    for word, person in names.unknown.items():
        at = text.find(word, sentence.start, sentence.end)
        end = at + len(word)
        if at < 0 or any(r.start <= at < r.end for r in refs) or text[end : end + 1].isalnum():
            continue
        refs = sorted([*refs, person._replace(start=at, end=end)])
    return refs


def _find_voice(refs: Sequence[Ref], reports: Sequence[Report], spans: Sequence[Speaker]) -> Ref | None:
    """The person whose words the sentence ends in, and in whose mouth the next one may go on."""
    if not spans or spans[-1].how == "continued":
        return None
    name = spans[-1].name
    for report in reversed(reports):
        if report.subject and report.subject.name == name and report.subject.kind == "person":
            return report.subject
    return next((r for r in refs if r.name == name and r.kind == "person"), None)


def _attribute(doc: Document, sentence: Sentence, cues: Sequence[Cue], refs: Sequence[Ref], reports: Sequence[Report]) -> list[Speaker]:
    """Who says which part of the sentence, in order; nothing where it is the outlet's."""
    marks = [(min(r.subject.start, r.cue.start), max(r.subject.end, r.cue.end), r.subject, "verb", r.trailing) for r in _voiced(reports)]
    marks += _find_according(doc, cues, refs) if refs else []
    if not marks:
        if not refs:
            return []
        ref = _find_headline(doc, sentence, refs)
        return [Speaker(sentence.number, sentence.start, sentence.end, ref.name, ref.side, "title")] if ref else []
    marks.sort(key=lambda mark: mark[0])
    spans: list[Speaker] = []
    start, previous = sentence.start, marks[0]
    for mark in marks[1:]:
        if mark[2].name == previous[2].name:
            previous = (previous[0], mark[1], *previous[2:])
            continue
        cut = _find_cut(doc, previous, mark)
        if cut is None:
            continue
        spans.append(Speaker(sentence.number, start, cut, previous[2].name, previous[2].side, previous[3]))
        start, previous = cut, mark
    spans.append(Speaker(sentence.number, start, sentence.end, previous[2].name, previous[2].side, previous[3]))
    return spans


def _voiced(reports: Sequence[Report]) -> list[Report]:
    """The verbs that put words into somebody's mouth: not quiet, nor of somebody who was just told to direct something."""
    voiced: list[Report] = []
    for report in reports:
        if report.subject is None or report.quiet:
            continue
        last = voiced[-1] if voiced else None
        if last and report.cue.kinds <= {"instruct"} and "instruct" in last.cue.kinds and report.subject.name != last.subject.name:
            continue
        voiced.append(report)
    return voiced


def _find_cut(doc: Document, one: tuple, two: tuple) -> int | None:
    """Where one speaker's words end and the next one's begin; None where the second speaks within the first's words."""
    cut = None
    for match in _BREAK.finditer(doc.lower, one[1], max(one[1], two[0])):
        cut = match.end()
    return cut


def _find_according(doc: Document, cues: Sequence[Cue], refs: Sequence[Ref]) -> list[tuple]:
    """ "According to the ministry": marks of words that name a speaker without a verb."""
    marks = []
    for cue in cues:
        if "according" not in cue.kinds:
            continue
        for ref in refs:
            if ref.start >= cue.end:
                near = _DETERMINER.sub("", doc.lower[cue.end : ref.start]).strip()
                owns = doc.text.startswith("'s", ref.end) or ref.kind == "country" and _OWNS[doc.language].match(doc.lower, ref.end)
                if not near and ref.name and ref.kind != "group" and not owns:
                    marks.append((cue.start, ref.end, ref, "according", doc.lower[max(0, cue.start - 3) : cue.start].rstrip().endswith(",")))
                break
    return marks


#: Behind a country: what is its ("according to US proposals").
_OWNS = {"en": re.compile(r"\s\w"), "vi": re.compile(r"(?!)")}


def _find_headline(doc: Document, sentence: Sentence, refs: Sequence[Ref]) -> Ref | None:
    """The speaker of "PM: ..." and "...: PM"."""
    for ref in refs:
        if ref.kind != "person" or not ref.name:
            continue
        if ref.start - sentence.start < 3 and doc.text.startswith(":", ref.end):
            return ref
        if sentence.role != "title" or ref.end < sentence.end - 1:
            continue
        before = doc.lower[sentence.start : ref.start].removesuffix("the ").rstrip()
        if before.endswith(":"):
            return ref
    return None


_FIRST = re.compile(r"[\s\"'(*•–—-]*([^\W\d_]+)(?:\s([^\W\d_]+))?(?:\s([^\W\d_]+))?")


def _goes_on(doc: Document, sentence: Sentence, cues: Sequence[Cue], reports: Sequence[Report]) -> bool:
    """Whether a sentence without a speaker of its own is a norm, an imperative or a quotation."""
    if doc.text[sentence.start] in _QUOTES and "\"" in doc.text[sentence.start + 1 : sentence.end]:
        return True
    words = load_words(doc.language)
    match = _FIRST.match(doc.lower, sentence.start, sentence.end)
    if match:
        if match[1] == "they" or any(cue.value == "both sides" and cue.start - match.start(1) < 5 for cue in cues):
            return False
        one, two = match[1], f"{match[1]} {match[2]}" if match[2] else ""
        imperatives = _imperatives(doc.language)
        if one in imperatives or two in imperatives:
            return True
        for linker in words["linkers"]:
            if doc.lower.startswith(linker, match.start(1)):
                after = _FIRST.match(doc.lower, match.start(1) + len(linker) + 1, sentence.end)
                if after and (after[1] in imperatives or doc.language == "en" and after[1].endswith("ing")):
                    return True
    if any(report.passive and report.cue.kinds & {"instruct", "ask", "ask someone", "passive"} for report in reports):
        return True
    return any("norms" in cue.kinds and not _NO_NORM[doc.language].search(doc.lower, sentence.start, cue.start) for cue in cues)


#: Before a word such as "should" or "phải": it is told or asked of something else, not laid down.
_NO_NORM = {"en": re.compile(r"\b(?:how|whether)\b"), "vi": re.compile(r"\b(?:đã|vừa|từng)\b|\b(?:đang|khi|nếu|có|còn)\s\Z")}


@cache
def _imperatives(language: str) -> frozenset[str]:
    return frozenset(load_words(language)["imperatives"])


def speakers(doc: Document, mentions: Sequence[Mention]) -> list[Speaker]:
    """Who is reported as saying which part of the article, in text order; what no span covers is the outlet's."""
    return [speaker for line in read(doc, mentions) for speaker in line.speakers]


def speaker_at(doc: Document, found: Sequence[Speaker], sentence: Sentence, start: int, end: int) -> str:
    """Who is reported as saying a span of one sentence: a full name, a body, or "" for the outlet."""
    index = bisect_left(found, (sentence.number,))
    best, most = "", 0
    while index < len(found) and found[index].sentence == sentence.number:
        speaker = found[index]
        shared = min(end, speaker.end) - max(start, speaker.start)
        if shared > most:
            best, most = speaker.name, shared
        index += 1
    return best
