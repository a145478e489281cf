"""What drives them: the forest's view of all posts, and how far it may be believed."""

from typing import Any

from dash import Input, Output, State

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.drivers import fidelity_text, headline
from components.empty import empty
from components.figures import CHARTS, Drawing
from components.portraits import gallery
from services.domain.driving import DriversView
from services.domain.errors import NotFound
from services.domain.views import Option
from services.policy import Permission


def _view(ready: str) -> DriversView:
    return services().explanations.drivers(actor(), parse.selection(ready))


def show_headline(ready: str) -> Any:
    """The finding in words, or that there is nothing to find it in."""
    try:
        return headline(_view(ready).headline)
    except NotFound as nothing:
        return empty("Nothing in view", str(nothing))


def show_importance(ready: str) -> Drawing:
    """Mean absolute SHAP value by segment and count."""
    return CHARTS["importance"].draw(_view(ready).importance)


def show_beeswarm(ready: str) -> Drawing:
    """SHAP values of a sample of posts for the chosen segment."""
    return CHARTS["beeswarm"].draw(_view(ready).beeswarm)


def show_dependence(ready: str) -> Drawing:
    """One count against its SHAP value."""
    return CHARTS["dependence"].draw(_view(ready).dependence)


def show_fidelity(ready: str) -> tuple[Drawing, Any]:
    """How well the forest restates the segments."""
    view = _view(ready).fidelity
    return CHARTS["confusion"].draw(view), fidelity_text(view)


def show_agreement(ready: str) -> Drawing:
    """How often the three answers name the same counts."""
    return CHARTS["agreement"].draw(_view(ready).agreement)


def show_portraits(ready: str, search: str) -> Any:
    """Typical and odd posts of each segment."""
    found = services().explanations.portraits(actor(), parse.selection(ready))
    return gallery(found, parse.explain_address(search))


def show_choices(ready: str) -> tuple[Any, Any, Any, Any]:
    """What the two selects offer, and what they stand at."""
    view = _view(ready)
    return _options(view.segments), view.segment, _options(view.features), view.feature


def _options(offered: tuple[Option, ...]) -> list[dict[str, str]]:
    return [{"label": option.label, "value": option.value} for option in offered]


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    ready = Input(str(ids.MODEL_READY), "data")
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    wire(show_headline, Output(str(ids.DRIVERS_HEADLINE), "children"), ready, **once)
    wire(show_importance, Output(str(ids.DRIVERS_IMPORTANCE), "figure"), ready, **once)
    wire(show_beeswarm, Output(str(ids.DRIVERS_BEESWARM), "figure"), ready, **once)
    wire(show_dependence, Output(str(ids.DRIVERS_DEPENDENCE), "figure"), ready, **once)
    fidelity = (Output(str(ids.DRIVERS_CONFUSION), "figure"), Output(str(ids.DRIVERS_FIDELITY), "children"))
    wire(show_fidelity, *fidelity, ready, **once)
    wire(show_agreement, Output(str(ids.DRIVERS_AGREEMENT), "figure"), ready, **once)
    portraits, address = Output(str(ids.DRIVERS_PORTRAITS), "children"), State(str(ids.URL), "search")
    wire(show_portraits, portraits, Input(str(ids.SWEEP_READY), "data"), address, **once)
    wire(
        show_choices,
        Output(str(ids.DRIVERS_SEGMENT), "options"),
        Output(str(ids.DRIVERS_SEGMENT), "value"),
        Output(str(ids.DRIVERS_FEATURE), "options"),
        Output(str(ids.DRIVERS_FEATURE), "value"),
        ready,
        **once,
    )
    wire.in_browser(
        "choose",
        Output(str(ids.URL), "search", allow_duplicate=True),
        Input(str(ids.DRIVERS_SEGMENT), "value"),
        Input(str(ids.DRIVERS_FEATURE), "value"),
        State(str(ids.URL), "search"),
        prevent_initial_call=True,
    )
