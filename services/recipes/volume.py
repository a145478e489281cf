"""A recipe for files without kinds of reaction, and a second opinion for the others."""

from services.algorithms.columns import measured, table, with_total
from services.algorithms.rulers import log_ruler
from services.algorithms.scaling import log_counts, standardise_with_slopes
from services.domain.arrays import read_only
from services.domain.features import Features, PostCounts

from . import RECIPES, Recipe


def features(posts: PostCounts) -> Features:
    """log(1 + count) of comments, shares and reactions as far as measured, standardised as in `engagement`.

    A file with kinds but without their total gets the sum. InvalidInput where no count is measured.
    """
    completed = with_total(posts)
    names = measured(completed, ("comments", "shares", "reactions"))
    raw = table(completed, names)
    scaled, slopes = standardise_with_slopes(log_counts(raw), posts.page)
    return Features(names, raw, read_only(scaled), slopes=slopes)


RECIPES.add("volume")(
    Recipe(
        name="volume",
        version=1,
        label="Volume",
        summary="Groups posts by how many reactions, comments and shares they earned, whatever the reaction.",
        default_k=None,
        features=features,
        ruler=log_ruler,
    )
)
