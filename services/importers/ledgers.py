"""What reading several files gave, as if it had been one: findings, rows set aside, and a ledger that balances."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import polars as pl

from services.domain.counts import COUNTS
from services.domain.intake import Finding
from services.importers.intake import POSTS, SET_ASIDE, Intake
from services.importers.joining import Joined, join, nothing_earlier
from services.importers.reading import FINGERPRINT
from services.importers.stored import AtHand, scan_posts

EARLIER = "earlier.parquet"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file, read: its name for people, when it was imported, what was found, and the folder with the rest."""

    name: str
    read_at: datetime
    intake: Intake
    folder: Path


@dataclass(frozen=True, slots=True)
class Summed:
    """All files together; `names` of files to be kept stand in `folder`, `header` is the newest file's fingerprint.

    rows_in_file = rows_kept + rows_set_aside + rows_updated, the last being rows whose post stands in a later file.
    """

    folder: Path
    names: tuple[str, ...]
    rows_in_file: int
    rows_kept: int
    rows_set_aside: int
    first: datetime | None
    last: datetime | None
    measured: tuple[str, ...]
    findings: tuple[Finding, ...]
    header: str = ""

    @property
    def rows_updated(self) -> int:
        """Rows that a later file outdid."""
        return self.rows_in_file - self.rows_kept - self.rows_set_aside


def sum_up(files: Sequence[ReadFile], folder: Path, seal: str = "") -> Summed:
    """The files, oldest first, as one; what is joined is written to the folder.

    seal: of the workspace; used where posts of one of the files have fingerprints.
    """
    if len(files) == 1:
        intake = files[0].intake
        return Summed(
            folder=files[0].folder,
            names=(SET_ASIDE, POSTS),
            rows_in_file=intake.ledger.rows_in_file,
            rows_kept=intake.ledger.rows_kept,
            rows_set_aside=intake.ledger.rows_set_aside,
            first=intake.first,
            last=intake.last,
            measured=intake.measured,
            findings=intake.findings,
            header=intake.header,
        )
    joined = _join(files, seal)
    AtHand(joined.posts).write(folder / POSTS)
    joined.earlier.write_parquet(folder / EARLIER)
    _set_aside(files).write_csv(folder / SET_ASIDE)
    published = joined.posts["published_at"]
    return Summed(
        folder=folder,
        names=(SET_ASIDE, EARLIER, POSTS),
        rows_in_file=sum(file.intake.ledger.rows_in_file for file in files),
        rows_kept=len(joined.posts),
        rows_set_aside=sum(file.intake.ledger.rows_set_aside for file in files),
        first=published.min(),  # type: ignore[arg-type]  # polars does not say that a date column gives dates
        last=published.max(),  # type: ignore[arg-type]  # as above
        measured=tuple(name for name in COUNTS if any(name in file.intake.measured for file in files)),
        findings=_findings(files, len(joined.earlier)),
        header=files[-1].intake.header,
    )


def _join(files: Sequence[ReadFile], seal: str) -> Joined:
    known = any(FINGERPRINT in pl.read_parquet_schema(file.folder / POSTS) for file in files)
    joined = Joined(scan_posts(files[0].folder / POSTS).collect(), nothing_earlier())
    for older, newer in pairwise(files):
        posts = scan_posts(newer.folder / POSTS).collect()
        read_at = older.read_at.astimezone(UTC).replace(tzinfo=None)
        joined = join(joined, posts, read_at, seal if known else "")
    return joined


def _set_aside(files: Sequence[ReadFile]) -> pl.DataFrame:
    """The lists below each other, each row with the file it stands in; cells are safe already."""
    lists = [
        pl.read_csv(file.folder / SET_ASIDE, infer_schema=False).with_columns(file=pl.lit(file.name)) for file in files
    ]
    return pl.concat(lists).select("file", "line", "reason", "row")


def _findings(files: Sequence[ReadFile], updated: int) -> tuple[Finding, ...]:
    """Each kind once, as the newest file has it, with that file's name; then what joining did."""
    newest: dict[str, Finding] = {}
    for file in files:
        for finding in file.intake.findings:
            newest[finding.code] = replace(finding, detail=f"{file.name}: {finding.detail}")
    if not updated:
        return tuple(newest.values())
    done = Finding(
        "posts_updated",
        "Some posts stand in more than one file",
        f"{updated:,} readings of posts were outdone by a later file. The newer counts are shown; the earlier ones "
        "are kept beside them.",
        updated,
    )
    return (*newest.values(), done)
