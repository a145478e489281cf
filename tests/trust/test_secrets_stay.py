"""What is secret or personal goes through sign-ins, uploads, callbacks and defects, and into no line of the log."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from builders import House, make_actor, make_posts_csv
from flask.testing import FlaskClient
from sqlalchemy import text

from app.auth import DASH_CALLBACK
from app.factory import create_app
from app.observability import log_as_json
from callbacks.context import EXTENSION
from services import refusals
from services.domain.actors import Role
from services.people import NewPerson

KINDS = (
    *("password", "wrong password", "email", "header", "query", "cell", "file name", "callback value", "cookie"),
    *("statement", "agent", "form"),
    *("link", "asked address", "api token", "handle", "code"),
)
SECRET = {kind: f"canary{number:02d}{kind.replace(' ', '')}" for number, kind in enumerate(KINDS)}


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Logs as an installation does, into this text."""
    written = io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    log_as_json()
    yield written
    structlog.reset_defaults()


@pytest.fixture
def person(house: House, logged: io.StringIO) -> FlaskClient:
    """Somebody who signed in, at the second try."""
    app = create_app(house.settings)
    app.server.extensions[EXTENSION] = house.services
    email = f"{SECRET['email']}@example.org"
    new = NewPerson(email, "Ann", Role.AGENCY, SECRET["password"] * 2, ("red",))
    house.services.people.add(make_actor(), new)
    client = app.server.test_client()
    for password in (SECRET["wrong password"], SECRET["password"] * 2):
        form = {"email": email, "password": password, "next": f"/?{SECRET['form']}"}
        client.post("/login", data=form, headers={"User-Agent": SECRET["agent"]})
    client.set_cookie("other", SECRET["cookie"])
    return client


def _upload(client: FlaskClient) -> str:
    content = (
        make_posts_csv(posts=30).replace("Words of post 1\n", "").replace("Words of post 2", SECRET["cell"]).encode()
    )
    begun = client.post("/uploads", json={"name": f"{SECRET['file name']}.csv", "size": len(content)}).get_json()
    client.patch(f"/uploads/{begun['id']}", data=content, headers={"Upload-Offset": "0"})
    return str(begun["id"])


def _be_refused(client: FlaskClient) -> None:
    """Whatever is refused may carry what is secret."""
    for path in ("/s/{0}", "/join?token={0}", "/reset?token={0}"):
        client.get(path.format(SECRET["link"]))
    client.post("/forgot", data={"email": f"{SECRET['asked address']}@example.org"})
    client.post("/login/second", data={"code": SECRET["code"]})
    client.get("/api/v1/datasets", headers={"Authorization": f"Bearer pl_{SECRET['api token']}"})
    client.get("/api/v1/datasets", query_string={"access_token": SECRET["api token"]})
    client.post(DASH_CALLBACK, json={"what": SECRET["callback value"]})
    client.post(DASH_CALLBACK, json={}, query_string={"job": SECRET["handle"]})
    client.post("/uploads", json={}, headers={"Origin": f"https://{SECRET['query']}.example"})


def test_no_secret_stands_in_the_log(
    house: House, person: FlaskClient, monkeypatch: pytest.MonkeyPatch, logged: io.StringIO
) -> None:
    house.services.datasets.import_upload(make_actor(Role.AGENCY), _upload(person))
    headers = {"Authorization": f"Bearer {SECRET['header']}"}
    person.get(f"/datasets?token={SECRET['query']}", headers=headers)

    def fail(*_: object) -> None:
        with house.database.reading_jobs() as session:
            session.execute(text("SELECT 1 FROM nowhere WHERE a = :a"), {"a": SECRET["statement"]})

    monkeypatch.setattr(house.services.datasets, "original", fail)
    answer = person.get(f"/datasets/d/original?token={SECRET['query']}", headers=headers)
    assert answer.status_code == 500
    body = {"output": "x.y", "inputs": [{"id": "x", "property": "y", "value": SECRET["callback value"]}]}
    person.post(DASH_CALLBACK, json=body, headers=headers)

    _be_refused(person)

    lines = logged.getvalue().splitlines()
    assert any("request failed" in line for line in lines), "the defect is logged"
    refused = {json.loads(line)["event"] for line in lines if json.loads(line).get("kind") == refusals.KIND}
    assert refused >= {refusals.SIGN_IN, refusals.LINK, refusals.TOKEN, refusals.MALFORMED, refusals.FOREIGN}
    told = "\n".join(lines)
    cookie = person.get_cookie("postlens")
    assert cookie is not None
    key = (house.settings.home / "secret-key").read_text()
    assert [kind for kind, secret in SECRET.items() if secret in told] == []
    assert cookie.value not in told
    assert key not in told
    assert [secret for secret in SECRET.values() if secret in answer.text] == []


def test_a_line_of_the_log_is_one_event_whatever_stands_in_it(logged: None, capsys: pytest.CaptureFixture[str]) -> None:
    structlog.get_logger().info("a file came", name='x\n{"event": "forged"}\r\x1b[31mred')

    (line,) = logged.getvalue().splitlines()
    assert json.loads(line)["event"] == "a file came"
    assert "\x1b" not in line


def test_an_installation_keeps_its_secrets_from_other_accounts(house: House, tmp_path: Path) -> None:
    create_app(house.settings)
    assert oct((house.settings.home / "secret-key").stat().st_mode)[-3:] == "600"
    assert oct(house.settings.cache.stat().st_mode)[-3:] == "700"
