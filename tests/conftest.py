"""What all tests share: the checkout, and a copy of the tables for notebooks that nbval re-executes to write to."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Point notebooks to a copy of the tables, so that re-executing them cannot change the checkout."""
    place = tempfile.mkdtemp(prefix="tradetalks-tests-")
    config.add_cleanup(lambda: shutil.rmtree(place, ignore_errors=True))
    data = Path(place, "data")
    shutil.copytree(ROOT / "data", data)
    os.environ["TRADETALKS_DATA"] = str(data)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the book is made of, to be spoilt; the environment does not lead away from it."""
    for name in ("TRADETALKS_ROOT", "TRADETALKS_SEEDS", "TRADETALKS_DATA"):
        monkeypatch.delenv(name, raising=False)
    for folder in ("book", "data", "seeds"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("_toc.yml", "_config.yml", "requirements.txt"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path
