"""The slide master of a workspace: which one, what is used of it, and the way to another."""

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import chip
from components.text import minute
from services.domain.branding import MasterFacts

_HOW = (
    "The .pptx whose look PowerPoint reports take on, 5 MB at most. Masters, layouts and pictures are kept; slides, "
    "notes and links to elsewhere are taken out, and files with macros are refused."
)


def frame() -> Component:
    """The form; what is kept now is drawn by a callback."""
    choose = dcc.Upload(
        html.Span("Choose a .pptx", className="tool"), id=str(ids.MASTER_FILE), accept=".pptx", max_size=5_000_000
    )
    return html.Div(
        [
            dcc.Store(id=str(ids.MASTER_CHANGED)),
            html.H3("Slide master"),
            html.P(_HOW, className="step"),
            html.Div(id=str(ids.MASTER_FACTS)),
            html.Div(
                [
                    html.Label([html.Span("Slide master", className="visually-hidden"), choose]),
                    html.Button("Remove it", id=str(ids.MASTER_REMOVE), type="button", className="tool", hidden=True),
                ],
                className="actions",
            ),
            html.Div(id=str(ids.MASTER_TOLD), role="status", **aria(live="polite")),
        ],
        className="master",
    )


def known(facts: MasterFacts | None) -> Component:
    """What slides take on, in words."""
    if facts is None:
        return html.P("None: slides have the look of the app.")
    words = f"{facts.name}, given by {facts.changed_by} on {minute(facts.changed_at)}."
    used = f"The cover is made of “{facts.cover}”, the other slides of “{facts.content}”."
    if not facts.titled:
        used = f"No layout has a place for a title: titles are set as text on “{facts.content}”."
    return html.Div([html.P(words), html.P(used), *([] if facts.titled else [chip("No place for titles", "warn")])])
