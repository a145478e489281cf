"""Where posts would land that are in no file, and tokens for programs that ask the same."""

from app.pages.page import Page
from callbacks.context import actor
from components.scoring import layout
from services.policy import Permission, allows

PAGE = Page(
    path="/score",
    title="Score new posts",
    icon="bullseye",
    group="Data",
    keys="g n",
    permission=Permission.SCORE,
    layout=lambda: layout(may_make_tokens=allows(actor(), Permission.TOKENS)),
)
