"""How people come in, what they do about their own account, and what admins do about others."""

import re
import time

import pyotp
from playwright.sync_api import expect

from services.domain.actors import Role

PASSWORD, ANOTHER = "tangerine over the fjord", "a lamp beneath seven owls"
EMAIL = "nina@demo.example"


def _give_code(visit, secret: str, used: str, button: str) -> str:
    """A code that was not used yet: the one of this half minute, or the next one, which counts already."""
    clock = pyotp.TOTP(secret)
    now = time.time()
    code = next(one for one in (clock.at(now), clock.at(now + 30)) if one != used)
    visit.page.locator("#code, [id*='\"secret\"']").first.fill(code)
    visit.press(button)
    return code


def test_somebody_is_invited_secures_the_account_and_is_shown_out(visit):
    admin = visit(Role.ADMIN)
    admin.open("/admin/people")
    admin.page.get_by_label("E-mail address").fill(EMAIL)
    admin.page.get_by_label("Role").select_option(label="Agency staff")
    admin.page.get_by_label("Demo workspace").check()
    admin.press("Make an invitation")
    link = admin.find("#people-told-area code").inner_text()
    expect(admin.find("#people-invited-area")).to_contain_text(EMAIL)
    assert re.search(r"/join\?token=[\w-]{43}$", link)

    nina = visit(None, anew=True)
    nina.page.goto(nina.url + link[link.index("/join") :])
    nina.page.get_by_label("Your name").fill("Nina New")
    nina.page.get_by_label("Password").fill(PASSWORD)
    nina.press("Make the account")
    nina.settle("Segments")
    nina.page.get_by_role("link", name="Nina New").click()
    nina.settle("Account")
    expect(nina.find("#account-places-area")).to_contain_text("this browser")

    secret, used = _set_up_second_factor(nina)
    _sign_in_with_it(nina, secret, used)
    _change_password(nina)

    admin.open("/admin/people")
    admin.page.get_by_role("button", name="Manage Nina New").click()
    with nina.expecting("401"):
        admin.press("Disable")
        expect(admin.find("tr", has_text=EMAIL)).to_contain_text("disabled")
        # The page that stands open asks for news of jobs, and leads out by itself.
        nina.page.wait_for_url("**/login?next=%2Faccount")
    expect(nina.page.get_by_role("heading", name="Sign in")).to_be_visible()
    admin.open("/admin/activity")
    expect(admin.find("#activity-table-area tbody tr").first).to_contain_text("showed a person out")


def _set_up_second_factor(nina) -> tuple[str, str]:
    nina.page.get_by_label("Present password").nth(1).fill(PASSWORD)
    nina.press("Set up")
    expect(nina.page.get_by_alt_text("Picture to scan with your authenticator app")).to_be_visible()
    secret = nina.find("#account-factor-area code").inner_text()
    used = _give_code(nina, secret, "", "Confirm")
    expect(nina.find("#account-factor-area .codes li")).to_have_count(10)
    return secret, used


def _sign_in_with_it(nina, secret: str, used: str) -> None:
    nina.press("Sign out")
    nina.page.wait_for_url("**/login")
    nina.page.goto(f"{nina.url}/login?next=/account")
    nina.page.get_by_label("E-mail").fill(EMAIL)
    nina.page.get_by_label("Password").fill(PASSWORD)
    nina.press("Sign in")
    nina.page.wait_for_url("**/login/second")
    _give_code(nina, secret, used, "Go on")
    nina.settle("Account")
    expect(nina.find("#account-factor-area")).to_contain_text("10 of 10 recovery codes left")


def _change_password(nina) -> None:
    nina.page.get_by_label("Present password").first.fill(PASSWORD)
    nina.page.get_by_label("New password").fill("password1234")
    nina.press("Change the password")
    expect(nina.find(".notices")).to_contain_text("guessed first")
    nina.page.get_by_label("New password").fill(ANOTHER)
    nina.press("Change the password")
    expect(nina.find(".notices")).to_contain_text("The new password counts")


def test_a_workspace_is_made_and_renamed(visit):
    admin = visit(Role.ADMIN)
    admin.open("/admin/workspaces")
    admin.find("#workspaces-name-input").fill("Harbour café")
    admin.press("Create a workspace")
    card = admin.find(".workspaces .sheet", has_text="harbour-caf")
    expect(card).to_be_visible()
    card.get_by_label("Name", exact=True).fill("Harbour house")
    card.get_by_role("button", name="Rename Harbour café").click()
    expect(admin.page.get_by_role("heading", name="Harbour house")).to_be_visible()
