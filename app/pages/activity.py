"""Who did what."""

from app.pages.page import Page
from components.activity import layout
from services.policy import Permission

PAGE = Page(
    path="/admin/activity",
    title="Activity",
    icon="journal-text",
    group="Admin",
    keys="g y",
    permission=Permission.OVERSEE,
    layout=layout,
)
