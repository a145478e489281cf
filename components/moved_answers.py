"""The three answers for a post with other counts."""

from dash import html
from dash.development.base_component import Component

from components.cards import card
from components.explanations import exact_panel, lime_panel, shap_panel
from services.domain.moving import Moved, MovedShap
from services.move_words import WITHOUT_LIME, with_counts


def moved_answers(moved: Moved, shap: MovedShap) -> list[Component]:
    """What stands under the fields once a count was changed; the answers for its own counts stand above."""
    left_out = moved.lime is None and shap.answer is not None
    lime = _without_lime() if left_out else lime_panel(moved.lime, shap.agreement)
    return [
        html.H2(with_counts(moved), className="moved-title"),
        html.Div([html.Div(shap_panel(shap.answer)), html.Div(lime)], className="pair"),
        exact_panel(moved.exact),
    ]


def _without_lime() -> Component:
    return card("LIME: simple rules near this post", WITHOUT_LIME, None)
