"""Results on disk, by workspace and fingerprint: arrays and facts, never pickle."""

import io
import json
from collections.abc import Mapping
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

Value = TypeVar("Value")


class ResultStore:
    """Keeps frozen values; the last few that were read stay in memory."""

    def __init__(self, database: Database, files: Files, clock: Clock, in_memory: int = 12) -> None:
        self._database, self._files, self._clock = database, files, clock
        self._remembered = lru_cache(maxsize=in_memory)(self._read)

    def has(self, workspace_id: str, fingerprint: str) -> bool:
        """Whether the result is there to be read."""
        with self._database.reading(workspace_id) as data:
            return data.results.find(fingerprint) is not None

    def save(self, workspace_id: str, fingerprint: str, value: object) -> None:
        """Durable when this returns; saving again under the same name changes nothing that matters."""
        facts, arrays = pack(value)
        target = self._path(workspace_id, fingerprint)
        digest = self._files.keep(target, lambda path: _write(path, facts, arrays))
        with self._database.transaction(workspace_id) as data:
            data.results.put(fingerprint, type(value).__name__, digest, self._clock())

    def load(self, workspace_id: str, fingerprint: str, of: type[Value]) -> Value:
        """The stored value; NotFound where there is none, Unavailable where the file is damaged."""
        value: Value = self._remembered(workspace_id, fingerprint, of)  # type: ignore[arg-type]  # a type is hashable
        return value

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
