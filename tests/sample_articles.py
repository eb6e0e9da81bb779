"""Invented articles of the kind, and short ways of reading them, for the tests of the parser."""

from tradetalks import actors, scene
from tradetalks.codebook import load
from tradetalks.corpus import make_document
from tradetalks.document import Document, Source
from tradetalks.pipeline import Reading, find_dates, read
from tradetalks.sentences import find_sentences
from tradetalks.text import normalise

ENGLISH = """PM steers reply to the US duties

HANOI (VNA) - Prime Minister Pham Minh Chinh on April 8, 2025 chaired a meeting of permanent Government members in Hanoi on the reciprocal tariffs of the United States.

This was the fourth meeting on the subject. "Vietnam is patient and will harmonise interests and share risks with the US," he said, and asked ministries to buy more LNG and aircraft from the United States by May 15.

The second round of negotiations between Vietnam and the US ran in Washington D.C. from May 6 to 9. On May 3, Minister of Industry and Trade Nguyen Hong Dien spoke by phone with US Trade Representative Jamieson Greer about the tariff.
"""

VIETNAMESE = """Thủ tướng bàn cách ứng phó thuế đối ứng của Mỹ

Sáng 8/4/2025, tại Hà Nội, Thủ tướng Phạm Minh Chính chủ trì cuộc họp Thường trực Chính phủ về thuế đối ứng của Hoa Kỳ. Đây là cuộc họp lần thứ tư của Chính phủ về việc này.

Thủ tướng yêu cầu bình tĩnh, kiên trì đàm phán với Mỹ trên tinh thần hài hòa lợi ích, chia sẻ rủi ro, và mua thêm máy bay, LNG của Hoa Kỳ trước ngày 15/5.

Vòng đàm phán thứ hai giữa Việt Nam và Mỹ diễn ra từ 6 đến 9/5 tại Washington. Ngày 3/5, Bộ trưởng Công Thương Nguyễn Hồng Diên điện đàm với Trưởng đại diện Thương mại Mỹ Jamieson Greer về thuế.
"""

CODEBOOK = load()


def document(text: str, language: str = "") -> Document:
    """The document of a text; of the language given, or as `make_document` finds it."""
    if not language:
        return make_document("a", text)
    normal = normalise(text)
    return Document("a", text, normal, "", language, sentences=find_sentences(normal.text, language))


def read_text(text: str, source: Source | None = None) -> Reading:
    return read(make_document("a", text, source=source), CODEBOOK)


def mentions(text: str, language: str) -> list[actors.Mention]:
    return actors.find_mentions(document(text, language))


def scenes(text: str, language: str) -> list[scene.Scene]:
    doc = document(text, language)
    return scene.draw_scenes(doc, scene.find_items(doc, actors.find_mentions(doc), find_dates(doc)))


def table(rows: str) -> list[tuple[str, ...]]:
    """The rows of a table written as lines `cell | cell`, for parametrize."""
    return [tuple(cell.strip() for cell in line.split("|")) for line in rows.strip().splitlines()]
