"""The page of people."""

from typing import Any

from dash import ALL, Input, Output, State, ctx, no_update

from callbacks import parse
from callbacks.context import actor, address_of, issuer, provider_name, services
from callbacks.pressed import anew
from callbacks.wiring import Wiring
from components import ids
from components.notices import notice
from components.people import invitations, managed, people_table, room_options, told
from components.secrets import link_to_hand_over
from services.domain.errors import InvalidInput, NotFound
from services.domain.people import Person
from services.policy import Permission


def show(_changed: Any) -> tuple[Any, Any, Any]:
    """Everybody, those invited, and the workspaces to choose from."""
    rooms = services().accounts.workspaces(actor())
    people = people_table(services().people.all(actor()))
    return people, invitations(services().invitations.open(actor())), room_options(rooms, by_slug=True)


def invite(_clicks: Any, email: Any, role: Any, rooms: Any) -> tuple[Any, Any, Any]:
    """The link, to be handed over."""
    if not _clicks:
        return (no_update,) * 3
    address = parse.text(email, "e-mail address").strip()
    made = services().invitations.invite(actor(), address, parse.role(role), parse.several(rooms, "workspaces"))
    words = f"Hand this link to {address}. It works once, for seven days, and is not shown again."
    return link_to_hand_over(words, address_of(f"/join?token={made}")), "", anew()


def withdraw(_clicks: list[int | None]) -> tuple[Any, Any]:
    """The link works no more."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return no_update, no_update
    email = parse.text(key, "address")
    services().invitations.withdraw(actor(), email)
    return anew(), notice(f"The invitation of {email} works no more.", bad=False)


def manage(_clicks: list[int | None]) -> tuple[Any, Any]:
    """The dialog of one person."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return no_update, no_update
    person = _person(parse.identifier(key, "person"))
    return True, managed(person, services().accounts.workspaces(actor()), provider=provider_name())


def save(_clicks: list[int | None], roles: list[Any], rooms: list[Any], subjects: list[Any]) -> tuple[Any, Any, Any]:
    """What differs is changed, each with a line in the activity."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return (no_update,) * 3
    # The dialog shows one person, and each of its fields once.
    role, chosen_rooms, subject = (given[0] if given else None for given in (roles, rooms, subjects))
    person, wanted = _person(parse.identifier(key, "person")), parse.role(role)
    chosen, linked = frozenset(parse.several(chosen_rooms, "workspaces")), parse.text(subject, "subject").strip()
    if chosen != {room.id for room in person.workspaces}:
        services().people.give(actor(), person.id, chosen)
    if wanted is not person.role:
        services().people.change_role(actor(), person.id, wanted)
    if linked:
        services().people.link(actor(), person.id, issuer(), linked)
    return False, anew(), notice(f"{person.name} is saved.", bad=False)


def do(_clicks: list[int | None]) -> tuple[Any, Any, Any]:
    """What the pressed button of the dialog says."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return (no_update,) * 3
    what, _, user_id = str(key).partition(" ")
    person = _person(parse.identifier(user_id, "person"))
    if what == "reset":
        made = services().password_resets.for_person(actor(), person.id)
        words = f"Hand this link to {person.name}. It works once, for a day, and is not shown again."
        shown = link_to_hand_over(words, address_of(f"/reset?token={made}"))
        return told("Link for a new password", shown), True, no_update
    done = {
        "factor": services().people.reset_second_factor,
        "disable": services().people.disable,
        "enable": services().people.enable,
    }.get(what)
    if done is None:
        raise InvalidInput("This button is not one of ours. Load the page again.", "button")
    done(actor(), person.id)
    return no_update, False, anew()


def _person(user_id: str) -> Person:
    found = next((one for one in services().people.all(actor()) if one.id == user_id), None)
    if found is None:
        raise NotFound("There is no such person.")
    return found


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    permission = Permission.MANAGE_PEOPLE
    table, invited = (Output(str(slot), "children") for slot in (ids.PEOPLE_TABLE, ids.PEOPLE_INVITED))
    changed = Input(str(ids.PEOPLE_CHANGED), "data")
    wire(show, table, invited, Output(str(ids.PEOPLE_ROOMS), "options"), changed, permission=permission)
    once: dict[str, Any] = {"permission": permission, "prevent_initial_call": True}
    done = Output(str(ids.PEOPLE_CHANGED), "data", allow_duplicate=True)
    noted = Output(str(ids.NOTICES), "children", allow_duplicate=True)
    opened = Output(str(ids.PEOPLE_DIALOG), "is_open", allow_duplicate=True)
    content = Output(str(ids.PEOPLE_DIALOG), "children", allow_duplicate=True)
    link, email = Output(str(ids.PEOPLE_TOLD), "children"), Output(str(ids.PEOPLE_EMAIL), "value")
    asked = [State(str(slot), "value") for slot in (ids.PEOPLE_EMAIL, ids.PEOPLE_ROLE, ids.PEOPLE_ROOMS)]
    wire(invite, link, email, done, Input(str(ids.PEOPLE_INVITE), "n_clicks"), *asked, **once)
    wire(withdraw, done, noted, Input(ids.PEOPLE_WITHDRAW.at(ALL), "n_clicks"), **once)
    wire(manage, opened, content, Input(ids.PEOPLE_MANAGE.at(ALL), "n_clicks"), **once)
    fields = (ids.PEOPLE_NEW_ROLE, ids.PEOPLE_NEW_ROOMS, ids.PEOPLE_SUBJECT)
    said = [State(slot.at(ALL), "value") for slot in fields]
    wire(save, opened, done, noted, Input(ids.PEOPLE_SAVE.at(ALL), "n_clicks"), *said, **once)
    wire(do, content, opened, done, Input(ids.PEOPLE_DO.at(ALL), "n_clicks"), **once)
