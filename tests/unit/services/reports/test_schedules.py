"""Scheduled reports: each time once, whole, to all readers or to none, and never without somebody knowing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from builders import BLUE, RED, House, Story, copy_house, make_actor
from posted import Postman, listening

from app.container import build_timetable
from services.domain.actors import Actor, Role
from services.domain.errors import Forbidden, InvalidInput, NotFound, Unavailable
from services.domain.releasing import ReleaseRules, ReportState
from services.domain.scheduling import Delivery, Every, Plan, RunState, Schedule, ScheduleOrder
from services.mail import SmtpServer
from services.queues.local import LocalQueue
from services.timetable import Timetable

PLAN = Plan(zone="Asia/Bangkok")
READERS = ("client@brand.example", "boss@brand.example")


@dataclass
class Shop:
    """An installation with people, its clock of schedules, and the letters that went out."""

    house: House
    ann: Actor
    ben: Actor
    order: ScheduleOrder

    @property
    def timetable(self) -> Timetable:
        return build_timetable(self.house.settings, self.house.clock)

    def add(self, **difference: Any) -> Schedule:
        return self.house.services.schedules.add(self.ann, replace(self.order, **difference))

    def strike(self) -> dict[str, int]:
        return dict(self.timetable.step())

    def work(self) -> list[str]:
        """Does every job that waits, as a worker does; the states that times ended in."""
        queue, ended = LocalQueue(self.house.database, self.house.clock), []
        while claim := queue.claim():
            person = self.house.services.accounts.actor_by_id(claim.user_id, claim.workspace_id)
            assert person is not None
            run = self.house.services.schedules.carry_out(person, claim.arguments["args"][0]["run"])
            queue.finish(claim, "succeeded", "Done")
            ended.append(run.state.value)
        return ended

    @property
    def letters(self) -> list[EmailMessage]:
        folder = self.house.settings.home / "outbox"
        paths = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns) if folder.exists() else []
        return [message_from_bytes(path.read_bytes(), policy=default) for path in paths]  # type: ignore[misc]  # the policy's class

    @property
    def last(self) -> Any:
        return self.house.services.schedules.all(self.ann)[0].last


@pytest.fixture
def shop(story: Story, tmp_path: Path) -> Iterator[Shop]:
    house = copy_house(story.house.settings.home, tmp_path / "own", public_url="https://reports.example")
    people = [
        Actor(house.add_person(f"{name}@agency.example", Role.AGENCY), name, Role.AGENCY, RED.id, RED.name)
        for name in ("ann", "ben")
    ]
    order = ScheduleOrder(story.dataset.id, "executive", "pdf", PLAN, READERS, title="Monthly", note="We know.")
    yield Shop(house, people[0], people[1], order)
    house.close()


def test_the_first_time_is_the_first_monday_at_eight_in_bangkok(shop: Shop) -> None:
    made = shop.add()

    assert made.next_at == datetime(2026, 2, 2, 1, tzinfo=UTC)
    assert (made.owner, made.dataset_name, made.last) == ("ann", "autumn-export", None)
    assert shop.strike() == {}


def test_a_due_schedule_is_made_released_and_sent_once(shop: Shop) -> None:
    shop.add()
    shop.house.clock.now = datetime(2026, 2, 2, 1, tzinfo=UTC)

    assert shop.strike() == {"reports ordered": 1}
    assert shop.strike() == {}
    assert shop.work() == ["delivered"]
    (letter,) = shop.letters
    (file,) = letter.iter_attachments()
    (report,) = shop.house.services.reports.all(shop.ann)
    assert letter["To"] == ", ".join(READERS)
    assert letter["Subject"] == "Monthly - Red"
    assert file.get_content() == shop.house.services.reports.file(shop.ann, report.id).path.read_bytes()
    assert report.state is ReportState.RELEASED
    assert shop.strike() == {}
    assert shop.work() == []


def test_two_workers_and_a_restart_make_one_report_of_one_time(shop: Shop) -> None:
    shop.add()
    shop.house.clock.now = datetime(2026, 2, 2, 1, tzinfo=UTC)
    looks = [build_timetable(shop.house.settings, shop.house.clock).step() for _ in range(4)]

    assert sum(number for look in looks for _, number in look) == 1
    assert shop.work() == ["delivered"]
    assert len(shop.letters) == 1


def test_times_that_were_missed_run_once_late(shop: Shop) -> None:
    shop.add(plan=Plan(Every.WEEK, 0, 8, "Asia/Bangkok"))
    shop.house.clock.advance(days=40)

    assert shop.strike() == {"reports ordered": 1}
    assert shop.work() == ["delivered"]
    assert shop.strike() == {}
    (schedule,) = shop.house.services.schedules.all(shop.ann)
    assert schedule.next_at is not None
    assert timedelta() < schedule.next_at - shop.house.clock.now <= timedelta(days=7)


def test_a_link_goes_out_in_place_of_a_file(shop: Shop) -> None:
    shop.add(delivery=Delivery.LINK)
    shop.house.clock.advance(days=40)
    shop.strike()

    assert shop.work() == ["delivered"]
    body = shop.letters[0].get_body()
    assert body is not None
    assert "https://reports.example/s/" in body.get_content()
    assert list(shop.letters[0].iter_attachments()) == []


def test_warnings_wait_for_the_owner_unless_they_said_otherwise(shop: Shop, story: Story) -> None:
    shop.add(note="", title="What drives shares")
    shop.house.clock.advance(days=40)
    shop.strike()

    assert shop.work() == ["waiting"]
    (letter,) = shop.letters
    assert letter["To"] == "ann@agency.example"
    body = letter.get_body()
    assert body is not None
    assert "1 warning waits to be accepted." in body.get_content()
    assert "1 warning" in shop.last.words
    (report,) = shop.house.services.reports.all(shop.ann)
    (flaw,) = shop.house.services.releases.standing(shop.ann, report.id).flaws
    shop.house.services.releases.accept(shop.ann, report.id, flaw.key, "Fine.")
    shop.house.services.releases.release(shop.ann, report.id)
    assert shop.strike() == {"reports let go": 1}
    assert shop.work() == ["delivered"]
    assert [letter["To"] for letter in shop.letters[1:]] == [", ".join(READERS)]
    assert len(shop.house.services.reports.all(shop.ann)) == 1


def test_what_must_be_put_right_is_never_sent_whatever_the_owner_said(shop: Shop) -> None:
    shop.add(title="For Blue")
    shop.house.clock.advance(days=40)
    shop.strike()

    assert shop.work() == ["waiting"]
    assert shop.letters[0]["To"] == "ann@agency.example"
    assert "Blue" not in shop.last.words


def test_where_a_second_person_is_asked_for_those_who_may_release_are_told(shop: Shop) -> None:
    shop.house.services.releases.set_rules(make_actor(), ReleaseRules(second_person=True))
    shop.house.add_person("elsewhere@agency.example", Role.AGENCY, ("blue",))
    shop.house.add_person("brand@client.example", Role.BRAND_MANAGER)
    shop.add()
    shop.house.clock.advance(days=40)
    shop.strike()

    assert shop.work() == ["waiting"]
    (report,) = shop.house.services.reports.all(shop.ann)
    assert report.state is ReportState.CHECKED
    assert [letter["To"] for letter in shop.letters] == ["ben@agency.example"]
    with pytest.raises(Forbidden):
        shop.house.services.releases.release(shop.ann, report.id)
    shop.house.services.releases.release(shop.ben, report.id)
    shop.strike()
    assert shop.work() == ["delivered"]


def test_a_time_that_fails_tells_its_owner_and_sends_nothing(shop: Shop, story: Story) -> None:
    shop.add()
    shop.house.services.lifecycle.hide(make_actor(), story.dataset.id)
    shop.house.clock.advance(days=31)
    shop.strike()

    assert shop.work() == ["failed"]
    (letter,) = shop.letters
    assert letter["To"] == "ann@agency.example"
    assert "was not delivered" in str(letter.get_body())
    assert shop.last.state is RunState.FAILED
    assert shop.house.services.reports.all(shop.ann) == ()


def test_work_that_dies_is_told_and_not_begun_again_by_itself(shop: Shop) -> None:
    shop.add()
    shop.house.clock.advance(days=40)
    shop.strike()
    queue = LocalQueue(shop.house.database, shop.house.clock)
    claim = queue.claim()
    assert claim is not None
    queue.finish(claim, "failed", "The worker died 3 times at this job.")

    assert shop.strike() == {"reports that broke off": 1}
    assert shop.last.words == "The worker died 3 times at this job."
    assert [letter["To"] for letter in shop.letters] == ["ann@agency.example"]
    assert shop.strike() == {}


@pytest.mark.parametrize("state", [RunState.SENDING, RunState.DELIVERED])
def test_what_may_have_been_sent_is_not_sent_again(shop: Shop, state: RunState) -> None:
    shop.add()
    shop.house.clock.advance(days=40)
    shop.strike()
    with shop.house.database.transaction(RED.id) as data:
        data.schedules.run(shop.last.id).state = state.value
    ended = shop.work()

    assert ended == ["delivered" if state is RunState.DELIVERED else "failed"]
    assert not any(READERS[0] in str(letter["To"]) for letter in shop.letters)


def test_a_report_that_was_made_is_not_made_twice(shop: Shop) -> None:
    shop.add()
    shop.house.clock.advance(days=40)
    shop.strike()
    made = shop.house.services.reports.build
    first = made(shop.ann, _of(shop))
    with shop.house.database.transaction(RED.id) as data:
        data.schedules.run(shop.last.id).report_id = first.id

    assert shop.work() == ["delivered"]
    assert [report.id for report in shop.house.services.reports.all(shop.ann)] == [first.id]


def _of(shop: Shop) -> Any:
    from services.report_schedules import _report_order

    return _report_order(shop.order)


def test_an_owner_who_may_not_send_any_more_pauses_the_schedule(shop: Shop) -> None:
    shop.add()
    with shop.house.database.directory() as directory:
        person = directory.user_by_email("ann@agency.example")
        assert person is not None
        person.active = False
    shop.house.clock.advance(days=40)

    assert shop.strike() == {}
    (schedule,) = shop.house.services.schedules.all(shop.ben)
    assert schedule.next_at is None
    assert schedule.last is not None
    assert "ann may not send reports from here any more" in schedule.last.words
    assert shop.work() == []
    resumed = shop.house.services.schedules.resume(shop.ben, schedule.id)
    assert (resumed.owner, resumed.next_at is not None) == ("ben", True)


def test_a_paused_schedule_makes_nothing_until_it_is_resumed(shop: Shop) -> None:
    made = shop.add()
    assert shop.house.services.schedules.pause(shop.ann, made.id).next_at is None
    shop.house.clock.advance(days=40)
    assert shop.strike() == {}
    shop.house.services.schedules.resume(shop.ann, made.id)
    assert shop.strike() == {}


def test_one_more_time_runs_now_and_once(shop: Shop) -> None:
    made = shop.add()
    run = shop.house.services.schedules.run_now(shop.ann, made.id)

    assert shop.house.services.schedules.run_now(shop.ann, made.id) == run
    assert shop.work() == ["delivered"]
    assert shop.house.services.schedules.all(shop.ann)[0].next_at == made.next_at


def test_a_removed_schedule_leaves_its_reports(shop: Shop) -> None:
    made = shop.add()
    shop.house.services.schedules.run_now(shop.ann, made.id)
    shop.work()
    shop.house.services.schedules.remove(shop.ann, made.id)

    assert shop.house.services.schedules.all(shop.ann) == ()
    assert len(shop.house.services.reports.all(shop.ann)) == 1


@pytest.mark.parametrize(
    "difference",
    [
        *(
            {"recipients": ()},
            {"recipients": ("a@x.example\r\nBcc: b@y.example",)},
            {"template": "x"},
            {"format": "exe"},
        ),
        *({"plan": Plan(hour=25)}, {"plan": Plan(zone="Nowhere")}),
    ],
)
def test_a_schedule_that_could_not_work_is_refused(shop: Shop, difference: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        shop.add(**difference)


def test_schedules_of_another_workspace_are_not_there(shop: Shop, story: Story) -> None:
    made, there, schedules = shop.add(), make_actor(workspace=BLUE), shop.house.services.schedules
    for ask in (schedules.pause, schedules.resume, schedules.remove, schedules.run_now):
        with pytest.raises(NotFound):
            ask(there, made.id)
    with pytest.raises(NotFound):
        schedules.add(there, shop.order)
    assert schedules.all(there) == ()


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postman, SmtpServer]]:
    with listening() as both:
        yield both


def test_over_a_real_server_all_readers_get_it_or_none(
    story: Story, tmp_path: Path, server: tuple[Postman, SmtpServer]
) -> None:
    postman, address = server
    house = copy_house(
        story.house.settings.home,
        tmp_path / "own",
        smtp_host=address.host,
        smtp_port=address.port,
        smtp_security="none",
        mail_from=address.sender,
    )
    ann = Actor(house.add_person("ann@agency.example", Role.AGENCY), "ann", Role.AGENCY, RED.id, RED.name)
    order = ScheduleOrder(story.dataset.id, "executive", "html", PLAN, READERS, note="We know.")
    for readers in (READERS, (*READERS, "nobody@brand.example")):
        made = house.services.schedules.add(ann, replace(order, recipients=readers, delivery=Delivery.LINK))
        house.services.schedules.carry_out(ann, house.services.schedules.run_now(ann, made.id))

    assert postman.readers == [list(READERS), ["ann@agency.example"]]
    states = {one.last.state for one in house.services.schedules.all(ann) if one.last}
    assert states == {RunState.DELIVERED, RunState.FAILED}
    withdrawn = [
        link.state.value
        for report in house.services.reports.all(ann)
        for link in house.services.sharing.links(ann, report.id)
    ]
    assert sorted(withdrawn) == ["open", "withdrawn"]
    house.close()


def test_a_server_that_is_down_leaves_words_on_the_page(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    made = shop.add()

    def down(*_given: object) -> None:
        raise Unavailable("The mail was not sent: the mail server cannot be reached.")

    monkeypatch.setattr("services.mail.Outbox.send", down)
    shop.house.services.schedules.run_now(shop.ann, made.id)

    assert shop.work() == ["failed"]
    assert "cannot be reached" in shop.last.words
