"""Text that would do something where it is shown, marked as text: formulas in spreadsheets, controls in terminals."""

import re
from typing import Any

import polars as pl

# Signs that begin a formula, in their full-width forms too, also behind blanks and marks that spreadsheets skip.
_RUNS = r"^[\s\x00\uFEFF\u200B-\u200F\u2060]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\x00]"
# Control characters but for tab and line ends, and halves of characters, which no database takes.
_STEERS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def inert(column: str) -> pl.Expr:
    """The column, cells that begin like a formula with an apostrophe in front."""
    text = pl.col(column)
    return pl.when(text.str.contains(_RUNS)).then("'" + text).otherwise(text).alias(column)


def inert_cell(text: str) -> str:
    """The text, with an apostrophe in front where it begins like a formula."""
    return f"'{text}" if re.match(_RUNS, text) else text


def without_controls(facts: Any) -> Any:
    """These facts, as JSON has them, with a sign for damage in the place of each control character."""
    if isinstance(facts, str):
        return _STEERS.sub("\ufffd", facts)
    if isinstance(facts, dict):
        return {name: without_controls(one) for name, one in facts.items()}
    return [without_controls(one) for one in facts] if isinstance(facts, list | tuple) else facts
