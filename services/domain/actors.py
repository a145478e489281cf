"""Who asks."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is in this installation; `services.policy` says what each may do."""

    BRAND_MANAGER = "brand_manager"
    AGENCY = "agency"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """The role as people read it."""
        return {"brand_manager": "Brand manager", "agency": "Agency staff", "admin": "Admin"}[self]


class TokenScope(StrEnum):
    """What a program with a token may do; `services.policy` says which rights each scope leaves."""

    READ = "read"
    SCORE = "score"
    REPORT = "report"

    @property
    def label(self) -> str:
        """The scope as people read it."""
        return {"read": "Read figures and posts", "score": "Score posts", "report": "Download reports"}[self]


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting in one workspace, made anew for every request and every job.

    scopes: what the token leaves of the person's rights; None = the person acts, not a program with a token.
    """

    user_id: str
    name: str
    role: Role
    workspace_id: str
    workspace_name: str
    scopes: frozenset[TokenScope] | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A client's room: data of one never meets data of another."""

    id: str
    slug: str
    name: str
