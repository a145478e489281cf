"""Which rows are no posts, or posts that cannot be read, and why; the first reason counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from services.domain.counts import COUNTS
from services.domain.intake import SetAside
from services.importers.importer import NETWORK, PERIOD
from services.importers.permalinks import DAMAGED_ID
from services.importers.sheet import Sheet
from services.importers.table import FOOTER
from services.importers.text_file import Grid


@dataclass(frozen=True, slots=True)
class Policy:
    """Answers that decide which rows stay; network: the only one that does, empty for all."""

    keep_repeated_posts: bool
    keep_last_of_id: bool
    network: str = ""


@dataclass(frozen=True, slots=True)
class Sorted:
    """Which rows of the sheet stay.

    code: String, null = kept. repeated: Boolean, kept rows that repeat an earlier one in all but the id,
    or that would have, had they been kept.
    """

    code: pl.Series
    repeated: pl.Series


def sort_rows(sheet: Sheet, policy: Policy) -> Sorted:
    """Every row of the sheet with the reason to set it aside, if any."""
    code = sheet.cells.select(pl.coalesce(_no_post(sheet), _no_good(sheet, policy)).alias("code")).to_series()
    code = code.set(code.is_null() & _id_again(sheet, code.is_null(), last=policy.keep_last_of_id), "repeated_ids")
    repeated = code.is_null() & _post_again(sheet, code.is_null())
    if not policy.keep_repeated_posts:
        code = code.set(repeated, "repeated_posts")
    return Sorted(code, repeated)


def _no_post(sheet: Sheet) -> pl.Expr:
    """Rows that are something else than a post; null for all others."""
    undated = sheet.dates.values.is_null()
    first = pl.col("line") == pl.col("line").min()
    return (
        pl.when(_empty(sheet))
        .then(pl.lit("empty_rows"))
        .when(_header(sheet))
        .then(pl.lit("header_repeated"))
        .when(first & undated & _any(sheet, "unreadable") & sheet.importer.explained)
        .then(pl.lit("explanations"))
        .when(_footer(sheet) & undated)
        .then(pl.lit("totals_or_footer_rows"))
        .when(sheet.texts[PERIOD].str.contains("[0-9]").fill_null(value=False))
        .then(pl.lit("daily_rows"))
        .otherwise(None)
    )


def _no_good(sheet: Sheet, policy: Policy) -> pl.Expr:
    """Posts that cannot be read, or are not wanted; null for all others."""
    undated = sheet.dates.values.is_null()
    excused = _blank(sheet, "published_at") if sheet.importer.undated else pl.lit(value=False)
    return (
        pl.when(undated & ~excused)
        .then(pl.lit("unreadable_date"))
        .when(_any(sheet, "negative"))
        .then(pl.lit("negative_counts"))
        .when(_any(sheet, "unreadable"))
        .then(pl.lit("unreadable_count"))
        .when(undated & _nothing_measured(sheet))
        .then(pl.lit("nothing_measured"))
        .when((sheet.texts[NETWORK] != policy.network).fill_null(value=True) & pl.lit(bool(policy.network)))
        .then(pl.lit("other_network"))
        .otherwise(None)
    )


def list_rows(sheet: Sheet, code: pl.Series, file: Grid) -> list[SetAside]:
    """The rows with a code, each with its reason in words and its text as in the file."""
    spans = sheet.cells.select("line", "last").with_columns(code=code).with_row_index("row")
    spans = spans.filter(pl.col("code").is_not_null())
    return [
        SetAside(line, why, _REASONS[why](sheet, row), file.raw(line, last))
        for row, line, last, why in spans.iter_rows()
    ]


def _filled(sheet: Sheet) -> list[pl.Expr]:
    """Every cell of the row, null where it is blank."""
    cells = [pl.col(str(index)).str.strip_chars() for index in range(len(sheet.columns.names))]
    return [pl.when(cell != "").then(cell) for cell in cells]


def _empty(sheet: Sheet) -> pl.Expr:
    return pl.all_horizontal(cell.is_null() for cell in _filled(sheet))


def _header(sheet: Sheet) -> pl.Expr:
    """Every used column holds its own name."""
    names = sheet.columns.names
    return pl.all_horizontal(
        pl.col(str(index)).str.strip_chars("\ufeff \t\u00a0").str.to_lowercase() == names[index]
        for index in sheet.columns.position.values()
    )


def _footer(sheet: Sheet) -> pl.Expr:
    return pl.coalesce(_filled(sheet)).str.contains(FOOTER).fill_null(value=False)


def _blank(sheet: Sheet, column: str) -> pl.Expr:
    place = sheet.columns.position.get(column)
    return pl.lit(value=True) if place is None else pl.col(str(place)).str.strip_chars() == ""


def _any(sheet: Sheet, fault: str) -> pl.Series:
    """Rows with this fault in one of their counts; sums that only serve a check cannot spoil a post."""
    faulty = pl.Series(fault, [False], pl.Boolean).new_from_index(0, len(sheet.cells))
    for name, column in sheet.counts.items():
        if name in COUNTS:
            faulty = faulty | getattr(column, fault)
    return faulty


def _nothing_measured(sheet: Sheet) -> pl.Series:
    nothing = pl.Series("nothing", [True], pl.Boolean).new_from_index(0, len(sheet.cells))
    for name, column in sheet.counts.items():
        if name in COUNTS:
            nothing = nothing & column.values.is_null()
    return nothing


def _id_again(sheet: Sheet, kept: pl.Series, *, last: bool) -> pl.Series:
    """Rows whose id another kept row of the same page has already, or has later."""
    usable = kept & sheet.texts["post_id"].is_not_null()
    usable = usable & ~sheet.texts["post_id"].str.contains(DAMAGED_ID).fill_null(value=False)
    return _again(sheet.texts.select("page", "post_id"), usable, last=last)


def _post_again(sheet: Sheet, kept: pl.Series) -> pl.Series:
    """Rows that repeat an earlier kept one in every cell but the id."""
    key = sheet.columns.position.get("post_id")
    others = [str(index) for index in range(len(sheet.columns.names)) if index != key]
    return _again(sheet.cells.select(pl.col(name).str.strip_chars() for name in others), kept, last=False)


def _again(frame: pl.DataFrame, among: pl.Series, *, last: bool) -> pl.Series:
    """True for all but one of the equal rows among those given."""
    rows = frame.with_columns(among=among)
    struct = pl.struct(pl.all())
    one = struct.is_last_distinct() if last else struct.is_first_distinct()
    return among & ~rows.select(one).to_series()


def _fault(sheet: Sheet, row: int, fault: str) -> str:
    """`num_comments is -3`, for the first count with this fault."""
    name = next(name for name, column in sheet.counts.items() if name in COUNTS and getattr(column, fault)[row])
    return f"{sheet.columns.names[sheet.columns.position[name]]} is {sheet.shown(name, row)!r}"


def _date_reason(sheet: Sheet, row: int) -> str:
    cell = sheet.shown("published_at", row)
    return f"{cell!r} is not a date this version can read." if cell else "The row has no date."


_REASONS: Mapping[str, Callable[[Sheet, int], str]] = {
    "empty_rows": lambda _, __: "All cells of the row are empty.",
    "explanations": lambda _, __: "The row explains the columns and is no post.",
    "daily_rows": lambda sheet, row: (
        f"The row holds the figures of one day ({sheet.shown(PERIOD, row)}), not the post's total."
    ),
    "nothing_measured": lambda _, __: "The row has neither a date nor a single figure.",
    "other_network": lambda sheet, row: f"The post stood on {sheet.shown(NETWORK, row)}, which you left out.",
    "header_repeated": lambda _, __: "The header again, inside the data.",
    "totals_or_footer_rows": lambda _, __: "A line of totals or a footer, not a post.",
    "unreadable_date": _date_reason,
    "negative_counts": lambda sheet, row: f"{_fault(sheet, row, 'negative')}; a count cannot be below 0.",
    "unreadable_count": lambda sheet, row: f"{_fault(sheet, row, 'unreadable')}, which is not a whole number.",
    "repeated_ids": lambda sheet, row: f"The post {sheet.shown('post_id', row)} stands in the file more than once.",
    "repeated_posts": lambda _, __: "The row equals an earlier one in all but its id.",
}
