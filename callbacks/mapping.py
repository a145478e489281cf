"""Files that no importer knows: looked at, matched by a person, read, or discarded."""

import secrets
from collections.abc import Sequence
from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks import matched, parse
from callbacks.context import actor, services
from callbacks.datasets import arrived
from callbacks.failures import said
from callbacks.pressed import pressed_key
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty, failed
from components.mapping import waiting_files, wizard
from services.policy import Permission
from services.progress import part


def show_waiting(_search: str, _imported: Any, shown: Any, _changed: Any) -> Any:
    """The files that wait for somebody who says what their columns mean, but for the one that is shown."""
    open_now = matched.file_in_question(shown).upload if shown else ""
    files = services().unmatched.waiting(actor())
    return waiting_files(tuple(file for file in files if file.upload != open_now))


def open_file(_clicks: Sequence[Any]) -> Any:
    """What the look at the columns of this file begins with."""
    key = pressed_key()
    return wanted(key) if key else no_update


def wanted(key: str, sheet: str = "") -> dict[str, str]:
    """The order to look at a file, by the key of its button; `order` makes each look work of its own."""
    kind, _, name = key.partition("~")
    upload, dataset = (name, "") if kind == "upload" else ("", name)
    return {"upload": upload, "dataset": dataset, "sheet": sheet, "order": secrets.token_hex(4)}


def choose_sheet(sheet: Any, shown: Any) -> Any:
    """Another table of the same file; a select that was merely drawn chooses nothing."""
    if not shown or not sheet:
        return no_update
    asked = matched.file_in_question(shown)
    if sheet == asked.sheet:
        return no_update
    key = f"upload~{asked.upload}" if asked.upload else f"dataset~{asked.dataset}"
    return wanted(key, matched.name_of_table(sheet))


def look(report: Any, order: Any) -> tuple[Any, Any, Any]:
    """Runs in the worker, which has the file opened by a process without rights: the wizard, and what it shows."""

    def tell(fraction: float, step: str) -> None:
        report((fraction, step))

    asked, unmatched = matched.file_in_question(order), services().unmatched
    if asked.upload:
        preview = unmatched.of_upload(actor(), asked.upload, asked.sheet, tell)
    else:
        preview = unmatched.of_dataset(actor(), asked.dataset, asked.sheet, tell)
    shown = {"upload": asked.upload, "dataset": asked.dataset, "sheet": preview.table, "headers": preview.headers}
    return wizard(preview, of_dataset=bool(asked.dataset)), shown, None


def order_reading(clicks: Any, *chosen: Any) -> Any:
    """The order to read the file with the columns as they are chosen now."""
    if not clicks:
        return no_update
    fields, field_places, notations, notation_places, shown = chosen
    columns = matched.chosen_columns(shown, (fields, field_places), (notations, notation_places))
    asked = matched.file_in_question(shown)
    return {
        "upload": asked.upload,
        "dataset": asked.dataset,
        "sheet": asked.sheet,
        "columns": [[one.header, one.field, one.notation] for one in columns],
        "order": secrets.token_hex(4),
    }


def find_reading(_search: str) -> Any:
    """The reading that goes on since before the page was loaded: ordering it again joins that job."""
    going = services().jobs.under_way(actor(), MATCH.name)
    return going[0].arguments["args"][0] if going else no_update


def read(report: Any, order: Any) -> tuple[Any, ...]:
    """Runs in the worker: the file read with these columns, and its segments."""

    def tell(fraction: float, step: str) -> None:
        report((fraction, step))

    asked, choice = matched.file_in_question(order), matched.table_choice(order)
    reading, mappings = part(tell, 0.0, 0.3), services().mappings
    if asked.upload:
        dataset = mappings.import_upload(actor(), asked.upload, choice, reading)
    else:
        dataset = mappings.match(actor(), asked.dataset, choice, reading)
    words = arrived(dataset, part(tell, 0.3, 1.0))
    return dataset.id, words, None, None, None


def discard(_clicks: Sequence[Any]) -> Any:
    """The file that waits is gone."""
    key = pressed_key()
    if not key:
        return no_update
    services().unmatched.discard(actor(), parse.identifier(key, "upload"))
    return secrets.token_hex(4)


def close(clicks: Any) -> Any:
    """The wizard is put away, and with it what did not work; the file goes on waiting."""
    return (None, None, None) if clicks else (no_update, no_update, no_update)


LOOK = BackgroundTask(
    name="datasets.look",
    title="Looking at the columns of a file",
    run=look,
    permission=Permission.IMPORT,
    progress=Output(str(ids.MAPPING_LOOKING), "children"),
    cancel=Input(str(ids.MAPPING_LOOKING_CANCEL), "n_clicks"),
    failed=lambda error: (no_update, no_update, failed(said(error))),
    cancelled=lambda: (no_update, no_update, None),
)
MATCH = BackgroundTask(
    name="datasets.match",
    title="Importing a file",
    run=read,
    permission=Permission.IMPORT,
    progress=Output(str(ids.MAPPING_PROGRESS), "children"),
    cancel=Input(str(ids.MAPPING_CANCEL), "n_clicks"),
    failed=lambda error: (*[no_update] * 4, failed(said(error))),
    cancelled=lambda: (*[no_update] * 4, _stopped()),
)
TASKS = (LOOK, MATCH)


def _stopped() -> Any:
    return empty("Cancelled", "Nothing was imported; the columns stand as you chose them.")


def register(wire: Wiring) -> None:
    """Hangs up the wizard."""
    importing = Permission.IMPORT
    address, done = Input(str(ids.URL), "search"), Input(str(ids.DATASETS_IMPORTED), "data")
    shown, changed = Input(str(ids.MAPPING_SHOWN), "data"), Input(str(ids.MAPPING_CHANGED), "data")
    waiting = Output(str(ids.MAPPING_WAITING), "children")
    wire(show_waiting, waiting, address, done, shown, changed, permission=importing)
    _register_looking(wire)
    _register_reading(wire)
    wire(
        discard,
        Output(str(ids.MAPPING_CHANGED), "data"),
        Input(ids.MAPPING_DISCARD.at(ALL), "n_clicks"),
        permission=importing,
        prevent_initial_call=True,
    )
    wire(
        close,
        *_wizard(),
        Output(str(ids.MAPPING_PROGRESS), "children", allow_duplicate=True),
        Input(str(ids.MAPPING_CLOSE), "n_clicks"),
        permission=importing,
        prevent_initial_call=True,
    )


def _wizard() -> tuple[Output, Output]:
    """The wizard, and which file it shows."""
    place, shown = str(ids.MAPPING_WIZARD), str(ids.MAPPING_SHOWN)
    return Output(place, "children", allow_duplicate=True), Output(shown, "data", allow_duplicate=True)


def _register_looking(wire: Wiring) -> None:
    wanted_store = str(ids.MAPPING_WANTED)
    wire(
        open_file,
        Output(wanted_store, "data"),
        Input(ids.MAPPING_OPEN.at(ALL), "n_clicks"),
        permission=Permission.IMPORT,
        prevent_initial_call=True,
    )
    wire(
        choose_sheet,
        Output(wanted_store, "data", allow_duplicate=True),
        Input(str(ids.MAPPING_SHEET), "value"),
        State(str(ids.MAPPING_SHOWN), "data"),
        permission=Permission.IMPORT,
        prevent_initial_call=True,
    )
    wire.in_background(
        LOOK,
        *_wizard(),
        Output(str(ids.MAPPING_LOOKING), "children", allow_duplicate=True),
        Input(wanted_store, "data"),
    )


def _register_reading(wire: Wiring) -> None:
    order = str(ids.MAPPING_ORDER)
    wire(
        order_reading,
        Output(order, "data"),
        Input(str(ids.MAPPING_IMPORT), "n_clicks"),
        State(ids.MAPPING_FIELD.at(ALL), "value"),
        State(ids.MAPPING_FIELD.at(ALL), "id"),
        State(ids.MAPPING_NOTATION.at(ALL), "value"),
        State(ids.MAPPING_NOTATION.at(ALL), "id"),
        State(str(ids.MAPPING_SHOWN), "data"),
        permission=Permission.IMPORT,
        prevent_initial_call=True,
    )
    wire(
        find_reading,
        Output(order, "data", allow_duplicate=True),
        Input(str(ids.URL), "search"),
        permission=Permission.IMPORT,
        prevent_initial_call="initial_duplicate",
    )
    wire.in_background(
        MATCH,
        Output(str(ids.DATASETS_IMPORTED), "data", allow_duplicate=True),
        Output(str(ids.DATASETS_PROGRESS), "children", allow_duplicate=True),
        *_wizard(),
        Output(str(ids.MAPPING_PROGRESS), "children", allow_duplicate=True),
        Input(order, "data"),
    )
