"""Schedules of reports: kept here, and carried out by a worker, also when nobody looks."""

from collections.abc import Mapping
from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks import parse
from callbacks.analysis import reporting
from callbacks.context import actor, services
from callbacks.failures import said
from callbacks.pressed import pressed_key
from callbacks.wiring import BackgroundTask, Wiring
from components import ids as shell
from components import release_ids as ids
from components.empty import empty, failed
from components.notices import notice
from components.report_schedules import ran, schedule_list
from services.domain.errors import InvalidInput
from services.domain.scheduling import Delivery, Every, Plan, ScheduleOrder
from services.policy import Permission

_FIELDS = (
    *("dataset", "template", "format", "language", "title", "every", "weekday", "hour", "zone", "readers"),
    *("delivery", "note"),
)
_SLOTS = (
    *(ids.SCHEDULES_DATASET, ids.SCHEDULES_TEMPLATE, ids.SCHEDULES_FORMAT, ids.SCHEDULES_LANGUAGE, ids.SCHEDULES_TITLE),
    *(ids.SCHEDULES_EVERY, ids.SCHEDULES_WEEKDAY, ids.SCHEDULES_HOUR, ids.SCHEDULES_ZONE, ids.SCHEDULES_READERS),
    *(ids.SCHEDULES_DELIVERY, ids.SCHEDULES_NOTE),
)


def show_datasets(_address: str) -> tuple[Any, Any]:
    """The files of the workspace, newest first, the newest chosen."""
    options = [{"label": one.name, "value": one.id} for one in services().datasets.newest_first(actor())]
    return options, options[0]["value"] if options else None


def show_schedules(_address: str, _changed: Any, _ran: Any) -> Any:
    """The schedules, and how the last time of each went."""
    return schedule_list(services().schedules.all(actor()))


def add(clicks: int | None, *fields: Any) -> tuple[Any, Any]:
    """One schedule more."""
    if not clicks:
        return no_update, no_update
    made = services().schedules.add(actor(), read_order(dict(zip(_FIELDS, fields, strict=True))))
    return made.id, notice(f"Scheduled: {made.order.plan.words}.", bad=False)


def read_order(form: Mapping[str, object]) -> ScheduleOrder:
    """The schedule as the form has it; InvalidInput naming the field that cannot be understood."""
    if not form["dataset"]:
        raise InvalidInput("There is no data to report on yet. Upload a file first.", "dataset")
    name = {field: parse.identifier(form[field], field) for field in ("dataset", "template", "format", "language")}
    readers = parse.text(form["readers"], "readers").replace(";", ",").split(",")
    return ScheduleOrder(
        dataset=name["dataset"],
        template=name["template"],
        format=name["format"],
        language=name["language"],
        title=" ".join(parse.text(form["title"], "title").split())[:120],
        plan=Plan(
            every=_one_of(Every, form["every"], "every"),
            weekday=_number(form["weekday"], "weekday"),
            hour=_number(form["hour"], "hour"),
            zone=parse.text(form["zone"], "zone"),
        ),
        recipients=tuple(reader.strip() for reader in readers if reader.strip()),
        delivery=_one_of(Delivery, form["delivery"], "delivery"),
        note=" ".join(parse.text(form["note"], "note").split())[:1_000],
    )


def pause(_clicks: list[int | None]) -> Any:
    """It makes nothing until it is resumed."""
    key = pressed_key()
    return _told(services().schedules.pause(actor(), parse.identifier(key, "schedule"))) if key else no_update


def resume(_clicks: list[int | None]) -> Any:
    """It goes on."""
    key = pressed_key()
    return _told(services().schedules.resume(actor(), parse.identifier(key, "schedule"))) if key else no_update


def remove(_clicks: list[int | None]) -> Any:
    """It is no more."""
    key = pressed_key()
    if not key:
        return no_update
    services().schedules.remove(actor(), parse.identifier(key, "schedule"))
    return f"removed {key}"


def run_now(_clicks: list[int | None]) -> Any:
    """One more time, which the page waits for."""
    key = pressed_key()
    if not key:
        return no_update
    return {"run": services().schedules.run_now(actor(), parse.identifier(key, "schedule"))}


def carry_out(report: Any, wanted: Any) -> tuple[str, Any]:
    """Runs in the worker."""
    run_id = wanted.get("run") if isinstance(wanted, Mapping) else None
    run = services().schedules.carry_out(actor(), parse.identifier(run_id, "run"), reporting(report))
    return f"{run.id} {run.state}", ran(run)


def stopped(error: Exception) -> tuple[Any, Any]:
    """What the page shows when the worker could not do it."""
    return "stopped", failed(said(error))


def cancelled() -> tuple[Any, Any]:
    """What the page shows when a person stopped the work."""
    words = empty("Cancelled", "Nothing was sent.")
    return "cancelled", words


def _told(schedule: Any) -> str:
    return f"{schedule.id} {schedule.next_at}"


def _number(sent: object, field: str) -> int:
    text = parse.text(sent, field)
    if not (text.isascii() and text.isdigit() and len(text) <= 2):
        raise InvalidInput(f"The {field} cannot be read. Choose one of the list.", field)
    return int(text)


def _one_of(kinds: Any, sent: object, field: str) -> Any:
    try:
        return kinds(parse.text(sent, field))
    except ValueError:
        raise InvalidInput(f"The field {field} cannot be read. Choose one of the list.", field) from None


RUN = BackgroundTask(
    name="schedules.run",
    title="Making a scheduled report",
    run=carry_out,
    permission=Permission.RELEASE,
    progress=Output(str(ids.SCHEDULES_PROGRESS), "children"),
    cancel=Input(str(ids.SCHEDULES_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (RUN,)


def register(wire: Wiring) -> None:
    """Hangs up the card."""
    once: dict[str, Any] = {"permission": Permission.RELEASE, "prevent_initial_call": True}
    address = Input(str(shell.URL), "search")
    chosen = Output(str(ids.SCHEDULES_DATASET), "options"), Output(str(ids.SCHEDULES_DATASET), "value")
    wire(show_datasets, *chosen, address, permission=Permission.REPORT)
    seen = Input(str(ids.SCHEDULES_CHANGED), "data"), Input(str(ids.SCHEDULES_RAN), "data")
    wire(show_schedules, Output(str(ids.SCHEDULES_LIST), "children"), address, *seen, permission=Permission.REPORT)
    changed = Output(str(ids.SCHEDULES_CHANGED), "data", allow_duplicate=True)
    told = Output(str(shell.NOTICES), "children", allow_duplicate=True)
    fields = [State(str(slot), "value") for slot in _SLOTS]
    wire(add, changed, told, Input(str(ids.SCHEDULES_ADD), "n_clicks"), *fields, **once)
    wire(pause, changed, Input(ids.SCHEDULES_PAUSE.at(ALL), "n_clicks"), **once)
    wire(resume, changed, Input(ids.SCHEDULES_RESUME.at(ALL), "n_clicks"), **once)
    wire(remove, changed, Input(ids.SCHEDULES_REMOVE.at(ALL), "n_clicks"), **once)
    wire(run_now, Output(str(ids.SCHEDULES_WANTED), "data"), Input(ids.SCHEDULES_RUN.at(ALL), "n_clicks"), **once)
    wire.in_background(
        RUN,
        Output(str(ids.SCHEDULES_RAN), "data"),
        Output(str(ids.SCHEDULES_PROGRESS), "children", allow_duplicate=True),
        Input(str(ids.SCHEDULES_WANTED), "data"),
    )
