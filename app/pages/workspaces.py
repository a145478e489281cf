"""The workspaces of the installation."""

from app.pages.page import Page
from components.workspaces import layout
from services.policy import Permission

PAGE = Page(
    path="/admin/workspaces",
    title="Workspaces",
    icon="buildings",
    group="Admin",
    keys="g k",
    permission=Permission.MANAGE_PEOPLE,
    layout=layout,
)
