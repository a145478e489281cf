"""Reports that are made again and again: when, of what, for whom, and what became of each time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, available_timezones

from .errors import InvalidInput

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK, _LONGEST_WAIT = 7, 62


class Every(StrEnum):
    """How often."""

    WEEK = "week"
    MONTH = "month"


class Delivery(StrEnum):
    """How a report gets to its readers."""

    FILE = "file"
    LINK = "link"


class RunState(StrEnum):
    """What became of one time.

    ordered: a worker makes it. waiting: a person must look first. sending: its mail is on the way out.
    """

    ORDERED = "ordered"
    WAITING = "waiting"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self in (RunState.DELIVERED, RunState.FAILED)


@dataclass(frozen=True, slots=True)
class Plan:
    """When: each weekday, or the first of its kind in a month, at a full hour on the clocks of a zone.

    weekday: 0 = Monday. hour: 0 to 23. zone: a name in the IANA database.
    """

    every: Every = Every.MONTH
    weekday: int = 0
    hour: int = 8
    zone: str = "UTC"

    @property
    def words(self) -> str:
        """`first Monday of each month at 08:00, Asia/Bangkok`."""
        day = WEEKDAYS[self.weekday]
        when = f"first {day} of each month" if self.every is Every.MONTH else f"every {day}"
        return f"{when} at {self.hour:02}:00, {self.zone}"


@dataclass(frozen=True, slots=True)
class ScheduleOrder:
    """One schedule: the newest version of a dataset, by a template, to readers.

    dataset: the id of any version. note: why warnings may stay, "" = they wait for a person.
    """

    dataset: str
    template: str
    format: str
    plan: Plan
    recipients: tuple[str, ...]
    language: str = "en"
    title: str = ""
    delivery: Delivery = Delivery.FILE
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One time: when it was due, what became of it in words, the report that was made ("" = none)."""

    id: str
    due_at: datetime
    state: RunState
    words: str
    report_id: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule as people see it. next_at: None while it is paused. last: None = it never ran."""

    id: str
    title: str
    order: ScheduleOrder
    dataset_name: str
    owner: str
    next_at: datetime | None
    last: Run | None


def checked(plan: Plan) -> Plan:
    """The plan; InvalidInput for a day, an hour or a zone that there is not."""
    if plan.weekday not in range(_WEEK):
        raise InvalidInput("Choose a day of the week.", "weekday")
    if plan.hour not in range(24):
        raise InvalidInput("The hour is 0 to 23.", "hour")
    if plan.zone not in available_timezones():
        raise InvalidInput(f"There is no time zone {plan.zone[:60]!r}.", "zone")
    return plan


def next_time(plan: Plan, after: datetime) -> datetime:
    """The first moment of the plan after this one, in UTC.

    An hour that the clocks leave out in spring is the hour after it; of one they show twice in autumn the first counts.
    """
    zone = ZoneInfo(plan.zone)
    today = after.astimezone(zone).date()
    for number in range(_LONGEST_WAIT):
        day = today + timedelta(days=number)
        if _fits(plan, day):
            moment = datetime.combine(day, time(plan.hour), zone).astimezone(UTC)
            if moment > after:
                return moment
    raise AssertionError(f"no day fits {plan}")


def _fits(plan: Plan, day: date) -> bool:
    return day.weekday() == plan.weekday and (plan.every is Every.WEEK or day.day <= _WEEK)
