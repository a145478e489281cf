"""Links to released reports: made, counted, withdrawn, and opened by people who are nobody here."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.arrivals import FACTS
from services.domain.actors import Actor
from services.domain.branding import BrandWords
from services.domain.clock import Clock
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound, TooMany, Unavailable
from services.domain.people import Browser
from services.domain.releasing import ReportState
from services.domain.reporting import FinishedReport
from services.domain.sharing import (
    LONGEST,
    SHORTEST,
    LinkState,
    NewLink,
    SharedFile,
    SharedLink,
    SharedReport,
    ShareOrder,
)
from services.exporters import EXPORTERS
from services.passwords import Passwords
from services.policy import Permission, before_sign_in, requires
from services.refusals import LIMIT, LINK, PASSWORD, refused
from services.reports.folder import PAGE, Folder
from services.storage.database import Database
from services.storage.files import Files
from services.storage.report_tables import ReportEventRow, ReportLinkRow, ReportRow
from services.storage.workspace import WorkspaceData

# The same words for a guess, an expired, a withdrawn link and a report that is gone: none is confirmed.
_NOTHING = "There is nothing under this link, or not any more. Ask whoever sent it for a new one."
_SHORTEST_PASSWORD = 10
_MOST_LINKS = 50
_WINDOW = timedelta(minutes=15)
_GUESSES, _WRONG_PASSWORDS = 20, 10
_GUESSING = "link"


@dataclass(frozen=True, slots=True)
class Place:
    """Where shared reports lie, and the address of this installation, without a slash at its end."""

    database: Database
    files: Files
    address: str


class Sharing:
    """Shares released reports by link."""

    def __init__(self, place: Place, clock: Clock, passwords: Passwords) -> None:
        self._database, self._files, self._address = place.database, place.files, place.address
        self._clock, self._passwords = clock, passwords

    @requires(Permission.RELEASE, change="shared a report by link")
    def share(self, actor: Actor, order: ShareOrder) -> NewLink:
        """A new link to a released report; its address is told here and never again."""
        _check(order)
        token, now = secrets.token_urlsafe(32), self._clock()
        kept = self._passwords.hash(order.password) if order.password else ""
        with self._database.transaction(actor.workspace_id) as data:
            row = data.reports.get(order.report_id)
            if row.state != ReportState.RELEASED:
                raise Conflict("Only a released report can be shared. Check it and release it first.")
            if sum(_state(link, now) is LinkState.OPEN for link in data.links.of_report(row.id)) >= _MOST_LINKS:
                raise TooMany(f"This report has {_MOST_LINKS} open links. Withdraw one first.")
            link = ReportLinkRow(
                id=secrets.token_hex(8),
                token_hash=_digest(token),
                report_id=row.id,
                password_hash=kept,
                created_by=actor.name,
                created_at=now,
                expires_at=now + timedelta(days=order.days),
                opened=0,
            )
            data.links.add(link)
            self._note(data, actor, row, "shared", f"until {link.expires_at:%Y-%m-%d %H:%M} UTC")
            data.activity.note(actor.user_id, "shared a report", row.id, now)
        return NewLink(link.id, f"{self._address}/s/{token}", link.expires_at)

    @requires(Permission.RELEASE)
    def links(self, actor: Actor, report_id: str) -> tuple[SharedLink, ...]:
        """Every link to a report, newest first."""
        now = self._clock()
        with self._database.reading(actor.workspace_id) as data:
            return tuple(_link(row, now) for row in data.links.of_report(data.reports.get(report_id).id))

    @requires(Permission.RELEASE, change="withdrew a link to a report", about="link_id")
    def withdraw(self, actor: Actor, link_id: str) -> SharedLink:
        """The link, which opens nothing from now on."""
        with self._database.transaction(actor.workspace_id) as data:
            link, now = data.links.get(link_id), self._clock()
            if link.withdrawn_at is None:
                link.withdrawn_at = now
                self._note(data, actor, data.reports.get(link.report_id), "withdrew a link", "")
                data.activity.note(actor.user_id, "withdrew a link to a report", link.report_id, now)
            return _link(link, now)

    @before_sign_in
    def open(self, token: str, browser: Browser) -> tuple[str, bool]:
        """The id of the link behind a token, and whether it asks for a password; NotFound, TooMany after guesses."""
        since = self._clock() - _WINDOW
        with self._database.reading_directory() as directory:
            if directory.attempts.on_account(_guesser(browser), since) >= _GUESSES:
                refused(LIMIT, limit="links that lead nowhere")
                raise TooMany("Too many links that lead nowhere. Try again in 15 minutes.")
            link = directory.link_by_token(_digest(token))
        if link is None or _state(link, self._clock()) is not LinkState.OPEN:
            with self._database.directory() as directory:
                directory.attempts.add(_guesser(browser), browser.address, self._clock())
            refused(LINK, link="report")
            raise NotFound(_NOTHING)
        if not link.password_hash:
            self._count(link.id)
        return link.id, bool(link.password_hash)

    @before_sign_in
    def unlock(self, link_id: str, password: str, browser: Browser) -> None:
        """Returns where the password is right; Forbidden where it is not, TooMany after too many of those."""
        link, account, since = self._open_link(link_id), f"{_GUESSING} {link_id}", self._clock() - _WINDOW
        with self._database.reading_directory() as directory:
            on_link = directory.attempts.on_account(account, since)
        if on_link >= _WRONG_PASSWORDS:
            refused(LIMIT, limit="wrong passwords of a link")
            raise TooMany("Too many wrong passwords for this link. Try again in 15 minutes.")
        if link.password_hash and not self._passwords.matches(link.password_hash, password):
            with self._database.directory() as directory:
                directory.attempts.add(account, browser.address, self._clock())
            refused(PASSWORD, link=link.id)
            raise Forbidden("This is not the password of this link. Ask whoever sent it.")
        self._count(link.id)

    @before_sign_in
    def look(self, link_id: str) -> SharedReport:
        """What an open link shows; NotFound for any other."""
        link = self._open_link(link_id)
        with self._database.reading_directory() as directory:
            client = next((room.name for room in directory.workspaces() if room.id == link.workspace_id), "")
        with self._database.reading(link.workspace_id) as data:
            try:
                row = data.reports.get(link.report_id)
            except NotFound:
                raise NotFound(_NOTHING) from None
            brand = data.brands.find()
        words = FACTS.structure(brand.facts, BrandWords) if brand else BrandWords()
        facts = FACTS.structure(row.facts, FinishedReport)
        return SharedReport(
            title=facts.title,
            client=client,
            language=facts.language,
            made_at=facts.made_at,
            colour=words.colour,
            logo=brand.logo if brand else b"",
            files=self._files_of(row, facts),
            newer=row.state == ReportState.SUPERSEDED,
        )

    def _files_of(self, row: ReportRow, facts: FinishedReport) -> tuple[SharedFile, ...]:
        """The report and, where it is something else, the page beside it; NotFound where they are damaged."""
        folder = Folder(self._files, row.workspace_id, row.id)
        exporter, browsers = EXPORTERS[facts.format], EXPORTERS[PAGE]
        try:
            path = folder.whole(row.sha256)
            page = folder.whole_page(row.page_sha256) if row.page_sha256 else None
        except Unavailable:
            raise NotFound(_NOTHING) from None
        file = SharedFile(path, facts.file_name, exporter.media_type, exporter.label, facts.size)
        if page is None:
            return (file,)
        name = facts.file_name.removesuffix(exporter.suffix) + browsers.suffix
        return (file, SharedFile(page, name, browsers.media_type, browsers.label, row.stored - facts.size))

    def _open_link(self, link_id: str) -> ReportLinkRow:
        with self._database.reading_directory() as directory:
            link = directory.link(link_id)
        if link is None or _state(link, self._clock()) is not LinkState.OPEN:
            raise NotFound(_NOTHING)
        return link

    def _count(self, link_id: str) -> None:
        with self._database.directory() as directory:
            directory.count_opening(link_id, self._clock())

    def _note(self, data: WorkspaceData, actor: Actor, row: ReportRow, what: str, note: str) -> None:
        data.reports.note(
            ReportEventRow(report_id=row.id, what=what, by=actor.name, note=note, sha256=row.sha256, at=self._clock())
        )


def _check(order: ShareOrder) -> None:
    if not SHORTEST <= order.days <= LONGEST:
        raise InvalidInput(f"A link lasts {SHORTEST} to {LONGEST} days.", "days")
    if order.password and len(order.password) < _SHORTEST_PASSWORD:
        raise InvalidInput(f"The password needs at least {_SHORTEST_PASSWORD} characters.", "password")


def _state(link: ReportLinkRow, now: datetime) -> LinkState:
    if link.withdrawn_at is not None:
        return LinkState.WITHDRAWN
    return LinkState.OPEN if now < link.expires_at else LinkState.EXPIRED


def _link(row: ReportLinkRow, now: datetime) -> SharedLink:
    return SharedLink(
        id=row.id,
        report_id=row.report_id,
        state=_state(row, now),
        created_by=row.created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
        has_password=bool(row.password_hash),
        opened=row.opened,
        opened_at=row.opened_at,
    )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _guesser(browser: Browser) -> str:
    """Under what guesses from one address are counted."""
    return f"{_GUESSING} from {browser.address[:64]}"
