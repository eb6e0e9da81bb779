"""One sentence -> its cues: places where it tells of an event, between the right people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..scene import Item, Scene
from .model import (
    LONGEST_SENTENCE,
    PASSING,
    Context,
    Cue,
    gap_between,
    people_in,
    place_of,
    tags_in,
)
from .patterns import (
    HELD,
    JOINTLY,
    ORDINAL_OF,
    PLANNED,
    could_sit,
    could_tell,
    find_rules,
    government_patterns,
    mark_hints,
    round_patterns,
    session_patterns,
    talk_words,
)


def read_cues(scene: Scene, language: str, context: Context) -> list[Cue]:
    """All cues of one sentence, each with its own ordinal, still without dates."""
    line = scene.line
    if scene.sentence.role == "margin" or len(line) > LONGEST_SENTENCE or not could_tell(hints := mark_hints(line), language):
        return []
    cues = _leader_cues(scene, language, context) + _session_cues(scene, language, context, hints) + _round_cues(scene, language, context, hints)
    cues += _government_cues(scene, language, cues, hints, context)
    cues = _drop_foreign(_drop_counted(cues))
    cues += _counted_again(scene, language, cues, context)
    return cues + _passing_cues(scene, language, cues, context)


_COUNTED_AGAIN = {
    "en": re.compile(r"\bthe ORD (?:meeting|sitting|one),? (?:held |which took place |convened |called |that took place )?(?:on |of )?DATE"),
    "vi": re.compile(r"(?:cuộc họp|phiên họp|buổi họp|lần họp) ORD,?(?: (?:diễn ra|được tổ chức|tổ chức|họp|hôm|vào|ngày|hồi)){0,3} DATE"),
}


def _counted_again(scene: Scene, language: str, cues: Sequence[Cue], context: Context) -> list[Cue]:
    """Another of the government's numbered meetings, named by its number and day once they are what the article counts."""
    match = _COUNTED_AGAIN[language].search(scene.line) if context.counted == "government-meeting" else None
    if not match or any(c.at[0] < match.end() and match.start() < c.at[1] for c in cues) or _COUNTED_ELSEWHERE.match(scene.line, match.end()):
        return []
    number = _ordinal_at(scene, match)
    return [Cue("government-meeting", scene, match.span(), "counted again", number.value, number)] if number else []


_PASSING = {
    "en": re.compile(r"\bin the ORD(?: one| call| meeting)?,? (?:on )?DATE|\b(?:after|following|since|followed|follows) (?:one|an earlier one|the first(?: one)?|a first(?: one)?|the one|the previous one|that|those|the (?:meetings|sessions|talks|ones))\b(?: (?:in|on|at|of|held|the|south|north|[\w'-]+|PLACE|OTHER),?){0,9}? DATE"),
    "vi": re.compile(r"sau (?:các |những |hai |ba |bốn )?(?:cuộc|phiên|lần)(?: (?:điện đàm|gặp|họp|trước|đầu|ở|tại|PLACE|\((?:PLACE|OTHER)\)|hôm|vào)){0,5} DATE"),
}


def _passing_cues(scene: Scene, language: str, cues: Sequence[Cue], context: Context) -> list[Cue]:
    """A further event of the kind at hand, told in passing: "their second meeting, after one in Jeju on May 16"."""
    match = _PASSING[language].search(scene.line) if "DATE" in scene.line else None
    before = [c for c in cues if match and c.at[0] < match.start()] or cues
    kind = before[-1].kind if before else context.kind
    if not match or not kind or any(c.at[0] < match.end() and match.start() < c.at[1] for c in cues):
        return []
    people = next((c for c in cues if c.kind == kind), None)
    return [Cue(kind, scene, match.span(), PASSING, lead_vn=people.lead_vn if people else context.lead_vn if kind == "ministerial-session" else (),
                lead_us=people.lead_us if people else context.lead_us if kind == "ministerial-session" else ())]


_COUNTERPARTS = {"USMIN", "USTOP", "USENVOY"}


def _government_cues(scene: Scene, language: str, others: list[Cue], hints: int, context: Context) -> list[Cue]:
    line = scene.line
    cues: list[Cue] = []
    if not could_sit(hints):
        return cues
    for rule, match in find_rules(government_patterns(language), line, hints):
        start, end = match.span()
        if rule == "numbered meeting of the PM" and _SESSION.search(match.group()) and any(i.tag == "ORD" and i.value in context.rounds for _, _, i in scene.places):
            continue  # "the plan for the second session": of the rounds told before
        if any(start < c.at[1] and end > c.at[0] for c in cues) or _AFTER_OTHERS.search(match.group()):
            continue
        if rule == "numbered meeting of the PM" and any(c.ordinal_item and place_of(scene, c.ordinal_item)[0] in range(start, end) for c in others):
            continue
        if not _blocked_meeting(scene, start, end, rule, language, others):
            ordinal = _find_ordinal("government-meeting", scene, start, end, language)
            lead = _chair(scene, start, end)
            weak = rule == "speaking at a meeting" and not re.search(r"\b(?:at|in|tại|during|for|addressing) (?:a|an|an urgent|the DATE|cuộc họp|phiên họp)\b", match.group())
            cues.append(Cue("government-meeting", scene, (start, end), rule, ordinal.value if ordinal else None, ordinal, lead_vn=tuple(n for n in lead if n), weak=weak))
    if not cues and context.chair and scene.items("DATE", "ANCHOR") and (match := _HE_CHAIRS[language].search(line)) and not _blocked_meeting(scene, *match.span(), "he chairs", language, others):
        cues.append(Cue("government-meeting", scene, match.span(), "he chairs a meeting", lead_vn=context.chair))
    return cues


#: A meeting under the Prime Minister or a deputy whom the sentence before names.
_HE_CHAIRS = {
    "en": re.compile(r"\bhe (?:\w+ ){0,2}(?:chaired|presided over|convened|called) [^;,.]{0,30}?\b(?:meeting|session|sitting|conference)\b"),
    "vi": re.compile(r"\bông (?:\w+ ){0,2}(?:chủ trì|triệu tập)[^;,.]{0,30}?(?:cuộc họp|phiên họp|buổi họp)"),
}


#: The meetings that this one came after.
_AFTER_OTHERS = re.compile(r", (?:sau|after|following) (?:các|những|the|those)\b")
_SESSION = re.compile(r"\bORD (?:negotiation |negotiating )?session\b|\bphiên (?:đàm phán )?ORD")
_NOT_GOVERNMENT = {
    "en": re.compile(r"press|briefing|regular monthly|steering|(?:US|american|foreign) (?:businesses|firms|companies|investors|enterprises)|business council|business group|business lobby|chamber of commerce|investors|entrepreneur|businesses and|business community|voters|anniversary|monthly (?:cabinet|government)|regular (?:cabinet|government|GOV)|workshop|seminar|forum|summit"),
    "vi": re.compile(r"họp báo|thường kỳ|doanh nghiệp (?:US|mỹ|hoa kỳ|nước ngoài)|ban chỉ đạo|tiếp xúc cử tri|hội thảo|tọa đàm|diễn đàn|cấp cao|thượng đỉnh|kỳ họp|kỷ niệm|doanh nhân"),
}


def _blocked_meeting(scene: Scene, start: int, end: int, rule: str, language: str, others: list[Cue]) -> bool:
    """Whether the words tell of another kind of meeting: with foreigners, of another body, of the delegation."""
    line = scene.line
    near = line[start : min(len(line), end + 45)]
    if _WITH_THEM.match(line, end):
        return True
    if rule in ("numbered meeting of the PM", "the government met") and "ELSE" in near:
        return True
    tags = tags_in(scene, start, min(len(line), end + 12))
    if tags & _COUNTERPARTS and rule not in ("numbered meeting of the PM", "task force"):
        return True
    if _ELSE_OWN.search(near) or _NOT_GOVERNMENT[language].search(line[max(0, start - 15) : min(len(line), end + 45)]):
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
    if not scene.items("ORD"):
        return None
    pattern = ORDINAL_OF.get((kind, language))
    # "For the fourth time since ..., the ministers were summoned": the number opens the sentence.
    opens = kind == "government-meeting" and _FOR_THE_TIME.match(scene.line)
    window = 0 if opens else max(0, start - 40), min(len(scene.line), end + (150 if kind == "government-meeting" else 60))
    matches = sorted(pattern.finditer(scene.line, *window), key=lambda m: gap_between(*m.span(), start, end)) if pattern else ()
    for match in matches:
        if _COUNTED_ELSEWHERE.match(scene.line, match.end()) or _TEAMS_OWN.search(scene.line[max(0, match.start() - 25) : match.start()]):
            continue
        if kind == "government-meeting" and _FORCE_BEFORE.search(scene.line[: match.start()]):
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


_FOR_THE_TIME = re.compile(r"(?:[\w .–—-]{0,20}[–—-] )?for the ORD time\b")
_COUNTED_ELSEWHERE = re.compile(r"[^;,.]{0,30}(?:ELSE|task force|working group|tổ công tác|của tổ\b|steering|của vòng|of (?:the|this) round)")
#: A task force that comes together for the third time counts its own meetings.
_FORCE_BEFORE = re.compile(r"(?:task force|tổ công tác)(?:(?!\bPM\b)[^;.]){0,110}$")
_TEAMS_OWN = re.compile(r"\b(?:team|delegation|own|đoàn)\b[^;.]{0,18}$")
#: "For whom it was the first round in charge": counts a person's rounds.
_OWN_COUNT = re.compile(r"\b(?:for whom it|his|her)\b[^;.]{0,12}$")


def _ordinal_at(scene: Scene, match: re.Match) -> Item | None:
    for left, right, item in scene.places:
        if item.tag == "ORD" and left >= match.start() and right <= match.end():
            return item
    return None


_PRONOUN = {
    "en": re.compile(r"\b(?:he|she|him|his|similar|likewise|dien|phoc|son|minister|the minister|the deputy pm|the two|the (?:special )?envoy|the vietnamese (?:minister|official|envoy|side)|his (?:us|american) counterpart|VN (?:minister|side|delegation)|both (?:men|officials|ministers))\b"),
    "vi": re.compile(r"\b(?:ông|bộ trưởng|phó thủ tướng|trưởng đoàn|đặc phái viên|hai bên)(?!\w)"),
}


def _session_cues(scene: Scene, language: str, context: Context, hints: int) -> list[Cue]:
    line = scene.line
    cues: list[Cue] = []
    vietnamese = [(l, r, i) for l, r, i in scene.places if i.tag in ("VNMIN", "DPM") and not _DEPUTY.search(line, 0, l)]
    american = [(l, r, i) for l, r, i in scene.places if i.tag == "USMIN" and not _DEPUTY.search(line, 0, l) and not _OFFICE.search(line, 0, l)]
    top = bool(scene.items("PM", "VNTOP", "USTOP"))
    known = bool(context.lead_vn and context.lead_us or vietnamese and american)
    level = next((match for _, match in find_rules(session_patterns(language), line, hints) if known or not _needs_people(match.group())), None)
    pair = bool(level) and bool(_TWO_MEN.match(level.group()))
    if level and not _foreign(scene, level.start(), level.end()):
        ordinal = _find_ordinal("ministerial-session", scene, level.start() - 20, level.end() + 25, language)
        if ordinal and ordinal.value == 1 and re.search(r"in-person|face-to-face|in person|trực tiếp", line[max(0, level.start() - 40) : level.end() + 40]):
            ordinal = None
        cues.append(
            Cue("ministerial-session", scene, level.span(), "ministerial session", ordinal.value if ordinal else None, ordinal,
                lead_vn=people_in(scene, ("VNMIN", "DPM")) or (context.lead_vn if pair else ()), lead_us=people_in(scene, ("USMIN",)) or (context.lead_us if pair else ()))
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
            if talk is None and partner and not cues and scene.items("DATE") and not _ROUND_TALKS.search(line) and JOINTLY.fullmatch(line[min(right, partner[1]) : max(left, partner[0])]):
                cues.append(Cue("ministerial-session", scene, (low, high), "ministers of both sides act together",
                                lead_vn=(partner[2].value,) if partner[2].value else (), lead_us=tuple(sorted({i.value for _, _, i in group if i.value}))))
            elif talk is None and scene.sentence.role == "caption" and partner and (scene.items("DATE") or context.dated):
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
            weak = talk.group() in _WEAK_TALK and not _HELD_TALKS.search(line, max(0, talk.start() - 30), talk.end() + 20)
            cues.append(Cue("ministerial-session", scene, (start, end), "ministers of both sides meet", ordinal.value if ordinal else None, ordinal, lead_vn=lead_vn, lead_us=names, weak=weak, core=(talk.start(), max(talk.end(), right) if talk.end() <= right < talk.end() + 60 else talk.end())))
    if level or cues:
        for match in _REMOTE[language].finditer(line):
            if not any(c.at[0] <= match.start() < c.at[1] for c in cues):
                cues.append(Cue("ministerial-session", scene, match.span(), "online meeting beside a ministerial session", mode="online"))
    return cues


#: Talks that ministers lead without sitting in them.
_ROUND_TALKS = re.compile(r"\brounds?\b|\b(?:technical|working|expert)(?:-| )level|\bvòng\b|kỹ thuật")
#: Before a title that is then a deputy's, or that of a house and not of who heads it.
_DEPUTY = re.compile(r"\b(?:phó|deputy|vice|assistant) \Z")
_OFFICE = re.compile(r"(?:\boffice of (?:the )?|văn phòng |cơ quan |trụ sở )\Z")
_TWO_MEN = re.compile(r"(?:the )?(?:two|pair) |the BODY |hai |[^;,.]* between the two ?$")
#: Titles that say of themselves whose the two are.
_TELLING_TITLES = re.compile(r"two (?:heads of delegation|chief negotiators|sides' ministers)|hai trưởng đoàn")


def _needs_people(words: str) -> bool:
    """Whether "the two", "the ministers" tell of a session only where the article has named the two before."""
    return bool(_TWO_MEN.match(words)) and not _TELLING_TITLES.search(words)


_WEAK_TALK = frozenset("negotiation negotiations discussion discussions dialogue contact exchange joined hold held faced talks đàm phán trao đổi buổi tiếp xúc".split())
_HELD_TALKS = re.compile(r"(?:held|hold|holds|holding) (?:[\w-]+ ){0,3}(?:talks|meetings?|sessions?|discussions)\b|\b(?:had|has|have|having) (?:a |an )(?:[\w-]+ ){0,2}(?:exchange|discussion|dialogue)\b")
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
            together = re.fullmatch(r"[,;]?(?: as well as| and| along with| together with| và| cùng| với| lẫn| cùng với|,)*(?: the| then| US| us| đại sứ| ông| mr\.?| ambassador| cùng| secretary| commerce| treasury| trade| bộ trưởng)*[ ,]*", between)
            if together or place[2].value in named or not place[2].value:
                groups[-1].append(place)
                continue
        groups.append([place])
    return groups


def _nearest_talk(line: str, low: int, high: int, left: int, right: int, language: str) -> re.Match | None:
    """The meeting word that joins the two sides: the nearest to the US person, between the two or shortly beside them."""
    best, cost = None, 1_000
    for match in talk_words(language).finditer(line, max(0, low - 90), min(len(line), high + 70)):
        if match.group() in ("trực tiếp",) or match.start() >= high and _ASKED_FOR[language].search(line, high, match.start()) and "DATE" not in line[match.end() :]:
            continue
        gap = left - match.end() if match.end() <= left else match.start() - right if match.start() >= right else 0
        inside = low <= match.start() <= high
        price = gap + (0 if inside else 25) + (40 if match.group() in _WEAK_TALK else 0) + 60 * line.count(";", min(match.end(), left), max(match.start(), right))
        if price < cost:
            best, cost = match, price
    return best if cost <= 130 else None


#: "Sent a note to the minister, asking that a call be arranged": nobody has talked yet.
_ASKED_FOR = {
    "en": re.compile(r"\b(?:asking|asked|requesting|requested|proposing|proposed|urging|urged|suggesting|suggested|calling for|called for)\b"),
    "vi": re.compile(r"\b(?:đề nghị|kiến nghị|mong muốn|yêu cầu|đề xuất)(?!\w)"),
}


def _round_cues(scene: Scene, language: str, context: Context, hints: int) -> list[Cue]:
    line = scene.line
    cues: list[Cue] = []
    taken: list[tuple[int, int]] = []
    numbered = False
    for rule, match in find_rules(round_patterns(language), line, hints):
        start, end = match.span()
        if rule == "elliptic round" and not (context.counted or cues or "rounds" in line):
            continue
        if any(start < b and end > a for a, b in taken) or _foreign(scene, start, end):
            continue
        if rule == "talks on days" and not any(i.tag == "DATE" and i.value.precision == "range" for left, _, i in scene.places if end < left < end + 60):
            continue  # on a single day the talks may be a session
        numbers = [i for left, right, i in scene.places if i.tag == "ORD" and left >= start and right <= end]
        if rule in ("numbered round", "numbered talks", "elliptic round"):
            numbers = numbers[-1:] if language == "vi" else numbers[:1]
        if rule == "pair of rounds":
            numbers = numbers[:2]
        if _counts_other(line, start, end, language) or rule != "round" and _COUNTED_ELSEWHERE.match(line, end) and "round" not in match.group() and "vòng" not in match.group():
            continue
        if "bộ trưởng" in match.group() and "vòng" not in match.group():
            continue
        before = line[max(0, start - 40) : start]
        if rule == "round" and _BETWEEN.search(before) or numbers and _IF_ANY.search(before) and not scene.items("DATE", "ANCHOR"):
            continue
        if numbers and _OWN_COUNT.search(line[max(0, start - 30) : start]):
            continue
        if rule == "delegations' talks" and _SET_UP.search(line, max(0, start - 45), start):
            continue
        if rule == "numbered talks" and numbers and numbers[0].value == 1 and (
            re.search(r"in-person|face-to-face|direct|trực tiếp", match.group()) or match.group().endswith(("talks", "negotiations")) and not scene.items("DATE", "ANCHOR")
        ):
            continue
        if rule == "elliptic round" and not (numbered or _goes_on_counting(scene, start, end, language, context)):
            continue
        taken.append((start, end))
        numbered = numbered or rule == "numbered round" and bool(HELD[language].search(line[start : end + 40]))
        if not numbers:
            cues.append(Cue("negotiation-round", scene, (start, end), rule, weak=rule in ("delegations' talks", "technical talks", "round", "talks on days")))
        kind = "negotiation-round"
        if rule == "elliptic round":
            kind = cues[-1].kind if cues else context.counted or kind
        for number in numbers:
            spot = next((left, right) for left, right, i in scene.places if i is number)
            at = (start, end) if len(numbers) == 1 else (spot if number is not numbers[-1] else (spot[0], end))
            cues.append(Cue(kind, scene, at, rule, number.value, number))
    return cues


#: A delegation that is set up on a day has not met on it.
_SET_UP = re.compile(r"\b(?:set up|sets up|setting up|form|formed|establish\w*|thành lập|lập)\b[^;.]{0,30}\Z")
#: "Between the two rounds" places another event; "whether there would be a sixth round" tells of none.
_BETWEEN = re.compile(r"\b(?:between (?:the )?(?:two )?|giữa (?:hai |các )?)$")
_IF_ANY = re.compile(r"\b(?:whether|if) (?:there|a|an|any)\b[^;,.]{0,25}$|\bliệu (?:có|sẽ)\b[^;,.]{0,25}$")


def _goes_on_counting(scene: Scene, start: int, end: int, language: str, context: Context) -> bool:
    """Whether a bare ordinal ("the second is due on May 15") goes on with the events counted before."""
    if not scene.items("DATE") and not re.search(r"round|vòng", scene.line):
        return False
    near = scene.line[max(0, start - 10) : end + 40]
    return context.fresh or bool(PLANNED[language].search(near) or HELD[language].search(near))


_OTHER_COUNT = {
    "en": re.compile(r"\b(?:year|quarter|largest|requirement|reason|point|thing|priority|APEC|ELSE|decree|resolution|package|pillar|consecutive)\b"),
    "vi": re.compile(r"kỳ họp|nghị quyết|hội nghị|ELSE|vòng (?:quanh|loại|tay|bảng|xoay)|quý "),
}


def _counts_other(line: str, start: int, end: int, language: str) -> bool:
    return bool(_OTHER_COUNT[language].search(line[start:end]))


def _leader_cues(scene: Scene, language: str, context: Context) -> list[Cue]:
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
    if scene.items("DATE") and (match := _TWO_LEADERS[language].search(line)):
        return [Cue("leader-contact", scene, match.span(), "the two leaders talk", lead_vn=people_in(scene, ("VNTOP", "PM"))[:1], lead_us=people_in(scene, ("USTOP",))[:1])]
    return _one_leader_calls(scene, language, context)


def _one_leader_calls(scene: Scene, language: str, context: Context) -> list[Cue]:
    """A call of which only the one at the other end is named: "the President, with whom he had spoken on July 2"."""
    match = _CALLS[language].search(scene.line) if scene.items("DATE", "ANCHOR") else None
    if not match:
        return []
    left, right = match.span(match.lastgroup)
    who = next(item for start, end, item in scene.places if start == left and end == right)
    there, known = (("VNTOP", "PM"), context.top_vn) if who.tag == "USTOP" else (("USTOP",), context.top_us)
    other = people_in(scene, there)[-1:] or known
    if not other:
        return []
    ours, theirs = (other, (who.value,)) if who.tag == "USTOP" else ((who.value,), other)
    return [Cue("leader-contact", scene, match.span(), "a leader calls", lead_vn=ours, lead_us=theirs)]


_CALLS = {
    "en": re.compile(
        r"\b(?:spoke|spoken|talked|call|calls|conversation|conversations|telephoned|phoned)\b(?: (?:by|on|over) the? ?(?:phone|telephone))?[^;.,]{0,30}?\b(?:with|to) (?:the |his |her )?(?P<who>USTOP|VNTOP)\b"
        r"|\b(?:telephoned|phoned|called|rang) (?:the )?(?P<whom>USTOP|VNTOP)\b"
        r"|\bhe (?:briefly |also |had )?(?:met|meets|received|held talks)(?: with)? (?:the )?(?P<other>USTOP)\b"
        r"|(?P<named>USTOP|VNTOP), (?:with|to) whom he (?:had |has )?(?:spoken|spoke|talked)\b"
    ),
    "vi": re.compile(r"(?:điện đàm|cuộc gọi|gọi điện|nói chuyện|điện thoại)[^;,.]{0,30}?(?:với|cho) (?:[^\W\d]+ ){0,3}?(?P<who>USTOP|VNTOP)\b"),
}


_TWO_LEADERS = {
    "en": re.compile(r"\bVNTOP and (?:the )?USTOP (?:had |have )?(?:discussed|agreed|spoken|exchanged)\b|\b(?:the two|both) (?:leaders|presidents)\b[^;.]{0,40}?\b(?:spoke|talked|met|speak|talk|meet|conferred|held (?:a|their|talks))\b"),
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
        for match in talk_words(language, words).finditer(line, max(0, low - 60), min(len(line), high + 60)):
            if match.group() in _NO_CONTACT or match.group().startswith("call") and _CALLED_FOR.match(line, match.end()):
                continue
            # "at his meeting with X, the General Secretary said": the word of meeting governs the one who stands first
            governs = match.end() <= low and bool(_GOVERNED.fullmatch(line, match.end(), low))
            outside = not (governs or low <= match.start() <= high)
            jointly = bool(JOINTLY.fullmatch(line[min(a[1], b[1]) : max(a[0], b[0])]))
            if outside and match.start() >= high and not jointly:
                continue
            if outside and re.search(r"\b(?:PM|GOV|DPM|VNMIN|USMIN|BODY)\b", line[min(match.end(), high) : max(match.start(), low)]):
                continue
            cost = (high - low) + (min(abs(match.start() - high), abs(low - match.end())) + 15 if outside else 0)
            if _SET_UP_BY.search(line, 0, b[0]):
                continue
            if rule != "leaders talk" and re.search(r"\b(?:DPM|VNMIN|VNENVOY)\b", line[min(a[1], b[1]) : max(a[0], b[0])]):
                continue
            if rule != "leaders talk" and (outside and not jointly or cost > 90 or _ENVOY_OF.search(line[max(0, a[0] - 30) : a[0]])):
                continue
            if cost < price:
                vn, us = a[2], b[2]
                best = Cue("leader-contact", scene, (min(low, match.start()), max(high, match.end())), rule, lead_vn=(vn.value,) if vn.value else (), lead_us=(us.value,) if us.value else (), core=match.span() if not outside else None)
                price = cost
    return best


#: "A meeting of the board set up by the President": he is not who is met.
_SET_UP_BY = re.compile(r"\b(?:set up|created|founded|launched|announced|imposed|chaired|unveiled|proposed) by (?:the )?\Z")
_CALLED_FOR = re.compile(r" (?:for|on|upon)\b")
_GOVERNED = re.compile(r"(?: with| với)?(?: the| us| mr\.?| ambassador| ông| bà| đại sứ){0,3} ?")
_NO_CONTACT = frozenset("negotiation negotiations hold held joined discussions reviewed phiên họp buổi".split()) | {"đàm phán", "cuộc họp", "làm việc", "gone through", "went through", "go through"}
#: "The special envoy of the General Secretary met ...": not the General Secretary.
_ENVOY_OF = re.compile(r"(?:envoy of|envoy for|đặc phái viên(?: của)?)(?: the)?(?: party)? $")


def _foreign(scene: Scene, start: int, end: int) -> bool:
    """Whether another country stands between or right beside the telling words and ours does not."""
    ours = {"VN", "VNMIN", "PM", "DPM", "VNTOP", "VNOFF", "GOV"}
    all_tags = {item.tag for _, _, item in scene.places}
    if "OTHER" in all_tags and not all_tags & ours and _OTHER_TALKS.search(scene.line):
        return True
    if "OTHER" in all_tags and not all_tags & _COUNTERPARTS and _FREE_TRADE.search(scene.line):
        return True
    tags = tags_in(scene, max(0, start - 25), min(len(scene.line), end + 45))
    return "OTHER" in tags and not tags & ours


#: What Việt Nam negotiates with others; with the United States it is a reciprocal agreement.
_FREE_TRADE = re.compile(r"\bfree[- ]trade\b|thương mại tự do")


#: Another country talks with the United States in this sentence, it is not only the place or the setting.
_OTHER_TALKS = re.compile(r"\b(?:between|with|giữa|với|cử|to|of|'s)\b[^;.]{0,40}\bOTHER\b|\bOTHER\b(?:'s)?[^;.]{0,60}\b(?:negotiator|minister|envoy|round|talks|delegation|đàm phán|bộ trưởng|vòng)")


def _drop_counted(cues: list[Cue]) -> list[Cue]:
    """Without rounds read from a bare number that counts another event of the sentence ("the ministers' eighth, on ...")."""
    counted = {id(c.ordinal_item) for c in cues if c.ordinal_item and c.rule != "elliptic round"}
    return [c for c in cues if c.rule != "elliptic round" or id(c.ordinal_item) not in counted]


def _drop_foreign(cues: list[Cue]) -> list[Cue]:
    return [c for c in cues if c.kind == "government-meeting" or not _foreign(c.scene, *c.at)]
