"""Why one post is where it is."""

from app.pages.page import Page
from components.explanations import layout
from services.policy import Permission

PAGE = Page(
    path="/explain",
    title="Explain a post",
    icon="crosshair",
    group="",
    keys="g e",
    permission=Permission.EXPLORE,
    layout=layout,
)
