"""Short messages at the edge of the page."""

import dash_bootstrap_components as dbc
from dash.development.base_component import Component


def notice(words: str, *, bad: bool = True) -> Component:
    """A message that stays until it is closed when something went wrong, and leaves by itself otherwise."""
    toast: Component = dbc.Toast(
        words,
        header="That did not work" if bad else "Done",
        icon="danger" if bad else "success",
        dismissable=True,
        is_open=True,
        duration=None if bad else 4_000,
    )
    return toast
