"""The page of one's own account: password, second factor, sign-ins, and another provider."""

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip, page_head, skeleton, waiting
from components.controls import action, written
from components.pictures import qr
from components.secrets import codes_to_keep
from components.slot import Slot
from components.text import Part, minute
from services.domain.people import Enrolment, OwnAccount, SignInPlace

_GOOD = "12 to 128 characters. A few words that do not belong together make a good one; no signs are demanded."


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    return html.Div(
        [
            dcc.Store(id=str(ids.ACCOUNT_CHANGED)),
            page_head("Account"),
            card("Password", _GOOD, _password()),
            card(
                "Second factor",
                "A code of your phone beside the password: a stolen password alone opens nothing then.",
                waiting(html.Div(skeleton(90), id=str(ids.ACCOUNT_FACTOR)), 90),
            ),
            card(
                "Sign-ins",
                "Every browser that is signed in as you. End those that you do not know, then change your password.",
                waiting(html.Div(skeleton(120), id=str(ids.ACCOUNT_PLACES)), 120),
                action=action("Sign out everywhere else", ids.ACCOUNT_END_OTHERS),
            ),
            html.Div(id=str(ids.ACCOUNT_PROVIDER)),
        ],
        className="page",
    )


def _password() -> Component:
    fields = [
        ("Present password", ids.ACCOUNT_PRESENT, "current-password"),
        ("New password", ids.ACCOUNT_WANTED, "new-password"),
    ]
    return html.Div(
        [
            *(_field(label, str(slot), autoComplete=kind) for label, slot, kind in fields),
            action("Change the password", ids.ACCOUNT_CHANGE, main=True),
        ],
        className="form-line",
    )


def _field(label: str, place: Any, **more: Any) -> Component:
    target = place if isinstance(place, str) else written(place)
    field = dbc.Input(id=place, type=more.pop("type", "password"), maxLength=128, **more)
    return html.Div([html.Label(label, htmlFor=target), field], className="field")


def second_factor(account: OwnAccount) -> Component:
    """Whether there is one, and what can be done about it."""
    if not account.has_second_factor:
        password = _field("Present password", ids.ACCOUNT_SECRET.at("password"), autoComplete="current-password")
        fields = [password if account.has_password else None, _do("Set up", ids.ACCOUNT_BEGIN)]
        words = html.P([chip("off", "warn"), " You need an authenticator app on your phone."])
        return html.Div([words, html.Div(fields, className="form-line")])
    left = f"{account.codes_left} of 10 recovery codes left." if account.codes_left else "No recovery code is left."
    remove = None if account.must_have_second_factor else _do("Remove", ids.ACCOUNT_REMOVE)
    code = _field("Code of your app", ids.ACCOUNT_SECRET.at("code"), type="text", autoComplete="one-time-code")
    return html.Div(
        [
            html.P([chip("on", "good"), f" {left}"]),
            html.Div([code, _do("Make new recovery codes", ids.ACCOUNT_CODES), remove], className="form-line"),
        ]
    )


def enrolment(given: Enrolment) -> Component:
    """The picture to scan, the secret to type instead, and the field for the first code."""
    code = _field("Code that the app shows", ids.ACCOUNT_SECRET.at("code"), type="text", autoComplete="one-time-code")
    return html.Div(
        [
            html.Img(src=qr(given.address), alt="Picture to scan with your authenticator app", className="qr"),
            html.Div(
                [
                    html.P("Scan the picture with your authenticator app, or type this secret into it:"),
                    html.Code(given.secret, className="take-whole", tabIndex="0"),
                    html.Div([code, _do("Confirm", ids.ACCOUNT_CONFIRM)], className="form-line"),
                ]
            ),
        ],
        className="enrolment",
    )


def with_codes(account: OwnAccount, codes: tuple[str, ...]) -> list[Component]:
    """The second factor as it stands, and its new recovery codes."""
    return [codes_to_keep(codes), second_factor(account)]


def places(account: OwnAccount) -> Component:
    """A line a browser, the last used first."""
    return html.Ul([html.Li(_place(place)) for place in account.places], className="places")


def _place(place: SignInPlace) -> list[Part | None]:
    used = "in use now" if place.here else f"last used {minute(place.seen_at)} UTC"
    told = f"{used} · signed in {minute(place.since)} UTC · from {place.address or 'here'}"
    words = html.Div([html.Strong(place.device), html.Div(told, className="step")])
    end = html.Button(
        "Sign out",
        id=ids.ACCOUNT_END.at(place.id),
        type="button",
        className="tool tool-small",
        **aria(label=f"Sign out {place.device}, {used}"),
    )
    return [words, chip("this browser", "good") if place.here else end]


def provider(account: OwnAccount, name: str) -> Component | None:
    """The sign-in of another provider, where one is set up."""
    if not name:
        return None
    told = f"You can sign in with {name}." if account.linked else f"You can sign in with {name} once it is linked."
    link = html.A("Link", href="/login/provider?link=1", className="tool")
    return card("Another way in", told, _do("Unlink", ids.ACCOUNT_UNLINK) if account.linked else link)


def _do(words: str, slot: Slot) -> Component:
    return html.Button(words, id=slot.at("own"), type="button", className="tool")
