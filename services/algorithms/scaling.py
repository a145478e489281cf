"""Counts brought to scales that distances can add up."""

import numpy as np

from services.domain.arrays import Floats, read_only
from services.domain.errors import InvalidInput
from services.domain.features import Slopes, Texts

# A page with fewer posts says too little about what is usual on it.
PAGE_POSTS = 50


def log_counts(counts: Floats) -> Floats:
    """log(1 + count), 0 and up, NaN where not measured; InvalidInput on a negative count."""
    refuse_negative(counts)
    return np.log1p(counts)


def refuse_negative(counts: Floats) -> None:
    """Raise InvalidInput on a count that cannot be one: below 0 or without end."""
    if (counts < 0).any() or np.isinf(counts).any():
        raise InvalidInput("Some counts are negative or infinite. Set these posts aside and try again.", "counts")


def standardise(values: Floats, page: Texts | None) -> Floats:
    """(n, p) mean 0 and population standard deviation 1 in each column, NaN kept.

    Within a page where the page is known and 50 posts or more have the count, else over all posts.
    A column that is constant there becomes 0: it tells no post from another.
    """
    return standardise_with_slopes(values, page)[0]


def standardise_with_slopes(values: Floats, page: Texts | None) -> tuple[Floats, Slopes]:
    """The same, and by how much each post's scaled values grow with its values."""
    scaled, overall = _standard_scores(values)
    slopes, group = [overall], np.zeros(len(values), np.int32)
    for name in [] if page is None else np.unique(page[page != ""]):
        here = page == name
        enough = np.isfinite(values[here]).sum(0) >= PAGE_POSTS
        if enough.any():
            within = overall.copy()
            scaled[np.ix_(here, enough)], within[enough] = _standard_scores(values[np.ix_(here, enough)])
            group[here] = len(slopes)
            slopes.append(within)
    return scaled, Slopes(read_only(np.stack(slopes)), read_only(group))


def min_max(values: Floats) -> Floats:
    """(n, p) 0 at the column's least and 1 at its greatest value, NaN kept; a constant column becomes 0."""
    low, spread = lows_and_spreads(values)
    return (values - low) / np.where(spread > 0, spread, 1.0)


def _standard_scores(values: Floats) -> tuple[Floats, Floats]:
    """(n, p) the scores, (p,) by how much they grow with the value."""
    measured = np.isfinite(values)
    n = np.maximum(measured.sum(0), 1)
    # The lowest value goes first, so that a constant column is 0 to the bit.
    low, spread = lows_and_spreads(values)
    above = values - low
    centred = above - np.where(measured, above, 0.0).sum(0) / n
    deviation = np.sqrt(np.square(np.where(measured, centred, 0.0)).sum(0) / n)
    varies = (spread > 0) & (deviation > 0)
    divisor = np.where(varies, deviation, 1.0)
    return np.where(varies | ~measured, centred / divisor, 0.0), np.where(varies, 1 / divisor, 0.0)


def lows_and_spreads(values: Floats) -> tuple[Floats, Floats]:
    """(p,) each column's least measured value, and how far the greatest lies above it; 0 where nothing is."""
    measured = np.isfinite(values)
    low = np.where(measured, values, np.inf).min(0, initial=np.inf)
    high = np.where(measured, values, -np.inf).max(0, initial=-np.inf)
    known = low <= high
    return np.where(known, low, 0.0), np.where(known, high - np.where(known, low, 0.0), 0.0)
