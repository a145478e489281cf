"""Well-formed exports of every tool there is an importer for, with the values that must be read from them."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from services.domain.counts import COUNTS
from services.importers import IMPORTERS
from services.importers.importer import (
    INTERACTIONS,
    MORE_TEXT,
    NETWORK,
    OTHER_REACTIONS,
    PERIOD,
    TIME_OF_DAY,
    Importer,
)
from services.importers.reading import CALENDAR

# Every row has one of its own, in its id or its text.
TOKEN = re.compile("tok[0-9]{5}x[0-9]{6}")
_WORDS = (
    "tea",
    "เปิดร้าน",
    "café",
    "naïve",
    "رحلة",
    "🎉🎊",
    "a, b",
    'said "yes"',
    "two\nlines",
    "NA",
    "1e5",
    "007",
    "0.5",
)
_BEGIN = datetime(2019, 1, 1)  # noqa: DTZ001  # files state no zone
_LAST = {"month": 12, "weekday": 7, "hour": 23}
_FIRST_COUNT = 10


@dataclass(frozen=True, slots=True)
class Export:
    """A table with its header; values: token -> what must be read from its row."""

    importer: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tokens: tuple[str, ...]
    values: dict[str, dict[str, Any]]

    def text(self, delimiter: str = ",", end: str = "\n") -> str:
        """As CSV."""
        return written([self.header, *self.rows], delimiter, end)


def written(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    """These rows as CSV, everything in quotation marks where some cell has a line end the writer takes for harmless."""
    text = io.StringIO()
    harmful = end != "\n" or any("\r" in cell for row in rows for cell in row)
    quoting = csv.QUOTE_ALL if harmful else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return text.getvalue()


def make_export(draw: Random, rows: int | None = None, importer: str = "") -> Export:
    """An export of this importer's tool, of any if none is named."""
    tool = IMPORTERS[importer or draw.choice(sorted(IMPORTERS))]
    columns = _columns(tool)
    many = draw.randint(2, 30) if rows is None else rows
    found = [_row(draw, tool, number, tuple(columns)) for number in range(many)]
    return Export(
        importer=tool.name,
        header=tuple(columns.values()),
        rows=tuple(tuple(cells.values()) for _, cells, _ in found),
        tokens=tuple(token for token, _, values in found if "post_id" in values or "text" in values),
        values={token: values for token, _, values in found if "post_id" in values or "text" in values},
    )


def _columns(tool: Importer) -> dict[str, str]:
    """Canonical column -> header; names that only make the header known stand under themselves."""
    needed = sorted(min(tool.signatures, key=len)) if tool.signatures else []
    columns: dict[str, str] = {}
    for canonical, aliases in tool.aliases.items():
        folded = {alias.casefold(): alias for alias in aliases}
        columns[canonical] = next((folded[name] for name in needed if name in folded), aliases[0])
    said = {name.casefold() for name in columns.values()}
    return columns | {name: name for name in needed if name not in said}


def _row(
    draw: Random, tool: Importer, number: int, columns: Sequence[str]
) -> tuple[str, dict[str, str], dict[str, Any]]:
    """The token, the cells, and the values behind them."""
    token = f"tok{number:05d}x{draw.randrange(10**6):06d}"
    moment = _BEGIN + timedelta(hours=7 * number, minutes=draw.randrange(300))
    words = " ".join(draw.choices(_WORDS, k=draw.randint(0, 4))).strip()
    cells: dict[str, str] = {}
    values: dict[str, Any] = {}
    for column in columns:
        if column in COUNTS:
            values[column] = _FIRST_COUNT + draw.randrange(10 ** draw.randint(1, 12))
            cells[column] = str(values[column])
        elif column == "published_at":
            values[column], cells[column] = moment, f"{moment:%Y-%m-%d %H:%M:%S}"
        elif column in ("post_id", "text"):
            values[column] = cells[column] = token if column == "post_id" else f"{token} {words}".strip()
        elif column in CALENDAR:
            values[column] = draw.randint(1, _LAST[column])
            cells[column] = str(values[column])
        else:
            cells[column] = _other(column, tool)
    return token, cells, values


def _other(column: str, tool: Importer) -> str:
    """What stands in columns whose values are not compared."""
    told = {
        OTHER_REACTIONS: "0",
        INTERACTIONS: "",
        MORE_TEXT: "",
        NETWORK: "Facebook",
        PERIOD: "Lifetime",
        TIME_OF_DAY: "",
        "page": "North shop",
        "post_type": "photo",
        "linked_url": "https://example.org/page",
    }
    return told.get(column, "" if column in tool.aliases else "x")
