"""Previews of reports: ordered with the form as it stands, drawn by a worker."""

from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks.analysis import reporting
from callbacks.context import actor, services
from callbacks.failures import said
from callbacks.report_orders import FORM, order, read_order
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty, failed
from components.previews import pages
from services.policy import Permission


def draw(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    drawn = services().previews.draw(actor(), read_order(wanted), reporting(report))
    return drawn.name, pages(drawn)


def stopped(error: Exception) -> tuple[Any, Any]:
    """What the page shows when pages could not be drawn."""
    return no_update, failed(said(error))


def cancelled() -> tuple[Any, Any]:
    """What the page shows when a person stopped the work."""
    return no_update, empty("Cancelled", "The preview was not drawn.")


PREVIEW = BackgroundTask(
    name="reports.preview",
    title="Drawing a preview",
    run=draw,
    permission=Permission.REPORT,
    progress=Output(str(ids.PREVIEW_PROGRESS), "children"),
    cancel=Input(str(ids.PREVIEW_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (PREVIEW,)


def register(wire: Wiring) -> None:
    """Hangs up the button and the pages."""
    wire(
        order,
        Output(str(ids.PREVIEW_ORDER), "data"),
        Input(str(ids.PREVIEW_SHOW), "n_clicks"),
        State(str(ids.REPORTS_ARRANGED), "data"),
        State(ids.REPORTS_REMARK.at(ALL), "value"),
        State(ids.REPORTS_REMARK.at(ALL), "id"),
        *(State(str(slot), "value") for slot in FORM.values()),
        permission=Permission.REPORT,
        prevent_initial_call=True,
    )
    wire.in_background(
        PREVIEW,
        Output(str(ids.PREVIEW_DRAWN), "data"),
        Output(str(ids.PREVIEW_PROGRESS), "children", allow_duplicate=True),
        Input(str(ids.PREVIEW_ORDER), "data"),
    )
