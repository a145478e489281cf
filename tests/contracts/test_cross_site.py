"""What other sites, proxies and browsers can make of an answer: nothing."""

import re

import pytest
from builders import PASSWORD, RED, START, Web, make_house
from flask.testing import FlaskClient

from app.auth import DASH_CALLBACK
from app.factory import create_app
from services.domain.actors import Role

PAGE, PRIVATE = "/segments", ("/segments", "/datasets/sample.csv", "/_dash-layout", "/login")
ANYWHERE = (*PRIVATE, "/nothing/here", "/datasets/x/original", "/assets/nothing.js", "/healthz")
CHANGING = (
    ("POST", "/login"),
    ("POST", "/sign-out"),
    ("POST", "/workspace"),
    ("POST", "/uploads"),
    ("POST", DASH_CALLBACK),
)


@pytest.fixture(scope="module")
def person(web: Web) -> FlaskClient:
    return web.person(Role.AGENCY)


@pytest.mark.parametrize(("method", "path"), CHANGING)
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_what_changes_something_is_not_taken_from_another_site(
    web: Web, person: FlaskClient, method: str, path: str, headers: dict[str, str]
) -> None:
    for kind in ("application/x-www-form-urlencoded", "text/plain", "application/json"):
        answer = person.open(path, method=method, headers=headers, data=b"{}", content_type=kind)
        assert answer.status_code == 403, f"{method} {path} as {kind} from {headers}"
    assert person.get(PAGE).status_code == 200, "and whoever was signed in still is"


def test_no_get_changes_anything(web: Web, person: FlaskClient) -> None:
    def rows() -> list[object]:
        with web.house.database.reading(RED.id) as data:
            return [len(data.datasets.all()), len(data.uploads.all()), len(data.jobs.all()), len(data.tags.all())]

    before = rows()
    for rule in web.app.server.url_map.iter_rules():
        if "GET" in (rule.methods or set()):
            person.get(re.sub(r"<[^>]+>", "1", rule.rule)).close()
    assert rows() == before


@pytest.mark.parametrize("path", PRIVATE)
def test_what_is_private_is_kept_by_nobody(person: FlaskClient, path: str) -> None:
    with person.get(path) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ANYWHERE)
def test_no_answer_opens_itself_to_another_origin(person: FlaskClient, path: str) -> None:
    with person.get(path, headers={"Origin": "https://evil.example"}) as answer:
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]


@pytest.mark.parametrize("path", ANYWHERE)
def test_every_answer_says_what_a_browser_may_do_with_it(person: FlaskClient, path: str) -> None:
    with person.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "Strict-Transport-Security" not in answer.headers, "over plain HTTP nothing else can be asked for"
    for directive in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in policy
    scripts = re.search(r"script-src ([^;]+)", policy)
    assert scripts
    assert "unsafe-inline" not in scripts[1]
    assert "unsafe-eval" not in scripts[1]


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory):
    """An installation behind one trusted proxy that speaks HTTPS."""
    house = make_house(tmp_path_factory.mktemp("secure") / "home", https=True, trusted_proxies=1)
    house.add_person("ann@example.org", Role.AGENCY)
    app = create_app(house.settings)
    app.server.extensions["postlens"] = house.services
    yield app.server
    house.close()


def test_over_https_the_cookie_is_bound_to_the_host_and_the_browser_stays_with_https(secure) -> None:
    answer = secure.test_client().post("/login", data={"email": "ann@example.org", "password": PASSWORD})

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-postlens=")
    for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert flag in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_last_proxy_is_believed_and_what_stands_before_it_is_not(secure, monkeypatch) -> None:
    seen = []
    monkeypatch.setattr(
        secure.extensions["postlens"].accounts, "sign_in", lambda _e, _p, browser: seen.append(browser.address) or "x"
    )
    headers = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    secure.test_client().post("/login", data={"email": "a", "password": "b"}, headers=headers)

    assert seen == ["198.51.100.7"]


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Host"])
def test_without_a_trusted_proxy_no_such_header_counts(web: Web, header: str) -> None:
    answer = web.stranger().get("/segments", headers={header: "evil.example"})

    assert "evil.example" not in str(answer.headers) + answer.text


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PROPFIND", "PATCH"])
def test_a_verb_that_a_route_does_not_know_is_refused(person: FlaskClient, method: str) -> None:
    for path in ("/login", "/datasets/sample.csv", "/sign-out", DASH_CALLBACK):
        assert person.open(path, method=method).status_code == 405, f"{method} {path}"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https:evil.example",
        "https://evil.example",
        "\\evil",
        "/\\evil",
        "javascript:alert(1)",
        "/\t/evil",
    ],
)
def test_a_form_leads_to_a_path_of_this_site(web: Web, target: str) -> None:
    email = f"open{START.timestamp()}{abs(hash(target))}@example.org"
    web.house.add_person(email)
    stranger = web.stranger()
    answer = stranger.post("/login", data={"email": email, "password": PASSWORD, "next": target})
    assert answer.headers["Location"] == "/"
    again = stranger.get("/login", query_string={"next": target})
    assert again.headers["Location"] == "/"
    moved = stranger.post("/workspace", data={"workspace": RED.id, "next": target})
    assert moved.headers["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/.env", "/.git/config", "/postlens.db", "/secret-key", "/backup.db", "/wsgi.py", "/app/auth.py"]
)
def test_files_of_the_installation_are_not_served(web: Web, person: FlaskClient, path: str) -> None:
    with person.get(path) as answer:
        assert answer.mimetype == "text/html"
        assert "SQLite format" not in answer.text
    assert web.stranger().get(path).status_code == 302
    for folder in ("/assets/..", "/assets/../.."):
        assert person.get(folder + path).status_code in (200, 404)
        assert "def " not in person.get(folder + path).text


def test_the_server_for_machines_and_the_reloader_are_not_there(person: FlaskClient) -> None:
    for path in ("/_mcp", "/mcp", "/_dash-mcp"):
        answer = person.post(path, json={"jsonrpc": "2.0", "method": "tools/list", "id": 1})
        assert answer.status_code in (404, 405), path
