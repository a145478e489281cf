"""Files, in and out."""

from dash.development.base_component import Component
from flask import current_app

from app.pages.page import Page
from callbacks.context import actor
from components import datasets
from services.policy import Permission, allows


def layout() -> Component:
    """The page; who may not import sees no drop zone."""
    limit = current_app.extensions["upload_limit"]
    return datasets.layout(may_import=allows(actor(), Permission.IMPORT), limit=limit)


PAGE = Page(
    path="/datasets",
    title="Datasets",
    icon="database",
    group="Data",
    keys="g d",
    permission=Permission.EXPLORE,
    layout=layout,
)
