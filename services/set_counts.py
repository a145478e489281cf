"""Counts that somebody sets, in one notation everywhere: `comments=120,shares=4`."""

from collections.abc import Sequence

from services.domain.errors import InvalidInput
from services.domain.moving import MovedCount, SetCount

# More digits than any count has that can be set.
_LONGEST = 12


def read_counts(written: str) -> tuple[SetCount, ...]:
    """The counts of this notation, "" = none; of a count that stands twice the last one counts.

    InvalidInput for what is not a whole number. Whether a post has such a count is for the post to say.
    """
    parts = [part.partition("=") for part in written.split(",") if part.strip()]
    counts = {name.strip().lower(): value.strip() for name, _, value in parts}
    return tuple(SetCount(name, _whole(name, value)) for name, value in counts.items())


def write_counts(counts: Sequence[MovedCount]) -> str:
    """The same notation for these counts, as they are set."""
    return ",".join(f"{count.name}={count.now:.0f}" for count in counts)


def _whole(name: str, value: str) -> float:
    digits = value.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST):
        raise InvalidInput(f"{value[:40]!r} is not a whole number. Write counts as comments=120,shares=4.", name[:40])
    return float(value)
