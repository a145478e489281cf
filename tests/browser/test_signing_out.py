"""Signing in and out: what was open is closed afterwards, also to a copy of the cookie."""

import re

import pytest
from browser.visits import PAGES
from playwright.sync_api import APIRequestContext, expect

from services.domain.actors import Role

READ = ("/", *PAGES, "/_dash-layout", "/_dash-dependencies", "/datasets/sample.csv")
CALLBACK = "/_dash-update-component"


def _answers(request: APIRequestContext, url: str, dataset: str) -> dict[str, tuple[int, str]]:
    """Status and way on of every address, asked for without following."""
    found = {}
    for path in (*READ, f"/datasets/{dataset}/original", f"/datasets/{dataset}/set-aside.csv"):
        answer = request.get(url + path, max_redirects=0)
        found[path] = (answer.status, answer.headers.get("location", ""))
    answer = request.post(url + CALLBACK, data={"output": "shell-jobs-area.children"}, max_redirects=0)
    found[CALLBACK] = (answer.status, "")
    return found


def test_everything_is_closed_after_signing_out_also_to_the_old_cookie(visit, chromium):
    agent = visit(Role.AGENCY, anew=True)
    agent.open("/datasets")
    dataset = agent.find("#datasets-list-area a").first.get_attribute("href").rpartition("=")[2]
    cookie = agent.context.storage_state()
    open_before = _answers(agent.context.request, agent.url, dataset)
    assert {status for path, (status, _) in open_before.items() if path not in ("/", CALLBACK)} == {200}

    agent.press("Sign out")
    agent.page.wait_for_url("**/login")
    replayed = chromium.new_context(storage_state=cookie)
    for request in (agent.context.request, replayed.request):
        for path, (status, way) in _answers(request, agent.url, dataset).items():
            assert status == 401 or (status == 302 and way.startswith(("/login", "/segments"))), (path, status, way)
    replayed.close()


def test_a_browser_keeps_the_looks_and_nothing_of_the_person(visit):
    """Pages as people see them leave no data behind; figures that somebody typed last as long as they are signed in."""
    agent = visit(Role.AGENCY, anew=True)
    for address in ("/segments", "/datasets", "/account"):
        agent.open(address)
    kept = set(agent.measure("() => Object.keys(localStorage)"))
    assert kept <= {"postlens-theme", "postlens-narrow"}, kept
    agent.measure("() => sessionStorage.setItem('figures', '1,200')")

    agent.press("Sign out")
    agent.page.wait_for_url("**/login")

    assert agent.measure("() => Object.keys(sessionStorage)") == []


def test_going_back_after_signing_out_shows_nothing(visit):
    agent = visit(Role.AGENCY, anew=True)
    agent.open("/datasets")
    agent.press("Sign out")
    agent.page.wait_for_url("**/login")
    agent.page.go_back()
    agent.page.wait_for_url("**/login**")
    expect(agent.find("#datasets-list-area")).to_have_count(0)


@pytest.mark.parametrize("address", ["/segments?format=video", "/explain?post=18"])
def test_whoever_follows_a_link_signs_in_and_arrives(address, visit, installation):
    stranger = visit(None, anew=True)
    stranger.page.goto(stranger.url + address)
    email, password = installation.sign_in(Role.BRAND_MANAGER)
    stranger.page.get_by_label("E-mail").fill(email)
    stranger.page.get_by_label("Password").fill(password)
    stranger.press("Sign in")
    stranger.expect_address(re.compile(re.escape(address) + "$"))
    stranger.settle(PAGES[address.partition("?")[0]])


def test_a_wrong_password_is_answered_without_saying_which_part_is_wrong(visit):
    stranger = visit(None, anew=True)
    stranger.page.goto(f"{stranger.url}/login")
    stranger.page.get_by_label("E-mail").fill("nobody@example.org")
    stranger.page.get_by_label("Password").fill("certainly not this one")
    with stranger.expecting("401"):
        stranger.press("Sign in")
        expect(stranger.page.get_by_role("alert")).to_have_text(
            "The e-mail address and the password do not go together."
        )
    expect(stranger.page.get_by_label("E-mail")).to_have_value("nobody@example.org")
