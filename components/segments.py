"""The Segments page: its frame, and what callbacks put into it."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, page_head, waiting, wide
from components.figures import graph
from components.pins import pin
from components.progress import ANALYSIS_STORES, progress_place
from components.tables import posts_grid
from components.text import percent, posts, sentence
from services.domain.views import MOST_DOTS, DensityOfPosts, MapOfPosts, Sentence, WhyK

STATISTICS = (("medians", "Medians"), ("means", "Means"))


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in (*ANALYSIS_STORES, ids.SEGMENTS_BELOW)),
            page_head("Segments", [pin("finding", "the finding"), _manifest()]),
            html.Div(id=str(ids.SWEEP_STALE), role="status"),
            html.Div(id=str(ids.SEGMENTS_HEADLINE), className="headline", role="status"),
            html.Div(id=str(ids.COMPARED)),
            html.Div(id=str(ids.FILTERS)),
            progress_place(ids.SWEEP_PROGRESS, ids.SWEEP_CANCEL),
            waiting(html.Div(id=str(ids.SEGMENTS_CARDS), className="segments-place"), 150),
            html.Div([_left(), _right()], className="columns"),
            _mix(),
            _posts(),
        ],
        className="page",
    )


def headline(finding: Sentence, caution: Sentence = ()) -> list[Component]:
    """The finding in one sentence, how to go on, and what to keep in mind."""
    lines: list[Component] = [
        html.P(sentence(finding)),
        html.P("Press a segment, or draw around posts on the map: the whole page follows.", className="how"),
    ]
    if caution:
        lines.append(html.P([html.I(className="bi bi-info-circle"), " ", *sentence(caution)], className="caution"))
    return lines


def why_title(value: WhyK) -> str:
    """The line under "Why this number of segments", from the value."""
    measured = f"{value.resamples} resamples of {posts(value.posts)}"
    if value.recommended_k is None:
        return f"No number of segments holds in {measured}: read these groups as a rough sketch."
    if value.recommended_k == value.k:
        return f"The most segments that stay the same in {measured}. Press another k to see it."
    return f"{value.k} segments are shown; {value.recommended_k} are the most that stay the same in {measured}."


def posts_line(in_view: int, total: int) -> str:
    """The line above the table."""
    if in_view == total:
        return f"All {posts(total)}. Press a heading to sort."
    return f"{in_view:,} of {posts(total)} in view. Press a heading to sort."


def map_text(value: MapOfPosts | DensityOfPosts) -> str:
    """The line under "Map of posts": what is drawn, of how many posts, and what to do with it."""
    if isinstance(value, DensityOfPosts):
        in_view = int(value.cells.sum())
        of = "All" if in_view == value.total else f"{in_view:,} of"
        return (
            f"{of} {posts(value.total)}, counted in cells; the colour is that of the commonest segment, stronger where "
            f"there are more. Press a cell or draw around some to look closer: below {posts(MOST_DOTS)}, each is a dot."
        )
    away = f" {posts(value.left_out)} out of view are not drawn." if value.left_out else ""
    near = f"close dots earned similar engagement (PCA, {percent(value.variance)} of variance)"
    return f"Each dot is one of {posts(len(value.x))}; {near}. Draw around some to look at them alone.{away}"


def _manifest() -> Component:
    """Hidden until there is an analysis to write down."""
    return html.A(
        "Download the manifest",
        id=str(ids.SEGMENTS_MANIFEST),
        className="tool",
        title="What these segments were made from and what came of it; `postlens verify` makes them again from it.",
        hidden=True,
    )


def _left() -> Component:
    return html.Div([_map(), _sizes()], className="column column-wide")


def _right() -> Component:
    return html.Div([_profile(), _why()], className="column")


def _map() -> Component:
    clear = html.Button(
        "Clear the outline", id=str(ids.SEGMENTS_MAP_CLEAR), type="button", className="tool tool-small", hidden=True
    )
    return card(
        "Map of posts",
        html.Span("Each dot is a post; close dots earned similar engagement.", id=str(ids.SEGMENTS_MAP_TEXT)),
        waiting(graph(ids.SEGMENTS_MAP, 430, "Map of posts", select=True), 430),
        action=html.Div([clear, pin("map", "map of posts")], className="actions"),
    )


def _profile() -> Component:
    switch = dbc.RadioItems(
        id=str(ids.SEGMENTS_STATISTIC),
        options=[{"label": label, "value": key} for key, label in STATISTICS],
        value="medians",
        inline=True,
        className="switch",
        inputClassName="btn-check",
        labelClassName="switch-option",
        labelCheckedClassName="switch-on",
    )
    return card(
        "What sets each segment apart",
        "Counts a post; colour = distance from the average post.",
        waiting(wide(graph(ids.SEGMENTS_PROFILE, 270, "What sets each segment apart")), 270),
        action=html.Div(
            [html.Div(switch, role="group", **aria(label="Statistic")), pin("profile", "what sets each segment apart")],
            className="actions",
        ),
    )


def _sizes() -> Component:
    return card(
        "What each segment holds",
        "Share of the posts in view, beside the share of all engagement they hold.",
        waiting(graph(ids.SEGMENTS_SIZES, 300, "What each segment holds"), 300),
        action=pin("sizes", "what each segment holds"),
    )


def _why() -> Component:
    return card(
        "Why this number of segments",
        html.Span("How well each number of segments holds.", id=str(ids.SEGMENTS_WHY_TEXT)),
        waiting(graph(ids.SEGMENTS_WHY_K, 424, "Why this number of segments"), 424),
        action=pin("why_k", "why this number of segments"),
    )


def _mix() -> Component:
    return card(
        "Segment mix over time",
        "Share of posts by period.",
        waiting(graph(ids.SEGMENTS_MIX, 300, "Segment mix over time"), 300),
        action=pin("mix", "segment mix over time"),
    )


def _posts() -> Component:
    return card(
        "Posts in view",
        html.Span("Press a heading to sort.", id=str(ids.SEGMENTS_POSTS_TEXT)),
        posts_grid(("reactions", "comments", "shares")),
    )
