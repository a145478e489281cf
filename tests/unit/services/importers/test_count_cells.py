"""Counts as tools write them."""

import polars as pl
import pytest

from services.importers.counts import read_counts


@pytest.mark.parametrize(
    ("cell", "value"),
    [("0", 0), ("376.0", 376), ("771,812", 771_812), ("1,234,567.00", 1_234_567), (" 5 ", 5), ("+7", 7),
     ("-0", 0), ("1e3", 1000), ("1.5E+2", 150), ("007", 7), ("9007199254740992", 2**53)],
)  # fmt: skip
def test_whole_numbers_are_read_however_they_are_written(cell: str, value: int) -> None:
    column = read_counts(pl.Series([cell]))
    assert column.values.to_list() == [value]
    assert not column.negative[0]
    assert not column.unreadable[0]


@pytest.mark.parametrize("cell", ["", " ", "-", "\u2013", "N/A", "n/a", "NaN", "null", "None"])
def test_signs_for_missing_are_not_measured_and_never_zero(cell: str) -> None:
    column = read_counts(pl.Series([cell]))
    assert column.values.to_list() == [None]
    assert not column.unreadable[0]


@pytest.mark.parametrize(
    "cell",
    ["abc", "1.5", "1e309", "inf", "99999999999999999999", "9223372036854775807", "1E+18", "1,23", "1_000",
     "- 1", "6.5%", "1.2", "K", "1.234K", "1,2 T", "\uff11\uff12", "0x1F", "1 2"],
)  # fmt: skip
def test_anything_else_is_unreadable(cell: str) -> None:
    column = read_counts(pl.Series([cell]))
    assert column.unreadable.to_list() == [True]
    assert column.values.to_list() == [None]


@pytest.mark.parametrize("cell", ["-3", "-1,200", "-4.0"])
def test_negative_counts_are_marked(cell: str) -> None:
    column = read_counts(pl.Series([cell]))
    assert column.negative.to_list() == [True]
    assert column.values.to_list() == [None]


@pytest.mark.parametrize(
    ("cell", "value"), [("1.2K", 1200), ("3M", 3_000_000), ("1,5k", 1500), ("12.34K", 12_340), ("950 K", 950_000)]
)
def test_abbreviated_counts_are_read_and_marked_as_rounded(cell: str, value: int) -> None:
    column = read_counts(pl.Series([cell, "7"]))
    assert column.values.to_list() == [value, 7]
    assert column.rounded.to_list() == [True, False]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1.200", "950", "-"], [1200, 950, None]),
        (["1.250", "2.000", "12.345.678"], [1250, 2000, 12_345_678]),
    ],
)
def test_points_mark_thousands_where_the_whole_column_says_so(cells: list[str], values: list[int | None]) -> None:
    column = read_counts(pl.Series(cells))
    assert column.values.to_list() == values
    assert column.pointed


@pytest.mark.parametrize("cells", [["12.000", "3.000"], ["376.0", "5"], ["0.000", "1.000"]])
def test_points_are_decimals_where_the_column_may_be_decimals(cells: list[str]) -> None:
    column = read_counts(pl.Series(cells))
    assert not column.pointed
    assert column.values.to_list() == [int(float(cell)) for cell in cells]


def test_a_stated_notation_overrules_what_the_column_looks_like() -> None:
    assert read_counts(pl.Series(["12.000", "3.000"]), "points").values.to_list() == [12_000, 3000]
    assert read_counts(pl.Series(["1.250", "950"]), "commas").unreadable.to_list() == [True, False]
