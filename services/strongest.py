"""The strongest segments of an analysis, whatever the view: those that hold most beyond their share of the posts."""

import numpy as np

from services.analyses import Analysed
from services.profiles import sizes
from services.wording import strongest


def strongest_ranks(analysed: Analysed) -> tuple[int, ...]:
    """Their ranks, 0 first: those of the headline over all posts, and the first where none holds much more."""
    held_by = sizes(analysed, np.ones(len(analysed.posts), bool))
    return tuple(range(max(strongest(held_by), 1)))
