"""A file in chunks that end where a line ends, so that no more than one of them is in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import SEEK_END, BufferedReader
from pathlib import Path

import numpy as np

from services.importers.bulk import IrregularFileError

# Small enough for several copies in the processor's cache to be near, large enough to keep two cores busy.
CHUNK = 8_000_000


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A line that somebody has to look at more closely, with its number in the file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """So many lines of a file, each with its end; line: number of the first; offset: of its first byte."""

    content: bytes
    lines: int
    line: int
    offset: int


def cut(path: Path, offset: int, line: int, most: int = CHUNK) -> Iterator[Chunk]:
    """The file from this byte on, which is the first of this line; IrregularFileError where it is no plain text."""
    with path.open("rb") as file:
        while size := _whole_lines(file, offset, min(most, CHUNK)):
            content = file.read(size)
            chunk = _chunk(content if content.endswith(b"\n") else content + b"\n", line, offset)
            yield chunk
            line, offset = line + chunk.lines, offset + size


def _whole_lines(file: BufferedReader, offset: int, most: int) -> int:
    """Bytes from here to the first line's end behind so many, or to the file's; leaves the file here."""
    behind = file.seek(offset + most)
    last = file.readline(2 * CHUNK)
    if len(last) == 2 * CHUNK and not last.endswith(b"\n"):
        raise IrregularFileError("a line without an end")
    end = behind + len(last) if last else file.seek(0, SEEK_END)
    file.seek(offset)
    return max(0, end - offset)


def _chunk(content: bytes, line: int, offset: int) -> Chunk:
    # Several times as fast as to count them in the bytes.
    lines = int(np.count_nonzero(np.frombuffer(content, np.uint8) == ord("\n")))
    return Chunk(_plain(content), lines, line, offset)


def pick(content: bytes, first: int, numbers: Iterable[int]) -> list[HeldLine]:
    """Lines of these numbers as they stand; content: whole lines, the first of them with number `first`."""
    ends = np.flatnonzero(np.frombuffer(content, np.uint8) == ord("\n"))
    bounds = np.concatenate([[-1], ends, [len(content)]])
    places = [(n, int(bounds[n - first]) + 1, int(bounds[n - first + 1])) for n in numbers]
    return [HeldLine(n, content[start:end].decode().rstrip("\r")) for n, start, end in places]


def _plain(content: bytes) -> bytes:
    """The same bytes, if they are UTF-8 text."""
    if b"\x00" in content:
        raise IrregularFileError("NUL characters")
    if not content.isascii():
        try:
            content.decode()
        except UnicodeDecodeError as cause:
            raise IrregularFileError("not UTF-8") from cause
    return content
