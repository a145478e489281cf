"""The page Overview, and the comparison of periods on every page."""

from typing import Any

from dash import Input, Output

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import comparing, ids, overview
from components.figures import CHARTS, Drawing
from services.policy import Permission


def show_comparison(ready: str) -> Any:
    """The period in view beside the one it is compared with."""
    return comparing.strip(services().overview.comparison(actor(), parse.selection(ready)))


def show_headline(ready: str) -> Any:
    """The finding in words."""
    return overview.headline(services().segments.headline(actor(), parse.selection(ready)))


def show_tiles(ready: str) -> Any:
    """Four figures with their changes."""
    return overview.tiles(services().overview.tiles(actor(), parse.selection(ready)))


def show_mix(ready: str) -> Drawing:
    """The segments over time."""
    return CHARTS["mix"].draw(services().segments.mix(actor(), parse.selection(ready)))


def show_split(ready: str) -> Any:
    """What goes with the change of the mix."""
    return overview.split(services().overview.split(actor(), parse.selection(ready)))


def show_attention(ready: str) -> Any:
    """What is open, doubtful or left out."""
    return overview.notices(services().overview.attention(actor(), parse.selection(ready)))


def show_newest(_ready: str) -> Any:
    """The newest datasets."""
    return overview.newest(services().overview.newest(actor()))


def register(wire: Wiring) -> None:
    """Hangs up the page, and the strip of all pages."""
    ready = Input(str(ids.SWEEP_READY), "data")
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    wire(show_comparison, Output(str(ids.COMPARED), "children"), ready, **once)
    wire(show_headline, Output(str(ids.OVERVIEW_HEADLINE), "children"), ready, **once)
    wire(show_tiles, Output(str(ids.OVERVIEW_TILES), "children"), ready, **once)
    wire(show_mix, Output(str(ids.OVERVIEW_MIX), "figure"), ready, **once)
    wire(show_split, Output(str(ids.OVERVIEW_SPLIT), "children"), ready, **once)
    wire(show_attention, Output(str(ids.OVERVIEW_ATTENTION), "children"), ready, **once)
    wire(show_newest, Output(str(ids.OVERVIEW_DATASETS), "children"), ready, **once)
