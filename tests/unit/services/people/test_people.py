import pytest
from builders import BLUE, PASSWORD, RED, House, make_actor

from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from services.domain.people import Browser

HERE, EMAIL = Browser("192.0.2.1"), "bea@example.org"
ADMIN = make_actor()


@pytest.fixture
def bea(house: House) -> str:
    return house.add_person(EMAIL)


@pytest.fixture
def ada(house: House) -> str:
    return house.add_person("ada@example.org", Role.ADMIN, ())


def test_admins_see_everybody_with_what_they_may_enter(house: House, bea: str, ada: str) -> None:
    house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)

    seen = {one.id: one for one in house.services.people.all(ADMIN)}

    assert (seen[bea].role, seen[bea].workspaces, seen[bea].seen_at) == (Role.BRAND_MANAGER, (RED,), house.clock.now)
    assert (seen[ada].role, seen[ada].workspaces, seen[ada].seen_at) == (Role.ADMIN, (), None)


def test_a_role_that_was_taken_away_is_gone_with_the_next_request(house: House, ada: str) -> None:
    zoe = house.add_person("zoe@example.org", Role.ADMIN, ("red",))
    token = house.services.accounts.sign_in("zoe@example.org", PASSWORD, HERE)
    house.services.people.change_role(ADMIN, zoe, Role.BRAND_MANAGER)

    actor = house.services.accounts.actor(token, active=True)

    assert actor is None or actor.role is Role.BRAND_MANAGER
    with pytest.raises(Forbidden):
        house.services.people.all(actor)


def test_a_workspace_that_was_taken_away_is_closed_with_the_next_request(house: House, bea: str) -> None:
    token = house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)

    house.services.people.give(ADMIN, bea, frozenset({BLUE.id}))

    assert house.services.accounts.actor(token, active=True) is None
    again = house.services.accounts.actor(house.services.accounts.sign_in(EMAIL, PASSWORD, HERE), active=True)
    assert again is not None
    assert again.workspace_id == BLUE.id


def test_who_is_shown_out_is_out_at_once_until_let_in_again(house: House, bea: str) -> None:
    token = house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)

    house.services.people.disable(ADMIN, bea)

    assert house.services.accounts.actor(token, active=True) is None
    with pytest.raises(Forbidden):
        house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)
    house.services.people.enable(ADMIN, bea)
    assert house.services.accounts.actor(token, active=True) is None
    assert house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)


def test_the_last_admin_stays(house: House, ada: str) -> None:
    for act in (
        house.services.people.disable,
        lambda who, one: house.services.people.change_role(who, one, Role.AGENCY),
    ):
        with pytest.raises(Conflict, match="only admin"):
            act(ADMIN, ada)


def test_nobody_shows_themselves_out(house: House, ada: str) -> None:
    with pytest.raises(Conflict, match="yourself"):
        house.services.people.disable(make_actor(user_id=ada), ada)


@pytest.mark.parametrize("act", ["enable", "disable", "reset_second_factor"])
def test_a_person_who_is_not_there_is_not_found(house: House, act: str) -> None:
    for nobody in ("nobody", "", "\x00"):
        with pytest.raises(NotFound):
            getattr(house.services.people, act)(ADMIN, nobody)


def test_a_workspace_that_is_not_there_is_given_to_nobody(house: House, bea: str) -> None:
    with pytest.raises(NotFound):
        house.services.people.give(ADMIN, bea, frozenset({RED.id, "never"}))
    assert next(one for one in house.services.people.all(ADMIN) if one.id == bea).workspaces == (RED,)


def test_a_subject_of_a_provider_belongs_to_one_person(house: House, bea: str, ada: str) -> None:
    people, issuer = house.services.people, "https://id.example.org"
    people.link(ADMIN, bea, issuer, "s-1")
    people.link(ADMIN, bea, issuer, "s-1")
    with pytest.raises(Conflict):
        people.link(ADMIN, ada, issuer, "s-1")
    with pytest.raises(InvalidInput):
        people.link(ADMIN, ada, issuer, "")

    people.link(ADMIN, bea, issuer, "s-2")

    with pytest.raises(Forbidden, match="s-1"):
        house.services.providers.sign_in(issuer, "s-1", HERE)
    with pytest.raises(Forbidden):
        house.services.providers.sign_in("https://other.example.org", "s-2", HERE)
    assert house.services.accounts.actor(house.services.providers.sign_in(issuer, "s-2", HERE), active=True)


def test_a_provider_signs_nobody_in_who_was_shown_out(house: House, bea: str) -> None:
    house.services.people.link(ADMIN, bea, "https://id.example.org", "s-1")
    house.services.people.disable(ADMIN, bea)

    with pytest.raises(Forbidden):
        house.services.providers.sign_in("https://id.example.org", "s-1", HERE)


def test_workspaces_are_made_and_renamed(house: House, bea: str) -> None:
    rooms = house.services.workspaces
    made = rooms.create(ADMIN, "  Red   Café ")
    again = rooms.create(ADMIN, "red café!")
    renamed = rooms.rename(ADMIN, made.id, "Green")

    assert (made.name, made.slug, again.slug) == ("Red Café", "red-caf", "red-caf-2")
    assert (renamed.name, renamed.slug) == ("Green", "red-caf")
    listed = {room.name: room for room in rooms.all(ADMIN)}
    assert list(listed) == ["Blue", "Green", "Red", "red café!"]
    assert listed["Red"].members == ("bea",)


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\x00b"])
def test_a_workspace_has_a_name(house: House, name: str) -> None:
    with pytest.raises(InvalidInput):
        house.services.workspaces.create(ADMIN, name)


def test_no_two_workspaces_are_called_the_same(house: House) -> None:
    with pytest.raises(Conflict):
        house.services.workspaces.create(ADMIN, "RED")
    with pytest.raises(Conflict):
        house.services.workspaces.rename(ADMIN, BLUE.id, "red")
    assert house.services.workspaces.rename(ADMIN, RED.id, "RED").name == "RED"
    with pytest.raises(NotFound):
        house.services.workspaces.rename(ADMIN, "never", "Anything")
