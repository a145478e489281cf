"""Files of a workspace, written so that what was acknowledged is durable and what was not is nothing."""

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from services.domain.errors import NotFound, Unavailable


class Files:
    """A folder a workspace, closed to other accounts of the machine."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, workspace_id: str, *parts: str) -> Path:
        """Where a file of the workspace lies, whether or not it is there; names come from us, never from people."""
        for part in (workspace_id, *parts):
            if not part.replace("-", "").replace("_", "").replace(".", "").isalnum() or part.startswith("."):
                raise NotFound(f"There is no file {part!r}.")
        return self.root.joinpath(workspace_id, *parts)

    def keep(self, target: Path, write: Callable[[Path], None]) -> str:
        """Writes a whole file or none, and gives its sha256: beside it, synced, renamed, the folder synced."""
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _beside(target) as unfinished:
            write(unfinished)
            digest = sha256(unfinished)
            _sync(unfinished)
            unfinished.replace(target)
        _sync(target.parent)
        return digest


def sha256(path: Path) -> str:
    """The file's hash, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    unfinished = target.with_name(f"{target.name}.{secrets.token_hex(4)}.unfinished")
    try:
        yield unfinished
    except OSError as cause:
        raise Unavailable(f"The file could not be stored ({cause.strerror}). Nothing was changed.") from cause
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
