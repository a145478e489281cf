"""Which posts are held out together, and how a file is shuffled so that nothing can be found in it."""

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Labels
from services.domain.levers import Codes, LeverTable, Validation

FOLDS = 5
# Of so many pages on, "a page it has not seen" can be tested.
FEWEST_PAGES = 3
# A later part is told from at least this many dated posts.
FEWEST_DATED = 50

Folds = NDArray[np.int64]


def folds_of(table: LeverTable, how: Validation, draw: np.random.Generator) -> Folds | None:
    """(n,) the fold in which each post is held out; None where the test cannot be made.

    PAGES: whole pages, spread so that folds are of like size. FUTURE: parts in the order of time, 0 the earliest;
    posts without a date are in part -1.
    """
    if how is Validation.PAGES:
        return _by_page(table.page) if table.page is not None else None
    if how is Validation.FUTURE:
        return _by_time(table)
    return draw.permutation(len(table)) % FOLDS


def _by_page(page: Codes) -> Folds | None:
    pages, sizes = np.unique(page, return_counts=True)
    if len(pages) < FEWEST_PAGES:
        return None
    filled = np.zeros(min(FOLDS, len(pages)), np.int64)
    fold_of = np.zeros(int(page.max()) + 1, np.int64)
    for place in np.argsort(-sizes, kind="stable"):
        fold_of[pages[place]] = filled.argmin()
        filled[filled.argmin()] += sizes[place]
    return np.asarray(fold_of[page])


def _by_time(table: LeverTable) -> Folds | None:
    dated = int(table.dated.sum())
    if dated < FEWEST_DATED:
        return None
    parts = np.full(len(table), -1)
    parts[table.dated] = np.arange(dated) * FOLDS // dated
    return parts


def shifted(table: LeverTable, within: Codes | None, draw: np.random.Generator) -> Labels:
    """(n,) the segments, moved along in time by a random stretch within each of these groups; None = all in one.

    Posts that follow each other resemble each other. Moving keeps that and breaks only what ties a segment to the
    levers of its own post, where shuffling would make any trend look like a finding.
    """
    outcome = table.outcome.copy()
    group = np.zeros(len(table), np.int64) if within is None else within
    for one in np.unique(group):
        places = np.flatnonzero(group == one)
        outcome[places] = np.roll(outcome[places], draw.integers(len(places)))
    return outcome
