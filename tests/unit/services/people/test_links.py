import pytest
from builders import PASSWORD, RED, House, make_actor

from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from services.domain.people import Browser
from services.storage.people_tables import LinkRow

HERE, EMAIL, ANOTHER = Browser("192.0.2.1"), "new@example.org", "tangerine over the fjord"
ADMIN = make_actor()


def test_an_invitation_makes_an_account_once(house: House) -> None:
    invitations = house.services.invitations
    token = invitations.invite(ADMIN, "New@Example.org", Role.AGENCY, ("red",))
    offered = invitations.look(token)
    assert (offered.email, offered.role, offered.workspaces) == (EMAIL, Role.AGENCY, (RED,))
    assert [one.email for one in invitations.open(ADMIN)] == [EMAIL]

    opened = invitations.accept(token, "Nina New", PASSWORD, HERE)

    actor = house.services.accounts.actor(opened, active=True)
    assert actor is not None
    assert (actor.name, actor.role, actor.workspace_id) == ("Nina New", Role.AGENCY, RED.id)
    assert house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)
    assert invitations.open(ADMIN) == ()
    with pytest.raises(NotFound):
        invitations.accept(token, "Somebody", PASSWORD, HERE)


def test_an_invitation_lasts_a_week(house: House) -> None:
    token = house.services.invitations.invite(ADMIN, EMAIL, Role.AGENCY, ("red",))
    house.clock.advance(days=6, hours=23)
    assert house.services.invitations.look(token)

    house.clock.advance(hours=1)

    with pytest.raises(NotFound, match="over a week old"):
        house.services.invitations.look(token)
    assert house.services.invitations.open(ADMIN) == ()


def test_only_the_newest_invitation_works_and_none_that_was_withdrawn(house: House) -> None:
    invitations = house.services.invitations
    first = invitations.invite(ADMIN, EMAIL, Role.ADMIN, ())
    second = invitations.invite(ADMIN, EMAIL, Role.BRAND_MANAGER, ("red",))
    assert invitations.look(second).role is Role.BRAND_MANAGER

    invitations.withdraw(ADMIN, EMAIL)

    for token in (first, second, second[:-1], "", "\x00", "\ud800"):
        with pytest.raises(NotFound):
            invitations.look(token)


def test_a_weak_password_does_not_use_the_invitation_up(house: House) -> None:
    token = house.services.invitations.invite(ADMIN, EMAIL, Role.AGENCY, ("red",))

    with pytest.raises(InvalidInput):
        house.services.invitations.accept(token, "Nina", "password1234", HERE)

    assert house.services.invitations.accept(token, "", PASSWORD, HERE)


def test_who_has_an_account_is_not_invited(house: House) -> None:
    house.add_person(EMAIL)
    with pytest.raises(Conflict):
        house.services.invitations.invite(ADMIN, EMAIL, Role.AGENCY, ("red",))


@pytest.mark.parametrize(
    ("email", "slugs", "wrong"),
    [("no address", ("red",), InvalidInput), (EMAIL, ("never",), NotFound), (EMAIL, (), InvalidInput)],
)
def test_an_invitation_names_an_address_and_workspaces_that_are_there(house: House, email, slugs, wrong) -> None:
    with pytest.raises(wrong):
        house.services.invitations.invite(ADMIN, email, Role.AGENCY, slugs)


def test_a_provider_may_vouch_for_who_is_invited(house: House) -> None:
    token = house.services.invitations.invite(ADMIN, EMAIL, Role.AGENCY, ("red",))

    opened = house.services.invitations.accept_from(token, "https://id.example.org", "s-1", "Nina", HERE)

    actor = house.services.accounts.actor(opened, active=True)
    assert actor is not None
    assert house.services.own_accounts.get(actor, opened).linked
    assert house.services.providers.sign_in("https://id.example.org", "s-1", HERE)
    with pytest.raises(Forbidden):
        house.services.accounts.sign_in(EMAIL, "", HERE)
    with pytest.raises(Forbidden, match="no password yet"):
        house.services.providers.unlink(actor)


def test_an_account_that_a_subject_belongs_to_takes_no_second_invitation(house: House) -> None:
    bea = house.add_person("bea@example.org")
    house.services.people.link(ADMIN, bea, "https://id.example.org", "s-1")
    token = house.services.invitations.invite(ADMIN, EMAIL, Role.ADMIN, ())

    with pytest.raises(Conflict):
        house.services.invitations.accept_from(token, "https://id.example.org", "s-1", "Bea", HERE)

    assert house.services.invitations.look(token).email == EMAIL


def test_a_reset_link_changes_the_password_once_and_ends_every_sign_in(house: House) -> None:
    bea = house.add_person(EMAIL)
    before = house.services.accounts.sign_in(EMAIL, PASSWORD, HERE)
    resets = house.services.password_resets
    token = resets.for_person(ADMIN, bea)
    assert resets.look(token) == EMAIL

    resets.take(token, ANOTHER)

    assert house.services.accounts.actor(before, active=True) is None
    assert house.services.accounts.sign_in(EMAIL, ANOTHER, HERE)
    with pytest.raises(NotFound):
        resets.take(token, PASSWORD)


def test_of_two_reset_links_the_newest_works_for_its_person_alone(house: House) -> None:
    bea, arun = house.add_person(EMAIL), house.add_person("arun@example.org")
    resets = house.services.password_resets
    older, newest, other = (resets.for_person(ADMIN, one) for one in (bea, bea, arun))

    with pytest.raises(NotFound):
        resets.take(older, ANOTHER)
    resets.take(newest, ANOTHER)

    assert resets.look(other) == "arun@example.org"
    assert house.services.accounts.sign_in("arun@example.org", PASSWORD, HERE)


def test_a_reset_link_lasts_a_day(house: House) -> None:
    token = house.services.password_resets.for_person(ADMIN, house.add_person(EMAIL))
    house.clock.advance(hours=24)

    with pytest.raises(NotFound, match="is too old"):
        house.services.password_resets.take(token, ANOTHER)


def test_a_reset_link_of_who_was_shown_out_works_no_more(house: House) -> None:
    bea = house.add_person(EMAIL)
    token = house.services.password_resets.for_person(ADMIN, bea)
    house.services.people.disable(ADMIN, bea)
    house.services.people.enable(ADMIN, bea)

    with pytest.raises(NotFound):
        house.services.password_resets.take(token, ANOTHER)
    house.services.people.disable(ADMIN, bea)
    with pytest.raises(Conflict, match="Enable"):
        house.services.password_resets.for_person(ADMIN, bea)


def test_an_invitation_is_no_reset_link_and_the_other_way_round(house: House) -> None:
    invitation = house.services.invitations.invite(ADMIN, EMAIL, Role.AGENCY, ("red",))
    reset = house.services.password_resets.for_person(ADMIN, house.add_person("bea@example.org"))

    with pytest.raises(NotFound):
        house.services.password_resets.take(invitation, ANOTHER)
    with pytest.raises(NotFound):
        house.services.invitations.accept(reset, "Bea", ANOTHER, HERE)


def test_who_never_came_is_forgotten_when_somebody_else_is_invited(house: House) -> None:
    house.services.invitations.invite(ADMIN, "never@example.org", Role.AGENCY, ("red",))
    house.clock.advance(days=8)

    house.services.invitations.invite(ADMIN, EMAIL, Role.AGENCY, ("red",))

    with house.database.jobs() as session:
        assert [row.about for row in session.query(LinkRow)] == [EMAIL]


def test_links_are_kept_as_hashes(house: House) -> None:
    token = house.services.invitations.invite(ADMIN, EMAIL, Role.AGENCY, ("red",))

    with house.database.jobs() as session:
        row = session.query(LinkRow).one()
    assert token not in str(vars(row))
