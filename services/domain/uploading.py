"""Datasets over time and over workspaces: states, versions, history, room, and what deleting took along."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .datasets import Dataset


class DatasetState(StrEnum):
    """Where one version of a dataset stands; at most one version of a dataset is READY or HIDDEN."""

    READY = "ready"
    REPLACED = "replaced"
    HIDDEN = "hidden"
    DELETING = "deleting"
    DELETED = "deleted"

    @property
    def current(self) -> bool:
        """Whether this version is the dataset; the others are its past."""
        return self in (DatasetState.READY, DatasetState.HIDDEN)


class UploadState(StrEnum):
    """What became of a file on its way in."""

    RECEIVING = "receiving"
    # Whole, but nobody knows its columns: it waits for a person who says what they mean.
    UNMATCHED = "unmatched"
    IMPORTED = "imported"
    REFUSED = "refused"
    ABANDONED = "abandoned"

    @property
    def under_way(self) -> bool:
        """Whether the bytes are kept because something is still to come of them."""
        return self in (UploadState.RECEIVING, UploadState.UNMATCHED)


@dataclass(frozen=True, slots=True)
class WorkspaceUsage:
    """How much of its room a workspace uses; bytes of files as stored, uploads under way and old versions included."""

    workspace_id: str
    workspace: str
    datasets: int
    datasets_limit: int
    bytes: int
    bytes_limit: int

    @property
    def share(self) -> float:
        """How full it is, 0 to 1 and above, by what is scarcer: bytes or number of datasets."""
        return max(self.bytes / self.bytes_limit, self.datasets / self.datasets_limit)


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """One line of the uploads of all workspaces.

    dataset: "" while it is none; upload: "" where the file came another way. state: the dataset's where it is one,
    else the upload's. rows, kept, set_aside, findings, open_questions: 0 while it is no dataset. size, received in
    bytes. file_name: "" once it is deleted. message: why it was refused. restorable_until: for hidden
    ones, None for all others.
    """

    workspace_id: str
    workspace: str
    state: DatasetState | UploadState
    who: str
    at: datetime
    dataset: str = ""
    upload: str = ""
    file_name: str = ""
    size: int = 0
    received: int = 0
    rows: int = 0
    kept: int = 0
    set_aside: int = 0
    findings: int = 0
    open_questions: int = 0
    versions: int = 0
    message: str = ""
    restorable_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a dataset: `version` made by it ("" = none), and whether that version can be brought back."""

    at: datetime
    who: str
    what: str
    subject: str
    version: str
    restorable: bool


@dataclass(frozen=True, slots=True)
class HiddenDataset:
    """A dataset out of sight, and until when it can be brought back; then it is deleted."""

    dataset: Dataset
    hidden_at: datetime
    restorable_until: datetime


@dataclass(frozen=True, slots=True)
class ReceiptItem:
    """So many things of a kind that are gone, as `3 analyses, 120,000 bytes`; bytes 0 where none were counted."""

    kind: str
    number: int
    bytes: int


@dataclass(frozen=True, slots=True)
class DeletionReceipt:
    """What went when a dataset was deleted; name is "" once the receipt is read back: names are gone too."""

    dataset: str
    workspace: str
    name: str
    by: str
    at: datetime
    items: tuple[ReceiptItem, ...]

    @property
    def bytes(self) -> int:
        """Bytes that are free again."""
        return sum(item.bytes for item in self.items)


@dataclass(frozen=True, slots=True)
class EarlierReading:
    """What a post had earned when an earlier file was imported, by canonical count; None = not measured."""

    read_at: datetime
    counts: tuple[tuple[str, int | None], ...]
