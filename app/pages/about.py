"""What this is, how it computes, and whose it is."""

from dash.development.base_component import Component
from flask import current_app

from app.pages.page import Page
from components import about
from services.policy import Permission


def layout() -> Component:
    """The page; the deployment's own words come from its settings."""
    return about.layout(current_app.extensions["about"])


PAGE = Page(
    path="/about",
    title="About",
    icon="info-circle",
    group="Data",
    keys="g a",
    permission=Permission.EXPLORE,
    layout=layout,
)
