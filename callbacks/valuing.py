"""The value calculator: the browser's own figures in, a sum out; nothing is kept."""

from typing import Any

from dash import Input, Output
from dash.exceptions import PreventUpdate

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids, valuing
from services.policy import Permission


def show_worth(comment: object, share: object, hours: object, hour: object, ready: str | None) -> Any:
    """What the posts in view come to by what was typed."""
    if ready is None:
        raise PreventUpdate
    figures = parse.own_figures(comment, share, hours, hour)
    return valuing.result(services().overview.worth(actor(), parse.selection(ready), figures))


def register(wire: Wiring) -> None:
    """Hangs up the calculator."""
    fields = (ids.VALUE_COMMENT, ids.VALUE_SHARE, ids.VALUE_HOURS, ids.VALUE_HOUR)
    wire(
        show_worth,
        Output(str(ids.VALUE_RESULT), "children"),
        *(Input(str(field), "value") for field in fields),
        Input(str(ids.SWEEP_READY), "data"),
        permission=Permission.EXPLORE,
        prevent_initial_call=True,
    )
