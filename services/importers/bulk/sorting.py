"""Which rows of a large file stay, and why the others do not."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from services.domain.intake import SetAside
from services.importers.bulk.held import HeldRows, read_held
from services.importers.bulk.plan import Plan
from services.importers.bulk.verdicts import Dated, dates_at
from services.importers.bulk.whole import Whole
from services.importers.setting_aside import Policy


@dataclass(frozen=True, slots=True)
class Parted:
    """Which rows of a file stay, and which of its rows stand in it again but for the id."""

    stays: pl.Series
    repeated: pl.Series


class Sorting:
    """Which rows stay, and why the others do not. twice: by column, numbers that stand in the file more than once."""

    def __init__(self, whole: Whole, plan: Plan, dated: Dated, twice: Mapping[str, pl.Series]) -> None:
        self._whole, self._plan, self._dated, self._twice = whole, plan, dated, twice
        self.stays = pl.Series("stays", [True]).new_from_index(0, len(whole.frame))
        self.repeated = pl.Series("repeated", [False]).new_from_index(0, len(whole.frame))
        self.listed: list[SetAside] = []

    def set_faulty_aside(self) -> None:
        """Rows that are no posts, or posts that cannot be read."""
        held, line = self._whole.held, self._whole.frame["line"]
        if len(held.frame):
            self._judge(held)
        unread = self.stays & self._dated.dates.values.is_null()
        if unread.any():
            # Rows that only the other order of day and month could read: known once the whole file is.
            self._judge(self._read(line.filter(unread)))

    def set_repeats_aside(self, policy: Policy) -> None:
        """Rows whose id, or all of whose other cells, stand in the file already."""
        frame = self._whole.frame
        usable = self.stays & frame["id"].is_not_null()
        again = _again(frame["id"], usable, self._twice["id"], last=policy.keep_last_of_id)
        self._put_aside(again, "repeated_ids")
        self.repeated = _again(frame["hash"], self.stays, self._twice["hash"], last=False)
        if not policy.keep_repeated_posts:
            self._put_aside(self.repeated, "repeated_posts")

    def _judge(self, held: HeldRows) -> None:
        rows = self._rows(held.frame["line"])
        dates = dates_at(self._dated, rows)
        code = held.faults(dates)
        self.listed += held.listed(code, dates)
        self._drop(rows.filter(code.is_not_null()))

    def _put_aside(self, which: pl.Series, code: str) -> None:
        if not which.any():
            return
        held = self._read(self._whole.frame["line"].filter(which))
        rows = self._rows(held.frame["line"])
        self.listed += held.listed(pl.Series("code", [code]).new_from_index(0, len(rows)), dates_at(self._dated, rows))
        self._drop(rows)

    def _read(self, lines: pl.Series) -> HeldRows:
        return read_held(self._whole.find(lines.to_list()), self._plan, self._whole.notations, self._plan.delimiter)

    def _rows(self, lines: pl.Series) -> pl.Series:
        """Where these lines stand in the frame."""
        return pl.Series("row", np.searchsorted(self._whole.frame["line"].to_numpy(), lines.to_numpy()))

    def _drop(self, rows: pl.Series) -> None:
        if len(rows):
            self.stays = self.stays.scatter(rows, False)


def twice(hashes: pl.Series) -> pl.Series:
    """The numbers that stand there more than once."""
    order = hashes.drop_nulls().sort().to_numpy()
    return pl.Series(order[1:][order[1:] == order[:-1]]).unique()


def _again(hashes: pl.Series, among: pl.Series, twice: pl.Series, *, last: bool) -> pl.Series:
    """True for all but one of the equal rows among those given; twice: numbers that stand in the file again."""
    again = np.zeros(len(hashes), np.bool_)
    if len(twice):
        candidates = (among & hashes.is_in(twice.implode())).arg_true()
        few = hashes.gather(candidates)
        one = few.is_last_distinct() if last else few.is_first_distinct()
        again[candidates.filter(~one).to_numpy()] = True
    return pl.Series(again)
