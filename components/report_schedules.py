"""Schedules of reports: what is made when for whom, how the last time went, and the form for one more."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import release_ids as ids
from components.attributes import aria
from components.cards import card, chip, skeleton, waiting
from components.controls import action
from components.empty import empty
from components.progress import progress_place
from components.slot import Slot
from components.text import minute
from services.domain.reporting import ReportChoices
from services.domain.scheduling import WEEKDAYS, Delivery, Every, Run, RunState, Schedule
from services.domain.views import Option

_STATES = {
    RunState.ORDERED: ("being made", "plain"),
    RunState.WAITING: ("waits for a person", "warn"),
    RunState.SENDING: ("on its way", "plain"),
    RunState.DELIVERED: ("delivered", "good"),
    RunState.FAILED: ("failed", "bad"),
}
_HOW = (
    "Made from the newest version of the data, checked, and sent by mail. Whatever must be looked at first waits, "
    "and its owner gets a mail; nothing half done is sent."
)


def schedules_card(offered: ReportChoices) -> Component:
    """The list, still empty, and the form."""
    form = html.Details([html.Summary("New schedule"), _form(offered)])
    return card(
        "Schedules",
        _HOW,
        [
            *(dcc.Store(id=str(slot)) for slot in (ids.SCHEDULES_CHANGED, ids.SCHEDULES_WANTED, ids.SCHEDULES_RAN)),
            progress_place(ids.SCHEDULES_PROGRESS, ids.SCHEDULES_CANCEL),
            waiting(html.Div(skeleton(60), id=str(ids.SCHEDULES_LIST)), 60),
            form,
        ],
    )


def schedule_list(schedules: Sequence[Schedule]) -> Component:
    """Every schedule as a table."""
    if not schedules:
        return empty("No schedules yet", "Open New schedule below to have a report made and sent by itself.")
    head = html.Tr([html.Th(title) for title in ("Report", "When", "Next time", "Last time", "")])
    return html.Div(
        html.Table([html.Thead(head), html.Tbody([_line(one) for one in schedules])], className="facts schedules"),
        className="scroll",
        tabIndex="0",
        role="region",
        **aria(label="Schedules"),
    )


def ran(run: Run) -> Component:
    """How one time went that somebody waited for."""
    words, tone = _STATES[run.state]
    return html.Div(html.P([chip(words, tone), f" {run.words}"]), className="sheet sheet-body", role="status")


def _line(schedule: Schedule) -> Component:
    order = schedule.order
    how = "as a link" if order.delivery is Delivery.LINK else f"as {order.format.upper()}"
    readers = order.recipients[0] if len(order.recipients) == 1 else f"{len(order.recipients)} readers"
    return html.Tr(
        [
            html.Th(
                [
                    schedule.title,
                    html.Div(f"{schedule.dataset_name or 'data is gone'} · {how} to {readers}", className="step"),
                ],
                scope="row",
                title=", ".join(order.recipients),
            ),
            html.Td([order.plan.words, html.Div(f"for {schedule.owner}", className="step")]),
            html.Td(_on_its_clock(schedule, schedule.next_at) if schedule.next_at else chip("paused", "plain")),
            html.Td(_last(schedule)),
            html.Td(html.Div(_buttons(schedule), className="row-buttons")),
        ]
    )


def _last(schedule: Schedule) -> list[Component] | str:
    run = schedule.last
    if run is None:
        return "not yet"
    words, tone = _STATES[run.state]
    due = html.Div(_on_its_clock(schedule, run.due_at), className="step")
    return [chip(words, tone), due, html.Div(run.words, className="step")]


def _on_its_clock(schedule: Schedule, moment: datetime) -> str:
    """The moment as clocks of the schedule's zone show it."""
    return minute(moment.astimezone(ZoneInfo(schedule.order.plan.zone)))


def _buttons(schedule: Schedule) -> list[Component]:
    on = schedule.next_at is not None
    ways = (
        ("Run now", ids.SCHEDULES_RUN),
        ("Pause", ids.SCHEDULES_PAUSE) if on else ("Resume", ids.SCHEDULES_RESUME),
        ("Remove", ids.SCHEDULES_REMOVE),
    )
    return [
        html.Button(
            words, id=slot.at(schedule.id), type="button", className="tool", **aria(label=f"{words}: {schedule.title}")
        )
        for words, slot in ways
    ]


def _form(offered: ReportChoices) -> Component:
    templates = [Option(one.name, one.label) for one in offered.templates]
    every = [Option(Every.MONTH.value, "month, on the first"), Option(Every.WEEK.value, "week, on")]
    days = [Option(str(number), name) for number, name in enumerate(WEEKDAYS)]
    hours = [Option(str(hour), f"{hour:02}:00") for hour in range(24)]
    ways = [Option(Delivery.FILE.value, "the file, attached"), Option(Delivery.LINK.value, "a link for 90 days")]
    zones = [Option(name, name) for name in sorted(available_timezones()) if "/" in name or name == "UTC"]
    fields = [
        _select("Data", ids.SCHEDULES_DATASET, ()),
        _select("Template", ids.SCHEDULES_TEMPLATE, templates),
        _select("Format", ids.SCHEDULES_FORMAT, offered.formats),
        _select("Language", ids.SCHEDULES_LANGUAGE, offered.languages),
        _text("Title", ids.SCHEDULES_TITLE, "As the template is called"),
        _select("Every", ids.SCHEDULES_EVERY, every),
        _select("Day", ids.SCHEDULES_WEEKDAY, days),
        _select("Hour", ids.SCHEDULES_HOUR, hours, "8"),
        _select("Time zone", ids.SCHEDULES_ZONE, zones, "UTC"),
        _text("Readers", ids.SCHEDULES_READERS, "Addresses, a comma between them"),
        _select("They get", ids.SCHEDULES_DELIVERY, ways),
        _text("If there are warnings", ids.SCHEDULES_NOTE, "Wait for me, unless a reason stands here"),
    ]
    return html.Div(
        [
            html.Div(fields, className="fields"),
            html.Div(action("Add schedule", ids.SCHEDULES_ADD, icon="calendar-plus"), className="actions"),
        ],
        className="schedule-form",
    )


def _select(label: str, slot: Slot, options: Sequence[Option], value: str = "") -> Component:
    offered = [{"label": one.label, "value": one.value} for one in options]
    first = value or (options[0].value if options else None)
    return _field(label, slot, dbc.Select(id=str(slot), options=offered, value=first))


def _text(label: str, slot: Slot, placeholder: str) -> Component:
    longest = 1_000 if slot is not ids.SCHEDULES_TITLE else 120
    return _field(label, slot, dbc.Input(id=str(slot), type="text", placeholder=placeholder, maxLength=longest))


def _field(label: str, slot: Slot, control: Component) -> Component:
    return html.Div([html.Label(label, htmlFor=str(slot)), control], className="field")
