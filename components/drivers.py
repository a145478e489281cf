"""The page What drives them: what the model leans on, and how far to trust it."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids, portraits
from components.cards import card, page_head, skeleton, waiting, wide
from components.figures import graph
from components.pins import pin
from components.progress import ANALYSIS_STORES, MODEL_STORES, progress_place
from components.slot import Slot
from components.text import Part, claimed, dot, percent, sentence
from services.claiming import figure
from services.domain.driving import FidelityView
from services.domain.views import Sentence


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    stores = (*ANALYSIS_STORES, *MODEL_STORES)
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in stores),
            page_head("What drives them"),
            html.Div(id=str(ids.SWEEP_STALE), role="status"),
            html.Div(id=str(ids.DRIVERS_HEADLINE), className="headline", role="status"),
            html.Div(id=str(ids.COMPARED)),
            html.Div(id=str(ids.FILTERS)),
            progress_place(ids.SWEEP_PROGRESS, ids.SWEEP_CANCEL),
            progress_place(ids.MODEL_PROGRESS, ids.MODEL_CANCEL),
            html.Div([_left(), _right()], className="columns"),
            _portraits(),
        ],
        className="page",
    )


def headline(finding: Sentence) -> list[Component]:
    """The finding, and what kind of model it is about."""
    how = "SHAP values of a forest that restates the segments: what goes with a segment, not what causes it."
    return [html.P(sentence(finding)), html.P(how, className="how")]


def fidelity_text(view: FidelityView) -> Component:
    """How well the forest restates the segments, against always naming the largest one, and by segment."""
    shares = (view.held_out, view.baseline)
    told: list[Part] = [claimed(one, figure(one)) for one in view.claims]
    held_out, baseline = told or [percent(share) for share in shares]
    rows = [
        html.Tr([html.Th([dot(rank), name], scope="row"), html.Td(percent(float(share)), className="amount")])
        for rank, (name, share) in enumerate(zip(view.names, view.per_segment, strict=True))
    ]
    return html.Div(
        [
            html.P(
                [
                    html.Strong(held_out),
                    " of the posts the forest did not see get the right segment; always naming the largest segment",
                    " would give ",
                    baseline,
                    ". This is fidelity to the segmentation, not accuracy about the world.",
                ]
            ),
            html.P(_taught(view), className="how"),
            html.Table(
                [html.Thead(html.Tr([html.Th("Segment"), html.Th("Right", className="amount")])), html.Tbody(rows)],
                className="facts",
            ),
        ]
    )


def _taught(view: FidelityView) -> str:
    """How it was measured."""
    alike = (
        f", and with {view.likenesses:,} likenesses of these: counts changed a little at random, placed by the "
        "segmentation itself"
        if view.likenesses
        else ""
    )
    return f"Real posts are held out in {view.folds} parts; the forest is taught with the other parts{alike}."


def _left() -> Component:
    beeswarm = card(
        "How each count speaks for the segment",
        "One dot a post: right of 0 speaks for the segment, left against it. A sample is drawn; the order is from all.",
        waiting(graph(ids.DRIVERS_BEESWARM, 400, "How each count speaks for the segment"), 400),
        action=_actions(
            _choice("Segment", ids.DRIVERS_SEGMENT), pin("beeswarm", "how each count speaks for the segment")
        ),
    )
    dependence = card(
        "How one count speaks for the segment",
        "Each dot is a post; below, how many posts have such a count.",
        waiting(graph(ids.DRIVERS_DEPENDENCE, 380, "How one count speaks for the segment"), 380),
        action=_actions(
            _choice("Count", ids.DRIVERS_FEATURE), pin("dependence", "how one count speaks for the segment")
        ),
    )
    agreement = card(
        "Do the answers agree",
        "How many of the top three counts two answers share.",
        waiting(graph(ids.DRIVERS_AGREEMENT, 230, "Do the answers agree"), 230),
        action=pin("agreement", "do the answers agree"),
    )
    return html.Div([beeswarm, dependence, agreement], className="column column-wide")


def _portraits() -> Component:
    return card(
        portraits.TITLE,
        portraits.HOW,
        html.Div(skeleton(300), id=str(ids.DRIVERS_PORTRAITS)),
        action=pin("typical", "posts that stand for their segment"),
    )


def _choice(label: str, slot: Slot) -> Component:
    """An empty select with its label; the callback knows the options."""
    select = dbc.Select(id=str(slot), options=[], size="sm")
    return html.Div([html.Label(label, htmlFor=str(slot)), select], className="pill")


def _actions(*controls: Component) -> Component:
    return html.Div(list(controls), className="actions")


def _right() -> Component:
    importance = card(
        "What the model leans on",
        "Mean size of the SHAP value, over all posts, by segment.",
        waiting(graph(ids.DRIVERS_IMPORTANCE, 320, "What the model leans on"), 320),
        action=pin("importance", "what the model leans on"),
    )
    trust = card(
        "How well the model restates the segments",
        "On real posts it did not see, every one held out once.",
        [
            html.Div(id=str(ids.DRIVERS_FIDELITY)),
            waiting(wide(graph(ids.DRIVERS_CONFUSION, 280, "The model against the segmentation")), 280),
        ],
        action=pin("fidelity", "how well the model restates the segments"),
    )
    return html.Div([importance, trust], className="column")
