"""An uploaded file becomes posts, findings and a balanced ledger, or a refusal people can act on."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from services.domain.errors import InvalidInput
from services.domain.intake import Answer, ColumnMapping, Finding, Ledger, SetAside
from services.importers import time_zones
from services.importers.answers import (
    ALL_NETWORKS,
    BEFORE_REACTIONS,
    DAY_ORDER,
    QUESTIONS,
    REPEATED_IDS,
    REPEATED_POSTS,
    SEVERAL_NETWORKS,
)
from services.importers.bulk import LARGE, IrregularFileError
from services.importers.bulk.read import BulkReading, Wish, read_bulk
from services.importers.checks import check_posts
from services.importers.containers import open_tables
from services.importers.count_checks import check_counts
from services.importers.date_checks import check_dates, count_notations
from services.importers.day_order import Verdict
from services.importers.file_checks import check_file, check_rows_set_aside, check_tables
from services.importers.headers import fingerprint
from services.importers.kept import Kept, blank_kinds, keep
from services.importers.mapped import importer_for
from services.importers.reading import Posts, Reading
from services.importers.recognition import NOTHING_STORED, Recognised, demand_counts, recognise
from services.importers.setting_aside import Policy, list_rows, sort_rows
from services.importers.sheet import Sheet, read_sheet
from services.importers.stored import AtHand
from services.importers.table import Table, build_table
from services.progress import Report, part


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file recognised and cut into cells; other_tables: names of sheets or files in it that were not read."""

    recognised: Recognised
    table: Table
    other_tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Doctored:
    """The rows parted into posts and rows set aside. bulk: None = the posts are at hand."""

    verdicts: tuple[Verdict, ...]
    kept: Kept
    set_aside: tuple[SetAside, ...]
    bulk: BulkReading | None = None

    def finished(self, kept: Kept, *, moved: bool, blanks_kinds: bool) -> tuple[Kept, Posts, tuple[str, ...]]:
        """The posts as checks see them, as they are stored, and those of their counts that are.

        kept: as here, but for dates, if they moved. blanks_kinds: kinds are not measured in posts older than they are.
        """
        if self.bulk:
            done = self.bulk.finish(kept, moved=moved, blanks_kinds=blanks_kinds)
            return done.kept, done.posts, done.measured
        final = blank_kinds(kept) if blanks_kinds else kept
        return kept, AtHand(final.posts), final.measured


@dataclass(frozen=True, slots=True)
class _Options:
    """When the file is imported (naive UTC), and what people chose; sheet, mapping and into as in `read_posts`."""

    now: datetime
    answers: tuple[Answer, ...]
    sheet: str
    mapping: ColumnMapping | None
    into: Path | None = None

    def __post_init__(self) -> None:
        """Refuse unknown choices before any work is done: InvalidInput."""
        for question in QUESTIONS:
            question.applied(self.answers)

    @property
    def day_order(self) -> str:
        """`month_first`, `day_first`, or empty for as the file suggests."""
        applied = DAY_ORDER.applied(self.answers)
        return "" if applied == DAY_ORDER.choices[0].key else applied

    @property
    def policy(self) -> Policy:
        """Which repeated rows stay."""
        return Policy(
            keep_repeated_posts=REPEATED_POSTS.applied(self.answers) == "keep",
            keep_last_of_id=REPEATED_IDS.applied(self.answers) == "last",
            network=self._network,
        )

    @property
    def _network(self) -> str:
        chosen = [answer.choice for answer in self.answers if answer.code == SEVERAL_NETWORKS]
        return chosen[-1] if chosen and chosen[-1] != ALL_NETWORKS else ""

    @property
    def blanks_kinds(self) -> bool:
        """Whether kinds are not measured in posts older than they are."""
        return BEFORE_REACTIONS.applied(self.answers) == "not_measured"


def read_posts(  # noqa: PLR0913  # what is read, when, and what people chose; a value of choices would hide it
    path: Path,
    now: datetime,
    report: Report,
    answers: Sequence[Answer] = (),
    *,
    mapping: ColumnMapping | None = None,
    sheet: str = "",
    into: Path | None = None,
) -> Reading:
    """The posts in this file with everything noticed on the way.

    now: the moment of import, aware, or naive UTC. answers: what people chose for findings of an earlier
    reading. mapping: which column means what, for files nobody knows; None = recognise the tool. sheet: the
    sheet of a workbook or the file of an archive to read; empty = the one that is recognised. into: where posts of a
    large file are written while it is read; None = in memory, and so on no disk. InvalidInput
    says what is wrong with a file that cannot be read, or which answer is unknown; nothing else is raised,
    whatever the file holds.
    """
    moment = now.astimezone(UTC).replace(tzinfo=None) if now.tzinfo else now
    options = _Options(moment, tuple(answers), sheet, mapping, into)
    report(0.0, "Reading the file")
    opened, doctored = _read_large(path, options, report) or _read_carefully(path, options, report)
    recognised = opened.recognised
    zone = time_zones.said(options.answers)
    kept = time_zones.on_its_clock(doctored.kept, zone, moment) if zone else doctored.kept
    kept, posts, measured = doctored.finished(kept, moved=bool(zone), blanks_kinds=options.blanks_kinds)
    _demand_posts(kept, doctored.set_aside)
    findings = tuple(_findings(opened, replace(doctored, kept=kept), options))
    demand_counts(list(measured))
    report(1.0, f"{len(kept.posts):,} posts read")
    published = kept.posts["published_at"]
    return Reading(
        stored=posts,
        importer=recognised.importer.name,
        measured=measured,
        findings=findings,
        set_aside=doctored.set_aside,
        ledger=Ledger(opened.table.rows, len(kept.posts), len(doctored.set_aside)),
        notations=count_notations(kept),
        first=published.min(),  # type: ignore[arg-type]  # polars does not say that a date column gives dates
        last=published.max(),  # type: ignore[arg-type]  # as above
        header=fingerprint(recognised.header.cells),
    )


def _read_large(path: Path, options: _Options, report: Report) -> tuple[_Opened, _Doctored] | None:
    """The fast way; None where the file is small, or not regular enough for it."""
    if path.stat().st_size < LARGE or options.sheet:
        return None
    mapped = importer_for(options.mapping) if options.mapping else None
    try:
        asked = Wish(path, options.now, options.day_order, options.policy, mapped, options.into)
        found = read_bulk(asked, report)
    except IrregularFileError:
        if options.into:
            options.into.unlink(missing_ok=True)
        return None
    return _Opened(found.recognised, found.table, ()), _Doctored(found.verdicts, found.kept, found.set_aside, found)


def _read_carefully(path: Path, options: _Options, report: Report) -> tuple[_Opened, _Doctored]:
    """The way that holds every cell as text."""
    opened = _open(path, options, part(report, 0.1, 0.6))
    report(0.6, "Reading dates and counts")
    recognised = opened.recognised
    cells = read_sheet(opened.table, recognised.importer, recognised.columns, options.now, options.day_order)
    report(0.8, "Checking the rows")
    return opened, _doctor(opened, cells, options)


def _open(path: Path, options: _Options, report: Report) -> _Opened:
    tables = open_tables(path.read_bytes(), options.sheet)
    mapped = importer_for(options.mapping) if options.mapping else None
    found = recognise(tables, mapped)
    others = tuple(table.name for table in tables if table is not found.table)
    return _Opened(found, build_table(found.table.grid, found.header, found.columns, report), others)


def _doctor(opened: _Opened, sheet: Sheet, options: _Options) -> _Doctored:
    rows = sort_rows(sheet, options.policy)
    stays = rows.code.is_null()
    listed = [*opened.table.set_aside, *list_rows(sheet, rows.code, opened.recognised.table.grid)]
    return _Doctored(
        verdicts=sheet.dates.verdicts,
        kept=keep(sheet, stays, rows.repeated, options.now),
        set_aside=tuple(sorted(listed, key=lambda row: row.line)),
    )


def _demand_posts(kept: Kept, set_aside: tuple[SetAside, ...]) -> None:
    """Refuse a file without a single post, or whose counts are blank."""
    if len(kept.posts):
        demand_counts(list(kept.measured))
        return
    if not set_aside:
        raise InvalidInput(
            f"The file has a header and no rows below it. Export again with posts in it. {NOTHING_STORED}",
            "file",
        )
    reason, rows = Counter(row.reason for row in set_aside).most_common(1)[0]
    raise InvalidInput(
        f"None of the {len(set_aside):,} rows could be read. {rows:,} of them: {reason} The first stands in "
        f"line {set_aside[0].line:,}. {NOTHING_STORED}",
        "file",
    )


def _findings(opened: _Opened, doctored: _Doctored, options: _Options) -> Iterator[Finding]:
    """Everything noticed: dates, posts, rows set aside, and last the file itself."""
    kept = doctored.kept
    yield from check_dates(kept, doctored.verdicts, options.answers, options.now)
    yield from check_posts(kept, options.now, options.answers)
    yield from check_counts(kept)
    yield from check_rows_set_aside(doctored.set_aside, options.answers)
    yield from opened.recognised.table.noticed
    yield from check_tables(opened.recognised.table.name, opened.other_tables)
    yield from check_file(opened.recognised.above, opened.recognised.columns, opened.table)
