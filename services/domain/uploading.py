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
    else the upload's. rows, kept, set_aside, updated (earlier
    readings), findings, open_questions: 0 while it is no dataset. size, received in
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
    updated: int = 0
    restorable_until: datetime | None = None


class UploadOrder(StrEnum):
    """What stands first among the uploads of all workspaces."""

    NEWEST = "newest"
    LARGEST = "largest"
    MOST_ROWS = "rows"
    MOST_SET_ASIDE = "set_aside"
    MOST_QUESTIONS = "questions"


@dataclass(frozen=True, slots=True)
class UploadsQuery:
    """Which uploads somebody looks at; "" and None = all. words: in the name of the file, the person or the room."""

    workspace: str = ""
    state: DatasetState | UploadState | None = None
    words: str = ""
    order: UploadOrder = UploadOrder.NEWEST


@dataclass(frozen=True, slots=True)
class FoundUploads:
    """The first of those that were looked for, how many there are of them, and how many there are at all."""

    records: tuple[UploadRecord, ...]
    found: int
    uploads: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One change of a dataset: `version` it is about ("" = none), and whether that version can be brought back.

    number: the version's, from 1, 0 = none. posts: kept in it. current: whether it is what people see.
    """

    at: datetime
    who: str
    what: str
    subject: str
    version: str
    restorable: bool
    number: int = 0
    posts: int = 0
    current: bool = False


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


@dataclass(frozen=True, slots=True)
class UpdatedPost:
    """A post of several files: its counts as the newest has them, and its earlier readings, oldest first."""

    post_id: str
    now: tuple[tuple[str, int | None], ...]
    earlier: tuple[EarlierReading, ...]


@dataclass(frozen=True, slots=True)
class UpdatedPosts:
    """How many posts have earlier readings, and the first few of them."""

    posts: int
    first: tuple[UpdatedPost, ...]
