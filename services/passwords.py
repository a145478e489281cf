"""Passwords that are kept as hashes."""

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

# Longer ones are cut: hashing takes its time a letter too.
_LONGEST = 1_000


def hashed(hasher: PasswordHasher, password: str) -> str:
    """What is kept of a password."""
    return hasher.hash(_bytes(password))


def matches(hasher: PasswordHasher, known: str, password: str) -> bool:
    """Whether this is the password that was kept."""
    try:
        return hasher.verify(known, _bytes(password))
    except VerificationError:
        return False


def _bytes(password: str) -> bytes:
    return password[:_LONGEST].encode("utf-8", "surrogatepass")
