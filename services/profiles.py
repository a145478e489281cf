"""Each segment in figures: medians, means, what a segment holds, and how the mix moves over time."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from services.analyses import Analysed
from services.domain.arrays import Booleans, Floats, read_only
from services.domain.counts import COUNTS, FEATURE_ORDER
from services.domain.views import Mix, Profile, Sizes

# The figures that stand on a card, where they are measured.
_CARD_COUNTS = ("comments", "shares", "reactions", "likes")


def shown_counts(analysed: Analysed) -> tuple[str, ...]:
    """The measured counts in the order of charts; the total of reactions only where it has no parts."""
    measured = analysed.posts.counts
    kinds = sum(name in measured for name in ("loves", "wows", "hahas", "sads", "angrys", "cares"))
    return tuple(name for name in FEATURE_ORDER if name in measured and not (name == "reactions" and kinds))


def card_counts(analysed: Analysed) -> tuple[str, ...]:
    """At most three counts for a card."""
    return tuple(name for name in _CARD_COUNTS if name in analysed.posts.counts)[:3]


def profile(analysed: Analysed, in_view: Booleans) -> Profile:
    """Medians and means of the posts in view, a segment a row; contrasts of the whole analysis."""
    names = shown_counts(analysed)
    segmentation = analysed.described.segmentation
    medians, means = np.full((2, segmentation.k, len(names)), np.nan)
    contrast = np.full((segmentation.k, len(names)), np.nan)
    for rank in range(segmentation.k):
        members = in_view & (segmentation.labels == rank)
        for column, name in enumerate(names):
            medians[rank, column] = middle(analysed.posts.counts[name][members])
            means[rank, column] = mean(analysed.posts.counts[name][members])
            contrast[rank, column] = _contrast(analysed, rank, name)
    labels = tuple(COUNTS[name].label for name in names)
    return Profile(analysed.described.names, labels, read_only(medians), read_only(means), read_only(contrast))


def sizes(analysed: Analysed, in_view: Booleans) -> Sizes:
    """Posts in view and the share of each count that they hold, a segment each."""
    segmentation, names = analysed.described.segmentation, card_counts(analysed)
    posts = np.bincount(segmentation.labels[in_view], minlength=segmentation.k)
    held = np.zeros((segmentation.k, len(names)))
    for column, name in enumerate(names):
        held[:, column] = _held(analysed, name, in_view)
    labels = tuple(COUNTS[name].label for name in names)
    return Sizes(analysed.described.names, labels, read_only(posts.astype(np.int64)), read_only(held))


def mix(analysed: Analysed, in_view: Booleans, of_all_segments: Booleans) -> Mix:
    """Share of the period's posts that each segment in view has; no periods where no post has a date."""
    segmentation, published = analysed.described.segmentation, analysed.posts.published
    dated = ~np.isnat(published)
    if not dated.any():
        nothing = np.zeros((0, segmentation.k))
        return Mix((), "week", analysed.described.names, read_only(nothing), read_only(np.zeros(0, np.int64)))
    # Posts without a date take the first one's place and are never counted.
    published = np.where(dated, published, published[dated].min())
    in_view, of_all_segments = in_view & dated, of_all_segments & dated
    grain = grain_of(published)
    period = grain.number(published)
    first = int(period.min())
    slots = int(period.max()) - first + 1
    posts = np.bincount((period - first)[of_all_segments], minlength=slots)
    shares = np.zeros((slots, segmentation.k))
    for rank in range(segmentation.k):
        members = in_view & (segmentation.labels == rank)
        shares[:, rank] = np.bincount((period - first)[members], minlength=slots) / np.maximum(posts, 1)
    # A period in which nothing was published has no mix: drawn as 0 it would look like one.
    held = np.flatnonzero(posts)
    starts = tuple(grain.start(first + int(slot)) for slot in held)
    sizes_held = read_only(posts[held].astype(np.int64))
    return Mix(starts, grain.word, analysed.described.names, read_only(shares[held]), sizes_held)


def middle(values: Floats) -> float:
    """The median of the measured values, NaN where there is none."""
    measured = values[~np.isnan(values)]
    return float(np.median(measured)) if len(measured) else float("nan")


def mean(values: Floats) -> float:
    """The mean of the measured values, NaN where there is none."""
    measured = values[~np.isnan(values)]
    return float(measured.mean()) if len(measured) else float("nan")


def _held(analysed: Analysed, name: str, in_view: Booleans) -> Floats:
    labels, k = analysed.described.segmentation.labels, analysed.described.segmentation.k
    values = np.nan_to_num(analysed.posts.counts[name])
    total = values[in_view].sum()
    return np.asarray(np.bincount(labels[in_view], weights=values[in_view], minlength=k) / max(total, 1.0))


def _contrast(analysed: Analysed, rank: int, name: str) -> float:
    """How far the segment's centroid lies from the average post, from the counts where the recipe has none."""
    logs = np.log1p(np.nan_to_num(analysed.posts.counts[name]))
    spread = logs.std()
    members = analysed.described.segmentation.labels == rank
    return float((logs[members].mean() - logs.mean()) / spread) if spread else 0.0


@dataclass(frozen=True, slots=True)
class Grain:
    """Periods of equal calendar length, numbered from the epoch on."""

    word: str
    unit: str
    length: int
    # The epoch was a Thursday: weeks that begin on Mondays are three days ahead of it.
    shift: int = 0

    def number(self, times: NDArray[np.datetime64]) -> NDArray[np.int64]:
        """(n,) the period of each time."""
        units = times.astype(f"datetime64[{self.unit}]").astype(np.int64)
        return np.asarray((units + self.shift) // self.length)

    def start(self, number: int) -> datetime:
        """When a period begins."""
        unit = np.datetime64(number * self.length - self.shift, self.unit)  # type: ignore[call-overload]  # a unit by name
        begin: datetime = unit.astype("datetime64[us]").item()
        return begin


def grain_of(published: NDArray[np.datetime64]) -> Grain:
    """Weeks for up to 120 days, months for up to 900, else quarters; published: (n,) known times, one or more."""
    days = (published.max() - published.min()) / np.timedelta64(1, "D")
    if days > 900:
        return Grain("quarter", "M", 3)
    return Grain("month", "M", 1) if days > 120 else Grain("week", "D", 7, shift=3)
