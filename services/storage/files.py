"""Files of a workspace, written so that what was acknowledged is durable and what was not is nothing."""

import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from services.domain.errors import NotFound, Unavailable

from .failpoints import reached

UNFINISHED = ".unfinished"


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

    def keep(self, target: Path, write: Callable[[Path], object]) -> str:
        """Writes a whole file or none, and gives its sha256: beside it, synced, renamed, the folder synced."""
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _beside(target) as unfinished:
            write(unfinished)
            digest = sha256(unfinished)
            reached("file.before_fsync")
            sync(unfinished)
            reached("file.after_fsync")
            unfinished.replace(target)
            reached("file.after_rename")
            sync(target.parent)
        return digest

    @contextmanager
    def filling(self, folder: Path, is_known: Callable[[], bool]) -> Iterator[None]:
        """The folder is being filled: the reaper leaves it alone; after an exception it is gone unless it is known.

        A commit that fails may still have been done, so the rows are asked; where they do not answer, the reaper
        decides later.
        """
        with _held(folder):
            sync(folder.parent)
            sync(folder.parent.parent)
            try:
                yield
            except BaseException:
                with suppress(Exception):
                    if not is_known():
                        shutil.rmtree(folder, ignore_errors=True)
                raise

    def remove(self, folder: Path, is_known: Callable[[], bool]) -> bool:
        """Whether the folder is gone: it stays while somebody fills it, and where it is known by then."""
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            return True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if is_known():
                return False
            shutil.rmtree(folder)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        sync(folder.parent)
        return True

    def being_filled(self, folder: Path) -> bool:
        """Whether somebody fills this folder right now."""
        try:
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def free(self) -> int:
        """Bytes left on the disk."""
        return shutil.disk_usage(self.root).free


def size_of(folder: Path) -> int:
    """Bytes of the finished files in a folder; 0 where there is none."""
    if not folder.is_dir():
        return 0
    return sum(path.stat().st_size for path in folder.iterdir() if not path.name.endswith(UNFINISHED))


def sha256(path: Path) -> str:
    """The file's hash, 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """What was written to this file, or what lies in this folder, outlives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    unfinished = target.with_name(f"{target.name}.{secrets.token_hex(4)}{UNFINISHED}")
    try:
        yield unfinished
    except OSError as cause:
        raise Unavailable(f"The file could not be stored ({cause.strerror}). Nothing was changed.") from cause
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The kernel lets go of the folder when this process ends, however it ends."""
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            # The reaper was faster; see below.
            continue
        except OSError as cause:
            raise Unavailable(f"There is no place for the file ({cause.strerror}). Nothing was changed.") from cause
        fcntl.flock(handle, fcntl.LOCK_EX)
        # The reaper may have removed the folder while it was empty and nobody held it.
        if folder.exists() and os.path.samestat(os.fstat(handle), folder.stat()):
            break
        os.close(handle)
    try:
        yield
    finally:
        os.close(handle)
