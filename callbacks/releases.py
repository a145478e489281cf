"""A report on its way out: checked, accepted, released, shared, in the dialog of its line; and the rules for that."""

from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks import parse
from callbacks.context import actor, services
from callbacks.pressed import by_key, pressed_key
from callbacks.wiring import Wiring
from components import ids as shell
from components import release_ids as ids
from components.notices import notice
from components.releases import sheet
from services.domain.errors import InvalidInput
from services.domain.releasing import ReleaseRules, Standing
from services.domain.sharing import NewLink, ShareOrder
from services.policy import Permission

Told = tuple[Any, Any]
_NOTHING: Told = (no_update, no_update)


def show(_clicks: list[int | None]) -> tuple[Any, Any, Any]:
    """The dialog of the report whose button was pressed."""
    key = pressed_key()
    if not key:
        return no_update, no_update, no_update
    standing = services().releases.standing(actor(), parse.identifier(key, "report"))
    return True, standing.title, _sheet(standing)


def close(clicks: int | None) -> Any:
    """The dialog away."""
    return False if clicks else no_update


def check(_clicks: list[int | None]) -> Told:
    """What was found."""
    key = pressed_key()
    if not key:
        return _NOTHING
    standing = services().releases.check(actor(), parse.identifier(key, "report"))
    return _sheet(standing), _changed(standing)


def accept(_clicks: list[int | None], notes: list[Any], places: list[Any]) -> Told:
    """One warning fewer."""
    key = pressed_key()
    if not key:
        return _NOTHING
    report, _, flaw = key.partition("|")
    given = by_key(places, notes)
    note = parse.text(given.get(flaw), "note")
    standing = services().releases.accept(
        actor(), parse.identifier(report, "report"), parse.identifier(flaw, "warning"), note
    )
    return _sheet(standing), _changed(standing)


def release(_clicks: list[int | None], replaces: list[Any]) -> tuple[Any, Any, Any]:
    """The report as it goes out."""
    key = pressed_key()
    if not key:
        return no_update, no_update, no_update
    chosen = parse.identifier(replaces[0], "report") if replaces and replaces[0] not in (None, "-") else ""
    standing = services().releases.release(actor(), parse.identifier(key, "report"), chosen)
    return _sheet(standing), _changed(standing), notice(f"{standing.title} is released.", bad=False)


def share(_clicks: list[int | None], days: list[Any], passwords: list[Any]) -> Told:
    """A new link, told once."""
    key = pressed_key()
    if not key:
        return _NOTHING
    report = parse.identifier(key, "report")
    order = ShareOrder(report, _days(days[0] if days else None), _password(passwords[0] if passwords else None))
    link = services().sharing.share(actor(), order)
    standing = services().releases.standing(actor(), report)
    return _sheet(standing, link), _changed(standing)


def withdraw(_clicks: list[int | None]) -> Told:
    """A link that opens nothing any more."""
    key = pressed_key()
    if not key:
        return _NOTHING
    report, _, link = key.partition("|")
    services().sharing.withdraw(actor(), parse.identifier(link, "link"))
    standing = services().releases.standing(actor(), parse.identifier(report, "report"))
    return _sheet(standing), _changed(standing)


def set_rules(chosen: Any) -> str:
    """What the workspace asks for from now on."""
    second = isinstance(chosen, list) and "second" in chosen
    services().releases.set_rules(actor(), ReleaseRules(second_person=second))
    return "Saved. A second person releases reports." if second else "Saved. Whoever built a report may release it."


def _sheet(standing: Standing, fresh: NewLink | None = None) -> Any:
    if standing.state.is_kept:
        return sheet(standing, links=services().sharing.links(actor(), standing.report_id), fresh=fresh)
    return sheet(standing, replaceable=services().releases.replaceable(actor(), standing.report_id))


def _changed(standing: Standing) -> str:
    return f"{standing.report_id} {standing.state} {len(standing.history)}"


def _days(sent: object) -> int:
    if isinstance(sent, bool) or not isinstance(sent, int):
        raise InvalidInput("Say for how many whole days the link opens, 1 to 90.", "days")
    return sent


def _password(sent: object) -> str:
    return parse.text(sent, "password") if sent else ""


def register(wire: Wiring) -> None:
    """Hangs up the dialog and the rules."""
    once: dict[str, Any] = {"permission": Permission.RELEASE, "prevent_initial_call": True}
    body = Output(str(ids.RELEASES_BODY), "children", allow_duplicate=True)
    changed = Output(str(ids.RELEASES_CHANGED), "data", allow_duplicate=True)
    opened = Output(str(ids.RELEASES_DIALOG), "is_open", allow_duplicate=True)
    title = Output(str(ids.RELEASES_TITLE), "children")
    wire(show, opened, title, body, Input(ids.RELEASES_OPEN.at(ALL), "n_clicks"), **once)
    wire(close, opened, Input(str(ids.RELEASES_CLOSE), "n_clicks"), **once)
    wire(check, body, changed, Input(ids.RELEASES_CHECK.at(ALL), "n_clicks"), **once)
    notes = State(ids.RELEASES_NOTE.at(ALL), "value"), State(ids.RELEASES_NOTE.at(ALL), "id")
    wire(accept, body, changed, Input(ids.RELEASES_ACCEPT.at(ALL), "n_clicks"), *notes, **once)
    told = Output(str(shell.NOTICES), "children", allow_duplicate=True)
    replaces = State(ids.RELEASES_REPLACES.at(ALL), "value")
    wire(release, body, changed, told, Input(ids.RELEASES_RELEASE.at(ALL), "n_clicks"), replaces, **once)
    fields = State(ids.RELEASES_DAYS.at(ALL), "value"), State(ids.RELEASES_PASSWORD.at(ALL), "value")
    wire(share, body, changed, Input(ids.RELEASES_SHARE.at(ALL), "n_clicks"), *fields, **once)
    wire(withdraw, body, changed, Input(ids.RELEASES_WITHDRAW.at(ALL), "n_clicks"), **once)
    wire(
        set_rules,
        Output(str(ids.RULES_TOLD), "children"),
        Input(str(ids.RULES_SECOND), "value"),
        permission=Permission.RULE_REPORTS,
        prevent_initial_call=True,
    )
