"""Names of sheets, widths of their columns, and the columns that need two more for the ends of intervals."""

import re
from collections.abc import Iterable

from services.domain.claims import Claim
from services.domain.documents import ColumnKind, Table
from services.rendering.measures import lines
from services.rendering.texts import one_line

_LONGEST = 31
_NEVER = re.compile(r"[\[\]:*?/\\]")
# Excel keeps this name for itself.
_TAKEN = "history"
# In letters. Rows beyond the first few hundred seldom have longer names.
_NARROWEST, _WIDEST, _FIGURE, _MOMENT, _LOOKED_AT = 12, 60, 16, 17, 500
# More columns of words than these are narrower.
_MANY, _WIDEST_OF_MANY = 4, 32.0


class SheetNames:
    """Hands out names that Excel takes, each once, whatever the case of its letters."""

    def __init__(self) -> None:
        self._taken = {_TAKEN}

    def take(self, title: str) -> str:
        """The title, or as much of it as can be had; with a number where it is taken."""
        wanted = _NEVER.sub(" ", one_line(title)).strip(" '=+-@\t")[:_LONGEST].strip(" '") or "Sheet"
        name, number = wanted, 2
        while name.lower() in self._taken:
            tail = f" {number}"
            name, number = f"{wanted[: _LONGEST - len(tail)].rstrip()}{tail}", number + 1
        self._taken.add(name.lower())
        return name


def ranged(table: Table) -> frozenset[int]:
    """Columns in which some claim has an interval."""
    return frozenset(
        place
        for place, column in enumerate(table.columns)
        if column.kind is ColumnKind.CLAIM
        and any(isinstance(cell := row[place], Claim) and cell.number.low is not None for row in table.rows)
    )


def text_width(words: Iterable[str]) -> float:
    """Width of a column in which all of these stand on one line, within reason."""
    longest = max((lines(text, 1) for text in words), default=0)
    return float(min(max(longest + 2, _NARROWEST), _WIDEST))


def wordy(table: Table) -> bool:
    """Whether so many columns hold words that these take several lines each."""
    return sum(column.kind is ColumnKind.TEXT for column in table.columns) > _MANY


def column_width(table: Table, place: int) -> float:
    """Names are seen whole; a column of figures is as wide as the longest word of its head."""
    column = table.columns[place]
    if column.kind is ColumnKind.TEXT:
        wide = text_width((column.name, *(str(row[place] or "") for row in table.rows[:_LOOKED_AT])))
        return min(wide, _WIDEST_OF_MANY) if wordy(table) else wide
    if column.kind is ColumnKind.MOMENT:
        return float(_MOMENT)
    longest = max((lines(part, 1) for part in column.name.split()), default=0)
    return float(min(max(1.2 * longest + 4, _NARROWEST if column.kind is ColumnKind.CLAIM else 8), _FIGURE))
