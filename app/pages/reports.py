"""What is handed to clients."""

from dash.development.base_component import Component

from app.pages.page import Page
from callbacks.context import actor, services
from components import reports
from services.policy import Permission


def layout() -> Component:
    """The page, with what can be ordered and the brand as it is."""
    return reports.layout(services().reports.offered(actor()), services().branding.words(actor()))


PAGE = Page(
    path="/reports",
    title="Reports",
    icon="file-earmark-text",
    group="",
    keys="g r",
    permission=Permission.REPORT,
    layout=layout,
)
