"""What if, the smallest changes and the twins: asked for once the post itself is explained, and never a job.

What somebody sets is gathered in the browser (assets/moves.js) into a store, together with the view it belongs to,
so that counts set for one post are never taken for those of the next.
"""

from typing import Any

from dash import ALL, MATCH, Input, Output, State

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.empty import empty
from components.moved_answers import moved_answers
from components.moves import count_fields, nearest_list, twins_table, verdict
from services.domain.errors import InvalidInput, NotFound
from services.policy import Permission


def show_counts(_explained: Any, ready: str) -> tuple[Any, Any, Any]:
    """A field for each count that can be set, and what the post has of each; nothing is set any more."""
    try:
        counts = services().moves.what_if(actor(), parse.selection(ready)).counts
    except NotFound:
        return None, None, None
    except InvalidInput as cannot:
        return empty("Nothing to change", str(cannot)), None, None
    return count_fields(counts), {count.name: count.was for count in counts}, None


def show_verdict(wanted: Any, _explained: Any, _forest: Any, ready: str) -> Any:
    """Where the post falls with the counts that are set, or why it cannot have them."""
    try:
        return verdict(services().moves.what_if(actor(), parse.selection(ready), parse.moved_counts(wanted, ready)))
    except NotFound:
        return None
    except InvalidInput as cannot:
        return str(cannot)


def show_answers(wanted: Any, _explained: Any, _forest: Any, ready: str) -> Any:
    """The three answers for these counts; nothing where none was changed."""
    try:
        counts, selection = parse.moved_counts(wanted, ready), parse.selection(ready)
        moved = services().moves.what_if(actor(), selection, counts)
        if not moved.changes:
            return []
        return moved_answers(moved, services().moves.what_if_shap(actor(), selection, counts))
    except (NotFound, InvalidInput):
        # What is wrong is said beside the fields.
        return []


def show_nearest(_explained: Any, ready: str) -> Any:
    """The smallest change into each of the other segments."""
    try:
        return nearest_list(services().moves.nearest(actor(), parse.selection(ready)))
    except (NotFound, InvalidInput):
        return None


def show_twins(_explained: Any, ready: str, search: str) -> Any:
    """The twins, each with the way to its own explanation."""
    try:
        return twins_table(services().moves.twins(actor(), parse.selection(ready)), parse.explain_address(search))
    except NotFound:
        return None


def register(wire: Wiring) -> None:
    """Hangs up the section; its servants wait for the neighbours, which come with the explanation."""
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    explained, ready = Input(str(ids.EXPLAIN_NEIGHBOURS), "data"), State(str(ids.SWEEP_READY), "data")
    counts, own = Output(str(ids.MOVES_COUNTS), "children"), Output(str(ids.MOVES_OWN), "data")
    wanted = str(ids.MOVES_WANTED)
    wire(show_counts, counts, own, Output(wanted, "data"), explained, ready, **once)
    set_now = (Input(wanted, "data"), explained, Input(str(ids.MODEL_READY), "data"), ready)
    wire(show_verdict, Output(str(ids.MOVES_VERDICT), "children"), *set_now, **once)
    wire(show_answers, Output(str(ids.MOVES_ANSWERS), "children"), *set_now, **once)
    wire(show_nearest, Output(str(ids.MOVES_NEAREST), "children"), explained, ready, **once)
    address = State(str(ids.URL), "search")
    wire(show_twins, Output(str(ids.MOVES_TWINS), "children"), explained, ready, address, **once)
    _register_fields(wire)


def _register_fields(wire: Wiring) -> None:
    """In the browser: a number and its slider follow each other, buttons set several, and all are gathered."""
    field, slider = ids.MOVES_FIELD.at(MATCH), ids.MOVES_SLIDER.at(MATCH)
    both = (Output(field, "value"), Output(slider, "value"), Input(field, "value"), Input(slider, "value"))
    wire.in_browser("followCount", *both, prevent_initial_call=True)
    fields = ids.MOVES_FIELD.at(ALL)
    wire.in_browser(
        "setCounts",
        Output(fields, "value", allow_duplicate=True),
        Input(str(ids.MOVES_RESET), "n_clicks"),
        Input(ids.MOVES_TRY.at(ALL), "n_clicks"),
        State(fields, "id"),
        State(str(ids.MOVES_OWN), "data"),
        prevent_initial_call=True,
    )
    wire.in_browser(
        "gatherCounts",
        Input(fields, "value"),
        State(fields, "id"),
        State(str(ids.SWEEP_READY), "data"),
        prevent_initial_call=True,
    )
