"""The whole look: the database itself, folders of nobody, and every workspace."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import text

from services.checks import of_datasets, of_the_rest
from services.checks.place import Check, look_at
from services.domain.actors import Workspace
from services.domain.checking import CheckReport, Fault
from services.domain.clock import Clock
from services.queues.local import LocalQueue
from services.reaper import Reaper
from services.storage.database import Database
from services.storage.files import Files

CHECKS: tuple[Check, ...] = (
    of_datasets.check_files,
    of_datasets.check_folders,
    of_datasets.check_states,
    of_datasets.check_counts,
    of_the_rest.check_uploads,
    of_the_rest.check_results,
    of_the_rest.check_reports,
    of_the_rest.check_jobs,
    of_the_rest.check_unfinished,
)


class Checker:
    """Looks, and changes nothing; `repair` lets the reaper work, and puts right what only a check finds."""

    def __init__(self, database: Database, files: Files, reaper: Reaper, clock: Clock) -> None:
        self._database, self._files, self._reaper, self._clock = database, files, reaper, clock

    def check(self) -> CheckReport:
        """Everything that is not as it must be, in all workspaces."""
        rooms = self._rooms()
        faults = [*self._database_itself(), *self._strangers(rooms)]
        checked: Counter[str] = Counter(workspaces=len(rooms))
        for room in rooms:
            with self._database.reading(room.id) as data:
                place = look_at(data, self._files, self._clock())
            checked.update(place.sizes())
            faults += [fault for check in CHECKS for fault in check(place)]
        return CheckReport(tuple(sorted(checked.items())), tuple(faults))

    def repair(self) -> tuple[tuple[str, int], ...]:
        """What was put right, by kind; everything else needs a person."""
        done: Counter[str] = Counter(dict(self._reaper.reap().done))
        done["jobs taken back"] += LocalQueue(self._database, self._clock).recover()
        for room in self._rooms():
            done["datasets counted"] += self._recount(room.id)
            done["results to be computed again"] += self._drop_damaged(room.id)
        return tuple(sorted((kind, number) for kind, number in done.items() if number))

    def _recount(self, workspace_id: str) -> int:
        with self._database.transaction(workspace_id) as data:
            wrong = list(of_datasets.miscounted(look_at(data, self._files, self._clock())))
            for row, found in wrong:
                row.stored = found
        return len(wrong)

    def _drop_damaged(self, workspace_id: str) -> int:
        with self._database.transaction(workspace_id) as data:
            names = of_the_rest.damaged_results(look_at(data, self._files, self._clock()))
            data.results.remove(names, [])
        for name in names:
            self._files.path(workspace_id, "results", f"{name}.npz").unlink(missing_ok=True)
        return len(names)

    def _rooms(self) -> list[Workspace]:
        with self._database.reading_directory() as directory:
            return directory.workspaces()

    def _strangers(self, rooms: list[Workspace]) -> Iterator[Fault]:
        known = {room.id for room in rooms}
        for folder in sorted(self._files.root.iterdir()):
            if folder.name not in known:
                yield Fault("folder_of_nobody", folder.name, "Files of no workspace there is.", repairable=False)

    def _database_itself(self) -> Iterator[Fault]:
        if self._database.engine.dialect.name != "sqlite":
            return
        with self._database.engine.connect() as connection:
            for (found,) in connection.execute(text("PRAGMA integrity_check")):
                if found != "ok":
                    yield Fault("database_damaged", "postlens.db", str(found), repairable=False)
            for row in connection.execute(text("PRAGMA foreign_key_check")):
                yield Fault("row_without_parent", str(row[0]), f"Row {row[1]} points to nothing.", repairable=False)
