"""What if a post's counts were others, the smallest changes that move it, and its twins."""

from math import ceil, log1p

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, skeleton, wide
from components.controls import action, written
from components.empty import empty
from components.links import explain_link
from components.text import day, named_segment, percent, sentence
from services.domain.moving import Change, Moved, MovedCount, Nearest, NearestChanges, Twin, Twins
from services.move_words import AS_IT_IS, ASSOCIATION, change_words, from_to, no_change, outcome, twins_words
from services.set_counts import write_counts

# A slider's step is a hundredth of the logarithm of one more than the count (assets/moves.js).
STEPS = 100
_HEIGHT = 300


def frame() -> Component:
    """The empty section; callbacks fill it once the post above is explained."""
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in (ids.MOVES_OWN, ids.MOVES_WANTED)),
            html.Div([_what_if(), _smallest()], className="pair moves"),
            html.Div(id=str(ids.MOVES_ANSWERS), className="column moved-answers"),
            card(
                "Twins",
                "Posts like this one that differ in one thing chosen before publishing, and landed elsewhere.",
                html.Div(skeleton(120), id=str(ids.MOVES_TWINS)),
            ),
        ],
        className="column",
    )


def _what_if() -> Component:
    return html.Div(
        card(
            "What if?",
            ASSOCIATION,
            [
                html.Div(skeleton(64), id=str(ids.MOVES_VERDICT), className="verdict", role="status"),
                html.Div(skeleton(_HEIGHT), id=str(ids.MOVES_COUNTS), className="counts"),
            ],
            action=action("Reset", ids.MOVES_RESET, icon="arrow-counterclockwise"),
        )
    )


def _smallest() -> Component:
    subtitle = "Exact for the segmentation and checked by placing the changed post again; whole counts only."
    nearest = html.Div(skeleton(_HEIGHT), id=str(ids.MOVES_NEAREST))
    return html.Div(card("Smallest change that moves it", subtitle, nearest))


def count_fields(counts: tuple[MovedCount, ...]) -> Component:
    """A number and a slider for each count; the slider runs to the most that any post has, on a log scale."""
    if not counts:
        return empty("Nothing to change", "None of the counts the segments are made from was measured for this post.")
    return html.Div([_field(count) for count in counts], className="count-fields")


def _field(count: MovedCount) -> Component:
    field, slider = ids.MOVES_FIELD.at(count.name), ids.MOVES_SLIDER.at(count.name)
    farthest = ceil(STEPS * log1p(max(count.most, count.was, 9)))
    number = dbc.Input(id=field, type="number", min=0, step=1, value=int(count.was), size="sm", autocomplete="off")
    place = round(STEPS * log1p(count.was))
    sliding = [
        html.Label(f"{count.label}, as a slider", htmlFor=written(slider), className="visually-hidden"),
        dbc.Input(id=slider, type="range", min=0, max=farthest, step=1, value=place),
    ]
    label = html.Label(count.label, htmlFor=written(field))
    return html.Div([label, html.Div(sliding), number], className="count-field")


def verdict(moved: Moved) -> Component:
    """Where the post falls with these counts, how clearly and how certainly."""
    facts = [("margin to the runner-up", _margin(moved.exact.margin)), ("model certainty", _certainty(moved))]
    return html.Div(
        [
            html.P(sentence(outcome(moved))),
            html.Dl(
                [html.Div([html.Dt(words), html.Dd(shown)], className="figure") for words, shown in facts],
                className="figures",
            ),
            None if moved.changes else html.P(AS_IT_IS, className="step"),
        ]
    )


def _margin(margin: float) -> str:
    """In squared standard deviations; on the boundary, where a smallest change leads, no 0.0."""
    if margin < 0.01:
        return "under 0.01"
    return f"{margin:,.2f}" if margin < 1 else f"{margin:,.1f}"


def _certainty(moved: Moved) -> str:
    if moved.now.certainty is None:
        return "waits for the model"
    before = f", was {percent(moved.was.certainty)}" if moved.changes and moved.was.certainty is not None else ""
    return percent(moved.now.certainty) + before


def nearest_list(nearest: NearestChanges) -> Component:
    """One a segment, the nearest first, each with a button that sets its counts above."""
    rows = [html.Li(_ways(one, nearest.names), className="nearest") for one in nearest.changes]
    return html.Ul(rows, className="nearest-list")


def _ways(one: Nearest, names: tuple[str, ...]) -> list[Component]:
    found = [way for way in (one.by_one, one.by_two) if way]
    if not found:
        return [html.P(sentence(no_change(one.segment, names)))]
    return [_way(way, one.segment, names) for way in found]


def _way(way: Change, segment: int, names: tuple[str, ...]) -> Component:
    button = html.Button(
        "Try it",
        id=ids.MOVES_TRY.at(write_counts(way.counts)),
        type="button",
        className="tool tool-small",
        **aria(label=f"Try it: {from_to(way)}, {names[segment]}"),
    )
    words = html.Div([html.P(sentence(change_words(way, segment, names))), html.P(from_to(way), className="step")])
    return html.Div([words, button], className="way")


def twins_table(twins: Twins, explain: str) -> list[Component]:
    """The twins that landed elsewhere; `explain` is the address that a post's id completes."""
    words = html.P(twins_words(twins))
    if not twins.shown:
        return [words]
    titles = ("What differs", "Landed in", "Published", "Explain")
    head = html.Thead(html.Tr([html.Th(title) for title in titles]))
    rows = [_twin(one, twins.names, explain) for one in twins.shown]
    return [words, wide(html.Table([head, html.Tbody(rows)], className="facts"))]


def _twin(twin: Twin, names: tuple[str, ...], explain: str) -> Component:
    return html.Tr(
        [
            html.Th(twin.difference, scope="row"),
            html.Td(named_segment(twin.segment, names[twin.segment])),
            html.Td([day(twin.published_at), html.Div(_apart(twin.days), className="step")]),
            html.Td(explain_link(f"Post {twin.number:,}", explain, twin.post_id)),
        ]
    )


def _apart(days: int | None) -> str:
    if days is None:
        return ""
    if not days:
        return "about the same time"
    number = f"{abs(days)} day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{number} {'later' if days > 0 else 'earlier'}"
