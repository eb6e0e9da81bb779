"""The tables and sentences of the concordance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from tradetalks import prose
from tradetalks.concordance_page import rank_variant
from tradetalks.display import literal
from tradetalks.showcase import cite


def make_line_table(shown: pd.DataFrame) -> pd.DataFrame:
    """The lines of the concordance as its table has them; `keyword` is Markdown."""
    columns = {name: shown[name] for name in ("right", "code", "meeting", "outlet", "speaker", "wording")}
    keywords = [cite(literal(row.keyword), [row.coding_id]) for row in shown.itertuples()]
    return pd.DataFrame({"left": shown["left"], "keyword": keywords, **columns})


def make_variant_table(wordings: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """The wordings of each code with their number; `spans` is Markdown."""
    ids: Mapping[str, list[str]] = codings.groupby("code")["coding_id"].agg(list)
    return pd.DataFrame(
        {
            "code": wordings["label"],
            "spans": [cite(str(row.n_mentions), ids[row.code]) for row in wordings.itertuples()],
            "wordings": wordings["n_wordings"],
            "examples": wordings["examples"],
        }
    )


def tell_lines(lines: pd.DataFrame, variants: Iterable, wordings: pd.DataFrame, codings: pd.DataFrame) -> str:
    """How many spans are worded in how many ways, which wording recurs most, and which codes are always worded alike."""
    most = max(variants, key=rank_variant, default=None)
    if most is None:
        return "**No span is coded in these articles, so there is nothing to look up.**"
    tied = [one for one in variants if one.n_mentions == most.n_mentions]
    same = codings[(codings["code"] == most.code) & (codings["wording"] == most.wording)]
    steady = wordings[(wordings["n_wordings"] == 1) & (wordings["n_mentions"] > 1)]
    outlets = f" of {prose.count('known outlet', most.n_outlets)}" if most.n_outlets else ""
    alike = f"Always worded alike, though named more than once: {prose.join_list(map(literal, steady['label']))}." if len(steady) else ""
    found = cite(prose.times(most.n_mentions), same["coding_id"])
    if len(tied) > 1:
        named = prose.join_first((prose.quote(one.wording) for one in sorted(tied, key=rank_variant, reverse=True)), 4, "further one")
        recurs = f"{prose.start_sentence(prose.number(len(tied)))} wordings recur most, each found {found}: {named}"
    else:
        recurs = f"The wording that recurs most is {prose.quote(most.wording)}, found {found} in {prose.count('distinct text', most.n_texts)}{outlets}"
    return (
        f"**{prose.start_sentence(prose.count('coded span', len(lines)))} {prose.agree(len(lines), 'is', 'are')} worded in "
        f"{prose.count('way', len(list(variants)))}.** {recurs}. {alike}"
    )
