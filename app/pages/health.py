"""How the installation is doing."""

from app.pages.page import Page
from components.health import layout
from services.policy import Permission

PAGE = Page(
    path="/admin/health",
    title="Health",
    icon="heart-pulse",
    group="Admin",
    keys="g h",
    permission=Permission.OVERSEE,
    layout=layout,
)
