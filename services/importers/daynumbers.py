"""Days as spreadsheets count them."""

from datetime import datetime, timedelta
from enum import StrEnum

# Before 1900 and after 9999 spreadsheets know no days.
_LAST_DAY = 2_958_465


class Shown(StrEnum):
    """How a cell's format shows its number."""

    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"


def moment_of(text: str, shown: Shown, *, from_1904: bool) -> str:
    """The moment a day number means, a whole one without time of day unless the format shows one.

    What is no day number stays as it is.
    """
    try:
        number = float(text)
    except ValueError:
        return text
    if not 0 <= number <= _LAST_DAY - 1_462:
        return text
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  # workbooks state no zone
    moment = start + timedelta(seconds=round(number * 86_400))
    return f"{moment:%Y-%m-%d}" if shown is Shown.DAY and number == int(number) else f"{moment:%Y-%m-%d %H:%M:%S}"
