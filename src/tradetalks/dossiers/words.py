"""What a dossier says beside its tables: what came of the event, who is reported as speaking, how it was led."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace

from tradetalks import findings, positions, prose, repeats
from tradetalks.display import literal
from tradetalks.dossiers.facts import Dossier, Known, Row
from tradetalks.evidence import cite
from tradetalks.mouths import CONTINUED
from tradetalks.placing import ACROSS, AUDIENCE

#: Sentences on what came of an event, or of the US side, that are quoted.
MOST_OUTCOMES = 6


def tell_came_of(one: Dossier, known: Known) -> str:
    """What came of an event as articles report it, a line a sentence, or that nothing is told; empty for one to come."""
    if one.event["status"] == "planned":
        return ""
    if AUDIENCE.get(one.event["kind"]) != ACROSS:
        given = f"{prose.count('instruction', len(one.directives))} {prose.agree(len(one.directives), 'is', 'are')} reported from it" if one.directives else "no instruction given at it is reported"
        return f"The government met by itself, so nothing was agreed with the other side here; {given}."
    if not one.outcomes:
        return "Not told: no sentence that speaks of it says what the two sides agreed on, or failed to. The words looked for are few and plain, so an outcome told in others is missed."
    lines = [f"- {_tell(row, known)}" for row in one.outcomes[:MOST_OUTCOMES]]
    rest = one.outcomes[MOST_OUTCOMES:]
    if rest:
        lines.append(f"- and {cite(prose.count('further sentence', len(rest)), [row['sentence_id'] for row in rest])}")
    several = [row for row in one.outcomes if row["several"]]
    if several:
        lines.append(f"\n{_SEVERAL_ALL if len(several) == len(one.outcomes) else _SEVERAL_SOME}")
    return "\n".join(lines)


_SEVERAL_ALL = "This is said of more than one round or session together, not of this one alone."
_SEVERAL_SOME = "What is said in the plural, of rounds or sessions, is said of more than this one."


def _tell(row: Row, known: Known) -> str:
    return findings.tell_outcome(SimpleNamespace(**row), known.tables, most=600)


def tell_us(one: Dossier, known: Known) -> str:
    """What the US side is reported as saying or doing in the articles that mainly report an event, a line a sentence; empty for nothing."""
    lines = []
    for row in one.us[:MOST_OUTCOMES]:
        speaker = positions.name_speaker(SimpleNamespace(**row), prose.outlet(known.articles[row["article_id"]]))
        words = cite(prose.quote(positions.crop_around(row["text"], row["at"])), [row["sentence_id"]])
        lines.append(f"- {literal(prose.start_sentence(speaker))}: {words}")
    rest = one.us[MOST_OUTCOMES:]
    if rest:
        lines.append(f"- and {cite(prose.count('further sentence', len(rest)), [row['sentence_id'] for row in rest])}")
    return "\n".join(lines)


def tell_headlines(one: Dossier, known: Known) -> str:
    """What only headlines or captions name: an editor's words, counted nowhere in the dossier; empty for nothing."""
    counted = {row["code"] for row in one.codings}
    only: dict[str, list[str]] = {}
    for row in one.headlines:
        if row["code"] not in counted:
            only.setdefault(row["code"], []).append(row["coding_id"])
    if not only:
        return ""
    where = prose.join_list((noun for role, noun in repeats.APART.items() if any(row["role"] == role and row["code"] in only for row in one.headlines)), "or")
    listed = prose.join_first((cite(literal(known.codes[code]["label"].lower()), ids) for code, ids in sorted(only.items())), 4)
    return f"Only a {where} names {listed}: an editor chose its words, whoever is said to speak, so {prose.agree(len(only), 'it is', 'they are')} not counted here."


def tell_led(event: Row) -> str:
    """Who chaired a meeting of the government, or led each side at an event with the other; that it is not told."""
    was = "is to be" if event["status"] == "planned" else "was"
    names = {side: literal(prose.join_list(prose.split_names(event[name]))) for name, side in (("lead_vn", "Việt Nam"), ("lead_us", "the US")) if event[name]}
    if AUDIENCE.get(event["kind"]) != ACROSS:
        return f"It {was} chaired by {prose.join_list(names.values())}." if names else "Who chaired it is not told."
    return f"It {was} led by {prose.join_list(f'{name} for {side}' for side, name in names.items())}." if names else "Who led it is not told."


def tell_qualified(one: Dossier) -> str:
    """`an article calls it the “first in-person negotiation”`: a number that a further word narrows; empty for none."""
    if not one.qualified:
        return ""
    told = prose.join_first((cite(prose.quote(row["words"]), [row["sentence_id"]]) for row in one.qualified), 3)
    cited = sorted({literal(row["cited"]) for row in one.qualified if row["cited"]})
    return f"called the {told}{f', by {prose.join_list(cited)},' if cited else ','} a count of events held that way only"


def tell_speakers(codings: Iterable[Row]) -> str:
    """Who is reported as saying some coded words: a name in square brackets where no word of the sentence gives it."""
    rows = list(codings)
    parts = []
    for name in sorted({row["attributed_to"] for row in rows if row["attributed_to"]}):
        mine = [row for row in rows if row["attributed_to"] == name]
        carried = sum(row.get("attribution_basis") == CONTINUED for row in mine)
        if carried == len(mine):
            parts.append(literal(f"[{name}]"))
        else:
            parts.append(f"{literal(name)}{f' ({prose.number(carried)} of {prose.number(len(mine))} carried over)' if carried else ''}")
    if any(not row["attributed_to"] for row in rows):
        parts.append("the outlet itself")
    return prose.join_list(parts)
