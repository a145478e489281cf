"""Everything in short."""

from app.pages.page import Page
from components.overview import layout
from services.policy import Permission

PAGE = Page(
    path="/overview",
    title="Overview",
    icon="speedometer2",
    group="",
    keys="g o",
    permission=Permission.EXPLORE,
    layout=layout,
)
