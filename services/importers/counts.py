"""Counts as tools write them: `376.0`, `"771,812"`, `1.200`, `1.2K`, `-`, `N/A`, blank."""

from dataclasses import dataclass

import polars as pl

_MISSING = ("", "-", "\u2013", "\u2014", "n/a", "na", "nan", "none", "null", "#n/a")
_GROUPED = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.0*)?$"
_WHOLE = r"^[+-]?[0-9]+(\.0*)?$"
_SCIENTIFIC = r"^[+-]?[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]+$"
_ROUNDED = r"^([0-9]+)(?:[.,]([0-9]{1,2}))? ?([KkMm])$"
_POINTED = r"^[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+$"
_SMALL = r"^[+-]?[0-9]{1,3}$"
# Above 2**53 sums and scientific notation lose digits; no post ever earned as much.
_EXACT = 2**53
# Notations of thousands that somebody can state; empty finds out.
POINTS, COMMAS = "points", "commas"


@dataclass(frozen=True, slots=True)
class CountColumn:
    """One column of counts, row by row.

    values: Int64, null = not measured. negative, unreadable: Boolean; both leave values null.
    rounded: Boolean, the tool itself gave up digits, as in `1.2K`. pointed: points mark thousands here.
    """

    values: pl.Series
    negative: pl.Series
    unreadable: pl.Series
    rounded: pl.Series
    pointed: bool


def read_counts(cells: pl.Series, notation: str = "") -> CountColumn:
    """The figures in these cells; what is neither a whole number nor a sign for "missing" is unreadable.

    notation: `points` where 1.200 is 1,200, `commas` where it is a decimal, empty to let the column say.
    """
    text = cells.str.strip_chars()
    pointed = notation == POINTS or (not notation and _has_points(text))
    frame = pl.DataFrame({"cell": text.str.replace_all(".", "", literal=True) if pointed else text})
    frame = frame.with_columns(missing=pl.col("cell").str.to_lowercase().is_in(_MISSING))
    plain = pl.col("cell").cast(pl.Int64, strict=False)
    frame = frame.with_columns(number=plain)
    # Most columns hold nothing but plain numbers, and regular expressions take most of the time.
    rounded = pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(frame))
    if frame.select((pl.col("number").is_null() & ~pl.col("missing")).any()).item():
        frame = frame.with_columns(number=pl.coalesce("number", _written_otherwise(), _abbreviated()))
        rounded = frame["cell"].str.contains(_ROUNDED)
    number = frame.select(pl.when(pl.col("number").is_between(-_EXACT, _EXACT)).then("number")).to_series()
    return CountColumn(
        values=number.set(number < 0, None),
        negative=(number < 0).fill_null(value=False),
        unreadable=number.is_null() & ~frame["missing"],
        rounded=rounded,
        pointed=pointed,
    )


def _has_points(text: pl.Series) -> bool:
    """Whether points mark thousands: no other reading gives whole numbers to the whole column.

    A column of `12.000` alone may be decimals; beside `950` or `1.250` it cannot.
    """
    if not text.str.contains(".", literal=True).any():
        return False
    filled = text.filter(~text.str.to_lowercase().is_in(_MISSING))
    pointed, small = filled.str.contains(_POINTED), filled.str.contains(_SMALL)
    if not pointed.any() or not (pointed | small).all():
        return False
    return bool(small.any() or not filled.str.contains(_WHOLE).all())


def _written_otherwise() -> pl.Expr:
    """The whole number behind thousands commas, a decimal part of zeros or an exponent; null if none."""
    cell = pl.col("cell")
    digits = cell.str.replace_all(",", "").str.replace(r"\.0*$", "").str.strip_prefix("+")
    counted = pl.when(cell.str.contains(_GROUPED) | cell.str.contains(_WHOLE)).then(digits)
    power = pl.when(cell.str.contains(_SCIENTIFIC)).then(cell).cast(pl.Float64, strict=False)
    exact = pl.when((power.abs() <= _EXACT) & (power == power.floor())).then(power)
    return pl.coalesce(counted.cast(pl.Int64, strict=False), exact.cast(pl.Int64, strict=False))


def _abbreviated() -> pl.Expr:
    """The number behind `1.2K` or `3M`, in whole figures; null if it is not written so."""
    groups = pl.col("cell").str.extract_groups(_ROUNDED)
    whole, part, letter = (groups.struct.field(name) for name in ("1", "2", "3"))
    hundredths = part.fill_null("").str.pad_end(2, "0").cast(pl.Int64, strict=False)
    unit = pl.when(letter.str.to_lowercase() == "k").then(10).otherwise(10_000)
    return (whole.cast(pl.Int64, strict=False) * 100 + hundredths) * unit
