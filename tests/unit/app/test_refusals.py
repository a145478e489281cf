import pytest
import structlog
from builders import Web
from flask import Flask

from app import errors
from app.errors import exit_code_of, status_of
from services.domain.errors import (
    Conflict,
    Forbidden,
    InvalidInput,
    NotFound,
    ServiceError,
    TooLarge,
    TooMany,
    Unavailable,
)

HTML = {"Accept": "text/html,application/xhtml+xml"}
JSON = {"Accept": "application/json"}


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (InvalidInput, 422, 2),
        (NotFound, 404, 3),
        (Forbidden, 403, 4),
        (Conflict, 409, 2),
        (TooLarge, 413, 2),
        (TooMany, 429, 2),
        (Unavailable, 503, 2),
        (ServiceError, 400, 2),
    ],
)
def test_each_refusal_has_its_status_and_its_exit_code(kind: type[ServiceError], status: int, code: int) -> None:
    assert status_of(kind("words")) == status
    assert exit_code_of(kind("words")) == code


@pytest.fixture
def server() -> Flask:
    made = Flask("app", template_folder="templates")
    errors.register(made)

    @made.route("/refuse", methods=["GET", "POST"])
    def refuse() -> str:
        raise NotFound("There is no <b>dataset</b>.")

    @made.route("/wait/<int:seconds>", methods=["GET", "POST"])
    def wait(seconds: int) -> str:
        raise TooMany("Very many ask right now.", seconds)

    @made.route("/break")
    def fail() -> str:
        raise ZeroDivisionError("the secret of somebody")

    return made


@pytest.mark.parametrize(("known", "told"), [(0, "60"), (7, "7")])
@pytest.mark.parametrize("headers", [HTML, JSON])
def test_what_is_too_much_says_when_to_come_back(server: Flask, known: int, told: str, headers: dict[str, str]) -> None:
    answer = server.test_client().get(f"/wait/{known}", headers=headers)

    assert (answer.status_code, answer.headers["Retry-After"]) == (429, told)


def test_a_script_is_refused_in_json(server: Flask) -> None:
    answer = server.test_client().get("/refuse", headers=JSON)

    assert (answer.status_code, answer.get_json()) == (404, {"error": "There is no <b>dataset</b>."})


def test_a_person_is_refused_with_a_page(server: Flask) -> None:
    answer = server.test_client().get("/refuse", headers=HTML)

    assert answer.status_code == 404
    assert answer.mimetype == "text/html"
    assert "There is no &lt;b&gt;dataset&lt;/b&gt;." in answer.text


def test_what_was_sent_is_answered_in_json_whoever_sent_it(server: Flask) -> None:
    assert server.test_client().post("/refuse", headers=HTML).get_json()["error"].startswith("There is no")


def test_a_defect_is_logged_and_shown_as_a_reference(server: Flask) -> None:
    with structlog.testing.capture_logs() as logged:
        answer = server.test_client().get("/break", headers=JSON)

    assert answer.status_code == 500
    assert answer.get_json() == {"error": f"Something went wrong. Reference {logged[0]['reference']}."}
    assert "secret" not in answer.text
    assert isinstance(logged[0]["exc_info"], ZeroDivisionError)


@pytest.mark.parametrize(("path", "method", "status"), [("/refuse/x", "GET", 404), ("/refuse", "DELETE", 405)])
def test_what_flask_refuses_is_told_in_the_same_way(server: Flask, path: str, method: str, status: int) -> None:
    answer = server.test_client().open(path, method=method, headers=JSON)

    assert answer.status_code == status
    assert answer.get_json()["error"]


def test_a_person_who_asks_for_what_is_not_there_gets_a_page_with_a_way_on(web: Web) -> None:
    answer = web.person().get("/datasets/nothing/original", headers=HTML)

    assert answer.status_code == 404
    assert "There is no dataset" in answer.text
    assert 'href="/' in answer.text
