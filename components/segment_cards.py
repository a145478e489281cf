"""A card a segment: press it to see only its posts, read what tells it apart, give it a name."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import chip
from components.text import Part, claimed, dot, figures, marked, percent, posts
from components.theme import segment_colour
from services.claiming import figure
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
            html.Span(marked(one.claims.get("share"), percent(one.share)), className="segment-share"),
            html.Span(_line(one), className="segment-line"),
            figures(one.medians, one.claims),
            html.Span([*_chips(one)], className="chips"),
        ],
        id=ids.SEGMENTS_CARD.at(one.id),
        type="button",
        className="segment",
        **aria(pressed=one.pressed),
    )


def _line(one: SegmentCard) -> list[Part]:
    whole = marked(one.claims.get("posts"), posts(one.posts))
    shown: list[Part] = (
        [whole]
        if one.in_view == one.posts
        else [
            marked(one.claims.get("in_view"), f"{one.in_view:,}"),
            " of ",
            whole,
            " in view",
        ]
    )
    if not one.format:
        return shown
    return [*shown, f" · mostly {one.format} (", marked(one.claims.get("format"), percent(one.format_share)), ")"]


def _chips(one: SegmentCard) -> list[Component]:
    chips = [chip(f"▲ {count}", "good") for count in one.high]
    chips += [chip(f"▼ {count}", "bad") for count in one.low]
    if one.jaccard is not None and one.jaccard < STABLE:
        chips.append(chip("unstable", "warn", "Changes when the posts are drawn again."))
    return chips


def _tests(one: SegmentCard) -> Component:
    """What was tested: the rule, how well the segment holds, who it was before."""
    return html.Div(
        [
            html.P(_rule(one, one.rule), className="segment-rule") if one.rule else None,
            html.P(_trust(one)),
            html.P(one.origin) if one.origin else None,
        ],
        className="segment-tests",
    )


def _rule(one: SegmentCard, rule: Rule) -> list[Part]:
    if not rule.branches:
        return ["No rule of a few conditions tells it apart."]
    covers, here, like = (
        _told(one, name, text)
        for name, text in (
            ("coverage", percent(rule.coverage)),
            ("exclusivity", percent(rule.exclusivity)),
            ("rule_posts", posts(rule.posts)),
        )
    )
    words = html.Strong(rule.words)
    # The rule stands for what it covers, and leads there too.
    known = one.claims.get("coverage")
    named = claimed(known, words) if known else words
    return [named, " · covers ", covers, "; ", here, " of the ", like, " like that are here"]


def _trust(one: SegmentCard) -> list[Part]:
    whole = _told(one, "posts", posts(one.posts))
    borderline: list[Part] = [_told(one, "borderline", f"{one.borderline:,}"), " of ", whole, " borderline"]
    if one.jaccard is None:
        return borderline
    return ["Stability ", _told(one, "stability", f"{one.jaccard:.2f}"), " · ", *borderline]


def _told(one: SegmentCard, name: str, text: str) -> Part:
    """A figure that leads to its posts; text: what stands there where it is no claim."""
    claim = one.claims.get(name)
    return text if claim is None else claimed(claim, figure(claim))


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
