"""What a segmentation says, as findings, and whether another way to part the same posts says so too.

Each kind of finding is measured in the same way in both; an alternative is asked only where the answer could differ.
"""

from collections.abc import Sequence

import numpy as np

from services.algorithms.contingency import contingency, jaccards
from services.analyses import Analysed
from services.domain.arrays import Floats
from services.domain.comparing import (
    Answer,
    Concentration,
    Finding,
    Measured,
    Outcome,
    OverRepresentation,
    Recovery,
    Stability,
    Support,
)
from services.domain.counts import KINDS

# A segment holds much when its share of all engagement lies this far above its share of the posts.
WORTH_TELLING = 0.1
# The same concentration: at most this many times the posts, at least this part of the engagement held.
AS_SMALL, AS_MUCH = 1.25, 0.9
# Hennig 2007: a segment is recovered, or stable, from this Jaccard on; segmentations agree from this mean ARI on.
RECOVERED, STABLE_ARI = 0.75, 0.90
# A format with fewer posts in the strongest segment is not spoken of.
FEWEST_OF_A_FORMAT = 20
_TWO_SIDED = 1.96

_SAME_SWEEP = "the same sweep answers for every number of segments"
_CIRCULAR = "the format is one of this recipe's inputs"
_NO_FORMAT = "no posts of a known format on one of the two sides"

# An alternative that was made, or why its recipe does not apply.
Asked = Analysed | str


def findings(shown: Analysed, others: Sequence[Asked]) -> tuple[Finding, ...]:
    """Everything the shown segmentation says, each with one answer an alternative."""
    said = [_concentration(shown), _support(shown), _stability(shown), _over_represented(shown)]
    recovered = [Recovery(rank, rank, 1.0) for rank in range(shown.described.segmentation.k)]
    return tuple(
        Finding(measured, tuple(_answer(measured, shown, other) for other in others))
        for measured in (*said, *recovered)
        if measured is not None
    )


def engagement(analysed: Analysed) -> Floats:
    """(n,) comments, shares and reactions of each post, as far as measured; kinds where there is no total."""
    counts = analysed.posts.counts
    reactions = ("reactions",) if "reactions" in counts else KINDS
    names = [name for name in ("comments", "shares", *reactions) if name in counts]
    earned = np.zeros(len(analysed.posts))
    for name in names:
        earned += np.nan_to_num(counts[name])
    return earned


def _answer(measured: Measured, shown: Analysed, other: Asked) -> Answer:
    if isinstance(other, str):
        return Answer(Outcome.UNASKED, None, other)
    if isinstance(measured, Concentration):
        return _as_concentrated(measured, other)
    if isinstance(measured, Support):
        return _as_supported(measured, shown, other)
    if isinstance(measured, Stability):
        found = _measured_stability(other)
        return Answer(_outcome(_is_stable(found)), found)
    if isinstance(measured, OverRepresentation):
        return _as_represented(measured, other)
    return _as_recovered(measured, shown, other)


def _concentrations(analysed: Analysed) -> list[Concentration]:
    """One a segment; none where nobody earned anything."""
    labels, k, earned = analysed.described.segmentation.labels, analysed.described.segmentation.k, engagement(analysed)
    total = earned.sum()
    if not total:
        return []
    posts, held = np.bincount(labels, minlength=k), np.bincount(labels, weights=earned, minlength=k) / total
    return [Concentration(int(n), float(n / len(labels)), float(part)) for n, part in zip(posts, held, strict=True)]


def _concentration(shown: Analysed) -> Concentration | None:
    """The segment whose share of all engagement lies furthest above its share of the posts, if far enough."""
    widest = max(_concentrations(shown), key=lambda one: one.held - one.share, default=None)
    return widest if widest and widest.held - widest.share >= WORTH_TELLING else None


def _as_concentrated(claim: Concentration, other: Analysed) -> Answer:
    """Whether a segment there holds nearly as much with hardly more posts."""
    there = _concentrations(other)
    small = [one for one in there if one.posts <= AS_SMALL * claim.posts]
    best = max(small, key=lambda one: one.held) if small else min(there, key=lambda one: one.posts)
    return Answer(_outcome(bool(small) and best.held >= AS_MUCH * claim.held), best)


def _support(shown: Analysed) -> Support:
    return Support(shown.analysis.sweep.recommended_k)


def _as_supported(claim: Support, shown: Analysed, other: Analysed) -> Answer:
    if other.analysis.recipe == shown.analysis.recipe:
        return Answer(Outcome.UNASKED, None, _SAME_SWEEP)
    found = _support(other)
    return Answer(_outcome(found == claim), found)


def _measured_stability(analysed: Analysed) -> Stability:
    k = analysed.described.segmentation.k
    row = next(row for row in analysed.analysis.sweep.rows if row.k == k)
    return Stability(row.ari, row.lowest_jaccard)


def _stability(shown: Analysed) -> Stability | None:
    found = _measured_stability(shown)
    return found if _is_stable(found) else None


def _is_stable(found: Stability) -> bool:
    return found.ari >= STABLE_ARI and found.lowest_jaccard >= RECOVERED


def _over_represented(shown: Analysed) -> OverRepresentation | None:
    """The format whose share in the strongest segment is highest beside the others, the interval above 1."""
    if _is_circular(shown):
        return None
    formats = sorted(set(shown.posts.formats.astype(str)) - {""})
    measured = [_representation(shown, one) for one in formats]
    clear = [one for one in measured if one and one.low > 1 and one.posts >= FEWEST_OF_A_FORMAT]
    return max(clear, key=lambda one: one.low, default=None)


def _as_represented(claim: OverRepresentation, other: Analysed) -> Answer:
    if _is_circular(other):
        return Answer(Outcome.UNASKED, None, _CIRCULAR)
    found = _representation(other, claim.format)
    if found is None:
        return Answer(Outcome.UNASKED, None, _NO_FORMAT)
    return Answer(_outcome(found.low > 1), found)


def _representation(analysed: Analysed, wanted: str) -> OverRepresentation | None:
    """The ratio of two shares with its 95 % interval; None where one side has no post of a known format.

    Normal on the log scale, half a post added to each of the four numbers (Haldane), so that none is 0.
    """
    formats = analysed.posts.formats.astype(str)
    known, strongest = formats != "", analysed.described.segmentation.labels == 0
    inside, outside = int((known & strongest).sum()), int((known & ~strongest).sum())
    if not inside or not outside:
        return None
    hits, misses = int(((formats == wanted) & strongest).sum()), int(((formats == wanted) & ~strongest).sum())
    here, there = (hits + 0.5) / (inside + 1), (misses + 0.5) / (outside + 1)
    wide = np.exp(_TWO_SIDED * np.sqrt((1 - here) / (hits + 0.5) + (1 - there) / (misses + 0.5)))
    ratio = here / there
    low, high = float(ratio / wide), float(ratio * wide)
    return OverRepresentation(wanted, hits, hits / inside, misses / outside, ratio, low, high)


def _is_circular(analysed: Analysed) -> bool:
    return "type" in analysed.analysis.features


def _as_recovered(claim: Recovery, shown: Analysed, other: Analysed) -> Answer:
    first, second = shown.described.segmentation, other.described.segmentation
    overlaps = jaccards(contingency(first.labels, second.labels, (first.k, second.k)))[claim.segment]
    best = int(overlaps.argmax())
    found = Recovery(claim.segment, best, float(overlaps[best]))
    return Answer(_outcome(found.jaccard >= RECOVERED), found)


def _outcome(holds: bool) -> Outcome:  # noqa: FBT001  (the question itself)
    return Outcome.HOLDS if holds else Outcome.FAILS
