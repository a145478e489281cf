"""The default recipe: every disjoint count on a log scale."""

from services.algorithms.columns import measured, table
from services.algorithms.rulers import log_ruler
from services.algorithms.scaling import log_counts, standardise_with_slopes
from services.domain.arrays import read_only
from services.domain.counts import KINDS
from services.domain.features import Features, PostCounts

from . import RECIPES, Recipe


def features(posts: PostCounts) -> Features:
    """log(1 + count) of every measured count, standardised; kinds of reaction, or their total, never both.

    Counts that fewer than half of the posts have are left out. Where pages are known, standardised
    within a page of 50 posts or more. InvalidInput where no count is measured.
    """
    reactions = measured(posts, KINDS) or ("reactions",)
    names = measured(posts, ("comments", "shares", *reactions, "saves", "clicks"))
    raw = table(posts, names)
    scaled, slopes = standardise_with_slopes(log_counts(raw), posts.page)
    return Features(names, raw, read_only(scaled), slopes=slopes)


RECIPES.add("engagement")(
    Recipe(
        name="engagement",
        version=1,
        label="Engagement",
        summary="Groups posts by everything they earned, each count on a log scale and weighted the same.",
        default_k=None,
        features=features,
        ruler=log_ruler,
    )
)
