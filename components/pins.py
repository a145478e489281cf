"""Pins: the button that keeps a thing for reports, and the things that are kept."""

from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria, data
from components.cards import chip
from components.text import Part, minute
from services.domain.pinning import PinOnTheBoard
from services.domain.views import Option

_BETWEEN = ":"


def pin(name: str, title: str, subject: str = "") -> Component:
    """The button beside a thing; only those who may build reports see it (assets: pins.js, 55-reports.css)."""
    return html.Button(
        [html.I(className="bi bi-pin-angle", **aria(hidden=True)), "Add to report"],
        type="button",
        className="tool tool-small pin",
        **aria(label=f"Add to report: {title}"),
        **data(pin=f"{name}{_BETWEEN}{subject}"),
    )


def pinned_thing(key: str) -> tuple[str, str]:
    """The name and the subject of the thing whose button has this key."""
    name, _, subject = key.partition(_BETWEEN)
    return name, subject


def pin_options(pins: tuple[PinOnTheBoard, ...]) -> tuple[Option, ...]:
    """Pins as parts of a report; what is gone cannot be chosen."""
    return tuple(Option(one.pin.section, f"Pinned: {one.title}") for one in pins if not one.gone)


def pin_list(pins: tuple[PinOnTheBoard, ...]) -> Component:
    """Everything that is kept, with the way back to it."""
    if not pins:
        words = "Press Add to report beside a chart, a post or a recommendation: it becomes a section above."
        return html.P(words, className="step")
    return html.Ul([_kept(one) for one in pins], className="pins")


def _kept(one: PinOnTheBoard) -> Component:
    remove = html.Button(
        "Remove",
        id=ids.PINS_REMOVE.at(one.pin.id),
        type="button",
        className="tool tool-small",
        **aria(label=f"Remove the pin {one.title}"),
    )
    title = html.Strong(one.title) if one.gone else html.A(one.title, href=one.address)
    seen: list[Part] = [part for part in (one.view, f"pinned {minute(one.pin.pinned_at)}") if part]
    words = html.Div([title, html.Div(" · ".join(map(str, seen)), className="step"), *_standing(one)])
    return html.Li([words, remove])


def _standing(one: PinOnTheBoard) -> list[Component]:
    if one.gone:
        return [chip("Cannot be shown any more", "bad", one.gone)]
    if one.changed:
        return [chip("The data changed since; the report shows it as it is now", "warn")]
    return []
