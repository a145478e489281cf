"""How often somebody asked in this minute: counted on disk, so that all web processes count together."""

from datetime import datetime
from functools import cached_property
from pathlib import Path

from diskcache import Cache

from services.domain.errors import TooMany
from services.storage.cache import open_cache

# Counts of minutes long past are forgotten after this many seconds.
_KEPT = 180


class Rates:
    """Counts the calls of each minute by name."""

    def __init__(self, folder: Path, a_minute: int) -> None:
        self._folder, self.a_minute = folder, a_minute

    def spend(self, name: str, now: datetime) -> None:
        """One more call in this minute; TooMany beyond the limit, with the seconds until the next minute."""
        seconds = int(now.timestamp())
        key = f"calls {name} {seconds // 60}"
        with self._cache.transact():
            calls = int(self._cache.get(key, 0)) + 1
            self._cache.set(key, calls, expire=_KEPT)
        if calls > self.a_minute:
            left = 60 - seconds % 60
            raise TooMany(f"This token may ask {self.a_minute:,} times a minute. Try again in {left} seconds.", left)

    @cached_property
    def _cache(self) -> Cache:
        # Opened when somebody shows a token: commands and jobs count nothing.
        return open_cache(self._folder)
