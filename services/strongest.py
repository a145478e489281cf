"""The strongest segments of an analysis, whatever the view: those that hold most beyond their share of the posts."""

import numpy as np

from services.analyses import Analysed
from services.profiles import sizes

_TALK = ("Comments", "Shares")


def strongest_ranks(analysed: Analysed) -> tuple[int, ...]:
    """Their ranks, 0 first; one or more, and never all of them where there are several.

    Together they hold most of all comments and shares (or of the first measured count) beyond their share of posts.
    """
    held_by = sizes(analysed, np.ones(len(analysed.posts), bool))
    if len(held_by.posts) < 2 or not held_by.counts:
        return (0,)
    talk = [column for column, name in enumerate(held_by.counts) if name in _TALK] or [0]
    gain = (held_by.held[:, talk].mean(axis=1) - held_by.posts / held_by.posts.sum()).cumsum()[:-1]
    return tuple(range(int(gain.argmax()) + 1))
