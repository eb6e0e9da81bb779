"""What is known of an event, field by field: the value, how it is known, and which articles tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tradetalks import inferred, outlets, prose
from tradetalks.actors import name_place
from tradetalks.display import literal
from tradetalks.dossiers.facts import Dossier, Known, Row
from tradetalks.dossiers.words import tell_qualified
from tradetalks.evidence import cite

#: Articles that are named one by one where many tell the same.
MOST_NAMED = 4

NOT_TOLD = "not told"

_FIELDS = ("place", "mode", "lead_vn", "lead_us")
#: What the columns of an event are called.
CALLED = {
    "kind": "Kind",
    "days": "Days",
    "date_start": "First day",
    "date_end": "Last day",
    "ordinal": "Number of its kind",
    "place": "Place",
    "mode": "How it was held",
    "chair": "Chaired by",
    "lead_vn": "Led for Việt Nam",
    "lead_us": "Led for the US",
    "status": "Status",
}


def write_known(one: Dossier, known: Known) -> str:
    """A table of every field with its value, how it is known, and the articles that tell it."""
    event, rows = one.event, []
    kind = prose.kind_label(event["kind"])
    rows.append((CALLED["kind"], literal(f"[{kind}]") if event["event_id"] in known.kinds else kind, _tell_source(one.mentions, known, event["event_id"] in known.kinds)))
    rows.append((CALLED["days"], *_tell_days(one, known)))
    rows.append((CALLED["ordinal"], *_tell_ordinal(one, known)))
    rows += [(_call(name, event), *_tell_field(one, name, known)) for name in _FIELDS if event[name] is not None or outlets.applies(name, event["kind"])]
    rows.append((CALLED["status"], event["status"], name_tellers([row for row in one.mentions if row["status"] == event["status"]], known)))
    cells = "\n".join(f"* - {field}\n  - {value}\n  - {told}" for field, value, told in rows)
    return (
        f"::::{{list-table}} What is known of the {literal(known.names[event['event_id']])}, and who tells it.\n"
        f":name: tab-{one.label}\n:header-rows: 1\n:stub-columns: 1\n\n* - Field\n  - Value\n  - Told by\n{cells}\n::::\n"
    )


def _call(name: str, event: Row) -> str:
    """What a field of an event is called: a meeting of the government has a chair, not a leader for one side."""
    return CALLED["chair" if name == "lead_vn" and not outlets.applies("lead_us", event["kind"]) else name]


def _tell_days(one: Dossier, known: Known) -> tuple[str, str]:
    event = one.event
    same = [row for row in one.mentions if (row["date_start"], row["date_end"]) == (event["date_start"], event["date_end"])]
    told = prose.days(event["date_start"], event["date_end"]) if event["date_start"] or event["date_end"] else NOT_TOLD
    if event["date_start"] and event["date_start"] == event["date_end"]:
        told += f", a {prose.weekday(event['date_start'])}"
    bases = {row["date_basis"] for row in same}
    rules = sorted(prose.basis_phrase(basis) for basis in bases if basis)
    if event["date_start"] and "stated" not in bases and rules:
        told += f"; year inferred: {prose.join_list(rules, 'or')}"
    others = _tell_others(one, lambda row: prose.days(row["date_start"], row["date_end"]) if row["date_start"] or row["date_end"] else "", prose.days(event["date_start"], event["date_end"]), known)
    return told, "; ".join(part for part in (name_tellers(same, known) if told != NOT_TOLD else "", others) if part) or "no article"


def _tell_ordinal(one: Dossier, known: Known) -> tuple[str, str]:
    event = one.event
    said = [row for row in one.mentions if row["ordinal"] is not None]
    reason = f": {literal(event['ordinal_reason'])}" if event["ordinal_reason"] else ""
    if event["ordinal"] is None:
        others = _tell_others(one, lambda row: show_number(row["ordinal"]), "", known)
        narrowed = "; ".join(filter(None, (_tell_limit(one, known), tell_qualified(one))))
        if narrowed:
            by = _name_articles({row["article_id"]: [row["sentence_id"]] for row in one.qualified}, known) if one.qualified else ""
            return f"{NOT_TOLD}; {narrowed}{reason}", "; ".join(part for part in (by, others) if part) or "no article"
        return f"{NOT_TOLD}{reason}", others or "no article"
    if event["ordinal_basis"] == "inferred":
        return f"{show_number(event['ordinal'])}, inferred{reason}", "no article"
    same = [row for row in said if row["ordinal"] == event["ordinal"]]
    others = _tell_others(one, lambda row: show_number(row["ordinal"]), show_number(event["ordinal"]), known)
    return f"{show_number(event['ordinal'])}{reason}", "; ".join(part for part in (name_tellers(same, known), others) if part)


def _tell_limit(one: Dossier, known: Known) -> str:
    """`at most the fifth by the numbers of others`: empty where these leave everything open."""
    return known.limits.get(one.event["event_id"], "")


def _tell_field(one: Dossier, name: str, known: Known) -> tuple[str, str]:
    value = one.event[name]
    others = _tell_others(one, lambda row: _show(name, row[name]), _show(name, value), known)
    if value is None:
        return NOT_TOLD, others or "no article"
    same = [row for row in one.mentions if row[name] == value]
    shown = inferred.mark_mode(value, one.event["event_id"], known.modes) if name == "mode" else _show(name, value)
    guessed = name == "mode" and one.event["event_id"] in known.modes
    return literal(shown), "; ".join(part for part in (_tell_source(same, known, guessed), others) if part)


def _tell_source(mentions: list[Row], known: Known, guessed: bool) -> str:
    """Who tells a value, or that no article does and from which it is inferred."""
    return f"no article; inferred from {name_tellers(mentions, known)}" if guessed else name_tellers(mentions, known)


def _show(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name == "mode":
        return prose.mode_phrase(value)
    if name == "place":
        return name_place(value)
    return prose.join_list(prose.split_names(value)) if name.startswith("lead") else str(value)


def show_number(value: Any) -> str:
    return "" if value is None else str(int(value))


def _tell_others(one: Dossier, show: Callable[[Row], str], value: str, known: Known) -> str:
    """Which articles give another value than the one that stands."""
    found: dict[str, list[Row]] = {}
    for row in one.mentions:
        said = show(row)
        if said and said != value:
            found.setdefault(said, []).append(row)
    return "; ".join(f"otherwise {literal(said)}: {name_tellers(rows, known)}" for said, rows in sorted(found.items()))


def name_tellers(rows: Sequence[Row], known: Known) -> str:
    """The articles that these rows belong to, each leading to its own words; of very many only how many."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["article_id"], []).append(row["event_mention_id"])
    return _name_articles(found, known)


def _name_articles(found: Mapping[str, Sequence[str]], known: Known) -> str:
    """Articles by their outlets, by short names too where one outlet has several, each leading to its rows; of very many only how many."""
    if len(found) > MOST_NAMED:
        return cite(prose.count("article", len(found)), [name for names in found.values() for name in names])
    outlets = Counter(prose.outlet(known.articles[article_id]) for article_id in found)
    told = (
        (name_article(known, article_id) if outlets[prose.outlet(known.articles[article_id])] > 1 else literal(prose.outlet(known.articles[article_id])), names)
        for article_id, names in sorted(found.items(), key=lambda item: order_article(known, item[0]))
    )
    return prose.join_list(cite(name, names) for name, names in told)


def name_article(known: Known, article_id: str) -> str:
    """An article by its outlet, and by its short name too, since one outlet can have several."""
    row = known.articles[article_id]
    outlet, key = prose.outlet(row), str(row["key"] or article_id)
    return literal(outlet if outlet == key else f"{outlet} ({key})")


def order_article(known: Known, article_id: str) -> tuple:
    row = known.articles[article_id]
    return (row["published"] or "9999", str(row["key"]), article_id)
