"""Posts that are written already, once more as all of the file says that they are."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from services.importers.bulk.drafted import Drafted
from services.importers.bulk.guesses import Guess
from services.importers.importer import OTHER_REACTIONS
from services.importers.kept import blanked, have_no_later_kinds, later_kinds
from services.importers.tallies import Tally, tally

_AT_ONCE = 500_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What all of the file says.

    stays: its rows. dated: `published_at` and `immature` of those that stay. early: of these, which are older than
    kinds. guess: what its beginning should have suggested. moved: the dates stand on another clock. blanks_kinds:
    kinds are not measured in posts older than they are.
    """

    stays: pl.Series
    dated: pl.DataFrame
    early: pl.Series
    guess: Guess
    moved: bool
    blanks_kinds: bool


class Redraft:
    """One more writing, with these counts as measured. before_reactions: as in Kept, once all parts are read."""

    def __init__(self, outcome: Outcome, measured: tuple[str, ...]) -> None:
        self._outcome, self._measured = outcome, measured
        self.before_reactions = outcome.early.clear()

    def parts(self, written: pl.LazyFrame) -> Iterator[Drafted]:
        """The posts that stay, in order."""
        stays = self._outcome.stays
        for start in range(0, len(stays), _AT_ONCE):
            some = written.slice(start, _AT_ONCE).collect().filter(stays.slice(start, _AT_ONCE))
            yield self._part(some)

    def left(self, total: Tally) -> tuple[str, ...]:
        """The counts that still have a figure, once all parts are read; total: of the posts before any kind went."""
        blank = later_kinds(total.measured) if self._outcome.blanks_kinds else ()
        early = self.before_reactions.sum()
        return tuple(name for name in total.measured if name not in blank or total.stated[name] > early)

    def _part(self, written: pl.DataFrame) -> Drafted:
        done, rows, of = len(self.before_reactions), len(written), self._outcome
        posts = written.with_columns(of.dated.slice(done, rows).get_columns())
        before = of.early.slice(done, rows) & have_no_later_kinds(posts, self._measured)
        self.before_reactions = self.before_reactions.append(before)
        total = tally(posts, self._measured, posts.get_column(OTHER_REACTIONS, default=None))
        return Drafted(blanked(posts, before, self._measured) if of.blanks_kinds else posts, total)
