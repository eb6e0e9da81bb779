"""Who runs the outlets: background from `codebook/outlets.yml`, which no article tells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from tradetalks.display import literal
from tradetalks.prose import agree, join_list, start_sentence
from tradetalks.shipped import load_yaml

#: Outlets that are named in one sentence; of more only a table can tell.
MOST_NAMED = 6

#: The ways in which an outlet can be run, in the order in which they are told, and how they are called.
RUN_BY = {
    "state": "the state",
    "party": "the Communist Party of Vietnam",
    "organisation": "a mass organisation",
    "private": "private owners",
    "foreign": "owners outside Việt Nam",
}


class Owner(NamedTuple):
    """What is known of an outlet: who runs it (a key of `RUN_BY`), what it is, who says so, where, and when that was read."""

    run_by: str
    what: str
    says: str
    url: str
    read: str


@cache
def load_owners() -> dict[str, Owner]:
    """The outlets that are described, by their names in small letters."""
    return {
        name.casefold(): Owner(entry["run_by"], entry["what"], entry["says"], entry["url"], str(entry["read"]))
        for entry in load_yaml("codebook", "outlets.yml")["outlets"]
        for name in entry["names"]
    }


def find_owner(publisher: str | None) -> Owner | None:
    """Who runs an outlet; None for one that is not described, or not named."""
    return load_owners().get(publisher.casefold()) if isinstance(publisher, str) else None


def group_publishers(publishers: Iterable[str]) -> dict[str, list[str]]:
    """The outlets by who runs them, in the order of `RUN_BY`; those that are not described stand under an empty name, last."""
    groups: dict[str, list[str]] = {name: [] for name in (*RUN_BY, "")}
    for publisher in publishers:
        owner = find_owner(publisher)
        groups[owner.run_by if owner else ""].append(publisher)
    return {name: found for name, found in groups.items() if found}


def tell_owners(publishers: Iterable[str]) -> str:
    """Markdown, a sentence: `VOV is run by the state; who runs X is not known here`; empty for more outlets than can be named."""
    groups = group_publishers(dict.fromkeys(publishers))
    if not 0 < sum(map(len, groups.values())) <= MOST_NAMED:
        return ""
    told = [
        f"{join_list(map(literal, found))} {agree(len(found), 'is', 'are')} run by {RUN_BY[run_by]}" if run_by else f"who runs {join_list(map(literal, found), 'or')} is not known here"
        for run_by, found in groups.items()
    ]
    return f"{start_sentence('; '.join(told))}."
