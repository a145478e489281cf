"""The second factor: codes of a clock (RFC 6238: six digits, 30 seconds), and recovery codes for a lost phone."""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta

import pyotp
from cryptography.fernet import Fernet

from services.domain.clock import Clock
from services.domain.errors import TooMany
from services.domain.people import Enrolment
from services.refusals import LIMIT, SECOND_STEP, refused
from services.storage.directory import Directory

WRONG_CODES, WINDOW = 10, timedelta(hours=1)
RECOVERY_CODES = 10
_STEP, _DIGITS = 30, 6
# A code is taken a step early or late: clocks differ, and people type slowly.
_OFFSETS = (0, -1, 1)


class SecondFactors:
    """Sets up and checks second factors, inside the caller's transaction; secrets are encrypted in the database."""

    def __init__(self, key: str, clock: Clock) -> None:
        self._clock = clock
        self._box = Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor {key}".encode()).digest()))

    def begin(self, directory: Directory, user_id: str, email: str) -> Enrolment:
        """A new secret; it counts once a code of it was confirmed."""
        secret = pyotp.random_base32()
        directory.factors.begin(user_id, self._box.encrypt(secret.encode()).decode())
        return Enrolment(secret, pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Postlens"))

    def works(self, directory: Directory, user_id: str) -> bool:
        """Whether the person has a second factor that was confirmed."""
        row = directory.factors.find(user_id)
        return row is not None and row.confirmed_at is not None

    def check(self, directory: Directory, user_id: str, code: str) -> bool:
        """Whether the code is right, which it is once; TooMany after ten wrong ones within an hour.

        The caller must let the transaction end well also where the code is wrong: it is counted there.
        """
        now, account = self._clock(), f"second step {user_id}"
        if directory.attempts.on_account(account, now - WINDOW) >= WRONG_CODES:
            refused(LIMIT, user_id, limit="wrong codes")
            raise TooMany("Too many wrong codes. Try again in an hour, or ask an admin to reset your second factor.")
        plain = "".join(code.split()).replace("-", "")[:64].upper()
        right = self._by_clock(directory, user_id, plain) or directory.factors.take_code(user_id, _digest(plain))
        if right:
            directory.attempts.forget(account)
        else:
            directory.attempts.add(account, "", now)
            refused(SECOND_STEP, user_id)
        return right

    def confirm(self, directory: Directory, user_id: str, code: str) -> tuple[str, ...] | None:
        """Recovery codes, to be shown once, where the code is right and the factor counts from now on; else None."""
        if not self.check(directory, user_id, code):
            return None
        row = directory.factors.find(user_id)
        if row is not None:
            row.confirmed_at = self._clock()
        return self.new_codes(directory, user_id)

    def new_codes(self, directory: Directory, user_id: str) -> tuple[str, ...]:
        """Recovery codes in the place of those before, each of 120 random bits."""
        codes = [base64.b32encode(secrets.token_bytes(15)).decode() for _ in range(RECOVERY_CODES)]
        directory.factors.put_codes(user_id, [_digest(code) for code in codes])
        return tuple("-".join(code[start : start + 4] for start in range(0, len(code), 4)) for code in codes)

    def _by_clock(self, directory: Directory, user_id: str, code: str) -> bool:
        row = directory.factors.find(user_id)
        if row is None or len(code) != _DIGITS or not code.isdecimal():
            return False
        clock, now = pyotp.TOTP(self._box.decrypt(row.secret).decode()), int(self._clock().timestamp()) // _STEP
        steps = [now + offset for offset in _OFFSETS]
        fitting = [step for step in steps if hmac.compare_digest(clock.generate_otp(step).encode(), code.encode())]
        return any(directory.factors.take_step(user_id, step) for step in fitting)


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()
