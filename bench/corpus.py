"""Articles for measuring, made from the seeds: sentences in another order, other days, other names.

They are no press reports and are read by nothing but the benchmark.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

_MONTHS = "January February March April May June July August September October November December".split()
_DAY = re.compile(r"\b(April|May) (\d{1,2})\b")
_NAMES = ("Pham Minh Chinh", "Phạm Minh Chính", "Nguyễn Hồng Diên", "Ho Duc Phoc", "Jamieson Greer", "To Lam")
_FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý".split()
_GIVEN = "Minh Hồng Đức Thanh Văn Quốc Thị Xuân Ngọc Hải Anh Tuấn Dũng Sơn Long Hà Trung Khánh".split()


def make_articles(seeds: Path, count: int, folder: Path, seed: int = 1) -> int:
    """Write `count` articles under `folder` and return their bytes in all. The same arguments give the same files."""
    rng = random.Random(seed)
    texts = [path.read_bytes().decode("utf-8") for path in sorted(seeds.glob("*.txt"))]
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number in range(count):
        text = vary(texts[number % len(texts)], rng).encode("utf-8")
        (folder / f"{number:06d}.txt").write_bytes(text)
        size += len(text)
    return size


def vary(text: str, rng: random.Random) -> str:
    """One article of the kind: days shifted, some names replaced, all paragraphs but the first two in another order."""
    shift = rng.randrange(1, 27)
    text = _DAY.sub(lambda m: f"{_MONTHS[(_MONTHS.index(m[1]) + shift) % 12]} {(int(m[2]) + shift) % 28 + 1}", text)
    for name in _NAMES:
        if rng.random() < 0.15:
            text = text.replace(name, f"{rng.choice(_FAMILIES)} {rng.choice(_GIVEN)} {rng.choice(_GIVEN)}")
    head, *rest = text.split("\n")
    body = rest[1:]
    rng.shuffle(body)
    return "\n".join([head, *rest[:1], *body])
