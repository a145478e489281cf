from datetime import timedelta

import pyotp
import pytest
from builders import PASSWORD, House, copy_house, make_actor

from services.domain.actors import Actor, Role
from services.domain.errors import Conflict, Forbidden, TooMany
from services.domain.people import Browser, Step
from services.storage.people_tables import RecoveryCodeRow, SecondFactorRow

HERE, EMAIL = Browser("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/143.0"), "bea@example.org"


def _sign_in(house: House) -> str:
    return house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)


def _code(house: House, secret: str, steps: int = 0) -> str:
    return pyotp.TOTP(secret).at(house.clock.now + timedelta(seconds=30 * steps))


def _actor(house: House, token: str) -> Actor:
    actor = house.services.accounts.actor(token, active=True)
    assert actor is not None
    return actor


@pytest.fixture
def secret(house: House) -> str:
    """Bea's secret; her codes of the time that follows."""
    house.add_person(EMAIL)
    token = _sign_in(house)
    bea = _actor(house, token)
    enrolment = house.services.own_accounts.begin_second_factor(bea, PASSWORD)
    assert enrolment.address.startswith("otpauth://totp/Postlens:bea%40example.org?")
    codes = house.services.own_accounts.confirm_second_factor(bea, token, _code(house, enrolment.secret))
    assert len(set(codes)) == 10
    house.clock.advance(minutes=1)
    return enrolment.secret


def test_the_password_alone_opens_nothing(house: House, secret: str) -> None:
    token = _sign_in(house)

    assert house.services.accounts.step(token) is Step.CODE
    assert house.services.accounts.actor(token, active=True) is None
    with pytest.raises(Forbidden):
        house.services.accounts.enrolment(token)


def test_the_code_opens_a_session_of_another_token(house: House, secret: str) -> None:
    accounts, waiting = house.services.accounts, _sign_in(house)

    done = accounts.confirm(waiting, _code(house, secret), HERE)

    assert accounts.actor(done.token, active=True)
    assert done.token != waiting
    assert accounts.step(waiting) is Step.NONE


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_counts_half_a_minute_early_or_late(house: House, secret: str, steps: int) -> None:
    assert house.services.accounts.confirm(_sign_in(house), _code(house, secret, steps), HERE)


@pytest.mark.parametrize("steps", [-2, 2])
def test_but_no_longer(house: House, secret: str, steps: int) -> None:
    with pytest.raises(Forbidden, match="wrong, or was used before"):
        house.services.accounts.confirm(_sign_in(house), _code(house, secret, steps), HERE)


def test_a_code_is_taken_once_and_so_is_every_earlier_one(house: House, secret: str) -> None:
    accounts = house.services.accounts
    accounts.confirm(_sign_in(house), _code(house, secret), HERE)

    for steps in (0, -1):
        with pytest.raises(Forbidden):
            accounts.confirm(_sign_in(house), _code(house, secret, steps), HERE)
    house.clock.advance(seconds=30)
    assert accounts.confirm(_sign_in(house), _code(house, secret), HERE)


def test_ten_wrong_codes_lock_the_second_step_for_an_hour(house: House, secret: str) -> None:
    accounts = house.services.accounts
    for number in range(10):
        with pytest.raises(Forbidden):
            accounts.confirm(_sign_in(house), f"wrong {number}", HERE)
    with pytest.raises(TooMany, match="in an hour"):
        accounts.confirm(_sign_in(house), _code(house, secret), HERE)

    house.clock.advance(hours=1, seconds=1)

    assert accounts.confirm(_sign_in(house), _code(house, secret), HERE)


@pytest.mark.parametrize("junk", ["", "0" * 6, "٠١٢٣٤٥", "\x00", "\ud800", "1" * 100_000])
def test_no_code_is_a_defect(house: House, secret: str, junk: str) -> None:
    with pytest.raises(Forbidden):
        house.services.accounts.confirm(_sign_in(house), junk, HERE)


def test_a_recovery_code_signs_in_once(house: House, secret: str) -> None:
    accounts = house.services.accounts
    first = accounts.confirm(_sign_in(house), _code(house, secret), HERE)
    house.clock.advance(minutes=1)
    codes = house.services.own_accounts.new_codes(_actor(house, first.token), _code(house, secret))

    assert accounts.confirm(_sign_in(house), codes[0].lower().replace("-", " "), HERE)
    with pytest.raises(Forbidden):
        accounts.confirm(_sign_in(house), codes[0], HERE)
    assert accounts.confirm(_sign_in(house), codes[1], HERE)


def test_the_second_step_waits_for_five_minutes(house: House, secret: str) -> None:
    waiting = _sign_in(house)
    house.clock.advance(minutes=5, seconds=1)

    assert house.services.accounts.step(waiting) is Step.NONE
    with pytest.raises(Forbidden, match="Sign in again"):
        house.services.accounts.confirm(waiting, _code(house, secret), HERE)


def test_secrets_are_encrypted_and_recovery_codes_hashed(house: House, secret: str) -> None:
    with house.database.jobs() as session:
        kept = session.query(SecondFactorRow).one().secret
        hashes = [row.code_hash for row in session.query(RecoveryCodeRow)]
    assert secret not in kept
    assert [len(one) for one in hashes] == [64] * 10


def test_a_second_factor_is_removed_with_a_code_only(house: House, secret: str) -> None:
    own, done = (
        house.services.own_accounts,
        house.services.accounts.confirm(_sign_in(house), _code(house, secret), HERE),
    )
    bea = _actor(house, done.token)
    with pytest.raises(Forbidden):
        own.remove_second_factor(bea, "000000")
    with pytest.raises(Conflict):
        own.begin_second_factor(bea, PASSWORD)
    house.clock.advance(minutes=1)

    own.remove_second_factor(bea, _code(house, secret))

    assert house.services.accounts.step(_sign_in(house)) is Step.OPEN
    assert own.get(bea, done.token).codes_left == 0


def test_an_admin_resets_the_second_factor_of_who_lost_it(house: House, secret: str) -> None:
    bea = next(one for one in house.services.people.all(make_actor()) if one.email == EMAIL)
    assert bea.second_factor

    house.services.people.reset_second_factor(make_actor(), bea.id)

    assert house.services.accounts.step(_sign_in(house)) is Step.OPEN


@pytest.fixture
def strict_house(empty_home, tmp_path):
    own = copy_house(empty_home, tmp_path / "strict", second_factor_roles="admin, agency")
    yield own
    own.close()


def test_a_role_that_needs_a_second_factor_sets_it_up_before_anything_opens(strict_house: House) -> None:
    house = strict_house
    house.add_person(EMAIL, Role.AGENCY)
    accounts, waiting = house.services.accounts, _sign_in(house)
    assert accounts.step(waiting) is Step.ENROL
    assert accounts.actor(waiting, active=True) is None
    enrolment = accounts.enrolment(waiting)

    done = accounts.confirm(waiting, _code(house, enrolment.secret), HERE)

    assert len(done.codes) == 10
    actor = _actor(house, done.token)
    assert accounts.step(_sign_in(house)) is Step.CODE
    house.clock.advance(minutes=1)
    with pytest.raises(Conflict, match="Your role needs"):
        house.services.own_accounts.remove_second_factor(actor, _code(house, enrolment.secret))


def test_other_roles_are_not_asked(strict_house: House) -> None:
    strict_house.add_person(EMAIL, Role.BRAND_MANAGER)

    assert strict_house.services.accounts.step(_sign_in(strict_house)) is Step.OPEN


def test_a_secret_that_somebody_else_saw_is_replaced(strict_house: House) -> None:
    house = strict_house
    house.add_person(EMAIL, Role.AGENCY)
    accounts = house.services.accounts
    seen_by_a_thief = accounts.enrolment(_sign_in(house)).secret
    waiting = _sign_in(house)
    accounts.enrolment(waiting)

    with pytest.raises(Forbidden):
        accounts.confirm(waiting, _code(house, seen_by_a_thief), HERE)
