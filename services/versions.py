"""A dataset changes: another file in its place, a file more, a question answered, an earlier version again.

Every change is a new version; the ones before stay, and can be brought back.
"""

import dataclasses
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any

import polars as pl

from services.arrivals import Arrival, Source, dataset_of, facts_of, files_of, note
from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.counts import COUNTS
from services.domain.datasets import Dataset, SourceFile
from services.domain.errors import Conflict, InvalidInput, NotFound, Unavailable
from services.domain.intake import AS_KNOWN, Answer, Finding, TableChoice
from services.domain.uploading import DatasetState, EarlierReading, HistoryEntry, UpdatedPost, UpdatedPosts
from services.importers.intake import POSTS
from services.importers.ledgers import EARLIER
from services.importers.stored import scan_posts
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.storage.database import Database
from services.storage.files import Files, sha256
from services.storage.tables import ActivityRow, DatasetRow


class Versions:
    """Changes datasets, and tells what was changed."""

    def __init__(self, database: Database, files: Files, datasets: Datasets, clock: Clock) -> None:
        self._database, self._files, self._datasets, self._clock = database, files, datasets, clock

    @requires(Permission.IMPORT, change="replaced a dataset", about="dataset_id")
    def replace(self, actor: Actor, dataset_id: str, upload_id: str, report: Report = unwatched) -> Dataset:
        """The next version of the dataset, made of the uploaded file alone; earlier answers are not taken along."""
        return self._datasets.arrive_from(actor, upload_id, self._replacing(actor, dataset_id), report)

    @requires(Permission.IMPORT, change="replaced a dataset", about="dataset_id")
    def replace_file(
        self, actor: Actor, dataset_id: str, path: Path, report: Report = unwatched, choice: TableChoice = AS_KNOWN
    ) -> Dataset:
        """The same with a file of this machine; choice: how to read it."""
        arrange = self._replacing(actor, dataset_id, choice)
        return self._datasets.arrive_from_file(actor, path, arrange, report)

    @requires(Permission.IMPORT, change="added to a dataset", about="dataset_id")
    def append(self, actor: Actor, dataset_id: str, upload_id: str, report: Report = unwatched) -> Dataset:
        """The next version: all its files and the uploaded one, read with the answers given so far.

        A post that stands in an earlier file too has the newer counts from now on; the earlier ones are kept as
        readings of then.
        """
        return self._datasets.arrive_from(actor, upload_id, self._adding(actor, dataset_id), report)

    @requires(Permission.IMPORT, change="added to a dataset", about="dataset_id")
    def append_file(
        self, actor: Actor, dataset_id: str, path: Path, report: Report = unwatched, choice: TableChoice = AS_KNOWN
    ) -> Dataset:
        """The same with a file of this machine; choice: how to read it."""
        arrange = self._adding(actor, dataset_id, choice)
        return self._datasets.arrive_from_file(actor, path, arrange, report)

    @requires(Permission.IMPORT, change="answered the import doctor", about="dataset_id")
    def answer(self, actor: Actor, dataset_id: str, code: str, choice: str, report: Report = unwatched) -> Dataset:
        """The next version: the same files, read with this answer to the finding.

        An answer that says what applies already is written down with the version there is. InvalidInput for a
        finding that asks nothing, or another choice than it offers. Conflict where a file was not kept, because its
        words were not: then the answer is noted for when the same file is brought again.
        """
        before = self._datasets.get(actor, dataset_id)
        finding = _asking(before, code)
        label = next((one.label for one in finding.answers if one.key == choice), None)
        if label is None:
            known = ", ".join(one.key for one in finding.answers)
            raise InvalidInput(f"{choice!r} is no answer to {finding.question!r}. Choose one of: {known}.", code)
        answers = (
            *(one for one in before.answers if one.code != code),
            Answer(code, choice, actor.name, self._clock()),
        )
        subject = f"{finding.question} {label}"
        if choice == finding.answer:
            return self._confirm(actor, dataclasses.replace(before, answers=answers), subject)
        if before.wordless:
            self._note_wish(actor, before, answers[-1], subject)
            raise Conflict(
                f"The words of {before.name!r} were dropped at import, and its file with them: it cannot be read again "
                "here. Your answer is noted. Replace the file with the same one, and it is read so."
            )
        arrival = Arrival(self._sources(actor, before), answers, before, why="answered a question", subject=subject)
        return self._datasets.arrive(actor, arrival, report)

    @requires(Permission.IMPORT, change="matched columns", about="dataset_id")
    def match(self, actor: Actor, dataset_id: str, choice: TableChoice, report: Report = unwatched) -> Dataset:
        """The next version: the same files, the newest one read as in this choice; Conflict where one was not kept."""
        before = self._datasets.get(actor, dataset_id)
        if before.wordless:
            raise Conflict(
                f"The words of {before.name!r} were dropped at import, and its file with them: it cannot be read again "
                "here. Upload the file again to match its columns."
            )
        *earlier, newest = self._sources(actor, before)
        sources = (*earlier, dataclasses.replace(newest, choice=choice))
        arrival = Arrival(sources, before.answers, before, why="matched the columns", subject=newest.name)
        return self._datasets.arrive(actor, arrival, report)

    @requires(Permission.IMPORT, change="restored a version", about="version_id")
    def restore(self, actor: Actor, version_id: str) -> Dataset:
        """An earlier version is the dataset again; the one it takes the place of stays in the history."""
        with self._database.transaction(actor.workspace_id) as data:
            data.take_turns()
            row = data.datasets.version(version_id)
            now = data.datasets.get(version_id)
            if row.state != DatasetState.REPLACED:
                raise Conflict("This is the version that everybody sees already.")
            now.state, row.state = DatasetState.REPLACED.value, DatasetState.READY.value
            dataset = dataset_of(row)
            note(data, actor, dataset, ("restored a version", f"version {row.version}"), self._clock())
        return dataset

    @requires(Permission.EXPLORE)
    def history(self, actor: Actor, dataset_id: str) -> tuple[HistoryEntry, ...]:
        """Who did what to the dataset, newest first; each change names the version that it made."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.datasets.kept(dataset_id)
            versions = {one.id: one for one in data.datasets.versions(row.line_id)}
            done = data.activity.of_line(row.line_id)
        with self._database.reading_directory() as directory:
            names = directory.names()
        entries = [_entry(one, names, versions) for one in done]
        if not any(one.version == row.line_id for one in entries):
            # Imported before changes were written down by dataset.
            entries.append(_imported(versions[row.line_id]))
        return tuple(entries)

    @requires(Permission.EXPLORE)
    def updated(self, actor: Actor, dataset_id: str, most: int = 5) -> UpdatedPosts:
        """The posts whose earlier readings are kept, the first few of them in the order of the files."""
        dataset = self._datasets.get(actor, dataset_id)
        folder = self._files.path(actor.workspace_id, "datasets", dataset.id)
        if not (folder / EARLIER).exists():
            return UpdatedPosts(0, ())
        earlier = pl.scan_parquet(folder / EARLIER)
        lines = earlier.select(pl.col("line").unique().sort()).collect()["line"]
        readings = earlier.filter(pl.col("line").is_in(lines.head(most).implode())).sort("read_at").collect()
        now = scan_posts(folder / POSTS).filter(pl.col("line").is_in(lines.head(most).implode())).collect()
        posts = [
            UpdatedPost(
                post["post_id"] or f"line-{post['line']}",
                _counts(post),
                tuple(_reading(row) for row in readings.filter(pl.col("line") == post["line"]).iter_rows(named=True)),
            )
            for post in now.sort("line").iter_rows(named=True)
        ]
        return UpdatedPosts(len(lines), tuple(posts))

    @requires(Permission.EXPLORE)
    def earlier_readings(self, actor: Actor, dataset_id: str, post_id: str) -> tuple[EarlierReading, ...]:
        """What the post had earned when earlier files were imported, oldest first; empty where one file has it."""
        dataset = self._datasets.get(actor, dataset_id)
        folder = self._files.path(actor.workspace_id, "datasets", dataset.id)
        if not (folder / EARLIER).exists():
            return ()
        line = pl.format("line-{}", pl.col("line")) == post_id
        posts = scan_posts(folder / POSTS).filter((pl.col("post_id") == post_id) | line).select("line").collect()
        if len(posts) != 1:
            raise NotFound(f"There is no post {post_id!r} in this dataset.")
        rows = pl.scan_parquet(folder / EARLIER).filter(pl.col("line") == posts.item()).collect()
        return tuple(_reading(row) for row in rows.sort("read_at").iter_rows(named=True))

    def _replacing(self, actor: Actor, dataset_id: str, choice: TableChoice = AS_KNOWN) -> Callable[[Source], Arrival]:
        """What makes the next version of a file alone."""
        before = self._datasets.get(actor, dataset_id)

        def arrange(source: Source) -> Arrival:
            said = _wished(before) if before.wordless and sha256(source.path) == before.sha256 else ()
            new = dataclasses.replace(source, choice=choice)
            return Arrival((new,), said, follows=before, why="replaced the file")

        return arrange

    def _adding(self, actor: Actor, dataset_id: str, choice: TableChoice = AS_KNOWN) -> Callable[[Source], Arrival]:
        """What makes the next version of all files so far and one more, or one more sheet of the same."""
        before = self._datasets.get(actor, dataset_id)

        def arrange(source: Source) -> Arrival:
            known = {(file.sha256, file.choice.sheet) for file in files_of(before)}
            if (sha256(source.path), choice.sheet) in known:
                raise InvalidInput(f"{source.name!r} is part of {before.name!r} already. Nothing was changed.", "file")
            sources = (*self._sources(actor, before), dataclasses.replace(source, choice=choice))
            return Arrival(sources, before.answers, before, why="added a file")

        return arrange

    def _note_wish(self, actor: Actor, dataset: Dataset, answer: Answer, subject: str) -> None:
        wishes = (*(one for one in dataset.wishes if one.code != answer.code), answer)
        with self._database.transaction(actor.workspace_id) as data:
            row = data.datasets.version(dataset.id)
            row.facts = facts_of(dataclasses.replace(dataset, wishes=wishes))
            note(data, actor, dataset, ("noted an answer", subject), self._clock())

    def _confirm(self, actor: Actor, confirmed: Dataset, subject: str) -> Dataset:
        with self._database.transaction(actor.workspace_id) as data:
            data.datasets.version(confirmed.id).facts = facts_of(confirmed)
            note(data, actor, confirmed, ("answered a question", subject), self._clock())
        return confirmed

    def _sources(self, actor: Actor, dataset: Dataset) -> tuple[Source, ...]:
        """The files of a version, to be read again; Unavailable where one is damaged."""
        return tuple(self._source(actor, file) for file in files_of(dataset))

    def _source(self, actor: Actor, file: SourceFile) -> Source:
        if file.wordless:
            folder = self._files.path(actor.workspace_id, "datasets", file.version)
            return Source(folder, file.name, file.read_at, file, file.choice, stored=folder)
        path = self._files.path(actor.workspace_id, "datasets", file.version, "original")
        if not path.exists() or sha256(path) != file.sha256:
            raise Unavailable(f"{file.name!r} is damaged on disk. Replace it by uploading it again.")
        return Source(path, file.name, file.read_at, file, file.choice)


def _wished(dataset: Dataset) -> tuple[Answer, ...]:
    """All answers that were given or noted, the noted ones in the place of others to the same question."""
    noted = {one.code for one in dataset.wishes}
    return (*(one for one in dataset.answers if one.code not in noted), *dataset.wishes)


_UNNAMED = {"shell": "Command line", "postlens": "Postlens"}


def _asking(dataset: Dataset, code: str) -> Finding:
    for finding in dataset.findings:
        if finding.code == code and finding.question:
            return finding
    raise InvalidInput(f"{dataset.name!r} asks nothing about {code!r}.", "code")


def _entry(done: ActivityRow, names: dict[str, str], versions: dict[str, DatasetRow]) -> HistoryEntry:
    who = names.get(done.user_id, _UNNAMED.get(done.user_id, "Somebody"))
    version = versions.get(done.version_id or "")
    if version is None:
        return HistoryEntry(done.at, who, done.what, done.subject, "", restorable=False)
    return _about(version, HistoryEntry(done.at, who, done.what, done.subject, version.id, restorable=False))


def _imported(row: DatasetRow) -> HistoryEntry:
    dataset = dataset_of(row)
    who, when = dataset.uploaded_by, dataset.created_at
    return _about(row, HistoryEntry(when, who, "imported a file", dataset.file_name, row.id, restorable=False))


def _about(row: DatasetRow, entry: HistoryEntry) -> HistoryEntry:
    """The entry with what there is to say about its version."""
    state = DatasetState(row.state)
    return dataclasses.replace(
        entry,
        restorable=state is DatasetState.REPLACED,
        number=row.version,
        posts=dataset_of(row).rows_kept,
        current=state.current,
    )


def _reading(row: dict[str, Any]) -> EarlierReading:
    return EarlierReading(row["read_at"].replace(tzinfo=UTC), _counts(row))


def _counts(row: dict[str, Any]) -> tuple[tuple[str, int | None], ...]:
    return tuple((name, row[name]) for name in COUNTS if name in row)
