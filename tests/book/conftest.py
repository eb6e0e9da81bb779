"""One build of the book for all tests that read it, whichever process of pytest-xdist they run in."""

import fcntl
import os
from pathlib import Path

import pytest
from test_book import build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built book, to be read only; the first process that asks for it builds it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    with (shared / "book.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        place = shared / "book"
        if not (place / "built").is_file():
            place.mkdir(exist_ok=True)
            build(place, seed="1")
            (place / "built").touch()
    return place / "html"
