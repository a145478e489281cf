"""What goes with each segment."""

from app.pages.page import Page
from components.drivers import layout
from services.policy import Permission

PAGE = Page(
    path="/drivers",
    title="What drives them",
    icon="bar-chart",
    group="",
    keys="g w",
    permission=Permission.EXPLORE,
    layout=layout,
)
