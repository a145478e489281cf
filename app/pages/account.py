"""The person's own account."""

from app.pages.page import Page
from components.account import layout
from services.policy import Permission

PAGE = Page(
    path="/account",
    title="Account",
    icon="person-circle",
    group="",
    keys="",
    permission=Permission.OWN_ACCOUNT,
    layout=layout,
    listed=False,
)
