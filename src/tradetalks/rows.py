"""What many pages take from the tables alike: articles on the talks, rows by their id, the ids behind several rows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

import pandas as pd

from tradetalks.prose import as_row


def keep_on_topic(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles on the talks; one of which that is not known is not among them."""
    return articles[articles["on_topic"].astype("boolean").fillna(False).astype(bool)]


def index_rows(table: pd.DataFrame, key: str) -> dict[str, dict[str, Any]]:
    """The rows of a table by the value of `key`, as dictionaries, missing values as None."""
    return {row[key]: as_row(row) for row in table.to_dict(orient="records")}


def gather_ids(found: Iterable[Iterable[str]]) -> list[str]:
    """The ids behind several rows, one after the other, from a column such as `ids`."""
    return list(chain.from_iterable(found))
