"""Segments: what was asked, and what the sweep over k found."""

from dataclasses import dataclass, field

import numpy as np

from .arrays import Floats, Labels, read_only

K_RANGE = range(2, 11)
DEFAULT_RECIPE = "engagement"
DEFAULT_SEED = 42
# Under this share of resamples in which a post keeps its segment, it is called borderline.
BORDERLINE = 0.9


@dataclass(frozen=True, slots=True)
class SegmentationRequest:
    """Which posts, by which recipe, into how many segments; k None = as recommended.

    content: what the dataset was made from when a page began to show it, see `Dataset.content`; "" = whatever it is
    made from now.
    """

    dataset: str
    recipe: str = DEFAULT_RECIPE
    k: int | None = None
    seed: int = DEFAULT_SEED
    content: str = ""


@dataclass(frozen=True, slots=True)
class SweepRow:
    """How well k segments hold.

    inertia_per_post: mean squared distance to the own centroid, in scaled units.
    silhouette: mean over posts, -1 to 1. ari: mean adjusted Rand index over the resamples, to 1.
    lowest_jaccard: the least stable segment's mean Jaccard, 0 to 1.
    smallest_share: of all posts, 0 to 1; smallest_posts: the same as a number of posts.
    """

    k: int
    inertia_per_post: float
    silhouette: float
    ari: float
    lowest_jaccard: float
    smallest_share: float
    smallest_posts: int


@dataclass(frozen=True, slots=True)
class Segmentation:
    """One way to part the posts, strongest segment first.

    labels: (n,) the segment of each post, 0 = strongest (highest mean centroid).
    centroids: (k, p) in scaled units. jaccard: (k,) mean over resamples, 0 to 1.
    membership: (n,) share of the resamples in which a post kept its segment, 0 to 1.
    resampled: (b, k, p) the centroids of each of b resamples, in the order of the segments they are the
    counterparts of; b = 0 where none are known.
    """

    k: int
    labels: Labels
    centroids: Floats
    inertia_per_post: float
    jaccard: Floats
    membership: Floats
    resampled: Floats = field(default_factory=lambda: read_only(np.zeros((0, 0, 0))))


@dataclass(frozen=True, slots=True)
class Sweep:
    """All k that were tried; recommended_k is None where no k gives stable segments.

    silhouette_sample and resamples say how many posts and how many resamples stand behind the rows.
    """

    rows: tuple[SweepRow, ...]
    segmentations: tuple[Segmentation, ...]
    recommended_k: int | None
    silhouette_sample: int
    resamples: int

    def at(self, k: int) -> Segmentation:
        """The segmentation into k; KeyError where that k was not tried."""
        for segmentation in self.segmentations:
            if segmentation.k == k:
                return segmentation
        raise KeyError(k)
