"""The uploads of all workspaces."""

from app.pages.page import Page
from components.all_uploads import layout
from services.policy import Permission

PAGE = Page(
    path="/admin/uploads",
    title="Uploads",
    icon="cloud-arrow-up",
    group="Admin",
    keys="g u",
    permission=Permission.MANAGE_UPLOADS,
    layout=layout,
)
