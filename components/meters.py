"""Small meters from 0 to 1, each with its words; one that is too low is greyed, and says why."""

from dash import html
from dash.development.base_component import Component

from components.attributes import aria
from components.cards import chip
from components.figures.rules import RELIABLE
from services.domain.explained import LimeAnswer

_SHIFTS = f"The three strongest rules change from seed to seed (under {RELIABLE})."
_LOOSE = f"The rules describe the model only roughly near this post (under {RELIABLE})."


def lime_meters(answer: LimeAnswer) -> Component:
    """How far LIME may be trusted here: whether its ranking holds, and how well its rules fit."""
    seeds = f"Mean overlap of the top three between {answer.seeds} seeds; 1 = always the same."
    fit = "Share of the model's answers near this post that the rules account for; 1 = all."
    return html.Div(
        [_meter("Top three stable", answer.stability, seeds, _SHIFTS), _meter("Local fit R²", answer.r2, fit, _LOOSE)],
        className="meters",
    )


def agreement_chip(agreement: int | None) -> Component | None:
    """How many of the top three counts all answers share."""
    if agreement is None:
        return None
    tone = {3: "good", 2: "plain"}.get(agreement, "warn")
    words = {3: "agrees on top 3", 0: "no agreement on top 3"}.get(agreement, f"agrees on {agreement} of top 3")
    return chip(words, tone, "Of the three counts that weigh most, how many all three answers name.")


def _meter(label: str, value: float, meaning: str, reason: str) -> Component:
    low = value < RELIABLE
    shown = f"{value:.2f}"
    filled = html.Div(className="meter-filled", style={"width": f"{min(max(value, 0.0), 1.0):.0%}"})
    track = html.Div(
        filled,
        className="meter-track",
        role="meter",
        **aria(label=label, valuemin=0, valuemax=1, valuenow=shown, valuetext=f"{shown}. {reason}" if low else shown),
    )
    return html.Div(
        [html.Span(label), track, html.Span(shown, className="meter-number"), html.Small(reason) if low else None],
        className="meter meter-low" if low else "meter",
        title=meaning,
    )
