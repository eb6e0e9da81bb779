"""Folders and files that take the place of others, whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import InputError, os_error


@contextmanager
def replace_folder(
    target: str | os.PathLike[str],
    *,
    owned: Callable[[str], bool],
    recognise: Callable[[Path], bool],
) -> Iterator[Path]:
    """A new folder to write into, which takes the place of `target` when the block ends well, and else disappears.

    What stands in `target` under a name that is not `owned` is kept: it is in the new folder as it was in the old one.
    A folder that is not empty and that `recognise` does not know is refused. Raises InputError naming `target` for
    that, and where it cannot be written; `target` is then as it was.
    """
    target = Path(os.path.realpath(target))
    new = _sibling(target, "new")
    try:
        if target.exists() and not target.is_dir():
            raise InputError(target, "is a file, not a folder", "name another folder")
        if target.exists() and any(target.iterdir()) and not recognise(target):
            what = "holds files that are not from here, and would be replaced"
            raise InputError(target, what, "name an empty or a new folder")
        new.parent.mkdir(parents=True, exist_ok=True)
        new.mkdir()
    except OSError as error:
        raise os_error(target, error, "name a folder that can be written") from error
    try:
        yield new
        if target.exists():
            _keep_foreign(target, new, owned)
        _swap(new, target)
    except OSError as error:
        if not _is_about(error, (new, target)):
            raise
        raise os_error(target, error, "it is as it was; make room, or name another folder") from error
    except InputError as error:
        if not Path(error.path).is_relative_to(new):
            raise
        place = target / Path(error.path).relative_to(new)
        raise InputError(place, error.what, error.what_to_do) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _sibling(target: Path, purpose: str) -> Path:
    return target.with_name(f".{target.name}.{purpose}-{secrets.token_hex(4)}")


def _keep_foreign(old: Path, new: Path, owned: Callable[[str], bool]) -> None:
    shutil.copymode(old, new)
    for entry in old.iterdir():
        kept = new / entry.name
        if owned(entry.name) or kept.exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, kept, symlinks=True, copy_function=_link_or_copy)
        else:
            _link_or_copy(entry, kept)


def _link_or_copy(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
        return
    old = _sibling(target, "old")
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _is_about(error: OSError, folders: tuple[Path, ...]) -> bool:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
        return True
    return isinstance(error.filename, str) and any(Path(error.filename).is_relative_to(folder) for folder in folders)


@contextmanager
def replace_file(target: Path) -> Iterator[Path]:
    """A new file to write, which takes the place of `target` when the block ends well, and else disappears."""
    new = _sibling(target, "new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield new
        new.replace(target)
    except InputError as error:
        if error.path != str(new):
            raise
        raise InputError(target, error.what, error.what_to_do) from error
    except OSError as error:
        raise os_error(target, error, "it is as it was; make room, or name another folder") from error
    finally:
        new.unlink(missing_ok=True)
