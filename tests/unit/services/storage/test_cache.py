import pickle
import sqlite3
from pathlib import Path

import pytest
from diskcache.core import MODE_PICKLE

from services.storage.cache import open_cache, read


def _plant(folder: Path, key: str) -> None:
    """A row as an attacker would leave it, under this key."""
    with sqlite3.connect(folder / "cache.db") as database:
        database.execute("UPDATE Cache SET mode = ?, value = ?", (MODE_PICKLE, pickle.dumps([key])))
    database.close()


def test_text_comes_back_as_it_was_also_from_another_process(tmp_path: Path) -> None:
    with open_cache(tmp_path / "cache") as cache:
        cache.set("key", '{"children": "โพสต์"}', tag="red")

    with open_cache(tmp_path / "cache") as cache:
        assert read(cache, "key") == '{"children": "โพสต์"}'


def test_what_is_not_there_is_none(tmp_path: Path) -> None:
    with open_cache(tmp_path / "cache") as cache:
        assert read(cache, "key") is None


def test_a_planted_pickle_is_never_opened(tmp_path: Path) -> None:
    with open_cache(tmp_path / "cache") as cache:
        cache.set("key", "text")
    _plant(tmp_path / "cache", "key")

    with open_cache(tmp_path / "cache") as cache:
        with pytest.raises(ValueError, match="no pickled values"):
            cache.get("key")
        assert read(cache, "key") is None


def test_the_folder_is_closed_to_other_accounts(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    folder.mkdir(mode=0o755)
    open_cache(folder).close()

    assert folder.stat().st_mode & 0o077 == 0


def test_results_of_one_workspace_can_be_forgotten_together(tmp_path: Path) -> None:
    with open_cache(tmp_path / "cache") as cache:
        cache.set("a", "1", tag="red")
        cache.set("b", "2", tag="blue")

        cache.evict("red")

        assert (read(cache, "a"), read(cache, "b")) == (None, "2")
