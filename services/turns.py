"""A turn in the mix: where posts landed before it and after it, until the next."""

from dataclasses import dataclass, replace
from datetime import timedelta

from services.analyses import Analysed
from services.comparison import strongest_share
from services.domain.changes import ChangePoint
from services.domain.claims import Claim
from services.domain.periods import Period
from services.domain.selection import Selection
from services.sides import within


@dataclass(frozen=True, slots=True)
class Turn:
    """When, and the share of posts in the strongest segments on both sides, of posts that do not grow any more."""

    point: ChangePoint
    before: Claim
    after: Claim

    @property
    def difference(self) -> float:
        """After less before, -1 to 1."""
        return self.after.number.value - self.before.number.value


def turn_of(analysed: Analysed, selection: Selection, point: ChangePoint) -> Turn:
    """The turn at this point, among the posts that the filters leave."""
    unfiltered = replace(selection, filters=replace(selection.filters, since=None, until=None))
    periods = Period(point.begins, point.day - timedelta(days=1)), Period(point.day, point.ends)
    shares = [strongest_share(within(analysed, unfiltered, period)) for period in periods]
    before, after = (share for share in shares if share is not None)
    return Turn(point, before, after)
