"""A large, regular file becomes what the careful way would make of it: a table, a sheet, and the rows that stay."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import numpy as np
import polars as pl

from services.domain.errors import InvalidInput
from services.domain.intake import SetAside
from services.importers.bulk import COMPILED, IrregularFileError
from services.importers.bulk.held import HeldRows, read_held
from services.importers.bulk.plan import Plan
from services.importers.bulk.verdicts import Dated, dates_at, settle
from services.importers.bulk.whole import Whole, gather
from services.importers.containers import open_tables
from services.importers.counts import CountColumn
from services.importers.importer import NETWORK, PERIOD, Importer
from services.importers.kept import Kept, keep
from services.importers.reading import TEXT_COLUMNS
from services.importers.recognition import Recognised, recognise
from services.importers.setting_aside import Policy
from services.importers.sheet import _PAGE_IN_ID as PAGE_IN_ID  # one rule, one place
from services.importers.sheet import Sheet
from services.importers.table import Table
from services.importers.text_file import TextFile
from services.progress import Report, part

# The header and the lines that show the delimiter stand in here, or the file is none for this package.
_HEAD = 1_000_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What to read: now is naive UTC, wish the order of day and month or empty, mapped an importer of one's own."""

    path: Path
    now: datetime
    wish: str
    policy: Policy
    mapped: Importer | None


@dataclass(frozen=True, slots=True)
class BulkReading:
    """A file parted into posts and rows set aside, as the careful way does it."""

    recognised: Recognised
    table: Table
    sheet: Sheet
    kept: Kept
    set_aside: tuple[SetAside, ...]


def read_bulk(asked: Wish, report: Report) -> BulkReading:
    """The file's rows; IrregularFileError where only the careful way can read them."""
    recognised, after, plan = _recognise(asked)
    whole = gather(asked.path, plan, after, part(report, 0.0, 0.6))
    report(0.6, "Reading dates and counts")
    dated = settle(whole, plan, asked.now, asked.wish)
    report(0.8, "Checking the rows")
    whole = whole.without("month_first", "day_first", "padded", "full", "key")
    sorting = _Sorting(whole, plan, dated)
    sorting.set_faulty_aside()
    sorting.set_repeats_aside(asked.policy)
    sheet = _sheet(whole.without("hash"), plan, dated, sorting.stays)
    kept = keep(sheet, sorting.stays, sorting.repeated, asked.now)
    listed = sorted([*sorting.listed, *whole.held.other_rows()], key=lambda row: row.line)
    rows = len(whole.frame) + len(whole.held.table.set_aside)
    table = replace(whole.held.table, rows=rows, padded=tuple(whole.held.padded()))
    return BulkReading(recognised, table, sheet, kept, tuple(listed))


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


class _Sorting:
    """Which rows stay, and why the others do not."""

    def __init__(self, whole: Whole, plan: Plan, dated: Dated) -> None:
        self._whole, self._plan, self._dated = whole, plan, dated
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
        keys = [name for name in ("page", "post_id") if name in frame.columns]
        if "post_id" in keys:
            usable = self.stays & frame["post_id"].is_not_null() & ~frame["damaged"]
            hashes = frame.select(pl.col(keys).cast(pl.String)).hash_rows()
            self._put_aside(_again(hashes, usable, last=policy.keep_last_of_id), "repeated_ids")
        self.repeated = _again(frame["hash"], self.stays, last=False)
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


def _again(hashes: pl.Series, among: pl.Series, *, last: bool) -> pl.Series:
    """True for all but one of the equal rows among those given."""
    chosen = hashes.filter(among)
    order = chosen.sort().to_numpy()
    if not (order[1:] == order[:-1]).any():
        return among & False
    twice = pl.Series(order[1:][order[1:] == order[:-1]]).unique()
    candidates = chosen.is_in(twice.implode()).arg_true()
    few = chosen.gather(candidates)
    one = few.is_last_distinct() if last else few.is_first_distinct()
    again = np.zeros(len(hashes), np.bool_)
    again[np.flatnonzero(among.to_numpy())[candidates.filter(~one).to_numpy()]] = True
    return pl.Series(again)


def _sheet(whole: Whole, plan: Plan, dated: Dated, stays: pl.Series) -> Sheet:
    """Every row as in `read_sheet`, but without the cells; dates as written stand only where they are shown."""
    frame = whole.frame
    none = pl.Series("none", [None], dtype=pl.Null).new_from_index(0, len(frame))
    # A column of nothing takes no room, one of empty texts 16 bytes a row.
    texts = {name: frame[name] if name in frame.columns else none for name in ("post_id", *TEXT_COLUMNS)}
    page_from_id = "page" not in plan.columns.position and "post_id" in plan.texts
    if page_from_id:
        page_from_id = texts["post_id"].head(1000).str.contains(PAGE_IN_ID).all() is True
        numbered = texts["post_id"].str.extract(PAGE_IN_ID) if page_from_id else none
        page_from_id = page_from_id and numbered.null_count() == 0
        texts["page"] = numbered if page_from_id else none
    ids = pl.select(pl.when(frame["damaged"]).then(texts["post_id"])).to_series() if frame["damaged"].any() else none
    no = pl.Series("no", [False]).new_from_index(0, len(frame))
    counts = {name: CountColumn(frame[name], no, no, no, pointed=False) for name in plan.counts}
    return Sheet(
        importer=plan.importer,
        cells=pl.DataFrame({"line": frame["line"]}),
        columns=plan.columns,
        date_cells=dated.written(whole, plan, stays),
        dates=dated.dates,
        texts=pl.DataFrame({**texts, NETWORK: none, PERIOD: none}),
        strange_type=frame["strange"],
        written_ids=ids,
        counts=MappingProxyType(counts),
        calendar=MappingProxyType({}),
        page_from_id=page_from_id,
    )
