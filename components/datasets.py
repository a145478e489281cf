"""The Datasets page: files in, what they hold, what was noticed."""

from dash import dcc, html
from dash.development.base_component import Component

from components import history, ids
from components.cards import card, page_head, skeleton, waiting
from components.doctor import doctor_place
from components.mapping import mapping_place
from components.progress import progress_place
from components.uploads import drop_zone, words_choice


def layout(*, may_import: bool = True, limit: str = "") -> Component:
    """The empty frame with every slot in place; without the right to import there is no drop zone."""
    choice = html.Div(words_choice(), id=str(ids.DATASETS_WORDS))
    incoming = [dcc.Store(id=str(ids.DATASETS_UPLOADED)), drop_zone(limit), choice] if may_import else []
    matching = [mapping_place()] if may_import else []
    answering = [doctor_place()] if may_import else []
    return html.Div(
        [
            page_head("Datasets"),
            html.P("One file, one dataset: what was read, what was set aside and why.", className="position"),
            dcc.Store(id=str(ids.DATASETS_IMPORTED)),
            *incoming,
            progress_place(ids.DATASETS_PROGRESS, ids.DATASETS_CANCEL),
            *matching,
            *answering,
            *history.room(may_import=may_import),
            waiting(html.Div(id=str(ids.DATASETS_REPORT), role="status"), 160),
            *history.frame(may_import=may_import),
            card(
                "Files of this workspace",
                "Newest first. Press a name to see its segments.",
                waiting(html.Div(skeleton(120), id=str(ids.DATASETS_LIST)), 120),
            ),
            *history.hidden_place(may_import=may_import),
        ],
        className="page",
    )
