"""What is drawn anew for an interval: pages where there are five or more, else posts."""

import numpy as np

from services.domain.levers import Codes
from services.domain.posts import Texts

FEWEST_PAGES = 5


def resampled(pages: Texts) -> tuple[Codes, str]:
    """(n,) the group of each post, and what the groups are: "9 pages", or "7,050 posts"."""
    named = pages.astype(str)
    codes = np.unique(named, return_inverse=True)[1].astype(np.int64)
    number = len(set(named[named != ""])) if len(named) else 0
    if number >= FEWEST_PAGES:
        return codes, f"{number:,} pages"
    return np.arange(len(pages), dtype=np.int64), f"{len(pages):,} posts"
