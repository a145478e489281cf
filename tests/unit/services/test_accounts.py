from datetime import timedelta

import pytest
from builders import BLUE, PASSWORD, RED, House, make_actor

from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound, TooMany
from services.domain.people import Browser
from services.people import NewPerson
from services.storage.tables import AttemptRow, SessionRow, UserRow

HERE = Browser("192.0.2.1", "a browser")
EMAIL = "bea@example.org"


def make_person(**difference: object) -> NewPerson:
    person = {"email": EMAIL, "name": "Bea", "role": Role.BRAND_MANAGER, "password": PASSWORD, "workspaces": ("red",)}
    return NewPerson(**{**person, **difference})  # type: ignore[arg-type]  # the fields above


@pytest.fixture
def bea(house: House) -> str:
    return house.services.people.add(make_actor(), make_person())


def test_a_person_signs_in_and_is_known_from_then_on(house: House, bea: str) -> None:
    token = house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)

    actor = house.services.accounts.actor(token, active=True)

    assert actor is not None
    assert (actor.user_id, actor.name, actor.role) == (bea, "Bea", Role.BRAND_MANAGER)
    assert (actor.workspace_id, actor.workspace_name) == (RED.id, "Red")


def test_case_and_blanks_of_an_address_do_not_matter(house: House, bea: str) -> None:
    assert house.services.accounts.sign_in("  BEA@Example.ORG ", PASSWORD, HERE)


def test_only_a_hash_of_the_token_and_of_the_password_is_kept(house: House, bea: str) -> None:
    token = house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)

    with house.database.jobs() as session:
        session_row, user = session.query(SessionRow).one(), session.get_one(UserRow, bea)
    assert len(token) >= 43
    assert token not in session_row.token_hash
    assert user.password_hash.startswith("$argon2id$")


def test_every_sign_in_has_a_token_of_its_own(house: House, bea: str) -> None:
    assert len({house.services.accounts.sign_in(EMAIL, PASSWORD, HERE) for _ in range(3)}) == 3


@pytest.mark.parametrize(("email", "password"), [(EMAIL, "wrong"), ("no@example.org", PASSWORD), ("", ""), (EMAIL, "")])
def test_a_wrong_pair_is_refused_in_the_same_words(house: House, bea: str, email: str, password: str) -> None:
    with pytest.raises(Forbidden, match=r"The e-mail address and the password do not go together."):
        house.services.accounts.sign_in(email, password, HERE)


@pytest.mark.parametrize("junk", ["x" * 100_000, "\x00", "\ud800", "é" * 2000])
def test_no_password_or_address_is_a_defect(house: House, bea: str, junk: str) -> None:
    for email, password in ((junk, PASSWORD), (EMAIL, junk)):
        with pytest.raises(Forbidden):
            house.services.accounts.sign_in(email, password, HERE)


def test_an_account_that_was_closed_is_refused(house: House, bea: str) -> None:
    with house.database.jobs() as session:
        session.get_one(UserRow, bea).active = False

    with pytest.raises(Forbidden):
        house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)
    assert house.services.accounts.actor_by_id(bea, RED.id) is None


def test_too_many_wrong_guesses_close_the_account_for_a_while(house: House, bea: str) -> None:
    for _ in range(5):
        with pytest.raises(Forbidden):
            house.services.accounts.sign_in(EMAIL, "wrong", HERE)
    with pytest.raises(TooMany, match="15 minutes"):
        house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)

    house.clock.advance(minutes=15, seconds=1)

    assert house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)


def test_a_right_password_wipes_the_slate(house: House, bea: str) -> None:
    accounts = house.services.accounts
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(Forbidden):
                accounts.sign_in(EMAIL, "wrong", HERE)
        accounts.sign_in(EMAIL, PASSWORD, HERE)

    with house.database.jobs() as session:
        assert session.query(AttemptRow).count() == 0


def test_what_is_long_past_is_forgotten_for_everybody(house: House, bea: str) -> None:
    with pytest.raises(Forbidden):
        house.services.accounts.sign_in("other@example.org", "wrong", HERE)
    house.clock.advance(minutes=61)

    house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)

    with house.database.jobs() as session:
        assert session.query(AttemptRow).count() == 0


def test_a_token_nobody_was_given_is_nobodys(house: House) -> None:
    for token in ("", "x", "\x00", "é" * 100):
        assert house.services.accounts.actor(token, active=True) is None


def test_looking_without_a_person_does_not_prolong_a_sign_in(house: House, bea: str) -> None:
    accounts = house.services.accounts
    token = accounts.sign_in(EMAIL, PASSWORD, HERE)
    for _ in range(6):
        house.clock.advance(minutes=5)
        assert accounts.actor(token, active=False)

    house.clock.advance(seconds=1)

    assert accounts.actor(token, active=False) is None


def test_a_sign_in_that_is_over_cannot_be_revived(house: House, bea: str) -> None:
    accounts = house.services.accounts
    token = accounts.sign_in(EMAIL, PASSWORD, HERE)
    house.clock.advance(minutes=31)

    assert accounts.actor(token, active=True) is None
    assert accounts.actor(token, active=True) is None


def test_what_counts_as_activity_is_written_at_most_once_a_minute(house: House, bea: str) -> None:
    accounts = house.services.accounts
    token = accounts.sign_in(EMAIL, PASSWORD, HERE)
    begin = house.clock.now
    seen = []
    for seconds in (30, 30, 30):
        house.clock.advance(seconds=seconds)
        accounts.actor(token, active=True)
        with house.database.jobs() as session:
            seen.append(session.query(SessionRow).one().seen_at - begin)

    assert seen == [timedelta(0), timedelta(0), timedelta(seconds=90)]


def test_signing_out_twice_is_no_error(house: House, bea: str) -> None:
    accounts = house.services.accounts
    token = accounts.sign_in(EMAIL, PASSWORD, HERE)

    accounts.sign_out(token)
    accounts.sign_out(token)

    assert accounts.actor(token, active=True) is None


def test_an_admin_enters_every_workspace_and_others_only_theirs(house: House, bea: str) -> None:
    accounts = house.services.accounts
    brand = accounts.actor_by_id(bea, RED.id)
    assert brand is not None
    admin = make_actor(user_id=house.add_person("ada@example.org", Role.ADMIN, ()))

    assert [room.name for room in accounts.workspaces(brand)] == ["Red"]
    assert [room.name for room in accounts.workspaces(admin)] == ["Blue", "Red"]
    assert accounts.actor_by_id(bea, BLUE.id) is None


def test_entering_moves_this_browser_only(house: House) -> None:
    accounts = house.services.accounts
    house.add_person("both@example.org", workspaces=("red", "blue"))
    first, second = (accounts.sign_in("both@example.org", PASSWORD, HERE) for _ in range(2))
    actor = accounts.actor(first, active=True)
    assert actor is not None

    accounts.enter(actor, first, RED.id)

    now = [accounts.actor(token, active=True) for token in (first, second)]
    assert [person and person.workspace_name for person in now] == ["Red", "Blue"]


def test_a_workspace_one_may_not_enter_is_like_one_that_never_was(house: House, bea: str) -> None:
    accounts = house.services.accounts
    token = accounts.sign_in(EMAIL, PASSWORD, HERE)
    actor = accounts.actor(token, active=True)
    assert actor is not None

    for room in (BLUE.id, "never", ""):
        with pytest.raises(NotFound, match="There is no such workspace"):
            accounts.enter(actor, token, room)
    assert accounts.actor(token, active=True) == actor


def test_who_was_shown_out_of_a_workspace_is_nobody_there(house: House, bea: str) -> None:
    token = house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)
    with house.database.jobs() as session:
        session.query(UserRow).filter_by(id=bea).update({"role": Role.AGENCY.value})
    promoted = house.services.accounts.actor(token, active=True)
    with house.database.jobs() as session:
        session.connection().exec_driver_sql("DELETE FROM memberships")

    assert promoted is not None
    assert promoted.role is Role.AGENCY
    assert house.services.accounts.actor(token, active=True) is None


@pytest.mark.parametrize(
    ("difference", "field"),
    [({"email": "not an address"}, "email"), ({"email": ""}, "email"), ({"password": "elevenchars"}, "password")],
)
def test_a_person_who_cannot_be_added_is_refused_by_field(
    house: House, difference: dict[str, object], field: str
) -> None:
    with pytest.raises(InvalidInput) as refusal:
        house.services.people.add(make_actor(), make_person(**difference))

    assert refusal.value.field == field


def test_an_address_has_one_account_whatever_its_case(house: House, bea: str) -> None:
    with pytest.raises(Conflict, match="already"):
        house.services.people.add(make_actor(), make_person(email="Bea@EXAMPLE.org"))


def test_an_unknown_workspace_adds_nobody(house: House) -> None:
    with pytest.raises(NotFound, match="'purple'"):
        house.services.people.add(make_actor(), make_person(workspaces=("red", "purple")))

    with pytest.raises(Forbidden):
        house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)


@pytest.mark.parametrize("role", [Role.BRAND_MANAGER, Role.AGENCY])
def test_only_admins_add_people(house: House, role: Role) -> None:
    with pytest.raises(Forbidden):
        house.services.people.add(make_actor(role), make_person())
