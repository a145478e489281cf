"""The question before something is deleted for good, and the receipt of what went."""

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.all_uploads import key_of
from components.text import minute, posts
from components.uploads import file_size
from services.domain.uploading import DatasetState, DeletionReceipt, UploadRecord


def question(record: UploadRecord) -> list[Component]:
    """What would go, that it cannot come back, and both ways on."""
    versions = f"all {record.versions} versions of it" if record.versions > 1 else "its only version"
    aside = f" and {record.set_aside:,} rows set aside" if record.set_aside else ""
    hide = " Hide it instead to keep it for 30 days." if record.state is DatasetState.READY else ""
    words = [
        html.P([html.Strong(record.file_name), " in the workspace ", html.Strong(record.workspace), " goes for good:"]),
        html.Ul(
            [
                html.Li(f"{versions}, {posts(record.kept)}{aside},"),
                html.Li("every analysis and explanation made from them,"),
                html.Li("the jobs and uploads that are about it, and its name in the history."),
            ]
        ),
        html.P(f"Nobody can bring it back; the receipt stays.{hide}"),
    ]
    away = html.Button(
        "Delete for good", id=ids.UPLOADS_DELETE.at(key_of(record)), type="button", className="tool tool-danger"
    )
    return _dialog("Delete this dataset for good?", words, [_close("Keep it"), away])


def receipt(given: DeletionReceipt) -> list[Component]:
    """Everything that went, by kind, with the bytes that are free again."""
    what = given.name or f"Dataset {given.dataset}"
    told = html.P(
        [html.Strong(what), f" of {given.workspace} was deleted by {given.by} on {minute(given.at)}. Gone are:"]
    )
    head = html.Tr([html.Th("What"), html.Th("Number", className="amount"), html.Th("Size", className="amount")])
    lines = [
        html.Tr(
            [
                html.Th(item.kind.capitalize(), scope="row"),
                html.Td(f"{item.number:,}", className="amount"),
                html.Td(file_size(item.bytes) if item.bytes else "–", className="amount"),
            ]
        )
        for item in given.items
    ]
    total = html.Tr(
        [html.Th("Free again", scope="row"), html.Td(), html.Td(file_size(given.bytes), className="amount")]
    )
    table = html.Table([html.Thead(head), html.Tbody([*lines, total])], className="facts receipt")
    name = html.P(f"Receipt of dataset {given.dataset}.", className="step")
    return _dialog("Receipt of a deletion", [told, table, name], [_close("Close")])


def _dialog(title: str, body: list[Component], ways: list[Component]) -> list[Component]:
    return [
        dbc.ModalHeader(dbc.ModalTitle(title, id=str(ids.UPLOADS_DIALOG_TITLE))),
        dbc.ModalBody(body),
        dbc.ModalFooter(ways),
    ]


def _close(words: str) -> Component:
    return html.Button(words, id=ids.UPLOADS_CLOSE.at(words), type="button", className="tool")
