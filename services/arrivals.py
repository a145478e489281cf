"""What a version of a dataset is made of, and how it takes its place among the rows."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cattrs.preconf.json import make_converter

from services.domain.actors import Actor
from services.domain.datasets import Dataset, SourceFile
from services.domain.errors import Conflict
from services.domain.intake import AS_KNOWN, Answer, ColumnMapping, TableChoice
from services.importers.ledgers import Summed
from services.quota import Room
from services.storage.tables import ActivityRow, DatasetRow, MappingRow, UploadRow
from services.storage.workspace import WorkspaceData

FACTS = make_converter()


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read: where it lies, its name for people, when it was imported.

    kept: as what it is kept already; None = it comes with this version and is to be kept beside it. choice: how a
    person said it is to be read. seal: what fingerprints are made with where no words are kept, "" = they are kept.
    stored: the folder of what was read of it, where the file itself was not kept; path leads there too.
    """

    path: Path
    name: str
    read_at: datetime
    kept: SourceFile | None = None
    choice: TableChoice = AS_KNOWN
    seal: str = ""
    stored: Path | None = None

    @property
    def comes_with_words(self) -> bool:
        """Whether it is new here and is to be kept as it is."""
        return self.kept is None and not self.choice.wordless


@dataclass(frozen=True, slots=True)
class Arrival:
    """Files, oldest first, and the answers they are read with.

    follows: the version whose place it takes, None for a dataset of its own. upload: the upload it comes from, "" =
    another way. key: what the sender calls it, so that it does not arrive twice. why: what was done, for the history.
    """

    sources: tuple[Source, ...]
    answers: tuple[Answer, ...] = ()
    follows: Dataset | None = None
    upload: str = ""
    key: str = ""
    why: str = "imported a file"
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A version that is about to be: its id, its files as kept and as stored, who brought it, when."""

    id: str
    sources: tuple[SourceFile, ...]
    digests: tuple[tuple[str, str], ...]
    by: str
    at: datetime


def describe(arrival: Arrival, summed: Summed, newcomer: Newcomer) -> Dataset:
    """The version as people will see it."""
    newest, follows = newcomer.sources[-1], arrival.follows
    goes_on = any(source.version != newcomer.id for source in newcomer.sources)
    return Dataset(
        id=newcomer.id,
        name=follows.name if follows and goes_on else Path(newest.name).stem,
        file_name=newest.name,
        size=sum(source.size for source in newcomer.sources),
        rows_in_file=summed.rows_in_file,
        rows_kept=summed.rows_kept,
        rows_set_aside=summed.rows_set_aside,
        first=summed.first,
        last=summed.last,
        measured=summed.measured,
        findings=summed.findings,
        uploaded_by=newcomer.by,
        created_at=newcomer.at,
        sha256=newest.sha256,
        rows_updated=summed.rows_updated,
        version=follows.version + 1 if follows else 1,
        line=(follows.line or follows.id) if follows else newcomer.id,
        answers=arrival.answers,
        sources=newcomer.sources,
        digests=newcomer.digests,
    )


def admit(data: WorkspaceData, actor: Actor, arrival: Arrival, arrived: tuple[Dataset, int], room: Room) -> None:
    """The rows that make the stored files a dataset; arrived: the dataset, and the bytes of its folder.

    TooLarge where there is no room, Conflict where another version took the place meanwhile.
    """
    dataset, stored = arrived
    data.take_turns()
    if arrival.upload:
        data.uploads.imported(arrival.upload, dataset.id, dataset.created_at)
    elif arrival.key:
        _note_upload(data, actor, arrival, dataset)
    data.settle()
    if data.wordless() and any(source.comes_with_words for source in arrival.sources):
        raise Conflict("Since a moment ago no words are kept in this workspace. Import the file again.")
    room.demand(data, actor.workspace_name, stored, datasets=0 if arrival.follows else 1)
    if arrival.follows:
        former = data.datasets.get(arrival.follows.id)
        if former.id != arrival.follows.id:
            raise Conflict("Somebody else changed this dataset meanwhile. Look at it again, then try once more.")
        former.state = "replaced"
    data.datasets.add(
        DatasetRow(
            id=dataset.id,
            sha256=dataset.sha256,
            facts=facts_of(dataset),
            created_at=dataset.created_at,
            line_id=dataset.line,
            version=dataset.version,
            stored=stored,
        )
    )
    note(data, actor, dataset, (arrival.why, arrival.subject or dataset.file_name))


def note(
    data: WorkspaceData, actor: Actor, dataset: Dataset, done: tuple[str, str], at: datetime | None = None
) -> None:
    """One line in the dataset's history; done: what, and to what; at: when, None = when the version was made."""
    data.activity.add(
        ActivityRow(
            user_id=actor.user_id,
            what=done[0],
            subject=done[1],
            at=at or dataset.created_at,
            line_id=dataset.line or dataset.id,
            version_id=dataset.id,
        )
    )


def dataset_of(row: DatasetRow) -> Dataset:
    """The row as people see it."""
    return FACTS.structure(row.facts, Dataset)


def facts_of(dataset: Dataset) -> dict[str, Any]:
    """The dataset as JSON."""
    facts: dict[str, Any] = FACTS.unstructure(dataset)
    return facts


def mapping_of(row: MappingRow) -> ColumnMapping:
    """The remembered meaning of columns."""
    return FACTS.structure(row.facts, ColumnMapping)


def files_of(dataset: Dataset) -> tuple[SourceFile, ...]:
    """The files a dataset was made from; datasets from before there were versions have one."""
    own = SourceFile(dataset.id, dataset.file_name, dataset.size, dataset.sha256, dataset.created_at)
    return dataset.sources or (own,)


def _note_upload(data: WorkspaceData, actor: Actor, arrival: Arrival, dataset: Dataset) -> None:
    """A file that came another way but under a key: beginning it again leads to the same dataset."""
    row = data.uploads.by_key(actor.user_id, arrival.key) or UploadRow(
        id=dataset.id, user_id=actor.user_id, key=arrival.key, created_at=dataset.created_at
    )
    row.file_name, row.size, row.received = dataset.file_name, dataset.size, dataset.size
    row.state, row.dataset_id, row.changed_at, row.message = "imported", dataset.id, dataset.created_at, ""
    data.uploads.add(row)
