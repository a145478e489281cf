"""Tokens for programs: made and shown once, kept as a hash, refused from the moment they are revoked."""

import hashlib
import hmac
import re
import secrets
from dataclasses import replace
from datetime import datetime, timedelta

from services.domain.actors import Actor, TokenScope
from services.domain.clock import Clock
from services.domain.errors import InvalidInput, NotFound
from services.domain.tokens import LONGEST_NAME, MOST_DAYS, Bearer, MadeToken, NewToken, Token, TokenState
from services.policy import Permission, before_sign_in, requires
from services.rates import Rates
from services.storage.database import Database
from services.storage.directory import Directory
from services.storage.token_tables import TokenRow

# `pl_`, the id by which the row is found, and 256 bits that nobody guesses.
_FORM = re.compile(r"pl_([0-9a-f]{12})_[A-Za-z0-9_-]{43}")
_NOBODYS = hashlib.sha256(b"nobody").hexdigest()
_SEEN_EVERY = timedelta(minutes=1)


class Tokens:
    """Makes, lists and revokes tokens, and says who shows one."""

    def __init__(self, database: Database, clock: Clock, rates: Rates) -> None:
        self._database, self._clock, self._rates = database, clock, rates

    @requires(Permission.TOKENS)
    def add(self, actor: Actor, wanted: NewToken) -> MadeToken:
        """A token with the actor's own rights, as far as its scopes leave them; InvalidInput for what cannot be."""
        return self._make(actor, actor, wanted)

    @requires(Permission.MANAGE_PEOPLE)
    def add_for(self, actor: Actor, email: str, wanted: NewToken) -> MadeToken:
        """A token with the rights of somebody else in this workspace; "" = of the admin who was added first.

        NotFound where there is no such person, or none who may enter this workspace.
        """
        with self._database.reading_directory() as directory:
            owner = _owner(directory, email, actor.workspace_id)
        if owner is None:
            who = repr(email) if email else "an admin"
            raise NotFound(f"There is nobody here for whom the token could act: {who}. Run: postlens user add")
        return self._make(actor, owner, wanted)

    @requires(Permission.TOKENS)
    def all(self, actor: Actor) -> tuple[Token, ...]:
        """The tokens of this workspace, newest first, those that open nothing any more too."""
        with self._database.reading(actor.workspace_id) as data:
            return tuple(self._token(row, name) for row, name in data.tokens.all())

    @requires(Permission.TOKENS)
    def revoke(self, actor: Actor, token_id: str) -> None:
        """The token opens nothing from now on; NotFound where there is none. Doing it twice changes nothing."""
        with self._database.transaction(actor.workspace_id) as data:
            row = data.tokens.get(token_id)
            if row.revoked_at is None:
                row.revoked_at = self._clock()
                data.activity.note(actor.user_id, "revoked a token", row.name, self._clock())

    @before_sign_in
    def bearer(self, shown: str) -> Bearer | None:
        """Who shows this token, as of now; None where it opens nothing. TooMany where it asks too often."""
        found, now = _FORM.fullmatch(shown), self._clock()
        with self._database.reading_directory() as directory:
            row = directory.tokens.find(found.group(1)) if found else None
            # Compared in any case, so that the time taken says nothing about whether there is such a token.
            right = hmac.compare_digest(_digest(shown), row.token_hash if row else _NOBODYS)
            if row is None or not right or _state(row, now) is not TokenState.WORKS:
                return None
            actor = directory.actor(row.user_id, row.workspace_id)
        if actor is None:
            return None
        self._rates.spend(row.id, now)
        self._seen(row, now)
        return Bearer(replace(actor, scopes=frozenset(_scopes(row))), row.id)

    def _make(self, actor: Actor, owner: Actor, wanted: NewToken) -> MadeToken:
        name = _clean(wanted)
        token_id, now = secrets.token_hex(6), self._clock()
        secret = f"pl_{token_id}_{secrets.token_urlsafe(32)}"
        row = TokenRow(
            id=token_id,
            workspace_id=actor.workspace_id,
            user_id=owner.user_id,
            name=name,
            scopes=" ".join(scope.value for scope in TokenScope if scope in wanted.scopes),
            token_hash=_digest(secret),
            made_at=now,
            expires_at=now + timedelta(days=wanted.days),
        )
        with self._database.transaction(actor.workspace_id) as data:
            data.tokens.add(row)
            data.activity.note(actor.user_id, "made a token", name, now)
        return MadeToken(self._token(row, owner.name), secret)

    def _seen(self, row: TokenRow, now: datetime) -> None:
        if row.used_at is None or now - row.used_at > _SEEN_EVERY:
            with self._database.directory() as directory:
                directory.tokens.touch(row.id, now)

    def _token(self, row: TokenRow, owner: str) -> Token:
        state = _state(row, self._clock())
        told = (row.made_at, row.expires_at, row.used_at, state)
        return Token(row.id, row.name, f"pl_{row.id}", _scopes(row), owner, *told)


def _owner(directory: Directory, email: str, workspace_id: str) -> Actor | None:
    user = directory.user_by_email(email) if email else directory.first_admin()
    return directory.actor(user.id, workspace_id) if user else None


def _clean(wanted: NewToken) -> str:
    """The name as it is kept; InvalidInput for a token that cannot be."""
    name = " ".join(wanted.name.split())
    if not name or not name.isprintable() or len(name) > LONGEST_NAME:
        raise InvalidInput(f"Name the token by what uses it, in 1 to {LONGEST_NAME} letters.", "name")
    if not wanted.scopes:
        raise InvalidInput(f"Say what the token may do: {', '.join(TokenScope)}.", "scopes")
    if not 1 <= wanted.days <= MOST_DAYS:
        raise InvalidInput(f"A token works for 1 to {MOST_DAYS} days.", "days")
    return name


def _state(row: TokenRow, now: datetime) -> TokenState:
    if row.revoked_at is not None:
        return TokenState.REVOKED
    return TokenState.EXPIRED if now >= row.expires_at else TokenState.WORKS


def _scopes(row: TokenRow) -> tuple[TokenScope, ...]:
    return tuple(TokenScope(scope) for scope in row.scopes.split())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
