"""From what the book says to the sentences that support it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

#: The scheme of links that the book turns into evidence: `[two meetings](ev:id,id)`.
SCHEME = "ev"


def cite(text: str, ids: Iterable[str]) -> str:
    """Markdown that shows `text` with the evidence behind it one click away; plain `text` where there is none.

    `ids` name rows of any table: sentences, event mentions, events, codings, goods, directives or articles. `text` is
    Markdown; what comes from an article goes through `display.literal` first.
    """
    named = ",".join(quote(str(name), safe="") for name in dict.fromkeys(ids))
    return f"[{text}]({SCHEME}:{named})" if named else text
