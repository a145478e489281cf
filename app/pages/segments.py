"""The kinds of posts."""

from app.pages.page import Page
from components.segments import layout
from services.policy import Permission

PAGE = Page(
    path="/segments",
    title="Segments",
    icon="grid",
    group="",
    keys="g s",
    permission=Permission.EXPLORE,
    layout=layout,
)
