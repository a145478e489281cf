"""Signing in through another provider (OpenID Connect): people are known by issuer and subject, never by an address."""

from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.errors import Forbidden
from services.domain.people import Browser
from services.people import link_identity
from services.policy import Permission, before_sign_in, requires
from services.refusals import SIGN_IN, refused
from services.session_book import SessionBook
from services.storage.database import Database
from services.storage.people_tables import IdentityRow
from services.trail import Trail


class Providers:
    """Turns what a provider vouches for into a sign-in, where an account was linked before."""

    def __init__(self, database: Database, clock: Clock, book: SessionBook, trail: Trail) -> None:
        self._database, self._clock, self._book, self._strangers = database, clock, book, trail

    @before_sign_in
    def sign_in(self, issuer: str, subject: str, browser: Browser) -> str:
        """A new session's token; Forbidden where no account is linked, or it is disabled."""
        with self._database.reading_directory() as directory:
            user_id = directory.identities.user_of(issuer, subject)
            user = directory.user(user_id) if user_id else None
        if user is None or not user.active:
            self._strangers.keep(user_id or "", "", "signed in through a provider", result="refused")
            refused(SIGN_IN, user_id or "", way="provider")
            raise Forbidden(
                f"No account is linked to this sign-in. Give your admin its subject to link it: {subject[:255]}"
            )
        token = self._book.open(user, browser)
        self._strangers.keep(user.id, "", "signed in through a provider")
        return token

    @requires(Permission.OWN_ACCOUNT, change="linked a sign-in of another provider")
    def link(self, actor: Actor, issuer: str, subject: str) -> None:
        """From now on the provider signs the actor in."""
        with self._database.directory() as directory:
            link_identity(directory, IdentityRow(issuer=issuer, subject=subject, user_id=actor.user_id), self._clock)

    @requires(Permission.OWN_ACCOUNT, change="unlinked a sign-in of another provider")
    def unlink(self, actor: Actor) -> None:
        """No provider signs the actor in any more; Forbidden for who has no password to come back with."""
        with self._database.directory() as directory:
            user = directory.user(actor.user_id)
            if user is None or not user.password_hash:
                raise Forbidden("You have no password yet. Ask an admin for a link before you unlink this sign-in.")
            directory.identities.unlink(user.id)
