"""What goes with a change of the mix of segments between two periods."""

import numpy as np

from services.algorithms.mix_split import FORMATS, LANDING, PAGES, Split, count_cells, split
from services.analyses import Analysed
from services.claiming import told
from services.domain.arrays import Floats
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.overview import MixSplit
from services.domain.selection import Selection
from services.domain.views import Phrase, Sentence
from services.periods import periods
from services.sides import Side, within
from services.strongest import strongest_ranks

_PARTS = {FORMATS: Estimand.FORMAT_MIX, PAGES: Estimand.PAGE_MIX, LANDING: Estimand.LANDING_MIX}
_WORDS = {
    FORMATS: " go with another mix of formats",
    PAGES: " with another mix of pages",
    LANDING: " are the same formats landing differently",
}


def mix_split(analysed: Analysed, selection: Selection) -> MixSplit | None:
    """The change between the period in view and the one it is compared with; None where there are no two.

    Posts whose counts still grow are left out: they would look as if they landed lower.
    """
    dataset = analysed.dataset
    both = periods(dataset.first, dataset.last, selection.filters, selection.compare)
    if both is None:
        return None
    now, then = (within(analysed, selection, period) for period in (both.this, both.that))
    if not now.grown.any() or not then.grown.any():
        return None
    found = split(_cells(then), _cells(now), strongest_ranks(analysed))
    names = analysed.described.names
    return MixSplit(names, found.change, found.parts, found.low, found.high, _words(found, now, then))


def _cells(side: Side) -> Floats:
    posts, segmentation = side.analysed.posts, side.analysed.described.segmentation
    pages, formats = (np.unique(one.astype(str), return_inverse=True)[1] for one in (posts.pages, posts.formats))
    return count_cells(segmentation.labels, pages, formats, side.grown, segmentation.k)


def _words(found: Split, now: Side, then: Side) -> Sentence:
    """The parts of the strongest segments, each a claim; a file of one page has no mix of pages to tell of."""
    pages = len(set(now.analysed.posts.pages[now.grown | then.grown])) > 1
    parts = [part for part in _PARTS if part != PAGES or pages]
    whole = _claim(Estimand.STRONGEST_CHANGE, Number(float(found.top.sum()), Unit.POINTS), now, then)
    words = [Phrase("The share of posts in the strongest segments: "), told(whole, strong=True), Phrase(". Of these, ")]
    for place, part in enumerate(parts):
        joint = "" if not place else " and " if place == len(parts) - 1 else ", "
        figures = (float(values[part]) for values in (found.top, found.top_low, found.top_high))
        claim = _claim(_PARTS[part], Number(next(figures), Unit.POINTS, *figures), now, then)
        words += [Phrase(joint), told(claim), Phrase(_WORDS[part])]
    return (*words, Phrase("."))


def _claim(estimand: Estimand, number: Number, now: Side, then: Side) -> Claim:
    posts = int(now.grown.sum() + then.grown.sum())
    drawn = f"{posts:,} posts" if number.low is not None else ""
    return now.claim(estimand, number, posts, drawn)
