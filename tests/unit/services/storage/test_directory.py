import pytest
from builders import BLUE, RED, START, House
from sqlalchemy.exc import IntegrityError

from services.domain.actors import Role, Workspace
from services.storage.tables import UserRow


def make_user(**difference: object) -> UserRow:
    user = {
        "id": "u1",
        "email": "bea@example.org",
        "name": "Bea",
        "role": Role.BRAND_MANAGER.value,
        "password_hash": "-",
        "active": True,
        "created_at": START,
    }
    return UserRow(**{**user, **difference})


def test_workspaces_are_listed_oldest_first(house: House) -> None:
    with house.database.directory() as directory:
        directory.add_workspace(Workspace("w0", "green", "Green"), START.replace(year=2020))

    with house.database.reading_directory() as directory:
        assert [room.slug for room in directory.workspaces()] == ["green", "blue", "red"]


def test_a_slug_is_taken_once(house: House) -> None:
    with pytest.raises(IntegrityError), house.database.directory() as directory:
        directory.add_workspace(Workspace("another-id", "red", "Also red"), START)


def test_a_person_is_admitted_once_however_often(house: House) -> None:
    with house.database.directory() as directory:
        directory.add_user(make_user())
        directory.admit("u1", RED.id)
    with house.database.directory() as directory:
        directory.admit("u1", RED.id)

    with house.database.reading_directory() as directory:
        assert directory.workspaces_of("u1") == [RED]
        actor = directory.actor("u1", RED.id)
        assert actor is not None
        assert actor.role is Role.BRAND_MANAGER
        assert directory.actor("u1", BLUE.id) is None


def test_an_admin_needs_no_admission(house: House) -> None:
    with house.database.directory() as directory:
        directory.add_user(make_user(role=Role.ADMIN.value))

    with house.database.reading_directory() as directory:
        assert directory.workspaces_of("u1") == [BLUE, RED]


@pytest.mark.parametrize("role", list(Role))
def test_an_account_that_was_closed_enters_nothing(house: House, role: Role) -> None:
    with house.database.directory() as directory:
        directory.add_user(make_user(active=False, role=role.value))
        directory.admit("u1", RED.id)

    with house.database.reading_directory() as directory:
        assert directory.workspaces_of("u1") == []
        assert directory.actor("u1", RED.id) is None


def test_nobody_is_no_actor_anywhere(house: House) -> None:
    with house.database.reading_directory() as directory:
        assert directory.actor("nobody", RED.id) is None
        assert directory.workspaces_of("nobody") == []
        assert directory.user_by_email("nobody@example.org") is None


def test_attempts_count_by_account_and_by_address_since_a_moment(house: House) -> None:
    with house.database.directory() as directory:
        for account, address, minute in (("a", "1", 0), ("a", "2", 10), ("b", "1", 10)):
            directory.attempts.add(account, address, START.replace(minute=minute))

    with house.database.reading_directory() as directory:
        tries, later = directory.attempts, START.replace(minute=5)
        assert (tries.on_account("a", START), tries.from_address("1", START)) == (2, 2)
        assert (tries.on_account("a", later), tries.from_address("1", later)) == (1, 1)
