import threading

import pytest
from argon2 import PasswordHasher
from builders import FAST_HASHER, PASSWORD, House
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from services import passwords
from services.domain.errors import InvalidInput, TooMany
from services.domain.people import Browser
from services.passwords import Passwords, demand_strong
from services.storage.tables import UserRow

HERE = Browser("192.0.2.1")


def test_every_common_password_that_is_long_enough_is_refused() -> None:
    common = [word for word in FREQUENCY_LISTS["passwords"] if len(word) >= passwords.SHORTEST]
    assert len(common) > 200
    for word in common:
        with pytest.raises(InvalidInput, match="guessed first"):
            demand_strong(word)


@pytest.mark.parametrize(
    "guessed",
    [
        "password1234",
        "aaaaaaaaaaaaaaaa",
        "qwertyuiop12",
        "123456789012345",
        "bea@example.org",
        "postlenspost",
        "ab" * 40,
    ],
)
def test_what_is_close_to_a_common_one_or_to_the_person_is_refused(guessed: str) -> None:
    with pytest.raises(InvalidInput, match="guessed first"):
        demand_strong(guessed, ("bea@example.org", "Bea"))


@pytest.mark.parametrize("good", [PASSWORD, "tangerine over the fjord", "ทะเลสาบ กับ ดวงจันทร์", "x9" + "kQ-vT" * 25])
def test_no_kinds_of_characters_are_demanded(good: str) -> None:
    demand_strong(good, ("bea@example.org", "Bea"))


@pytest.mark.parametrize("length", [0, 11, 129, 100_000])
def test_a_password_has_12_to_128_characters(length: int) -> None:
    with pytest.raises(InvalidInput, match="12 to 128"):
        demand_strong("k" * length)


@pytest.mark.parametrize("damaged", ["\x00", "\ud800", "\n"])
def test_a_password_has_characters_of_keyboards_only(damaged: str) -> None:
    with pytest.raises(InvalidInput, match="no keyboard"):
        demand_strong(f"tangerine over {damaged} the fjord")


def test_nobody_has_the_password_of_nobody() -> None:
    kept = Passwords(FAST_HASHER)

    assert not kept.matches("", "")
    assert not kept.matches("no hash at all", PASSWORD)
    assert kept.matches(kept.hash(PASSWORD), PASSWORD)


class SlowHasher:
    """Counts how many hash at once, and holds each until it is let go."""

    def __init__(self) -> None:
        self.go_on, self.inside, self.most, self._lock = threading.Event(), threading.Semaphore(0), 0, threading.Lock()
        self._now = 0

    def hash(self, _password: bytes) -> str:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        self.inside.release()
        assert self.go_on.wait(30)
        with self._lock:
            self._now -= 1
        return "hashed"


def test_two_passwords_are_hashed_at_once_and_others_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_PATIENCE", 0.01)
    hasher = SlowHasher()
    kept = Passwords(hasher)  # type: ignore[arg-type]  # hashes like one
    busy = [threading.Thread(target=kept.hash, args=(PASSWORD,)) for _ in range(2)]
    for thread in busy:
        thread.start()
    for _ in busy:
        assert hasher.inside.acquire(timeout=30)

    with pytest.raises(TooMany, match="in a minute"):
        kept.hash(PASSWORD)

    hasher.go_on.set()
    for thread in busy:
        thread.join(30)
    assert kept.hash(PASSWORD) == "hashed"
    assert hasher.most == 2


def test_a_hash_of_another_cost_is_made_anew_at_the_next_sign_in(house: House) -> None:
    user_id = house.add_person("bea@example.org")
    old = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1).hash(PASSWORD)
    with house.database.jobs() as session:
        session.get_one(UserRow, user_id).password_hash = old

    house.services.accounts.sign_in("bea@example.org", PASSWORD, HERE)

    with house.database.jobs() as session:
        anew = session.get_one(UserRow, user_id).password_hash
    assert anew != old
    assert not FAST_HASHER.check_needs_rehash(anew)
    assert house.services.accounts.sign_in("bea@example.org", PASSWORD, HERE)
