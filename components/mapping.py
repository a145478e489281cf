"""The wizard for files that no importer knows: a preview, a meaning for each column, and why it is suggested."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip
from components.controls import action, choice, one_of_many
from components.progress import progress_place
from components.text import Content, day, minute
from components.uploads import file_size
from services.domain.fields import COUNT_NOTATIONS, DATE_NOTATIONS, FIELD_LABELS
from services.domain.intake import Suggestion, TablePreview, WaitingFile

# A browser shows a hundred selects without a pause; the command line matches any number of columns.
MOST_COLUMNS = 120
_CELLS_SHOWN = 3
NOT_USED = "Not used"
_TONES = {"certain": "good", "likely": "plain", "unsure": "warn"}


def mapping_place() -> Component:
    """Where files that wait are listed and one of them is matched; empty until there is one."""
    stores = (ids.MAPPING_WANTED, ids.MAPPING_SHOWN, ids.MAPPING_ORDER, ids.MAPPING_CHANGED)
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in stores),
            html.Div(id=str(ids.MAPPING_WAITING)),
            progress_place(ids.MAPPING_LOOKING, ids.MAPPING_LOOKING_CANCEL),
            html.Div(id=str(ids.MAPPING_WIZARD)),
            progress_place(ids.MAPPING_PROGRESS, ids.MAPPING_CANCEL),
        ],
        className="column mapping-place",
    )


def upload_key(upload: str) -> str:
    """What a button says that is about a file that waits."""
    return f"upload~{upload}"


def dataset_key(dataset: str) -> str:
    """What a button says that is about a file of a dataset."""
    return f"dataset~{dataset}"


def waiting_files(files: Sequence[WaitingFile]) -> Component:
    """The files that wait for somebody who says what their columns mean."""
    if not files:
        return html.Div(hidden=True)
    return card(
        "Waiting for their columns",
        "No tool we know wrote these files. Nothing of them is read before you say what their columns mean.",
        html.Ul([_waiting(file) for file in files], className="waiting-files"),
    )


def _waiting(file: WaitingFile) -> Component:
    brought = f"{file_size(file.size)}, from {file.who}, {minute(file.at)}. Kept until {day(file.until)}."
    buttons = [
        _button("Match its columns", ids.MAPPING_OPEN.at(upload_key(file.upload)), main=True),
        _button("Discard", ids.MAPPING_DISCARD.at(file.upload)),
    ]
    words = html.Div([html.Strong(file.file_name), html.Div(brought, className="step")])
    return html.Li([words, html.Div(buttons, className="actions")])


def wizard(preview: TablePreview, *, of_dataset: bool = False) -> Component:
    """The table's first rows and a meaning for each column, to be changed and then imported."""
    name = preview.file_name or "this file"
    leave = "Leave as it is" if of_dataset else "Not now"
    return card(
        f"What do the columns of {name} mean?",
        "Check the suggestions. At least two columns have to be counts. You say it once: files with the same "
        "header are read so from then on, in this workspace.",
        [
            _tables(preview),
            html.Ul(
                [_column(preview, place) for place in range(len(preview.headers))[:MOST_COLUMNS]], className="matches"
            ),
            _left_out(len(preview.headers)),
            _first_rows(preview),
            html.Div(
                [action("Import with these columns", ids.MAPPING_IMPORT, main=True), action(leave, ids.MAPPING_CLOSE)],
                className="actions wizard-actions",
            ),
        ],
    )


def _tables(preview: TablePreview) -> Component:
    """Which of several tables; the select is there in any case, so that its callback finds it."""
    offered = [(name, name) for name in preview.tables] or [("", "the table")]
    return choice("Table", ids.MAPPING_SHEET, offered, preview.table)


def _left_out(columns: int) -> Component:
    more = columns - MOST_COLUMNS
    words = (
        f"{more:,} more columns are not shown and not used. The command line matches any: postlens import --mapping."
    )
    return html.P(words, className="step", hidden=more <= 0)


def _column(preview: TablePreview, place: int) -> Component:
    one = preview.suggestions[place]
    cells = [row[place] for row in preview.rows if row[place].strip()][:_CELLS_SHOWN]
    examples: list[Component] = [html.Code(cell) for cell in cells] or [
        html.Span("empty in the first rows", className="step")
    ]
    meaning = _select(
        f"Meaning of {one.header or 'a column without a name'}",
        ids.MAPPING_FIELD.at(place),
        FIELD_LABELS,
        one.field,
        NOT_USED,
    )
    return html.Li(
        [
            html.Div([html.Strong(one.header or "(no name)"), html.Div(examples, className="examples")]),
            html.Div([meaning, *_notation(one, place)], className="match-fields"),
            html.P([chip(one.certainty, _TONES.get(one.certainty, "plain")), " ", one.reason], className="step"),
        ],
        className="match",
    )


def _notation(one: Suggestion, place: int) -> list[Component]:
    """How to read cells that can be read in two ways."""
    if not one.doubtful:
        return []
    offered = DATE_NOTATIONS if one.cells == "dates" else COUNT_NOTATIONS
    return [
        _select(
            f"Notation of {one.header}", ids.MAPPING_NOTATION.at(place), offered, one.notation, "Work out the notation"
        )
    ]


def _select(label: str, place: dict[str, Any], offered: Mapping[str, str], value: str, none: str) -> Component:
    return one_of_many(label, place, [("", none), *offered.items()], value if value in offered else "")


def _first_rows(preview: TablePreview) -> Component:
    shown = preview.headers[:MOST_COLUMNS]
    head = html.Tr([html.Th(header or "(no name)", scope="col") for header in shown])
    rows = [html.Tr([html.Td(cell) for cell in row[:MOST_COLUMNS]]) for row in preview.rows]
    table = html.Table([html.Thead(head), html.Tbody(rows)], className="facts first-rows")
    scroll = html.Div(table, className="scroll", tabIndex="0", role="region", **aria(label="First rows of the file"))
    words = f"First {len(preview.rows)} rows; the header stands in line {preview.header_line:,}"
    return html.Details([html.Summary(words), scroll], className="rows-shown")


def _button(label: str, place: dict[str, Any], *, main: bool = False) -> Component:
    return html.Button(
        label, id=place, type="button", className="tool tool-small tool-main" if main else "tool tool-small"
    )


def unmatched(file_name: str) -> Content:
    """The end of an import whose file is kept until its columns are matched."""
    words = " is not read yet: no tool we know names its columns so. It waits for you below."
    return html.Section(html.P([html.Strong(file_name), words]), className="sheet progress-sheet", role="status")
