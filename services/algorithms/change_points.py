"""Turns in the mix of segments: binary segmentation by week, each turn tested against the weeks in another order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Booleans, Floats, Labels
from services.domain.changes import ChangePoint
from services.domain.posts import Posts

Weeks = NDArray[np.float64]
# A file in which nothing turns shows a turn in at most so many of cases; halved with every further split.
FALSE_ALARMS = 0.04
SHUFFLES = 999
# Weeks that follow each other are alike: they keep together when the others are put in another order.
BLOCK = 4
# On each side of a turn.
FEWEST_WEEKS, FEWEST_POSTS = 6, 30
_DEEPEST = 3
_DRAWS = 200
_SEED = 31
_MONDAY = np.datetime64("1970-01-05", "D")


def find_change_points(posts: Posts, labels: Labels, k: int) -> tuple[tuple[ChangePoint, ...], int]:
    """The turns, oldest first, and how many weeks were looked at (0 = too few, or no dates).

    labels: (n,) the segment of each post. Posts without a date and those whose counts still grow are left out.
    """
    used = ~posts.immature & ~np.isnat(posts.published)
    if not used.any():
        return (), 0
    week, counts = count_weeks(posts.published, labels, used, k)
    if len(counts) < 2 * FEWEST_WEEKS:
        return (), 0
    draw = np.random.default_rng(_SEED)
    found = sorted(_split(draw, _Stretch(counts, 0, len(counts)), 0), key=lambda one: one.place)
    ends = [0, *(one.place for one in found), len(counts)]
    around = zip(ends[:-2], ends[2:], strict=True)
    return tuple(_dated(one, week, ends) for one, ends in zip(found, around, strict=True)), len(counts)


def count_weeks(
    published: NDArray[np.datetime64], labels: Labels, used: Booleans, k: int
) -> tuple[NDArray[np.datetime64], Weeks]:
    """(t,) the Mondays, and (t, k) posts of each segment, of every week that has posts."""
    number = (published[used].astype("datetime64[D]") - _MONDAY).astype(np.int64) // 7
    known, place = np.unique(number, return_inverse=True)
    counts = np.bincount(place * k + labels[used], minlength=len(known) * k).reshape(-1, k).astype(float)
    return _MONDAY + known * np.timedelta64(7, "D"), counts


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Weeks from `start` to `end` (not included) of all."""

    counts: Weeks
    start: int
    end: int

    @property
    def own(self) -> Weeks:
        return self.counts[self.start : self.end]


@dataclass(frozen=True, slots=True)
class _Turn:
    place: int
    low: int
    high: int
    p: float


def _split(draw: np.random.Generator, stretch: _Stretch, depth: int) -> Iterator[_Turn]:
    """The clearest turn of a stretch, if there is one, and those on both sides of it."""
    own = stretch.own
    statistic = _statistics(own[None])[0]
    if depth == _DEEPEST or not np.isfinite(statistic).any():
        return
    place = int(np.nanargmax(statistic))
    p = _p(draw, own, float(statistic[place]))
    if p > FALSE_ALARMS / 2**depth:
        return
    low, high = _between(draw, own, place)
    at = stretch.start + place
    yield _Turn(at, stretch.start + low, stretch.start + high, p)
    yield from _split(draw, _Stretch(stretch.counts, stretch.start, at), depth + 1)
    yield from _split(draw, _Stretch(stretch.counts, at, stretch.end), depth + 1)


def _statistics(files: Floats) -> Floats:
    """(b, t) of (b, t, k): how much the mix from each week on differs from that before it (chi-squared).

    NaN where a side has too few weeks or posts.
    """
    before = np.cumsum(files, axis=1) - files
    whole = files.sum(axis=1, keepdims=True)
    posts, total = before.sum(axis=2), whole.sum(axis=2)
    share = np.divide(whole, total[..., None], out=np.zeros_like(whole), where=total[..., None] > 0)
    expected = posts[..., None] * share
    gap = np.divide((before - expected) ** 2, share, out=np.zeros_like(before), where=share > 0).sum(axis=2)
    rest = total - posts
    enough = (posts >= FEWEST_POSTS) & (rest >= FEWEST_POSTS)
    enough[:, :FEWEST_WEEKS] = False
    enough[:, files.shape[1] - FEWEST_WEEKS + 1 :] = False
    spread = posts * rest / np.maximum(total, 1)
    return np.asarray(np.divide(gap, spread, out=np.full(gap.shape, np.nan), where=enough))


def _p(draw: np.random.Generator, own: Weeks, seen: float) -> float:
    """How many of the files with blocks of weeks in another order turn as much somewhere, this file counted too."""
    orders = np.stack([_in_blocks(draw, len(own)) for _ in range(SHUFFLES)])
    statistics = _statistics(own[orders])
    highest = np.where(np.isnan(statistics), -np.inf, statistics).max(axis=1)
    return float((1 + (highest >= seen).sum()) / (1 + SHUFFLES))


def _in_blocks(draw: np.random.Generator, weeks: int) -> NDArray[np.intp]:
    """All weeks in another order, neighbours together; where the first block begins is drawn too."""
    around = np.roll(np.arange(weeks), -int(draw.integers(weeks)))
    blocks = [around[start : start + BLOCK] for start in range(0, weeks, BLOCK)]
    return np.concatenate([blocks[number] for number in draw.permutation(len(blocks))])


def _between(draw: np.random.Generator, own: Weeks, place: int) -> tuple[int, int]:
    """Where the turn lies in 95 of 100 files whose weeks are drawn anew on each side of it."""
    places = []
    for _ in range(_DRAWS):
        sides = draw.integers(place, size=place), place + draw.integers(len(own) - place, size=len(own) - place)
        statistic = _statistics(own[np.concatenate(sides)][None])[0]
        places.append(int(np.nanargmax(statistic)) if np.isfinite(statistic).any() else place)
    low, high = np.percentile(places, [2.5, 97.5])
    return min(int(low), place), max(int(np.ceil(high)), place)


def _dated(turn: _Turn, week: NDArray[np.datetime64], ends: tuple[int, int]) -> ChangePoint:
    """ends: the weeks of the turn before and of the one after, or of the file's begin and end."""
    days: list[date] = [week[place].item() for place in (turn.place, turn.low, turn.high, ends[0])]
    last = (week[ends[1] - 1] + np.timedelta64(6, "D")).item()
    return ChangePoint(days[0], days[1], days[2], turn.p, days[3], last)
