"""A schedule with real workers: nobody looks, and the report is in the outbox once."""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from builders import RED, copy_house
from integration.processes import _POSTLENS, Site, until

from services.domain.actors import Actor, Role
from services.domain.clock import system_clock
from services.domain.scheduling import Every, Plan, ScheduleOrder


def test_two_workers_send_one_report_of_a_time_that_was_missed_while_none_was_up(story, tmp_path: Path):
    house = copy_house(story.house.settings.home, tmp_path / "home")
    ann = Actor(house.add_person("ann@agency.example", Role.AGENCY), "ann", Role.AGENCY, RED.id, RED.name)
    plan = Plan(Every.WEEK, 0, 8, "Asia/Bangkok")
    order = ScheduleOrder(story.dataset.id, "executive", "html", plan, ("client@brand.example",), note="We know.")
    made = house.services.schedules.add(ann, order)
    with house.database.transaction(RED.id) as data:
        data.schedules.get(made.id).next_at = system_clock() - timedelta(days=20)
    site, outbox = Site(house), house.settings.home / "outbox"
    for _ in range(2):
        site.start(_POSTLENS, "worker")
    until(lambda: outbox.exists() and list(outbox.glob("*.eml")), 150, "a letter lies in the outbox")
    until(lambda: house.services.schedules.all(ann)[0].last.state == "delivered", 30, "the time is over")
    site.close()
    (letter,) = [message_from_bytes(path.read_bytes(), policy=default) for path in outbox.glob("*.eml")]
    (schedule,) = house.services.schedules.all(ann)

    assert letter["To"] == "client@brand.example"
    assert len(house.services.reports.all(ann)) == 1
    assert schedule.next_at > system_clock()
    house.close()
