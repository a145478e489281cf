"""Typical and odd posts, a segment at a time, with the segment in words."""

from dash import html
from dash.development.base_component import Component

from components.cards import chip
from components.empty import empty
from components.links import explain_link
from components.text import Part, claimed, day, dot, number, posts
from components.theme import segment_colour
from services.claiming import figure
from services.domain.prototypes import Portrait, Standout
from services.domain.views import SegmentCard

TITLE = "Typical and odd posts"
HOW = (
    "Nearest to the centre of each segment, and farthest from it within the segment, in standard deviations "
    "over all its counts; of the posts in view."
)


def gallery(portraits: tuple[Portrait, ...], explain: str) -> Component:
    """A frame a segment; `explain` is the address that a post's id completes."""
    shown = [_portrait(one, explain) for one in portraits if one.typical]
    if not shown:
        return empty("No post in view", "Clear a filter to see typical and odd posts.")
    return html.Div(shown, className="portraits")


def _portrait(one: Portrait, explain: str) -> Component:
    segment = one.segment
    parts = [
        html.H3([dot(segment.rank), segment.name]),
        html.P(_rule(segment), className="portrait-rule"),
        html.Div(
            [
                *(chip(f"▲ {count}", "good") for count in segment.high),
                *(chip(f"▼ {count}", "bad") for count in segment.low),
            ],
            className="chips",
        ),
        html.H4("Most typical"),
        _standouts(one.typical, explain),
    ]
    if one.odd:
        parts += [html.H4("Farthest out"), _standouts(one.odd, explain)]
    return html.Article(parts, className="portrait", style={"--segment": segment_colour(segment.rank)})


def _rule(segment: SegmentCard) -> list[Part]:
    """How many posts it has and the rule that tells it apart, which stands for what it covers."""
    rule, whole, covers = segment.rule, segment.claims.get("posts"), segment.claims.get("coverage")
    told = rule.words if rule and rule.branches else "no rule of a few conditions tells it apart"
    members = claimed(whole, figure(whole)) if whole else posts(segment.posts)
    return [members, " · ", claimed(covers, told) if covers else told]


def _standouts(found: tuple[Standout, ...], explain: str) -> Component:
    return html.Ul([_standout(one, explain) for one in found], className="standouts")


def _standout(one: Standout, explain: str) -> Component:
    counts = [f"{number(count.value)} {count.label.lower()}" for count in one.counts if count.value is not None]
    facts = " · ".join(fact for fact in (one.format, day(one.published_at), ", ".join(counts)) if fact)
    differs = f"{' and '.join(one.differs)} than the centre" if one.differs else ""
    return html.Li(
        [
            explain_link(f"Post {one.number:,}", explain, one.post_id),
            html.Span(f"{one.distance:.1f} from the centre", className="far"),
            html.Span(facts, className="step"),
            html.Span(differs, className="step") if differs else None,
        ]
    )
