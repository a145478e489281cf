"""People, their sessions and the workspaces they may enter."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from services.domain.actors import Actor, Role, Workspace

from .tables import AttemptRow, MembershipRow, SessionRow, UserRow, WorkspaceRow


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session row with what decides whether it still counts."""

    user_id: str
    workspace_id: str
    created_at: datetime
    seen_at: datetime


class Directory:
    """Queries about people and workspaces, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add_workspace(self, workspace: Workspace, at: datetime) -> None:
        """A new, empty workspace."""
        self._session.add(WorkspaceRow(id=workspace.id, slug=workspace.slug, name=workspace.name, created_at=at))
        self._session.flush()

    def workspaces(self) -> list[Workspace]:
        """All of them, oldest first."""
        rows = self._session.scalars(select(WorkspaceRow).order_by(WorkspaceRow.created_at, WorkspaceRow.slug))
        return [Workspace(row.id, row.slug, row.name) for row in rows]

    def workspaces_of(self, user_id: str) -> list[Workspace]:
        """Those a person may enter, by name; an admin may enter all."""
        user = self._session.get(UserRow, user_id)
        if user is None or not user.active:
            return []
        query = select(WorkspaceRow).order_by(WorkspaceRow.name)
        if user.role != Role.ADMIN:
            query = query.join(MembershipRow).where(MembershipRow.user_id == user_id)
        return [Workspace(row.id, row.slug, row.name) for row in self._session.scalars(query)]

    def rooms_of(self, actor: Actor) -> list[Workspace]:
        """Those an actor may see; whoever holds the shell is an admin without an account."""
        return self.workspaces() if actor.role is Role.ADMIN else self.workspaces_of(actor.user_id)

    def names(self) -> dict[str, str]:
        """What people are called, by id."""
        return {row.id: row.name for row in self._session.execute(select(UserRow.id, UserRow.name))}

    def add_user(self, user: UserRow) -> None:
        """A new person."""
        self._session.add(user)
        self._session.flush()

    def remove_user(self, user_id: str, email: str) -> dict[str, int]:
        """The account gone with its sessions, memberships and failed sign-ins; how many of each."""
        gone = {
            "sessions": delete(SessionRow).where(SessionRow.user_id == user_id),
            "memberships": delete(MembershipRow).where(MembershipRow.user_id == user_id),
            "failed sign-ins": delete(AttemptRow).where(AttemptRow.account == email),
            "accounts": delete(UserRow).where(UserRow.id == user_id),
        }
        done = {kind: self._session.execute(statement) for kind, statement in gone.items()}
        return {kind: int(one.rowcount) for kind, one in done.items()}  # type: ignore[attr-defined]  # a DELETE's has it

    def remove_workspace(self, workspace_id: str) -> None:
        """The workspace is gone; whatever was in it has gone before."""
        self._session.execute(delete(WorkspaceRow).where(WorkspaceRow.id == workspace_id))

    def drop_sessions(self, before: datetime) -> int:
        """How many sessions that nobody used since then, and failed sign-ins from before then, are forgotten."""
        sessions = self._session.execute(delete(SessionRow).where(SessionRow.seen_at < before))
        self._session.execute(delete(AttemptRow).where(AttemptRow.at < before))
        return int(sessions.rowcount)  # type: ignore[attr-defined]  # a DELETE's result has it

    def user_by_email(self, email: str) -> UserRow | None:
        """The person with this address, whatever its case."""
        return self._session.scalar(select(UserRow).where(UserRow.email == email.strip().casefold()))

    def admit(self, user_id: str, workspace_id: str) -> None:
        """Lets a person into a workspace; doing it twice changes nothing."""
        self._session.merge(MembershipRow(user_id=user_id, workspace_id=workspace_id))

    def actor(self, user_id: str, workspace_id: str) -> Actor | None:
        """The person in the workspace, if both are there and the one may enter the other."""
        user = self._session.get(UserRow, user_id)
        allowed = {workspace.id: workspace for workspace in self.workspaces_of(user_id)}
        workspace = allowed.get(workspace_id)
        if user is None or workspace is None:
            return None
        return Actor(user.id, user.name, Role(user.role), workspace.id, workspace.name)

    def open_session(self, row: SessionRow) -> None:
        """Remembers a signed-in browser."""
        self._session.add(row)

    def session(self, token_hash: str) -> SignedIn | None:
        """The signed-in browser behind a token."""
        row = self._session.get(SessionRow, token_hash)
        return SignedIn(row.user_id, row.workspace_id, row.created_at, row.seen_at) if row else None

    def touch_session(self, token_hash: str, at: datetime) -> None:
        """Somebody was active in this browser."""
        self._change_session(token_hash, seen_at=at)

    def enter_workspace(self, token_hash: str, workspace_id: str) -> None:
        """From now on this browser is in another workspace."""
        self._change_session(token_hash, workspace_id=workspace_id)

    def close_session(self, token_hash: str) -> None:
        """Forgets a browser; its token opens nothing any more."""
        self._session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    def add_attempt(self, account: str, address: str, at: datetime) -> None:
        """Notes a failed sign-in."""
        self._session.add(AttemptRow(account=account, address=address, at=at))

    def attempts(self, account: str, address: str, since: datetime) -> tuple[int, int]:
        """Failed sign-ins since then: on this account, and from this address."""
        recent = select(func.count()).select_from(AttemptRow).where(AttemptRow.at >= since)
        on_account = self._session.scalar(recent.where(AttemptRow.account == account)) or 0
        from_address = self._session.scalar(recent.where(AttemptRow.address == address)) or 0
        return on_account, from_address

    def forget_attempts(self, account: str, before: datetime) -> None:
        """The account's slate is clean; so is everybody's for what is long past."""
        self._session.execute(delete(AttemptRow).where((AttemptRow.account == account) | (AttemptRow.at < before)))

    def _change_session(self, token_hash: str, **change: object) -> None:
        self._session.execute(update(SessionRow).where(SessionRow.token_hash == token_hash).values(**change))
