"""People, their sessions and the workspaces they may enter."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from services.domain.actors import Actor, Role, Workspace

from .audit import Audit
from .credentials import Factors, Identities, Links
from .people_tables import LinkRow
from .report_tables import ReportLinkRow
from .sessions import Attempts, Sessions, letters_asked_for
from .tables import AttemptRow, MembershipRow, SessionRow, UserRow, WorkspaceRow
from .tokens import TokenBook


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account."""

    id: str
    name: str
    email: str
    role: Role


class Directory:
    """Queries about people and workspaces, inside one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.sessions = Sessions(session)
        self.attempts = Attempts(session)
        self.factors = Factors(session)
        self.links = Links(session)
        self.identities = Identities(session)
        self.audit = Audit(session)
        self.tokens = TokenBook(session)

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
            "failed sign-ins": delete(AttemptRow).where(AttemptRow.account.in_([email, letters_asked_for(email)])),
            "invitations and resets": delete(LinkRow).where(LinkRow.about.in_([user_id, email])),
            "accounts": delete(UserRow).where(UserRow.id == user_id),
        }
        done = {kind: self._session.execute(statement) for kind, statement in gone.items()}
        return {kind: int(one.rowcount) for kind, one in done.items()}  # type: ignore[attr-defined]  # a DELETE's has it

    def remove_workspace(self, workspace_id: str) -> None:
        """The workspace is gone, also from invitations; whatever was in it has gone before."""
        row = self.workspace(workspace_id)
        if row is not None:
            self.links.forget_workspace(row.slug)
        self._session.execute(delete(WorkspaceRow).where(WorkspaceRow.id == workspace_id))

    def drop_sessions(self, before: datetime) -> int:
        """How many sessions that nobody used since then, and failed sign-ins from before then, are forgotten."""
        sessions = self._session.execute(delete(SessionRow).where(SessionRow.seen_at < before))
        self._session.execute(delete(AttemptRow).where(AttemptRow.at < before))
        return int(sessions.rowcount)  # type: ignore[attr-defined]  # a DELETE's result has it

    def user_by_email(self, email: str) -> UserRow | None:
        """The person with this address, whatever its case."""
        return self._session.scalar(select(UserRow).where(UserRow.email == email.strip().casefold()))

    def people_in(self, workspace_id: str) -> list[Person]:
        """Everybody active who may enter a workspace, by name; admins may enter all."""
        mine = select(MembershipRow.user_id).where(MembershipRow.workspace_id == workspace_id)
        query = select(UserRow).where(UserRow.active, (UserRow.role == Role.ADMIN) | UserRow.id.in_(mine))
        rows = self._session.scalars(query.order_by(UserRow.name, UserRow.id))
        return [Person(row.id, row.name, row.email, Role(row.role)) for row in rows]

    def first_admin(self) -> UserRow | None:
        """The admin who was added first and may sign in."""
        admins = select(UserRow).where(UserRow.role == Role.ADMIN, UserRow.active.is_(True))
        return self._session.scalars(admins.order_by(UserRow.created_at, UserRow.id).limit(1)).first()

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

    def user(self, user_id: str) -> UserRow | None:
        """The person with this id."""
        return self._session.get(UserRow, user_id) if user_id.isprintable() else None

    def users(self) -> list[UserRow]:
        """Everybody, by name."""
        return list(self._session.scalars(select(UserRow).order_by(UserRow.name, UserRow.email)))

    def memberships(self) -> dict[str, set[str]]:
        """The workspaces given to each person, by ids; an admin needs none."""
        given: dict[str, set[str]] = defaultdict(set)
        for row in self._session.scalars(select(MembershipRow)):
            given[row.user_id].add(row.workspace_id)
        return given

    def give_rooms(self, user_id: str, workspace_ids: set[str]) -> None:
        """These workspaces and no others; browsers of the person that are in another one are nobody's from now on."""
        mine = MembershipRow.user_id == user_id
        self._session.execute(delete(MembershipRow).where(mine, MembershipRow.workspace_id.not_in(workspace_ids)))
        for workspace_id in workspace_ids:
            self.admit(user_id, workspace_id)

    def workspace(self, workspace_id: str) -> WorkspaceRow | None:
        """The workspace with this id."""
        return self._session.get(WorkspaceRow, workspace_id) if workspace_id.isprintable() else None

    def link_by_token(self, token_hash: str) -> ReportLinkRow | None:
        """The link whose token has this hash."""
        return self._session.scalars(select(ReportLinkRow).where(ReportLinkRow.token_hash == token_hash)).first()

    def link(self, link_id: str) -> ReportLinkRow | None:
        """The link with this id; what can be no id has none."""
        query = select(ReportLinkRow).where(ReportLinkRow.id == link_id)
        return self._session.scalars(query).first() if link_id.isprintable() else None

    def count_opening(self, link_id: str, at: datetime) -> None:
        """Somebody opened this link."""
        opened = update(ReportLinkRow).where(ReportLinkRow.id == link_id)
        self._session.execute(opened.values(opened=ReportLinkRow.opened + 1, opened_at=at))
