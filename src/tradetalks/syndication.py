"""Which articles carry the same text: an agency's story is printed by many outlets, lightly edited by each.

Two texts are the same when they share about half of their runs of five words. Different reports of one meeting share a
twentieth at most, however many names and phrases they have in common. MinHash (rensa) makes of each text a signature of
fixed size, so that texts need not be held, and locality-sensitive hashing finds the pairs without comparing all.
rensa's own index answers each query with every neighbour, which for a story printed a thousand times is a million
answers; here a neighbourhood is compared with a few of its members, and cost stays linear.
"""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator

import numpy as np
import rensa

#: Share of five-word runs in common, as estimated from the signatures, from which on two texts count as one.
THRESHOLD = 0.45
_RUN = 5
_BANDS, _ROWS = 40, 3  # two texts at the threshold meet in a band with probability 0.98, at 0.05 with 0.005
_SIZE = _BANDS * _ROWS
_BYTES = _SIZE * 4
_AT_ONCE, _LOT = 4, 4096  # bands, and signatures, that are in memory together
_SEED = 1
#: Members of a neighbourhood that the others are compared with: a bound on the cost, seldom reached.
_LEADERS = 16

#: Names that an outlet puts to a text or takes from it, wherever they stand.
_CREDITS = frozenset("vna vns vnavns vgp vov vovvn vovworld ttxvn vietnamplus reuters afp ap bernama xinhua".split())
_SPELLINGS = (("việt nam", "vietnam"), ("viet nam", "vietnam"), ("hà nội", "hanoi"), ("ha noi", "hanoi"))
_DASHES = ("-", "–", "—", "/")
_NO_WORD = re.compile(r"[^a-z0-9]+")
#: Words of a language are few; what goes beyond is noise.
_REMEMBERED = 200_000
_AMERICAN = re.compile(r"(?<=i)z(?=(?:e|ed|es|ing|ation|ations)$)")


class _WordHashes(dict):
    """Hash of each word as it is compared: without punctuation and diacritics, in British spelling.

    It is 0 for what is no word, or is an agency's credit.
    """

    def __missing__(self, token: str) -> int:
        word = _NO_WORD.sub("", unicodedata.normalize("NFD", token.replace("đ", "d")))
        found = 0
        if word and word not in _CREDITS:
            found = rensa.RMinHash.hash_token_sets([[_AMERICAN.sub("s", word)]])[0][0]
        if len(self) < _REMEMBERED:
            self[token] = found
        return found


_hashes = _WordHashes()


def sign(text: str) -> bytes:
    """The signature of a text: equal for equal texts, alike in as many places as the texts are. Empty without words."""
    plain = unicodedata.normalize("NFC", text).lower()
    for spelling, replacement in _SPELLINGS:
        plain = plain.replace(spelling, replacement)
    for dash in _DASHES:
        plain = plain.replace(dash, " ")
    tokens = plain.split()
    hashes = np.fromiter(map(_hashes.__getitem__, tokens), np.uint64, len(tokens))
    words = hashes[hashes != 0]
    if not len(words):
        return b""
    runs = _hash_runs(words)
    digest = rensa.RMinHash.digest_matrix_from_flat_token_hashes(runs, [0, len(runs)], _SIZE, _SEED)
    return np.array(digest.to_rows()[0], dtype="<u4").tobytes()


def _hash_runs(words: np.ndarray) -> np.ndarray:
    """One hash for each run of words; one for all of a text that is shorter than a run."""
    length = min(_RUN, len(words))
    count = len(words) - length + 1
    runs = np.zeros(count, np.uint64)
    for place in range(length):
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + words[place : place + count]  # wraps round, as a hash may
    return runs


def group_texts(articles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The group of each article (id and text): the smallest id among the articles that carry the same text.

    An article that is like no other is a group of its own. Being the same is passed on: where A is like B and B like
    C, all three are one group.
    """
    with Signatures() as signatures:
        for article_id, text in articles:
            signatures.add(article_id, sign(text))
        return signatures.group()


class Signatures:
    """The signatures of a collection's texts, set aside on disk (480 bytes an article); only the ids are in memory."""

    def __enter__(self) -> Signatures:
        self._file = tempfile.TemporaryFile()
        self._ids: list[str] = []
        self._wordless: list[str] = []
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, article_id: str, signature: bytes) -> None:
        """Set aside what `sign` made of an article's text."""
        (self._ids if signature else self._wordless).append(article_id)
        self._file.write(signature)

    def group(self) -> dict[str, str]:
        """As `group_texts`. An article without words is a group of its own."""
        groups = {article_id: article_id for article_id in self._wordless}
        order = np.array(sorted(range(len(self._ids)), key=self._ids.__getitem__), dtype=np.intp)
        parent = np.arange(len(order))
        for band in self._bands(order):
            for members in _neighbourhoods(band, _roots(parent)):
                _join_alike(members, lambda chosen: self._read(order[chosen]), parent)
        return groups | {self._ids[order[index]]: self._ids[order[root]] for index, root in enumerate(_roots(parent))}

    def _bands(self, order: np.ndarray) -> Iterator[np.ndarray]:
        """One band of all signatures after another, in the given order; the file is gone through for some at a time."""
        for first in range(0, _SIZE if len(order) else 0, _AT_ONCE * _ROWS):
            places = slice(first, first + _AT_ONCE * _ROWS)
            numbers = np.concatenate([lot[:, places] for lot in self._lots()])[order]
            for start in range(0, numbers.shape[1], _ROWS):
                yield numbers[:, start : start + _ROWS]

    def _lots(self) -> Iterator[np.ndarray]:
        """All signatures as they were set aside, some thousands at a time."""
        self._file.seek(0)
        while lot := self._file.read(_LOT * _BYTES):
            yield np.frombuffer(lot, "<u4").reshape(-1, _SIZE)

    def _read(self, places: np.ndarray) -> np.ndarray:
        """The signatures at some places of the file."""
        read = bytearray()
        for place in places.tolist():
            self._file.seek(place * _BYTES)
            read += self._file.read(_BYTES)
        return np.frombuffer(read, "<u4").reshape(-1, _SIZE)


def _neighbourhoods(band: np.ndarray, roots: np.ndarray) -> Iterator[np.ndarray]:
    """Indices of the articles that agree in a band, ascending; only where they are not one group already."""
    order = np.lexsort(band.T)
    ordered = band[order]
    starts = np.concatenate(([0], np.flatnonzero((ordered[1:] != ordered[:-1]).any(axis=1)) + 1))
    ends = np.append(starts[1:], len(order))
    apart = np.minimum.reduceat(roots[order], starts) != np.maximum.reduceat(roots[order], starts)
    for start, end in zip(starts[apart], ends[apart], strict=True):
        yield order[start:end]


def _join_alike(members: np.ndarray, read: Callable[[np.ndarray], np.ndarray], parent: np.ndarray) -> None:
    """Put those members of a neighbourhood into one group whose signatures, which `read` gives, are alike."""
    unmatched = np.ones(len(members), bool)
    for _ in range(_LEADERS):
        roots = np.array([_root(parent, member) for member in members])
        waiting = np.flatnonzero(unmatched)
        if not len(waiting) or (roots == roots[0]).all():
            return
        leader = waiting[0]
        elsewhere = roots != roots[leader]
        unmatched &= elsewhere
        others = members[elsewhere]
        own = read(members[leader : leader + 1])
        alike = np.concatenate([(read(others[start : start + _LOT]) == own).mean(axis=1) >= THRESHOLD for start in range(0, len(others), _LOT)])
        unmatched[np.flatnonzero(elsewhere)[alike]] = False
        for member in others[alike]:
            _unite(parent, members[leader], member)


def _roots(parent: np.ndarray) -> np.ndarray:
    """The root of every article, with all ways to it made short."""
    while (parent[parent] != parent).any():
        parent[:] = parent[parent]
    return parent.copy()


def _root(parent: np.ndarray, index: int) -> int:
    while parent[index] != index:
        index = parent[index]
    return index


def _unite(parent: np.ndarray, one: int, other: int) -> None:
    """Join two groups under the smaller index, which is the smaller id."""
    low, high = sorted((_root(parent, one), _root(parent, other)))
    parent[high] = low
