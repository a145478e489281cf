from pathlib import Path

import pytest
from builders import PASSWORD, make_house
from flask.testing import FlaskClient

from app.factory import create_app
from callbacks.context import EXTENSION


@pytest.fixture
def browsers(tmp_path: Path):
    """A function that signs somebody in, at an address, to an installation where 20 requests a minute are allowed."""
    house = make_house(tmp_path / "home", requests_per_minute=20)
    app = create_app(house.settings)
    app.server.extensions[EXTENSION] = house.services

    def sign_in(name: str, address: str) -> FlaskClient:
        house.add_person(f"{name}@example.org")
        client = app.server.test_client()
        client.environ_base["REMOTE_ADDR"] = address
        assert client.post("/login", data={"email": f"{name}@example.org", "password": PASSWORD}).status_code == 302
        return client

    yield sign_in
    house.close()


def test_who_asks_too_fast_is_told_how_long_to_wait(browsers) -> None:
    ann, ben = browsers("ann", "10.0.0.1"), browsers("ben", "10.0.0.1")

    answers = [ann.get("/datasets/sample.csv") for _ in range(25)]

    assert [one.status_code for one in answers].count(200) == 20
    refused = answers[-1]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 120
    assert "Try again in" in refused.text
    assert ben.get("/datasets/sample.csv").status_code == 200, "another person at the same address is not meant"


def test_strangers_are_counted_by_address_and_files_of_pages_are_not_counted(browsers) -> None:
    client = browsers("ann", "10.0.0.1").application.test_client()
    client.environ_base["REMOTE_ADDR"] = "10.0.0.9"

    assert {client.get("/healthz").status_code for _ in range(30)} == {200, 429}
    with client.get("/assets/theme.js") as script:
        assert script.status_code == 200


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded"])
def test_an_address_that_the_browser_makes_up_changes_nothing(browsers, header: str) -> None:
    client = browsers("ann", "10.0.0.1").application.test_client()
    answers = [client.get("/healthz", headers={header: f"10.9.9.{number}"}).status_code for number in range(30)]

    assert 429 in answers
