"""What somebody chose before publishing, as one word a value: which posts have it."""

from collections.abc import Callable
from types import MappingProxyType

import numpy as np

from services.domain.arrays import Booleans
from services.domain.errors import InvalidInput
from services.domain.posts import Posts, Texts

from .text_features import has_hashtag, has_link, has_question

# Letters from which on a text counts as of middle length, and as long.
MIDDLE, LONG = 80, 240
_MONDAY = np.datetime64("1970-01-05", "D")
_SATURDAY = 5


def members(posts: Posts, value: str) -> Booleans:
    """(n,) whether each post has the value, such as "text:long" or "hour:1-18" (weekday from 0 = Monday, and hour).

    Posts without a text have no text value, posts without a date no time value. InvalidInput for an unknown value.
    """
    if value.startswith("hour:"):
        return _at(posts, value)
    if value not in _VALUES:
        raise InvalidInput(f"{value[:40]!r} is nothing that posts can be chosen by. Clear the filters.", "lever")
    return _VALUES[value](posts)


def _at(posts: Posts, value: str) -> Booleans:
    day, _, hour = value.removeprefix("hour:").partition("-")
    if not (day.isdecimal() and hour.isdecimal() and int(day) < 7 and int(hour) < 24):
        raise InvalidInput(f"{value[:40]!r} is no hour of the week. Clear the filters.", "lever")
    hours = (posts.published.astype("datetime64[h]") - _MONDAY.astype("datetime64[h]")).astype(np.int64)
    return np.asarray(~np.isnat(posts.published) & (hours % (7 * 24) == 24 * int(day) + int(hour)))


def _weekday(posts: Posts) -> tuple[Booleans, Booleans]:
    """(n,) whether the day is known, and whether it is a Saturday or Sunday."""
    known = ~np.isnat(posts.published)
    days = (posts.published.astype("datetime64[D]") - _MONDAY).astype(np.int64) % 7
    return np.asarray(known), np.asarray(days >= _SATURDAY)


def _lengths(texts: Texts) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.fromiter(map(len, texts), np.int64, len(texts))


def _of_text(holds: Callable[[str], bool], *, wanted: bool) -> Callable[[Posts], Booleans]:
    def chosen(posts: Posts) -> Booleans:
        return np.fromiter((bool(text) and holds(text) is wanted for text in posts.texts), bool, len(posts))

    return chosen


def _long_as(least: int, below: float) -> Callable[[Posts], Booleans]:
    def chosen(posts: Posts) -> Booleans:
        lengths = _lengths(posts.texts)
        return np.asarray((lengths >= least) & (lengths < below))

    return chosen


def _weekend(posts: Posts) -> Booleans:
    known, weekend = _weekday(posts)
    return known & weekend


def _working_days(posts: Posts) -> Booleans:
    known, weekend = _weekday(posts)
    return known & ~weekend


_VALUES: MappingProxyType[str, Callable[[Posts], Booleans]] = MappingProxyType(
    {
        "text:short": _long_as(1, MIDDLE),
        "text:middle": _long_as(MIDDLE, LONG),
        "text:long": _long_as(LONG, np.inf),
        "question:with": _of_text(has_question, wanted=True),
        "question:without": _of_text(has_question, wanted=False),
        "hashtag:with": _of_text(has_hashtag, wanted=True),
        "hashtag:without": _of_text(has_hashtag, wanted=False),
        "link:with": _of_text(has_link, wanted=True),
        "link:without": _of_text(has_link, wanted=False),
        "days:weekend": _weekend,
        "days:working": _working_days,
    }
)
VALUES = tuple(_VALUES)
