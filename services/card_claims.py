"""The figures of a segment's card as claims, by what they are."""

from collections.abc import Iterator
from dataclasses import replace
from math import isnan

import numpy as np

from services.algorithms.changes_between import median_interval
from services.claims import Evidence, format_share, posts_share, proportion
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.rules import Rule
from services.domain.views import SegmentCard
from services.resampling import FEWEST_PAGES

Names = tuple[tuple[str, str], ...]


def card_claims(evidence: Evidence, card: SegmentCard) -> dict[str, Claim]:
    """Claims by name; one that nothing is known of is left out.

    share, posts, in_view (where that is less), borderline, format (its commonest), stability; a count's name for its
    median; coverage, exclusivity and rule_posts of the rule.
    """
    of_segment = _Segment(evidence, card)
    claims = {
        "share": posts_share(evidence, (card.rank,)),
        "posts": of_segment.claim(Estimand.POSTS, Number(card.posts, Unit.POSTS)),
        "borderline": of_segment.claim(Estimand.SEGMENT_BORDERLINE, Number(card.borderline, Unit.WHOLE)),
    }
    if card.in_view != card.posts:
        in_view = of_segment.claim(Estimand.POSTS, Number(card.in_view, Unit.WHOLE))
        claims["in_view"] = replace(in_view, n=card.in_view)
    if card.format:
        claims["format"] = format_share(evidence, card.rank, card.format)
    if card.jaccard is not None and not isnan(card.jaccard):
        drawn = f"{evidence.analysed.analysis.sweep.resamples} resamples"
        number = Number(card.jaccard, Unit.SCORE)
        claims["stability"] = of_segment.claim(Estimand.SEGMENT_STABILITY, number, drawn=drawn)
    claims |= {count.label: of_segment.median(count.label) for count in card.medians if count.value is not None}
    return claims | (dict(_of_rule(of_segment, card.rule)) if card.rule and card.rule.branches else {})


class _Segment:
    """The posts of one segment, in a view that leaves the choice of segments aside."""

    def __init__(self, evidence: Evidence, card: SegmentCard) -> None:
        labels = evidence.analysed.described.segmentation.labels
        self.evidence = replace(evidence, posts=evidence.posts & (labels == card.rank))
        self.names: Names = (("segment", card.name), ("segment_rank", str(card.rank)))
        self.rows = evidence.of_segments((card.rank,))

    def claim(self, estimand: Estimand, number: Number, names: Names = (), drawn: str = "") -> Claim:
        """About all of its posts."""
        return replace(self.evidence.claim(estimand, number, (*self.names, *names), drawn), rows=self.rows)

    def median(self, count: str) -> Claim:
        """The median of a count, with its interval; n is the posts for which it was measured."""
        posts = self.evidence.analysed.posts
        kept = self.evidence.posts & ~np.isnan(posts.counts[count])
        values, pages = posts.counts[count][kept], posts.pages[kept].astype(str)
        known, group = np.unique(pages, return_inverse=True)
        several = len(set(known.tolist()) - {""}) >= FEWEST_PAGES
        low, high = median_interval(values, group.astype(np.int64) if several else None)
        drawn = f"{len(set(known.tolist()) - {''}):,} pages" if several else f"{len(values):,} posts"
        middle = float(np.median(values))
        number = Number(middle, Unit.COUNT) if isnan(low) else Number(middle, Unit.COUNT, low, high)
        claim = self.claim(Estimand.SEGMENT_MEDIAN, number, (("count", count),), "" if isnan(low) else drawn)
        return replace(claim, n=len(values))


def _of_rule(segment: _Segment, rule: Rule) -> Iterator[tuple[str, Claim]]:
    """What was measured of a rule, over all posts of the dataset whatever the view."""
    members = int((segment.evidence.analysed.described.segmentation.labels == int(segment.names[1][1])).sum())
    figures = (
        ("coverage", Estimand.RULE_COVERAGE, proportion(rule.coverage, max(members, 1)), members),
        ("exclusivity", Estimand.RULE_EXCLUSIVITY, proportion(rule.exclusivity, max(rule.posts, 1)), rule.posts),
        ("rule_posts", Estimand.RULE_POSTS, Number(rule.posts, Unit.POSTS), rule.posts),
    )
    for name, estimand, number, posts in figures:
        drawn = f"{posts:,} posts" if number.low is not None else ""
        yield name, replace(segment.claim(estimand, number, drawn=drawn), n=posts)
