"""A dataset out of sight, back again, or deleted for good."""

from dataclasses import replace
from datetime import timedelta

from services.arrivals import FACTS, dataset_of, note
from services.deletion import Deletion
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.datasets import Dataset
from services.domain.errors import Conflict, NotFound
from services.domain.uploading import DatasetState, DeletionReceipt, HiddenDataset
from services.policy import Permission, allows, requires
from services.storage.database import Database

RESTORABLE = timedelta(days=30)


class Lifecycle:
    """Hides, restores and deletes. An admin may name another workspace than the one they are in."""

    def __init__(self, database: Database, deletion: Deletion, clock: Clock) -> None:
        self._database, self._deletion, self._clock = database, deletion, clock

    @requires(Permission.IMPORT, change="hid a dataset", about="dataset_id")
    def hide(self, actor: Actor, dataset_id: str, workspace_id: str = "") -> HiddenDataset:
        """The dataset, seen by nobody until it is restored; after 30 days it is deleted."""
        who = self._within(actor, workspace_id)
        with self._database.transaction(who.workspace_id) as data:
            row, now = data.datasets.get(dataset_id), self._clock()
            row.state, row.hidden_at = DatasetState.HIDDEN.value, now
            dataset = dataset_of(row)
            note(data, who, dataset, ("hid the dataset", dataset.name), now)
        return HiddenDataset(dataset, now, now + RESTORABLE)

    @requires(Permission.IMPORT, change="brought a dataset back", about="dataset_id")
    def restore(self, actor: Actor, dataset_id: str, workspace_id: str = "") -> Dataset:
        """The hidden dataset, seen again; Conflict once its 30 days are over."""
        who = self._within(actor, workspace_id)
        with self._database.transaction(who.workspace_id) as data:
            row, now = data.datasets.kept(dataset_id), self._clock()
            if row.state != DatasetState.HIDDEN:
                return dataset_of(row)
            if row.hidden_at and row.hidden_at + RESTORABLE < now:
                raise Conflict(f"It was hidden more than {RESTORABLE.days} days ago and is about to be deleted.")
            row.state, row.hidden_at = DatasetState.READY.value, None
            dataset = dataset_of(row)
            note(data, who, dataset, ("brought the dataset back", dataset.name), now)
        return dataset

    @requires(Permission.IMPORT)
    def hidden(self, actor: Actor) -> tuple[HiddenDataset, ...]:
        """What can be brought back in the actor's workspace, newest first."""
        with self._database.reading(actor.workspace_id) as data:
            rows = [(row, row.hidden_at or row.created_at) for row in data.datasets.hidden()]
        return tuple(HiddenDataset(dataset_of(row), since, since + RESTORABLE) for row, since in rows)

    @requires(Permission.MANAGE_UPLOADS, change="deleted a dataset for good", about="dataset_id")
    def delete(self, actor: Actor, dataset_id: str, workspace_id: str = "") -> DeletionReceipt:
        """What is gone for good: all versions of the dataset, hidden or not, and everything made from them."""
        who = self._within(actor, workspace_id)
        return self._deletion.finish(who, self._deletion.mark(who.workspace_id, dataset_id))

    @requires(Permission.MANAGE_UPLOADS)
    def receipt(self, actor: Actor, dataset_id: str, workspace_id: str = "") -> DeletionReceipt:
        """The receipt of a deletion long past; names are gone from it."""
        who = self._within(actor, workspace_id)
        with self._database.reading(who.workspace_id) as data:
            row = data.datasets.version(dataset_id)
            if row.state != DatasetState.DELETED:
                raise NotFound(f"There is no receipt of dataset {dataset_id!r} in this workspace.")
            return FACTS.structure(row.facts, DeletionReceipt)

    def _within(self, actor: Actor, workspace_id: str) -> Actor:
        """The actor in the workspace they named; to whoever may not, it is one that never was."""
        if workspace_id in ("", actor.workspace_id):
            return actor
        with self._database.reading_directory() as directory:
            rooms = {room.id: room for room in directory.rooms_of(actor)}
        if workspace_id not in rooms or not allows(actor, Permission.MANAGE_UPLOADS):
            raise NotFound("There is no such workspace.")
        return replace(actor, workspace_id=workspace_id, workspace_name=rooms[workspace_id].name)
