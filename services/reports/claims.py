"""Claims that only reports make, beside those of services.claims."""

from dataclasses import replace

import numpy as np

from services.claims import Evidence, median
from services.domain.arrays import Booleans
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.segmentation import BORDERLINE


def members(evidence: Evidence, rank: int) -> Booleans:
    """(n,) the posts in view that are in this segment."""
    return np.asarray(evidence.posts & (evidence.analysed.described.segmentation.labels == rank))


def posts_in_view(evidence: Evidence) -> Claim:
    """How many posts the report speaks about."""
    return evidence.claim(Estimand.POSTS, Number(int(evidence.posts.sum()), Unit.POSTS))


def borderline(evidence: Evidence) -> Claim:
    """Share of the posts that keep their segment in less than 90 % of the resamples."""
    unsure = evidence.posts & (np.asarray(evidence.analysed.described.segmentation.membership) < BORDERLINE)
    share = float(unsure.sum()) / max(int(evidence.posts.sum()), 1)
    return evidence.claim(Estimand.BORDERLINE, Number(share, Unit.SHARE))


def known_median(evidence: Evidence, count: str) -> Claim | None:
    """The median of a count; None where it was measured for no post in view."""
    claim = median(evidence, count)
    return claim if claim.n else None


def segment_median(evidence: Evidence, rank: int, count: str) -> Claim | None:
    """The same within one segment."""
    claim = known_median(replace(evidence, posts=members(evidence, rank)), count)
    return replace(claim, rows=evidence.of_segments((rank,))) if claim else None
