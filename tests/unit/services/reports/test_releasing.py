"""Reports on their way to clients: who may let them go, what stands in the way, and what stays for ever."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from builders import BLUE, RED, House, Story, copy_house, make_actor, save_posts_csv

from app.container import build_upkeep
from services.domain.actors import Actor, Role
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound, TooLarge, Unavailable
from services.domain.releasing import ReleaseRules, ReportState
from services.domain.reporting import FinishedReport, Remark, ReportOrder
from services.storage.files import sha256

Build = Callable[..., FinishedReport]
ANN, BEN = make_actor(Role.AGENCY, user_id="ann"), make_actor(Role.AGENCY, user_id="ben")
ADMIN, THERE = make_actor(), make_actor(workspace=BLUE)


@pytest.fixture
def own(story: Story, tmp_path: Path) -> Iterator[House]:
    house = copy_house(story.house.settings.home, tmp_path / "own")
    yield house
    house.close()


@pytest.fixture
def build(own: House, order: ReportOrder) -> Build:
    def built(actor: Actor = ANN, **difference: object) -> FinishedReport:
        given = {"template": "executive", "format": "html", **difference}
        return own.services.reports.build(actor, replace(order, **given))  # type: ignore[arg-type]  # any difference

    return built


def _ready(own: House, report: FinishedReport, actor: Actor = ANN) -> None:
    """Checked, every warning accepted."""
    for flaw in own.services.releases.check(actor, report.id).flaws:
        own.services.releases.accept(actor, report.id, flaw.key, "Looked at.")


def _released(own: House, report: FinishedReport, actor: Actor = ANN, replaces: str = "") -> None:
    _ready(own, report, actor)
    own.services.releases.release(actor, report.id, replaces)


def test_a_report_goes_from_draft_over_checked_to_released(own: House, build: Build) -> None:
    made, releases = build(), own.services.releases
    states = [releases.standing(ANN, made.id).state]
    _ready(own, made)
    states += [releases.standing(ANN, made.id).state, releases.release(ANN, made.id).state]

    assert states == [ReportState.DRAFT, ReportState.CHECKED, ReportState.RELEASED]
    assert own.services.reports.all(ANN)[0].state is ReportState.RELEASED


def test_nothing_is_released_unchecked_or_with_a_warning_that_waits(own: House, build: Build) -> None:
    made, releases = build(remarks=(Remark("summary", "It went up 34%."),)), own.services.releases
    with pytest.raises(Conflict, match="Check the report first"):
        releases.release(ANN, made.id)
    releases.check(ANN, made.id)
    with pytest.raises(Conflict, match=r"1 warning waits to be accepted\."):
        releases.release(ANN, made.id)


def test_an_accepted_warning_says_who_and_why(own: House, build: Build) -> None:
    made, releases = build(remarks=(Remark("summary", "It went up 34%."),)), own.services.releases
    (flaw,) = releases.check(ANN, made.id).flaws
    with pytest.raises(InvalidInput):
        releases.accept(ANN, made.id, flaw.key, "  ")
    (told,) = releases.accept(BEN, made.id, flaw.key, "The client's own figure.").flaws

    assert (told.accepted_by, told.note, told.is_open) == ("Some Body", "The client's own figure.", False)
    assert releases.standing(ANN, made.id).history[0].what == "accepted a warning"
    with pytest.raises(NotFound):
        releases.accept(ANN, made.id, "0" * 12, "x")


def test_another_clients_name_in_the_title_must_go(own: House, build: Build) -> None:
    made, releases = build(title="Blue in spring"), own.services.releases
    standing = releases.check(ANN, made.id)

    assert standing.state is ReportState.DRAFT
    assert [(flaw.code, flaw.blocking, "Blue" in flaw.words) for flaw in standing.flaws] == [
        ("foreign_name", True, False)
    ]
    assert "Blue" in releases.standing(ADMIN, made.id).flaws[0].words
    with pytest.raises(Conflict, match="cannot be accepted"):
        releases.accept(ANN, made.id, standing.flaws[0].key, "Never mind.")
    with pytest.raises(Conflict, match="put right first"):
        releases.release(ANN, made.id)


def test_where_a_second_person_is_asked_for_the_builder_cannot_release(own: House, build: Build) -> None:
    releases = own.services.releases
    releases.set_rules(ADMIN, ReleaseRules(second_person=True))
    made = build(ANN)
    _ready(own, made)
    with pytest.raises(Forbidden, match="second person"):
        releases.release(ANN, made.id)

    assert releases.standing(ANN, made.id).obstacle
    assert releases.standing(BEN, made.id).obstacle == ""
    assert releases.release(BEN, made.id).state is ReportState.RELEASED
    assert releases.rules(THERE) == ReleaseRules()


def test_only_admins_say_who_may_release(own: House) -> None:
    with pytest.raises(Forbidden):
        own.services.releases.set_rules(ANN, ReleaseRules(second_person=False))


def test_data_that_changed_since_is_a_warning(own: House, build: Build, story: Story, tmp_path: Path) -> None:
    made, releases = build(), own.services.releases
    assert releases.check(ANN, made.id).flaws == ()
    own.services.versions.replace_file(ADMIN, story.dataset.id, save_posts_csv(tmp_path, seed=8))
    flaws = releases.standing(ANN, made.id).flaws

    assert [(flaw.code, flaw.blocking) for flaw in flaws] == [("stale_data", False)]
    assert "version 2" in flaws[0].words
    with pytest.raises(Conflict, match="1 warning waits"):
        releases.release(ANN, made.id)


def test_a_damaged_file_is_never_released(own: House, build: Build) -> None:
    made = build()
    _ready(own, made)
    path = own.services.reports.file(ANN, made.id).path
    path.write_bytes(b"other")
    with pytest.raises(Conflict, match="put right first"):
        own.services.releases.release(ANN, made.id)


def test_a_released_report_cannot_be_removed_checked_anew_or_released_again(own: House, build: Build) -> None:
    made, releases = build(), own.services.releases
    _released(own, made)
    before = releases.standing(ANN, made.id)
    with pytest.raises(Conflict, match="was released and is kept"):
        own.services.reports.remove(ADMIN, made.id)
    with pytest.raises(Conflict, match="released already"):
        releases.release(BEN, made.id)

    assert releases.check(BEN, made.id) == before


def test_a_newer_report_supersedes_a_released_one_and_both_stay(own: House, build: Build) -> None:
    first, second, releases = build(), build(title="Again"), own.services.releases
    _released(own, first)
    assert [one.id for one in releases.replaceable(ANN, second.id)] == [first.id]
    _released(own, second, replaces=first.id)

    assert releases.standing(ANN, first.id).state is ReportState.SUPERSEDED
    assert releases.standing(ANN, first.id).history[0].note == f"by report {second.id}"
    assert own.services.reports.file(ANN, first.id).path.exists()
    third = build(title="Once more")
    _ready(own, third)
    with pytest.raises(Conflict, match="only once"):
        releases.release(ANN, third.id, first.id)
    assert releases.standing(ANN, third.id).state is ReportState.CHECKED


def test_the_history_says_who_what_when_and_the_hash(own: House, build: Build) -> None:
    made = build()
    own.clock.advance(hours=1)
    _released(own, made, BEN)
    history = own.services.releases.standing(ANN, made.id).history

    assert [event.what for event in history] == ["released", "checked", "built"]
    assert {event.sha256 for event in history} == {made.sha256}
    assert history[0].at == own.clock.now == history[2].at + timedelta(hours=1)


def test_released_files_outlive_the_reaper_and_their_dataset(own: House, build: Build, story: Story) -> None:
    kept, draft = build(format="pdf"), build(title="Draft")
    _released(own, kept)
    folder = own.files.path(RED.id, "reports")
    before = {path.name: sha256(path) for path in folder.iterdir() if path.name.startswith(kept.id)}
    own.services.lifecycle.hide(ADMIN, story.dataset.id)
    own.clock.advance(days=31)
    build_upkeep(own.settings, own.clock).reaper.reap()

    assert {path.name: sha256(path) for path in folder.iterdir()} == before
    assert len(before) == 2
    assert [one.id for one in own.services.reports.all(ANN)] == [kept.id]
    assert draft.id not in {path.name for path in folder.iterdir()}
    assert build_upkeep(own.settings, own.clock).checker.check().faults == ()


@pytest.mark.parametrize("suffix", ["", ".html"])
@pytest.mark.parametrize("gone", [True, False])
def test_fsck_compares_released_files_with_their_hashes(own: House, build: Build, suffix: str, *, gone: bool) -> None:
    made = build(format="xlsx")
    _released(own, made)
    path = own.files.path(RED.id, "reports", f"{made.id}{suffix}")
    path.unlink() if gone else path.write_bytes(b"other")
    (fault,) = build_upkeep(own.settings, own.clock).checker.check().faults

    assert (fault.code, fault.subject) == ("report_without_file" if gone else "report_damaged", path.name)
    assert "released" in fault.detail


def test_an_admin_erases_where_a_law_asks_for_it_and_the_history_stays(own: House, build: Build) -> None:
    made, releases = build(format="pdf"), own.services.releases
    _released(own, made)
    with pytest.raises(Forbidden):
        releases.erase(ANN, made.id, "x")
    releases.erase(ADMIN, made.id, "Article 17")

    assert list(own.files.path(RED.id, "reports").iterdir()) == []
    with own.database.reading(RED.id) as data:
        events = [(event.what, event.note) for event in data.reports.events(made.id)]
    assert events[0] == ("erased", "Article 17")


def test_bytes_of_reports_count_with_those_of_the_workspace(own: House, build: Build) -> None:
    before = own.services.quota.of_workspace(ANN).bytes
    made = build(format="pdf")
    with own.database.reading(RED.id) as data:
        stored = data.reports.get(made.id).stored

    assert stored > made.size
    assert own.services.quota.of_workspace(ANN).bytes == before + stored


def test_a_report_without_room_is_refused_and_leaves_nothing(story: Story, order: ReportOrder, tmp_path: Path) -> None:
    house = copy_house(story.house.settings.home, tmp_path / "full", workspace_quota_mb=1)
    with house.database.transaction(RED.id) as data:
        data.datasets.get(story.dataset.id).stored = 999_000
    with pytest.raises(TooLarge, match="may keep 1 MB"):
        house.services.reports.build(ANN, replace(order, template="executive", format="html"))

    assert list(house.files.path(RED.id, "reports").iterdir()) == []
    house.close()


def test_a_report_of_another_workspace_is_not_there_for_any_step(own: House, build: Build) -> None:
    made, releases = build(), own.services.releases
    for ask in (releases.standing, releases.check, releases.release, releases.replaceable):
        with pytest.raises(NotFound):
            ask(THERE, made.id)
    with pytest.raises(NotFound):
        releases.erase(THERE, made.id, "x")
    assert releases.standing(ANN, made.id).state is ReportState.DRAFT


def test_a_page_that_is_damaged_is_not_shown(own: House, build: Build) -> None:
    made = build(format="pdf")
    own.files.path(RED.id, "reports", f"{made.id}.html").write_bytes(b"x")
    with pytest.raises(Conflict):
        _released(own, made)
    with pytest.raises(Unavailable):
        own.services.reports.page(ANN, made.id)
