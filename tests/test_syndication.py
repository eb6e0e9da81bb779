"""Copies of one text are found, different reports are kept apart."""

import random
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import numpy as np
import pytest

from tradetalks import syndication
from tradetalks.syndication import Signatures, group_texts, sign

SEEDS = Path(__file__).parents[1] / "seeds"
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))}
STORY = next(iter(TEXTS.values()))
VIETNAMESE = (
    "Chiều 6/5, Thủ tướng Phạm Minh Chính chủ trì cuộc họp Thường trực Chính phủ với các bộ, ngành về tình hình "
    "đàm phán thương mại với Hoa Kỳ. Thủ tướng yêu cầu tiếp tục đàm phán trên tinh thần hài hòa lợi ích, chia sẻ rủi ro, "
    "bảo đảm lợi ích quốc gia, không làm ảnh hưởng các cam kết quốc tế mà Việt Nam đã tham gia, và đa dạng hóa thị trường."
)


def same(one: str, two: str) -> bool:
    return group_texts([("a", one), ("b", two)])["b"] == "a"


def test_different_reports_of_the_same_meetings_are_kept_apart():
    assert group_texts(TEXTS.items()) == {article_id: article_id for article_id in TEXTS}


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.upper(),
        lambda text: text.replace("\n", "\r\n\r\n"),
        lambda text: text.replace("Việt Nam", "Vietnam").replace("Hà Nội", "Hanoi").replace("ễ", "e").replace("ạ", "a"),
        lambda text: text.replace("ising", "izing").replace("ised", "ized").replace("’", "'").replace("“", '"'),
        lambda text: f"PM chairs meeting on talks\nHanoi (VNA) - {text}\n(VNA/VNS)\nSource: VNA",
        lambda text: text[: int(len(text) * 0.7)],
        lambda text: text.replace("Prime Minister", "PM").replace("emphasised", "stressed"),
    ],
)
def test_lightly_edited_copies_are_one_text(edit):
    assert same(STORY, edit(STORY))


def test_vietnamese_with_and_without_diacritics_is_one_text():
    plain = VIETNAMESE.replace("Thủ tướng", "Thu tuong").replace("Việt Nam", "Viet Nam").replace("đàm phán", "dam phan")
    assert same(VIETNAMESE, plain)
    assert same(VIETNAMESE, unicodedata.normalize("NFD", VIETNAMESE))
    assert not same(VIETNAMESE, STORY)


def test_a_shared_formula_and_shared_names_do_not_make_a_copy():
    other = (
        "Prime Minister Phạm Minh Chính on May 24 told reporters that the government would go on buying aircraft. "
        "He repeated the principle of “harmonising benefits, sharing risks” and ensuring Việt Nam's core interests. "
    )
    assert not same(STORY, other + "The second round ended without a date for a third. Officials of both sides were seen leaving the building late at night. " * 2)


def test_credits_do_not_count():
    assert sign("Hà Nội (VNA) — Talks went on for three days. VNA/VNS") == sign("Hanoi (TTXVN) – talks went on, for three days")


def test_being_the_same_is_passed_on_and_named_by_the_smallest_id():
    words = [f"w{i}" for i in range(400)]
    shift = lambda n: " ".join([*words[n:], *(f"v{i}" for i in range(n))])  # noqa: E731
    texts = {"c": shift(0), "b": shift(100), "a": shift(200)}
    assert group_texts({name: texts[name] for name in "ca"}.items()) == {"c": "c", "a": "a"}
    assert group_texts(texts.items()) == {"a": "a", "b": "a", "c": "a"}
    assert group_texts(reversed(texts.items())) == {"a": "a", "b": "a", "c": "a"}


def test_texts_without_words_are_groups_of_their_own():
    assert group_texts([("a", ""), ("b", " … "), ("c", "")]) == {"a": "a", "b": "b", "c": "c"}
    assert group_texts([]) == {}
    assert same("One word.", "one WORD")
    assert not same("One word.", "Another word.")


def test_signatures_do_not_depend_on_the_process():
    code = "import sys; from tradetalks.syndication import sign; sys.stdout.buffer.write(sign(sys.argv[1]))"
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, STORY], capture_output=True, check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        )
        assert done.stdout == sign(STORY)


def test_hostile_text_is_signed():
    for text in ("\0" * 1000, "a\u0301" * 5000, "\u202e=1+1", "x" * 1_000_000, "🙂 " * 1000, "\ud800 word"):
        assert len(sign(text)) in (0, 480)


def test_words_that_are_remembered_are_bounded(monkeypatch):
    hashes = syndication._WordHashes()
    monkeypatch.setattr(syndication, "_hashes", hashes)
    monkeypatch.setattr(syndication, "_REMEMBERED", 10)
    sign(" ".join(f"w{i}" for i in range(100)))
    assert len(hashes) == 10


def vary(count: int) -> dict[str, bytes]:
    """Signatures of many variants of five texts, alike and unlike."""
    chance = np.random.default_rng(1)
    kinds = [np.frombuffer(sign(text), "<u4") for text in TEXTS.values()]
    varied = {}
    for number in range(count):
        signature = kinds[number % len(kinds)].copy()
        places = chance.random(len(signature)) < 0.2
        signature[places] = chance.integers(0, 2**32, places.sum(), dtype=np.uint32)
        varied[f"{number:06d}"] = signature.tobytes()
    return varied


def group_signatures(signed: dict[str, bytes]) -> dict[str, str]:
    with Signatures() as signatures:
        for article_id, signature in signed.items():
            signatures.add(article_id, signature)
        return signatures.group()


def test_a_story_printed_a_thousand_times_costs_no_more_each():
    def cost(count: int) -> float:
        signatures = vary(count)
        start = time.process_time()
        groups = group_signatures(signatures)
        assert len(set(groups.values())) == len(TEXTS)
        return (time.process_time() - start) / count

    cost(500)
    assert min(cost(8000) for _ in range(2)) < 4 * min(cost(1000) for _ in range(3))


def test_a_random_order_gives_the_same_groups():
    signatures = vary(500)
    shuffled = list(signatures)
    random.Random(1).shuffle(shuffled)
    assert group_signatures({name: signatures[name] for name in shuffled}) == group_signatures(signatures)
