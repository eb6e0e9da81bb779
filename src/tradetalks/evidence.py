"""From what the book says to the sentences that support it: links, anchors, addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote, urlsplit

#: The scheme of links that the book turns into evidence: `[two meetings](ev:id,id)`.
SCHEME = "ev"

#: Values of `licence` in `sources.csv` under which an article's whole text may stand in the book, by SPDX name.
#: The book itself is CC BY 4.0, so a licence that forbids commercial use or changes does not do; nor does silence.
FREE_LICENCES = frozenset(
    {"CC0-1.0", "CC-PDM-1.0", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0"}
)

_CHILD = re.compile(r"(.+)\.([a-z]+)(\d+)", re.DOTALL)
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_FRAGMENT = 80
_FRAGMENT_WORDS = 5


def cite(text: str, ids: Iterable[str]) -> str:
    """Markdown that shows `text` with the evidence behind it one click away; plain `text` where there is none.

    `ids` name rows of any table: sentences, event mentions, events, codings, goods, directives or articles. `text` is
    Markdown; what comes from an article goes through `display.literal` first.
    """
    named = ",".join(quote(str(name), safe="") for name in dict.fromkeys(ids))
    return f"[{text}]({SCHEME}:{named})" if named else text


def read_link(address: str) -> tuple[str, ...]:
    """The ids that an `ev:` address names; what `cite` was given. None for any other address."""
    scheme, _, named = address.partition(":")
    return tuple(dict.fromkeys(unquote(name) for name in named.split(",") if name)) if scheme == SCHEME else ()


def find_article(row_id: str) -> str:
    """The article that a row belongs to by its id (`<article_id>.c001`); the id itself where it is of another form."""
    match = _CHILD.fullmatch(row_id)
    return match[1] if match else row_id


def name_sentence(slug: str, sentence_id: str) -> str:
    """The anchor of a sentence in the evidence chapter: `vns-0524-s003`."""
    match = _CHILD.fullmatch(sentence_id)
    return f"{slug}-s{match[3]}" if match else f"{slug}-{slugify(sentence_id)}"


def name_pages(keys: Mapping[str, str]) -> dict[str, str]:
    """The page name of each article (`article_id` to `key` given): its key in plain small letters, none twice."""
    names: dict[str, str] = {}
    for article_id in sorted(keys):
        base = slugify(keys[article_id]) or slugify(article_id) or "article"
        name, number = base, 1
        while name in names.values():
            number += 1
            name = f"{base}-{number}"
        names[article_id] = name
    return names


def name_dossier(event_id: str) -> str:
    """The label of the dossier of an event: `event-meeting-2025-04-22`."""
    return f"event-{slugify(event_id)}"


def dossier_link(text: str, event_id: str) -> str:
    """Markdown that shows `text`, itself Markdown, as a link to the dossier of an event."""
    return f"[{text}](#{name_dossier(event_id)})"


def code_link(text: str, code: str) -> str:
    """Markdown that shows `text`, itself Markdown, as a link to the definition of a code in the codebook."""
    return f"[{text}](#code-{slugify(code)})"


def slugify(text: str) -> str:
    """The text in small plain letters, digits and single hyphens, beginning with a letter; empty if none is left."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D").lower())
    slug = _NOT_IN_SLUG.sub("-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    return f"a-{slug}" if slug[:1].isdigit() else slug


def link_original(url: str | None, sentence: str = "") -> str:
    """The address of the original page that jumps to `sentence` there; empty where there is no address of a page."""
    url = (url or "").strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"[\s<>\"\\^`{|}]", url):
        return ""
    directive = make_fragment(sentence)
    if not directive:
        return url
    return f"{url}:~:{directive}" if parts.fragment else f"{url.removesuffix('#')}#:~:{directive}"


def make_fragment(sentence: str) -> str:
    """The text directive (`text=…`) that finds a sentence on a page: all of it, or of a long one both ends."""
    blocks = [block.split() for block in re.split(r"[\r\n]+", sentence) if block.strip()]
    if not blocks:
        return ""
    if len(blocks) == 1 and (len(" ".join(blocks[0])) <= _LONGEST_FRAGMENT or len(blocks[0]) <= 2 * _FRAGMENT_WORDS):
        return f"text={_escape(blocks[0])}"
    # either end has to stand within one block of the page
    return f"text={_escape(blocks[0][:_FRAGMENT_WORDS])},{_escape(blocks[-1][-_FRAGMENT_WORDS:])}"


def _escape(words: list[str]) -> str:
    # a hyphen and a comma mean something in a text directive
    return quote(" ".join(words), safe="").replace("-", "%2D")


def may_republish(licence: str | None) -> bool:
    """Does this value of `licence` allow the whole text to be shown?"""
    return (licence or "").strip().upper() in FREE_LICENCES
