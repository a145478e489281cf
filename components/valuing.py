"""The value calculator: empty fields, and what comes of what is typed into them."""

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.cards import card
from components.slot import Slot
from components.text import Part, claimed, named_segment, posts
from services.claiming import told
from services.domain.valuing import SegmentWorth, Worth

_FIELDS = (
    (ids.VALUE_COMMENT, "Value of a comment"),
    (ids.VALUE_SHARE, "Value of a share"),
    (ids.VALUE_HOURS, "Hours of work a post"),
    (ids.VALUE_HOUR, "Value of an hour of work"),
)
_NOTHING = "Type a figure of your own: nothing is assumed, and nothing is kept but in this browser tab."
# A figure is read once typing pauses, in milliseconds.
_TYPING = 500


def frame() -> Component:
    """The fields, nothing in them, and the place of the result."""
    return card(
        "What posts come to by your own figures",
        "In whatever money you think in. A sum, not a forecast: it says what was earned, not what would be.",
        [
            html.Div([_field(slot, label) for slot, label in _FIELDS], className="own-figures"),
            html.Div(html.P(_NOTHING, className="position"), id=str(ids.VALUE_RESULT), role="status"),
        ],
    )


def _field(slot: Slot, label: str) -> Component:
    typed = dbc.Input(
        id=str(slot),
        type="number",
        min=0,
        step="any",
        debounce=_TYPING,
        persistence=True,
        persistence_type="session",
        size="sm",
    )
    return html.Div([html.Label(label, htmlFor=str(slot)), typed], className="field")


def result(value: Worth | None) -> Component | list[Component]:
    """The sum in a sentence, and what one post of each segment comes to."""
    if value is None:
        return html.P(_NOTHING, className="position")
    in_all, earned, work = (claimed(one, told(one).text) for one in (value.in_all, value.earned, value.work))
    words: list[Part] = ["By your figures the posts in view come to ", in_all, ": earned ", earned]
    words += [", less work ", work, "."]
    head = html.Tr([html.Th("Segment"), html.Th("Posts", className="amount"), html.Th("One post", className="amount")])
    rows = html.Tbody([_row(one) for one in value.segments])
    return [html.P(words), html.Table([html.Thead(head), rows], className="facts worth")]


def _row(one: SegmentWorth) -> Component:
    return html.Tr(
        [
            html.Th(named_segment(one.rank, one.name), scope="row"),
            html.Td(posts(one.posts), className="amount"),
            html.Td(claimed(one.of_one, told(one.of_one).text), className="amount"),
        ]
    )
