"""Finding the project and reading its tables."""

from pathlib import Path

import pandas as pd
import pytest

from tradetalks import project, tables
from tradetalks.errors import InputError

ARTICLE = {
    "article_id": "a",
    "key": "a",
    "language": "en",
    "on_topic": True,
    "publisher": "=Outlet",
    "published": "2025-05-06",
    "sha256": "0" * 64,
    "n_sentences": 3,
    "n_words": 40,
    "text_group": "a",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with one table."""
    for name in ("TRADETALKS_ROOT", "TRADETALKS_SEEDS", "TRADETALKS_DATA"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "_toc.yml").touch()
    for folder in ("book", "data", "seeds"):
        (tmp_path / folder).mkdir()
    tables.save_table(tmp_path / "data", "articles", [ARTICLE])
    return tmp_path


def test_finds_the_folders_from_within(root: Path) -> None:
    found = project.find(root / "book")
    assert (found.seeds, found.data, found.book) == (root / "seeds", root / "data", root / "book")


def test_the_environment_goes_before(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADETALKS_SEEDS", "elsewhere")
    assert project.find(root) == project.Project(Path("elsewhere"), root / "data", root / "book")


def test_falls_back_on_the_checkout_of_the_package(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert project.find_root(tmp_path_factory.mktemp("outside")) == Path(project.__file__).resolve().parents[2]


def test_a_wrong_root_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRADETALKS_ROOT", str(root / "book"))
    with pytest.raises(InputError, match="book"):
        project.find()


def test_types_are_the_declared_ones(root: Path) -> None:
    articles = project.find(root).table("articles")
    row = articles.iloc[0]
    assert articles.n_words.dtype == "Int64"
    assert (row.publisher, row.published, row.on_topic, row.agency) == ("=Outlet", "2025-05-06", True, None)


def test_a_missing_table_is_named(root: Path) -> None:
    with pytest.raises(InputError, match="events.csv"):
        project.find(root).table("events")


def test_saving_what_was_read_leaves_the_file_alone(root: Path) -> None:
    here = project.find(root)
    path = here.data / "articles.csv"
    before = path.read_bytes(), path.stat().st_ino
    here.save("articles", here.table("articles"))
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_saving_writes_what_is_new(root: Path) -> None:
    here = project.find(root)
    here.save("articles", pd.DataFrame([ARTICLE, {**ARTICLE, "article_id": "b"}]))
    assert list(here.table("articles").article_id) == ["a", "b"]
