"""A large, regular file becomes what the careful way would make of it; its posts lie in a draft."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import polars as pl

from services.domain.errors import InvalidInput
from services.domain.intake import SetAside
from services.importers.bulk import COMPILED, IrregularFileError
from services.importers.bulk.chunks import cut
from services.importers.bulk.draft import Draft, Finished
from services.importers.bulk.guesses import Guess, guess
from services.importers.bulk.plan import Notations, Plan
from services.importers.bulk.redraft import Outcome
from services.importers.bulk.rows import read_rows
from services.importers.bulk.seen import see
from services.importers.bulk.sorting import Parted, Sorting, twice
from services.importers.bulk.verdicts import settle
from services.importers.bulk.whole import gather
from services.importers.containers import open_tables
from services.importers.day_order import Verdict
from services.importers.importer import Importer
from services.importers.kept import Kept, are_early
from services.importers.recognition import Recognised, recognise
from services.importers.setting_aside import Policy
from services.importers.table import Table
from services.importers.text_file import TextFile
from services.progress import Report, part

# So much of a file says what its dates and pages are like, or at least what to expect.
_SAMPLE = 1_000_000
# The header and the lines that show the delimiter stand in here, or the file is none for this package.
_HEAD = 1_000_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What to read.

    now: naive UTC. wish: the order of day and month or empty. mapped: an importer of one's own. into: where posts are
    written, None = in memory.
    """

    path: Path
    now: datetime
    wish: str
    policy: Policy
    mapped: Importer | None
    into: Path | None = None


@dataclass(frozen=True, slots=True)
class BulkReading:
    """A file parted into posts and rows set aside, as the careful way does it; the posts lie in the draft.

    stays, guess: as in Outcome.
    """

    recognised: Recognised
    table: Table
    verdicts: tuple[Verdict, ...]
    kept: Kept
    set_aside: tuple[SetAside, ...]
    draft: Draft
    stays: pl.Series
    guess: Guess

    def finish(self, kept: Kept, *, moved: bool, blanks_kinds: bool) -> Finished:
        """The posts as they stay. kept: they; moved, blanks_kinds: as in Outcome."""
        dated, early = kept.posts.select("published_at", "immature"), are_early(self.kept.posts["published_at"])
        return self.draft.finish(kept, Outcome(self.stays, dated, early, self.guess, moved, blanks_kinds))


def read_bulk(asked: Wish, report: Report) -> BulkReading:
    """The file's rows; IrregularFileError where only the careful way can read them."""
    recognised, after, plan = _recognise(asked)
    draft = Draft(plan, _guess(asked, plan, after), asked.now, asked.into)
    whole = gather(asked.path, plan, after, draft, part(report, 0.0, 0.6))
    report(0.6, "Reading dates and counts")
    with ThreadPoolExecutor(1) as aside:
        again = {name: aside.submit(twice, whole.frame[name]) for name in ("id", "hash")}
        dated = settle(whole, plan, asked.now, asked.wish)
    report(0.8, "Checking the rows")
    whole = whole.without("month_first", "day_first", "key")
    sorting = Sorting(whole, plan, dated, {name: found.result() for name, found in again.items()})
    sorting.set_faulty_aside()
    sorting.set_repeats_aside(asked.policy)
    parted, listed = Parted(sorting.stays, sorting.repeated), sorting.listed + whole.held.other_rows()
    del sorting, again
    whole = whole.without("hash", "id")
    rows = len(whole.frame) + len(whole.held.table.set_aside)
    return BulkReading(
        recognised=recognised,
        table=replace(whole.held.table, rows=rows, padded=tuple(whole.held.padded())),
        verdicts=dated.dates.verdicts,
        kept=see(whole, plan, dated, parted, asked.now),
        set_aside=tuple(sorted(listed, key=lambda row: row.line)),
        draft=draft,
        stays=parted.stays,
        guess=Guess(dated.day_first, whole.numbered),
    )


def _guess(asked: Wish, plan: Plan, after: tuple[int, int]) -> Guess:
    """What the first rows suggest."""
    notations = Notations()
    sample = next(cut(asked.path, *after, _SAMPLE), None)
    rows = read_rows(sample, plan, notations).frame if sample else pl.DataFrame()
    if rows.is_empty():
        raise IrregularFileError("no plain rows at its beginning")
    return guess(rows, plan, notations, asked.now, asked.wish)


def _recognise(asked: Wish) -> tuple[Recognised, tuple[int, int], Plan]:
    """The format, where the rows begin (offset and line), and the plan."""
    with asked.path.open("rb") as file:
        head = file.read(_HEAD)
    head = head[: head.rfind(b"\n") + 1]
    try:
        tables = open_tables(head, "")
    except InvalidInput as cause:
        raise IrregularFileError("no plain text") from cause
    grid = tables[0].grid
    if len(tables) != 1 or not isinstance(grid, TextFile) or tables[0].noticed or grid.blank_after_delimiter:
        raise IrregularFileError("no plain text")
    found = recognise(tables, asked.mapped)
    lines = head.split(b"\n")
    offset = sum(len(line) + 1 for line in lines[: found.header.last])
    plan = Plan(found.importer, found.columns, grid.delimiter, asked.path.stat().st_size >= COMPILED)
    if not plan.is_plain or b"\r" in head.replace(b"\r\n", b"") or asked.policy.network:
        raise IrregularFileError("rules of its own")
    return found, (offset, found.header.last + 1), plan
