"""A report released by a second person, opened by a client without an account, withdrawn; and a schedule."""

import re

from browser.visits import Visit
from playwright.sync_api import expect

from services.domain.actors import Role


def _build(agent: Visit, title: str) -> None:
    agent.open("/reports")
    agent.page.locator("#reports-title-input").fill(title)
    agent.press("Build report")
    expect(agent.find("#reports-progress-area")).to_contain_text("is ready")


def _open_sheet(agent: Visit, title: str, words: str) -> None:
    agent.find("#reports-list-area").get_by_role("button", name=f"{words} {title}").first.click()
    expect(agent.find("#releases-title-text")).to_have_text(title)


def _accept_all(agent: Visit) -> None:
    """Every warning, one after the other."""
    expect(agent.find("#releases-body-area")).to_contain_text("Checked on")
    answers = agent.find(".flaw-answer")
    for left in range(answers.count(), 0, -1):
        answers.first.locator("input").fill("Looked at.")
        answers.first.get_by_role("button", name="Accept").click()
        expect(answers).to_have_count(left - 1)


def test_a_password_stands_between_the_link_and_the_report(visit):
    agent = visit(Role.AGENCY)
    _build(agent, "Under lock")
    _open_sheet(agent, "Under lock", "Release")
    agent.press("Check now")
    _accept_all(agent)
    agent.page.get_by_role("button", name="Release", exact=True).click()
    agent.page.get_by_label("Password (may stay empty)").fill("correct horse battery")
    agent.press("Make a link")
    link = re.sub(r"^https?://[^/]+", agent.url, agent.find(".new-link code").inner_text())
    client = visit(None, anew=True)
    client.page.goto(link)
    with client.expecting("403"):
        client.page.get_by_label("Password").fill("wrong")
        client.press("Open the report")
        expect(client.page.get_by_role("alert")).to_contain_text("not the password")
    client.page.get_by_label("Password").fill("correct horse battery")
    client.press("Open the report")

    expect(client.page.frame_locator("iframe").get_by_role("heading", name="Under lock")).to_be_visible()


def test_a_schedule_is_made_run_paused_and_removed(visit):
    agent = visit(Role.AGENCY)
    agent.open("/reports")
    expect(agent.find("#schedules-list-area")).to_contain_text("No schedules yet")
    agent.page.get_by_text("New schedule", exact=True).click()
    agent.page.locator("#schedules-title-input").fill("Every Friday")
    agent.page.get_by_label("Every", exact=True).select_option("week")
    agent.page.get_by_label("Day", exact=True).select_option("4")
    agent.page.get_by_label("Time zone").select_option("Asia/Bangkok")
    agent.page.get_by_label("Readers").fill("client@brand.example, boss@brand.example")
    agent.page.get_by_label("If there are warnings").fill("Agreed with the client.")
    agent.press("Add schedule")
    listed = agent.find("#schedules-list-area")
    expect(listed).to_contain_text("every Friday at 08:00, Asia/Bangkok")
    listed.get_by_role("button", name="Run now").click()
    expect(agent.find("#schedules-progress-area")).to_contain_text("Sent to client@brand.example, boss@brand.example")
    expect(listed).to_contain_text("delivered")
    listed.get_by_role("button", name="Pause").click()
    expect(listed).to_contain_text("paused")
    listed.get_by_role("button", name="Resume").click()
    expect(listed).not_to_contain_text("paused")
    listed.get_by_role("button", name="Remove").click()

    expect(listed).to_contain_text("No schedules yet")


def test_readers_that_are_none_are_refused_in_words(visit):
    agent = visit(Role.AGENCY)
    agent.open("/reports")
    agent.page.get_by_text("New schedule", exact=True).click()
    agent.page.get_by_label("Readers").fill("the client")
    agent.press("Add schedule")

    expect(agent.find("#shell-notices-area")).to_contain_text("'the client' is not an e-mail address.")


def test_a_second_person_releases_and_a_client_reads_until_the_link_is_withdrawn(visit):
    admin = visit(Role.ADMIN)
    admin.open("/reports")
    admin.page.get_by_label("A second person releases reports").check()
    expect(admin.find("#releases-told-area")).to_contain_text("Saved.")
    agent = visit(Role.AGENCY)
    _build(agent, "For the client")
    _open_sheet(agent, "For the client", "Release")
    agent.press("Check now")
    _accept_all(agent)
    expect(agent.find("#releases-body-area")).to_contain_text("asks for a second person to release it")
    expect(agent.page.get_by_role("button", name="Release", exact=True)).to_be_disabled()

    admin.open("/reports")
    _open_sheet(admin, "For the client", "Release")
    admin.page.get_by_role("button", name="Release", exact=True).click()
    expect(admin.find("#releases-body-area")).to_contain_text("Its files stay as they are.")
    admin.press("Make a link")
    link = re.sub(r"^https?://[^/]+", admin.url, admin.find(".new-link code").inner_text())

    client = visit(None, anew=True)
    client.page.goto(link)
    client.expect_address(re.compile(r"/shared/[0-9a-f]{16}$"))
    expect(client.page.get_by_role("heading", name="For the client")).to_be_visible()
    inside = client.page.frame_locator("iframe")
    expect(inside.get_by_role("heading", name="At a glance")).to_be_visible()
    with client.page.expect_download() as download:
        client.page.get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.endswith(".pdf")

    admin.press("Withdraw")
    expect(admin.find("#releases-body-area")).to_contain_text("withdrawn")
    with client.expecting("404"):
        client.page.reload()
    expect(client.page.get_by_role("heading", name="Nothing to see here")).to_be_visible()

    admin.press("Close")
    admin.page.get_by_label("A second person releases reports").uncheck()
    expect(admin.find("#releases-told-area")).to_contain_text("Whoever built a report may release it.")
