"""A card a segment: press it to see only its posts, read what tells it apart, give it a name."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import chip
from components.text import dot, figures, percent, posts
from components.theme import segment_colour
from services.domain.identity import LONGEST_NAME
from services.domain.rules import Rule
from services.domain.views import SegmentCard

# Under this mean Jaccard a segment dissolves when the data is drawn again (Hennig 2007).
STABLE = 0.75


def segment_cards(cards: Sequence[SegmentCard], *, may_rename: bool = False) -> Component:
    """The cards, strongest segment first; pressing one shows only its posts, everywhere on the page."""
    return html.Div(
        [_card(one, may_rename=may_rename) for one in cards],
        className="segments",
        role="group",
        **aria(label="Segments: press one to see only its posts"),
    )


def _card(one: SegmentCard, *, may_rename: bool) -> Component:
    return html.Div(
        [_button(one), _tests(one), _naming(one) if may_rename else None],
        className="segment-card",
        style={"--segment": segment_colour(one.rank)},
    )


def _button(one: SegmentCard) -> Component:
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
        **aria(pressed=one.pressed),
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


def _tests(one: SegmentCard) -> Component:
    """What was tested: the rule, how well the segment holds, who it was before."""
    return html.Div(
        [
            html.P(_rule(one.rule), className="segment-rule") if one.rule else None,
            html.P(_trust(one)),
            html.P(one.origin) if one.origin else None,
        ],
        className="segment-tests",
    )


def _rule(rule: Rule) -> list[Component | str]:
    if not rule.branches:
        return ["No rule of a few conditions tells it apart."]
    measured = (
        f" · covers {percent(rule.coverage)}; {percent(rule.exclusivity)} of the {posts(rule.posts)} like that are here"
    )
    return [html.Strong(rule.words), measured]


def _trust(one: SegmentCard) -> str:
    borderline = f"{one.borderline:,} of {posts(one.posts)} borderline"
    return borderline if one.jaccard is None else f"Stability {one.jaccard:.2f} · {borderline}"


def _naming(one: SegmentCard) -> Component:
    """A field that opens in place; the default name is one press away."""
    field = dbc.Input(
        id=ids.SEGMENTS_NAME.at(one.id), value=one.name, maxlength=LONGEST_NAME, size="sm", autocomplete="off"
    )
    named = html.Label([html.Span(f"Name of {one.name}", className="visually-hidden"), field])
    save = html.Button("Save", id=ids.SEGMENTS_RENAME.at(one.id), type="button", className="tool tool-small")
    default = html.Button(
        f"Use “{one.default_name}”",
        id=ids.SEGMENTS_DEFAULT.at(one.id),
        type="button",
        className="link",
        hidden=one.name == one.default_name,
    )
    summary = html.Summary([html.I(className="bi bi-pencil", **aria(hidden=True)), " Rename"])
    return html.Details([summary, html.Div([named, save], className="naming-field"), default], className="naming")
