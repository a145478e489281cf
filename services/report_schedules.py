"""Schedules: who gets which report when, and the work of one time from making it to handing it over."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from services.arrivals import FACTS
from services.claiming.language import Language
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.errors import NotFound, ServiceError, TooMany
from services.domain.jobs import WorkOrder
from services.domain.reporting import ReportOrder
from services.domain.scheduling import Run, RunState, Schedule, ScheduleOrder, checked, next_time
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.handing_over import Counter, Office
from services.jobs import waiting
from services.mail import checked_addresses
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.reporting import exporter_of, language_of
from services.reports.languages import word
from services.reports.writing import template_of
from services.storage.database import Database
from services.storage.report_tables import RunRow, ScheduleRow
from services.storage.workspace import WorkspaceData

TASK, TITLE = "schedules.run", "Making a scheduled report"
_MOST = 50
_BROKE_OFF = "The work broke off while the mail was on its way. Ask the readers whether they have it."


@dataclass(frozen=True, slots=True)
class _Time:
    """One time under way."""

    run_id: str
    order: ScheduleOrder
    state: RunState
    report_id: str


class ReportSchedules:
    """Keeps schedules, and carries out one time of them."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database, self._office, self._clock = database, office, clock
        self._counter = Counter(database, office)

    @requires(Permission.RELEASE)
    def add(self, actor: Actor, order: ScheduleOrder) -> Schedule:
        """The schedule, in the actor's name; its first time is the next one of its plan."""
        order = replace(order, recipients=checked_addresses(order.recipients), plan=checked(order.plan))
        _demand_makable(order)
        with self._database.transaction(actor.workspace_id) as data:
            if len(data.schedules.all()) >= _MOST:
                raise TooMany(f"A workspace has at most {_MOST} schedules. Remove one first.")
            order = replace(order, dataset=data.datasets.get(order.dataset).line_id)
            now = self._clock()
            row = ScheduleRow(
                id=secrets.token_hex(8),
                user_id=actor.user_id,
                owner=actor.name,
                facts=FACTS.unstructure(order),
                next_at=next_time(order.plan, now),
                created_at=now,
            )
            data.schedules.add(row)
            data.activity.note(actor.user_id, "scheduled a report", row.id, now)
            return _schedule(data, row)

    @requires(Permission.REPORT)
    def all(self, actor: Actor) -> tuple[Schedule, ...]:
        """Every schedule of the workspace, newest first."""
        with self._database.reading(actor.workspace_id) as data:
            return tuple(_schedule(data, row) for row in data.schedules.all())

    @requires(Permission.RELEASE)
    def pause(self, actor: Actor, schedule_id: str) -> Schedule:
        """The schedule, which makes nothing until it is resumed."""
        return self._move(actor, schedule_id, "paused a schedule", on=False)

    @requires(Permission.RELEASE)
    def resume(self, actor: Actor, schedule_id: str) -> Schedule:
        """The schedule, in the actor's name from now on."""
        return self._move(actor, schedule_id, "resumed a schedule", on=True)

    @requires(Permission.RELEASE)
    def remove(self, actor: Actor, schedule_id: str) -> None:
        """No schedule any more; reports that it made stay."""
        with self._database.transaction(actor.workspace_id) as data:
            data.schedules.remove(schedule_id)
            data.activity.note(actor.user_id, "removed a schedule", schedule_id, self._clock())

    @requires(Permission.RELEASE)
    def run_now(self, actor: Actor, schedule_id: str) -> str:
        """The id of one more time, due now, for whoever carries it out."""
        with self._database.transaction(actor.workspace_id) as data:
            row = data.schedules.get(schedule_id)
            last = data.schedules.last_run(row.id)
            if last and last.state == RunState.ORDERED:
                return last.id
            return add_run(data, row, self._clock(), self._clock()).id

    @requires(Permission.RELEASE)
    def carry_out(self, actor: Actor, run_id: str, report: Report = unwatched) -> Run:
        """One time as far as it gets: delivered, waiting for a person, or failed; its owner is told of the last two.

        It may be begun again after its worker died: what was made is not made twice, what may have been sent is not
        sent twice.
        """
        with self._database.reading(actor.workspace_id) as data:
            time = _time(data, data.schedules.run(run_id))
        if time.state.is_over:
            return self._run(actor, run_id)
        if time.state is RunState.SENDING:
            return self._fail(actor, time, _BROKE_OFF)
        try:
            return self._go_on(actor, time, report)
        except ServiceError as refusal:
            return self._fail(actor, time, str(refusal))

    def _go_on(self, actor: Actor, time: _Time, report: Report) -> Run:
        if not time.report_id:
            made = self._office.reports.build(actor, _report_order(time.order), report)
            time = replace(time, report_id=made.id)
            self._keep(actor, time, RunState.ORDERED, "Made")
        obstacle = self._release(actor, time)
        if obstacle:
            run = self._keep(actor, time, RunState.WAITING, obstacle)
            self._counter.ask_for_a_look(actor, time.report_id, obstacle)
            return run
        letter, undo = self._counter.letter(actor, time.order, time.report_id)
        self._keep(actor, time, RunState.SENDING, "On its way")
        try:
            self._office.mail.send(letter)
        except ServiceError:
            undo()
            raise
        readers = ", ".join(time.order.recipients)
        return self._keep(actor, time, RunState.DELIVERED, f"Sent to {readers}")

    def _release(self, actor: Actor, time: _Time) -> str:
        """Why the report does not go out by itself, "" = it is released."""
        releases = self._office.releases
        standing = releases.standing(actor, time.report_id)
        if standing.state.is_kept:
            return ""
        standing = releases.check(actor, time.report_id)
        for flaw in standing.flaws if time.order.note else ():
            if flaw.is_open and not flaw.blocking:
                releases.accept(actor, time.report_id, flaw.key, time.order.note)
        standing = releases.standing(actor, time.report_id)
        if not standing.obstacle:
            releases.release(actor, time.report_id)
        return standing.obstacle

    def _fail(self, actor: Actor, time: _Time, why: str) -> Run:
        run = self._keep(actor, time, RunState.FAILED, why)
        self._counter.tell_failure(actor, time.order, why)
        return run

    def _keep(self, actor: Actor, time: _Time, state: RunState, words: str) -> Run:
        with self._database.transaction(actor.workspace_id) as data:
            row = data.schedules.run(time.run_id)
            row.state, row.words = state.value, words[:500]
            row.report_id = time.report_id or row.report_id
            return _as_run(row)

    def _run(self, actor: Actor, run_id: str) -> Run:
        with self._database.reading(actor.workspace_id) as data:
            return _as_run(data.schedules.run(run_id))

    def _move(self, actor: Actor, schedule_id: str, what: str, *, on: bool) -> Schedule:
        with self._database.transaction(actor.workspace_id) as data:
            row, now = data.schedules.get(schedule_id), self._clock()
            row.next_at = next_time(_order(row).plan, now) if on else None
            if on:
                row.user_id, row.owner = actor.user_id, actor.name
            data.activity.note(actor.user_id, what, row.id, now)
            data.settle()
            return _schedule(data, row)


def add_run(data: WorkspaceData, row: ScheduleRow, due_at: datetime, now: datetime) -> RunRow:
    """One time of a schedule, and the job that makes it."""
    run = RunRow(
        id=secrets.token_hex(8),
        schedule_id=row.id,
        due_at=due_at,
        state=RunState.ORDERED.value,
        words="Waiting for a worker",
        report_id="",
        job_id="",
    )
    data.schedules.add_run(run)
    order_job(data, run, row.user_id, now)
    return run


def order_job(data: WorkspaceData, run: RunRow, user_id: str, now: datetime) -> None:
    """A worker is to carry out this time, in this person's name."""
    order = WorkOrder(TASK, TITLE, {"args": [{"run": run.id}]})
    job = waiting(user_id, order, order.key(data.workspace_id), now)
    data.jobs.add(job)
    run.job_id, run.state = job.id, RunState.ORDERED.value


def _demand_makable(order: ScheduleOrder) -> None:
    """InvalidInput for a template, a format or a language that there is not."""
    template_of(_report_order(order))
    exporter_of(_report_order(order))
    language_of(_report_order(order))


def _report_order(order: ScheduleOrder) -> ReportOrder:
    selection = Selection(SegmentationRequest(order.dataset))
    return ReportOrder(selection, order.template, order.format, order.language, order.title)


def _time(data: WorkspaceData, run: RunRow) -> _Time:
    return _Time(run.id, _order(data.schedules.get(run.schedule_id)), RunState(run.state), run.report_id)


def _order(row: ScheduleRow) -> ScheduleOrder:
    return FACTS.structure(row.facts, ScheduleOrder)


def _schedule(data: WorkspaceData, row: ScheduleRow) -> Schedule:
    order, last = _order(row), data.schedules.last_run(row.id)
    try:
        name = str(data.datasets.get(order.dataset).facts.get("name", ""))
    except NotFound:
        name = ""
    title = order.title or word(template_of(_report_order(order)).title, Language(order.language))
    return Schedule(row.id, title, order, name, row.owner, row.next_at, _as_run(last) if last else None)


def _as_run(row: RunRow) -> Run:
    return Run(row.id, row.due_at, RunState(row.state), row.words, row.report_id)
