"""People and their invitations."""

from app.pages.page import Page
from components.people import layout
from services.policy import Permission

PAGE = Page(
    path="/admin/people",
    title="People",
    icon="people",
    group="Admin",
    keys="g p",
    permission=Permission.MANAGE_PEOPLE,
    layout=layout,
)
