"""The posts of a dataset as CSV, in the canonical columns, safe to open in a spreadsheet."""

from collections.abc import Iterator

import polars as pl

from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.errors import Unavailable
from services.importers.intake import POSTS
from services.importers.reading import FINGERPRINT
from services.importers.stored import scan_posts
from services.inert_text import inert
from services.policy import Permission, requires
from services.storage.files import Files

_ROWS = 20_000


class PostsCsv:
    """Hands out posts, some thousands at a time."""

    def __init__(self, files: Files, datasets: Datasets) -> None:
        self._files, self._datasets = files, datasets

    @requires(Permission.EXPLORE)
    def pieces(self, actor: Actor, dataset_id: str) -> tuple[str, Iterator[bytes]]:
        """The file's name for people, and its bytes bit by bit; UTF-8 with a mark, so that spreadsheets see it is."""
        dataset = self._datasets.get(actor, dataset_id)
        path = self._files.path(actor.workspace_id, "datasets", dataset.id, POSTS)
        if not path.exists():
            raise Unavailable("The posts of this dataset are not on disk any more. Import the file again.")
        return f"{dataset.name} - posts.csv", _pieces(scan_posts(path))


def _pieces(posts: pl.LazyFrame) -> Iterator[bytes]:
    # What posts are known again by is for joining files, and nothing to read.
    posts = posts.drop(FINGERPRINT, strict=False)
    schema = posts.collect_schema()
    safe = posts.with_columns(inert(name) for name, kind in schema.items() if kind == pl.String)
    start, header = 0, True
    while header or start:
        block = safe.slice(start, _ROWS).collect()
        text = block.write_csv(include_header=header, quote_style="non_numeric", datetime_format="%Y-%m-%d %H:%M:%S")
        yield (b"\xef\xbb\xbf" if header else b"") + text.encode()
        start, header = (start + _ROWS if len(block) == _ROWS else 0), False
