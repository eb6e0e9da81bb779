"""The steps in order: seeds -> articles -> sentences -> mentions -> events and tables.

Articles are read a few at a time and their rows written as they come. Only what must wait for the whole collection is
kept back: event mentions and deadlines for a year that other articles know, and which texts are the same.
"""

from ..errors import InputError
from .held import Held, hold, settle_mentions
from .reading import Reading, find_dates, gather, read, read_together
from .rows import describe_article, describe_codebook, describe_codings, describe_goods, describe_sentences
from .run import TABLES, Report, build, describe_report

__all__ = [
    "TABLES",
    "Held",
    "InputError",
    "Reading",
    "Report",
    "build",
    "describe_article",
    "describe_codebook",
    "describe_codings",
    "describe_goods",
    "describe_report",
    "describe_sentences",
    "find_dates",
    "gather",
    "hold",
    "read",
    "read_together",
    "settle_mentions",
]
