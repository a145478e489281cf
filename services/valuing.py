"""What posts come to by the figures that somebody typed, and by nothing else."""

from dataclasses import replace

import numpy as np

from services.analyses import Analysed
from services.domain.arrays import Booleans, Floats
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.selection import Selection
from services.domain.valuing import OwnFigures, SegmentWorth, Worth
from services.scope import segment_id
from services.sides import Side, in_view


def worth(analysed: Analysed, selection: Selection, figures: OwnFigures) -> Worth | None:
    """The posts in view, of all segments; None where no figure values anything.

    Counts that were not measured count as 0; work counts where both its hours and the value of one were typed.
    """
    earning = figures.comment is not None or figures.share is not None
    cost = figures.hours * figures.hour if figures.hours is not None and figures.hour is not None else None
    if not earning and cost is None:
        return None
    side = in_view(analysed, selection)
    earned, work = _earned(side, figures), cost or 0.0
    total, posts = float(earned[side.posts].sum()), int(side.posts.sum())
    return Worth(
        in_all=_claim(side, total - work * posts),
        earned=_claim(side, total),
        work=_claim(side, work * posts),
        segments=tuple(_segment(side, rank, earned - work) for rank in range(analysed.described.segmentation.k)),
    )


def _earned(side: Side, figures: OwnFigures) -> Floats:
    """(n,) what the comments and shares of each post come to."""
    values = np.zeros(len(side.posts))
    for count, value in (("comments", figures.comment), ("shares", figures.share)):
        if count in side.analysed.posts.counts:
            values += (value or 0.0) * np.nan_to_num(side.analysed.posts.counts[count])
    return values


def _segment(side: Side, rank: int, values: Floats) -> SegmentWorth:
    members: Booleans = side.posts & (side.analysed.described.segmentation.labels == rank)
    posts = int(members.sum())
    shown = side.view(replace(side.filters, segments=(segment_id(side.analysed, rank),)))
    mean = float(values[members].mean()) if posts else 0.0
    claim = replace(_claim(side, mean), n=posts, rows=shown)
    return SegmentWorth(side.analysed.described.names[rank], rank, posts, claim)


def _claim(side: Side, value: float) -> Claim:
    return side.claim(Estimand.WORTH, Number(value, Unit.VALUE), int(side.posts.sum()))
