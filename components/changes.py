"""What stands out over time, and the alerts about it."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.cards import card, skeleton
from components.links import explain_link
from components.progress import progress_place
from components.text import dot, posts, sentence
from services.domain.alerting import AlertRule
from services.domain.changes import ChangesView, OutlyingPost

STORES = (ids.CHANGES_WANTED, ids.CHANGES_MADE, ids.CHANGES_READY)
THRESHOLDS = (0.05, 0.10, 0.15, 0.20, 0.30)
_TURNS = (
    "The weeks before and after are held against the same weeks in another order, four together; a turn is told when "
    "fewer than 4 of 100 such orders turn as much."
)
FALSE_ALARMS = (
    "Quiet by design: only a turn of the newest 13 weeks that stands the test is told. A false alarm is rare: of 1,200 "
    "simulated files in which nothing turns, 45 showed a turn (3.8 %), and the threshold keeps back the small ones."
)


def frame() -> Component:
    """The empty cards with every slot in place."""
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in STORES),
            progress_place(ids.CHANGES_PROGRESS, ids.CHANGES_CANCEL),
            html.Div([_outliers(), _turns()], className="pair"),
        ],
        className="column",
    )


def _outliers() -> Component:
    return card(
        "Posts that stand out",
        "Far above posts of the same format, page, month and part of the week.",
        html.Div(skeleton(160), id=str(ids.CHANGES_OUTLIERS)),
    )


def _turns() -> Component:
    return card("Turns in the mix", _TURNS, html.Div(skeleton(160), id=str(ids.CHANGES_TURNS)))


def outliers(view: ChangesView, address: str) -> Component:
    """A line a post that leads to its explanation; `address` ends where the post's id belongs."""
    if not view.outliers:
        return html.P(f"None among {posts(view.posts)}: each earned what posts like it earn.", className="position")
    return html.Ul([_outlier(one, address) for one in view.outliers], className="newest")


def _outlier(one: OutlyingPost, address: str) -> Component:
    name = html.Span([dot(one.rank), explain_link(one.title, address, one.post_id)])
    return html.Li([name, html.Span(sentence(one.words), className="step")])


def turns(view: ChangesView) -> Component:
    """A sentence a turn, oldest first."""
    if not view.weeks:
        return html.P("Too few weeks with posts to tell.", className="position")
    if not view.turns:
        return html.P("None: the mix varies from week to week, and turns nowhere.", className="position")
    return html.Ul([html.Li(html.P(sentence(one))) for one in view.turns], className="newest")


def alerts(rule: AlertRule, *, may_set: bool) -> Component:
    """From what size on turns are told, and how often that is for nothing."""
    state = "off" if rule.threshold is None else f"from {100 * rule.threshold:.0f} points on, by {rule.changed_by}"
    parts: list[Component] = [html.Summary(f"Alerts: {state}")]
    if may_set:
        parts.append(_threshold(rule))
    return html.Details([*parts, html.P(FALSE_ALARMS, className="position")], className="alerts")


def _threshold(rule: AlertRule) -> Component:
    steps = sorted({*THRESHOLDS, *([rule.threshold] if rule.threshold else [])})
    options = [{"label": f"a turn of {100 * step:.0f} points or more", "value": f"{step:g}"} for step in steps]
    value = "off" if rule.threshold is None else f"{rule.threshold:g}"
    return html.Div(
        [
            html.Label("Tell me of", htmlFor=str(ids.OVERVIEW_THRESHOLD)),
            dbc.Select(
                id=str(ids.OVERVIEW_THRESHOLD),
                options=[{"label": "nothing (off)", "value": "off"}, *options],
                value=value,
                size="sm",
            ),
        ],
        className="field",
    )
