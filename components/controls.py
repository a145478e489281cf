"""The filter pills: native inputs with labels, so that keyboard and screen reader need nothing special."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.comparing import CHOICES
from components.slot import Slot
from components.text import Content, minute, posts
from services.domain.selection import Selection
from services.domain.views import Choices

# A date typed by keyboard passes through years such as 0002: wait this long, in milliseconds.
TYPING = 800


def filter_bar(choices: Choices, selection: Selection, recipes: tuple[tuple[str, str], ...]) -> Component:
    """Period, page, format and recipe as pills, and what the view stands on."""
    filters = selection.filters
    # A file without dates has no periods.
    comparable = [(one.value, words) for one, words in CHOICES] if choices.first else []
    pills = [
        _period(choices, filters.since, filters.until),
        choice("Page", ids.FILTER_PAGE, _offered(choices.pages), _only(filters.pages)),
        choice("Format", ids.FILTER_FORMAT, _offered(choices.formats), _only(filters.formats)),
        choice("Tag", ids.FILTER_TAG, _tags(choices), _only(filters.tags)),
        choice("Compare with", ids.FILTER_COMPARE, comparable, selection.compare.value),
        choice("Recipe", ids.FILTER_RECIPE, recipes, choices.recipe),
    ]
    return html.Div(
        [*pills, _clear(selection), html.Span(_basis(choices), className="basis")],
        className="pills",
        role="group",
        **aria(label="Filters"),
    )


def choice(label: str, slot: Slot, options: Sequence[tuple[str, str]], value: str) -> Component:
    """A pill with a name and a native select; nothing to see where there is nothing to choose."""
    offered = [{"label": text, "value": key} for key, text in options]
    # The component shows its placeholder for the value "", even where an option has that value.
    every = next((text for key, text in options if not key), None)
    return html.Div(
        [
            html.Label(label, htmlFor=str(slot)),
            dbc.Select(id=str(slot), options=offered, value=value, placeholder=every, size="sm"),
        ],
        className="pill",
        hidden=len(offered) < 2,
    )


def one_of_many(label: str, place: dict[str, Any], options: Sequence[tuple[str, str]], value: str) -> Component:
    """A native select that is one of many of its kind; its label is for those who hear the page."""
    offered = [{"label": text, "value": key} for key, text in options]
    every = next((text for key, text in options if not key), None)
    name = html.Label(label, htmlFor=written(place), className="visually-hidden")
    return html.Div([name, dbc.Select(id=place, options=offered, value=value, placeholder=every)])


def written(place: dict[str, Any]) -> str:
    """An id of many as it stands in the page, for a label to point to."""
    return json.dumps(place, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def action(label: str, slot: Slot, *, icon: str = "", main: bool = False, disabled: bool = False) -> Component:
    """A button with a verb on it; a page has one `main` action."""
    words: Content = [html.I(className=f"bi bi-{icon}", **aria(hidden=True)), label] if icon else label
    return html.Button(
        words, id=str(slot), type="button", className="tool tool-main" if main else "tool", disabled=disabled
    )


def _offered(values: tuple[str, ...]) -> list[tuple[str, str]]:
    every = ("", f"all {len(values)}" if len(values) > 1 else "all")
    return [every, *((value, value) for value in values)] if len(values) > 1 else [every]


def _tags(choices: Choices) -> list[tuple[str, str]]:
    every = [("", "all posts")]
    return [*every, *((tag.value, tag.label) for tag in choices.tags)] if choices.tags else every


def _only(values: tuple[str, ...]) -> str:
    return values[0] if len(values) == 1 else ""


def _period(choices: Choices, since: date | None, until: date | None) -> Component:
    return html.Div(
        [
            html.Span("Period", className="pill-name", **aria(hidden=True)),
            _day("From", ids.FILTER_SINCE, since or choices.first, choices),
            html.Span("–", **aria(hidden=True)),
            _day("Until", ids.FILTER_UNTIL, until or choices.last, choices),
        ],
        className="pill",
    )


def _day(label: str, slot: Slot, value: date | datetime | None, choices: Choices) -> Component:
    shown = dbc.Input(
        id=str(slot),
        # The browser's own date field; the component's list of types lacks it.
        type="date",
        value=_as_day(value),
        min=_as_day(choices.first),
        max=_as_day(choices.last),
        # A file without dates has no period to choose.
        disabled=choices.first is None,
        debounce=TYPING,
    )
    return html.Span([html.Label(label, htmlFor=str(slot), className="visually-hidden"), shown])


def _as_day(moment: date | datetime | None) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def _clear(selection: Selection) -> Component:
    filters = selection.filters
    what = (filters.segments, filters.pages, filters.formats, filters.area, filters.lever, filters.tags)
    chosen = (*what, filters.since, filters.until)
    return html.Button(
        "Clear filters",
        id=str(ids.FILTER_CLEAR),
        type="button",
        className="pill pill-clear",
        hidden=not any(chosen),
    )


def _basis(choices: Choices) -> str:
    shown = (
        posts(choices.posts)
        if choices.in_view == choices.posts
        else f"{choices.in_view:,} of {posts(choices.posts)} in view"
    )
    return f"{choices.dataset_name} · {shown} · analysed {minute(choices.analysed_at)}"
