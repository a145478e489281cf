"""The page of health."""

from typing import Any

from dash import Input, Output

from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.health import state
from services.policy import Permission


def show(_clicks: Any) -> Any:
    """How the installation is doing right now."""
    return state(services().health.get(actor()))


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    look, place = Input(str(ids.HEALTH_LOOK), "n_clicks"), Output(str(ids.HEALTH_STATE), "children")
    wire(show, place, look, permission=Permission.OVERSEE)
