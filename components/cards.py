"""Cards: the white sheets everything stands on."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.text import Content, dot, figures, percent, posts
from components.theme import segment_colour
from services.domain.views import SegmentCard

# Under this mean Jaccard a segment dissolves when the data is drawn again (Hennig 2007).
STABLE = 0.75
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


def segment_cards(cards: Sequence[SegmentCard], chosen: tuple[str, ...]) -> Component:
    """One button a segment; pressing it shows only its posts, everywhere on the page."""
    return html.Div(
        [_segment_card(one, pressed=one.id in chosen) for one in cards],
        className="segments",
        role="group",
        **aria(label="Segments: press one to see only its posts"),
    )


def _segment_card(one: SegmentCard, *, pressed: bool) -> Component:
    return html.Button(
        [
            html.Span([dot(one.rank), html.Strong(one.name)], className="segment-title"),
            html.Span(percent(one.share), className="segment-share"),
            html.Span(_line(one), className="segment-line"),
            figures(one.medians),
            html.Span([*_chips(one)], className="chips"),
        ],
        id=ids.SEGMENTS_CARD.at(one.id),
        type="button",
        className="segment",
        style={"--segment": segment_colour(one.rank)},
        **aria(pressed=pressed),
    )


def _line(one: SegmentCard) -> str:
    shown = posts(one.posts) if one.in_view == one.posts else f"{one.in_view:,} of {posts(one.posts)} in view"
    return f"{shown} · mostly {one.format} ({percent(one.format_share)})" if one.format else shown


def _chips(one: SegmentCard) -> list[Component]:
    chips = [chip(f"▲ {count}", "good") for count in one.high]
    chips += [chip(f"▼ {count}", "bad") for count in one.low]
    if one.jaccard is not None and one.jaccard < STABLE:
        chips.append(chip(f"unstable: {one.jaccard:.2f}", "warn", "Changes when the posts are drawn again."))
    return chips


def chip(text: str, tone: str = "plain", title: str = "") -> Component:
    """A few words in a small frame; tones: plain, good, bad, warn."""
    return html.Span(text, className=f"chip chip-{tone}", title=title or None)


def wide(content: Component) -> Component:
    """Content that keeps a readable width: on a narrow screen it scrolls by itself, the page does not."""
    return html.Div(content, className="wide", tabIndex="0", role="region", **aria(label="Scrolls sideways"))
