"""Counts as tools write them: `376.0`, `"771,812"`, `-`, `N/A`, blank."""

from dataclasses import dataclass

import polars as pl

_MISSING = ("", "-", "\u2013", "\u2014", "n/a", "na", "nan", "none", "null", "#n/a")
_GROUPED = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.0*)?$"
_WHOLE = r"^[+-]?[0-9]+(\.0*)?$"
_SCIENTIFIC = r"^[+-]?[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]+$"
# Above 2**53 sums and scientific notation lose digits; no post ever earned as much.
_EXACT = 2**53


@dataclass(frozen=True, slots=True)
class CountColumn:
    """One column of counts, row by row.

    values: Int64, null = not measured. negative, unreadable: Boolean; both leave values null.
    """

    values: pl.Series
    negative: pl.Series
    unreadable: pl.Series


def read_counts(cells: pl.Series) -> CountColumn:
    """The figures in these cells; what is neither a whole number nor a sign for "missing" is unreadable."""
    frame = pl.DataFrame({"cell": cells}).with_columns(pl.col("cell").str.strip_chars())
    plain = pl.col("cell").cast(pl.Int64, strict=False)
    frame = frame.with_columns(
        missing=pl.col("cell").str.to_lowercase().is_in(_MISSING),
        number=pl.coalesce(plain, _written_otherwise()),
    )
    number = frame.select(pl.when(pl.col("number").is_between(-_EXACT, _EXACT)).then("number")).to_series()
    return CountColumn(
        values=number.set(number < 0, None),
        negative=(number < 0).fill_null(value=False),
        unreadable=number.is_null() & ~frame["missing"],
    )


def _written_otherwise() -> pl.Expr:
    """The whole number behind thousands commas, a decimal part of zeros or an exponent; null if none."""
    cell = pl.col("cell")
    digits = cell.str.replace_all(",", "").str.replace(r"\.0*$", "").str.strip_prefix("+")
    counted = pl.when(cell.str.contains(_GROUPED) | cell.str.contains(_WHOLE)).then(digits)
    power = pl.when(cell.str.contains(_SCIENTIFIC)).then(cell).cast(pl.Float64, strict=False)
    exact = pl.when((power.abs() <= _EXACT) & (power == power.floor())).then(power)
    return pl.coalesce(counted.cast(pl.Int64, strict=False), exact.cast(pl.Int64, strict=False))
