"""Cues of sessions of ministers: by their level, or by who meets whom."""

from __future__ import annotations

import re
from dataclasses import replace

from ..scene import Item, Scene
from .counting import find_ordinal
from .foreign import is_foreign
from .model import TOGETHER, Context, Cue, people_in
from .patterns import JOINTLY, find_rules, session_patterns, talk_words

_PRONOUN = {
    "en": re.compile(r"\b(?:he|she|him|his|similar|likewise|dien|phoc|son|minister|the minister|the deputy pm|the two|the (?:special )?envoy|the vietnamese (?:minister|official|envoy|side)|his (?:us|american) counterpart|VN (?:minister|side|delegation)|both (?:men|officials|ministers))\b"),
    "vi": re.compile(r"\b(?:ông|bộ trưởng|phó thủ tướng|trưởng đoàn|đặc phái viên|hai bên)(?!\w)"),
}


def read_sessions(scene: Scene, language: str, context: Context, hints: int) -> list[Cue]:
    """The sessions of ministers that a sentence tells of: named by their level, or as a meeting of one of each side."""
    line = scene.line
    cues: list[Cue] = []
    vietnamese = [(l, r, i) for l, r, i in scene.places if i.tag in ("VNMIN", "DPM") and not _DEPUTY.search(line, 0, l)]
    american = [(l, r, i) for l, r, i in scene.places if i.tag == "USMIN" and not _DEPUTY.search(line, 0, l) and not _OFFICE.search(line, 0, l)]
    top = bool(scene.items("PM", "VNTOP", "USTOP"))
    known = bool(context.lead_vn and context.lead_us or vietnamese and american)
    level = next((match for _, match in find_rules(session_patterns(language), line, hints) if known or not _needs_people(match.group())), None)
    pair = bool(level) and bool(_TWO_MEN.match(level.group()))
    if level and not is_foreign(scene, level.start(), level.end()):
        ordinal = find_ordinal("ministerial-session", scene, level.start() - 20, level.end() + 25, language)
        if ordinal and ordinal.value == 1 and re.search(r"in-person|face-to-face|in person|\bdirect\b|trực tiếp", line[max(0, level.start() - 40) : level.end() + 40]):
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
                cues.append(Cue("ministerial-session", scene, (low, high), TOGETHER,
                                lead_vn=(partner[2].value,) if partner[2].value else (), lead_us=tuple(sorted({i.value for _, _, i in group if i.value}))))
            elif talk is None and scene.sentence.role == "caption" and partner and (scene.items("DATE") or context.dated):
                cues.append(Cue("ministerial-session", scene, (low, high), "ministers of both sides in a picture",
                                lead_vn=(partner[2].value,) if partner[2].value else (), lead_us=tuple(sorted({i.value for _, _, i in group if i.value}))))
            if talk is None and not partner and context.lead_vn and scene.items("DATE", "ANCHOR") and (together := _HE_AND[language].search(line, 0, left)):
                cues.append(Cue("ministerial-session", scene, (together.start(), right), TOGETHER,
                                lead_vn=context.lead_vn, lead_us=tuple(sorted({i.value for _, _, i in group if i.value}))))
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
            ordinal = find_ordinal("ministerial-session", scene, talk.start() - 10, talk.end() + 10, language)
            names = tuple(sorted({i.value for _, _, i in group if i.value}))
            weak = talk.group() in _WEAK_TALK and not _HELD_TALKS.search(line, max(0, talk.start() - 30), talk.end() + 20) and not _JOINED_BY.search(line, 0, talk.end() + 3)
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
_OFFICE = re.compile(r"(?:\boffice of (?:the )?|văn phòng |cơ quan |trụ sở |hội nghị (?:các )?)\Z")
#: "He and the US Trade Representative agreed": both act in one clause.
_HE_AND = {"en": re.compile(r"\b(?:he|she|the (?:minister|envoy|special envoy|DPM)) and (?:the )?\Z"), "vi": re.compile(r"(?:\bông|\bbà|(?<!\w)bộ trưởng) và (?:ông )?\Z")}
_TWO_MEN = re.compile(r"(?:the )?(?:two|pair) |they |the BODY |hai |[^;,.]* between the two ?$|[^;,.]* (?:of|between|with) the two (?:heads|chief|trade ministers|ministers|BODY)\b")
#: Titles that say of themselves whose the two are.
_TELLING_TITLES = re.compile(r"two (?:heads of delegation|chief negotiators|sides' ministers)|hai trưởng đoàn")


def _needs_people(words: str) -> bool:
    """Whether "the two", "the ministers" tell of a session only where the article has named the two before."""
    return bool(_TWO_MEN.match(words)) and not _TELLING_TITLES.search(words)


_WEAK_TALK = frozenset("negotiation negotiations discussion discussions dialogue contact exchange joined hold held faced talks đàm phán trao đổi buổi tiếp xúc".split())
_HELD_TALKS = re.compile(r"(?:held|hold|holds|holding) (?:[\w-]+ ){0,3}(?:talks|meetings?|sessions?|discussions)\b|\b(?:had|has|have|having) (?:a |an )(?:[\w-]+ ){0,2}(?:exchange|discussion|dialogue)\b")
#: "The meeting opened at nine and was joined by X, Y and Z."
_JOINED_BY = re.compile(r"\b(?:meeting|session|call)\b[^;.]{0,60}\bjoined by\Z")
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
        if match.group() in ("trực tiếp",) or _IN_ROUND.search(line, 0, match.start()) or match.start() >= high and _ASKED_FOR[language].search(line, high, match.start()) and "DATE" not in line[match.end() :]:
            continue
        gap = left - match.end() if match.end() <= left else match.start() - right if match.start() >= right else 0
        inside = low <= match.start() <= high
        price = gap + (0 if inside else 25) + (40 if match.group() in _WEAK_TALK else 0) + 60 * line.count(";", min(match.end(), left), max(match.start(), right))
        if price < cost:
            best, cost = match, price
    return best if cost <= 130 else None


#: "The two ministers in the second round of negotiations": the talks are the round's.
_IN_ROUND = re.compile(r"\b(?:in|at|during) (?:the )?(?:ORD )?round of (?:[\w-]+ ){0,2}\Z|(?:trong|tại) vòng \Z")
#: "Sent a note to the minister, asking that a call be arranged": nobody has talked yet.
_ASKED_FOR = {
    "en": re.compile(r"\b(?:asking|asked|requesting|requested|proposing|proposed|urging|urged|suggesting|suggested|calling for|called for)\b"),
    "vi": re.compile(r"\b(?:đề nghị|kiến nghị|mong muốn|yêu cầu|đề xuất)(?!\w)"),
}
