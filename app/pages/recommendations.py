"""What goes with more, and how to test it."""

from app.pages.page import Page
from components.recommendations import layout
from services.policy import Permission

PAGE = Page(
    path="/recommendations",
    title="Recommendations",
    icon="lightbulb",
    group="",
    keys="g r",
    permission=Permission.EXPLORE,
    layout=layout,
)
