"""The page of all uploads."""

from typing import Any

from dash import ALL, Input, Output, ctx, no_update

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.all_uploads import place_of, rooms, uploads_table, workspace_options
from components.notices import notice
from components.receipts import question, receipt
from components.text import minute
from services.policy import Permission


def show_rooms(_changed: Any) -> tuple[Any, Any]:
    """How full the workspaces are, and that they can be chosen."""
    usages = services().quota.usage(actor())
    return rooms(usages), workspace_options(usages)


def show_uploads(workspace: Any, state: Any, order: Any, words: Any, _changed: Any) -> Any:
    """The uploads that fit the filters."""
    return uploads_table(services().all_uploads.find(actor(), parse.uploads_query(workspace, state, order, words)))


def hide(_clicks: list[int | None]) -> tuple[Any, Any]:
    """A dataset of any workspace out of sight."""
    workspace, dataset = _pressed()
    if not dataset:
        return no_update, no_update
    hidden = services().lifecycle.hide(actor(), dataset, workspace)
    told = f"{hidden.dataset.name} is hidden. It can be restored until {minute(hidden.restorable_until)}."
    return f"hidden {dataset}", notice(told, bad=False)


def restore(_clicks: list[int | None]) -> tuple[Any, Any]:
    """It is seen again."""
    workspace, dataset = _pressed()
    if not dataset:
        return no_update, no_update
    restored = services().lifecycle.restore(actor(), dataset, workspace)
    return f"restored {dataset}", notice(f"{restored.name} is back.", bad=False)


def ask(_clicks: list[int | None]) -> tuple[Any, Any]:
    """The question before deleting."""
    workspace, dataset = _pressed()
    if not dataset:
        return no_update, no_update
    return True, question(services().all_uploads.get(actor(), dataset, workspace))


def delete(_clicks: list[int | None]) -> tuple[Any, Any]:
    """The dataset gone for good, and the receipt in the place of the question."""
    workspace, dataset = _pressed()
    if not dataset:
        return no_update, no_update
    return receipt(services().lifecycle.delete(actor(), dataset, workspace)), f"deleted {dataset}"


def show_receipt(_clicks: list[int | None]) -> tuple[Any, Any]:
    """The receipt of a deletion long past."""
    workspace, dataset = _pressed()
    if not dataset:
        return no_update, no_update
    return True, receipt(services().lifecycle.receipt(actor(), dataset, workspace))


def close(_clicks: list[int | None]) -> Any:
    """The dialog away, whatever it says."""
    return False if any(_clicks) else no_update


def _pressed() -> tuple[str, str]:
    """The workspace and the dataset that the pressed button carries; "" where buttons were merely drawn."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return "", ""
    workspace, dataset = place_of(key)
    return parse.identifier(workspace, "workspace"), parse.identifier(dataset, "dataset")


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    changed = Input(str(ids.UPLOADS_CHANGED), "data")
    once: dict[str, Any] = {"permission": Permission.MANAGE_UPLOADS, "prevent_initial_call": True}
    room = (Output(str(ids.UPLOADS_QUOTA), "children"), Output(str(ids.UPLOADS_WORKSPACE), "options"))
    wire(show_rooms, *room, changed, permission=Permission.MANAGE_UPLOADS)
    filters = [Input(str(slot), "value") for slot in (ids.UPLOADS_WORKSPACE, ids.UPLOADS_STATE, ids.UPLOADS_ORDER)]
    table = Output(str(ids.UPLOADS_TABLE), "children")
    words = Input(str(ids.UPLOADS_WORDS), "value")
    wire(show_uploads, table, *filters, words, changed, permission=Permission.MANAGE_UPLOADS)
    done = Output(str(ids.UPLOADS_CHANGED), "data", allow_duplicate=True)
    told = Output(str(ids.NOTICES), "children", allow_duplicate=True)
    wire(hide, done, told, Input(ids.UPLOADS_HIDE.at(ALL), "n_clicks"), **once)
    wire(restore, done, told, Input(ids.UPLOADS_RESTORE.at(ALL), "n_clicks"), **once)
    opened = Output(str(ids.UPLOADS_DIALOG), "is_open", allow_duplicate=True)
    content = Output(str(ids.UPLOADS_DIALOG), "children", allow_duplicate=True)
    wire(ask, opened, content, Input(ids.UPLOADS_DOOM.at(ALL), "n_clicks"), **once)
    wire(show_receipt, opened, content, Input(ids.UPLOADS_RECEIPT.at(ALL), "n_clicks"), **once)
    wire(delete, content, done, Input(ids.UPLOADS_DELETE.at(ALL), "n_clicks"), **once)
    wire(close, opened, Input(ids.UPLOADS_CLOSE.at(ALL), "n_clicks"), **once)
