"""What stands between a finished report and a client: its state, what was found wrong with it, and who let it go."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256


class ReportState(StrEnum):
    """How far a report is on its way to a client."""

    DRAFT = "draft"
    CHECKED = "checked"
    RELEASED = "released"
    SUPERSEDED = "superseded"

    @property
    def is_kept(self) -> bool:
        """Whether its file stays as it is, whatever happens around it."""
        return self in (ReportState.RELEASED, ReportState.SUPERSEDED)


class Whose(StrEnum):
    """Who chose the words of a passage: people can say them differently, data and this app cannot."""

    PEOPLE = "people"
    APP = "app"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a report and where they stand, such as `the title` or `"At a glance"`."""

    where: str
    text: str
    whose: Whose


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong in a report, in words, with its place.

    blocking: it must be put right; else somebody may accept it. accepted_by, note: who did, and why; "" = nobody yet.
    subject: what it is about, where the words say that differently to different people; "" = the words say it.
    """

    code: str
    where: str
    words: str
    blocking: bool = False
    accepted_by: str = ""
    note: str = ""
    subject: str = ""

    @property
    def key(self) -> str:
        """Twelve hexadecimal digits: what was accepted is this flaw, not another one of its kind."""
        return sha256(f"{self.code}\0{self.where}\0{self.subject or self.words}".encode()).hexdigest()[:12]

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way of a release."""
        return self.blocking or not self.accepted_by


@dataclass(frozen=True, slots=True)
class ReleaseRules:
    """second_person: whoever built a report may not release it."""

    second_person: bool = False


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """One line of a report's history; sha256: of the file at that moment."""

    what: str
    by: str
    at: datetime
    sha256: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a report stands, for one person.

    checked_at: None = nobody has checked it. obstacle: why this person cannot release it now, "" = they can.
    """

    report_id: str
    title: str
    state: ReportState
    flaws: tuple[Flaw, ...]
    obstacle: str
    history: tuple[ReportEvent, ...]
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is kept of a check: when, what was found in the document itself, and what was accepted since, by flaw."""

    flaws: tuple[Flaw, ...] = ()
    checked_at: datetime | None = None
    accepted: dict[str, tuple[str, str]] = field(default_factory=dict)
