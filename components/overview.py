"""The page Overview: its frame, and what callbacks put into it."""

from math import isnan

from dash import dcc, html
from dash.development.base_component import Component

from components import changes, ids, valuing
from components.attributes import aria
from components.cards import card, page_head, skeleton, waiting
from components.comparing import change_words, periods_line
from components.empty import link
from components.figures import CHARTS, graph
from components.pins import pin
from components.progress import ANALYSIS_STORES, progress_place
from components.text import claimed, day, minute, percent, posts, sentence
from services.claiming import told
from services.domain.datasets import Dataset
from services.domain.overview import MixSplit, Notice, Spark, Tile, Tiles, Urgency
from services.domain.periods import Measured
from services.domain.views import Headline

_ICONS = {
    Urgency.ALERT: "bell",
    Urgency.ASKS: "question-circle",
    Urgency.TELLS: "info-circle",
}
_SHARES = (Measured.STRONGEST, Measured.BORDERLINE)
_BAR, _AXIS = 46, 90


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in ANALYSIS_STORES),
            page_head("Overview", pin("finding", "the finding")),
            html.Div(id=str(ids.SWEEP_STALE), role="status"),
            html.Div(id=str(ids.OVERVIEW_HEADLINE), className="headline", role="status"),
            html.Div(id=str(ids.FILTERS)),
            progress_place(ids.SWEEP_PROGRESS, ids.SWEEP_CANCEL),
            waiting(html.Div(id=str(ids.OVERVIEW_TILES), className="tiles-place"), 190),
            html.Div([_left(), _right()], className="columns"),
            changes.frame(),
            valuing.frame(),
        ],
        className="page",
    )


def _left() -> Component:
    mix = card(
        "Segment mix over time",
        "Share of posts by period.",
        waiting(graph(ids.OVERVIEW_MIX, 300, "Segment mix over time"), 300),
        action=pin("mix", "segment mix over time"),
    )
    split = card(
        "What goes with the change",
        "The change of each segment's share, split into parts that add up to it.",
        html.Div(skeleton(300), id=str(ids.OVERVIEW_SPLIT)),
        action=pin("comparison", "both periods and what goes with the change"),
    )
    return html.Div([mix, split], className="column column-wide")


def _right() -> Component:
    attention = card(
        "What needs attention",
        "In this dataset.",
        [
            html.Div(skeleton(120), id=str(ids.OVERVIEW_ATTENTION), role="status"),
            html.Div(id=str(ids.OVERVIEW_ALERTS)),
        ],
    )
    newest = card(
        "Newest datasets",
        "Press a name to see it here.",
        html.Div(skeleton(120), id=str(ids.OVERVIEW_DATASETS)),
        action=link("All datasets", "/datasets", main=False),
    )
    return html.Div([attention, newest], className="column")


def headline(value: Headline) -> Component:
    """The finding in one sentence."""
    return html.P(sentence(value.finding))


def tiles(value: Tiles) -> list[Component]:
    """Four figures, each with its change and how it went over time."""
    return [
        html.P(periods_line(value.comparison), className="position"),
        html.Div([_tile(one) for one in value.tiles], className="tiles"),
    ]


def _tile(value: Tile) -> Component:
    measure = value.measure
    figure = claimed(measure.now, told(measure.now).text) if measure.now else "–"
    words: list[Component] = [html.H2(measure.what.value), html.P(figure, className="tile-figure")]
    changed = change_words(measure.change)
    words.append(html.P(changed or "nothing to compare with", className="tile-change"))
    return html.Section([*words, _spark(value.spark, measure.what)], className="sheet tile")


def _spark(value: Spark, what: Measured) -> Component:
    """Bars through time; the ends in words for those who cannot see them."""
    known = [one for one in value.values if not isnan(one)]
    if not known:
        return html.Div(className="spark")
    most = max(*known, 1e-9) if len(known) > 1 else max(known[0], 1e-9)
    bars = [html.Span(style={"height": f"{0 if isnan(one) else max(one / most, 0.02):.1%}"}) for one in value.values]
    form = percent if what in _SHARES else lambda figure: f"{figure:,.0f}"
    ends = f"{form(known[0])} in the first, {form(known[-1])} in the last"
    label = f"By {value.grain}, from {day(value.first)} to {day(value.last)}: {ends}, {form(max(known))} at most."
    return html.Div(bars, className="spark", role="img", title=label, **aria(label=label))


def split(value: MixSplit | None) -> Component | list[Component]:
    """The change in words and as a chart; or how to get one."""
    if value is None:
        return html.P("Choose two periods with posts: a period, and what to compare it with.", className="position")
    drawn = CHARTS["mix_split"]
    height = len(value.names) * _BAR + _AXIS
    return [
        html.P(sentence(value.words), className="split-words"),
        graph(None, height, drawn.title, figure=drawn.draw(value)),
    ]


def notices(values: tuple[Notice, ...]) -> Component:
    """A line each, the most urgent first."""
    if not values:
        return html.P("Nothing: the data is fresh, whole and answered.", className="position")
    order = list(Urgency)
    lines = sorted(values, key=lambda one: order.index(one.urgency))
    return html.Ul([_notice(one) for one in lines], className="notice-list")


def _notice(value: Notice) -> Component:
    icon = html.I(className=f"bi bi-{_ICONS[value.urgency]}", **aria(hidden=True))
    way: list[Component | str] = [" ", html.A(value.action, href=value.path)] if value.action else []
    return html.Li([icon, html.P([*sentence(value.words), *way])], className=f"notice-{value.urgency.value}")


def newest(values: tuple[Dataset, ...]) -> Component:
    """Names that lead to their overview, what they hold and who brought them."""
    return html.Ul([_dataset(one) for one in values], className="newest")


def _dataset(value: Dataset) -> Component:
    held = f"{posts(value.rows_kept)}, by {value.uploaded_by} on {minute(value.created_at)}"
    return html.Li([html.A(value.name, href=f"/overview?dataset={value.id}"), html.Span(held, className="step")])
