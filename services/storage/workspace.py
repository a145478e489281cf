"""One workspace's data: every query here carries the workspace it was opened for."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from services.domain.errors import Conflict, NotFound

from .activity import Activity
from .alerts import Alerts
from .decisions import Decisions
from .erasing import erase_workspace, forget_person
from .jobs import Jobs
from .links import Links
from .mappings import Mappings
from .pins import Pins
from .reports import Brands, Masters, Reports
from .rows import Rows
from .schedules import Schedules
from .segments import Segments
from .tables import DatasetRow, ResultRow, ResultSourceRow, UploadRow, WorkspaceRow
from .tags import Tags
from .tokens import Tokens

# States of datasets that people see, of those that are theirs though hidden, and of uploads that take room.
_SEEN, _KEPT, _UNDER_WAY = ("ready",), ("ready", "hidden"), ("receiving", "unmatched")


class WorkspaceData:
    """The repositories of one transaction."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self.datasets = Datasets(session, workspace_id)
        self.uploads = Uploads(session, workspace_id)
        self.results = Results(session, workspace_id)
        self.jobs = Jobs(session, workspace_id)
        self.decisions = Decisions(session, workspace_id)
        self.segments = Segments(session, workspace_id)
        self.activity = Activity(session, workspace_id)
        self.alerts = Alerts(session, workspace_id)
        self.tags = Tags(session, workspace_id)
        self.mappings = Mappings(session, workspace_id)
        self.reports = Reports(session, workspace_id)
        self.brands = Brands(session, workspace_id)
        self.links = Links(session, workspace_id)
        self.schedules = Schedules(session, workspace_id)
        self.tokens = Tokens(session, workspace_id)
        self.masters = Masters(session, workspace_id)
        self.pins = Pins(session, workspace_id)
        self.workspace_id = workspace_id
        self._session = session

    def take_turns(self) -> None:
        """Whoever else wants to change what is counted of this workspace waits until this transaction is over."""
        self._session.execute(select(WorkspaceRow.id).where(WorkspaceRow.id == self.workspace_id).with_for_update())

    def wordless(self) -> bool:
        """Whether no words are kept of files that come into this workspace."""
        query = select(WorkspaceRow.wordless).where(WorkspaceRow.id == self.workspace_id)
        return bool(self._session.scalar(query))

    def erase(self) -> dict[str, int]:
        """Every row of this workspace gone, by table; also its members and their sessions."""
        return erase_workspace(self._session, self.workspace_id)

    def forget_person(self, email: str, name: str) -> int:
        """How many rows named somebody and name nobody any more."""
        return forget_person(self._session, self.workspace_id, email, name)

    def settle(self) -> None:
        """Everything said so far has reached the database, though it is not committed."""
        self._session.flush()


class Datasets(Rows):
    """Imported files, each in its versions."""

    def add(self, row: DatasetRow) -> None:
        """A new dataset of this workspace, or a new version of one."""
        row.workspace_id = self._workspace_id
        row.line_id = row.line_id or row.id
        self._session.add(row)

    def get(self, dataset_id: str) -> DatasetRow:
        """The version that people see of this dataset; any version's id will do. NotFound where none is seen."""
        return self._current(dataset_id, _SEEN)

    def kept(self, dataset_id: str) -> DatasetRow:
        """The same, also where the dataset is hidden."""
        return self._current(dataset_id, _KEPT)

    def version(self, version_id: str) -> DatasetRow:
        """The row itself, whatever its state."""
        return self._own(DatasetRow, version_id, "dataset")

    def newest_first(self) -> list[DatasetRow]:
        """All that people see in this workspace."""
        return self._all(DatasetRow.state.in_(_SEEN))

    def hidden(self) -> list[DatasetRow]:
        """All that can be brought back."""
        return self._all(DatasetRow.state == "hidden")

    def all(self) -> list[DatasetRow]:
        """Every version and every tombstone."""
        return self._all(DatasetRow.id != "")

    def versions(self, line_id: str) -> list[DatasetRow]:
        """All versions of a dataset, newest first."""
        query = select(DatasetRow).where(DatasetRow.workspace_id == self._workspace_id, DatasetRow.line_id == line_id)
        return list(self._session.scalars(query.order_by(DatasetRow.version.desc())))

    def is_known(self, version_id: str) -> bool:
        """Whether there is a row for these files."""
        row = self._session.get(DatasetRow, (self._workspace_id, version_id))
        return row is not None and row.state != "deleted"

    def used(self) -> tuple[int, int]:
        """How many datasets there are, hidden ones too, and the bytes of all their versions."""
        query = select(func.coalesce(func.sum(DatasetRow.stored), 0)).where(
            DatasetRow.workspace_id == self._workspace_id, DatasetRow.state != "deleted"
        )
        number = select(func.count()).where(DatasetRow.workspace_id == self._workspace_id, DatasetRow.state.in_(_KEPT))
        return self._session.scalar(number) or 0, int(self._session.scalar(query) or 0)

    def remove(self, version_id: str) -> None:
        """Forgets a version whose files are gone."""
        self._session.delete(self.version(version_id))

    def _current(self, dataset_id: str, states: tuple[str, ...]) -> DatasetRow:
        row = self._own(DatasetRow, dataset_id, "dataset")
        if row.state in states:
            return row
        found = next((one for one in self.versions(row.line_id) if one.state in states), None)
        if found is None:
            raise NotFound(f"There is no dataset {dataset_id!r} in this workspace.")
        return found

    def _all(self, condition: ColumnElement[bool]) -> list[DatasetRow]:
        query = select(DatasetRow).where(DatasetRow.workspace_id == self._workspace_id, condition)
        return list(self._session.scalars(query.order_by(DatasetRow.created_at.desc(), DatasetRow.id)))


class Uploads(Rows):
    """Files on their way in."""

    def add(self, row: UploadRow) -> None:
        """A file that somebody is about to send."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def get(self, upload_id: str) -> UploadRow:
        """The upload, or NotFound."""
        return self._own(UploadRow, upload_id, "upload")

    def by_key(self, user_id: str, key: str) -> UploadRow | None:
        """The upload that this person calls so."""
        query = select(UploadRow).where(UploadRow.workspace_id == self._workspace_id, UploadRow.user_id == user_id)
        return self._session.scalars(query.where(UploadRow.key == key)).one_or_none()

    def of_dataset(self, version_ids: list[str]) -> list[UploadRow]:
        """The uploads that became these versions."""
        query = select(UploadRow).where(UploadRow.workspace_id == self._workspace_id)
        return list(self._session.scalars(query.where(UploadRow.dataset_id.in_(version_ids))))

    def all(self) -> list[UploadRow]:
        """Every upload, newest first, whatever became of it."""
        query = select(UploadRow).where(UploadRow.workspace_id == self._workspace_id)
        return list(self._session.scalars(query.order_by(UploadRow.created_at.desc(), UploadRow.id)))

    def announced(self) -> int:
        """Bytes of all files under way, as far as they are to come."""
        mine = (UploadRow.workspace_id == self._workspace_id, UploadRow.state.in_(_UNDER_WAY))
        return int(self._session.scalar(select(func.coalesce(func.sum(UploadRow.size), 0)).where(*mine)) or 0)

    def imported(self, upload_id: str, dataset_id: str, at: datetime) -> None:
        """The upload is a dataset from now on; Conflict where it became one, or none, already."""
        mine = (UploadRow.id == upload_id, UploadRow.workspace_id == self._workspace_id)
        done = update(UploadRow).where(*mine, UploadRow.state.in_(_UNDER_WAY))
        changed = self._session.execute(done.values(state="imported", dataset_id=dataset_id, changed_at=at))
        if changed.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
            raise Conflict("This upload was imported already, or given up. Look at the list of datasets.")

    def advance(self, upload_id: str, start: int, end: int, at: datetime) -> None:
        """Bytes up to `end` are on disk; Conflict if they did not start where the last ended."""
        mine = (UploadRow.id == upload_id, UploadRow.workspace_id == self._workspace_id, UploadRow.received == start)
        under_way = update(UploadRow).where(*mine, UploadRow.state == "receiving")
        changed = self._session.execute(under_way.values(received=end, changed_at=at))
        if changed.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
            raise Conflict(f"The upload does not stand at byte {start}; ask where it stands and go on from there.")

    def drop_words(self) -> None:
        """No words are to be kept of the files under way either."""
        mine = (UploadRow.workspace_id == self._workspace_id, UploadRow.state.in_(_UNDER_WAY))
        self._session.execute(update(UploadRow).where(*mine).values(wordless=True))

    def remove(self, upload_id: str) -> None:
        """Forgets an upload that became a dataset, or never will."""
        self._session.delete(self.get(upload_id))


class Results(Rows):
    """What was computed, by fingerprint."""

    def put(self, row: ResultRow, dataset_id: str) -> None:
        """The result is on disk, computed from this version of a dataset; NotFound where that is deleted by now."""
        self._demand(dataset_id)
        row.workspace_id = self._workspace_id
        self._session.merge(row)
        self._session.flush()
        self._session.merge(
            ResultSourceRow(workspace_id=self._workspace_id, fingerprint=row.fingerprint, dataset_id=dataset_id)
        )

    def link(self, fingerprint: str, dataset_id: str) -> None:
        """The result is this version's too; nothing where it is known already, or there is none."""
        if self.find(fingerprint) is not None:
            self._demand(dataset_id)
            self._session.merge(
                ResultSourceRow(workspace_id=self._workspace_id, fingerprint=fingerprint, dataset_id=dataset_id)
            )

    def is_linked(self, fingerprint: str, dataset_id: str) -> bool:
        """Whether the result is known to be of this version."""
        return self._session.get(ResultSourceRow, (self._workspace_id, fingerprint, dataset_id)) is not None

    def all(self) -> list[ResultRow]:
        """Every result of this workspace."""
        return list(self._session.scalars(select(ResultRow).where(ResultRow.workspace_id == self._workspace_id)))

    def sources(self) -> list[ResultSourceRow]:
        """Which result was computed from which version."""
        mine = ResultSourceRow.workspace_id == self._workspace_id
        return list(self._session.scalars(select(ResultSourceRow).where(mine)))

    def only_of(self, dataset_ids: list[str]) -> list[ResultRow]:
        """Results of these versions and of no other; also those of which nobody knows where they are from."""
        mine = ResultSourceRow.workspace_id == self._workspace_id
        others = select(ResultSourceRow.fingerprint).where(mine, ResultSourceRow.dataset_id.not_in(dataset_ids))
        query = select(ResultRow).where(ResultRow.workspace_id == self._workspace_id)
        return list(self._session.scalars(query.where(ResultRow.fingerprint.not_in(others))))

    def remove(self, fingerprints: list[str], dataset_ids: list[str]) -> None:
        """Forgets these results, and that others were computed from these versions too."""
        mine = ResultSourceRow.workspace_id == self._workspace_id
        self._session.execute(delete(ResultSourceRow).where(mine, ResultSourceRow.dataset_id.in_(dataset_ids)))
        own = ResultRow.workspace_id == self._workspace_id
        self._session.execute(delete(ResultRow).where(own, ResultRow.fingerprint.in_(fingerprints)))

    def _demand(self, dataset_id: str) -> None:
        row = self._session.get(DatasetRow, (self._workspace_id, dataset_id))
        if row is None or row.state in ("deleting", "deleted"):
            raise NotFound("The dataset was deleted meanwhile.")

    def find(self, fingerprint: str) -> ResultRow | None:
        """The stored result, if there is one."""
        return self._session.get(ResultRow, (self._workspace_id, fingerprint))
