import hashlib
from dataclasses import replace

import pytest
from builders import BLUE, RED, House, copy_house, make_actor

from services.domain.actors import Actor, Role, TokenScope
from services.domain.errors import Forbidden, InvalidInput, NotFound, TooMany
from services.domain.tokens import MadeToken, NewToken, TokenState, read_scopes
from services.policy import SCOPES, Permission, allows, on_behalf

READ = (TokenScope.READ,)


@pytest.fixture
def agent(house: House) -> Actor:
    return make_actor(Role.AGENCY, user_id=house.add_person("arun@example.org", Role.AGENCY))


def _made(house: House, agent: Actor, **difference: object) -> MadeToken:
    return house.services.tokens.add(agent, replace(NewToken("Nightly job", READ), **difference))


def test_a_token_acts_for_the_person_it_was_made_for(house: House, agent: Actor) -> None:
    made = _made(house, agent)
    bearer = house.services.tokens.bearer(made.secret)

    assert bearer is not None
    assert on_behalf(bearer.actor) == replace(agent, name="arun")
    assert bearer.actor.scopes == {TokenScope.READ}
    assert made.secret.startswith(made.token.prefix)


def test_only_a_hash_of_it_is_kept(house: House, agent: Actor) -> None:
    made = _made(house, agent)
    with house.database.reading(RED.id) as data:
        kept = vars(data.tokens.get(made.token.id))

    assert kept["token_hash"] == hashlib.sha256(made.secret.encode()).hexdigest()
    assert not any(made.secret.partition(f"{made.token.id}_")[2] in str(value) for value in kept.values())
    assert made.secret not in str(house.services.tokens.all(agent))


@pytest.mark.parametrize("harm", [lambda token: token[:-1], lambda token: f"{token[:-1]}~", lambda token: token + "x"])
def test_a_token_that_is_not_quite_right_opens_nothing(house: House, agent: Actor, harm) -> None:
    assert house.services.tokens.bearer(harm(_made(house, agent).secret)) is None


def test_the_secret_of_one_does_not_open_another(house: House, agent: Actor) -> None:
    one, other = _made(house, agent), _made(house, agent)
    mixed = f"{one.token.prefix}_{other.secret.removeprefix(other.token.prefix + '_')}"

    assert house.services.tokens.bearer(mixed) is None


@pytest.mark.parametrize("nothing", ["", "pl_", "Bearer", "pl_" + "0" * 12 + "_" + "a" * 43, "\ud800", "x" * 100_000])
def test_nobody_has_made_up_tokens(house: House, nothing: str) -> None:
    assert house.services.tokens.bearer(nothing) is None


def test_a_revoked_token_opens_nothing_at_the_next_call(house: House, agent: Actor) -> None:
    made = _made(house, agent)
    assert house.services.tokens.bearer(made.secret)

    house.services.tokens.revoke(agent, made.token.id)

    assert house.services.tokens.bearer(made.secret) is None
    assert house.services.tokens.all(agent)[0].state is TokenState.REVOKED


def test_a_token_ends_by_itself(house: House, agent: Actor) -> None:
    made = _made(house, agent, days=1)
    house.clock.advance(hours=23, minutes=59)
    assert house.services.tokens.bearer(made.secret)

    house.clock.advance(minutes=1)

    assert house.services.tokens.bearer(made.secret) is None
    assert house.services.tokens.all(agent)[0].state is TokenState.EXPIRED


def test_a_person_who_may_not_sign_in_any_more_takes_their_tokens_along(house: House, agent: Actor) -> None:
    made = _made(house, agent)
    with house.database.directory() as directory:
        directory.user_by_email("arun@example.org").active = False

    assert house.services.tokens.bearer(made.secret) is None


def test_it_is_said_when_a_token_was_used_last(house: House, agent: Actor) -> None:
    made = _made(house, agent)
    assert house.services.tokens.all(agent)[0].used_at is None

    house.clock.advance(minutes=5)
    house.services.tokens.bearer(made.secret)

    assert house.services.tokens.all(agent)[0].used_at == house.clock.now


def test_a_token_asks_so_often_a_minute_and_again_in_the_next(
    empty_home, tmp_path_factory: pytest.TempPathFactory
) -> None:
    house = copy_house(empty_home, tmp_path_factory.mktemp("rates") / "home", api_calls_a_minute=2)
    agent = make_actor(Role.AGENCY, user_id=house.add_person("arun@example.org", Role.AGENCY))
    one, other = _made(house, agent), _made(house, agent)
    for _ in range(2):
        assert house.services.tokens.bearer(one.secret)

    with pytest.raises(TooMany, match=r"2 times a minute\. Try again in 60 seconds") as refusal:
        house.services.tokens.bearer(one.secret)

    assert refusal.value.seconds == 60
    assert house.services.tokens.bearer(other.secret)
    house.clock.advance(minutes=1)
    assert house.services.tokens.bearer(one.secret)
    house.close()


@pytest.mark.parametrize("scope", TokenScope)
def test_a_scope_leaves_only_its_rights(scope: TokenScope) -> None:
    confined = replace(make_actor(Role.ADMIN), scopes=frozenset({scope}))

    assert {permission for permission in Permission if allows(confined, permission)} == SCOPES[scope]


def test_a_scope_gives_no_right_that_the_person_lacks() -> None:
    confined = replace(make_actor(Role.BRAND_MANAGER), scopes=frozenset(TokenScope))

    assert not allows(confined, Permission.REPORT)


def test_no_scope_lets_a_program_make_tokens_or_manage_people() -> None:
    granted = frozenset().union(*SCOPES.values())

    assert granted.isdisjoint({Permission.TOKENS, Permission.MANAGE_PEOPLE, Permission.MANAGE_UPLOADS})


def test_a_score_token_reads_nothing(house: House, agent: Actor) -> None:
    made = _made(house, agent, scopes=(TokenScope.SCORE,))
    bearer = house.services.tokens.bearer(made.secret)

    with pytest.raises(Forbidden):
        house.services.datasets.newest_first(bearer.actor)


@pytest.mark.parametrize(
    ("difference", "field"),
    [({"name": " "}, "name"), ({"name": "x" * 81}, "name"), ({"scopes": ()}, "scopes"), ({"days": 0}, "days")],
)
def test_a_token_that_cannot_be_is_refused(house: House, agent: Actor, difference: dict, field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        _made(house, agent, **difference)
    assert refusal.value.field == field


def test_an_unknown_scope_is_named() -> None:
    with pytest.raises(InvalidInput, match=r"no scope 'write'\. Choose read, score, report"):
        read_scopes(("read", "write"))


def test_a_token_of_another_workspace_is_not_there(house: House, agent: Actor) -> None:
    made, there = _made(house, agent), make_actor(workspace=BLUE)

    assert house.services.tokens.all(there) == ()
    with pytest.raises(NotFound, match=f"There is no token '{made.token.id}' in this workspace"):
        house.services.tokens.revoke(there, made.token.id)
    assert house.services.tokens.bearer(made.secret)


def test_the_shell_makes_tokens_for_the_first_admin_unless_somebody_is_named(house: House, agent: Actor) -> None:
    shell = make_actor(user_id="shell")
    with pytest.raises(NotFound, match="postlens user add"):
        house.services.tokens.add_for(shell, "", NewToken("x", READ))

    admin = house.add_person("ada@example.org", Role.ADMIN)
    for email, owner in (("", admin), ("Arun@example.org", agent.user_id)):
        made = house.services.tokens.add_for(shell, email, NewToken("x", READ))
        assert house.services.tokens.bearer(made.secret).actor.user_id == owner
