"""The page of workspaces: what they are called, who may enter, and how full they are."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, page_head, skeleton, waiting
from components.controls import action, written
from components.quota import quota
from components.text import day
from services.domain.people import Room
from services.domain.uploading import WorkspaceUsage


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    name = dbc.Input(id=str(ids.WORKSPACES_NAME), maxLength=80, autoComplete="off")
    fields = [
        html.Div([html.Label("Name", htmlFor=str(ids.WORKSPACES_NAME)), name], className="field"),
        action("Create a workspace", ids.WORKSPACES_CREATE, main=True),
    ]
    return html.Div(
        [
            dcc.Store(id=str(ids.WORKSPACES_CHANGED)),
            page_head("Workspaces"),
            card(
                "A new workspace",
                "One for each client: data of one never meets data of another. Admins may enter it at once.",
                html.Div(fields, className="form-line"),
            ),
            waiting(html.Div(skeleton(240), id=str(ids.WORKSPACES_LIST)), 240),
        ],
        className="page",
    )


def workspace_list(rooms: Sequence[Room], usages: Sequence[WorkspaceUsage]) -> Component:
    """A card a workspace, by name."""
    used = {usage.workspace_id: usage for usage in usages}
    return html.Div([_room(room, used.get(room.id)) for room in rooms], className="workspaces")


def _room(room: Room, usage: WorkspaceUsage | None) -> Component:
    place = ids.WORKSPACES_OWN_NAME.at(room.id)
    field = dbc.Input(id=place, value=room.name, maxLength=80, autoComplete="off")
    rename = html.Button(
        "Rename",
        id=ids.WORKSPACES_RENAME.at(room.id),
        type="button",
        className="tool",
        **aria(label=f"Rename {room.name}"),
    )
    label = html.Label("Name", htmlFor=written(place))
    members = ", ".join(room.members) or "Nobody but the admins."
    facts = [
        html.Dt("May enter, besides admins"),
        html.Dd(members),
        html.Dt("On the command line"),
        html.Dd(html.Code(room.slug)),
        html.Dt("Since"),
        html.Dd(day(room.created_at)),
        html.Dt("Words of posts"),
        html.Dd(
            "Never kept: files come in without them." if room.wordless else "Kept, unless whoever imports drops them."
        ),
    ]
    body = [
        html.Div([html.Div([label, field], className="field"), rename], className="form-line"),
        html.Dl(facts, className="room-facts"),
        _words(room),
        quota(usage) if usage else None,
    ]
    return card(room.name, "Its brand is set on the page Reports, in the workspace itself.", body)


def _words(room: Room) -> Component:
    """The button that changes whether words are kept, with what it does."""
    slot = ids.WORKSPACES_KEEP_WORDS if room.wordless else ids.WORKSPACES_DROP_WORDS
    verb = "Let words be kept" if room.wordless else "Never keep words here"
    told = (
        "Whoever imports a file chooses again; what came in without words stays so."
        if room.wordless
        else "Texts, links and names of authors of all files from now on; files that are here stay as they are."
    )
    button = html.Button(
        verb, id=slot.at(room.id), type="button", className="tool", **aria(label=f"{verb}: {room.name}")
    )
    return html.Div([button, html.P(told, className="step")], className="room-words")
