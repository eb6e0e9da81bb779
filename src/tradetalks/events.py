"""Sentences, names and dates -> the events an article reports, one mention for each event.

An event is told in pieces: the headline names it, the first sentence dates it, a later one numbers it, a caption repeats
it. So each sentence is first read for *cues* (a meeting word between the right people), each cue takes the date, the
ordinal and the place that belong to it, and cues of the same event are then gathered. Rules read scene lines (see
`scene.py`); the words they look for are data (`codebook/events.yml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from .actors import load_gazetteer
from .dates import DateSpan
from .document import Document
from .scene import Item, Scene, span_in_document

#: No sentence of the press is longer (characters), and no article tells events in more places: what goes beyond is
#: broken, and reading it would cost more than its length.
LONGEST_SENTENCE = 3_000
MOST_CUES = 400
KINDS = ("government-meeting", "ministerial-session", "negotiation-round", "leader-contact")


@dataclass(frozen=True)
class Cue:
    """One place where a sentence tells of an event.

    `start`, `end` span the telling words in the document; `at` is where they stand in the scene line. `rule` names the
    pattern. `weak` cues (a bare "the meeting") add to an event that another sentence tells, but make none.
    """

    kind: str
    scene: Scene
    at: tuple[int, int]
    rule: str
    ordinal: int | None = None
    ordinal_item: Item | None = None
    when: When | None = None
    place: str = ""
    mode: str = ""
    lead_vn: tuple[str, ...] = ()
    lead_us: tuple[str, ...] = ()
    status: str = "held"
    weak: bool = False
    #: The word that tells (the verb or noun of meeting) where the cue spans more; dates are measured from it.
    core: tuple[int, int] | None = None
    #: `open` or `close` where only that day of a round is told.
    edge: str = ""

    @property
    def sentence_number(self) -> int:
        return self.scene.sentence.number


class When(NamedTuple):
    """When an event took place, as far as one sentence tells.

    `first`, `last` are days, None if unknown; `span` is the expression they were read from. `told` is true where a day,
    week or month is told at all, known or not ("today" in an undated article). `open_ended` marks a first day only.
    """

    first: date | None
    last: date | None
    span: DateSpan | None
    item: Item
    open_ended: bool = False
    note: str = ""

    @property
    def exact(self) -> bool:
        return self.span is None or self.span.precision in ("day", "range")


@dataclass
class EventMention:
    """One event as one article reports it. Fields are those of `event_mentions.csv`; None or "" is unknown.

    `start`, `end` span the telling words of `scene.sentence`; `when` keeps the date expression, so that a year that only
    the corpus knows can be filled in later.
    """

    kind: str
    scene: Scene
    start: int
    end: int
    when: When | None
    ordinal: int | None
    ordinal_item: Item | None
    place: str
    mode: str
    lead_vn: tuple[str, ...]
    lead_us: tuple[str, ...]
    status: str
    rule: str
    cues: list[Cue] = field(default_factory=list)


# ---------------------------------------------------------------------------------------------
# Patterns


def _alternatives(words: Iterable[str]) -> str:
    parts = [re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ") for word in words]
    return "(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"


@cache
def load_words(language: str) -> dict[str, str]:
    """The word lists of events.yml as pattern fragments."""
    data = yaml.safe_load((files("tradetalks") / "codebook" / "events.yml").read_text(encoding="utf-8"))
    return {name: _alternatives(words) for name, words in data[language].items()}


VN_SIDE = r"(?:VNMIN|DPM)"
_NO_STOP = r"(?:(?!\bround\b|\bELSE\b|;)[^;])"


@cache
def government_patterns(language: str) -> tuple[tuple[str, re.Pattern], ...]:
    """Ways of telling that the government met under the Prime Minister or a deputy."""
    w = load_words(language)
    sitting, chair = w["sitting"], w["chair"]
    if language == "en":
        patterns = {
            "dated number": rf"\bORD (?:such |of these |of its kind |of the kind |government |GOV |of the PM's ){{0,2}}{sitting}?,? ?(?:held |convened |which (?:was|took place) |was |took place ){{0,2}}(?:on |of |\()?DATE(?=[^;]{{0,140}}\b(?:PM|GOV)\b)",
            "PM chairs a meeting": rf"\b(?:PM|DPM)\b[^;]{{0,110}}?\b{chair}\b[^;]{{0,90}}?\b{sitting}\b",
            "meeting chaired by the PM": rf"\b{sitting}\b[^;]{{0,110}}?\b(?:chaired|presided over|led|headed|convened|called|hosted|summoned|held|helmed|run|opened)\b[^;]{{0,60}}?\bby\b[^;]{{0,50}}?\b(?:PM|DPM)\b",
            "PM in the chair": rf"\b(?:PM|DPM)\b(?: \w+)? in the chair|\bunder the chairmanship of (?:\w+ ){{0,3}}(?:PM|DPM)\b|\bchaired by (?:\w+ ){{0,3}}(?:PM|DPM)\b",
            "the government met": rf"\b(?:GOV|(?<!US )(?<!OTHER )government)(?:'s)?(?: \w+){{0,4}}? (?:met|sat|convened|meets|gathered|sits|held|came together|was (?:called|summoned|convened|gathered)|were (?:called|summoned|convened|gathered))\b",
            "meeting of the government": rf"\b{sitting}\b(?: \w+){{0,4}}? (?:of|with|between|by|among|for)(?: the)?(?: [\w']+){{0,3}}? GOV\b|\bGOV(?:'s)?(?: (?:ORD|special|urgent|emergency|extraordinary|dedicated|full|separate|previous|last|earlier|next|recent|latest)){{0,3}} {sitting}\b",
            "PM met the ministries": r"\b(?:PM|DPM)\b[^;]{0,60}?\b(?:convenes?|gathers?|summons|assembles?|assembled|calls together|brings together|met with|met|sat down with|sits down with|gathered|called together|brought together|convened|summoned|called in|huddled with|meets|got together with)\b(?: [\w'-]+){0,4}? (?:BODY|GOV|ministers)\b",
            "numbered meeting of the PM": rf"\bORD (?:such |consecutive |special |dedicated |exclusive |extraordinary |government |GOV |cabinet |working |own |emergency |urgent )*(?:time|occasion|{sitting})\b[^;]{{0,140}}?\b(?:PM|GOV|government)\b|\b(?:PM|GOV|government)\b[^;]{{0,60}}?\bORD (?:\w+ ){{0,3}}(?:time|{sitting})\b|\bORD (?:\w+ ){{0,3}}{sitting}\b[^;]{{0,60}}\b(?:tariff|tariffs|subject|issue|matter|topic|trade talks|question)\b",
            "task force": rf"\b(?:task force|taskforce|task-force|rapid response team|working group|response team|quick-response team|special team)\b[^;]{{0,80}}?\b(?:met|meets|{sitting}|convened|sat|gathered)\b",
            "speaking at a meeting": rf"\b(?:at|during|in|to|for|addressing|concluding|closing|opening|wrapping up) (?:a|an|the|this|that|yesterday's|today's|DATE|DATE's)(?: [\w'-]+){{0,5}}? {sitting}\b[^;]{{0,110}}?\b(?:PM|DPM)\b|\b(?:PM|DPM)\b[^;]{{0,90}}?\b(?:at|during|told|addressing|concluding|closing) (?:a|an|the|DATE|DATE's)(?: [\w'-]+){{0,5}}? {sitting}\b",
        }
    else:
        patterns = {
            "PM chairs a meeting": rf"\b(?:PM|DPM)\b[^;]{{0,80}}?(?:{chair})[^;]{{0,70}}?(?:{sitting}|GOV)(?!\w)",
            "PM meets": r"\b(?:PM|DPM)\b(?: (?:đã|vừa|tiếp tục|lại|chủ động|DATE|cùng|sẽ)){0,3} (?:họp|có cuộc họp|có cuộc làm việc|triệu tập|làm việc|chủ trì)(?!\w)(?! (?:với )?(?:USMIN|USTOP|USENVOY|US))",
            "meeting chaired by the PM": rf"{sitting}[^;]{{0,110}}?(?:do|dưới sự chủ trì của|dưới sự điều hành của|chủ trì bởi) [^;]{{0,50}}?\b(?:PM|DPM)\b",
            "the government met": r"\bGOV\b(?: [\w'-]+){0,5}? (?:họp|có cuộc họp|đã họp|có phiên họp)(?!\w)|\bGOV họp",
            "meeting of the government": rf"{sitting}(?: [\w'-]+){{0,5}}? (?:của |với )?GOV\b|{sitting} (?:của )?GOV\b",
            "numbered meeting of the PM": rf"(?:{sitting})(?: [\w'-]+){{0,6}}? ORD\b(?![^;]{{0,30}}\bELSE\b)[^;]{{0,120}}?\b(?:PM|GOV|(?<!đàm phán )chính phủ|thuế|việc này|vấn đề)|\b(?:PM|GOV|(?<!đàm phán )chính phủ)\b[^;]{{0,80}}?{sitting}[^;]{{0,60}}?\bORD\b|\bORD\b[^;]{{0,60}}?\b(?:PM|GOV|(?<!đàm phán )chính phủ|việc này|vấn đề này|nội dung này|chủ đề này)\b[^;]{{0,60}}?(?:họp|bàn|làm việc|chủ trì)|\bORD\b[^;]{{0,30}}(?:họp|làm việc)[^;]{{0,60}}(?:thuế|vấn đề|nội dung|mỹ|US)",
            "task force": rf"(?:tổ công tác|tổ phản ứng nhanh|tổ đặc nhiệm)[^;]{{0,80}}?(?:họp|{sitting})|(?:họp|{sitting})[^;]{{0,20}}(?:tổ công tác|tổ phản ứng nhanh)",
            "speaking at a meeting": rf"(?:tại|trong|kết luận|phát biểu tại|mở đầu|ở) {sitting}[^;]{{0,80}}?\b(?:PM|DPM)\b|\b(?:PM|DPM)\b[^;]{{0,60}}?(?:tại|trong|ở|kết luận) (?:cuộc họp|phiên họp|buổi họp)",
        }
    return tuple((name, re.compile(pattern)) for name, pattern in patterns.items())


@cache
def round_patterns(language: str) -> tuple[tuple[str, re.Pattern], ...]:
    """Ways of telling of a round, numbered or dated."""
    if language == "en":
        no_other = r"(?:(?!meeting|time|minister|conference|round)[\w'.()-]+ )"
        patterns = {
            "pair of rounds": r"\bORD (?:and|or|to|through|,) (?:the )?ORD (?:[\w'-]+ ){0,3}?rounds?\b",
            "numbered round": rf"\bORD,? {no_other}{{0,6}}?rounds?\b(?!-)|\bround ORD\b|\brounds?,? (?:the )?ORD\b",
            "numbered talks": r"\bORD (?:official |formal |in-person |direct |technical |bilateral |working |negotiating |negotiation |trade |tariff |face-to-face |set of |bout of |series of ){0,4}(?:talks|negotiations|negotiation session|negotiating session|negotiation|negotiation sessions|sessions? of (?:the )?(?:negotiations?|talks))\b(?![^;,.]{0,25}ministerial)(?! at (?:the )?minister)",
            "elliptic round": r"\bORD\b(?= (?:and (?:last|latest|final|so far)|of (?:them|these)|one|is|was|will|in|on|from|at|took|ran|opened|opens|ended|held|would|followed|follows|came|comes|to|due|,|had|scheduled|being)\b|,? DATE| \(|, (?:in|on|from|held|due)\b)",
            "round": r"\bround\b(?: of (?:[\w-]+ ){0,4}?(?:talks|negotiations))?",
            "technical talks": r"\b(?:technical|technical-level|expert-level|working-level|technical level) (?:talks|negotiations|negotiation|session|sessions|discussions|meeting|meetings|consultations)\b|\b(?:talks|negotiations|session|sessions|meetings?) at (?:the )?(?:technical|working|expert) level\b",
            "delegations' talks": r"\b(?:negotiation|negotiating|trade) (?:delegation|team|teams|delegations)[^;]{0,90}?\b(?:talks|negotiations|negotiate|negotiated)\b|\btechnical (?:teams|groups|experts|delegations|negotiators)\b[^;]{0,60}?\b(?:meet|met|sit|sat|talk|negotiate|confer|work)\w*\b|\b(?:two (?:delegations|negotiating teams|sides|teams|parties)|delegations)\b[^;]{0,40}?\b(?:met|negotiated|held (?:talks|negotiations)|sat down|meet|talk)\b",
        }
    else:
        no_other = r"(?:(?!phiên|họp|hội nghị|bộ trưởng|vòng)[\w'.,()/-]+ )"
        patterns = {
            "pair of rounds": r"vòng (?:[\w'-]+ ){0,5}?ORD (?:và|,|đến) (?:(?:vòng|thứ) )*ORD\b",
            "numbered round": rf"\bvòng (?:{no_other}){{0,9}}?ORD\b",
            "numbered talks": r"(?<!họp )\b(?:phiên|cuộc|đợt)(?! họp)(?: đàm phán| thương lượng| làm việc| kỹ thuật| trực tiếp| chính thức| song phương){0,4} ORD\b(?![^;,.]{0,25}(?:cấp )?bộ trưởng)|\bđàm phán (?:trực tiếp |kỹ thuật |song phương |chính thức )*ORD\b(?![^;,.]{0,25}(?:cấp )?bộ trưởng)|(?<!họp )\bphiên (?:đàm phán |trực tiếp |kỹ thuật |thương lượng )+(?:[\w'-]+ ){0,8}?(?<!cấp )ORD\b(?![^;,.]{0,25}(?:cấp )?bộ trưởng)",
            "elliptic round": r"\bORD\b(?= (?:là|diễn ra|từ|vào|ở|tại|sẽ|kéo dài|được|thì|dự kiến|mở)\b|,? DATE| \()",
            "round": r"\bvòng(?: này| đàm phán| thương lượng| tới| kế tiếp| tiếp theo| vừa qua)*(?!\w)",
            "technical talks": r"\b(?:phiên|đàm phán|họp|làm việc|trao đổi)(?: đàm phán)? (?:ở )?(?:cấp )?kỹ thuật(?!\w)",
            "delegations' talks": r"\b(?:đoàn đàm phán|hai đoàn|phái đoàn|đoàn công tác)[^;]{0,90}?(?:đàm phán với|đàm phán tại|làm việc với|thương lượng|đàm phán (?:ở|trực tiếp))|(?:nhóm|tổ|bộ phận|cấp|đoàn|chuyên gia) kỹ thuật[^;]{0,40}?(?:họp|làm việc|gặp|đàm phán|trao đổi)(?!\w)",
        }
    return tuple((name, re.compile(pattern)) for name, pattern in patterns.items())


@cache
def session_patterns(language: str) -> tuple[tuple[str, re.Pattern], ...]:
    """Ways of telling of a session of ministers that names its level instead of its people."""
    w = load_words(language)
    if language == "en":
        noun = r"(?:sessions?|meetings?|talks|negotiations?|dialogues?|calls?|discussions?|consultations?|rounds?)"
        patterns = {
            "ministerial session": rf"\b{w['ministerial']}\b(?! (?:council|conference|summit))(?:(?!ELSE)[^;,]){{0,45}}?\b{noun}\b|\b{noun}\b(?:(?!ELSE)[^;,]){{0,45}}?\b(?:at|on) (?:the )?(?:minister|{w['ministerial']})[\w-]*(?: level)?\b|\b(?:the )?two (?:ministers|heads of delegation|chief negotiators|trade ministers|sides' ministers|men|officials)\b[^;]{{0,40}}?\b(?:met|meet|talked|spoke|held|exchanged|conferred|had (?:met|talked|spoken|a|an|sat))\b|\bthe two (?:had |have |also |then |later )*(?:met|talked|spoke|spoken|conferred|sat down)\b|\b(?:call|meeting|talks|session|conversation)\b[^;,]{{0,40}}\bbetween the two (?:ministers|heads of delegation|chief negotiators)\b",
        }
    else:
        noun = r"(?:phiên|cuộc họp|họp|đàm phán|cuộc gặp|đối thoại|cuộc làm việc|buổi làm việc|hội đàm|gặp|cuộc)"
        patterns = {
            "ministerial session": rf"{noun}(?:(?!ELSE)[^;,]){{0,45}}?{w['ministerial']}(?!\w)|(?:hai bộ trưởng|hai trưởng đoàn|hai ông|hai vị)(?: [\w'-]+){{0,5}}? (?:gặp|họp|hội đàm|điện đàm|trao đổi|làm việc|buổi họp|cuộc gặp|ngồi lại|ngồi|nói chuyện)|(?:điện đàm|cuộc gặp|phiên|cuộc họp|hội đàm|buổi làm việc|cuộc trao đổi)[^;,]{{0,40}}giữa hai (?:bộ trưởng|trưởng đoàn|người|ông|bên đồng cấp)",
        }
    return tuple((name, re.compile(pattern)) for name, pattern in patterns.items())


@cache
def _talk(language: str, name: str = "talk") -> re.Pattern:
    return re.compile(rf"\b{load_words(language)[name]}(?!\w)")


_ORD = re.compile(r"\bORD\b")
_ORDINAL_OF = {
    # ordinal -> counted noun, per kind; the noun must stand close by
    ("government-meeting", "en"): re.compile(r"\bORD,? (?:(?!round|minister|ORD)[\w'-]+ ){0,5}?(?:meetings?|sessions?|sittings?|time|times|occasion|gathering|huddle|conference|discussion)\b|\bthe ORD (?:that )?(?:he|PM|the PM|they|it|GOV|the GOV|DPM)(?: himself)? (?:has|had|have|is|was|called|chaired)\b|\b(?:meeting|session|sitting)\b[^;.]{0,60}? (?:is|was|being|marks|marked|makes) (?:already |thus |also )?(?:the|its|his) ORD\b|\b(?:meeting|session|sitting) (?:number |no\. ?)?ORD\b|\bORD on (?:the|this|that)\b|\b(?:its|the|his|their) ORD (?:since|on|so far|to date|of its kind|dedicated)\b"),
    ("government-meeting", "vi"): re.compile(r"(?:cuộc họp|phiên họp|buổi họp|họp|phiên)(?: (?!vòng)[\w'-]+){0,7}? ORD\b|\bORD\b(?=[^;]{0,70}(?:họp|làm việc|chủ trì|bàn|ngồi lại|triệu tập))|\bORD trong\b"),
    ("ministerial-session", "en"): re.compile(
        r"\bORD,? (?:(?!round|technical|in-person|face-to-face|ORD)[\w'-]+ ){0,4}?(?:ministerial|minister-level|session)(?:-level)?\b|\bORD,? (?:(?!round|technical|in-person|face-to-face|ORD)[\w'-]+ ){0,4}?(?:meeting|talks|negotiation|negotiations|call)\b[^;.]{0,25}\bministerial"
        r"|\bsession ORD\b|\b(?:meeting|session|talks|call|conversation|encounter)\b[^;.]{0,90}? (?:was|is|being|marked) (?:already )?(?:the|their) ORD (?:at (?:the )?minist|session)|, the ORD at (?:the )?minist"
    ),
    ("ministerial-session", "vi"): re.compile(r"(?:phiên|cuộc họp|cuộc gặp|đàm phán|họp|gặp)(?: (?!vòng|kỹ|tiên)[\w'-]+){0,8}? ORD\b"),
}


# ---------------------------------------------------------------------------------------------
# Reading cues out of one scene


def read_cues(scene: Scene, language: str, context: Context) -> list[Cue]:
    """All cues of one sentence, each with its own ordinal, still without dates."""
    line = scene.line
    if scene.sentence.role == "margin" or len(line) > LONGEST_SENTENCE or not _could_tell(line, language):
        return []
    cues = _leader_cues(scene, language) + _session_cues(scene, language, context) + _round_cues(scene, language, context)
    cues += _government_cues(scene, language, cues)
    cues = _drop_foreign(cues)
    return cues + _passing_cues(scene, language, cues, context)


_PASSING = {
    "en": re.compile(r"\bin the ORD(?: one| call| meeting)?,? (?:on )?DATE|\b(?:after|following|since|followed|follows) (?:one|an earlier one|the first(?: one)?|a first(?: one)?|the one|the previous one|that)\b(?: (?:in|on|at|of|held|the|south|north|[\w'-]+|PLACE|OTHER),?){0,9}? DATE"),
    "vi": re.compile(r"sau (?:cuộc|phiên|lần)(?: (?:điện đàm|gặp|họp|trước|đầu|ở|tại|PLACE|hôm|vào)){0,4} DATE"),
}


def _passing_cues(scene: Scene, language: str, cues: Sequence[Cue], context: Context) -> list[Cue]:
    """A further event of the kind at hand, told in passing: "their second meeting, after one in Jeju on May 16"."""
    kind = cues[-1].kind if cues else context.kind
    match = _PASSING[language].search(scene.line)
    if not match or not kind or any(c.at[0] < match.end() and match.start() < c.at[1] for c in cues):
        return []
    people = next((c for c in cues if c.kind == kind), None)
    return [Cue(kind, scene, match.span(), "one before, in passing", lead_vn=people.lead_vn if people else context.lead_vn if kind == "ministerial-session" else (),
                lead_us=people.lead_us if people else context.lead_us if kind == "ministerial-session" else ())]


_TRIGGERS = {
    "en": re.compile(r"meet|session|round|talk|call|phone|convers|chair|presid|conven|sitting|receiv|welcom|host|gather|huddle|ORD|negotiat|discuss|sat|spoke|conference|DATE"),
    "vi": re.compile(r"họp|phiên|vòng|đàm|gặp|tiếp|điện|ORD|gọi|làm việc|trao đổi|chủ trì|hội kiến|ngồi|DATE|đón"),
}


def _could_tell(line: str, language: str) -> bool:
    return bool(_TRIGGERS[language].search(line))


def _tags(scene: Scene, start: int, end: int) -> set[str]:
    return {item.tag for left, right, item in scene.places if left < end and right > start}


def _names(scene: Scene, tags: Sequence[str], start: int = 0, end: int | None = None) -> tuple[str, ...]:
    """Canonical names of people of these classes, in text order, each once."""
    end = len(scene.line) if end is None else end
    found = [item.value for left, right, item in scene.places if item.tag in tags and item.value and left < end and right > start]
    return tuple(dict.fromkeys(found))


#: Words that a line of a meeting holds.
_NOUNS = ("meeting", "session", "sitting", "conference", "gathering", "huddle", "discussion", "talks", "họp", "hội nghị", "làm việc")
_ROUNDS = ("round", "vòng")
#: Rule -> words of which a line must hold one of each group for the rule to be tried; looking for a word is cheaper than
#: for a pattern.
_HINTS: dict[str, tuple[tuple[str, ...], ...]] = {
    "dated number": (("ORD",), ("DATE",)),
    "PM chairs a meeting": (("PM",), (*_NOUNS, "GOV")),
    "PM meets": (("PM",), ("họp", "làm việc", "chủ trì")),
    "meeting chaired by the PM": (("PM",), _NOUNS, ("by", "do ", "dưới", "chủ trì")),
    "PM in the chair": (("chair",), ("PM",)),
    "the government met": (("GOV", "government"),),
    "meeting of the government": (("GOV",), _NOUNS),
    "PM met the ministries": (("PM",), ("BODY", "GOV", "ministers")),
    "numbered meeting of the PM": (("ORD",),),
    "task force": (("task", "team", "group", "tổ "), (*_NOUNS, "met", "meets", "sat", "gathered", "convened")),
    "speaking at a meeting": (("PM",), _NOUNS),
    "pair of rounds": (_ROUNDS, ("ORD",)),
    "numbered round": (_ROUNDS, ("ORD",)),
    "numbered talks": (("ORD",),),
    "elliptic round": (("ORD",),),
    "round": (_ROUNDS,),
    "technical talks": (("technical", "expert", "working", "kỹ thuật"),),
    "delegations' talks": (("delegation", "team", "sides", "parties", "technical", "đoàn", "nhóm", "tổ ", "bộ phận", "kỹ thuật", "chuyên gia"),),
    "ministerial session": (("minister", "two ", "cabinet-level", "bộ trưởng", "hai "),),
}


def _find(patterns: Sequence[tuple[str, re.Pattern]], line: str) -> Iterator[tuple[str, re.Match]]:
    """The matches of each rule in a line, rule by rule."""
    for rule, pattern in patterns:
        for words in _HINTS[rule]:
            if not any(word in line for word in words):
                break
        else:
            for match in pattern.finditer(line):
                yield rule, match


_COUNTERPARTS = {"USMIN", "USTOP", "USENVOY"}
_DELEGATION = re.compile(r"\b(?:delegation|negotiating team|negotiation team|đoàn đàm phán)\b")


def _spot(scene: Scene, item: Item) -> tuple[int, int]:
    """Where an item stands in the scene line."""
    return next((left, right) for left, right, other in scene.places if other is item)


#: A line without any of these tells of no meeting of the government.
_SITTING_HINTS = re.compile("meet|session|sitting|conference|gather|huddle|discussion|chair|sat|sits|convene|summon|call|together|held|họp|hội nghị|làm việc|ngồi lại|triệu tập|phiên|ORD")


def _government_cues(scene: Scene, language: str, others: list[Cue]) -> list[Cue]:
    line = scene.line
    cues: list[Cue] = []
    if not _SITTING_HINTS.search(line):
        return cues
    for rule, match in _find(government_patterns(language), line):
        start, end = match.span()
        if any(start < c.at[1] and end > c.at[0] for c in cues):
            continue
        if rule == "numbered meeting of the PM" and any(c.ordinal_item and _spot(scene, c.ordinal_item)[0] in range(start, end) for c in others):
            continue
        if not _blocked_meeting(scene, start, end, rule, language, others):
            ordinal = _find_ordinal("government-meeting", scene, start, end, language)
            lead = _chair(scene, start, end)
            weak = rule == "speaking at a meeting" and not re.search(r"\b(?:at|in|tại|during|for) (?:a|an|an urgent|the DATE|cuộc họp|phiên họp)\b", match.group())
            cues.append(Cue("government-meeting", scene, (start, end), rule, ordinal.value if ordinal else None, ordinal, lead_vn=tuple(n for n in lead if n), weak=weak))
    return cues


_NOT_GOVERNMENT = {
    "en": re.compile(r"press|briefing|regular monthly|steering|investors|entrepreneur|businesses and|business community|voters|anniversary|monthly (?:cabinet|government)|regular (?:cabinet|government|GOV)|workshop|seminar|forum"),
    "vi": re.compile(r"họp báo|thường kỳ|ban chỉ đạo|tiếp xúc cử tri|hội thảo|tọa đàm|diễn đàn|kỳ họp|kỷ niệm|doanh nhân"),
}


def _blocked_meeting(scene: Scene, start: int, end: int, rule: str, language: str, others: list[Cue]) -> bool:
    """Whether the words tell of another kind of meeting: with foreigners, of another body, of the delegation."""
    line = scene.line
    near = line[start : min(len(line), end + 45)]
    if _WITH_THEM.match(line, end):
        return True
    if rule in ("numbered meeting of the PM", "the government met") and "ELSE" in near:
        return True
    tags = _tags(scene, start, min(len(line), end + 12))
    if tags & _COUNTERPARTS and rule not in ("numbered meeting of the PM", "task force"):
        return True
    if _ELSE_OWN.search(near) or _NOT_GOVERNMENT[language].search(line[max(0, start - 15) : min(len(line), end + 30)]):
        return True
    # Words that another kind of event already claims are not a government meeting.
    return any(c.kind != "leader-contact" and start < c.at[1] and end > c.at[0] and c.rule not in ("round", "elliptic round", "technical talks", "delegations' talks") and _claims(c, line[start:end]) for c in others)


_WITH_THEM = re.compile(r"[^;,.]{0,30}\b(?:with|between|với|giữa)\b[^;,.]{0,20}(?:USMIN|USTOP|USENVOY|USOFF)")
_ELSE_OWN = re.compile(r"\b(?:meeting|session|sitting|conference|họp|phiên họp|hội nghị)\b(?: (?:of|with|at|by|của|với))?(?: (?:the|a))?(?: [\w'-]+){0,2} ELSE\b|\bELSE(?:'s)?(?: [\w'-]+){0,3} (?:meeting|session|sitting|conference|briefing)\b|\bELSE họp")


def _claims(cue: Cue, words: str) -> bool:
    return cue.scene.line[cue.at[0] : cue.at[1]] in words and not re.search(r"\b(?:PM|DPM)\b[^;]*\b(?:chair|presid|conven|chủ trì|triệu tập)", words)


def _chair(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    """Who chaired: the Prime Minister or a deputy inside the telling words, else the first one of the sentence."""
    for low, high in ((start, end), (0, len(scene.line))):
        for tag in ("PM", "DPM"):
            names = [item.value for left, right, item in scene.places if item.tag == tag and left < high and right > low]
            if names:
                return (names[0],) if names[0] else ()
    return ()


def _find_ordinal(kind: str, scene: Scene, start: int, end: int, language: str) -> Item | None:
    """The ordinal that counts events of this kind, in or right beside the telling words."""
    pattern = _ORDINAL_OF.get((kind, language))
    window = max(0, start - 40), min(len(scene.line), end + (150 if kind == "government-meeting" else 60))
    matches = sorted(pattern.finditer(scene.line, *window), key=lambda m: _gap_between(*m.span(), start, end)) if pattern else ()
    for match in matches:
        if _COUNTED_ELSEWHERE.match(scene.line, match.end()) or _TEAMS_OWN.search(scene.line[max(0, match.start() - 25) : match.start()]):
            continue
        words = match.group()
        if re.search(r"\bELSE\b|steering|APEC|regular|kỳ họp|resolution|in-person|face-to-face|trực tiếp", words):
            item = _ordinal_at(scene, match)
            if not item or item.value == 1 or "ELSE" in words or "steering" in words or "regular" in words:
                continue
        item = _ordinal_at(scene, match)
        if item:
            return item
    return None


_COUNTED_ELSEWHERE = re.compile(r"[^;,.]{0,30}(?:ELSE|task force|tổ công tác|steering|của vòng|of (?:the|this) round)")
_TEAMS_OWN = re.compile(r"\b(?:team|delegation|own|đoàn)\b[^;.]{0,18}$")
#: "For whom it was the first round in charge": counts a person's rounds.
_OWN_COUNT = re.compile(r"\b(?:for whom it|his|her)\b[^;.]{0,12}$")


def _ordinal_at(scene: Scene, match: re.Match) -> Item | None:
    for left, right, item in scene.places:
        if item.tag == "ORD" and left >= match.start() and right <= match.end():
            return item
    return None


class Context(NamedTuple):
    """What the sentences so far have spoken of: the last people of either side who met, and which kind was numbered last.

    `counted` is the kind that was numbered last ("the first round opens ..., the second ..."), `fresh` whether the
    sentence before did so, `kind` the kind told last.
    """

    lead_vn: tuple[str, ...] = ()
    lead_us: tuple[str, ...] = ()
    counted: str = ""
    fresh: bool = False
    kind: str = ""


_PRONOUN = {
    "en": re.compile(r"\b(?:he|she|him|his|similar|likewise|dien|phoc|son|minister|the minister|the deputy pm|the two|the envoy|the vietnamese (?:minister|official|envoy|side)|his (?:us|american) counterpart|VN (?:minister|side|delegation)|both (?:men|officials|ministers))\b"),
    "vi": re.compile(r"\b(?:ông|bộ trưởng|phó thủ tướng|trưởng đoàn|đặc phái viên|hai bên)(?!\w)"),
}


def _session_cues(scene: Scene, language: str, context: Context) -> list[Cue]:
    line = scene.line
    cues: list[Cue] = []
    vietnamese = [(l, r, i) for l, r, i in scene.places if i.tag in ("VNMIN", "DPM")]
    american = [(l, r, i) for l, r, i in scene.places if i.tag == "USMIN"]
    top = bool(scene.items("PM", "VNTOP", "USTOP"))
    level = next((match for _, match in _find(session_patterns(language), line)), None)
    pair = bool(level) and bool(_TWO_MEN.match(level.group()))
    if pair and not (context.lead_vn and context.lead_us) and not (vietnamese and american):
        level = None
    if level and not _foreign(scene, level.start(), level.end()):
        ordinal = _find_ordinal("ministerial-session", scene, level.start() - 20, level.end() + 25, language)
        if ordinal and ordinal.value == 1 and re.search(r"in-person|face-to-face|in person|trực tiếp", line[max(0, level.start() - 40) : level.end() + 40]):
            ordinal = None
        cues.append(
            Cue("ministerial-session", scene, level.span(), "ministerial session", ordinal.value if ordinal else None, ordinal,
                lead_vn=_names(scene, ("VNMIN", "DPM")) or (context.lead_vn if pair else ()), lead_us=_names(scene, ("USMIN",)) or (context.lead_us if pair else ()))
        )
    if american and (vietnamese or (not top and context.lead_vn and _PRONOUN[language].search(line))):
        groups = _counterpart_groups(line, american)
        first = groups[0]
        for group in groups:
            left, right = group[0][0], group[-1][1]
            partner = min(vietnamese, key=lambda v: min(abs(v[0] - right), abs(left - v[1])), default=None)
            low = min(left, partner[0]) if partner else 0
            high = max(right, partner[1]) if partner else len(line)
            talk = _nearest_talk(line, low, high, left, right, language)
            if talk is None and partner and not cues and scene.items("DATE") and _JOINTLY.fullmatch(line[min(right, partner[1]) : max(left, partner[0])]):
                cues.append(Cue("ministerial-session", scene, (low, high), "ministers of both sides act together",
                                lead_vn=(partner[2].value,) if partner[2].value else (), lead_us=tuple(sorted({i.value for _, _, i in group if i.value}))))
            elif talk is None and scene.sentence.role == "caption" and partner and scene.items("DATE"):
                cues.append(Cue("ministerial-session", scene, (low, high), "ministers of both sides in a picture",
                                lead_vn=(partner[2].value,) if partner[2].value else (), lead_us=tuple(sorted({i.value for _, _, i in group if i.value}))))
            if talk is None:
                continue
            if not pair and any(c.rule == "ministerial session" for c in cues) and len(american) == len(group):
                continue
            if any(c.at[0] < talk.end() and talk.start() < c.at[1] for c in cues):
                if group is first or not scene.items("DATE", "ANCHOR"):
                    continue
                # One verb for two people met on two days: "he saw X on Tuesday and Y on Thursday".
                cues.append(replace(cues[-1], at=(left, right), core=(left, right), ordinal=None, ordinal_item=None, lead_us=tuple(sorted({i.value for _, _, i in group if i.value}))))
                continue
            lead_vn = (partner[2].value,) if partner and partner[2].value else context.lead_vn if not partner else ()
            start, end = min(low, talk.start()), max(high, talk.end())
            if not partner:
                start, end = min(left, talk.start()), max(right, talk.end())
            ordinal = _find_ordinal("ministerial-session", scene, talk.start() - 10, talk.end() + 10, language)
            names = tuple(sorted({i.value for _, _, i in group if i.value}))
            weak = talk.group() in _WEAK_TALK
            cues.append(Cue("ministerial-session", scene, (start, end), "ministers of both sides meet", ordinal.value if ordinal else None, ordinal, lead_vn=lead_vn, lead_us=names, weak=weak, core=(talk.start(), max(talk.end(), right) if talk.end() <= right < talk.end() + 60 else talk.end())))
    if level or cues:
        for match in _REMOTE[language].finditer(line):
            if not any(c.at[0] <= match.start() < c.at[1] for c in cues):
                cues.append(Cue("ministerial-session", scene, match.span(), "online meeting beside a ministerial session", mode="online"))
    return cues


#: What may stand between two people who do something together.
_JOINTLY = re.compile(r",? (?:and|và|cùng|cùng với)(?: [\w.'-]+){0,3} ")
_TWO_MEN = re.compile(r"(?:the )?two |hai ")
_WEAK_TALK = frozenset("negotiation negotiations discussion discussions dialogue contact exchange joined hold held faced talks đàm phán trao đổi buổi tiếp xúc".split())
_REMOTE = {
    "en": re.compile(r"\b(?:online|virtual|video) (?:[\w-]+ ){0,2}(?:meeting|session|talks|call|conference|exchange)\b(?= (?:on|of|in|held)? ?(?:DATE|\())"),
    "vi": re.compile(r"\b(?:cuộc họp|phiên|phiên họp|cuộc gặp|buổi họp)(?: [\w'-]+){0,3} trực tuyến(?=[^;,]{0,14}DATE)"),
}


def _counterpart_groups(line: str, american: list[tuple[int, int, Item]]) -> list[list[tuple[int, int, Item]]]:
    """US ministers met together ("X and Y") form one group, those met one after the other each their own."""
    groups: list[list[tuple[int, int, Item]]] = []
    for place in american:
        if groups:
            between = line[groups[-1][-1][1] : place[0]]
            named = {i.value for _, _, i in groups[-1]}
            together = re.fullmatch(r"[,;]?(?: as well as| and| along with| together with| và| cùng| với| lẫn| cùng với|,)*(?: the| then| US| us| đại sứ| ông| mr\.?| ambassador| cùng)*[ ,]*", between)
            if together or place[2].value in named or not place[2].value:
                groups[-1].append(place)
                continue
        groups.append([place])
    return groups


def _nearest_talk(line: str, low: int, high: int, left: int, right: int, language: str) -> re.Match | None:
    """The meeting word that joins the two sides: the nearest to the US person, between the two or shortly beside them."""
    best, cost = None, 1_000
    for match in _talk(language).finditer(line, max(0, low - 90), min(len(line), high + 70)):
        if match.group() in ("trực tiếp",):
            continue
        gap = left - match.end() if match.end() <= left else match.start() - right if match.start() >= right else 0
        inside = low <= match.start() <= high
        price = gap + (0 if inside else 25) + (40 if match.group() in _WEAK_TALK else 0) + 60 * line.count(";", min(match.end(), left), max(match.start(), right))
        if price < cost:
            best, cost = match, price
    return best if cost <= 130 else None


def _round_cues(scene: Scene, language: str, context: Context) -> list[Cue]:
    line = scene.line
    cues: list[Cue] = []
    taken: list[tuple[int, int]] = []
    for rule, match in _find(round_patterns(language), line):
        start, end = match.span()
        if rule == "elliptic round" and not (context.counted or cues or "rounds" in line):
            continue
        if any(start < b and end > a for a, b in taken) or _foreign(scene, start, end):
            continue
        numbers = [i for left, right, i in scene.places if i.tag == "ORD" and left >= start and right <= end]
        if rule in ("numbered round", "numbered talks", "elliptic round"):
            numbers = numbers[-1:] if language == "vi" else numbers[:1]
        if rule == "pair of rounds":
            numbers = numbers[:2]
        if _counts_other(line, start, end, language) or rule != "round" and _COUNTED_ELSEWHERE.match(line, end) and "round" not in match.group() and "vòng" not in match.group():
            continue
        if "bộ trưởng" in match.group() and "vòng" not in match.group():
            continue
        if numbers and _OWN_COUNT.search(line[max(0, start - 30) : start]):
            continue
        if rule == "numbered talks" and numbers and numbers[0].value == 1 and re.search(r"in-person|face-to-face|direct|trực tiếp", match.group()):
            continue
        if rule == "elliptic round" and not _goes_on_counting(scene, start, end, language, context):
            continue
        taken.append((start, end))
        if not numbers:
            cues.append(Cue("negotiation-round", scene, (start, end), rule, weak=rule in ("delegations' talks", "technical talks", "round")))
        kind = context.counted if rule == "elliptic round" and context.counted and not cues else "negotiation-round"
        for number in numbers:
            spot = next((left, right) for left, right, i in scene.places if i is number)
            at = (start, end) if len(numbers) == 1 else (spot if number is not numbers[-1] else (spot[0], end))
            cues.append(Cue(kind, scene, at, rule, number.value, number))
    return cues


def _goes_on_counting(scene: Scene, start: int, end: int, language: str, context: Context) -> bool:
    """Whether a bare ordinal ("the second is due on May 15") goes on with the events counted before."""
    if not scene.items("DATE") and not re.search(r"round|vòng", scene.line):
        return False
    near = scene.line[max(0, start - 10) : end + 40]
    return context.fresh or bool(_PLANNED[language].search(near) or _HELD[language].search(near))


_OTHER_COUNT = {
    "en": re.compile(r"\b(?:year|quarter|largest|requirement|reason|point|thing|priority|APEC|ELSE|decree|resolution|package|pillar|consecutive)\b"),
    "vi": re.compile(r"kỳ họp|nghị quyết|hội nghị|ELSE|vòng (?:quanh|loại|tay|bảng|xoay)|quý "),
}


def _counts_other(line: str, start: int, end: int, language: str) -> bool:
    return bool(_OTHER_COUNT[language].search(line[start:end]))


def _leader_cues(scene: Scene, language: str) -> list[Cue]:
    line = scene.line
    ours = [(l, r, i) for l, r, i in scene.places if i.tag in ("VNTOP", "PM")]
    theirs = [(l, r, i) for l, r, i in scene.places if i.tag == "USTOP"]
    ministers = [(l, r, i) for l, r, i in scene.places if i.tag in ("USMIN", "USENVOY")]
    envoys = [(l, r, i) for l, r, i in scene.places if i.tag in ("DPM", "VNMIN")]
    pairs = [(a, b, "leaders talk", "talk") for a in ours for b in theirs]
    pairs += [(a, b, "leader receives an envoy", "receive") for a in ours for b in ministers]
    pairs += [(b, a, "leader receives an envoy", "receive") for a in theirs for b in envoys]
    for wanted in ("leaders talk", "leader receives an envoy"):
        cue = _join_leaders(scene, [pair for pair in pairs if pair[2] == wanted], language)
        if cue:
            return [cue]
    match = _TWO_LEADERS[language].search(line)
    if match and scene.items("DATE"):
        return [Cue("leader-contact", scene, match.span(), "the two leaders talk")]
    return []


_TWO_LEADERS = {
    "en": re.compile(r"\b(?:the two|both) (?:leaders|presidents)\b[^;.]{0,40}?\b(?:spoke|talked|met|speak|talk|meet|conferred|held (?:a|their|talks))\b"),
    "vi": re.compile(r"hai (?:nhà )?(?:lãnh đạo|nguyên thủ)(?: [\w'-]+){0,5}? (?:điện đàm|gặp|hội đàm|nói chuyện|trao đổi qua)"),
}


def _join_leaders(scene: Scene, pairs: Sequence[tuple], language: str) -> Cue | None:
    """The pair of people whom a word of talking or receiving joins most closely."""
    line = scene.line
    best: Cue | None = None
    price = 1_000
    for a, b, rule, words in pairs:
        low, high = min(a[0], b[0]), max(a[1], b[1])
        if high - low > 170:
            continue
        for match in _talk(language, words).finditer(line, max(0, low - 60), min(len(line), high + 60)):
            if match.group() in _NO_CONTACT:
                continue
            outside = not low <= match.start() <= high
            if outside and match.start() >= high and not _JOINTLY.fullmatch(line[min(a[1], b[1]) : max(a[0], b[0])]):
                continue
            if outside and re.search(r"\b(?:PM|GOV|DPM|VNMIN|USMIN|BODY)\b", line[min(match.end(), high) : max(match.start(), low)]):
                continue
            cost = (high - low) + (min(abs(match.start() - high), abs(low - match.end())) + 15 if outside else 0)
            if rule != "leaders talk" and re.search(r"\b(?:DPM|VNMIN|VNENVOY)\b", line[min(a[1], b[1]) : max(a[0], b[0])]):
                continue
            if rule != "leaders talk" and (outside or cost > 90 or _ENVOY_OF.search(line[max(0, a[0] - 30) : a[0]])):
                continue
            if cost < price:
                vn, us = a[2], b[2]
                best = Cue("leader-contact", scene, (min(low, match.start()), max(high, match.end())), rule, lead_vn=(vn.value,) if vn.value else (), lead_us=(us.value,) if us.value else (), core=match.span() if not outside else None)
                price = cost
    return best


_NO_CONTACT = frozenset("negotiation negotiations hold held joined discussions reviewed phiên họp buổi".split()) | {"đàm phán", "cuộc họp", "làm việc", "gone through", "went through", "go through"}
#: "The special envoy of the General Secretary met ...": not the General Secretary.
_ENVOY_OF = re.compile(r"(?:envoy of|envoy for|đặc phái viên(?: của)?)(?: the)?(?: party)? $")


def _foreign(scene: Scene, start: int, end: int) -> bool:
    """Whether another country stands between or right beside the telling words and ours does not."""
    ours = {"VN", "VNMIN", "PM", "DPM", "VNTOP", "VNOFF", "GOV"}
    all_tags = {item.tag for _, _, item in scene.places}
    if "OTHER" in all_tags and not all_tags & ours and _OTHER_TALKS.search(scene.line):
        return True
    tags = _tags(scene, max(0, start - 25), min(len(scene.line), end + 45))
    return "OTHER" in tags and not tags & ours


#: Another country talks with the United States in this sentence, it is not only the place or the setting.
_OTHER_TALKS = re.compile(r"\b(?:between|with|giữa|với|cử|to|of|'s)\b[^;.]{0,40}\bOTHER\b|\bOTHER\b(?:'s)?[^;.]{0,60}\b(?:negotiator|minister|envoy|round|talks|delegation|đàm phán|bộ trưởng|vòng)")


def _drop_foreign(cues: list[Cue]) -> list[Cue]:
    return [c for c in cues if c.kind == "government-meeting" or not _foreign(c.scene, *c.at)]


# ---------------------------------------------------------------------------------------------
# Dates, places, modes and status of cues


#: Days beside an event that are not its own: deadlines, days of signing, of coming into force.
_OTHER_DAY = {
    "en": re.compile(r"(?:\bsigned(?: on)?|\bdecision (?:of|on|dated)|\bdecree (?:of|dated)|\bin (?:force|effect) (?:since|from)|\bannounced(?: on)?|\bimposed(?: on)?|\bby|\buntil|\bbefore|no later than|\bdeadline of|\bas of|\bsince|effective|in force from|take effect (?:on|from)?|dated|starting|ahead of|prior to)(?: the end of| the| early| late| mid)? ?$"),
    "vi": re.compile(r"(?:ký(?: ban hành)?|quyết định|nghị định|trước|đến hết|chậm nhất(?: là)?|hạn chót(?: là)?|muộn nhất(?: là)?|kể từ|tính đến|hiệu lực từ|có hiệu lực|kể từ ngày|từ nay đến)(?: ngày)? ?$"),
}
_BREAK = re.compile(r";|: |\. |\b(?:which|who|that|after|following|before|since|while|when|and|but|ahead of|as|where|sau khi|trước đó|trong khi|khi|và|còn|nhưng|rằng|tại)\b|, ")


def assign_dates(cues: list[Cue], language: str, anchor: When | None) -> list[Cue]:
    """Give each date of the sentence to the cue that it stands nearest to, and each cue at most one.

    Two days joined by "and" that one cue tells are two events of its kind.
    """
    if not cues:
        return cues
    scene = cues[0].scene
    dates = [d for d in list_dates(scene, language, anchor) if not _OTHER_DAY[language].search(scene.line[max(0, d[0] - 24) : d[0]])]
    bids = []
    for c, cue in enumerate(cues):
        for d, (left, right, when) in enumerate(dates):
            bids.append((_distance(scene, cue, left, right, when, language), d, c))
    taken: dict[int, int] = {}
    used: dict[int, int] = {}
    for cost, d, c in sorted(bids):
        if c in taken or cost > 260 or d in used and not _shares(cues[used[d]], cues[c]):
            continue
        taken[c] = d
        used.setdefault(d, c)
    found = [_take(cue, *dates[taken[c]], language) if c in taken else cue for c, cue in enumerate(cues)]
    for c, cue in enumerate(cues):
        follow = taken.get(c, -2) + 1
        if 0 < follow < len(dates) and follow not in used and _tells_again(cue, scene.line[dates[follow - 1][1] : dates[follow][0]], language):
            found.append(replace(cue, when=dates[follow][2], ordinal=None, ordinal_item=None))
            used[follow] = c
    return found


_ALSO = {
    "en": re.compile(r",? (?:and|and again|and then|then)(?: again)?(?: on)? "),
    "vi": re.compile(r",? (?:và|rồi|và cả|và sau đó là)(?: ngày)? "),
}


def _tells_again(cue: Cue, gap: str, language: str) -> bool:
    """Whether a further day is a further event of the same people ("spoke on 23 April and sat down in Jeju on 16 May")."""
    if _ALSO[language].fullmatch(gap):
        return True
    if cue.kind != "ministerial-session" or not _AND[language].match(gap) or ";" in gap or len(gap) > 70:
        return False
    return bool(_ONCE_MORE.search(gap)) or bool(_talk(language).search(gap)) and not re.search(r"VNMIN|USMIN|DPM|PM|USTOP", gap)


_AND = {"en": re.compile(r",? (?:and|then)\b"), "vi": re.compile(r",? (?:và|rồi)\b")}
_ONCE_MORE = re.compile(r"\b(?:again|once more|lần nữa)\b")
_TO = {
    "en": re.compile(r" ?(?:to|through|until|till|-|–|—|and will (?:end|close|last until|run until|wrap up|finish)(?: on)?) ?"),
    "vi": re.compile(r" ?(?:đến|tới|-|–|—|đến hết|cho đến)(?: ngày)? ?"),
}
_CLOSING = {
    "en": re.compile(r"[^;.]{0,40}\b(?:clos\w+|end\w*|conclud\w+|wrap\w* up|finish\w*|until|lasting to)(?: on)? "),
    "vi": re.compile(r"[^;.]{0,40}(?:kết thúc|bế mạc|khép lại|kéo dài đến)(?: vào)?(?: ngày)? "),
}


#: The day in a dateline ("HANOI, June 20 (Reuters) -") is the report's, not an event's.
_HEADED = re.compile(r"(?:\([^)]*\) ?[-—–]? ?)?(?:PLACE|[\w. ]{3,25}), ")
_DATELINE_END = re.compile(r" ?(?:\([^)]*\))? ?[-—–:]")


def list_dates(scene: Scene, language: str, anchor: When | None) -> list[tuple[int, int, When]]:
    """The days that a sentence tells, in order, with their places in the line; a first and a last day become a stretch."""
    found: list[tuple[int, int, When]] = []
    for left, right, item in scene.places:
        if item.tag not in ("DATE", "ANCHOR") or _HEADED.fullmatch(scene.line[:left]) and _DATELINE_END.match(scene.line, right):
            continue
        near = found[-1][2] if found and item.tag == "ANCHOR" else anchor
        if isinstance(item.value, str) and item.value.startswith("earlier") and not found:
            later = next((i for l, _, i in scene.places if l > left and i.tag == "DATE"), None)
            near = read_when(later, None) if later else anchor
        when = read_when(item, near)
        if when is None:
            continue
        if found and when.exact and found[-1][2].exact and when.span is not None and found[-1][2].span is not None:
            gap = scene.line[found[-1][1] : left]
            stretch = None
            if _TO[language].fullmatch(gap) or _CLOSING[language].fullmatch(gap) and _OPENING[language].search(scene.line[max(0, found[-1][0] - 40) : found[-1][0]]):
                stretch = _stretch(found[-1][2], when)
            if stretch:
                found[-1] = (found[-1][0], right, stretch)
                continue
        found.append((left, right, when))
    return found


def _stretch(one: When, two: When) -> When | None:
    """From one day to another as one expression; None where they run backwards or say too little."""
    a, b = one.span, two.span
    if a.precision != "day" or b.precision != "day":
        return None
    if one.first and two.last:
        if not 0 < (two.last - one.first).days < 45:
            return None
    elif a.month is None or b.month is None:
        return None
    span = a._replace(
        end=b.end, last=two.last if one.first else None, precision="range", weekday=None,
        last_year=b.year, last_month=b.month, last_day=b.day,
        first=one.first if two.last else None, basis=a.basis if one.first and two.last else "",
    )
    return When(span.first, span.last, span, one.item)


def _take(cue: Cue, left: int, right: int, when: When, language: str) -> Cue:
    """The cue with its day. A round of which only the opening day is told has no last day."""
    if cue.kind != "negotiation-round" or when.span is None or when.span.precision != "day":
        return replace(cue, when=when)
    low, high = min(left, cue.at[0]), max(right, cue.at[1])
    window = cue.scene.line[max(0, low - 18) : min(len(cue.scene.line), high + 22)]
    opened, ended = _OPENING[language].search(window), _ENDED[language].search(window)
    if opened and not ended:
        return replace(cue, when=when._replace(open_ended=True), edge="open")
    return replace(cue, when=when, edge="close" if ended and _CLOSED[language].search(window) else "")


_CLOSED = {
    "en": re.compile(r"\b(?:clos\w+|end\w*|conclud\w+|wrap\w*|finish\w*)\b"),
    "vi": re.compile(r"kết thúc|bế mạc|khép lại"),
}
_ENDED = {
    "en": re.compile(r"\b(?:clos\w+|end\w*|conclud\w+|wrap\w*|took place|held)\b"),
    "vi": re.compile(r"kết thúc|bế mạc|khép lại|diễn ra"),
}


def _shares(one: Cue, two: Cue) -> bool:
    """Whether two cues of a sentence can both have the same date: an unnumbered retelling of the same round."""
    return one.kind == two.kind == "negotiation-round" and one.ordinal is None


def _distance(scene: Scene, cue: Cue, left: int, right: int, when: When, language: str) -> float:
    start, end = cue.core or cue.at
    if left >= end:
        between = scene.line[end:left]
    elif right <= start:
        between = scene.line[right:start]
    else:
        between = ""
    cost = len(between) * 0.8 + 9 * len(_BREAK.findall(between)) + 90 * between.count(";")
    if right <= start and left > 25:
        cost += 25  # a date before the words belongs to them mostly when it opens the sentence
    if _REPORTED[language].search(scene.line[right : right + 60] if right <= start else "") or _REPORTED[language].search(scene.line[max(0, left - 14) : left]):
        cost += 40 if cue.kind == "government-meeting" else 150
    if _key(when) is None:
        cost += 40  # a bare weekday or "today" yields to a day of the calendar
    ranged = when.last is not None and when.first != when.last or when.span is not None and when.span.precision != "day"
    if ranged and cue.kind != "negotiation-round":
        cost += 70
    if cue.weak:
        cost += 150
    if cue.kind == "negotiation-round" and when.span is not None and when.span.precision == "range":
        cost -= 15
    return cost


_REPORTED = {
    "en": re.compile(r"\b(?:said|announced|told|reported|according to|confirmed|informed|disclosed|revealed|issued|released)\b(?: on)?"),
    "vi": re.compile(r"(?:cho biết|thông tin|thông báo|công bố|cho hay|xác nhận|phát đi|trả lời)"),
}
_OPENING = {
    "en": re.compile(r"\b(?:open|opens|opened|opening|start|starts|started|starting|began|begin|begins|begun|beginning|kick|kicks|kicked|commence|commences|commenced|get under way|gets under way|got under way|get going|under way|start of)\b"),
    "vi": re.compile(r"(?:bắt đầu|khai mạc|mở màn|khởi động|mở|khai cuộc)(?!\w)"),
}


def read_when(item: Item, anchor: When | None) -> When | None:
    """The days that a date of the sentence tells; a day told from another is counted from `anchor`."""
    if item.tag == "DATE":
        span: DateSpan = item.value
        if span.precision in ("day", "range"):
            return When(span.first, span.last, span, item)
        return When(None, None, span, item)
    if anchor is None or not anchor.exact:
        return None
    span = anchor.span
    if span is None or span.first is None and (span.month is None or span.day is None):
        return When(None, None, span, item) if item.value == 0 else None
    # Days without a year are counted in a year that is not a leap year.
    year = span.year or (span.first.year if span.first else 2025)
    known = span.first is not None
    first = span.first or date(2025, span.month, span.day)
    last = span.last or date(2025, span.last_month or span.month, span.last_day or span.day)
    if item.value == "last":
        day = last
    elif isinstance(item.value, str) and item.value.isdigit():
        day = _day_of_month(last, int(item.value))
    elif isinstance(item.value, str):
        day = first - timedelta(days=int(item.value.split()[1]))
    else:
        day = (last if item.value > 0 else first) + timedelta(days=item.value)
    if day is None:
        return None
    told = span._replace(
        first=day if known else None, last=day if known else None, precision="day", weekday=None, kind="absolute",
        year=year if known else None, month=day.month, day=day.day,
        last_year=year if known else None, last_month=day.month, last_day=day.day,
    )
    return When(told.first, told.last, told, item)


def _day_of_month(near: date, day: int) -> date | None:
    """The day with this number in the month of a date, or in the next one where that lies behind."""
    try:
        found = near.replace(day=day)
        if found < near - timedelta(days=15):
            found = (near.replace(day=1) + timedelta(days=32)).replace(day=day)
    except ValueError:
        return None
    return found


def assign_status(cue: Cue, language: str, reference: date | None) -> str:
    """`planned` where the clause looks ahead, or the day lies after the article's; else `held`."""
    when = cue.when
    if when and when.first and reference and when.span is not None:
        if when.first > reference + timedelta(days=1):
            return "planned"
        if when.last and when.last < reference:
            return "held"
    line = cue.scene.line
    start, end = cue.at
    if when:
        spot = next(((l, r) for l, r, i in cue.scene.places if i is when.item), (start, end))
        start, end = min(start, spot[0]), max(end, spot[1])
    ahead = _nearest(_PLANNED[language], line, start, end)
    return "planned" if ahead < 30 and ahead < _nearest(_HELD[language], line, start, end) else "held"


def _nearest(pattern: re.Pattern, line: str, start: int, end: int) -> int:
    """Characters from a span to the nearest match; 0 inside it, 1,000 where there is none near."""
    gaps = (_gap_between(*m.span(), start, end) for m in pattern.finditer(line, max(0, start - 40), min(len(line), end + 40)))
    return min(gaps, default=1_000)


_PLANNED = {
    "en": re.compile(r"\b(?:will|is to|are to|due|scheduled|slated|planned|plans?|expected|pencilled|penciled|set to|set for|upcoming|forthcoming|coming|next|would|to be held|to take place|to begin|to start|to open|opens|begins|starts|kicks off|leaves for|heads? (?:to|for)|eyed|to hold|agreed to meet|looking ahead|ahead of|prepar\w*|hopes?|to convene|has been called for|awaits?|announced for)\b"),
    "vi": re.compile(r"(?:\b(?:sẽ|dự kiến|sắp|tới đây|kế hoạch|theo lịch|ấn định|chuẩn bị|sắp tới|hẹn|dự định|chờ|tiếp theo|kế tiếp)(?!\w))"),
}
_HELD = {
    "en": re.compile(r"\b(?:chaired|presided|ended|concluded|wrapped up|took place|ran|held|was held|were held|closed|has ended|met|yielded|after the|outcomes? of|results? of|reviewing|since the|following the|had)\b(?! (?:to|in the coming))"),
    "vi": re.compile(r"(?:đã |kết thúc|khép lại|diễn ra từ|vừa |bế mạc|kết quả|sau (?:khi|vòng)|chủ trì)"),
}


_IN = {
    "en": re.compile(r"(?:\bin|\bat|\bto|\bfor|\bnear|\bvisit|\bfrom|\binto)(?: the)?(?: [\w'-]+){0,3},? $"),
    "vi": re.compile(r"(?:tại|ở|đến|tới|sang|thăm|từ|thành phố|thủ đô|đảo|trên đảo)(?: [\w'-]+){0,3},? $"),
}


def find_place(cue: Cue, rivals: Sequence[Cue], language: str) -> str:
    """The nearest place named with "in" or "at" beside the telling words, unless it stands nearer to another event's.

    A dateline gives its place only to a government meeting, and only where it is the government's seat. "The US" is a
    place only for the two sides' events, and only where nothing closer is named.
    """
    if cue.mode in ("phone", "online"):
        return ""
    best, cost = "", 160.0 if cue.kind == "government-meeting" else 110.0
    for left, right, item in cue.scene.places:
        if item.tag not in ("PLACE", "US"):
            continue
        price = _price_place(cue, left, right, item, language)
        if price < cost and all(price <= _price_place(rival, left, right, item, language) for rival in rivals if rival is not cue):
            best, cost = (item.value if item.tag == "PLACE" else "US"), price
    return best


def _price_place(cue: Cue, left: int, right: int, item: Item, language: str) -> float:
    """How far a place stands from the telling words or their date, in characters; 1,000 where it cannot be theirs."""
    line = cue.scene.line
    start, end = cue.at
    before = line[max(0, left - 30) : left]
    if left == 0 and _DATELINE.match(line, right):
        here = _HERE.search(line, max(0, start - 40), min(len(line), end + 60))
        own = load_gazetteer().places[item.value]["country"] == "us" if cue.kind in ("ministerial-session", "negotiation-round") else item.value == "Hà Nội" and cue.kind == "government-meeting"
        return 20.0 if here else 105.0 if own else 1_000.0
    listed = re.search(r"\b(?:round|vòng) (?:\d+|ORD), $|, $", before) and (line[right : right + 1] in ("", ",", ".", ")") or line[right : right + 2] == " (")
    if not (_IN[language].search(before) or listed and item.tag == "PLACE"):
        return 1_000.0
    gaps = [_gap_between(left, right, start, end)]
    spot = next(((l, r) for l, r, i in cue.scene.places if cue.when and i is cue.when.item), None)
    if spot:
        gaps.append(_gap_between(left, right, *spot) + 2)
    between = line[min(end, left) : max(start, right)] if left >= end or right <= start else ""
    price = min(gaps) + 60.0 * between.count(";") + (30 if re.search(r"\b(?:for|from|từ)(?: the)? $", before) else 0)
    if item.tag == "US":
        if cue.kind == "government-meeting" or not re.search(r"\b(?:in|to|for|sang|tại|ở|đến|tới)(?: the)? $", before) or re.search(r"^(?:'s)? [\w-]+", line[right:]) and not re.match(r" (?:on|from|in|for|this|to|and|where|,|DATE|vào|từ|để|trong)\b", line[right:]):
            return 1_000.0
        price += 40
    return price


_HERE = re.compile(r"\bhere\b|\bin the same city\b|tại đây|ở đây")
_DATELINE = re.compile(r"[,:]? ?(?:DATE)?,? ?(?:\([^)]*\))? ?[—–:-]")


def _gap_between(left: int, right: int, start: int, end: int) -> int:
    return left - end if left >= end else start - right if right <= start else 0


_MODES = ("phone", "online", "in_person")


def find_mode(cue: Cue, language: str) -> str:
    """How the sides met, where a word beside the telling words says it."""
    if cue.mode:
        return cue.mode
    line = cue.scene.line
    start, end = cue.at
    spot = next(((l, r) for l, r, i in cue.scene.places if cue.when and i is cue.when.item), None)
    if spot and _gap_between(*spot, start, end) < 90 and line[min(start, spot[0]) : max(end, spot[1])].count(";") == 0:
        start, end = min(start, spot[0]), max(end, spot[1])
    window = line[max(0, start - 25) : min(len(line), end + 40)]
    for name in _MODES:
        if cue.kind == "government-meeting" and name != "online":
            continue
        if name == "phone" and cue.kind == "negotiation-round":
            continue
        if re.search(rf"\b{load_words(language)[name]}(?!\w)", window):
            return name.replace("_", "-")
    return ""


# ---------------------------------------------------------------------------------------------
# Gathering cues into events


def find_events(doc: Document, scenes: Sequence[Scene]) -> list[EventMention]:
    """The events that one article reports, one mention each, in the order of their first telling.

    An event needs an ordinal of its kind, or a day, week or month; a cue without either only adds to an event that
    another sentence tells.
    """
    language = doc.language
    context = Context()
    anchor: When | None = None
    cues: list[Cue] = []
    heads: list[Head] = []
    for scene in scenes:
        if len(cues) > MOST_CUES:
            break
        found = read_cues(scene, language, context)
        found = assign_dates(found, language, anchor)
        found = [replace(cue, mode=find_mode(cue, language)) for cue in found]
        cues += [
            replace(cue, place=find_place(cue, found, language), status=assign_status(cue, language, doc.published))
            for cue in found
        ]
        heads += read_heads(scene, language)
        context = _remember(context, scene, found)
        anchor = _last_day(scene, found, anchor)
    cues = [borrow_date([cue], cues, scenes, language)[0] if _stands_alone(cue, cues) else cue for cue in cues]
    groups = [complete_round(borrow_date(group, cues, scenes, language), cues, scenes, language) for group in gather(cues)]
    mentions = [merge_cues(group, [g for g in groups if g[0].kind == group[0].kind]) for group in groups]
    name_heads(mentions, heads)
    return [m for m in mentions if m.ordinal is not None or m.when is not None]


class Head(NamedTuple):
    """A sentence that says who was at the head of a delegation."""

    sentence: int
    side: str
    names: tuple[str, ...]


_HEADS = {
    "en": re.compile(
        r"\b(?P<one>(?:VNMIN|VNOFF|DPM|USMIN|USOFF)(?:(?:, | and | và )(?:USMIN|USOFF|VNMIN))*)\b(?:, [^,;]{0,60},)?[^;,.]{0,25}? (?:led|leads|leading|heads|headed|heading|(?:was|is|stood) at the head of|in charge of)\b[^;.]{0,40}?\b(?:side|delegation|team|negotiators)"
        r"|\b(?:led|headed) by (?:the )?(?P<two>(?:VNMIN|VNOFF|DPM|USMIN|USOFF)(?: and (?:USMIN|USOFF))?)\b|\bwith (?P<three>VNMIN|VNOFF|USMIN|USOFF) at the head"
    ),
    "vi": re.compile(
        r"(?:dẫn đầu|đứng đầu|do)(?: [\w'-]+){0,5}? (?:là )?(?:đồng chí |ông )?(?P<one>VNMIN|VNOFF|DPM|USMIN)\b|(?P<two>VNMIN|VNOFF|DPM|USMIN)\b[^;.]{0,25}?(?:dẫn đầu|làm trưởng đoàn|đứng đầu|trưởng đoàn|dẫn đoàn)"
        r"|(?:bên kia bàn|phía bên kia|phía US)(?: [\w'-]+){0,4}? (?:là |có )(?P<three>USMIN(?:(?: và|,)(?: đại sứ)? USMIN)*)"
    ),
}


def read_heads(scene: Scene, language: str) -> list[Head]:
    """Who led a delegation, where the sentence says so."""
    heads = []
    for match in _HEADS[language].finditer(scene.line):
        start, end = match.span(match.lastgroup)
        people = [i for left, right, i in scene.places if left >= start and right <= end and i.value and i.tag[:2] in ("VN", "US", "DP")]
        for side in ("vn", "us"):
            names = tuple(i.value for i in people if (i.tag[:2] == "US") == (side == "us"))
            if names:
                heads.append(Head(scene.sentence.number, side, names))
    return heads


def name_heads(mentions: Sequence[EventMention], heads: Sequence[Head]) -> None:
    """Give rounds the heads of delegation that their own or one of the two following sentences name."""
    for head in heads:
        rounds = [(head.sentence - m.scene.sentence.number, m) for m in mentions if m.kind == "negotiation-round"]
        near = [(gap, m) for gap, m in rounds if 0 <= gap <= 2]
        if not near:
            near = [(-gap, m) for gap, m in rounds if -2 <= gap < 0]
        if near:
            mention = min(near, key=lambda item: item[0])[1]
            if head.side == "vn" and not mention.lead_vn:
                mention.lead_vn = head.names
            elif head.side == "us" and not mention.lead_us:
                mention.lead_us = tuple(sorted(head.names))


def _remember(context: Context, scene: Scene, cues: list[Cue]) -> Context:
    lead_vn = next((c.lead_vn for c in reversed(cues) if c.kind == "ministerial-session" and c.lead_vn), ())
    named = _names(scene, ("VNMIN", "DPM"))
    lead_us = next((c.lead_us for c in reversed(cues) if c.lead_us), context.lead_us)
    counted = next((c.kind for c in reversed(cues) if c.ordinal), "")
    return Context(lead_vn or (named[-1:] if len(named) == 1 else context.lead_vn), lead_us, counted or context.counted, bool(counted), cues[-1].kind if cues else context.kind)


def _last_day(scene: Scene, cues: list[Cue], anchor: When | None) -> When | None:
    for cue in reversed(cues):
        if cue.when and cue.when.exact:
            return cue.when
    for item in reversed(scene.items("DATE")):
        span: DateSpan = item.value
        if span.precision in ("day", "range"):
            return When(span.first, span.last, span, item)
    return anchor


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
        home = next((g for g in reversed(groups) if _same_event(g, cue)), None)
        if home is None:
            groups.append([cue])
        else:
            home.append(cue)
    for cue in waiting:
        home = _nearest_group(groups, cue)
        if home is not None:
            home.append(cue)
    return groups


def borrow_date(group: list[Cue], cues: Sequence[Cue], scenes: Sequence[Scene], language: str) -> list[Cue]:
    """The day of an event that is told beside its telling: "The PM yesterday set his ministers to work. The meeting was
    the eleventh ...", "The two sat down in Jeju. It was on May 16."

    Only a day that no other event takes counts: in the sentence before where the same people act in it, in the sentence
    after where that goes on with "it" or "the meeting".
    """
    if any(c.when for c in group):
        return group
    taken = {id(c.when.item) for c in cues if c.when}
    for place, cue in enumerate(group):
        if cue.ordinal is None and cue.weak:
            continue
        for step, reach, fits in ((-1, 1, _acts_before), (1, 2, _goes_on_after)):
            for beside in _list_beside(scenes, cue, step, reach):
                free = _list_free(beside, taken, language)
                if len(free) == 1 and fits(cue, beside, language):
                    return [*group[:place], replace(cue, when=free[0]), *group[place + 1 :]]
    return group


def _stands_alone(cue: Cue, cues: Sequence[Cue]) -> bool:
    """Whether a cue tells an event in full words and nothing near it dates or numbers one of the kind."""
    if cue.weak or cue.when or cue.ordinal or cue.kind == "negotiation-round" or cue.scene.sentence.role != "body":
        return False
    return not any(c.kind == cue.kind and (c.when or c.ordinal) and abs(c.sentence_number - cue.sentence_number) <= 2 for c in cues)


def complete_round(group: list[Cue], cues: Sequence[Cue], scenes: Sequence[Scene], language: str) -> list[Cue]:
    """The other end of a round of which one day is told: "... was brought to a close on Friday. It had begun on Monday." """
    ends = [c for c in group if c.edge]
    if len(ends) != 1 or group[0].kind != "negotiation-round":
        return group
    taken = {id(c.when.item) for c in cues if c.when}
    wanted, pattern = ("open", _OPENING) if ends[0].edge == "close" else ("close", _CLOSED)
    for beside in _list_beside(scenes, ends[0], 1, 3):
        free = _list_free(beside, taken, language)
        if len(free) == 1 and _DEFINITE[language].search(beside.line) and pattern[language].search(beside.line[:70]):
            other = replace(ends[0], scene=beside, when=free[0], edge=wanted, at=(0, 0), core=None, ordinal=None, ordinal_item=None)
            if _edges(ends[0], other):
                return [*group, other]
    return group


def _list_beside(scenes: Sequence[Scene], cue: Cue, step: int, reach: int) -> list[Scene]:
    """The sentences of the body next to a cue's, captions passed over."""
    found: list[Scene] = []
    index = cue.sentence_number - 1 + step
    while 0 <= index < len(scenes) and len(found) < reach:
        if scenes[index].sentence.role in ("body", "title"):
            found.append(scenes[index])
        index += step
    return found


def _list_free(scene: Scene, taken: set[int], language: str) -> list[When]:
    """The days of a sentence that no event takes yet."""
    return [
        when for left, right, when in list_dates(scene, language, None)
        if when.span is not None and when.span.precision == "day" and id(when.item) not in taken
        and not _OTHER_DAY[language].search(scene.line[max(0, left - 24) : left])
    ]


_DEFINITE = {
    "en": re.compile(r"^(?:the|this|it)\b"),
    "vi": re.compile(r"^(?:cuộc họp|phiên họp|phiên|vòng|đây|buổi|cuộc|lần họp)(?: (?:này|nói trên|đó))?"),
}
_ACTORS = {
    "government-meeting": {"PM", "DPM"},
    "ministerial-session": {"VNMIN", "USMIN", "DPM"},
    "leader-contact": {"VNTOP", "USTOP"},
    "negotiation-round": {"VNMIN", "VNOFF"},
}


def _acts_before(cue: Cue, before: Scene, language: str) -> bool:
    """Whether "the meeting" takes up the sentence before, in which the same people do something on a day."""
    people = {item.value for _, _, item in before.places if item.tag in _ACTORS[cue.kind]}
    if cue.lead_vn and cue.lead_us and set(cue.lead_vn) <= people and (set(cue.lead_us) <= people or "counterpart" in before.line):
        return True
    opens = _DEFINITE[language].search(cue.scene.line) and cue.at[0] < 40
    return bool(opens) and any(item.tag in _ACTORS[cue.kind] for _, _, item in before.places)


def _goes_on_after(cue: Cue, after: Scene, language: str) -> bool:
    """Whether the sentence after goes on with the event ("It took place on ...")."""
    held = re.compile(r"took place|was held|were held|held|lasted|began|opened|diễn ra|được tổ chức|kéo dài|bắt đầu")
    return bool(_DEFINITE[language].search(after.line)) and bool(held.search(after.line[:80]))


def _strong_enough(cue: Cue) -> bool:
    """Whether a weak cue makes an event of its own: unnumbered technical talks and rounds with their own days do."""
    when = cue.when
    if when is None:
        return False
    if cue.kind == "negotiation-round":
        return when.span is not None and when.span.precision in ("range", "day", "week")
    return cue.kind in ("government-meeting", "ministerial-session")


def _same_event(group: list[Cue], cue: Cue) -> bool:
    first = group[0]
    if first.kind != cue.kind:
        return False
    ordinals = {c.ordinal for c in group if c.ordinal}
    if cue.ordinal and ordinals:
        return cue.ordinal in ordinals and _days_agree(group, cue, loose=True)
    if cue.when and any(c.when for c in group):
        if _another(cue) and not any(c.when and _key(c.when) is not None and _key(c.when) == _key(cue.when) for c in group):
            return False
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
_DEICTIC = re.compile(r"\b(?:this|it) (?:is|was|marks|marked|makes|made|being)\b|\b(?:đây|này) là\b|\bđánh dấu\b")
_ANOTHER = re.compile(r"\b(?:earlier|previous|last|next|another|since the|after the|following the|upcoming|trước đó|vòng trước|tiếp theo|kế tiếp|tới)\b")
_BEFORE_THAT = re.compile(r"\b(?:before that|prior to that|previously|earlier|before then)\b|trước đó|trước đấy")


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
    return any(c.when and _edges(c, cue) for c in group)


def _edges(one: Cue, two: Cue) -> When | None:
    """The stretch from an opening day to a closing day that two cues tell; None where they do not."""
    for first, last in ((one, two), (two, one)):
        if first.edge == "open" and last.edge == "close":
            stretch = _stretch(first.when, last.when)
            if stretch and (stretch.first is None or (stretch.last - stretch.first).days < 15):
                return stretch
    return None


def _is_bound(cue: Cue) -> bool:
    """Whether an unnumbered, dated cue can be the numbered event told just before."""
    return not _another(cue)


def _days_agree(group: list[Cue], cue: Cue, loose: bool) -> bool:
    """Whether a cue's days can be those of the group. `loose` (same ordinal) lets differing days pass as a misprint."""
    if cue.when is None:
        return True
    for other in group:
        if other.when is None:
            continue
        if _overlap(other.when, cue.when):
            return True
        if "caption" in (other.scene.sentence.role, cue.scene.sentence.role) and _close(other.when, cue.when):
            return True
    dated = [c for c in group if c.when]
    return loose or not dated


def _key(when: When) -> tuple | None:
    """Month and day where the year is unknown, days where it is known."""
    span = when.span
    if when.first is not None and when.last is not None:
        return (when.first.month, when.first.day), (when.last.month, when.last.day)
    if span is not None and span.precision in ("day", "range") and span.month and span.day:
        return (span.month, span.day), (span.last_month or span.month, span.last_day or span.day)
    return None


def _overlap(one: When, two: When) -> bool:
    a, b = _key(one), _key(two)
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
        key = _key(exact)
        if span is None or wide.exact:
            continue
        if key is None:
            return span.month is not None and exact.span is not None and exact.span.month == span.month
        if span.month == key[0][0]:
            return True
    return False


def _close(one: When, two: When) -> bool:
    a, b = _key(one), _key(two)
    if a is None or b is None:
        return True
    days = abs((date(2024, *a[0]) - date(2024, *b[0])).days)
    return days <= 2


def _other_people(group: list[Cue], cue: Cue) -> bool:
    """Two US secretaries met one after the other are two sessions."""
    if cue.kind != "ministerial-session" or not cue.lead_us:
        return False
    known = [set(c.lead_us) for c in group if c.lead_us]
    return bool(known) and not any(k & set(cue.lead_us) for k in known)


def _nearest_group(groups: list[list[Cue]], cue: Cue) -> list[Cue] | None:
    """The event of the same kind told closest by, for a cue that has neither date nor number."""
    best, distance = None, 4
    for group in groups:
        if group[0].kind != cue.kind or _other_people(group, cue):
            continue
        near = min(abs(c.sentence_number - cue.sentence_number) for c in group)
        if near < distance:
            best, distance = group, near
    return best


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
    stretch = next((found for one in dated for two in dated if (found := _edges(one, two))), None) if best and best.edge else None
    main = best or numbered or order[0]
    alone = len(siblings) == 1
    loose = [c for c in order if c not in told and (alone or abs(c.sentence_number - main.sentence_number) <= 1)]
    witnesses = [main] + [c for c in told if c is not main] + loose
    mode = next((c.mode for c in witnesses if c.mode), "")
    place = next((c.place for c in witnesses if c.place), "")
    if mode in ("phone", "online") and main.kind != "government-meeting":
        place = ""
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
        lead_vn=next((c.lead_vn for c in witnesses if c.lead_vn), ()),
        lead_us=next((c.lead_us for c in witnesses if c.lead_us), ()),
        status="held" if any(c.status == "held" for c in told) else "planned",
        rule=main.rule,
        cues=order,
    )


def _exactness(when: When) -> int:
    if _key(when) is not None:
        return 0 if when.span is None or when.span.precision == "range" else 1
    return 2 if when.exact else 3


def _telling_span(cue: Cue) -> tuple[int, int]:
    """The telling words together with the date that belongs to them."""
    start, end = span_in_document(cue.scene, *cue.at)
    if cue.when is not None and cue.scene.sentence.start <= cue.when.item.start < cue.scene.sentence.end:
        start, end = min(start, cue.when.item.start), max(end, cue.when.item.end)
    return start, end
