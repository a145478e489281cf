"""All k tried on the same posts, and how many segments the data supports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from services.domain.arrays import Booleans, Floats, Labels, read_only
from services.domain.errors import InvalidInput
from services.domain.features import Features
from services.domain.segmentation import K_RANGE, Segmentation, Sweep, SweepRow
from services.progress import Report, part

from . import classic, k_means
from .distances import square_distances
from .k_means import Partition
from .points import Indices, Points, gather, sample
from .silhouette import EXACT_POSTS, silhouettes
from .stability import RESAMPLES, Resampling, Stability, measure_stability

FEWEST_POSTS = 60
# What a recommended segmentation must reach, Hennig 2007 and the method, section 4.
STABLE_JACCARD, STABLE_ARI, SMALLEST_SHARE, SMALLEST_POSTS = 0.75, 0.90, 0.02, 30


@dataclass(frozen=True, slots=True)
class _Posts:
    """All posts: the complete ones as points, the others as rows with gaps.

    complete: (n,). gaps: (n - complete, p). blank: of those, posts without any measured feature.
    """

    points: Points
    complete: Booleans
    gaps: Floats

    @property
    def blank(self) -> Booleans:
        return np.asarray(np.isnan(self.gaps).all(axis=1))


def sweep(
    features: Features, seed: int, report: Report, ks: Sequence[int] = K_RANGE, resamples: int = RESAMPLES
) -> Sweep:
    """The segmentations into each k, strongest segment first, with what speaks for and against each.

    Fitted on the posts with all features measured. A post that lacks some is assigned by those it has;
    one that lacks all goes to the largest segment with membership 0. k above the number of distinct
    posts is not tried. The same seed gives the same bits. InvalidInput below 60 complete posts, or where
    no k can be tried.
    """
    posts = _separate(features)
    ks = _possible(ks, posts.points)
    fit = classic.fit if features.one_start else k_means.fit
    partitions = _fit_all(partial(fit, posts.points), seed, ks, part(report, 0.0, 0.4))
    report(0.4, "Measuring how well posts fit")
    scores, sampled = _silhouettes(posts.points, partitions, seed)
    watch = part(report, 0.5, 1.0)
    rows, segmentations = [], []
    for done, (partition, score) in enumerate(zip(partitions, scores, strict=True)):
        watch(done / len(ks), f"Testing how stable {ks[done]} segments are")
        how = Resampling(seed, resamples, partial(_place, posts) if len(posts.gaps) else None)
        stability = measure_stability(posts.points, partition, how)
        segmentations.append(_segmentation(posts, partition, stability))
        rows.append(_row(segmentations[-1], score, stability.ari))
    watch(1.0, "Segments compared")
    return Sweep(tuple(rows), tuple(segmentations), recommend(rows, features.posts), sampled, resamples)


def recommend(rows: Iterable[SweepRow], posts: int) -> int | None:
    """The largest k whose segments are all stable, none small; None where no k qualifies.

    Each segment: mean Jaccard of at least 0.75, at least 2 % of the posts and 30 of them; mean ARI of
    at least 0.90.
    """
    return max((row.k for row in rows if _qualifies(row, posts)), default=None)


def _qualifies(row: SweepRow, posts: int) -> bool:
    large = row.smallest_posts >= max(SMALLEST_POSTS, SMALLEST_SHARE * posts)
    return large and row.lowest_jaccard >= STABLE_JACCARD and row.ari >= STABLE_ARI


def _separate(features: Features) -> _Posts:
    complete = np.asarray(~np.isnan(features.scaled).any(axis=1))
    usable = int(complete.sum())
    if usable < FEWEST_POSTS:
        which = "" if usable == features.posts else " with all counts measured"
        noun = "post" if usable == 1 else "posts"
        raise InvalidInput(f"{usable} {noun}{which}: too few to segment; 200 or more work well.", "dataset")
    rows = features.scaled if complete.all() else features.scaled[complete]
    return _Posts(gather(rows), complete, features.scaled[~complete])


def _possible(ks: Iterable[int], points: Points) -> list[int]:
    possible = [k for k in ks if k <= len(points)]
    if len(points) == 1:
        raise InvalidInput(f"All {points.posts} posts earned the same: there is nothing to segment.", "dataset")
    if not possible:
        raise InvalidInput(f"Only {len(points)} posts differ. Choose at most {len(points)} segments.", "k")
    return possible


def _fit_all(fit: Callable[[int, int], Partition], seed: int, ks: Sequence[int], report: Report) -> list[Partition]:
    partitions = []
    for done, k in enumerate(ks):
        report(done / len(ks), f"Trying {k} segments")
        partitions.append(fit(k, seed))
    return partitions


def _silhouettes(points: Points, partitions: Sequence[Partition], seed: int) -> tuple[tuple[float, ...], int]:
    some, rows = sample(points, EXACT_POSTS, np.random.default_rng(seed))
    return silhouettes(some, [partition.labels[rows] for partition in partitions]), some.posts


def _place(posts: _Posts, centroids: Floats) -> Indices:
    return np.asarray(square_distances(posts.gaps, centroids).argmin(axis=1))


def _segmentation(posts: _Posts, partition: Partition, stability: Stability) -> Segmentation:
    labels = np.empty(len(posts.complete), np.int16)
    membership = np.empty(len(labels))
    labels[posts.complete] = posts.points.spread(partition.labels)
    membership[posts.complete] = posts.points.spread(stability.membership)
    if len(posts.gaps):
        largest = np.bincount(labels[posts.complete]).argmax()
        labels[~posts.complete] = np.where(posts.blank, largest, _place(posts, partition.centroids))
        membership[~posts.complete] = np.where(posts.blank, 0.0, stability.extra)
    return Segmentation(
        k=len(partition.centroids),
        labels=read_only(labels),
        centroids=read_only(partition.centroids),
        inertia_per_post=partition.inertia_per_post,
        jaccard=read_only(stability.jaccard),
        membership=read_only(membership),
        resampled=read_only(stability.centroids),
    )


def _row(segmentation: Segmentation, silhouette: float, ari: float) -> SweepRow:
    smallest = _smallest(segmentation.labels, segmentation.k)
    return SweepRow(
        k=segmentation.k,
        inertia_per_post=segmentation.inertia_per_post,
        silhouette=silhouette,
        ari=ari,
        lowest_jaccard=float(segmentation.jaccard.min()),
        smallest_share=smallest / len(segmentation.labels),
        smallest_posts=smallest,
    )


def _smallest(labels: Labels, k: int) -> int:
    return int(np.bincount(labels, minlength=k).min())
