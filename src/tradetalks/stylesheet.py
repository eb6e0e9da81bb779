"""A style sheet without the rules for what a site has not."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|url\([^"\')]*\)')
_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_FONT = re.compile(r"font-?awesome", re.IGNORECASE)
#: Parts of a selector that name alternatives, or what must not be there: names in them are no condition.
_ALTERNATIVES = re.compile(r":(?:not|is|where|has)\((?:[^()]|\([^()]*\))*+\)")
#: Rules that hold rules.
_NESTING = ("@media", "@supports", "@layer", "@container")


def keep_used(style: str, words: Container[str]) -> str:
    """The style sheet without comments, without the icon font, and without rules for names that `words` has not."""
    return "".join(_keep(prelude, body, words) for prelude, body in split_rules(_COMMENT.sub("", style)))


def _keep(prelude: str, body: str | None, words: Container[str]) -> str:
    if body is None:
        return f"{prelude};"
    if prelude.startswith(_NESTING):
        inner = keep_used(body, words)
        return f"{prelude}{{{inner}}}" if inner else ""
    if prelude.startswith("@"):
        return "" if prelude == "@font-face" and _FONT.search(body) else f"{prelude}{{{body.strip()}}}"
    selectors = [one for one in split_selectors(prelude) if is_used(one, words)]
    return f"{','.join(selectors)}{{{_squeeze(body)}}}\n" if selectors else ""


def _squeeze(body: str) -> str:
    return re.sub(r"\s*\n\s*", " ", body.strip())


def is_used(selector: str, words: Container[str]) -> bool:
    """May a selector meet anything, where these are all the names of classes and ids?"""
    names = _NAME.findall(_ALTERNATIVES.sub("", _STRING.sub('""', selector)))
    return all(name.replace("\\", "") in words for name in names)


def split_rules(style: str) -> Iterator[tuple[str, str | None]]:
    """What stands before the braces of each rule and what between them; None for a statement without braces."""
    hidden = _hide_strings(style)
    start = at = depth = 0
    opened = 0
    for found in re.finditer(r"[{};]", hidden):
        at, sign = found.start(), found[0]
        if sign == ";" and depth == 0:
            yield style[start:at].strip(), None
            start = at + 1
        elif sign == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                yield style[start:opened].strip(), style[opened + 1 : at]
                start = at + 1


def _hide_strings(style: str) -> str:
    """The style sheet with what stands in quotation marks blanked out, so that signs in it do not count."""
    return _STRING.sub(lambda found: "_" * len(found[0]), style)


def split_selectors(prelude: str) -> list[str]:
    """The selectors of a list; a comma within brackets does not end one."""
    hidden = _hide_strings(prelude)
    found, depth, start = [], 0, 0
    for at, sign in enumerate(hidden):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append(prelude[start:at].strip())
            start = at + 1
    return [*found, prelude[start:].strip()]
