"""Things set aside on disk, so that a collection need not be held in memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from typing import Any


class Spool:
    """Things set aside on disk, in order, to be gone through again: so that a collection need not be held in memory."""

    #: Things that are written together: what they have in common (names of fields above all) is then written once.
    TOGETHER = 64

    def __enter__(self) -> Spool:
        self._file = tempfile.TemporaryFile()
        self._waiting: list[Any] = []
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, thing: Any) -> None:
        self._waiting.append(thing)
        if len(self._waiting) >= self.TOGETHER:
            self._flush()

    def _flush(self) -> None:
        pickle.dump(self._waiting, self._file, protocol=pickle.HIGHEST_PROTOCOL)
        self._waiting.clear()

    def __iter__(self) -> Iterator[Any]:
        if self._waiting:
            self._flush()
        self._file.seek(0)
        while True:
            try:
                yield from pickle.load(self._file)
            except EOFError:
                return
