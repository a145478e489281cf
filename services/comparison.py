"""A period beside another: posts, what they earn, where they land; every figure is a claim."""

from dataclasses import replace
from math import isnan

import numpy as np

from services.algorithms.changes_between import Interval, difference_of_shares, ratio_of_medians
from services.algorithms.interactions import interactions
from services.analyses import Analysed
from services.domain.arrays import Booleans
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.levers import Codes
from services.domain.periods import Comparison, Measure, Measured, SegmentShare
from services.domain.segmentation import BORDERLINE
from services.domain.selection import Compare, Selection
from services.periods import periods
from services.profiles import middle
from services.resampling import FEWEST_PAGES
from services.sides import Side, in_view, within
from services.strongest import strongest_ranks

NO_DATES = "This file has no dates, so there are no periods to compare."
NOTHING_THEN = "There are no posts in the period compared with. Choose another period, or another to compare with."
_COUNT = (("count", "interactions"),)


def comparison(analysed: Analysed, selection: Selection) -> Comparison:
    """The period in view beside the one it is compared with; of all segments, and whatever is drawn on the map."""
    dataset = analysed.dataset
    both = periods(dataset.first, dataset.last, selection.filters, selection.compare)
    if both is None:
        hint = NO_DATES if dataset.first is None and selection.compare is not Compare.NONE else ""
        return Comparison(_alone(in_view(analysed, selection)), hint=hint)
    now, then = (within(analysed, selection, period) for period in (both.this, both.that))
    if not then.posts.any():
        return Comparison(_alone(now), both, NOTHING_THEN)
    return Comparison(_beside(now, then), both)


def strongest_share(side: Side) -> Claim | None:
    """The share of the posts that are in the strongest segments; None where no post counts."""
    ranks = strongest_ranks(side.analysed)
    members = np.isin(side.analysed.described.segmentation.labels, ranks)
    claim = _share(side, Estimand.STRONGEST_SHARE, members)
    return claim and replace(claim, rows=side.of_segments(ranks))


def segment_shares(analysed: Analysed, selection: Selection) -> tuple[SegmentShare, ...]:
    """Of each segment, strongest first; () where nothing compares."""
    both = periods(analysed.dataset.first, analysed.dataset.last, selection.filters, selection.compare)
    if both is None:
        return ()
    now, then = (within(analysed, selection, period) for period in (both.this, both.that))
    if not now.grown.any() or not then.grown.any():
        return ()
    return tuple(_segment_share(now, then, rank) for rank in range(analysed.described.segmentation.k))


def _segment_share(now: Side, then: Side, rank: int) -> SegmentShare:
    members = np.asarray(now.analysed.described.segmentation.labels == rank)
    names = (("segment", now.analysed.described.names[rank]), ("segment_rank", str(rank)))
    shares = (_share(side, Estimand.POSTS_SHARE, members) for side in (now, then))
    one, other = (
        share and replace(share, names=names, rows=side.of_segments((rank,)))
        for share, side in zip(shares, (now, then), strict=True)
    )
    change = _share_change(Estimand.SEGMENT_CHANGE, members, now, then)
    return SegmentShare(one, other, change and replace(change, names=names))


def resampled(side: Side, posts: Booleans) -> tuple[Codes | None, str]:
    """(n,) the page of each post, where there are five or more, else None; and in words what is drawn anew."""
    pages = side.analysed.posts.pages.astype(str)
    known = len(set(pages[posts]) - {""})
    if known < FEWEST_PAGES:
        return None, f"{int(posts.sum()):,} posts"
    return np.unique(pages, return_inverse=True)[1].astype(np.int64), f"{known:,} pages"


def _alone(side: Side) -> tuple[Measure, ...]:
    return (
        Measure(Measured.POSTS, _posts(side)),
        Measure(Measured.ENGAGEMENT, _engagement(side)),
        Measure(Measured.STRONGEST, strongest_share(side)),
        Measure(Measured.BORDERLINE, _share(side, Estimand.BORDERLINE, _borderline(side))),
    )


def _beside(now: Side, then: Side) -> tuple[Measure, ...]:
    """The same with what they were then, and what lies between."""
    strongest = np.isin(now.analysed.described.segmentation.labels, strongest_ranks(now.analysed))
    changes = (
        _posts_change(now, then),
        _engagement_change(now, then),
        _share_change(Estimand.STRONGEST_CHANGE, strongest, now, then),
        _share_change(Estimand.BORDERLINE_CHANGE, _borderline(now), now, then),
    )
    return tuple(
        replace(measure, then=before.now, change=change)
        for measure, before, change in zip(_alone(now), _alone(then), changes, strict=True)
    )


def _posts(side: Side) -> Claim:
    posts = int(side.posts.sum())
    return side.about(Estimand.POSTS, Number(posts, Unit.POSTS), posts)


def _engagement(side: Side) -> Claim | None:
    earned = interactions(side.analysed.posts)[side.grown]
    value = middle(earned)
    if isnan(value):
        return None
    claim = side.about(Estimand.MEDIAN, Number(value, Unit.COUNT), int((~np.isnan(earned)).sum()))
    return replace(claim, names=_COUNT)


def _share(side: Side, estimand: Estimand, members: Booleans) -> Claim | None:
    posts = int(side.grown.sum())
    share = float(members[side.grown].mean()) if posts else 0.0
    return side.about(estimand, Number(share, Unit.SHARE), posts) if posts else None


def _borderline(side: Side) -> Booleans:
    return side.analysed.described.segmentation.membership < BORDERLINE


def _posts_change(now: Side, then: Side) -> Claim:
    before, after = int(then.posts.sum()), int(now.posts.sum())
    return now.about(Estimand.POSTS_CHANGE, Number(after / before, Unit.TIMES), before + after)


def _engagement_change(now: Side, then: Side) -> Claim | None:
    group, drawn = resampled(now, now.grown | then.grown)
    ratio, between = ratio_of_medians(interactions(now.analysed.posts), now.grown, then.grown, group)
    claim = _change(Estimand.MEDIAN_CHANGE, Number(ratio, Unit.TIMES), between, (now, then, drawn))
    return claim and replace(claim, names=_COUNT)


def _share_change(estimand: Estimand, members: Booleans, now: Side, then: Side) -> Claim | None:
    group, drawn = resampled(now, now.grown | then.grown)
    difference, between = difference_of_shares(members, now.grown, then.grown, group)
    return _change(estimand, Number(difference, Unit.POINTS), between, (now, then, drawn))


def _change(estimand: Estimand, number: Number, between: Interval, sides: tuple[Side, Side, str]) -> Claim | None:
    """None where the change itself is not known; without its interval where that is not."""
    now, then, drawn = sides
    posts = int((now.grown | then.grown).sum())
    if isnan(number.value):
        return None
    if isnan(between[0]):
        return now.about(estimand, number, posts)
    return now.about(estimand, replace(number, low=between[0], high=between[1]), posts, drawn)
