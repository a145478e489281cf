"""What stands where there is nothing to show: what happened, and what to do next."""

from dash import html
from dash.development.base_component import Component

from components.attributes import aria
from components.text import Content, Part


def empty(title: str, text: str, action: Content = None) -> Component:
    """Nothing here yet: one sentence why, one action that changes it."""
    return _state("inbox", title, text, action)


def failed(message: str, reference: str = "", retry: Content = None) -> Component:
    """Something did not work: the message, the reference to give when asking for help, and a way on."""
    words: list[Part] = [message]
    if reference:
        words += [" ", html.Span(f"Reference {reference}.", className="reference")]
    return html.Div(_state("exclamation-triangle", "That did not work", words, retry), role="alert")


def forbidden() -> Component:
    """The page exists and is not for this person."""
    return _state(
        "lock",
        "This page is not open to you",
        "Your role in this workspace does not include it. Ask an administrator if you need it.",
        link("Back to the segments", "/"),
    )


def link(label: str, path: str, *, main: bool = True) -> Component:
    """A way to another page that looks like a button."""
    return html.A(label, href=path, className="tool tool-main" if main else "tool")


def _state(icon: str, title: str, text: Content, action: Content) -> Component:
    return html.Section(
        [
            html.I(className=f"bi bi-{icon}", **aria(hidden=True)),
            html.H2(title),
            html.P(text),
            html.Div(action, className="state-action") if action is not None else None,
        ],
        className="state",
    )
