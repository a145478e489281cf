"""People and their ways in, as pages show them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.domain.actors import Role, Workspace


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a sign-in comes from."""

    address: str
    agent: str = ""


class Step(StrEnum):
    """What stands between a sign-in and the app."""

    NONE = "nobody"
    OPEN = "open"
    CODE = "code"  # the second factor is asked for
    ENROL = "enrol"  # a second factor must be set up first


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A second factor to be set up: secret in base32, and the address (otpauth:) that apps read as a picture."""

    secret: str
    address: str


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A sign-in whose second step is done; codes: new recovery codes, to be shown once."""

    token: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SignInPlace:
    """One of a person's browsers."""

    id: str
    device: str
    address: str
    since: datetime
    seen_at: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What a person sees of their own account."""

    email: str
    has_password: bool
    has_second_factor: bool
    must_have_second_factor: bool
    codes_left: int
    linked: bool
    places: tuple[SignInPlace, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as admins see them."""

    id: str
    name: str
    email: str
    role: Role
    active: bool
    workspaces: tuple[Workspace, ...]
    seen_at: datetime | None
    second_factor: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """Somebody who is invited and has not come yet."""

    email: str
    role: Role
    workspaces: tuple[Workspace, ...]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Room:
    """A workspace as admins see it; members without admins, who may enter all. wordless: it keeps no words of posts."""

    id: str
    slug: str
    name: str
    members: tuple[str, ...]
    created_at: datetime
    wordless: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the activity."""

    at: datetime
    who: str
    workspace: str
    what: str
    subject: str
    result: str


@dataclass(frozen=True, slots=True)
class ActivityQuery:
    """Which actions an admin wants to see; "" and None = any."""

    user_id: str = ""
    workspace_id: str = ""
    what: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class FoundActions:
    """The newest actions that fit, and how many fit in all."""

    actions: tuple[Action, ...]
    found: int
    kinds: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    workspaces: tuple[Workspace, ...]
