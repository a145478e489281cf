"""The page Recommendations: what goes with more, how sure that is, and how to test it."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.cards import card, chip, page_head, waiting
from components.empty import empty, link
from components.pins import pin
from components.progress import ANALYSIS_STORES, progress_place
from components.text import Content, Part, claimed, day, sentence
from services.addresses import address
from services.claiming import capital, interval, named, say, told
from services.domain.claims import Claim
from services.domain.recommending import Decision, Plan, Recommendation, RecommendationsView, Verdict
from services.domain.views import Sentence

_STORES = (
    ids.RECOMMENDATIONS_WANTED,
    ids.RECOMMENDATIONS_MADE,
    ids.RECOMMENDATIONS_READY,
    ids.RECOMMENDATIONS_DECIDED,
)
_COMPARED = (
    "Each value of each lever is held against the rest of the posts of the same page and month (of the same month, "
    "where no page is known), so that a page that earns much, or a good month, does not speak for it. Ratios are of "
    "geometric means; the interval leaves out pages in turn where there are five or more, else weeks of posts."
)
_LUCK = (
    "All comparisons are looked at together (Westfall and Young), so that of files without any effect at most one in "
    "fifty gets a recommendation. Posts younger than four weeks are left out: their counts still grow."
)
_ORDER = "First comes what would earn most: the ratio, times the share of posts that could change, times their median."

_WORDS = (*("no", "one", "two", "three", "four", "five", "six"), *("seven", "eight", "nine", "ten", "eleven", "twelve"))


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in (*ANALYSIS_STORES, *_STORES)),
            page_head("Recommendations"),
            html.Div(id=str(ids.SWEEP_STALE), role="status"),
            html.Div(id=str(ids.RECOMMENDATIONS_HEADLINE), className="headline", role="status"),
            html.Div(id=str(ids.COMPARED)),
            html.Div(id=str(ids.FILTERS)),
            progress_place(ids.SWEEP_PROGRESS, ids.SWEEP_CANCEL),
            progress_place(ids.RECOMMENDATIONS_PROGRESS, ids.RECOMMENDATIONS_CANCEL),
            waiting(html.Div(id=str(ids.RECOMMENDATIONS_CARDS), className="column"), 240),
            card("How this is compared", "So that luck does not look like advice.", _method()),
        ],
        className="page",
    )


def headline(finding: Sentence) -> Component:
    """How many values go with more."""
    return html.P(sentence(finding))


def cards(view: RecommendationsView, *, may_decide: bool) -> list[Component]:
    """A card a recommendation; what was dismissed is folded away below."""
    drawn = [recommendation(one, may_decide=may_decide) for one in view.cards]
    if not drawn and not view.dismissed:
        words = "Nothing that was chosen before publishing goes with more in these posts. That is a finding too."
        return [empty("No recommendation", words, link("See the levers", "/levers", main=False))]
    if view.dismissed:
        gone = [recommendation(one, may_decide=may_decide) for one in view.dismissed]
        title = html.Summary(f"Dismissed: {', '.join(named(one.value) for one in view.dismissed)}")
        drawn.append(html.Details([title, html.Div(gone, className="column")], className="dismissed"))
    return drawn


def recommendation(one: Recommendation, *, may_decide: bool) -> Component:
    """One value: the claims, the caution, the test, and what people decided."""
    marks = [chip(one.decision.verdict.value.capitalize(), _TONES[one.decision.verdict])] if one.decision else []
    head = sentence(say(one.claims[0])) if one.claims else ["Not supported by the data any more."]
    body: list[Part | None] = [
        _figures(one) if one.claims else None,
        html.P([html.I(className="bi bi-info-circle"), " ", one.caution], className="caution"),
        html.P(sentence(one.afterwards), className="told") if one.afterwards else None,
        _test(one.plans) if one.plans else None,
        _decision(one, may_decide=may_decide),
    ]
    return card(
        capital(named(one.value)), head, body, action=html.Div([*marks, *_rows(one), _pin(one)], className="actions")
    )


_TONES = {Verdict.ACCEPTED: "good", Verdict.DISMISSED: "plain"}


def _rows(one: Recommendation) -> list[Component]:
    """The way to the posts with the value."""
    if not one.claims:
        return []
    return [html.A("See the posts", href=address(one.claims[0].rows), className="tool tool-small")]


def _pin(one: Recommendation) -> Component:
    return pin("recommendation", named(one.value), one.value)


def _figures(one: Recommendation) -> Component:
    """Every count with its ratio, interval and n, and the medians of the first."""
    lines = [_line(claim) for claim in one.claims]
    medians: list[Component] = []
    if one.medians:
        words = [[*sentence(say(claim)), " "] for claim in one.medians]
        medians = [html.P([part for line in words for part in line], className="told")]
    heads = ("Count", "Against the rest", "95% interval", "Over", "Posts")
    titles = html.Tr([html.Th(words, scope="col") for words in heads])
    table = html.Table([html.Thead(titles), html.Tbody(lines)], className="facts")
    return html.Div([html.Div(table, className="scroll"), *medians])


def _line(claim: Claim) -> Component:
    cells = (claimed(claim, told(claim).text), interval(claim), claim.scope.resampled, f"{claim.n:,}")
    name = html.Th(claim.name("count").capitalize(), scope="row")
    return html.Tr([name, *(html.Td(cell) for cell in cells)])


def _test(plans: tuple[Plan, ...]) -> Component:
    return html.Div([html.H3("Test it"), *(_plan(plan) for plan in plans)], className="test-plan")


def _plan(plan: Plan) -> Component:
    words = [*sentence(say(plan.size)), " ", _long(plan.days)]
    calendar = html.A("Schedule (.ics)", href=plan.schedule, className="tool tool-small", download="")
    return html.P([html.Span(words), calendar])


def _long(days: int | None) -> str:
    """How long a test takes, in words: what is not measured is not told as a figure."""
    if days is None:
        return "It does not publish any more."
    if days > 364:
        return "At its own pace that takes more than a year: the schedule covers the first."
    return f"At its own pace that takes about {_span(days)}."


def _span(days: int) -> str:
    """So roughly that no figure is needed: weeks, and from nine of them on months."""
    weeks, months = max(round(days / 7), 1), round(days / 30.4)
    if weeks == 1:
        return "a week"
    return f"{_WORDS[weeks]} weeks" if weeks < 9 else f"{_WORDS[months]} months"


def _decision(one: Recommendation, *, may_decide: bool) -> Component:
    decided = [html.P(_decided(one.decision), className="decided")] if one.decision else []
    if not may_decide:
        return html.Div(decided)
    undo = html.Button(
        "Take the decision back", id=ids.RECOMMENDATIONS_UNDO.at(one.value), type="button", className="tool tool-small"
    )
    if one.decision:
        return html.Div([*decided, undo], className="decision")
    name = f"Note on {named(one.value)}"
    note = dbc.Input(
        id=ids.RECOMMENDATIONS_NOTE.at(one.value), placeholder="Note (optional)", maxlength=1000, name=name, size="sm"
    )
    label = html.Label([html.Span(name, className="visually-hidden"), note], className="note-field")
    buttons = [
        html.Button(words, id=slot.at(one.value), type="button", className=looks)
        for words, slot, looks in (
            ("Accept", ids.RECOMMENDATIONS_ACCEPT, "tool tool-main"),
            ("Dismiss", ids.RECOMMENDATIONS_DISMISS, "tool"),
        )
    ]
    return html.Div([label, *buttons], className="decision")


def _decided(decision: Decision) -> Content:
    said = f"{decision.verdict.value.capitalize()} by {decision.by}, {day(decision.at)}"
    return [said, f": “{decision.note}”" if decision.note else "."]


def _method() -> list[Component]:
    return [html.P(line) for line in (_COMPARED, _LUCK, _ORDER)]
