"""Which of lime's ranges a count falls in: what `lime_bins` cuts, for the web process, where lime is not loaded."""

import numpy as np

from services.domain.arrays import Floats
from services.domain.surrogate import LimeTable


def cut_ranges(raw: Floats) -> tuple[Floats, ...]:
    """The borders of each feature's ranges: the distinct quartiles of what was measured; raw: (n, p)."""
    return tuple(_cut(column) for column in raw.T)


def find_row(table: LimeTable, borders: tuple[Floats, ...], counts: Floats) -> int | None:
    """The row of the table for these counts (p,), NaN = not measured.

    None where no post of the file has counts in the same ranges.
    """
    codes = [
        len(edges) + 1 if np.isnan(count) else int(np.searchsorted(edges, count))
        for edges, count in zip(borders, counts, strict=True)
    ]
    rows = np.flatnonzero((table.codes == codes).all(axis=1))
    return int(rows[0]) if len(rows) else None


def _cut(column: Floats) -> Floats:
    """Quartiles of the column with its gaps filled evenly, as `lime_bins` fills them."""
    missing = np.isnan(column)
    measured = np.sort(column[~missing])
    if missing.any() and len(measured):
        even = np.linspace(0, len(measured) - 1, missing.sum()).round().astype(int)
        measured = np.concatenate([measured, measured[even]])
    return np.unique(np.percentile(measured if len(measured) else np.zeros(1), [25, 50, 75]))
