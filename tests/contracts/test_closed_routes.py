"""Every route is closed to strangers unless it says otherwise."""

import pytest
from builders import Web
from werkzeug.routing import Rule

from app.auth import OPEN
from services.domain.actors import Role

_METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS")


def _routes(web: Web) -> list[tuple[str, Rule]]:
    rules = list(web.app.server.url_map.iter_rules())
    return [(method, rule) for rule in rules for method in sorted((rule.methods or set()) & set(_METHODS))]


def _address(rule: Rule) -> str:
    return "".join(part if plain else "x" for plain, part in rule._trace).lstrip("|")  # no other way


def test_a_stranger_gets_nowhere_but_to_the_way_in(web: Web) -> None:
    stranger, closed = web.stranger(), 0
    for method, rule in _routes(web):
        if rule.endpoint in OPEN:
            continue
        answer = stranger.open(_address(rule), method=method)
        assert answer.status_code in (302, 401), f"{method} {rule} answers a stranger with {answer.status_code}"
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith(("/login", "/segments"))
        closed += 1
    assert closed > 20


def test_a_stranger_at_the_front_door_ends_at_the_form(web: Web) -> None:
    answer = web.stranger().get("/", follow_redirects=True)

    assert answer.status_code == 200
    assert answer.request.path == "/login"


def test_the_way_in_and_the_health_check_are_open(web: Web) -> None:
    stranger = web.stranger()

    assert stranger.get("/healthz").text == "OK"
    assert stranger.get("/login").status_code == 200
    with stranger.get("/assets/theme.js") as script:
        assert script.status_code == 200


@pytest.mark.parametrize("escape", ["../app/auth.py", "..%2fpyproject.toml", "%2e%2e/%2e%2e/etc/passwd"])
def test_the_open_folder_of_assets_leads_nowhere_else(web: Web, escape: str) -> None:
    assert web.stranger().get(f"/assets/{escape}").status_code in (302, 404)


def test_what_is_open_is_little_and_known() -> None:
    assert {
        *("healthz", "robots", "_dash_assets.static", "api_document"),
        *("choose_language", "sign_in", "sign_in_form", "second_step", "second_step_form"),
        *("join", "join_form", "reset", "reset_form", "forgot", "forgot_form", "provider_start", "provider_back"),
        *("open_link", "shared_report", "unlock_link", "shared_file", "shared_page", "shared_nothing"),
    } == OPEN


def test_an_address_that_leads_nowhere_looks_the_same_to_a_stranger(web: Web) -> None:
    assert web.stranger().get("/nothing/here").headers["Location"].startswith("/login")


@pytest.mark.parametrize("role", Role)
def test_everybody_who_may_explore_opens_every_page(web: Web, role: Role) -> None:
    person = web.person(role)
    for path in ("/segments", "/explain", "/drivers", "/datasets", "/about"):
        assert person.get(path).status_code == 200


@pytest.mark.parametrize("role", Role)
def test_the_page_of_all_uploads_is_drawn_for_admins_alone(web: Web, role: Role) -> None:
    """The address answers everybody with the empty frame; what stands in it comes from Dash's own callback."""
    output = next(name for name in web.app.callback_map if "_pages_content" in name)
    body = web.body(output, **{"_pages_location.pathname": "/admin/uploads", "_pages_location.search": ""})
    answer = web.person(role).post("/_dash-update-component", json=body)

    assert answer.status_code == 200
    assert ("uploads-table-area" in answer.text) is (role is Role.ADMIN)
    assert ("This page is not open to you" in answer.text) is (role is not Role.ADMIN)


@pytest.mark.parametrize("role", Role)
def test_no_route_answers_anybody_with_a_defect(web: Web, role: Role) -> None:
    person = web.person(role)
    for method, rule in _routes(web):
        if rule.endpoint == "sign_out":
            continue
        answer = person.open(_address(rule), method=method)
        assert answer.status_code < 500, f"{method} {rule} answers {role} with {answer.status_code}"
