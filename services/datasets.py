"""Datasets: files become posts, with their ledger and findings, all or nothing."""

import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from services.arrivals import Arrival, Newcomer, Source, admit, dataset_of, describe, files_of, mapping_of
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.datasets import Dataset, SourceFile, Upload
from services.domain.errors import Conflict, InvalidInput, NotFound, ServiceError, TooLarge
from services.domain.intake import AS_KNOWN, TableChoice
from services.importers.intake import POSTS
from services.importers.ledgers import ReadFile, Summed, sum_up
from services.policy import Permission, requires
from services.progress import Report, part, unwatched
from services.reader import Reader
from services.readings import kept_reading, note_reading, parts_to_keep
from services.storage.database import Database
from services.storage.failpoints import reached
from services.storage.files import Files, sha256, size_of
from services.uploads import Uploads, shown_name

# What a refusal is about where no importer knows the file, and where other columns might be the ones.
UNKNOWN_COLUMNS = "columns"
MATCHABLE = (UNKNOWN_COLUMNS, "published_at", "counts", "mapping")


@dataclass(frozen=True, slots=True)
class Download:
    """A file to hand out, under a name fit for people."""

    path: Path
    name: str


class Datasets:
    """Imports files and finds what was imported."""

    def __init__(self, database: Database, files: Files, uploads: Uploads, clock: Clock, reader: Reader) -> None:
        self._database, self._files, self._uploads = database, files, uploads
        self._clock, self._reader = clock, reader

    @requires(Permission.IMPORT, change="imported a dataset")
    def import_upload(self, actor: Actor, upload_id: str, report: Report = unwatched) -> Dataset:
        """A whole upload made a dataset; asked again, the dataset that it became."""
        return self.arrive_from(actor, upload_id, lambda source: Arrival((source,)), report)

    @requires(Permission.IMPORT, change="imported a dataset")
    def import_file(
        self, actor: Actor, path: Path, report: Report = unwatched, key: str = "", choice: TableChoice = AS_KNOWN
    ) -> Dataset:
        """A file of this machine made a dataset; it stays where it is.

        key: asked again under the same one by the same person, the dataset that it became. choice: how to read it.
        """
        known = self._uploads.become(actor, key) if key else ""
        if known:
            dataset = self.get(actor, known)
            if choice.wordless and not dataset.wordless:
                raise Conflict("This file was imported with its words under the same key. Give it another key.")
            return dataset
        return self.arrive_from_file(
            actor, path, lambda source: Arrival((replace(source, choice=choice),), key=key), report
        )

    @requires(Permission.EXPLORE)
    def newest_first(self, actor: Actor) -> tuple[Dataset, ...]:
        """All datasets of the workspace."""
        with self._database.reading(actor.workspace_id) as data:
            return tuple(dataset_of(row) for row in data.datasets.newest_first())

    @requires(Permission.EXPLORE)
    def get(self, actor: Actor, dataset_id: str) -> Dataset:
        """The dataset, "" for the newest; NotFound where there is none."""
        if not dataset_id:
            newest = self.newest_first(actor)
            if not newest:
                raise NotFound("There is no data in this workspace yet. Upload a file or try the demo.")
            return newest[0]
        with self._database.reading(actor.workspace_id) as data:
            return dataset_of(data.datasets.get(dataset_id))

    @requires(Permission.EXPLORE)
    def original(self, actor: Actor, dataset_id: str, number: int = 0) -> Download:
        """The newest file of the dataset as it came, to the byte; number: which of its files, from 1, oldest first.

        NotFound where it was not kept, because its words were not.
        """
        files = files_of(self.get(actor, dataset_id))
        if number not in range(len(files) + 1):
            raise NotFound(f"This dataset has no file number {number}; it was made of {len(files)}.")
        file = files[number - 1]
        if file.wordless:
            raise NotFound(
                f"{file.name!r} is not here: its words, links and names were dropped at import, and the file with "
                f"them. Only its size ({file.size:,} bytes) and its SHA-256 were kept: {file.sha256}."
            )
        return Download(self._path(actor, file.version, "original"), file.name)

    @requires(Permission.EXPLORE)
    def rows_set_aside(self, actor: Actor, dataset_id: str) -> Download:
        """The rows that were not kept, each with its line and the reason, as CSV."""
        dataset = self.get(actor, dataset_id)
        return Download(self._path(actor, dataset.id, "set-aside.csv"), f"{dataset.name} - rows set aside.csv")

    @requires(Permission.IMPORT)
    def arrive(self, actor: Actor, arrival: Arrival, report: Report = unwatched) -> Dataset:
        """The files of an arrival made a dataset, or the next version of one; durable when this returns.

        A file that no importer knows is read with the columns that somebody of the workspace matched for its header.
        A file that comes in has no words where the workspace keeps none, or the dataset that it goes into has none.
        """
        wanted = self._as_ruled(actor, arrival)
        try:
            return self._arrive(actor, wanted, report)
        except InvalidInput as refusal:
            matched = self._remembered(actor, wanted) if refusal.field == UNKNOWN_COLUMNS else None
            if matched is None:
                raise
        return self._arrive(actor, matched, report)

    @requires(Permission.IMPORT)
    @contextmanager
    def read_again(self, actor: Actor, arrival: Arrival, report: Report = unwatched) -> Iterator[tuple[Dataset, Path]]:
        """What would become of files that are kept elsewhere, and its posts, until the block ends; nothing stays."""
        with self._folder(actor) as folder:
            summed = self._read(actor, arrival, folder, report)
            kept = tuple(source.kept for source in arrival.sources if source.kept)
            newcomer = Newcomer(folder.name, kept, (), actor.name, self._clock())
            yield describe(arrival, summed, newcomer), summed.folder / POSTS

    def _as_ruled(self, actor: Actor, arrival: Arrival) -> Arrival:
        """The arrival, its new files without words where there are to be none."""
        with self._database.reading(actor.workspace_id) as data:
            dropping = data.wordless() or (arrival.follows is not None and arrival.follows.wordless)
        return _without_words(arrival) if dropping else arrival

    def _remembered(self, actor: Actor, arrival: Arrival) -> Arrival | None:
        """The arrival with what is remembered of its newest file's header; None where nothing is."""
        newest = arrival.sources[-1]
        if newest.choice.mapping:
            return None
        headers = self._reader.header_fingerprints(newest.path)
        with self._database.reading(actor.workspace_id) as data:
            row = data.mappings.among(headers)
        if row is None:
            return None
        said, who, when = mapping_of(row), row.matched_by, row.matched_at
        choice = replace(newest.choice, mapping=said, matched_by=who, matched_at=when)
        return replace(arrival, sources=(*arrival.sources[:-1], replace(newest, choice=choice)))

    def _arrive(self, actor: Actor, arrival: Arrival, report: Report) -> Dataset:
        with self._folder(actor) as folder:
            summed = self._read(actor, arrival, folder, part(report, 0.0, 0.85))
            report(0.85, "Storing the posts")
            dataset = self._admitted(actor, arrival, summed, folder)
        reached("import.after_commit")
        report(1.0, "Stored")
        return dataset

    @requires(Permission.IMPORT)
    def arrive_from(
        self, actor: Actor, upload_id: str, arrange: Callable[[Source], Arrival], report: Report = unwatched
    ) -> Dataset:
        """A whole upload made what `arrange` makes of it; asked again, the dataset that it became.

        An upload that cannot be read is used up, unless a person could say what its columns mean: then it waits for
        that. After any other failure it can be tried again, but for one whose words are not to be kept: it is gone.
        """
        upload = self._uploads.get(actor, upload_id)
        if upload.dataset:
            return self.get(actor, upload.dataset)
        _, path = self._uploads.finished(actor, upload_id)
        try:
            arrival = arrange(Source(path, upload.file_name, self._clock()))
            wanted = _without_words(arrival) if upload.wordless else arrival
            dataset = self.arrive(actor, replace(wanted, upload=upload_id), report)
        except ServiceError as refusal:
            became = self._uploads.get(actor, upload_id).dataset
            if became:
                # Another worker, thought dead or thinking us dead, was faster.
                return self.get(actor, became)
            self._end(actor, upload, path, refusal)
            raise
        except Exception:
            if upload.wordless:
                self._uploads.refuse(actor, upload.id, "It could not be read.")
            raise
        self._uploads.release(actor, upload_id)
        return dataset

    @requires(Permission.IMPORT)
    def arrive_from_file(
        self, actor: Actor, path: Path, arrange: Callable[[Source], Arrival], report: Report = unwatched
    ) -> Dataset:
        """A file of this machine made what `arrange` makes of it; it stays where it is. NotFound: there is none."""
        if not path.is_file():
            raise NotFound(f"There is no file {path}.")
        self._uploads.room.demand_file(path.name, path.stat().st_size)
        return self.arrive(actor, arrange(Source(path, path.name, self._clock())), report)

    def _end(self, actor: Actor, upload: Upload, path: Path, refusal: ServiceError) -> None:
        """What becomes of an upload that could not be read; one that waits for a person goes on waiting."""
        about = refusal.field if isinstance(refusal, InvalidInput) else None
        if upload.waits or (about in MATCHABLE and self._reader.could_be_matched(path)):
            self._uploads.park(actor, upload.id, str(refusal))
        elif upload.wordless or isinstance(refusal, InvalidInput | TooLarge):
            self._uploads.refuse(actor, upload.id, str(refusal))

    def _read(self, actor: Actor, arrival: Arrival, folder: Path, report: Report) -> Summed:
        files = []
        for place, source in enumerate(arrival.sources):
            own, number = folder / str(place), len(arrival.sources)
            own.mkdir(mode=0o700)
            if source.stored:
                intake = kept_reading(source.stored, own)
            else:
                sealed = replace(source, seal=actor.workspace_id) if source.choice.wordless else source
                told = part(report, place / number, (place + 1) / number)
                intake = self._reader.read(sealed, own, arrival.answers, told)
                if source.choice.wordless:
                    note_reading(intake, own)
            files.append(ReadFile(shown_name(source.name), source.read_at, intake, own))
        return sum_up(files, folder, actor.workspace_id)

    def _admitted(self, actor: Actor, arrival: Arrival, summed: Summed, folder: Path) -> Dataset:
        """The dataset, its files durable, and then its row: before, nobody finds it."""
        dataset_id = secrets.token_hex(6)
        home = self._files.path(actor.workspace_id, "datasets", dataset_id)
        with self._files.filling(home, lambda: self._is_known(actor, dataset_id)):
            kept = [source.kept or self._keep(home, source) for source in arrival.sources]
            newest = replace(kept[-1], choice=arrival.sources[-1].choice, header=summed.header)
            sources = (*kept[:-1], newest)
            moved = [(summed.folder / name, name) for name in summed.names]
            if not arrival.sources[-1].kept and newest.wordless:
                own, alone = folder / str(len(sources) - 1), len(sources) == 1
                moved += [(own / name, called) for name, called in parts_to_keep(alone=alone)]
            stored = [(called, self._files.keep(home / called, path.replace)) for path, called in moved]
            newcomer = Newcomer(dataset_id, sources, tuple(stored), actor.name, self._clock())
            dataset = describe(arrival, summed, newcomer)
            with self._database.transaction(actor.workspace_id) as data:
                admit(data, actor, arrival, (dataset, size_of(home)), self._uploads.room)
                data.settle()
                reached("import.before_commit")
        return dataset

    def _keep(self, home: Path, source: Source) -> SourceFile:
        """The file itself, to the byte; of one without words, what is known of it."""
        if source.choice.wordless:
            size = source.path.stat().st_size
            return SourceFile(home.name, shown_name(source.name), size, sha256(source.path), source.read_at)
        digest = self._files.keep(home / "original", partial(shutil.copyfile, source.path))
        size = (home / "original").stat().st_size
        return SourceFile(home.name, shown_name(source.name), size, digest, source.read_at)

    def _is_known(self, actor: Actor, dataset_id: str) -> bool:
        with self._database.reading(actor.workspace_id) as data:
            return data.datasets.is_known(dataset_id)

    @contextmanager
    def _folder(self, actor: Actor) -> Iterator[Path]:
        """A place for files on their way, on the disk where they will stay; gone afterwards, whatever happens."""
        folder = self._files.path(actor.workspace_id, "intake", secrets.token_hex(6))
        with self._files.filling(folder, lambda: False):
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def _path(self, actor: Actor, dataset_id: str, name: str) -> Path:
        return self._files.path(actor.workspace_id, "datasets", dataset_id, name)


def _without_words(arrival: Arrival) -> Arrival:
    """The arrival with no words of its new files."""
    sources = tuple(
        replace(one, choice=replace(one.choice, wordless=True)) if one.comes_with_words else one
        for one in arrival.sources
    )
    return replace(arrival, sources=sources)
