"""Whether the time that a refused sign-in takes says if there is such an account."""

import secrets
import statistics
import time
from pathlib import Path

from argon2 import PasswordHasher
from builders import SetClock, make_actor, make_house

from services.accounts import Accounts
from services.domain.actors import Role
from services.domain.errors import Forbidden
from services.domain.people import Browser
from services.passwords import Passwords
from services.people import NewPerson
from services.second_factor import SecondFactors
from services.session_book import SessionBook, SessionRules
from services.trail import Trail


def gap(folder: Path, number: int) -> tuple[float, float]:
    """The difference of the medians and the median, in milliseconds; wrong passwords, known and unknown in turn."""
    house = make_house(folder / "home")
    rules = SessionRules(attempts_on_account=10**9, attempts_from_address=10**9)
    clock = SetClock()
    book = SessionBook(house.database, clock, rules, SecondFactors(secrets.token_hex(32), clock))
    passwords = Passwords(PasswordHasher())
    accounts = Accounts(house.database, clock, book, passwords, Trail(house.database, clock))
    known_id = house.services.people.add(
        make_actor(), NewPerson("known@example.org", "Known", Role.AGENCY, "a long enough password", ("red",))
    )
    with house.database.directory() as directory:
        # Houses of tests hash in a hurry; here the hash is as costly as the product's.
        user = directory.user(known_id)
        assert user is not None
        user.password_hash = passwords.hash("a long enough password")
    _once(accounts, "nobody@example.org")  # makes the hash that stands in for one
    known, unknown = [], []
    for turn in range(number):
        known.append(_once(accounts, "known@example.org"))
        unknown.append(_once(accounts, f"unknown{turn}@example.org"))
    house.close()
    return (statistics.median(known) - statistics.median(unknown)) * 1_000, statistics.median(known) * 1_000


def _once(accounts: Accounts, email: str) -> float:
    began = time.perf_counter()
    try:
        accounts.sign_in(email, "wrong password", Browser("192.0.2.1"))
    except Forbidden:
        return time.perf_counter() - began
    raise AssertionError("a wrong password was taken for a right one")
