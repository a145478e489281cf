"""What goes into a recipe, and what a recipe makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats

Texts = NDArray[np.object_] | NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class PostCounts:
    """What is known about each post, one entry a post.

    counts: canonical count name -> (n,), NaN = not measured; a count that no post has is left out.
    post_type: (n,) canonical types such as `photo`, "" = not stated.
    page: (n,) names, "" = not known; None where no page is known.
    """

    counts: Mapping[str, Floats]
    post_type: Texts
    page: Texts | None = None


@dataclass(frozen=True, slots=True)
class Slopes:
    """How far a post moves among the scaled values when a count changes: by slope times the change of log(1 + count).

    slope: (g, p), a row for each group of posts that was scaled by itself; 0 where a count tells no post from another.
    group: (n,) the row of each post.
    """

    slope: Floats
    group: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Features:
    """One row a post, one column a feature.

    names: feature names, p of them; a count's canonical name where the feature is a count.
    raw: (n, p) the figures people know, not yet scaled; NaN = not measured.
    scaled: (n, p) what the segmentation sees; NaN = not measured.
    one_start: fitted once, from one beginning and in the order of the file, as the published notebook does.
    slopes: None where scaled values do not follow log(1 + count).
    """

    names: tuple[str, ...]
    raw: Floats
    scaled: Floats
    one_start: bool = False
    slopes: Slopes | None = None

    @property
    def posts(self) -> int:
        """How many posts there are."""
        return len(self.raw)
