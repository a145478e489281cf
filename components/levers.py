"""The page Levers: what can be chosen before publishing, and what the data supports of it."""

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.cards import card, page_head, waiting, wide
from components.figures import graph
from components.pins import pin
from components.progress import ANALYSIS_STORES, progress_place
from components.text import sentence
from services.domain.views import Sentence

_STORES = (ids.LEVERS_WANTED, ids.LEVERS_MADE, ids.LEVERS_READY)
_HELD_OUT = (
    "The segment of a post is told from one lever alone, on posts that were held out: at random, of pages that were "
    "not seen, and of a later time. Balanced accuracy is the mean over segments of the share found, so that a large "
    "segment counts no more than a small one."
)
_SHUFFLED = (
    "The same is done with shuffled files, in which the segments were moved along in time within each page. A lever "
    "is supported when it does better than 95 % of them in every validation, all levers looked at together (Holm)."
)
_RELIABLE = (
    "An hour of the week is reliable when it holds enough posts, earns more than equal posts at other times (format, "
    "quarter and page taken out) at a false-discovery rate of 5 %, and does so in both halves of the weeks."
)
_TAGS = (
    "Tags of the workspace are tested together as one lever. A tag that was given after seeing what a post earned "
    "tells the segment afterwards, not beforehand: read it with that in mind."
)
_LIMITS = (
    "Posts younger than 28 days are left out: their counts still grow. Everything here is association; whether a "
    "change helps is for a test to show."
)


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in (*ANALYSIS_STORES, *_STORES)),
            page_head("Levers"),
            html.Div(id=str(ids.SWEEP_STALE), role="status"),
            html.Div(id=str(ids.LEVERS_HEADLINE), className="headline", role="status"),
            html.Div(id=str(ids.COMPARED)),
            html.Div(id=str(ids.FILTERS)),
            progress_place(ids.SWEEP_PROGRESS, ids.SWEEP_CANCEL),
            progress_place(ids.LEVERS_PROGRESS, ids.LEVERS_CANCEL),
            html.Div([_scores(), _time(), _method()], className="column"),
        ],
        className="page",
    )


def headline(finding: Sentence) -> Component:
    """The verdict about all levers."""
    return html.P(sentence(finding))


def best_time_text(finding: Sentence) -> Component:
    """The verdict about times."""
    return html.P(sentence(finding))


def _scores() -> Component:
    return card(
        "What goes with the segment of a post",
        "How well one lever alone tells the segment of posts that were held out, with the 95 % interval.",
        waiting(graph(ids.LEVERS_SCORES, 340, "What goes with the segment of a post"), 340),
        action=pin("lever_scores", "what goes with the segment of a post"),
    )


def _time() -> Component:
    return card(
        "Is there a best time",
        "Posts in each hour of the week, as the file states the hours; colour = what they earn beside equal posts.",
        [
            html.Div(id=str(ids.LEVERS_TIME_TEXT)),
            waiting(wide(_hours()), 300),
        ],
        action=pin("best_time", "is there a best time"),
    )


def _method() -> Component:
    return card("How this is tested", "So that luck does not look like a finding.", _method_lines())


def _hours() -> Component:
    """24 columns need more width than a narrow screen has."""
    return html.Div(graph(ids.LEVERS_TIME, 300, "What posts earn by weekday and hour"), className="hours")


def _method_lines() -> list[Component]:
    return [html.P(line) for line in (_HELD_OUT, _SHUFFLED, _RELIABLE, _TAGS, _LIMITS)]
