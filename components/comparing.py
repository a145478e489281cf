"""Two periods side by side, as every page shows them."""

from dash import html
from dash.development.base_component import Component

from components.attributes import aria, data
from components.text import Part, claimed
from services.claiming import interval, told
from services.domain.claims import Claim, Unit
from services.domain.periods import Comparison, Measure, Measured, Period, Periods
from services.domain.selection import Compare

CHOICES = ((Compare.PREVIOUS, "the period before"), (Compare.YEAR, "a year before"), (Compare.NONE, "nothing"))
# What the strip on other pages than Overview says, in short.
_STRIP = ((Measured.POSTS, "Posts"), (Measured.ENGAGEMENT, "Engagement a post"), (Measured.STRONGEST, "Strongest"))
_SAME = {Unit.TIMES: 1.0, Unit.POINTS: 0.0}


def strip(value: Comparison) -> Component | None:
    """One line: posts, engagement and where they land, now and then; nothing where nobody compares."""
    if value.periods is None:
        return html.P(value.hint, className="compared compared-hint") if value.hint else None
    parts: list[Component] = [html.Span(_against(value.periods), className="compared-days")]
    if value.hint:
        parts.append(html.Span(value.hint, className="compared-hint"))
    else:
        parts.append(html.Dl([_item(label, value.of(what)) for what, label in _STRIP]))
    return html.Div(parts, className="compared", role="group", **aria(label="Comparison of periods"))


def days(period: Period) -> str:
    """`1 Mar to 31 Mar 2025`, with both years where they differ."""
    first = f"{period.since.day} {period.since:%b}"
    if period.since.year != period.until.year:
        first = f"{first} {period.since.year}"
    return f"{first} to {period.until.day} {period.until:%b %Y}"


def periods_line(value: Comparison) -> str:
    """Whose figures the tiles show, and what they stand beside."""
    if value.periods is None:
        return value.hint or "All posts in view."
    shown = f"{_against(value.periods)}."
    hint = f" {value.hint}" if value.hint else ""
    return f"{shown}{hint}" if value.periods.chosen else f"{shown}{hint} Choose a period for another."


def change_words(claim: Claim | None) -> list[Part]:
    """How much it changed and how sure that is, with an arrow where that is clear."""
    if claim is None:
        return []
    between = interval(claim)
    sure: list[Part] = [" ", html.Span(f"({between})", **data(claim=claim.key))] if between else []
    clear = is_clear(claim)
    arrow: list[Part] = [_arrow(claim)] if clear else []
    unclear = [", no clear change"] if between and not clear else []
    return [*arrow, claimed(claim, told(claim).text), *sure, *unclear]


def is_clear(claim: Claim) -> bool:
    """Whether the whole interval lies on one side of no change; what was merely counted is clear."""
    number, same = claim.number, _SAME[claim.number.unit]
    if number.low is None or number.high is None:
        return number.value != same
    return number.low > same or number.high < same


def _against(periods: Periods) -> str:
    newest = "" if periods.chosen else "Newest posts, "
    return f"{newest}{days(periods.this)} against {days(periods.that)}"


def _item(label: str, measure: Measure) -> Component:
    now, then = (claimed(one, told(one).text) if one else "none" for one in (measure.now, measure.then))
    changed = change_words(measure.change)
    shown: list[Part] = [
        now,
        " against ",
        then,
        *([html.Span(changed, className="compared-change")] if changed else []),
    ]
    return html.Div([html.Dt(label), html.Dd(shown)])


def _arrow(claim: Claim) -> Component:
    direction = "up" if claim.number.value > _SAME[claim.number.unit] else "down"
    return html.I(className=f"bi bi-arrow-{direction}", **aria(hidden=True))
