"""What can be chosen before publishing, and what the data supports of it."""

from app.pages.page import Page
from components.levers import layout
from services.policy import Permission

PAGE = Page(
    path="/levers",
    title="Levers",
    icon="sliders",
    group="",
    keys="g l",
    permission=Permission.EXPLORE,
    layout=layout,
)
