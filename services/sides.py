"""The posts of one period, and claims about them."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from services.analyses import Analysed
from services.domain.arrays import Booleans
from services.domain.claims import Claim, Estimand, Number, Scope
from services.domain.periods import Period
from services.domain.selection import Filters, Selection
from services.scope import scope


@dataclass(frozen=True, slots=True)
class Side:
    """One period. posts: (n,) whether each post of the analysis is in it; filters: the view of just these."""

    analysed: Analysed
    selection: Selection
    posts: Booleans
    filters: Filters

    @property
    def grown(self) -> Booleans:
        """(n,) the posts whose counts do not grow any more: the others would look weak."""
        return self.posts & ~self.analysed.posts.immature

    def claim(self, estimand: Estimand, number: Number, n: int, drawn: str = "") -> Claim:
        """About these posts; drawn: what was drawn anew for the interval."""
        where = Scope(self.analysed.dataset.name, *self._days(), drawn)
        return Claim(estimand, (), number, n, where, self.view(self.filters))

    def view(self, filters: Filters, post: str = "") -> Selection:
        """The posts of this analysis that other filters leave, whatever its dataset is made from by then."""
        asked = replace(self.selection.segmentation, dataset=self.analysed.dataset.id, content="")
        return Selection(asked, filters, post)

    def _days(self) -> tuple[date | None, date | None]:
        published = self.analysed.posts.published[self.posts]
        dated = published[~np.isnat(published)].astype("datetime64[D]")
        known = (dated.min().item(), dated.max().item()) if len(dated) else (None, None)
        return self.filters.since or known[0], self.filters.until or known[1]


def of_all_segments(filters: Filters) -> Filters:
    """The same without what posts earned: a choice of segments would decide the answer beforehand."""
    return replace(filters, segments=(), area=None)


def in_view(analysed: Analysed, selection: Selection) -> Side:
    """All posts in view, of whatever segment."""
    filters = of_all_segments(selection.filters)
    return Side(analysed, selection, scope(analysed, filters).in_view, filters)


def within(analysed: Analysed, selection: Selection, period: Period) -> Side:
    """The posts of a period that the other filters leave, of whatever segment."""
    filters = replace(of_all_segments(selection.filters), since=period.since, until=period.until)
    return Side(analysed, selection, scope(analysed, filters).in_view, filters)
