"""The second step grants nothing before it is done."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from builders import PASSWORD, Story, Web, copy_house, make_web
from flask.testing import FlaskClient

from app.auth import DASH_CALLBACK
from services.domain.actors import Role
from services.domain.people import Browser


@pytest.fixture(scope="module")
def strict(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The web app of an installation whose agency staff need a second factor."""
    home: Path = tmp_path_factory.mktemp("strict") / "home"
    made = make_web(copy_house(story.house.settings.home, home, second_factor_roles="agency"), story)
    yield made
    made.house.close()


def _code(web: Web, secret: str) -> str:
    return pyotp.TOTP(secret).at(web.house.clock.now)


def _half_signed_in(web: Web, email: str, **differences: str) -> FlaskClient:
    client = web.stranger()
    answer = client.post("/login", data={"email": email, "password": PASSWORD, **differences})
    assert answer.headers["Location"] == "/login/second"
    return client


def _enrol(web: Web, client: FlaskClient) -> str:
    page = client.get("/login/second").text
    assert "data:image/svg+xml" in page
    return re.search(r"into the app: ([A-Z2-7]{32})", page)[1]


def _secured(web: Web) -> tuple[str, str]:
    """Somebody with a second factor: e-mail address and secret; the clock stands at a fresh code."""
    email = f"secured{next(web.visits)}@example.org"
    web.house.add_person(email)
    accounts, own = web.house.services.accounts, web.house.services.own_accounts
    token = accounts.sign_in(email, PASSWORD, Browser("192.0.2.1"))
    actor = accounts.actor(token, active=True)
    assert actor is not None
    secret = own.begin_second_factor(actor, PASSWORD).secret
    own.confirm_second_factor(actor, token, _code(web, secret))
    web.house.clock.advance(seconds=30)
    return email, secret


def test_the_password_alone_opens_no_address(web: Web) -> None:
    client = _half_signed_in(web, _secured(web)[0])

    assert client.get("/about").headers["Location"].startswith("/login")
    assert client.post(DASH_CALLBACK, json={"output": "x"}).status_code == 401
    assert client.post("/uploads", json={"name": "a.csv", "size": 1}).status_code == 401
    assert client.get("/_dash-layout").status_code == 401


def test_the_code_leads_to_where_somebody_wanted_to_go(web: Web) -> None:
    email, secret = _secured(web)
    client = _half_signed_in(web, email, next="/drivers?post=p1")

    answer = client.post("/login/second", data={"code": _code(web, secret)})

    assert answer.headers["Location"] == "/drivers?post=p1"
    assert client.get("/about").status_code == 200


def test_a_code_that_was_used_is_refused_elsewhere(web: Web) -> None:
    email, secret = _secured(web)
    first, second = _half_signed_in(web, email), _half_signed_in(web, email)
    assert first.post("/login/second", data={"code": _code(web, secret)}).status_code == 302

    answer = second.post("/login/second", data={"code": _code(web, secret)})

    assert answer.status_code == 401
    assert second.get("/about").status_code == 302


def test_the_eleventh_wrong_code_is_not_listened_to(web: Web) -> None:
    email, secret = _secured(web)
    client = _half_signed_in(web, email)
    codes = [client.post("/login/second", data={"code": "nonsense"}).status_code for _ in range(10)]

    answer = client.post("/login/second", data={"code": _code(web, secret)})

    assert codes == [401] * 10
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "900"
    assert client.get("/about").status_code == 302


def test_whoever_waits_for_nothing_is_led_to_the_first_step(web: Web) -> None:
    assert web.stranger().get("/login/second").headers["Location"] == "/login"
    assert web.stranger().post("/login/second", data={"code": "123456"}).headers["Location"] == "/login"


def test_who_must_have_a_second_factor_sets_it_up_and_gets_recovery_codes(strict: Web) -> None:
    email = f"new{next(strict.visits)}@example.org"
    strict.house.add_person(email, Role.AGENCY)
    client = _half_signed_in(strict, email)
    assert client.get("/about").status_code == 302
    secret = _enrol(strict, client)
    wrong = client.post("/login/second", data={"code": "000000"})
    assert wrong.status_code == 401
    assert "data:image" not in wrong.text

    answer = client.post("/login/second", data={"code": _code(strict, secret)})

    assert len(re.findall(r"<li>([A-Z2-7]{4}(?:-[A-Z2-7]{4}){5})</li>", answer.text)) == 10
    assert client.get("/about").status_code == 200
    strict.house.clock.advance(seconds=30)
    again = _half_signed_in(strict, email)
    assert again.post("/login/second", data={"code": _code(strict, secret)}).headers["Location"] == "/"
