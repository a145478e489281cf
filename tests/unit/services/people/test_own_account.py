import pytest
from builders import PASSWORD, House

from services.devices import device
from services.domain.actors import Actor
from services.domain.errors import Forbidden, InvalidInput, NotFound, TooMany
from services.domain.people import Browser
from services.storage.tables import SessionRow

FIREFOX = Browser("192.0.2.1", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0")
PHONE = Browser(
    "192.0.2.2", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Safari/604"
)
EMAIL, ANOTHER = "bea@example.org", "tangerine over the fjord"


@pytest.fixture
def tokens(house: House) -> tuple[str, str]:
    """Bea's sign-ins at her desk and on her phone."""
    house.add_person(EMAIL)
    desk, phone = (house.services.accounts.sign_in(EMAIL, PASSWORD, one) for one in (FIREFOX, PHONE))
    return desk, phone


def _actor(house: House, token: str) -> Actor | None:
    return house.services.accounts.actor(token, active=True)


def _bea(house: House, token: str) -> Actor:
    actor = _actor(house, token)
    assert actor is not None
    return actor


def test_people_see_where_they_are_signed_in(house: House, tokens: tuple[str, str]) -> None:
    desk, _ = tokens
    house.clock.advance(minutes=5)

    account = house.services.own_accounts.get(_bea(house, desk), desk)

    assert [(place.device, place.address, place.here) for place in account.places] == [
        ("Firefox on Windows", "192.0.2.1", True),
        ("Safari on iPhone", "192.0.2.2", False),
    ]
    assert account.places[0].seen_at == house.clock.now
    assert (account.email, account.has_password, account.has_second_factor) == (EMAIL, True, False)


def test_sign_ins_that_are_over_are_not_listed(house: House, tokens: tuple[str, str]) -> None:
    desk, _ = tokens
    for _ in range(2):
        house.clock.advance(minutes=20)
        bea = _bea(house, desk)

    assert len(house.services.own_accounts.get(bea, desk).places) == 1


def test_sign_ins_that_are_long_over_are_not_kept(house: House, tokens: tuple[str, str]) -> None:
    house.clock.advance(hours=12, seconds=1)

    house.services.accounts.sign_in(EMAIL, PASSWORD, FIREFOX)

    with house.database.jobs() as session:
        assert session.query(SessionRow).count() == 1


def test_one_sign_in_is_ended_from_another(house: House, tokens: tuple[str, str]) -> None:
    desk, phone = tokens
    own, bea = house.services.own_accounts, _bea(house, desk)
    elsewhere = next(place for place in own.get(bea, desk).places if not place.here)

    own.sign_out_one(bea, elsewhere.id)

    assert _actor(house, phone) is None
    assert _actor(house, desk) == bea
    with pytest.raises(NotFound):
        own.sign_out_one(bea, elsewhere.id)


def test_nobody_ends_the_sign_in_of_somebody_else(house: House, tokens: tuple[str, str]) -> None:
    house.add_person("arun@example.org")
    theirs = house.services.accounts.sign_in("arun@example.org", PASSWORD, FIREFOX)
    own = house.services.own_accounts
    place = own.get(_bea(house, tokens[0]), tokens[0]).places[0]

    with pytest.raises(NotFound):
        own.sign_out_one(_bea(house, theirs), place.id)
    assert _actor(house, tokens[0])


def test_all_others_are_ended_at_once(house: House, tokens: tuple[str, str]) -> None:
    desk, phone = tokens

    assert house.services.own_accounts.sign_out_others(_bea(house, desk), desk) == 1

    assert _actor(house, phone) is None
    assert _actor(house, desk)


def test_a_new_password_ends_every_other_sign_in(house: House, tokens: tuple[str, str]) -> None:
    desk, phone = tokens

    assert house.services.own_accounts.change_password(_bea(house, desk), desk, PASSWORD, ANOTHER) == 1

    assert _actor(house, desk)
    assert _actor(house, phone) is None
    with pytest.raises(Forbidden):
        house.services.accounts.sign_in(EMAIL, PASSWORD, FIREFOX)
    assert house.services.accounts.sign_in(EMAIL, ANOTHER, FIREFOX)


def test_a_new_password_needs_the_present_one_and_must_be_good(house: House, tokens: tuple[str, str]) -> None:
    own, (desk, phone) = house.services.own_accounts, tokens
    bea = _bea(house, desk)

    with pytest.raises(Forbidden, match="present password"):
        own.change_password(bea, desk, "wrong", ANOTHER)
    with pytest.raises(InvalidInput, match="guessed first"):
        own.change_password(bea, desk, PASSWORD, "password1234")
    assert _actor(house, phone)


def test_the_present_password_cannot_be_tried_out(house: House, tokens: tuple[str, str]) -> None:
    own, (desk, _) = house.services.own_accounts, tokens
    bea = _bea(house, desk)
    for _ in range(5):
        with pytest.raises(Forbidden):
            own.change_password(bea, desk, "wrong", ANOTHER)

    with pytest.raises(TooMany):
        own.change_password(bea, desk, PASSWORD, ANOTHER)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("", "An unknown browser"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 15_0) AppleWebKit/605 Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("python-requests/2.32", "A Python program"),
        ("Some Android thing", "A browser on Android"),
    ],
)
def test_browsers_are_named_in_words(agent: str, words: str) -> None:
    assert device(agent) == words
