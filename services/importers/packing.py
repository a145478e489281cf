"""Packed files, unpacked within limits: a small upload may hold more than a machine has room for.

The directory of an archive is checked first, then real bytes are counted, because a directory can lie.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from services.domain.errors import InvalidInput

# In bytes; an installation may set another limit.
_MOST_UNPACKED = ContextVar("most_unpacked", default=200_000_000)
MOST_TIMES = 100
MOST_ENTRIES = 2_000
# Below this size no ratio is suspicious: a short table of equal rows packs very well.
_SMALL = 1_000_000
_CHUNK = 65_536
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


@contextmanager
def unpacking_at_most(megabytes: int) -> Iterator[None]:
    """Within this, packed files may hold so much and no more."""
    before = _MOST_UNPACKED.set(megabytes * 1_000_000)
    try:
        yield
    finally:
        _MOST_UNPACKED.reset(before)


def refusal(what: str, remedy: str) -> InvalidInput:
    """The error for a file that cannot be unpacked or read."""
    return InvalidInput(f"{what} {remedy} Nothing was stored.", "file")


def too_large(unpacked: int, packed: int) -> InvalidInput:
    """The error for a file that is larger inside than this version unpacks."""
    return refusal(
        f"The file is too large when unpacked: {unpacked / 1e6:,.0f} MB or more from {packed / 1e6:,.2f} MB. The "
        f"limits are {_MOST_UNPACKED.get() / 1e6:,.0f} MB and {MOST_TIMES} times the size.",
        "Unpack it yourself and upload the table, or export a shorter period.",
    )


def refuse_bomb(unpacked: int, packed: int) -> None:
    """InvalidInput where this many bytes came from so few."""
    if unpacked > _MOST_UNPACKED.get() or (unpacked > _SMALL and unpacked > MOST_TIMES * max(packed, 1)):
        raise too_large(unpacked, packed)


def gunzip(content: bytes) -> bytes:
    """What a gzip file holds, all its members; InvalidInput where it is damaged or too large."""
    whole, left = bytearray(), content
    while left.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(wbits=31)
        try:
            while not member.eof:
                piece = member.decompress(left, _CHUNK)
                if not piece and not member.unconsumed_tail:
                    raise refusal("The gzip file ends in its middle.", "Download or pack it again.")
                whole += piece
                left = member.unconsumed_tail
                refuse_bomb(len(whole), len(content))
        except zlib.error as error:
            raise refusal("The gzip file is damaged.", "Download or pack it again.") from error
        left = member.unused_data
    return bytes(whole)


class Archive:
    """A zip archive whose directory was found sound; entries are read by name, within the limits."""

    def __init__(self, content: bytes) -> None:
        self._packed = len(content)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _DAMAGED as error:
            raise self._damaged() from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise refusal(
                f"The archive has {len(entries):,} entries; the limit is {MOST_ENTRIES:,}.",
                "Upload the one table in it.",
            )
        refuse_bomb(sum(entry.file_size for entry in entries), self._packed)
        if any(entry.flag_bits & 1 for entry in entries):
            raise refusal("The archive is protected by a password.", "Save it without one and upload that.")
        self._sizes = {entry.filename: entry.file_size for entry in entries if entry.filename and not entry.is_dir()}
        self._unpacked = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All files, in the order of the directory."""
        return tuple(self._sizes)

    def has(self, name: str) -> bool:
        """Whether there is a file of this name."""
        return name in self._sizes

    def read(self, name: str) -> bytes:
        """The whole file."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The file in pieces; InvalidInput where it is damaged or the archive holds more than it says."""
        try:
            with self._zip.open(name) as entry:
                while piece := entry.read(_CHUNK):
                    self._unpacked += len(piece)
                    # Looking for entities, recognising, previewing and reading go over the same entries.
                    refuse_bomb(self._unpacked // 4, self._packed)
                    yield piece
        except InvalidInput:
            raise
        except _DAMAGED as error:
            raise self._damaged() from error

    @staticmethod
    def _damaged() -> InvalidInput:
        return refusal("The archive or workbook is damaged.", "Download or export it again.")
