"""The slide master of the workspace: shown, changed, removed."""

import base64
import binascii
from typing import Any

from dash import Input, Output, State

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.masters import known
from services.domain.errors import InvalidInput
from services.policy import Permission

# Four letters for every three bytes, and the words before them.
_LONGEST = 6_800_000


def show(_search: str, _changed: Any) -> tuple[Any, bool]:
    """What slides take on now, and whether there is anything to remove."""
    facts = services().masters.facts(actor())
    return known(facts), facts is None


def change(sent: object, name: object) -> tuple[Any, Any]:
    """Another one, cleaned and kept."""
    facts = services().masters.change(actor(), parse.text(name, "name"), _content(sent))
    return "Saved. PowerPoint reports take on its look from now on.", f"{facts.name} {facts.changed_at}"


def remove(_clicks: int | None) -> tuple[Any, Any]:
    """None any more."""
    services().masters.remove(actor())
    return "Removed. Slides have the look of the app again.", ""


def _content(sent: object) -> bytes:
    if not isinstance(sent, str) or len(sent) > _LONGEST:
        raise InvalidInput("A slide master has at most 5 MB.", "master")
    try:
        return base64.b64decode(sent.partition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("This file cannot be read. Choose it again.", "master") from None


def register(wire: Wiring) -> None:
    """Hangs up the form."""
    once: dict[str, Any] = {"permission": Permission.REPORT, "prevent_initial_call": True}
    told, changed = Output(str(ids.MASTER_TOLD), "children"), Output(str(ids.MASTER_CHANGED), "data")
    wire(
        show,
        Output(str(ids.MASTER_FACTS), "children"),
        Output(str(ids.MASTER_REMOVE), "hidden"),
        Input(str(ids.URL), "search"),
        Input(str(ids.MASTER_CHANGED), "data"),
        permission=Permission.REPORT,
    )
    wire(
        change,
        told,
        changed,
        Input(str(ids.MASTER_FILE), "contents"),
        State(str(ids.MASTER_FILE), "filename"),
        **once,
    )
    wire(
        remove,
        Output(str(ids.MASTER_TOLD), "children", allow_duplicate=True),
        Output(str(ids.MASTER_CHANGED), "data", allow_duplicate=True),
        Input(str(ids.MASTER_REMOVE), "n_clicks"),
        **once,
    )
