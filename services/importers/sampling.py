"""What the first cells of a column look like."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from services.importers.counts import read_counts
from services.importers.dates import read_dates
from services.importers.spelled_dates import SERIAL

# So many of the filled cells must agree.
_MOST = 0.8
_LONG_TEXT = 40
_LONG_ID = 9


@dataclass(frozen=True, slots=True)
class Sample:
    """empty: no cell is filled. The others: at least four in five of the filled cells are such."""

    empty: bool
    counts: bool = False
    dates: bool = False
    links: bool = False
    ids: bool = False
    long_text: bool = False


def take_sample(cells: Sequence[str]) -> Sample:
    """What these cells look like."""
    text = pl.Series("cell", list(cells), pl.String).str.strip_chars()
    filled = text.filter(text != "")
    if filled.is_empty():
        return Sample(empty=True)
    counts = read_counts(filled)
    dates = read_dates(filled, datetime.now(UTC).replace(tzinfo=None))
    # A bare five-digit number is a count far more often than a day.
    spelled = dates.values.is_not_null() & (dates.notation != SERIAL).fill_null(value=False)
    distinct = filled.n_unique() == len(filled)
    one_word = ~filled.str.contains(r"\s")
    code = one_word & (filled.str.len_chars() >= _LONG_ID) & filled.str.contains("[0-9]")
    links = filled.str.contains(r"^https?://\S+$")
    return Sample(
        empty=False,
        counts=_most(~counts.unreadable & ~counts.negative) and bool(counts.values.is_not_null().any()),
        dates=_most(spelled),
        links=_most(links) and distinct,
        ids=_most(code & ~links & ~spelled) and distinct,
        long_text=_most(filled.str.len_chars() >= _LONG_TEXT) and not _most(links),
    )


def _most(which: pl.Series) -> bool:
    mean = which.mean()
    return isinstance(mean, float) and mean >= _MOST
