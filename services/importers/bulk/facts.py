"""What must be known of all rows of a file at its end, gathered while it is read.

Each column lies in one piece from the beginning on: pieces put together in the end would be in memory twice.
"""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

_SPARE = 1.05


class Facts:
    """Columns that grow at their end; a whole file is about so many times as long as its first part."""

    def __init__(self, first: pl.DataFrame, times: float) -> None:
        self._room, self._rows, self._schema = int(len(first) * times * _SPARE) + 1, 0, first.schema
        self._columns = {name: _column(series, self._room) for name, series in first.to_dict().items()}

    def append(self, rows: pl.DataFrame) -> None:
        """Rows that stand below all others."""
        end = self._rows + len(rows)
        if end > self._room:
            self._room = end + self._room // 2
            for column in self._columns.values():
                column.grow(self._room)
        for name, column in self._columns.items():
            column.put(self._rows, rows[name])
        self._rows = end

    def hand_over(self) -> pl.DataFrame:
        """All rows; they stay no longer here."""
        columns, self._columns = self._columns, {}
        return pl.DataFrame([column.series(name, self._schema[name], self._rows) for name, column in columns.items()])


class _Numbers:
    """Numbers, and whatever is one inside: moments and categories."""

    def __init__(self, like: pl.Series, room: int) -> None:
        # Categories keep their numbers as long as a column of them is left.
        self._none = like.clear()
        self._numbers: NDArray[Any] = np.empty(room, self._none.to_physical().to_numpy().dtype)
        self._missing: list[tuple[int, pl.Series]] = []

    def grow(self, room: int) -> None:
        longer = np.empty(room, self._numbers.dtype)
        longer[: len(self._numbers)] = self._numbers
        self._numbers = longer

    def put(self, at: int, some: pl.Series) -> None:
        if some.null_count():
            self._missing.append((at, some.is_null().arg_true()))
        self._numbers[at : at + len(some)] = some.to_physical().fill_null(0).to_numpy()

    def series(self, name: str, kind: pl.DataType, rows: int) -> pl.Series:
        missing = np.concatenate([at + where.to_numpy() for at, where in self._missing]) if self._missing else None
        if missing is None or len(missing) < rows:
            typed = self._typed(self._numbers[:rows], kind, missing)
            return (typed if missing is None else typed.scatter(missing, None)).alias(name)
        return pl.Series(name, [None], kind).new_from_index(0, rows)

    def _typed(self, numbers: NDArray[Any], kind: pl.DataType, missing: NDArray[Any] | None) -> pl.Series:
        if not isinstance(kind, pl.Categorical):
            return pl.Series(numbers).cast(kind)
        if missing is not None:
            # Where there is none stands the number of one that there is, for no other would be taken.
            present = np.ones(len(numbers), np.bool_)
            present[missing] = False
            numbers[missing] = numbers[present.argmax()]
        return pl.Series(numbers).cat.to(kind)


class _Flags:
    """Booleans, eight in a byte; none is missing."""

    def __init__(self) -> None:
        self._pieces: list[pl.Series] = []

    def grow(self, room: int) -> None:
        """They need no room ahead."""

    def put(self, at: int, some: pl.Series) -> None:  # noqa: ARG002  # they stand in order
        self._pieces.append(some)

    def series(self, name: str, kind: pl.DataType, rows: int) -> pl.Series:  # noqa: ARG002  # all that there are
        return pl.concat(self._pieces).alias(name)


def _column(like: pl.Series, room: int) -> _Numbers | _Flags:
    return _Flags() if like.dtype == pl.Boolean() else _Numbers(like, room)
