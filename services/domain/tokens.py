"""Tokens: what a program shows instead of a password."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .actors import Actor, TokenScope
from .errors import InvalidInput

# A token that nobody renews ends some day: by default after a quarter, at the latest after a year.
USUAL_DAYS, MOST_DAYS = 90, 366
LONGEST_NAME = 80


class TokenState(StrEnum):
    """Whether a token opens anything; the value is how people read it."""

    WORKS = "works"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token to be made; days: how long it works, 1 to 366."""

    name: str
    scopes: tuple[TokenScope, ...]
    days: int = USUAL_DAYS


@dataclass(frozen=True, slots=True)
class Token:
    """A token as people see it later: never the token itself.

    prefix: its first letters, enough to tell it from others. used_at: None = never, to the minute. made_for: the
    person whose rights it has.
    """

    id: str
    name: str
    prefix: str
    scopes: tuple[TokenScope, ...]
    made_for: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None
    state: TokenState


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A token that was just made: `secret` is shown now and never again."""

    token: Token
    secret: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who shows a token: the person it was made for, with the rights that its scopes leave."""

    actor: Actor
    token: str


def read_scopes(written: Iterable[str]) -> tuple[TokenScope, ...]:
    """The scopes of these names; InvalidInput for one that is not there."""
    asked = tuple(written)
    unknown = [one for one in asked if one not in list(TokenScope)]
    if unknown:
        raise InvalidInput(f"There is no scope {unknown[0][:40]!r}. Choose {', '.join(TokenScope)}.", "scopes")
    return tuple(TokenScope(one) for one in asked)


def try_line(made: MadeToken, address: str) -> str:
    """The line for a shell that tries a token; address: of the app, without a slash at its end."""
    head = f"curl -H 'Authorization: Bearer {made.secret}'"
    if TokenScope.SCORE in made.token.scopes:
        body = '{"posts": [{"counts": {"comments": 120, "shares": 4}}]}'
        return f"{head} -H 'Content-Type: application/json' -d '{body}' {address}/api/v1/score"
    path = "datasets" if TokenScope.READ in made.token.scopes else "reports"
    return f"{head} {address}/api/v1/{path}"
