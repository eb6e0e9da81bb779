"""How long a chapter takes to read is reckoned from its words."""

import pytest
from docutils import nodes
from docutils.utils import new_document

from tradetalks.sphinxext import reading


def make_document() -> nodes.document:
    """Nine words to read, and a table, code and notes that are not."""
    document = new_document("page")
    top = nodes.section("", nodes.title("", "The title"), nodes.paragraph("", "Five words ", nodes.strong("", "stand"), nodes.Text(" right here")))
    top += nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "and two")))
    top += nodes.literal_block("", "x = 1")
    top += nodes.table("", nodes.paragraph("", "a cell"))
    notes = nodes.section("", nodes.paragraph("", "a note"), classes=["evidence-notes"])
    top += notes
    document += top
    return document


def test_words_to_read_are_counted() -> None:
    assert reading.count_words(make_document()) == 9


@pytest.mark.parametrize(("words", "told"), [(0, "About one minute"), (230, "About one minute"), (231, "About two minutes"), (5000, "About 22 minutes")])
def test_it_takes_at_least_a_minute(words: int, told: str) -> None:
    assert reading.tell_time(words) == f"{told} to read"
