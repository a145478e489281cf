"""Where the posts of a reading lie: at hand, or already in a file of columns, as those of a large file are.

A large file's column file has no columns of nothing: texts that are not in the file are absent, and null when it is
read. Words that many posts share stand in it as categories. `scan_posts` is the one way to read it.
"""

import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import polars as pl

from services.importers.reading import CATEGORIES, FINGERPRINT, SCHEMA


@dataclass(frozen=True, slots=True)
class AtHand:
    """Posts in memory."""

    posts: pl.DataFrame

    def frame(self) -> pl.DataFrame:
        """As in Posts."""
        return self.posts

    def write(self, target: Path) -> None:
        """As in Posts, whatever narrower types they were read in."""
        types = types_of(self.posts.columns)
        sink(self.posts.lazy().with_columns(pl.col(name).cast(kind) for name, kind in types.items()), target)


@dataclass(frozen=True, slots=True)
class InColumns:
    """Posts in a column file; in memory where nothing may reach a disk."""

    source: Path | BytesIO

    def frame(self) -> pl.DataFrame:
        """As in Posts."""
        return self.scan().collect()

    def scan(self) -> pl.LazyFrame:
        """The posts, read when they are needed."""
        return scan_posts(self.source)

    def write(self, target: Path) -> None:
        """As in Posts; the file moves."""
        if isinstance(self.source, Path):
            shutil.move(self.source, target)
        else:
            target.write_bytes(self.source.getbuffer())


def scan_posts(source: Path | BytesIO) -> pl.LazyFrame:
    """Stored posts with all columns of SCHEMA, read when they are needed."""
    if isinstance(source, BytesIO):
        source.seek(0)
    posts = pl.scan_parquet(source)
    names = posts.collect_schema().names()
    first = [name for name in SCHEMA if name != "immature"]
    missing = [pl.lit(None, SCHEMA[name]).alias(name) for name in first if name not in names]
    texts = [pl.col(name).cast(pl.String) for name in CATEGORIES if name in names]
    return posts.with_columns(*missing, *texts).select(*first, *(name for name in names if name not in first))


def types_of(columns: list[str]) -> dict[str, pl.DataType]:
    """The types in which these columns are stored."""
    known: dict[str, pl.DataType] = {**SCHEMA, FINGERPRINT: pl.String()}
    return {name: known.get(name, pl.Int64()) for name in columns}


def sink(posts: pl.LazyFrame, target: Path | BytesIO) -> None:
    """Write posts of the right types as they come."""
    # Posts are read whole, so that nobody asks for the least and the highest of a part.
    posts.sink_parquet(target, compression="snappy", statistics=False)
