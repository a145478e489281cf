"""The frame around every page: navigation, workspace, person, notices and help."""

from dataclasses import dataclass
from itertools import groupby

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria, data
from components.languages import NAMES, language
from components.text import Content
from services.claiming.language import Language
from services.domain.actors import Actor, Workspace

# How often the job tray looks, in milliseconds.
TRAY_INTERVAL = 4_000
# The page of the person's own account; it is reached from their name.
ACCOUNT = "/account"
# Who sees this page has the buttons that lead to it.
_REPORTS = "/reports"


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page in the navigation; `keys` are pressed one after the other, as in "g s"; group "" comes first."""

    path: str
    title: str
    icon: str
    group: str
    keys: str


def shell(
    actor: Actor, workspaces: tuple[Workspace, ...], current_path: str, nav: tuple[NavItem, ...], content: Content
) -> Component:
    """The whole page: what a person may see on the left, `content` beside it."""
    return html.Div(
        [
            dcc.Location(id=str(ids.URL), refresh=False),
            html.A("Skip to the content", href="#content", className="skip-link"),
            _side(actor, workspaces, current_path, nav),
            html.Div(className="veil", **data(menu="close")),
            html.Div([_top(), html.Main(content, id="content", tabIndex="-1")], className="stage"),
            html.Div(id=str(ids.NOTICES), className="notices", role="status", **aria(live="polite")),
            dcc.Store(id=str(ids.PINS_WANTED)),
            dcc.Interval(id=str(ids.JOB_TIMER), interval=TRAY_INTERVAL),
            _keys(nav),
        ],
        className="shell with-reports" if any(item.path == _REPORTS for item in nav) else "shell",
    )


def brand() -> Component:
    """The product's name, as it is written everywhere."""
    return html.Span(["post", html.Span("lens")], className="brand")


def _side(actor: Actor, workspaces: tuple[Workspace, ...], path: str, nav: tuple[NavItem, ...]) -> Component:
    return html.Aside(
        [
            html.Div([brand(), _collapse()], className="side-top"),
            _switcher(actor, workspaces, path),
            html.Nav(
                [_group(name, tuple(items)) for name, items in groupby(nav, lambda item: item.group)],
                className="side-nav",
                **aria(label="Pages"),
            ),
            languages(path),
            _person(actor),
        ],
        className="side",
        id="navigation",
    )


def _collapse() -> Component:
    return html.Button(
        html.I(className="bi bi-layout-sidebar", **aria(hidden=True)),
        className="side-collapse",
        type="button",
        title="Make the navigation narrow or wide",
        **aria(label="Make the navigation narrow or wide"),
        **data(menu="collapse"),
    )


def _group(name: str, items: tuple[NavItem, ...]) -> Component:
    links = html.Ul([html.Li(_link(item), **data(keys=item.keys or None)) for item in items])
    return html.Div([html.H2(name), links] if name else links, className="side-group")


def _link(item: NavItem) -> Component:
    words = [html.I(className=f"bi bi-{item.icon}", **aria(hidden=True)), html.Span(item.title)]
    link: Component = dbc.NavLink(words, href=item.path, active="exact", className="side-link")
    return link


def _switcher(actor: Actor, workspaces: tuple[Workspace, ...], path: str) -> Component:
    """A plain form: it works before any script has loaded, and the server decides."""
    options = [{"label": workspace.name, "value": workspace.id} for workspace in workspaces]
    return html.Form(
        [
            html.Label("Client workspace", htmlFor=str(ids.WORKSPACE)),
            dbc.Select(id=str(ids.WORKSPACE), name="workspace", options=options, value=actor.workspace_id),
            dbc.Input(type="hidden", name="next", value=path),
            html.Button("Open workspace", type="submit", className="switch-go"),
        ],
        method="post",
        action="/workspace",
        className="switcher",
        **data(submit="change"),
    )


def languages(path: str) -> Component:
    """Each language under its own name; a plain form, as the server keeps the choice."""
    buttons = [
        html.Button(
            NAMES[one],
            type="submit",
            name="language",
            value=one.value,
            lang=one.value,
            className="notranslate",
            **aria(pressed=one is language()),
        )
        for one in Language
    ]
    return html.Form(
        [dbc.Input(type="hidden", name="next", value=path), *buttons],
        method="post",
        action="/language",
        className="languages",
        role="group",
        **aria(label="Language"),
        **data(here="next"),
    )


def _person(actor: Actor) -> Component:
    initials = "".join(word[0] for word in actor.name.split()[:2]).upper() or "?"
    return html.Div(
        [
            html.Span(initials, className="avatar", **aria(hidden=True)),
            dcc.Link(
                [html.Strong(actor.name, className="notranslate"), html.Span(actor.role.label)],
                href=ACCOUNT,
                className="person-name",
                title="Your account: password, second factor, sign-ins",
            ),
            html.Form(
                html.Button(
                    html.I(className="bi bi-box-arrow-right", **aria(hidden=True)),
                    type="submit",
                    title="Sign out",
                    **aria(label="Sign out"),
                ),
                method="post",
                action="/sign-out",
            ),
        ],
        className="person",
    )


def _top() -> Component:
    return html.Div(
        [
            html.Button(
                html.I(className="bi bi-list", **aria(hidden=True)),
                id=str(ids.MENU),
                type="button",
                className="tool tool-menu",
                **aria(label="Open the navigation", controls="navigation", expanded=False),
                **data(menu="open"),
            ),
            html.Span(brand(), className="top-brand"),
            html.Div(id=str(ids.JOB_TRAY), className="tray"),
            html.Button(
                html.I(className="bi bi-moon", **aria(hidden=True)),
                id=str(ids.THEME),
                type="button",
                className="tool",
                title="Switch between light and dark",
                **aria(label="Switch between light and dark"),
                **data(theme="switch"),
            ),
            html.Button(
                "Copy link",
                id=str(ids.COPY_LINK),
                type="button",
                className="tool tool-words",
                **aria(live="polite"),
                **data(copy="address"),
            ),
        ],
        className="top",
        role="group",
        **aria(label="Tools"),
    )


def _keys(nav: tuple[NavItem, ...]) -> Component:
    lines = [("?", "Show this help"), ("/", "Go to the search field"), ("t", "Switch between light and dark")]
    lines += [(item.keys, f"Go to {item.title}") for item in nav if item.keys]
    rows = [html.Tr([html.Td([html.Kbd(key) for key in keys.split()]), html.Td(words)]) for keys, words in lines]
    dialog: Component = dbc.Modal(
        [
            dbc.ModalHeader(dbc.ModalTitle("Keys", id=str(ids.KEYS_TITLE))),
            dbc.ModalBody(html.Table(html.Tbody(rows), className="keys")),
        ],
        id=str(ids.KEYS),
        is_open=False,
        scrollable=True,
        labelledby=str(ids.KEYS_TITLE),
    )
    return dialog
