"""Bugs planted on purpose: each takes away one filter or one check, at one place, and the matrix must notice.

A matrix that finds none of them would be green whatever the app did.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from isolation import ask_callbacks, ask_jobs, ask_operations, ask_routes
from isolation.asking import Asked
from isolation.world import World
from sqlalchemy import select

from app import auth, callback_guard
from services import policy
from services.accounts import Accounts
from services.domain.actors import Actor, Role, Workspace
from services.domain.errors import Forbidden
from services.lifecycle import Lifecycle
from services.policy import Permission
from services.session_book import SessionBook
from services.storage import rows, workspace
from services.storage.alerts import Alerts
from services.storage.directory import Directory
from services.storage.links import Links
from services.storage.reports import Brands, Reports
from services.storage.schedules import Schedules
from services.storage.tables import UserRow, WorkspaceRow
from services.storage.tags import Tags
from services.storage.tokens import Tokens

Patch = pytest.MonkeyPatch


@dataclass(frozen=True, slots=True)
class Bug:
    """plant: takes the check away. ask: the part of the matrix that has to notice."""

    plant: Callable[[Patch], None]
    ask: Callable[[World], Asked]


class _Forgetful:
    """A session that leaves the workspace out of whatever it is asked."""

    def __init__(self, session: Any) -> None:
        self._real = session

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def scalars(self, statement: Any) -> Any:
        return self._real.scalars(_without_workspace(statement))

    def scalar(self, statement: Any) -> Any:
        return self._real.scalar(_without_workspace(statement))

    def execute(self, statement: Any) -> Any:
        return self._real.execute(_without_workspace(statement))

    def get(self, table: Any, key: Any) -> Any:
        keys = table.__mapper__.primary_key
        given = zip(keys, key if isinstance(key, tuple) else (key,), strict=True)
        rest = [column == value for column, value in given if column.name != "workspace_id"]
        return self._real.scalars(select(table).where(*rest).order_by(table.workspace_id.desc())).first()


def _without_workspace(statement: Any) -> Any:
    statement = statement._generate()
    statement._where_criteria = tuple(one for one in statement._where_criteria if "workspace_id" not in str(one))
    return statement


def forget(repository: type[Any], method: str) -> Callable[[Patch], None]:
    """The repository's method, its filter forgotten."""
    original = getattr(repository, method)

    def forgetful(self: Any, *arguments: Any, **named: Any) -> Any:
        real = self._session
        self._session = _Forgetful(real)
        try:
            return original(self, *arguments, **named)
        finally:
            self._session = real

    return lambda patch: patch.setattr(repository, method, forgetful)


def _all_rooms(self: Directory, user_id: str) -> list[Workspace]:
    user = self._session.get(UserRow, user_id)
    rows = self._session.scalars(select(WorkspaceRow).order_by(WorkspaceRow.name)) if user and user.active else []
    return [Workspace(row.id, row.slug, row.name) for row in rows]


def _rooms_of_anybody(self: Directory, user_id: str) -> list[Workspace]:
    """Whether the account is active is not asked."""
    user = self._session.get(UserRow, user_id)
    if user is not None:
        user.active = True
    return _REAL_ROOMS(self, user_id)


_REAL_ROOMS = Directory.workspaces_of


def _known_to_exist(self: Any, table: Any, row_id: str, what: str) -> Any:
    """Says of a row that it is another workspace's."""
    row = _Forgetful(self._session).get(table, (self._workspace_id, row_id))
    if row is not None and row.workspace_id != self._workspace_id:
        raise Forbidden("This belongs to another workspace.")
    return _REAL_OWN(self, table, row_id, what)


_REAL_OWN = rows.Rows._own


def _anybody(self: Accounts, user_id: str, workspace_id: str) -> Actor:
    return Actor(user_id, "Anybody", Role.ADMIN, workspace_id, "A room")


def _within(self: Lifecycle, actor: Actor, workspace_id: str) -> Actor:
    return Actor(actor.user_id, actor.name, actor.role, workspace_id or actor.workspace_id, actor.workspace_name)


def _rooms(self: Accounts, actor: Actor) -> list[Workspace]:
    with self._database.reading_directory() as directory:
        return directory.workspaces()


def _lets(permission: Permission) -> Callable[[Patch], None]:
    return lambda patch: patch.setitem(policy.RULES, permission, frozenset(Role))


def _at(place: Any, name: str, value: Any) -> Callable[[Patch], None]:
    return lambda patch: patch.setattr(place, name, value)


def _operations(*names: str) -> Callable[[World], Asked]:
    return lambda world: ask_operations.ask_all(world, set(names))


def _routes(*names: str) -> Callable[[World], Asked]:
    return lambda world: ask_routes.ask_all(world, set(names))


def _callbacks(*names: str) -> Callable[[World], Asked]:
    return lambda world: ask_callbacks.ask_all(world, set(names), fills_each=2)


ORIGINAL = "GET /datasets/<dataset>/original"
BUGS: dict[str, Bug] = {
    "a dataset is found in any workspace": Bug(forget(workspace.Datasets, "get"), _routes(ORIGINAL)),
    "the list of datasets has everybody's": Bug(
        forget(workspace.Datasets, "newest_first"), _callbacks("datasets.show_datasets")
    ),
    "the list of hidden datasets has everybody's": Bug(
        forget(workspace.Datasets, "hidden"), _operations("lifecycle.hidden")
    ),
    "a dataset is hidden or brought back in any workspace": Bug(
        forget(workspace.Datasets, "kept"), _operations("lifecycle.restore", "lifecycle.delete")
    ),
    "an upload is found in any workspace": Bug(forget(workspace.Uploads, "get"), _routes("GET /uploads/<upload>")),
    "files that wait are everybody's": Bug(forget(workspace.Uploads, "all"), _operations("unmatched.waiting")),
    "a job is found in any workspace": Bug(forget(workspace.Jobs, "get"), _operations("jobs.get")),
    "a job's key is looked for everywhere": Bug(forget(workspace.Jobs, "newest"), _operations("jobs.find")),
    "tags are everybody's": Bug(forget(Tags, "all"), _operations("tagging.of_post", "segments.choices")),
    "a tag is found in any workspace": Bug(forget(Tags, "get"), _operations("tagging.remove")),
    "a report is found in any workspace": Bug(forget(Reports, "get"), _routes("GET /reports/<report>/file")),
    "the list of reports has everybody's": Bug(forget(Reports, "all"), _callbacks("reports.show_reports")),
    "the brand is somebody's": Bug(forget(Brands, "find"), _operations("branding.words")),
    "the list of schedules has everybody's": Bug(forget(Schedules, "all"), _operations("schedules.all")),
    "a schedule is found in any workspace": Bug(forget(Schedules, "get"), _operations("schedules.pause")),
    "a link is found in any workspace": Bug(forget(Links, "get"), _operations("sharing.withdraw")),
    "the list of tokens has everybody's": Bug(forget(Tokens, "all"), _operations("tokens.all")),
    "a token is found in any workspace": Bug(forget(Tokens, "get"), _operations("tokens.revoke")),
    "alerts are somebody's": Bug(forget(Alerts, "find"), _operations("alerts.rule")),
    "whoever has an account may enter any workspace": Bug(
        _at(Directory, "workspaces_of", _all_rooms), _routes("POST /workspace")
    ),
    "a disabled account still counts": Bug(_at(Directory, "workspaces_of", _rooms_of_anybody), _routes(ORIGINAL)),
    "a session never ends": Bug(_at(SessionBook, "lasts", lambda *_: True), _routes(ORIGINAL)),
    "signing out leaves the session": Bug(_at(Accounts, "sign_out", lambda *_: None), _routes(ORIGINAL)),
    "services ask for no right": Bug(
        _at(policy, "demand", lambda *_: None), _operations("datasets.import_file", "tagging.add")
    ),
    "brand managers may make reports": Bug(_lets(Permission.REPORT), _routes("GET /reports/<report>/file")),
    "brand managers may import": Bug(_lets(Permission.IMPORT), _routes("POST /uploads")),
    "everybody may manage uploads": Bug(_lets(Permission.MANAGE_UPLOADS), _operations("all_uploads.newest_first")),
    "callbacks ask for no right": Bug(
        _at(callback_guard, "allows", lambda *_: True), _callbacks("reports.show_reports")
    ),
    "any workspace may be entered": Bug(_at(Accounts, "workspaces", _rooms), _routes("POST /workspace")),
    "anybody may name another workspace": Bug(_at(Lifecycle, "_within", _within), _operations("lifecycle.hide")),
    "a worker asks nobody's account": Bug(
        _at(Accounts, "actor_by_id", _anybody), lambda world: ask_jobs.ask_all(world, {"datasets.answer"})
    ),
    "downloads are open": Bug(_at(auth, "OPEN", auth.OPEN | {"original"}), _routes(ORIGINAL)),
    "a refusal tells that there is such a row": Bug(_at(rows.Rows, "_own", _known_to_exist), _routes(ORIGINAL)),
}
