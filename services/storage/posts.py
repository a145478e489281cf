"""Posts on disk, a column file a dataset."""

from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl

from services.domain.arrays import read_only
from services.domain.counts import COUNTS
from services.domain.errors import Unavailable
from services.domain.posts import Posts, Texts
from services.importers.stored import scan_posts

from .files import Files


class PostStore:
    """Writes posts once and reads them as columns; the last few datasets stay in memory."""

    def __init__(self, files: Files, in_memory: int = 4) -> None:
        self._files = files
        self._remembered = lru_cache(maxsize=in_memory)(self._read)

    def save(self, workspace_id: str, dataset_id: str, posts: pl.DataFrame) -> None:
        """Durable when this returns."""
        target = self._files.path(workspace_id, "datasets", dataset_id, "posts.parquet")
        self._files.keep(target, posts.write_parquet)

    def load(self, workspace_id: str, dataset_id: str) -> Posts:
        """The posts as columns; Unavailable where the file is gone."""
        return self._remembered(workspace_id, dataset_id)

    def _read(self, workspace_id: str, dataset_id: str) -> Posts:
        path = self._files.path(workspace_id, "datasets", dataset_id, "posts.parquet")
        if not path.exists():
            raise Unavailable("The posts of this dataset are not on disk any more. Import the file again.")
        return read_stored(path)


def read_stored(path: Path) -> Posts:
    """The posts of one stored file as columns."""
    frame = scan_posts(path).collect()
    measured = [name for name in COUNTS if name in frame.columns]
    return Posts(
        ids=_ids(frame),
        published=read_only(frame["published_at"].to_numpy().astype("datetime64[us]")),
        formats=_texts(frame, "post_type"),
        pages=_texts(frame, "page"),
        texts=_texts(frame, "text"),
        permalinks=_texts(frame, "permalink"),
        immature=read_only(frame["immature"].to_numpy().astype(bool)),
        counts={name: read_only(frame[name].cast(pl.Float64).fill_null(np.nan).to_numpy().copy()) for name in measured},
    )


def _ids(frame: pl.DataFrame) -> Texts:
    """The post's own id; where it has none, or shares it with another page's post, its line."""
    own = frame["post_id"]
    by_line = pl.format("line-{}", pl.col("line"))
    unique = pl.when(own.is_null() | own.is_duplicated()).then(by_line).otherwise(own)
    return read_only(frame.select(unique.alias("id"))["id"].to_numpy().astype(object))


def _texts(frame: pl.DataFrame, column: str) -> Texts:
    return read_only(frame[column].fill_null("").to_numpy().astype(object))
