"""Other numbers of segments and recipes, and which findings stand in all of them."""

from app.pages.page import Page
from components.compare import layout
from services.policy import Permission

PAGE = Page(
    path="/compare",
    title="Compare",
    icon="shuffle",
    group="",
    keys="g c",
    permission=Permission.EXPLORE,
    layout=layout,
)
