"""Ways of breaking an article, and four whole ones to break: more than two hundred kinds of broken article together."""

from __future__ import annotations

import codecs
import html
import json
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

TESTS = Path(__file__).parents[1]
PRACTICE = TESTS / "practice"


def _open(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


WHOLE = {
    "seed": _open(TESTS.parent / "seeds" / "002_a2fef1da0c0647da.txt"),
    "english": _open(PRACTICE / "p-en-003.txt"),
    "vietnamese": _open(PRACTICE / "p-vi-003.txt"),
    "near-miss": _open(PRACTICE / "p-neg-001.txt"),
}
NAMES = ["Prime Minister", "Pham Minh Chinh", "Phạm Minh Chính", "Thủ tướng", "Jamieson Greer", "United States", "Hoa Kỳ", "Việt Nam", "Vietnam", "Washington"]
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(rf"\b(?:(?:{MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTHS})|\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{4}})?|ngày \d{{1,2}} tháng \d{{1,2}})")


def shuffle(text: str, between: str) -> str:
    parts = text.split(between)
    random.Random(1).shuffle(parts)
    return between.join(parts)


def wrap(text: str, width: int) -> str:
    lines = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + len(word) >= width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines += [line, ""]
    return "\n".join(lines)


def in_names(text: str, mark: str) -> str:
    for name in NAMES:
        text = text.replace(name, mark.join(name))
    return text


def cycle(text: str, marks: str, every: int = 7) -> str:
    return "".join(char + marks[i // every % len(marks)] * (i % every == 0) for i, char in enumerate(text))


def first_sentence(text: str) -> str:
    return max(re.split(r"(?<=[.!?])\s", text), key=len)


def swap_dates(to: str) -> Callable[[str], str]:
    return lambda text: DATE.sub(to, text)


def to_letters(text: str, start: int) -> str:
    return "".join(chr(ord(c) + start - ord("!")) if "!" <= c <= "~" else c for c in text)


BREAK: dict[str, Callable[[str], str]] = {
    # cut and put together wrongly
    **{f"cut at {n}/9": lambda t, n=n: t[: len(t) * n // 9] for n in range(1, 9)},
    **{f"begun at {n}/5": lambda t, n=n: t[len(t) * n // 5 :] for n in range(1, 5)},
    "every other character": lambda t: t[::2],
    "every other word": lambda t: " ".join(t.split(" ")[::2]),
    "doubled": lambda t: t + t,
    "doubled in lines": lambda t: "\n".join(line + line for line in t.splitlines()),
    "doubled words": lambda t: " ".join(f"{w} {w}" for w in t.split(" ")),
    "doubled letters": lambda t: "".join(c + c for c in t),
    "twenty times": lambda t: t * 20,
    "reversed": lambda t: t[::-1],
    "reversed lines": lambda t: "\n".join(t.splitlines()[::-1]),
    "reversed words": lambda t: " ".join(t.split(" ")[::-1]),
    "shuffled sentences": lambda t: shuffle(t, ". "),
    "shuffled words": lambda t: shuffle(t, " "),
    "mixed by line": lambda t: "\n".join(x for pair in zip(t.splitlines(), WHOLE["vietnamese"].splitlines(), strict=False) for x in pair),
    "mixed by sentence": lambda t: ". ".join(x for pair in zip(t.split(". "), WHOLE["english"].split(". "), strict=False) for x in pair),
    "mixed by word": lambda t: " ".join(x for pair in zip(t.split(), WHOLE["vietnamese"].split(), strict=False) for x in pair),
    # lines
    "one line": lambda t: " ".join(t.split()),
    "one line without stops": lambda t: " ".join(t.split()).replace(".", ",").replace(";", ","),
    "a word a line": lambda t: "\n".join(t.split()),
    "wrapped at 72": lambda t: wrap(t, 72),
    "wrapped at 30": lambda t: wrap(t, 30),
    "CRLF": lambda t: t.replace("\n", "\r\n"),
    "lone CR": lambda t: t.replace("\n", "\r"),
    "mixed line ends": lambda t: "".join(c + "\r\n\u2028\x85"[i % 4] if c == "\n" else c for i, c in enumerate(t)),
    "line separators": lambda t: t.replace("\n", "\u2028"),
    "form feeds": lambda t: t.replace("\n", "\x0c\x0b"),
    "a thousand blank lines": lambda t: t.replace("\n", "\n" * 1000),
    "trailing spaces": lambda t: t.replace("\n", " " * 500 + "\n"),
    # spelling
    "NFD": lambda t: unicodedata.normalize("NFD", t),
    "NFKC": lambda t: unicodedata.normalize("NFKC", t),
    "NFKD": lambda t: unicodedata.normalize("NFKD", t),
    "capitals": str.upper,
    "small letters": str.lower,
    "swapped case": str.swapcase,
    "Title Case": str.title,
    "without diacritics": lambda t: "".join(c for c in unicodedata.normalize("NFD", t) if not unicodedata.combining(c)),
    "full-width": lambda t: to_letters(t, 0xFF01),
    "Cyrillic look-alikes": lambda t: t.translate(str.maketrans("aeocpxAEOCPX", "аеосрхАЕОСРХ")),
    "mojibake": lambda t: t.encode("utf-8").decode("latin-1"),
    "mojibake twice": lambda t: t.encode("utf-8").decode("latin-1").encode("utf-8").decode("latin-1"),
    "rot13": lambda t: codecs.encode(t, "rot13"),
    "piles of marks": lambda t: cycle(t, "\u0301\u0323\u0302" * 9, 3),
    # characters that are not seen, or should not be there
    "byte-order mark": lambda t: "\ufeff" + t,
    "byte-order marks": lambda t: t.replace(" ", " \ufeff"),
    "zero-width in names": lambda t: in_names(t, "\u200b"),
    "joiners in names": lambda t: in_names(t, "\u200d"),
    "direction marks in names": lambda t: in_names(t, "\u200f"),
    "soft hyphens": lambda t: cycle(t, "\u00ad", 3),
    "word joiners": lambda t: cycle(t, "\u2060\u2063", 2),
    "right to left": lambda t: "\u202e" + t + "\u202c",
    "isolates": lambda t: t.replace(" ", "\u2068 \u2069"),
    "no-break spaces": lambda t: t.replace(" ", "\u00a0"),
    "odd spaces": lambda t: "".join("\u2009\u202f\u3000\u205f\t"[i % 5] if c == " " else c for i, c in enumerate(t)),
    "double spaces": lambda t: t.replace(" ", "  "),
    "NUL between words": lambda t: t.replace(" ", "\x00"),
    "NUL between letters": lambda t: "\x00".join(t),
    "NUL in front": lambda t: "\x00" * 1000 + t,
    "control characters": lambda t: cycle(t, "".join(map(chr, range(1, 32)))),
    "C1 characters": lambda t: cycle(t, "".join(map(chr, range(0x7F, 0xA0)))),
    "escape sequences": lambda t: t.replace(" ", " \x1b[31m"),
    "replacement characters": lambda t: t.replace("e", "\ufffd"),
    "lone surrogates": lambda t: cycle(t, "\ud800\udfff", 11),
    "beyond the plane": lambda t: cycle(t, "😀𝔘\U0010ffff", 5),
    "not characters": lambda t: cycle(t, "\ufffe\uffff\ue000"),
    # what is left out
    "only punctuation": lambda t: re.sub(r"[^\W_]", "", t),
    "only letters": lambda t: re.sub(r"[\W\d_]", "", t),
    "no spaces": lambda t: t.replace(" ", ""),
    "no punctuation": lambda t: re.sub(r"[^\w\s]", "", t),
    "no digits": lambda t: re.sub(r"\d", "", t),
    "no vowels": lambda t: re.sub(r"[aeiouAEIOU]", "", t),
    "no capitals": lambda t: re.sub(r"[A-Z]", "", t),
    # numbers and days that are none
    "only nines": lambda t: re.sub(r"\d", "9", t),
    "Arabic digits": lambda t: t.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
    "superscripts": lambda t: t.translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
    "long numbers": lambda t: re.sub(r"\d+", "9" * 5000, t),
    "31 June": swap_dates("31 June"),
    "June 31, 2025": swap_dates("June 31, 2025"),
    "30 February": swap_dates("February 30"),
    "31/6": swap_dates("31/6"),
    "ngày 31 tháng 6": swap_dates("ngày 31 tháng 6"),
    "2025-13-40": swap_dates("2025-13-40"),
    "0 May": swap_dates("May 0"),
    "year 0": swap_dates("0000-05-06"),
    "year 99999": swap_dates("May 6, 99999"),
    "50/50": swap_dates("50/50"),
    "great ordinals": lambda t: re.sub(r"\b(?:\d+(?:st|nd|rd|th)|second|third|sixth|seventh)\b", "99999999999999999999th", t),
    "thứ 10^20": lambda t: re.sub(r"thứ \w+", "thứ 99999999999999999999", t),
    # markup and other languages of machines
    "HTML": lambda t: "<html><script>alert(1)</script><p>" + "</p><p>".join(t.splitlines()) + "</p>",
    "HTML escaped": html.escape,
    "entities": lambda t: "".join(f"&#{ord(c)};" if not c.isascii() else c for c in t),
    "Markdown": lambda t: "# " + t.replace("\n", "\n> **").replace(" ", " _", 50),
    "JSON": json.dumps,
    "percent": quote,
    "formulas": lambda t: "=1+1 " + t.replace("\n", "\n=HYPERLINK(1) ").replace(". ", ". @"),
    "table": lambda t: t.replace(" ", "|").replace("\n", "|\n|"),
    # deep and long
    "deep brackets": lambda t: "(" * 5000 + t + ")" * 5000,
    "brackets at every word": lambda t: t.replace(" ", " ("),
    "open quotations": lambda t: t.replace(" ", ' "', 400),
    "nested quotations": lambda t: "“" * 3000 + t + "”" * 3000,
    "a sentence 200 times": lambda t: (first_sentence(t) + "\n") * 200,
    "a name 2,000 times": lambda t: t + " Pham Minh Chinh" * 2000,
    "a date 2,000 times": lambda t: t + " May 6, 2025" * 2000,
    "a long word": lambda t: t.replace(" ", " " + "a" * 50_000 + " ", 1),
    "long hyphens": lambda t: t.replace(" ", " " + "-" * 20_000 + " ", 2),
    "long dots": lambda t: t.replace(". ", "." * 20_000 + " ", 2),
    "long spaces": lambda t: t.replace(" ", " " * 20_000, 5),
    "semicolons": lambda t: t.replace(" ", "; "),
    "commas": lambda t: t.replace(" ", ", "),
    "a stop at every word": lambda t: t.replace(" ", ". "),
    "dates at every word": lambda t: re.sub(r" ", " May 6 ", t, count=150),
    "ordinals at every word": lambda t: re.sub(r" ", " 2nd round ", t, count=150),
}
