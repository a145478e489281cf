"""Score new posts: what is typed or dropped is placed at once, and nothing of it is kept."""

import base64
import binascii
from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks import parse
from callbacks.context import actor, services
from callbacks.pressed import by_key
from callbacks.wiring import Wiring
from components import ids
from components.empty import empty, failed
from components.scoring import FORMAT, PAGE, answer, fields, scored_table
from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput, NotFound, TooLarge
from services.domain.scoring import MOST_BYTES, NewPost
from services.policy import Permission

# Four letters for every three bytes.
_LONGEST = MOST_BYTES * 4 // 3 + 4


def show_datasets(search: str) -> tuple[Any, Any]:
    """The files of the workspace, newest first; the one that the address names is chosen."""
    found = services().datasets.newest_first(actor())
    wanted = parse.selection(search).segmentation.dataset
    known = [dataset.id for dataset in found]
    options = [{"label": dataset.name, "value": dataset.id} for dataset in found]
    return options, wanted if wanted in known else (known[0] if known else None)


def choose(dataset: Any, search: str) -> Any:
    """Another file: its address, from which everything else follows."""
    if not dataset:
        return no_update
    chosen = parse.identifier(dataset, "dataset")
    now = services().datasets.get(actor(), parse.selection(search).segmentation.dataset)
    return no_update if now.id == chosen else f"?dataset={chosen}"


def show_fields(ready: str) -> tuple[Any, Any, Any]:
    """What can be typed; what was scored by other segments is gone."""
    asked = services().scoring.askable(actor(), parse.selection(ready).segmentation)
    return fields(asked), None, None


def score_post(_clicks: int | None, values: list[Any], places: list[Any], ready: str | None) -> Any:
    """Where the typed post lands, or why it cannot be placed."""
    if not ready:
        return no_update
    try:
        post = _typed(by_key(places, values))
        return answer(services().scoring.score(actor(), parse.selection(ready).segmentation, [post]))
    except (InvalidInput, NotFound) as cannot:
        return failed(str(cannot))


def score_file(sent: Any, ready: str | None) -> Any:
    """The rows of the dropped file, or why it cannot be read."""
    if not sent or not ready:
        return no_update
    try:
        content = _content(sent)
        scored, table = services().scoring.score_file(actor(), parse.selection(ready).segmentation, content)
    except (InvalidInput, NotFound, TooLarge) as cannot:
        return failed(str(cannot))
    if not scored.posts:
        return empty("No row can be scored", table.set_aside[0][1])
    return scored_table(scored, table)


def save(_clicks: int | None, sent: Any, ready: str | None) -> Any:
    """All rows as a file."""
    if not _clicks or not sent or not ready:
        return no_update
    name, text = services().scoring.as_csv(actor(), parse.selection(ready).segmentation, _content(sent))
    # Spreadsheets take a file for UTF-8 by its mark.
    return {"content": f"\ufeff{text}", "filename": name, "type": "text/csv"}


def _typed(given: dict[str, Any]) -> NewPost:
    words = {name: parse.text(given.pop(name, None), name) for name in (FORMAT, PAGE)}
    counts = {name: _count(name, value) for name, value in given.items() if value not in (None, "")}
    if not counts:
        raise InvalidInput("Type at least one count.", "counts")
    return NewPost("typed", counts, words[FORMAT], words[PAGE])


def _count(name: str, value: Any) -> float:
    if name not in COUNTS:
        raise InvalidInput("There is no such count. Load the page again.", "counts")
    try:
        return float(str(value))
    except ValueError:
        raise InvalidInput(f"{COUNTS[name].label} must be a whole number.", name) from None


def _content(sent: Any) -> bytes:
    """The bytes of what assets/scoring.js read."""
    if not isinstance(sent, str):
        raise InvalidInput("The file cannot be read. Choose it again.", "file")
    if len(sent) > _LONGEST:
        raise TooLarge(f"The file has more than {MOST_BYTES:,} bytes. Bring it to the page Datasets instead.")
    try:
        return base64.b64decode(sent, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("The file cannot be read. Choose it again.", "file") from None


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    once: dict[str, Any] = {"permission": Permission.SCORE, "prevent_initial_call": True}
    address, dataset = str(ids.URL), str(ids.SCORING_DATASET)
    ready = str(ids.SWEEP_READY)
    chosen = (Output(dataset, "options"), Output(dataset, "value"))
    wire(show_datasets, *chosen, Input(address, "search"), permission=Permission.SCORE)
    there = Output(address, "search", allow_duplicate=True)
    wire(choose, there, Input(dataset, "value"), State(address, "search"), **once)
    places = (ids.SCORING_FIELDS, ids.SCORING_ANSWER, ids.SCORING_TABLE)
    cleared = [Output(str(place), "children", allow_duplicate=True) for place in places]
    wire(show_fields, *cleared, Input(ready, "data"), **once)
    wire(
        score_post,
        Output(str(ids.SCORING_ANSWER), "children"),
        Input(str(ids.SCORING_POST), "n_clicks"),
        State(ids.SCORING_FIELD.at(ALL), "value"),
        State(ids.SCORING_FIELD.at(ALL), "id"),
        State(ready, "data"),
        **once,
    )
    sent = str(ids.SCORING_SENT)
    wire(score_file, Output(str(ids.SCORING_TABLE), "children"), Input(sent, "data"), State(ready, "data"), **once)
    pressed = Input(str(ids.SCORING_SAVE), "n_clicks")
    wire(save, Output(str(ids.SCORING_SAVED), "data"), pressed, State(sent, "data"), State(ready, "data"), **once)
