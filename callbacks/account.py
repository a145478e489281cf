"""The page of one's own account."""

from typing import Any

from dash import ALL, Input, Output, State, ctx, no_update

from callbacks import parse
from callbacks.context import actor, provider_name, services, token
from callbacks.pressed import anew
from callbacks.wiring import Wiring
from components import ids
from components.account import enrolment, places, provider, second_factor, with_codes
from components.notices import notice
from services.policy import Permission


def show(_changed: Any) -> tuple[Any, Any, Any]:
    """Second factor, sign-ins and provider as they stand."""
    account = services().own_accounts.get(actor(), token())
    return second_factor(account), places(account), provider(account, provider_name())


def change_password(_clicks: Any, present: Any, wanted: Any) -> tuple[Any, Any, Any, Any]:
    """The new password counts; the fields are empty again."""
    if not _clicks:
        return (no_update,) * 4
    given = (parse.text(present, "present password"), parse.text(wanted, "new password"))
    ended = services().own_accounts.change_password(actor(), token(), *given)
    told = f"The new password counts. {_ended(ended)}"
    return "", "", notice(told, bad=False), anew()


def begin(_clicks: list[int | None], secrets: list[Any]) -> Any:
    """The picture of a new secret."""
    if not any(_clicks):
        return no_update
    given = services().own_accounts.begin_second_factor(actor(), _only(secrets))
    return enrolment(given)


def confirm(_clicks: list[int | None], secrets: list[Any]) -> Any:
    """The factor counts, and its recovery codes are shown."""
    if not any(_clicks):
        return no_update
    codes = services().own_accounts.confirm_second_factor(actor(), token(), _only(secrets))
    return with_codes(services().own_accounts.get(actor(), token()), codes)


def new_codes(_clicks: list[int | None], secrets: list[Any]) -> Any:
    """New recovery codes in the place of the old ones."""
    if not any(_clicks):
        return no_update
    codes = services().own_accounts.new_codes(actor(), _only(secrets))
    return with_codes(services().own_accounts.get(actor(), token()), codes)


def remove(_clicks: list[int | None], secrets: list[Any]) -> tuple[Any, Any]:
    """No second factor any more."""
    if not any(_clicks):
        return no_update, no_update
    services().own_accounts.remove_second_factor(actor(), _only(secrets))
    return anew(), notice("Your second factor is removed.", bad=False)


def end(_clicks: list[int | None]) -> tuple[Any, Any]:
    """One sign-in elsewhere is over."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return no_update, no_update
    place = parse.identifier(key, "sign-in")
    services().own_accounts.sign_out_one(actor(), place)
    return anew(), notice("That browser is signed out.", bad=False)


def end_others(_clicks: Any) -> tuple[Any, Any]:
    """All sign-ins elsewhere are over."""
    if not _clicks:
        return no_update, no_update
    told = _ended(services().own_accounts.sign_out_others(actor(), token()))
    return anew(), notice(told, bad=False)


def unlink(_clicks: list[int | None]) -> tuple[Any, Any]:
    """The provider signs the person in no more."""
    if not any(_clicks):
        return no_update, no_update
    services().providers.unlink(actor())
    return anew(), notice("The other provider does not sign you in any more.", bad=False)


def _ended(others: int) -> str:
    if not others:
        return "You were signed in nowhere else."
    return f"{others} other {'sign-in is' if others == 1 else 'sign-ins are'} over."


def _only(secrets: list[Any]) -> str:
    """What stands in the one field for a secret that the page has right now."""
    return parse.text(secrets[0] if secrets else "", "code")


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    permission = Permission.OWN_ACCOUNT
    shown = (ids.ACCOUNT_FACTOR, ids.ACCOUNT_PLACES, ids.ACCOUNT_PROVIDER)
    changed = Input(str(ids.ACCOUNT_CHANGED), "data")
    wire(show, *(Output(str(slot), "children") for slot in shown), changed, permission=permission)
    once: dict[str, Any] = {"permission": permission, "prevent_initial_call": True}
    done = Output(str(ids.ACCOUNT_CHANGED), "data", allow_duplicate=True)
    told = Output(str(ids.NOTICES), "children", allow_duplicate=True)
    factor = Output(str(ids.ACCOUNT_FACTOR), "children", allow_duplicate=True)
    fields = (ids.ACCOUNT_PRESENT, ids.ACCOUNT_WANTED)
    emptied = [Output(str(slot), "value") for slot in fields]
    typed = [State(str(slot), "value") for slot in fields]
    wire(change_password, *emptied, told, done, Input(str(ids.ACCOUNT_CHANGE), "n_clicks"), *typed, **once)
    secret = State(ids.ACCOUNT_SECRET.at(ALL), "value")
    wire(begin, factor, Input(ids.ACCOUNT_BEGIN.at(ALL), "n_clicks"), secret, **once)
    wire(confirm, factor, Input(ids.ACCOUNT_CONFIRM.at(ALL), "n_clicks"), secret, **once)
    wire(new_codes, factor, Input(ids.ACCOUNT_CODES.at(ALL), "n_clicks"), secret, **once)
    wire(remove, done, told, Input(ids.ACCOUNT_REMOVE.at(ALL), "n_clicks"), secret, **once)
    wire(end, done, told, Input(ids.ACCOUNT_END.at(ALL), "n_clicks"), **once)
    wire(end_others, done, told, Input(str(ids.ACCOUNT_END_OTHERS), "n_clicks"), **once)
    wire(unlink, done, told, Input(ids.ACCOUNT_UNLINK.at(ALL), "n_clicks"), **once)
