"""The page of all uploads: who brought what into which workspace, how full each is, and what can be done about it."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip, page_head, skeleton, waiting
from components.controls import TYPING, choice
from components.empty import empty
from components.quota import quota
from components.slot import Slot
from components.text import Content, Part, minute
from components.uploads import file_size
from services.domain.uploading import (
    DatasetState,
    FoundUploads,
    UploadOrder,
    UploadRecord,
    UploadState,
    WorkspaceUsage,
)

STATES = {
    DatasetState.READY: "in use",
    DatasetState.HIDDEN: "hidden",
    DatasetState.DELETING: "being deleted",
    DatasetState.DELETED: "deleted",
    UploadState.RECEIVING: "arriving",
    UploadState.UNMATCHED: "waits for its columns",
    UploadState.REFUSED: "refused",
    UploadState.ABANDONED: "given up",
}
ORDERS = {
    UploadOrder.NEWEST: "newest",
    UploadOrder.LARGEST: "largest",
    UploadOrder.MOST_ROWS: "most rows",
    UploadOrder.MOST_SET_ASIDE: "most rows set aside",
    UploadOrder.MOST_QUESTIONS: "most open questions",
}
EVERY_WORKSPACE = ("", "all")
_TONES = {
    DatasetState.READY: "good",
    DatasetState.HIDDEN: "warn",
    UploadState.REFUSED: "bad",
    UploadState.UNMATCHED: "warn",
}


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    return html.Div(
        [
            page_head("Uploads"),
            html.P("Every file that came into any workspace, and what became of it.", className="position"),
            dcc.Store(id=str(ids.UPLOADS_CHANGED)),
            card(
                "Room for files",
                "What each workspace keeps of what it may keep, the fullest first; old versions count.",
                waiting(html.Div(skeleton(60), id=str(ids.UPLOADS_QUOTA)), 60),
            ),
            _filters(),
            waiting(html.Div(skeleton(240), id=str(ids.UPLOADS_TABLE)), 240),
            _dialog(),
        ],
        className="page",
    )


def _filters() -> Component:
    words = dbc.Input(id=str(ids.UPLOADS_WORDS), type="search", debounce=TYPING, placeholder="File, person, workspace")
    search = [
        html.I(className="bi bi-search", **aria(hidden=True)),
        html.Label("Look for", htmlFor=str(ids.UPLOADS_WORDS), className="visually-hidden"),
        words,
    ]
    states = [("", "all"), *((state.value, label) for state, label in STATES.items())]
    orders = [(order.value, label) for order, label in ORDERS.items()]
    return html.Div(
        [
            html.Div(search, className="search"),
            # The workspaces come with the first answer; a pill with one choice would stay hidden.
            choice("Workspace", ids.UPLOADS_WORKSPACE, [EVERY_WORKSPACE, ("-", "")], ""),
            choice("State", ids.UPLOADS_STATE, states, ""),
            choice("First", ids.UPLOADS_ORDER, orders, UploadOrder.NEWEST.value),
        ],
        className="pills",
        role="group",
        **aria(label="Filters"),
    )


def _dialog() -> Component:
    dialog: Component = dbc.Modal(
        [],
        id=str(ids.UPLOADS_DIALOG),
        is_open=False,
        scrollable=True,
        centered=True,
        labelledby=str(ids.UPLOADS_DIALOG_TITLE),
    )
    return dialog


def rooms(usages: Sequence[WorkspaceUsage]) -> Component:
    """How full each workspace is, the fullest first."""
    fullest_first = sorted(usages, key=lambda usage: -usage.share)
    return html.Ul(
        [html.Li([html.Strong(usage.workspace), quota(usage)]) for usage in fullest_first], className="rooms"
    )


def workspace_options(usages: Sequence[WorkspaceUsage]) -> list[dict[str, str]]:
    """What the pill offers."""
    offered = [EVERY_WORKSPACE, *((usage.workspace_id, usage.workspace) for usage in usages)]
    return [{"label": label, "value": value} for value, label in offered]


def uploads_table(found: FoundUploads) -> Component:
    """The uploads that were looked for; what to do where there are none."""
    if not found.uploads:
        return empty("No uploads yet", "As soon as somebody brings a file into a workspace, it stands here.")
    if not found.records:
        return empty("No upload fits", f"None of the {found.uploads:,} uploads fits these filters. Choose fewer.")
    titles = ("File", "By", "Rows", "Kept", "Set aside", "Size", "Checks", "State")
    head = [html.Th(title, className="amount" if title in _AMOUNTS else None) for title in titles]
    do = html.Th(html.Span("Do", className="visually-hidden"))
    table = html.Table(
        [html.Thead(html.Tr([*head, do])), html.Tbody([_line(record) for record in found.records])],
        className="facts uploads",
    )
    region = html.Div(table, className="scroll", tabIndex="0", role="region", **aria(label="Uploads"))
    return card("Files", _how_many(found), region)


_AMOUNTS = ("Rows", "Kept", "Set aside", "Size")


def _how_many(found: FoundUploads) -> str:
    shown = len(found.records)
    if shown < found.found:
        return f"The first {shown:,} of {found.found:,} that fit. Choose a filter to see fewer."
    return f"{found.found:,} of {found.uploads:,} uploads."


def _line(record: UploadRecord) -> Component:
    counted = bool(record.dataset) and record.state is not DatasetState.DELETED
    name = record.file_name or f"dataset {record.dataset}"
    versions = f" · {record.versions} versions" if record.versions > 1 else ""
    return html.Tr(
        [
            html.Th([name, html.Div(f"{record.workspace}{versions}", className="step")], scope="row"),
            html.Td([record.who, html.Div(minute(record.at), className="step fact-line")]),
            *(html.Td(cell if counted else "–", className="amount") for cell in _ledger(record)),
            html.Td(_size(record), className="amount"),
            html.Td(_checks(record) if counted else "–"),
            html.Td(_state(record), className="upload-state"),
            html.Td(html.Div(_buttons(record, name), className="row-buttons")),
        ]
    )


def _ledger(record: UploadRecord) -> list[Content]:
    """Rows, kept, set aside; rows that are kept as earlier readings stand under those that became posts."""
    earlier = html.Div(f"+ {record.updated:,} earlier readings", className="step") if record.updated else None
    return [f"{record.rows:,}", [f"{record.kept:,}", earlier], f"{record.set_aside:,}"]


def _size(record: UploadRecord) -> str:
    if record.state is UploadState.RECEIVING:
        return f"{file_size(record.received)} of {file_size(record.size)}"
    return file_size(record.size) if record.size else "–"


def _checks(record: UploadRecord) -> list[Part]:
    findings = f"{record.findings:,} {'finding' if record.findings == 1 else 'findings'}"
    if not record.open_questions:
        return [findings]
    asked = "open question" if record.open_questions == 1 else "open questions"
    return [findings, html.Div(chip(f"{record.open_questions:,} {asked}", "warn"))]


def _state(record: UploadRecord) -> list[Part]:
    told: list[Part] = [chip(STATES[record.state], _TONES.get(record.state, "plain"))]
    if record.restorable_until:
        told.append(html.Div(f"until {minute(record.restorable_until)}", className="step"))
    if record.state is UploadState.UNMATCHED:
        told.append(html.Div("Somebody of the workspace has to say what they mean.", className="step"))
    elif record.message:
        told.append(html.Div(record.message, className="step"))
    return told


def _buttons(record: UploadRecord, name: str) -> list[Component]:
    if record.state is DatasetState.DELETED:
        return [_button("Receipt", ids.UPLOADS_RECEIPT, record, name)]
    away = _button("Delete for good", ids.UPLOADS_DOOM, record, name)
    if record.state is DatasetState.READY:
        return [_button("Hide", ids.UPLOADS_HIDE, record, name), away]
    if record.state is DatasetState.HIDDEN:
        return [_button("Restore", ids.UPLOADS_RESTORE, record, name), away]
    return []


def _button(words: str, slot: Slot, record: UploadRecord, name: str) -> Component:
    return html.Button(
        words,
        id=slot.at(key_of(record)),
        type="button",
        className="tool tool-small",
        **aria(label=f"{words}: {name} of {record.workspace}"),
    )


def key_of(record: UploadRecord) -> str:
    """What a button of this line carries: workspace and dataset, which `place_of` takes apart again."""
    return f"{record.workspace_id} {record.dataset}"


def place_of(key: object) -> tuple[str, str]:
    """The workspace and the dataset that a button carries; "" for what it does not carry."""
    workspace, _, dataset = str(key).partition(" ")
    return workspace, dataset
