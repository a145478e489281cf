"""The claims that reports make about the posts in view: counted over all of them, or with the interval found."""

from dataclasses import dataclass, replace

import numpy as np

from services.analyses import Analysed
from services.domain.arrays import Booleans
from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.levers import BestTime, LeverScore, LeverScores
from services.domain.segmentation import BORDERLINE
from services.domain.selection import Filters, Selection
from services.domain.surrogate import Fidelity
from services.lever_words import DAYS
from services.profiles import middle
from services.scope import segment_id

Names = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One analysis under the filters of a report. posts: (n,) whether its claims rest on each post."""

    analysed: Analysed
    selection: Selection
    posts: Booleans

    def claim(self, estimand: Estimand, number: Number, names: Names = ()) -> Claim:
        """About all of these posts."""
        rows = self.rows(replace(self.selection.filters, segments=()))
        return Claim(estimand, names, number, int(self.posts.sum()), self._scope(), rows)

    def rows(self, filters: Filters) -> Selection:
        """The view of the posts that these filters leave, in this analysis."""
        asked = replace(self.selection.segmentation, dataset=self.analysed.dataset.id, content="")
        return Selection(asked, filters)

    def of_segment(self, rank: int, **more: tuple[str, ...]) -> Selection:
        """The view of the posts of one segment."""
        chosen = (segment_id(self.analysed, rank),)
        return self.rows(replace(self.selection.filters, segments=chosen, **more))  # type: ignore[arg-type]  # texts all

    def members(self, rank: int) -> Booleans:
        """(n,) the posts in view that are in this segment."""
        return np.asarray(self.posts & (self.analysed.described.segmentation.labels == rank))

    def named(self, rank: int) -> Names:
        """The segment, as claims name it."""
        return ("segment", self.analysed.described.names[rank]), ("segment_rank", str(rank))

    def _scope(self) -> Scope:
        published = self.analysed.posts.published[self.posts]
        dated = published[~np.isnat(published)]
        if not len(dated):
            return Scope(self.analysed.dataset.name)
        first, last = (moment.astype("datetime64[D]").item() for moment in (dated.min(), dated.max()))
        return Scope(self.analysed.dataset.name, first, last)


def posts_in_view(evidence: Evidence) -> Claim:
    """How many posts the report speaks about."""
    return evidence.claim(Estimand.POSTS, Number(int(evidence.posts.sum()), Unit.POSTS))


def posts_share(evidence: Evidence, rank: int) -> Claim:
    """Share of the posts that are in this segment."""
    share = _ratio(float(evidence.members(rank).sum()), float(evidence.posts.sum()))
    claim = evidence.claim(Estimand.POSTS_SHARE, Number(share, Unit.SHARE), evidence.named(rank))
    return replace(claim, rows=evidence.of_segment(rank))


def held(evidence: Evidence, rank: int, count: str) -> Claim:
    """Share of all of a count that this segment's posts hold."""
    values = np.nan_to_num(evidence.analysed.posts.counts[count])
    share = _ratio(float(values[evidence.members(rank)].sum()), float(values[evidence.posts].sum()))
    claim = evidence.claim(Estimand.HELD, Number(share, Unit.SHARE), (*evidence.named(rank), ("count", count)))
    return replace(claim, rows=evidence.of_segment(rank))


def format_share(evidence: Evidence, rank: int, form: str) -> Claim:
    """Share of the segment's posts that have this format; n is the segment's posts."""
    members = evidence.members(rank)
    both = members & (evidence.analysed.posts.formats.astype(str) == form)
    number = Number(_ratio(float(both.sum()), float(members.sum())), Unit.SHARE)
    claim = evidence.claim(Estimand.FORMAT_SHARE, number, (*evidence.named(rank), ("format", form)))
    return replace(claim, n=int(members.sum()), rows=evidence.of_segment(rank, formats=(form,)))


def landing(evidence: Evidence, form: str, rank: int) -> Claim:
    """Share of the format's posts that land in this segment; n is the format's posts."""
    of_format = evidence.posts & (evidence.analysed.posts.formats.astype(str) == form)
    number = Number(_ratio(float((of_format & evidence.members(rank)).sum()), float(of_format.sum())), Unit.SHARE)
    claim = evidence.claim(Estimand.LANDING, number, (*evidence.named(rank), ("format", form)))
    return replace(claim, n=int(of_format.sum()), rows=evidence.of_segment(rank, formats=(form,)))


def borderline(evidence: Evidence) -> Claim:
    """Share of the posts that keep their segment in less than 90 % of the resamples."""
    unsure = evidence.posts & (evidence.analysed.described.segmentation.membership < BORDERLINE)
    share = _ratio(float(unsure.sum()), float(evidence.posts.sum()))
    return evidence.claim(Estimand.BORDERLINE, Number(share, Unit.SHARE))


def median(evidence: Evidence, count: str) -> Claim | None:
    """The median of a count over the posts it was measured for; None where there is none."""
    values = evidence.analysed.posts.counts[count][evidence.posts]
    measured = int((~np.isnan(values)).sum())
    if not measured:
        return None
    claim = evidence.claim(Estimand.MEDIAN, Number(middle(values), Unit.COUNT), (("count", count),))
    return replace(claim, n=measured)


def segment_median(evidence: Evidence, rank: int, count: str) -> Claim | None:
    """The same within one segment."""
    alone = replace(evidence, posts=evidence.members(rank))
    claim = median(alone, count)
    return replace(claim, rows=evidence.of_segment(rank)) if claim else None


def stability(evidence: Evidence) -> Claim:
    """The mean adjusted Rand index of these segments over the resamples, over all posts of the dataset."""
    sweep, k = evidence.analysed.analysis.sweep, evidence.analysed.described.segmentation.k
    row = next(row for row in sweep.rows if row.k == k)
    return _of_all(evidence, Estimand.STABILITY, Number(row.ari, Unit.SCORE))


def restated(evidence: Evidence, fidelity: Fidelity) -> tuple[Claim, Claim]:
    """The share of held-out posts whose segment a forest restates, and the share of the largest; over all posts."""
    return (
        _of_all(evidence, Estimand.FIDELITY, Number(fidelity.held_out, Unit.SHARE)),
        _of_all(evidence, Estimand.BASELINE, Number(fidelity.baseline, Unit.SHARE)),
    )


def accuracy(evidence: Evidence, scores: LeverScores, score: LeverScore, place: int) -> Claim:
    """How well one lever alone tells the segment in one validation, with its interval."""
    number = Number(float(score.accuracy[place]), Unit.SCORE, float(score.low[place]), float(score.high[place]))
    return replace(evidence.claim(Estimand.LEVER, number, (("lever", score.lever),)), n=scores.posts)


def chance(evidence: Evidence, scores: LeverScores) -> Claim:
    """What naming segments at random gives."""
    return replace(evidence.claim(Estimand.CHANCE, Number(scores.chance, Unit.SCORE)), n=scores.posts)


def tested(evidence: Evidence, scores: LeverScores) -> Claim:
    """The posts that stand behind the verdict about levers."""
    return replace(evidence.claim(Estimand.TESTED, Number(scores.posts, Unit.POSTS)), n=scores.posts)


def slot(evidence: Evidence, best: BestTime, day: int, hour: int) -> Claim:
    """What posts in one hour of the week earn beside equal posts at other times."""
    ratio, low, high = (float(grid[day, hour]) for grid in (best.slots.ratio, best.slots.low, best.slots.high))
    names = (("weekday", DAYS[day]), ("hour", f"{hour}:00"))
    claim = evidence.claim(Estimand.SLOT, Number(ratio, Unit.TIMES, low, high), names)
    return replace(claim, n=int(best.slots.posts[day, hour]))


def slots_tested(evidence: Evidence, best: BestTime) -> Claim:
    """How many hours of the week hold enough posts to be compared."""
    return replace(evidence.claim(Estimand.SLOTS, Number(best.tested, Unit.WHOLE)), n=best.posts)


def more_posts(evidence: Evidence, best: BestTime) -> Claim | None:
    """How many more posts the nearest hour would take; None where nobody can say."""
    if best.nearest is None or best.more_posts is None:
        return None
    there = slot(evidence, best, *best.nearest)
    return replace(evidence.claim(Estimand.MORE_POSTS, Number(best.more_posts, Unit.POSTS)), n=there.n)


def _of_all(evidence: Evidence, estimand: Estimand, number: Number) -> Claim:
    whole = replace(evidence, posts=np.ones(len(evidence.posts), bool))
    return replace(whole.claim(estimand, number), rows=evidence.rows(Filters()))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
