"""The Explain page: one post, its sentence, and three answers side by side."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids, moves
from components.attributes import aria
from components.cards import card, page_head, skeleton, waiting
from components.controls import action
from components.figures import CHARTS, graph
from components.figures.rules import RELIABLE, reliable
from components.meters import agreement_chip, lime_meters
from components.pins import pin
from components.progress import ANALYSIS_STORES, MODEL_STORES, progress_place
from components.slot import Slot
from components.text import dot, figures, minute, percent, sentence
from services.domain.explained import ExactAnswer, LimeAnswer, PostHeader, ShapAnswer
from services.domain.views import Sentence

# Height of a chart with bars: each bar, and what axis and title need, in pixels.
BAR, AXIS = 27, 62
HOW = "Pick a post from the map or the table, or by its number."
ICONS = {"video": "play-fill", "photo": "image", "link": "link-45deg", "status": "chat-left-text"}


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    stores = (*ANALYSIS_STORES, *MODEL_STORES, ids.EXPLAIN_NEIGHBOURS)
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in stores),
            page_head("Explain a post", _tools()),
            html.Div(id=str(ids.SWEEP_STALE), role="status"),
            html.P(HOW, id=str(ids.EXPLAIN_POSITION), className="position"),
            html.Div(id=str(ids.COMPARED)),
            html.Div(id=str(ids.FILTERS)),
            progress_place(ids.SWEEP_PROGRESS, ids.SWEEP_CANCEL),
            waiting(html.Div(skeleton(84), id=str(ids.EXPLAIN_HEADER)), 84),
            html.Div(skeleton(76), id=str(ids.EXPLAIN_SENTENCE), role="status"),
            progress_place(ids.MODEL_PROGRESS, ids.MODEL_CANCEL),
            html.Div([_answer(ids.EXPLAIN_SHAP), _answer(ids.EXPLAIN_LIME)], className="pair"),
            _answer(ids.EXPLAIN_EXACT),
            html.Div(id=str(ids.TAGS_POST)),
            moves.frame(),
        ],
        className="page",
    )


def _answer(place: Slot) -> Component:
    return html.Div(skeleton(360), id=str(place))


def _tools() -> list[Component]:
    field = dbc.Input(
        id=str(ids.EXPLAIN_SEARCH), type="search", placeholder="Number or id", debounce=True, autocomplete="off"
    )
    return [
        html.Div(
            [
                html.I(className="bi bi-search", **aria(hidden=True)),
                html.Label(
                    "Find a post by its number or id", htmlFor=str(ids.EXPLAIN_SEARCH), className="visually-hidden"
                ),
                field,
            ],
            className="search",
        ),
        action("Previous", ids.EXPLAIN_PREVIOUS, icon="chevron-left"),
        action("Next", ids.EXPLAIN_NEXT, icon="chevron-right"),
    ]


def position(post: PostHeader) -> str:
    """`Post 18 of 7,050 in view`."""
    if not post.position:
        return f"This post is not among the {post.in_view:,} in view. {HOW}"
    return f"Post {post.position:,} of {post.in_view:,} in view. {HOW}"


def header(post: PostHeader) -> Component:
    """Who the post is: segment, format, time, its text if the file has it, and its counts."""
    icon = html.Div(
        html.I(className=f"bi bi-{ICONS.get(post.format.lower(), 'card-text')}", **aria(hidden=True)),
        className="post-format",
    )
    parts = [icon, _who(post), figures(post.counts)]
    if post.certainty is not None:
        certainty = [html.Dt("model certainty"), html.Dd(percent(post.certainty))]
        parts.append(html.Dl(html.Div(certainty, className="figure"), className="figures"))
    parts.append(pin("post", "this post", post.post_id))
    return html.Section(parts, className="sheet post")


def _who(post: PostHeader) -> Component:
    facts = " · ".join(fact for fact in (post.format, post.page, minute(post.published_at)) if fact)
    words: list[Component] = [
        html.H2([dot(post.segment), post.names[post.segment]]),
        html.P([facts, *_way_to(post)]),
    ]
    if post.text:
        words.append(html.P(post.text, className="post-text"))
    notes = [note for note in (_borderline(post), post.note) if note]
    if notes:
        words.append(html.P(" ".join(notes), className="post-note"))
    return html.Div(words, className="post-words")


def _way_to(post: PostHeader) -> list[Component | str]:
    """A link to the post, where the file has one that a browser may follow."""
    if not post.permalink.startswith(("https://", "http://")):
        return []
    link = html.A("open the post", href=post.permalink, target="_blank", rel="noopener noreferrer nofollow")
    return [" · ", link]


def _borderline(post: PostHeader) -> str:
    if post.membership is None or post.membership >= 0.9:
        return ""
    return f"Borderline: it kept its segment in {percent(post.membership)} of the resamples."


def sentence_card(parts: Sentence) -> Component:
    """The answer in one sentence."""
    return html.Div(sentence(parts), className="note")


def shap_panel(answer: ShapAnswer | None) -> Component:
    """SHAP, or a skeleton while the model is not grown yet."""
    title = "SHAP: from the average post to this one"
    if answer is None:
        return card(title, "Waits for the model.", skeleton(340))
    name = answer.names[answer.segment]
    return card(
        title,
        f"How each count moves the model's certainty that the post is {name}.",
        _chart("waterfall", answer, len(answer.bars) + 2),
    )


def exact_panel(answer: ExactAnswer) -> Component:
    """The segmentation's own answer: no model stands between."""
    own, other = answer.names[answer.segment], answer.names[answer.runner_up]
    return card(
        f"Exact: why {own} and not {other}",
        f"The segmentation's own squared distances, split by count; they sum to {answer.margin:,.1f}. "
        "No surrogate, no sampling.",
        _chart("margin", answer, len(answer.bars) + 1),
    )


def lime_panel(answer: LimeAnswer | None, agreement: int | None = None) -> Component:
    """LIME with how far to trust it: greyed, with the reason, where its ranking changes from seed to seed."""
    title = "LIME: simple rules near this post"
    if answer is None:
        return card(title, "Waits for the model.", skeleton(300))
    drawn, trust = _chart("rules", answer, len(answer.bars) + 1), lime_meters(answer)
    subtitle = f"Weights of rules for {answer.names[answer.segment]}, the mean of {answer.seeds} seeds."
    if reliable(answer):
        return card(title, subtitle, [trust, drawn], action=agreement_chip(agreement))
    reason = html.P(
        f"Shown in grey: the top three change too much from seed to seed ({answer.stability:.2f}, under {RELIABLE}). "
        "Rely on the other two answers.",
        className="reason",
    )
    greyed = html.Div(drawn, className="greyed")
    return card(title, subtitle, [trust, reason, greyed], action=agreement_chip(agreement))


def _chart(name: str, value: object, bars: int) -> Component:
    """A chart that comes with its panel."""
    drawn = CHARTS[name]
    return graph(None, bars * BAR + AXIS, drawn.title, figure=drawn.draw(value))
