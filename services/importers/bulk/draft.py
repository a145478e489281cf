"""Posts of a large file, written while it is read: under dates and pages that its beginning suggests.

Mostly they stand. Where all of the file says otherwise, or rows are set aside, they are written once more from what
is written already.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import polars as pl

from services.domain.counts import COUNTS
from services.importers.bulk.drafted import Drafted, Target, beside, put, write_parts
from services.importers.bulk.guesses import Guess, choose_readings, pages_of
from services.importers.bulk.plan import Notations, Plan
from services.importers.bulk.redraft import Outcome, Redraft
from services.importers.importer import OTHER_REACTIONS
from services.importers.kept import Kept, are_immature
from services.importers.reading import SCHEMA
from services.importers.stored import InColumns
from services.importers.tallies import Tally, tally


@dataclass(frozen=True, slots=True)
class Finished:
    """The posts that stay. kept: they, as checks see them. measured: those of their counts that are stored."""

    kept: Kept
    posts: InColumns
    measured: tuple[str, ...]


class Draft:
    """A file's posts until everything is known about them. into: where they are written, None = in memory."""

    def __init__(self, plan: Plan, guess: Guess, now: datetime, into: Path | None) -> None:
        self.guess, self._plan, self._now = guess, plan, now
        self._target: Target = into or BytesIO()
        self._tally = Tally()

    def part(self, rows: pl.DataFrame, notations: Notations) -> Drafted:
        """Rows as posts; rows: as in Rows."""
        published = choose_readings(rows, notations, self.guess.day_first)
        known = rows.with_columns(published_at=published, immature=are_immature(published, self._now))
        if self.guess.page_from_id:
            known = known.with_columns(page=pages_of(rows["post_id"]))
        counts = [name for name in self._plan.counts if name in COUNTS]
        return Drafted(known, tally(rows, counts, rows.get_column(OTHER_REACTIONS, default=None)))

    def write(self, parts: Iterator[Drafted]) -> None:
        """Put these parts where the posts are kept."""
        self._tally = write_parts(parts, self._columns(self._plan.counts, self.guess), self._target)

    def finish(self, kept: Kept, outcome: Outcome) -> Finished:
        """The posts that stay; kept: they, as from `see`. With other reactions in the file they are written twice."""
        measured = self._tally.measured
        unchanged = outcome.stays.all() and not (outcome.moved or outcome.blanks_kinds)
        if unchanged and outcome.guess == self.guess and set(measured) == set(self._plan.counts):
            return Finished(replace(kept, tally=self._tally, measured=measured), InColumns(self._target), measured)
        return self._again(kept, outcome)

    def _columns(self, counts: Sequence[str], guess: Guess) -> list[str]:
        """Those that the posts have, in order."""
        texts = {*self._plan.texts, *(["page"] if guess.page_from_id else [])}
        own = [name for name in SCHEMA if name in texts or name in ("line", "published_at")]
        return [*own, *counts, "immature"]

    def _again(self, kept: Kept, outcome: Outcome) -> Finished:
        """The posts written once more, until every count that is written has a figure."""
        measured = columns = self._tally.measured
        while True:
            target = beside(self._target)
            redraft = Redraft(outcome, measured)
            parts = redraft.parts(InColumns(self._target).scan())
            total = write_parts(parts, self._columns(columns, outcome.guess), target)
            found = total.measured, redraft.left(total)
            if found == (measured, columns):
                break
            measured, columns = found
        kept = replace(kept, tally=total, measured=measured, before_reactions=redraft.before_reactions)
        self._target = put(target, self._target)
        return Finished(kept, InColumns(self._target), columns)
