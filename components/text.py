"""Words and numbers the way people read them."""

import html as entities
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import isnan

from dash import html
from dash.development.base_component import Component

from components.attributes import aria, data
from components.languages import language
from components.theme import segment_colour
from services.addresses import address
from services.claiming import figure as claim_figure
from services.claiming import interval, small_print
from services.claiming.language import Language
from services.domain.claims import Claim
from services.domain.views import Figure, Phrase, Sentence

Part = Component | str
# What may stand inside an element.
Content = Part | Sequence[Part | None] | None


def plain(text: str, longest: int = 0) -> str:
    """The text as it is, in a chart too: plotly reads `<b>` and `&amp;` as mark-up unless they are escaped.

    Line breaks become spaces; `longest` > 0 cuts the text there, with an ellipsis.
    """
    line = " ".join(text.split())
    if longest and len(line) > longest:
        line = line[: longest - 1].rstrip() + "…"
    return entities.escape(line, quote=False)


def number(value: float | None) -> str:
    """`1,501`, `2.5` where a half was counted, `not measured` for None and NaN."""
    if value is None or isnan(value):
        return "not measured"
    return f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 10 else f"{value:,.1f}"


def signed(value: float, digits: int) -> str:
    """`+0.24`, `−0.05` with a minus sign; `0.00` where nothing is left after rounding."""
    words = f"{abs(value):.{digits}f}"
    if float(words) == 0:
        return words
    return f"−{words}" if value < 0 else f"+{words}"


def percent(share: float) -> str:
    """A share from 0 to 1: `16%`, and `0.4%` or `99.6%` near the ends, where a whole number would lie."""
    near_an_end = 0 < share < 0.01 or 0.99 < share < 1
    return f"{share:.1%}" if near_an_end else f"{share:.0%}"


def posts(count: int) -> str:
    """`1 post`, `7,050 posts`."""
    return f"{count:,} post" if count == 1 else f"{count:,} posts"


def day(moment: date | None) -> str:
    """`9 May 2018`, empty where it is not known."""
    return f"{moment.day} {moment:%b %Y}" if moment else ""


def minute(moment: datetime | None) -> str:
    """`9 May 2018, 08:33`, empty where it is not known."""
    return f"{day(moment)}, {moment:%H:%M}" if moment else ""


def dot(rank: int) -> Component:
    """The coloured dot that stands before a segment's name; the name carries the meaning."""
    return html.Span(className="dot", style={"--segment": segment_colour(rank)}, **aria(hidden=True))


def named_segment(rank: int, name: str) -> Component:
    """A segment's dot and name, the same everywhere."""
    return html.Span([dot(rank), name], className="segment-name")


def sentence(parts: Sentence) -> list[Part]:
    """A sentence with its weights; names of segments carry their dots, figures of claims lead to their posts."""
    return [_phrase(phrase) for phrase in parts]


def claimed(claim: Claim, text: Content) -> Component:
    """A figure as a link to the posts behind it, with its n, interval and scope."""
    page = "/explain" if claim.rows.post else "/segments"
    title = small_print(claim, language())
    return html.A(
        _figure_of(claim, text), href=address(claim.rows, page), title=title, className="claim", **data(claim=claim.key)
    )


def marked(claim: Claim | None, text: str) -> Part:
    """A figure with its n, interval and scope inside something that leads to its posts when it is pressed.

    text: what stands there where it is no claim.
    """
    if claim is None:
        return text
    return html.Span(
        claim_figure(claim, language()),
        title=small_print(claim, language()),
        className="claim",
        **data(claim=claim.key),
    )


def _figure_of(claim: Claim, text: Content) -> Content:
    """The figure or its interval in the language of the person who asks, where that is what is shown."""
    shown = text.children if isinstance(text, html.Strong) else text
    for tell in (claim_figure, interval):
        if shown == tell(claim, Language.ENGLISH):
            own = tell(claim, language())
            return html.Strong(own) if isinstance(text, html.Strong) else own
    return text


def _phrase(phrase: Phrase) -> Part:
    if phrase.segment is not None:
        return named_segment(phrase.segment, phrase.text)
    words = html.Strong(phrase.text) if phrase.strong else phrase.text
    return claimed(phrase.claim, words) if phrase.claim else words


def spoken(parts: Sentence) -> str:
    """The sentence as one text."""
    return "".join(phrase.text for phrase in parts)


def figure(value: Figure, claim: Claim | None = None) -> Component:
    """A number with the words under it, as in `1,501 comments`; claim: what the number says, None = it is a fact."""
    measured = value.value is not None
    shown = marked(claim, number(value.value)) if measured else "–"
    title = None if measured else f"{value.label}: not measured"
    return html.Div(
        [html.Dt(value.label), html.Dd(shown, title=title)],
        className="figure",
    )


def figures(values: tuple[Figure, ...], claims: Mapping[str, Claim] | None = None) -> Component:
    """Several numbers side by side, each with its words, and with its claim by those words."""
    known = claims or {}
    return html.Dl([figure(value, known.get(value.label)) for value in values], className="figures")
