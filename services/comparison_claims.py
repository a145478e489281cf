"""Claims of the page Compare: which findings stand elsewhere, and how alike two segmentations are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from services.analyses import Analysed
from services.claims import Evidence
from services.domain.arrays import Booleans
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.comparing import Finding, Recovery
from services.domain.selection import Selection


@dataclass(frozen=True, slots=True)
class Standing:
    """Counts of a second opinion, over all posts of the file.

    asked, hold, depend: findings, those that hold in every alternative, and those that do not. segments, recovered:
    segments among them, and those found again everywhere.
    """

    asked: Claim
    hold: Claim
    depend: Claim
    segments: Claim
    recovered: Claim
    posts: Claim


def standing(analysed: Analysed, selection: Selection, asked: Sequence[Finding]) -> Standing:
    """asked: the findings that at least one alternative could be asked about."""
    whole = Evidence(analysed, selection, np.ones(len(analysed.posts), bool))
    holds, found = sum(one.holds for one in asked), [one for one in asked if isinstance(one.measured, Recovery)]

    def counted(estimand: Estimand, many: int, unit: Unit = Unit.WHOLE) -> Claim:
        return whole.of_file(estimand, Number(many, unit))

    return Standing(
        asked=counted(Estimand.FINDINGS_ASKED, len(asked)),
        hold=counted(Estimand.FINDINGS_HOLD, holds),
        depend=counted(Estimand.FINDINGS_DEPEND, len(asked) - holds),
        segments=counted(Estimand.SEGMENTS_ASKED, len(found)),
        recovered=counted(Estimand.SEGMENTS_RECOVERED, sum(one.holds for one in found)),
        posts=counted(Estimand.POSTS, len(analysed.posts), Unit.POSTS),
    )


def alike(shown: Analysed, selection: Selection, in_view: Booleans, agreement: float) -> Claim:
    """How alike two segmentations part the posts in view; agreement: adjusted Rand index, 1 = the same segments."""
    return Evidence(shown, selection, in_view).claim(Estimand.ALIKE, Number(agreement, Unit.SCORE))
