"""Links under which clients open a released report without an account."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

SHORTEST, LONGEST = 1, 90


class LinkState(StrEnum):
    """Whether a link opens anything."""

    OPEN = "open"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ShareOrder:
    """What to share: for so many days, 1 to 90; password: "" = the link is enough."""

    report_id: str
    days: int = 14
    password: str = ""


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link as it is told once; afterwards only its hash is known."""

    id: str
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SharedLink:
    """A link as its workspace sees it. opened: how often; opened_at: the last time, None = never."""

    id: str
    report_id: str
    state: LinkState
    created_by: str
    created_at: datetime
    expires_at: datetime
    has_password: bool
    opened: int
    opened_at: datetime | None


@dataclass(frozen=True, slots=True)
class SharedFile:
    """One file to hand out, under a name fit for people; size in bytes."""

    path: Path
    name: str
    media_type: str
    label: str
    size: int


@dataclass(frozen=True, slots=True)
class SharedReport:
    """What whoever holds a link sees. colour, logo: the brand. newer: the report was superseded since."""

    title: str
    client: str
    language: str
    made_at: datetime
    colour: str
    logo: bytes
    files: tuple[SharedFile, ...]
    newer: bool

    @property
    def page(self) -> SharedFile | None:
        """The report as browsers show it, None = there is none."""
        return next((file for file in self.files if file.media_type == "text/html"), None)
