"""Names of sheets, and the columns that need two more for the ends of intervals."""

import re

from services.domain.claims import Claim
from services.domain.documents import ColumnKind, Table
from services.rendering.texts import one_line

_LONGEST = 31
_NEVER = re.compile(r"[\[\]:*?/\\]")
# Excel keeps this name for itself.
_TAKEN = "history"


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
