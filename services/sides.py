"""The posts of one period, as evidence for claims."""

from dataclasses import dataclass, replace

from services.analyses import Analysed
from services.claims import Evidence
from services.domain.arrays import Booleans
from services.domain.claims import Claim, Estimand, Number
from services.domain.periods import Period
from services.domain.selection import Filters, Selection
from services.levers import beforehand
from services.scope import scope


@dataclass(frozen=True, slots=True)
class Side(Evidence):
    """The posts of one period, whatever their segment; the selection is the view of just these."""

    @property
    def filters(self) -> Filters:
        """Those that leave just these posts."""
        return self.selection.filters

    @property
    def grown(self) -> Booleans:
        """(n,) the posts whose counts do not grow any more: the others would look weak."""
        return self.posts & ~self.analysed.posts.immature

    def about(self, estimand: Estimand, number: Number, n: int, drawn: str = "") -> Claim:
        """A claim that rests on n of these posts, or on n of these and others that they are compared with."""
        return replace(self.claim(estimand, number, drawn=drawn), n=n)


def in_view(analysed: Analysed, selection: Selection) -> Side:
    """All posts in view, of whatever segment."""
    return _side(analysed, selection, beforehand(selection.filters))


def within(analysed: Analysed, selection: Selection, period: Period) -> Side:
    """The posts of a period that the other filters leave, of whatever segment."""
    filters = replace(beforehand(selection.filters), since=period.since, until=period.until)
    return _side(analysed, selection, filters)


def _side(analysed: Analysed, selection: Selection, filters: Filters) -> Side:
    return Side(analysed, replace(selection, filters=filters), scope(analysed, filters).in_view)
