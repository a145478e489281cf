"""Datasets: a file becomes posts, with its ledger and findings, all or nothing."""

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from cattrs.preconf.json import make_converter

from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.datasets import Dataset
from services.domain.errors import NotFound
from services.domain.intake import SetAside
from services.importers.read import read_posts
from services.importers.reading import Reading
from services.policy import Permission, requires
from services.progress import Report, part, unwatched
from services.storage.database import Database
from services.storage.files import Files, sha256
from services.storage.posts import PostStore
from services.storage.tables import DatasetRow
from services.uploads import Uploads, shown_name

_FACTS = make_converter()


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out, under a name fit for people."""

    path: Path
    name: str


class Datasets:
    """Imports files and finds what was imported."""

    def __init__(self, database: Database, files: Files, posts: PostStore, uploads: Uploads, clock: Clock) -> None:
        self._database, self._files, self._posts = database, files, posts
        self._uploads, self._clock = uploads, clock

    @requires(Permission.IMPORT)
    def import_upload(self, actor: Actor, upload_id: str, report: Report = unwatched) -> Dataset:
        """A whole upload made a dataset; the upload is gone afterwards, whatever came of it."""
        upload, path = self._uploads.finished(actor, upload_id)
        try:
            return self._import(actor, path, upload.file_name, report)
        finally:
            self._uploads.forget(actor, upload_id)

    @requires(Permission.IMPORT)
    def import_file(self, actor: Actor, path: Path, report: Report = unwatched) -> Dataset:
        """A file of this machine made a dataset; it stays where it is."""
        if not path.is_file():
            raise NotFound(f"There is no file {path}.")
        return self._import(actor, path, path.name, report)

    @requires(Permission.EXPLORE)
    def newest_first(self, actor: Actor) -> tuple[Dataset, ...]:
        """All datasets of the workspace."""
        with self._database.reading(actor.workspace_id) as data:
            return tuple(_dataset(row) for row in data.datasets.newest_first())

    @requires(Permission.EXPLORE)
    def get(self, actor: Actor, dataset_id: str) -> Dataset:
        """The dataset, "" for the newest; NotFound where there is none."""
        if not dataset_id:
            newest = self.newest_first(actor)
            if not newest:
                raise NotFound("There is no data in this workspace yet. Upload a file or try the demo.")
            return newest[0]
        with self._database.reading(actor.workspace_id) as data:
            return _dataset(data.datasets.get(dataset_id))

    @requires(Permission.EXPLORE)
    def original(self, actor: Actor, dataset_id: str) -> Download:
        """The file as it came, to the byte."""
        dataset = self.get(actor, dataset_id)
        return Download(self._path(actor, dataset.id, "original"), dataset.file_name)

    @requires(Permission.EXPLORE)
    def rows_set_aside(self, actor: Actor, dataset_id: str) -> Download:
        """The rows that were not kept, each with its line and the reason, as CSV."""
        dataset = self.get(actor, dataset_id)
        return Download(self._path(actor, dataset.id, "set-aside.csv"), f"{dataset.name} - rows set aside.csv")

    def _import(self, actor: Actor, path: Path, file_name: str, report: Report) -> Dataset:
        reading = read_posts(path, self._clock(), part(report, 0.0, 0.8))
        report(0.85, "Storing the posts")
        dataset = self._described(actor, path, file_name, reading)
        self._store(actor, dataset, path, reading)
        with self._database.transaction(actor.workspace_id) as data:
            facts = _FACTS.unstructure(dataset)
            data.datasets.add(
                DatasetRow(id=dataset.id, sha256=dataset.sha256, facts=facts, created_at=dataset.created_at)
            )
            data.activity.note(actor.user_id, "imported a file", dataset.file_name, dataset.created_at)
        report(1.0, "Stored")
        return dataset

    def _described(self, actor: Actor, path: Path, file_name: str, reading: Reading) -> Dataset:
        published = reading.posts["published_at"]
        return Dataset(
            id=secrets.token_hex(6),
            name=Path(shown_name(file_name)).stem,
            file_name=shown_name(file_name),
            size=path.stat().st_size,
            rows_in_file=reading.ledger.rows_in_file,
            rows_kept=reading.ledger.rows_kept,
            rows_set_aside=reading.ledger.rows_set_aside,
            first=published.min(),  # type: ignore[arg-type]  # polars does not say that a date column gives dates
            last=published.max(),  # type: ignore[arg-type]  # as above
            measured=reading.measured,
            findings=reading.findings,
            uploaded_by=actor.name,
            created_at=self._clock(),
            sha256=sha256(path),
        )

    def _store(self, actor: Actor, dataset: Dataset, path: Path, reading: Reading) -> None:
        self._files.keep(self._path(actor, dataset.id, "original"), lambda copy: _copy(path, copy))
        self._files.keep(self._path(actor, dataset.id, "set-aside.csv"), lambda copy: _list(reading.set_aside, copy))
        self._posts.save(actor.workspace_id, dataset.id, reading.posts)

    def _path(self, actor: Actor, dataset_id: str, name: str) -> Path:
        return self._files.path(actor.workspace_id, "datasets", dataset_id, name)


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def _list(rows: tuple[SetAside, ...], target: Path) -> None:
    columns = {
        "line": [row.line for row in rows],
        "reason": [row.reason for row in rows],
        "row": [row.raw for row in rows],
    }
    schema = {"line": pl.Int64, "reason": pl.String, "row": pl.String}
    pl.DataFrame(columns, schema=schema).with_columns(_inert("reason"), _inert("row")).write_csv(target)


def _inert(column: str) -> pl.Expr:
    """Text that a spreadsheet would run as a formula, marked as text."""
    text = pl.col(column)
    runs = text.str.contains(r"^[=+\-@\t\r]")
    return pl.when(runs).then("'" + text).otherwise(text).alias(column)


def _dataset(row: DatasetRow) -> Dataset:
    return _FACTS.structure(row.facts, Dataset)
