"""Passwords: which are good enough, and how they are kept."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.domain.errors import InvalidInput, TooMany

SHORTEST, LONGEST = 12, 128
# Guesses that a program needs who tries what is common first: fewer than that are tried in hours.
_FEWEST_GUESSES = 10**8
# The estimate takes longer the longer the text; what stands behind is the more to guess.
_ESTIMATED = 64
# A hash takes memory and a core for a while: so many at once, and nobody waits longer than that, in seconds.
_AT_ONCE, _PATIENCE = 2, 3.0


class Passwords:
    """Hashes and compares, a few at a time, so that a flood of sign-ins does not stop everybody else."""

    def __init__(self, hasher: PasswordHasher) -> None:
        self._hasher, self._turns = hasher, BoundedSemaphore(_AT_ONCE)

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        with self._turn():
            return str(self._hasher.hash(_bytes(password)))

    def matches(self, known: str, password: str) -> bool:
        """Whether it is the password of this hash; "" = nobody's, which takes as long and is never right."""
        with self._turn():
            try:
                right = self._hasher.verify(known or self._nobodys, _bytes(password[:1000]))
            except (VerificationError, InvalidHashError):
                return False
            return bool(known and right)

    def is_outdated(self, known: str) -> bool:
        """Whether a hash was made at another cost than today's."""
        return bool(self._hasher.check_needs_rehash(known))

    @cached_property
    def _nobodys(self) -> str:
        # Made at the first sign-in, whoever that is: hashing is slow on purpose, and a job signs nobody in.
        return str(self._hasher.hash(secrets.token_hex(16)))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        if not self._turns.acquire(timeout=_PATIENCE):
            raise TooMany("Very many people sign in right now. Try again in a minute.")
        try:
            yield
        finally:
            self._turns.release()


def demand_strong(password: str, about: tuple[str, ...] = ()) -> None:
    """InvalidInput unless it is long enough and not among what is guessed first; `about`: words around the person."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(
            f"The password has {len(password):,} characters; it needs {SHORTEST} to {LONGEST}. "
            "A few words in a row make a good one.",
            "password",
        )
    if not password.isprintable():
        raise InvalidInput("The password has characters that no keyboard makes. Type it anew.", "password")
    from zxcvbn import zxcvbn  # noqa: PLC0415  # Its lists of words, 12 MB, stay out of processes that set no password.

    near = [part for text in about for part in (text, *text.replace("@", " ").replace(".", " ").split()) if part]
    if zxcvbn(password[:_ESTIMATED], user_inputs=["postlens", *near])["guesses"] < _FEWEST_GUESSES:
        raise InvalidInput(
            "This password is among those that are guessed first, or close to one of them. "
            "Take a few words that do not belong together.",
            "password",
        )


def _bytes(text: str) -> bytes:
    """The text in UTF-8, also where it holds what no text should."""
    return text.encode("utf-8", "surrogatepass")
