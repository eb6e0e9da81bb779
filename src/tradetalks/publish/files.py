"""Files and folders of the book: what they hold as one hash, and brought to hold something without touching what does."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from tradetalks.replacing import replace_file


def hash_files(paths: Iterable[Path], start: str = "") -> str:
    """One SHA-256 over names and contents of files, in the order of their paths."""
    total = hashlib.sha256(start.encode())
    for path in sorted(paths):
        total.update(f"\0{path.name}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def hash_tree(folder: Path, start: str = "") -> str:
    """One SHA-256 over the paths and contents of all files below a folder."""
    paths = list_files(folder)
    names = "\0".join(str(path.relative_to(folder)) for path in paths)
    return hash_files(paths, f"{start}\0{names}")


def write_if_changed(path: Path, text: str) -> None:
    """Bring a file to hold `text`: whole or not at all, and untouched if it already does."""
    content = text.encode()
    if path.is_file() and path.read_bytes() == content:
        return
    with replace_file(path) as new:
        new.write_bytes(content)


def sync_files(files: Mapping[Path, bytes], folder: Path) -> None:
    """Bring a folder to hold exactly `files`; those that are already right keep their time of change."""
    for path, content in files.items():
        target = folder / path
        if not (target.is_file() and target.read_bytes() == content):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    for path in list_files(folder):
        if path.relative_to(folder) not in files:
            path.unlink()


def list_files(folder: Path) -> list[Path]:
    """Every file below a folder but hidden ones and compiled Python."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(folder).parts)
    )
