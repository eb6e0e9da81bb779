"""One spelling of a text for patterns to read, with the way back to the untouched file.

Every offset in the tables counts characters of the file as it was decoded. Patterns, however, want one spelling:
composed letters, one place for the Vietnamese tone mark, straight quotation marks, plain spaces. `normalise` makes
that spelling and remembers, where lengths differ, which original character each one came from.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: The hour at which a page was published, behind its day and often run into the headline: "07/04/2025 16:02Đại sứ".
HOUR = re.compile(r" ?[-–|,]? ?\d{1,2}[:h]\d\d")

#: Characters replaced one for one, so that offsets stay what they are. Control characters and the replacement
#: character become spaces: they stand between words in broken files, and must not glue them together.
_SAME_LENGTH = {
    **{code: " " for code in range(0x20) if chr(code) not in "\n\r\t"},
    **{code: " " for code in range(0x7F, 0xA1)},
    **dict.fromkeys([*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0xFFFD], " "),
    **dict.fromkeys([0x2018, 0x2019, 0x201A, 0x201B, 0x02BC, 0x00B4, 0x0060, 0x2032], "'"),
    **dict.fromkeys([0x201C, 0x201D, 0x201E, 0x201F, 0x00AB, 0x00BB, 0x2033], '"'),
    **dict.fromkeys([0x2010, 0x2011, 0x2012, 0x2043, 0x2212], "-"),
    0x2028: "\n", 0x2029: "\n", 0x0085: "\n",
    0x0110: "Đ", 0x00D0: "Đ",  # ETH looks like D-stroke and is typed for it
}

_REPLACED = {chr(code): char for code, char in _SAME_LENGTH.items()}

#: Invisible characters (zero-width, direction marks, byte-order mark, soft hyphen) that may stand inside a word.
_HIDDEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
_ODD = re.compile(f"[{_HIDDEN}{re.escape(''.join(_REPLACED))}]")

#: The tone mark of an open syllable in oa, oe, uy stands on either vowel (hoà, hòa); we read it on the first.
_LATE_TONE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<![qQ])u[ỳýỷỹỵ]|O[ÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])U[ỲÝỶỸỴ])(?!\w)")
#: What it takes for that, from the rarer letter on, which is quicker to look for.
_LATE_VOWEL = re.compile(r"[àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ](?<=[oOuU].)(?!\w)")
_BARE = dict(zip("àáảãạèéẻẽẹỳýỷỹỵ", "aaaaaeeeeeyyyyy", strict=True))
_BARE |= {late.upper(): bare.upper() for late, bare in _BARE.items()}
_MARKS = {mark: unicodedata.normalize("NFD", mark)[-1] for mark in _BARE}


class Normal(NamedTuple):
    """A normalised text. `origin[i]` is the offset in the file of character `i`; None where the two are the same."""

    text: str
    origin: tuple[int, ...] | None
    size: int

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The span of the untouched file that `text[start:end]` was read from."""
        if self.origin is None:
            return start, end
        first = self.origin[start] if start < len(self.origin) else self.size
        last = self.origin[end] if end < len(self.origin) else self.size
        return first, last


def _move_tone(match: re.Match) -> str:
    glide, vowel = match.group()
    return unicodedata.normalize("NFC", glide + _MARKS[vowel]) + _BARE[vowel]


def normalise(raw: str) -> Normal:
    """The text that patterns read: composed, one tone placement, straight quotes, plain spaces."""
    text, origin = raw, None
    odd = _ODD.findall(raw)
    if not unicodedata.is_normalized("NFC", raw) or any(map(_INVISIBLE.match, odd)):
        text, origin = _compose(raw)
        odd = _ODD.findall(text)
    for char in set(odd):
        text = text.replace(char, _REPLACED[char])
    if _LATE_VOWEL.search(text):
        text = _LATE_TONE.sub(_move_tone, text)
    return Normal(text, origin, len(raw))


def _compose(raw: str) -> tuple[str, tuple[int, ...]]:
    """Compose each base letter with the marks that follow it and drop what is invisible, keeping where each came from."""
    out: list[str] = []
    origin: list[int] = []
    cluster, at = "", 0
    for index, char in enumerate(raw):
        # A pile of marks longer than any letter carries is broken input; cutting it keeps the cost linear.
        if cluster and unicodedata.combining(char) and len(cluster) < 8:
            cluster += char
            continue
        composed = unicodedata.normalize("NFC", cluster)
        out.append(composed)
        origin.extend([at] * len(composed))
        cluster, at = ("", index) if _INVISIBLE.match(char) else (char, index)
    composed = unicodedata.normalize("NFC", cluster)
    out.append(composed)
    origin.extend([at] * len(composed))
    return "".join(out), tuple(origin)


def lower(text: str) -> str:
    """Lower case of the same length: the few letters whose lower case is longer stay as they are."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


class _Folding(dict):
    """Code point -> code point of the letter without its marks; made letter by letter, as texts bring them."""

    def __missing__(self, code: int) -> int:
        char = chr(code)
        self[code] = ord(unicodedata.normalize("NFD", char)[0]) if char.isalpha() else code
        return self[code]


_FOLDED = _Folding({ord("đ"): ord("d"), ord("Đ"): ord("D")})


def fold(text: str) -> str:
    """Letters without their diacritics, character for character: `Phạm` becomes `Pham`, as foreign desks print it."""
    return text if text.isascii() else text.translate(_FOLDED)
