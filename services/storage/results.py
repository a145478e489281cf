"""Results on disk, by workspace and fingerprint: arrays and facts, never pickle."""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from services.domain.clock import Clock
from services.domain.errors import NotFound, Unavailable

from .codec import pack, unpack
from .database import Database
from .files import Files, sha256
from .tables import ResultRow

Value = TypeVar("Value")


class ResultStore:
    """Keeps frozen values; the last few that were read stay in memory."""

    def __init__(self, database: Database, files: Files, clock: Clock, in_memory: int = 12) -> None:
        self._database, self._files, self._clock = database, files, clock
        self._remembered = lru_cache(maxsize=in_memory)(self._read)

    def holds(self, workspace_id: str, fingerprint: str, of: type[Value]) -> bool:
        """Whether the result is there to be read; one that is damaged is not, so that it is made again."""
        try:
            self.load(workspace_id, fingerprint, of)
        except (NotFound, Unavailable):
            return False
        return True

    def save(self, workspace_id: str, fingerprint: str, value: object, dataset_id: str) -> None:
        """Durable when this returns; NotFound, and nothing left, where the dataset was deleted meanwhile.

        Saving again under the same name changes nothing that matters.
        """
        facts, arrays = pack(value)
        target = self._path(workspace_id, fingerprint)
        digest = self._files.keep(target, lambda path: _write(path, facts, arrays))
        row = ResultRow(fingerprint=fingerprint, kind=type(value).__name__, sha256=digest, created_at=self._clock())
        try:
            with self._database.transaction(workspace_id) as data:
                data.results.put(row, dataset_id)
        except NotFound:
            # An equal file may have the same result: it is computed again rather than doubted.
            with self._database.transaction(workspace_id) as data:
                data.results.remove([fingerprint], [])
            target.unlink(missing_ok=True)
            raise

    def link(self, workspace_id: str, fingerprint: str, dataset_id: str) -> None:
        """The stored result is known to be of this dataset too: equal files share it."""
        with self._database.reading(workspace_id) as data:
            if data.results.is_linked(fingerprint, dataset_id):
                return
        with self._database.transaction(workspace_id) as data:
            data.results.link(fingerprint, dataset_id)

    def load(self, workspace_id: str, fingerprint: str, of: type[Value]) -> Value:
        """The stored value; NotFound where there is none, Unavailable where the file is damaged."""
        value: Value = self._remembered(workspace_id, fingerprint, of)  # type: ignore[arg-type]  # a type is hashable
        return value

    def made_at(self, workspace_id: str, fingerprint: str) -> datetime | None:
        """When the result was stored; None where there is none."""
        with self._database.reading(workspace_id) as data:
            row = data.results.find(fingerprint)
            return row.created_at if row else None

    def prune(self, workspace_id: str, of: type[Value], most: int) -> None:
        """Only the newest results of this kind stay; for what anybody can have made again at once."""
        with self._database.transaction(workspace_id) as data:
            made = [(row.created_at, row.fingerprint) for row in data.results.all() if row.kind == of.__name__]
            old = [fingerprint for _, fingerprint in sorted(made)[: max(len(made) - most, 0)]]
            data.results.remove(old, [])
        for fingerprint in old:
            self._path(workspace_id, fingerprint).unlink(missing_ok=True)

    def _read(self, workspace_id: str, fingerprint: str, of: type[Any]) -> Any:
        with self._database.reading(workspace_id) as data:
            row = data.results.find(fingerprint)
        path = self._path(workspace_id, fingerprint)
        if row is None:
            raise NotFound("This analysis has not been made yet.")
        if not path.exists() or sha256(path) != row.sha256:
            raise Unavailable("This analysis is damaged on disk. Run it again.")
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files if name != "facts"}
            facts = json.loads(str(stored["facts"]))
        return unpack(facts, arrays, of)

    def _path(self, workspace_id: str, fingerprint: str) -> Path:
        return self._files.path(workspace_id, "results", f"{fingerprint}.npz")


def _write(path: Path, facts: object, arrays: Mapping[str, NDArray[Any]]) -> None:
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, facts=np.asarray(json.dumps(facts)), **arrays)
