"""Posts that move between two segmentations of the same file."""

import numpy as np

from services.algorithms.contingency import adjusted_rand, contingency
from services.analyses import Analysed
from services.domain.arrays import Booleans, read_only
from services.domain.comparing import Flow
from services.recipes import RECIPES


def flow(shown: Analysed, other: Analysed, in_view: Booleans) -> Flow:
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
        posts=read_only(common.astype(np.int64)),
        agreement=adjusted_rand(common),
    )


def segmentation_label(analysed: Analysed) -> str:
    """`Engagement, 4 segments`."""
    return f"{RECIPES[analysed.analysis.recipe].label}, {analysed.described.segmentation.k} segments"
