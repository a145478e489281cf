"""The import doctor: what was found, answers by one click, and back again by another."""

import secrets
from collections.abc import Sequence
from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks import matched, parse
from callbacks.context import actor, services
from callbacks.failures import said
from callbacks.pressed import pressed_key
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.doctor import answered, import_report
from components.empty import empty, failed
from services.domain.errors import NotFound
from services.policy import Permission, allows


def show_report(search: str, imported_id: str | None) -> Any:
    """The row ledger and the findings of one file: the one just imported, the chosen one, or the newest."""
    chosen = parse.selection(search).segmentation.dataset
    wanted = parse.identifier(imported_id, "dataset") if imported_id else chosen
    try:
        found = services().doctor.examine(actor(), wanted)
    except NotFound:
        return no_update
    return import_report(found, may_answer=allows(actor(), Permission.IMPORT))


def ask(_answers: Sequence[Any], _lists: Sequence[Any], chosen: Sequence[Any], places: Sequence[Any]) -> Any:
    """The order for the answer whose button was pressed; `order` makes each pressing work of its own."""
    key = pressed_key()
    if not key:
        return no_update
    asked = matched.answer_key(key)
    choice = asked.choice or matched.value_at(key, chosen, places)
    return {"dataset": asked.dataset, "code": asked.code, "choice": choice, "order": secrets.token_hex(4)}


def find_answer(_search: str) -> Any:
    """The answer that is worked in since before the page was loaded: ordering it again joins that job."""
    going = services().jobs.under_way(actor(), ANSWER.name)
    return going[0].arguments["args"][0] if going else no_update


def answer(report: Any, order: Any) -> tuple[str, Any]:
    """Runs in the worker: the files read again with this answer are the dataset's next version."""

    def tell(fraction: float, step: str) -> None:
        report((fraction, step))

    asked = matched.answer(order)
    dataset = services().versions.answer(actor(), asked.dataset, asked.code, asked.choice, tell)
    return dataset.id, answered(dataset)


def forget(_clicks: Sequence[Any]) -> Any:
    """New files with this dataset's header are asked about again."""
    key = pressed_key()
    if not key:
        return no_update
    services().mappings.forget(actor(), parse.identifier(key, "dataset"))
    return key


def stopped(error: Exception) -> tuple[Any, Any]:
    """What the page shows when an answer could not be worked in."""
    return no_update, failed(said(error))


def cancelled() -> tuple[Any, Any]:
    """What the page shows when a person stopped it."""
    words = empty("Cancelled", "The dataset is as it was. Choose an answer to start again.")
    return no_update, words


ANSWER = BackgroundTask(
    name="datasets.answer",
    title="Reading a file with your answer",
    run=answer,
    permission=Permission.IMPORT,
    progress=Output(str(ids.DOCTOR_PROGRESS), "children"),
    cancel=Input(str(ids.DOCTOR_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (ANSWER,)


def register(wire: Wiring) -> None:
    """Hangs up the doctor's part of the page."""
    address, order = Input(str(ids.URL), "search"), str(ids.DOCTOR_ORDER)
    changed = Output(str(ids.DATASETS_IMPORTED), "data", allow_duplicate=True)
    done = Input(str(ids.DATASETS_IMPORTED), "data")
    wire(show_report, Output(str(ids.DATASETS_REPORT), "children"), address, done, permission=Permission.EXPLORE)
    wire(
        ask,
        Output(order, "data"),
        Input(ids.DOCTOR_ANSWER.at(ALL), "n_clicks"),
        Input(ids.DOCTOR_APPLY.at(ALL), "n_clicks"),
        State(ids.DOCTOR_CHOICE.at(ALL), "value"),
        State(ids.DOCTOR_CHOICE.at(ALL), "id"),
        permission=Permission.IMPORT,
        prevent_initial_call=True,
    )
    wire.in_background(
        ANSWER,
        changed,
        Output(str(ids.DOCTOR_PROGRESS), "children", allow_duplicate=True),
        Input(order, "data"),
    )
    wire(
        find_answer,
        Output(order, "data", allow_duplicate=True),
        address,
        permission=Permission.IMPORT,
        prevent_initial_call="initial_duplicate",
    )
    wire(
        forget,
        changed,
        Input(ids.DOCTOR_FORGET.at(ALL), "n_clicks"),
        permission=Permission.IMPORT,
        prevent_initial_call=True,
    )
