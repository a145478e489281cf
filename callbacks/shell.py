"""The frame around every page: the tray of jobs."""

from typing import Any

from dash import ALL, Input, Output, ctx, no_update

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.progress import job_tray
from services.policy import Permission


def show_jobs(_look: int | None) -> Any:
    """What the person asked for, as it stands."""
    return job_tray(services().jobs.mine(actor()))


def cancel_job(_clicks: list[int | None]) -> Any:
    """Stops a job from the tray, wherever it was started."""
    triggered = ctx.triggered_id
    if not any(_clicks) or not isinstance(triggered, dict):
        return no_update
    services().jobs.cancel(actor(), parse.identifier(triggered.get("key"), "job"))
    return job_tray(services().jobs.mine(actor()))


def register(wire: Wiring) -> None:
    """Hangs up the frame."""
    tray = str(ids.JOB_TRAY)
    wire(show_jobs, Output(tray, "children"), Input(str(ids.JOB_TIMER), "n_intervals"), permission=Permission.EXPLORE)
    wire(
        cancel_job,
        Output(tray, "children", allow_duplicate=True),
        Input(ids.JOB_CANCEL.at(ALL), "n_clicks"),
        prevent_initial_call=True,
        permission=Permission.EXPLORE,
    )
