"""A file that no tool is known to write: matched by a person, doubted by the doctor, and known the next time."""

import re
from pathlib import Path

import pytest
from browser.visits import Visit
from playwright.sync_api import expect

from services.domain.actors import Role

HEADER = "When;Blurb;Talk;Passed on;Applause"
MEANINGS = {"Talk": "comments", "Passed on": "shares", "Applause": "likes"}


def _save_odd_file(folder: Path, name: str = "odd.csv", posts: int = 24) -> Path:
    """A title line, a header of its own, dates of which nobody can say where the month stands, and no time zone."""
    rows = [f"{n % 12 + 1:02d}/{n % 11 + 1:02d}/2023 09:15;Tea {n};{n % 7};{n % 5};{n * 3}" for n in range(posts)]
    path = folder / name
    path.write_text("\n".join(["Our posts", HEADER, *rows, ""]))
    return path


@pytest.fixture
def agent(visit) -> Visit:
    """Agency staff at the datasets of a room of their own."""
    one = visit(Role.AGENCY, "Odd room")
    one.open("/datasets")
    return one


def _match_columns(agent: Visit) -> None:
    expect(agent.page.get_by_text("What do the columns of odd.csv mean?")).to_be_visible()
    for header, field in MEANINGS.items():
        agent.page.get_by_role("combobox", name=f"Meaning of {header}").select_option(field)
    agent.press("Import with these columns")


def test_a_file_nobody_knows_is_matched_answered_taken_back_and_forgotten(agent, tmp_path):
    report, answered = agent.find("#datasets-report-area"), agent.find("#doctor-progress-area")
    agent.choose_file(_save_odd_file(tmp_path))
    expect(agent.page.get_by_role("combobox", name="Meaning of When")).to_have_value("published_at")
    _match_columns(agent)
    expect(report).to_contain_text("Read with the columns you matched")
    expect(agent.find("#mapping-waiting-area")).not_to_contain_text("odd.csv")

    expect(agent.find(".reading")).to_have_count(2)
    agent.press("Day first")
    expect(answered).to_contain_text("odd is version 2 now")
    expect(agent.find(".reading.applies")).to_contain_text("Day first")
    agent.press("As the rest of the file suggests")
    expect(answered).to_contain_text("odd is version 3 now")
    expect(agent.find(".reading.applies")).to_contain_text("Month first")
    agent.page.get_by_role("combobox", name="Which time zone").select_option("Asia/Bangkok")
    agent.press("Use this answer")
    expect(answered).to_contain_text("odd is version 4 now")
    expect(report).to_contain_text("as you said, they are those of: Bangkok")

    agent.choose_file(_save_odd_file(tmp_path, "next.csv", posts=25))
    expect(report).to_contain_text("Rows of next")
    expect(report).to_contain_text("Bangkok, Hanoi (UTC+7): your last answer")
    agent.find("#datasets-list-area tr", has_text="odd").get_by_role("link", name=re.compile("finding")).click()
    expect(report).to_contain_text("Rows of odd")
    agent.press("Forget them for new files")
    expect(agent.page.get_by_role("button", name="Forget them for new files")).to_have_count(0)

    agent.choose_file(_save_odd_file(tmp_path, "third.csv", posts=26))
    expect(agent.page.get_by_text("What do the columns of third.csv mean?")).to_be_visible()
    agent.press("Not now")
    expect(agent.page.get_by_text("Waiting for their columns")).to_be_visible()
    agent.press("Discard")
    expect(agent.find("#mapping-waiting-area")).not_to_contain_text("third.csv")
