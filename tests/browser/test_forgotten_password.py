"""Somebody forgot a password: the letter comes by a real mail server, and the link in it leads back in."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.installations import Installation, start
from browser.visits import Visit
from playwright.sync_api import Browser, expect
from posted import Postman, listening

from services.domain.actors import Role

NEW = "a lamp beneath seven owls"


@pytest.fixture
def mailing(prepared_home: Path, tmp_path: Path) -> Iterator[tuple[Installation, Postman]]:
    """Postlens as `postlens serve` starts it, with a mail server."""
    with listening() as (postman, server):
        reached = {
            "POSTLENS_SMTP_HOST": server.host,
            "POSTLENS_SMTP_PORT": str(server.port),
            "POSTLENS_SMTP_SECURITY": "none",
        }
        running = start(prepared_home, tmp_path / "home", **reached)
        yield running, postman
        running.stop()


def test_a_forgotten_password_is_chosen_anew_by_mail(mailing: tuple[Installation, Postman], chromium: Browser) -> None:
    installation, postman = mailing
    email, old = installation.sign_in(Role.BRAND_MANAGER)
    context = chromium.new_context(reduced_motion="reduce")
    bea = Visit(context, installation.url)
    bea.page.goto(f"{bea.url}/login")
    bea.page.get_by_role("link", name="Forgot your password?").click()
    bea.page.get_by_label("E-mail").fill(email)
    bea.press("Send a link")
    expect(bea.page.get_by_role("status")).to_contain_text("If there is an account with this address")

    link = _link(postman, bea)
    bea.page.goto(link)
    bea.page.get_by_label("New password").fill(NEW)
    bea.press("Change the password")
    expect(bea.page.get_by_role("status")).to_contain_text("The new password counts")
    with bea.expecting("401"):
        bea.page.get_by_label("E-mail").fill(email)
        bea.page.get_by_label("Password").fill(old)
        bea.press("Sign in")
        expect(bea.page.get_by_role("alert")).to_contain_text("do not go together")
    bea.sign_in(email, NEW)

    with bea.expecting("404"):
        bea.page.goto(link)
        expect(bea.page.locator("h1")).to_contain_text("This link was used")
    context.close()
    assert bea.complaints == []
    assert not re.search(r"token=|bea|brand@", installation.log.partition("{")[2])


def _link(postman: Postman, bea: Visit) -> str:
    """What stands in the letter, once it came."""
    for _ in range(200):
        if postman.letters:
            break
        bea.page.wait_for_timeout(50)
    (letter,) = postman.letters
    body = letter.get_body()
    assert body is not None
    found = re.search(r"http://\S+/reset\?token=[\w-]{43}", body.get_content())
    assert found
    return found[0]
