"""How it went since somebody decided something: posts since then against posts of as many days before."""

from dataclasses import dataclass

import numpy as np

from services.domain.arrays import Booleans
from services.domain.posts import Posts

from .comparisons import FEWEST_PAGES, FEWEST_POSTS
from .lever_values import members
from .trials import earned_counts
from .within_strata import left_out_interval, telling_groups, within_strata

_SHORTEST = 28


@dataclass(frozen=True, slots=True)
class Afterwards:
    """Posts that do not grow any more, since a day and before it.

    days: how many there are since, as many are looked at before. posts: before, since. shares: of them with the
    value, 0 to 1. ratio, low, high: geometric means of 1 + count, since against before, pages taken out; NaN where
    it is too early. resampled: what the interval is over.
    """

    days: int
    posts: tuple[int, int]
    shares: tuple[float, float]
    ratio: float
    low: float
    high: float
    resampled: str

    @property
    def too_early(self) -> bool:
        """Whether there are too few posts since then to say anything."""
        return bool(np.isnan(self.ratio))


def look_afterwards(posts: Posts, value: str, count: str, day: np.datetime64) -> Afterwards:
    """The comparison for posts published after this day."""
    names, earned = earned_counts(posts)
    told = earned[:, names.index(count)] if count in names else np.full(len(posts), np.nan)
    published = posts.published.astype("datetime64[D]")
    usable: Booleans = ~posts.immature & ~np.isnat(posts.published) & ~np.isnan(told)
    last = published[usable].max() if usable.any() else day
    days = max(int((last - day).astype(np.int64)), 0)
    since = usable & (published > day)
    before = usable & (published <= day) & (published > day - np.timedelta64(max(days, _SHORTEST), "D"))
    chosen = value_members(posts, value)
    sizes = int(before.sum()), int(since.sum())
    shares = tuple(float(chosen[part].mean()) if part.any() else 0.0 for part in (before, since))
    early = Afterwards(days, sizes, (shares[0], shares[1]), *(float("nan"),) * 3, "")
    if min(sizes) < FEWEST_POSTS or days < _SHORTEST:
        return early
    rows = np.flatnonzero(before | since)
    page = np.unique(posts.pages[rows].astype(str), return_inverse=True)[1].astype(np.int64)
    within = within_strata(since[rows], told[rows], page)
    by_page = telling_groups(within, page) >= FEWEST_PAGES
    group = page if by_page else np.arange(len(rows))
    low, high = np.exp(left_out_interval(within, group))
    groups = f"{telling_groups(within, page):,} pages" if by_page else f"{len(rows):,} posts"
    return Afterwards(days, sizes, (shares[0], shares[1]), float(np.exp(within.difference)), low, high, groups)


def value_members(posts: Posts, value: str) -> Booleans:
    """(n,) whether each post has a value, formats too; InvalidInput for an unknown one."""
    if value.startswith("format:"):
        return np.asarray(posts.formats == value.removeprefix("format:"), dtype=np.bool_)
    return members(posts, value)
