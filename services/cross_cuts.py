"""Segments cut by format or page: each one's profile there, with the number of posts behind every figure."""

import numpy as np

from services.analyses import Analysed
from services.domain.arrays import Booleans, Floats, read_only
from services.domain.comparing import FEWEST_IN_A_CELL, CrossCut, Cut, Numbers
from services.domain.counts import COUNTS
from services.domain.posts import Texts
from services.profiles import mean, middle, shown_counts

# Rows that fit a screen; a workspace may have hundreds of pages.
_MOST_GROUPS = 12


def cross_cut(analysed: Analysed, in_view: Booleans, cut: Cut, rank: int) -> CrossCut:
    """The segment of this rank by format or page; in_view: (n,). Posts that state none are a group of their own."""
    values = stated(analysed, cut)
    known, sizes = np.unique(values[in_view], return_counts=True)
    shown = known[np.argsort(-sizes, kind="stable")][:_MOST_GROUPS]
    segmentation, names = analysed.described.segmentation, shown_counts(analysed)
    of_segment = in_view & (segmentation.labels == rank)
    medians, means, contrast, n = _profiles(analysed, [of_segment & (values == group) for group in shown], names)
    return CrossCut(
        cut=cut,
        segment=rank,
        name=analysed.described.names[rank],
        groups=tuple(str(group) or cut.unstated for group in shown),
        counts=tuple(COUNTS[name].label for name in names),
        medians=medians,
        means=means,
        n=n,
        contrast=contrast,
        names=analysed.described.names,
        posts=_posts(analysed, in_view, values, shown),
        fewest=FEWEST_IN_A_CELL,
        left_out=len(known) - len(shown),
    )


def stated(analysed: Analysed, cut: Cut) -> Texts:
    """(n,) what each post states, "" for nothing."""
    texts: Texts = (analysed.posts.formats if cut is Cut.FORMAT else analysed.posts.pages).astype(str)
    return texts


def _profiles(
    analysed: Analysed, members: list[Booleans], names: tuple[str, ...]
) -> tuple[Floats, Floats, Floats, Numbers]:
    """Medians, means, contrasts and numbers of posts, (g, p) each."""
    medians, means, contrast = np.full((3, len(members), len(names)), np.nan)
    n = np.zeros((len(members), len(names)), np.int64)
    for column, name in enumerate(names):
        every = analysed.posts.counts[name]
        for row, here in enumerate(members):
            own = every[here]
            medians[row, column], means[row, column] = middle(own), mean(own)
            contrast[row, column] = _contrast(own, every)
            n[row, column] = int((~np.isnan(own)).sum())
    return read_only(medians), read_only(means), read_only(contrast), read_only(n)


def _contrast(own: Floats, every: Floats) -> float:
    """In standard deviations; NaN where no post has the count, 0 where all have the same of it."""
    logs, here = np.log1p(every[~np.isnan(every)]), mean(np.log1p(own))
    if np.isnan(here):
        return here
    spread = float(logs.std())
    return (here - float(logs.mean())) / spread if spread else 0.0


def _posts(analysed: Analysed, in_view: Booleans, values: Texts, shown: Texts) -> Numbers:
    segmentation = analysed.described.segmentation
    counted = np.zeros((segmentation.k, len(shown)), np.int64)
    for column, group in enumerate(shown):
        counted[:, column] = np.bincount(segmentation.labels[in_view & (values == group)], minlength=segmentation.k)
    return read_only(counted)
