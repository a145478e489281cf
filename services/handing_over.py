"""What leaves the house for a scheduled report: letters to readers, and to those who must look first."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from services import schedule_letters
from services.domain.actors import Actor
from services.domain.errors import ServiceError
from services.domain.releasing import Standing
from services.domain.scheduling import Delivery, ScheduleOrder
from services.domain.sharing import LONGEST, ShareOrder
from services.mail import Attachment, Letter, Mail
from services.policy import RULES, Permission
from services.releases import Releases
from services.reporting import Reports
from services.schedule_letters import About
from services.sharing import Sharing
from services.storage.database import Database
from services.storage.directory import Person

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Office:
    """What a scheduled report goes through; address: where people of the house find the app."""

    reports: Reports
    releases: Releases
    sharing: Sharing
    mail: Mail
    address: str


class Counter:
    """Writes the letters, and sends those that stay in the house."""

    def __init__(self, database: Database, office: Office) -> None:
        self._database, self._office = database, office

    def letter(self, actor: Actor, order: ScheduleOrder, report_id: str) -> tuple[Letter, Callable[[], None]]:
        """The letter to the readers, and what to undo where it does not go out."""
        about = self._about(actor, self._office.releases.standing(actor, report_id).title)
        if order.delivery is Delivery.LINK:
            link = self._office.sharing.share(actor, ShareOrder(report_id, LONGEST))
            undo: Callable[[], None] = lambda: _ignore(self._office.sharing.withdraw(actor, link.id))  # noqa: E731  (one line that is handed on)
            return schedule_letters.with_link(about, order, link.url, link.expires_at), undo
        file = self._office.reports.file(actor, report_id)
        attached = Attachment(file.name, file.media_type, file.path.read_bytes())
        return schedule_letters.with_file(about, order, attached), lambda: None

    def ask_for_a_look(self, actor: Actor, report_id: str, obstacle: str) -> None:
        """Tells those who may release it, or the owner where something is to be put right or accepted first."""
        standing = self._office.releases.standing(actor, report_id)
        about = self._about(actor, standing.title)
        people = self._people(actor)
        if _waits_for_somebody_else(standing):
            others = [one for one in people if one.id != actor.user_id and one.role in RULES[Permission.RELEASE]]
            if others:
                self._send(schedule_letters.to_release(about, tuple(one.email for one in others)))
            return
        for owner in (one for one in people if one.id == actor.user_id):
            self._send(schedule_letters.to_look_at(about, owner.email, obstacle))

    def tell_failure(self, actor: Actor, order: ScheduleOrder, why: str) -> None:
        """Tells the owner that nothing went out."""
        about = self._about(actor, order.title or order.template)
        for owner in (one for one in self._people(actor) if one.id == actor.user_id):
            self._send(schedule_letters.about_failure(about, owner.email, why))

    def _about(self, actor: Actor, title: str) -> About:
        return About(title, actor.workspace_name, actor.name, f"{self._office.address}/reports")

    def _people(self, actor: Actor) -> list[Person]:
        with self._database.reading_directory() as directory:
            return directory.people_in(actor.workspace_id)

    def _send(self, letter: Letter) -> None:
        """A letter within the house; the page says the same, so one that does not go out is no failure of its own."""
        try:
            self._office.mail.send(letter)
        except ServiceError as trouble:
            log.warning("letter not sent", trouble=str(trouble))


def _waits_for_somebody_else(standing: Standing) -> bool:
    return not any(flaw.is_open for flaw in standing.flaws)


def _ignore(_value: object) -> None:
    """Nothing more is done with it."""
