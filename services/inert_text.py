"""Text that a spreadsheet would run as a formula, marked as text."""

import polars as pl

# Signs that begin a formula, in their full-width forms too, also behind blanks that spreadsheets skip.
_RUNS = r"^[\s\x00]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\x00]"


def inert(column: str) -> pl.Expr:
    """The column, cells that begin like a formula with an apostrophe in front."""
    text = pl.col(column)
    return pl.when(text.str.contains(_RUNS)).then("'" + text).otherwise(text).alias(column)
