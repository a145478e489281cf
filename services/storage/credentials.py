"""What people sign in with beside their password: clock codes, recovery codes, one-time links, other providers."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from .people_tables import IdentityRow, LinkRow, RecoveryCodeRow, SecondFactorRow


class Factors:
    """Second factors, one a person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, user_id: str) -> SecondFactorRow | None:
        """The person's, confirmed or not yet."""
        return self._session.get(SecondFactorRow, user_id)

    def confirmed(self) -> set[str]:
        """The people who have one that works."""
        query = select(SecondFactorRow.user_id).where(SecondFactorRow.confirmed_at.is_not(None))
        return set(self._session.scalars(query))

    def begin(self, user_id: str, secret: str) -> None:
        """A new one, not confirmed yet, in the place of the one before."""
        self._session.merge(SecondFactorRow(user_id=user_id, secret=secret, confirmed_at=None, used_step=0))

    def take_step(self, user_id: str, step: int) -> bool:
        """Whether this time step, or a later one, was not taken before; it is from now on."""
        earlier = (SecondFactorRow.user_id == user_id, SecondFactorRow.used_step < step)
        done = self._session.execute(update(SecondFactorRow).where(*earlier).values(used_step=step))
        return bool(done.rowcount == 1)  # type: ignore[attr-defined]  # an UPDATE's result has it

    def remove(self, user_id: str) -> None:
        """The person has none any more, and no recovery codes."""
        self._session.execute(delete(SecondFactorRow).where(SecondFactorRow.user_id == user_id))
        self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id))

    def put_codes(self, user_id: str, hashes: list[str]) -> None:
        """These recovery codes work from now on, and no others."""
        self._session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id))
        self._session.add_all(RecoveryCodeRow(user_id=user_id, code_hash=one) for one in hashes)

    def take_code(self, user_id: str, code_hash: str) -> bool:
        """Whether this recovery code was left; it is not any more."""
        which = (RecoveryCodeRow.user_id == user_id, RecoveryCodeRow.code_hash == code_hash)
        done = self._session.execute(delete(RecoveryCodeRow).where(*which))
        return bool(done.rowcount == 1)  # type: ignore[attr-defined]  # a DELETE's result has it

    def codes_left(self, user_id: str) -> int:
        """How many recovery codes the person has not used."""
        query = select(func.count()).select_from(RecoveryCodeRow).where(RecoveryCodeRow.user_id == user_id)
        return self._session.scalar(query) or 0


class Links:
    """Links that work once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, row: LinkRow) -> None:
        """From now on this is the only link for this purpose and person."""
        self.withdraw(row.purpose, row.about)
        # What works no more is not kept: it may hold the address of somebody who never came.
        self._session.execute(delete(LinkRow).where(LinkRow.expires_at <= row.created_at))
        self._session.add(row)

    def find(self, token_hash: str, purpose: str, now: datetime) -> LinkRow | None:
        """The link, while it works."""
        row = self._session.get(LinkRow, token_hash)
        return row if row and row.purpose == purpose and now < row.expires_at else None

    def take(self, token_hash: str) -> bool:
        """Whether it was there; it is not any more, so of two that follow it at once one arrives."""
        done = self._session.execute(delete(LinkRow).where(LinkRow.token_hash == token_hash))
        return bool(done.rowcount == 1)  # type: ignore[attr-defined]  # a DELETE's result has it

    def withdraw(self, purpose: str, about: str) -> None:
        """No link for this purpose and person works any more."""
        self._session.execute(delete(LinkRow).where(LinkRow.purpose == purpose, LinkRow.about == about))

    def all(self, purpose: str) -> list[LinkRow]:
        """Every one for this purpose, newest first."""
        query = select(LinkRow).where(LinkRow.purpose == purpose).order_by(LinkRow.created_at.desc())
        return list(self._session.scalars(query))

    def forget_workspace(self, slug: str) -> None:
        """No link leads into this workspace; one that led nowhere else is gone."""
        for row in self._session.scalars(select(LinkRow)):
            rooms = row.facts.get("workspaces", [])
            if slug not in rooms:
                continue
            left = [one for one in rooms if one != slug]
            if left:
                row.facts = {**row.facts, "workspaces": left}
            else:
                self._session.delete(row)


class Identities:
    """People as other providers know them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def user_of(self, issuer: str, subject: str) -> str | None:
        """The person behind a provider's subject."""
        row = self._session.get(IdentityRow, (issuer, subject))
        return row.user_id if row else None

    def link(self, row: IdentityRow) -> None:
        """From now on the provider signs this person in, by this subject alone."""
        self._session.execute(
            delete(IdentityRow).where(IdentityRow.issuer == row.issuer, IdentityRow.user_id == row.user_id)
        )
        self._session.add(row)
        self._session.flush()

    def unlink(self, user_id: str) -> None:
        """No provider signs this person in any more."""
        self._session.execute(delete(IdentityRow).where(IdentityRow.user_id == user_id))

    def linked(self) -> set[str]:
        """The people whom some provider signs in."""
        return set(self._session.scalars(select(IdentityRow.user_id)))
