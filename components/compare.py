"""The page Compare: other numbers of segments and recipes, formats and pages, and what stands in all of them."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip, page_head, waiting, wide
from components.figures import graph
from components.pins import pin
from components.progress import ANALYSIS_STORES, progress_place
from components.slot import Slot
from components.text import dot, named_segment, percent, sentence
from services.claiming import told
from services.domain.comparing import (
    FEWEST_IN_A_CELL,
    AnswerTold,
    CrossCut,
    Cut,
    FindingTold,
    Flow,
    Outcome,
    SecondOpinionView,
)
from services.domain.views import Sentence

_STORES = (ids.COMPARE_WANTED, ids.COMPARE_MADE, ids.COMPARE_READY)
_CUTS = (("format", "Format"), ("page", "Page"))
_STATISTICS = (("medians", "Medians"), ("means", "Means"))
_TONES = {Outcome.HOLDS: "good", Outcome.FAILS: "bad", Outcome.UNASKED: "plain"}
_ALTERNATIVES = (
    "Alternatives are the recommended number of segments, one fewer and one more, and every other recipe with as many "
    "segments as it supports (the published number for Classic). All posts of the file count, whatever the filters."
)
_WHEN_IT_HOLDS = (
    "Engagement is comments, shares and reactions together. The concentration holds where a segment of at most a "
    "quarter more posts holds at least nine tenths as much. Stable means a mean ARI of at least 0.90 and a Jaccard of "
    "at least 0.75 for every segment. A format is over-represented where the 95 % interval of the ratio lies above 1. "
    "A segment comes back where its best Jaccard with a segment there is at least 0.75."
)


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in (*ANALYSIS_STORES, *_STORES)),
            page_head("Compare"),
            html.Div(id=str(ids.SWEEP_STALE), role="status"),
            html.Div(id=str(ids.COMPARE_HEADLINE), className="headline", role="status"),
            html.Div(id=str(ids.FILTERS)),
            progress_place(ids.SWEEP_PROGRESS, ids.SWEEP_CANCEL),
            progress_place(ids.COMPARE_PROGRESS, ids.COMPARE_CANCEL),
            html.Div([_flow(), _opinion(), _cuts()], className="column"),
        ],
        className="page",
    )


def headline(verdict: Sentence) -> Component:
    """How much of what the segments say stands elsewhere."""
    return html.P(sentence(verdict))


def flow_table(value: Flow) -> Component:
    """The same as the chart in figures: posts and their share of the segment they come from."""
    others = zip(value.other_colours, value.other_names, strict=True)
    heads = [html.Th([dot(colour), name], scope="col") for colour, name in others]
    rows = [
        html.Tr([html.Th(named_segment(rank, name), scope="row"), *(_moved(int(many), int(row.sum())) for many in row)])
        for rank, (name, row) in enumerate(zip(value.names, value.posts, strict=True))
    ]
    first = html.Th(f"From {value.label} to {value.other_label}", scope="col")
    return html.Div(
        [
            wide(html.Table([html.Thead(html.Tr([first, *heads])), html.Tbody(rows)], className="facts")),
            html.P(["Adjusted Rand index of the two: ", *sentence((told(value.agreement),)), "."]),
            html.P("1 = the same segments, 0 = as by chance.", className="how-tested"),
        ]
    )


def cut_note(value: CrossCut) -> str:
    """What to keep in mind when reading the cut."""
    more = f" The {len(value.groups)} largest are shown, {value.left_out} are not." if value.left_out else ""
    return (
        f"{value.name} by {value.cut}, number of posts after each; colour = distance from the average post. Cells of "
        f"fewer than {value.fewest} posts are grey and say how many.{more}"
    )


def cut_pin(cut: Cut) -> Component:
    """The button that keeps this cut: which one it is stands in the page, not in the address."""
    return pin("cut", f"segments by {cut.value}", cut.value)


def opinion_table(view: SecondOpinionView) -> Component:
    """A row a finding, a column an alternative."""
    heads = [html.Th(label, scope="col") for label in ("Finding", "All together", *view.alternatives)]
    body = html.Tbody([_finding(finding) for finding in view.findings])
    return wide(html.Table([html.Thead(html.Tr(heads)), body], className="facts opinion"))


def _finding(told: FindingTold) -> Component:
    tone = "good" if told.holds else "warn"
    return html.Tr(
        [
            html.Th(sentence(told.statement), scope="row"),
            html.Td(chip(told.verdict, tone)),
            *(_answer(answer) for answer in told.answers),
        ]
    )


def _answer(told: AnswerTold) -> Component:
    return html.Td([chip(told.outcome.value, _TONES[told.outcome]), html.Div(told.words, className="figures-told")])


def _moved(many: int, of: int) -> Component:
    return html.Td(f"{many:,} ({percent(many / of)})" if many else "–", className="amount")


def _flow() -> Component:
    return card(
        "Where posts move",
        "Each band is posts of one segment on the left that are in one on the right; counterparts wear one colour.",
        [
            waiting(wide(graph(ids.COMPARE_FLOW, 360, "Where posts move")), 360),
            html.Div(id=str(ids.COMPARE_FLOW_TABLE)),
        ],
        action=html.Div([_choice("Beside", ids.COMPARE_AGAINST), pin("flow", "where posts move")], className="actions"),
    )


def _opinion() -> Component:
    return card(
        "Second opinion",
        "Which findings stand when the posts are parted in another way.",
        [
            html.Div(id=str(ids.COMPARE_OPINION)),
            *(html.P(line, className="how-tested") for line in (_ALTERNATIVES, _WHEN_IT_HOLDS)),
        ],
        action=pin("opinion", "the second opinion"),
    )


def _cuts() -> Component:
    controls = html.Div(
        [
            _switch("Cut by", ids.COMPARE_CUT, _CUTS),
            _switch("Statistic", ids.COMPARE_STATISTIC, _STATISTICS),
            _choice("Segment", ids.COMPARE_SEGMENT),
            html.Div(id=str(ids.COMPARE_CUT_PIN)),
        ],
        className="actions",
    )
    profile = waiting(wide(_cells(graph(ids.COMPARE_PROFILE, 340, "One segment's profile, cut"))), 340)
    shares = waiting(wide(_cells(graph(ids.COMPARE_SHARES, 300, "What each segment is made of"))), 300)
    few = f"Cells of fewer than {FEWEST_IN_A_CELL} posts are grey and say how many."
    return card(
        "By format and page",
        html.Span(few, id=str(ids.COMPARE_CUT_TEXT)),
        [profile, html.H3("What each segment is made of"), shares],
        action=controls,
    )


def _choice(label: str, slot: Slot) -> Component:
    """An empty select with its label; the callback knows the options."""
    select = dbc.Select(id=str(slot), options=[], size="sm")
    return html.Div([html.Label(label, htmlFor=str(slot)), select], className="pill")


def _switch(label: str, slot: Slot, options: tuple[tuple[str, str], ...]) -> Component:
    buttons = dbc.RadioItems(
        id=str(slot),
        options=[{"label": text, "value": key} for key, text in options],
        value=options[0][0],
        inline=True,
        className="switch",
        inputClassName="btn-check",
        labelClassName="switch-option",
        labelCheckedClassName="switch-on",
    )
    return html.Div(buttons, role="group", **aria(label=label))


def _cells(chart: Component) -> Component:
    """A chart whose cells hold words."""
    return html.Div(chart, className="worded")
