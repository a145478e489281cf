"""JSON as it may come in: finite numbers that fit 64 bits, text that every database keeps, and no towers of brackets.

Python's own reader takes NaN, half characters and integers of any length, and ends in a RecursionError where brackets
are nested deep enough: each of these is a defect further in.
"""

from collections.abc import Iterable
from typing import Any

import orjson
from flask.json.provider import DefaultJSONProvider

# Of one body: brackets within brackets, values in all, characters of a key.
DEEPEST, MOST_VALUES, LONGEST_KEY = 32, 200_000, 1_000
_LARGEST = 2**63


class StrictJson(DefaultJSONProvider):
    """Flask's JSON, read by these rules wherever a request is read."""

    def loads(self, s: str | bytes, **_kwargs: Any) -> Any:
        """The value; ValueError, which Flask answers with 400, for whatever breaks a rule."""
        value = orjson.loads(s)
        check(value)
        return value


def check(value: Any) -> None:
    """ValueError where the value is nested too deep, holds too much, or a number that 64 bits do not hold."""
    level: list[Any] = [value]
    seen = 0
    for _depth in range(DEEPEST + 1):
        level = [part for one in level for part in _parts(one)]
        seen += len(level)
        if seen > MOST_VALUES:
            raise ValueError(f"This holds more than {MOST_VALUES:,} values.")
        if not level:
            return
    raise ValueError(f"This is nested deeper than {DEEPEST} levels.")


def _parts(value: Any) -> Iterable[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        if any(len(key) > LONGEST_KEY for key in value):
            raise ValueError(f"A key is longer than {LONGEST_KEY:,} characters.")
        return value.values()
    # A float is finite here: the reader takes no other. What 64 bits do not hold may have become one.
    if isinstance(value, int) and not -_LARGEST <= value < _LARGEST:
        raise ValueError("A whole number does not fit 64 bits.")
    return ()
