"""What stands above a page whose data is not what it was."""

from dash import html
from dash.development.base_component import Component

from components.attributes import aria
from components.empty import link
from components.text import minute
from services.domain.datasets import Dataset, Standing


def standing(now: Standing) -> Component | None:
    """That the data changed since the page was drawn, or since its link was made; nothing where all is as it was."""
    if now.changed:
        told = f"The data changed since this analysis: {_version(now.dataset)}. What you see is from before."
        return _word(told, link("Show the data as it is now", f"?dataset={now.dataset.id}", main=False))
    if now.followed:
        return _word(f"The data changed since this link was made. You see {_version(now.dataset)}.")
    return None


def no_longer_here(why: str) -> Component:
    """That nobody sees the dataset any more."""
    told = f"{why} It was hidden or deleted; what you see is from before."
    return _word(told, link("Go to the datasets", "/datasets", main=False))


def _version(dataset: Dataset) -> str:
    return f"{dataset.name}, version {dataset.version}, by {dataset.uploaded_by} on {minute(dataset.created_at)}"


def _word(told: str, way_on: Component | None = None) -> Component:
    return html.Div(
        [html.I(className="bi bi-arrow-repeat", **aria(hidden=True)), html.P(told), way_on], className="stale"
    )
