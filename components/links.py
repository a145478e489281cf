"""Ways to the explanation of a post."""

from urllib.parse import quote

from dash import dcc
from dash.development.base_component import Component


def explain_link(words: str, address: str, post_id: str) -> Component:
    """A link that changes the page without loading it anew; `address` ends where the post's id belongs."""
    return dcc.Link(words, href=f"{address}{quote(post_id, safe='')}", className="explain-link")
