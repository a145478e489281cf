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
from services.importers.importer import INTERACTIONS, MORE_TEXT, NETWORK, OTHER_REACTIONS, PERIOD, TIME_OF_DAY, Importer
from services.importers.permalinks import complete_ids
from services.importers.post_types import name_types
from services.importers.reading import CALENDAR, TEXT_COLUMNS
from services.importers.table import Table

_PAGE_IN_ID = r"^([0-9]+)_[0-9]+$"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table and what its cells mean, row by row.

    cells: as in Table. columns: which cell means what. date_cells: the dates as written. texts: `post_id` and
    TEXT_COLUMNS as in `reading.SCHEMA`, `network` and `period` as written. strange_type: Boolean, an unknown
    word for the kind of post. written_ids: as in the file, where `post_id` may come from the permalink.
    counts: by canonical name, with `other_reactions` and `interactions` where the file has them. calendar:
    month, weekday and hour where the file has them. page_from_id: pages are known by the number in front of
    the id only.
    """

    importer: Importer
    cells: pl.DataFrame
    columns: Columns
    date_cells: pl.Series
    dates: Dates
    texts: pl.DataFrame
    strange_type: pl.Series
    written_ids: pl.Series
    counts: Mapping[str, CountColumn]
    calendar: Mapping[str, pl.Series]
    page_from_id: bool

    def shown(self, column: str, row: int) -> str:
        """The cell as it stands, short enough for a sentence."""
        if column not in self.columns.position:
            return ""
        text = str(self.cells[str(self.columns.position[column])][row]).strip()
        return text if len(text) <= 40 else f"{text[:39]}…"


def read_sheet(table: Table, importer: Importer, columns: Columns, now: datetime, wish: str) -> Sheet:
    """The table's cells, read; `now` and `wish` as in `read_dates`."""
    place = columns.position
    # A selection of nothing but literals has one row, whatever the frame; with_columns keeps the height.
    wanted = ("post_id", *TEXT_COLUMNS, MORE_TEXT, NETWORK, PERIOD)
    texts = table.cells.with_columns(_text(name, place) for name in wanted).select(wanted)
    kinds, strange = name_types(texts["post_type"])
    written = texts["post_id"]
    numbered = written.str.extract(_PAGE_IN_ID)
    page_from_id = "page" not in place and len(texts) > 0 and numbered.is_not_null().all()
    if page_from_id:
        texts = texts.with_columns(page=numbered)
    texts = texts.with_columns(
        post_type=kinds, text=_longer_text(), post_id=complete_ids(written, texts["permalink"])
    ).drop(MORE_TEXT)
    written_dates = _date_cells(table, place)
    counted = [name for name in (*COUNTS, OTHER_REACTIONS, INTERACTIONS) if name in place]
    counts = {name: read_counts(table.cells[str(place[name])], importer.notations.get(name, "")) for name in counted}
    return Sheet(
        importer=importer,
        cells=table.cells,
        columns=columns,
        date_cells=written_dates,
        dates=read_dates(written_dates, now, wish, importer.day_order),
        texts=texts,
        strange_type=strange,
        written_ids=written,
        counts=MappingProxyType(counts),
        calendar=MappingProxyType(
            {name: read_counts(table.cells[str(place[name])]).values for name in CALENDAR if name in place}
        ),
        page_from_id=page_from_id,
    )


def _text(name: str, place: Mapping[str, int]) -> pl.Expr:
    """The column's text without blanks at its ends; null where there is none."""
    if name not in place:
        return pl.lit(None, dtype=pl.String).alias(name)
    text = pl.col(str(place[name])).str.strip_chars()
    return pl.when(text != "").then(text).alias(name)


def _longer_text() -> pl.Expr:
    """Of title and description the longer, for tools put the caption into one or the other."""
    text, more = pl.col("text"), pl.col(MORE_TEXT)
    longer = more.str.len_chars().fill_null(0) > text.str.len_chars().fill_null(0)
    return pl.when(longer).then(more).otherwise(text)


def _date_cells(table: Table, place: Mapping[str, int]) -> pl.Series:
    """The dates as written, with the time of day where it stands in a column of its own; blank where none is."""
    if "published_at" not in place:
        return pl.Series("date", [""]).new_from_index(0, len(table.cells))
    date = pl.col(str(place["published_at"]))
    if TIME_OF_DAY not in place:
        return table.cells[str(place["published_at"])]
    time = pl.col(str(place[TIME_OF_DAY]))
    alone = ~date.str.contains(":", literal=True) & time.str.contains(":", literal=True)
    joined = pl.when(alone).then(date.str.strip_chars() + " " + time.str.strip_chars()).otherwise(date)
    return table.cells.select(joined.alias("date")).to_series()
