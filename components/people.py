"""The page of people: who may enter, who is invited, and what can be done about it."""

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip, page_head, skeleton, table_region, waiting
from components.controls import action, written
from components.empty import empty
from components.text import Content, Part, day, minute
from services.domain.actors import Role, Workspace
from services.domain.people import Invitation, Person

ROLES = [{"label": role.label, "value": role.value} for role in Role]
_EVERY = "all workspaces"


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    dialog = dbc.Modal(
        [],
        id=str(ids.PEOPLE_DIALOG),
        is_open=False,
        scrollable=True,
        centered=True,
        labelledby=str(ids.PEOPLE_DIALOG_TITLE),
    )
    return html.Div(
        [
            dcc.Store(id=str(ids.PEOPLE_CHANGED)),
            page_head("People"),
            card(
                "Invite somebody",
                "You get a link to hand over. It works once, for seven days, and only the newest for an address does.",
                _invite(),
            ),
            waiting(html.Div(skeleton(240), id=str(ids.PEOPLE_TABLE)), 240),
            html.Div(id=str(ids.PEOPLE_INVITED)),
            dialog,
        ],
        className="page",
    )


def _invite() -> list[Component]:
    email = dbc.Input(id=str(ids.PEOPLE_EMAIL), type="email", maxLength=254, autoComplete="off")
    role = dbc.Select(id=str(ids.PEOPLE_ROLE), options=ROLES, value=Role.BRAND_MANAGER.value)
    rooms = dbc.Checklist(id=str(ids.PEOPLE_ROOMS), options=[], value=[], className="boxes")
    fields = [
        html.Div([html.Label("E-mail address", htmlFor=str(ids.PEOPLE_EMAIL)), email], className="field"),
        html.Div([html.Label("Role", htmlFor=str(ids.PEOPLE_ROLE)), role], className="field"),
        html.Fieldset([html.Legend("May enter"), rooms], className="field"),
        action("Make an invitation", ids.PEOPLE_INVITE, main=True),
    ]
    return [html.Div(fields, className="form-line"), html.Div(id=str(ids.PEOPLE_TOLD))]


def room_options(rooms: Sequence[Workspace], *, by_slug: bool = False) -> list[dict[str, str]]:
    """The workspaces as boxes to tick."""
    return [{"label": room.name, "value": room.slug if by_slug else room.id} for room in rooms]


def people_table(people: Sequence[Person]) -> Component:
    """Everybody, by name."""
    if not people:
        return empty("No people yet", "Invite somebody above.")
    titles = ("Person", "Role", "May enter", "Last seen", "Second factor", "State")
    head = [*(html.Th(title) for title in titles), html.Th(html.Span("Do", className="visually-hidden"))]
    table = html.Table(
        [html.Thead(html.Tr(head)), html.Tbody([_line(person) for person in people])], className="facts people"
    )
    active = sum(person.active for person in people)
    told = f"{len(people):,} {'person' if len(people) == 1 else 'people'}, {active:,} of them may sign in."
    return card("People", told, table_region(table, "People"))


def _line(person: Person) -> Component:
    manage = html.Button(
        "Manage",
        id=ids.PEOPLE_MANAGE.at(person.id),
        type="button",
        className="tool tool-small",
        **aria(label=f"Manage {person.name}"),
    )
    linked = chip("signs in elsewhere") if person.linked else None
    return html.Tr(
        [
            html.Th([person.name, html.Div(person.email, className="step")], scope="row", className="notranslate"),
            html.Td(person.role.label),
            html.Td(
                _may_enter(person.role, person.workspaces), className="" if person.role is Role.ADMIN else "notranslate"
            ),
            html.Td(f"{minute(person.seen_at)} UTC" if person.seen_at else "never", className="fact-line"),
            html.Td([chip("on", "good") if person.second_factor else chip("off"), linked]),
            html.Td(chip("active", "good") if person.active else chip("disabled", "warn")),
            html.Td(html.Div(manage, className="row-buttons")),
        ]
    )


def _may_enter(role: Role, rooms: Sequence[Workspace]) -> str:
    if role is Role.ADMIN:
        return _EVERY
    return ", ".join(room.name for room in rooms) or "none"


def invitations(waiting_for: Sequence[Invitation]) -> Component | None:
    """Those who were invited and have not come; nothing where there are none."""
    if not waiting_for:
        return None
    lines: list[Component] = []
    for one in waiting_for:
        withdraw = html.Button(
            "Withdraw",
            id=ids.PEOPLE_WITHDRAW.at(one.email),
            type="button",
            className="tool tool-small",
            **aria(label=f"Withdraw the invitation of {one.email}"),
        )
        what = f"{one.role.label}, {_may_enter(one.role, one.workspaces)}, until {day(one.expires_at)}"
        lines.append(html.Li([html.Div([html.Strong(one.email), html.Div(what, className="step")]), withdraw]))
    return card("Invited", "Their links have not been followed yet.", html.Ul(lines, className="places"))


def managed(person: Person, rooms: Sequence[Workspace], *, provider: str) -> list[Component]:
    """The dialog of one person: what they are and may enter, and what else can be done."""
    fields: list[Part] = [
        _chosen("Role", dbc.Select(id=ids.PEOPLE_NEW_ROLE.at(person.id), options=ROLES, value=person.role.value)),
        html.Fieldset([html.Legend("May enter (admins may enter all)"), _rooms(person, rooms)], className="field"),
    ]
    if provider:
        subject = dbc.Input(id=ids.PEOPLE_SUBJECT.at(person.id), maxLength=255, autoComplete="off")
        fields.append(_chosen(f"Subject of {provider}, to link it", subject))
    others = [("reset", "Link for a new password"), ("factor", "Reset the second factor")]
    others.append(("disable", "Disable") if person.active else ("enable", "Enable"))
    buttons = [
        html.Button(words, id=ids.PEOPLE_DO.at(f"{what} {person.id}"), type="button", className=_tone(what))
        for what, words in others
        if what != "factor" or person.second_factor
    ]
    save = html.Button("Save", id=ids.PEOPLE_SAVE.at(person.id), type="button", className="tool tool-main")
    body = [html.P(person.email, className="step"), *fields, html.Div(save)]
    return told(person.name, [*body, html.Div(buttons, className="history-actions")])


def told(title: str, content: Content) -> list[Component]:
    """The dialog, saying this."""
    return [
        dbc.ModalHeader(dbc.ModalTitle(title, id=str(ids.PEOPLE_DIALOG_TITLE))),
        dbc.ModalBody(content),
    ]


def _rooms(person: Person, rooms: Sequence[Workspace]) -> Component:
    boxes: Component = dbc.Checklist(
        id=ids.PEOPLE_NEW_ROOMS.at(person.id),
        options=room_options(rooms),
        value=[room.id for room in person.workspaces],
        className="boxes",
    )
    return boxes


def _chosen(label: str, field: Any) -> Component:
    return html.Div([html.Label(label, htmlFor=written(field.id)), field], className="field")


def _tone(what: str) -> str:
    return "tool tool-danger" if what == "disable" else "tool"
