"""Every row of the table, read cell by cell; nothing is decided or left out yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import polars as pl

from services.domain.counts import COUNTS
from services.importers.counts import CountColumn, read_counts
from services.importers.dates import Dates, read_dates
from services.importers.headers import Columns
from services.importers.reading import TEXT_COLUMNS
from services.importers.table import Table

OTHER_REACTIONS = "other_reactions"
_PAGE_IN_ID = r"^([0-9]+)_[0-9]+$"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and what its cells mean, row by row.

    cells: as in Table. columns: which cell means what. texts: `post_id` and TEXT_COLUMNS as in
    `reading.SCHEMA`. counts: by canonical name, with `other_reactions` where the file has it.
    page_from_id: pages are known by the number in front of the id only.
    """

    cells: pl.DataFrame
    columns: Columns
    dates: Dates
    texts: pl.DataFrame
    counts: Mapping[str, CountColumn]
    page_from_id: bool

    def shown(self, column: str, row: int) -> str:
        """The cell as it stands, short enough for a sentence."""
        text = str(self.cells[str(self.columns.position[column])][row]).strip()
        return text if len(text) <= 40 else f"{text[:39]}…"


def read_sheet(table: Table, columns: Columns, now: datetime, wish: str) -> Sheet:
    """The table's cells, read; `now` and `wish` as in `read_dates`. The header has a date column."""
    place = columns.position
    # A selection of nothing but literals has one row, whatever the frame; with_columns keeps the height.
    texts = table.cells.with_columns(_text(name, place) for name in ("post_id", *TEXT_COLUMNS))
    texts = texts.select("post_id", *TEXT_COLUMNS).with_columns(pl.col("post_type").str.to_lowercase())
    numbered = texts["post_id"].str.extract(_PAGE_IN_ID)
    page_from_id = "page" not in place and len(texts) > 0 and numbered.is_not_null().all()
    if page_from_id:
        texts = texts.with_columns(page=numbered)
    counts = {name: read_counts(table.cells[str(place[name])]) for name in (*COUNTS, OTHER_REACTIONS) if name in place}
    dates = read_dates(table.cells[str(place["published_at"])], now, wish)
    return Sheet(table.cells, columns, dates, texts, MappingProxyType(counts), page_from_id)


def _text(name: str, place: Mapping[str, int]) -> pl.Expr:
    """The column's text without blanks at its ends; null where there is none."""
    if name not in place:
        return pl.lit(None, dtype=pl.String).alias(name)
    text = pl.col(str(place[name])).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)
