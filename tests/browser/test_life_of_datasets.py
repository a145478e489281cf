"""Datasets over time: replaced, added to, brought back, hidden, restored, and deleted with a receipt."""

import re

import pytest
from browser.visits import Visit
from builders import make_posts_csv, save_posts_csv
from playwright.sync_api import expect
from unit.services.arriving import with_more_comments

from services.domain.actors import Role

ROOM = "Files room"


def _expect(visit: Visit, place: str, words: str | re.Pattern[str]) -> None:
    expect(visit.find(f"#{place}")).to_contain_text(words)


def _import(visit: Visit, folder, name: str, **differences) -> None:
    visit.open("/datasets")
    visit.choose_file(save_posts_csv(folder, f"{name}.csv", **differences))
    _expect(visit, "history-dataset-area", f"History of {name}")


@pytest.fixture
def agent(visit) -> Visit:
    return visit(Role.AGENCY, ROOM)


def test_agency_staff_add_a_file_replace_it_and_bring_an_earlier_version_back(agent, tmp_path):
    _import(agent, tmp_path, "spring", posts=40)
    later, summer = tmp_path / "later.csv", save_posts_csv(tmp_path, "summer.csv", posts=50, seed=3, unreadable=2)
    later.write_text(with_more_comments(make_posts_csv(posts=40), posts=3))

    agent.page.get_by_label("Add a file").set_input_files(later)
    told = "spring is now version 2: 41 posts, 0 rows set aside, 40 readings outdone by newer ones."
    _expect(agent, "history-progress-area", told)
    _expect(agent, "history-dataset-area", "40 posts with earlier readings.")
    _expect(agent, "datasets-report-area", "earlier readings kept")

    agent.page.get_by_label("Replace the file").set_input_files(summer)
    _expect(agent, "history-progress-area", "summer is now version 3: 50 posts, 2 rows set aside.")
    _expect(agent, "history-dataset-area", "2 rows set aside")

    agent.press("Bring back version 2")
    _expect(agent, "shell-notices-area", "spring is version 2 again.")
    _expect(agent, "history-dataset-area", "Original file: later.csv")
    _expect(agent, "datasets-list-area", "spring")
    with agent.page.expect_download() as file:
        agent.page.get_by_role("link", name="Original file: spring.csv").click()
    assert file.value.path().read_text() == make_posts_csv(posts=40)


def test_a_file_that_is_part_of_a_dataset_already_changes_nothing(agent, tmp_path):
    _import(agent, tmp_path, "once", posts=30)
    agent.page.get_by_label("Add a file").set_input_files(tmp_path / "once.csv")
    _expect(agent, "history-progress-area", "'once.csv' is part of 'once' already. Nothing was changed.")


def test_what_agency_staff_hide_they_restore(agent, tmp_path):
    _import(agent, tmp_path, "autumn", posts=30)
    agent.press("Hide")
    _expect(agent, "history-hidden-area", re.compile("autumn.*can be restored until"))
    expect(agent.find("#datasets-list-area").get_by_text("autumn", exact=True)).to_have_count(0)
    agent.press("Restore autumn")
    _expect(agent, "history-dataset-area", "History of autumn")
    expect(agent.find("#history-hidden-area").get_by_text("autumn")).to_have_count(0)


def test_an_admin_deletes_for_good_and_finds_the_receipt_again(agent, visit, tmp_path):
    _import(agent, tmp_path, "doomed", posts=30)
    admin = visit(Role.ADMIN)
    admin.open("/admin/uploads")
    line = admin.find(".uploads tbody tr", has_text="doomed.csv")
    line.get_by_role("button", name="Hide").click()
    expect(line).to_contain_text("hidden")
    line.get_by_role("button", name="Delete for good").click()
    dialog = admin.page.get_by_role("dialog")
    expect(dialog).to_contain_text("doomed.csv in the workspace Files room goes for good")
    dialog.get_by_role("button", name="Keep it").click()
    expect(dialog).to_have_count(0)
    line.get_by_role("button", name="Delete for good").click()
    dialog.get_by_role("button", name="Delete for good").click()
    expect(dialog).to_contain_text("doomed of Files room was deleted by Ada Admin")
    given = dialog.locator("tbody").inner_text()
    assert {"Versions", "Posts", "Uploads", "Free again"} <= set(re.split(r"[\t\n]+", given))
    dialog.get_by_text("Close", exact=True).click()
    expect(line).to_have_count(0)
    admin.page.get_by_label("Look for").fill("Files room")
    admin.find(".uploads tbody tr", has_text="deleted").first.get_by_role("button", name="Receipt").click()
    expect(dialog.locator("tbody")).to_have_text(re.compile("Versions"))
    assert dialog.locator("tbody").inner_text() == given
