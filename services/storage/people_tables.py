"""The tables of what people sign in with, and of who did what; secrets are kept as hashes, or encrypted."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .table import Facts, Table


class SecondFactorRow(Table):
    """The clock codes of a person; secret: encrypted. used_step: the last time step whose code was taken."""

    __tablename__ = "second_factors"
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str] = mapped_column(String(300))
    confirmed_at: Mapped[datetime | None]
    used_step: Mapped[int] = mapped_column(BigInteger)


class RecoveryCodeRow(Table):
    """A code for the day the phone is gone; it works once, and then its row is gone too."""

    __tablename__ = "recovery_codes"
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)


class LinkRow(Table):
    """A link that works once: an invitation, or a new password; facts: what it is about."""

    __tablename__ = "one_time_links"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    about: Mapped[str] = mapped_column(String(254), index=True)
    facts: Mapped[Facts]
    created_by: Mapped[str] = mapped_column(String(32))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class IdentityRow(Table):
    """A person as another provider knows them."""

    __tablename__ = "identities"
    issuer: Mapped[str] = mapped_column(String(300), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    linked_at: Mapped[datetime]


class AuditRow(Table):
    """One action; the database itself refuses to change or delete it. People stand in it by their id alone."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    user_id: Mapped[str] = mapped_column(String(32), index=True)
    workspace_id: Mapped[str] = mapped_column(String(32), index=True)
    what: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(80))
    result: Mapped[str] = mapped_column(String(20))
