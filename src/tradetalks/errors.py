"""What the reader of an error is told: which file, what is wrong with it, what to do."""

from __future__ import annotations

from os import PathLike

#: Characters that would break the one line, or the terminal it is printed on.
_UNPRINTABLE = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)}


class InputError(Exception):
    """The input is at fault, not the program: `path` is the file or folder, `what` is wrong with it, `what_to_do`.

    `str()` is one printable line. Commands print it on standard error and leave with status 1.
    """

    def __init__(self, path: str | PathLike[str], what: str, what_to_do: str = "") -> None:
        super().__init__(str(path), what, what_to_do)
        self.path, self.what, self.what_to_do = str(path), what, what_to_do

    def __str__(self) -> str:
        told = "; ".join(part for part in (self.what, self.what_to_do) if part)
        return one_line(f"{self.path}: {told}" if self.path else told)


class CodebookError(ValueError):
    """Something in a codebook file that cannot be used: the file, the code, and what to do. Commands print it as they do an InputError."""


def one_line(text: str) -> str:
    """The text on one line, with nothing in it that a terminal cannot print."""
    printable = text.encode("utf-8", "backslashreplace").decode("utf-8")
    return " ".join(printable.translate(_UNPRINTABLE).split())


def os_error(path: str | PathLike[str], error: OSError, what_to_do: str) -> InputError:
    """The operating system's own words for why `path` could not be read or written."""
    return InputError(path, (error.strerror or str(error)).lower(), what_to_do)
