"""Reports released and shared, and schedules listed, on the command line."""

import re
from pathlib import Path

import pytest
from builders import copy_house, make_actor
from integration.test_command_line import run

from services.domain.reporting import FinishedReport, Remark, ReportOrder
from services.domain.scheduling import Plan, ScheduleOrder
from services.domain.selection import Selection


@pytest.fixture(scope="module")
def home(story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made: Path = tmp_path_factory.mktemp("release") / "home"
    house = copy_house(story.house.settings.home, made)
    order = ScheduleOrder(story.dataset.id, "executive", "pdf", Plan(zone="Asia/Bangkok"), ("client@brand.example",))
    house.services.schedules.add(make_actor(), order)
    house.close()
    return made


@pytest.fixture(scope="module")
def report(home: Path, story) -> FinishedReport:
    from app.container import build_services
    from app.settings import Settings

    order = ReportOrder(Selection(story.request), "executive", "html", remarks=(Remark("summary", "It rose 34%."),))
    return build_services(Settings(home=home)).reports.build(make_actor(), order)


def test_a_report_is_checked_released_and_shared(home: Path, report: FinishedReport) -> None:
    red = ("--workspace", "red")
    found = run(home, "report", "check", report.id, *red, "--json").json
    assert (found["state"], [flaw["code"] for flaw in found["found"]]) == ("checked", ["number_without_interval"])
    waits = run(home, "report", "release", report.id, *red)
    assert (waits.code, "1 warning waits" in waits.err) == (2, True)
    assert run(home, "report", "share", report.id, *red).code == 2
    done = run(home, "report", "release", report.id, "--accept", "The client's own figure.", *red, "--json")
    assert (done.code, done.json["state"]) == (0, "released")
    shared = run(home, "report", "share", report.id, "--days", "7", *red, "--json").json

    assert re.search(r"/s/[\w-]{43}$", shared["link"])
    assert run(home, "report", "list", *red, "--json").json["reports"][0]["state"] == "released"
    assert run(home, "report", "share", report.id, "--days", "91", *red).code == 2
    assert run(home, "report", "release", "0" * 16, *red).code == 3
    assert run(home, "fsck", "--json").json["sound"]


def test_schedules_are_listed_paused_and_removed(home: Path) -> None:
    (found,) = run(home, "schedule", "list", "--workspace", "red", "--json").json["schedules"]
    assert found["when"] == "first Monday of each month at 08:00, Asia/Bangkok"
    assert run(home, "schedule", "pause", found["schedule"], "--workspace", "red").code == 0
    (paused,) = run(home, "schedule", "list", "--workspace", "red", "--json").json["schedules"]
    assert paused["next"] is None
    run(home, "schedule", "remove", found["schedule"], "--workspace", "red")

    assert run(home, "schedule", "list", "--workspace", "red", "--json").json == {"schedules": []}
