"""Labels from their files: what coders say of each article, one JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import InputError, os_error

Label = dict[str, Any]


def read_gold(*paths: str | Path) -> list[Label]:
    """The labels of one or more JSONL files, one article each. Raises InputError naming file and line."""
    labels: dict[str, Label] = {}
    for path in paths:
        try:
            lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
        except OSError as error:
            raise os_error(path, error, "name a file of labels, one JSON object a line") from error
        except UnicodeDecodeError as error:
            raise InputError(path, "not UTF-8", "save it as UTF-8") from error
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            label = _read_label(line, path, number)
            if label["id"] in labels:
                raise InputError(path, f"line {number}: {label['id']} is labelled twice", "keep one of the labels")
            labels[label["id"]] = label
    if not labels:
        raise InputError(" ".join(map(str, paths)), "holds no labels", "name a file of labels, one JSON object a line")
    return list(labels.values())


#: What a label must say of the items of a list, and the lists there may be.
_ITEM_KEYS = {
    "events": ("kind",),
    "codings": ("code", "quote"),
    "goods_spans": ("good", "quote"),
    "directives": ("quote",),
    "deadlines": ("date",),
    "formula": ("quote",),
}


def _read_label(line: str, path: str | Path, number: int) -> Label:
    def refuse(what: str) -> InputError:
        return InputError(path, f"line {number}: {what}", "see the labels in data/gold/ for the format")

    try:
        label = json.loads(line)
    except ValueError as error:
        raise refuse(f"not JSON ({error})") from error
    if not isinstance(label, dict) or not isinstance(label.get("id"), str):
        raise refuse("no `id`")
    for name, keys in _ITEM_KEYS.items():
        items = label.get(name, [])
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise refuse(f"`{name}` is no list of objects")
        for item in items:
            if missing := [key for key in keys if not isinstance(item.get(key), str)]:
                raise refuse(f"`{name}` has an item without `{missing[0]}`")
    for name, spans, key in (("codes", "codings", "code"), ("goods", "goods_spans", "good")):
        label.setdefault(name, _sum_up(label.get(spans, []), key))
        if not isinstance(label[name], dict) or not all(isinstance(names, list) for names in label[name].values()):
            raise refuse(f"`{name}` does not hold the lists `present` and `optional`")
    return label


def _sum_up(items: list[dict[str, Any]], key: str) -> dict[str, list[str]]:
    """Which items an article has, from its labelled spans: optional where all its spans are."""
    present = {item[key] for item in items if not item.get("optional")}
    return {"present": sorted(present), "optional": sorted({item[key] for item in items} - present)}


def firm_up(label: Label) -> Label:
    """The label with everything optional in it taken as coded."""
    firm = dict(label)
    for name in ("codes", "goods"):
        firm[name] = {"present": [item for names in label[name].values() for item in names], "optional": []}
    for name in _ITEM_KEYS:
        if name in label:
            firm[name] = [{key: value for key, value in item.items() if key != "optional"} for item in label[name]]
    return firm
