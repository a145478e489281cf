"""The preview of a report: its pages as pictures, one beside the other."""

from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.progress import progress_place
from services.domain.previewing import PreviewDrawn

PAGE = "/reports/preview/{name}/{number}.png"


def frame() -> Component:
    """The empty place, which a callback fills."""
    return html.Div(
        [
            dcc.Store(id=str(ids.PREVIEW_ORDER)),
            dcc.Store(id=str(ids.PREVIEW_DRAWN)),
            progress_place(ids.PREVIEW_PROGRESS, ids.PREVIEW_CANCEL),
        ]
    )


def pages(drawn: PreviewDrawn) -> Component:
    """Every page, each a way to itself in its full size."""
    shown = html.Ol([html.Li(_page(drawn, number)) for number in range(1, drawn.pages + 1)], className="preview")
    many = "1 page" if drawn.pages == 1 else f"{drawn.pages} pages"
    told = html.P(f"{many}, as the PDF has them. Press one to see it in full size.", className="step")
    return html.Section(
        [told, shown], className="sheet sheet-body", tabIndex="0", role="region", **aria(label="Preview of the report")
    )


def _page(drawn: PreviewDrawn, number: int) -> Component:
    width, height = drawn.size
    address, words = PAGE.format(name=drawn.name, number=number), f"Page {number} of {drawn.pages}"
    picture = html.Img(src=address, alt=words, width=str(width), height=str(height))
    return html.A([picture, html.Span(words, **aria(hidden=True))], href=address, target="_blank")
