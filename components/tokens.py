"""Tokens for programs: made and shown once, listed, revoked."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip
from components.controls import action
from components.slot import Slot
from components.text import day, minute
from services.domain.actors import TokenScope
from services.domain.tokens import LONGEST_NAME, MOST_DAYS, USUAL_DAYS, MadeToken, Token, TokenState, try_line

DOCUMENT = "/api/v1/openapi.json"
_TONES = {TokenState.WORKS: "good", TokenState.EXPIRED: "warn", TokenState.REVOKED: "plain"}
_ASK = "Agency staff and admins make tokens. Ask one of them for a token that scores posts."


def tokens_place(*, may_make: bool) -> Component:
    """The card about programs; with the form and the list for those who may make tokens."""
    words = html.Span(["What the pages show, for programs. ", html.A("What can be asked", href=DOCUMENT)])
    body = [_form(), html.Div(id=str(ids.TOKENS_MADE), role="status"), html.Div(id=str(ids.TOKENS_LIST))]
    if not may_make:
        # Callbacks find their places on every page that has them.
        return card("Let a program ask", words, html.P(_ASK))
    return html.Div([dcc.Store(id=str(ids.TOKENS_CHANGED)), card("Let a program ask", words, body)])


def made(found: MadeToken, address: str) -> Component:
    """The token, now and never again, and the line that tries it."""
    return html.Div(
        [
            html.P([html.Strong(found.token.name), ": copy the token now. It is never shown again."]),
            html.Pre(found.secret, className="secret", tabIndex="0", **aria(label="The token")),
            html.P("Try it:"),
            html.Pre(try_line(found, address), className="secret", tabIndex="0", **aria(label="A line for a shell")),
        ],
        className="note-lines",
    )


def token_list(tokens: tuple[Token, ...]) -> Component | None:
    """All tokens of the workspace, newest first."""
    if not tokens:
        return None
    titles = ("Token", "May", "Acts for", "Last used", "Until", "")
    head = html.Thead(html.Tr([html.Th(title) for title in titles]))
    whole = html.Table([head, html.Tbody([_line(token) for token in tokens])], className="facts")
    return html.Div(whole, className="scroll", tabIndex="0", role="region", **aria(label="Tokens of this workspace"))


def _line(token: Token) -> Component:
    works = token.state is TokenState.WORKS
    revoke = html.Button(
        "Revoke",
        id=ids.TOKENS_REVOKE.at(token.id),
        type="button",
        className="tool tool-small",
        **aria(label=f"Revoke {token.name}"),
    )
    used = minute(token.used_at) if token.used_at else "never"
    return html.Tr(
        [
            html.Th([token.name, html.Div(f"{token.prefix}…", className="step")], scope="row"),
            html.Td(", ".join(scope.value for scope in token.scopes)),
            html.Td(token.made_for),
            html.Td(used),
            html.Td([day(token.expires_at), " ", chip(token.state.value, _TONES[token.state])]),
            html.Td(revoke if works else None, className="row-buttons"),
        ]
    )


def _form() -> Component:
    scopes = [{"label": scope.label, "value": scope.value} for scope in TokenScope]
    name = dbc.Input(id=str(ids.TOKENS_NAME), maxLength=LONGEST_NAME, autocomplete="off", placeholder="What uses it")
    days = dbc.Input(id=str(ids.TOKENS_DAYS), type="number", min=1, max=MOST_DAYS, step=1, value=USUAL_DAYS)
    allowed = dbc.Checklist(id=str(ids.TOKENS_SCOPES), options=scopes, value=[TokenScope.SCORE.value], inline=True)
    return html.Div(
        [
            html.Div(
                [_field("Name", ids.TOKENS_NAME, name), _field("Days it works", ids.TOKENS_DAYS, days)],
                className="fields",
            ),
            html.Fieldset([html.Legend("What it may do"), allowed], className="sections"),
            html.Div(action("Make token", ids.TOKENS_MAKE, icon="key"), className="actions"),
        ],
        className="token-form",
    )


def _field(label: str, slot: Slot, control: Component) -> Component:
    return html.Div([html.Label(label, htmlFor=str(slot)), control], className="field")
