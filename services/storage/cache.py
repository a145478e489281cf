"""The disk cache of results that pages wait for: JSON in, JSON out."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from typing import Any

from diskcache import Cache, JSONDisk
from diskcache.core import MODE_PICKLE


class PicklelessDisk(JSONDisk):  # type: ignore[misc]  # diskcache has no type hints
    """Refuses pickled rows: whoever could plant one would run code here (CVE-2025-69872)."""

    def get(self, key: Any, raw: bool) -> Any:  # noqa: FBT001  (diskcache's interface)
        """The key as it was given."""
        if not raw:
            raise ValueError("This cache holds no pickled keys")
        return super().get(key, raw)

    def fetch(self, mode: int, filename: str | None, value: Any, read: bool) -> Any:  # noqa: FBT001  (as above)
        """The value as it was given."""
        if mode == MODE_PICKLE:
            raise ValueError("This cache holds no pickled values")
        return super().fetch(mode, filename, value, read)


def open_cache(folder: Path) -> Cache:
    """The cache in a folder that only this account can read."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return Cache(str(folder), disk=PicklelessDisk, eviction_policy="least-recently-used")


def forget(folder: Path, tag: str) -> int:
    """How many stored texts of a workspace are gone."""
    with open_cache(folder) as cache:
        return int(cache.evict(tag))


def scrub(folder: Path) -> None:
    """What was deleted is in no file of the cache any more."""
    file = folder / "cache.db"
    if not file.exists():
        return
    with closing(sqlite3.connect(file, timeout=20, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def read(cache: Cache, key: str) -> str | None:
    """The stored text; None where there is none, or none that this cache would have written."""
    try:
        stored = cache.get(key)
    except (ValueError, zlib.error):
        return None
    return stored if isinstance(stored, str) else None
