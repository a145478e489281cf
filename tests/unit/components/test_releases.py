"""The dialog of a report and the table of schedules, by state."""

from dataclasses import replace
from typing import Any

from builders import START
from dash.development.base_component import Component

from components import release_ids as ids
from components.releases import opener, sheet
from components.report_schedules import schedule_list
from services.domain.releasing import Flaw, ReportEvent, ReportState, Standing
from services.domain.reporting import FinishedReport
from services.domain.scheduling import Plan, Run, RunState, Schedule, ScheduleOrder
from services.domain.sharing import LinkState, NewLink, SharedLink

EVENT = ReportEvent("built", "Ann", START, "f" * 64)
MADE = FinishedReport("r1", "Spring", "monthly", "pdf", "en", "spring", "Spring.pdf", 9, "f" * 64, "Ann", START)
WARNING, MUST_GO = Flaw("few_posts", "“A”", "Few."), Flaw("foreign_name", "the title", "A name.", blocking=True)
DRAFT = Standing("r1", "Spring", ReportState.DRAFT, (), "Check the report first.", (EVENT,))
CHECKED = replace(DRAFT, state=ReportState.CHECKED, flaws=(WARNING, MUST_GO), checked_at=START)
RELEASED = replace(CHECKED, state=ReportState.RELEASED, flaws=(replace(WARNING, accepted_by="Ben", note="Fine."),))
LINK = SharedLink("l1", "r1", LinkState.OPEN, "Ann", START, START, has_password=True, opened=1, opened_at=START)
FAILED = Run("n1", START, RunState.FAILED, "The mail was not sent.", "")
ORDER = ScheduleOrder("d1", "monthly", "pdf", Plan(zone="Asia/Bangkok"), ("a@x.example",))
SCHEDULE = Schedule("s1", "Monthly", ORDER, "spring", "Ann", START, FAILED)


def _words(content: Any) -> str:
    if isinstance(content, (list, tuple)):
        return " ".join(_words(one) for one in content)
    if isinstance(content, Component):
        return _words(content.to_plotly_json()["props"].get("children"))
    return "" if content is None else str(content)


def _placed(content: Any) -> set[str]:
    """The parts of the ids in there."""
    if isinstance(content, (list, tuple)):
        return {part for one in content for part in _placed(one)}
    if not isinstance(content, Component):
        return set()
    props = content.to_plotly_json()["props"]
    own = {f"{props['id']['part']}-{props['id']['kind']}"} if isinstance(props.get("id"), dict) else set()
    return own | _placed(props.get("children"))


def _at(slot: Any) -> str:
    return f"{slot.part}-{slot.kind}"


def test_a_draft_is_to_be_checked() -> None:
    drawn = sheet(DRAFT)

    assert "Nobody has checked this report yet." in _words(drawn)
    assert {_at(ids.RELEASES_CHECK), _at(ids.RELEASES_RELEASE)} <= _placed(drawn)
    assert _at(ids.RELEASES_SHARE) not in _placed(drawn)


def test_warnings_can_be_accepted_and_what_must_go_cannot() -> None:
    drawn = _words(sheet(CHECKED))

    assert "must go   In the title:  A name." in drawn
    assert "warning   In “A”:  Few." in drawn
    assert drawn.count("Why it may stay:") == 1


def test_a_released_report_is_shared_and_its_new_link_is_told_once() -> None:
    fresh = NewLink("l1", "https://x.example/s/token", START)
    drawn = sheet(RELEASED, links=(LINK,), fresh=fresh)

    assert "https://x.example/s/token" in _words(drawn)
    assert "https://x.example/s/token" not in _words(sheet(RELEASED, links=(LINK,)))
    assert "Accepted by Ben: Fine." in _words(drawn)
    assert "with a password" in _words(drawn)
    assert "opened once" in _words(drawn)
    assert _at(ids.RELEASES_WITHDRAW) in _placed(drawn)
    assert _at(ids.RELEASES_CHECK) not in _placed(drawn)


def test_a_superseded_report_gets_no_new_links() -> None:
    drawn = sheet(replace(RELEASED, state=ReportState.SUPERSEDED), links=(replace(LINK, state=LinkState.WITHDRAWN),))

    assert not {_at(ids.RELEASES_SHARE), _at(ids.RELEASES_WITHDRAW), _at(ids.RELEASES_RELEASE)} & _placed(drawn)


def test_the_button_of_a_line_says_what_comes_next() -> None:
    told = [opener(replace(MADE, state=state)).children for state in ReportState]

    assert told == ["Release", "Release", "Share", "History"]


def test_a_schedule_says_when_on_its_own_clock_and_how_it_went() -> None:
    drawn = _words(schedule_list((SCHEDULE,)))

    for words in ("Monthly", "as PDF to a@x.example", "5 Jan 2026, 19:00", "failed", "The mail was not sent.", "Pause"):
        assert words in drawn
    paused = schedule_list((replace(SCHEDULE, next_at=None, last=None, dataset_name=""),))
    for words in ("paused", "not yet", "data is gone", "Resume"):
        assert words in _words(paused)


def test_without_schedules_it_says_what_to_do() -> None:
    assert "Open New schedule below" in _words(schedule_list(()))
