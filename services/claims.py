"""Claims about the posts in view: made here, from one analysis under one set of filters, and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan, sqrt

import numpy as np

from services.algorithms.share_intervals import share_interval
from services.analyses import Analysed
from services.domain.arrays import Booleans, Floats
from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.counts import COUNTS
from services.domain.features import Features
from services.domain.selection import Filters, Selection
from services.domain.surrogate import Fidelity
from services.profiles import middle
from services.resampling import resampled
from services.scope import segment_id

Names = tuple[tuple[str, str], ...]
_TWO_SIDED = 1.96


@dataclass(frozen=True, slots=True)
class Evidence:
    """One analysis under the filters of a view. posts: (n,) whether its claims rest on each post."""

    analysed: Analysed
    selection: Selection
    posts: Booleans

    def claim(self, estimand: Estimand, number: Number, names: Names = (), drawn: str = "") -> Claim:
        """About all of these posts. drawn: what was drawn anew for the interval."""
        n = int(self.posts.sum())
        return Claim(estimand, names, number, n, self._scope(drawn), self.rows(_around(self.selection.filters)))

    def of_file(self, estimand: Estimand, number: Number, names: Names = (), drawn: str = "") -> Claim:
        """About every post of the file, whatever is in view."""
        whole = replace(self, posts=np.ones(len(self.posts), bool))
        return replace(whole.claim(estimand, number, names, drawn), rows=self.rows(Filters()))

    def rows(self, filters: Filters) -> Selection:
        """The view of the posts that these filters leave, in this analysis."""
        asked = replace(self.selection.segmentation, dataset=self.analysed.dataset.id, content="")
        return Selection(asked, filters)

    def of_segments(self, ranks: tuple[int, ...]) -> Selection:
        """The view of the posts of these segments."""
        chosen = tuple(segment_id(self.analysed, rank) for rank in ranks)
        return self.rows(replace(self.selection.filters, segments=chosen))

    def _scope(self, drawn: str) -> Scope:
        published = self.analysed.posts.published[self.posts]
        dated = published[~np.isnat(published)]
        if not len(dated):
            return Scope(self.analysed.dataset.name, resampled=drawn)
        first, last = (moment.astype("datetime64[D]").item() for moment in (dated.min(), dated.max()))
        return Scope(self.analysed.dataset.name, first, last, drawn)


def posts_share(evidence: Evidence, ranks: tuple[int, ...]) -> Claim:
    """Share of posts that are in these segments."""
    number, drawn = _share(evidence, _members(evidence, ranks).astype(float), np.ones(len(evidence.posts)))
    one = Estimand.POSTS_SHARE if len(ranks) == 1 else Estimand.STRONGEST_SHARE
    claim = evidence.claim(one, number, _named(evidence, ranks), drawn)
    return replace(claim, rows=evidence.of_segments(ranks))


def held(evidence: Evidence, ranks: tuple[int, ...], count: str) -> Claim:
    """Share of all of a count that the posts of these segments hold; posts without it are left out."""
    whole = np.nan_to_num(evidence.analysed.posts.counts[count])
    number, drawn = _share(evidence, np.where(_members(evidence, ranks), whole, 0.0), whole)
    one = Estimand.HELD if len(ranks) == 1 else Estimand.HELD_BY_STRONGEST
    claim = evidence.claim(one, number, (*_named(evidence, ranks), ("count", count)), drawn)
    return replace(claim, rows=evidence.of_segments(ranks))


def format_share(evidence: Evidence, rank: int, form: str) -> Claim:
    """Share of a segment's posts that have a format."""
    members = _members(evidence, (rank,))
    return _format_claim(evidence, Estimand.FORMAT_SHARE, (rank, form), members)


def landing(evidence: Evidence, form: str, rank: int) -> Claim:
    """Share of a format's posts that land in a segment."""
    of_format = evidence.analysed.posts.formats.astype(str) == form
    return _format_claim(evidence, Estimand.LANDING, (rank, form), of_format)


def median(evidence: Evidence, count: str) -> Claim:
    """The median of a count; n is the posts for which it was measured."""
    values = evidence.analysed.posts.counts[count][evidence.posts]
    claim = evidence.claim(Estimand.MEDIAN, Number(middle(values), Unit.COUNT), (("count", count),))
    return replace(claim, n=int((~np.isnan(values)).sum()))


def earned(evidence: Evidence, features: Features, place: int) -> dict[str, Claim]:
    """What one post earned of each of its measured counts, by name; its row is the post explained."""
    told = {}
    post = replace(evidence.rows(evidence.selection.filters), post=str(evidence.analysed.posts.ids[place]))
    alone = replace(evidence, posts=np.arange(len(evidence.posts)) == place)
    for name, value in zip(features.names, features.raw[place], strict=True):
        if name in COUNTS and not isnan(value):
            claim = alone.claim(Estimand.EARNED, Number(float(value), Unit.COUNT), (("count", name),))
            told[name] = replace(claim, rows=post)
    return told


def given(evidence: Evidence, counts: Mapping[str, float], rank: int) -> dict[str, Claim]:
    """What a post earned that is in no file, as somebody says; its rows are the posts of the segment it falls into."""
    return {
        name: Claim(
            Estimand.EARNED, (("count", name),), Number(value, Unit.COUNT), 1, Scope(""), evidence.of_segments((rank,))
        )
        for name, value in counts.items()
    }


def stability(evidence: Evidence, k: int) -> Claim:
    """The mean adjusted Rand index of k segments over the resamples, over all posts of the dataset."""
    sweep = evidence.analysed.analysis.sweep
    row = next(row for row in sweep.rows if row.k == k)
    drawn, names = f"{sweep.resamples} resamples", (("segments", str(k)),)
    return evidence.of_file(Estimand.STABILITY, Number(row.ari, Unit.SCORE), names, drawn)


def circular(evidence: Evidence) -> tuple[Claim, Claim | None] | None:
    """How well the classic recipe's segments agree with the post types, and are found again; None for other recipes.

    The second is None where it could not be measured.
    """
    found = evidence.analysed.analysis.circular
    if found is None:
        return None
    agree, again = (
        evidence.of_file(estimand, Number(value, Unit.ACCURACY))
        for estimand, value in (
            (Estimand.TYPES_AGREE, found.type_agreement),
            (Estimand.TYPES_FOUND, found.forest_accuracy),
        )
    )
    return agree, None if isnan(found.forest_accuracy) else again


def restated(evidence: Evidence, fidelity: Fidelity) -> tuple[Claim, Claim]:
    """The share of held-out posts whose segment the forest restates, and the share in the largest; over all posts."""
    drawn = f"{len(evidence.posts):,} posts"
    held_out = evidence.of_file(Estimand.FIDELITY, proportion(fidelity.held_out, len(evidence.posts)), drawn=drawn)
    return held_out, evidence.of_file(Estimand.BASELINE, Number(fidelity.baseline, Unit.SHARE))


def proportion(share: float, posts: int) -> Number:
    """A share of so many posts that do not depend on each other, with Wilson's 95 % interval."""
    square = _TWO_SIDED**2
    middle_of = (share + square / (2 * posts)) / (1 + square / posts)
    reach = _TWO_SIDED / (1 + square / posts) * sqrt(share * (1 - share) / posts + square / (4 * posts**2))
    return Number(share, Unit.SHARE, max(middle_of - reach, 0.0), min(middle_of + reach, 1.0))


def _format_claim(evidence: Evidence, estimand: Estimand, told: tuple[int, str], whole: Booleans) -> Claim:
    rank, form = told
    both = _members(evidence, (rank,)) & (evidence.analysed.posts.formats.astype(str) == form)
    number, drawn = _share(evidence, both.astype(float), whole.astype(float))
    claim = evidence.claim(estimand, number, (*_named(evidence, (rank,)), ("format", form)), drawn)
    shown = replace(evidence.of_segments((rank,)).filters, formats=(form,))
    return replace(claim, n=int((evidence.posts & whole).sum()), rows=evidence.rows(shown))


def _share(evidence: Evidence, part: Floats, whole: Floats) -> tuple[Number, str]:
    """The share with its interval, and what was drawn anew for it."""
    kept = evidence.posts
    group, drawn = resampled(evidence.analysed.posts.pages[kept])
    share, low, high = share_interval(part[kept], whole[kept], group)
    if isnan(low):
        return Number(0.0 if isnan(share) else share, Unit.SHARE), ""
    return Number(share, Unit.SHARE, low, high), drawn


def _members(evidence: Evidence, ranks: tuple[int, ...]) -> Booleans:
    return np.isin(evidence.analysed.described.segmentation.labels, ranks)


def _named(evidence: Evidence, ranks: tuple[int, ...]) -> Names:
    """The segment, where it is one."""
    if len(ranks) != 1:
        return ()
    return ("segment", evidence.analysed.described.names[ranks[0]]), ("segment_rank", str(ranks[0]))


def _around(filters: Filters) -> Filters:
    return replace(filters, segments=())
