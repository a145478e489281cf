"""Cells of tables as people read them, and as spreadsheets take them."""

from datetime import date, datetime

from services.claiming import LANGUAGES, interval, told
from services.claiming.language import Language
from services.domain.claims import Claim, Unit
from services.domain.documents import Cell, Column, ColumnKind

NOTHING = "–"


def cell_text(cell: Cell, column: Column, language: Language) -> str:
    """As it is read: thousands separators, percent, `–` for what was not measured."""
    if cell is None:
        return NOTHING
    if isinstance(cell, Claim):
        return told(cell, language).text
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return LANGUAGES[language].day(cell)
    if isinstance(cell, str):
        return cell
    return _number(cell, column.kind)


def cell_range(cell: Cell, language: Language) -> str:
    """The interval of a claim, "" for all other cells."""
    return interval(cell, language) if isinstance(cell, Claim) else ""


def typed(cell: Cell) -> str | float | date | None:
    """The cell as a spreadsheet keeps it: a claim is its value."""
    return cell.number.value if isinstance(cell, Claim) else cell


def number_format(cell: Cell, column: Column) -> str:
    """How a spreadsheet shows it, in the notation that Excel shares with others."""
    if isinstance(cell, Claim):
        return {Unit.SHARE: "0.0%", Unit.TIMES: "0.00", Unit.SCORE: "0.00", Unit.COUNT: "#,##0.0"}.get(
            cell.number.unit, "#,##0"
        )
    if isinstance(cell, datetime):
        return "yyyy-mm-dd hh:mm"
    kinds = {ColumnKind.SHARE: "0.0%", ColumnKind.DECIMAL: "0.000", ColumnKind.WHOLE: "#,##0"}
    return kinds.get(column.kind, "General")


def is_right(column: Column) -> bool:
    """Whether the column is set to the right, so that digits stand under digits."""
    return column.kind not in (ColumnKind.TEXT, ColumnKind.MOMENT)


def _number(value: float, kind: ColumnKind) -> str:
    if kind is ColumnKind.SHARE:
        return f"{value:.1%}" if 0 < value < 0.01 else f"{value:.0%}"
    return f"{value:,.0f}" if kind is ColumnKind.WHOLE else f"{value:,.2f}"
