"""Pins: kept from any page, listed and taken away where reports are built."""

from collections.abc import Mapping
from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks import parse
from callbacks.context import actor, services
from callbacks.pressed import pressed_key
from callbacks.wiring import Wiring
from components import ids
from components.notices import notice
from components.pins import pin_list, pinned_thing
from services.domain.errors import InvalidInput
from services.pins import pin_title
from services.policy import Permission


def add(wanted: object, search: str, page: str) -> Any:
    """Keeps the thing whose button was pressed, in the view that the address describes."""
    if not isinstance(wanted, Mapping):
        raise InvalidInput("What is to be added cannot be read. Load the page again.", "pin")
    name, subject = pinned_thing(parse.text(wanted.get("thing"), "pin"))
    kept = services().pins.add(actor(), parse.text(page, "page"), name, subject, parse.selection(search))
    return notice(f"{pin_title(kept)} is on your list: build a report with it on the page Reports.", bad=False)


def show_pins(_search: str, _changed: Any) -> Any:
    """Everything that this person keeps."""
    return pin_list(services().pins.all(actor()))


def remove(_clicks: list[int | None]) -> Any:
    """One of them taken away."""
    key = pressed_key()
    if not key:
        return no_update
    services().pins.remove(actor(), parse.identifier(key, "pin"))
    return key


def register(wire: Wiring) -> None:
    """Hangs up the buttons and the list."""
    once: dict[str, Any] = {"permission": Permission.REPORT, "prevent_initial_call": True}
    wire(
        add,
        Output(str(ids.NOTICES), "children", allow_duplicate=True),
        Input(str(ids.PINS_WANTED), "data"),
        State(str(ids.URL), "search"),
        State(str(ids.URL), "pathname"),
        **once,
    )
    wire(
        show_pins,
        Output(str(ids.PINS_LIST), "children"),
        Input(str(ids.URL), "search"),
        Input(str(ids.PINS_CHANGED), "data"),
        permission=Permission.REPORT,
    )
    wire(remove, Output(str(ids.PINS_CHANGED), "data"), Input(ids.PINS_REMOVE.at(ALL), "n_clicks"), **once)
