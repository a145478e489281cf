"""Cards: the white sheets everything stands on."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components.attributes import aria
from components.text import Content

SKELETON_DELAY = 300


def card(title: str, subtitle: Content, body: Content, place: str = "", action: Content = None) -> Component:
    """A sheet with a title, a line that says how to read it, an optional control at the right; `place` is its id."""
    head = html.Div([html.Div([html.H2(title), html.P(subtitle)]), html.Div(action)], className="sheet-head")
    given: dict[str, Any] = {"id": place} if place else {}
    return html.Section([head, html.Div(body, className="sheet-body")], className="sheet", **given)


def skeleton(height: int) -> Component:
    """A grey shape of the size of what is to come."""
    shape: Component = dbc.Placeholder(className="skeleton", style={"height": f"{height}px"}, animation="wave")
    return shape


def waiting(content: Content, height: int) -> Component:
    """Content which a callback fills; a skeleton of its size shows when that takes over 0.3 s."""
    return dcc.Loading(
        content,
        delay_show=SKELETON_DELAY,
        show_initially=False,
        custom_spinner=skeleton(height),
        overlay_style={"visibility": "visible", "opacity": 0.45},
        parent_className="waiting",
    )


def page_head(title: str, action: Content = None) -> Component:
    """The title of a page and its main action."""
    return html.Header([html.H1(title), html.Div(action, className="actions")], className="page-head")


def chip(text: str, tone: str = "plain", title: str = "") -> Component:
    """A few words in a small frame; tones: plain, good, bad, warn."""
    return html.Span(text, className=f"chip chip-{tone}", title=title or None)


def table_region(table: Component, label: str) -> Component:
    """A table that scrolls by itself where the screen is narrow, known by its label to those who hear the page."""
    return html.Div(table, className="scroll", tabIndex="0", role="region", **aria(label=label))


def wide(content: Component) -> Component:
    """Content that keeps a readable width: on a narrow screen it scrolls by itself, the page does not."""
    return html.Div(content, className="wide", tabIndex="0", role="region", **aria(label="Scrolls sideways"))
