"""Search that finds a Vietnamese name however it is typed: the index and what is asked are folded alike."""

from functools import cache

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish

from tradetalks.text import fold

#: The same folding in the browser, as `tradetalks.text.fold` does it here.
_SPLIT = r"""
var foldLetters = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
var splitQuery = (query) => foldLetters(query).split(/[^\p{Letter}\p{Number}_]+/gu).filter((term) => term);
"""


class FoldedEnglish(SearchEnglish):
    """English as Sphinx searches it, without diacritics."""

    js_splitter_code = _SPLIT

    def split(self, input: str) -> list[str]:  # noqa: A002  (Sphinx names it so)
        """The words of a text, folded."""
        return super().split(fold(input))

    @cache
    def stem(self, word: str) -> str:
        """The stem of a word: worked out once, as a book says the same words again and again."""
        return super().stem(word)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the language of the search; Sphinx takes it for every kind of English."""
    app.add_search_language(FoldedEnglish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
