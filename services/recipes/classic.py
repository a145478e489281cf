"""The published notebook, number by number, for comparing with the original project."""

import numpy as np

from services.algorithms.columns import table
from services.algorithms.rulers import straight_ruler
from services.algorithms.scaling import min_max, refuse_negative
from services.domain.arrays import Floats, read_only
from services.domain.errors import InvalidInput
from services.domain.features import Features, PostCounts

from . import RECIPES, Recipe

TYPES = ("link", "photo", "status", "video")
NINE = ("reactions", "comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")


def features(posts: PostCounts) -> Features:
    """The post type as a code 0 to 3 and nine raw counts, min-max scaled.

    The type is one of the inputs, so any agreement of the segments with the type is circular.
    InvalidInput where one of the nine counts is missing or a type is none of the four.
    """
    missing = [name for name in NINE if name not in posts.counts]
    if missing:
        raise InvalidInput(f"The classic recipe needs {', '.join(missing)}. Choose another recipe.", "recipe")
    counts = table(posts, NINE)
    refuse_negative(counts)
    raw = np.column_stack([_codes(posts), counts])
    return Features(("type", *NINE), read_only(raw), read_only(min_max(raw)), one_start=True)


def _codes(posts: PostCounts) -> Floats:
    unknown = sorted(set(np.unique(posts.post_type).tolist()) - set(TYPES))
    if unknown:
        kinds = ", ".join(str(name) or "no type" for name in unknown)
        raise InvalidInput(
            f"The classic recipe knows link, photo, status and video; this file also has {kinds}. "
            "Choose another recipe.",
            "recipe",
        )
    return np.searchsorted(TYPES, posts.post_type.astype(str)).astype(np.float64)


RECIPES.add("classic")(
    Recipe(
        name="classic",
        version=1,
        label="Classic notebook",
        summary="Repeats the published notebook, which counts the format among its inputs.",
        default_k=4,
        features=features,
        ruler=straight_ruler,
        codes={"type": TYPES},
    )
)
