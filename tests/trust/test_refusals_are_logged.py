"""Every refusal leaves one event: who by id, what, and from which address (ASVS 16.3.1 to 16.3.3)."""

from collections.abc import Iterator
from typing import Any

import pytest
from builders import PASSWORD, House, Web, make_house, make_second_app
from flask.testing import FlaskClient
from structlog import configure, reset_defaults
from structlog.contextvars import merge_contextvars
from structlog.testing import LogCapture

from app.auth import DASH_CALLBACK
from services import refusals
from services.domain.actors import Role

UPLOADS = "/uploads"


@pytest.fixture
def heard() -> Iterator[list[Any]]:
    """The refusals that were logged, as they come, with what the request adds."""
    capture = LogCapture()
    configure(processors=[merge_contextvars, capture])
    yield capture.entries
    reset_defaults()


def _who(house: House, client: FlaskClient) -> str:
    cookie = client.get_cookie("postlens")
    assert cookie is not None
    with client.session_transaction() as session:
        actor = house.services.accounts.actor(session["_user_id"], active=False)
    assert actor is not None
    return actor.user_id


def _only(heard: list[Any], event: str) -> dict[str, Any]:
    (one,) = [entry for entry in heard if entry.get("kind") == refusals.KIND]
    assert one["event"] == event
    assert one["log_level"] == "warning"
    return dict(one)


@pytest.mark.parametrize("name", ["known", "unknown"])
def test_a_failed_sign_in(web: Web, heard: list[Any], name: str) -> None:
    email = f"wrong{next(web.visits)}@example.org"
    user_id = web.house.add_person(email) if name == "known" else refusals.NOBODY
    client = web.stranger()
    client.post("/login", data={"email": email, "password": "a guessed password"})

    told = _only(heard, refusals.SIGN_IN)

    assert told["who"] == user_id
    assert (told["address"], told["endpoint"], told["method"]) == (
        client.environ_base["REMOTE_ADDR"],
        "sign_in",
        "POST",
    )


def test_too_many_failed_sign_ins(web: Web, heard: list[Any]) -> None:
    sent = {"email": f"wrong{next(web.visits)}@example.org", "password": "a guessed password"}
    client = web.stranger()
    for _ in range(6):
        client.post("/login", data=sent)

    assert [one["event"] for one in heard] == [refusals.SIGN_IN] * 5 + [refusals.LIMIT]
    assert heard[-1]["limit"] == "wrong passwords"


def test_a_failed_second_step(web: Web, heard: list[Any]) -> None:
    email = f"second{next(web.visits)}@example.org"
    user_id = web.house.add_person(email)
    factors = web.house.services.accounts._book.factors
    with web.house.database.directory() as directory:
        factors.begin(directory, user_id, email)
        row = directory.factors.find(user_id)
        assert row is not None
        row.confirmed_at = web.house.clock()
    client = web.stranger()
    assert client.post("/login", data={"email": email, "password": PASSWORD}).headers["Location"] == "/login/second"
    client.post("/login/second", data={"code": "000000"})

    assert _only(heard, refusals.SECOND_STEP)["who"] == user_id


def test_a_route_without_the_right(web: Web, heard: list[Any]) -> None:
    person = web.person(Role.BRAND_MANAGER)
    assert person.post(UPLOADS, json={"name": "x.csv", "size": 1}).status_code == 403

    told = _only(heard, refusals.NOT_ALLOWED)
    assert (told["who"], told["permission"], told["endpoint"]) == (_who(web.house, person), "IMPORT", "upload_begin")
    assert told["workspace"] == "red-room"


def test_a_service_without_the_right(web: Web, heard: list[Any]) -> None:
    person = web.person(Role.BRAND_MANAGER)
    actor = web.house.services.accounts.actor_by_id(_who(web.house, person), "red-room")
    with pytest.raises(Exception, match="You may not"):
        web.house.services.people.all(actor)  # type: ignore[arg-type]  # somebody, as asserted by the words

    told = _only(heard, refusals.NOT_ALLOWED)
    assert (told["who"], told["permission"]) == (_who(web.house, person), "MANAGE_PEOPLE")


def test_a_callback_without_the_right_and_one_that_is_not_there(web: Web, heard: list[Any]) -> None:
    person = web.person(Role.BRAND_MANAGER)
    permissions = web.app.server.extensions["callback_permissions"]
    output = next(name for name, one in permissions.items() if one.name == "MANAGE_PEOPLE")
    for body in (web.body(output), {"output": "canary.x", "inputs": [], "state": []}):
        assert person.post(DASH_CALLBACK, json=body).status_code == 403

    assert [(one["event"], one["permission"]) for one in heard] == [
        (refusals.NOT_ALLOWED, "MANAGE_PEOPLE"),
        (refusals.NOT_ALLOWED, ""),
    ]
    assert "canary" not in str(heard)


@pytest.mark.parametrize("path", ["/login", UPLOADS])
def test_a_request_of_another_site(web: Web, heard: list[Any], path: str) -> None:
    signed_in = path == UPLOADS
    client = web.person(Role.AGENCY) if signed_in else web.stranger()
    assert client.post(path, headers={"Origin": "https://elsewhere.example"}, data={}).status_code == 403

    told = _only(heard, refusals.FOREIGN)
    assert told["who"] == (_who(web.house, client) if signed_in else refusals.NOBODY)
    assert "elsewhere" not in str(told)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"data": "x"}, "no JSON"),
        ({"json": {"what": "canary"}}, "no callback"),
        ({"json": ["canary"]}, "no callback"),
    ],
)
def test_a_malformed_callback(web: Web, heard: list[Any], sent: dict[str, Any], why: str) -> None:
    person = web.person()
    assert person.post(DASH_CALLBACK, **sent).status_code in (400, 415)

    told = _only(heard, refusals.MALFORMED)
    assert (told["who"], told["why"]) == (_who(web.house, person), why)
    assert "canary" not in str(told)


def test_a_callback_with_parts_that_are_not_its_own(web: Web, heard: list[Any]) -> None:
    person = web.person()
    permissions = web.app.server.extensions["callback_permissions"]
    output = next(
        name for name, one in permissions.items() if one.name == "EXPLORE" and "callback" in web.app.callback_map[name]
    )
    body = web.body(output) | {"inputs": [{"id": "canary", "property": "x", "value": "canary"}] * 9}
    assert person.post(DASH_CALLBACK, json=body).status_code == 400

    assert _only(heard, refusals.MALFORMED)["why"] == "other parts than the callback has"
    assert "canary" not in str(heard)


def test_a_handle_that_is_nobodys(web: Web, heard: list[Any]) -> None:
    person = web.person(Role.AGENCY)
    permissions, known = web.app.server.extensions["callback_permissions"], web.app.callback_map
    output = next(name for name, one in permissions.items() if one.name == "EXPLORE" and known[name].get("background"))
    handle = {"cacheKey": "canary", "job": "canary"}
    answer = person.post(DASH_CALLBACK, json=web.body(output), query_string=handle)
    assert answer.status_code in (400, 404)

    assert _only(heard, refusals.HANDLE)["callback"] == output
    assert "canary" not in str(heard)


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer pl_canary"}, {}])
def test_a_bad_token_of_a_program(web: Web, heard: list[Any], headers: dict[str, str]) -> None:
    query = {} if headers else {"access_token": "canary"}
    answer = web.stranger().get("/api/v1/datasets", headers=headers, query_string=query)
    assert answer.status_code == 401

    assert _only(heard, refusals.TOKEN)["endpoint"].startswith("api_")
    assert "canary" not in str(heard)


@pytest.mark.parametrize(
    ("path", "link"),
    [("/s/canary", "report"), ("/join?token=canary", "invitation"), ("/reset?token=canary", "new password")],
)
def test_a_link_that_leads_nowhere(web: Web, heard: list[Any], path: str, link: str) -> None:
    assert web.stranger().get(path).status_code == 404

    assert _only(heard, refusals.LINK)["link"] == link
    assert "canary" not in str(heard)


def test_a_wrong_present_password(web: Web, heard: list[Any]) -> None:
    user_id = web.house.add_person(f"own{next(web.visits)}@example.org")
    actor = web.house.services.accounts.actor_by_id(user_id, "red-room")
    assert actor is not None
    with pytest.raises(Exception, match="not this one"):
        web.house.services.own_accounts.begin_second_factor(actor, "canary")

    assert _only(heard, refusals.PASSWORD)["who"] == user_id
    assert "canary" not in str(heard)


def test_asking_too_fast(tmp_path: Any, heard: list[Any]) -> None:
    house = make_house(tmp_path / "home", requests_per_minute=5)
    client = make_second_app(house).server.test_client()
    assert [client.get("/healthz").status_code for _ in range(6)][-1] == 429
    house.close()

    told = _only(heard, refusals.LIMIT)
    assert (told["limit"], told["who"], told["address"]) == ("requests a minute", refusals.NOBODY, "127.0.0.1")


def test_whoever_is_merely_signed_out_is_no_refusal(web: Web, heard: list[Any]) -> None:
    stranger = web.stranger()
    assert stranger.get("/segments").status_code == 302
    assert stranger.post(UPLOADS, json={}).status_code == 401

    assert heard == []
