"""A small collection and its tables, right in every respect, for tests to spoil."""

import hashlib
from pathlib import Path

from tradetalks.datapackage import write_package
from tradetalks.tables import sort_key, tables, write_rows

TEXTS = {
    "a": "PM chairs meeting\n“Harmonising interests, sharing risks” is the principle, he said on May 6.\n- Buy aircraft by May 30.",
    "b": "Hôm 6/5, Thủ tướng nhấn mạnh hài hòa lợi ích.\r\nHết.",
}


def make_rows() -> dict[str, list[dict]]:
    """The rows of every table."""
    rows: dict[str, list[dict]] = {name: [] for name in tables()}
    for article_id, text in TEXTS.items():
        rows["articles"].append(
            {
                "article_id": article_id,
                "key": article_id,
                "language": "en" if article_id == "a" else "vi",
                "on_topic": True,
                "title": "",
                "publisher": {"a": "VNS", "b": ""}[article_id],
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "n_sentences": len(text.splitlines()),
                "n_words": len(text.split()),
                "text_group": article_id,
            }
        )
        for number, line in enumerate(text.splitlines(), 1):
            rows["sentences"].append(
                {"sentence_id": f"{article_id}.s{number:03d}", **span(article_id, line, "text"), "line": number - 1, "role": "body"}
            )
    rows["codebook"] = [
        {"code": "harmonise-interests", "family": "principle", "label": "Harmonising interests", "definition": "…"},
        {"code": "share-risks", "family": "principle", "label": "Sharing risks", "definition": "…"},
    ]
    for number, (article_id, code, quote, sentence, who) in enumerate(
        [
            ("a", "harmonise-interests", "Harmonising interests", "a.s002", "Phạm Minh Chính"),
            ("a", "share-risks", "sharing risks", "a.s002", "Phạm Minh Chính"),
            ("b", "harmonise-interests", "hài hòa lợi ích", "b.s001", ""),
        ],
        1,
    ):
        rows["codings"].append(
            {
                "coding_id": f"{article_id}.c{number:03d}",
                "code": code,
                **span(article_id, quote),
                "sentence_id": sentence,
                "wording": quote.lower(),
                "attributed_to": who,
                "rule": f"{code}:1",
                "language": "en" if article_id == "a" else "vi",
            }
        )
    rows["goods"].append({"good_id": "a.g001", "good": "aircraft", **span("a", "aircraft"), "sentence_id": "a.s003"})
    event = {"kind": "government-meeting", "date_start": "2025-05-06", "date_end": "2025-05-06", "ordinal": 7, "status": "held", "lead_vn": ["Phạm Minh Chính"]}
    for article_id, quote, sentence in (("a", "on May 6", "a.s002"), ("b", "6/5", "b.s001")):
        rows["event_mentions"].append(
            {"event_mention_id": f"{article_id}.e001", "event_id": "government-meeting-2025-05-06", **span(article_id, quote), "sentence_id": sentence, **event}
        )
    rows["events"].append(
        {
            "event_id": "government-meeting-2025-05-06",
            **event,
            "ordinal_basis": "reported",
            "n_mentions": 2,
            "n_articles": 2,
            "n_texts": 2,
            "n_outlets": 1,
            "article_ids": ["a", "b"],
        }
    )
    rows["directives"].append(
        {
            "directive_id": "a.d001",
            **span("a", "Buy aircraft by May 30"),
            "sentence_id": "a.s003",
            "issued_by": "Phạm Minh Chính",
            "deadline": "2025-05-30",
            "event_id": "government-meeting-2025-05-06",
        }
    )
    return rows


def span(article_id: str, quote: str, column: str = "quote") -> dict:
    """Where a quotation stands in its article."""
    start = TEXTS[article_id].index(quote)
    return {"article_id": article_id, "start": start, "end": start + len(quote), column: quote}


def write_collection(folder: Path, rows: dict[str, list[dict]] | None = None) -> Path:
    """Articles in `seeds`, tables in `data`; returns the latter."""
    seeds, data = folder / "seeds", folder / "data"
    seeds.mkdir(parents=True, exist_ok=True)
    for article_id, text in TEXTS.items():
        (seeds / f"{article_id}.txt").write_bytes(text.encode())
    write_tables(data, rows or make_rows())
    return data


def write_tables(data: Path, rows: dict[str, list[dict]]) -> None:
    data.mkdir(parents=True, exist_ok=True)
    for name, some in rows.items():
        write_rows(data / f"{name}.csv", name, sorted(some, key=lambda row: sort_key(name, row)))
    write_package(data)
