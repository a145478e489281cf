"""Twins of a post: published by the same page about the same time, different in one lever only.

The levers are what somebody chose before publishing: format, weekday, part of the day, length of the text. Two
posts that differ in one of them and in nothing else show, as far as a file can, what went with that choice; an
association still, for nobody drew lots.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analyses import Analysed
from services.domain.arrays import Booleans, Labels
from services.domain.moving import Twin, Twins
from services.domain.posts import Posts

DAYS = 60
SHOWN = 6
_HOURS = 4
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The lengths of text, in characters, from which on a text is called the next word.
_LENGTHS = (1, 81, 281)
_LENGTH_WORDS = ("no text", "a short text", "a text of middle length", "a long text")

Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Lever:
    """One lever of some posts: their values as small numbers, -1 = not known, and the words for a value."""

    name: str
    values: Labels
    words: tuple[str, ...]


def find_twins(analysed: Analysed, place: int) -> Twins:
    """The twins of the post at this place; none where the file says of no lever what was chosen."""
    labels = analysed.described.segmentation.labels
    around, scope = _around(analysed.posts, place)
    levers = _levers(analysed.posts, np.concatenate([[place], around]))
    differing = [lever.values[1:] != lever.values[0] for lever in levers]
    single = np.flatnonzero(np.sum(differing, axis=0) == 1) if levers else np.zeros(0, np.intp)
    twins = around[single]
    elsewhere = labels[twins] != labels[place]
    near = single[elsewhere][_by_time(analysed.posts, place, twins[elsewhere])][:SHOWN]
    shown = tuple(_twin(analysed, place, int(around[row]), _difference(levers, differing, int(row))) for row in near)
    return Twins(
        names=analysed.described.names,
        segment=int(labels[place]),
        shown=shown,
        elsewhere=int(elsewhere.sum()),
        stayed=int((~elsewhere).sum()),
        levers=tuple(lever.name for lever in levers),
        scope=scope,
    )


def _around(posts: Posts, place: int) -> tuple[Places, str]:
    """The other posts a twin is looked for among, and where that is, in words."""
    near: Booleans = np.ones(len(posts), bool)
    near[place] = False
    published, page = posts.published[place], posts.pages[place]
    when = "at any time, as its date is not known"
    if not np.isnat(published):
        span = np.timedelta64(DAYS, "D")
        near &= (posts.published >= published - span) & (posts.published <= published + span)
        when = f"within {DAYS} days"
    where = "in this dataset, as the page is not known"
    found = np.flatnonzero(near)
    if page:
        found, where = found[posts.pages[found] == page], "on the same page"
    return found, f"{where}, {when}"


def _levers(posts: Posts, places: Places) -> list[_Lever]:
    """What is known of the first post and differs among these."""
    published = posts.published[places]
    formats, codes = np.unique(posts.formats[places].astype(str), return_inverse=True)
    levers = [_Lever("format", codes.astype(np.int16), tuple(formats))] if posts.formats[places[0]] else []
    if not np.isnat(published[0]):
        days, hours = _weekday(published), _part_of_day(published)
        parts = tuple(f"{start:02}:00 to {start + _HOURS:02}:00" for start in range(0, 24, _HOURS))
        levers += [_Lever("weekday", days, _WEEKDAYS), _Lever("part of the day", hours, parts)]
    lengths = np.array([len(text.strip()) for text in posts.texts[places]])
    if lengths.any():
        classes = np.searchsorted(_LENGTHS, lengths, side="right").astype(np.int16)
        levers.append(_Lever("length of the text", classes, _LENGTH_WORDS))
    return [lever for lever in levers if (lever.values != lever.values[0]).any()]


def _weekday(published: NDArray[np.datetime64]) -> Labels:
    """0 = Monday; -1 without a date. The epoch was a Thursday."""
    days = published.astype("datetime64[D]").astype(np.int64)
    return np.where(np.isnat(published), -1, (days + 3) % 7).astype(np.int16)


def _part_of_day(published: NDArray[np.datetime64]) -> Labels:
    """Four hours each, 0 = from midnight on; -1 without a date."""
    hours = published.astype("datetime64[h]").astype(np.int64)
    return np.where(np.isnat(published), -1, hours % 24 // _HOURS).astype(np.int16)


def _by_time(posts: Posts, place: int, twins: Places) -> Places:
    """The order of these posts by how near in time they are; in the order of the file without a date."""
    if np.isnat(posts.published[place]):
        return np.arange(len(twins))
    return np.argsort(np.abs(posts.published[twins] - posts.published[place]), kind="stable")


def _difference(levers: list[_Lever], differing: list[Booleans], row: int) -> str:
    """`photo instead of video`, for the one lever that differs."""
    lever = next(lever for lever, differs in zip(levers, differing, strict=True) if differs[row])
    theirs, own = (lever.words[code] or "no format stated" for code in lever.values[[row + 1, 0]])
    return f"{theirs} instead of {own}"


def _twin(analysed: Analysed, place: int, other: int, difference: str) -> Twin:
    posts = analysed.posts
    apart = posts.published[other] - posts.published[place]
    return Twin(
        post_id=posts.ids[other],
        number=other + 1,
        segment=int(analysed.described.segmentation.labels[other]),
        difference=difference,
        format=posts.formats[other],
        published_at=posts.published[other].item(),
        days=None if np.isnat(apart) else int(np.rint(apart / np.timedelta64(1, "D"))),
    )
