"""Dates with the month in letters, and day numbers of spreadsheets, rewritten in figures.

`Mar 15, 2025`, `Tue, Jul 14, 2026`, `15 March 2025`, `Thu Jan 14 2021 20:32:05 GMT+0000`, `44008.25`.
Month names are English: tools translate headers and hardly ever dates.
"""

from dataclasses import dataclass

import polars as pl

_WEEKDAY = r"(?:(?<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*(?<after>,?) +)?"
_MONTH = (
    r"(?<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r"(?<letters>uary|ruary|ch|il|e|y|ust|t|tember|ober|ember|)\.?"
)
_MONTH_FIRST = rf"(?i)^{_WEEKDAY}{_MONTH} +(?<day>[0-9]{{1,2}})(?<comma>,?) +(?<year>[0-9]{{4}})(?<rest>.*)$"
_DAY_FIRST = rf"(?i)^{_WEEKDAY}(?<day>[0-9]{{1,2}})[ -]{_MONTH}(?<comma>,?)[ -](?<year>[0-9]{{4}})(?<rest>.*)$"
# Twitter's API and Unix write the year last of all: `Wed Oct 10 20:19:24 +0000 2018`.
_YEAR_AT_END = (
    rf"(?i)^{_WEEKDAY}{_MONTH} +(?<day>[0-9]{{1,2}})(?<comma>) +(?<rest>[0-9]{{1,2}}:.*) (?<year>[0-9]{{4}})$"
)
_ZONE_IN_WORDS = r" ?\([A-Za-z ]+\)$"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL = r"^[0-9]{5}(\.[0-9]+)?$"
# 1990 to 2100, counted in days from the spreadsheet's day 0.
_SERIALS = (32_874.0, 73_415.0)
SERIAL = "spreadsheet day number"


@dataclass(frozen=True, slots=True)
class Spelled:
    """Cells rewritten year first, and how they were written before; empty where nothing was changed."""

    cells: pl.Series
    spelling: pl.Series


def respell(cells: pl.Series) -> Spelled:
    """The cells without blanks at their ends, dates in letters and day numbers as `2025-3-15 10:00`."""
    frame = pl.DataFrame({"cell": cells.str.strip_chars()})
    cell = pl.col("cell")
    odd = frame.select(
        letters=cell.str.contains(r"(?i)(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)").any(),
        numbers=cell.str.contains(_SERIAL).any(),
    )
    ways = _spelled_ways() if odd["letters"][0] else []
    if odd["numbers"][0]:
        ways = [*ways, (_serial(), pl.lit(SERIAL))]
    if not ways:
        return Spelled(frame["cell"], pl.Series("spelling", [""]).new_from_index(0, len(frame)))
    found = frame.select(
        cell=pl.coalesce(*[value for value, _ in ways], cell),
        spelling=pl.coalesce(*[pl.when(value.is_not_null()).then(name) for value, name in ways], pl.lit("")),
    )
    return Spelled(found["cell"], found["spelling"])


def _spelled_ways() -> list[tuple[pl.Expr, pl.Expr]]:
    """For each way to spell a date: the date in figures, null where it is not written so, and its name."""
    return [
        _way(_MONTH_FIRST, "{w}{m} D{c} YYYY"),
        _way(_DAY_FIRST, "{w}D {m}{c} YYYY"),
        _way(_YEAR_AT_END, "{w}{m} D{c} ... YYYY"),
    ]


def _way(pattern: str, name: str) -> tuple[pl.Expr, pl.Expr]:
    parts = pl.col("cell").str.replace(_ZONE_IN_WORDS, "").str.extract_groups(pattern)
    piece = {key: parts.struct.field(key) for key in ("weekday", "after", "month", "letters", "day", "comma")}
    month = (
        piece["month"]
        .str.to_lowercase()
        .replace_strict(list(_MONTHS), [str(number) for number in range(1, 13)], default=None, return_dtype=pl.String)
    )
    rest = parts.struct.field("rest").fill_null("")
    spaced = pl.when(rest.str.contains("^[0-9]")).then(" " + rest).otherwise(rest)
    value = pl.concat_str(parts.struct.field("year"), pl.lit("-"), month, pl.lit("-"), piece["day"], spaced)
    weekday = pl.when(piece["weekday"].fill_null("") != "").then("Day" + piece["after"] + " ").otherwise(pl.lit(""))
    long = pl.when(piece["letters"].fill_null("") != "").then(pl.lit("Month")).otherwise(pl.lit("Mon"))
    before, between = name.split("{m}")
    between, after = between.split("{c}")
    words = pl.concat_str(
        weekday, pl.lit(before.replace("{w}", "")), long, pl.lit(between), piece["comma"].fill_null(""), pl.lit(after)
    )
    return value, words


def _serial() -> pl.Expr:
    """The moment a day number means, to the second; a whole number has no time of day."""
    cell = pl.col("cell")
    number = pl.when(cell.str.contains(_SERIAL)).then(cell).cast(pl.Float64, strict=False)
    number = pl.when(number.is_between(*_SERIALS)).then(number)
    moment = pl.datetime(1899, 12, 30) + pl.duration(seconds=(number * 86_400).round())
    timed = cell.str.contains(".", literal=True)
    return pl.when(timed).then(moment.dt.to_string("%Y-%m-%d %H:%M:%S")).otherwise(moment.dt.to_string("%Y-%m-%d"))
