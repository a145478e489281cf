"""The page of activity."""

from typing import Any

from dash import Input, Output

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.activity import activity_table, csv_address, options
from services.policy import Permission


def show(who: Any, room: Any, what: Any, since: Any) -> tuple[Any, ...]:
    """The lines that fit, where they come from as CSV, and what the filters offer."""
    asked, days = parse.actions(who, room, what, since)
    activity = services().activity
    found = activity.find(actor(), activity.last(actor(), days, asked))
    address = csv_address(asked.user_id, asked.workspace_id, asked.what, days)
    return activity_table(found), address, *options(found)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    pills = (ids.ACTIVITY_WHO, ids.ACTIVITY_ROOM, ids.ACTIVITY_WHAT)
    wire(
        show,
        Output(str(ids.ACTIVITY_TABLE), "children"),
        Output(str(ids.ACTIVITY_CSV), "href"),
        *(Output(str(slot), "options") for slot in pills),
        *(Input(str(slot), "value") for slot in (*pills, ids.ACTIVITY_SINCE)),
        permission=Permission.OVERSEE,
    )
