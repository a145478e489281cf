"""What is handed to clients."""

from dash.development.base_component import Component

from app.pages.page import Page
from callbacks.context import actor, services
from components import reports
from services.policy import Permission, allows


def layout() -> Component:
    """The page, with what can be ordered, the brand as it is, and the rules for those who may change them."""
    rules = services().releases.rules(actor()) if allows(actor(), Permission.RULE_REPORTS) else None
    return reports.layout(services().reports.offered(actor()), services().branding.words(actor()), rules)


PAGE = Page(
    path="/reports",
    title="Reports",
    icon="file-earmark-text",
    group="",
    keys="g t",
    permission=Permission.REPORT,
    layout=layout,
)
