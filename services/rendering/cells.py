"""Cells of tables as people read them, and as spreadsheets take them."""

from datetime import date, datetime

from services.claiming import LANGUAGES, interval, small_print, told
from services.claiming.changing import is_clear
from services.claiming.language import Language
from services.claiming.numbers import MINUS
from services.domain.claims import Claim, Unit
from services.domain.documents import Cell, Column, ColumnKind, Tile
from services.reports.languages import word
from services.reports.words import Word

NOTHING = "–"
_FORMATS = {
    Unit.SHARE: "0.0%",
    Unit.POINTS: "+0.0%;-0.0%;0.0%",
    Unit.TIMES: "0.00",
    Unit.SCORE: "0.00",
    Unit.COUNT: "#,##0.0",
}


def cell_text(cell: Cell, column: Column, language: Language) -> str:
    """As it is read: thousands separators, percent, `–` for what was not measured."""
    if cell is None:
        return NOTHING
    if isinstance(cell, Claim):
        return told(cell, language).text
    if isinstance(cell, datetime):
        return moment(cell, language)
    if isinstance(cell, date):
        return LANGUAGES[language].day(cell)
    if isinstance(cell, str):
        return cell
    return _number(cell, column.kind)


def moment(at: datetime | None, language: Language) -> str:
    """`2026-01-31 18:30`, in Thai `31 ม.ค. 2569 18:30 น.`; "" where it is not known."""
    if at is None:
        return ""
    if language is Language.THAI:
        return f"{LANGUAGES[language].day(at.date())} {at:%H:%M} น."
    return f"{at:%Y-%m-%d %H:%M}"


def cell_range(cell: Cell, language: Language) -> str:
    """The interval of a claim, "" for all other cells."""
    return interval(cell, language) if isinstance(cell, Claim) else ""


def under_tile(tile: Tile, language: Language) -> str:
    """What stands under a figure in large: n, or the figure of the other period and what lies between."""
    if tile.then is None or tile.change is None:
        return small_print(tile.claim, language).partition(";")[0]
    between = interval(tile.change, language)
    sure = f" ({between})" if between else ""
    unclear = f", {word(Word.NO_CLEAR_CHANGE, language)}" if not is_clear(tile.change) else ""
    then, change = (told(claim, language).text for claim in (tile.then, tile.change))
    return word(Word.AGAINST_THEN, language, then=then, change=f"{change}{sure}{unclear}")


def typed(cell: Cell) -> str | float | date | None:
    """The cell as a spreadsheet keeps it: a claim is its value."""
    return cell.number.value if isinstance(cell, Claim) else cell


def number_format(cell: Cell, column: Column) -> str:
    """How a spreadsheet shows it, in the notation that Excel shares with others."""
    if isinstance(cell, Claim):
        return _FORMATS.get(cell.number.unit, "#,##0")
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
    words = f"{value:,.0f}" if kind is ColumnKind.WHOLE else f"{value:,.2f}"
    return words.replace("-", MINUS)
