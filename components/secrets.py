"""What is shown once to be carried away: links, and codes."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from components.text import Content


def link_to_hand_over(words: Content, address: str) -> Component:
    """A link as text, taken whole with one click; it is not followed here: it works once."""
    return html.Div(
        [html.P(words), html.Code(address, className="take-whole", tabIndex="0")], className="told-once", role="status"
    )


def codes_to_keep(codes: Sequence[str]) -> Component:
    """Recovery codes, with the only warning there is."""
    return html.Div(
        [
            html.P(
                "Each of these codes signs you in once when your phone is gone. Keep them where nobody else looks; "
                "they are not shown again."
            ),
            html.Ul([html.Li(html.Code(code)) for code in codes], className="codes"),
        ],
        className="told-once",
        role="status",
    )
