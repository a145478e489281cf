"""Lines that were held back, read the careful way, each as a row of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import polars as pl

from services.domain.counts import COUNTS
from services.domain.intake import SetAside
from services.importers.bulk import IrregularFileError
from services.importers.bulk.by_columns import blank_to_null
from services.importers.bulk.chunks import HeldLine
from services.importers.bulk.dated import read_cells
from services.importers.bulk.plan import Notations, Plan
from services.importers.bulk.rows import describe, hash_cells
from services.importers.counts import COMMAS
from services.importers.dates import Dates
from services.importers.setting_aside import Policy, list_rows, sort_rows
from services.importers.sheet import Sheet, read_sheet
from services.importers.table import Padded, Table, build_table
from services.importers.text_file import Record, TextFile
from services.progress import unwatched

# More of them than this share of all rows, and the file is not regular.
MOST_HELD = 0.1
_SINCE = datetime(1970, 1, 1)  # noqa: DTZ001  # any moment will do: its verdicts are not used
_REPEATS = frozenset({"repeated_ids", "repeated_posts"})


@dataclass(frozen=True, slots=True)
class HeldRows:
    """Held lines as a table and a sheet. frame: as in Rows. file: their texts, line 1 being the first of them."""

    file: TextFile
    table: Table
    sheet: Sheet
    frame: pl.DataFrame
    numbers: tuple[int, ...]

    def faults(self, dates: Dates) -> pl.Series:
        """Why each row of the table is no post, null where it is one; dates: its rows', by the file's verdicts."""
        code = sort_rows(replace(self.sheet, dates=dates), Policy(keep_repeated_posts=True, keep_last_of_id=False)).code
        return pl.select(pl.when(~code.is_in(_REPEATS)).then(code).alias("code")).to_series()

    def listed(self, code: pl.Series, dates: Dates) -> list[SetAside]:
        """The rows with a code, in words, under their numbers in the file."""
        return [self._moved(row) for row in list_rows(replace(self.sheet, dates=dates), code, self.file)]

    def other_rows(self) -> list[SetAside]:
        """The rows that found no place in the table."""
        return [self._moved(row) for row in self.table.set_aside]

    def padded(self) -> list[Padded]:
        """As in Table, under their numbers in the file."""
        return [row._replace(line=self.numbers[row.line - 1]) for row in self.table.padded]

    def _moved(self, row: SetAside) -> SetAside:
        return replace(row, line=self.numbers[row.line - 1])


def read_held(lines: Sequence[HeldLine], plan: Plan, notations: Notations, delimiter: str) -> HeldRows:
    """The rows of these lines; wholly blank ones are none."""
    file = TextFile([line.text + "\n" for line in lines], delimiter)
    table = build_table(file, Record(0, 0, []), plan.columns, unwatched)
    # Whether points mark thousands is asked of whole columns: see `demand_plain_points`.
    importer = replace(plan.importer, notations=dict.fromkeys(COUNTS, COMMAS))
    sheet = read_sheet(table, importer, plan.columns, _SINCE, "month_first")
    numbers = tuple(line.number for line in lines)
    return HeldRows(file, table, sheet, _frame(table, sheet, plan, notations, numbers), numbers)


def demand_plain_points(held: HeldRows, plan: Plan, highest: dict[str, int]) -> None:
    """IrregularFileError where points may mark thousands; highest: of each count over the sure rows."""
    for name in plan.counts:
        cells = held.table.cells[str(plan.place(name))]
        if highest[name] < 1000 and cells.str.contains(".", literal=True).any():
            raise IrregularFileError(f"points in {name}")


def _frame(table: Table, sheet: Sheet, plan: Plan, notations: Notations, numbers: tuple[int, ...]) -> pl.DataFrame:
    """The table's rows as in Rows."""
    cells = table.cells.with_columns(blank_to_null(pl.col(str(index)).str.strip_chars()) for index in range(plan.width))
    texts = cells.select(pl.col(str(plan.place(name))).alias(name) for name in plan.texts)
    counts = {name: sheet.counts[name].values for name in plan.counts}
    dates = read_cells(cells[str(plan.place("published_at"))], notations)
    line = table.cells["line"]
    frame = describe(texts).with_columns(values.alias(name) for name, values in counts.items())
    return pl.concat([frame, dates], how="horizontal").with_columns(
        line=line.replace_strict(list(range(1, len(numbers) + 1)), list(numbers), return_dtype=pl.Int64)
        if len(line)
        else line,
        hash=hash_cells(cells, plan),
    )
