"""Posts that move between two segmentations of the same file."""

import numpy as np

from services.algorithms.contingency import adjusted_rand, contingency
from services.analyses import Analysed
from services.comparison_claims import alike
from services.domain.arrays import Booleans, Floats, read_only
from services.domain.comparing import Flow
from services.domain.selection import Selection
from services.recipes import RECIPES


def flow(shown: Analysed, selection: Selection, other: Analysed, in_view: Booleans) -> Flow:
    """How many posts in view are in each pair of segments; in_view: (n,)."""
    first, second = shown.described, other.described
    common = contingency(
        first.segmentation.labels[in_view],
        second.segmentation.labels[in_view],
        (first.segmentation.k, second.segmentation.k),
    )
    return Flow(
        label=segmentation_label(shown),
        other_label=segmentation_label(other),
        names=first.names,
        other_names=second.names,
        other_colours=counterparts(common),
        posts=read_only(common.astype(np.int64)),
        agreement=alike(shown, selection, in_view, adjusted_rand(common)),
    )


def counterparts(common: Floats) -> tuple[int, ...]:
    """(b,) for each of the other segments the rank of the one whose posts it has; new ranks where there is none.

    common: (a, b) posts that two segments share; pairs are made from the largest Jaccard index on.
    """
    sizes, others = common.sum(1), common.sum(0)
    together = np.maximum(sizes[:, None] + others[None] - common, 1)
    alike = common / together
    rank_of: dict[int, int] = {}
    while alike.size and alike.max() > 0:
        rank, column = (int(place) for place in np.unravel_index(alike.argmax(), alike.shape))
        rank_of[column] = rank
        alike[rank], alike[:, column] = 0, 0
    left = iter(range(len(sizes), len(sizes) + len(others)))
    return tuple(rank_of[column] if column in rank_of else next(left) for column in range(len(others)))


def segmentation_label(analysed: Analysed) -> str:
    """`Engagement, 4 segments`."""
    return f"{RECIPES[analysed.analysis.recipe].label}, {analysed.described.segmentation.k} segments"
