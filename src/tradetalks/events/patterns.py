"""The words that tell of the four kinds of event, as patterns over scene lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import ahocorasick_rs

from ..shipped import load_yaml


def _alternatives(words: Iterable[str]) -> str:
    parts = [re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ") for word in words]
    return "(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")"


@cache
def load_words(language: str) -> dict[str, str]:
    """The word lists of events.yml as pattern fragments."""
    data = load_yaml("codebook", "events.yml")
    return {name: _alternatives(words) for name, words in data[language].items()}


@cache
def government_patterns(language: str) -> tuple[tuple[str, re.Pattern], ...]:
    """Ways of telling that the government met under the Prime Minister or a deputy."""
    w = load_words(language)
    sitting, chair = w["sitting"], w["chair"]
    if language == "en":
        patterns = {
            "dated number": rf"\bORD (?:such |of these |of its kind |of the kind |government |GOV |of the PM's ){{0,2}}{sitting}?,? ?(?:held |convened |which (?:was|took place) |was |took place ){{0,2}}(?:on |of |\()?DATE(?=[^;]{{0,140}}\b(?:PM|GOV)\b)",
            "PM chairs a meeting": rf"\b(?:PM|DPM)\b[^;]{{0,110}}?\b{chair}\b[^;]{{0,90}}?\b{sitting}\b|\bPM (?:chairs|chaired|presides over|presided over|leads|led) (?:the |a )?discussions (?:on|about|of)\b",
            "meeting chaired by the PM": rf"\b{sitting}\b[^;]{{0,110}}?\b(?:chaired|presided over|led|headed|convened|called|hosted|summoned|held|helmed|run|opened)\b[^;]{{0,60}}?\bby\b[^;]{{0,50}}?\b(?:PM|DPM)\b",
            "PM in the chair": rf"\b{sitting} (?:at|in|during) which (?:\w+ ){{0,3}}(?:PM|DPM)\b|" r"\b(?:PM|DPM)\b(?: \w+)? in the chair|\bunder the chairmanship of (?:\w+ ){0,3}(?:PM|DPM)\b|\bchaired by (?:\w+ ){0,3}(?:PM|DPM)\b",
            "the government met": r"\b(?:GOV|(?<!US )(?<!OTHER )government)(?:'s)?(?: \w+){0,4}? (?:met|sat|convened|meets|gathered|sits|held|came together|was (?:called|summoned|convened|gathered)|were (?:called|summoned|convened|gathered))\b",
            "meeting of the government": rf"\b{sitting}\b(?: \w+){{0,4}}? (?:of|with|between|by|among|for)(?: the)?(?: [\w']+){{0,3}}? GOV\b|\bGOV(?:'s)?(?: (?:ORD|special|urgent|emergency|extraordinary|dedicated|full|separate|previous|last|earlier|next|recent|latest)){{0,3}} {sitting}\b",
            "PM met the ministries": r"\b(?:PM|DPM) and (?:the )?(?:leaders|heads|representatives|chiefs) of (?:the )?BODY\b[^;,.]{0,30}\bmet\b|\bPM (?:again |also |once more )?(?:went through|goes through|discussed|reviewed) [^;,.]{0,60}? (?:once more |again )?with (?:the |all |his )?(?:BODY|GOV|ministries|ministers)\b|\b(?:PM|DPM)\b[^;]{0,60}?\b(?:convenes?|gathers?|summons|assembles?|assembled|calls together|brings together|met with|met|sat down with|sits down with|gathered|called together|brought together|convened|summoned|called in|huddled with|meets|got together with)\b(?: [\w'-]+){0,4}? (?:BODY|GOV|ministers)\b",
            "numbered meeting of the PM": rf"\b{sitting}\b[^;]{{0,60}}?\b(?:was|is|marks|marked) the ORD (?:that |which )?(?:the )?(?:PM|GOV|he) (?:has|had|chaired|held|called|presided)\b|\bORD (?:such |consecutive |special |dedicated |exclusive |extraordinary |government |GOV |cabinet |working |own |emergency |urgent )*(?:time|occasion|{sitting})\b(?:(?!\b(?:send|sent|submit|submitted|report|reported|present|presented)\b)[^;]){{0,140}}?\b(?:PM|GOV|government)\b|\b(?:PM|GOV|government)\b[^;]{{0,60}}?\bORD (?:\w+ ){{0,3}}(?:time|{sitting})\b|\bORD (?:\w+ ){{0,3}}{sitting}\b[^;]{{0,150}}\b(?:tariff|tariffs|subject|issue|matter|topic|trade talks|question)\b",
            "it was the Nth": r"^(?:it|this|that) (?:was|is|marked|marks) (?:the|their|its) ORD (?:such |of its kind |of the kind |devoted |held )*(?:on|since|in less|about|over)\b[^;.]{0,30}\b(?:subject|matter|issue|topic|tariffs|question|talks)\b",
            "task force": rf"\b(?:brought|called|summoned|gathered) (?:his|the|this) (?:task force|working group|response team|special team) together\b|\b(?:task force|taskforce|task-force|rapid response team|working group|response team|quick-response team|special team)\b[^;]{{0,150}}?\b(?:met|meets|{sitting}|convened|sat|gathered|(?:was|were) told (?:on )?DATE)\b|\b(?:presided over|chaired|led|opened|headed|hosted)\b[^;,]{{0,30}}\b{sitting} of (?:the|this|his) (?:task force|working group|response team|special team)\b",
            "speaking at a meeting": rf"\b(?:at|during|in|to|for|addressing|concluding|closing|opening|wrapping up|chairing|presiding over|hosting|leading|convening) (?:a|an|the|this|that|yesterday's|today's|DATE|DATE's)(?: [\w'-]+){{0,5}}? {sitting}\b[^;]{{0,110}}?\b(?:PM|DPM)\b|\b(?:PM|DPM)\b[^;]{{0,90}}?\b(?:at|during|told|addressing|concluding|closing) (?:a|an|the|DATE|DATE's)(?: [\w'-]+){{0,5}}? {sitting}\b",
        }
    else:
        patterns = {
            "PM chairs a meeting": rf"\b(?:PM|DPM)\b[^;]{{0,80}}?(?:{chair})[^;]{{0,70}}?(?:{sitting}|GOV)(?!\w)",
            "PM meets": r"\b(?:PM|DPM)\b(?: (?:đã|vừa|tiếp tục|lại|chủ động|DATE|cùng|sẽ)){0,3} (?:họp|có cuộc họp|có cuộc làm việc|triệu tập|làm việc|chủ trì)(?!\w)(?! (?:với )?(?:USMIN|USTOP|USENVOY|US))",
            "meeting chaired by the PM": rf"{sitting}[^;]{{0,110}}?(?:do|dưới sự chủ trì của|dưới sự điều hành của|chủ trì bởi) [^;]{{0,50}}?\b(?:PM|DPM)\b",
            "the government met": r"\bGOV\b(?: [\w'-]+){0,5}? (?:họp|có cuộc họp|đã họp|có phiên họp)(?!\w)|\bGOV họp",
            "meeting of the government": rf"{sitting}(?: [\w'-]+){{0,5}}? (?:của |với )?GOV\b|{sitting} (?:của )?GOV\b",
            "numbered meeting of the PM": rf"(?:{sitting})(?: [\w'-]+){{0,6}}? ORD\b(?![^;]{{0,30}}\bELSE\b)[^;]{{0,120}}?\b(?:PM|GOV|(?<!đàm phán )chính phủ|thuế|việc này|nội dung này|chủ đề này|vấn đề)|\b(?:PM|GOV|(?<!đàm phán )chính phủ)\b[^;]{{0,80}}?{sitting}[^;]{{0,60}}?\bORD\b|\bORD\b[^;]{{0,60}}?\b(?:PM|GOV|(?<!đàm phán )chính phủ|việc này|vấn đề này|nội dung này|chủ đề này)\b[^;]{{0,60}}?(?:họp|bàn|làm việc|chủ trì)|\bORD\b[^;]{{0,30}}(?:họp|làm việc)[^;]{{0,60}}(?:thuế|vấn đề|nội dung|mỹ|US)",
            "task force": rf"(?:tổ công tác|tổ phản ứng nhanh|tổ đặc nhiệm)[^;]{{0,150}}?(?:họp|{sitting})|(?:họp|{sitting})[^;]{{0,20}}(?:tổ công tác|tổ phản ứng nhanh)",
            "speaking at a meeting": rf"(?:tại|trong|kết luận|phát biểu tại|mở đầu|ở) (?:một )?{sitting}[^;]{{0,110}}?\b(?:PM|DPM)\b|\b(?:PM|DPM)\b[^;]{{0,60}}?(?:tại|trong|ở|kết luận) (?:cuộc họp|phiên họp|buổi họp)",
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
            "elliptic round": r"\bORD\b(?! in (?:that|this|such|any)\b)(?= session (?:is|was|will|would|took|opens|opened|ran|due|scheduled)\b| (?:and (?:last|latest|final|so far)|of (?:them|these)(?! (?:meetings|sessions|calls|talks|gatherings))|one|is|was|will|in(?!-)|on|from|at|took|ran|opened|opens|ended|held|would|followed|follows|came|comes|to|due|,|had|scheduled|being)\b|,? (?:DATE|ANCHOR)| \(|, (?:also |again )?(?:in|on|from|held|due)\b)",
            "round": r"(?<!get )(?<!gets )(?<!got )(?<!getting )(?<!way )(?<!all )(?<!year )(?<!turn )\bround\b(?: of (?:[\w-]+ ){0,4}?(?:talks|negotiations))?|\brounds\b[^;.]{0,75}?\bthe (?:latest|most recent|last|next)(?: of them| of which| one)?(?: is| was| were)?(?: held| took place)?(?: due| planned| set| expected| scheduled)?(?= (?:on|from|in|for|DATE))",
            "talks on days": r"\b(?:the|these|those) (?:[\w-]+ ){0,2}?(?:talks|negotiations)\b,? (?:which |that )?(?:were |was )?(?:held|took place|taking place|ran|lasted)\b(?=[^;.]{0,60}\bDATE)",
            "technical talks": r"\b(?:technical|technical-level|expert-level|working-level|technical level) (?:talks|negotiations|negotiation|session|sessions|discussions|meeting|meetings|consultations)\b|\b(?:talks|negotiations|session|sessions|meetings?) at (?:the )?(?:technical|working|expert) level\b",
            "delegations' talks": r"\bexperts of (?:the )?(?:two |both )?(?:[\w-]+ ){0,2}(?:delegations|sides|teams)\b[^;]{0,40}?\b(?:met|gone|went|worked|work|talked|exchanged|discussed|meet)\b|\b(?:negotiation|negotiating|trade) (?:delegation|team|teams|delegations)[^;]{0,90}?\b(?:talks|negotiations|negotiate|negotiated)\b|\btechnical (?:teams?|groups?|experts|delegations|negotiators)\b[^;]{0,60}?\b(?:have an? (?:online |further |new )?(?:session|meeting)|meet|met|sit|sat|talk|negotiate|confer|work)\w*\b|\b(?:two (?:delegations|negotiating teams|sides|teams|parties)|delegations)\b[^;]{0,40}?\b(?:met|negotiated|held (?:talks|negotiations)|sat down|meet|talk)\b",
        }
    else:
        no_other = r"(?:(?!phiên|họp|hội nghị|bộ trưởng|vòng)[\w'.,()/-]+ )"
        patterns = {
            "pair of rounds": r"vòng (?:[\w'-]+ ){0,5}?ORD (?:và|,|đến) (?:(?:vòng|thứ) )*ORD\b",
            "numbered round": rf"\bvòng (?:{no_other}){{0,9}}?ORD\b",
            "numbered talks": r"(?<!họp )\b(?:phiên|cuộc|đợt)(?! họp)(?: đàm phán| thương lượng| làm việc| kỹ thuật| trực tiếp| chính thức| song phương){0,4} ORD\b(?! liên tiếp)(?![^;,.]{0,25}(?:cấp )?bộ trưởng)|\bđàm phán (?:trực tiếp |kỹ thuật |song phương |chính thức )*ORD\b(?![^;,.]{0,25}(?:cấp )?bộ trưởng)|(?<!họp )\bphiên (?:đàm phán |trực tiếp |kỹ thuật |thương lượng )+(?:[\w'-]+ ){0,8}?(?<!cấp )ORD\b(?![^;,.]{0,25}(?:cấp )?bộ trưởng)",
            "elliptic round": r"(?<!ELSE )\bORD\b(?= (?:là|diễn ra|từ|vào|ở|tại|sẽ|kéo dài|được|thì|dự kiến|mở)\b|,? DATE| \()",
            "round": r"\bvòng(?!(?: này| đàm phán)* là (?:cuộc|phiên|buổi)\b)(?: này| đàm phán| thương lượng| tới| kế tiếp| tiếp theo| vừa qua)*(?!\w)",
            "talks on days": r"\b(?:cuộc |các cuộc )?(?:đàm phán|thương lượng)(?: [\w'-]+){0,2}?,? (?:đã )?(?:diễn ra|được tổ chức|kéo dài)(?=[^;.]{0,40}\bDATE)",
            "technical talks": r"\b(?:phiên|đàm phán|họp|làm việc|trao đổi)(?: (?:đàm phán|trực tiếp|trực tuyến)){0,2} (?:ở )?(?:cấp )?kỹ thuật(?!\w)",
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
            "US secretaries attend": rf"\b{noun}\b[^;]{{0,60}}\bwith (?:[\w.]+ ){{0,2}}?USMIN(?:,? (?:and |as well as )?(?:[\w.]+ ){{0,2}}?USMIN)* (?:in attendance|attending|taking part|present|joining in|at the table)\b",
            "ministerial session": rf"\b(?:met|talked|spoke|conferred|sat down)\b[^;,]{{0,50}}\bat (?:the )?{w['ministerial']} level\b|\b{w['ministerial']}\b(?! (?:council|conference|summit))(?:(?!ELSE)[^;,]){{0,45}}?\b{noun}\b|\b{noun}\b(?:(?!ELSE)[^;,]){{0,45}}?\b(?:at|on) (?:the )?(?:minister|{w['ministerial']})[\w-]*(?: level)?\b|\b(?:the )?two (?:ministers|BODY|heads of delegation|chief negotiators|trade ministers|sides' ministers|men|officials)\b[^;]{{0,40}}?\b(?:met|meet|talked|spoke|held|hold|holds|exchanged|conferred|negotiated|sat down|sit down|saw each other|had (?:met|talked|spoken|negotiated|a|an|sat))\b|\bthey (?:had )?(?:only |already |first |last )*(?:met|talked|spoken|negotiated|conferred)(?= (?:on screen|online|virtually|by (?:phone|video|telephone))\b)|\bthe (?:two|pair) (?:had |have |also |then |later |earlier |already |are |were |will |would |slated |due |set |expected |scheduled |to )*(?:met|meet|talked|talk|spoke|spoken|speak|conferred|confer|sat down|sit down|saw each other|worked (?:online|together|by phone))\b|\b(?:call|meeting|talks|session|conversation)\b (?:of|between|with) the two (?:heads of delegation|chief negotiators|trade ministers|ministers|BODY)\b|\b(?:call|meeting|talks|session|conversation)\b[^;,]{{0,40}}\bbetween the two\b(?: (?:ministers|heads of delegation|chief negotiators)\b| (?=(?:had|was|were|has|took|on|in)\b)|(?=[,.;]|$))|\bthe BODY (?:\w+ ){{0,4}}?(?:confer|meet|met|talk|talked|speak|spoke)\b[^;,]{{0,25}}\b(?:again|once more|online|by phone|by video|by telephone|virtually)\b",
        }
    else:
        noun = r"(?:phiên|cuộc họp|họp|đàm phán|cuộc gặp|đối thoại|cuộc làm việc|buổi làm việc|hội đàm|gặp|cuộc)"
        patterns = {
            "ministerial session": rf"{noun}(?:(?!ELSE)[^;,]){{0,45}}?{w['ministerial']}(?!\w)|(?:hai bộ trưởng|hai trưởng đoàn|hai ông|hai vị|hai người)(?: [\w'-]+){{0,5}}? (?:gặp|họp|hội đàm|điện đàm|trao đổi|làm việc|buổi họp|cuộc gặp|ngồi lại|ngồi|nói chuyện)|(?:điện đàm|cuộc gặp|phiên|cuộc họp|hội đàm|buổi làm việc|cuộc trao đổi)[^;,]{{0,40}}giữa hai (?:bộ trưởng|trưởng đoàn|người|ông|bên đồng cấp)",
        }
    return tuple((name, re.compile(pattern)) for name, pattern in patterns.items())


@cache
def talk_words(language: str, name: str = "talk") -> re.Pattern:
    return re.compile(rf"\b{load_words(language)[name]}(?!\w)")


ORDINAL_OF = {
    # ordinal -> counted noun, per kind; the noun must stand close by
    ("government-meeting", "en"): re.compile(r"\bORD,? (?:(?!round|minister|ORD)[\w'-]+ ){0,5}?(?:meetings?|sessions?|sittings?|time|times|occasion|gathering|huddle|conference|discussion)\b|\bthe ORD (?:that )?(?:he|PM|the PM|they|it|GOV|the GOV|DPM)(?: himself)? (?:has|had|have|is|was|called|chaired)\b|\b(?:meeting|session|sitting)\b[^;.]{0,60}? (?:is|was|being|marks|marked|makes) (?:already |thus |also )?(?:the|its|his) ORD\b|\b(?:meeting|session|sitting) (?:number |no\. ?)?ORD\b|\bORD on (?:the|this|that)\b|\b(?:its|the|his|their) ORD (?:since|on|so far|to date|of its kind|dedicated)\b"),
    ("government-meeting", "vi"): re.compile(r"(?:cuộc họp|phiên họp|buổi họp|họp|phiên)(?: (?!vòng)[\w'-]+){0,7}? ORD\b|\bORD\b(?=[^;]{0,70}(?:họp|làm việc|chủ trì|bàn|ngồi lại|ngồi xuống|triệu tập))|\bORD trong\b"),
    ("ministerial-session", "en"): re.compile(
        r"\bORD time (?:\w+ ){0,3}at (?:the )?minister|\bORD,? (?:(?!round|time\b|technical|in-person|face-to-face|ORD)[\w'-]+ ){0,4}?(?:ministerial|minister-level|session)(?:-level)?\b|\bORD,? (?:(?!round|technical|in-person|face-to-face|ORD)[\w'-]+ ){0,4}?(?:meeting|talks|negotiation|negotiations|call)\b[^;.]{0,25}\bministerial"
        r"|\bsession ORD\b|\b(?:meeting|session|talks|call|conversation|encounter)\b[^;.]{0,90}? (?:was|is|being|marked) (?:already )?(?:the|their) ORD (?:at (?:the )?minist|session)|, the ORD at (?:the )?minist|\b(?:session|negotiation|meeting|talks|call)\b[^;.]{0,25}, the ORD (?:since (?:the )?(?:process|talks|negotiations)|so far|to date|overall|in the process|of the process)\b"
    ),
    ("ministerial-session", "vi"): re.compile(r"(?:phiên|cuộc họp|cuộc gặp|đàm phán|họp|gặp)(?: (?!vòng|kỹ|tiên)[\w'-]+){0,8}? ORD\b|\bORD\b(?= (?:hai (?:nước|bên|phía) )?(?:(?!vòng|kỹ)[\w'-]+ ){0,3}?(?:phiên|họp|cuộc gặp|cuộc họp|đàm phán)(?: [\w'-]+){0,4}? (?:cấp )?bộ trưởng)"),
}
#: A line without any of these tells of no event; without any of `_SITTING`, of no meeting of the government.
_TELLING = {
    "en": ("meet", " met ", "together", "session", "round", "talk", "call", "phone", "convers", "chair", "presid", "conven", "sitting", "receiv", "welcom", "host", "gather", "huddle", "ORD", "negotiat", "discuss", "exchange", "sat", "spoke", "conference", "DATE"),
    "vi": ("họp", "phiên", "vòng", "đàm", "gặp", "tiếp", "điện", "ORD", "gọi", "làm việc", "trao đổi", "chủ trì", "hội kiến", "ngồi", "DATE", "đón"),
}
_SITTING = ("meet", " met ", "task force", "session", "sitting", "conference", "gather", "huddle", "discussion", "chair", "sat", "sits", "convene", "summon", "call", "together", "held", "họp", "hội nghị", "làm việc", "ngồi lại", "triệu tập", "phiên", "ORD")
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
    "PM in the chair": (("chair", "which"), ("PM",)),
    "the government met": (("GOV", "government"),),
    "meeting of the government": (("GOV",), _NOUNS),
    "PM met the ministries": (("PM",), ("BODY", "GOV", "ministers")),
    "numbered meeting of the PM": (("ORD",),),
    "it was the Nth": (("ORD",),),
    "task force": (("task", "team", "group", "tổ "), (*_NOUNS, "told", "met", "meets", "sat", "gathered", "convened")),
    "speaking at a meeting": (("PM",), _NOUNS),
    "pair of rounds": (_ROUNDS, ("ORD",)),
    "numbered round": (_ROUNDS, ("ORD",)),
    "numbered talks": (("ORD",),),
    "elliptic round": (("ORD",),),
    "round": (_ROUNDS,),
    "talks on days": (("DATE",), ("talks", "negotiations", "đàm phán", "thương lượng"), ("held", "took place", "taking place", "ran", "lasted", "diễn ra", "tổ chức", "kéo dài")),
    "technical talks": (("technical", "expert", "working", "kỹ thuật"),),
    "delegations' talks": (("delegation", "team", "sides", "parties", "technical", "đoàn", "nhóm", "tổ ", "bộ phận", "kỹ thuật", "chuyên gia"),),
    "US secretaries attend": (("USMIN",), ("attend", "taking part", "present", "joining", "table")),
    "ministerial session": (("minister", "two ", "they ", "cabinet-level", "BODY", "bộ trưởng", "hai "),),
}


class _Hints(NamedTuple):
    """Finds the hints of a line in one pass. Each has a bit of its own: `needed` are those of each rule, by group."""

    automaton: ahocorasick_rs.AhoCorasick
    bits: list[int]
    needed: dict[str, tuple[int, ...]]
    telling: dict[str, int]
    sitting: int


@cache
def _hints() -> _Hints:
    groups = [*(words for groups in _HINTS.values() for words in groups), *_TELLING.values(), _SITTING]
    words = sorted({word for group in groups for word in group})
    bits = {word: 1 << place for place, word in enumerate(words)}

    def join(group: Iterable[str]) -> int:
        return sum(bits[word] for word in set(group))

    return _Hints(
        ahocorasick_rs.AhoCorasick(words, implementation=ahocorasick_rs.Implementation.DFA),
        list(bits.values()),
        {rule: tuple(map(join, groups)) for rule, groups in _HINTS.items()},
        {language: join(group) for language, group in _TELLING.items()},
        join(_SITTING),
    )


def mark_hints(line: str) -> int:
    """The hints that stand in a line, as bits."""
    automaton, bits, *_ = _hints()
    found = 0
    for index, _, _ in automaton.find_matches_as_indexes(line, overlapping=True):
        found |= bits[index]
    return found


def could_tell(hints: int, language: str) -> bool:
    """Whether a line with these hints may tell of an event."""
    return bool(hints & _hints().telling[language])


def could_sit(hints: int) -> bool:
    """Whether a line with these hints may tell of a meeting of the government."""
    return bool(hints & _hints().sitting)


def find_rules(patterns: Sequence[tuple[str, re.Pattern]], line: str, hints: int) -> Iterator[tuple[str, re.Match]]:
    """The matches of each rule in a line, rule by rule; `hints` are those of `mark_hints`."""
    needed = _hints().needed
    for rule, pattern in patterns:
        for group in needed[rule]:
            if not hints & group:
                break
        else:
            for match in pattern.finditer(line):
                yield rule, match


#: What may stand between two people who do something together.
JOINTLY = re.compile(r",? (?:and|và|cùng|cùng với)(?: [\w.'-]+){0,3} ")
PLANNED = {
    "en": re.compile(r"\b(?:will|is to|are to|due|scheduled|slated|planned|plans?|expected|pencilled|penciled|set to|set for|upcoming|forthcoming|coming|next|would|to be held|to take place|to begin|to start|to open|opens|begins|starts|kicks off|leaves for|heads? (?:to|for)|eyed|to hold|agreed to meet|looking ahead|ahead of|prepar\w*|hopes?|to convene|has been called for|awaits?|announced for)\b"),
    "vi": re.compile(r"(?:\b(?:sẽ|dự kiến|sắp|tới đây|kế hoạch|theo lịch|ấn định|chuẩn bị|sắp tới|hẹn|dự định|chờ|tiếp theo|kế tiếp)(?!\w))"),
}
HELD = {
    "en": re.compile(r"(?<!be )\b(?:chaired|presided|ended|concluded|wrapped up|took place|ran|held|was held|were held|closed|has ended|met|yielded|after the|outcomes? of|results? of|reviewing|since the|following the|had)\b(?! (?:to|in the coming))"),
    "vi": re.compile(r"(?:đã |kết thúc|khép lại|diễn ra từ|vừa |bế mạc|kết quả|sau (?:khi|vòng)|chủ trì)"),
}
